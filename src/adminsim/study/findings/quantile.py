"""Quantiles of the cases of all replications together, with intervals from replications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from adminsim.study.findings.estimate import NOTHING, Estimate, Sample, effective_cases, estimate, weighed

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Quantile:
    """A quantile of one system.

    Attributes
    ----------
    estimate : Estimate
        The quantile with its interval.
    sample : Sample
        Values by replication whose mean it is and whose spread gives an interval as long, to be paired with another.
    is_known : bool
        Whether there is such a spread; else only the interval tells how uncertain it is.
    """

    estimate: Estimate
    sample: Sample
    is_known: bool


@dataclass(frozen=True)
class Pool:
    """The times of all cases of some replications.

    Attributes
    ----------
    times : sequence of ndarray
        The times of each replication in ascending order.
    unfinished : ndarray of int64
        How many cases of each have no time, and are above every quantile.
    """

    times: Sequence[NDArray[np.int32]]
    unfinished: NDArray[np.int64]

    @cached_property
    def _every(self) -> NDArray[np.int32]:
        return np.sort(np.concatenate(self.times)) if self.times else np.zeros(0, dtype=np.int32)

    @cached_property
    def _cases(self) -> NDArray[np.int64]:
        return np.array([len(times) for times in self.times], dtype=np.int64) + self.unfinished

    @cached_property
    def _is_same(self) -> bool:
        """Whether the replications that have cases have the very same times."""
        having = np.flatnonzero(self._cases).tolist()
        return all(
            np.array_equal(self.times[one], self.times[having[0]])
            and self.unfinished[one] == self.unfinished[having[0]]
            for one in having
        )

    def quantile(self, share: float, confidence: float) -> Quantile:
        """Return the time that a share of the cases take at most.

        Notes
        -----
        The least time x that at least that share p of all cases together take at most. Its interval is that of
        Woodruff (1952), Confidence intervals for medians and other position measures: from the quantile of p - e to
        that of p + e, where e is the half-width with which replications tell the share of cases that take at most x. It
        ends nowhere where p + e is above all that was seen.
        """
        from scipy.special import ndtri

        number = int(self._cases.sum())
        if not number:
            return Quantile(NOTHING, Sample(np.full(len(self._cases), np.nan), np.zeros(len(self._cases))), False)
        value = self._at(int(np.ceil(np.round(share * number, 6))))
        if self._is_same:
            return Quantile(Estimate(value, value, value), Sample.of(np.full(len(self._cases), value)), True)
        below = np.array([np.searchsorted(times, value, side="right") for times in self.times])
        within = Sample(below / np.maximum(self._cases, 1), self._cases.astype(float))
        away = float(ndtri(0.5 + confidence / 2)) * np.sqrt(share * (1 - share) / effective_cases(within, confidence))
        low, high = share - away, share + away
        found = Estimate(
            value, self._at(int(np.floor(low * number))) if low > 0 else 0.0, self._at(int(np.floor(high * number)) + 1)
        )
        slope = (found.high - found.low) / (2 * away)
        deviations = within.by_replication - within.mean
        is_known = bool(np.isfinite(slope) and (deviations.any() or not slope))
        spread = value - slope * deviations if is_known else np.full(len(below), value)
        return Quantile(found, Sample(spread, within.counted.astype(float)), is_known)

    def _at(self, rank: int) -> float:
        """Return the time at a rank, from 1: nothing takes less than none, and what is not finished has no time."""
        if rank < 1:
            return 0.0
        return float(self._every[rank - 1]) if rank <= len(self._every) else float("inf")


def cut_of(before: Quantile, after: Quantile, confidence: float) -> Estimate:
    """Return the cut of a quantile, paired by replication where both have a spread."""
    first, second = before.estimate, after.estimate
    if not np.isfinite([first.mean, second.mean]).all():
        return NOTHING if np.isnan([first.mean, second.mean]).any() or first.mean == second.mean else _open(first.mean)
    if before.is_known and after.is_known:
        paired = estimate(weighed(before.sample, after.sample), confidence)
        return Estimate(first.mean - second.mean, paired.low, paired.high)
    return Estimate(first.mean - second.mean, first.low - second.high, first.high - second.low)


def _open(before: float) -> Estimate:
    """Return the cut where one of both quantiles lies beyond the end of the run."""
    end = float("inf") if np.isinf(before) else -float("inf")
    return Estimate(end, end, end)
