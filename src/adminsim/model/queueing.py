"""Whose patience counts in a queue: a step's own, its chain's or its department's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.model.patience import While

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.department import Department
    from adminsim.model.duration import Duration
    from adminsim.model.step import Step


def patience_in_queue(chain: Chain, step: Step, department: Department | None) -> Duration | None:
    """Return how long applicants stay in the queue of a step: as the step says, else its chain, else its department."""
    of_chain = chain.patience if chain.patience is not None and chain.patience.while_ is While.QUEUEING else None
    stated = step.patience, of_chain, department.patience if department is not None else None
    return next((patience for patience in stated if patience is not None), None)
