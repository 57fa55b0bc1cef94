"""Figures of a step that hold for one case type, or after a return, in place of the step's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from adminsim.model.duration import Duration
from adminsim.model.value import Keyed, Probability, Rounds, Value

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES = ("work", "duration", "meeting", "handover", "correction")
"""The figures that are times."""
ENDS = ("returns", "rejects", "correction")
"""The figures that belong to the outcome of a step."""


class Figures(Value):
    """Figures of some visits of a step; what is not given here stays as the step has it."""

    work: Duration | None = None
    """Hands-on time of one visit; of a staffed step."""
    duration: Duration | None = None
    """How long it takes; of a waiting step, periods set by law apart."""
    meeting: Duration | None = None
    """How long a case is in the meeting; of a session."""
    handover: Duration | None = None
    """Delay of the file transfer before these visits, whatever stands before the step."""
    returns: Rounds | None = None
    """Probability that the case goes back for correction; a list gives it by visit, counted among these visits."""
    rejects: Probability | None = None
    """Probability that the case is rejected."""
    correction: Duration | None = None
    """Time that the applicant takes to correct."""

    @property
    def given(self) -> dict[str, Any]:
        """The figures that are given, by name."""
        names = (*TIMES, *ENDS[:-1])
        return {name: value for name in names if (value := getattr(self, name)) is not None}

    def without(self, *names: str) -> Self:
        """Return them without some of them."""
        return self.replace(**dict.fromkeys(names))

    def with_time(self, name: str, change: Callable[[Duration], Duration]) -> Self:
        """Return them with a time changed where it is given."""
        time = getattr(self, name)
        return self if time is None else self.replace(**{name: change(time)})


class FiguresOfType(Figures):
    """Figures of the visits of one case type."""

    after_return: Figures | None = None
    """Figures of its visits after the first; they stand above those that hold after a return for all types."""

    def without(self, *names: str) -> Self:
        """Return them without some of them, after a return neither."""
        later = self.after_return and self.after_return.without(*names)
        return self.replace(**dict.fromkeys(names), after_return=later)

    def with_time(self, name: str, change: Callable[[Duration], Duration]) -> Self:
        """Return them with a time changed where it is given, after a return too."""
        later = self.after_return and self.after_return.with_time(name, change)
        return super().with_time(name, change).replace(after_return=later)


class ByType(Keyed[FiguresOfType]):
    """Figures by case type."""

    def __or__(self, other: Any) -> ByType:  # type: ignore[override]
        return ByType(super().__or__(other))


def at_visit_again(figures: Figures, visit: int) -> dict[str, Any]:
    """Return figures that hold after a return as they are at one visit (2, 3, ...), each with its name."""
    given = figures.given
    if (returns := given.get("returns")) is not None:
        given["returns"] = (returns[min(visit - 1, len(returns)) - 1],)
    return given
