"""What a step comes to whatever else is on its way: who needs it, its own returns and rejections."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from adminsim.engine.routes import returning
from adminsim.model.once import once
from adminsim.model.value import by_round
from adminsim.study.preview.ways import SHARED

if TYPE_CHECKING:
    from adminsim.model.any_step import Common
    from adminsim.model.chain import Chain
    from adminsim.model.step import Step

    Mixes = tuple[tuple[str, float], ...]
    """Case types, each with its share of the cases."""


@dataclass(frozen=True)
class _Rounds:
    """What a step's own returns and rejections come to: expected visits and returns, probability of rejection."""

    visits: float
    returns: float
    rejected: float


@dataclass(frozen=True)
class Alone:
    """What a step comes to whatever else is on its route: the share that needs it, and rounds but for papers."""

    step: Step
    needed: float
    rounds: _Rounds
    may_reject: bool


@once
def alone_in(chain: Chain) -> dict[str, Alone]:
    """Return what each step comes to alone."""
    mixes, made = mixes_of(chain), {}
    known: dict[tuple[str, int], Alone] = chain.__dict__.setdefault(SHARED, {}).setdefault(mixes, {})
    for name, step in chain.steps.items():
        key = name, id(step)
        found = known.get(key)
        if found is None:
            # It keeps its step, so that no other can take its place.
            found = known[key] = _alone(step, name, mixes)
        made[name] = found
    return made


def alone_of(chain: Chain, name: str) -> Alone:
    """Return what a step comes to alone, found once for all walks of a chain that have it."""
    return alone_in(chain)[name]


def _alone(step: Step, name: str, mixes: Mixes) -> Alone:
    may_reject = any(part.may_reject for _, part in step.members(name))
    return Alone(step, needed_of(step, mixes), _rounds_of(step, name, mixes), may_reject)


def _rounds_of(step: Step, name: str, mixes: Mixes) -> _Rounds:
    needed = needed_of(step, mixes) or 1.0
    members = [(min(needed_of(part, mixes) / needed, 1.0), part) for _, part in step.members(name)]
    most = max((outcome.max_returns for outcome in returning(name, step)), default=0)
    reject_spent = any(outcome.on_exhausted == "reject" for outcome in returning(name, step))
    going, visits, returns, rejected = 1.0, 0.0, 0.0, 0.0
    for visit in range(1, most + 2):
        met = [(weight, part.as_met("", visit).outcome) for weight, part in members]
        back = 1.0 - prod(1.0 - weight * by_round(outcome.returns, visit) for weight, outcome in met)
        refused = 1.0 - prod(1.0 - weight * outcome.rejects.value for weight, outcome in met)
        visits += going
        rejected += going * (refused + (back if visit > most and reject_spent else 0.0))
        going *= back if visit <= most else 0.0
        returns += going
    return _Rounds(visits, returns, min(rejected, 1.0))


@once
def mixes_of(chain: Chain) -> Mixes:
    """Return the case types of a chain, each with its share of the cases."""
    return tuple((name, kind.mix.value) for name, kind in chain.types.items())


def needed_of(step: Common, mixes: Mixes) -> float:
    """Return the share of the cases that need a step."""
    return sum(mix * _chance(step, name) for name, mix in mixes)


def _chance(step: Common, case_type: str) -> float:
    """Return the probability that a case of a type needs any part of a step; parts needed with one draw count once."""
    draws: dict[str, float] = {}
    for name, part in step.members(""):
        if not part.types or case_type in part.types:
            draw = part.needed_with or name
            draws[draw] = max(draws.get(draw, 0.0), part.probability.value)
    return 1.0 - prod(1.0 - chance for chance in draws.values())
