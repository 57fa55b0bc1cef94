"""The office's own time: how many of its hours lie between two instants of a log."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.model.calendar import Calendar
from adminsim.model.timeline import Timeline
from adminsim.model.workdays import Workdays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.mapping import LogMap

DAY_S = 86400
_SPARE_DAYS = 7


def calendar_of(meaning: LogMap) -> Calendar:
    """Return the calendar of the office; in years whose holidays nobody knows it has plain weeks."""
    return Calendar(hours=meaning.hours, holidays=meaning.holidays, outside_covered_years="weekdays")


@dataclass(frozen=True)
class WorkTime:
    """A calendar laid out over the time of a log.

    Attributes
    ----------
    first_s : int
        Midnight of its first day, in seconds since 1970.
    timeline : Timeline
        Open hours since then.
    workdays : Workdays
        Its working days.
    workday_s : float
        Official seconds of a working day.
    """

    first_s: int
    timeline: Timeline
    workdays: Workdays
    workday_s: float

    @classmethod
    def of(cls, calendar: Calendar, first_s: int, last_s: int) -> WorkTime:
        """Lay a calendar out from the day of one instant to that of another."""
        first_day = first_s // DAY_S - _SPARE_DAYS
        days = last_s // DAY_S - first_day + 2 * _SPARE_DAYS
        start = dt.date(1970, 1, 1) + dt.timedelta(days=int(first_day))
        timeline, workdays = Timeline.of(calendar, start, int(days)), Workdays.of(calendar, start, int(days))
        return cls(int(first_day) * DAY_S, timeline, workdays, calendar.workday_s)

    def between(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the open seconds between instants."""
        return self.timeline.open_between(start - self.first_s, end - self.first_s)

    def middle(self, day: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the instants at which half of the open hours of days have passed; closed days stay at midnight."""
        begin = day // DAY_S * DAY_S
        half = self.between(begin, begin + DAY_S) // 2
        return np.where(half > 0, self.finish(begin, half), begin)

    def finish(self, start: NDArray[np.int64], seconds: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return when so many open seconds after an instant have passed."""
        return self.timeline.finish(start - self.first_s, seconds) + self.first_s
