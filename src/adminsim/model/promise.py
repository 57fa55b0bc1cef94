"""Late papers that are promised."""

from __future__ import annotations

from typing import Annotated, Literal

from adminsim.model.chinese import InChinese
from adminsim.model.span import Length
from adminsim.model.value import Value

Broken = Annotated[Literal["return", "reject"], InChinese(**{"return": "退回补正", "reject": "不予许可"})]
"""What follows a broken promise."""


class Promise(Value):
    """The date until which late papers are promised."""

    intake: str
    """The intake whose non-critical documents are supplied late."""
    period: Length
    """Days or working days after acceptance; the period ends at 24:00 of its last day."""
    on_broken: Broken = "return"
    """What follows when the papers are not there by then."""
