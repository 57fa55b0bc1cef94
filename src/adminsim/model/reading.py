"""Readings of a target: what counts, where the plan's own promise is one view among several."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from adminsim.model.chinese import InChinese, Truth
from adminsim.model.value import Label, Name, Value

Clock = Annotated[Literal["elapsed", "agency"], InChinese(elapsed="全程用时 自然时间", agency="承诺时限用时")]
STATED = ("types", "clock", "start", "end", "steps", "sum")
"""What a reading may state in place of its target."""


class Reading(Value):
    """One view of what counts for a target; what it does not state is as the target states it."""

    name: Name
    """Name of the reading, such as `plan`, `main_line` or `lived`."""
    label: Label | None = None
    """Name for people."""
    types: tuple[str, ...] | None = None
    """Case types that it is about; an empty list for all."""
    clock: Clock | None = None
    """The clock: `agency` counts official time of counting steps, `elapsed` all time."""
    start: str | None = None
    """Where the clock starts: `submitted`, `accepted` or a milestone of the chain."""
    end: str | None = None
    """Where it ends: `decided` or a milestone of the chain."""
    steps: tuple[str, ...] | None = None
    """Baseline steps that count; an empty list for all that the clock counts."""
    sum: Truth | None = None
    """Whether the time of each step is added up, so that steps side by side count each."""
    note: str | None = None
    """Remark for the reader."""

    @property
    def stated(self) -> dict[str, Any]:
        """What it states in place of its target."""
        return {name: value for name in STATED if (value := getattr(self, name)) is not None}

    def filled(self, target: Value) -> Self:
        """Return the reading with all that it does not state as the target has it."""
        return self.replace(**{name: getattr(target, name) for name in STATED if getattr(self, name) is None})
