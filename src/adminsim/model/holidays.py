"""Public holidays and make-up working days (调休), year by year, from maintained libraries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from adminsim.messages.said import Said

if TYPE_CHECKING:
    from holidays import HolidayBase

_EVERY_YEAR = range(date.min.year, date.max.year + 1)
_PLAIN = 3
"""What the library says of a decreed holiday for which nobody works: month, day and name."""
_COUNTRY = re.compile("([A-Z]{2,3})(?:-([A-Za-z0-9]+))?")


class CalendarError(Said, ValueError):
    """The holiday data do not reach the year that is asked for."""


class SpecialDays(NamedTuple):
    """What one year's holidays change."""

    closed: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()


@lru_cache(maxsize=64)
def covered_years(country: str) -> range:
    """Return the years that the data for a country, or for a region such as DE-BY, reach."""
    if country == "none":
        return _EVERY_YEAR
    if country == "china":
        from chinese_calendar.constants import holidays as named

        return range(min(named).year, max(named).year + 1)
    days = _of_library(country)
    return range(days.start_year, days.end_year + 1)


@lru_cache(maxsize=1024)
def special_days(country: str, year: int) -> SpecialDays:
    """Return the public holidays of a year, and the days off that are worked in exchange for others."""
    if country == "none":
        return SpecialDays()
    if country == "china":
        from chinese_calendar.constants import holidays, workdays

        return SpecialDays(_days_of(year, holidays), _days_of(year, workdays))
    # What is worked in December for a holiday in January stands with the year of the holiday.
    days = _of_library(country, (year, year + 1))
    return SpecialDays(_days_of(year, days), _days_of(year, days.weekend_workdays))


@lru_cache(maxsize=64)
def last_make_up_year(country: str) -> int | None:
    """Return the last year for which the data name days off that are worked, where they end before the holidays do.

    Holidays follow from rules and reach far; which days are worked for them is decreed year by year. None is returned
    where no such days are known at all, and for China, whose years are not known without them.
    """
    if country in ("china", "none"):
        return None
    decreed: dict[int, Any] = getattr(_of_library(country), "special_public_holidays", {})
    return max((year for year, days in decreed.items() if _are_exchanged(days)), default=None)


def _are_exchanged(days: Any) -> bool:
    """Tell whether one of the days decreed for a year is free for another: month and day of both, at least."""
    several = days if days and isinstance(days[0], tuple) else (days,)
    return any(len(day) > _PLAIN for day in several)


@lru_cache(maxsize=64)
def weekend_of(country: str) -> frozenset[int]:
    """Return the weekdays (0 for Monday) that are off by law; none where no country is named."""
    if country == "none":
        return frozenset()
    return frozenset({5, 6} if country == "china" else _of_library(country).weekend)


def is_known(country: str) -> bool:
    """Tell whether there are data for a country and its region."""
    if country in ("china", "none"):
        return True
    with suppress(NotImplementedError):
        return _COUNTRY.fullmatch(country) is not None and bool(covered_years(country))
    return False


def regions_of(country: str) -> tuple[str, ...]:
    """Return the names of all regions of the country that a name such as DE-XX begins with, else nothing."""
    name = country.partition("-")[0]
    if name == country or not is_known(name) or name in ("china", "none"):
        return ()
    return tuple(f"{name}-{region}" for region in _of_library(name).subdivisions)


def _of_library(country: str, years: Iterable[int] = ()) -> HolidayBase:
    from holidays import country_holidays

    name, _, region = country.partition("-")
    options: dict[str, Any] = {"subdiv": region} if region else {}
    return country_holidays(name, years=tuple(years) or None, **options)


def _days_of(year: int, days: Iterable[date]) -> frozenset[date]:
    return frozenset(day for day in days if day.year == year)
