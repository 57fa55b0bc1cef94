"""What a run leaves behind: one table of visits and one of cases. Everything else is computed from these two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.result import Result

if TYPE_CHECKING:
    from array import array

    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.engine.draws import Draws
    from adminsim.engine.plan import Plan
    from adminsim.model.system import System

NOT_YET = -1
"""In place of an instant: it did not come to pass within the run."""

VISIT_FIELDS = np.dtype(
    [
        ("chain", np.int16),
        ("case", np.int32),
        ("node", np.int16),
        ("visit", np.int16),
        ("staff", np.int32),
        ("ready", np.int32),
        ("joined", np.int32),
        ("start", np.int32),
        ("end", np.int32),
        ("correction_end", np.int32),
        ("work", np.int32),
        ("result", np.int8),
    ]
)
"""One visit: instants in seconds since the start, work in seconds."""

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
    decided : list of ndarray of int64
        Instants, -1 where undecided.
    outcome : list of ndarray of int8
        `Result.PASS`, `Result.REJECT` or `Result.UNFINISHED`.
    """

    decided: list[NDArray[np.int64]]
    outcome: list[NDArray[np.int8]]

    @classmethod
    def blank(cls, cases: list[int]) -> CaseEnds:
        """Return the ends of cases by chain, none of which is decided."""
        return cls(
            [np.full(count, NOT_YET, dtype=np.int64) for count in cases],
            [np.full(count, Result.UNFINISHED, dtype=np.int8) for count in cases],
        )


def visit_table(log: array[int]) -> NDArray[Any]:
    """Return logged visits as a structured array, sorted by chain, case, ready, step name and visit."""
    rows = (
        np.frombuffer(log, dtype=np.int64).reshape(-1, len(VISIT_FIELDS.names or ()))
        if len(log)
        else np.empty((0, 12), np.int64)
    )
    table = np.empty(len(rows), dtype=VISIT_FIELDS)
    for column, name in enumerate(VISIT_FIELDS.names or ()):
        table[name] = rows[:, column]
    return table[np.lexsort((table["visit"], table["node"], table["ready"], table["case"], table["chain"]))]


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
        One row for each visit, with the fields of `VISIT_FIELDS`, sorted by chain, case, ready, step name and visit.
    case_rows : structured ndarray
        One row for each case, with the fields of `CASE_FIELDS`, sorted by chain and case.
    """

    system: System
    plan: Plan
    visit_rows: NDArray[Any]
    case_rows: NDArray[Any]

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

    def covered(self, reform: str) -> NDArray[np.bool_]:
        """Return which cases a reform covers, by row of the table of cases."""
        by_route = np.array([reform in route.covered or reform in self.system.applied for route in self.plan.routes])
        covered: NDArray[np.bool_] = by_route[self.case_rows["route"]]
        return covered

    @property
    def in_cohort(self) -> NDArray[np.bool_]:
        """Which cases belong to the cohort."""
        period = self.system.period
        submitted = self.case_rows["submitted"]
        inside: NDArray[np.bool_] = (submitted >= period.cohort_start_s) & (submitted < period.cohort_end_s)
        return inside


def make_records(system: System, plan: Plan, draws: Draws, visits: NDArray[Any], ends: CaseEnds) -> Records:
    """Put the records of a run together from what an engine returns."""
    from adminsim.engine.cases import case_table

    return Records(system, plan, visits, case_table(plan, draws, visits, ends))
