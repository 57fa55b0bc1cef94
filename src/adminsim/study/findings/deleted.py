"""What a verdict rests on that reforms deleted: hand-overs, returns and refusals that nothing took the place of."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Literal

from adminsim.engine.variants import routes_of
from adminsim.reforms.told import PARTS
from adminsim.study.walk.days_held import target_groups
from adminsim.study.walk.findings import mean_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adminsim.model.any_target import Timed
    from adminsim.model.chain import Chain
    from adminsim.model.step import Step
    from adminsim.study.findings.compare import Comparison

NEGLIGIBLE = 0.01
"""Part of what there was before that counts as nothing."""


@dataclass(frozen=True)
class Deleted:
    """A hand-over, the returns or the refusals of steps that are not there under the reforms.

    Attributes
    ----------
    chain : str
        The chain of the steps.
    part : str
        ``handover``, ``return`` or ``refusal``.
    steps : tuple of str
        The baseline steps that had it.
    amount : float
        Mean days on the critical way of a baseline case; of refusals the probability that a case meets one there.
    """

    chain: str
    part: Literal["handover", "return", "refusal"]
    steps: tuple[str, ...]
    amount: float


def deleted(comparison: Comparison, timed: Timed) -> tuple[Deleted, ...]:
    """Return what reforms deleted of the steps that a target's clock runs for."""
    groups = target_groups(timed, comparison.scenario.baseline.chains)
    return tuple(one for chain, group in groups.items() for one in _in_chain(comparison, timed, chain, group))


def _in_chain(comparison: Comparison, timed: Timed, chain: str, group: str) -> Iterator[Deleted]:
    before, routes = comparison.scenario.baseline.chains[chain], routes_of(comparison.scenario.reformed)[chain]
    meant = [name for name, step in before.steps.items() if _counts(timed, name, step)]
    handed = {name: days for name in meant if (days := _gone(comparison, group, routes, name, "handover"))}
    returned = {
        name: days
        for name in meant
        if before.steps[name].may_return and not any(step.may_return for step in _standing(routes, name))
        if (days := _days(comparison, group, name, "before", "applicant"))
    }
    refused = [
        name
        for name in meant
        if before.steps[name].may_reject and not any(step.may_reject for step in _standing(routes, name))
    ]
    if handed:
        yield Deleted(chain, "handover", tuple(handed), sum(handed.values()))
    if returned:
        yield Deleted(chain, "return", tuple(returned), sum(returned.values()))
    if refused:
        yield Deleted(chain, "refusal", tuple(refused), _refused(before, refused))


def _counts(timed: Timed, name: str, step: Step) -> bool:
    return (not timed.steps or name in timed.steps) and (timed.clock == "elapsed" or step.is_counted)


def _standing(routes: Sequence[Chain], name: str) -> Iterator[Step]:
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


def _days(comparison: Comparison, group: str, name: str, when: str, part: str) -> float:
    runs = [getattr(one, when) for one in comparison.replications]
    return float(mean_days(runs, group, name)[PARTS.index(part)])


def _gone(comparison: Comparison, group: str, routes: Sequence[Chain], name: str, part: str) -> float:
    """Return the days of a part at a step before, if next to nothing of it is left; else 0."""
    before = _days(comparison, group, name, "before", part)
    now = {standing for route in routes for standing in route.standing_for(name)}
    after = sum(_days(comparison, group, standing, "after", part) for standing in sorted(now))
    return before if after <= NEGLIGIBLE * before else 0.0
