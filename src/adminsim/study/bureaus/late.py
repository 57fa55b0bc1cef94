"""Which visits of steps end after the limit of their step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.fields import NOT_YET, done_at
from adminsim.engine.plan import Counting, end_of_days
from adminsim.model.timeline import day_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.records import Records


def visits_late(records: Records) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which visits have a limit, and which of these are late.

    A visit that is still open when its case is decided, or when the run ends, is late where its limit has passed by
    then. Where a limit may be extended, late is what ends after the extended limit. A limit that stands still in
    corrections is held against all visits of the step together.

    Returns
    -------
    has_limit, is_late : ndarray of bool
        By row of the table of visits.
    """
    nodes, visits = records.plan.nodes, records.visit_rows
    node = visits["node"].astype(np.int64)
    joined = np.where(visits["joined"] == NOT_YET, records.plan.horizon_s, visits["joined"]).astype(np.int64)
    begun = np.where(nodes.limit_from_ready[node], visits["ready"].astype(np.int64), joined)
    end = np.maximum(ends_of(records), begun)
    has_limit = nodes.limit[node] != Counting.NONE
    is_late = np.zeros(len(visits), dtype=bool)
    for counting in Counting:
        here = np.flatnonzero(nodes.limit[node] == counting)
        if counting is Counting.NONE or not len(here):
            continue
        amount = nodes.limit_amount[node[here]] + nodes.extension[node[here]]
        stands_still = nodes.limit_stands_still[node[here]]
        is_late[here] = _is_late(records, counting, begun[here], end[here], amount)
        still = here[stands_still]
        is_late[still] = _used(records, counting, still, begun[still], end[still]) > amount[stands_still]
    return has_limit, is_late


def ends_of(records: Records) -> NDArray[np.int64]:
    """Return when visits end: those that are open when their case is decided, or the run ends, then."""
    visits, decided = records.visit_rows, records.case_rows["decided"]
    done = done_at(visits)
    open_until = decided[case_rows_of(records.plan, visits, records.sizes)].astype(np.int64)
    open_until = np.where(open_until == NOT_YET, records.plan.horizon_s, open_until)
    return np.where(done == NOT_YET, open_until, done)


def _is_late(
    records: Records, counting: Counting, begun: NDArray[np.int64], end: NDArray[np.int64], amount: NDArray[np.int64]
) -> NDArray[np.bool_]:
    if counting is Counting.SECONDS:
        return np.asarray(end - begun > amount)
    if counting is Counting.OFFICIAL:
        return np.asarray(records.plan.official.open_between(begun, end) > amount)
    return np.asarray(end > end_of_days(records.plan.workdays, day_of(begun), counting, amount))


def _used(
    records: Records, counting: Counting, rows: NDArray[np.int64], begun: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return how much of a limit that stands still in corrections a step's visits have used up to the end of each."""
    visits = records.visit_rows.take(rows)
    if counting is Counting.WORKING_DAYS:
        spent = records.plan.workdays.between(day_of(begun), day_of(end))
    else:
        spent = records.plan.official.open_between(begun, end)
    case = case_rows_of(records.plan, visits, records.sizes)
    order = np.lexsort((visits["visit"], visits["node"], case))
    together = np.cumsum(spent[order])
    first = np.append(True, (np.diff(case[order]) != 0) | (np.diff(visits["node"][order].astype(np.int64)) != 0))
    before = np.where(first, together - spent[order], 0)[: len(order)]
    used = np.empty(len(rows), dtype=np.int64)
    used[order] = together - np.maximum.accumulate(before)
    return used
