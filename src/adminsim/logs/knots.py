"""A sample as a few quantiles with straight lines between them, so drawn that its mean stays what it is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

KNOTS = 21
"""Quantiles 0, 0.05 ... 1."""


def knots_of(values: Floats, weights: Floats, count: int = KNOTS) -> Floats:
    """Return `count` quantiles at equal distances whose straight lines are nearest to those of a sample.

    Parameters
    ----------
    values, weights : ndarray of float64
        The sample; no value is negative.
    count : int
        How many.

    Returns
    -------
    ndarray of float64
        Not falling. The mean of the lines is the mean of the sample.

    Notes
    -----
    Plain quantiles would draw the last line to the largest value and so invent time; least squares on the quantile
    function, with knots that do not fall, keeps the mean.
    """
    from scipy.optimize import nnls

    order = np.argsort(values, kind="stable")
    sample, share = values[order], weights[order] / weights.sum()
    mean = float(sample @ share)
    if mean <= 0 or sample[0] == sample[-1]:
        return np.full(count, mean)
    fine = 20 * (count - 1)
    target = _bin_means(sample, np.cumsum(share), fine)
    found, _ = nnls(_basis(count, fine), target / mean)
    knots = np.cumsum(found)
    return knots * mean / mean_of(knots)


@lru_cache(4)
def _basis(count: int, fine: int) -> Floats:
    """Return the lines that knots are sums of: each knot is all rises before it, the first column the first knot."""
    place = (np.arange(fine) + 0.5) / fine * (count - 1)
    rises = np.clip(place[:, None] - np.arange(count - 1)[None, :], 0.0, 1.0)
    return np.column_stack([np.ones(fine), rises])


def _bin_means(sample: Floats, cumulative: Floats, bins: int) -> Floats:
    """Return the mean of a sample's quantile function over equal parts of [0, 1]."""
    below = np.concatenate(([0.0], cumulative / cumulative[-1]))
    area = np.concatenate(([0.0], np.cumsum(sample * np.diff(below))))
    return np.diff(np.interp(np.linspace(0, 1, bins + 1), below, area)) * bins


def mean_of(knots: Floats) -> float:
    """Return the mean of the straight lines through knots at equal distances."""
    return float((knots[1:] + knots[:-1]).mean() / 2)
