"""Queues with a closed form: 99.9 % intervals at fixed seeds, narrow enough to tell a rate that is 5 % off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pytest
from closed_forms import (
    abandonment,
    erlang_wait,
    general_wait,
    lost_to_two,
    passes,
    priority_waits,
    slowest_of,
    unequal_wait,
)

from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.engine.simulate import simulate
from adminsim.model.system import System
from adminsim.study.findings.estimate import Estimate, estimate
from adminsim.study.run.measures import department_measures
from systems import MANY, queue_system, system_of, wait, work

pytestmark = pytest.mark.xdist_group("theory")
HOUR_S = 3600
SEED = 20260721
REPLICATIONS = 30
TOO_HIGH, TOO_LOW = 1.05, 0.95
WRONG = {
    "arrivals too high": (TOO_HIGH, 1.0),
    "arrivals too low": (TOO_LOW, 1.0),
    "service too fast": (1.0, TOO_HIGH),
    "service too slow": (1.0, TOO_LOW),
}


@dataclass(frozen=True)
class Row:
    """A system, the figure that is read off a run of it, and its closed form by factors on the two rates."""

    system: System
    measure: Callable[[Records], float]
    exact: Callable[[float, float], float]

    def shift(self) -> float:
        """Return the smallest change that a rate wrong by 5 % makes (0 where a rate does not matter)."""
        shifts = [abs(self.exact(*factors) - self.exact(1, 1)) for factors in WRONG.values()]
        return min(shift for shift in shifts if shift > 1e-12)


# -- what is read off a run ------------------------------------------------------------------------


def mean_wait_h(case_type: int | None = None) -> Callable[[Records], float]:
    def measure(records: Records) -> float:
        visits = records.visit_rows
        meant = records.in_cohort
        if case_type is not None:
            meant = meant & (records.case_rows["case_type"] == case_type)
        visits = visits[meant[visits["case"]]]
        assert (visits["start"] >= 0).all()
        return float((visits["start"] - visits["joined"]).mean() / HOUR_S)

    return measure


def mean_wait_of_all_chains_h(records: Records) -> float:
    visits = records.visit_rows
    begun = visits[visits["start"] >= records.system.period.cohort_start_s]
    return float((begun["start"] - begun["joined"]).mean() / HOUR_S)


def mean_elapsed_h(records: Records) -> float:
    return float(records.case_rows["elapsed"][records.in_cohort].mean() / HOUR_S)


def mean_visits(records: Records) -> float:
    return float(np.bincount(records.visit_rows["case"])[records.in_cohort].mean())


def of_desk(name: str) -> Callable[[Records], float]:
    return lambda records: department_measures(records)[f"department.desk.{name}"]


# -- the rows of the table -------------------------------------------------------------------------


def service(rate: float, squared_cv: float = 1.0) -> Any:
    """Return a time of service by its rate per hour and squared coefficient of variation."""
    mean = f"{1 / rate!r} h"
    if squared_cv in (0.0, 1.0):
        return {"exponential": {"mean": mean}} if squared_cv else mean
    return {"gamma": {"mean": mean, "cv": squared_cv**0.5}}


def queue(arrivals: float, rate: float, staff: int = 1, *, squared_cv: float = 1.0, cases: int) -> System:
    return queue_system(24 * arrivals, service(rate, squared_cv), staff, cases=cases // REPLICATIONS)


def many_servers(between: float, staff: int, cases: int) -> Row:
    arrivals = 1 / between
    return Row(
        queue(arrivals, 0.1, staff, cases=cases),
        mean_wait_h(),
        lambda a, s: erlang_wait(arrivals * a, 0.1 * s, staff),
    )


def one_server(squared_cv: float, cases: int) -> Row:
    return Row(
        queue(0.8, 1.0, squared_cv=squared_cv, cases=cases),
        mean_wait_h(),
        lambda a, s: general_wait(0.8 * a, 1.0 * s, squared_cv),
    )


def two_classes(squared_cv: float, cases: int) -> tuple[Row, Row]:
    types = {"high": {"mix": 0.5, "priority": 1}, "low": {"mix": 0.5, "priority": 2}}
    time = service(1.0, squared_cv)
    system = queue_system(24 * 0.6, time, cases=cases // REPLICATIONS, types=types, discipline="priority")
    return (
        Row(system, mean_wait_h(0), lambda a, s: priority_waits(0.3 * a, 0.3 * a, s, squared_cv)[0]),
        Row(system, mean_wait_h(1), lambda a, s: priority_waits(0.3 * a, 0.3 * a, s, squared_cv)[1]),
    )


def three_chains(departments: list[str], cases: int) -> System:
    chain = {"demand": {"rate": 0.8, "per": "h"}}
    return system_of(
        chains={
            name: {**chain, "steps": {"serve": work(department, service(1.0))}}
            for name, department in zip("abc", departments, strict=True)
        },
        departments={name: 3 // len(set(departments)) for name in departments},
        warm_up=20,
        days=round(cases / REPLICATIONS / 2.4 / 24),
        run_out=1,
    )


def fork_join(branches: int, cases: int) -> Row:
    steps = {f"review{number}": work(f"bureau{number}", service(1.0)) for number in range(branches)}
    system = system_of(
        steps | {"join": wait("0 h", needs=list(steps))},
        departments={f"bureau{number}": MANY for number in range(branches)},
        demand={"rate": 10, "per": "h"},
        days=round(cases / REPLICATIONS / 240),
        run_out=3,
    )
    return Row(system, mean_elapsed_h, lambda _, s: slowest_of(branches, s))


def rework(returned: float, cases: int) -> Row:
    outcome = {"returns": returned, "correction": "1 h", "max_returns": 60}
    system = system_of(
        {"review": work("desk", "1 h", outcome=outcome)},
        departments={"desk": MANY},
        demand={"rate": 10, "per": "h"},
        days=round(cases / REPLICATIONS / 240),
        run_out=10,
    )
    return Row(system, mean_visits, lambda r, _: passes(returned * r))


def given_up(records: Records) -> float:
    return float((records.case_rows["outcome"][records.in_cohort] == Result.GIVEN_UP).mean())


def impatient(cases: int) -> tuple[Row, Row]:
    """Return a queue at 167 % of its load, which settles since who waits for 15 h on the average leaves it."""
    patience = {"exponential": {"mean": "15 h"}, "while": "queueing"}
    system = system_of(
        {"serve": work("desk", service(0.1))},
        demand={"rate": 8, "per": "d"},
        departments={"desk": 2},
        patience=patience,
        warm_up=20,
        days=round(cases / REPLICATIONS / 8),
        run_out=20,
    )
    share, length = (lambda a, s, which=which: abandonment(a / 3, 0.1 * s, 2, 1 / 15)[which] for which in (0, 1))
    return Row(system, given_up, share), Row(system, of_desk("queue"), length)


def together(cases: int) -> Row:
    """Return work that takes the only person of each of two departments: one queue, as if both were one."""
    steps = {"visit": work("x", service(8.0), together_with=["y"])}
    system = system_of(
        steps, demand={"rate": 120, "per": "d"}, warm_up=4, days=round(cases / REPLICATIONS / 120), run_out=1
    )
    return Row(system, mean_wait_h(), lambda a, s: erlang_wait(5 * a, 8 * s, 1))


def given_up_of(case_type: int) -> Callable[[Records], float]:
    def measure(records: Records) -> float:
        cases = records.case_rows[records.in_cohort & (records.case_rows["case_type"] == case_type)]
        return float((cases["outcome"] == Result.GIVEN_UP).mean())

    return measure


def nobody_waits(cases: int) -> tuple[Row, Row]:
    """Return two departments of one person each: some work needs one of them, some both; who would wait leaves."""
    mix = {"both": 0.25, "first": 0.25, "second": 0.5}
    steps = {
        "a": work("x", service(0.1), together_with=["y"], types=["both"]),
        "b": work("x", service(0.1), types=["first"]),
        "c": work("y", service(0.1), types=["second"]),
    }
    system = system_of(
        steps,
        types={name: {"mix": share} for name, share in mix.items()},
        demand={"rate": 4.8, "per": "d"},
        patience={"value": "0.02 min", "while": "queueing"},
        warm_up=20,
        days=round(cases / REPLICATIONS / 4.8),
        run_out=20,
    )
    of = [lambda a, s, which=which: lost_to_two((0.5 * a / s, a / s), 0.5 * a / s)[which] for which in (0, 1)]
    return Row(system, given_up_of(0), of[0]), Row(system, given_up_of(1), of[1])


def unequal(arrivals: float, slower: float, cases: int) -> Row:
    """Return a queue of two, of whom one serves one an hour, and the other, who is asked second, fewer."""
    desk = {"staff": 2, "groups": {"slow": {"staff": 1, "speed": slower}}}
    system = system_of(
        {"serve": work("desk", service(1.0))},
        demand={"rate": arrivals, "per": "h"},
        departments={"desk": desk},
        warm_up=20,
        days=round(cases / REPLICATIONS / arrivals / 24),
        run_out=20,
    )
    return Row(system, mean_wait_h(), lambda a, s: unequal_wait(arrivals * a, s, slower * s))


def specialists(cases: int) -> tuple[Row, Row]:
    """Return two kinds of files, each of which only one of two people may do: two queues of one."""
    groups = {"fire": {"staff": 1, "skills": ["fire"]}, "lifts": {"staff": 1, "skills": ["lifts"], "speed": 2}}
    steps = {
        "fire": work("desk", service(1.0), types=["fire"], skills=["fire"]),
        "lifts": work("desk", service(1.0), types=["lifts"], skills=["lifts"]),
    }
    system = system_of(
        steps,
        types={"fire": {"mix": 0.4}, "lifts": {"mix": 0.6}},
        demand={"rate": 1.5, "per": "h"},
        departments={"desk": {"staff": 2, "groups": groups}},
        warm_up=20,
        days=round(cases / REPLICATIONS / 1.5 / 24),
        run_out=20,
    )
    fire, lifts = (lambda a, s: erlang_wait(0.6 * a, s, 1)), (lambda a, s: erlang_wait(0.9 * a, 2 * s, 1))
    return Row(system, mean_wait_h(0), fire), Row(system, mean_wait_h(1), lifts)


SPECIALISTS = specialists(cases=400_000)
IMPATIENT = impatient(cases=180_000)
NOBODY_WAITS = nobody_waits(cases=600_000)
M_M_4 = queue(0.25, 0.1, 4, cases=400_000)
EXPONENTIAL_CLASSES = two_classes(1.0, cases=580_000)
FIXED_CLASSES = two_classes(0.0, cases=280_000)
ROWS = {
    "M/M/1": Row(queue(5, 8, cases=360_000), mean_wait_h(), lambda a, s: erlang_wait(5 * a, 8 * s, 1)),
    "M/D/1": Row(
        queue(5, 8, squared_cv=0.0, cases=250_000), mean_wait_h(), lambda a, s: general_wait(5 * a, 8 * s, 0.0)
    ),
    "M/M/3": many_servers(5, 3, cases=340_000),
    "M/M/4": many_servers(5, 4, cases=440_000),
    "M/M/4, wait": Row(M_M_4, mean_wait_h(), lambda a, s: erlang_wait(0.25 * a, 0.1 * s, 4)),
    "M/M/4, utilisation": Row(M_M_4, of_desk("utilisation"), lambda a, s: 0.25 * a / (0.1 * s) / 4),
    "M/M/4, queue": Row(M_M_4, of_desk("queue"), lambda a, s: 0.25 * a * erlang_wait(0.25 * a, 0.1 * s, 4)),
    "M/M/6, every 3": many_servers(3, 6, cases=440_000),
    "M/M/7, every 3": many_servers(3, 7, cases=600_000),
    "M/M/6, every 4": many_servers(4, 6, cases=680_000),
    "M/M/7, every 4": many_servers(4, 7, cases=1_600_000),
    "M/G/1, CV2 0": one_server(0.0, cases=140_000),
    "M/G/1, CV2 0.25": one_server(0.25, cases=180_000),
    "M/G/1, CV2 1": one_server(1.0, cases=300_000),
    "M/G/1, CV2 2": one_server(2.0, cases=400_000),
    "priority, exponential, high": EXPONENTIAL_CLASSES[0],
    "priority, exponential, low": EXPONENTIAL_CLASSES[1],
    "priority, fixed, high": FIXED_CLASSES[0],
    "priority, fixed, low": FIXED_CLASSES[1],
    "three M/M/1": Row(
        three_chains(["x", "y", "z"], cases=260_000),
        mean_wait_of_all_chains_h,
        lambda a, s: erlang_wait(0.8 * a, s, 1),
    ),
    "pooled into M/M/3": Row(
        three_chains(["x", "x", "x"], cases=340_000),
        mean_wait_of_all_chains_h,
        lambda a, s: erlang_wait(2.4 * a, s, 3),
    ),
    **{f"fork-join of {n}": fork_join(n, cases=40_000) for n in range(2, 7)},
    "rework": rework(0.3, cases=120_000),
    "M/M/2+M, share that leaves": IMPATIENT[0],
    "M/M/2+M, queue": IMPATIENT[1],
    "two departments together": together(cases=360_000),
    "nobody waits, both": NOBODY_WAITS[0],
    "nobody waits, first": NOBODY_WAITS[1],
    "M/M/2, one slower": unequal(1.05, 0.5, cases=400_000),
    "M/M/2, one much slower": unequal(0.8, 0.25, cases=300_000),
    "specialists, fire": SPECIALISTS[0],
    "specialists, lifts": SPECIALISTS[1],
}
TABLE = {
    "M/M/1": 0.2083333,
    "M/D/1": 0.1041667,
    "M/M/3": 4.444444,
    "M/M/4": 0.8695652,
    "M/M/4, wait": 2.132378,
    "M/M/4, utilisation": 0.625,
    "M/M/4, queue": 0.533095,
    "M/M/6, every 3": 0.555812,
    "M/M/7, every 3": 0.167076,
    "M/M/6, every 4": 0.135557,
    "M/M/7, every 4": 0.034319,
    "M/G/1, CV2 0": 2.0,
    "M/G/1, CV2 0.25": 2.5,
    "M/G/1, CV2 1": 4.0,
    "M/G/1, CV2 2": 6.0,
    "priority, exponential, high": 0.857143,
    "priority, exponential, low": 2.142857,
    "priority, fixed, high": 0.428571,
    "priority, fixed, low": 1.071429,
    "three M/M/1": 4.0,
    "pooled into M/M/3": 1.078651,
    "fork-join of 2": 1.5,
    "fork-join of 3": 1.833333,
    "fork-join of 4": 2.083333,
    "fork-join of 5": 2.283333,
    "fork-join of 6": 2.45,
    "rework": 1.428571,
    "M/M/2+M, share that leaves": 0.441050,
    "M/M/2+M, queue": 2.205250,
    "two departments together": 0.2083333,
    "nobody waits, both": 0.7142857,
    "nobody waits, first": 0.4285714,
    "M/M/2, one slower": 1.273795,
    "M/M/2, one much slower": 1.143003,
    "specialists, fire": 1.5,
    "specialists, lifts": 0.409091,
}
"""What is published, to see that the closed forms are the right ones."""

LONG = ("M/M/7, every 3", "M/M/6, every 4", "M/M/7, every 4", "three M/M/1", "M/G/1, CV2 2", "M/M/3")
"""Rows like others of the table that take more cases to be told from a wrong rate."""
SIMULATED = [pytest.param(name, marks=pytest.mark.thorough if name in LONG else ()) for name in ROWS]


@cache
def replication_values(names: tuple[str, ...]) -> dict[str, list[float]]:
    """Simulate a system once for all the rows that are read off it."""
    system = ROWS[names[0]].system
    runs = (simulate(system, seed=SEED, replication=number) for number in range(REPLICATIONS))
    values = [[ROWS[name].measure(records) for name in names] for records in runs]
    return dict(zip(names, map(list, zip(*values, strict=True)), strict=True))


def interval(name: str) -> Estimate:
    system = ROWS[name].system
    sharing = tuple(other for other, row in ROWS.items() if row.system is system)
    return estimate(replication_values(sharing)[name], 0.999)


@pytest.mark.parametrize("name", ROWS)
def test_the_closed_form_is_the_published_one(name: str) -> None:
    assert ROWS[name].exact(1, 1) == pytest.approx(TABLE[name], rel=2e-5)


@pytest.mark.slow
@pytest.mark.parametrize("name", SIMULATED)
def test_the_interval_holds_the_exact_value(name: str) -> None:
    found = interval(name)
    assert found.low <= ROWS[name].exact(1, 1) <= found.high


@pytest.mark.slow
@pytest.mark.parametrize("name", SIMULATED)
def test_the_interval_is_narrow_enough_to_tell_a_wrong_rate(name: str) -> None:
    assert interval(name).half_width <= ROWS[name].shift() / 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        pytest.param(name, wrong, marks=pytest.mark.thorough if name in LONG else ())
        for name, row in ROWS.items()
        for wrong, factors in WRONG.items()
        if row.exact(*factors) != row.exact(1, 1)
    ],
)
def test_the_interval_refuses_a_rate_that_is_off_by_5_percent(name: str, wrong: str) -> None:
    exact = ROWS[name].exact(*WRONG[wrong])
    found = interval(name)
    assert not found.low <= exact <= found.high
