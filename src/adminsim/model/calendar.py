"""When an office is open: weekly hours, public holidays and make-up working days (调休)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, field_serializer, field_validator

from adminsim.messages.said import Said
from adminsim.model.problem import wrong
from adminsim.model.value import Date, Label, Value

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_S = 86400

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
"""A day of the week."""
Hours = tuple[tuple[int, int], ...]
"""Opening and closing in seconds since midnight, in order."""

_PERIOD = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")
_ALWAYS = {"mon-sun": ("00:00-24:00",)}
_EVERY_YEAR = range(date.min.year, date.max.year + 1)


class CalendarError(Said, ValueError):
    """The holiday data do not reach the year that is asked for."""


@lru_cache(maxsize=1024)
def _period(text: str) -> tuple[int, int]:
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        raise wrong("model-hours-form", text=text)
    hour, minute, end_hour, end_minute = map(int, match.groups())
    opening, closing = hour * 60 + minute, end_hour * 60 + end_minute
    if max(minute, end_minute) > 59 or max(opening, closing) > 1440 or opening == 1440:
        raise wrong("model-no-such-time", text=text)
    if closing <= opening:
        raise wrong("model-hours-backwards", text=text)
    return opening * 60, closing * 60


def _weekday(name: str) -> int:
    if name in DAYS:
        return DAYS.index(name)
    near = get_close_matches(name.lower(), DAYS, n=1, cutoff=0.5)
    if near:
        raise wrong("model-unknown-day-near", name=name, nearest=near[0])
    raise wrong("model-unknown-day", name=name, allowed=", ".join(DAYS))


@lru_cache(maxsize=1024)
def _weekdays(key: str) -> tuple[int, ...]:
    days: list[int] = []
    for part in key.split(","):
        first, *rest = (_weekday(name.strip()) for name in part.split("-"))
        if len(rest) > 1:
            raise wrong("model-day-range", text=part.strip())
        # A range may run over the end of the week: in some countries one works sun-thu.
        length = (rest[0] - first) % 7 + 1 if rest else 1
        days += [(first + step) % 7 for step in range(length)]
    return tuple(days)


def _check_period(text: str) -> str:
    _period(text)
    return text


def _check_days(key: str) -> str:
    _weekdays(key)
    return key


def _check_order(periods: tuple[str, ...]) -> tuple[str, ...]:
    for earlier, later in pairwise(periods):
        (opening, closing), (next_opening, _) = _period(earlier), _period(later)
        if next_opening < opening:
            raise wrong("model-hours-order", later=later, earlier=earlier)
        if next_opening < closing:
            raise wrong("model-hours-overlap", earlier=earlier, later=later)
    return periods


def _check_week(week: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    given: dict[int, str] = {}
    for key in week:
        for weekday in _weekdays(key):
            if weekday in given:
                raise wrong("model-day-twice", day=DAYS[weekday], first=given[weekday], second=key)
            given[weekday] = key
    if not any(week.values()):
        raise wrong("model-never-open")
    return week


def _from_always(data: Any) -> Any:
    if data == "always":
        return _ALWAYS
    if not isinstance(data, Mapping):
        raise wrong("model-hours-map")
    return data


_Days = Annotated[str, AfterValidator(_check_days)]
_Periods = Annotated[tuple[Annotated[str, AfterValidator(_check_period)], ...], AfterValidator(_check_order)]
_Written = dict[str, tuple[str, ...]] | Literal["always"]
Week = Annotated[
    dict[_Days, _Periods],
    BeforeValidator(_from_always, json_schema_input_type=_Written),
    AfterValidator(_check_week),
]
"""Opening hours by day, as written in a file."""


def clock_s(text: str) -> int:
    """Return the seconds since midnight of an hour such as 09:30."""
    return _period(f"{text}-24:00")[0]


def _check_clock(text: str) -> str:
    if not re.fullmatch(r"\d{1,2}:\d{2}", text):
        raise wrong("model-clock-form", text=text)
    clock_s(text)
    return text


Clock = Annotated[str, AfterValidator(_check_clock)]
"""An hour of the day, such as 09:30."""


def hours_on_weekday(week: Mapping[str, tuple[str, ...]], weekday: int) -> Hours:
    """Return the hours that a week has on a weekday (0 for Monday)."""
    for key, periods in week.items():
        if weekday in _weekdays(key):
            return tuple(map(_period, periods))
    return ()


class _SpecialDays(NamedTuple):
    """What one year's holidays change."""

    closed: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()


@lru_cache(maxsize=64)
def _covered_years(country: str) -> range:
    if country == "none":
        return _EVERY_YEAR
    if country == "china":
        from chinese_calendar.constants import holidays as named

        return range(min(named).year, max(named).year + 1)
    from holidays import country_holidays

    days = country_holidays(country)
    return range(days.start_year, days.end_year + 1)


@lru_cache(maxsize=1024)
def _special_days(country: str, year: int) -> _SpecialDays:
    if country == "none":
        return _SpecialDays()
    if country == "china":
        from chinese_calendar.constants import holidays, workdays

        return _SpecialDays(_days_of(year, holidays), _days_of(year, workdays))
    from holidays import country_holidays

    return _SpecialDays(_days_of(year, country_holidays(country, years=year)))


def _days_of(year: int, days: Iterable[date]) -> frozenset[date]:
    return frozenset(day for day in days if day.year == year)


class Calendar(Value):
    """Opening hours by the week, with holidays and make-up working days.

    Notes
    -----
    A public holiday is closed, whatever weekday it falls on; a weekend day that is no holiday keeps its
    hours. A make-up working day (a weekend day worked in exchange for a holiday) takes the hours of the first
    day of the week, from Monday, that has any, even where the weekend has hours of its own. Only the data for
    China (package ``chinese_calendar``) know make-up days; those for other countries (package ``holidays``)
    hold public holidays alone.
    """

    label: Label = Label()
    """Name for people."""
    hours: Week
    """Hours by day (mon ... sun), range (mon-fri) or list (sat,sun); or `always`, day and night."""
    holidays: str = "none"
    """`china` (with make-up working days), `none`, or an ISO country code such as NL (holidays only)."""
    outside_covered_years: Literal["error", "weekdays"] = "error"
    """What to do in years that the holiday data do not reach: stop, or take plain weekly hours."""
    period_ends_on_workday: bool = True
    """Whether a period or limit in days whose last day is a day off ends with the next working day (Civil Code of
    China, art. 203). What the official calendar says holds."""
    source: str | None = None
    """Where the hours come from: a catalogue id, a published figure, or `assumption`."""

    changes: tuple[CalendarChange, ...] = Field(default=(), json_schema_extra={"hidden": True})
    """Other calendars that hold from a day on, in the order of their days (set by reforms)."""

    @field_validator("holidays", mode="before")
    @classmethod
    def _quoted(cls, data: Any) -> Any:
        if data is False:
            raise wrong("model-holidays-false")
        return data

    @field_validator("holidays")
    @classmethod
    def _known(cls, country: str) -> str:
        if country in ("china", "none"):
            return country
        if country in ("CN", "CHN") or country.lower() == "china":
            raise wrong("model-holidays-china", name=country)
        with suppress(NotImplementedError):
            if re.fullmatch("[A-Z]{2,3}", country) and _covered_years(country):
                return country
        raise wrong("model-unknown-holidays", name=country)

    @field_serializer("hours")
    def _as_written(self, hours: dict[str, tuple[str, ...]]) -> Any:
        return "always" if hours == _ALWAYS else hours

    def hours_on(self, day: date) -> Hours:
        """Return the opening hours of a day.

        Parameters
        ----------
        day : date
            Any date that the holiday data cover, or any at all with ``outside_covered_years: weekdays``.

        Returns
        -------
        tuple of (int, int)
            Opening and closing in seconds since midnight, in order; empty where closed.

        Raises
        ------
        CalendarError
            Where the holiday data do not reach.
        """
        for change in reversed(self.changes):
            if change.since <= day:
                return change.calendar.hours_on(day)
        special = self._special_days(day.year)
        if day in special.working:
            return self._regular_hours()
        return () if day in special.closed else self._weekly_hours(day.weekday())

    def is_workday(self, day: date) -> bool:
        """Tell whether a day counts as a working day.

        A make-up working day counts; a holiday does not; any other day counts if it has opening hours. In
        China an ordinary Saturday or Sunday never counts, even where a hall is open; elsewhere the hours say
        which days are the weekend.

        Raises
        ------
        CalendarError
            Where the holiday data do not reach.
        """
        special = self._special_days(day.year)
        if day in special.working:
            return True
        if day in special.closed or (self.holidays == "china" and day.weekday() >= 5):
            return False
        return bool(self._weekly_hours(day.weekday()))

    @property
    def workday_s(self) -> int:
        """Official seconds of a regular working day: the first of the week, from Monday, that has hours."""
        return sum(closing - opening for opening, closing in self._regular_hours())

    @property
    def covered_years(self) -> range:
        """The years that the holiday data reach."""
        return _covered_years(self.holidays)

    def uncovered_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years from `first` to `last`, both included, that the holiday data do not reach."""
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.covered_years)

    def _special_days(self, year: int) -> _SpecialDays:
        covered = self.covered_years
        if year not in covered and self.outside_covered_years == "error":
            values = {"years": year, "holidays": self.holidays, "first": covered[0], "last": covered[-1]}
            raise CalendarError("model-uncovered-years", values)
        return _special_days(self.holidays, year)

    def _weekly_hours(self, weekday: int) -> Hours:
        return hours_on_weekday(self.hours, weekday)

    def _regular_hours(self) -> Hours:
        return next(hours for hours in map(self._weekly_hours, range(7)) if hours)


class CalendarChange(Value):
    """Another calendar that holds from a day on."""

    since: Date
    """First day."""
    calendar: Calendar
    """The calendar from then on."""


Calendar.model_rebuild()
