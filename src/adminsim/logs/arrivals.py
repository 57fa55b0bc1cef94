"""How applications came: a rate with weights by month, weekday and hour, and how much it varies by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DAY_S = 86400
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
    per_day : float
        Mean number a day by the calendar.
    by_month, by_weekday, by_hour : ndarray of float64
        Weights with mean 1; `by_month` is empty where the window is shorter than two years.
    cv : float
        Coefficient of variation of the rate from week to week beyond chance; 0 where there is none.
    by_week : ndarray of int64
        Numbers of whole weeks.
    days : float
        Length of the window.
    """

    per_day: float
    by_month: Floats
    by_weekday: Floats
    by_hour: Floats
    cv: float
    by_week: NDArray[np.int64]
    days: float


def arrivals_of(begun: NDArray[np.int64], first: int, end: int) -> Arrivals:
    """Return how applications came between two instants."""
    days = (end - first) / DAY_S
    day = begun // DAY_S
    weekday = (day - _MONDAY) % WEEK_DAYS
    by_weekday = np.bincount(weekday, minlength=WEEK_DAYS) / len(begun) * WEEK_DAYS
    by_hour = np.bincount(begun % DAY_S // 3600, minlength=24) / len(begun) * 24
    by_month = _by_month(begun, first, end) if days >= FULL_YEARS * 365 else np.empty(0)
    week = (begun - first) // (WEEK_DAYS * DAY_S)
    weeks = int(days // WEEK_DAYS)
    by_week = np.bincount(week[week < weeks], minlength=weeks) if weeks else np.empty(0, dtype=np.int64)
    return Arrivals(len(begun) / days, by_month, by_weekday, by_hour, _cv(by_week), by_week, days)


def _by_month(begun: NDArray[np.int64], first: int, end: int) -> Floats:
    month = begun.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64) % 12
    days = np.arange(first // DAY_S, end // DAY_S)
    of_days = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    length = np.bincount(of_days, minlength=12)
    rate = np.bincount(month, minlength=12) / np.maximum(length, 1)
    mean = float((rate * length).sum() / length.sum())
    return rate / mean


def _cv(by_week: NDArray[np.int64]) -> float:
    """Return the coefficient of variation of a gamma-mixed rate, by moments."""
    if len(by_week) < WEEK_DAYS or not by_week.any():
        return 0.0
    mean = float(by_week.mean())
    excess = float(by_week.var(ddof=1)) - mean
    return float(np.sqrt(excess)) / mean if excess > 0 else 0.0
