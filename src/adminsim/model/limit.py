"""What becomes of a case or a step whose limit passes."""

from __future__ import annotations

from enum import StrEnum

from adminsim.model.span import Term
from adminsim.model.value import Probability, Value


class Expiry(StrEnum):
    """What follows when a limit passes before the decision is made."""

    NOTHING = "nothing"
    """The limit is overdue, and that is all."""
    ESCALATE = "escalate"
    """Whoever leads takes it up: it goes before all that is not escalated."""
    APPROVE = "approve"
    """Silence is approval: the step counts as passed at the limit; work in hand is finished, its outcome ignored."""


class Extension(Value):
    """A limit that is extended now and then (Administrative License Law, art. 42)."""

    probability: Probability
    """Probability that the limit of a visit, or of a case, is extended."""
    by: Term
    """By how much: in the unit of the limit."""
