"""The table of cases, computed from the visits and the draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.clocks import Window, agency_clock, sum_by
from adminsim.engine.records import CASE_FIELDS, NOT_YET, CaseEnds
from adminsim.engine.result import Result
from adminsim.model.step import Staffed
from adminsim.model.timeline import day_of_arrival

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.draws import Draws
    from adminsim.engine.plan import Plan


def case_table(plan: Plan, draws: Draws, visits: NDArray[Any], ends: CaseEnds) -> NDArray[Any]:
    """Return one row for each case, with the fields of `CASE_FIELDS`."""
    sizes = [len(cases) for cases in draws.cases]
    table = np.zeros(sum(sizes), dtype=CASE_FIELDS)
    table["chain"] = np.repeat(np.arange(len(sizes)), sizes)
    table["case"] = np.concatenate([np.arange(size) for size in sizes])
    for field in ("case_type", "route", "complete", "submitted"):
        table[field] = np.concatenate([getattr(cases, field) for cases in draws.cases])
    table["decided"] = np.concatenate(ends.decided)
    table["outcome"] = np.concatenate(ends.outcome)
    owner = case_rows_of(visits, sizes)
    _count_for_applicant(plan, draws, visits, owner, table)
    table["accepted"] = _accepted(plan, visits, owner, table)
    table["work"] = sum_by(owner, visits["work"], len(table))
    _read_clocks(plan, visits, owner, table)
    return table


def case_rows_of(visits: NDArray[Any], sizes: list[int]) -> NDArray[np.int64]:
    """Return the row of each visit's case in the table of cases."""
    first = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
    rows: NDArray[np.int64] = first[visits["chain"]] + visits["case"]
    return rows


def _read_clocks(plan: Plan, visits: NDArray[Any], owner: NDArray[np.int64], table: NDArray[Any]) -> None:
    decided = table["decided"] != NOT_YET
    position = np.where(decided, np.cumsum(decided) - 1, -1)
    submitted = table["submitted"][decided].astype(np.int64)
    window = Window(submitted, table["decided"][decided].astype(np.int64), day_of_arrival(submitted))
    seconds, workdays = agency_clock(plan, visits, position[owner], window)
    for field, values in (("elapsed", window.end - window.start), ("agency", seconds), ("agency_workdays", workdays)):
        table[field] = NOT_YET
        table[field][decided] = values


def _accepted(plan: Plan, visits: NDArray[Any], owner: NDArray[np.int64], table: NDArray[Any]) -> NDArray[np.int64]:
    """Return when each case was accepted: at the first intake passed, or the end of the step that the chain names.

    In a chain without intakes a case is accepted when it is submitted.
    """
    marks = np.array([_marks_acceptance(plan, node) for node in range(len(plan.nodes))])
    passed = marks[visits["node"]] & (visits["result"] == Result.PASS)
    accepted = np.full(len(table), NOT_YET, dtype=np.int64)
    cases, first = np.unique(owner[passed], return_index=True)
    if len(cases):
        accepted[cases] = np.minimum.reduceat(visits["end"][passed].astype(np.int64), first)
    has_mark = np.zeros(len(plan.chains), dtype=bool)
    has_mark[plan.nodes.chain[marks]] = True
    return np.where(has_mark[table["chain"]], accepted, table["submitted"])


def _marks_acceptance(plan: Plan, node: int) -> bool:
    route = plan.routes[plan.first_route[plan.nodes.chain[node]]]
    named = route.chain.stand_in(route.chain.accepted) if route.chain.accepted else None
    step = plan.nodes.step[node]
    if named is not None:
        return bool(step.name == named)
    return isinstance(step.step, Staffed) and step.step.intake is not None


def _count_for_applicant(
    plan: Plan, draws: Draws, visits: NDArray[Any], owner: NDArray[np.int64], table: NDArray[Any]
) -> None:
    """Count visits in person, documents and procedures up to the decision.

    Documents count once for each intake that asks; a procedure counts once, however many steps and visits it has.
    """
    decided = table["decided"][owner]
    before = (decided == NOT_YET) | (visits["ready"] < decided) | (visits["end"] == decided)
    table["visits_in_person"] = sum_by(owner, before & plan.nodes.in_person[visits["node"]], len(table))
    asked = np.array([_documents(step.step) for step in plan.nodes.step])
    table["documents"] = sum_by(owner, before * (visits["visit"] == 1) * asked[visits["node"]], len(table))
    names = sorted({step.step.procedure for step in plan.nodes.step if step.step.procedure is not None})
    code = np.array([names.index(s.step.procedure) if s.step.procedure else -1 for s in plan.nodes.step])
    met = code[visits["node"]]
    distinct = np.unique((owner * len(names) + met)[before & (met >= 0)])
    table["procedures"] = np.bincount(distinct // max(len(names), 1), minlength=len(table))


def _documents(step: object) -> int:
    return len(step.intake.documents) if isinstance(step, Staffed) and step.intake is not None else 0
