"""The fields of the two tables that a run leaves behind, one of visits and one of cases, and what fits into them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.result import Result
from adminsim.engine.too_large import too_many

if TYPE_CHECKING:
    from array import array

    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan

NOT_YET = -1
"""In place of an instant: it did not come to pass within the run."""

VISIT_FIELDS = np.dtype(
    {
        "names": [
            "case", "node", "visit", "staff", "ready", "joined", "start", "end", "correction_end", "work", "result",
        ],
        "formats": [np.int32, np.int16, np.int16, np.uint16, *[np.int32] * 6, np.int8],
        "offsets": [0, 28, 30, 32, *range(4, 28, 4), 34],
        "itemsize": 36,
    }
)  # fmt: skip
"""One visit: instants in seconds since the start, work in seconds; its chain is that of its node.

A queued visit that counts as passed begins and ends at its limit, without staff or work. Where work in hand counts as
passed, it is finished at `end`, but the step is done at `correction_end`.

The wide fields stand first in memory, so that none lies across two words; the last byte is free.
"""

CASE_FIELDS = np.dtype(
    [
        ("chain", np.int16),
        ("case", np.int32),
        ("case_type", np.int16),
        ("route", np.int32),
        ("complete", np.bool_),
        ("submitted", np.int32),
        ("accepted", np.int32),
        ("decided", np.int32),
        ("outcome", np.int8),
        ("visits_in_person", np.int32),
        ("documents", np.int32),
        ("procedures", np.int32),
        ("elapsed", np.int32),
        ("agency", np.int32),
        ("agency_workdays", np.int32),
        ("work", np.int64),
    ]
)
"""One case: instants in seconds since the start; elapsed, agency and work in seconds, -1 where undecided."""


@dataclass(frozen=True)
class CaseEnds:
    """When and how cases were decided, by chain.

    Attributes
    ----------
    decided : list of ndarray of int32
        Instants, -1 where undecided.
    outcome : list of ndarray of int8
        `Result.PASS`, `Result.REJECT` or `Result.UNFINISHED`.
    """

    decided: list[NDArray[np.int32]]
    outcome: list[NDArray[np.int8]]

    @classmethod
    def blank(cls, cases: list[int]) -> CaseEnds:
        """Return the ends of cases by chain, none of which is decided."""
        return cls(
            [np.full(count, NOT_YET, dtype=np.int32) for count in cases],
            [np.full(count, Result.UNFINISHED, dtype=np.int8) for count in cases],
        )


def check_range(plan: Plan, sizes: list[int]) -> None:
    """Refuse a run of so many cases by chain whose records would not fit.

    Raises
    ------
    RunTooLargeError
        For 68 years, 32,767 nodes or visits of a step by a case, 65,535 people who can have work in one department at
        once, or 2,147,483,647 cases, and more.
    """
    most = {
        "case": max(sizes, default=0),
        "node": len(plan.nodes),
        "visit": int(plan.nodes.visits.max()),
        "staff": _most_at_work(plan, sizes),
        "end": plan.horizon_s,
    }
    for name, wanted in most.items():
        allowed = int(np.iinfo(VISIT_FIELDS[name]).max)
        if wanted > allowed:
            raise too_many(name, wanted, allowed)


def _most_at_work(plan: Plan, sizes: list[int]) -> int:
    """Return the highest number of a person at work: as many as the staff, or as the visits if people are alike."""
    nodes, visits = plan.nodes, np.zeros(len(plan.departments), dtype=np.int64)
    node, department = nodes.takes
    np.add.at(visits, department, (nodes.visits * np.array(sizes)[nodes.chain])[node])
    staff = [duty.most for duty in plan.duty]
    differ = [len(benches) > 0 for benches in plan.benches]
    return int(np.where(differ, staff, np.minimum(visits, staff)).max(initial=0))


def visit_table(log: array[int]) -> NDArray[Any]:
    """Return logged visits as a structured array, sorted by their place in the canonical order, logged first."""
    names = VISIT_FIELDS.names or ()
    rows = np.array(log, dtype=np.int64).reshape(-1, 1 + len(names))
    rows = rows[np.argsort(rows[:, 0])]
    table = np.empty(len(rows), dtype=VISIT_FIELDS)
    for column, name in enumerate(names, start=1):
        table[name] = rows[:, column]
    return table


def done_at(visits: NDArray[Any]) -> NDArray[np.int64]:
    """Return when the steps of visits are done, corrections apart: the end, or the limit where that was enough."""
    end, passed = visits["end"].astype(np.int64), visits["correction_end"].astype(np.int64)
    is_sooner = (visits["result"] == Result.TACIT) & (passed != NOT_YET) & ((end == NOT_YET) | (passed < end))
    return np.where(is_sooner, passed, end)
