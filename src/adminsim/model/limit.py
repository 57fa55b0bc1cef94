"""What becomes of a case or a step whose limit passes."""

from __future__ import annotations

from adminsim.model.chinese import Spoken
from adminsim.model.span import Term
from adminsim.model.value import Probability, Value


class Expiry(Spoken):
    """What follows when a limit passes before the decision is made."""

    NOTHING = "nothing", "无"
    """The limit is overdue, and that is all."""
    ESCALATE = "escalate", "升级 督办"
    """Whoever leads takes it up: it goes before all that is not escalated."""
    APPROVE = "approve", "默认同意 视为同意"
    """Silence is approval: the step counts as passed at the limit; work in hand is finished, its outcome ignored."""


class LimitClock(Spoken):
    """How the hours of a limit are counted, and whether it stands still."""

    ELAPSED = "elapsed", "自然时间"
    """Hours of the calendar; working days as the law counts them. Each visit has the limit anew."""
    OFFICIAL = "official", "办公时间"
    """The same in official hours."""
    AGENCY = "agency", "承诺时限用时"
    """In official hours, and standing still while the applicant corrects: what was left then is left afterwards."""


class LimitStart(Spoken):
    """From when a limit is counted."""

    JOINING = "joining", "进入队列"
    """From joining the queue."""
    READY = "ready", "前序完成"
    """From the instant at which all before it is done, so that the hand-over is included."""


class CaseLimitStart(Spoken):
    """From when the limit of a whole case is counted."""

    SUBMITTED = "submitted", "提交"
    """From the submission."""
    ACCEPTED = "accepted", "受理"
    """From the acceptance: what lies before it does not count."""


class Extension(Value):
    """A limit that is extended now and then (Administrative License Law, art. 42)."""

    probability: Probability
    """Probability that the limit of a visit, or of a case, is extended."""
    by: Term
    """By how much: in the unit of the limit."""
