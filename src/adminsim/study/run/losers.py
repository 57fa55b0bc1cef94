"""The price of reforms, run by run: who is slower than before, and promises that are not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.plan import Counting
from adminsim.engine.result import Result
from adminsim.study.run.measures import DAY_S
from adminsim.study.run.rows import mean_of

if TYPE_CHECKING:
    from adminsim.engine.records import Records
    from adminsim.study.run.rows import Row


def pair_measures(before: Records, after: Records) -> Row:
    """Return who is slower under the reforms, of the cases of the cohort that are approved in both runs.

    Returns
    -------
    dict of str to float
        By chain (``chain.<chain>.``) and by case type (``chain.<chain>.type.<type>.``): ``slower``, the share of cases
        that take longer, and ``saved``, the days of elapsed time that a case saves on the mean, negative where it
        loses them; each with over how many cases it is taken.
    """
    row: Row = {}
    rows = before.case_rows
    approved = (rows["outcome"] == Result.PASS) & (after.case_rows["outcome"] == Result.PASS) & before.in_cohort
    saved_d = (rows["elapsed"].astype(np.int64) - after.case_rows["elapsed"]) / DAY_S
    for position, (name, chain) in enumerate(before.system.chains.items()):
        here = approved & (rows["chain"] == position)
        groups = {f"chain.{name}.": here}
        groups |= {f"chain.{name}.type.{kind}.": here & (rows["case_type"] == n) for n, kind in enumerate(chain.types)}
        for group, chosen in groups.items():
            saved = saved_d[chosen]
            row |= mean_of(saved < 0).row(f"{group}slower") | mean_of(saved).row(f"{group}saved")
    return row


def late_measures(records: Records) -> Row:
    """Return by chain how many cases of the cohort broke the promise to supply late papers in time."""
    nodes, visits, cases = records.plan.nodes, records.visit_rows, records.case_rows
    promised = visits.compress((nodes.promise != Counting.NONE)[visits["node"]])
    broken = promised[np.isin(promised["result"], (Result.RETURN, Result.REJECT))]
    is_late = np.zeros(len(cases), dtype=bool)
    is_late[case_rows_of(records.plan, broken, records.sizes)] = True
    inside = is_late & records.in_cohort
    return {
        f"chain.{name}.late_papers": float((inside & (cases["chain"] == position)).sum())
        for position, name in enumerate(records.system.chains)
    }
