"""Visits of steps that were not done within the limit of their step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.fields import NOT_YET, done_at
from adminsim.engine.plan import Counting, end_of_days
from adminsim.engine.result import Result
from adminsim.model.timeline import NEVER, day_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan
    from adminsim.engine.records import Records

SENT_BACK = (Result.RETURN, Result.INCOMPLETE)


def late_visits(records: Records) -> NDArray[np.bool_]:
    """Return by row of the table of visits which were done after the limit of their step, or are open behind it.

    Each visit has its limit, extended where it was drawn; where the limit stands still in corrections, the next one has
    what was left. What passed by silence was in time; what was dropped ended with its case.
    """
    visits, nodes = records.visit_rows, records.plan.nodes
    late = np.zeros(len(visits), dtype=bool)
    if not (nodes.limit != Counting.NONE).any():
        return late
    has_begun = (visits["joined"] != NOT_YET) | nodes.limit_from_ready[visits["node"]]
    limited = np.flatnonzero((nodes.limit != Counting.NONE)[visits["node"]] & has_begun)
    ended = ends_of(records)[limited]
    for node in np.unique(visits["node"][limited]):
        here = visits["node"][limited] == node
        own = limited[here]
        late[own] = ended[here] > _due(records.plan, int(node), visits.take(own), records.extended[own])
    return late


def ends_of(records: Records) -> NDArray[np.int64]:
    """Return when visits ended: dropped ones with the decision of their case, open ones not before the horizon.

    What goes on after the decision ends when it is done, and not before it began.
    """
    visits = records.visit_rows
    decided = records.case_rows["decided"][case_rows_of(records.plan, visits, records.sizes)].astype(np.int64)
    is_dropped = (visits["result"] == Result.DROPPED) & (decided != NOT_YET)
    end = done_at(visits)
    return np.where(end != NOT_YET, end, np.where(is_dropped, decided, records.plan.horizon_s))


def _due(plan: Plan, node: int, visits: NDArray[Any], extended: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the due dates of the visits of a node, which stand by case and number."""
    nodes = plan.nodes
    begun = visits["ready" if nodes.limit_from_ready[node] else "joined"].astype(np.int64)
    amount = nodes.limit_amount[node] + extended * nodes.extension[node]
    if not nodes.limit_stands_still[node]:
        return _end_of(plan, node, begun, amount)
    due = np.full(len(visits), NEVER)
    follows = np.append(False, (visits["case"][1:] == visits["case"][:-1]) & np.isin(visits["result"][:-1], SENT_BACK))
    for number in np.unique(visits["visit"]):
        here = np.flatnonzero(visits["visit"] == number)
        goes_on = here[follows[here]]
        amount[goes_on] = _left(plan, node, visits["end"][goes_on - 1].astype(np.int64), due[goes_on - 1])
        due[here] = _end_of(plan, node, begun[here], amount[here])
    return due


def _left(plan: Plan, node: int, at: NDArray[np.int64], due: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what was left at an instant of limits that were due then or later."""
    if plan.nodes.limit[node] == Counting.WORKING_DAYS:
        return plan.workdays.between(day_of(at), day_of(due))
    return plan.official.open_between(at, np.maximum(at, due))


def _end_of(plan: Plan, node: int, begun: NDArray[np.int64], amount: NDArray[np.int64]) -> NDArray[np.int64]:
    counting = int(plan.nodes.limit[node])
    if counting == Counting.SECONDS:
        return begun + amount
    if counting == Counting.OFFICIAL:
        return plan.official.finish(begun, amount)
    return end_of_days(plan.workdays, day_of(begun), counting, amount)
