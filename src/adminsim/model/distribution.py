"""What every distribution of durations has in common, and the types of its parameters.

Times are in seconds throughout; `workday_s` is the number of official seconds of one working day.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar

import numpy as np
from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from adminsim.model.problem import wrong
from adminsim.model.span import TIME_SCHEMA, PositiveTime, Time
from adminsim.model.value import NUMBER_SCHEMA, Number, Positive, Value, check_not_empty

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def within(lowest: float, highest: float) -> AfterValidator:
    """Check that a number, and the range it may have, lies between two bounds."""

    def check(number: Number) -> Number:
        for edge in (number.value, *(number.range or ())):
            if not lowest <= edge <= highest:
                raise wrong("model-out-of-bounds", low=f"{lowest:g}", high=f"{highest:g}", value=f"{edge:g}")
        return number

    return AfterValidator(check)


AnyTime = Annotated[Time, WithJsonSchema(TIME_SCHEMA)]
MeanTime = PositiveTime
Weight = Positive
Cv = Annotated[Number, within(0.001, 20.0), WithJsonSchema(NUMBER_SCHEMA)]
"""A coefficient of variation: below, a time is as good as fixed; above, it is a slip for a percentage."""
WeibullShape = Annotated[Number, within(0.2, 1000.0), WithJsonSchema(NUMBER_SCHEMA)]
"""The shape of a Weibull distribution, bounded as a CV is."""
T = TypeVar("T")
Several = Annotated[tuple[T, ...], AfterValidator(check_not_empty), Field(json_schema_extra={"minItems": 1})]
"""One item or more."""


class Distribution(ABC):
    """What every family can tell: moments in seconds, quantiles, and the share of values up to x."""

    @abstractmethod
    def times(self) -> Iterator[Time]:
        """Yield every time that is a parameter, also of parts."""

    @abstractmethod
    def mean_s(self, workday_s: float) -> float:
        """Return the mean in seconds."""

    @abstractmethod
    def sd_s(self, workday_s: float) -> float:
        """Return the standard deviation in seconds."""

    @abstractmethod
    def quantile(self, u: Floats, workday_s: float) -> Floats:
        """Return the smallest value in seconds with a CDF above `u`, for each u in [0, 1)."""

    @abstractmethod
    def cdf(self, x: Floats, workday_s: float) -> Floats:
        """Return the probability of at most `x` seconds, for each x >= 0."""


class Fixed(Time, Distribution):
    """Always the same time."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {"title": cls.__name__, "description": cls.__doc__, **TIME_SCHEMA}

    def times(self) -> Iterator[Time]:
        yield self

    def mean_s(self, workday_s: float) -> float:
        return self.seconds(workday_s)

    def sd_s(self, workday_s: float) -> float:
        return 0.0

    def quantile(self, u: Floats, workday_s: float) -> Floats:
        return np.full(u.shape, self.seconds(workday_s))

    def cdf(self, x: Floats, workday_s: float) -> Floats:
        return np.where(x >= self.seconds(workday_s), 1.0, 0.0)


class Family(Value, Distribution):
    """A distribution written as a map of its parameters, all times in working days or none."""

    @model_validator(mode="before")
    @classmethod
    def _is_map(cls, data: Any) -> Any:
        if isinstance(data, (dict, cls)):
            return data
        raise wrong("model-parameters-map", allowed=", ".join(cls.model_fields))

    @model_validator(mode="after")
    def _one_basis(self) -> Self:
        if len({time.basis for time in self.times()}) > 1:
            raise wrong("model-mixed-units")
        return self

    def times(self) -> Iterator[Time]:
        for name in type(self).model_fields:
            value = getattr(self, name)
            items = value if isinstance(value, tuple) else (value,)
            yield from (item for item in items if isinstance(item, Time))
