"""The measures of one run: a flat row of figures by name, from the records and the plan's calendars alone.

Names are ``chain.<chain>.<measure>``, ``department.<department>.<measure>`` and ``target.<target>``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.plan import Kind
from adminsim.engine.records import NOT_YET, Records
from adminsim.engine.result import Result

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAY_S = 86400
HOUR_S = 3600
QUANTILES = {"median": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95}
LONGEST_BAR_D = 4000
"""Days beyond which the distribution of cycle times is not told apart."""

Row = dict[str, float]


def chain_measures(records: Records) -> Row:
    """Return the measures of each chain over its cohort.

    Cycle times are those of approved cases; an unfinished case lies above every quantile and enters a mean with its
    age at the end of the run, which makes that mean a lower bound. Times in days (elapsed) and official hours or
    working days (agency).
    """
    row: Row = {}
    horizon_s = records.plan.horizon_s
    for position, name in enumerate(records.system.chains):
        cases = records.case_rows[(records.case_rows["chain"] == position) & records.in_cohort]
        approved = cases["outcome"] == Result.PASS
        unfinished = cases["outcome"] == Result.UNFINISHED
        measured = cases[approved | unfinished]
        is_open = measured["outcome"] == Result.UNFINISHED
        here = f"chain.{name}."
        row |= {
            here + "cases": float(len(cases)),
            here + "approved": float(approved.sum()),
            here + "rejected": float((cases["outcome"] == Result.REJECT).sum()),
            here + "unfinished": float(unfinished.sum()),
        }
        elapsed = np.where(is_open, horizon_s - measured["submitted"], measured["elapsed"]) / DAY_S
        clocks = {
            "elapsed": elapsed,
            "agency_hours": np.where(is_open, np.nan, measured["agency"] / HOUR_S),
            "agency_workdays": np.where(is_open, np.nan, measured["agency_workdays"].astype(float)),
        }
        for clock, values in clocks.items():
            row[f"{here}{clock}.mean"] = _mean(values[~np.isnan(values)])
            for quantile, level in QUANTILES.items():
                row[f"{here}{clock}.{quantile}"] = _quantile(np.where(is_open, np.inf, values), level)
        for counted in ("procedures", "documents", "visits_in_person"):
            row[here + counted] = _mean(measured[counted].astype(float))
        row[here + "work_hours"] = _mean(measured["work"] / HOUR_S)
        row[here + "in_progress"] = _in_progress(records, position)
    return row


def department_measures(records: Records) -> Row:
    """Return the measures of each department over the cohort's time.

    Utilisation is hands-on time over the time that people are on duty, both within opening hours; the queue is its
    mean length over time; the wait is that of the visits begun in this time, in hours by the calendar.
    """
    row: Row = {}
    period, plan, visits = records.system.period, records.plan, records.visit_rows
    first, last = period.cohort_start_s, period.cohort_end_s
    in_work = plan.nodes.kind[visits["node"]] == Kind.WORK
    place = np.where(in_work, plan.nodes.place[visits["node"]], -1)
    for position, name in enumerate(plan.departments):
        here = visits[place == position]
        started = here["start"] != NOT_YET
        busy_s = (
            plan.office[position]
            .open_between(
                np.clip(here["start"][started], first, last).astype(np.int64),
                np.clip(_end_or(here["end"][started], last), first, last),
            )
            .sum()
        )
        on_duty_s = plan.duty[position].staff_seconds(first, last)
        begun = here[started & (here["start"] >= first) & (here["start"] < last)]
        row |= {
            f"department.{name}.utilisation": float(busy_s / on_duty_s) if on_duty_s else float("nan"),
            f"department.{name}.queue": queue_integral(records, position, first, last) / (last - first),
            f"department.{name}.wait_hours": _mean((begun["start"] - begun["joined"]) / HOUR_S),
            f"department.{name}.visits": float(len(begun)),
            f"department.{name}.work_hours": float(busy_s * records.system.departments[name].share.value / HOUR_S),
        }
    return row


def queue_integral(records: Records, department: int, first: int, last: int) -> float:
    """Return the integral of the queue's length over [first, last), in seconds times visits."""
    plan, visits = records.plan, records.visit_rows
    here = (plan.nodes.kind[visits["node"]] == Kind.WORK) & (plan.nodes.place[visits["node"]] == department)
    joined = here & (visits["joined"] != NOT_YET)
    rows = visits[joined]
    sizes = np.bincount(records.case_rows["chain"], minlength=len(plan.chains))
    offsets = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    decided = records.case_rows["decided"][offsets[rows["chain"]] + rows["case"]].astype(np.int64)
    dropped = rows["result"] == Result.DROPPED
    left = np.where(dropped, decided, np.where(rows["start"] == NOT_YET, plan.horizon_s, rows["start"]))
    return float((np.clip(left, first, last) - np.clip(rows["joined"], first, last)).sum())


def distribution(records: Records, chain: int) -> NDArray[np.int64]:
    """Return how many approved cases of the cohort took how many whole days, and more than that in the last place."""
    cases = records.case_rows[(records.case_rows["chain"] == chain) & records.in_cohort]
    days = np.ceil(cases["elapsed"][cases["outcome"] == Result.PASS] / DAY_S).astype(np.int64)
    return np.bincount(np.minimum(days, LONGEST_BAR_D), minlength=LONGEST_BAR_D + 1)


def _in_progress(records: Records, chain: int) -> float:
    period = records.system.period
    first, last = period.cohort_start_s, period.cohort_end_s
    cases = records.case_rows[records.case_rows["chain"] == chain]
    left = _end_or(cases["decided"], records.plan.horizon_s)
    sojourn = np.clip(left, first, last) - np.clip(cases["submitted"], first, last)
    return float(sojourn.sum() / (last - first))


def _end_or(instants: NDArray[Any], otherwise: int) -> NDArray[np.int64]:
    return np.where(instants == NOT_YET, otherwise, instants).astype(np.int64)


def _mean(values: NDArray[Any]) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _quantile(values: NDArray[Any], level: float) -> float:
    if not len(values):
        return float("nan")
    return float(np.quantile(values, level, method="inverted_cdf"))
