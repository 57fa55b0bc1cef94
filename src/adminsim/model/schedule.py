"""When committees meet."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Self

from pydantic import Field, model_validator

from adminsim.model.calendar import DAYS, Calendar, Clock, Weekday, clock_s
from adminsim.model.chinese import Truth
from adminsim.model.problem import wrong
from adminsim.model.value import Date, Value


class Schedule(Value):
    """When a committee meets: on weekdays or days of the month, at an hour at which the official calendar is open."""

    weekdays: tuple[Weekday, ...] = ()
    """Days of the week, such as [tue, thu]."""
    every_weeks: int = Field(default=1, ge=1, le=52)
    """1 for each week, 2 for every second week counted from the system's start, and so on."""
    days_of_month: tuple[Annotated[int, Field(ge=1, le=31)], ...] = ()
    """Days of the month, such as [1, 15]."""
    at: Clock
    """Hour of the meeting, such as 09:30."""
    make_up: Truth = False
    """Whether a meeting by weekday is also held on make-up working days: those that fall on such a weekday or are lived
    as one."""

    @model_validator(mode="after")
    def _one_pattern(self) -> Self:
        if bool(self.weekdays) == bool(self.days_of_month):
            raise wrong("model-session-pattern")
        return self

    def is_held(self, date: dt.date, start: dt.date, official: Calendar) -> bool:
        """Tell whether there is a meeting on a date, in a system that starts on `start`."""
        if date.day not in self.days_of_month and not self._is_on(date, start, official):
            return False
        at = clock_s(self.at)
        return any(opening <= at < closing for opening, closing in official.hours_on(date))

    def _is_on(self, date: dt.date, start: dt.date, official: Calendar) -> bool:
        if ((date - start).days + start.weekday()) // 7 % self.every_weeks:
            return False
        if not official.is_make_up(date):
            return DAYS[date.weekday()] in self.weekdays
        return self.make_up and not self.weekdays_of(date, official).isdisjoint(self.weekdays)

    @staticmethod
    def weekdays_of(date: dt.date, official: Calendar) -> frozenset[str]:
        """Return the weekday on which a date falls, and the one as which it is lived."""
        return frozenset({DAYS[date.weekday()], DAYS[official.lived_as(date)]})


class SessionChange(Value):
    """Another schedule, or other places, of a committee from a day on."""

    since: Date
    """First day."""
    schedule: Schedule | None = None
    """When it meets from then on; None where that stays."""
    places: int | None = None
    """How many cases one meeting takes from then on; None where that stays."""
