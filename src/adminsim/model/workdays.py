"""Working days of a calendar over a horizon, and the days on which periods and limits end.

Days are indices from the system's start date, as in `adminsim.model.timeline`; those before it have negative ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from adminsim.model.calendar import DAY_S, Calendar
from adminsim.model.timeline import NEVER, Int, Ints

MONTHS_LAID_OUT = 100 * 12
"""How far months are known beyond the start: further than any period is long."""
_COUNTED = "workdays"


@dataclass(frozen=True, eq=False)
class Workdays:
    """Working days of one calendar over a horizon, counted as the law counts them.

    The day of the event does not count, closed days do not, make-up working days do. Days before the first
    one laid out and beyond the horizon count for nothing.
    """

    counted: Ints
    """Number of working days up to and including each day, from the first one laid out. Shape (days,)."""
    ends: Ints
    """For each day, the day on which a period ends whose last day it is: the next working day for a day off. A
    period whose next working day lies beyond the horizon ends on the first day there. Shape (days,)."""
    months: Ints
    """The firsts of all months, from that of the first day laid out to long after the horizon."""
    first: int = 0
    """The first day laid out; negative where dates may lie before the start."""
    _counted: list[int] = field(init=False, repr=False)
    _ends: list[int] = field(init=False, repr=False)
    _months: list[int] = field(init=False, repr=False)
    _counted_before: Ints = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_counted", [0, *self.counted.tolist()])
        object.__setattr__(self, "_ends", self.ends.tolist())
        object.__setattr__(self, "_months", self.months.tolist())
        object.__setattr__(self, "_counted_before", np.append(0, self.counted))
        for values in (self.counted, self.ends, self.months):
            values.setflags(write=False)

    @classmethod
    def of(cls, calendar: Calendar, start: date, days: int, before: int = 0) -> Workdays:
        """Count the working days of `days` days from `start`, and of `before` days that precede it; once for each.

        Raises
        ------
        CalendarError
            Where the holiday data do not reach and the calendar does not say to go on; days before the start of
            which nothing is known are taken by the plain week.
        """
        # It lies where `Timeline.of` keeps the hours.
        kept: dict[tuple[date, int, int], Workdays] = calendar.__dict__.setdefault(_COUNTED, {})
        asked = start, days, before
        if asked not in kept:
            kept[asked] = cls._of(calendar, *asked)
        return kept[asked]

    @classmethod
    def _of(cls, calendar: Calendar, start: date, days: int, before: int) -> Workdays:
        past = calendar.replace(outside_covered_years="weekdays")
        is_workday = np.array(
            [(past if day < 0 else calendar).is_workday(start + timedelta(days=day)) for day in range(-before, days)],
            dtype=bool,
        )
        here = np.arange(-before, days)
        ends = here.copy()
        if calendar.period_ends_on_workday:
            working = np.append(here[is_workday], days)
            ends = working[np.searchsorted(working, here)]
        origin = np.datetime64(start, "D")
        first_month = (origin - before).astype("datetime64[M]")
        months = np.arange(first_month, origin.astype("datetime64[M]") + days // 28 + MONTHS_LAID_OUT)
        firsts = (months.astype("datetime64[D]") - origin).astype(np.int64)
        return cls(np.cumsum(is_workday, dtype=np.int64), ends.astype(np.int64), firsts, -before)

    def between(self, first_day: Int, last_day: Int) -> Int:
        """Return the number of working days in (first_day, last_day], 0 where the last day is not later."""
        first, last = self._up_to(first_day), self._up_to(last_day)
        return max(last - first, 0) if isinstance(last, int) else (last - first).clip(min=0)

    def end_of_period(self, day: Int, n: Int | int) -> Int:
        """Return 24:00 of the n-th working day after `day` (of `day` for n = 0), NEVER beyond the horizon."""
        if isinstance(day, int) and isinstance(n, int):
            if n == 0:
                return self.end_of_calendar_period(day, 0)
            i = bisect_left(self._counted, self._up_to(day) + n)
            return (self.first + i) * DAY_S if i < len(self._counted) else NEVER
        days = np.asarray(day, dtype=np.int64)
        i = np.searchsorted(self.counted, self._up_to(days) + n, side="left")
        end = np.where(i < len(self.counted), (self.first + i + 1) * DAY_S, NEVER)
        return np.where(np.equal(n, 0), self.end_of_calendar_period(days, 0), end)

    def end_of_calendar_period(self, day: Int, n: Int | int) -> Int:
        """Return 24:00 of the last day of a period of n calendar days from the day after `day`, NEVER at most.

        Where that is a day off, the period ends on the next working day (Civil Code, art. 203), unless the calendar
        says otherwise. One of no days ends with the day itself.
        """
        if isinstance(day, int) and isinstance(n, int):
            return self._end_of(day + n) if n else min((day + 1) * DAY_S, NEVER)
        days = np.asarray(day, dtype=np.int64)
        return np.where(np.equal(n, 0), np.minimum((days + 1) * DAY_S, NEVER), self._ends_of(days + n))

    def end_of_months(self, day: Int, n: Int | int) -> Int:
        """Return 24:00 of the day n > 0 months after `day` of the same number, or of that month's last day.

        Where that is a day off, the period ends on the next working day as one in days does.
        """
        if isinstance(day, int) and isinstance(n, int):
            i = max(bisect_right(self._months, day) - 1, 0)
            if i + n + 1 >= len(self._months):
                return NEVER
            return self._end_of(min(self._months[i + n] + day - self._months[i], self._months[i + n + 1] - 1))
        last = self.months_after(np.asarray(day, dtype=np.int64), n)
        return np.where(last < NEVER // DAY_S, self._ends_of(last), NEVER)

    def months_after(self, days: Ints, n: Int | int) -> Ints:
        """Return the days n > 0 months after others: of the same number, or the last of a month that is too short."""
        i = np.maximum(np.searchsorted(self.months, days, side="right") - 1, 0)
        is_known = i + n + 1 < len(self.months)
        then = np.where(is_known, i + n, 0)
        last = np.minimum(self.months[then] + days - self.months[i], self.months[then + 1] - 1)
        return np.where(is_known, last, NEVER // DAY_S)

    def _end_of(self, last: int) -> int:
        if self.first <= last < self.first + len(self._ends):
            last = self._ends[last - self.first]
        return min((last + 1) * DAY_S, NEVER)

    def _ends_of(self, last: Ints) -> Ints:
        if not len(self.ends):
            plain: Ints = np.minimum((np.minimum(last, NEVER // DAY_S) + 1) * DAY_S, NEVER)
            return plain
        is_known = (last >= self.first) & (last < self.first + len(self.ends))
        last = np.where(is_known, self.ends[np.clip(last - self.first, 0, len(self.ends) - 1)], last)
        # What is far beyond the horizon would not fit in seconds.
        end: Ints = np.minimum((np.minimum(last, NEVER // DAY_S) + 1) * DAY_S, NEVER)
        return end

    def _up_to(self, day: Int) -> Int:
        if isinstance(day, int):
            return self._counted[min(max(day + 1 - self.first, 0), len(self._counted) - 1)]
        return self._counted_before[np.clip(day + 1 - self.first, 0, len(self.counted))]
