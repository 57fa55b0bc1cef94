"""People who move from departments to a window, a lane or a bureau."""

from __future__ import annotations

from datetime import timedelta
from math import floor
from typing import TYPE_CHECKING

from adminsim.model.calendar import DAY_S
from adminsim.model.department import Department, Shift
from adminsim.model.period_checks import on_duty
from adminsim.model.problem import Problem
from adminsim.model.value import Number
from adminsim.reforms.base import unknown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from adminsim.model.system import System


def head_count(department: Department) -> int:
    """Return how many people a department has in all shifts together."""
    return round(sum(shift.staff.value for shift in department.roster))


def fewest_on_duty(system: System, name: str, since: dt.date | None) -> int:
    """Return the fewest people of a department at any hour, from a day on, at which somebody is on duty."""
    department, period = system.departments[name], system.period
    if not department.shifts:
        return head_count(department)
    calendar = system.calendars[department.calendar or system.calendar]
    first = max(period.start, since or period.start)
    days = (first + timedelta(days=day) for day in range((period.horizon_s // DAY_S) - (first - period.start).days))
    counts = (count for day in days for count in on_duty(department, calendar, day))
    return min((count for count in counts if count > 0), default=head_count(department))


def roster_of(system: System, given: dict[str, int], since: dt.date | None) -> tuple[Shift, ...]:
    """Return the shifts of the people that departments give, who keep their hours and dates, from a day on."""
    moving = (shift for name, people in given.items() for shift in _given(system.departments[name], people, since))
    return tuple(moving) or (Shift(staff=Number(value=0)),)


def with_fewer(system: System, given: dict[str, int], since: dt.date | None) -> System:
    """Return the system whose departments have given away some people, from a day on: shift by shift."""
    for name, people in given.items():
        department = system.departments[name]
        gone = [shift.replace(staff=Number(value=-shift.staff.value)) for shift in _given(department, people, since)]
        system = system.with_department(name, department.replace(shifts=(*department.shifts, *gone)))
    return system


def _given(department: Department, people: int, since: dt.date | None) -> Iterator[Shift]:
    """Yield the shifts of the people that a department gives from a day on.

    Where all go, the roster goes as it is, with those whom it takes away at some hours; else each shift gives in
    proportion to its people.
    """
    roster = department.roster
    counts = [shift.staff.value for shift in roster]
    if people < head_count(department):
        counts = _in_proportion([max(count, 0) for count in counts], people)
    for shift, count in zip(roster, counts, strict=True):
        begins = max(filter(None, (shift.since, since)), default=None)
        if count and (shift.until is None or begins is None or begins < shift.until):
            staff = shift.staff if count == shift.staff.value else Number(value=count)
            yield shift.replace(staff=staff, since=begins)


def _in_proportion(sizes: list[float], people: int) -> list[float]:
    """Return whole parts of a number of people by sizes: by the largest remainders, of equals the first."""
    exact = [size * people / sum(sizes) for size in sizes]
    parts = [floor(part) for part in exact]
    by_remainder = sorted(range(len(sizes)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_remainder[: people - sum(parts)]:
        parts[place] += 1
    return [float(part) for part in parts]


def mean_over_people(system: System, given: dict[str, int], of: Callable[[Department], float]) -> float:
    """Return the mean of a figure of departments over the people that each gives; 1 where nobody is given."""
    people = sum(given.values())
    return sum(of(system.departments[name]) * count for name, count in given.items()) / people if people else 1.0


def mean_cost(system: System, given: dict[str, int]) -> Number | None:
    """Return the mean cost of an hour of the people given; None where a department does not state its own."""
    costs = {name: system.departments[name].cost for name in given}
    if None in costs.values():
        return None
    return Number(value=mean_over_people(system, given, lambda one: one.cost.value if one.cost is not None else 0.0))


def nobody_left(system: System, given: dict[str, int]) -> list[Problem]:
    """Return the departments that give everybody, though there are cases that they still have to serve."""
    return [
        Problem("reform-nobody-left", ("staff", name), {"department": name})
        for name, people in given.items()
        if name in system.departments and people == head_count(system.departments[name])
    ]


def staff_problems(system: System, given: dict[str, int], allowed: Iterable[str]) -> list[Problem]:
    """Return what is wrong with the people that departments are to give: nobody of that name, or too few."""
    names = list(allowed)
    found = [unknown("reform-unknown-department", ("staff", name), name, names) for name in given if name not in names]
    return found + [
        Problem("reform-too-few-staff", ("staff", name), {"given": people, "department": name})
        for name, people in given.items()
        if name in system.departments and people > head_count(system.departments[name])
    ]
