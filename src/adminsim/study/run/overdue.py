"""What limits and patience do to the cases of a cohort: given up, approved by silence, overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.clocks import Window, agency_clock
from adminsim.engine.deadlines import due_from
from adminsim.engine.fields import NOT_YET
from adminsim.engine.plan import Counting, amount_of, limit_of
from adminsim.engine.result import Result
from adminsim.model.limit import CaseLimitStart, LimitClock
from adminsim.model.timeline import day_of, day_of_arrival
from adminsim.study.run.late_visits import late_visits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.records import Records
    from adminsim.model.chain import Chain
    from adminsim.study.run.rows import Row

LIMIT_MEASURES = {"given_up": "", "tacit": "", "overdue": "", "overdue_steps": ""}
"""The measures of a chain that limits and patience add, with their units."""


def limit_measures(records: Records) -> Row:
    """Return for each chain how many cases of the cohort were given up, approved by silence, or overdue.

    A case counts as approved by silence where it was approved and any of its steps, or all of it, passed because a
    limit had ended. Overdue is a case that the limit of its chain found undecided; one approved by silence at that
    limit is in time. Steps are overdue by their own limits, once for each visit.
    """
    cases, visits = records.case_rows, records.visit_rows
    tacit = np.zeros(len(cases), dtype=bool)
    passed, late = visits.compress(visits["result"] == Result.TACIT), visits.compress(late_visits(records))
    tacit[case_rows_of(records.plan, passed, records.sizes)] = True
    marks = {
        "given_up": cases["outcome"] == Result.GIVEN_UP,
        "tacit": tacit & (cases["outcome"] == Result.PASS),
        "overdue": overdue_cases(records),
        "overdue_steps": np.bincount(case_rows_of(records.plan, late, records.sizes), minlength=len(cases)),
    }
    row: Row = {}
    for position, name in enumerate(records.system.chains):
        here = records.in_cohort & (cases["chain"] == position)
        row |= {f"chain.{name}.{measure}": float((here * mark).sum()) for measure, mark in marks.items()}
    return row


def overdue_cases(records: Records) -> NDArray[np.bool_]:
    """Return by row of the table of cases which the limit of their chain found undecided."""
    cases = records.case_rows
    end = np.where(cases["decided"] == NOT_YET, records.plan.horizon_s, cases["decided"]).astype(np.int64)
    late: NDArray[np.bool_] = end > np.concatenate([drawn.due for drawn in records.drawn])
    for position, route in enumerate(records.plan.routes):
        if route.chain.limit is not None and route.chain.is_limit_counted_afterwards:
            here = np.flatnonzero(cases["route"] == position)
            late[here] = _is_late(records, route.chain, here, end[here])
    return late


def _is_late(records: Records, chain: Chain, here: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which cases of a chain are past a limit that is known afterwards only; it may not have begun."""
    is_from_submission = chain.limit_from is CaseLimitStart.SUBMITTED
    start = records.case_rows[str(chain.limit_from)][here].astype(np.int64)
    has_begun = is_from_submission | ((start != NOT_YET) & (start <= end))
    start = np.minimum(start, end)
    # Midnight belongs to the day that a submission begins, and to the one that anything else ends.
    is_filed = start == records.case_rows["submitted"][here]
    day = np.where(is_from_submission | is_filed, day_of_arrival(start), day_of(start))
    extended = np.concatenate([drawn.extended for drawn in records.drawn])[here]
    if chain.limit_clock is not LimitClock.AGENCY:
        is_late: NDArray[np.bool_] = end > due_from(chain, records.plan, start, day, extended)
        return np.where(has_begun, is_late, False)
    counting, amount = limit_of(chain.limit, chain.limit_clock)
    clock = agency_clock(records.plan, records.by_case, here, Window(start, end, day))
    shown = clock.workdays if counting == Counting.WORKING_DAYS else clock.official_s
    is_late = shown > amount + extended * amount_of(chain.extension)
    return np.where(has_begun, is_late, False)
