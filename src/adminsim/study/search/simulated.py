"""Packages told by simulation: every one with the same applicants, each year once."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.plan import Plans
from adminsim.study.findings.bounded import Bounded
from adminsim.study.findings.estimate import Sample
from adminsim.study.findings.verdict import ends_of, held_against, margin_of
from adminsim.study.many.variants import PLANS, Batch, ReadTargets, Runner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from adminsim.model.system import System
    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.search.packages import Levels, Packages

    Floats = NDArray[np.float64]

BASELINE = 0
"""The number of the baseline's system; those of packages come behind it."""
TOGETHER = 8
"""How many packages are simulated in one go with what was drawn for a year."""


class Simulated:
    """What simulated years tell of packages.

    Parameters
    ----------
    scenario : Scenario
        Its baseline is what a target compares with.
    packages : Packages
        What may be chosen.
    targets : tuple of Target
        What is judged.
    runner : Runner
        How and where years are run; its progress counts those that are asked for as yet.

    Attributes
    ----------
    simulated : int
        How many years were simulated.
    """

    def __init__(self, scenario: Scenario, packages: Packages, targets: tuple[Target, ...], runner: Runner) -> None:
        self._scenario, self._packages, self._targets = scenario, packages, targets
        self._told, self._runner = runner.progress, replace(runner, progress=None)
        self._numbers: dict[Levels, int] = {}
        self._levels: dict[int, Levels] = {}
        self._figures: dict[int, list[Floats]] = {}
        self._batches = 0
        self.simulated = 0
        self.system = lru_cache(4 * PLANS)(packages.system)
        """Return the system of a package; None where it is not possible."""
        self._plans = lru_cache(PLANS)(lambda number: Plans(self._system(number)))
        self._compares = any(target.compares for target in targets)

    def margins(self, levels: Levels, years: int) -> tuple[Floats, Floats] | None:
        """Return by year and target by how much what is judged is better than required, at worst and at best."""
        if self.system(levels) is None:
            return None
        self.prepare([levels], years)
        number = self._number(levels)
        ends = [self._ends(place, number, years) for place in range(len(self._targets))]
        worst, best = (np.column_stack([one[side] for one in ends]) for side in (0, 1))
        return worst, best

    def prepare(self, packages: Sequence[Levels], years: int) -> None:
        """Simulate what is missing of so many years of some packages."""
        numbers = [self._number(levels) for levels in packages if self.system(levels) is not None]
        if self._compares and numbers:
            numbers.insert(0, BASELINE)
        missing = {number: years - len(self._figures.setdefault(number, [])) for number in numbers}
        batches = list(self._missing(missing, years))
        if not batches:
            return
        found = self._runner.run(batches, self._plans, ReadTargets(self._targets))
        for year, number in sorted(found):
            self._figures[number].append(found[year, number])
        self.simulated += len(found)
        if self._told is not None:
            self._told(self.simulated, self.simulated)

    def values(self, place: int, levels: Levels, years: int) -> Sample:
        """Return what is judged of a target in so many years of a package."""
        self.margins(levels, years)
        before, after = self._pair(place, self._number(levels), years)
        return held_against(self._targets[place], before.shown, after.shown)

    def _missing(self, missing: dict[int, int], years: int) -> list[Batch]:
        batches = []
        for year in range(years):
            wanted = [number for number, count in missing.items() if count > 0 and year >= years - count]
            for first in range(0, len(wanted), TOGETHER):
                batches.append(Batch(self._batches, year, tuple(wanted[first : first + TOGETHER])))
                self._batches += 1
        return batches

    def _number(self, levels: Levels) -> int:
        number = self._numbers.setdefault(levels, len(self._numbers) + 1)
        self._levels[number] = levels
        return number

    def _system(self, number: int) -> System:
        system = self._scenario.baseline if number == BASELINE else self.system(self._levels[number])
        assert system is not None
        return system

    def _pair(self, place: int, number: int, years: int) -> tuple[Bounded, Bounded]:
        after = self._bounded(place, number, years)
        return (self._bounded(place, BASELINE, years) if self._compares else after), after

    def _ends(self, place: int, number: int, years: int) -> tuple[Floats, Floats]:
        target = self._targets[place]
        worst, best = ends_of(target, *self._pair(place, number, years))
        return margin_of(target, worst.by_replication), margin_of(target, best.by_replication)

    def _bounded(self, place: int, number: int, years: int) -> Bounded:
        figures = np.array(self._figures[number][:years]).reshape(years, len(self._targets), -1)[:, place]
        value, over, rises, falls, given_up = figures.T
        return Bounded(Sample(value, over), rises, falls, given_up, self._targets[place].is_share)
