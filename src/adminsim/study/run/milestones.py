"""When cases reach a point on their way: submission, acceptance, decision, or a milestone of their chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.fields import NOT_YET
from adminsim.engine.result import Result
from adminsim.model.precedence import in_order
from adminsim.model.timeline import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from adminsim.engine.records import Records
    from adminsim.engine.routes import Route


def reached(records: Records, chains: Iterable[str], point: str) -> NDArray[np.int64]:
    """Return when cases reach a point of their chain.

    Parameters
    ----------
    chains : iterable of str
        Names of chains.
    point : str
        ``submitted``, ``accepted``, ``decided`` (approved cases only) or a milestone of each of the chains.

    Returns
    -------
    ndarray of int64, by row of the table of cases
        Seconds since the start; `NEVER` for cases that do not reach it within the run, and for those of other chains.
    """
    first: NDArray[np.int64] = np.min([_reached(records, chain, point) for chain in chains], axis=0)
    return first


def _reached(records: Records, chain: str, point: str) -> NDArray[np.int64]:
    rows = records.case_rows
    if point in records.system.chains[chain].milestones:
        return _of_milestone(records, chain, point)
    instants = rows[point].astype(np.int64)
    is_there = rows["outcome"] == Result.PASS if point == "decided" else instants != NOT_YET
    is_here = rows["chain"] == records.plan.chains.index(chain)
    # Somebody submitted before the start, in a backlog, is there too.
    return np.where(is_here & (is_there | (point == "submitted")), instants, NEVER)


def _of_milestone(records: Records, chain: str, milestone: str) -> NDArray[np.int64]:
    found = np.full(len(records.case_rows), NEVER)
    owner = case_rows_of(records.plan, records.visit_rows, records.sizes)
    for position, route in enumerate(records.plan.routes):
        if route.chain_name == chain:
            here = np.flatnonzero(records.case_rows["route"] == position)
            found[here] = _on_route(records, route, milestone, owner)[here]
    return found


def _on_route(records: Records, route: Route, milestone: str, owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return when all steps that a milestone names are done, by case, for the cases of a route."""
    ends = [end for name in route.chain.milestones[milestone] if (end := route.chain.end_of(name)) is not None]
    graph, upstream = route.chain.graph, route.chain.upstream
    wanted = frozenset(ends).union(*(upstream[name] for name in ends))
    node_of = {step.name: node for step, node in zip(route.steps, route.nodes, strict=True)}
    submitted = records.case_rows["submitted"].astype(np.int64)
    done: dict[str, NDArray[np.int64]] = {}
    for name in in_order(graph):
        if name in wanted:
            before = np.max([submitted, *(done[other] for other in graph[name])], axis=0)
            done[name] = _done(records, node_of[name], owner, before)
    last: NDArray[np.int64] = np.max([submitted, *(done[name] for name in ends)], axis=0)
    return last


def _done(records: Records, node: int, owner: NDArray[np.int64], before: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return when a step is done for the last time: at the end of its last visit, or when it is passed through."""
    chosen = np.flatnonzero(records.visit_rows["node"] == node)
    visits, case = records.visit_rows.take(chosen), owner[chosen]
    order = np.lexsort((visits["visit"], case))
    visits, case = visits.take(order), case[order]
    last = np.flatnonzero(np.append(case[1:] != case[:-1], True)[: len(case)])
    result, end, limit = visits["result"][last], visits["end"][last], visits["correction_end"][last]
    # What passes by its limit does so then, also while it is in hand or with the applicant.
    instants = np.where((result == Result.TACIT) & (limit != NOT_YET), limit, end)
    passed = np.isin(result, (Result.PASS, Result.REVOKED, Result.TACIT)) & (instants != NOT_YET)
    done = before.copy()
    done[case[last]] = np.where(passed, instants.astype(np.int64), NEVER)
    return done
