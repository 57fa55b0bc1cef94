"""Whether a log tells of one and the same office throughout, and how its times answer to its load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.logs.censoring import distance, elapsed_days
from adminsim.logs.milestones import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.milestones import Cases

    Floats = NDArray[np.float64]

DAY_S = 86400
BLOCK_DAYS = 14
"""Cases of a fortnight stay together when they are shuffled: neighbours are alike."""
SHUFFLES = 499
UNLIKELY = 0.02
LARGE = 0.25
"""Distance of two halves, as a part of the mean, from which on they are two offices."""
LEAST = 40
FEW_BLOCKS = 6
_STREAM = 0x647269


@dataclass(frozen=True)
class Drift:
    """How a log changes.

    Attributes
    ----------
    is_stationary : bool
        Whether its halves tell of the same office.
    halves : float
        Distance W1 of the times of its two halves, as a part of the mean.
    p : float
        How often shuffled fortnights are as far apart.
    by_year : list of dict
        Year, cases, mean and median days of the decided, share decided.
    elasticity, low, high : float
        By how many per cent the time grows with one per cent more open cases, by week of submission, with its
        interval; NaN where the weeks are too few.
    """

    is_stationary: bool
    halves: float
    p: float
    by_year: list[dict[str, Any]]
    elasticity: float
    low: float
    high: float


def drift_of(cases: Cases) -> Drift:
    """Return how a log changes.

    Two times are looked at: from submission to decision, and from the first event of a case to its last. Cases are
    compared over the time for which all of them are known. A log is not stationary where either time differs between
    its halves by more than a quarter of the mean, and shuffled fortnights hardly ever do.
    """
    found = [_halves(cases, elapsed_days(cases)), _halves(cases, (cases.last - cases.opened) / DAY_S)]
    moved = [one for one in found if one[0] > LARGE and one[1] <= UNLIKELY]
    halves, p = moved[0] if moved else found[0]
    return Drift(not moved, halves, p, _by_year(cases), *_elasticity(cases))


def _restricted(cases: Cases, days: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Return the days until the decision, at most as many as all cases that are compared are known for."""
    known_for = (cases.end - cases.begun) / DAY_S
    if np.isnan(days).all():
        return np.empty(0), np.empty(0, dtype=np.int64)
    # Long enough for nine of ten decided cases, but no longer than four fifths of the cases are known for.
    reach = min(float(np.nanquantile(days, 0.9)), float(np.quantile(known_for, 0.2)))
    rows = np.flatnonzero(known_for >= reach)
    return np.minimum(np.where(np.isnan(days), reach, days), reach)[rows], rows


def _halves(cases: Cases, took: Floats) -> tuple[float, float]:
    """Return the distance of the times of two halves, as a part of the mean, and how unlikely it is by chance."""
    days, rows = _restricted(cases, took)
    block = cases.begun[rows] // (BLOCK_DAYS * DAY_S)
    blocks, index = np.unique(block, return_inverse=True)
    if len(days) < LEAST or len(blocks) < FEW_BLOCKS or days.mean() <= 0:
        return float("nan"), 1.0
    found = _apart(days, index < len(blocks) / 2)
    stream = np.random.Generator(np.random.Philox(key=_STREAM))
    shuffled = []
    for _ in range(SHUFFLES):
        is_first = np.zeros(len(blocks), dtype=np.bool_)
        is_first[stream.permutation(len(blocks))[: len(blocks) // 2]] = True
        shuffled.append(_apart(days, is_first[index]))
    p = (1 + sum(one >= found - 1e-12 for one in shuffled)) / (1 + SHUFFLES)
    return found, p


def _apart(days: Floats, is_first: NDArray[np.bool_]) -> float:
    if is_first.all() or not is_first.any():
        return 0.0
    return distance(days[is_first], days[~is_first]) / float(days.mean())


def _by_year(cases: Cases) -> list[dict[str, Any]]:
    years = cases.begun.astype("datetime64[s]").astype("datetime64[Y]").astype(int) + 1970
    days = elapsed_days(cases)
    rows = []
    for year in np.unique(years).tolist():
        mine = days[years == year]
        known = mine[~np.isnan(mine)]
        rows.append(
            {
                "year": year,
                "cases": len(mine),
                "decided": len(known) / len(mine),
                "mean": float(known.mean()) if len(known) else float("nan"),
                "median": float(np.median(known)) if len(known) else float("nan"),
            }
        )
    return rows


def _elasticity(cases: Cases) -> tuple[float, float, float]:
    """Return how the time grows with the number of open cases: a regression of logarithms over weeks."""
    from scipy.special import stdtrit

    nothing = (float("nan"),) * 3
    days, rows = _restricted(cases, elapsed_days(cases))
    if len(days) < LEAST:
        return nothing
    begun, closed = np.sort(cases.begun), np.sort(np.where(cases.decided == NEVER, cases.last, cases.decided))
    at = cases.begun[rows]
    still = np.searchsorted(begun, at, side="left") - np.searchsorted(closed, at, side="right")
    week = at // (7 * DAY_S)
    _, index = np.unique(week, return_inverse=True)
    count = np.bincount(index)
    load = np.bincount(index, weights=np.maximum(still, 0)) / count
    took = np.bincount(index, weights=days) / count
    usable = (load >= 1) & (took > 0)
    if usable.sum() < 20:
        return nothing
    x, y, w = np.log(load[usable]), np.log(took[usable]), count[usable].astype(float)
    x = x - (x * w).sum() / w.sum()
    y = y - (y * w).sum() / w.sum()
    spread = float((w * x * x).sum())
    if spread <= 1e-9:
        return nothing
    slope = float((w * x * y).sum() / spread)
    error = float(np.sqrt((w * (y - slope * x) ** 2).sum() / (len(x) - 2) / spread))
    half = float(stdtrit(len(x) - 2, 0.975)) * error
    return slope, slope - half, slope + half
