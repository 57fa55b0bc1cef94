"""The plan: a system as flat tables of primitive nodes, ready for an engine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.capacity import Duty, duty_of, meetings_of
from adminsim.engine.routes import Route, RouteStep, route_of
from adminsim.model.calendar import DAY_S
from adminsim.model.span import Basis, Length
from adminsim.model.step import Session, Staffed, Waiting
from adminsim.model.timeline import Timeline, Workdays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.population import Population
    from adminsim.model.system import System


class Kind(IntEnum):
    """What a node is to an engine."""

    WORK = 0
    """Hands-on work of a department."""
    DELAY = 1
    """Time that passes."""
    SESSION = 2
    """A meeting on a schedule."""


class Counting(IntEnum):
    """How the days of a period set by law, a promise or a limit are counted."""

    NONE = 0
    CALENDAR_DAYS = 1
    WORKING_DAYS = 2
    SECONDS = 3
    """Not days: a plain length of calendar time."""


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
        Position of the department (work) or of the schedule (session), else -1.
    in_person, counts : ndarray of bool
        Whether the applicant comes in person; whether the agency clock runs.
    handover_working : ndarray of bool
        Whether the hand-over passes in official hours.
    period, period_days, promise, promise_days, limit, limit_amount : ndarray of int64
        How days are counted (`Counting`) and how many of them: for a period set by law, for promised papers, and for
        the due date of the step.
    promise_rejects : ndarray of bool
        Whether a broken promise rejects the case.
    visits : ndarray of int64
        The most visits a case can make.
    """

    step: tuple[RouteStep, ...]
    chain: NDArray[np.int32]
    rank: NDArray[np.int32]
    kind: NDArray[np.int8]
    place: NDArray[np.int32]
    in_person: NDArray[np.bool_]
    counts: NDArray[np.bool_]
    handover_working: NDArray[np.bool_]
    period: NDArray[np.int64]
    period_days: NDArray[np.int64]
    promise: NDArray[np.int64]
    promise_days: NDArray[np.int64]
    promise_rejects: NDArray[np.bool_]
    limit: NDArray[np.int64]
    limit_amount: NDArray[np.int64]
    visits: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.step)


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
        Instants of the meetings by schedule; `places` holds the places of one meeting (0: no limit).
    discipline : tuple of str
        Order of service by department.
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
    places: tuple[int, ...]
    discipline: tuple[str, ...]
    horizon_s: int


def make_plan(system: System, population: Population) -> Plan:
    """Lay out a system for an engine, with the route variants that occur in a population."""
    variants = [
        (position, route_of(system, name, covered))
        for position, name in enumerate(system.walks)
        for covered in population[name].variants
    ]
    days = -(-system.period.horizon_s // DAY_S) + 1
    departments = tuple(system.departments)
    offices = {name: Timeline.of(calendar, system.period.start, days) for name, calendar in system.calendars.items()}
    official = offices[system.calendar]
    workdays = Workdays.of(system.official, system.period.start, days)
    steps = _distinct_steps(variants)
    sessions = [step.step for _, step in steps if isinstance(step.step, Session)]
    node_of = {key: position for position, key in enumerate(steps)}
    routes = tuple(
        route.numbered(tuple(node_of[position, step] for step in route.steps)) for position, route in variants
    )
    chain_positions = [position for position, _ in variants]
    nodes, arrival_rank = _node_table(system, steps, routes)
    return Plan(
        chains=tuple(system.walks),
        departments=departments,
        nodes=nodes,
        routes=routes,
        first_route=tuple(chain_positions.index(position) for position in range(len(system.walks))),
        arrival_rank=arrival_rank,
        duty=tuple(duty_of(system, name, offices, days) for name in departments),
        office=tuple(offices[system.departments[name].calendar or system.calendar] for name in departments),
        official=official,
        workdays=workdays,
        meetings=tuple(meetings_of(session.schedule, system, days) for session in sessions),
        places=tuple(session.places or 0 for session in sessions),
        discipline=tuple(str(system.departments[name].discipline) for name in departments),
        horizon_s=system.period.horizon_s,
    )


def _distinct_steps(variants: list[tuple[int, Route]]) -> list[tuple[int, RouteStep]]:
    """Return the steps of all variants without repetition, sorted by chain and step name."""
    distinct: dict[tuple[int, RouteStep], None] = {}
    for position, route in variants:
        distinct.update(dict.fromkeys((position, step) for step in route.steps))
    return sorted(distinct, key=lambda key: (key[0], key[1].name))


def _node_table(
    system: System, steps: list[tuple[int, RouteStep]], routes: tuple[Route, ...]
) -> tuple[NodeTable, NDArray[np.int32]]:
    departments = {name: position for position, name in enumerate(system.departments)}
    names = sorted({(chain, step.name) for chain, step in steps} | {(c, "") for c in range(len(system.walks))})
    rank_of = {name: rank for rank, name in enumerate(names)}
    visits = np.ones(len(steps), dtype=np.int64)
    for route in routes:
        for node, most in zip(route.nodes, route.most_visits, strict=True):
            visits[node] = max(visits[node], most)
    bare = [step.step for _, step in steps]
    sessions = iter(range(len(steps)))
    periods = [counting_of(s.duration.whole_days if isinstance(s, Waiting) and s.legal_period else None) for s in bare]
    promises = [counting_of(s.promise.period if isinstance(s, Waiting) and s.promise else None) for s in bare]
    limits = [limit_of(s.limit) for s in bare]
    table = NodeTable(
        step=tuple(step for _, step in steps),
        chain=np.array([chain for chain, _ in steps], dtype=np.int32),
        rank=np.array([rank_of[chain, step.name] for chain, step in steps], dtype=np.int32),
        kind=np.array([_kind(s) for s in bare], dtype=np.int8),
        place=np.array(
            [
                departments[s.department]
                if isinstance(s, Staffed)
                else next(sessions)
                if isinstance(s, Session)
                else -1
                for s in bare
            ],
            dtype=np.int32,
        ),
        in_person=np.array([s.visit for s in bare], dtype=bool),
        counts=np.array([s.is_counted for s in bare], dtype=bool),
        handover_working=np.array([step.handover_basis is Basis.WORKING for _, step in steps], dtype=bool),
        period=np.array([counting for counting, _ in periods], dtype=np.int64),
        period_days=np.array([days for _, days in periods], dtype=np.int64),
        promise=np.array([counting for counting, _ in promises], dtype=np.int64),
        promise_days=np.array([days for _, days in promises], dtype=np.int64),
        promise_rejects=np.array(
            [isinstance(s, Waiting) and s.promise is not None and s.promise.on_broken == "reject" for s in bare],
            dtype=bool,
        ),
        limit=np.array([counting for counting, _ in limits], dtype=np.int64),
        limit_amount=np.array([amount for _, amount in limits], dtype=np.int64),
        visits=visits,
    )
    arrival_rank = np.array([rank_of[chain, ""] for chain in range(len(system.walks))], dtype=np.int32)
    return table, arrival_rank


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
    return Counting.CALENDAR_DAYS, round(days.seconds(DAY_S) / DAY_S)


def limit_of(length: Length | None) -> tuple[int, int]:
    """Return how a limit is counted, as a `Counting`, and its amount: days, or seconds for shorter units."""
    if length is None or length.unit in ("WD", "d", "wk"):
        return counting_of(length)
    return Counting.SECONDS, round(length.seconds(DAY_S))
