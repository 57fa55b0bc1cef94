"""The visits of a run in pieces that fit a cache: large arrays that live for a moment cost more than sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan

CASES_AT_ONCE = 2**13
SORTED_AT_ONCE = 2**18
"""Cases whose visits are sorted together."""
VISITS_AT_ONCE = 2**16


class CaseBlock(NamedTuple):
    """All visits of some successive cases.

    Attributes
    ----------
    cases : slice
        The rows of the cases in the table of cases.
    visits : structured ndarray
        Their visits, with the fields of `VISIT_FIELDS`, sorted by case.
    owner : ndarray of int64
        Position of each visit's case in the block.
    """

    cases: slice
    visits: NDArray[Any]
    owner: NDArray[np.int64]


def case_blocks(plan: Plan, visits: NDArray[Any], sizes: Sequence[int]) -> Iterator[CaseBlock]:
    """Return the visits in blocks of cases, for chains with so many cases; the order of the visits does not matter."""
    first = 0
    for chain, size in enumerate(sizes):
        for since in range(0, size, SORTED_AT_ONCE):
            until = min(since + SORTED_AT_ONCE, size)
            case, place = _of_cases(plan, visits, chain if len(sizes) > 1 else None, since, until, size)
            edges = np.append(np.arange(since, until, CASES_AT_ONCE), until)
            cuts = np.searchsorted(case, edges).tolist()
            for i, (lower, upper) in enumerate(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)):
                here = slice(cuts[i], cuts[i + 1])
                owner = case[here].astype(np.int64) - lower
                # Indexing would copy each field of each record on its own.
                yield CaseBlock(slice(first + lower, first + upper), visits.take(place[here]), owner)
        first += size


def _of_cases(
    plan: Plan, visits: NDArray[Any], chain: int | None, since: int, until: int, size: int
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the numbers of the cases in [since, until) by visit, sorted, and where the visits stand."""
    case = visits["case"]
    if chain is None and until - since == size:
        order = np.argsort(case, kind="stable")
        return case[order], order
    is_meant = (case >= since) & (case < until)
    if chain is not None:
        is_meant &= plan.nodes.chain[visits["node"]] == chain
    meant = np.flatnonzero(is_meant)
    order = np.argsort(case[meant], kind="stable")
    meant = meant[order]
    return case[meant], meant


def visit_blocks(visits: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """Return the visits in pieces, each a view."""
    for first in range(0, len(visits), VISITS_AT_ONCE):
        yield visits[first : first + VISITS_AT_ONCE]
