"""The measures of one run: a flat row of figures by name, from the records and the plan's calendars alone.

Names are ``chain.<chain>.<measure>``, ``department.<department>.<measure>`` and ``target.<target>``; that of a mean or
share with ``/over`` behind it is over how many cases, visits or hours it was taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from adminsim.engine import passes
from adminsim.engine.asked import hours_of, steps_of, taken_of
from adminsim.engine.blocks import visit_blocks
from adminsim.engine.cases import case_rows_of
from adminsim.engine.clocks import Window, agency_clock
from adminsim.engine.fields import NOT_YET
from adminsim.engine.masks import firsts
from adminsim.engine.plan import Kind, Plan
from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.model.timeline import day_of_arrival
from adminsim.study.run.overtime import goes_on_after_shifts, overtime_s
from adminsim.study.run.rows import Row, mean_of, ratio_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

DAY_S = 86400
HOUR_S = 3600
QUANTILES = {"median": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95}
CLOCKS = {"elapsed": ("elapsed", DAY_S), "agency_hours": ("agency", HOUR_S), "agency_workdays": ("agency_workdays", 1)}
"""The clocks of a case: the column of the table of cases, and how many of its units are one of the measure's."""


CHAIN_MEASURES = {
    "elapsed.mean": "d",
    "elapsed.median": "d",
    "elapsed.p75": "d",
    "elapsed.p90": "d",
    "elapsed.p95": "d",
    "agency_workdays.mean": "WD",
    "agency_workdays.median": "WD",
    "agency_workdays.p90": "WD",
    "agency_hours.mean": "h",
    "procedures": "",
    "documents": "",
    "visits_in_person": "",
    "work_hours": "h",
    "in_progress": "",
    "cases": "",
    "approved": "",
    "rejected": "",
    "unfinished": "",
}
"""The measures that every chain has, with their units."""


def chain_measures(records: Records) -> Row:
    """Return the measures of each chain over its cohort.

    Cycle times are those of approved cases; an unfinished case lies above every quantile and enters a mean with what
    its clock shows at the end of the run, which makes that mean a lower bound. Times in days (elapsed) and official
    hours or working days (agency).
    """
    row: Row = {}
    cohort = _read_to_the_end(records).compress(records.in_cohort)
    for position, name in enumerate(records.system.chains):
        cases = cohort.compress(cohort["chain"] == position)
        approved = cases["outcome"] == Result.PASS
        unfinished = cases["outcome"] == Result.UNFINISHED
        measured = cases.compress(approved | unfinished)
        is_open = measured["outcome"] == Result.UNFINISHED
        here = f"chain.{name}."
        row |= {
            here + "cases": float(len(cases)),
            here + "approved": float(approved.sum()),
            here + "rejected": float((cases["outcome"] == Result.REJECT).sum()),
            here + "unfinished": float(unfinished.sum()),
        }
        for clock, (column, units) in CLOCKS.items():
            values = measured[column] / units
            row |= mean_of(values).row(f"{here}{clock}.mean")
            row |= _quantiles(f"{here}{clock}.", np.where(is_open, np.inf, values))
        for counted in ("procedures", "documents", "visits_in_person"):
            row |= mean_of(measured[counted].astype(float)).row(here + counted)
        row |= mean_of(measured["work"] / HOUR_S).row(here + "work_hours")
        row[here + "in_progress"] = _in_progress(records, position)
    return row


def _read_to_the_end(records: Records) -> NDArray[Any]:
    """Return the table of cases with the clocks of unfinished cases of the cohort read at the end of the run."""
    cases, plan = records.case_rows, records.plan
    still_open = np.flatnonzero(records.in_cohort & (cases["outcome"] == Result.UNFINISHED))
    if not len(still_open):
        return cases
    start = cases["submitted"][still_open].astype(np.int64)
    window = Window(start, np.full(len(start), plan.horizon_s), day_of_arrival(start))
    read = cases.copy()
    shown = agency_clock(plan, records.by_case, still_open, window)
    columns = {"elapsed": window.end - start, "agency": shown.official_s, "agency_workdays": shown.workdays}
    for column, values in columns.items():
        read[column][still_open] = values
    return read


def department_measures(records: Records) -> Row:
    """Return the measures of each department over the cohort's time.

    Utilisation is hands-on time over the time that people are on duty, both within the hours of their shifts; what goes
    on after them is overtime, in hours. The queue is its mean length over time; the wait is that of the visits begun in
    this time, in hours by the calendar.
    """
    row: Row = {}
    period, plan = records.system.period, records.plan
    first, last = period.cohort_start_s, period.cohort_end_s
    over_s = _overtime(records, first, last)
    busy_s, count, waited_s, queued_s = served(records, first, last)
    for position, name in enumerate(plan.departments):
        on_duty_s = plan.duty[position].staff_seconds(first, last)
        share = records.system.departments[name].share.value
        here = f"department.{name}."
        row |= ratio_of((busy_s[position] - over_s[position]) / HOUR_S, on_duty_s / HOUR_S).row(here + "utilisation")
        row[here + "queue"] = float(queued_s[position] / (last - first))
        row |= ratio_of(waited_s[position] / HOUR_S, count[position]).row(here + "wait_hours")
        row[here + "visits"] = float(count[position])
        row[here + "work_hours"] = float(busy_s[position] * share / HOUR_S)
        row[here + "overtime_hours"] = float(over_s[position] * share / HOUR_S)
    return row


def _overtime(records: Records, first: int, last: int) -> list[int]:
    """Return by department the open seconds of work beyond the people on duty."""
    plan = records.plan
    found = []
    for position, duty in enumerate(plan.duty):
        begun, ended, nodes = [], [], []
        if goes_on_after_shifts(duty, plan.office[position], first, last):
            for visits in visit_blocks(records.visit_rows):
                started, department = _of_departments(plan, visits, visits["start"] != NOT_YET)
                own = visits.take(started[department == position])
                begun.append(own["start"].astype(np.int64))
                ended.append(_end_or(own["end"], plan.horizon_s))
                nodes.append(own["node"].astype(np.int64))
        since, until, of = (np.concatenate([*parts, np.empty(0, dtype=np.int64)]) for parts in (begun, ended, nodes))
        found.append(overtime_s(plan, position, since, until, of, first, last))
    return found


class Served(NamedTuple):
    """What departments did over a stretch of time, by department.

    Attributes
    ----------
    busy_s : ndarray of int64
        Open seconds of work in hand.
    begun : ndarray of int64
        How many visits were begun.
    waited_s : ndarray of int64
        What these had waited.
    queued_s : ndarray of int64
        The integral of the queue's length, in seconds times visits.
    """

    busy_s: NDArray[np.int64]
    begun: NDArray[np.int64]
    waited_s: NDArray[np.int64]
    queued_s: NDArray[np.int64]


def served(records: Records, first: int, last: int) -> Served:
    """Return what departments did over [first, last), in seconds since the start."""
    plan = records.plan
    found = np.zeros((len(Served._fields), len(plan.departments)), dtype=np.int64)
    decided = np.ascontiguousarray(records.case_rows["decided"])
    passes.serve(
        records.visit_rows, firsts(records.sizes), decided, steps_of(plan), *taken_of(plan), *hours_of(plan),
        first, last, plan.horizon_s, found,
    )  # fmt: skip
    return Served(*found)


def queue_spells(records: Records) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Return in pieces from when to when visits are in queues: department, first instant, and when they leave it."""
    plan = records.plan
    for visits in visit_blocks(records.visit_rows):
        joined, department = _of_departments(plan, visits, visits["joined"] != NOT_YET)
        left = _end_or(visits["start"][joined], plan.horizon_s)
        dropped = np.flatnonzero(visits["result"][joined] == Result.DROPPED)
        left[dropped] = records.case_rows["decided"][case_rows_of(plan, visits.take(joined[dropped]), records.sizes)]
        yield department, visits["joined"][joined].astype(np.int64), left


def _of_departments(
    plan: Plan, visits: NDArray[Any], chosen: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the chosen visits that are work, and the department of each: a joint one once for each department."""
    by_node = np.where(plan.nodes.kind == Kind.WORK, plan.nodes.place, -1).astype(np.int64)
    department = by_node[visits["node"]]
    work = np.flatnonzero(chosen & (department >= 0))
    if not plan.nodes.circles:
        return work, department[work]
    sizes = np.array([len(people) for people in plan.nodes.people])[visits["node"][work]]
    everyone = [plan.nodes.people[node] for node in visits["node"][work]]
    return np.repeat(work, sizes), np.fromiter((one for people in everyone for one in people), dtype=np.int64)


def times_of(records: Records) -> dict[str, NDArray[np.int32]]:
    """Return the times of the approved cases of the cohort in ascending order, by ``chain.<chain>.<clock>``.

    Seconds, or working days on the clock ``agency_workdays``: what the quantiles of many runs together need.
    """
    found = {}
    approved = records.case_rows.compress(records.in_cohort & (records.case_rows["outcome"] == Result.PASS))
    for position, name in enumerate(records.system.chains):
        cases = approved.compress(approved["chain"] == position)
        for clock, (column, _) in CLOCKS.items():
            found[f"chain.{name}.{clock}"] = np.sort(cases[column]).astype(np.int32)
    return found


def _in_progress(records: Records, chain: int) -> float:
    period = records.system.period
    first, last = period.cohort_start_s, period.cohort_end_s
    cases = records.case_rows.compress(records.case_rows["chain"] == chain)
    left = _end_or(cases["decided"], records.plan.horizon_s)
    sojourn = np.clip(left, first, last) - np.clip(cases["submitted"], first, last)
    return float(sojourn.sum() / (last - first))


def _end_or(instants: NDArray[Any], otherwise: int) -> NDArray[np.int64]:
    return np.where(instants == NOT_YET, otherwise, instants).astype(np.int64)


def _quantiles(before: str, values: NDArray[Any]) -> Row:
    names = [before + quantile for quantile in QUANTILES]
    if not len(values):
        return dict.fromkeys(names, float("nan"))
    found = np.quantile(values, list(QUANTILES.values()), method="inverted_cdf")
    return dict(zip(names, found.tolist(), strict=True))
