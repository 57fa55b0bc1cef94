"""Whether a target is met, as far as the replications tell."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from adminsim.model.target import Count, Cut, Direction, Share, Target, Within
from adminsim.study.findings.estimate import Estimate, Sample, estimate, estimate_share, weighed

if TYPE_CHECKING:
    from collections.abc import Callable


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
        Share of the simulated years that have cases of it in which the target is reached; not a number where none has.
    years : int
        How many years have cases of it.
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
    years: int
    needed: float | None

    @property
    def reached(self) -> int:
        """In how many of the simulated years that have cases of it the target is reached."""
        return round(self.years_reached * self.years) if self.years else 0


def judge(target: Target, before: Sample, after: Sample, confidence: float) -> Judgement:
    """Judge a target from its values by replication, before and after."""
    values, required, at_least = held_against(target, before, after)
    is_share = isinstance(target, (Within, Share))
    of_values: Callable[[Sample, float], Estimate] = estimate_share if is_share else estimate
    judged = of_values(values, confidence)
    verdict = _verdict(judged, required, at_least, isinstance(target, Direction))
    return Judgement(
        target=target,
        before=of_values(before, confidence),
        after=of_values(after, confidence),
        judged=judged,
        required=required,
        at_least=at_least,
        verdict=verdict,
        years_reached=_years_reached(target, before, after),
        years=int((before.counted & after.counted).sum()),
        needed=deciding(judged, required, len(values.values), is_share) if verdict is Verdict.UNDECIDED else None,
    )


def deciding(judged: Estimate, required: float, replications: int, is_share: bool = False) -> float:
    """Return about how many replications would decide what so many leave undecided.

    Notes
    -----
    n (h / d)^2 for a half-width h and a distance d of the mean from what is required: as many as bring the end of the
    interval to the line, if mean and spread stay as they are. The score interval of a share p from m cases ends at a
    line q where z^2 / m = (p - q)^2 / (q (1 - q)). It is infinite where the mean lies on the line, or is not defined.
    """
    mean, distance = judged.mean, abs(judged.mean - required)
    if not np.isfinite(judged.half_width) or not distance:
        return math.inf
    if is_share:
        # Of the score interval low * high = p^2 / (1 + z^2 / m), and so on from the other end.
        near, ends = (
            (mean, judged.low * judged.high) if mean >= 0.5 else (1 - mean, (1 - judged.low) * (1 - judged.high))
        )
        factor = (near**2 / ends - 1) * required * (1 - required) / distance**2
    else:
        factor = (judged.half_width / distance) ** 2
    return float(max(replications + 1, np.ceil(replications * factor)))


def held_against(target: Target, before: Sample, after: Sample) -> tuple[Sample, float, bool]:
    """Return what is judged, by replication, what it is held against, and whether it must be at least that."""
    if isinstance(target, Within):
        return after, target.share.value, True
    if isinstance(target, Share):
        return after, target.least.value, True
    if isinstance(target, Count):
        return after, target.most, False
    if isinstance(target, Cut):
        # At least the cut required is saved when (1 - by) * before - after >= 0: linear, so the interval is paired.
        return weighed(before, after, 1.0 - target.by), 0.0, True
    assert isinstance(target, Direction)
    return (weighed(before, after) if target.to == "lower" else weighed(after, before)), 0.0, True


def _years_reached(target: Target, before: Sample, after: Sample) -> float:
    """Return the share of years in which a target is reached, of those that have cases of it in both systems."""
    having = before.counted & after.counted
    if not having.any():
        return math.nan
    by_year = (Sample.of(one.values[having]) for one in (before, after))
    values, required, at_least = held_against(target, *by_year)
    return float(np.mean(values.values >= required if at_least else values.values <= required))


def _verdict(judged: Estimate, required: float, at_least: bool, strictly: bool) -> Verdict:
    """Return on which side the whole interval lies; where a change is asked for, none at all is on the bad side."""
    if not np.isfinite([judged.low, judged.high]).all():
        return Verdict.UNDECIDED
    if at_least and judged.mean == required == 1:
        return Verdict.MET  # Of a share of all no interval can lie beyond the line: not one case was found without.
    low, high = (judged.low, judged.high) if at_least else (-judged.high, -judged.low)
    line = required if at_least else -required
    if low > line or (low == line and not strictly):
        return Verdict.MET
    is_bad = high < line or (low == high == line)
    return Verdict.MISSED if is_bad else Verdict.UNDECIDED
