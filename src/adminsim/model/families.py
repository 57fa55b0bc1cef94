"""The families of distributions that a duration can have.

Methods are documented where `Distribution` declares them; times are in seconds.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Self

import numpy as np
from pydantic import Field, model_validator

from adminsim.model.distribution import AnyTime, Cv, Family, MeanTime, WeibullShape
from adminsim.model.gamma import gamma_quantile
from adminsim.model.problem import wrong
from adminsim.model.span import Length, Time

if TYPE_CHECKING:
    from adminsim.model.distribution import Floats


def ends_of(time: Time) -> tuple[Length, Length]:
    """Return the shortest and the longest that a time may be."""
    return time.range or (time.value, time.value)


def _check_order(family: Family, *names: str) -> None:
    # A study draws assumed values independently of each other, so the order must hold wherever they fall.
    for lower, upper in pairwise(names):
        top, bottom = ends_of(getattr(family, lower))[1], ends_of(getattr(family, upper))[0]
        if top.seconds(86400) > bottom.seconds(86400):
            raise wrong("model-not-ordered", lower=lower, upper=upper, top=str(top), bottom=str(bottom))
    top, bottom = ends_of(getattr(family, names[0]))[1], ends_of(getattr(family, names[-1]))[0]
    if top.seconds(86400) == bottom.seconds(86400):
        raise wrong("model-not-different", lower=names[0], upper=names[-1], value=str(top))


class Uniform(Family):
    """Any time between `low` and `high` alike."""

    low: AnyTime
    """The shortest time."""
    high: AnyTime
    """The longest time."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _check_order(self, "low", "high")
        return self

    def _ends_s(self, workday_s: float) -> tuple[float, float]:
        return self.low.seconds(workday_s), self.high.seconds(workday_s)

    def mean_s(self, workday_s: float) -> float:
        return sum(self._ends_s(workday_s)) / 2

    def sd_s(self, workday_s: float) -> float:
        low, high = self._ends_s(workday_s)
        return (high - low) / math.sqrt(12)

    def quantile(self, u: Floats, workday_s: float) -> Floats:
        low, high = self._ends_s(workday_s)
        return low + (high - low) * u

    def cdf(self, x: Floats, workday_s: float) -> Floats:
        low, high = self._ends_s(workday_s)
        return np.clip((x - low) / (high - low), 0.0, 1.0)


class Triangular(Family):
    """Between `low` and `high`, most often near `mode`."""

    low: AnyTime
    """The shortest time."""
    mode: AnyTime
    """The most frequent time."""
    high: AnyTime
    """The longest time."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _check_order(self, "low", "mode", "high")
        return self

    def _corners_s(self, workday_s: float) -> tuple[float, float, float]:
        return self.low.seconds(workday_s), self.mode.seconds(workday_s), self.high.seconds(workday_s)

    def mean_s(self, workday_s: float) -> float:
        return sum(self._corners_s(workday_s)) / 3

    def sd_s(self, workday_s: float) -> float:
        low, mode, high = self._corners_s(workday_s)
        return math.sqrt(((high - low) ** 2 - (mode - low) * (high - mode)) / 18)

    def quantile(self, u: Floats, workday_s: float) -> Floats:
        low, mode, high = self._corners_s(workday_s)
        rising = low + np.sqrt(u * (high - low) * (mode - low))
        falling = high - np.sqrt((1.0 - u) * (high - low) * (high - mode))
        return np.where(u * (high - low) < mode - low, rising, falling)

    def cdf(self, x: Floats, workday_s: float) -> Floats:
        low, mode, high = self._corners_s(workday_s)
        x = np.clip(x, low, high)
        # Where a side has no width, its branch is never taken; the 1 only keeps the division defined.
        rising = (x - low) ** 2 / ((high - low) * ((mode - low) or 1.0))
        falling = 1.0 - (high - x) ** 2 / ((high - low) * ((high - mode) or 1.0))
        return np.where(x < mode, rising, falling)


class _ByMean(Family):
    """A distribution with its mean as a parameter."""

    mean: MeanTime
    """The mean time."""

    def mean_s(self, workday_s: float) -> float:
        return self.mean.seconds(workday_s)


class Exponential(_ByMean):
    """Memoryless: many short times and a few long ones."""

    def sd_s(self, workday_s: float) -> float:
        return self.mean.seconds(workday_s)

    def quantile(self, u: Floats, workday_s: float) -> Floats:
        seconds = np.negative(u, out=np.empty(np.shape(u)))
        np.log1p(seconds, out=seconds)
        return np.multiply(seconds, -self.mean.seconds(workday_s), out=seconds)

    def cdf(self, x: Floats, workday_s: float) -> Floats:
        return -np.expm1(-np.maximum(x, 0.0) / self.mean.seconds(workday_s))


class _GammaShaped(_ByMean):
    """A gamma distribution by its mean and shape.

    Notes
    -----
    With shape k the scale is ``mean / k`` and the CV ``1 / sqrt(k)``
    (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, 1994, ch. 17).
    Quantiles are interpolated in a table, with a relative error below 1e-8 (`adminsim.model.gamma`).
    """

    @property
    @abstractmethod
    def shape(self) -> float:
        """The shape k."""

    def sd_s(self, workday_s: float) -> float:
        return self.mean.seconds(workday_s) / math.sqrt(self.shape)

    def quantile(self, u: Floats, workday_s: float) -> Floats:
        return gamma_quantile(self.shape, u) * (self.mean.seconds(workday_s) / self.shape)

    def cdf(self, x: Floats, workday_s: float) -> Floats:
        from scipy.special import gammainc

        scale_s = self.mean.seconds(workday_s) / self.shape
        return np.asarray(gammainc(self.shape, np.maximum(x, 0.0) / scale_s))


class Erlang(_GammaShaped):
    """The sum of `stages` equal exponential times."""

    stages: Annotated[int, Field(strict=True, ge=1, le=1000)]
    """The number of stages; more stages vary less."""

    @property
    def shape(self) -> float:
        return float(self.stages)


class Gamma(_GammaShaped):
    """A gamma distribution by its mean and coefficient of variation."""

    cv: Cv
    """Standard deviation over mean."""

    @property
    def shape(self) -> float:
        return self.cv.value**-2


class Lognormal(_ByMean):
    """A lognormal distribution by the mean and coefficient of variation of the time itself.

    Notes
    -----
    The logarithm of the time is normal with variance ``s2 = ln(1 + cv^2)`` and mean ``ln(mean) - s2 / 2``.
    Both follow from the lognormal's mean ``exp(mu + s2 / 2)`` and variance ``(exp(s2) - 1) exp(2 mu + s2)``
    (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, 1994, ch. 14).
    """

    cv: Cv
    """Standard deviation over mean, of the time itself."""

    def log_moments(self, workday_s: float) -> tuple[float, float]:
        """Return mean and standard deviation of the logarithm of the seconds."""
        variance = math.log1p(self.cv.value**2)
        return math.log(self.mean.seconds(workday_s)) - variance / 2, math.sqrt(variance)

    def sd_s(self, workday_s: float) -> float:
        return self.mean.seconds(workday_s) * self.cv.value

    def quantile(self, u: Floats, workday_s: float) -> Floats:
        from scipy.special import ndtri

        mu, sigma = self.log_moments(workday_s)
        seconds = ndtri(u, out=np.empty(np.shape(u)))
        np.multiply(seconds, sigma, out=seconds)
        np.add(seconds, mu, out=seconds)
        return np.exp(seconds, out=seconds)

    def cdf(self, x: Floats, workday_s: float) -> Floats:
        from scipy.special import ndtr

        mu, sigma = self.log_moments(workday_s)
        with np.errstate(divide="ignore"):
            return np.asarray(ndtr((np.log(np.maximum(x, 0.0)) - mu) / sigma))


class Weibull(_ByMean):
    """A Weibull distribution by its mean and shape.

    Notes
    -----
    With scale b, shape k and the gamma function G, the mean is ``b G(1 + 1/k)`` and the variance
    ``b^2 (G(1 + 2/k) - G(1 + 1/k)^2)``
    (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, 1994, ch. 21).
    """

    shape: WeibullShape
    """Below 1: a heavy tail; 1: exponential; about 3.6: nearly symmetric."""

    def scale_s(self, workday_s: float) -> float:
        """Return the scale b in seconds."""
        return self.mean.seconds(workday_s) / math.gamma(1 + 1 / self.shape.value)

    def sd_s(self, workday_s: float) -> float:
        k = self.shape.value
        log_of_one_plus_cv2 = math.lgamma(1 + 2 / k) - 2 * math.lgamma(1 + 1 / k)
        return self.mean.seconds(workday_s) * math.sqrt(math.expm1(log_of_one_plus_cv2))

    def quantile(self, u: Floats, workday_s: float) -> Floats:
        return np.asarray(self.scale_s(workday_s) * (-np.log1p(-u)) ** (1 / self.shape.value))

    def cdf(self, x: Floats, workday_s: float) -> Floats:
        # Far out the power overflows to infinity, which is the right limit.
        with np.errstate(over="ignore"):
            scaled = (np.maximum(x, 0.0) / self.scale_s(workday_s)) ** self.shape.value
        return np.asarray(-np.expm1(-scaled))
