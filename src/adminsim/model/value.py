"""The base of all model values, labels in two languages, and numbers that carry their source."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    TypeAdapter,
    WithJsonSchema,
    model_serializer,
    model_validator,
)

from adminsim.messages import Words
from adminsim.model.chinese import narrow
from adminsim.model.problem import wrong

Item = TypeVar("Item", bound="Value")
_HASH = "hash of the fields"
_ISO_START = re.compile(r"\d{4}-\d{2}-\d{2}")
_CHINESE_DAY = re.compile(r"^\s*(\d{4})年(\d{1,2})月(\d{1,2})[日号]")


class Value(BaseModel):
    """A frozen value: extra keys are errors; docstrings below fields say what they mean (`adminsim.model.notes`)."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_default=True,
        allow_inf_nan=False,
    )

    def replace(self, **changes: Any) -> Self:
        """Return a copy with some fields changed.

        Numbers and texts are read as in a file, so that ``replace(rate=20)`` gives a rate; other values are trusted.

        Raises
        ------
        pydantic.ValidationError
            If a number or text is none that the field can have.
        TypeError
            If there is no such field.
        """
        fields, plain = type(self).model_fields, (int, float, str)
        for name in changes:
            if name not in fields:
                near = get_close_matches(name, fields, n=1)
                raise TypeError(f"{type(self).__name__} has no field {name!r}" + "".join(f"; {one}?" for one in near))
        read = {
            name: _field(type(self), name).validate_python(value)
            for name, value in changes.items()
            if name in fields and type(value) in plain
        }
        copy = self.model_copy(update=changes | read)
        _leave_answers(copy.__dict__, fields)
        return copy

    def __hash__(self) -> int:
        """Return the hash of the fields, found once: it is asked for as often as anything is looked up by a value."""
        kept = self.__dict__
        if _HASH not in kept:
            kept[_HASH] = hash(tuple(kept[name] for name in type(self).model_fields))
        found: int = kept[_HASH]
        return found

    def __getstate__(self) -> dict[Any, Any]:
        """Return what travels to another process: the fields, without the answers that are kept beside them."""
        state = super().__getstate__()
        state["__dict__"] = dict(state["__dict__"])
        _leave_answers(state["__dict__"], type(self).model_fields)
        return state


def _leave_answers(kept: dict[str, Any], fields: Mapping[str, Any]) -> None:
    """Take out what is no field: the answers of cached properties and of `adminsim.model.once`."""
    for name in [name for name in kept if name not in fields]:
        del kept[name]


@cache
def _field(kind: type[Value], name: str) -> TypeAdapter[Any]:
    """Return what reads a field as it is written."""
    field = kind.model_fields[name]
    written: Any = field.annotation
    for more in field.metadata:
        written = Annotated[written, more]
    config = (
        None if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel) else kind.model_config
    )
    return TypeAdapter(written, config=config)


def or_assumed(plain: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of a figure as it is written: plain, or a map ``{value, range, source}``."""
    properties = {
        "value": {**plain, "description": "The value that a run uses."},
        "range": {
            "type": "array",
            "items": plain,
            "minItems": 2,
            "maxItems": 2,
            "description": "The lowest and the highest value that one would defend.",
        },
        "source": {"type": "string", "description": "A catalogue id, a published figure, or `assumption`."},
    }
    assumed = {"type": "object", "properties": properties, "required": ["value"]}
    return {"anyOf": [plain, {**assumed, "additionalProperties": False}]}


NUMBER_SCHEMA = or_assumed({"type": "number"})
"""JSON Schema of a number as it is written: plain, or a map ``{value, range, source}``."""


class Keyed(dict[str, Item]):
    """Values by name; made once and never changed, so that it can be part of a key."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self.items(), key=lambda item: item[0])))


class Label(Value):
    """A name for people, in one or both languages."""

    en: str | None = None
    """English name."""
    zh: str | None = None
    """Chinese name."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"en": data, "zh": data} if isinstance(data, str) else data

    @model_serializer(mode="wrap")
    def _short(self, write: SerializerFunctionWrapHandler) -> Any:
        if self.en is not None and self.en == self.zh:
            return self.en
        return {name: text for name, text in write(self).items() if text is not None}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        texts = {
            "en": {"type": "string", "description": "English name."},
            "zh": {"type": "string", "description": "Chinese name."},
        }
        by_language = {"type": "object", "properties": texts, "additionalProperties": False}
        return {"title": cls.__name__, "description": cls.__doc__, "anyOf": [{"type": "string"}, by_language]}

    def text(self, words: Words, fallback: str) -> str:
        """Return the name in these words, else in the other one, else `fallback`."""
        first, second = words.pick((self.en, self.zh), (self.zh, self.en))
        return first or second or fallback


class Number(Value):
    """A plain number, or an assumed one: ``{value, range, source}``."""

    value: float
    """The value that a run uses."""
    range: tuple[float, float] | None = None
    """For an assumption: the lowest and the highest value that one would defend."""
    source: str | None = None
    """Where the value comes from: a catalogue id, a published figure, or `assumption`."""

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, data: Any) -> Any:
        is_number = isinstance(data, (int, float)) and not isinstance(data, bool)
        return {"value": data} if is_number else data

    @model_validator(mode="after")
    def _range_holds_value(self) -> Self:
        if self.range is not None and not self.range[0] <= self.value <= self.range[1]:
            low, high = (f"{edge:g}" for edge in self.range)
            raise wrong("model-range-off", low=low, high=high, value=f"{self.value:g}")
        return self

    @property
    def edges(self) -> tuple[float, ...]:
        """The value, and the ends of its range if it has one."""
        return (self.value, *(self.range or ()))

    @property
    def lowest(self) -> float:
        """The lowest value that it may have."""
        return self.range[0] if self.range is not None else self.value

    @property
    def highest(self) -> float:
        """The highest value that it may have."""
        return self.range[1] if self.range is not None else self.value

    @model_serializer
    def _short(self) -> Any:
        if self.range is None and self.source is None:
            return self.value
        parts = {"value": self.value, "range": self.range, "source": self.source}
        return {name: part for name, part in parts.items() if part is not None}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        description = "A plain number, or an assumed one: {value, range, source}."
        return {"title": cls.__name__, "description": description, **NUMBER_SCHEMA}


def _check_probability(number: Number) -> Number:
    for edge in number.edges:
        if not 0.0 <= edge <= 1.0:
            raise wrong("model-no-probability", value=f"{edge:g}")
    return number


def _check_positive(number: Number) -> Number:
    for edge in number.edges:
        if not edge > 0.0:
            raise wrong("model-not-positive", value=f"{edge:g}")
    return number


def _one_or_many(data: Any) -> Any:
    return data if isinstance(data, (list, tuple)) else (data,)


def check_not_empty(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse an empty tuple; unlike `min_length`, it does not also count an item that is wrong in itself."""
    if not items:
        raise wrong("model-empty-list")
    return items


def _in_iso(day: re.Match[str]) -> str:
    return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02} "


def _written_date(data: Any) -> Any:
    # Pydantic would take a number for seconds since 1970, and so 20180901 for a day in August 1970.
    if isinstance(data, str):
        data = _CHINESE_DAY.sub(_in_iso, narrow(data)).strip()
    if isinstance(data, dt.date) or (isinstance(data, str) and _ISO_START.match(data)):
        return data
    raise wrong("value-date")


_PROBABILITY = or_assumed({"type": "number", "minimum": 0, "maximum": 1})
_POSITIVE = or_assumed({"type": "number", "exclusiveMinimum": 0})

Probability = Annotated[Number, AfterValidator(_check_probability), WithJsonSchema(_PROBABILITY)]
"""A number between 0 and 1."""
Positive = Annotated[Number, AfterValidator(_check_positive), WithJsonSchema(_POSITIVE)]
"""A number above 0."""
Rounds = Annotated[
    tuple[Probability, ...],
    BeforeValidator(_one_or_many),
    AfterValidator(check_not_empty),
    WithJsonSchema({"anyOf": [*_PROBABILITY["anyOf"], {"type": "array", "items": _PROBABILITY, "minItems": 1}]}),
]
"""A probability by round, or one for all; the last one holds for all later rounds."""
Date = Annotated[dt.date, BeforeValidator(_written_date)]
"""A day, written as 2018-09-01."""
DateTime = Annotated[dt.datetime, BeforeValidator(_written_date)]
"""A local instant, written as 2018-09-01 09:30."""
Name = Annotated[str, Field(pattern=r"^[^\s/]+$", max_length=60)]
"""A key: no blanks, no slash."""


def by_round(rounds: tuple[Number, ...], number: int) -> float:
    """Return the probability of round `number` (1, 2, ...): the last one given holds for all later rounds."""
    return rounds[min(number, len(rounds)) - 1].value
