"""The price of reforms, run by run: who is slower than before, and promises that are not kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.plan import Counting
from adminsim.engine.result import Result
from adminsim.study.run.measures import DAY_S
from adminsim.study.run.rows import mean_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.records import Records
    from adminsim.study.run.rows import Row


@dataclass(frozen=True)
class Lived:
    """What others are held against: how each case of a run ended, and how long it took.

    Attributes
    ----------
    outcome : ndarray of int8
        By row of the table of cases, as a `Result`.
    until_end_s : ndarray of int64
        Its elapsed time: of one that is undecided, until the end of the run.
    """

    outcome: NDArray[np.int8]
    until_end_s: NDArray[np.int64]

    @classmethod
    def of(cls, records: Records) -> Lived:
        """Return that of a run."""
        return cls(records.case_rows["outcome"].copy(), _until_end(records))


def pair_measures(before: Records | Lived, after: Records) -> Row:
    """Return who is slower under the reforms, of the cases of the cohort that are approved in one run at least.

    A case that is undecided when a run ends has the age that it has then: who is approved before and undecided after is
    slower, since both runs end at once, and who is approved after only is not. Who is approved before and gives up
    after loses too.

    Returns
    -------
    dict of str to float
        By chain (``chain.<chain>.``) and by case type (``chain.<chain>.type.<type>.``): ``slower``, the share of cases
        that take longer, and ``saved``, the days of elapsed time that a case saves on the mean, negative where it
        loses them, over those that do not give up; each with over how many cases it is taken.
    """
    row: Row = {}
    earlier, later = before if isinstance(before, Lived) else Lived.of(before), Lived.of(after)
    # Who applies, when and for what is the same in both.
    rows, in_cohort = after.case_rows, after.in_cohort
    outcomes = earlier.outcome, later.outcome
    taken = [np.isin(outcome, (Result.PASS, Result.UNFINISHED)) for outcome in outcomes]
    approved = [outcome == Result.PASS for outcome in outcomes]
    lost = in_cohort & approved[0] & (outcomes[1] == Result.GIVEN_UP)
    timed = in_cohort & taken[0] & taken[1] & (approved[0] | approved[1])
    saved_d = (earlier.until_end_s - later.until_end_s) / DAY_S
    for position, (name, chain) in enumerate(after.system.chains.items()):
        here = (timed | lost) & (rows["chain"] == position)
        groups = {f"chain.{name}.": here}
        groups |= {f"chain.{name}.type.{kind}.": here & (rows["case_type"] == n) for n, kind in enumerate(chain.types)}
        for group, chosen in groups.items():
            row |= mean_of((lost | (saved_d < 0))[chosen]).row(f"{group}slower")
            row |= mean_of(saved_d[chosen & timed]).row(f"{group}saved")
    return row


def _until_end(records: Records) -> NDArray[np.int64]:
    """Return the elapsed time of each case: of one that is undecided, until the end of the run."""
    rows = records.case_rows
    age = records.plan.horizon_s - rows["submitted"].astype(np.int64)
    return np.where(rows["outcome"] == Result.UNFINISHED, age, rows["elapsed"])


def late_measures(records: Records) -> Row:
    """Return by chain how many cases of the cohort broke the promise to supply late papers in time."""
    nodes, visits, cases = records.plan.nodes, records.visit_rows, records.case_rows
    is_promised = nodes.promise != Counting.NONE
    promised = visits.compress(is_promised[visits["node"]]) if is_promised.any() else visits[:0]
    broken = promised[np.isin(promised["result"], (Result.RETURN, Result.REJECT))]
    is_late = np.zeros(len(cases), dtype=bool)
    is_late[case_rows_of(records.plan, broken, records.sizes)] = True
    inside = is_late & records.in_cohort
    return {
        f"chain.{name}.late_papers": float((inside & (cases["chain"] == position)).sum())
        for position, name in enumerate(records.system.chains)
    }
