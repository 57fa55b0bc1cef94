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


def estimate(values: ArrayLike, confidence: float = 0.95, within: tuple[float, float] | None = None) -> Estimate:
    """Estimate a mean from independent replication values.

    Parameters
    ----------
    values : array_like of float
        One value for each replication; those that are not finite make the estimate so.
    confidence : float
        Confidence level.
    within : (float, float), optional
        Bounds that the interval is cut to, such as (0, 1) for a share.

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
    low, high = mean - half, mean + half
    if within is not None:
        low, high = max(low, within[0]), min(high, within[1])
    return Estimate(mean, low, high)
