"""How applications arrive."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, WithJsonSchema, model_validator

from adminsim.model.calendar import Weekday
from adminsim.model.chinese import InChinese, kind_of
from adminsim.model.distribution import within
from adminsim.model.problem import wrong
from adminsim.model.span import PositiveTime
from adminsim.model.value import NUMBER_SCHEMA, DateTime, Number, Positive, Value

Weight = Annotated[float, Field(ge=0)]
Trend = Annotated[Number, within(-0.9, 9.0), WithJsonSchema(NUMBER_SCHEMA)]


class Mixing(Value):
    """Over-dispersion: a rate that is higher or lower by chance, block by block."""

    cv: Positive
    """Coefficient of variation of the rate; its factor is gamma-distributed with mean 1."""
    per: Annotated[Literal["d", "wk", "month"], InChinese(d="天", wk="周", month="月")] = "d"
    """How long one value of the factor holds: a day, seven days from the start on, a month of the calendar."""
    source: str | None = None
    """Where the figure comes from."""


class Batch(Value):
    """Applications that come together."""

    sizes: tuple[Annotated[int, Field(ge=1, le=10_000)], ...] = Field(min_length=1)
    """Sizes of a batch."""
    weights: tuple[Annotated[float, Field(gt=0)], ...] = ()
    """Weights of the sizes; equal where none is given."""
    source: str | None = None
    """Where the figures come from."""

    @model_validator(mode="after")
    def _a_weight_for_each(self) -> Self:
        if self.weights and len(self.weights) != len(self.sizes):
            raise wrong("model-batch-weights", sizes=len(self.sizes), weights=len(self.weights))
        return self

    @property
    def shares(self) -> tuple[float, ...]:
        """The share of batches of each size."""
        weights = self.weights or (1.0,) * len(self.sizes)
        return tuple(weight / sum(weights) for weight in weights)

    @property
    def mean(self) -> float:
        """The mean size."""
        return sum(size * share for size, share in zip(self.sizes, self.shares, strict=True))


class Poisson(Value):
    """Applications that arrive independently of each other, at a rate that may change with the season.

    With `mixing` the rate also varies by chance, with `batch` applications come together: both make the daily numbers
    more variable than a Poisson process does (over-dispersed), as real ones are.
    """

    kind: Annotated[Literal["poisson"], InChinese(poisson="随机")] = "poisson"
    """Independent arrivals."""
    rate: Positive
    """Applications per unit of `per`, where all weights are 1."""
    per: Annotated[Literal["WD", "h", "d", "wk"], InChinese(WD="工作日", h="小时", d="天", wk="周")] = "WD"
    """Unit of the rate; per WD so many arrive on each working day, spread over its own official hours, otherwise day
    and night."""
    months: dict[Annotated[int, Field(ge=1, le=12)], Weight] = {}
    """Weights by month, 1 where none is given."""
    weekdays: dict[Weekday, Weight] = {}
    """Weights by weekday, 1 where none is given; a make-up working day has that of the weekday as which it is lived."""
    hours: dict[Annotated[int, Field(ge=0, le=23)], Weight] = {}
    """Weights by hour of the day (9 is 9:00 to 10:00), 1 where none is given; per WD they spread a day's applications
    over its hours and do not change how many they are."""
    trend: Trend = Number(value=0.0)
    """By how much the rate grows in a year, compounding: 0.05 for five per cent more, -0.1 for a tenth less. The stated
    rate is that of the period's first day."""
    mixing: Mixing | None = None
    """Chance variation of the rate from block to block."""
    batch: Batch | None = None
    """Applications that come together; `rate` still counts applications."""
    source: str | None = None
    """Where the figures come from."""
    note: str | None = None
    """Remark for the reader."""


class Regular(Value):
    """One application after the other at a fixed distance, the first at the start."""

    kind: Annotated[Literal["regular"], InChinese(regular="定时")]
    """Arrivals at a fixed distance."""
    every: PositiveTime
    """Distance of two arrivals, by the calendar."""
    source: str | None = None
    """Where the figures come from."""


class Listed(Value):
    """Applications at stated instants."""

    kind: Annotated[Literal["listed"], InChinese(listed="列明")]
    """Arrivals at stated instants."""
    at: tuple[DateTime, ...]
    """Local times without zone, in any order."""
    types: tuple[str, ...] = ()
    """The case type of each; drawn from the mix where none is given."""
    source: str | None = None
    """Where the figures come from."""

    @model_validator(mode="after")
    def _without_zone_and_with_types(self) -> Self:
        if any(instant.tzinfo is not None for instant in self.at):
            raise wrong("model-time-zone")
        if self.types and len(self.types) != len(self.at):
            raise wrong("model-arrival-types", given=len(self.types), expected=len(self.at))
        return self


Demand = Annotated[
    Annotated[Poisson, Tag("poisson")] | Annotated[Regular, Tag("regular")] | Annotated[Listed, Tag("listed")],
    Discriminator(kind_of("poisson", Poisson, Regular, Listed)),
]
"""Any demand; `kind` says which, and is `poisson` where it is left out."""
