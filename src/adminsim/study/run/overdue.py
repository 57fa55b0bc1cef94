"""What limits and patience do to the cases of a cohort: given up, approved by silence, overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.records import NOT_YET
from adminsim.engine.result import Result

if TYPE_CHECKING:
    from adminsim.engine.records import Records
    from adminsim.study.run.rows import Row

LIMIT_MEASURES = {"given_up": "", "tacit": "", "overdue": ""}
"""The measures of a chain that limits and patience add, with their units."""


def limit_measures(records: Records) -> Row:
    """Return for each chain how many cases of the cohort were given up, approved by silence, or overdue.

    A case counts as approved by silence where it was approved and any of its steps, or all of it, passed because a
    limit had ended. Overdue is a case that the limit of its chain found undecided; one approved by silence at that
    limit is in time.
    """
    cases, visits = records.case_rows, records.visit_rows
    tacit = np.zeros(len(cases), dtype=bool)
    tacit[case_rows_of(records.plan, visits.compress(visits["result"] == Result.TACIT), records.sizes)] = True
    due = np.concatenate([drawn.due for drawn in records.drawn])
    decided = np.where(cases["decided"] == NOT_YET, records.plan.horizon_s, cases["decided"])
    marks = {
        "given_up": cases["outcome"] == Result.GIVEN_UP,
        "tacit": tacit & (cases["outcome"] == Result.PASS),
        "overdue": decided > due,
    }
    row: Row = {}
    for position, name in enumerate(records.system.chains):
        here = records.in_cohort & (cases["chain"] == position)
        row |= {f"chain.{name}.{measure}": float((here & mark).sum()) for measure, mark in marks.items()}
    return row
