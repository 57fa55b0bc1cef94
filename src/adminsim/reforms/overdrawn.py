"""Reforms that together send home more people than are on duty at some hour, though each alone does not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from adminsim.model.calendar import DAY_S
from adminsim.model.period_checks import on_duty
from adminsim.model.problem import Problem
from adminsim.model.value import Number

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from adminsim.model.calendar import Calendar
    from adminsim.model.department import Department, Shift
    from adminsim.model.system import System
    from adminsim.reforms.base import Reform

Placed = list[tuple[int, "Reform"]]
"""Reforms with their positions in the file."""


def overdrawn(system: System, reforms: Sequence[Reform]) -> list[Problem]:
    """Return the departments that enabled reforms together leave with fewer than nobody at some hour of the run.

    Where others give people too, or state other numbers or hours, who is to leave may not be there. What reforms that
    take people do without the others is looked at as well, so that every subset of a valid list is valid.
    """
    placed = [(position, reform) for position, reform in enumerate(reforms) if reform.enabled]
    return [
        found
        for name in system.departments
        if any(name in reform.sent_home for _, reform in placed)
        for found in _overdrawn(system, name, placed)
    ]


def _overdrawn(system: System, name: str, placed: Placed) -> Iterator[Problem]:
    takers = [one for one in placed if name in one[1].people_taken(system)]
    setters = [one for one in placed if one not in takers and name in one[1].rosters_set]
    together = [takers, *(sorted([*takers, one], key=lambda placed: placed[0]) for one in setters)]
    together.append(sorted([*takers, *setters], key=lambda placed: placed[0]))
    for group in together:
        if len(group) > 1 and _is_overdrawn(system, name, group):
            last, reform = next(one for one in reversed(group) if name in one[1].sent_home)
            other, its_name = next((position, one.subject) for position, one in group if position != last)
            values = {"department": name, "other": its_name, "reform": reform.subject}
            yield Problem("reform-people-gone-at-times", (last, reform.people_key), values, also=(other,))
            return


def _is_overdrawn(system: System, name: str, group: Placed) -> bool:
    """Tell whether at some hour some people have shifts, and yet more are to be away than have."""
    for _, reform in sorted(group, key=lambda placed: placed[1].stage):
        system = reform.apply(system)
    department = system.departments.get(name)
    if department is None:
        return False
    calendar = system.calendars[department.calendar or system.calendar]
    there = department.replace(staff=None, shifts=tuple(map(_if_there, department.roster)))
    first, days = system.period.start, system.period.horizon_s // DAY_S
    return any(_more_are_away(department, there, calendar, first + timedelta(days=day)) for day in range(days))


def _more_are_away(department: Department, there: Department, calendar: Calendar, day: dt.date) -> bool:
    counts = zip(on_duty(department, calendar, day), on_duty(there, calendar, day), strict=True)
    return any(left < 0 < present for left, present in counts)


def _if_there(shift: Shift) -> Shift:
    """Return a shift with nobody in place of those who are away, so that the hours at which numbers change stay."""
    return shift if shift.staff.value > 0 else shift.replace(staff=Number(value=0))
