"""What is kept of a run: its visits, and what is drawn and decided of each case; all else is computed from these."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.asked import Grouped
from adminsim.engine.cases import case_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.draws import ChainDraws
    from adminsim.engine.fields import CaseEnds
    from adminsim.engine.plan import Plan
    from adminsim.model.system import System


@dataclass(frozen=True)
class Kept:
    """What is kept of one run; its fields are told of by `Records`."""

    system: System
    plan: Plan
    visit_rows: NDArray[Any]
    drawn: tuple[ChainDraws, ...] = field(repr=False)
    ends: CaseEnds = field(repr=False)
    extended: NDArray[np.bool_] = field(repr=False)

    @cached_property
    def case_rows(self) -> NDArray[Any]:
        """One row for each case, with the fields of `CASE_FIELDS`, sorted by chain and case; made when first asked."""
        return case_table(self.plan, self.drawn, self.by_case, self.ends)

    @cached_property
    def by_case(self) -> Grouped:
        """The visits of each case; found when first asked."""
        return Grouped.of(self.plan, self.visit_rows, self.sizes)

    @property
    def sizes(self) -> list[int]:
        """How many cases each chain has."""
        return [len(cases) for cases in self.drawn]

    def covered(self, reform: str) -> NDArray[np.bool_]:
        """Return which cases a reform covers, by row of the table of cases."""
        if reform in self.system.applied:
            return np.ones(sum(self.sizes), dtype=bool)
        return np.concatenate([cases.covered.get(reform, np.zeros(len(cases), dtype=bool)) for cases in self.drawn])

    @cached_property
    def in_cohort(self) -> NDArray[np.bool_]:
        """Which cases belong to the cohort, by row of the table of cases."""
        period = self.system.period
        submitted = np.concatenate([cases.submitted for cases in self.drawn])
        inside: NDArray[np.bool_] = (submitted >= period.cohort_start_s) & (submitted < period.cohort_end_s)
        return inside
