"""Where the time goes: the critical way of each case, walked back from its decision.

At every instant of a case's life exactly one visit is named as the one that held it up: the one that finished last
before the next could begin. Its parts add up to the elapsed time exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine import passes
from adminsim.engine.asked import hours_of, steps_of
from adminsim.engine.records import Records
from adminsim.reforms.told import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

CASES_AT_ONCE = 2**13


def walk(records: Records, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Walk back from the decision of cases.

    Parameters
    ----------
    records : Records
        The records of a run.
    chosen : ndarray of bool
        Which cases, by row of the table of cases; all must be decided.

    Returns
    -------
    ndarray of int64, shape (cases chosen, nodes, len(PARTS))
        Seconds that each node's visits hold on the critical way, by part.
    """
    held = np.zeros((int(chosen.sum()), len(records.plan.nodes), len(PARTS)), dtype=np.int64)
    position = np.cumsum(chosen) - 1
    for case, node, seconds in critical_ways(records, chosen):
        np.add.at(held, (position[case], node), seconds)
    return held


def critical_ways(
    records: Records, chosen: NDArray[np.bool_]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int16], NDArray[np.int64]]]:
    """Return the visits on the critical ways of decided cases, in blocks of cases.

    Yields
    ------
    case, node : ndarray, shape (visits,)
        Row in the table of cases, and in the plan's table of nodes.
    seconds : ndarray of int64, shape (visits, len(PARTS))
        How long each part of the visit lasts.
    """
    for case, visits in critical_visits(records, chosen):
        yield case, visits["node"], visit_parts(records, visits)


def critical_visits(
    records: Records, chosen: NDArray[np.bool_], until: NDArray[np.int64] | None = None
) -> Iterator[tuple[NDArray[np.int64], NDArray[Any]]]:
    """Return the visits on the critical ways of decided cases, in blocks of cases, each with the row of its case.

    Parameters
    ----------
    until : ndarray of int64, optional
        By row of the table of cases, the instant from which to walk back; by default the decision.
    """
    ends = records.case_rows["decided"].astype(np.int64) if until is None else until.copy()
    submitted, (visits, first, _) = records.case_rows["submitted"].astype(np.int64), records.by_case
    every = np.flatnonzero(chosen)
    for rows in np.split(every, np.searchsorted(every, np.arange(CASES_AT_ONCE, len(chosen), CASES_AT_ONCE))):
        of, found = np.empty((2, int((first[rows + 1] - first[rows]).sum())), dtype=np.int64)
        used, lost = passes.walk_back(*records.by_case, rows, submitted, ends, of, found)
        assert not lost or until is not None, "a case waits for nothing"
        yield of[:used], visits.take(found[:used])


def visit_parts(records: Records, visits: NDArray[Any]) -> NDArray[np.int64]:
    """Return how long each part of a visit lasts, in seconds, shape (visits, len(PARTS)); they add up to its length.

    A visit lasts from ready to its end, or to the end of its correction.
    """
    parts = np.zeros((len(visits), len(PARTS)), dtype=np.int64)
    passes.part(visits, steps_of(records.plan), *hours_of(records.plan), parts)
    return parts
