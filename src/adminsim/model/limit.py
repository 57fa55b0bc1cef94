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


class LimitClock(StrEnum):
    """How the hours of a limit are counted, and whether it stands still."""

    ELAPSED = "elapsed"
    """Hours of the calendar; working days as the law counts them. Each visit has the limit anew."""
    OFFICIAL = "official"
    """The same in official hours."""
    AGENCY = "agency"
    """In official hours, and standing still while the applicant corrects: what was left then is left afterwards."""


class LimitStart(StrEnum):
    """From when a limit is counted."""

    JOINING = "joining"
    """From joining the queue."""
    READY = "ready"
    """From the instant at which all before it is done, so that the hand-over is included."""


class CaseLimitStart(StrEnum):
    """From when the limit of a whole case is counted."""

    SUBMITTED = "submitted"
    """From the submission."""
    ACCEPTED = "accepted"
    """From the acceptance: what lies before it does not count."""


class Extension(Value):
    """A limit that is extended now and then (Administrative License Law, art. 42)."""

    probability: Probability
    """Probability that the limit of a visit, or of a case, is extended."""
    by: Term
    """By how much: in the unit of the limit."""
