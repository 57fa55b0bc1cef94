"""Whether what a search may choose from fits the scenario: names that must exist, costs that must be known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from adminsim.model.problem import Problem
from adminsim.reforms.apply import apply_reforms, check_reforms
from adminsim.reforms.base import Reform, RouteReform, unknown

if TYPE_CHECKING:
    from adminsim.model.system import System
    from adminsim.model.target import Target
    from adminsim.reforms.search import Search


def check_search(
    system: System, search: Search, targets: Sequence[Target], reforms: Sequence[Reform]
) -> Iterator[Problem]:
    """Yield all that is wrong; paths are those of the scenario file."""
    names = [target.name for target in targets]
    for place, name in enumerate(search.targets):
        if name not in names:
            yield unknown("search-unknown-target", ("search", "targets", place), name, names)
    by_name = {reform.subject: reform for reform in reforms}
    for name, choice in search.reforms.items():
        if name not in by_name:
            yield unknown("search-unknown-reform", ("search", "reforms", name), name, by_name)
        elif choice.coverage and not isinstance(by_name[name], RouteReform):
            yield Problem("search-no-coverage", ("search", "reforms", name, "coverage"), {"name": name})
    departments = departments_of(system, search, reforms)
    for name, more in search.staff.items():
        if name not in departments:
            yield unknown("search-unknown-department", ("search", "staff", name), name, departments)
        elif more.cost is None and departments[name] is None:
            yield Problem("search-no-cost", ("search", "staff", name), {"name": name})


def departments_of(system: System, search: Search, reforms: Sequence[Reform]) -> dict[str, float | None]:
    """Return the departments of the baseline and those that reforms may make, with the cost of an hour if stated."""
    found: dict[str, float | None] = {}
    for every in (system, *_reformed(system, search, reforms)):
        for name, one in every.departments.items():
            found.setdefault(name, one.cost.value if one.cost is not None else None)
    return found


def _reformed(system: System, search: Search, reforms: Sequence[Reform]) -> Iterator[System]:
    """Yield the system with all that may be taken, or with one reform after the other where they exclude each other."""
    chosen = [one.replace(enabled=True) for one in reforms if one.enabled or one.subject in search.reforms]
    for together in (chosen, *([one] for one in chosen)):
        if not check_reforms(system, together):
            yield apply_reforms(system, together)
            if together is chosen:
                return
