"""All that is random in a run, drawn before it: one row for each possible visit, one column for each case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from adminsim.engine import selection
from adminsim.engine.deadlines import deadlines_of
from adminsim.engine.route_draws import RouteDraws

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan
    from adminsim.engine.population import Applicants, Population
    from adminsim.engine.selection import Selection
    from adminsim.engine.streams import Streams
    from adminsim.model.system import System

Value = TypeVar("Value", bound=np.generic)


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
    expires : ndarray of int64, shape (cases,)
        When that limit passes with consequences, not before the arrival; `NEVER` where it has none.
    gives_up : ndarray of int64, shape (cases,)
        When the applicant gives up unless the case is decided; `NEVER` where nobody would, or a tacit approval comes
        first.
    extended : ndarray of bool, shape (cases,)
        Whether the limit of the chain is extended.
    route : ndarray of int32, shape (cases,)
        Position of the route in the plan.
    complete : ndarray of bool, shape (cases,)
        Whether all documents are in order at the first filing.
    begun : ndarray of int16, shape (cases,)
        For the cases of a backlog the position in their route of the step at which they wait, else -1.
    covered : dict of str to ndarray of bool
        By pilot that covers some cases only, which.
    """

    submitted: NDArray[np.int64]
    case_type: NDArray[np.int16]
    priority: NDArray[np.int64]
    due: NDArray[np.int64]
    expires: NDArray[np.int64]
    gives_up: NDArray[np.int64]
    extended: NDArray[np.bool_]
    route: NDArray[np.int32]
    complete: NDArray[np.bool_]
    begun: NDArray[np.int16]
    covered: dict[str, NDArray[np.bool_]]

    def __len__(self) -> int:
        return len(self.submitted)


@dataclass(frozen=True)
class VisitOrder:
    """The canonical order of all possible visits: by chain and step name, then case, then visit.

    The variants of a step share their places, since a case has one variant.

    Attributes
    ----------
    start, stride : ndarray of int64
        By node: the place of the first case's first visit, and the distance from one case to the next.
    arrival : ndarray of int64
        By chain: the place of the first case's arrival.
    cases : ndarray of int64
        By node: how many cases its chain has.
    count : int
        How many places there are.
    """

    start: NDArray[np.int64]
    stride: NDArray[np.int64]
    cases: NDArray[np.int64]
    arrival: NDArray[np.int64]
    count: int

    @classmethod
    def of(cls, plan: Plan, sizes: Sequence[int]) -> VisitOrder:
        """Return the order for so many cases by chain."""
        nodes = plan.nodes
        ranks = int(max(nodes.rank.max(), plan.arrival_rank.max())) + 1
        stride, cases = np.ones(ranks, dtype=np.int64), np.zeros(ranks, dtype=np.int64)
        np.maximum.at(stride, nodes.rank, nodes.visits)
        cases[plan.arrival_rank] = sizes
        cases[nodes.rank] = np.asarray(sizes)[nodes.chain]
        first = np.concatenate(([0], np.cumsum(stride * cases)))
        return cls(first[nodes.rank], stride[nodes.rank], cases[nodes.rank], first[plan.arrival_rank], int(first[-1]))

    def places(self, node: int, visit: int = 1) -> slice:
        """Return the places of a node's visits of a number, one for each case."""
        first, stride = int(self.start[node]) + visit - 1, int(self.stride[node])
        return slice(first, first + int(self.cases[node]) * stride, stride)


@dataclass(frozen=True)
class Draws:
    """The draws of one replication of a plan.

    Attributes
    ----------
    cases : tuple of ChainDraws
        By chain.
    order : VisitOrder
        Where each possible visit stands in `by_visit`.
    by_visit : dict of str to ndarray
        One table each by possible visit: `skipped` (first visit only), whether the case does not need the step and
        passes through; `handover_s`; for work, `work_s` (staff time) and `occupied_s` (open time that it takes); for
        delays and meetings `calendar_s` and `working_s`, time by the calendar and in official hours, whichever ends
        later; `result`, how the visit ends, as a `Result`; `correct_calendar_s` and `correct_working_s`, the
        applicant's correction; `extended`, whether the limit of the visit is extended; `patience_s`, how long the
        applicant stays in the queue, 0 for as long as it takes. What no case can reach is zero.
        Where no department has a share of the day only, `occupied_s` is the same array as `work_s`. `exact_s` is
        `work_s` before it is rounded, for the work of departments with groups, who each make their own time of it;
        without any such department it is empty.
    """

    cases: tuple[ChainDraws, ...]
    order: VisitOrder
    by_visit: dict[str, NDArray[Any]]

    def of_node(self, table: str, node: int, visit: int = 1) -> NDArray[Any]:
        """Return a table's entries of one node and visit, for each case of the node's chain; a view."""
        return self.by_visit[table][self.order.places(node, visit)]


TABLES = {
    "skipped": np.bool_, "handover_s": np.int32, "work_s": np.int32, "occupied_s": np.int32, "calendar_s": np.int32,
    "working_s": np.int32, "result": np.int8, "correct_calendar_s": np.int32, "correct_working_s": np.int32,
    "extended": np.bool_, "patience_s": np.int32, "exact_s": np.float64,
}  # fmt: skip
"""The tables by possible visit."""


def make_draws(system: System, plan: Plan, population: Population, streams: Streams) -> Draws:
    """Draw everything that a run of `plan` can need for a population."""
    order = VisitOrder.of(plan, [len(population[name]) for name in plan.chains])
    # Memory that nobody writes to is never taken: most tables are zero for most visits.
    by_visit: dict[str, NDArray[Any]] = {name: np.zeros(order.count, dtype=kind) for name, kind in TABLES.items()}
    if not any(department.groups for department in system.departments.values()):
        by_visit["exact_s"] = by_visit["exact_s"][:0]
    if all(department.share.value == 1.0 for department in system.departments.values()):
        by_visit["occupied_s"] = by_visit["work_s"]
    drawers = _Drawers(system, plan, population, streams)
    for alike in plan.alike:
        cases = drawers.of(alike.routes)
        if cases.is_empty:
            continue
        for drawn in cases.visits(alike.place):
            entries = by_visit[drawn.table][order.places(alike.node, drawn.visit)]
            whose = drawn.cases if cases.members is None else selection.of(drawn.cases, cases.members)
            entries[slice(None) if whose is None else whose] = drawn.values
    complete = {name: np.ones(len(applicants), dtype=bool) for name, applicants in population.items()}
    for routes in plan.papers_alike:
        cases = drawers.of(routes)
        own = slice(None) if cases.members is None else cases.members
        complete[plan.routes[routes[0]].chain_name][own] = cases.papers.complete()
    return Draws(tuple(_chain_draws(system, plan, population, complete, streams)), order, by_visit)


class _Drawers:
    """Who draws for the cases of some routes together; the same for all steps that these routes meet alike."""

    def __init__(self, system: System, plan: Plan, population: Population, streams: Streams) -> None:
        self._system, self._plan, self._population, self._streams = system, plan, population, streams
        self._made: dict[tuple[int, ...], RouteDraws] = {}

    def of(self, routes: tuple[int, ...]) -> RouteDraws:
        """Return who draws for the cases of these routes, by their positions, of which the first stands for all."""
        if routes not in self._made:
            route = self._plan.routes[routes[0]]
            applicants = self._population[route.chain_name]
            self._made[routes] = RouteDraws(
                self._system, route, self._streams, applicants, self._members(route.chain_name, routes)
            )
        return self._made[routes]

    def _members(self, chain: str, routes: tuple[int, ...]) -> Selection:
        applicants = self._population[chain]
        if len(routes) == len(applicants.variants):
            return None
        is_meant = np.zeros(len(applicants.variants), dtype=bool)
        is_meant[np.array(routes) - self._plan.first_route[self._plan.chains.index(chain)]] = True
        return np.flatnonzero(is_meant[applicants.variant])


def _chain_draws(
    system: System,
    plan: Plan,
    population: Population,
    complete: dict[str, NDArray[np.bool_]],
    streams: Streams,
) -> list[ChainDraws]:
    found = []
    for position, name in enumerate(plan.chains):
        applicants = population[name]
        deadlines = deadlines_of(system, plan, position, applicants, streams)
        priorities = np.array([case_type.priority for case_type in system.walks[name].types.values()], dtype=np.int64)
        found.append(
            ChainDraws(
                submitted=applicants.submitted,
                case_type=applicants.case_type,
                priority=_at_once(priorities[applicants.case_type]),
                due=_at_once(deadlines.due),
                expires=_at_once(deadlines.expires),
                gives_up=_at_once(deadlines.gives_up),
                extended=_at_once(deadlines.extended),
                route=(applicants.variant + plan.first_route[position]).astype(np.int32),
                complete=complete[name],
                begun=_begun(plan, position, applicants),
                covered=applicants.covered,
            )
        )
    return found


def _at_once(values: NDArray[Value]) -> NDArray[Value]:
    """Return the same values; where all are one and the same, they take the room of one."""
    is_one = len(values) > 0 and bool((values == values[0]).all())
    return np.broadcast_to(values[:1].copy(), len(values)) if is_one else values


def _begun(plan: Plan, chain: int, applicants: Applicants) -> NDArray[np.int16]:
    if applicants.begun is None:
        return np.broadcast_to(np.int16(-1), len(applicants))
    positions = {step.name: place for place, step in enumerate(plan.routes[plan.first_route[chain]].steps)}
    return np.array([positions[step] for step in applicants.begun], dtype=np.int16)
