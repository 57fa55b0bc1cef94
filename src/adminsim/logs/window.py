"""Which cases to fit: all, or those of the last 24 or 12 months, as a rolling test on the past tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.logs.censoring import distance, elapsed_days, weighted_mean, weights_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.milestones import Cases

    Floats = NDArray[np.float64]

WINDOWS = (None, 24, 12)
"""Months; None for all."""
ORIGINS = (6, 9, 12)
"""How many months before the end the past is cut, for the test."""
LEAST_BEFORE, LEAST_BEHIND = 50, 20
"""Decided cases that a window and a test need."""
DAY_S = 86400
_MONTH = 30.4375


@dataclass(frozen=True)
class Tried:
    """A window that was tried.

    Attributes
    ----------
    months : int or None
        Its length; None for all.
    error : float
        Mean distance W1 of what it forecasts from what came, as a part of the mean; NaN where it could not be tried.
    origins : int
        From how many instants.
    """

    months: int | None
    error: float
    origins: int


def window_start(cases: Cases, months: int | None) -> int:
    """Return the instant from which on cases belong to a window."""
    return int(cases.begun.min()) if months is None else cases.end - round(months * _MONTH * DAY_S)


def try_windows(cases: Cases) -> list[Tried]:
    """Try each window on the past: cut it some months ago, hide what came later, and hold it against what came.

    A window is tried from an origin only where it has 50 decided cases there; windows are compared over the same
    origins.
    """
    errors = {
        months: {origin: error for origin in ORIGINS if (error := _error(cases, months, origin)) is not None}
        for months in WINDOWS
    }
    common = [origin for origin in ORIGINS if all(origin in found for found in errors.values())]
    tried = []
    for months, found in errors.items():
        origins = common or list(found)
        error = float(np.mean([found[origin] for origin in origins])) if found and origins else float("nan")
        tried.append(Tried(months, error, len(origins)))
    return tried


def best_window(tried: list[Tried]) -> int | None:
    """Return the window with the least error; all cases where none could be tried, or none is better."""
    known = [one for one in tried if not np.isnan(one.error) and one.origins > 0]
    if not known or len({one.origins for one in known}) > 1:
        return None
    return min(known, key=lambda one: one.error).months


def _error(cases: Cases, months: int | None, origin: int) -> float | None:
    cut = cases.end - round(origin * _MONTH * DAY_S)
    if cut <= cases.begun.min():
        return None
    before = cases.as_known_at(cut)
    before = before.take(before.begun >= window_start(before, months))
    behind = cases.take(cases.begun >= cut)
    forecast, came = _sample(before), _sample(behind)
    if len(forecast[0]) < LEAST_BEFORE or len(came[0]) < LEAST_BEHIND:
        return None
    return distance(forecast[0], came[0], forecast[1], came[1]) / weighted_mean(*came)


def _sample(cases: Cases) -> tuple[Floats, Floats]:
    days, weights = elapsed_days(cases), weights_of(cases.begun, cases.decided, cases.end)
    known = ~np.isnan(days)
    return days[known], weights[known]
