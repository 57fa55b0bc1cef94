"""Where the time goes: the critical way of each case, walked back from its decision.

At every instant of a case's life exactly one visit is named as the one that held it up: the one that finished last
before the next could begin. Its parts add up to the elapsed time exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.plan import Kind
from adminsim.engine.records import NOT_YET, Records
from adminsim.engine.result import Result
from adminsim.model.step import Waiting

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARTS = ("handover", "queue", "closed", "work", "session", "waiting", "applicant")
"""Transfer of the file; waiting for a person; waiting for opening; hands-on time; waiting for and in a meeting;
waiting steps such as announcements and third parties; the applicant's own time and corrections."""


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
    rows = np.flatnonzero(chosen)
    held = np.zeros((len(rows), len(records.plan.nodes), len(PARTS)), dtype=np.int64)
    critical, case = _critical_visits(records, rows)
    parts = visit_parts(records, records.visit_rows[critical])
    np.add.at(held, (case, records.visit_rows["node"][critical]), parts)
    return held


def visit_parts(records: Records, visits: NDArray[Any]) -> NDArray[np.int64]:
    """Return how long each part of a visit lasts, in seconds, shape (visits, len(PARTS)); they add up to its length.

    A visit lasts from ready to its end, or to the end of its correction.
    """
    plan = records.plan
    kind, place = plan.nodes.kind[visits["node"]], plan.nodes.place[visits["node"]]
    ready, joined, start, end, corrected = (
        visits[name].astype(np.int64) for name in ("ready", "joined", "start", "end", "correction_end")
    )
    found = {part: np.zeros(len(visits), dtype=np.int64) for part in PARTS}
    found["handover"] = joined - ready
    found["applicant"] = np.where(corrected == NOT_YET, 0, corrected - end)
    for department, office in enumerate(plan.office):
        here = (kind == Kind.WORK) & (place == department)
        queue = office.open_between(joined[here], start[here])
        work = office.open_between(start[here], end[here])
        found["queue"][here], found["work"][here] = queue, work
        found["closed"][here] = (end - joined)[here] - queue - work
    meets = kind == Kind.SESSION
    found["session"][meets] = (end - joined)[meets]
    waits = kind == Kind.DELAY
    own = np.array([_is_applicant(step.step) for step in plan.nodes.step])[visits["node"]]
    found["applicant"] += np.where(waits & own, end - joined, 0)
    found["waiting"] = np.where(waits & ~own, end - joined, 0)
    return np.stack([found[part] for part in PARTS], axis=1)


def _critical_visits(records: Records, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the visits on the critical ways and, for each, the position of its case in `rows`."""
    cases, visits = records.case_rows, records.visit_rows
    sizes = np.bincount(cases["chain"], minlength=len(records.plan.chains))
    owner = np.concatenate(([0], np.cumsum(sizes)[:-1]))[visits["chain"]] + visits["case"]
    finish = np.where(visits["correction_end"] == NOT_YET, visits["end"], visits["correction_end"]).astype(np.int64)
    usable = np.flatnonzero((finish != NOT_YET) & (visits["ready"] < finish) & (visits["result"] != Result.MOOT))
    far = np.int64(2**33)
    key = owner[usable] * far + finish[usable]
    order = np.argsort(key, kind="stable")
    key, usable = key[order], usable[order]
    at = cases["decided"][rows].astype(np.int64)
    submitted = cases["submitted"][rows]
    position = np.flatnonzero(at > submitted)
    found, of = [position[:0]], [position[:0]]
    while len(position):
        visit = usable[np.searchsorted(key, rows[position] * far + at[position])]
        found.append(visit)
        of.append(position)
        at[position] = visits["ready"][visit]
        position = position[at[position] > submitted[position]]
    return np.concatenate(found), np.concatenate(of)


def _is_applicant(step: object) -> bool:
    return isinstance(step, Waiting) and (step.by == "applicant" or step.promise is not None)
