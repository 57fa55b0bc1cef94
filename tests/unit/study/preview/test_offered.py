"""Offered load, worked out by hand: what is asked of a department over what it can do."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms
from adminsim.study.preview.offered_load import offered_loads
from reform_lists import reform_of
from systems import every, system_of, work


def load(system: System) -> float:
    (found,) = [load.load for load in offered_loads(system) if load.department == "x"]
    return found


def desk(outcome: dict[str, Any] | None = None, staff: int = 1) -> System:
    steps = {"a": work("x", "6 h", outcome=outcome or {}), "b": work("x", "3 h", after=["a"])}
    return system_of(steps, demand=every("24 h"), departments={"x": staff})


def test_nine_hours_a_day_are_nine_of_twenty_four() -> None:
    assert load(desk()) == pytest.approx(9 / 24)
    assert load(desk(staff=3)) == pytest.approx(3 / 24)


def test_returns_ask_for_more_and_rejections_for_less() -> None:
    returned = {"returns": 0.5, "max_returns": 2, "correction": "1 h", "on_exhausted": "pass"}
    assert load(desk(returned)) == pytest.approx((6 * 1.75 + 3) / 24)
    assert load(desk({"rejects": 0.5})) == pytest.approx((6 + 1.5) / 24)


def test_a_merged_step_is_bounded_by_the_parts_that_can_return() -> None:
    returned = {"returns": 1.0, "max_returns": 1, "correction": "1 h", "on_exhausted": "pass"}
    merge = reform_of(reform="merge_steps", steps=["a", "b"], into="one")
    assert load(apply_reforms(desk(returned), [merge])) == pytest.approx(2 * 9 / 24)


def test_a_merged_step_is_asked_of_those_alone_who_need_a_part_of_it() -> None:
    steps = {
        "a": work("x", "6 h", types=["firm"], probability=0.5),
        "b": work("x", "3 h", types=["firm"], probability=0.5, after=["a"]),
        "c": work("x", "1 h", types=["other"], after=["b"]),
    }
    types = {"firm": {"mix": 0.4}, "other": {"mix": 0.6}}
    system = system_of(steps, demand=every("24 h"), departments={"x": 1}, types=types)
    summed = reform_of(reform="merge_steps", steps=["a", "b"], into="one")
    stated = reform_of(reform="merge_steps", steps=["a", "b"], into="one", work="8 h")
    assert load(apply_reforms(system, [summed])) == pytest.approx(load(system))
    assert load(system) == pytest.approx((0.4 * (0.5 * 6 + 0.5 * 3) + 0.6) / 24)
    assert load(apply_reforms(system, [stated])) == pytest.approx((0.4 * 0.75 * 8 + 0.6) / 24)


def test_a_pilot_of_one_case_type_is_counted_for_its_cases_alone() -> None:
    steps = {"a": work("x", "6 h", types=["firm"]), "b": work("x", "1 h")}
    types = {"firm": {"mix": 0.4}, "other": {"mix": 0.6}}
    system = system_of(steps, demand=every("24 h"), departments={"x": 1}, types=types)
    pilot = reform_of(reform="drop_steps", steps=["a"], coverage={"share": 0.5, "types": ["firm"]})
    assert load(apply_reforms(system, [pilot])) == pytest.approx((0.4 * 0.5 * 6 + 1) / 24)


def test_an_overloaded_department_is_told_with_the_people_it_misses() -> None:
    (found,) = offered_loads(system_of({"a": work("x", "60 h")}, demand=every("24 h")))
    assert found.is_overloaded
    assert found.missing_staff == 2


def test_people_of_two_half_days_are_one_person_all_day() -> None:
    # 60 h of work a day of 24 h, one person for each half of it: two more all day bring the load below 1.
    halves = [{"staff": 1, "hours": {"mon-sun": [hours]}} for hours in ("00:00-12:00", "12:00-24:00")]
    system = system_of({"a": work("x", "60 h")}, demand=every("24 h"), departments={"x": {"shifts": halves}})
    (found,) = offered_loads(system)
    assert found.load == pytest.approx(2.5)
    assert found.missing_staff == 2


def test_growth_follows_from_the_load() -> None:
    (found,) = offered_loads(system_of({"a": work("x", "60 h")}, demand=every("24 h")))
    assert found.growth_per_month == pytest.approx(365.25 / 12 * (1 - 24 / 60))
