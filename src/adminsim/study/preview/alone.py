"""What a step comes to whatever else is on its way: who needs it, its own returns and rejections."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from adminsim.engine.routes import returning
from adminsim.model.once import once
from adminsim.model.value import by_round

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


class Alones:
    """Steps as cases of some types meet them, numbered as they are found: what each comes to alone."""

    def __init__(self) -> None:
        self.found: list[Alone] = []
        self._numbers: dict[Mixes, dict[int, int]] = {}
        self._alike: dict[tuple[int, tuple[tuple[float, ...], ...]], int] = {}

    def numbers(self, chain: Chain) -> list[int]:
        """Return the numbers of a chain's steps."""
        mixes = mixes_of(chain)
        numbers = self._numbers.setdefault(mixes, {})
        for step in chain.steps.values():
            if id(step) not in numbers:
                numbers[id(step)] = self._number(step, mixes)
        return [numbers[id(step)] for step in chain.steps.values()]

    def _number(self, step: Step, mixes: Mixes) -> int:
        """Return the number of a step; types that need the same of its parts in the same shares have it in common."""
        shares = tuple(
            tuple(mix for kind, mix in mixes if not part.types or kind in part.types) for _, part in step.members("")
        )
        key = id(step), shares
        if key not in self._alike:
            self._alike[key] = len(self.found)
            self.found.append(alone_of(step, mixes))
        return self._alike[key]


def alone_of(step: Step, mixes: Mixes) -> Alone:
    """Return what a step comes to alone."""
    may_reject = any(part.may_reject for _, part in step.members(""))
    return Alone(step, needed_of(step, mixes), _rounds_of(step, mixes), may_reject)


def _rounds_of(step: Step, mixes: Mixes) -> _Rounds:
    needed = needed_of(step, mixes) or 1.0
    members = [(min(needed_of(part, mixes) / needed, 1.0), part) for _, part in step.members("")]
    most = max((outcome.max_returns for outcome in returning("", step)), default=0)
    reject_spent = any(outcome.on_exhausted == "reject" for outcome in returning("", step))
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
