"""Lengths of time by quantile, compiled by Numba: for who draws outside of Python, as the page does.

`adminsim.model.families` draws the same lengths with what NumPy and SciPy have of logarithms and of the normal
distribution, which differ from machine to machine in the last digit. Here everything is made of sums, products,
quotients and roots, which are the same everywhere; in whole seconds both are equal.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

from adminsim.engine.masks import firsts
from adminsim.model.families import Erlang, Exponential, Gamma, Lognormal, Triangular, Uniform, Weibull
from adminsim.model.gamma import HIGHEST, INTERVALS, LOWEST, cubics_of
from adminsim.model.measured import Empirical, Quantiles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from adminsim.model.distribution import Distribution
    from adminsim.model.duration import Duration

UNIFORM, TRIANGULAR, EXPONENTIAL, LOGNORMAL, WEIBULL, GAMMA, EMPIRICAL, QUANTILES = range(8)
SHARES = np.concatenate((np.arange(2048) / 2048, 1.0 - 0.5 ** np.arange(11.0, 54.0)[1:]))
"""Between which quantiles a mixture, whose own would have to be searched for, is drawn on straight lines."""


class Lengths(NamedTuple):
    """The distributions of a program: of each its family, and where its figures begin; `first` has one more entry."""

    family: np.ndarray
    first: np.ndarray
    figures: np.ndarray


def lengths_of(distributions: Iterable[Duration], workday_s: float) -> Lengths:
    """Return distributions as they are drawn here."""
    each = [_told(one.distribution, workday_s) for one in distributions]
    return Lengths(
        np.array([family for family, _ in each], dtype=np.int64),
        firsts([len(figures) for _, figures in each]),
        np.array([figure for _, figures in each for figure in figures], dtype=np.float64),
    )


def _told(one: Distribution, workday_s: float) -> tuple[int, list[float]]:
    """Return the family of a distribution and its figures."""
    match one:
        case Uniform() | Triangular():
            family = UNIFORM if isinstance(one, Uniform) else TRIANGULAR
            return family, [time.seconds(workday_s) for time in one.times()]
        case Exponential():
            return EXPONENTIAL, [one.mean.seconds(workday_s)]
        case Lognormal():
            return LOGNORMAL, list(one.log_moments(workday_s))
        case Weibull():
            return WEIBULL, [one.scale_s(workday_s), 1.0 / one.shape.value]
        case Gamma() | Erlang():
            cubics = np.column_stack(cubics_of(one.shape)).ravel()
            return GAMMA, [one.mean.seconds(workday_s) / one.shape, *cubics.tolist()]
        case Empirical():
            return EMPIRICAL, _pair(*one.steps(workday_s))
        case Quantiles():
            return QUANTILES, _pair(*one.curve(workday_s))
    return QUANTILES, _pair(SHARES, one.quantile(SHARES, workday_s))


def _pair(one: NDArray[np.float64], other: NDArray[np.float64]) -> list[float]:
    return [*one.tolist(), *other.tolist()]


LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
"""The logarithm of 2 in two parts, of which a few hundred times the first is exact."""
LOG_TERMS, EXP_TERMS = 12, 14
"""How many terms of each series it takes until the next one is below the last digit."""
ROOT_HALF = math.sqrt(0.5)
CENTRE = (
    (
        2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
        1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0,
    ),
    (
        5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
        5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0,
    ),
)  # fmt: skip
TAIL = (
    (
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
        3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0,
    ),
    (
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0,
    ),
)  # fmt: skip
FAR = (
    (
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0,
    ),
    (
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0,
    ),
)  # fmt: skip
"""The coefficients of a quotient of two polynomials, of the highest power first."""


@njit
def log(x):  # type: ignore[no-untyped-def]
    """Return the natural logarithm of a number above 0 that is not tiny.

    With x = 2^k m and m near 1 it is k ln 2 + 2 artanh(f) for f = (m - 1) / (m + 1), whose series is short.
    """
    bits = np.float64(x).view(np.int64)
    k = (bits >> 52) - 1023
    m = np.int64((bits & ((1 << 52) - 1)) | (1023 << 52)).view(np.float64)
    if m > 2.0 * ROOT_HALF:
        m, k = 0.5 * m, k + 1
    f = (m - 1.0) / (m + 1.0)
    square, found = f * f, 0.0
    for term in range(LOG_TERMS, 0, -1):
        found = (found + 1.0 / (2 * term + 1)) * square
    return k * LN2_HIGH + (2.0 * f + (2.0 * f * found + k * LN2_LOW))


@njit
def exp(x):  # type: ignore[no-untyped-def]
    """Return e to the power of a number: 2^k times the series of what is left over."""
    if x < -700.0:
        return 0.0
    x = min(x, 700.0)
    k = np.floor(x / LN2_HIGH + 0.5)
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    found = 1.0
    for term in range(EXP_TERMS, 0, -1):
        found = 1.0 + found * r / term
    return found * np.int64((np.int64(k) + 1023) << 52).view(np.float64)


@njit
def normal(u):  # type: ignore[no-untyped-def]
    """Return a quantile of the standard normal distribution (Wichura 1988, Algorithm AS 241, PPND16)."""
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * _ratio(r, CENTRE)
    r = np.sqrt(-log(u if q <= 0.0 else 1.0 - u))
    found = _ratio(r - 1.6, TAIL) if r <= 5.0 else _ratio(r - 5.0, FAR)
    return -found if q < 0.0 else found


@njit
def _ratio(r, of):  # type: ignore[no-untyped-def]
    above, below = 0.0, 0.0
    for place in range(8):
        above = above * r + of[0][place]
        below = below * r + of[1][place]
    return above / below


@njit
def _gap(values, first, last, wanted):  # type: ignore[no-untyped-def]
    """Return the first position in [first, last) whose value is above `wanted`, else `last`."""
    while first < last:
        middle = (first + last) >> 1
        if values[middle] > wanted:
            last = middle
        else:
            first = middle + 1
    return first


@njit
def _gamma(u, figures, first):  # type: ignore[no-untyped-def]
    """Return a quantile from a table of cubics; see `adminsim.model.gamma`."""
    w = max((log(-log(1.0 - u)) - LOWEST) * (INTERVALS / (HIGHEST - LOWEST)), 0.0)
    place = np.int64(w)
    w -= place
    at = first + 1 + 4 * place
    return exp(figures[at] + w * (figures[at + 1] + w * (figures[at + 2] + w * figures[at + 3]))) * figures[first]


@njit
def quantiles(family, figures, first, last, u, since, until):  # type: ignore[no-untyped-def]
    """Put the lengths of one distribution in the place of uniforms from `since` to `until`."""
    size = (last - first) >> 1
    for place in range(since, until):
        v = u[place]
        if family == LOGNORMAL:
            u[place] = exp(normal(v) * figures[first + 1] + figures[first]) if v > 0.0 else 0.0
        elif family == EXPONENTIAL:
            u[place] = -log(1.0 - v) * figures[first]
        elif family == UNIFORM:
            u[place] = figures[first] + (figures[first + 1] - figures[first]) * v
        elif family == TRIANGULAR:
            low, mode, high = figures[first], figures[first + 1], figures[first + 2]
            if v * (high - low) < mode - low:
                u[place] = low + np.sqrt(v * (high - low) * (mode - low))
            else:
                u[place] = high - np.sqrt((1.0 - v) * (high - low) * (high - mode))
        elif family == WEIBULL:
            u[place] = figures[first] * exp(log(-log(1.0 - v)) * figures[first + 1]) if v > 0.0 else 0.0
        elif family == GAMMA:
            u[place] = _gamma(v, figures, first) if v > 0.0 else 0.0
        elif family == EMPIRICAL:
            u[place] = figures[_gap(figures, first + size, last, v) - size]
        else:
            at = min(_gap(figures, first, first + size, v), first + size - 1) - 1
            low, rise = figures[at + size], figures[at + 1 + size] - figures[at + size]
            u[place] = rise / (figures[at + 1] - figures[at]) * (v - figures[at]) + low
