"""Estimates with intervals, from replication values only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Estimate:
    """An expected value with its confidence interval.

    Attributes
    ----------
    mean : float
        What is estimated: a mean, a share or a quantile.
    low, high : float
        Ends of the interval; equal to the mean where there are fewer than two values.
    """

    mean: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Half the length of the interval."""
        return (self.high - self.low) / 2


NOTHING = Estimate(float("nan"), float("nan"), float("nan"))
"""What is known of a figure that no replication has."""


@dataclass(frozen=True)
class Sample:
    """One figure by replication, and what each of them weighs.

    Attributes
    ----------
    values : ndarray of float64
        The mean or share in each replication; not a number where there is nothing to take it over.
    over : ndarray of float64
        Over how many cases, visits or hours it was taken; 1 for a figure of the whole year.
    """

    values: NDArray[np.float64]
    over: NDArray[np.float64]

    @classmethod
    def of(cls, values: ArrayLike, over: ArrayLike | None = None) -> Sample:
        """Return a sample from anything like arrays; without `over` all replications weigh the same."""
        found = np.asarray(values, dtype=float)
        return cls(found, np.ones(len(found)) if over is None else np.asarray(over, dtype=float))

    @property
    def counted(self) -> NDArray[np.bool_]:
        """Which replications have the figure at all."""
        found: NDArray[np.bool_] = self.over > 0
        return found

    @cached_property
    def mean(self) -> float:
        """The figure over all replications: the ratio of the sums."""
        values, over = self.values[self.counted], self.over[self.counted]
        if not len(values):
            return float("nan")
        if (over == over[0]).all():
            return float(values.mean())
        return float((values * over).sum() / over.sum())

    @cached_property
    def by_replication(self) -> NDArray[np.float64]:
        """Values whose mean is `mean` and whose spread is its jackknife error, so that they can be added and paired.

        Notes
        -----
        Without replication i the ratio R of sums is R_i = R - w_i (x_i - R) / (W - w_i), with its value x_i, weight w_i
        and the sum W of weights. The value is R + (n - 1) (mean of all R_j - R_i), for the n replications that weigh
        something, and R for the others. Where all weigh the same it is x_i itself.
        """
        counted, mean = self.counted, self.mean
        values, over = self.values[counted], self.over[counted]
        if not len(values) or not np.isfinite(mean):
            return np.full(len(self.values), mean)
        found = np.full(len(self.values), mean)
        if (over == over[0]).all():
            found[counted] = values
            return found
        away = over * (values - mean) / (over.sum() - over)
        found[counted] = mean + (len(values) - 1) * (away - away.mean())
        return found


def estimate(values: ArrayLike | Sample, confidence: float = 0.95) -> Estimate:
    """Estimate an expected value from independent replication values.

    Parameters
    ----------
    values : array_like of float, or Sample
        One value for each replication; those that are not finite make the estimate so. Of a sample the ratio of sums is
        estimated, and replications that weigh nothing are left out.
    confidence : float
        Confidence level.

    Notes
    -----
    mean +/- t * s / sqrt(n) with n - 1 degrees of freedom; see Law (2015), Simulation Modeling and Analysis, 9.4.1. For
    a ratio of sums s / sqrt(n) is the error of the jackknife; see Miller (1974), The jackknife: a review.
    """
    from scipy.special import stdtrit

    of = values if isinstance(values, Sample) else Sample.of(values)
    mean, sample = of.mean, of.by_replication[of.counted]
    if len(sample) < 2 or not np.isfinite(mean):
        return Estimate(mean, mean, mean)
    half = float(stdtrit(len(sample) - 1, 0.5 + confidence / 2) * sample.std(ddof=1) / np.sqrt(len(sample)))
    return Estimate(mean, mean - half, mean + half)


def estimate_amount(values: ArrayLike | Sample, confidence: float = 0.95) -> Estimate:
    """Estimate what is never below nothing, a time, a count or a cost: nor does its interval go there.

    Parameters are those of `estimate`; a figure that is negative in some replication is estimated as there.
    """
    of = values if isinstance(values, Sample) else Sample.of(values)
    found = estimate(of, confidence)
    if (of.values[of.counted] < 0).any():
        return found
    return Estimate(found.mean, max(found.low, 0.0) if np.isfinite(found.low) else found.low, found.high)


def weighed(before: Sample, after: Sample, of_before: float = 1.0, of_after: float = -1.0) -> Sample:
    """Return a sum of two figures of the same replications, each times a number: by default the paired cut.

    A replication counts where it has either figure; where one of the two is not defined at all, neither is the sum.
    """
    with np.errstate(invalid="ignore"):
        values = of_before * before.by_replication + of_after * after.by_replication
    return Sample(values, np.asarray(before.counted | after.counted, dtype=float))


def estimate_share(shares: Sample, confidence: float = 0.95) -> Estimate:
    """Estimate a share, with an interval that stays between 0 and 1.

    Parameters
    ----------
    shares : Sample
        The share in each replication, from 0 to 1, and of how many cases.
    confidence : float
        Confidence level.

    Notes
    -----
    Wilson's score interval, (p - q)^2 <= z^2 q (1 - q) / m, of which the number m of cases is the one that would make
    cases independent of each other as uncertain as the replications say: p (1 - p) / s^2, with the jackknife's error s,
    times (z / t)^2 for the degrees of freedom that s has, and no more than there are cases. Where all replications have
    the same share, s tells nothing and m is the number of cases: that none of 6,000 was late leaves up to 0.06 %. See
    Korn and Graubard (1998), Confidence intervals for proportions with small expected number of positive counts, and
    Franco, Little, Louis and Slud (2019), Comparative study of confidence intervals for proportions in complex surveys.
    """
    from scipy.special import ndtri

    if not np.isfinite(shares.mean):
        return NOTHING
    part = float(ndtri(0.5 + confidence / 2)) ** 2 / effective_cases(shares, confidence)
    share = min(max(shares.mean, 0.0), 1.0)
    middle = (share + part / 2) / (1 + part)
    half = float(np.sqrt(part * share * (1 - share) + part**2 / 4)) / (1 + part)
    low, high = max(middle - half, 0.0), min(middle + half, 1.0)
    return Estimate(share, 0.0 if share == 0 else low, 1.0 if share == 1 else high)


def effective_cases(shares: Sample, confidence: float) -> float:
    """Return how many independent cases would tell a share as well as some replications do; see `estimate_share`."""
    from scipy.special import ndtri, stdtrit

    share, sample = shares.mean, shares.by_replication[shares.counted]
    cases = float(shares.over.sum())
    error = float(sample.std(ddof=1) / np.sqrt(len(sample))) if len(sample) > 1 else 0.0
    if not error > 0 or not 0 < share < 1:
        return cases
    level = 0.5 + confidence / 2
    return min(cases, share * (1 - share) / error**2 * float(ndtri(level) / stdtrit(len(sample) - 1, level)) ** 2)
