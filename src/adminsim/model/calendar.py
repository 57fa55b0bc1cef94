"""When an office is open: weekly hours, public holidays, make-up working days (调休) and days of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, field_serializer, field_validator

from adminsim.model.chinese import InChinese, Truth
from adminsim.model.holidays import (
    CalendarError,
    SpecialDays,
    covered_years,
    is_known,
    regions_of,
    special_days,
    weekend_of,
)
from adminsim.model.hours import (
    ALWAYS,
    DAY_S,
    DAYS,
    Clock,
    Hours,
    Periods,
    Week,
    Weekday,
    clock_s,
    hours_of,
    hours_on_weekday,
    weekday_of,
)
from adminsim.model.problem import wrong
from adminsim.model.value import Date, Label, Value

__all__ = (
    "DAYS", "DAY_S", "Calendar", "CalendarChange", "CalendarError", "Clock", "Hours", "Week", "Weekday", "clock_s",
    "hours_on_weekday",
)  # fmt: skip

_OPEN = re.compile(r"open(?:\s+as\s+(\w+))?")


def _own_day(data: Any) -> Any:
    data = {"休息": "closed", "上班": "open"}.get(data, data) if isinstance(data, str) else data
    if isinstance(data, str) and data != "closed":
        match = _OPEN.fullmatch(data.strip())
        if match is None:
            raise wrong("model-own-day", text=data)
        if match[1] is not None:
            weekday_of(match[1])
        return " ".join(data.split())
    if isinstance(data, (list, tuple)) and not data:
        raise wrong("model-own-day-empty")
    return data


def _form(data: Any) -> str:
    return "hours" if isinstance(data, (list, tuple)) else "said"


OwnDay = Annotated[
    Annotated[str, Tag("said")] | Annotated[Periods, Tag("hours")],
    Discriminator(_form),
    BeforeValidator(_own_day, json_schema_input_type=str | tuple[str, ...]),
]
"""One day of a calendar's own: `closed`, `open`, `open as mon`, or its hours."""


class Calendar(Value):
    """Opening hours by the week, with holidays, make-up working days and days of its own.

    Notes
    -----
    What `days` says of a day stands above all else. A public holiday is closed, whatever weekday it falls on; a
    weekend day that is no holiday keeps its hours. A make-up working day (a day off worked in exchange for a
    holiday) is lived as the last regular weekday before it, a Saturday or Sunday as that Friday, even where the
    weekend has hours of its own; so is a day that `days` opens, unless it says as which.
    """

    label: Label = Label()
    """Name for people."""
    hours: Week
    """Hours by day (mon ... sun), range (mon-fri) or list (sat,sun); or `always`, day and night."""
    holidays: str = "none"
    """`china`, `none`, or an ISO country code such as NL, with its region if wanted (DE-BY); with the make-up working
    days that the data know."""
    make_up: Annotated[Literal["worked", "ignored"], InChinese(worked="上班", ignored="不上班")] = "worked"
    """Whether make-up working days are worked, or ignored as by a bank that stays closed."""
    days: dict[Date, OwnDay] = {}
    """Days of its own, above all else: `2027-02-11: closed`, `2027-02-07: open as mon`, `2026-12-31: [09:00-12:00]`.
    Years that the holiday data do not reach are known if a day of theirs is named. Instead of them the name of a table
    beside this file: a CSV file in UTF-8 with the columns `date` and `hours`."""
    outside_covered_years: Annotated[Literal["error", "weekdays"], InChinese(error="停止", weekdays="按周")] = "error"
    """What to do in years that the holiday data do not reach: stop, or take plain weekly hours."""
    period_ends_on_workday: Truth = True
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
        return {"中国": "china", "无": "none"}.get(data, data) if isinstance(data, str) else data

    @field_validator("holidays")
    @classmethod
    def _known(cls, country: str) -> str:
        if is_known(country):
            if country in ("CN", "CHN"):
                raise wrong("model-holidays-china", name=country)
            return country
        if country.lower() == "china":
            raise wrong("model-holidays-china", name=country)
        regions = regions_of(country)
        if regions:
            near = (get_close_matches(country, regions, n=1, cutoff=0.0) or regions)[0]
            raise wrong("model-unknown-region", name=country, nearest=near, allowed=", ".join(regions))
        raise wrong("model-unknown-holidays", name=country)

    @field_validator("days", mode="before")
    @classmethod
    def _days_by_date(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            return data
        raise wrong("model-own-days-map")

    def days_without_hours(self) -> Iterator[date]:
        """Yield the days of its own that are open as a day on which nobody is."""
        for day, said in self.days.items():
            if isinstance(said, str) and said != "closed" and not self._weekly_hours(self.lived_as(day)):
                yield day

    @field_serializer("hours")
    def _as_written(self, hours: dict[str, tuple[str, ...]]) -> Any:
        return "always" if hours == ALWAYS else hours

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
        said = self.days.get(day)
        if said == "closed":
            return ()
        if isinstance(said, tuple):
            return hours_of(said)
        if said is None and day in self._special_days(day.year).closed and not self._is_made_up(day):
            return ()
        return self._weekly_hours(self.lived_as(day))

    def lived_as(self, day: date) -> int:
        """Return the weekday (0 for Monday) as which a day is lived: by hours, shifts and weights of arrivals.

        Raises
        ------
        CalendarError
            Where the holiday data do not reach.
        """
        for change in reversed(self.changes):
            if change.since <= day:
                return change.calendar.lived_as(day)
        said = self.days.get(day)
        if isinstance(said, str) and said.startswith("open as "):
            return weekday_of(said.split()[-1])
        if said == "closed" or (said is None and not self._is_made_up(day)):
            return day.weekday()
        regular = self._regular_weekdays()
        return next((day.weekday() - back) % 7 for back in range(7) if (day.weekday() - back) % 7 in regular)

    def is_make_up(self, day: date) -> bool:
        """Tell whether a day off is worked, as a make-up day or because the calendar itself says so."""
        if day in self.days:
            return self.days[day] != "closed" and (self._is_made_up(day) or self.lived_as(day) != day.weekday())
        return self._is_made_up(day)

    def is_workday(self, day: date) -> bool:
        """Tell whether a day counts as a working day.

        A make-up working day counts, and so does a day that the calendar itself opens; a holiday does not; any other
        day counts if it has opening hours. In China an ordinary Saturday or Sunday never counts, even where a hall is
        open; elsewhere the hours say which days are the weekend.

        Raises
        ------
        CalendarError
            Where the holiday data do not reach.
        """
        if day in self.days:
            return self.days[day] != "closed"
        if self._is_made_up(day):
            return True
        return day not in self._special_days(day.year).closed and self._is_regular(day.weekday())

    @cached_property
    def workday_s(self) -> float:
        """Official seconds of a mean working day of the regular week."""
        hours = [self._weekly_hours(weekday) for weekday in range(7)]
        # A hall that opens on the weekend alone has no working days; then its own days stand for them.
        meant = [hours[weekday] for weekday in range(7) if self._is_regular(weekday)] or [one for one in hours if one]
        return sum(closing - opening for periods in meant for opening, closing in periods) / len(meant)

    @property
    def covered_years(self) -> range:
        """The years that the holiday data reach."""
        return covered_years(self.holidays)

    def uncovered_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years from `first` to `last`, both included, of which neither holiday data nor own days know."""
        own = {day.year for day in self.days}
        return tuple(
            year for year in range(first.year, last.year + 1) if year not in self.covered_years and year not in own
        )

    def _special_days(self, year: int) -> SpecialDays:
        if year in self.covered_years:
            return special_days(self.holidays, year)
        if self.outside_covered_years == "error" and all(day.year != year for day in self.days):
            covered = self.covered_years
            values = {"years": year, "holidays": self.holidays, "first": covered[0], "last": covered[-1]}
            raise CalendarError("model-uncovered-years", values)
        return SpecialDays()

    def _is_made_up(self, day: date) -> bool:
        """Tell whether the holiday data say that a day off is worked, and it is here."""
        return self.make_up == "worked" and day in self._special_days(day.year).working

    def _weekly_hours(self, weekday: int) -> Hours:
        return hours_on_weekday(self.hours, weekday)

    def _is_regular(self, weekday: int) -> bool:
        """Tell whether a weekday is a working day in a week without holidays."""
        is_off = self.holidays == "china" and weekday in weekend_of("china")
        return bool(self._weekly_hours(weekday)) and not is_off

    def _regular_weekdays(self) -> frozenset[int]:
        """Return the weekdays that may stand for a day off that is worked: by law, else those with hours."""
        weekend = weekend_of(self.holidays)
        return frozenset(day for day in range(7) if (day not in weekend if weekend else self._weekly_hours(day)))


class CalendarChange(Value):
    """Another calendar that holds from a day on."""

    since: Date
    """First day."""
    calendar: Calendar
    """The calendar from then on."""


Calendar.model_rebuild()
