"""All that is random in a run, drawn before it: one row for each possible visit, one column for each case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from adminsim.engine import drawing
from adminsim.engine.deadlines import deadlines_of
from adminsim.engine.masks import firsts
from adminsim.engine.program import paces_of, program_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan
    from adminsim.engine.population import Applicants, Population
    from adminsim.engine.program import Written
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
        When that limit passes with consequences, not before the arrival; `NEVER` where it has none, or where that is
        known from the run only.
    gives_up : ndarray of int64, shape (cases,)
        When the applicant gives up unless the case is decided; `NEVER` where nobody would, or a tacit approval is known
        to come first.
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
AT_ONCE = 2**17
"""So many lengths of time are drawn together, and those of one step more."""


def make_draws(
    system: System, plan: Plan, population: Population, streams: Streams, *, is_blank: bool = False
) -> Draws:
    """Draw everything that a run of `plan` can need for a population; blank, nothing takes time or goes wrong."""
    order = VisitOrder.of(plan, [len(population[name]) for name in plan.chains])
    written = program_of(plan, system)
    program, keys = written.program, streams.keys(written.streams)
    tables, cases = tables_for(system, order), cases_asked(system, plan, population, order, written)
    holds = np.zeros(int(cases.row_first[-1]), dtype=bool)
    if not is_blank:
        with np.errstate(over="ignore"):  # Without Numba, words that overflow would be told.
            drawing.find_rows(program, keys, cases, holds)
            _draw_lines(system, written, keys, cases, holds, tables)
    complete = _complete(plan, written, cases, holds)
    return Draws(tuple(_chain_draws(system, plan, population, complete, streams)), order, _by_name(system, tables))


def _draw_lines(
    system: System,
    written: Written,
    keys: NDArray[np.uint64],
    cases: drawing.Cases,
    holds: NDArray[np.bool_],
    tables: drawing.Tables,
) -> None:
    """Go through all lines of a program, some at a time, so that what is asked for stays close at hand."""
    program, line = written.program, 0
    total = np.zeros(int(cases.first[-1]))
    chains = np.repeat(cases.first[:-1], np.diff(cases.first))
    while line < len(program.lines):
        line, asked = drawing.ask(program, keys, cases, holds, tables, line, AT_ONCE)
        first, u, place = drawing.gather(program.orders, asked, len(written.distributions))
        ends = first.tolist()
        for duration, since, until in zip(written.distributions, ends[:-1], ends[1:], strict=True):
            if since < until:
                u[since:until] = duration.quantile(u[since:until], system.workday_s)
        drawing.settle(program, keys, cases, chains, asked, place, u, total, tables)


def cases_asked(
    system: System, plan: Plan, population: Population, order: VisitOrder, written: Written
) -> drawing.Cases:
    """Return all cases as the compiled program asks about them."""
    every = [population[name] for name in plan.chains]
    first = firsts([len(applicants) for applicants in every])
    route = _joined([one.variant + since for one, since in zip(every, plan.first_route, strict=True)], np.int64)
    by_route = np.argsort(route, kind="stable")
    number = by_route - first[np.searchsorted(first, by_route, side="right") - 1]
    submitted = _joined([applicants.submitted for applicants in every], np.int64)
    sizes = np.diff(first)[written.program.rows["chain"]]
    return drawing.Cases(
        first=first,
        kind=_joined([applicants.case_type for applicants in every], np.int16),
        begun=_joined([_begun(plan, chain, one) for chain, one in enumerate(every)], np.int16),
        route_first=firsts(np.bincount(route, minlength=len(plan.routes))),
        by_route=number,
        paces=paces_of(system, written.paces, submitted),
        start=order.start,
        stride=order.stride,
        row_first=firsts(sizes),
    )


def _joined(columns: list[NDArray[Any]], kind: type) -> NDArray[Any]:
    return np.concatenate(columns).astype(kind)


def tables_for(system: System, order: VisitOrder) -> drawing.Tables:
    """Return empty tables."""
    # Memory that nobody writes to is never taken: most tables are zero for most visits.
    has_groups = any(department.groups for department in system.departments.values())
    return drawing.Tables(
        seconds=np.zeros((len(drawing.INTS), order.count), dtype=np.int32),
        skipped=np.zeros(order.count, dtype=bool),
        extended=np.zeros(order.count, dtype=bool),
        result=np.zeros(order.count, dtype=np.int8),
        exact=np.zeros(order.count if has_groups else 0),
    )


def _by_name(system: System, tables: drawing.Tables) -> dict[str, NDArray[Any]]:
    seconds = dict(zip(drawing.INTS, tables.seconds, strict=True))
    if all(department.share.value == 1.0 for department in system.departments.values()):
        seconds["occupied_s"] = seconds["work_s"]
    others = {name: getattr(tables, name) for name in ("skipped", "result", "extended")} | {"exact_s": tables.exact}
    made = seconds | others
    return {name: made[name] for name in TABLES}


def _complete(
    plan: Plan, written: Written, cases: drawing.Cases, holds: NDArray[np.bool_]
) -> dict[str, NDArray[np.bool_]]:
    """Return by chain in which cases all documents are in order at the first filing."""
    sizes = np.diff(cases.first)
    complete = {name: np.ones(size, dtype=bool) for name, size in zip(plan.chains, sizes, strict=True)}
    for routes, row in written.incomplete:
        if row == drawing.NOBODY:
            continue
        found = complete[plan.routes[routes[0]].chain_name]
        for route in routes:
            own = cases.by_route[cases.route_first[route] : cases.route_first[route + 1]]
            found[own] = False if row == drawing.EVERYBODY else ~holds[cases.row_first[row] + own]
    return complete


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
