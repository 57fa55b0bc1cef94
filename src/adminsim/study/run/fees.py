"""What applicants pay: the fees of the steps that their cases come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.fields import NOT_YET

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.records import Records


def fees_of(records: Records) -> NDArray[np.float64]:
    """Return what each case costs its applicant, in yuan, by row of the table of cases.

    A fee is due once a case comes to the step, once for the whole case, however often the step is done again; steps
    that come after the decision cost nothing.
    """
    plan, visits, rows = records.plan, records.visit_rows, records.case_rows
    fee = np.array([step.step.fee.value for step in plan.nodes.step])
    met = np.flatnonzero((visits["visit"] == 1) & (fee != 0)[visits["node"]])
    case, visits = case_rows_of(plan, visits.take(met), records.sizes), visits.take(met)
    decided = rows["decided"][case]
    is_before = (decided == NOT_YET) | (visits["ready"] < decided) | (visits["end"] == decided)
    found = np.bincount(case[is_before], weights=fee[visits["node"][is_before]], minlength=len(rows))
    return found.astype(np.float64)
