"""Lengths of time with a unit, and whether they pass by the calendar or in working time."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from adminsim.model.chinese import narrow
from adminsim.model.problem import wrong
from adminsim.model.value import Value, or_assumed


class Basis(StrEnum):
    """In which time a length passes."""

    CALENDAR = "calendar"
    """Day and night, open or closed."""
    WORKING = "working"
    """Only while the official calendar is open."""


SECONDS_BY_UNIT = {"s": 1, "min": 60, "h": 3600, "d": 86400, "wk": 604800}
UNITS = (*SECONDS_BY_UNIT, "WD")
MONTHS_BY_UNIT = {"months": 1, "years": 12}
"""Units without a length of their own: they say a date."""
_MEAN_MONTH_S = 365.25 * 86400 / 12
_SPAN = re.compile(r"^\s*(?P<amount>[-+.\d]\S*?)\s*(?P<unit>[A-Za-z]+)\s*$")
LONGEST_S = 50 * 366 * 86400
_OTHER_NAMES = {
    "s": "sec secs second seconds",
    "min": "m mins minute minutes",
    "h": "hr hrs hour hours",
    "d": "day days",
    "wk": "w week weeks",
    "WD": "wd workday workdays",
}
_OTHER_UNITS = {name.lower(): unit for unit, names in _OTHER_NAMES.items() for name in (unit, *names.split())}
_IN_CHINESE = {"秒": "s", "秒钟": "s", "分钟": "min", "小时": "h", "天": "d", "自然日": "d", "周": "wk", "星期": "wk",
               "工作日": "WD", "月": "months", "年": "years"}  # fmt: skip
_CHINESE = re.compile(
    r"(?P<half>半)?(?P<amount>[-+.\d][-+.\dEe]*)?\s*个?\s*(?P<unit>秒钟|秒|分钟|小时|天|自然日|周|星期|工作日|月|年)"
)
_HALVES = {"天": "0.5 WD", "工作日": "0.5 WD", "小时": "30 min", "年": "6 months"}
"""What half of a unit is; 半天 is a half of the office's day, never twelve hours."""
CHINESE_UNITS = tuple(_IN_CHINESE)[:-2]
_AMOUNT = r"(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"
_MONTHS = re.compile(r"^\s*(?P<amount>[-+.\d]\S*?)\s*(?P<unit>month|year)s?\s*$")
MONTHS_SCHEMA: dict[str, Any] = {"type": "string", "pattern": r"^\s*(\d+\s*(months?|years?|个?月|年)|半年)\s*$"}
"""JSON Schema of a number of months or years, where a date follows."""
LENGTH_SCHEMA: dict[str, Any] = {
    "type": "string",
    "pattern": rf"^\s*({_AMOUNT}\s*({'|'.join(UNITS)}|个?({'|'.join(CHINESE_UNITS)}))|半(天|个?(工作日|小时)))\s*$",
    "examples": ["30 min", "4 h", "3 WD"],
}
"""JSON Schema of a length as it is written."""
TIME_SCHEMA = or_assumed(LENGTH_SCHEMA)
"""JSON Schema of a time as it is written: text, or a map ``{value, range, source}``."""


def in_own_units(text: str) -> str:
    """Return a length that is written in Chinese units, or in full-width digits, as ``5 WD`` or ``3 months``.

    Examples
    --------
    >>> [in_own_units(text) for text in ("５个工作日", "半天", "3 天", "2小时", "30 min")]
    ['5 WD', '0.5 WD', '3 d', '2 h', '30 min']
    """
    plain = narrow(text).strip()
    if plain.endswith("日") and not plain.endswith(("工作日", "自然日")):
        raise wrong("model-unit-day", value=text.strip())
    match = _CHINESE.fullmatch(plain)
    if match is None or (match["half"] is None) == (match["amount"] is None):
        return plain
    if match["half"]:
        return _HALVES.get(match["unit"], plain)
    return f"{match['amount']} {_IN_CHINESE[match['unit']]}"


class Length(Value):
    """An amount of time with its unit: ``30 min``, ``4 h``, ``2 d`` (of 24 h each), ``3 WD`` (working days)."""

    amount: float
    """The number."""
    unit: str
    """The unit."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        if isinstance(data, (dict, cls)):
            return data
        units = ", ".join(UNITS)
        if isinstance(data, (int, float)) and not isinstance(data, bool):
            raise wrong("model-no-unit", value=f"{data:g}", allowed=units)
        if not isinstance(data, str):
            raise wrong("model-duration-form", allowed=units)
        data = in_own_units(data)
        if _MONTHS.match(data):
            raise wrong("model-months-here", value=data.strip())
        match = _SPAN.match(data)
        try:
            amount = float(match["amount"] if match else data)
        except ValueError:
            if match is None:
                raise wrong("model-duration-form", allowed=units) from None
            raise wrong("model-no-number", text=match["amount"]) from None
        if match is None:
            raise wrong("model-no-unit", value=data.strip(), allowed=units)
        return {"amount": amount, "unit": match["unit"]}

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.unit not in UNITS and self.unit not in MONTHS_BY_UNIT:
            raise _unknown_unit(self.unit)
        if self.amount < 0:
            raise wrong("model-negative-duration", value=str(self))
        if self.seconds(86400) > LONGEST_S:
            raise wrong("model-endless-duration", value=str(self))
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {"title": cls.__name__, "description": cls.__doc__, **LENGTH_SCHEMA}

    @model_serializer
    def _text(self) -> str:
        return str(self)

    def __str__(self) -> str:
        amount = int(self.amount) if self.amount.is_integer() else self.amount
        is_one = self.unit in MONTHS_BY_UNIT and self.amount == 1
        return f"{amount} {self.unit.removesuffix('s') if is_one else self.unit}"

    @property
    def basis(self) -> Basis:
        """Working days pass in working time, all other units by the calendar."""
        return Basis.WORKING if self.unit == "WD" else Basis.CALENDAR

    @property
    def months(self) -> int | None:
        """How many months it is if it is stated in months or years, else None."""
        return round(self.amount) * MONTHS_BY_UNIT[self.unit] if self.unit in MONTHS_BY_UNIT else None

    def seconds(self, workday_s: float) -> float:
        """Return the length in seconds, where a working day has `workday_s` official seconds; of months, the mean."""
        if self.months is not None:
            return self.months * _MEAN_MONTH_S
        return self.amount * (workday_s if self.unit == "WD" else SECONDS_BY_UNIT[self.unit])


def in_months(data: Any) -> Any:
    """Return the length that a number of months or years is; anything else as it is."""
    data = in_own_units(data) if isinstance(data, str) else data
    match = _MONTHS.match(data) if isinstance(data, str) else None
    if match is None:
        return data
    if not match["amount"].isdigit():
        raise wrong("model-months-whole", value=data.strip())
    return Length(amount=float(match["amount"]), unit=f"{match['unit']}s")


Term = Annotated[
    Length,
    BeforeValidator(in_months),
    WithJsonSchema({"anyOf": [LENGTH_SCHEMA, MONTHS_SCHEMA]}),
]
"""A length after which there is a date: it may also be in months or years (``3 months``: the same day of the month)."""


def _unknown_unit(name: str) -> PydanticCustomError:
    meant = _OTHER_UNITS.get(name.lower())
    if meant is None:
        return wrong("model-unknown-unit", name=name, allowed=", ".join(UNITS))
    return wrong("model-unknown-unit-near", name=name, nearest=meant, allowed=", ".join(UNITS))


class Time(Value):
    """A length of time, or an assumed one: ``{value, range, source}``."""

    value: Length
    """The value that a run uses, with its unit."""
    range: tuple[Length, Length] | None = None
    """For an assumption: the shortest and the longest value that one would defend."""
    source: str | None = None
    """Where the value comes from: a catalogue id, a published figure, or `assumption`."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        is_map = isinstance(data, cls) or (isinstance(data, dict) and "value" in data)
        return data if is_map else {"value": data}

    @model_validator(mode="after")
    def _range_holds_value(self) -> Self:
        if self.range is None:
            return self
        low, high = self.range
        if len({low.basis, high.basis, self.value.basis}) > 1:
            raise wrong("model-range-units")
        if not low.seconds(86400) <= self.value.seconds(86400) <= high.seconds(86400):
            raise wrong("model-range-off", low=str(low), high=str(high), value=str(self.value))
        return self

    @model_serializer
    def _short(self) -> Any:
        if self.range is None and self.source is None:
            return str(self.value)
        ends = self.range and [str(end) for end in self.range]
        parts = {"value": str(self.value), "range": ends, "source": self.source}
        return {name: part for name, part in parts.items() if part is not None}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {"title": cls.__name__, "description": cls.__doc__, **TIME_SCHEMA}

    @property
    def basis(self) -> Basis:
        """In which time the length passes."""
        return self.value.basis

    def seconds(self, workday_s: float) -> float:
        """Return the length in seconds, where a working day has `workday_s` official seconds."""
        return self.value.seconds(workday_s)


def _more_than_zero(time: Time) -> Time:
    for length in (time.value, *(time.range or ())):
        if not length.amount > 0:
            raise wrong("model-not-positive", value=str(length))
    return time


PositiveTime = Annotated[Time, AfterValidator(_more_than_zero), WithJsonSchema(TIME_SCHEMA)]
"""A length of time above 0."""
