"""The table of cases, computed from the visits and the draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine import passes
from adminsim.engine.asked import procedures_of, steps_of
from adminsim.engine.case_limits import marks_of_acceptance
from adminsim.engine.clocks import Window, agency_clock
from adminsim.engine.fields import CASE_FIELDS, NOT_YET, CaseEnds
from adminsim.engine.plan import Counting, end_of_days
from adminsim.engine.result import Result
from adminsim.model.timeline import NEVER, day_of_arrival

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from adminsim.engine.asked import Grouped
    from adminsim.engine.draws import ChainDraws
    from adminsim.engine.plan import Plan


def case_table(plan: Plan, drawn: Sequence[ChainDraws], grouped: Grouped, ends: CaseEnds) -> NDArray[Any]:
    """Return one row for each case, with the fields of `CASE_FIELDS`; the order of the visits does not matter.

    Visits in person, documents and procedures are those up to the decision. Documents count once for each intake that
    asks; a procedure counts once, however many steps and visits it has.
    """
    sizes = [len(cases) for cases in drawn]
    table = np.zeros(sum(sizes), dtype=CASE_FIELDS)
    table["chain"] = np.repeat(np.arange(len(sizes)), sizes)
    table["case"] = np.concatenate([np.arange(size) for size in sizes])
    for field in ("case_type", "route", "complete", "submitted"):
        table[field] = np.concatenate([getattr(cases, field) for cases in drawn])
    table["decided"] = np.concatenate(ends.decided)
    table["outcome"] = np.concatenate(ends.outcome)
    accepted = np.full(len(table), NEVER, dtype=np.int64)
    marks, procedures = marks_of_acceptance(plan), len(procedures_of(plan))
    passes.read_cases(*grouped, steps_of(plan), marks, procedures, table, accepted)
    table["accepted"] = _accepted(plan, grouped.visits, sizes, table, accepted)
    _read_clocks(plan, grouped, table)
    return table


def case_rows_of(plan: Plan, visits: NDArray[Any], sizes: Sequence[int]) -> NDArray[np.int64]:
    """Return the row of each visit's case in the table of cases."""
    rows: NDArray[np.int64] = visits["case"].astype(np.int64)
    if len(sizes) > 1:
        rows += np.concatenate(([0], np.cumsum(sizes)[:-1]))[plan.nodes.chain[visits["node"]]]
    return rows


def _read_clocks(plan: Plan, grouped: Grouped, table: NDArray[Any]) -> None:
    decided = np.flatnonzero(table["decided"] != NOT_YET)
    submitted = table["submitted"][decided].astype(np.int64)
    window = Window(submitted, table["decided"][decided].astype(np.int64), day_of_arrival(submitted))
    shown = agency_clock(plan, grouped, decided, window)
    columns = {"elapsed": window.end - window.start, "agency": shown.official_s, "agency_workdays": shown.workdays}
    for field, values in columns.items():
        table[field] = NOT_YET
        table[field][decided] = values


def _accepted(
    plan: Plan, visits: NDArray[Any], sizes: Sequence[int], table: NDArray[Any], passed: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return when each case was accepted: at the first intake passed, or the end of the step that the chain names.

    On a route without intakes a case is accepted when it is submitted. A file whose defects are told too late counts as
    accepted when it was filed (Administrative License Law, art. 32).
    """
    marks, route = marks_of_acceptance(plan), table["route"]
    has_mark: NDArray[np.bool_] = np.logical_or.reduce(marks, axis=1)
    late = _told_too_late(plan, visits)
    case = case_rows_of(plan, late, sizes)
    is_marked = marks[route[case], late["node"]]
    np.minimum.at(passed, case[is_marked], late["ready"][is_marked].astype(np.int64))
    passed[passed == NEVER] = NOT_YET
    return np.where(has_mark[route], passed, table["submitted"])


def _told_too_late(plan: Plan, visits: NDArray[Any]) -> NDArray[Any]:
    """Return the visits that are first notices of defects that came later than the intake allows.

    What was sent back when silence passed it has lost its result, but not its end; what is in hand then ends later.
    """
    found = [visits[:0]]
    has_notice = plan.nodes.notice != Counting.NONE
    if not has_notice.any():
        return found[0]
    # Few visits end so: all else is asked of these alone.
    result = visits["result"]
    few = visits.take(np.flatnonzero((result == Result.INCOMPLETE) | (result == Result.TACIT)))
    end = few["end"]
    sent_back = (few["result"] == Result.INCOMPLETE) | ((end != NOT_YET) & (few["correction_end"] >= end))
    few = few.compress(sent_back & (few["visit"] == 1))
    for node in np.flatnonzero(has_notice):
        within = int(plan.nodes.notice[node]), int(plan.nodes.notice_days[node])
        told = few.compress(few["node"] == node)
        first_day = day_of_arrival(told["ready"].astype(np.int64))
        found.append(told[told["end"] > end_of_days(plan.workdays, first_day, *within)])
    return np.concatenate(found)
