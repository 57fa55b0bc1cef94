"""The plan: a system as flat tables of primitive nodes, ready for an engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.alike import Alike, papers_alike, steps_alike
from adminsim.engine.benches import Bench, benches_of
from adminsim.engine.capacity import Duty, duty_of, meetings_of
from adminsim.engine.routes import Route, RouteStep, route_of
from adminsim.model.calendar import DAY_S
from adminsim.model.department import Department, Discipline
from adminsim.model.limit import Expiry, Extension, LimitClock, LimitStart
from adminsim.model.span import Basis, Length
from adminsim.model.step import Session, Staffed, Waiting
from adminsim.model.timeline import NEVER, Timeline
from adminsim.model.workdays import Workdays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.population import Population
    from adminsim.model.system import System
    from adminsim.model.timeline import Int


AHEAD = 2**42
"""What is taken off the key of a visit that goes ahead of all others in its queue: more than any due date."""
WAITED = 2**41
"""What is taken off the key of what joins before a department begins to serve by due date: it stays before what joins
later, and behind what goes ahead of all."""


class Kind(IntEnum):
    """What a node is to an engine."""

    WORK = 0
    """Hands-on work of a department."""
    DELAY = 1
    """Time that passes."""
    SESSION = 2
    """A meeting on a schedule."""


class OnExpiry(IntEnum):
    """What follows when a limit passes, as an engine numbers it."""

    NOTHING = 0
    ESCALATE = 1
    APPROVE = 2


EXPIRIES = {
    Expiry.NOTHING: OnExpiry.NOTHING,
    Expiry.ESCALATE: OnExpiry.ESCALATE,
    Expiry.APPROVE: OnExpiry.APPROVE,
}


class Counting(IntEnum):
    """How the days of a period set by law, a promise or a limit are counted."""

    NONE = 0
    CALENDAR_DAYS = 1
    WORKING_DAYS = 2
    SECONDS = 3
    """Not days: a plain length of calendar time."""
    MONTHS = 4
    OFFICIAL = 5
    """A plain length of official hours."""


@dataclass(frozen=True)
class NodeTable:
    """The nodes of all routes; one row each, sorted by chain, step name and variant.

    Attributes
    ----------
    step : tuple of RouteStep
        What each node stands for.
    chain : ndarray of int32
        Position of the chain.
    rank : ndarray of int32
        Canonical rank: chain in the file, then step name by code point; equal for the variants of one step.
    kind : ndarray of int8
        A `Kind`.
    place : ndarray of int32
        Position of the department (work; of a joint step, the one with which the file lies) or of the schedule
        (session), else -1.
    people : tuple of tuple of int
        For work, the positions of all departments one of whose people a visit takes, in the order of the file.
    staff_time : ndarray of float64
        Staff time of all people on a visit, in that of the department with which the file lies: 1 but for joint steps.
    office : tuple of Timeline
        The hours in which work passes: those common to these departments; the official ones of other nodes.
    patience_working : ndarray of bool
        Whether the patience in the queue, where there is any, runs in official hours.
    in_person, counts : ndarray of bool
        Whether the applicant comes in person; whether the agency clock runs.
    handover_working : ndarray of bool
        Whether the hand-over passes in official hours.
    period, period_days, promise, promise_days, limit, limit_amount : ndarray of int64
        How days are counted (`Counting`) and how many of them: for a period set by law, for promised papers, and for
        the due date of the step.
    promise_rejects : ndarray of bool
        Whether a broken promise rejects the case.
    notice, notice_days : ndarray of int64
        Within how many days an intake has to tell of defects at first, counted likewise.
    extension : ndarray of int64
        By how much the limit is extended where it is, in the unit of the limit.
    limit_from_ready, limit_stands_still : ndarray of bool
        Whether the limit is counted from before the hand-over; whether it stands still in corrections.
    on_expiry : ndarray of int8
        An `OnExpiry`: what follows when the limit passes.
    visits : ndarray of int64
        The most visits a case can make.
    ahead : ndarray of int64
        What is taken off the key by which a department orders its queue: `AHEAD`, or nothing.
    """

    step: tuple[RouteStep, ...]
    chain: NDArray[np.int32]
    rank: NDArray[np.int32]
    kind: NDArray[np.int8]
    place: NDArray[np.int32]
    people: tuple[tuple[int, ...], ...]
    staff_time: NDArray[np.float64]
    office: tuple[Timeline, ...]
    in_person: NDArray[np.bool_]
    counts: NDArray[np.bool_]
    handover_working: NDArray[np.bool_]
    patience_working: NDArray[np.bool_]
    period: NDArray[np.int64]
    period_days: NDArray[np.int64]
    promise: NDArray[np.int64]
    promise_days: NDArray[np.int64]
    promise_rejects: NDArray[np.bool_]
    notice: NDArray[np.int64]
    notice_days: NDArray[np.int64]
    limit: NDArray[np.int64]
    limit_amount: NDArray[np.int64]
    extension: NDArray[np.int64]
    limit_from_ready: NDArray[np.bool_]
    limit_stands_still: NDArray[np.bool_]
    on_expiry: NDArray[np.int8]
    visits: NDArray[np.int64]
    ahead: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.step)

    @cached_property
    def takes(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Every department that work takes people of: the nodes, and beside them the departments."""
        node = np.repeat(np.arange(len(self)), [len(people) for people in self.people])
        return node, np.array([one for people in self.people for one in people], dtype=np.int64)

    @cached_property
    def circles(self) -> tuple[tuple[int, ...], ...]:
        """The departments that take from their queues together, since some steps need people of several; sorted."""
        found: list[set[int]] = []
        for people in dict.fromkeys(self.people):
            if len(people) > 1:
                met = [circle for circle in found if not circle.isdisjoint(people)]
                found = [circle for circle in found if circle.isdisjoint(people)] + [set(people).union(*met)]
        return tuple(sorted(tuple(sorted(circle)) for circle in found))


@dataclass(frozen=True)
class Plan:
    """A system made ready for an engine.

    Attributes
    ----------
    chains, departments : tuple of str
        Names, in the order of the file.
    nodes : NodeTable
        One row for each step of each variant.
    routes : tuple of Route
        One for each chain and variant; `first_route` gives the first of each chain.
    arrival_rank : ndarray of int32
        Canonical rank of an arrival, by chain: before all steps of the chain.
    duty : tuple of Duty
        By department: how many people may start work, from which instant on.
    office : tuple of Timeline
        Opening hours by department.
    official : Timeline
        Opening hours of the official calendar.
    workdays : Workdays
        Working days of the official calendar.
    meetings : tuple of ndarray of int64
        Instants of the meetings by schedule; `places` holds the places at each (0: no limit).
    discipline : tuple of str
        Order of service by department.
    due_from : tuple of int
        By department, from which instant on what joins is served by due date: 0 where all is, `NEVER` where nothing.
    benches : tuple of tuple of Bench
        By department with groups its people, in the order in which they are asked; empty for others.
    horizon_s : int
        End of the run.
    """

    chains: tuple[str, ...]
    departments: tuple[str, ...]
    nodes: NodeTable
    routes: tuple[Route, ...]
    first_route: tuple[int, ...]
    arrival_rank: NDArray[np.int32]
    duty: tuple[Duty, ...]
    office: tuple[Timeline, ...]
    official: Timeline
    workdays: Workdays
    meetings: tuple[NDArray[np.int64], ...]
    places: tuple[NDArray[np.int64], ...]
    discipline: tuple[str, ...]
    due_from: tuple[int, ...]
    benches: tuple[tuple[Bench, ...], ...]
    horizon_s: int

    @cached_property
    def alike(self) -> tuple[Alike, ...]:
        """Every step once for all the routes whose cases meet it alike."""
        return steps_alike(self.routes)

    @cached_property
    def papers_alike(self) -> tuple[tuple[int, ...], ...]:
        """The positions of the routes whose cases are asked for the same papers at the same intakes."""
        return papers_alike(self.routes)


People = tuple[tuple[int, ...], Timeline]
"""The departments whose people a visit takes, and the hours common to them."""
Committee = tuple[Session, int]
"""A session that says when a committee meets, and the committee's position."""


class Plans:
    """The plans of one system, made as they are asked for: one for each choice of route variants that occurs.

    What depends on the system alone is laid out once, so that many replications can share it. Sent to another process
    it travels as its system.
    """

    def __init__(self, system: System) -> None:
        self.system = system
        self._days = -(-system.period.horizon_s // DAY_S) + 1
        self._made: dict[tuple[tuple[frozenset[str], ...], ...], Plan] = {}
        self._routes: dict[tuple[str, frozenset[str]], Route] = {}
        self._steps: dict[RouteStep, RouteStep] = {}
        self._common: dict[tuple[Timeline, ...], Timeline] = {}
        self._meetings: dict[Session, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}

    def __reduce__(self) -> tuple[type[Plans], tuple[System]]:
        return Plans, (self.system,)

    def of(self, population: Population) -> Plan:
        """Return the plan with the route variants that occur in a population."""
        occurring = tuple(population[name].variants for name in self.system.walks)
        if occurring not in self._made:
            self._made[occurring] = self._make(occurring)
        return self._made[occurring]

    @cached_property
    def _offices(self) -> dict[str, Timeline]:
        start = self.system.period.start
        return {name: Timeline.of(one, start, self._days) for name, one in self.system.calendars.items()}

    @cached_property
    def _workdays(self) -> Workdays:
        system = self.system
        return Workdays.of(system.official, system.period.start, self._days, system.days_before)

    @cached_property
    def _official(self) -> Timeline:
        """The official calendar, with the days before the start on which dates may lie."""
        system = self.system
        if not system.days_before:
            return self._offices[system.calendar]
        return Timeline.of(system.official, system.period.start, self._days, system.days_before)

    @cached_property
    def _duty(self) -> tuple[Duty, ...]:
        return tuple(duty_of(self.system, name, self._offices, self._days) for name in self.system.departments)

    def _route(self, chain: str, covered: frozenset[str]) -> Route:
        if (chain, covered) not in self._routes:
            route = route_of(self.system, chain, covered)
            # Steps that are equal become one and the same, so that nobody need compare them again.
            same = tuple(self._steps.setdefault(step, step) for step in route.steps)
            self._routes[chain, covered] = replace(route, steps=same)
        return self._routes[chain, covered]

    def _held(self, session: Session) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        if session not in self._meetings:
            self._meetings[session] = meetings_of(session, self.system, self._days)
        return self._meetings[session]

    def _people(self, step: Staffed | Waiting | Session) -> People:
        """Return the departments whose people a visit of a step takes, and their common hours."""
        if not isinstance(step, Staffed):
            return (), self._offices[self.system.calendar]
        departments = list(self.system.departments)
        positions = tuple(sorted(departments.index(name) for name in step.departments))
        offices = tuple(dict.fromkeys(self._office(departments[position]) for position in positions))
        if offices not in self._common:
            self._common[offices] = offices[0] if len(offices) == 1 else Timeline.common(offices)
        return positions, self._common[offices]

    def _office(self, department: str) -> Timeline:
        return self._offices[self.system.departments[department].calendar or self.system.calendar]

    def _make(self, occurring: tuple[tuple[frozenset[str], ...], ...]) -> Plan:
        system = self.system
        variants = [
            (position, self._route(name, covered))
            for position, (name, variants) in enumerate(zip(system.walks, occurring, strict=True))
            for covered in variants
        ]
        steps = _distinct_steps(variants)
        committees = _committees(system, steps)
        meetings = [self._held(session) for session, _ in dict.fromkeys(committees.values())]
        node_of = {key: position for position, key in enumerate(steps)}
        routes = tuple(
            route.numbered(tuple(node_of[position, step] for step in route.steps)) for position, route in variants
        )
        chain_positions = [position for position, _ in variants]
        people = [self._people(step.step) for _, step in steps]
        nodes, arrival_rank = _node_table(system, steps, routes, committees, people)
        departments = system.departments
        return Plan(
            chains=tuple(system.walks),
            departments=tuple(departments),
            nodes=nodes,
            routes=routes,
            first_route=tuple(chain_positions.index(position) for position in range(len(system.walks))),
            arrival_rank=arrival_rank,
            duty=self._duty,
            office=tuple(map(self._office, departments)),
            official=self._official,
            workdays=self._workdays,
            meetings=tuple(held for held, _ in meetings),
            places=tuple(places for _, places in meetings),
            discipline=tuple(str(one.discipline) for one in departments.values()),
            due_from=tuple(_due_from(system, one) for one in departments.values()),
            benches=tuple(benches_of(one, name, [step.step for _, step in steps]) for name, one in departments.items()),
            horizon_s=system.period.horizon_s,
        )


def make_plan(system: System, population: Population) -> Plan:
    """Lay out a system for an engine once, with the route variants that occur in a population."""
    return Plans(system).of(population)


def _distinct_steps(variants: list[tuple[int, Route]]) -> list[tuple[int, RouteStep]]:
    """Return the steps of all variants without repetition, sorted by chain and step name."""
    distinct: dict[tuple[int, RouteStep], None] = {}
    for position, route in variants:
        distinct.update(dict.fromkeys((position, step) for step in route.steps))
    return sorted(distinct, key=lambda key: (key[0], key[1].name))


def _committees(system: System, steps: list[tuple[int, RouteStep]]) -> dict[tuple[int, RouteStep], Committee]:
    """Return the committee of each session.

    The variants of a session that meet by one schedule are one committee with one list of cases, and so are a chain's
    session and that of its backlog.
    """
    chains = [*system.chains, *(name for name, chain in system.chains.items() if chain.backlog)]
    first: dict[tuple[object, ...], Committee] = {}
    found = {}
    for key in steps:
        position, session = key[0], key[1].step
        if isinstance(session, Session):
            kept = (chains[position], key[1].name, session.schedule, session.places, session.changes)
            found[key] = first.setdefault(kept, (session, len(first)))
    return found


def _node_table(
    system: System,
    steps: list[tuple[int, RouteStep]],
    routes: tuple[Route, ...],
    committees: dict[tuple[int, RouteStep], Committee],
    people: list[People],
) -> tuple[NodeTable, NDArray[np.int32]]:
    departments = {name: position for position, name in enumerate(system.departments)}
    names = sorted({(chain, step.name) for chain, step in steps} | {(c, "") for c in range(len(system.walks))})
    rank_of = {name: rank for rank, name in enumerate(names)}
    visits = np.ones(len(steps), dtype=np.int64)
    for route in routes:
        for node, most in zip(route.nodes, route.most_visits, strict=True):
            visits[node] = max(visits[node], most)
    bare = [step.step for _, step in steps]
    periods = [counting_of(s.duration.whole_days if isinstance(s, Waiting) and s.legal_period else None) for s in bare]
    promises = [counting_of(s.promise.period if isinstance(s, Waiting) and s.promise else None) for s in bare]
    notices = [counting_of(s.intake.notice_within if isinstance(s, Staffed) and s.intake else None) for s in bare]
    limits = [limit_of(s.limit, s.limit_clock) for s in bare]
    table = NodeTable(
        step=tuple(step for _, step in steps),
        chain=np.array([chain for chain, _ in steps], dtype=np.int32),
        rank=np.array([rank_of[chain, step.name] for chain, step in steps], dtype=np.int32),
        kind=np.array([_kind(s) for s in bare], dtype=np.int8),
        place=np.array(
            [
                departments[s.department] if isinstance(s, Staffed) else committees[key][1] if key in committees else -1
                for key, s in zip(steps, bare, strict=True)
            ],
            dtype=np.int32,
        ),
        people=tuple(positions for positions, _ in people),
        staff_time=np.array([_staff_time(system, s) for s in bare]),
        office=tuple(office for _, office in people),
        in_person=np.array([s.visit for s in bare], dtype=bool),
        counts=np.array([s.is_counted for s in bare], dtype=bool),
        patience_working=np.array([_is_patient_in_hours(step) for _, step in steps], dtype=bool),
        handover_working=np.array([step.handover_basis is Basis.WORKING for _, step in steps], dtype=bool),
        period=np.array([counting for counting, _ in periods], dtype=np.int64),
        period_days=np.array([days for _, days in periods], dtype=np.int64),
        promise=np.array([counting for counting, _ in promises], dtype=np.int64),
        promise_days=np.array([days for _, days in promises], dtype=np.int64),
        promise_rejects=np.array(
            [isinstance(s, Waiting) and s.promise is not None and s.promise.on_broken == "reject" for s in bare],
            dtype=bool,
        ),
        notice=np.array([counting for counting, _ in notices], dtype=np.int64),
        notice_days=np.array([days for _, days in notices], dtype=np.int64),
        limit=np.array([counting for counting, _ in limits], dtype=np.int64),
        limit_amount=np.array([amount for _, amount in limits], dtype=np.int64),
        extension=np.array([amount_of(s.extension) for s in bare], dtype=np.int64),
        limit_from_ready=np.array([s.limit_from is LimitStart.READY for s in bare], dtype=bool),
        limit_stands_still=np.array([s.limit_clock is LimitClock.AGENCY for s in bare], dtype=bool),
        on_expiry=np.array([EXPIRIES[s.on_expiry] for s in bare], dtype=np.int8),
        visits=visits,
        ahead=np.array([AHEAD if isinstance(s, Staffed) and s.ahead else 0 for s in bare], dtype=np.int64),
    )
    arrival_rank = np.array([rank_of[chain, ""] for chain in range(len(system.walks))], dtype=np.int32)
    return table, arrival_rank


def _is_patient_in_hours(step: RouteStep) -> bool:
    return step.patience is not None and step.patience.basis is Basis.WORKING


def _due_from(system: System, department: Department) -> int:
    if department.discipline is Discipline.EARLIEST_DUE:
        return 0
    if department.due_from is None:
        return NEVER
    since = max((department.due_from - system.period.start).days, 0) * DAY_S
    return since if since < system.period.horizon_s else NEVER


def _staff_time(system: System, step: Staffed | Waiting | Session) -> float:
    if not isinstance(step, Staffed) or not step.together_with:
        return 1.0
    shares = [system.departments[name].share.value for name in step.departments]
    return sum(shares) / shares[0]


def _kind(step: Staffed | Waiting | Session) -> Kind:
    if isinstance(step, Staffed):
        return Kind.WORK
    return Kind.DELAY if isinstance(step, Waiting) else Kind.SESSION


def counting_of(days: Length | None) -> tuple[int, int]:
    """Return how days are counted, as a `Counting`, and how many of them; none where nothing is stated."""
    if days is None:
        return Counting.NONE, 0
    if days.unit == "WD":
        return Counting.WORKING_DAYS, round(days.amount)
    if days.months is not None:
        return Counting.MONTHS, days.months
    return Counting.CALENDAR_DAYS, round(days.seconds(DAY_S) / DAY_S)


def end_of_days(workdays: Workdays, day: Int, counting: int, amount: Int | int) -> Int:
    """Return 24:00 of the last day of a period of days or months that is counted from a day."""
    if counting == Counting.WORKING_DAYS:
        return workdays.end_of_period(day, amount)
    if counting == Counting.MONTHS:
        return workdays.end_of_months(day, amount)
    return workdays.end_of_calendar_period(day, amount)


def limit_of(length: Length | None, clock: LimitClock = LimitClock.ELAPSED) -> tuple[int, int]:
    """Return how a limit is counted, as a `Counting`, and its amount: days or months, or seconds for shorter units."""
    if length is None or length.months is not None or length.unit in ("WD", "d", "wk"):
        return counting_of(length)
    counting = Counting.SECONDS if clock is LimitClock.ELAPSED else Counting.OFFICIAL
    return counting, round(length.seconds(DAY_S))


def amount_of(extension: Extension | None) -> int:
    """Return by how much a limit may be extended, in the unit of the limit: days, or seconds for shorter units."""
    return limit_of(extension.by)[1] if extension is not None else 0
