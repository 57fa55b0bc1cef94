"""Estimates with intervals, from replication values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Estimate:
    """A mean over replications with its confidence interval.

    Attributes
    ----------
    mean : float
        Mean of the replication values.
    low, high : float
        Ends of the interval (Student's t); equal to the mean where there are fewer than two values.
    """

    mean: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Half the length of the interval."""
        return (self.high - self.low) / 2


def estimate(values: ArrayLike, confidence: float = 0.95) -> Estimate:
    """Estimate a mean from independent replication values.

    Parameters
    ----------
    values : array_like of float
        One value for each replication; those that are not finite make the estimate so.
    confidence : float
        Confidence level.

    Notes
    -----
    mean +/- t * s / sqrt(n) with n - 1 degrees of freedom; see Law (2015), Simulation Modeling and Analysis, 9.4.1.
    """
    from scipy.special import stdtrit

    sample = np.asarray(values, dtype=float)
    if not len(sample):
        return Estimate(float("nan"), float("nan"), float("nan"))
    mean = float(sample.mean())
    if len(sample) < 2 or not np.isfinite(mean):
        return Estimate(mean, mean, mean)
    half = float(stdtrit(len(sample) - 1, 0.5 + confidence / 2) * sample.std(ddof=1) / np.sqrt(len(sample)))
    return Estimate(mean, mean - half, mean + half)


def estimate_share(values: ArrayLike, confidence: float = 0.95) -> Estimate:
    """Estimate a share from its values by replication, with an interval that stays between 0 and 1.

    Parameters
    ----------
    values : array_like of float
        The share in each replication, from 0 to 1.
    confidence : float
        Confidence level.

    Notes
    -----
    The interval of `estimate` on the scale of log odds, its half-width there by the delta method divided by p (1 - p),
    and back. Near 0 and 1 it is longer towards the middle, as the share itself is spread. Where all replications have
    the same share it is a point.
    """
    from scipy.special import expit, logit

    plain = estimate(values, confidence)
    if not 0 < plain.mean < 1 or not plain.half_width:
        return plain
    middle, half = logit(plain.mean), plain.half_width / (plain.mean * (1 - plain.mean))
    return Estimate(plain.mean, float(expit(middle - half)), float(expit(middle + half)))
