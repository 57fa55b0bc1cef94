"""Stated targets, as planners publish them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from adminsim.model.span import Length
from adminsim.model.value import Label, Name, Number, Probability, Value


class _Target(Value):
    """What all kinds of targets have in common."""

    name: Name
    """Name of the target."""
    label: Label | None = None
    """Name for people."""
    source: str | None = None
    """The policy that states it, by catalogue id."""
    chain: str | None = None
    """The chain that it is about; may be left out where there is only one."""
    types: tuple[str, ...] = ()
    """Case types that it is about; all where none is named."""
    condition: Literal["documents_complete"] | None = None
    """Only cases whose documents were complete at the first filing; the clock then starts at the filing."""
    note: str | None = None
    """Remark for the reader."""


class _Timed(_Target):
    """A target on a clock."""

    clock: Literal["elapsed", "agency"] = "agency"
    """The clock that it is measured on: `agency` counts official time of counting steps, `elapsed` all time."""
    start: str = "submitted"
    """Where the clock starts: `submitted`, `accepted` or a milestone of the chain."""
    end: str = "decided"
    """Where it ends: `decided` or a milestone of the chain; what ends before it starts takes no time."""
    steps: tuple[str, ...] = ()
    """Baseline steps that it is about: only the time in which one of them, or what took its place, is open."""


class Within(_Timed):
    """A limit that a share of the cases must keep."""

    kind: Literal["within"] = "within"
    """A limit that a share of the cases must keep."""
    limit: Length
    """The limit; working days are counted as the law counts them, part of one as official hours."""
    share: Probability = Number(value=0.95)
    """Share of cases that must keep it."""


class Cut(_Timed):
    """A cut of the mean time against the baseline."""

    kind: Literal["cut"]
    """A cut of the mean time against the baseline."""
    by: Annotated[float, Field(gt=0, le=1)]
    """The cut required, as a part of the baseline's mean: 0.5 for one half."""


class Count(_Target):
    """A count per case: procedures, documents or visits."""

    kind: Literal["count"]
    """A count per case."""
    of: Literal["procedures", "documents", "visits"]
    """What is counted."""
    most: Annotated[float, Field(ge=0)]
    """The most that the mean case may need."""


class Share(_Target):
    """A share of cases, for instance of those that a reform covers."""

    kind: Literal["share"]
    """A share of the cases."""
    of: str
    """`approved`, `without_visit` (nobody comes in person), a reform (its cases) or a department (whom it serves)."""
    least: Probability
    """The share required."""


class Direction(_Target):
    """A measure that must go up or down, with no figure stated."""

    kind: Literal["direction"]
    """A measure that must go up or down."""
    of: Literal["elapsed", "agency", "procedures", "documents", "visits", "work"]
    """What must change."""
    to: Literal["lower", "higher"] = "lower"
    """In which direction."""


def _kind_of(data: Any) -> str:
    kind = data.get("kind", "within") if isinstance(data, dict) else getattr(data, "kind", "within")
    return kind if isinstance(kind, str) else "within"


Target = Annotated[
    Annotated[Within, Tag("within")]
    | Annotated[Cut, Tag("cut")]
    | Annotated[Count, Tag("count")]
    | Annotated[Share, Tag("share")]
    | Annotated[Direction, Tag("direction")],
    Discriminator(_kind_of),
]
"""Any target; `kind` says which, and is `within` where it is left out."""
