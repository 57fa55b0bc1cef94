"""What to do next: who or what holds the most time under the reforms, and which reforms of the vocabulary touch it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adminsim.engine.variants import routes_of
from adminsim.reforms import VOCABULARY, RouteReform
from adminsim.reforms.told import Where
from adminsim.study.findings.estimate import Estimate, estimate, weighed
from adminsim.study.walk.findings import Key, Walks, walks_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adminsim.model.step import Step
    from adminsim.reforms.told import Part
    from adminsim.study.findings.compare import Comparison

    Steps = Mapping[str, tuple[Step, ...]]

OWN, OUTSIDE = ("department", "rule"), ("third_party", "applicant")
HOLDERS = (*OWN, *OUTSIDE)
"""Kinds of who or what holds time: what the administration has in its hands, and the others."""


@dataclass(frozen=True)
class Advice:
    """Which department or rule holds the most time of a chain's approved cases, and which reforms touch it.

    All of it is said of the system under the reforms.

    Attributes
    ----------
    chain : str
        The chain.
    kind, name : str
        ``department`` or ``rule`` (then its step), and its name; ``third_party`` or ``applicant`` only where no
        department and no rule holds any time.
    part : str
        The part of the walk that most of its time is; hours in which an office is closed belong to what is waited for.
    step : str
        The step where it holds the most.
    days, total : Estimate
        Mean days that it holds, and that an approved case takes.
    touching, used : tuple of str
        Reforms of the vocabulary that touch that part: those that the scenario does not use yet in this chain, and
        those that it does.
    rival : (str, str) or None
        Kind and name of the next department or rule, where the replications cannot tell which of the two holds more.
    outside : (str, str) or None
        Kind and name of the third party, or of the applicant, who holds the most, where that is more.
    outside_days : Estimate or None
        How much that is.
    """

    chain: str
    kind: str
    name: str
    part: Part
    step: str
    days: Estimate
    total: Estimate
    touching: tuple[str, ...]
    used: tuple[str, ...]
    rival: Key | None
    outside: Key | None
    outside_days: Estimate | None


def advice_of(comparison: Comparison, chain: str) -> Advice | None:
    """Return which department or rule holds the most time of approved cases; None where there is no time to hold."""
    walks = walks_of(comparison, chain, reasons=True)
    everyone = [key for key in walks.ranked(*HOLDERS) if walks.totals(key)[1].any()]
    if not everyone:
        return None
    order = [key for key in everyone if key[0] in OWN] or everyone
    outside = everyone[0] if everyone[0] != order[0] else None
    first, part = order[0], walks.most_of(order[0])
    route = steps_by_name(comparison, chain)
    at = _steps_held(walks, first, part, route)
    touching = touching_reforms(part, {step: route[step] for step in at}, route)
    in_use = _in_use(comparison, chain)
    return Advice(
        chain, *first, part, at[0] if at else "",
        days=walks.estimates(walks.totals(first))["after"],
        total=walks.estimates(walks.totals(("chain", chain)))["after"],
        touching=tuple(one for one in touching if one not in in_use),
        used=tuple(one for one in touching if one in in_use),
        rival=order[1] if len(order) > 1 and not _is_surely_first(walks, first, order[1]) else None,
        outside=outside,
        outside_days=walks.estimates(walks.totals(outside))["after"] if outside else None,
    )  # fmt: skip


def steps_by_name(comparison: Comparison, chain: str) -> dict[str, tuple[Step, ...]]:
    """Return the steps of a chain by name as cases meet them, those of the most reforms first, and as they were before.

    The first is what a name stands for under the reforms.
    """
    routes = (*routes_of(comparison.scenario.reformed)[chain], comparison.scenario.baseline.chains[chain])
    names = dict.fromkeys(name for route in routes for name in route.steps)
    return {name: tuple(route.steps[name] for route in routes if name in route.steps) for name in names}


def touching_reforms(part: Part, steps: Steps, route: Steps) -> tuple[str, ...]:
    """Return the reforms of the vocabulary that touch a part of the time of some steps of a route."""
    checks_papers = any(one.asks is not None for found in steps.values() for one in found)
    in_series = any(one.after for found in steps.values() for one in found[:1]) or any(
        name in one.after for found in route.values() for one in found[:1] for name in steps
    )
    true = {Where.ANYWHERE: True, Where.INTAKES: checks_papers, Where.SERIES: in_series}
    return tuple(word for word, kind in VOCABULARY.items() if part in kind.touches and true[kind.touches[part]])


def _in_use(comparison: Comparison, chain: str) -> set[str]:
    """Return the kinds of the reforms that are switched on and are about a chain, or about departments."""
    scenario = comparison.scenario
    return {
        reform.reform
        for reform in scenario.reforms
        if reform.enabled and (not isinstance(reform, RouteReform) or chain in reform.chains_of(scenario.baseline))
    }


def _steps_held(walks: Walks, holder: Key, part: Part, route: Steps) -> list[str]:
    """Return the steps where somebody or something holds a part of the time under the reforms, the longest first."""
    named = "/".join(holder)
    held = {
        name: walks.parts_after((kind, name))[part]
        for kind, name in walks.ranked("step")
        if part == "applicant" or any(step.holder(name) == named for step in route.get(name, ()))
    }
    return sorted((name for name in held if held[name] > 0 and name in route), key=lambda name: (-held[name], name))


def _is_surely_first(walks: Walks, first: Key, second: Key) -> bool:
    """Tell whether one holds more than another under the reforms, by the interval of the paired difference."""
    (_, one), (_, other) = (walks.samples(walks.totals(key)) for key in (first, second))
    return estimate(weighed(one, other), walks.confidence).low > 0
