"""Late papers that are promised."""

from __future__ import annotations

from typing import Literal

from adminsim.model.span import Length
from adminsim.model.value import Value


class Promise(Value):
    """The date until which late papers are promised."""

    intake: str
    """The intake whose non-critical documents are supplied late."""
    period: Length
    """Days or working days after acceptance; the period ends at 24:00 of its last day."""
    on_broken: Literal["return", "reject"] = "return"
    """What follows when the papers are not there by then."""
