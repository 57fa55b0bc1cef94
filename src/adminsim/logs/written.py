"""Fitted figures as a baseline writes them: with their interval as range, and where they come from as source."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.bootstrap import Bounds

    Floats = NDArray[np.float64]

DIGITS = 6
DAY_S = 86400


@dataclass(frozen=True)
class Source:
    """Where figures come from: the file, by its hash, and the window.

    Attributes
    ----------
    sha256 : str
        Hash of the file.
    first, end : int
        The window, in seconds since 1970.
    """

    sha256: str
    first: int
    end: int

    def text(self, n: int) -> str:
        """Return it in one line, for a figure that rests on `n` cases."""
        first, last = (dt.datetime.fromtimestamp(at, dt.UTC).date() for at in (self.first, self.end - 1))
        return f"log sha256:{self.sha256[:12]}, {first} to {last}, n = {n}"


def number(bounds: Bounds, source: str, least: float = 0.0, most: float | None = None) -> dict[str, Any]:
    """Return a number with its range and its source, as it stands in a file."""
    low, high = bounds.range
    kept = [_rounded(min(max(one, least), most if most is not None else one)) for one in (bounds.value, low, high)]
    value = kept[0]
    return {"value": value, "range": [min(kept[1], value), max(kept[2], value)], "source": source}


def times(knots: Floats, low: Floats, high: Floats, workday_s: float | None, source: str) -> dict[str, Any]:
    """Return quantiles as a duration.

    Parameters
    ----------
    knots, low, high : ndarray of float64
        Quantiles at equal distances in seconds, and the ends of their ranges.
    workday_s : float or None
        Official seconds of a working day, for working time; None for the calendar.
    source : str
        Where they come from.
    """
    unit, size = ("d", DAY_S) if workday_s is None else ("WD", workday_s)
    if knots[-1] <= 0:
        return {"fixed": f"0 {unit}", "source": source}
    low, high = np.minimum(np.maximum.accumulate(low), knots), np.maximum(np.maximum.accumulate(high), knots)
    values = [
        {"value": _span(one / size, unit), "range": [_span(least / size, unit), _span(most / size, unit)]}
        for one, least, most in zip(knots, low, high, strict=True)
    ]
    return {"quantiles": {"values": values}, "source": source}


def _span(amount: float, unit: str) -> str:
    return f"{_rounded(amount):.10g} {unit}"


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
