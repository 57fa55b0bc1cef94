"""Kinds of visits: a step on a way, how often it is met, when its visits come, and what they take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from adminsim.model.once import once
from adminsim.model.span import Basis
from adminsim.study.preview.alone import mixes_of
from adminsim.study.preview.expected_visits import visits_per_case
from adminsim.study.preview.visits_met import Meets, silence_passes
from adminsim.study.preview.ways import walks

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from numpy.typing import NDArray

    from adminsim.model.chain import Chain
    from adminsim.model.duration import Duration
    from adminsim.model.step import Step
    from adminsim.model.system import System
    from adminsim.study.preview.asked import Skills
    from adminsim.study.preview.expected_visits import Expected
    from adminsim.study.preview.visits_met import Met

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


class Way(NamedTuple):
    """A way that a share of a chain's cases takes."""

    chain: str
    share: float
    steps: Chain


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
    is_beside_rejection : bool
        Whether a step beside this one may reject the case, and so end its wait here.
    """

    way: Way
    step: str
    first: float
    again: float
    work_s: float
    work_squared: float
    place: _Place
    is_beside_rejection: bool

    @property
    def visits(self) -> float:
        """All visits per application of the chain."""
        return self.first + self.again


class Situation(NamedTuple):
    """A staffed step as it is met on ways where the same lies before it: its first visit, and later ones if any."""

    step: Step
    place: _Place
    met: tuple[Met, Met]


@dataclass(frozen=True)
class Kinds:
    """The kinds of visits to staffed steps on all ways of a system, in the order of the ways.

    Attributes
    ----------
    ways, steps : list of Way, list of str
        All ways; and of each kind the step.
    situations : list of Situation
        Each once.
    way, situation : ndarray of int64, shape (n,)
        The number of each kind's way and situation.
    first, again : ndarray of float64, shape (n,)
        How often a case of the way comes for the first time, and later.
    is_beside : ndarray of bool, shape (n,)
        Whether a step beside may reject.
    """

    ways: list[Way]
    steps: list[str]
    situations: list[Situation]
    way: Ints
    situation: Ints
    first: Floats
    again: Floats
    is_beside: Bools

    @cached_property
    def departments(self) -> list[str]:
        """The departments that anybody is expected to come to."""
        met = np.unique(self.situation[self.first > 0]).tolist()
        return list(dict.fromkeys(name for one in met for name in self.situations[one].step.departments))

    def of(self, department: str) -> Iterator[VisitKind]:
        """Yield the kinds of visits to a department that come at all."""
        theirs = np.array([department in one.step.departments for one in self.situations], np.bool_)[self.situation]
        for row in np.flatnonzero(theirs & (self.first > 0)).tolist():
            way, (_, place, (met, again)) = self.ways[self.way[row]], self.situations[self.situation[row]]
            first, more = float(self.first[row]), float(self.again[row])
            mean_s, squared = _mixed(first, met, more, again) if more else (met.mean_s, met.squared)
            beside = bool(self.is_beside[row])
            visits = first * way.share, more * way.share
            yield VisitKind(way, self.steps[row], *visits, mean_s, squared, place, beside)

    def wanting(self, chain: str) -> dict[tuple[str, Skills], Ints]:
        """Return by department and skills which kinds of visits of a chain want them, as they are met first."""
        rows = np.flatnonzero(np.array([way.chain == chain for way in self.ways])[self.way])
        _, met = np.unique(self.situation[rows], return_index=True)
        theirs: dict[tuple[str, Skills], list[int]] = {}
        for situation in self.situation[rows][np.sort(met)].tolist():
            step = self.situations[situation].step
            for department in step.departments:
                theirs.setdefault((department, tuple(sorted(step.skilled))), []).append(situation)
        return {whose: rows[np.isin(self.situation[rows], found)] for whose, found in theirs.items()}


@once
def kinds_of(system: System) -> Kinds:
    """Return the kinds of visits to staffed steps on all ways of a system."""
    ways = [Way(name, share, way) for name, chain in system.chains.items() for share, way in walks(chain)]
    situations, steps = _Situations(system), list[str]()
    numbers, way_of, columns = list[int](), list[int](), []
    for number, expected in enumerate(visits_per_case([way.steps for way in ways])):
        staffed = situations.numbers(ways[number].steps, expected)
        steps += [expected.names[place] for place in staffed]
        numbers += staffed.values()
        way_of += [number] * len(staffed)
        columns.append([column[list(staffed)] for column in (expected.first, expected.again, expected.beside)])
    first, again, beside = map(np.concatenate, zip(*columns, strict=True))
    # Where no step has a department, numpy would take the empty lists for lists of fractions.
    of_way, of_situation = np.array(way_of, np.int64), np.array(numbers, np.int64)
    return Kinds(ways, steps, situations.found, of_way, of_situation, first, again, beside)


class _Situations:
    """The situations of a system, numbered as they are found."""

    def __init__(self, system: System) -> None:
        self.found: list[Situation] = []
        self._system = system
        self._numbers: dict[Hashable, int] = {}
        self._stated: dict[Hashable, int] = {}

    def numbers(self, chain: Chain, expected: Expected) -> dict[int, int]:
        """Return by place on a way the number of each staffed step's situation."""
        meets, mixes, found = Meets(self._system, chain), mixes_of(chain), dict[int, int]()
        stated = id(chain.handover), chain.on_expiry, chain.patience, *map(id, chain.documents.values())
        under = self._stated.setdefault(stated, len(self._stated))
        for place, (name, more) in enumerate(zip(expected.names, expected.again.tolist(), strict=True)):
            step = chain.steps[name]
            if step.departments:
                before = [id(chain.steps[other]) for other in chain.graph[name]]
                whose = mixes if step.parts else ()
                key = under, id(step), more != 0.0, silence_passes(chain, name), whose, *before
                if key not in self._numbers:
                    self._numbers[key] = len(self.found)
                    met = meets.at(name, 1), meets.at(name, 2 if more else 1)
                    self.found.append(Situation(step, _place(chain, name), met))
                found[place] = self._numbers[key]
        return found


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
