"""Packages: levels of what may be chosen, what they cost, and the systems that they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from adminsim.model.problem import InvalidSystemError
from adminsim.reforms.base import RouteReform
from adminsim.reforms.search_checks import departments_of
from adminsim.reforms.vocabulary.staffing import Staffing
from adminsim.study.errors import StudyError

if TYPE_CHECKING:
    from adminsim.model.system import System
    from adminsim.reforms.base import Reform
    from adminsim.reforms.scenario import Scenario
    from adminsim.reforms.search import Choice, Search

WORKDAYS_A_YEAR = 250
Levels = tuple[int, ...]
"""A package: the level of each part, 0 where it has nothing of it."""


@dataclass(frozen=True)
class Part:
    """Something of which a package may have more or less.

    Attributes
    ----------
    kind : {"reform", "staff"}
        What it is.
    name : str
        The reform, or the department.
    amounts : tuple of float
        By level the share of the cases that a reform covers (1 where it has no share of its own), or how many people
        are added; 0 at level 0.
    costs : tuple of float
        By level what it costs, in yuan a year.
    """

    kind: Literal["reform", "staff"]
    name: str
    amounts: tuple[float, ...]
    costs: tuple[float, ...]

    @property
    def top(self) -> int:
        """The highest level."""
        return len(self.costs) - 1


class Packages:
    """All packages that a scenario lets a search choose from.

    Parameters
    ----------
    scenario : Scenario
        It states what may be chosen.

    Attributes
    ----------
    parts : tuple of Part
        Reforms in the order of the file, then departments.
    """

    def __init__(self, scenario: Scenario) -> None:
        search = scenario.written.search
        if search is None:
            raise StudyError("search-none", {"example": example_of(scenario)})
        self._scenario = scenario
        self.parts = (*_reform_parts(scenario, search), *_staff_parts(scenario, search))

    def cost(self, levels: Levels) -> float:
        """Return what a package costs, in yuan a year."""
        return sum(part.costs[level] for part, level in zip(self.parts, levels, strict=True))

    def system(self, levels: Levels) -> System | None:
        """Return the system that a package makes; None where its reforms do not go together."""
        amounts = {(p.kind, p.name): p.amounts[level] for p, level in zip(self.parts, levels, strict=True)}
        reforms = tuple(self._chosen(one, amounts.get(("reform", one.subject))) for one in self._scenario.reforms)
        scenario = type(self._scenario)(self._scenario.written.replace(reforms=reforms), self._scenario.baseline)
        try:
            system = scenario.reformed
        except InvalidSystemError:
            return None
        for (kind, name), amount in amounts.items():
            if kind == "staff" and amount and name in system.departments:
                system = Staffing(reform="staffing", department=name, add=int(amount)).apply(system)
        return system

    @staticmethod
    def _chosen(reform: Reform, share: float | None) -> Reform:
        if share is None:
            return reform
        if share and isinstance(reform, RouteReform) and share != reform.coverage.share.value:
            coverage = reform.coverage
            reform = reform.replace(coverage=coverage.replace(share=coverage.share.replace(value=share)))
        return reform.replace(enabled=bool(share))


def _reform_parts(scenario: Scenario, search: Search) -> list[Part]:
    return [_reform_part(one, search.reforms[one.subject]) for one in scenario.reforms if one.subject in search.reforms]


def _reform_part(reform: Reform, choice: Choice) -> Part:
    stated = reform.coverage.share if isinstance(reform, RouteReform) else None
    share = stated.value if stated is not None and stated.value > 0 else 1.0
    ranged = {share, *stated.range} if stated is not None and stated.range is not None else {share}
    amounts = (0.0, *(choice.coverage or sorted(one for one in ranged if one > 0)))
    return Part("reform", reform.subject, amounts, tuple(choice.cost.value * amount / share for amount in amounts))


def _staff_parts(scenario: Scenario, search: Search) -> list[Part]:
    by_hour = departments_of(scenario.baseline, search, scenario.reforms)
    hours = WORKDAYS_A_YEAR * scenario.baseline.workday_s / 3600
    parts = []
    for name, more in search.staff.items():
        each = more.cost.value if more.cost is not None else (by_hour[name] or 0.0) * hours
        amounts = range(more.most + 1)
        parts.append(Part("staff", name, tuple(map(float, amounts)), tuple(each * people for people in amounts)))
    return parts


def example_of(scenario: Scenario) -> str:
    """Return a block to paste: every reform, and the busiest department."""
    from adminsim.study.preview.offered_load import offered_loads

    busiest = max(offered_loads(scenario.baseline), key=lambda one: one.load).department
    lines = ["search:", "  staff:", f"    {busiest}: {{most: 3, cost: 80000}}"]
    if scenario.reforms:
        lines += ["  reforms:", *(f"    {one.subject}: {{cost: 10000}}" for one in scenario.reforms)]
    return "\n".join(lines)
