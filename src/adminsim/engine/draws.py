"""All that is random in a run, drawn before it: one row for each possible visit, one column for each case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.plan import Counting, limit_of
from adminsim.engine.route_draws import RouteDraws
from adminsim.model.timeline import NEVER, day_of_arrival

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan
    from adminsim.engine.population import Population
    from adminsim.engine.streams import Streams
    from adminsim.model.system import System


@dataclass(frozen=True)
class ChainDraws:
    """The draws of the cases of one chain.

    Attributes
    ----------
    submitted : ndarray of int64, shape (cases,)
        Instants of submission.
    case_type : ndarray of int16, shape (cases,)
        Position of the case type in the chain.
    priority : ndarray of int64, shape (cases,)
        Rank of the case type in departments that serve by priority.
    due : ndarray of int64, shape (cases,)
        Due dates by the limit of the chain, in seconds since the start.
    route : ndarray of int32, shape (cases,)
        Position of the route in the plan.
    complete : ndarray of bool, shape (cases,)
        Whether all documents are in order at the first filing.
    """

    submitted: NDArray[np.int64]
    case_type: NDArray[np.int16]
    priority: NDArray[np.int64]
    due: NDArray[np.int64]
    route: NDArray[np.int32]
    complete: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.submitted)


@dataclass(frozen=True)
class Draws:
    """The draws of one replication of a plan.

    Attributes
    ----------
    cases : tuple of ChainDraws
        By chain.
    needed : tuple of ndarray of bool
        By node: which cases need the step; the others pass through.
    handover_s, work_s, occupied_s, calendar_s, working_s : tuple of ndarray of int64
        By row (a node's base plus the number of the visit less 1), for each case of the node's chain: the hand-over;
        for work, staff time and the open time that it occupies; for delays and meetings, time by the calendar
        and in official hours, whichever ends later.
    result : tuple of ndarray of int8
        By row: how the visit ends, as a `Result`.
    correct_calendar_s, correct_working_s : tuple of ndarray of int64
        By row: the applicant's correction, by the calendar and in official hours.
    """

    cases: tuple[ChainDraws, ...]
    needed: tuple[NDArray[np.bool_], ...]
    handover_s: tuple[NDArray[np.int64], ...]
    work_s: tuple[NDArray[np.int64], ...]
    occupied_s: tuple[NDArray[np.int64], ...]
    calendar_s: tuple[NDArray[np.int64], ...]
    working_s: tuple[NDArray[np.int64], ...]
    result: tuple[NDArray[np.int8], ...]
    correct_calendar_s: tuple[NDArray[np.int64], ...]
    correct_working_s: tuple[NDArray[np.int64], ...]


def make_draws(system: System, plan: Plan, population: Population, streams: Streams) -> Draws:
    """Draw everything that a run of `plan` can need for a population."""
    drawn = _blank(plan, population)
    complete = {name: np.ones(len(applicants), dtype=bool) for name, applicants in population.items()}
    for position, route in enumerate(plan.routes):
        chain_position = plan.chains.index(route.chain_name)
        variant = position - plan.first_route[chain_position]
        applicants = population[route.chain_name]
        members = np.flatnonzero(applicants.variant == variant)
        cases = RouteDraws(system, plan, route, streams, applicants, members)
        complete[route.chain_name][members] = cases.papers.complete()
        for node in range(len(route.nodes)):
            cases.fill(drawn, node)
    return Draws(cases=tuple(_chain_draws(system, plan, population, complete)), **drawn)


def _chain_draws(
    system: System, plan: Plan, population: Population, complete: dict[str, NDArray[np.bool_]]
) -> list[ChainDraws]:
    found = []
    for position, name in enumerate(plan.chains):
        applicants = population[name]
        priorities = np.array([case_type.priority for case_type in system.chains[name].types.values()], dtype=np.int64)
        found.append(
            ChainDraws(
                submitted=applicants.submitted,
                case_type=applicants.case_type,
                priority=priorities[applicants.case_type],
                due=_due(system, name, plan, applicants.submitted),
                route=(applicants.variant + plan.first_route[position]).astype(np.int32),
                complete=complete[name],
            )
        )
    return found


def _due(system: System, chain: str, plan: Plan, submitted: NDArray[np.int64]) -> NDArray[np.int64]:
    counting, amount = limit_of(system.chains[chain].limit)
    if counting == Counting.NONE:
        return np.full(len(submitted), NEVER)
    if counting == Counting.SECONDS:
        return submitted + amount
    end_of = plan.workdays.end_of_period if counting == Counting.WORKING_DAYS else plan.workdays.end_of_calendar_period
    return end_of(day_of_arrival(submitted), amount)


BY_ROW = {
    "handover_s": np.int64, "work_s": np.int64, "occupied_s": np.int64, "calendar_s": np.int64, "working_s": np.int64,
    "result": np.int8, "correct_calendar_s": np.int64, "correct_working_s": np.int64,
}  # fmt: skip
"""The tables with a row for each possible visit."""


def _blank(plan: Plan, population: Population) -> dict[str, tuple[NDArray[np.int64], ...]]:
    sizes = [len(population[plan.chains[chain]]) for chain in plan.nodes.chain]
    by_row = [size for size, visits in zip(sizes, plan.nodes.visits, strict=True) for _ in range(visits)]
    tables = {name: tuple(np.zeros(size, dtype=kind) for size in by_row) for name, kind in BY_ROW.items()}
    return {"needed": tuple(np.zeros(size, dtype=bool) for size in sizes), **tables}
