"""What stands in the way of a target: the steps that hold the most time on the critical way, and for what reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adminsim.model.step import Staffed, Waiting
from adminsim.reforms.told import PARTS
from adminsim.study.walk.findings import mean_days

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.target import Target
    from adminsim.study.findings.compare import Comparison

MOST = 3
"""How many are named."""


@dataclass(frozen=True)
class Obstacle:
    """A step and why it holds time.

    Attributes
    ----------
    step : str
        Its name.
    who : str or None
        The department, or who is waited for.
    part : str
        Why: a part of the walk, such as ``queue`` or ``handover``.
    days : float
        Mean time under the reforms on the critical way of the cases that the target is about.
    """

    step: str
    who: str | None
    part: str
    days: float


def obstacles(comparison: Comparison, target: Target) -> tuple[Obstacle, ...]:
    """Return what holds the most time under the reforms, the largest first; nothing for targets on no clock.

    On the agency clock only what it counts is named: neither the applicant's own time nor steps that do not count.
    """
    timed = target.timed
    if timed is None:
        return ()
    name = target.chain or next(iter(comparison.scenario.reformed.chains))
    chain = comparison.scenario.reformed.chains[name]
    route = chain.route(frozenset(pilot.subject for pilot in chain.pilots))
    named = {standing for step in timed.steps for standing in route.standing_for(step)} | set(timed.steps)
    runs = [replication.after for replication in comparison.replications]
    found = []
    for group, step in dict.fromkeys(key for run in runs for key in run.held):
        if group != f"target.{target.name}" or (named and step not in named):
            continue
        who, counts = _about(route, comparison.scenario.baseline.chains[name], step)
        if timed.clock == "agency" and not counts:
            continue
        days = mean_days(runs, group, step)
        found += [
            Obstacle(step, who, part, float(mean))
            for part, mean in zip(PARTS, days, strict=True)
            if mean > 0 and not (part == "applicant" and timed.clock == "agency")
        ]
    return tuple(sorted(found, key=lambda one: (-one.days, one.step, one.part))[:MOST])


def _about(route: Chain, before: Chain, name: str) -> tuple[str | None, bool]:
    """Return who does a step, or is waited for, and whether it counts; late papers are the applicant's."""
    step = route.steps.get(name) or before.steps.get(name)
    if step is None:
        return "applicant", False
    if isinstance(step, Staffed):
        return "+".join(step.departments), step.is_counted
    return (step.by if isinstance(step, Waiting) else None), step.is_counted
