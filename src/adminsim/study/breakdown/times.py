"""How long each part of a chain is open on the agency clock, case by case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.clocks import Window, agency_clock
from adminsim.engine.fields import NOT_YET
from adminsim.engine.result import Result
from adminsim.model.timeline import day_of_arrival
from adminsim.study.run.late_visits import ends_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.records import Records
    from adminsim.study.breakdown.ways import Part

MOST_CASES = 2_000
"""Cases of a run that are looked at: evenly spread over the year."""
HOUR_S = 3600
ABSENT = -1.0
"""In the place of a part that a case does not have."""
UNDONE = -2.0
"""In all places of a case that gave up or is undecided at the end of the run: it keeps no limit."""


@dataclass(frozen=True)
class ReadTimes:
    """Reads off a run how long parts of a chain were open, in official hours.

    Attributes
    ----------
    chain : str
        The chain.
    steps : tuple of str
        Its steps, by name: all visits of each are added up.
    procedures : tuple of Part
        Its procedures: time in which several steps of one are open counts once.
    """

    chain: str
    steps: tuple[str, ...]
    procedures: tuple[Part, ...]

    def __call__(self, records: Records) -> tuple[float, ...]:
        """Return the hours of the cohort's cases save those rejected: of one after the other steps, then procedures."""
        plan, visits, rows = records.plan, records.visit_rows, records.case_rows
        is_meant = records.in_cohort & (rows["outcome"] != Result.REJECT)
        meant = np.flatnonzero(is_meant & (rows["chain"] == plan.chains.index(self.chain)))
        if len(meant) > MOST_CASES:
            meant = meant[np.arange(MOST_CASES) * len(meant) // MOST_CASES]
        place = np.full(len(rows), -1)
        place[meant] = np.arange(len(meant))
        column = np.array([self._column(step.name) for step in plan.nodes.step])
        column[plan.nodes.chain != plan.chains.index(self.chain)] = -1
        owner = place[case_rows_of(plan, visits, records.sizes)]
        step = column[visits["node"]]
        here = np.flatnonzero((owner >= 0) & (step >= 0))
        ready, decided = visits["ready"][here].astype(np.int64), rows["decided"][meant].astype(np.int64)
        decided = np.where(decided == NOT_YET, plan.horizon_s, decided)
        until = np.minimum(ends_of(records)[here], decided[owner[here]])
        spent = plan.official.open_between(np.minimum(ready, until), until)
        found = np.zeros((len(meant), len(self.steps)))
        np.add.at(found, (owner[here], step[here]), spent / HOUR_S)
        has = np.zeros(found.shape, dtype=bool)
        has[owner[here], step[here]] = True
        start = rows["submitted"][meant].astype(np.int64)
        window = Window(start, decided, day_of_arrival(start))
        procedures = [self._of_procedure(records, one, column, meant, window, has) for one in self.procedures]
        every = np.column_stack([np.where(has, found, ABSENT), *procedures])
        every[rows["outcome"][meant] != Result.PASS] = UNDONE
        return tuple(every.ravel().tolist())

    def _of_procedure(
        self, records: Records, procedure: Part, column: NDArray[np.int64], meant: NDArray[np.int64], window: Window,
        has: NDArray[np.bool_],
    ) -> NDArray[np.float64]:  # fmt: skip
        """Return for how long any step of a procedure was open, by case."""
        columns = [self.steps.index(name) for name in procedure.steps]
        shown = agency_clock(records.plan, records.by_case, meant, window, np.isin(column, columns))
        return np.where(has[:, columns].any(axis=1), shown.official_s / HOUR_S, ABSENT)

    def _column(self, name: str) -> int:
        return self.steps.index(name) if name in self.steps else -1
