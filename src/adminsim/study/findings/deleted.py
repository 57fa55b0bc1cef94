"""What a verdict rests on that reforms deleted: hand-overs, returns and refusals that nothing took the place of."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Literal

from adminsim.reforms.told import PARTS
from adminsim.study.walk.findings import mean_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adminsim.model.chain import Chain
    from adminsim.model.step import Step
    from adminsim.model.target import Timed
    from adminsim.study.findings.compare import Comparison

NEGLIGIBLE = 0.01
"""Part of what there was before that counts as nothing."""


@dataclass(frozen=True)
class Deleted:
    """A hand-over, the returns or the refusals of steps that are not there under the reforms.

    Attributes
    ----------
    part : str
        ``handover``, ``return`` or ``refusal``.
    steps : tuple of str
        The baseline steps that had it.
    amount : float
        Mean days on the critical way of a baseline case; of refusals the probability that a case meets one there.
    """

    part: Literal["handover", "return", "refusal"]
    steps: tuple[str, ...]
    amount: float


def deleted(comparison: Comparison, timed: Timed) -> tuple[Deleted, ...]:
    """Return what reforms deleted of the steps that a target's clock runs for."""
    before = comparison.scenario.baseline.chains[_chain(comparison, timed)]
    after = comparison.scenario.reformed.chains[_chain(comparison, timed)]
    routes = [after.route(frozenset()), after.route(frozenset(pilot.subject for pilot in after.pilots))]
    meant = [name for name, step in before.steps.items() if _counts(timed, name, step)]
    found = []
    handed = {name: days for name in meant if (days := _gone(comparison, timed, routes, name, "handover"))}
    returned = {
        name: days
        for name in meant
        if before.steps[name].may_return and not any(step.may_return for step in _standing(routes, name))
        if (days := _days(comparison, timed, name, "before", "applicant"))
    }
    refused = [
        name
        for name in meant
        if before.steps[name].may_reject and not any(step.may_reject for step in _standing(routes, name))
    ]
    if handed:
        found.append(Deleted("handover", tuple(handed), sum(handed.values())))
    if returned:
        found.append(Deleted("return", tuple(returned), sum(returned.values())))
    if refused:
        found.append(Deleted("refusal", tuple(refused), _refused(before, refused)))
    return tuple(found)


def _chain(comparison: Comparison, timed: Timed) -> str:
    return timed.chain or next(iter(comparison.scenario.baseline.chains))


def _counts(timed: Timed, name: str, step: Step) -> bool:
    return (not timed.steps or name in timed.steps) and (timed.clock == "elapsed" or step.is_counted)


def _standing(routes: list[Chain], name: str) -> Iterator[Step]:
    """Give what stands for a baseline step on the routes under the reforms, old ones of pilots included."""
    for route in routes:
        yield from (route.steps[standing] for standing in route.standing_for(name))


def _refused(chain: Chain, names: list[str]) -> float:
    """Return the probability that a case meets a refusal at any of some steps, by the mix of case types."""
    of_all = sum(kind.mix.value for kind in chain.types.values())
    share = 0.0
    for name, kind in chain.types.items():
        passed = prod(1.0 - _refuses(chain.steps[step], name) for step in names)
        share += kind.mix.value / of_all * (1.0 - passed)
    return share


def _refuses(step: Step, kind: str) -> float:
    """Return the probability that a step refuses a case of a type at a visit, at most."""
    if step.types and kind not in step.types:
        return 0.0
    return step.probability.value * max(step.as_met(kind, visit).outcome.rejects.value for visit in (1, 2))


def _days(comparison: Comparison, timed: Timed, name: str, when: str, part: str) -> float:
    runs = [getattr(one, when) for one in comparison.replications]
    return float(mean_days(runs, f"target.{timed.name}", name)[PARTS.index(part)])


def _gone(comparison: Comparison, timed: Timed, routes: list[Chain], name: str, part: str) -> float:
    """Return the days of a part at a step before, if next to nothing of it is left; else 0."""
    before = _days(comparison, timed, name, "before", part)
    now = {standing for route in routes for standing in route.standing_for(name)}
    after = sum(_days(comparison, timed, standing, "after", part) for standing in sorted(now))
    return before if after <= NEGLIGIBLE * before else 0.0
