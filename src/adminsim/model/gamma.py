"""The quantile of the gamma distribution from a table: a tenth of the time of computing each by itself."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from adminsim.model.distribution import Floats

GAMMA_ERROR = 1e-8
"""Bound on the relative error of `gamma_quantile`, for shapes from 0.0025 to 10^6 (a CV from 20 down to 0.001)."""
LOWEST, HIGHEST = -37.0, 4.0
"""The logarithms of exponential quantiles that uniforms of 53 bits can have lie in between."""
INTERVALS = 41 * 128
SMALLEST = 1e-30
"""Quantiles below follow from the first term of the series of the distribution function."""


def gamma_quantile(shape: float, u: Floats) -> Floats:
    """Return the quantiles of a gamma distribution with scale 1.

    The logarithm of the quantile is a smooth function of the logarithm of the exponential distribution's quantile,
    ``w = log(-log(1 - u))``: a straight line far to the left, nearly one far to the right. It is interpolated by cubics
    with exact values and slopes at equidistant points (Hermite; de Boor 1978, A Practical Guide to Splines, ch. IV).

    Parameters
    ----------
    shape : float
        The shape k.
    u : array of float64, any shape
        Uniforms in [0, 1), whole multiples of 2**-53.

    Returns
    -------
    array of float64, the shape of `u`
        Within `GAMMA_ERROR` of the exact value, relatively; 0 for u = 0. Each depends on its own u only.
    """
    flat = np.ravel(u)
    w = np.negative(flat)
    np.log1p(w, out=w)
    np.negative(w, out=w)
    with np.errstate(divide="ignore"):
        np.log(w, out=w)
    w -= LOWEST
    w *= INTERVALS / (HIGHEST - LOWEST)
    np.maximum(w, 0.0, out=w)
    place = w.astype(np.int64)
    w -= place
    value, slope, bend, twist = cubics_of(shape)
    found = twist[place]
    for coefficient in (bend, slope, value):
        found *= w
        found += coefficient[place]
    np.exp(found, out=found)
    found[flat == 0.0] = 0.0
    return found.reshape(np.shape(u))


@lru_cache(maxsize=64)
def cubics_of(shape: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the coefficients of the cubics on every interval, of the constant first."""
    from scipy.special import gammainccinv, gammaincinv, gammaln

    w = np.linspace(LOWEST, HIGHEST, INTERVALS + 1)
    exponential = np.exp(w)
    u = -np.expm1(-exponential)
    # Where u is hard to tell from 1, its complement is not.
    x = np.where(exponential > 1.0, gammainccinv(shape, np.exp(-exponential)), gammaincinv(shape, u))
    is_small = x < SMALLEST
    x = np.where(is_small, 1.0, x)
    height = np.where(is_small, (np.log(u) + gammaln(shape + 1.0)) / shape, np.log(x))
    density = np.exp(shape * np.log(x) - x - gammaln(shape))
    slope = np.where(is_small, exponential / (np.expm1(exponential) * shape), np.exp(w - exponential) / density)
    slope = slope * (w[1] - w[0])
    rise, left, right = np.diff(height), slope[:-1], slope[1:]
    return height[:-1], left, 3.0 * rise - 2.0 * left - right, left + right - 2.0 * rise
