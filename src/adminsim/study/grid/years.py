"""Some years of a system as a browser can run them: the plan in full, who applies, and how long work takes.

The times of single visits would be megabytes, so that their distributions are told instead: for each node, first and
later visits, and case type, the quantiles of what was drawn for it. A browser draws times from these; applicants,
routes, returns and rejections are those of the simulated years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.capacity import Duty
from adminsim.engine.draws import make_draws
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
"""How many years a browser runs."""
MORE, FEWER = 5, 3
"""By how many people a department can be moved."""
KNOTS = 65
"""How many quantiles tell a distribution."""
DRAWN = ("handover", "work", "calendar", "working", "correct_calendar", "correct_working", "patience")
"""The tables whose times are drawn from quantiles; those of a correction, where a case is returned."""
CASES = ("submitted", "case_type")


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
    """One year, as the kernel takes it.

    Attributes
    ----------
    arguments : dict of str to int or ndarray
        By name, in the order of the kernel; the tables of times that are drawn from quantiles are empty.
    submitted, case_type : ndarray
        By case.
    """

    arguments: dict[str, Any]
    submitted: NDArray[np.int64]
    case_type: NDArray[np.int8]


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
    quantiles : dict of str to ndarray of float64, shape (nodes, 2, types, KNOTS)
        By table: first and later visits apart; nan where nothing is drawn.
    occupied : ndarray of float64
        By node, how much open time an hour of work takes.
    cohort : tuple of int
        First instant and end of the applications that are measured.
    """

    chains: tuple[str, ...]
    departments: tuple[Movable, ...]
    years: tuple[Year, ...]
    quantiles: dict[str, NDArray[np.float64]]
    occupied: NDArray[np.float64]
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
    plans = Plans(system)
    found, pools = [], _Pools(max(len(chain.types) for chain in system.chains.values()))
    departments: tuple[Movable, ...] = ()
    for number in range(count):
        streams = Streams(seed, number)
        population = draw_population(system, streams)
        plan = plans.of(population)
        draws = make_draws(system, plan, population, streams)
        pools.add(plan, draws)
        arguments, departments = _laid_out(system, plan, draws)
        submitted, kinds = (np.concatenate([getattr(one, name) for one in draws.cases]) for name in CASES)
        found.append(Year(arguments, submitted.astype(np.int64), kinds.astype(np.int8)))
    period = system.period
    cohort = period.cohort_start_s, period.cohort_end_s
    return Years(tuple(system.chains), departments, tuple(found), pools.quantiles(), pools.occupied(), cohort)


def _laid_out(system: System, plan: Plan, draws: Draws) -> tuple[dict[str, Any], tuple[Movable, ...]]:
    """Return what the kernel takes, by name, with room for the most people; and whose staff can be moved."""
    from adminsim.engine.compiled import laid_out

    roomy = tuple(Duty(one.since, [staff + MORE * (staff > 0) for staff in one.staff], one.stays) for one in plan.duty)
    layout, luck, state = laid_out(replace(plan, duty=roomy), draws)
    arguments = _named("layout", layout) | _named("luck", luck) | _named("state", state)
    arguments |= {f"luck.{name}": np.zeros(0, dtype=np.int32) for name in (*DRAWN, "occupied")}
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


class _Pools:
    """What was drawn for each node in all years."""

    def __init__(self, types: int) -> None:
        self._types = types
        self._drawn: dict[tuple[str, int, int, int], list[NDArray[np.int32]]] = {}
        self._open: dict[int, tuple[float, float]] = {}
        self._nodes = 0

    def add(self, plan: Plan, draws: Draws) -> None:
        """Add what was drawn in a year."""
        self._nodes = len(plan.nodes)
        tables = {name: draws.by_visit[f"{name}_s"] for name in DRAWN}
        for node, visit, cases, places in _visits(plan, draws):
            is_met = ~draws.by_visit["skipped"][places][cases]
            is_returned = draws.by_visit["result"][places][cases] != 0
            kinds = draws.cases[int(plan.nodes.chain[node])].case_type[cases]
            for name, table in tables.items():
                meant = is_met & is_returned if name.startswith("correct") else is_met
                for kind in range(self._types):
                    values = table[places][cases][meant & (kinds == kind)]
                    if values.any():
                        self._drawn.setdefault((name, node, min(visit, 2) - 1, kind), []).append(values)
            work, taken = tables["work"][places][cases], draws.by_visit["occupied_s"][places][cases]
            before = self._open.get(node, (0.0, 0.0))
            self._open[node] = before[0] + float(work.sum()), before[1] + float(taken.sum())

    def quantiles(self) -> dict[str, NDArray[np.float64]]:
        """Return the quantiles by table."""
        found = {name: np.full((self._nodes, 2, self._types, KNOTS), np.nan) for name in DRAWN}
        for (name, node, later, kind), parts in self._drawn.items():
            found[name][node, later, kind] = quantiles(np.concatenate(parts))
        return found

    def occupied(self) -> NDArray[np.float64]:
        """Return by node the open time that its work takes, for an hour of work."""
        found = np.ones(self._nodes)
        for node, (work, taken) in self._open.items():
            found[node] = taken / work if work else 1.0
        return found


def _visits(plan: Plan, draws: Draws) -> Iterator[tuple[int, int, NDArray[np.bool_], slice]]:
    """Yield each node and visit with the cases that have the node on their route, and where their draws stand."""
    routes = [frozenset(route.nodes) for route in plan.routes]
    for node in range(len(plan.nodes)):
        on_route = np.array([node in nodes for nodes in routes])
        cases = on_route[draws.cases[int(plan.nodes.chain[node])].route]
        if cases.any():
            for visit in range(1, int(draws.order.stride[node]) + 1):
                yield node, visit, cases, draws.order.places(node, visit)


def quantiles(values: NDArray[np.int32]) -> NDArray[np.float64]:
    """Return values between which straight lines have the quantiles of some values, and the mean of their longest.

    A line to the very longest would make long times more frequent than they are.
    """
    found: NDArray[np.float64] = np.quantile(values, np.linspace(0.0, 1.0, KNOTS))
    top = values[values >= found[-2]]
    found[-1] = max(2.0 * float(top.mean()) - found[-2], found[-2])
    return found
