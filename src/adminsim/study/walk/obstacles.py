"""What stands in the way of a target: the steps that hold the most time on its own clock, and for what reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.variants import steps_met
from adminsim.reforms.told import PARTS
from adminsim.study.findings.estimate import Estimate, Sample, estimate_amount
from adminsim.study.walk.days_held import OWN_CLOCK_GROUP, target_groups, walked
from adminsim.study.walk.findings import time_by_run
from adminsim.study.walk.own_clock import clock_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adminsim.model.any_target import Timed
    from adminsim.model.step import Step
    from adminsim.model.target import Target
    from adminsim.reforms.told import Part
    from adminsim.study.findings.found import Found

MOST = 3
"""How many are named."""


@dataclass(frozen=True)
class Obstacle:
    """A step and why it holds time.

    Attributes
    ----------
    chain, step : str
        Its chain, and its name.
    who : str or None
        The department, or who is waited for.
    part : str
        Why: a part of the walk, such as ``queue`` or ``handover``; hours in which an office is closed belong to what
        is waited for.
    time : Estimate
        Mean time under the reforms that it holds the cases that the target is about, on the target's own clock.
    unit : str
        Its unit, that of the target: ``d``, ``h`` or ``WD`` (official hours of a mean working day).
    """

    chain: str
    step: str
    who: str | None
    part: Part
    time: Estimate
    unit: str


def obstacles(comparison: Found, target: Target) -> tuple[Obstacle, ...]:
    """Return what holds the most time under the reforms, the largest first; nothing for targets on no clock.

    It is told on the target's own clock, between its own start and end: on the agency clock neither the applicant's own
    time nor steps that do not count.
    """
    timed = target.clocked
    if timed is None:
        return ()
    found = [
        one
        for chain, group in target_groups(target, comparison.scenario.reformed.chains).items()
        for one in _in_chain(comparison, timed, chain, f"{OWN_CLOCK_GROUP}{group}")
    ]
    return tuple(sorted(found, key=lambda one: (-one.time.mean, one.chain, one.step, one.part))[:MOST])


def _in_chain(comparison: Found, timed: Timed, name: str, group: str) -> Iterator[Obstacle]:
    """Give what holds time in a chain."""
    steps = comparison.scenario.baseline.chains[name].steps | steps_met(comparison.scenario.reformed)[name]
    unit = clock_unit(timed, comparison.scenario.reformed.workday_s).name
    runs = [replication.after for replication in comparison.replications]
    for step in dict.fromkeys(step for run in runs for of_group, step in run.held if of_group == group):
        by_run = time_by_run(runs, group, step)
        who = _who(steps.get(step))
        for part, values in zip(PARTS, by_run.T, strict=True):
            if values.any():
                cases = np.array([walked(group, run.measures) for run in runs])
                time = estimate_amount(Sample(values, cases), comparison.confidence)
                yield Obstacle(name, step, who, part, time, unit)


def _who(step: Step | None) -> str | None:
    """Return who does a step, or is waited for; late papers are the applicant's."""
    if step is None:
        return "applicant"
    return "+".join(step.departments) or step.waits_for
