"""The systems in which one assumption is at an end of its range."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from adminsim.engine.plan import Plans
from adminsim.model.problem import InvalidSystemError
from adminsim.reforms.by_path import BASELINE
from adminsim.study.assumptions.ledger import Assumption, with_value
from adminsim.study.many.variants import PLANS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario

ENDS = ("low", "high")

Key = tuple[int, str] | None
"""An assumption, by its place, and an end of its range; None for the scenario as it is."""


class Ends:
    """The systems in which one assumption is at an end of its range.

    Parameters
    ----------
    scenario : Scenario
        The scenario as stated.
    varied : tuple of Assumption
        What is varied.
    targets : tuple of Target
        What is judged: the baseline is simulated again only where one compares with it.
    looked : callable, optional
        Called with the number of ends of which it is known whether they are possible, of how many, and of how many
        systems there are at most: at the start, and after each.

    Attributes
    ----------
    pairs : dict of Key to (int, int)
        By assumption and end, the numbers of the systems before and after; ends at which the reforms are not possible
        are missing.
    wanted : list of int
        The numbers of all systems that are simulated.
    """

    def __init__(
        self, scenario: Scenario, varied: tuple[Assumption, ...], targets: tuple[Target, ...],
        looked: Callable[[int, int, int], None] | None = None,
    ) -> None:  # fmt: skip
        self.varied = varied
        self._scenario = scenario
        self._compares = any(target.compares for target in targets)
        self._looked = looked or (lambda *_: None)
        self._systems: dict[int, tuple[Key, bool]] = {}
        self.pairs: dict[Key, tuple[int, int]] = dict(self._pairs())
        self.wanted = sorted(self._systems)
        self.plans = lru_cache(PLANS)(self._plans)
        """Return the plans of a system by its number."""

    def _pairs(self) -> Iterator[tuple[Key, tuple[int, int]]]:
        self._systems |= {0: (None, False), 1: (None, True)}
        yield None, (0, 1)
        ends, most = len(ENDS) * len(self.varied), self._most()
        for place, one in enumerate(self.varied):
            for number, end in enumerate(ENDS):
                self._looked(len(ENDS) * place + number, ends, most)
                key, first = (place, end), 2 + 4 * place + 2 * number
                if one.ends[number] == one.value:
                    yield key, (0, 1)
                elif self._is_possible(key):
                    is_other = self._compares and one.path[0] == BASELINE
                    before = first if is_other else 0
                    self._systems |= {before: (key if is_other else None, False), first + 1: (key, True)}
                    yield key, (before, first + 1)

    def _most(self) -> int:
        """Return how many systems there are if the reforms are possible at every end."""
        others = [one for one in self.varied for end in one.ends if end != one.value]
        return 2 + len(others) + sum(self._compares and one.path[0] == BASELINE for one in others)

    def _at(self, key: Key) -> Scenario:
        if key is None:
            return self._scenario
        one = self.varied[key[0]]
        return with_value(self._scenario, one, one.ends[ENDS.index(key[1])])

    def _is_possible(self, key: Key) -> bool:
        """Tell whether the reforms fit the baseline there: one can take people away who are not there any more."""
        try:
            return bool(self._at(key).reformed)
        except InvalidSystemError:
            return False

    def _plans(self, number: int) -> Plans:
        key, is_after = self._systems[number]
        scenario = self._at(key)
        return Plans(scenario.reformed if is_after else scenario.baseline)
