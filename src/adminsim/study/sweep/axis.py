"""The values that one figure takes in a sweep, as they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.model.demand import Poisson
from adminsim.model.duration import Duration
from adminsim.model.span import SECONDS_BY_UNIT, Length
from adminsim.reforms.by_path import place_of, value_at
from adminsim.study.errors import StudyError

if TYPE_CHECKING:
    from adminsim.model.problem import Path
    from adminsim.reforms.scenario import Scenario

DEMAND = "demand"
"""Stands for the rates of all chains together."""
MOST_POINTS = 1000
"""More points than this are a slip."""
PERCENT = "%"
_WHOLE = ("staff", "cases")
_ASKED = re.compile(r"^\s*(?P<sign>[+-]?)\s*(?P<amount>\d+(\.\d*)?|\.\d+)\s*(?P<unit>%|[A-Za-z]*)\s*$")

Asked = str | Iterable[float | str]
"""``from:to:steps`` as the command takes it, or single values."""


@dataclass(frozen=True)
class Axis:
    """The values of one figure, in rising order.

    Attributes
    ----------
    name : str
        What was asked for: the path of the figure, or ``demand``.
    unit : str
        Unit of the values: none, that of a time, or ``%`` of what the files state.
    values : tuple of float
        The values.
    stated : float
        The value that the files state.
    settings : tuple of tuple of (Path, value)
        For each value which figures have to be set, and to what.
    """

    name: str
    unit: str
    values: tuple[float, ...]
    stated: float
    settings: tuple[tuple[tuple[Path, Any], ...], ...]
    is_whole: bool = False
    """Whether only whole numbers make sense: people, cases."""


def axis_of(scenario: Scenario, name: str, asked: Asked) -> Axis:
    """Return the values of a figure.

    Parameters
    ----------
    name : str
        Path of a figure, see `Scenario.with_value`; ``demand`` is the rate of the only chain, or those of all chains
        together, in per cent.
    asked : str or iterable
        ``from:to:steps``, or values. ``18`` is a value, ``+2`` and ``-2`` are so much more or less than the files
        state, ``50%`` is a part of that, ``+10%`` so much more than that; times have a unit.

    Raises
    ------
    UnknownPlaceError, StudyError
        If there is no such figure, or what is asked cannot be read.
    """
    places = _places(scenario, name)
    stated = [value_at(scenario, place) for place in places]
    in_parts = len(places) > 1 or isinstance(stated[0], Duration)
    unit = PERCENT if in_parts else stated[0].unit if isinstance(stated[0], Length) else ""
    own = 100.0 if in_parts else stated[0].amount if isinstance(stated[0], Length) else float(stated[0])
    is_whole = not in_parts and (isinstance(stated[0], int) or any(key in _WHOLE for key in places[0][-2:]))
    values = _values(name, asked, own, unit, is_whole)
    settings = tuple(
        tuple((place, _setting(one, value, unit)) for place, one in zip(places, stated, strict=True))
        for value in values
    )
    return Axis(name, unit, values, own, settings, is_whole)


def _places(scenario: Scenario, name: str) -> list[Path]:
    if name != DEMAND:
        return [place_of(scenario, name)]
    found = [f"chains.{chain}.demand.rate" for chain, one in scenario.baseline.chains.items() if _has_rate(one.demand)]
    if not found:
        raise StudyError("sweep-no-rate")
    return [place_of(scenario, path) for path in found]


def _has_rate(demand: object) -> bool:
    return isinstance(demand, Poisson)


def _values(name: str, asked: Asked, stated: float, unit: str, is_whole: bool) -> tuple[float, ...]:
    if isinstance(asked, str):
        parts = asked.split(":")
        if len(parts) != 3 or not parts[2].strip().isdigit():
            raise StudyError("sweep-form", {"given": f"{name}={asked}"})
        count = int(parts[2])
        if not 2 <= count <= MOST_POINTS:
            raise StudyError("sweep-steps", {"given": count, "most": MOST_POINTS})
        first, last = (_value(name, part, stated, unit) for part in parts[:2])
        found = np.linspace(first, last, count).round(10).tolist()
        found = [float(round(value)) for value in found] if is_whole else found
    else:
        found = [_value(name, one, stated, unit) for one in asked]
    values = tuple(sorted(set(found)))
    if not values:
        raise StudyError("sweep-no-values", {"given": name})
    if len(values) > MOST_POINTS:
        raise StudyError("sweep-steps", {"given": len(values), "most": MOST_POINTS})
    return values


def _value(name: str, asked: float | str, stated: float, unit: str) -> float:
    """Return a value in the unit of the axis."""
    match = (
        _ASKED.match(asked) if isinstance(asked, str) else _ASKED.match(f"{asked:.15g}{'' if unit == '%' else unit}")
    )
    if match is None:
        raise StudyError("sweep-value", {"given": f"{name}={asked}"})
    amount, sign = float(match["amount"]), {"": 0, "+": 1, "-": -1}[match["sign"]]
    if match["unit"] == PERCENT:
        return stated * (1 + sign * amount / 100) if sign else stated * amount / 100
    if unit == PERCENT:
        raise StudyError("sweep-percent", {"given": f"{name}={asked}", "name": name})
    amount *= _factor(match["unit"], unit, name, asked)
    if not isinstance(asked, str):
        return sign * amount if sign else amount
    return stated + sign * amount if sign else amount


def _factor(given: str, unit: str, name: str, asked: object) -> float:
    """Return how many of the axis's units one of the unit given is; working days are nothing but working days."""
    if given == unit:
        return 1.0
    if given in SECONDS_BY_UNIT and unit in SECONDS_BY_UNIT:
        return SECONDS_BY_UNIT[given] / SECONDS_BY_UNIT[unit]
    raise StudyError("sweep-unit", {"given": f"{name}={asked}", "unit": unit or "-"})


def _setting(stated: Any, value: float, unit: str) -> Any:
    """Return what a figure is set to."""
    if isinstance(stated, Duration):
        return stated.scaled(max(value, 0.0) / 100) if value > 0 else Duration.model_validate("0 s")
    if isinstance(stated, Length):
        return Length(amount=value, unit=stated.unit)
    if unit == PERCENT:
        return stated * value / 100
    return int(value) if isinstance(stated, int) and value == int(value) else value
