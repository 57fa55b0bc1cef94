"""Which reforms of a scenario are switches, and which subsets of them there are."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from adminsim.model.naming import shortened
from adminsim.reforms.apply import check_reforms
from adminsim.study.errors import StudyError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adminsim.reforms.scenario import Scenario

MOST = 12
"""How many switches there are at the most: 4,096 combinations."""


@dataclass(frozen=True)
class Switches:
    """The reforms that a reader switches on and off.

    Attributes
    ----------
    scenario : Scenario
        The scenario with every switch on; other reforms are as the file has them.
    names : tuple of str
        The switches, in the order of the file.
    stated : int
        The subset that the file has switched on: bit i tells whether switch i is on.
    fixed : tuple of str
        Reforms that are on whatever is switched.
    """

    scenario: Scenario
    names: tuple[str, ...]
    stated: int
    fixed: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many subsets there are."""
        return 1 << len(self.names)

    def variant(self, subset: int) -> int:
        """Return a subset as a number over all reforms that are on with every switch on; see `Combinations`."""
        enabled = [reform.subject for reform in self.scenario.reforms if reform.enabled]
        is_on = {name: bool(subset >> place & 1) for place, name in enumerate(self.names)}
        return sum(1 << place for place, name in enumerate(enabled) if is_on.get(name, True))

    def switched(self, subset: int) -> Scenario:
        """Return the scenario as it is switched by a subset."""
        return self.scenario.toggled(**{name: bool(subset >> place & 1) for place, name in enumerate(self.names)})


def switches_of(scenario: Scenario, names: Iterable[str] = ()) -> Switches:
    """Return the switches of a scenario.

    Parameters
    ----------
    scenario : Scenario
        What is studied.
    names : iterable of str
        Its reforms that are switches; the others stay as the file has them. By default all of them, unless these are
        too many or do not go together; then those that are on.

    Raises
    ------
    StudyError
        If there is no reform of a name, or there are too many switches, or they do not go together.
    """
    own = [reform.subject for reform in scenario.reforms]
    asked = frozenset(names)
    for name in sorted(asked - set(own)):
        nearest = get_close_matches(name, own, n=1)
        values = {"given": name, "allowed": shortened(own) or "-", "nearest": nearest[0] if nearest else ""}
        raise StudyError("page-unknown-switch", values)
    enabled = [reform.subject for reform in scenario.reforms if reform.enabled]
    if asked:
        return _checked(scenario, [name for name in own if name in asked])
    if len(own) <= MOST and not _problems(scenario, own):
        return _checked(scenario, own)
    return _checked(scenario, enabled)


def _checked(scenario: Scenario, names: list[str]) -> Switches:
    if len(names) > MOST:
        values = {"count": len(names), "combinations": f"{1 << len(names):,}", "most": f"{1 << MOST:,}"}
        raise StudyError("page-too-many", {**values, "switches": MOST})
    problems = _problems(scenario, names)
    if problems:
        raise StudyError("page-switches-clash", {"told": problems[0]})
    stated = sum(
        1 << names.index(reform.subject) for reform in scenario.reforms if reform.enabled and reform.subject in names
    )
    fixed = tuple(reform.subject for reform in scenario.reforms if reform.enabled and reform.subject not in names)
    return Switches(_all_on(scenario, names), tuple(names), stated, fixed)


def _all_on(scenario: Scenario, names: list[str]) -> Scenario:
    return scenario.toggled(**dict.fromkeys(names, True))


def _problems(scenario: Scenario, names: list[str]) -> list[object]:
    """Return why the switches cannot all be on at once."""
    return list(check_reforms(scenario.baseline, _all_on(scenario, names).reforms))
