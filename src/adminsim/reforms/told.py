"""What a reform tells of itself beside its rule: which parts of time it touches, and where."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, get_args

Part = Literal["handover", "queue", "closed", "work", "session", "announcement", "third_party", "applicant"]
"""A part of the time between an application and its decision: transfer of the file; waiting for a person; waiting for
opening; hands-on time; waiting for and in a meeting; periods set by law and other waiting for nobody; waiting for
somebody outside; the applicant's own time and corrections."""
PARTS: tuple[Part, ...] = get_args(Part)


class Where(StrEnum):
    """At which steps a reform touches a part of the time."""

    ANYWHERE = "anywhere"
    INTAKES = "intakes"
    """Where documents are checked."""
    SERIES = "series"
    """Where a step follows another, or is followed, by custom only."""
