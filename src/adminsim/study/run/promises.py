"""Approvals on commitment: how many there are, and how many are revoked because a promise was found broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.result import Result

if TYPE_CHECKING:
    from adminsim.engine.records import Records
    from adminsim.study.run.rows import Row

PROMISE_MEASURES = {"commitments": "", "revoked": ""}
"""The measures of a chain that approval on commitment adds, with their units."""


def promise_measures(records: Records) -> Row:
    """Return for each chain how many cases of the cohort were approved on commitment, and how many of them revoked.

    A case counts once, however many promises it made or broke. A revocation counts where the check took place within
    the run: a check that is still queued at its end has found nothing.
    """
    cases, visits = records.case_rows, records.visit_rows
    is_check = np.array([s.step.revokes is not None for s in records.plan.nodes.step])
    checks = visits.compress(is_check[visits["node"]]) if is_check.any() else visits[:0]
    committed, revoked = np.zeros(len(cases), dtype=bool), np.zeros(len(cases), dtype=bool)
    owner = case_rows_of(records.plan, checks, records.sizes)
    committed[owner] = True
    revoked[owner[checks["result"] == Result.REVOKED]] = True
    approved = records.in_cohort & (cases["outcome"] == Result.PASS)
    row: Row = {}
    for position, name in enumerate(records.system.chains):
        here = approved & (cases["chain"] == position)
        row[f"chain.{name}.commitments"] = float((here & committed).sum())
        row[f"chain.{name}.revoked"] = float((here & revoked).sum())
    return row
