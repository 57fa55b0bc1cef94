"""Whether anything can happen in the period of a system: days, staff on duty, meetings, applications."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from adminsim.model.calendar import DAY_S, DAYS, Calendar, Hours, clock_s, hours_on_weekday
from adminsim.model.demand import Demand, Listed, Poisson, Regular
from adminsim.model.department import Department
from adminsim.model.problem import Problem
from adminsim.model.schedule import Schedule
from adminsim.model.system import Period, System

FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_CASES = 5_000_000
"""Applications on one chain; more is a slip, and more than a machine holds."""
_DAYS_PER_UNIT = {"WD": 1.0, "h": 1 / 24, "d": 1.0, "wk": 7.0}


def _cohort_lasts(system: System) -> Iterator[Problem]:
    if system.period.cohort_end_s <= system.period.cohort_start_s:
        yield Problem("model-no-cohort", ("period", "cohort"))


def _start_is_of_our_time(system: System) -> Iterator[Problem]:
    if not _is_of_our_time(system.period):
        values = {"year": system.period.start.year, "first": FIRST_YEAR, "last": LAST_YEAR}
        yield Problem("model-absurd-start", ("period", "start"), values)


def _is_of_our_time(period: Period) -> bool:
    return FIRST_YEAR <= period.start.year <= LAST_YEAR


def _holidays_are_known(system: System) -> Iterator[Problem]:
    for name, calendar in system.calendars.items():
        if _is_of_our_time(system.period) and (years := _unknown_years(calendar, system.period)):
            values = {
                "years": str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}",
                "holidays": calendar.holidays,
                "first": calendar.covered_years[0],
                "last": calendar.covered_years[-1],
            }
            yield Problem("model-uncovered-years", ("calendars", name, "holidays"), values)


def _own_days_have_hours(system: System) -> Iterator[Problem]:
    for name, calendar in system.calendars.items():
        for day in calendar.days_without_hours():
            values = {"day": str(day), "weekday": DAYS[calendar.lived_as(day)]}
            yield Problem("model-own-day-without-hours", ("calendars", name, "days", str(day)), values)


def _unknown_years(calendar: Calendar, period: Period) -> tuple[int, ...]:
    if calendar.outside_covered_years == "weekdays":
        return ()
    # Calendars are laid out to the day after the end: what ends there at midnight has its date.
    return calendar.uncovered_years(period.start, _last_day(period) + dt.timedelta(days=1))


def _last_day(period: Period) -> dt.date:
    return period.start + dt.timedelta(days=-(-period.horizon_s // DAY_S) - 1)


def _days(period: Period) -> Iterator[dt.date]:
    for day in range(-(-period.horizon_s // DAY_S)):
        yield period.start + dt.timedelta(days=day)


def _known_calendar(system: System, name: str) -> Calendar | None:
    """Return a calendar if it exists and knows all days of the period; if not, that is told elsewhere."""
    calendar, period = system.calendars.get(name), system.period
    if calendar is None or period.horizon_s == 0 or not _is_of_our_time(period):
        return None
    return None if _unknown_years(calendar, period) else calendar


def _span(period: Period) -> dict[str, Any]:
    return {"start": str(period.start), "end": str(_last_day(period))}


def _somebody_is_on_duty(system: System) -> Iterator[Problem]:
    work = {
        department: {"chain": chain_name, "step": step_name}
        for chain_name, chain in reversed(system.chains.items())
        for step_name, step in reversed(chain.steps.items())
        for department in step.departments
    }
    for name, department in system.departments.items():
        calendar = _known_calendar(system, department.calendar or system.calendar)
        if name not in work or calendar is None:
            continue
        if not any(max(on_duty(department, calendar, day), default=0) > 0 for day in _days(system.period)):
            path = ("departments", name, "staff" if department.staff is not None else "shifts")
            yield Problem("model-nobody-on-duty", path, work[name] | _span(system.period))


def _groups_are_on_duty(system: System) -> Iterator[Problem]:
    for name, department in system.departments.items():
        calendar = _known_calendar(system, department.calendar or system.calendar)
        people = sum(round(group.staff.value) for group in department.groups.values())
        if not people or calendar is None:
            continue
        most = max((max(on_duty(department, calendar, day), default=0) for day in _days(system.period)), default=0)
        if people > most:
            values = {"people": people, "department": name, "most": most}
            yield Problem("model-groups-too-many", ("departments", name, "groups"), values, at_key=True)


def on_duty(department: Department, calendar: Calendar, day: dt.date) -> list[int]:
    """Return how many people are on duty on a day, at the open instants at which that may change."""
    opening = calendar.hours_on(day)
    shifts = [
        (
            round(shift.staff.value),
            opening if shift.hours is None else hours_on_weekday(shift.hours, calendar.lived_as(day)),
        )
        for shift in department.roster
        if (shift.since is None or shift.since <= day) and (shift.until is None or day < shift.until)
    ]
    # The number on duty changes only where some hours begin or end.
    changes = {edge for hours in (opening, *(hours for _, hours in shifts)) for period in hours for edge in period}
    instants = (instant for instant in sorted(changes) if _is_in(opening, instant))
    return [sum(staff for staff, hours in shifts if _is_in(hours, instant)) for instant in instants]


def _is_in(hours: Hours, instant: int) -> bool:
    return any(opening <= instant < closing for opening, closing in hours)


def _sessions_meet(system: System) -> Iterator[Problem]:
    official = _known_calendar(system, system.calendar)
    for chain_name, chain in system.chains.items():
        for name, step in chain.steps.items():
            if step.meets is None or official is None:
                continue
            if not any(_meets(step.meets, official, system.period, day) for day in _days(system.period)):
                path = ("chains", chain_name, "steps", name, "schedule")
                yield Problem("model-session-never-meets", path, _span(system.period))


def _meets(schedule: Schedule, official: Calendar, period: Period, date: dt.date) -> bool:
    day = (date - period.start).days
    return day * DAY_S + clock_s(schedule.at) < period.horizon_s and schedule.is_held(date, period.start, official)


def _applications_arrive(system: System) -> Iterator[Problem]:
    official = _known_calendar(system, system.calendar)
    if official is None:
        return
    for name, chain in system.chains.items():
        if not _may_arrive(chain.demand, official, system.period):
            path = ("chains", name, "demand", *(("at",) if isinstance(chain.demand, Listed) else ()))
            yield Problem("model-no-arrivals", path, _span(system.period))


def _may_arrive(demand: Demand, official: Calendar, period: Period) -> bool:
    if isinstance(demand, Regular):
        return True
    if isinstance(demand, Poisson):
        return any(_may_arrive_on(demand, official, day) for day in _days(period))
    start = dt.datetime.combine(period.start, dt.time())
    return any(0 <= (at - start).total_seconds() < period.horizon_s for at in demand.at)


def _may_arrive_on(demand: Poisson, official: Calendar, day: dt.date) -> bool:
    idle = {name for name, weight in demand.weekdays.items() if weight == 0}
    if demand.months.get(day.month) == 0 or DAYS[official.lived_as(day)] in idle:
        return False
    if demand.per == "WD" and not official.is_workday(day):
        return False
    hours = official.hours_on(day) if demand.per == "WD" else ((0, DAY_S),)
    return any(
        demand.hours.get(hour) != 0
        for opening, closing in hours
        for hour in range(opening // 3600, -(-closing // 3600))
    )


def _applications_can_be_counted(system: System) -> Iterator[Problem]:
    if not _is_of_our_time(system.period):
        return
    for name, chain in system.chains.items():
        cases = _most_cases(chain.demand, system.period)
        if cases > MOST_CASES:
            values = {"cases": f"{cases:,.0f}", "most": f"{MOST_CASES:,}", **_span(system.period)}
            yield Problem("model-too-many-cases", ("chains", name, "demand"), values)


def _most_cases(demand: Demand, period: Period) -> float:
    """Return about how many applications arrive at the most."""
    if isinstance(demand, Listed):
        return float(len(demand.at))
    if isinstance(demand, Regular):
        return period.horizon_s / demand.every.seconds(DAY_S)
    most = demand.rate.highest * period.horizon_s / DAY_S / _DAYS_PER_UNIT[demand.per]
    for weights in (demand.months, demand.weekdays, demand.hours):
        most *= max([*weights.values(), 1.0])
    return most


PERIOD_CHECKS: tuple[Callable[[System], Iterator[Problem]], ...] = (
    _cohort_lasts,
    _start_is_of_our_time,
    _own_days_have_hours,
    _holidays_are_known,
    _somebody_is_on_duty,
    _groups_are_on_duty,
    _sessions_meet,
    _applications_arrive,
    _applications_can_be_counted,
)
