"""The preview's waits against closed forms and simulation: exact where that is claimed, else within its error."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from closed_forms import erlang_wait
from test_queues import LONG, REPLICATIONS, ROWS, SEED, interval

import adminsim
from adminsim.engine.simulate import simulate
from adminsim.model.system import System
from adminsim.study.findings.estimate import Estimate, estimate
from adminsim.study.preview.analytic import ERRORS, preview
from adminsim.study.run.measures import department_measures
from systems import OFFICE, every, system_of, wait, work

# Rows of the theory table are simulated once, for this and the other modules that ask for them.
pytestmark = pytest.mark.xdist_group("theory")
EXACT = [
    "M/M/1", "M/D/1", "M/M/3", "M/M/4, wait", "M/M/6, every 3", "M/M/7, every 3", "M/G/1, CV2 0", "M/G/1, CV2 0.25",
    "M/G/1, CV2 2", "three M/M/1", "pooled into M/M/3",
]  # fmt: skip
"""Queues of the theory table, whose closed form is what the preview claims to be."""


def exponential(mean: str) -> dict[str, Any]:
    return {"exponential": {"mean": mean}}


def lognormal(cv: float, mean: str = "1 h") -> dict[str, Any]:
    return {"lognormal": {"mean": mean, "cv": cv}}


@pytest.mark.parametrize("name", EXACT)
def test_the_preview_is_the_closed_form(name: str) -> None:
    found = preview(ROWS[name].system)
    assert set(found["formula"]) <= {"erlang", "pollaczek"}
    assert found["wait_hours"].to_numpy() == pytest.approx(ROWS[name].exact(1, 1), rel=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.thorough if name in LONG else ()) for name in EXACT]
)
def test_the_simulation_agrees_and_would_tell_a_wrong_rate(name: str) -> None:
    found, ahead = interval(name), preview(ROWS[name].system)["wait_hours"].iloc[0]
    assert found.low <= ahead <= found.high
    assert found.half_width <= ROWS[name].shift() / 2


# -- queues in one system: (system, days by department) ---------------------------------------------


def queue(
    demand: dict[str, Any], service: Any, staff: Any, *, office: bool = False, days: float = 300, **more: Any
) -> System:
    return system_of(
        {"serve": work("desk", service)}, demand=demand, departments={"desk": staff},
        hours=OFFICE if office else "always", days=days, warm_up=40, run_out=20, **more,
    )  # fmt: skip


def random(load: float, staff: int, **more: Any) -> dict[str, Any]:
    return {"rate": load * staff * 24, "per": "d", **more}


def in_office(load: float, staff: int, **more: Any) -> dict[str, Any]:
    return {"rate": load * staff * 8, "per": "WD", **more}


def chain(steps: dict[str, Any], load: float, staff: int, visits: float = 1, *, office: bool = False) -> System:
    demand = in_office(load / visits, staff) if office else random(load / visits, staff)
    names = {step["department"]: staff for step in steps.values() if "department" in step}
    hours, days = (OFFICE, 900) if office else ("always", 300)
    return system_of(steps, demand=demand, departments=names, hours=hours, days=days, warm_up=40, run_out=20)


def tandem(first: Any, second: Any, load: float, staff: int, office: bool = False) -> System:
    steps = {"a": work("x", first), "b": work("desk", second, after=["a"])}
    return chain(steps, load, staff, office=office)


def with_session(load: float, staff: int, office: bool = False) -> System:
    session = {"kind": "session", "schedule": {"weekdays": ["tue"], "at": "10:00"}, "meeting": "30 min", "after": ["a"]}
    steps = {"a": work("x", lognormal(0.7)), "s": session, "b": work("desk", lognormal(0.7), after=["s"])}
    return chain(steps, load, staff, office=office)


def returned(load: float, staff: int, office: bool = False) -> System:
    outcome = {"returns": 0.2, "correction": lognormal(0.5, "5 d"), "max_returns": 1, "on_exhausted": "pass"}
    return chain({"a": work("desk", lognormal(0.7), outcome=outcome)}, load, staff, 1.2, office=office)


def joined(load: float, staff: int) -> System:
    two = {name: work(name, lognormal(0.7)) for name in ("x", "y")}
    return chain(two | {"b": work("desk", lognormal(0.7), after=["x", "y"])}, load, staff)


def twice(load: float, staff: int, office: bool = False) -> System:
    between = wait("5 d", after=["a"])
    steps = {"a": work("desk", lognormal(0.7)), "w": between, "b": work("desk", lognormal(0.7), after=["w"])}
    return chain(steps, load, staff, 2, office=office)


def shifts(load: float, service: str, often: int, *, base: int, more: int, hours: list[str], mean: float) -> System:
    staff = {"shifts": [{"staff": base}, {"staff": more, "hours": {"mon-fri": hours}}]}
    demand = {"rate": load * mean * often, "per": "WD"}
    return queue(demand, exponential(service), staff, office=True, days=900)


def ordered(first: str, second: str, load: float, staff: int) -> System:
    return system_of(
        {"p": work("desk", exponential(first), types=["a"]), "q": work("desk", exponential(second), types=["b"])},
        types={"a": {"mix": 0.5, "priority": 1}, "b": {"mix": 0.5, "priority": 2}},
        demand=random(load, staff), departments={"desk": {"staff": staff, "discipline": "priority"}},
        days=300, warm_up=40, run_out=20,
    )  # fmt: skip


MORNING = {9: 2.0, 10: 1.6, 11: 1.2, 12: 0.4, 13: 0.4, 14: 0.8, 15: 0.8, 16: 0.8}
MONDAY = {"mon": 1.5, "tue": 1.1, "wed": 0.8, "thu": 0.8, "fri": 0.8}
AFTERNOON = {"base": 2, "more": 2, "hours": ["13:00-17:00"], "mean": 24.0}
TWO_HOURS = {"base": 1, "more": 1, "hours": ["09:00-10:00", "13:00-14:00"], "mean": 10.0}
LUNCH = {"base": 2, "more": -1, "hours": ["12:00-13:00"], "mean": 15.0}
QUICK = exponential("20 min")
SYSTEMS: dict[str, dict[str, System]] = {
    "allen_cunneen": {
        "M/D/2": queue(random(0.7, 2), "1 h", 2),
        "M/D/3": queue(random(0.8, 3), "1 h", 3),
        "M/D/10": queue(random(0.9, 10), "1 h", 10, days=150),
        "M/LN/3": queue(random(0.8, 3), lognormal(0.5), 3),
        "M/LN/6": queue(random(0.7, 6), lognormal(1.5), 6),
        "M/LN/3 in office hours": queue(in_office(0.8, 3), lognormal(0.8), 3, office=True, days=900),
    },
    "fluid": {
        "day and night to an office": queue(
            {"rate": 0.8 * 40 / 7, "per": "d"}, exponential("1 h"), 1, office=True, days=900
        ),
        "to three in an office": queue(
            {"rate": 0.8 * 120 / 7, "per": "d"}, exponential("1 h"), 3, office=True, days=900
        ),
        "mornings": queue(in_office(2.4, 3, hours=MORNING), QUICK, 3, office=True, days=900),
        "mondays": queue(in_office(2.4, 3, weekdays=MONDAY), QUICK, 3, office=True, days=900),
        "mondays, one": queue(in_office(2.4, 1, weekdays=MONDAY), QUICK, 1, office=True, days=900),
    },
    "bursts": {
        "batches": queue(random(0.85, 3, batch={"sizes": [1, 5]}), exponential("1 h"), 3),
        "threes": queue(random(0.6, 3, batch={"sizes": [3]}), "1 h", 3),
        "good and bad days": queue(random(0.6, 3, mixing={"cv": 0.3}), exponential("1 h"), 3),
        "good and bad days in an office": queue(in_office(1.8, 1, mixing={"cv": 0.3}), QUICK, 1, office=True, days=900),
        "good and bad weeks": queue(
            in_office(0.6, 3, mixing={"cv": 0.2, "per": "wk"}), exponential("1 h"), 3, office=True, days=900
        ),
        "regular": queue(every("33.333 min"), exponential("1 h"), 3),
    },
    "shifts": {
        "two, then four": shifts(0.6, "1 h", 1, **AFTERNOON),  # type: ignore[arg-type]
        "two, then four, quick": shifts(0.8, "20 min", 3, **AFTERNOON),  # type: ignore[arg-type]
        "a second for two hours": shifts(0.8, "1 h", 1, **TWO_HOURS),  # type: ignore[arg-type]
        "a second for two hours, busy": shifts(0.9, "1 h", 1, **TWO_HOURS),  # type: ignore[arg-type]
        "lunch": shifts(0.8, "1 h", 1, **LUNCH),  # type: ignore[arg-type]
    },
    "network": {
        "tandem": tandem(lognormal(0.7), lognormal(0.7), 0.8, 1),
        "after fixed work": tandem("1 h", lognormal(0.7), 0.6, 3),
        "tandem in an office": tandem(lognormal(0.7), lognormal(0.7), 0.8, 3, office=True),
        "join": joined(0.8, 3),
        "session": with_session(0.8, 3),
        "session in an office": with_session(0.6, 3, office=True),
        "returned": returned(0.8, 1),
        "returned to an office": returned(0.8, 3, office=True),
        "twice": twice(0.8, 3),
        "twice in an office": twice(0.6, 3, office=True),
    },
    "ordered": {
        "short first": ordered("30 min", "90 min", 0.8, 3),
        "long first": ordered("90 min", "30 min", 0.8, 1),
        "long first, busy": ordered("90 min", "30 min", 0.9, 3),
    },
}
CASES = [(formula, name) for formula, systems in SYSTEMS.items() for name in systems]


@cache
def simulated(formula: str, name: str) -> Estimate:
    """Return the mean wait at the desk, in hours by the calendar."""
    system = SYSTEMS[formula][name]
    runs = (simulate(system, seed=SEED, replication=number) for number in range(REPLICATIONS))
    return estimate([department_measures(records)["department.desk.wait_hours"] for records in runs], 0.999)


def error(formula: str, name: str) -> float:
    """Return the relative error of the preview."""
    return float(preview(SYSTEMS[formula][name]).loc["desk", "wait_hours"] / simulated(formula, name).mean - 1)


@pytest.mark.parametrize(("formula", "name"), CASES)
def test_each_queue_is_told_to_be_what_it_is(formula: str, name: str) -> None:
    assert preview(SYSTEMS[formula][name]).loc["desk", "formula"] == formula


@pytest.mark.slow
@pytest.mark.parametrize(("formula", "name"), CASES)
def test_the_error_is_within_what_is_told(formula: str, name: str) -> None:
    found = simulated(formula, name)
    assert abs(error(formula, name)) <= ERRORS[formula]
    assert found.half_width <= 0.2 * found.mean


@pytest.mark.slow
@pytest.mark.parametrize("formula", SYSTEMS)
def test_no_more_error_is_told_than_there_is(formula: str) -> None:
    assert max(abs(error(formula, name)) for name in SYSTEMS[formula]) >= ERRORS[formula] / 2


OFFICE_QUEUE = queue(in_office(0.8, 3), exponential("1 h"), 3, office=True, days=900)
LINE = system_of(
    {
        "a": work("x", exponential("1 h"), outcome={"returns": 0.3, "correction": "3 d", "max_returns": 60}),
        "w": wait("2 d", after=["a"]),
        "b": work("y", exponential("30 min"), after=["w"]),
    },
    demand=random(0.56, 2), departments={"x": 2, "y": 1}, days=300, warm_up=40, run_out=20,
)  # fmt: skip


def exact_waits(scale: float = 1.0) -> dict[str, float]:
    """Return the waits of the queue in office hours, and of a line with returns, at another rate of arrivals."""
    stretch = 7 * 24 / 40
    passed = 2 * 0.56 * scale
    return {
        "desk": stretch * erlang_wait(2.4 * scale, 1.0, 3),
        "x": erlang_wait(passed / 0.7, 1.0, 2),
        "y": erlang_wait(passed, 2.0, 1),
    }


@pytest.mark.parametrize("name", ["desk", "x", "y"])
def test_office_hours_and_lines_are_exact(name: str) -> None:
    found = preview(OFFICE_QUEUE if name == "desk" else LINE).loc[name]
    assert found["formula"] == "erlang"
    assert found["wait_hours"] == pytest.approx(exact_waits()[name], rel=0.01)


@cache
def exact_runs(is_office: bool) -> list[dict[str, float]]:
    system = OFFICE_QUEUE if is_office else LINE
    return [department_measures(simulate(system, seed=SEED, replication=n)) for n in range(REPLICATIONS)]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["desk", "x", "y"])
def test_office_hours_and_lines_agree_with_simulation(name: str) -> None:
    found = estimate([row[f"department.{name}.wait_hours"] for row in exact_runs(name == "desk")], 0.999)
    ahead = preview(OFFICE_QUEUE if name == "desk" else LINE).loc[name, "wait_hours"]
    assert found.low <= ahead <= found.high
    assert found.half_width <= abs(exact_waits(0.95)[name] - exact_waits()[name]) / 2


@pytest.mark.slow
@pytest.mark.parametrize("example", ["startup", "real-estate"])
def test_shipped_chains_wait_as_long_within_a_factor_of_two_or_three_quarters_of_an_hour(example: str) -> None:
    scenario = adminsim.example(example)
    for system in (scenario.baseline, scenario.reformed):
        rows = [department_measures(simulate(system, seed=SEED, replication=number)) for number in range(5)]
        ahead = preview(system)["wait_hours"]
        waited = [np.mean([row[f"department.{name}.wait_hours"] for row in rows]) for name in ahead.index]
        is_near = np.abs(ahead.to_numpy() - waited) < 0.75
        assert ((np.abs(np.log2(ahead.to_numpy() / waited)) <= 1) | is_near).all()
