"""How a step may end other than by passing."""

from __future__ import annotations

from typing import Any, Self

from pydantic import Field, model_validator

from adminsim.model.document import Exhausted
from adminsim.model.duration import Duration
from adminsim.model.problem import wrong
from adminsim.model.value import Number, Probability, Rounds, Value


class Outcome(Value):
    """How a step may end other than by passing."""

    returns: Rounds = (Number(value=0.0),)
    """Probability that the case goes back for correction; a list gives it by visit of this step."""
    rejects: Probability = Number(value=0.0)
    """Probability that the case is rejected; returned and rejected exclude each other."""
    correction: Duration | None = None
    """Time that the applicant takes to correct; needed where `returns` is above 0."""
    resume_at: tuple[str, ...] = ()
    """Earlier step from which the chain resumes after a correction; without it only this step is redone."""
    max_returns: int = Field(default=3, ge=0, le=200)
    """How often this step may return a case in the case's life."""
    on_exhausted: Exhausted = Exhausted.REJECT
    """What a further return becomes once they are spent."""

    @model_validator(mode="before")
    @classmethod
    def _one_target(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("resume_at"), str):
            return {**data, "resume_at": (data["resume_at"],)}
        return data

    @model_validator(mode="after")
    def _sums_and_correction(self) -> Self:
        check_ends(self.returns, self.rejects, self.correction)
        return self


def check_ends(returns: tuple[Number, ...], rejects: Number, correction: Duration | None) -> None:
    """Refuse probabilities that add up to more than 1, and returns without a time to correct."""
    total = max(probability.value for probability in returns) + rejects.value
    if total > 1.0:
        raise wrong("model-outcome-sum", total=f"{total:.10g}")
    if any(probability.highest > 0 for probability in returns) and correction is None:
        raise wrong("model-no-correction")
