"""Whether a target is met, as far as the replications tell."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from adminsim.study.findings.estimate import Estimate, Sample, estimate, estimate_amount, estimate_share, weighed

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from adminsim.model.reading import Reading
    from adminsim.model.target import Target
    from adminsim.study.findings.bounded import Bounded

    Floats = NDArray[np.float64]


class Verdict(StrEnum):
    """What the interval says about a target."""

    MET = "met"
    MISSED = "missed"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Judgement:
    """A target held against the simulation, under one of its readings.

    Attributes
    ----------
    target : Target
        The target, as it is read.
    reading : Reading or None
        The reading; None where the target states none.
    before, after : Estimate
        Its value in the baseline and under the reforms.
    judged : Estimate
        What the verdict is about: the share or mean after, or the change where the target is about a change.
    required : float
        What `judged` is held against.
    at_least : bool
        Whether it must be at least that, or at most.
    verdict : Verdict
        Met if the whole interval lies on the good side, missed if on the bad side, however undecided cases end.
    years_reached : float
        Share of the simulated years that have cases of it in which the target is reached; not a number where none has.
    years : int
        How many years have cases of it.
    needed : float or None
        Where it is undecided, about how many replications would decide it; infinite where no number would.
    runs : tuple of Bounded
        Its values by replication in the baseline and under the reforms.
    is_open : bool
        Whether it is undecided only because cases are undecided when the run ends: no number of replications would
        tell, a longer run-out would.
    beside : tuple of Judgement
        The target under its other readings.
    """

    target: Target
    reading: Reading | None
    before: Estimate
    after: Estimate
    judged: Estimate
    required: float
    at_least: bool
    verdict: Verdict
    years_reached: float
    years: int
    needed: float | None
    runs: tuple[Bounded, Bounded]
    is_open: bool
    beside: tuple[Judgement, ...] = ()

    @property
    def turning(self) -> tuple[Judgement, ...]:
        """The readings beside under which the verdict is another one."""
        return tuple(one for one in self.beside if one.verdict is not self.verdict)

    @property
    def reached(self) -> int:
        """In how many of the simulated years that have cases of it the target is reached."""
        return round(self.years_reached * self.years) if self.years else 0


def judge_readings(
    target: Target, values: Callable[[str, bool], tuple[Bounded, Bounded]], confidence: float
) -> Judgement:
    """Judge a target under each of its readings; the first one, the plan's own, gives the verdict.

    Parameters
    ----------
    target : Target
        The target.
    values : callable
        Returns the values before and after by the key of a reading and whether they are shares.
    confidence : float
        Confidence level of the intervals.
    """
    first, *others = (
        replace(judge(one.target, *values(one.key, one.target.is_share), confidence), reading=one.reading)
        for one in target.as_read
    )
    return replace(first, target=target.as_planned, beside=tuple(others))


def judge(target: Target, before: Bounded, after: Bounded, confidence: float) -> Judgement:
    """Judge a target from its values by replication, before and after."""
    of_one: Callable[[Sample, float], Estimate] = estimate_share if target.is_share else estimate_amount
    of_values = estimate if target.compares else of_one
    values = held_against(target, before.shown, after.shown)
    judged = of_values(values, confidence)
    worst, best = (of_values(end, confidence) for end in ends_of(target, before, after))
    verdict, as_shown = _verdict(target, worst, best), _verdict(target, judged, judged)
    is_open = verdict is Verdict.UNDECIDED and as_shown is not verdict
    return Judgement(
        target=target,
        reading=None,
        before=of_one(before.shown, confidence),
        after=of_one(after.shown, confidence),
        judged=judged,
        required=target.required,
        at_least=target.at_least,
        verdict=verdict,
        years_reached=_years_reached(target, before.shown, after.shown),
        years=int((before.shown.counted & after.shown.counted).sum()),
        needed=deciding(judged, target.required, len(values.values), target.is_share)
        if verdict is Verdict.UNDECIDED and not is_open
        else None,
        runs=(before, after),
        is_open=is_open,
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


def held_against(target: Target, before: Sample, after: Sample) -> Sample:
    """Return what is judged, by replication."""
    of_before, of_after = target.weights
    return weighed(before, after, of_before, of_after) if of_before else after


def _years_reached(target: Target, before: Sample, after: Sample) -> float:
    """Return the share of years in which a target is reached, of those that have cases of it in both systems."""
    having = before.counted & after.counted
    if not having.any():
        return math.nan
    judged = held_against(target, *(Sample.of(one.values[having]) for one in (before, after))).values
    return float(np.mean(is_reached(target, margin_of(target, judged))))


def margin_of(target: Target, judged: Floats) -> Floats:
    """Return by how much what is judged is better than required."""
    return judged - target.required if target.at_least else target.required - judged


def is_reached(target: Target, margin: Floats) -> NDArray[np.bool_]:
    """Tell where a target is reached, from its margin: just on the line it is, unless a change is asked for."""
    return margin > 0 if target.is_strict else margin >= 0


def ends_of(target: Target, before: Bounded, after: Bounded) -> tuple[Sample, Sample]:
    """Return what is judged at worst and at best, over all ways in which undecided cases may end."""
    if target.less_is_better:
        return held_against(target, before.least, after.most), held_against(target, before.most, after.least)
    return held_against(target, before.most, after.least), held_against(target, before.least, after.most)


def _verdict(target: Target, worst: Estimate, best: Estimate) -> Verdict:
    """Return on which side the whole interval lies; where a change is asked for, none at all is on the bad side.

    A target is met where it is at worst, and missed where it is at best.
    """
    low, line = (worst.low, target.required) if target.at_least else (-worst.high, -target.required)
    high, least = (best.high, best.low) if target.at_least else (-best.low, -best.high)
    if math.isnan(low) or math.isnan(high):
        return Verdict.UNDECIDED
    if target.at_least and worst.mean == target.required == 1:
        return Verdict.MET  # Of a share of all no interval can lie beyond the line: not one case was found without.
    if low > line or (low == line and not target.is_strict):
        return Verdict.MET
    is_bad = high < line or (target.is_strict and least == high == line)
    return Verdict.MISSED if is_bad else Verdict.UNDECIDED
