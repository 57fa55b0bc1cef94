"""Documents that an applicant hands in."""

from __future__ import annotations

from pydantic import Field

from adminsim.model.chinese import Spoken, Truth
from adminsim.model.duration import Duration
from adminsim.model.span import Term
from adminsim.model.value import Label, Number, Rounds, Value


class Document(Value):
    """One document of an application; it is checked where an intake asks for it."""

    label: Label | None = None
    """Name for people."""
    missing: Rounds = (Number(value=0.0),)
    """Probability that it is missing or defective when it is filed; a list gives it by round of filing."""
    critical: Truth = True
    """Whether acceptance without it is out of the question, also under tolerate_missing_documents."""
    obtain: Duration | None = None
    """Time that the applicant takes to obtain or mend it; needed where `missing` is above 0."""
    issuer: str | None = None
    """Who issues it: a department of this file, or anybody else by name."""
    source: str | None = None
    """Where the figures come from."""
    note: str | None = None
    """Remark for the reader."""


class Notice(Spoken):
    """How an officer tells an applicant what is missing."""

    ONCE = "once", "一次性告知"
    """All of it in one notice (Administrative License Law, art. 32)."""
    PIECEMEAL = "piecemeal", "分次告知"
    """One thing at each filing, in the order of the file."""


class Exhausted(Spoken):
    """What follows once a case has been returned as often as it may."""

    REJECT = "reject", "不予许可"
    PASS = "pass", "通过"


class Intake(Value):
    """The check of documents at the counter: what a staffed step asks for."""

    documents: tuple[str, ...]
    """Documents asked for, by their names in the chain."""
    notice: Notice = Notice.PIECEMEAL
    """Whether everything missing is told at once or piecemeal."""
    notice_within: Term | None = None
    """Days within which the first notice of defects must be given; where it comes later, the file counts as accepted
    when it was filed. Without it, a late notice has no consequence."""
    max_returns: int = Field(default=3, ge=0, le=200)
    """How often the file may go back because of one and the same document."""
    on_exhausted: Exhausted = Exhausted.REJECT
    """What follows when a document is still missing then."""
    tolerate: bool = Field(default=False, json_schema_extra={"hidden": True})
    """Whether non-critical documents no longer block acceptance (set by tolerate_missing_documents)."""
