"""Reforms that departments with groups stand, and those that they do not."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms, check_reforms
from reform_lists import reform_of
from systems import system_of, work

GROUPS = {"slow": {"staff": 1, "speed": 0.5}, "fire": {"staff": 1, "skills": ["fire"]}}


def system() -> System:
    steps = {
        "plain": work("review", "1 h"),
        "fire": work("review", "1 h", skills=["fire"], needs=["plain"]),
        "seal": work("hall", "1 h", needs=["fire"]),
    }
    departments = {"review": {"staff": 3, "groups": GROUPS}, "hall": {"staff": 1}}
    return system_of(steps, departments=departments, demand={"rate": 1, "per": "d"})


def codes(**reform: Any) -> list[str]:
    return [problem.code for problem in check_reforms(system(), [reform_of(**reform)])]


@pytest.mark.parametrize(
    "reform",
    [
        {"reform": "triage", "staff": {"review": 1}, "coverage": {"share": 0.5}},
        {"reform": "pool_departments", "departments": ["review", "hall"], "into": "bureau"},
        {"reform": "pool_departments", "departments": ["review", "hall"], "into": "bureau", "staff": {"review": 1}},
    ],
)
def test_nobody_of_a_group_is_put_elsewhere(reform: dict[str, Any]) -> None:
    assert codes(**reform) == ["reform-groups-moved"]


def test_a_step_stays_with_people_who_may_do_it() -> None:
    merged = {"reform": "merge_steps", "steps": ["fire", "seal"], "into": "both"}
    assert codes(**merged, department="hall") == ["reform-groups-lost"]
    assert codes(**merged, department="review") == []


def test_merged_steps_take_the_skills_of_all_parts() -> None:
    merged = reform_of(reform="merge_steps", steps=["plain", "fire"], into="both")
    step = apply_reforms(system(), [merged]).chains["permit"].steps["both"]
    assert step.skilled == ("fire",)


def test_staff_and_training_go_with_groups() -> None:
    assert codes(reform="staffing", department="review", add=-1) == []
    assert codes(reform="staffing", department="review", staff=1) == []
    assert codes(reform="training", departments=["review"], faster=1.5) == []
    assert codes(reform="triage", staff={"hall": 1}, coverage={"share": 1}) == []


def test_a_check_by_the_department_itself_takes_the_skills_of_the_review() -> None:
    commitment = {"reform": "commitment", "steps": ["fire"], "work": "10 min", "breaks": 0.1}
    steps = apply_reforms(system(), [reform_of(**commitment)]).chains["permit"].steps
    assert [steps[name].skilled for name in ("fire", "fire+check")] == [("fire",), ("fire",)]
    elsewhere = reform_of(**commitment, check_department="hall")
    assert apply_reforms(system(), [elsewhere]).chains["permit"].steps["fire+check"].skilled == ()
