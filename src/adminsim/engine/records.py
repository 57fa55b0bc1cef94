"""What a run leaves behind: one table of visits and one of cases. Everything else is computed from these two."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.result import Result
from adminsim.engine.too_large import too_many

if TYPE_CHECKING:
    import os
    from array import array

    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.engine.draws import ChainDraws, Draws
    from adminsim.engine.plan import Plan
    from adminsim.model.system import System

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
    """Return how many people can be at work in a department at once: no more than its staff, or than its visits."""
    nodes, visits = plan.nodes, np.zeros(len(plan.departments), dtype=np.int64)
    node, department = nodes.takes
    np.add.at(visits, department, (nodes.visits * np.array(sizes)[nodes.chain])[node])
    staff = [max(duty.staff) for duty in plan.duty]
    return int(np.minimum(visits, staff).max(initial=0))


def visit_table(log: array[int]) -> NDArray[Any]:
    """Return logged visits as a structured array, sorted by their place in the canonical order, logged first."""
    names = VISIT_FIELDS.names or ()
    rows = np.array(log, dtype=np.int64).reshape(-1, 1 + len(names))
    rows = rows[np.argsort(rows[:, 0])]
    table = np.empty(len(rows), dtype=VISIT_FIELDS)
    for column, name in enumerate(names, start=1):
        table[name] = rows[:, column]
    return table


@dataclass(frozen=True)
class Records:
    """The records of one run.

    Attributes
    ----------
    system : System
        What was run.
    plan : Plan
        Its layout, with calendars and names.
    visit_rows : structured ndarray
        One row for each visit, with the fields of `VISIT_FIELDS`, sorted by chain, step name, case and visit.
    drawn : tuple of ChainDraws
        What was drawn for each case, by chain.
    ends : CaseEnds
        When and how each case was decided.
    extended : ndarray of bool
        By row of the table of visits, whether the limit of the visit was extended.
    """

    system: System
    plan: Plan
    visit_rows: NDArray[Any]
    drawn: tuple[ChainDraws, ...] = field(repr=False)
    ends: CaseEnds = field(repr=False)
    extended: NDArray[np.bool_] = field(repr=False)

    @cached_property
    def case_rows(self) -> NDArray[Any]:
        """One row for each case, with the fields of `CASE_FIELDS`, sorted by chain and case; made when first asked."""
        from adminsim.engine.cases import case_table

        return case_table(self.plan, self.drawn, self.visit_rows, self.ends)

    @property
    def sizes(self) -> list[int]:
        """How many cases each chain has."""
        return [len(cases) for cases in self.drawn]

    @cached_property
    def visits(self) -> pd.DataFrame:
        """All visits as a table with names and local times (datetime64[s])."""
        from adminsim.engine.tables import visits_frame

        return visits_frame(self)

    @cached_property
    def cases(self) -> pd.DataFrame:
        """All cases as a table with names and local times (datetime64[s])."""
        from adminsim.engine.tables import cases_frame

        return cases_frame(self)

    def to_log(self, path: str | os.PathLike[str], offset: str = "+08:00") -> None:
        """Write all visits as an event log that process-mining tools read.

        Parameters
        ----------
        path : str or path
            A name that ends in .xes or .csv; with .gz behind it the file is packed.
        offset : str
            Distance of local time from UTC, which each stamp carries.

        Raises
        ------
        LogNameError
            If the name tells no format, or the offset is none.

        Notes
        -----
        Each visit is three events: `enable` when it is ready, `start` and `complete`; those that did not come to pass
        are left out. The person at work is ``department number``. Case type, submission, decision and outcome are told
        of each case; a case without any visit does not appear.
        """
        from adminsim.engine.as_log import write_log

        write_log(self, path, offset)

    def covered(self, reform: str) -> NDArray[np.bool_]:
        """Return which cases a reform covers, by row of the table of cases."""
        if reform in self.system.applied:
            return np.ones(sum(self.sizes), dtype=bool)
        return np.concatenate([cases.covered.get(reform, np.zeros(len(cases), dtype=bool)) for cases in self.drawn])

    @property
    def in_cohort(self) -> NDArray[np.bool_]:
        """Which cases belong to the cohort, by row of the table of cases."""
        period = self.system.period
        submitted = np.concatenate([cases.submitted for cases in self.drawn])
        inside: NDArray[np.bool_] = (submitted >= period.cohort_start_s) & (submitted < period.cohort_end_s)
        return inside


def done_at(visits: NDArray[Any]) -> NDArray[np.int64]:
    """Return when the steps of visits are done, corrections apart: the end, or the limit where that was enough."""
    end, passed = visits["end"].astype(np.int64), visits["correction_end"].astype(np.int64)
    is_sooner = (visits["result"] == Result.TACIT) & (passed != NOT_YET) & ((end == NOT_YET) | (passed < end))
    return np.where(is_sooner, passed, end)


def make_records(system: System, plan: Plan, draws: Draws, visits: NDArray[Any], ends: CaseEnds) -> Records:
    """Put the records of a run together from what an engine returns."""
    return Records(system, plan, visits, draws.cases, ends, _extended(plan, draws, visits))


def _extended(plan: Plan, draws: Draws, visits: NDArray[Any]) -> NDArray[np.bool_]:
    """Return of which visits the limit was extended; one value for all where no step has an extension."""
    if not plan.nodes.extension.any():
        return np.broadcast_to(np.False_, len(visits))
    node, order = visits["node"], draws.order
    place = order.start[node] + visits["case"] * order.stride[node] + visits["visit"] - 1
    extended: NDArray[np.bool_] = draws.by_visit["extended"][place]
    return extended
