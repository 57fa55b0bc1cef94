"""What reforms refuse that no other test is about."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.messages import CATALOGUE, Words
from adminsim.model.system import System
from adminsim.reforms.apply import check_reforms
from reform_lists import reform_of
from systems import OFFICE, at, system_of, work

PAPER = {"documents": {"p": {"missing": 0.5, "obtain": "1 d"}}}
ASKS = {"intake": {"documents": ["p"]}}


def counters(**more: Any) -> System:
    """Return two counters of two departments that ask for a paper, and what follows them."""
    steps = {"a": work("x", **ASKS), "b": work("y", **ASKS), **more}
    return system_of(steps, demand=at("2022-06-20 09:00"), departments={"x": 3, "y": 3}, **PAPER)


def codes(system: System, *written: dict[str, Any]) -> list[str]:
    reforms = [reform_of(**{"name": f"r{number}", **one}) for number, one in enumerate(written)]
    return [problem.code for problem in check_reforms(system, reforms)]


WINDOW = {"reform": "one_window_intake", "steps": ["a", "b"], "into": "window", "department": "hall"}


def test_a_window_for_some_cases_says_how_many_people_it_takes() -> None:
    assert codes(counters(), WINDOW) == []
    assert codes(counters(), WINDOW | {"coverage": 0.5}) == ["reform-partial-staff"]
    assert codes(counters(), WINDOW | {"coverage": 0.5, "staff": {"x": 1}}) == []


def test_a_window_takes_nobody_unasked_from_departments_with_other_work() -> None:
    busy = counters(c=work("x", needs=["a"]))
    assert codes(busy, WINDOW) == ["reform-window-staff"]
    assert codes(busy, WINDOW | {"staff": {"x": 1, "y": 3}}) == []


def test_two_merges_that_wait_for_each_other_are_a_circle() -> None:
    steps = {"a": work("x"), "b": work("x", needs=["a"]), "c": work("x"), "d": work("x", needs=["c"])}
    system = system_of(steps, demand=at("2022-06-20 09:00"))
    merges = [
        {"reform": "merge_steps", "steps": pair, "into": name} for name, pair in (("m", ["a", "d"]), ("n", ["b", "c"]))
    ]
    assert [codes(system, merge) for merge in merges] == [[], []]
    assert codes(system, *merges) == ["reform-merge-circle"]


@pytest.mark.parametrize(("handover", "most", "own", "given"), [
    ("2 d", "0.5 WD", "calendar", "working"),
    ("2 WD", "1 d", "working", "calendar"),
])  # fmt: skip
def test_a_bound_of_hand_overs_is_in_their_kind_of_time(handover: str, most: str, own: str, given: str) -> None:
    system = counters(c=work("y", needs=["a", "b"], handover=handover))
    (problem,) = check_reforms(system, [reform_of(reform="quicken_handover", steps=["c"], at_most=most)])
    assert problem.code == "reform-handover-clock"
    words = [CATALOGUE[f"reform-handover-{basis}"] for basis in (own, given)]
    for number, language in enumerate((Words.EN, Words.ZH)):
        said = problem.text(language)
        assert said.index(words[0][number]) < said.index(words[1][number])


SEASONS = {"shifts": [{"staff": 2, "until": "2022-07-05"}, {"staff": 1, "since": "2022-07-05"}]}
HALF_DAYS = {"shifts": [{"staff": 2, "hours": {"mon-fri": ["09:00-12:00"]}}]}


@pytest.mark.parametrize(
    ("department", "people", "code"),
    [
        (SEASONS, {"add": -1}, []),
        (SEASONS, {"add": -2}, ["reform-too-few-at-times"]),
        (SEASONS, {"add": -2, "from": "2022-07-10"}, ["reform-too-few-at-times"]),
        (SEASONS, {"add": -4}, ["reform-too-few-staff"]),
        (SEASONS, {"add": -2, "from": "2023-07-10"}, []),
        (HALF_DAYS, {"add": -2}, []),
    ],
)
def test_no_more_leave_than_are_on_duty_at_any_time(
    department: dict[str, Any], people: dict[str, Any], code: list[str]
) -> None:
    departments = {"x": department, "y": 1}
    system = system_of({"a": work("x"), "b": work("y")}, demand=at("2022-06-20 09:00"), departments=departments)
    assert codes(system, {"reform": "staffing", "department": "x", **people}) == code


STAGGERED = {"shifts": [{"staff": 1}, {"staff": 2, "hours": {"mon-fri": ["09:00-17:00"]}}]}
MORNINGS = {"shifts": [{"staff": 3, "hours": {"mon-fri": ["09:00-12:00"]}}, {"staff": 3}]}
THREE_THEN_TWO = {"shifts": [{"staff": 3, "until": "2022-07-05"}, {"staff": 2, "since": "2022-07-05"}]}
ONE_LEAVES = {"reform": "staffing", "department": "x", "add": -1}
TWO_LEAVE = ONE_LEAVES | {"add": -2}
LONGER = {"reform": "opening_hours", "departments": ["x"], "hours": {"mon-fri": ["09:00-20:00"]}}
TWO_MOVE = {"reform": "triage", "coverage": 0.5, "staff": {"x": 2}}


@pytest.mark.parametrize(
    ("department", "first", "second", "code"),
    [
        # Five people in all, and yet never more than two or three at a time.
        (THREE_THEN_TWO, ONE_LEAVES, ONE_LEAVES, []),
        (THREE_THEN_TWO, TWO_LEAVE, ONE_LEAVES, ["reform-people-gone-at-times"]),
        (THREE_THEN_TWO, ONE_LEAVES, TWO_LEAVE | {"from": "2022-07-10"}, ["reform-people-gone-at-times"]),
        (THREE_THEN_TWO, TWO_LEAVE | {"from": "2023-07-10"}, TWO_LEAVE, []),
        (THREE_THEN_TWO, {"reform": "staffing", "department": "x", "add": 1}, ONE_LEAVES, []),
        # A number that is stated, and who leaves after it.
        (THREE_THEN_TWO, {"reform": "staffing", "department": "x", "staff": 1}, TWO_LEAVE,
         ["reform-people-gone-at-times"]),
        (THREE_THEN_TWO, {"reform": "staffing", "department": "x", "staff": 2}, TWO_LEAVE, []),
        (THREE_THEN_TWO, {"reform": "staffing", "department": "x", "staff": 9}, TWO_LEAVE, []),
        # From 17:00 on only one is there: two can leave by day, not in the evening.
        (STAGGERED, LONGER, ONE_LEAVES, []),
        (STAGGERED, LONGER, TWO_LEAVE, ["reform-people-gone-at-times"]),
        (STAGGERED, LONGER | {"enabled": False}, TWO_LEAVE, []),
        # Each shift gives one to the lane: two are left of an afternoon.
        (MORNINGS, TWO_MOVE, TWO_LEAVE, []),
        (MORNINGS, TWO_MOVE, ONE_LEAVES | {"add": -3}, ["reform-people-gone-at-times"]),
    ],
)  # fmt: skip
def test_together_no_more_leave_than_are_on_duty_at_any_time(
    department: dict[str, Any], first: dict[str, Any], second: dict[str, Any], code: list[str]
) -> None:
    departments = {"x": department, "y": 1}
    steps = {"a": work("x"), "b": work("y")}
    system = system_of(steps, demand=at("2022-06-20 09:00"), departments=departments, hours=OFFICE)
    assert codes(system, first, {"name": "second"} | second) == code
    for problem in check_reforms(system, [reform_of(**first), reform_of(**{"name": "second"} | second)]):
        assert problem.path == (1, "add")
        assert "'second'" in problem.text(Words.EN)
        assert "“second”" in problem.text(Words.ZH)
