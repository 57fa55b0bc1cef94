"""Groups of people: who takes what, at which pace, and what their department can do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adminsim.engine.simulate import Engine, is_compiled_available, simulate
from adminsim.messages import Words
from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.study.preview.analytic import outlooks
from adminsim.study.preview.offered_load import offered_loads
from adminsim.study.preview.overload import overload_notice
from adminsim.study.run.measures import department_measures
from systems import OFFICE, at, every, queue_system, system_of, work

ENGINES: tuple[Engine, ...] = ("reference", "compiled") if is_compiled_available() else ("reference",)
FIRE = {"fire": {"staff": 1, "skills": ["fire"]}}


def desk(groups: dict[str, Any], staff: int, **more: Any) -> dict[str, Any]:
    return {"desk": {"staff": staff, "groups": groups, **more}}


def mixed(instants: tuple[str, ...], types: list[str], **department: Any) -> System:
    """Return plain files and such as take a skill, an hour of work each, at a desk."""
    steps = {
        "plain": work("desk", "1 h", types=["plain"]),
        "fire": work("desk", "1 h", types=["fire"], skills=["fire"]),
    }
    return system_of(
        steps,
        types={"plain": {"mix": 0.5}, "fire": {"mix": 0.5}},
        demand={**at(*(f"2022-06-20 {instant}" for instant in instants)), "types": types},
        departments={"desk": department},
        days=1,
        run_out=2,
    )


def spells(system: System, engine: Engine) -> list[tuple[str, str, int]]:
    """Return when each visit began and ended, and who had it, in the order of application."""
    visits = simulate(system, engine=engine).visits.sort_values("case")
    rows = zip(visits["start"], visits["end"], visits["staff"], strict=True)
    return [(f"{start:%H:%M}", f"{end:%H:%M}", int(staff)) for start, end, staff in rows]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_unskilled_are_asked_first_the_fastest_of_them_and_what_nobody_may_do_is_passed_over(
    engine: Engine,
) -> None:
    groups = {"slow": {"staff": 1, "speed": 0.5}, **FIRE}
    instants = ("09:00", "09:00", "09:00", "09:10", "09:30", "09:40", "09:50", "09:55")
    types = ["plain", "plain", "plain", "fire", "plain", "fire", "plain", "plain"]
    found = spells(mixed(instants, types, staff=3, groups=groups), engine)
    # By hand: 1 is slow, 2 has the skill, 3 is of no group and so is asked first.
    assert found == [
        ("09:00", "10:00", 3),
        ("09:00", "11:00", 1),
        ("09:00", "10:00", 2),
        ("10:00", "11:00", 2),
        ("10:00", "11:00", 3),
        ("11:00", "12:00", 2),
        ("11:00", "12:00", 3),
        ("11:00", "13:00", 1),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_file_for_which_nobody_is_free_lets_others_go_before_it(engine: Engine) -> None:
    found = spells(mixed(("09:00", "09:01", "09:02"), ["fire", "fire", "plain"], staff=2, groups=FIRE), engine)
    assert found == [("09:00", "10:00", 1), ("10:00", "11:00", 1), ("09:02", "10:02", 2)]


@pytest.mark.parametrize("engine", ENGINES)
def test_work_is_shared_by_the_speed_and_by_the_share_of_the_day(engine: Engine) -> None:
    groups = {"quick": {"staff": 1, "speed": 1.5}}
    system = system_of(
        {"serve": work("desk", "1 h")},
        demand=at("2022-06-20 09:00", "2022-06-20 09:00"),
        departments=desk(groups, 2, speed=0.5, share=0.5),
        days=1,
    )
    visits = simulate(system, engine=engine).visit_rows
    # 1 h at speed 0.5 is 2 h, or 80 min for who is half as fast again; in half of the day it takes twice as long.
    assert visits["work"].tolist() == [80 * 60, 120 * 60]
    assert (visits["end"] - visits["start"]).tolist() == [160 * 60, 240 * 60]


@pytest.mark.parametrize("engine", ENGINES)
def test_who_is_named_first_comes_first_and_stays_longest(engine: Engine) -> None:
    shifts = [{"staff": 1}, {"staff": 1, "hours": {"mon-sun": ["09:00-10:00"]}}]
    system = mixed(("09:00", "09:30", "10:30"), ["plain", "fire", "fire"], shifts=shifts, groups=FIRE)
    assert spells(system, engine) == [("09:00", "10:00", 2), ("09:30", "10:30", 1), ("10:30", "11:30", 1)]


@pytest.mark.parametrize("engine", ENGINES)
def test_nobody_begins_what_does_not_fit_at_the_own_pace(engine: Engine) -> None:
    groups = {"slow": {"staff": 1, "speed": 0.5}}
    system = system_of(
        {"serve": work("desk", "90 min")},
        demand=at("2022-06-20 15:00", "2022-06-20 15:00"),
        departments=desk(groups, 2, at_shift_end="fits"),
        hours=OFFICE,
        days=1,
        run_out=3,
    )
    visits = simulate(system, engine=engine).visits
    assert visits["start"].astype(str).tolist() == ["2022-06-20 15:00:00", "2022-06-21 09:00:00"]
    assert visits["staff"].tolist() == [2, 2]


@pytest.mark.parametrize("engine", ENGINES)
def test_groups_of_people_who_do_not_differ_change_nothing(engine: Engine) -> None:
    plain = queue_system(60, {"exponential": {"mean": "1 h"}}, 4, cases=1500)
    one = plain.departments["desk"]
    groups = {"a": {"staff": 1}, "b": {"staff": 2}}
    grouped = plain.with_department("desk", type(one).model_validate({**one.model_dump(), "groups": groups}))
    before, after = simulate(plain, engine=engine), simulate(grouped, engine=engine)
    assert np.array_equal(before.visit_rows, after.visit_rows)
    assert len(before.visit_rows) > 1000


@pytest.mark.parametrize("engine", ENGINES)
def test_who_may_do_nothing_in_common_are_two_departments(engine: Engine) -> None:
    exponential = {"exponential": {"mean": "1 h"}}
    types = {"fire": {"mix": 0.5}, "lifts": {"mix": 0.5}}
    groups = {"f": {"staff": 2, "skills": ["fire"]}, "l": {"staff": 1, "skills": ["lifts"], "speed": 2}}
    one = {name: work("desk", exponential, types=[name], skills=[name]) for name in types}
    two = {name: work(name, exponential, types=[name]) for name in types}
    common: dict[str, Any] = {"types": types, "demand": {"rate": 2.5, "per": "h"}, "days": 30, "run_out": 5}
    together = system_of(one, departments=desk(groups, 3), **common)
    apart = system_of(two, departments={"fire": 2, "lifts": {"staff": 1, "speed": 2}}, **common)
    found, expected = (simulate(system, engine=engine).visit_rows for system in (together, apart))
    for field in ("joined", "start", "end", "work"):
        assert np.array_equal(found[field], expected[field])


def test_staff_that_comes_is_of_no_group_and_training_holds_for_all() -> None:
    system = queue_system(60, "1 h", 3, cases=300)
    one = system.departments["desk"]
    slow = {"slow": {"staff": 1, "speed": 0.5}}
    system = system.with_department("desk", type(one).model_validate({**one.model_dump(), "groups": slow}))
    file = {
        "version": 1,
        "baseline": "x",
        "reforms": [
            {"reform": "staffing", "department": "desk", "add": 1},
            {"reform": "training", "departments": ["desk"], "faster": 2},
        ],
    }
    scenario = Scenario(ScenarioFile.model_validate(file), system)
    assert scenario.check() == []
    visits = simulate(scenario.reformed).visit_rows
    assert set(visits["work"].tolist()) <= {1800, 3600}
    assert max(visits["staff"]) == 4


def test_a_skill_with_too_few_people_overloads_where_the_department_has_room() -> None:
    types = {"plain": {"mix": 0.5}, "fire": {"mix": 0.5}}
    steps = {
        "plain": work("desk", "1 h", types=["plain"]),
        "fire": work("desk", "1 h", types=["fire"], skills=["fire"]),
    }
    common: dict[str, Any] = {"types": types, "demand": {"rate": 3, "per": "h"}, "days": 60, "run_out": 1}
    system = system_of(steps, departments=desk(FIRE, 8), **common)
    (load,) = offered_loads(system)
    assert load.load == pytest.approx(1.5)
    assert (load.skills, load.missing_staff) == (("fire",), 1)
    # Half a file an hour more than one can do.
    assert load.growth_per_month == pytest.approx(0.5 * 365.25 / 12 * 24)
    assert overload_notice([load], system).startswith(
        "desk (fire) is overloaded: offered load 150%, 1 more staff needed"
    )
    assert "desk（fire）超负荷" in overload_notice([load], system, words=Words.ZH)
    outlook = outlooks(system)["desk"]
    assert outlook.utilisation == pytest.approx(3 / 8)
    row = department_measures(simulate(system))
    # One of eight is always busy, and the others with a file and a half an hour.
    assert row["department.desk.utilisation"] == pytest.approx(2.5 / 8, abs=0.02)
    assert row["department.desk.queue"] > 200


def test_the_load_is_that_of_everybody_where_no_skill_is_short_of_people() -> None:
    groups = {"slow": {"staff": 2, "speed": 0.5}, "fire": {"staff": 1, "skills": ["fire"]}}
    types = {"plain": {"mix": 0.75}, "fire": {"mix": 0.25}}
    steps = {
        "plain": work("desk", "1 h", types=["plain"]),
        "fire": work("desk", "1 h", types=["fire"], skills=["fire"]),
    }
    system = system_of(steps, types=types, demand=every("30 min"), departments=desk(groups, 4), days=60, run_out=1)
    (load,) = offered_loads(system)
    # 2 h of work an hour, for one, one with the skill, and two who count half.
    assert (load.load, load.skills) == (pytest.approx(2 / 3, rel=1e-3), ())
    assert outlooks(system)["desk"].formula == "groups"
