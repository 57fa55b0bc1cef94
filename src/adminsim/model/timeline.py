"""A calendar laid out over a horizon: open time, for one instant or for arrays of them.

Instants are whole seconds since midnight of the system's start date; days are indices from that date. What lies before
it has negative ones. All methods take Python integers, by a fast path for the reference engine, or int64 arrays, for
the measures.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from adminsim.model.calendar import DAY_S, Calendar

NEVER = 2**40
"""The instant of what does not happen within the horizon: some 34,800 years on."""

WORTH_A_TABLE = 64
"""From so many instants on they are looked up by the clock rather than searched for."""
LONGEST_TABLE = 2**19
"""How many entries such a table has at the most: thirty years of half hours."""
_LAID_OUT = "timelines"

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

    Nothing is known beyond the horizon, and it counts as closed: what would happen there is at ``NEVER``. Days before
    the start are there where dates may lie so early.
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
    def of(cls, calendar: Calendar, start: date, days: int, before: int = 0) -> Timeline:
        """Lay a calendar out over `days` days from `start`, and over `before` days that precede it; once for each.

        Raises
        ------
        CalendarError
            Where the holiday data do not reach and the calendar does not say to go on. Days before the start of which
            nothing is known are taken by the plain week: what is so old is past every limit.
        """
        # It lies beside the fields of the calendar, where the answers of `adminsim.model.once` have their place.
        kept: dict[tuple[date, int, int], Timeline] = calendar.__dict__.setdefault(_LAID_OUT, {})
        asked = start, days, before
        if asked not in kept:
            kept[asked] = cls._laid_out(calendar, *asked)
        return kept[asked]

    @classmethod
    def _laid_out(cls, calendar: Calendar, start: date, days: int, before: int) -> Timeline:
        opens: list[int] = []
        closes: list[int] = []
        past = calendar.replace(outside_covered_years="weekdays")
        for day in range(-before, days):
            midnight = day * DAY_S
            for opening, closing in (past if day < 0 else calendar).hours_on(start + timedelta(days=day)):
                if closes and closes[-1] == midnight + opening:
                    closes[-1] = midnight + closing
                else:
                    opens.append(midnight + opening)
                    closes.append(midnight + closing)
        lower, upper = np.array(opens, dtype=np.int64), np.array(closes, dtype=np.int64)
        length = upper - lower
        return cls(_frozen(lower), _frozen(upper), _frozen(np.cumsum(length) - length))

    @classmethod
    def common(cls, timelines: Sequence[Timeline]) -> Timeline:
        """Return when all of several calendars are open."""
        first, *others = timelines
        opens, closes = first.opens, first.closes
        for other in others:
            edges = np.unique(np.concatenate((opens, closes, other.opens, other.closes)))
            is_open = [
                np.searchsorted(lower, edges, side="right") > np.searchsorted(upper, edges, side="right")
                for lower, upper in ((opens, closes), (other.opens, other.closes))
            ]
            changes = np.diff(np.concatenate(([0], np.logical_and(*is_open).astype(np.int8), [0])))
            opens, closes = edges[changes[:-1] > 0], edges[changes[:-1] < 0]
        length = closes - opens
        return cls(_frozen(opens), _frozen(closes), _frozen(np.cumsum(length) - length))

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
        i = self._opened_by(t)
        still_open = np.maximum(self._close_before[i] - t, 0)
        worked: Ints = self._done_before[i] - still_open
        return worked

    def _opened_by(self, t: Ints) -> Ints:
        """Return how many intervals have begun at each instant: for many of them, looked up by the clock."""
        if np.size(t) < WORTH_A_TABLE or self.by_clock is None:
            return np.searchsorted(self.opens, t, side="right")
        step, opened = self.by_clock
        found: Ints = opened[np.clip((t - self.opens[0]) // step, -1, len(opened) - 2) + 1]
        return found

    @cached_property
    def by_clock(self) -> tuple[int, Ints] | None:
        """The longest time of which all openings are multiples apart, and how many there were before and after each.

        None where so many would be more than a search is worth, or nothing ever opens.
        """
        if not len(self.opens):
            return None
        since = self.opens - self.opens[0]
        step = int(np.gcd.reduce(since)) or DAY_S
        size = int(since[-1]) // step + 1
        if size > LONGEST_TABLE:
            return None
        return step, _frozen(np.append(0, np.cumsum(np.bincount(since // step, minlength=size))))

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

    def begin(self, end: Int, seconds: Int | int) -> Int:
        """Return the latest instant from which `seconds` of open time pass until `end`; the first one at the least."""
        if isinstance(end, int) and isinstance(seconds, int):
            return int(self.begin(np.array([end], dtype=np.int64), seconds)[0])
        ends = np.asarray(end, dtype=np.int64)
        wanted = np.maximum(self.worked(ends) - seconds, 0)
        i = np.searchsorted(self.done, wanted, side="right")
        begun = np.append(self.closes, 0)[i] - (np.append(self.done, 0)[i] - wanted)
        return np.where(np.equal(seconds, 0) | (i == len(self.done)), ends, begun)
