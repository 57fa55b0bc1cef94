"""Steps that take one person of each of several departments together, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.engine.records import Records
from adminsim.engine.simulate import Engine, simulate
from adminsim.model.checks import check_system
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms, check_reforms
from adminsim.study.preview.offered_load import offered_loads
from adminsim.study.run.measures import department_measures
from reform_lists import reform_of
from systems import at, every, system_of, work

ENGINES: tuple[Engine, ...] = ("reference", "compiled")
NINE = "2022-06-20 09:00"


def hours(records: Records) -> dict[tuple[str, int], tuple[float, float]]:
    """Return by step and case when each visit begins and ends, in hours of the first day."""
    names = [step.name for step in records.plan.nodes.step]
    return {
        (names[row["node"]], int(row["case"])): (row["start"] / 3600, row["end"] / 3600) for row in records.visit_rows
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_it_begins_when_all_are_free_and_nobody_is_held_before(engine: Engine) -> None:
    steps = {
        "a": work("x", "2 h"),
        "b": work("y", "30 min"),
        "c_joint": work("x", "1 h", together_with=["y"]),
        "d_small": work("y", "1 h", needs=["b"]),
    }
    found = hours(simulate(system_of(steps, demand=at(NINE)), engine=engine))
    # At 9:30 somebody of y is free, and x is not: the small one goes, and the joint one as x comes free.
    assert found == {("a", 0): (9, 11), ("b", 0): (9, 9.5), ("d_small", 0): (9.5, 10.5), ("c_joint", 0): (11, 12)}


@pytest.mark.parametrize("engine", ENGINES)
def test_what_stands_before_it_in_one_of_its_queues_goes_first(engine: Engine) -> None:
    steps = {"a_own": work("y", "1 h"), "b_joint": work("x", "1 h", together_with=["y"])}
    found = hours(simulate(system_of(steps, demand=at(NINE, NINE)), engine=engine))
    assert found["a_own", 0] == (9, 10)
    assert found["b_joint", 0] == (10, 11)
    assert found["a_own", 1] == (11, 12)
    assert found["b_joint", 1] == (12, 13)


@pytest.mark.parametrize("engine", ENGINES)
def test_it_goes_on_in_the_hours_common_to_all(engine: Engine) -> None:
    system = system_of(
        {"a": work("x", "4 h", together_with=["y"])},
        demand=at("2022-06-20 08:00"),
        hours={"mon-fri": ["08:00-12:00", "13:00-17:00"]},
        calendars={"late": {"mon-fri": ["10:00-12:30", "14:00-20:00"]}},
        departments={"x": 1, "y": {"staff": 1, "calendar": "late"}},
    )
    # Common are 10 to 12 and 14 to 17.
    assert hours(simulate(system, engine=engine)) == {("a", 0): (10, 16)}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("first", ["x", "y"])
def test_orders_that_cross_do_not_block_each_other(engine: Engine, first: str) -> None:
    """The queue of x puts case 0 first, that of y case 1: the department that stands first in the file has its way."""
    by = {"x": "first_come", "y": "priority"}
    other = "y" if first == "x" else "x"
    departments = {name: {"staff": 1, "discipline": by[name]} for name in (first, other)}
    system = system_of(
        {"a": work(first, "1 h", together_with=[other])},
        demand=at(NINE, NINE) | {"types": ["late", "soon"]},
        types={"late": {"mix": 0.5, "priority": 2}, "soon": {"mix": 0.5, "priority": 1}},
        departments=departments,
    )
    found = hours(simulate(system, engine=engine))
    assert found["a", 0 if first == "x" else 1] == (9, 10)
    assert found["a", 1 if first == "x" else 0] == (10, 11)


@pytest.mark.parametrize("engine", ENGINES)
def test_joint_steps_round_a_ring_all_get_done(engine: Engine) -> None:
    ring = {"ab": ("a", "b"), "bc": ("b", "c"), "ca": ("c", "a")}
    steps = {name: work(one, "1 h", together_with=[other]) for name, (one, other) in ring.items()}
    records = simulate(system_of(steps, demand=at(*[NINE] * 5)), engine=engine)
    # Any two of the three share a department, so that one is done at a time.
    assert sorted(hours(records).values()) == [(9 + i, 10 + i) for i in range(15)]


def test_everyone_is_busy_and_the_slowest_sets_the_pace() -> None:
    departments = {"x": {"staff": 1, "speed": 2.0}, "y": {"staff": 2, "share": 0.5}}
    system = system_of(
        {"a": work("x", "3 h", together_with=["y"])}, demand=every("24 h"), departments=departments, days=10
    )
    records = simulate(system)
    row = department_measures(records)
    # Three hours of work with half of the day take six open hours, of one person of each.
    assert row["department.x.utilisation"] == pytest.approx(6 / 24)
    assert row["department.y.utilisation"] == pytest.approx(6 / 48)
    assert row["department.x.work_hours"] == pytest.approx(60)
    assert row["department.y.work_hours"] == pytest.approx(30)
    assert records.case_rows["work"][0] == 9 * 3600
    assert {load.department: load.load for load in offered_loads(system)} == pytest.approx({"x": 6 / 24, "y": 6 / 48})
    assert system.chains["permit"].steps["a"].holder("a") == "department/x+y"
    assert records.visits["department"].tolist()[0] == "x+y"


def test_overtime_is_what_passes_after_the_shift_in_the_hours_common_to_all() -> None:
    shift = {"staff": 1, "hours": {"mon-fri": ["09:00-12:00"]}}
    system = system_of(
        {"a": work("x", "6 h", together_with=["y"])},
        demand=at(NINE),
        hours={"mon-fri": ["09:00-17:00"]},
        calendars={"early": {"mon-fri": ["09:00-14:00"]}},
        departments={"x": {"shifts": [shift]}, "y": {"staff": 1, "calendar": "early"}},
    )
    row = department_measures(simulate(system, engine="reference"))
    # Of the six hours three are within the shift of the first day, two after it, and one on the next day.
    assert row["department.x.overtime_hours"] == pytest.approx(2)
    assert row["department.x.work_hours"] == pytest.approx(6)
    assert row["department.x.utilisation"] == pytest.approx(4 / row["department.x.utilisation/over"])


def test_work_that_fits_into_no_day_of_one_who_takes_part_is_an_error() -> None:
    system = system_of({"a": work("x", "6 h", together_with=["y"])}, demand=at(NINE), departments={"x": 1, "y": 1},
                       hours={"mon-fri": ["09:00-17:00"]})  # fmt: skip
    half_days = {"at_shift_end": "fits", "shifts": [{"staff": 1, "hours": {"mon-fri": ["09:00-12:00"]}}]}
    strict = type(system.departments["y"]).model_validate(half_days)
    changed = system.model_copy(update={"departments": {**system.departments, "y": strict}})
    assert [problem.code for problem in check_system(changed)] == ["model-work-never-fits"]


def joint(**fields: Any) -> System:
    steps = {"a": work("x", "1 h", together_with=["y"]), "b": work("y", "1 h", after=["a"])}
    return system_of(steps, demand=at(NINE), **fields)


def test_reforms_of_departments_move_all_who_take_part() -> None:
    pool = reform_of(reform="pool_departments", departments=["x", "y"], into="bureau")
    assert apply_reforms(joint(), [pool]).chains["permit"].steps["a"].departments == ("bureau",)
    merge = reform_of(reform="merge_steps", steps=["a", "b"], into="one")
    assert [problem.code for problem in check_reforms(joint(), [merge])] == ["reform-merge-department"]
    stated = reform_of(reform="merge_steps", steps=["a", "b"], into="one", department="y")
    assert apply_reforms(joint(), [stated]).chains["permit"].steps["one"].departments == ("y",)


def test_departments_that_never_meet_or_come_twice_are_an_error() -> None:
    early = system_of({"a": work("x")}, demand=at(NINE), hours={"mon-fri": ["09:00-12:00"]},
                      calendars={"late": {"mon-fri": ["13:00-17:00"]}},
                      departments={"x": 1, "y": {"staff": 1, "calendar": "late"}})  # fmt: skip
    chain = early.chains["permit"]

    def found(*others: str) -> list[str]:
        step = chain.steps["a"].replace(together_with=others)
        return [problem.code for problem in check_system(early.with_chain("permit", chain.replace(steps={"a": step})))]

    assert found("y") == ["model-never-together"]
    assert found("x") == ["model-joint-twice"]
    assert found("z") == ["model-unknown-department"]
