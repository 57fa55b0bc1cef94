"""The table of cases, computed from the visits and the draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.blocks import case_blocks
from adminsim.engine.clocks import Window, agency_clock, sum_by
from adminsim.engine.fields import CASE_FIELDS, NOT_YET, CaseEnds, done_at
from adminsim.engine.plan import counting_of, end_of_days
from adminsim.engine.result import Result
from adminsim.model.step import Staffed
from adminsim.model.timeline import NEVER, day_of_arrival

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from adminsim.engine.draws import ChainDraws
    from adminsim.engine.plan import Plan


def case_table(plan: Plan, drawn: Sequence[ChainDraws], visits: NDArray[Any], ends: CaseEnds) -> NDArray[Any]:
    """Return one row for each case, with the fields of `CASE_FIELDS`; the order of the visits does not matter."""
    sizes = [len(cases) for cases in drawn]
    table = np.zeros(sum(sizes), dtype=CASE_FIELDS)
    table["chain"] = np.repeat(np.arange(len(sizes)), sizes)
    table["case"] = np.concatenate([np.arange(size) for size in sizes])
    for field in ("case_type", "route", "complete", "submitted"):
        table[field] = np.concatenate([getattr(cases, field) for cases in drawn])
    table["decided"] = np.concatenate(ends.decided)
    table["outcome"] = np.concatenate(ends.outcome)
    marks = _marks_of_acceptance(plan)
    for block in case_blocks(plan, visits, sizes):
        rows = table[block.cases]
        node = np.ascontiguousarray(block.visits["node"])
        _count_for_applicant(plan, block.visits, node, block.owner, rows)
        rows["accepted"] = _accepted(plan, marks, block.visits, node, block.owner, rows)
        rows["work"] = sum_by(block.owner, np.rint(block.visits["work"] * plan.nodes.staff_time[node]), len(rows))
        _read_clocks(plan, block.visits, block.owner, rows)
    return table


def case_rows_of(plan: Plan, visits: NDArray[Any], sizes: Sequence[int]) -> NDArray[np.int64]:
    """Return the row of each visit's case in the table of cases."""
    rows: NDArray[np.int64] = visits["case"].astype(np.int64)
    if len(sizes) > 1:
        rows += np.concatenate(([0], np.cumsum(sizes)[:-1]))[plan.nodes.chain[visits["node"]]]
    return rows


def _read_clocks(plan: Plan, visits: NDArray[Any], owner: NDArray[np.int64], table: NDArray[Any]) -> None:
    decided = table["decided"] != NOT_YET
    submitted = table["submitted"][decided].astype(np.int64)
    window = Window(submitted, table["decided"][decided].astype(np.int64), day_of_arrival(submitted))
    position = None if decided.all() else np.where(decided, np.cumsum(decided) - 1, -1)
    seconds, workdays = agency_clock(plan, visits, owner if position is None else position[owner], window)
    for field, values in (("elapsed", window.end - window.start), ("agency", seconds), ("agency_workdays", workdays)):
        table[field] = NOT_YET
        table[field][decided] = values


def _accepted(
    plan: Plan,
    marks: NDArray[np.bool_],
    visits: NDArray[Any],
    node: NDArray[np.int16],
    owner: NDArray[np.int64],
    table: NDArray[Any],
) -> NDArray[np.int64]:
    """Return when each case was accepted: at the first intake passed, or the end of the step that the chain names.

    On a route without intakes a case is accepted when it is submitted. A file whose defects are told too late counts as
    accepted when it was filed (Administrative License Law, art. 32).
    """
    somewhere: NDArray[np.bool_] = np.logical_or.reduce(marks, axis=0)
    has_mark: NDArray[np.bool_] = np.logical_or.reduce(marks, axis=1)
    marking = np.flatnonzero(somewhere[node])
    marking = marking[marks[table["route"][owner[marking]], node[marking]]]
    passed = marking[np.isin(visits["result"][marking], (Result.PASS, Result.TACIT))]
    accepted = np.full(len(table), NEVER, dtype=np.int64)
    np.minimum.at(accepted, owner[passed], done_at(visits.take(passed)))
    late = marking[_told_too_late(plan, visits.take(marking))]
    np.minimum.at(accepted, owner[late], visits["ready"][late].astype(np.int64))
    accepted[accepted == NEVER] = NOT_YET
    return np.where(has_mark[table["route"]], accepted, table["submitted"])


def _told_too_late(plan: Plan, visits: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which visits are first notices of defects that came later than the intake allows."""
    late = np.zeros(len(visits), dtype=bool)
    first = (visits["result"] == Result.INCOMPLETE) & (visits["visit"] == 1)
    for node in np.unique(visits["node"][first]):
        step = plan.nodes.step[node].step
        within = step.intake.notice_within if isinstance(step, Staffed) and step.intake is not None else None
        if within is not None:
            here = np.flatnonzero(first & (visits["node"] == node))
            first_day = day_of_arrival(visits["ready"][here].astype(np.int64))
            late[here] = visits["end"][here] > end_of_days(plan.workdays, first_day, *counting_of(within))
    return late


def _marks_of_acceptance(plan: Plan) -> NDArray[np.bool_]:
    """Return by route and node whether its end is the acceptance: that of what stands for the step the chain names.

    Routes share nodes, and what is the acceptance on one need not be so on another.
    """
    marks = np.zeros((len(plan.routes), len(plan.nodes)), dtype=bool)
    for route, marked in zip(plan.routes, marks, strict=True):
        named = route.chain.end_of(route.chain.accepted) if route.chain.accepted else None
        for node, step in zip(route.nodes, route.steps, strict=True):
            is_intake = isinstance(step.step, Staffed) and step.step.intake is not None
            marked[node] = is_intake if named is None else step.name == named
    return marks


def _count_for_applicant(
    plan: Plan, visits: NDArray[Any], node: NDArray[np.int16], owner: NDArray[np.int64], table: NDArray[Any]
) -> None:
    """Count visits in person, documents and procedures up to the decision.

    Documents count once for each intake that asks; a procedure counts once, however many steps and visits it has.
    """
    steps = [step.step for step in plan.nodes.step]
    asked = np.array([_documents(step) for step in steps])
    names = sorted({step.procedure for step in steps if step.procedure is not None})
    procedure = np.array([names.index(step.procedure) if step.procedure else -1 for step in steps])
    met = np.flatnonzero((plan.nodes.in_person | (asked > 0) | (procedure >= 0))[node])
    decided = table["decided"][owner[met]]
    is_before = (decided == NOT_YET) | (visits["ready"][met] < decided) | (visits["end"][met] == decided)
    met = met[is_before]
    case, at = owner[met], node[met]
    table["visits_in_person"] = np.bincount(case[plan.nodes.in_person[at]], minlength=len(table))
    table["documents"] = sum_by(case, (visits["visit"][met] == 1) * asked[at], len(table))
    seen = np.zeros((len(table), len(names)), dtype=bool)
    has_procedure = procedure[at] >= 0
    seen[case[has_procedure], procedure[at[has_procedure]]] = True
    table["procedures"] = seen.sum(axis=1)


def _documents(step: object) -> int:
    return len(step.intake.documents) if isinstance(step, Staffed) and step.intake is not None else 0
