"""All on/off combinations of the reforms of a scenario, as systems."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from adminsim.engine.plan import Plans
from adminsim.model.problem import InvalidSystemError
from adminsim.reforms.apply import apply_reforms, check_reforms
from adminsim.study.many.variants import PLANS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adminsim.model.system import System
    from adminsim.reforms.base import Reform
    from adminsim.reforms.scenario import Scenario

KEPT = 8192
"""How many systems are kept at the most; each is made from one with a reform less."""


class Combinations:
    """The systems that the subsets of the enabled reforms of a scenario make.

    A subset is a number: bit i tells whether reform i, in the order of the file, takes part.

    Parameters
    ----------
    scenario : Scenario
        Its enabled reforms are combined.

    Attributes
    ----------
    reforms : tuple of Reform
        The enabled reforms, in the order of the file.

    Raises
    ------
    InvalidSystemError
        If the reforms do not fit the baseline or each other; else every subset is valid.
    """

    def __init__(self, scenario: Scenario) -> None:
        problems = check_reforms(scenario.baseline, scenario.reforms)
        if problems:
            raise InvalidSystemError(problems)
        self.reforms: tuple[Reform, ...] = tuple(reform for reform in scenario.reforms if reform.enabled)
        self._latest_first = sorted(range(len(self.reforms)), key=lambda i: (self.reforms[i].stage, i), reverse=True)
        self._baseline = apply_reforms(scenario.baseline, ())
        self.system = lru_cache(KEPT)(self._system)
        """Return the system of a subset."""
        self.plans = lru_cache(PLANS)(self._plans)
        """Return the plans of a subset's system."""

    def _system(self, subset: int) -> System:
        if not subset:
            return self._baseline
        last = next(place for place in self._latest_first if subset >> place & 1)
        return self.reforms[last].apply(self.system(subset & ~(1 << last)))

    def _plans(self, subset: int) -> Plans:
        return Plans(self.system(subset))

    def alike(self, counts_coverage: bool, subsets: Iterable[int] | None = None) -> tuple[int, ...]:
        """Return for every subset the first one that makes an equal system.

        Parameters
        ----------
        counts_coverage : bool
            Whether it matters that a reform covers a case which it does not change.
        subsets : iterable of int, optional
            Which ones, in this order; by default all.
        """
        firsts: dict[str, list[int]] = {}
        found = []
        for subset in range(1 << len(self.reforms)) if subsets is None else subsets:
            system = self._bare(subset, counts_coverage)
            # What is written leaves out what reforms note for themselves, so that equal texts only make it likely.
            likely = firsts.setdefault(system.model_dump_json(), [])
            first = next((one for one in likely if self._bare(one, counts_coverage) == system), subset)
            if first == subset:
                likely.append(subset)
            found.append(first)
        return tuple(found)

    def _bare(self, subset: int, counts_coverage: bool) -> System:
        system = self.system(subset)
        return system.replace(remarks=(), **({} if counts_coverage else {"applied": ()}))
