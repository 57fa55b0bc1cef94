"""Scenarios that differ in their figures, each as the systems before and after its reforms."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from adminsim.engine.plan import Plans
from adminsim.model.problem import InvalidSystemError
from adminsim.study.many.variants import PLANS

if TYPE_CHECKING:
    from adminsim.reforms.scenario import Scenario

Looked = Callable[[int, int], None]
"""Called with the number of points of which it is known whether they are possible, and of how many."""


class Points:
    """Scenarios by number, each as the systems before and after its reforms.

    Parameters
    ----------
    scenario : Scenario
        The scenario as stated.
    at : callable
        Returns the scenario of a point by its number, made anew at each call.
    count : int
        How many points there are.
    needs_before : bool
        Whether the systems before the reforms are simulated too.
    moves_baseline : bool
        Whether they are others at each point.
    looked : callable, optional
        Called as the points are looked at.

    Attributes
    ----------
    pairs : dict of int to (int, int)
        By point the numbers of its systems before and after; where none before is simulated, the one after twice.
        Points at which the reforms are not possible are missing.
    wanted : list of int
        The numbers of all systems that are simulated.
    """

    def __init__(
        self, scenario: Scenario, at: Callable[[int], Scenario], count: int, *, needs_before: bool,
        moves_baseline: bool, looked: Looked | None = None,
    ) -> None:  # fmt: skip
        self._scenario, self._at = scenario, at
        self._stated = 2 * count
        self.pairs: dict[int, tuple[int, int]] = {}
        for point in range(count):
            if looked is not None:
                looked(point, count)
            if self._is_possible(point):
                before = (2 * point if moves_baseline else self._stated) if needs_before else 2 * point + 1
                self.pairs[point] = before, 2 * point + 1
        self.wanted = sorted({number for pair in self.pairs.values() for number in pair})
        self.plans = lru_cache(PLANS)(self._plans)
        """Return the plans of a system by its number."""

    def _is_possible(self, point: int) -> bool:
        """Tell whether the reforms fit the baseline there: one can take people away who are not there any more."""
        try:
            return bool(self._at(point).reformed)
        except InvalidSystemError:
            return False

    def _plans(self, number: int) -> Plans:
        if number == self._stated:
            return Plans(self._scenario.baseline)
        scenario = self._at(number // 2)
        return Plans(scenario.reformed if number % 2 else scenario.baseline)
