"""Cycle time by month of submission: how a reform with a first day, or a pilot that grows, makes its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.result import Result
from adminsim.study.run.measures import DAY_S
from adminsim.study.run.rows import Mean

if TYPE_CHECKING:
    from adminsim.engine.records import Records
    from adminsim.study.run.rows import Row


def month_measures(records: Records) -> Row:
    """Return the cycle time of the approved cases of the cohort by the month in which they were submitted.

    Returns
    -------
    dict of str to float
        ``chain.<chain>.month.<yyyy-mm>.elapsed``, the mean elapsed time in days, in which an unfinished case counts
        with its age at the end of the run as in the mean of the whole cohort, and over how many it is taken. Months
        without any are left out.
    """
    row: Row = {}
    cases = records.case_rows
    unfinished = cases["outcome"] == Result.UNFINISHED
    measured = records.in_cohort & ((cases["outcome"] == Result.PASS) | unfinished)
    age = records.plan.horizon_s - cases["submitted"].astype(np.int64)
    elapsed_d = np.where(unfinished, age, cases["elapsed"]) / DAY_S
    start = np.datetime64(records.system.period.start, "s")
    months = (start + cases["submitted"].astype("timedelta64[s]")).astype("datetime64[M]")
    for position, name in enumerate(records.system.chains):
        here = measured & (cases["chain"] == position)
        occurring, place = np.unique(months[here], return_inverse=True)
        counts = np.bincount(place)
        means = np.bincount(place, weights=elapsed_d[here]) / counts
        for month, mean, count in zip(occurring, means, counts, strict=True):
            row |= Mean(float(mean), float(count)).row(f"chain.{name}.month.{month}.elapsed")
    return row
