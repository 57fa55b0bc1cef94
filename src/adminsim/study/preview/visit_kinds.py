"""Kinds of visits: a step on a way, how often it is met, when its visits come, and what they take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from adminsim.model.once import once
from adminsim.model.span import Basis
from adminsim.study.preview.alone import alone_in
from adminsim.study.preview.expected_visits import order_of, visits_per_case
from adminsim.study.preview.visits_met import Meets
from adminsim.study.preview.ways import walks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adminsim.model.chain import Chain
    from adminsim.model.duration import Duration
    from adminsim.model.step import Step
    from adminsim.model.system import System
    from adminsim.study.preview.visits_met import Met


@dataclass(frozen=True)
class WeightedWay:
    """A way that a share of a chain's cases takes."""

    chain: str
    share: float
    steps: Chain
    visits: dict[str, tuple[float, float]]
    """By step, how often a case comes for the first time, and again."""


@dataclass(frozen=True)
class _Place:
    """Where on its way a case comes to a step: what the kinds of visits have in common that come from the same steps.

    Attributes
    ----------
    feed, feed_again : str
        When visits come, the first and later ones: ``demand`` as applications are submitted, ``open`` within the
        department's open time, ``any`` day and night, ``meeting`` as a committee lets them go.
    feeding : tuple of str
        The departments whose visits lie directly before; empty where anything else does, or nothing.
    """

    feed: str
    feed_again: str
    feeding: tuple[str, ...]
    is_exponential: bool
    is_in_person: bool


class VisitKind(NamedTuple):
    """One kind of visit: a step on a way.

    Attributes
    ----------
    first, again : float
        Visits per application of the chain: the first to the step, and later ones.
    work_s, work_squared : float
        Mean of the open time that a visit takes, in seconds, and mean of its square.
    """

    way: WeightedWay
    step: str
    first: float
    again: float
    work_s: float
    work_squared: float
    place: _Place

    @property
    def visits(self) -> float:
        """All visits per application of the chain."""
        return self.first + self.again


def kinds_of(system: System, name: str, chain: Chain) -> Iterator[VisitKind]:
    """Yield the kinds of visits to staffed steps on all ways of a chain, told by its name."""
    places: dict[object, _Place] = {}
    for share, steps in walks(chain):
        yield from _kinds(system, WeightedWay(name, share, steps, visits_per_case(steps)), places)


def _kinds(system: System, way: WeightedWay, places: dict[object, _Place]) -> Iterator[VisitKind]:
    chain, meets = way.steps, Meets(system, way.steps)
    steps, graph, share = chain.steps, chain.graph, way.share
    others = id(chain.handover), id(chain.documents)
    for name, (first, more) in way.visits.items():
        step = steps[name]
        if step.departments and first > 0:
            key = id(step), *others, *[id(steps[before]) for before in graph[name]]
            if key not in places:
                places[key] = _place(chain, name)
            place, met = places[key], meets.at(name, 1)
            mean_s, squared = _mixed(first, met, more, meets.at(name, 2)) if more else (met.mean_s, met.squared)
            yield VisitKind(way, name, first * share, more * share, mean_s, squared, place)


def _place(chain: Chain, name: str) -> _Place:
    step, delay = chain.steps[name], _handover(chain, name)
    before = [chain.steps[other] for other in chain.graph[name]]
    feeding = [other.departments[0] for other in before if other.departments]
    return _Place(
        feed=_feed(chain, name, delay),
        feed_again=_feed_again(chain, step, delay),
        feeding=tuple(feeding) if len(feeding) == len(before) else (),
        is_exponential=step.time is not None and step.time.exponential is not None and step.after_return is None,
        is_in_person=step.visit,
    )


def _mixed(first: float, met: Met, more: float, met_again: Met) -> tuple[float, float]:
    """Return the mean, and the mean square, of a time of which first and later visits have different ones."""
    mean_s = (first * met.mean_s + more * met_again.mean_s) / (first + more)
    return mean_s, (first * met.squared + more * met_again.squared) / (first + more)


def _feed(chain: Chain, name: str, delay: Duration | None) -> str:
    """Return when first visits of a step come, which a hand-over may delay."""
    if delay is not None and delay.basis is Basis.WORKING:
        return "open"
    before = chain.graph[name]
    released = {chain.steps[other].releases for other in before}
    for late in ("meeting", "any"):
        if late in released:
            return late
    return "demand" if not before and delay is None else "open"


def _handover(chain: Chain, name: str) -> Duration | None:
    """Return the hand-over before each visit of a step, None where there is none."""
    step = chain.steps[name]
    delay = step.handover
    if delay is None and chain.handover is not None:
        own = getattr(step, "department", None)
        is_at_home = all(getattr(chain.steps[other], "department", None) == own for other in chain.graph[name])
        delay = None if is_at_home else chain.handover
    return None if delay is None or delay.is_zero else delay


def _feed_again(chain: Chain, step: Step, delay: Duration | None) -> str:
    """Return when a step's later visits come: as the applicant's corrections end, and the hand-over after them."""
    if delay is not None and delay.basis is Basis.WORKING:
        return "open"
    asked = step.asks.documents if step.asks is not None else ()
    corrections = [step.outcome.correction, *(chain.documents[name].obtain for name in asked)]
    times = [time for time in corrections if time is not None and not time.is_zero]
    return "open" if all(time.basis is Basis.WORKING for time in times) else "any"


def is_beside_rejection(chain: Chain, name: str) -> bool:
    """Tell whether a step that rejects lies beside another: neither before it nor behind it."""
    order = order_of(chain)
    bit, upstream = order.bit, order.upstream
    return any(
        other != name and not upstream[name] & bit[other] and not upstream[other] & bit[name]
        for other in _rejecting(chain)
    )


@once
def _rejecting(chain: Chain) -> list[str]:
    return [name for name, alone in alone_in(chain).items() if alone.may_reject]
