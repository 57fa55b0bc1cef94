"""Which figures a reader moves, the values that they take, and the scenario at each: as a sweep has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adminsim.model.demand import Poisson
from adminsim.model.problem import InvalidSystemError
from adminsim.reforms.by_path import BASELINE, TARGETS, ImpossibleValueError
from adminsim.study.errors import StudyError
from adminsim.study.sweep.axis import DEMAND, Axis, axis_of
from adminsim.study.sweep.sweep import scenario_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adminsim.reforms.scenario import Scenario
    from adminsim.study.sweep.axis import Asked

BY_DEFAULT = {DEMAND: "70%:130%:7"}
"""What is moved where nothing is asked for."""
MOST_STOPS = 25
"""More values than this are no slider but a table."""
SAME = 1e-9
"""Values that differ by no more than this part are one."""


@dataclass(frozen=True)
class Stop:
    """A value of a slider.

    Attributes
    ----------
    value : float
        In the unit of the slider.
    scenario : Scenario
        The scenario with this value.
    """

    value: float
    scenario: Scenario


@dataclass(frozen=True)
class Slider:
    """One figure that a reader moves, while all others are as the files state them.

    Attributes
    ----------
    axis : Axis
        The figure.
    stops : tuple of Stop
        The values that are possible and differ from the stated one, in rising order.
    moves_baseline : bool
        Whether the system before the reforms differs too.
    """

    axis: Axis
    stops: tuple[Stop, ...]
    moves_baseline: bool


def sliders_of(scenario: Scenario, asked: Mapping[str, Asked] | None = None) -> tuple[Slider, ...]:
    """Return the sliders of a scenario.

    Parameters
    ----------
    scenario : Scenario
        With the reforms under which figures are moved.
    asked : mapping of str to str or values, optional
        By the path of a figure its values, as `sweep` takes them. By default the demand, where it has a rate.

    Raises
    ------
    UnknownPlaceError, StudyError
        If there is no such figure, what is asked cannot be read, or there are too many values.
    """
    if asked is None:
        has_rate = any(isinstance(chain.demand, Poisson) for chain in scenario.baseline.chains.values())
        asked = BY_DEFAULT if has_rate else {}
    return tuple(_slider(scenario, axis_of(scenario, name, values)) for name, values in asked.items())


def _slider(scenario: Scenario, axis: Axis) -> Slider:
    roots = {path[0] for path, _ in axis.settings[0]}
    if TARGETS in roots:
        raise StudyError("page-slider-target", {"given": axis.name})
    if len(axis.values) > MOST_STOPS:
        raise StudyError("page-slider-stops", {"given": axis.name, "count": len(axis.values), "most": MOST_STOPS})
    near = SAME * max(abs(axis.stated), 1.0)
    stops = []
    for place, value in enumerate(axis.values):
        there = _possible(scenario, axis, place) if abs(value - axis.stated) > near else None
        if there is not None:
            stops.append(Stop(value, there))
    return Slider(axis, tuple(stops), BASELINE in roots)


def _possible(scenario: Scenario, axis: Axis, place: int) -> Scenario | None:
    """Return the scenario with a value of the axis; None where the reforms are not possible with it."""
    try:
        found = scenario_at(scenario, (axis,), (place,))
        return found if found.reformed else None
    except (InvalidSystemError, ImpossibleValueError):
        return None
