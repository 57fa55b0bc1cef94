"""What flows to each department: kinds of visits, when they come, how variable they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from adminsim.engine.arrivals import blocks_of, cumulative_intensity
from adminsim.engine.capacity import Duty, meetings_of
from adminsim.model.calendar import DAY_S
from adminsim.model.demand import Listed, Poisson, Regular
from adminsim.model.department import Discipline
from adminsim.model.once import once
from adminsim.model.span import Basis
from adminsim.model.step import Session, Step
from adminsim.study.preview.offered_load import (
    Meets,
    alone_in,
    duties_of,
    order_of,
    visits_per_case,
    walks,
    works_of_backlogs,
)
from adminsim.study.preview.waits import Course

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from adminsim.model.chain import Chain
    from adminsim.model.duration import Duration
    from adminsim.model.system import System
    from adminsim.study.preview.offered_load import Met

    Floats = NDArray[np.float64]

HOUR_S = 3600
RELEASE_S = 60
"""Within how long the cases of one meeting reach the next department."""


@dataclass(frozen=True)
class Route:
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


class Kind(NamedTuple):
    """One kind of visit: a step on a route.

    Attributes
    ----------
    first, again : float
        Visits per application of the chain: the first to the step, and later ones.
    work_s, work_squared : float
        Mean of the open time that a visit takes, in seconds, and mean of its square.
    """

    route: Route
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


@dataclass(frozen=True)
class Flow:
    """All that comes to a department.

    Attributes
    ----------
    visits : tuple of float
        Expected visits of each kind over the cohort's time.
    cv2 : tuple of float
        For each kind the variance of the number of visits over its mean, in the long run; batches left out.
    together : float
        How many others a visit finds in its own batch, on average.
    backlog_s : float
        Work that waits at the start, in open seconds.
    """

    department: str
    kinds: tuple[Kind, ...]
    course: Course
    visits: tuple[float, ...]
    cv2: tuple[float, ...]
    together: float
    service_s: float
    service_cv2: float
    backlog_s: float
    is_first_come: bool
    is_poisson: bool

    @property
    def arrivals_cv2(self) -> float:
        """Variance of the number of all visits over its mean, in the long run."""
        return float(np.average(self.cv2, weights=self.visits)) if sum(self.visits) else 1.0

    @property
    def leaving_cv2(self) -> float:
        """The same of the visits that end here (Whitt 1983, Bell System Technical Journal 62, equation 39)."""
        load = min(self.course.load(self.service_s), 1.0) if self.course.mean_staff else 1.0
        served = (max(self.service_cv2, 0.2) - 1.0) / max(self.course.mean_staff, 1.0) ** 0.5
        return float(1.0 + (1 - load**2) * (self.arrivals_cv2 - 1.0) + load**2 * served)

    @property
    def is_alike(self) -> bool:
        """Whether all kinds of visits take times of the same distribution, so that their order moves no mean."""
        return all(
            abs(kind.work_s - self.service_s) <= 1e-9 * self.service_s
            and abs(kind.work_squared - (1 + self.service_cv2) * self.service_s**2) <= 1e-9 * kind.work_squared
            for kind in self.kinds
        )

    @property
    def is_exponential(self) -> bool:
        """Whether all visits take exponential times of one mean."""
        return self.is_alike and all(kind.place.is_exponential for kind in self.kinds)

    @property
    def is_beside_rejection(self) -> bool:
        """Whether a step beside one of these may reject the case, and so end its wait here."""
        return any(_is_beside_rejection(kind.route.steps, kind.step) for kind in self.kinds)

    @property
    def is_direct(self) -> bool:
        """Whether every visit comes straight from an application, one for each."""
        routes = {id(kind.route) for kind in self.kinds}
        is_first = all(kind.place.feed == "demand" and not kind.again for kind in self.kinds)
        return is_first and len(routes) == len(self.kinds)


class Sources:
    """The demand on a system's chains over its horizon."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.period = system.period
        self.days = -(-self.period.horizon_s // DAY_S) + 1
        self.duties = duties_of(system)
        self._over: dict[Session, Floats] = {}
        self._grids: dict[tuple[tuple[str, ...], tuple[int, ...], bytes], Grid] = {}
        self.expected = {name: _expected(system, name) for name in system.chains}

    @cached_property
    def months(self) -> Floats:
        """Return the firsts of all months from the start to beyond the horizon, in seconds."""
        start = np.datetime64(self.period.start, "D")
        last = start + self.period.horizon_s // DAY_S
        firsts = np.arange(start.astype("datetime64[M]"), last.astype("datetime64[M]") + 2).astype("datetime64[D]")
        return np.maximum((firsts - start).astype(np.float64) * DAY_S, 0.0)

    def before(self, chain: str, instants: Floats) -> Floats:
        """Return the expected number of applications before each instant."""
        found: Floats = np.interp(instants, *self.expected[chain])
        return found

    def meetings(self, kind: Kind) -> Floats:
        """Return when the meetings are over from which the visits of a kind come, in seconds."""
        steps = kind.route.steps.steps
        before = kind.route.steps.graph[kind.step]
        held = next(step for name in before if isinstance(step := steps[name], Session))
        if held not in self._over:
            instants, _ = meetings_of(held, self.system, self.days)
            over: Floats = (instants + round(held.meeting.mean(self.system.workday_s))).astype(np.float64)
            self._over[held] = over[over + RELEASE_S <= self.period.horizon_s]
        return self._over[held]

    def grid(self, kinds: tuple[Kind, ...], duty: Duty) -> Grid:
        """Return the time of a department, cut at all instants at which anything changes that matters to it."""
        chains = tuple(dict.fromkeys(kind.route.chain for kind in kinds))
        over = {id(found): found for kind in kinds if kind.place.feed == "meeting" for found in (self.meetings(kind),)}
        since = np.asarray(duty.since, dtype=np.float64)
        key = chains, tuple(over), since.tobytes()
        if key not in self._grids:
            period = self.period
            ends = [0.0, period.cohort_start_s, period.cohort_end_s, period.horizon_s]
            cuts = [*over.values(), *(instants + RELEASE_S for instants in over.values())]
            cuts += [*(self.expected[chain][0] for chain in chains), since, self.months, np.array(ends)]
            merged = np.unique(np.concatenate(cuts))
            self._grids[key] = Grid(self, merged[merged <= period.horizon_s], since)
        return self._grids[key]

    def is_poisson(self, chain: str) -> bool:
        """Tell whether applications come independently of each other, one by one."""
        demand = self.system.chains[chain].demand
        return isinstance(demand, Poisson) and demand.mixing is None and demand.batch is None

    def cv2(self, chain: str) -> float:
        """Return the variance of the number of applications, or of batches, over its mean, in the long run."""
        demand = self.system.chains[chain].demand
        if isinstance(demand, Regular):
            return 0.0
        if not isinstance(demand, Poisson) or demand.mixing is None:
            return 1.0
        days = np.arange(0.0, self.period.cohort_end_s + 1, DAY_S)
        block = blocks_of(demand.mixing, self.period.start, days[:-1])
        counts = np.bincount(block, np.diff(self.before(chain, days)))
        return 1.0 + demand.mixing.cv.value**2 * float(counts @ counts / max(counts.sum(), 1e-12))

    def together(self, chain: str) -> float:
        """Return how many others an application finds in its own batch, on average."""
        demand = self.system.chains[chain].demand
        if not isinstance(demand, Poisson) or demand.batch is None:
            return 0.0
        batch = demand.batch
        return sum(size**2 * share for size, share in zip(batch.sizes, batch.shares, strict=True)) / batch.mean - 1.0


class Grid:
    """The time of departments at which the same instants matter, cut there; what follows from it is found once."""

    def __init__(self, sources: Sources, edges: Floats, since: Floats) -> None:
        self.edges, self.lengths = edges, np.diff(edges)
        self.shift = np.searchsorted(since, edges[:-1], side="right") - 1
        self.month = np.searchsorted(sources.months, edges[:-1], side="right") - 1
        self._sources = sources
        self._arrivals: dict[str, Floats] = {}
        self._rates: dict[tuple[str, str, bytes], Floats] = {}
        self._months_s = np.bincount(self.month, self.lengths)

    def arrivals(self, chain: str) -> Floats:
        """Return how many applications are expected in each interval."""
        if chain not in self._arrivals:
            self._arrivals[chain] = np.diff(self._sources.before(chain, self.edges))
        return self._arrivals[chain]

    def rate(self, chain: str, feed: str, is_open: NDArray[np.bool_]) -> Floats:
        """Return how many come a second in each interval, where each application makes one visit."""
        key = chain, feed, is_open.tobytes() if feed == "open" else b""
        if key not in self._rates:
            self._rates[key] = self._rate(self.arrivals(chain), feed, is_open)
        return self._rates[key]

    def _rate(self, arrivals: Floats, feed: str, is_open: NDArray[np.bool_]) -> Floats:
        if feed == "demand":
            return arrivals / self.lengths
        monthly = np.bincount(self.month, arrivals)
        evenly = monthly / self._months_s
        if feed == "any":
            return evenly[self.month]
        open_s = np.bincount(self.month, self.lengths * is_open)
        in_open_time = np.divide(monthly, open_s, out=evenly.copy(), where=open_s > 0)
        found: Floats = np.where(is_open | (open_s == 0)[self.month], in_open_time[self.month], 0.0)
        return found

    def released(self, over: Floats, cases: float) -> Floats:
        """Return how many come a second in each interval where so many are let go by meetings, a share by each."""
        if not len(over):
            return np.zeros(len(self.lengths))
        rising = np.bincount(np.searchsorted(self.edges, over), minlength=len(self.edges))
        falling = np.bincount(np.searchsorted(self.edges, over + RELEASE_S), minlength=len(self.edges))
        found: Floats = cases / len(over) / RELEASE_S * np.cumsum(rising - falling)[:-1]
        return found


def flows(system: System) -> dict[str, Flow]:
    """Return what flows to each department that has any work."""
    sources = Sources(system)
    found: dict[str, list[Kind]] = {}
    for name, chain in system.chains.items():
        places: dict[object, _Place] = {}
        for share, steps in walks(chain):
            route = Route(name, share, steps, visits_per_case(steps))
            for kind in _kinds(system, route, places):
                for department in steps.steps[kind.step].departments:
                    found.setdefault(department, []).append(kind)
    backlog = dict.fromkeys(system.departments, 0.0)
    for works in works_of_backlogs(system).values():
        for work_s, department, *_ in works:
            backlog[department] += work_s
    return _fed({name: _flow(sources, name, tuple(kinds), backlog[name]) for name, kinds in found.items()})


def _fed(found: dict[str, Flow]) -> dict[str, Flow]:
    """Return the flows as even, or uneven, as the departments let them go that feed them."""
    visits = {name: sum(flow.visits) for name, flow in found.items()}
    leaving = {name: flow.leaving_cv2 for name, flow in found.items()}

    def cv2(kind: Kind, count: float, own: float) -> float:
        feed, feeding = kind.place.feed, kind.place.feeding
        if feed != "open" or not feeding:
            return own if feed == "demand" else 1.0
        parts = [min(count / visits[name], 1.0) * (leaving[name] - 1.0) if visits[name] else 0.0 for name in feeding]
        return 1.0 + kind.first / kind.visits * sum(parts) / len(parts)

    return {name: replace(flow, cv2=tuple(map(cv2, flow.kinds, flow.visits, flow.cv2))) for name, flow in found.items()}


def _expected(system: System, name: str) -> tuple[Floats, Floats]:
    """Return instants and the expected number of applications before each; linear between them."""
    demand, horizon = system.chains[name].demand, system.period.horizon_s
    if isinstance(demand, Poisson):
        return cumulative_intensity(system, demand)
    if isinstance(demand, Regular):
        return np.array([0.0, horizon]), np.array([0.0, horizon / demand.every.seconds(DAY_S)])
    assert isinstance(demand, Listed)
    start = np.datetime64(system.period.start, "s")
    at = (np.array(demand.at, dtype="datetime64[s]") - start).astype(np.float64)
    edges = np.arange(0.0, horizon + HOUR_S, HOUR_S)
    counts, _ = np.histogram(at, edges)
    return edges, np.concatenate(([0.0], np.cumsum(counts)))


def _kinds(system: System, route: Route, places: dict[object, _Place]) -> Iterator[Kind]:
    chain, meets = route.steps, Meets(system, route.steps)
    steps, graph, share = chain.steps, chain.graph, route.share
    others = id(chain.handover), id(chain.documents)
    for name, (first, more) in route.visits.items():
        step = steps[name]
        if step.departments and first > 0:
            key = id(step), *others, *[id(steps[before]) for before in graph[name]]
            if key not in places:
                places[key] = _place(chain, name)
            place, met = places[key], meets.at(name, 1)
            mean_s, squared = _mixed(first, met, more, meets.at(name, 2)) if more else (met.mean_s, met.squared)
            yield Kind(route, name, first * share, more * share, mean_s, squared, place)


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


def _is_beside_rejection(chain: Chain, name: str) -> bool:
    order = order_of(chain)
    bit, upstream = order.bit, order.upstream
    return any(
        other != name and not upstream[name] & bit[other] and not upstream[other] & bit[name]
        for other in _rejecting(chain)
    )


@once
def _rejecting(chain: Chain) -> list[str]:
    return [name for name, alone in alone_in(chain).items() if alone.may_reject]


def _flow(sources: Sources, name: str, kinds: tuple[Kind, ...], backlog_s: float) -> Flow:
    duty = sources.duties[name]
    course = _course(sources, kinds, duty)
    first_s, last_s = sources.period.cohort_start_s, sources.period.cohort_end_s
    ends = np.array([first_s, last_s], dtype=np.float64)
    chains = dict.fromkeys(kind.route.chain for kind in kinds)
    cases = {chain: float(np.diff(sources.before(chain, ends))[0]) for chain in chains}
    visits = np.array([cases[kind.route.chain] * kind.visits for kind in kinds])
    weights = visits / visits.sum() if visits.sum() else np.full(len(kinds), 1 / len(kinds))
    mean_s = float(weights @ [kind.work_s for kind in kinds])
    squared = float(weights @ [kind.work_squared for kind in kinds])
    thinned = {chain: min(sum(k.visits for k in kinds if k.route.chain == chain), 1.0) for chain in cases}
    cv2 = [1.0 + thinned[kind.route.chain] * (sources.cv2(kind.route.chain) - 1.0) for kind in kinds]
    together = [thinned[kind.route.chain] * sources.together(kind.route.chain) for kind in kinds]
    steps = [kind.route.steps.steps[kind.step] for kind in kinds]
    return Flow(
        department=name,
        kinds=kinds,
        course=course,
        visits=tuple(visits.tolist()),
        cv2=tuple(cv2),
        together=float(weights @ together),
        service_s=mean_s,
        service_cv2=squared / mean_s**2 - 1.0 if mean_s else 0.0,
        backlog_s=backlog_s,
        is_first_come=sources.system.departments[name].discipline is Discipline.FIRST_COME
        and sources.system.departments[name].due_from is None
        and not any(step.is_first for step in steps),
        is_poisson=all(sources.is_poisson(chain) for chain in cases),
    )


def _course(sources: Sources, kinds: tuple[Kind, ...], duty: Duty) -> Course:
    """Return when visits of all kinds come, and who is there."""
    grid = sources.grid(kinds, duty)
    staff = np.asarray(duty.staff)[grid.shift]
    is_open = staff > 0
    alike: dict[tuple[str, ...], tuple[Kind, float]] = {}
    for kind in kinds:
        for feed, visits in ((kind.place.feed, kind.first), (kind.place.feed_again, kind.again)):
            key = (kind.route.chain, feed, str(kind.place.is_in_person), kind.step if feed == "meeting" else "")
            alike[key] = kind, alike.get(key, (kind, 0.0))[1] + visits
    rates = np.zeros((2, len(staff)))
    for (_, feed, *_), (kind, visits) in alike.items():
        if visits:
            chain = kind.route.chain
            if feed == "meeting":
                rate = visits * grid.released(sources.meetings(kind), float(grid.arrivals(chain).sum()))
            else:
                rate = visits * grid.rate(chain, feed, is_open)
            rates[0] += rate
            if kind.place.is_in_person:
                rates[1] += rate
    return Course(grid.edges, rates[0], rates[1], staff, grid.month)
