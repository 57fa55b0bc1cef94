"""A calendar laid out over a horizon: open time and working days, for one instant or for arrays of them.

Instants are whole seconds since midnight of the system's start date; days are indices from that date. All
methods take Python integers, by a fast path for the reference engine, or int64 arrays, for the measures.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from adminsim.model.calendar import DAY_S, Calendar

NEVER = 2**40
"""The instant of what does not happen within the horizon: some 34,800 years on."""

Ints = NDArray[np.int64]
Int = TypeVar("Int", int, NDArray[np.int64])
"""A Python integer, or an int64 array; what goes in comes out."""


def day_of(t: Int) -> Int:
    """Return the day index of an instant at which something ends: midnight belongs to the day before it."""
    return (t - 1) // DAY_S


def day_of_arrival(t: Int) -> Int:
    """Return the day index of an instant at which something begins: midnight belongs to the day after it."""
    return t // DAY_S


def _frozen(values: Ints) -> Ints:
    values.setflags(write=False)
    return values


@dataclass(frozen=True, eq=False)
class Timeline:
    """The open intervals of one calendar over a horizon.

    Nothing is known beyond the horizon, and it counts as closed: what would happen there is at ``NEVER``.
    """

    opens: Ints
    """Openings, ascending; intervals are [open, close), disjoint and nowhere adjacent. Shape (n,)."""
    closes: Ints
    """Closings, shape (n,)."""
    elapsed: Ints
    """Open seconds before each interval, shape (n,)."""
    done: Ints = field(init=False, repr=False)
    """Open seconds up to the end of each interval, shape (n,)."""
    _opens: list[int] = field(init=False, repr=False)
    _closes: list[int] = field(init=False, repr=False)
    _done: list[int] = field(init=False, repr=False)
    _close_before: Ints = field(init=False, repr=False)
    _done_before: Ints = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "done", _frozen(self.elapsed + self.closes - self.opens))
        # The entry put before the first interval stands for an instant before every opening.
        object.__setattr__(self, "_close_before", _frozen(np.append(-NEVER, self.closes)))
        object.__setattr__(self, "_done_before", _frozen(np.append(0, self.done)))
        # Bisecting a list is several times faster than searching an array for one instant.
        for name in ("opens", "closes", "done"):
            object.__setattr__(self, f"_{name}", getattr(self, name).tolist())

    @classmethod
    def of(cls, calendar: Calendar, start: date, days: int) -> Timeline:
        """Lay a calendar out over `days` days from `start`.

        Raises
        ------
        CalendarError
            Where the holiday data do not reach and the calendar does not say to go on.
        """
        opens: list[int] = []
        closes: list[int] = []
        for day in range(days):
            midnight = day * DAY_S
            for opening, closing in calendar.hours_on(start + timedelta(days=day)):
                if closes and closes[-1] == midnight + opening:
                    closes[-1] = midnight + closing
                else:
                    opens.append(midnight + opening)
                    closes.append(midnight + closing)
        lower, upper = np.array(opens, dtype=np.int64), np.array(closes, dtype=np.int64)
        length = upper - lower
        return cls(_frozen(lower), _frozen(upper), _frozen(np.cumsum(length) - length))

    @overload
    def is_open(self, t: int) -> bool: ...
    @overload
    def is_open(self, t: Ints) -> NDArray[np.bool_]: ...
    def is_open(self, t: int | Ints) -> bool | NDArray[np.bool_]:
        """Tell whether `t` lies in an interval [open, close)."""
        if isinstance(t, int):
            i = bisect_right(self._closes, t)
            return i < len(self._opens) and self._opens[i] <= t
        is_open: NDArray[np.bool_] = (t < NEVER) & (self.next_open(t) == t)
        return is_open

    def next_open(self, t: Int) -> Int:
        """Return `t` itself if open, else the next opening; NEVER beyond the horizon."""
        if isinstance(t, int):
            i = bisect_right(self._closes, t)
            return max(t, self._opens[i]) if i < len(self._opens) else NEVER
        i = np.searchsorted(self.closes, t, side="right")
        return np.where(i < len(self.opens), np.maximum(t, np.append(self.opens, NEVER)[i]), NEVER)

    def worked(self, t: Int) -> Int:
        """Return the open seconds in [0, t), as far as the horizon goes."""
        if isinstance(t, int):
            i = bisect_right(self._opens, t) - 1
            return self._done[i] - max(self._closes[i] - t, 0) if i >= 0 else 0
        i = np.searchsorted(self.opens, t, side="right")
        still_open = np.maximum(self._close_before[i] - t, 0)
        worked: Ints = self._done_before[i] - still_open
        return worked

    def open_between(self, a: Int, b: Int) -> Int:
        """Return the open seconds in [a, b), for a <= b."""
        return self.worked(b) - self.worked(a)

    def finish(self, start: Int, seconds: Int | int) -> Int:
        """Return the instant at which `seconds` of open time after `start` have passed.

        Work that would end exactly at closing ends then; zero seconds end at `start`, open or closed; NEVER
        where the horizon does not hold enough open time.
        """
        if isinstance(start, int) and isinstance(seconds, int):
            if seconds == 0:
                return start
            target = self.worked(start) + seconds
            i = bisect_left(self._done, target)
            return self._closes[i] - (self._done[i] - target) if i < len(self._done) else NEVER
        wanted = self.worked(np.asarray(start, dtype=np.int64)) + seconds
        i = np.searchsorted(self.done, wanted, side="left")
        end = np.append(self.closes, 0)[i] - (np.append(self.done, 0)[i] - wanted)
        return np.where(np.equal(seconds, 0), start, np.where(i < len(self.done), end, NEVER))


@dataclass(frozen=True, eq=False)
class Workdays:
    """Working days of one calendar over a horizon, counted as the law counts them.

    The day of the event does not count, closed days do not, make-up working days do. Days before the start
    date and beyond the horizon count for nothing.
    """

    counted: Ints
    """Number of working days up to and including each day, shape (days,)."""
    _counted: list[int] = field(init=False, repr=False)
    _counted_before: Ints = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_counted", [0, *self.counted.tolist()])
        object.__setattr__(self, "_counted_before", _frozen(np.append(0, self.counted)))

    @classmethod
    def of(cls, calendar: Calendar, start: date, days: int) -> Workdays:
        """Count the working days of `days` days from `start`.

        Raises
        ------
        CalendarError
            Where the holiday data do not reach and the calendar does not say to go on.
        """
        is_workday = [calendar.is_workday(start + timedelta(days=day)) for day in range(days)]
        return cls(_frozen(np.cumsum(np.array(is_workday, dtype=np.int64))))

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
            return i * DAY_S if i < len(self._counted) else NEVER
        days = np.asarray(day, dtype=np.int64)
        i = np.searchsorted(self.counted, self._up_to(days) + n, side="left")
        end = np.where(i < len(self.counted), (i + 1) * DAY_S, NEVER)
        return np.where(np.equal(n, 0), self.end_of_calendar_period(days, 0), end)

    def end_of_calendar_period(self, day: Int, n: Int | int) -> Int:
        """Return 24:00 of the n-th calendar day after `day` (of `day` for n = 0), NEVER at most."""
        if isinstance(day, int) and isinstance(n, int):
            return min((day + n + 1) * DAY_S, NEVER)
        end: Ints = np.minimum((np.asarray(day, dtype=np.int64) + n + 1) * DAY_S, NEVER)
        return end

    def _up_to(self, day: Int) -> Int:
        if isinstance(day, int):
            return self._counted[min(max(day + 1, 0), len(self._counted) - 1)]
        return self._counted_before[np.clip(day + 1, 0, len(self.counted))]
