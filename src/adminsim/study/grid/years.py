"""Some years of a system as a browser can run them: the plan, who applies, and what draws are made of.

What is drawn for single visits would be megabytes, so that it is not told: a browser draws it itself, by the same
compiled program from the same keys, and has the very years of a study with this seed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.capacity import Duty
from adminsim.engine.draws import TABLES, make_draws
from adminsim.engine.plan import Plans
from adminsim.engine.population import draw_population
from adminsim.engine.streams import Streams
from adminsim.model.department import ShiftEnd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.draws import Draws
    from adminsim.engine.plan import Plan
    from adminsim.model.system import System

YEARS = 6
"""How many years a browser runs at the most."""
MORE, FEWER = 5, 3
"""By how many people a department can be moved."""
DRAWN = tuple(name.removesuffix("_s") for name in TABLES)
"""The tables that are drawn in the browser, as the kernel calls them."""


@dataclass(frozen=True)
class Movable:
    """A department whose staff can be moved.

    Attributes
    ----------
    name : str
        Its name.
    staff : int
        How many people are on duty at the most.
    first, last : int
        Where its changes of duty stand in the layout.
    """

    name: str
    staff: int
    first: int
    last: int


@dataclass(frozen=True)
class Year:
    """One year, as kernel and draws take it.

    Attributes
    ----------
    arguments : dict of str to int or ndarray
        By name, in the order of the kernel; the tables that are drawn are empty.
    chance : dict of str to int or ndarray
        By name, in the order of `adminsim.engine.chance.draw`.
    submitted : ndarray of int64
        By case.
    """

    arguments: dict[str, Any]
    chance: dict[str, Any]
    submitted: NDArray[np.int64]


@dataclass(frozen=True)
class Years:
    """Some years of a system, and what a browser may change in them.

    Attributes
    ----------
    chains : tuple of str
        The chains, in their order.
    departments : tuple of Movable
        Whose staff can be moved at all hours at which somebody is there, by FEWER downwards and MORE upwards.
    years : tuple of Year
        The years.
    has_shares : bool
        Whether work takes more open time than staff time anywhere, so that it has a table of its own.
    cohort : tuple of int
        First instant and end of the applications that are measured.
    """

    chains: tuple[str, ...]
    departments: tuple[Movable, ...]
    years: tuple[Year, ...]
    has_shares: bool
    cohort: tuple[int, int]


def years_of(system: System, seed: int, count: int = YEARS) -> Years:
    """Return some years of a system for a browser.

    Parameters
    ----------
    system : System
        What is run.
    seed : int
        Fixes the years: they are the first ones of a study with this seed.
    count : int
        How many.
    """
    from adminsim.engine.chance import chance_of

    plans = Plans(system)
    found, has_shares = [], False
    departments: tuple[Movable, ...] = ()
    for number in range(count):
        streams = Streams(seed, number)
        population = draw_population(system, streams)
        plan = plans.of(population)
        draws = make_draws(system, plan, population, streams)
        has_shares = draws.by_visit["occupied_s"] is not draws.by_visit["work_s"]
        arguments, departments = _laid_out(system, plan, draws)
        chance = _named("chance", chance_of(system, plan, population, draws.order, streams))
        submitted = np.concatenate([one.submitted for one in draws.cases]).astype(np.int64)
        found.append(Year(arguments, chance, submitted))
    period = system.period
    cohort = period.cohort_start_s, period.cohort_end_s
    return Years(tuple(system.chains), departments, tuple(found), has_shares, cohort)


def _laid_out(system: System, plan: Plan, draws: Draws) -> tuple[dict[str, Any], tuple[Movable, ...]]:
    """Return what the kernel takes, by name, with room for the most people; and whose staff can be moved."""
    from adminsim.engine.compiled import laid_out

    roomy = tuple(Duty(one.since, [staff + MORE * (staff > 0) for staff in one.staff], one.stays) for one in plan.duty)
    layout, luck, state = laid_out(replace(plan, duty=roomy), draws)
    arguments = _named("layout", layout) | _named("luck", luck) | _named("state", state)
    arguments |= {f"luck.{name}": np.zeros(0) for name in DRAWN}
    staff = layout.duty_staff.copy()
    staff[staff > 0] -= MORE
    arguments["layout.duty_staff"] = staff
    found = []
    at_work = {int(department) for people in plan.nodes.people for department in people}
    for place, name in enumerate(plan.departments):
        if place in at_work and system.departments[name].at_shift_end is ShiftEnd.FINISH:
            first, last = int(state.place["change"][place]), int(state.place["last_change"][place])
            found.append(Movable(name, plan.duty[place].most, first, last))
    return arguments, tuple(found)


def _named(of: str, record: tuple[Any, ...]) -> dict[str, Any]:
    """Return the numbers and arrays of a record by name."""
    found: dict[str, Any] = {}
    for name, value in zip(record._fields, record, strict=True):  # type: ignore[attr-defined]
        found |= _named(f"{of}.{name}", value) if isinstance(value, tuple) else {f"{of}.{name}": value}
    return found
