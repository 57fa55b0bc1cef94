"""Whether a target is met, as far as the replications tell."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from adminsim.model.target import Count, Cut, Direction, Share, Target, Within
from adminsim.study.findings.estimate import Estimate, estimate, estimate_share

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Verdict(StrEnum):
    """What the interval says about a target."""

    MET = "met"
    MISSED = "missed"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Judgement:
    """A target held against the simulation.

    Attributes
    ----------
    target : Target
        The target.
    before, after : Estimate
        Its value in the baseline and under the reforms.
    judged : Estimate
        What the verdict is about: the share or mean after, or the change where the target is about a change.
    required : float
        What `judged` is held against.
    at_least : bool
        Whether it must be at least that, or at most.
    verdict : Verdict
        Met if the whole interval lies on the good side, missed if on the bad side.
    years_reached : float
        Share of the simulated years in which the target is reached.
    needed : float or None
        Where it is undecided, about how many replications would decide it; infinite where no number would.
    """

    target: Target
    before: Estimate
    after: Estimate
    judged: Estimate
    required: float
    at_least: bool
    verdict: Verdict
    years_reached: float
    needed: float | None


def judge(target: Target, before: NDArray[np.float64], after: NDArray[np.float64], confidence: float) -> Judgement:
    """Judge a target from its values by replication, before and after."""
    values, required, at_least = _held_against(target, before, after)
    is_share = isinstance(target, (Within, Share))
    of_values = estimate_share if is_share else estimate
    judged = of_values(values, confidence)
    reached = values >= required if at_least else values <= required
    verdict = _verdict(judged, required, at_least, isinstance(target, Direction))
    return Judgement(
        target=target,
        before=of_values(before, confidence),
        after=of_values(after, confidence),
        judged=judged,
        required=required,
        at_least=at_least,
        verdict=verdict,
        years_reached=float(np.mean(reached)),
        needed=deciding(judged, required, len(values), is_share) if verdict is Verdict.UNDECIDED else None,
    )


def deciding(judged: Estimate, required: float, replications: int, is_share: bool = False) -> float:
    """Return about how many replications would decide what so many leave undecided.

    Notes
    -----
    n (h / d)^2 for a half-width h and a distance d of the mean from what is required, of shares in log odds: as many
    as bring the end of the interval to the line, if mean and spread stay as they are. It is infinite where the mean
    lies on the line, or is not defined.
    """
    from scipy.special import logit

    ends = np.array([judged.mean, judged.low, judged.high, required])
    mean, low, high, line = logit(ends) if is_share else ends
    half, distance = (high - low) / 2, abs(mean - line)
    if not np.isfinite(half) or not distance:
        return math.inf
    return float(max(replications + 1, np.ceil(replications * (half / distance) ** 2)))


def _held_against(
    target: Target, before: NDArray[np.float64], after: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float, bool]:
    """Return the values that are judged, what they are held against, and whether they must be at least that."""
    if isinstance(target, Within):
        return after, target.share.value, True
    if isinstance(target, Share):
        return after, target.least.value, True
    if isinstance(target, Count):
        return after, target.most, False
    if isinstance(target, Cut):
        # At least the cut required is saved when (1 - by) * before - after >= 0: linear, so the interval is paired.
        return (1.0 - target.by) * before - after, 0.0, True
    assert isinstance(target, Direction)
    return (before - after if target.to == "lower" else after - before), 0.0, True


def _verdict(judged: Estimate, required: float, at_least: bool, strictly: bool) -> Verdict:
    """Return on which side the whole interval lies; where a change is asked for, none at all is on the bad side."""
    if not np.isfinite([judged.low, judged.high]).all():
        return Verdict.UNDECIDED
    low, high = (judged.low, judged.high) if at_least else (-judged.high, -judged.low)
    line = required if at_least else -required
    if low > line or (low == line and not strictly):
        return Verdict.MET
    is_bad = high < line or (low == high == line)
    return Verdict.MISSED if is_bad else Verdict.UNDECIDED
