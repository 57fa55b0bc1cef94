"""Offered load, worked out by hand: what is asked of a department over what it can do."""

from __future__ import annotations

from itertools import accumulate
from operator import mul
from typing import Any

import pytest

from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms
from adminsim.study.preview.offered_load import offered_loads
from adminsim.study.preview.ways import walks
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


def test_who_has_used_up_all_rounds_and_is_rejected_is_missed_behind() -> None:
    spent = {"returns": 0.5, "max_returns": 2, "correction": "1 h", "on_exhausted": "reject"}
    assert load(desk(spent)) == pytest.approx((6 * 1.75 + 3 * (1 - 0.5**3)) / 24)


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


def test_who_is_rejected_is_missed_behind_that_step_alone() -> None:
    rejects = {"rejects": 0.5}
    steps = {
        "a": work("x", "6 h", outcome=rejects),
        "b": work("x", "3 h", after=["a"], outcome=rejects),
        "c": work("x", "2 h", after=["b"]),
        "beside": work("x", "1 h"),
    }
    assert load(system_of(steps, demand=every("24 h"), departments={"x": 1})) == pytest.approx(
        (6 + 0.5 * 3 + 0.25 * 2 + 1) / 24
    )


def test_steps_that_are_alike_on_several_routes_are_looked_at_once() -> None:
    types = {"firm": {"mix": 0.4}, "other": {"mix": 0.6}}
    steps = {"a": work("x", "6 h", by_type={"firm": {"work": "4 h"}}), "b": work("x", "1 h", after=["a"])}
    system = system_of(steps, demand=every("24 h"), departments={"x": 1}, types=types)
    pilot = reform_of(reform="agents", department="x", work="0 min", defects=0.5, coverage={"share": 0.5})
    (chain,) = apply_reforms(system, [pilot]).chains.values()
    met = [step for _, walk in walks(chain) for step in walk.steps.values()]
    assert len(met) == 4 * 2
    assert len({id(step) for step in met}) == len(set(met)) < len(met)


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


def test_who_gives_up_in_a_queue_does_not_come_to_what_lies_behind_it() -> None:
    steps = {
        "check": work("desk", {"exponential": {"mean": "2 h"}}),
        "seal": work("bureau", "1.5 h", needs=["check"]),
        "post": work("hall", "1 h", needs=["seal"]),
    }
    patient = {"exponential": {"mean": "3 h"}, "while": "queueing"}
    steps["check"]["patience"] = patient
    loads = {one.department: one for one in offered_loads(system_of(steps, demand={"rate": 24}, days=60))}
    # A queue of 24 a day, 12 served, each that waits leaving with a rate of 8 a day: states 0, 1, 2 ... have weights
    # 1, 24/12, 24/12 * 24/20 ..., and 12 a day are served unless nobody is there.
    weights = list(accumulate((24 / (12 + 8 * waiting) for waiting in range(60)), mul, initial=1.0))
    served = 12 * (1 - 1 / sum(weights))
    assert 10 < served < 12
    assert loads["desk"].load == pytest.approx(2.0, rel=1e-3)
    assert loads["bureau"].load == pytest.approx(served * 1.5 / 24, rel=2e-3)
    assert not loads["bureau"].is_overloaded
    assert loads["hall"].load == pytest.approx(served / 24, rel=2e-3)
    # What silence approves does come.
    del steps["check"]["patience"]
    steps["check"] |= {"limit": "1 d", "on_expiry": "approve"}
    loads = {one.department: one for one in offered_loads(system_of(steps, demand={"rate": 24}, days=60))}
    assert loads["bureau"].load == pytest.approx(1.5, rel=1e-3)
    assert loads["bureau"].is_overloaded


def test_two_queues_that_applicants_leave_one_behind_the_other() -> None:
    steps = {"check": work("desk", "2 h"), "seal": work("bureau", "3 h", needs=["check"])}
    system = system_of(steps, demand={"rate": 24}, days=60, patience="3 h")
    loads = {one.department: one for one in offered_loads(system)}
    assert (loads["desk"].load, loads["desk"].leaving) == pytest.approx((2.0, 0.5), rel=1e-3)
    # Twelve a day come to the bureau, which can do eight: a third of them leave, not two thirds.
    assert (loads["bureau"].load, loads["bureau"].leaving) == pytest.approx((1.5, 1 / 3), abs=0.03)
