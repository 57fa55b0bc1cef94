"""How sure the figures of a log are: cases are drawn again, each draw is fitted, and the figures spread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.logs.censoring import weights_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.milestones import Cases

    Floats = NDArray[np.float64]

DRAWS = 400
CONFIDENCE = 0.95
_STREAM = 0x6C6F67


@dataclass(frozen=True)
class Bounds:
    """A figure with its interval."""

    value: float
    low: float
    high: float

    @property
    def range(self) -> tuple[float, float]:
        """The interval, which holds the value."""
        return min(self.low, self.value), max(self.high, self.value)


def draws_of(size: int, seed: int, draws: int = DRAWS) -> NDArray[np.int64]:
    """Return the cases of each draw: shape (draws, size)."""
    stream = np.random.Generator(np.random.Philox(key=(_STREAM << 64) + seed))
    return stream.integers(0, size, size=(draws, size))


def weights_again(cases: Cases, draws: NDArray[np.int64]) -> Floats:
    """Return the weights of the cases of each draw, of the draw's own censoring."""
    return np.stack([weights_of(cases.begun[rows], cases.decided[rows], cases.end) for rows in draws])


def percentile_bounds(value: float, drawn: Floats, confidence: float = CONFIDENCE) -> Bounds:
    """Return the interval between two quantiles of what was drawn."""
    known = drawn[np.isfinite(drawn)]
    if not len(known):
        return Bounds(value, value, value)
    tail = (1 - confidence) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return Bounds(value, float(low), float(high))


def mean_bounds(
    values: Floats, weights: Floats, draws: NDArray[np.int64], drawn_weights: Floats, confidence: float = CONFIDENCE
) -> Bounds:
    """Return the interval of a weighted mean by the studentised bootstrap, which knows that times are skewed.

    Parameters
    ----------
    values, weights : ndarray of float64
        The sample, by case; a case with weight 0 may have any value.
    draws, drawn_weights : ndarray
        The cases of each draw, and their weights there.

    Notes
    -----
    Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch. 12: each draw gives (mean - the mean of all) over
    its own standard error; the quantiles of that, turned round, give the interval.
    """
    clean = np.where(weights > 0, values, 0.0)
    mean, error = _mean_and_error(clean[None, :], weights[None, :])
    drawn_mean, drawn_error = _mean_and_error(clean[draws], drawn_weights)
    usable = np.isfinite(drawn_mean) & (drawn_error > 0)
    if not usable.any() or not error[0] > 0:
        return Bounds(float(mean[0]), float(mean[0]), float(mean[0]))
    pivots = (drawn_mean[usable] - mean[0]) / drawn_error[usable]
    tail = (1 - confidence) / 2
    low, high = np.quantile(pivots, [tail, 1 - tail])
    return Bounds(float(mean[0]), float(mean[0] - high * error[0]), float(mean[0] - low * error[0]))


def _mean_and_error(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return weighted means by row, and their standard errors as ratios of sums."""
    total = weights.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (values * weights).sum(axis=1) / total
        rest = weights * (values - mean[:, None])
        return mean, np.sqrt((rest**2).sum(axis=1)) / total


def share_bounds(share: float, size: float, confidence: float = CONFIDENCE) -> Bounds:
    """Return the interval of a share of so many independent cases (Wilson, 1927)."""
    if not size > 0 or np.isnan(share):
        return Bounds(share, 0.0, 1.0)
    low, high = share_ends(np.array(share), np.array(size), confidence)
    return Bounds(share, float(low), float(high))


def share_ends(share: Floats, size: Floats, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    """Return the ends of the intervals of shares, each of so many independent cases."""
    from scipy.special import ndtri

    z = float(ndtri((1 + confidence) / 2))
    middle = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * np.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)


def effective_size(weights: Floats, holds: NDArray[np.bool_]) -> float:
    """Return how many independent cases a weighted sample is worth where a share of it is asked for.

    Parameters
    ----------
    weights : ndarray of float64
        Of each case.
    holds : ndarray of bool
        What the share is of: where that holds of a few cases whose weights are large, as of the slowest of a log that
        ends, the sample tells less of it than of other shares.
    """
    total = float(weights.sum())
    if not total > 0:
        return 0.0
    share = np.array(weights[holds].sum() / total)
    return float(_worth(share, np.array((weights**2)[holds].sum()), np.array((weights**2).sum()), total))


def sizes_by_place(weights: Floats) -> tuple[Floats, Floats]:
    """Return for each place of a sorted sample the share up to it, and how many cases the sample is worth for that."""
    total, squares = weights.sum(), np.cumsum(weights**2)
    share = np.minimum(np.cumsum(weights) / total, 1.0)
    return share, _worth(share, squares, squares[-1], total)


def _worth(share: Floats, inside: Floats, squares: Floats, total: float) -> Floats:
    """Return how many cases would give a share the variance that it has as a ratio of sums.

    Notes
    -----
    Cochran, Sampling Techniques, 1977, ch. 6. `inside` and `squares` are sums of squared weights: of the cases that are
    meant, and of all. Where all or none are meant, Kish's number is what remains of it.
    """
    variance = (inside * (1 - share) ** 2 + (squares - inside) * share**2) / total**2
    spread = share * (1 - share)
    is_mixed = (spread > 1e-12) & (variance > 0)
    return np.where(is_mixed, spread / np.where(is_mixed, variance, 1.0), total**2 / squares)


def rate_bounds(by_week: NDArray[np.int64], per_day: float, confidence: float = CONFIDENCE) -> Bounds:
    """Return the interval of a daily rate from weekly numbers, as independent weeks give it, on a logarithmic scale."""
    from scipy.special import stdtrit

    weeks = len(by_week)
    mean = float(by_week.mean()) if weeks else 0.0
    if weeks < 2 or mean <= 0:
        return Bounds(per_day, per_day, per_day)
    error = max(float(by_week.std(ddof=1)), np.sqrt(mean)) / np.sqrt(weeks) / mean
    spread = float(np.exp(stdtrit(weeks - 1, (1 + confidence) / 2) * error))
    return Bounds(per_day, per_day / spread, per_day * spread)


def drawn_figures(
    figure: Callable[[NDArray[np.int64], Floats], Floats], draws: NDArray[np.int64], again: Floats
) -> Floats:
    """Return figures of each draw: shape (draws, figures)."""
    return np.stack([figure(rows, weights) for rows, weights in zip(draws, again, strict=True)])
