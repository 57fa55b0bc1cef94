"""A reform in phases: a pilot first, the whole city later."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from adminsim.engine.simulate import simulate
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms, check_reforms
from adminsim.reforms.differences import course_data
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.study.findings.compare import compare
from reform_lists import reform_of
from systems import every, system_of, work

DAY_S = 86400
START = dt.date(2022, 6, 20)


def day(number: int) -> str:
    return str(START + dt.timedelta(days=number))


@pytest.fixture
def system() -> System:
    return system_of({"a": work("x", "1 min"), "b": work("x", "1 min", after=["a"])}, demand=every("10 min"), days=30)


def drop(**more: Any) -> Any:
    return reform_of(reform="drop_steps", steps=["b"], **more)


def covered(system: System, reform: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return for each case on which day it was submitted, and whether the reform covers it."""
    records = simulate(apply_reforms(system, [reform]), seed=1)
    return records.case_rows["submitted"] // DAY_S, records.covered(reform.subject)


def test_each_phase_holds_from_its_day_in_place_of_the_one_before(system: System) -> None:
    days, held = covered(system, drop(**{"from": day(10)}, coverage=0.25, phases=[{"from": day(20)}]))
    assert not held[days < 10].any()
    assert 0.2 < held[(days >= 10) & (days < 20)].mean() < 0.3
    assert held[days >= 20].all()


def test_who_was_in_the_pilot_stays_in(system: System) -> None:
    _, small = covered(system, drop(coverage=0.25))
    _, large = covered(system, drop(coverage=0.6))
    days, held = covered(system, drop(coverage=0.25, phases=[{"from": day(15), "coverage": 0.6}]))
    assert np.array_equal(held, np.where(days < 15, small, large))
    assert not (small & ~large).any()


def test_a_later_phase_that_holds_for_all_is_no_reform_for_all_from_the_start(system: System) -> None:
    reform = drop(coverage=0, phases=[{"from": day(15)}])
    days, held = covered(system, reform)
    assert np.array_equal(held, days >= 15)
    assert not reform.holds_for_all
    assert not reform.covers_nobody
    assert drop(coverage=0, phases=[{"from": day(15), "coverage": 0}]).covers_nobody


def test_phases_come_one_behind_the_other_and_name_types_that_are_there(system: System) -> None:
    wrong = drop(**{"from": day(10)}, phases=[{"from": day(10)}, {"from": day(12), "coverage": {"types": ["nobody"]}}])
    found = [(problem.code, problem.path) for problem in check_reforms(system, [wrong])]
    assert sorted(found) == [
        ("reform-phase-order", (0, "phases", 0, "from")),
        ("reform-unknown-type", (0, "phases", 1, "coverage", "types", 0)),
    ]


def test_phases_are_told_in_plain_values() -> None:
    told = course_data(drop(coverage=0.25, phases=[{"from": day(15)}]).course)
    assert told["coverage"]["share"] == 0.25
    assert [phase["from"] for phase in told["phases"]] == [day(15)]


def test_the_months_of_submission_show_the_pilot_and_then_the_city() -> None:
    steps = {"a": work("x", "1 h"), "b": work("y", "20 h", after=["a"])}
    system = system_of(
        steps, demand=every("5 h"), departments={"x": 5, "y": 50}, start="2022-01-01", days=120, run_out=30
    )
    spread = {"from": "2022-02-01", "coverage": 0.4, "phases": [{"from": "2022-04-01"}]}
    written = ScenarioFile.model_validate(
        {"version": 1, "baseline": "b.yaml", "reforms": [{"reform": "drop_steps", "steps": ["b"], **spread}]}
    )
    found = compare(Scenario(written, system), replications=2, workers=1).by_month().loc["permit"]
    cut = (found["cut"] * 24).to_dict()
    assert cut["2022-01"] == 0
    assert 6 < cut["2022-02"] < 10
    assert 6 < cut["2022-03"] < 10
    assert cut["2022-04"] == pytest.approx(20)
