"""How long each step of a chain is open on the agency clock, case by case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.result import Result
from adminsim.study.run.late_visits import ends_of

if TYPE_CHECKING:
    from adminsim.engine.records import Records

MOST_CASES = 2_000
"""Cases of a run that are looked at: evenly spread over the year."""
HOUR_S = 3600
ABSENT = -1.0
"""In the place of a step that a case does not have."""
UNDONE = -2.0
"""In all places of a case that gave up or is undecided at the end of the run: it keeps no limit."""


@dataclass(frozen=True)
class ReadStepTimes:
    """Reads off a run how long steps of a chain were open, in official hours, over all visits of each case.

    Attributes
    ----------
    chain : str
        The chain.
    steps : tuple of str
        Its steps, by name.
    """

    chain: str
    steps: tuple[str, ...]

    def __call__(self, records: Records) -> tuple[float, ...]:
        """Return the hours of the cohort's cases save those rejected, step by step of one case after the other."""
        plan, visits, rows = records.plan, records.visit_rows, records.case_rows
        is_meant = records.in_cohort & (rows["outcome"] != Result.REJECT)
        meant = np.flatnonzero(is_meant & (rows["chain"] == plan.chains.index(self.chain)))
        if len(meant) > MOST_CASES:
            meant = meant[np.arange(MOST_CASES) * len(meant) // MOST_CASES]
        place = np.full(len(rows), -1)
        place[meant] = np.arange(len(meant))
        column = np.array([self._column(step.name) for step in plan.nodes.step])
        column[plan.nodes.chain != plan.chains.index(self.chain)] = -1
        case, step = place[case_rows_of(plan, visits, records.sizes)], column[visits["node"]]
        here = np.flatnonzero((case >= 0) & (step >= 0))
        spent = plan.official.open_between(visits["ready"][here].astype(np.int64), ends_of(records)[here])
        found = np.zeros((len(meant), len(self.steps)))
        np.add.at(found, (case[here], step[here]), spent / HOUR_S)
        has = np.zeros(found.shape, dtype=bool)
        has[case[here], step[here]] = True
        found = np.where(has, found, ABSENT)
        found[rows["outcome"][meant] != Result.PASS] = UNDONE
        return tuple(found.ravel().tolist())

    def _column(self, name: str) -> int:
        return self.steps.index(name) if name in self.steps else -1
