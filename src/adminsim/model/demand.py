"""How applications arrive."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from adminsim.model.calendar import Weekday
from adminsim.model.problem import wrong
from adminsim.model.span import PositiveTime
from adminsim.model.value import Positive, Value

Weight = Annotated[float, Field(ge=0)]


class Poisson(Value):
    """Applications that arrive independently of each other, at a rate that may change with the season."""

    kind: Literal["poisson"] = "poisson"
    """Independent arrivals."""
    rate: Positive
    """Applications per unit of `per`, where all weights are 1."""
    per: Literal["WD", "h", "d", "wk"] = "WD"
    """Unit of the rate; per WD they arrive within official hours only, otherwise day and night."""
    months: dict[Annotated[int, Field(ge=1, le=12)], Weight] = {}
    """Weights by month, 1 where none is given."""
    weekdays: dict[Weekday, Weight] = {}
    """Weights by weekday, 1 where none is given."""
    hours: dict[Annotated[int, Field(ge=0, le=23)], Weight] = {}
    """Weights by hour of the day (9 is 9:00 to 10:00), 1 where none is given."""
    source: str | None = None
    """Where the figures come from."""
    note: str | None = None
    """Remark for the reader."""


class Regular(Value):
    """One application after the other at a fixed distance, the first at the start."""

    kind: Literal["regular"]
    """Arrivals at a fixed distance."""
    every: PositiveTime
    """Distance of two arrivals, by the calendar."""
    source: str | None = None
    """Where the figures come from."""


class Listed(Value):
    """Applications at stated instants."""

    kind: Literal["listed"]
    """Arrivals at stated instants."""
    at: tuple[dt.datetime, ...]
    """Local times without zone, in any order."""
    source: str | None = None
    """Where the figures come from."""

    @model_validator(mode="after")
    def _without_zone(self) -> Self:
        if any(instant.tzinfo is not None for instant in self.at):
            raise wrong("model-time-zone")
        return self


def _kind_of(data: Any) -> str:
    kind = data.get("kind", "poisson") if isinstance(data, dict) else getattr(data, "kind", "poisson")
    return kind if isinstance(kind, str) else "poisson"


Demand = Annotated[
    Annotated[Poisson, Tag("poisson")] | Annotated[Regular, Tag("regular")] | Annotated[Listed, Tag("listed")],
    Discriminator(_kind_of),
]
"""Any demand; `kind` says which, and is `poisson` where it is left out."""
