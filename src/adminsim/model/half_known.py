"""Years of which less is known than of others: no error, but what is not said of them is taken from the plain week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from adminsim.model.calendar import Calendar
from adminsim.model.holidays import last_make_up_year
from adminsim.model.problem import Problem
from adminsim.model.system import System


def half_known(system: System) -> list[Problem]:
    """Return the simulated years of which holidays or make-up days are not, or not all, known; paths as in the file."""
    first = system.period.start
    last = first + dt.timedelta(seconds=max(system.period.horizon_s - 1, 0))
    years = range(first.year, last.year + 1)
    return [found for name, calendar in system.calendars.items() for found in _half_known(name, calendar, years)]


def _half_known(name: str, calendar: Calendar, years: range) -> Iterator[Problem]:
    own = {day.year for day in calendar.days}
    unreached = [year for year in years if year not in calendar.covered_years]
    plain = [year for year in unreached if year not in own]
    if plain:
        yield Problem("half-known-plain-weekdays", ("calendars", name, "holidays"), {"years": _listed(plain)})
    if named := [year for year in unreached if year in own]:
        count = sum(day.year in named for day in calendar.days)
        values = {"years": _listed(named), "count": count, "holidays": calendar.holidays}
        yield Problem("half-known-own-days", ("calendars", name, "days"), values)
    known = last_make_up_year(calendar.holidays) if calendar.make_up == "worked" else None
    # Who names days of a year is taken to have looked it up.
    if known is not None and (behind := [year for year in years if year > known and year not in own]):
        values = {"years": _listed(behind), "holidays": calendar.holidays, "last": known}
        yield Problem("half-known-make-up", ("calendars", name, "holidays"), values)


def _listed(years: list[int]) -> str:
    return ", ".join(map(str, years))
