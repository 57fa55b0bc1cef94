"""How applications came: a rate with weights by month, weekday and hour, and how much it varies by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.worktime import WorkTime

    Floats = NDArray[np.float64]

DAY_S, HOUR_S = 86400, 3600
IN_OFFICE = 0.97
"""Share of applications within office hours from which on all of them come there."""
WEEK_DAYS = 7
FULL_YEARS = 2.0
"""Years that a season must be seen for."""
_MONDAY = 4
"""The first Monday after 1970-01-01 is the fifth of January."""


@dataclass(frozen=True)
class Arrivals:
    """Applications of a window.

    Attributes
    ----------
    rate : float
        Mean number per `unit`.
    unit : {"d", "WD"}
        A day by the calendar, or a working day, where they come in office hours.
    by_month, by_weekday, by_hour : ndarray of float64
        Weights with mean 1; `by_month` is empty where the window is shorter than two years.
    cv : float
        Coefficient of variation of the rate from week to week beyond chance; 0 where there is none.
    by_week : ndarray of int64
        Numbers of whole weeks from Monday to Sunday.
    """

    rate: float
    unit: str
    by_month: Floats
    by_weekday: Floats
    by_hour: Floats
    cv: float
    by_week: NDArray[np.int64]

    @property
    def per_workday(self) -> float:
        """About how many come on a working day."""
        return self.rate if self.unit == "WD" else self.rate * 7 / 5


def arrivals_of(begun: NDArray[np.int64], first: int, end: int, worktime: WorkTime) -> Arrivals:
    """Return how applications came between two instants.

    Where nearly all of them came while the office was open, they are counted by working day and lie in its hours: none
    comes on a holiday.
    """
    days = np.arange(first // DAY_S, max(end // DAY_S, first // DAY_S + 1)) * DAY_S
    is_open = worktime.timeline.is_open(begun - worktime.first_s)
    in_office = bool(is_open.mean() >= IN_OFFICE)
    open_s = np.stack([worktime.between(days + hour * HOUR_S, days + (hour + 1) * HOUR_S) for hour in range(24)])
    if in_office:
        # What lies outside the hours would have no day to be counted on.
        begun, days = begun[is_open], days[open_s.sum(axis=0) > 0]
    exposed = open_s.sum(axis=1) / HOUR_S if in_office else np.full(24, float(len(days)))
    weekday, of_days = ((one // DAY_S - _MONDAY) % WEEK_DAYS for one in (begun, days))
    by_weekday = _weights(np.bincount(weekday, minlength=WEEK_DAYS), np.bincount(of_days, minlength=WEEK_DAYS))
    by_hour = _weights(np.bincount(begun % DAY_S // HOUR_S, minlength=24), exposed)
    is_long = (end - first) / DAY_S >= FULL_YEARS * 365
    by_month = _weights(_months(begun), _months(days)) if is_long else np.empty(0)
    by_week = by_week_of(begun, first, end)
    unit = "WD" if in_office else "d"
    return Arrivals(len(begun) / len(days), unit, by_month, by_weekday, by_hour, _cv(by_week), by_week)


def by_week_of(begun: NDArray[np.int64], first: int, end: int) -> NDArray[np.int64]:
    """Return the numbers of the whole weeks between two instants, each from its Monday.

    Offices live by such weeks: a week that is cut elsewhere shares with the next one what made it busy, so that both
    together seem to vary less than they do.
    """
    length = WEEK_DAYS * DAY_S
    monday = first + (_MONDAY * DAY_S - first) % length
    weeks = max((end - monday) // length, 0)
    week = (begun - monday) // length
    return np.bincount(week[(week >= 0) & (week < weeks)], minlength=weeks)


def _months(at: NDArray[np.int64]) -> NDArray[np.int64]:
    month = at.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64) % 12
    return np.bincount(month, minlength=12)


def _weights(counts: NDArray[np.int64], exposed: NDArray[Any]) -> Floats:
    """Return rates per exposure whose mean, weighted by exposure, is 1; 0 where there was none."""
    rate = np.where(exposed > 0, counts / np.maximum(exposed, 1e-9), 0.0)
    mean = float((rate * exposed).sum() / exposed.sum())
    return rate / mean if mean > 0 else np.ones(len(rate))


def _cv(by_week: NDArray[np.int64]) -> float:
    """Return the coefficient of variation of a gamma-mixed rate, by moments."""
    if len(by_week) < WEEK_DAYS or not by_week.any():
        return 0.0
    mean = float(by_week.mean())
    excess = float(by_week.var(ddof=1)) - mean
    return float(np.sqrt(excess)) / mean if excess > 0 else 0.0
