"""Random durations as they are written in a file: one distribution, drawn by quantile from uniforms."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np
from pydantic import (
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from adminsim.model.distribution import Distribution, Family, Fixed, Several
from adminsim.model.families import Erlang, Exponential, Gamma, Lognormal, Triangular, Uniform, Weibull
from adminsim.model.measured import Empirical, Quantiles
from adminsim.model.problem import wrong
from adminsim.model.span import Basis, Length, Time
from adminsim.model.value import Probability, Value

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema

    from adminsim.model.distribution import Floats


class Duration(Value):
    """How long something takes: a time, or one distribution with its parameters.

    Written as ``30 min``, as an assumed time ``{value, range, source}``, or as a map with one distribution
    and, if wanted, its source: ``{exponential: {mean: 30 min}, source: assumption}``. Attributes are named as
    the keys in the file, so a path in the file is a path in the value (a bare time is at `fixed`).

    Examples
    --------
    >>> work = Duration.model_validate({"uniform": {"low": "10 min", "high": "20 min"}})
    >>> work.mean(workday_s=28800)
    900.0
    >>> work.quantile(np.array([0.0, 0.5]), workday_s=28800)
    array([600., 900.])
    """

    fixed: Fixed | None = None
    """Always the same time."""
    uniform: Uniform | None = None
    """Any time between `low` and `high` alike."""
    triangular: Triangular | None = None
    """Between `low` and `high`, most often near `mode`."""
    exponential: Exponential | None = None
    """Memoryless, by its mean."""
    erlang: Erlang | None = None
    """The sum of equal exponential stages, by its mean and their number."""
    gamma: Gamma | None = None
    """By its mean and coefficient of variation."""
    lognormal: Lognormal | None = None
    """By mean and coefficient of variation of the time itself."""
    weibull: Weibull | None = None
    """By its mean and shape."""
    empirical: Empirical | None = None
    """One of the given values, by weight."""
    quantiles: Quantiles | None = None
    """Straight between stated quantiles."""
    mixture: Mixture | None = None
    """One of several durations, by weight."""
    source: str | None = None
    """Where the distribution comes from: a catalogue id, a published figure, or `assumption`."""

    @model_validator(mode="before")
    @classmethod
    def _from_written(cls, data: Any) -> Any:
        if isinstance(data, cls):
            return data
        if not isinstance(data, dict) or "value" in data:
            # Validated here and not as the field, so that errors are located without a key that nobody wrote.
            return {"fixed": Fixed.model_validate(data)}
        if problems := _key_problems(data):
            raise ValidationError.from_exception_data(cls.__name__, problems)
        return data

    @model_serializer(mode="wrap")
    def _short(self, write: SerializerFunctionWrapHandler) -> Any:
        parts = {name: part for name, part in write(self).items() if part is not None}
        return parts["fixed"] if list(parts) == ["fixed"] else parts

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        reference = handler(core_schema)
        schema = handler.resolve_ref_schema(reference)
        properties = schema.pop("properties", None)
        if properties is not None:
            beside = {name: part for name, part in properties.items() if name not in DISTRIBUTIONS}
            beside["source"] = _without_null(beside["source"])
            written = {name: _without_null(part) for name, part in properties.items() if name in DISTRIBUTIONS}
            maps = [_one_key_schema(name, part, beside) for name, part in written.items()]
            schema.pop("type")
            schema.pop("additionalProperties")
            schema["description"] = (cls.__doc__ or "").partition("\n")[0]
            schema["anyOf"] = [written["fixed"], *maps]
        return reference

    @cached_property
    def distribution(self) -> Distribution:
        """The one distribution given."""
        given = (getattr(self, name) for name in DISTRIBUTIONS)
        return cast(Distribution, next(one for one in given if one is not None))

    @property
    def basis(self) -> Basis:
        """In which time the duration passes: in working time if its times are in WD."""
        return next(self.distribution.times()).basis

    @property
    def is_zero(self) -> bool:
        """Whether it never takes any time."""
        return self.mean(1) == 0.0

    @property
    def whole_days(self) -> Length | None:
        """The length if it is a fixed number of whole days, working days, months or years, else None."""
        length = self.fixed.value if self.fixed is not None else None
        if (
            length is None
            or (length.months is None and length.unit not in ("d", "wk", "WD"))
            or length.amount != int(length.amount)
        ):
            return None
        return length

    def scaled(self, factor: float) -> Duration:
        """Return a duration that always takes `factor` (above 0) times as long."""
        scaled: Duration = _scaled(self, factor)
        return scaled

    def mean(self, workday_s: float) -> float:
        """Return the mean in seconds."""
        return self.distribution.mean_s(workday_s)

    def sd(self, workday_s: float) -> float:
        """Return the standard deviation in seconds."""
        return self.distribution.sd_s(workday_s)

    def quantile(self, u: Floats, workday_s: float) -> Floats:
        """Draw by inversion: return the smallest time whose CDF is above u.

        Parameters
        ----------
        u : array of float64, any shape
            Uniforms in [0, 1).
        workday_s : float
            Official seconds of one working day.

        Returns
        -------
        array of float64, the shape of `u`
            Seconds: finite, not negative, never falling in u. Each depends on its own u only.
        """
        return self.distribution.quantile(u, workday_s)

    def cdf(self, x: Floats, workday_s: float) -> Floats:
        """Return the probability of at most `x` seconds, for each x."""
        return self.distribution.cdf(x, workday_s)


class Part(Value):
    """One part of a mixture."""

    weight: Probability
    """The share of cases that it holds for."""
    duration: Duration
    """Their duration."""


class Mixture(Family):
    """One of several durations, by weight: quick cases and slow ones."""

    parts: Several[Part]
    """The parts; their weights sum to 1."""

    @model_validator(mode="after")
    def _weights_sum_to_one(self) -> Self:
        total = math.fsum(part.weight.value for part in self.parts)
        if abs(total - 1.0) > 1e-9:
            raise wrong("model-weights-sum", total=f"{total:.10g}")
        return self

    def times(self) -> Iterator[Time]:
        for part in self.parts:
            yield from part.duration.distribution.times()

    def _shares(self) -> list[tuple[float, Duration]]:
        # Assumed weights are drawn one by one, so only their proportions count.
        total = math.fsum(part.weight.value for part in self.parts)
        return [(part.weight.value / total, part.duration) for part in self.parts if part.weight.value > 0]

    def mean_s(self, workday_s: float) -> float:
        return math.fsum(share * part.mean(workday_s) for share, part in self._shares())

    def sd_s(self, workday_s: float) -> float:
        mean = self.mean_s(workday_s)
        squares = (
            share * (part.sd(workday_s) ** 2 + (part.mean(workday_s) - mean) ** 2) for share, part in self._shares()
        )
        return math.sqrt(math.fsum(squares))

    def quantile(self, u: Floats, workday_s: float) -> Floats:
        """Return the smallest float whose CDF is above u, found by bisection.

        The CDF of a mixture is the weighted sum of its parts' CDFs, so its quantile lies between the lowest
        and the highest quantile of the parts. It is as exact as that sum: to 1e-9 up to u = 1 - 1e-6.
        """
        drawn = np.stack([part.quantile(u, workday_s) for _, part in self._shares()])
        # An element that has converged keeps its value: no draw depends on the others drawn with it.
        return _smallest_float(lambda x: self.cdf(x, workday_s) > u, drawn.min(axis=0), drawn.max(axis=0))

    def cdf(self, x: Floats, workday_s: float) -> Floats:
        total = np.zeros(np.shape(x))
        for share, part in self._shares():
            total += share * part.cdf(x, workday_s)
        return total


Duration.model_rebuild()
DISTRIBUTIONS = tuple(name for name in Duration.model_fields if name != "source")
"""The keys of a written duration, one of which it has."""


def _scaled(part: Any, factor: float) -> Any:
    """Return a value all of whose lengths of time are multiplied, however deep they lie."""
    if isinstance(part, Length):
        return part.replace(amount=part.amount * factor)
    if isinstance(part, Value):
        return part.replace(**{name: _scaled(getattr(part, name), factor) for name in type(part).model_fields})
    return tuple(_scaled(item, factor) for item in part) if isinstance(part, tuple) else part


def _smallest_float(holds: Callable[[Floats], NDArray[np.bool_]], low: Floats, high: Floats) -> Floats:
    """Return per element the smallest float in [low, high] for which `holds` is true, else `high`.

    Floats that are not negative are in the same order as their bit patterns read as integers, so halving the
    patterns ends at one float after at most 64 rounds, however close to 0 it is.
    """
    lowest, highest = (np.asarray(end + 0.0).view(np.int64) for end in (low, high))
    while (lowest < highest).any():
        middle = lowest + (highest - lowest) // 2
        found = holds(middle.view(np.float64))
        lowest, highest = np.where(found, lowest, middle + 1), np.where(found, middle, highest)
    return highest.view(np.float64)


def _key_problems(data: dict[Any, Any]) -> list[InitErrorDetails]:
    """Return what is wrong with the keys of a written duration, each problem at its key."""
    known = [name for name in data if name in DISTRIBUTIONS]
    unknown = [name for name in data if name not in DISTRIBUTIONS and name != "source"]
    problems = [_problem(_unknown_key(name), data, name) for name in unknown]
    if len(known) > 1:
        several = wrong("model-two-distributions", first=known[0], second=known[1])
        problems.append(_problem(several, data, known[1]))
    if not known and not unknown:
        problems.append(_problem(wrong("model-no-distribution", allowed=", ".join(DISTRIBUTIONS)), data))
    empty = [name for name in known if data[name] is None]
    problems += [_problem(wrong("model-no-parameters", name=name), data, name) for name in empty]
    return problems


def _unknown_key(name: object) -> PydanticCustomError:
    from difflib import get_close_matches

    if name == "range":
        return wrong("model-range-misplaced")
    near = get_close_matches(str(name), DISTRIBUTIONS, n=1)
    values = {"name": str(name), "allowed": ", ".join(DISTRIBUTIONS)}
    if near:
        return wrong("model-unknown-distribution-near", nearest=near[0], **values)
    return wrong("model-unknown-distribution", **values)


def _problem(error: PydanticCustomError, data: dict[Any, Any], *loc: str | int) -> InitErrorDetails:
    return InitErrorDetails(type=error, loc=loc, input=data[loc[0]] if loc else data)


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an optional key for where it is written: not null, no default."""
    (written,) = (choice for choice in schema["anyOf"] if choice.get("type") != "null")
    return {**written, **{key: schema[key] for key in ("description",) if key in schema}}


def _one_key_schema(name: str, part: dict[str, Any], beside: dict[str, Any]) -> dict[str, Any]:
    properties = {name: part, **beside}
    return {"type": "object", "properties": properties, "required": [name], "additionalProperties": False}
