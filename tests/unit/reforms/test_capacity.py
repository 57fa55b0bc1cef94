"""Reforms of capacity: what they set, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from adminsim.model.step import Staffed
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms, check_reforms
from reform_lists import reform_of
from systems import every, system_of, work

START = dt.date(2022, 6, 20)


def offices(**departments: Any) -> System:
    """Return a town of two offices, one after the other."""
    named = {"tax": 2, "fire": 3} | departments
    steps = {"filing": work("tax"), "inspection": work("fire", needs=["filing"])}
    return system_of(steps, departments=named, demand={"rate": 1, "per": "d"})


def codes(*reforms: dict[str, Any]) -> list[str]:
    """Return the problems of reforms of the town."""
    return [problem.code for problem in check_reforms(offices(), [reform_of(**reform) for reform in reforms])]


def reformed(system: System, *reforms: dict[str, Any]) -> System:
    """Return a system with reforms, written as in a file."""
    return apply_reforms(system, [reform_of(**reform) for reform in reforms])


def test_training_multiplies_the_speed() -> None:
    system = offices(tax={"staff": 1, "speed": 0.8})
    training = {"reform": "training", "departments": ["tax", "tax"], "faster": 1.5}
    assert reformed(system, training).departments["tax"].speed_on(START) == pytest.approx(1.2)
    later = reformed(system, training | {"from": "2022-07-01"}).departments["tax"]
    assert (later.speed_on(START), later.speed_on(dt.date(2022, 7, 1))) == (0.8, pytest.approx(1.2))


def test_departments_must_exist() -> None:
    assert codes({"reform": "training", "departments": ["fire", "fires"], "faster": 2}) == ["reform-unknown-department"]


HOURS = {"reform": "opening_hours", "departments": ["fire"]}


def test_hours_are_told_in_one_way() -> None:
    both = HOURS | {"calendar": "office", "hours": "always"}
    assert codes(HOURS) == codes(both) == ["reform-calendar-or-hours"]
    assert codes(HOURS | {"calendar": "offices"}) == ["reform-unknown-calendar"]
    assert codes(HOURS | {"hours": "always"}) == codes(HOURS | {"calendar": "office"}) == []


def test_two_settings_of_the_hours_of_a_department_are_a_conflict_unless_they_begin_on_different_days() -> None:
    first, second = HOURS | {"hours": "always"}, HOURS | {"calendar": "office", "name": "second"}
    assert codes(first, second) == ["reform-hours-set-twice"]
    assert codes(first, second | {"from": "2022-07-01"}) == []
    assert codes(first, second | {"departments": ["tax"]}) == []


TRIAGE = {"reform": "triage", "staff": {"tax": 1}, "coverage": 0.5}


def test_a_lane_takes_people_that_the_department_has() -> None:
    assert codes(TRIAGE) == []
    assert codes(TRIAGE | {"staff": {"tax": 3}}) == ["reform-too-few-staff"]
    assert codes(TRIAGE | {"staff": {"customs": 1}}) == ["reform-unknown-department"]


def test_lanes_together_take_no_more_people_than_there_are() -> None:
    other = TRIAGE | {"name": "other"}
    assert codes(TRIAGE, other) == []
    assert codes(TRIAGE, other | {"staff": {"tax": 1}}, TRIAGE | {"name": "third"}) == ["reform-people-taken-twice"]
    assert codes(TRIAGE, other, TRIAGE | {"name": "third", "coverage": 0}) == []


def test_somebody_is_left_for_the_cases_outside_the_lane() -> None:
    everybody = TRIAGE | {"staff": {"tax": 2}}
    assert codes(everybody) == ["reform-nobody-left"]
    assert codes(everybody | {"coverage": 1}) == codes(everybody | {"coverage": 0}) == []


def test_a_lane_has_a_name_of_its_own() -> None:
    system = offices().with_department("tax+triage", offices().departments["tax"])
    assert [problem.code for problem in check_reforms(system, [reform_of(**TRIAGE)])] == ["reform-name-taken"]


POOL = {"reform": "pool_departments", "departments": ["tax", "fire"]}


def test_a_bureau_has_everybody_with_their_shifts_and_the_mean_of_what_they_bring() -> None:
    system = offices(
        tax={"shifts": [{"staff": 1, "since": "2022-07-01"}], "speed": 0.8, "share": 0.5, "cost": 100},
        fire={"staff": 3, "speed": 1.2, "cost": 60, "discipline": "priority"},
    )
    departments = reformed(system, POOL | {"speed": 0.9}).departments
    assert list(departments) == ["approval_bureau"]
    bureau = departments["approval_bureau"]
    assert [(shift.staff.value, str(shift.since)) for shift in bureau.roster] == [(1, "2022-07-01"), (3, "None")]
    assert bureau.speed.value == pytest.approx(0.9 * (0.8 + 3 * 1.2) / 4)
    assert bureau.share.value == pytest.approx((0.5 + 3) / 4)
    assert bureau.cost is not None
    assert bureau.cost.value == pytest.approx((100 + 180) / 4)
    assert bureau.discipline == "first_come"


def test_a_training_of_some_counts_for_as_many_people_of_the_bureau() -> None:
    training = {"reform": "training", "departments": ["fire"], "faster": 1.5, "from": "2022-07-01"}
    for order in ((POOL, training), (training, POOL)):
        bureau = reformed(offices(), *order).departments["approval_bureau"]
        assert bureau.speed_on(START) == 1
        assert bureau.speed_on(dt.date(2022, 7, 1)) == pytest.approx((2 + 3 * 1.5) / 5)


def test_a_bureau_that_does_not_serve_everyone_says_who_gives_how_many() -> None:
    assert codes(POOL) == []
    for partial in ({"from": "2022-07-01"}, {"coverage": 0.5}, {"chain": "permit"}):
        assert codes(POOL | partial) == ["reform-pool-staff"]
        assert codes(POOL | partial | {"staff": {"tax": 1, "fire": 2}}) == []
    assert codes(POOL | {"coverage": 0.5, "staff": {"tax": 2}}) == ["reform-nobody-left"]
    assert codes(POOL | {"staff": {"tax": 3}}) == ["reform-too-few-staff"]


def test_what_is_wrong_with_a_bureau_is_named() -> None:
    assert codes(POOL | {"departments": ["tax", "customs"]}) == ["reform-unknown-department"]
    assert codes(POOL | {"departments": ["tax", "tax"]}) == ["reform-pooled-twice"]
    assert codes(POOL | {"into": "fire"}) == ["reform-name-taken"]
    assert codes(POOL | {"calendar": "none"}) == ["reform-unknown-calendar"]
    assert codes(POOL, POOL | {"name": "other", "into": "other"}) == ["reform-pooled-set-twice"]


def test_two_bureaus_have_two_names() -> None:
    other = POOL | {"name": "other", "departments": ["hall", "seal"]}
    found = check_reforms(offices(hall=1, seal=1), [reform_of(**POOL), reform_of(**other)])
    assert [(one.code, one.path, one.also) for one in found] == [
        ("reform-department-set-twice", (1, "into"), (0, "into"))
    ]


MEETING = {"kind": "session", "schedule": {"weekdays": ["tue"], "at": "09:30"}, "meeting": "1 h", "places": 5}
SESSIONS = {"reform": "more_sessions", "steps": ["panel"]}


def committee(*reforms: dict[str, Any]) -> list[str]:
    """Return the problems of reforms where a committee meets."""
    system = system_of({"panel": MEETING, "decision": work("tax", needs=["panel"])}, demand={"rate": 1, "per": "d"})
    return [problem.code for problem in check_reforms(system, [reform_of(**reform) for reform in reforms])]


def test_sessions_are_meetings_that_change() -> None:
    assert committee(SESSIONS | {"places": 9}) == []
    assert committee(SESSIONS) == ["reform-schedule-or-places"]
    assert committee(SESSIONS | {"steps": ["decision"], "places": 9}) == ["reform-no-session"]
    assert committee(SESSIONS | {"steps": ["panels"], "places": 9}) == ["reform-unknown-step"]
    assert committee(SESSIONS | {"chain": "permits", "places": 9}) == ["reform-unknown-chain"]


def test_two_settings_of_a_meeting_are_a_conflict_by_what_they_set() -> None:
    schedule = {"schedule": MEETING["schedule"]}
    second = SESSIONS | {"name": "second"}
    assert committee(SESSIONS | {"places": 9}, second | {"places": 8}) == ["reform-places-set-twice"]
    assert committee(SESSIONS | schedule, second | schedule) == ["reform-schedule-set-twice"]
    assert committee(SESSIONS | {"places": 9}, second | schedule) == []
    assert committee(SESSIONS | {"places": 9}, second | {"places": 8, "from": "2022-07-01"}) == []


def test_a_green_channel_marks_the_steps_of_its_departments() -> None:
    green = {"reform": "green_channel", "departments": ["fire"]}
    steps = reformed(offices(), green).chains["permit"].steps
    assert [name for name, step in steps.items() if isinstance(step, Staffed) and step.ahead] == ["inspection"]
    everywhere = reformed(offices(), {"reform": "green_channel"}).chains["permit"].steps
    assert all(isinstance(step, Staffed) and step.ahead for step in everywhere.values())
    assert codes(green | {"departments": ["fires"]}) == ["reform-unknown-department"]


def test_a_stated_number_from_a_day_leaves_the_shifts_before_it_as_they_were() -> None:
    first, second = {"staff": 2, "until": "2022-06-22"}, {"staff": 1, "since": "2022-06-22"}
    old = [first, second, {"staff": 5, "since": "2022-07-20"}]
    system = system_of({"a": work("desk")}, demand=every("1 d"), departments={"desk": {"shifts": old}})
    reform = reform_of(**{"reform": "staffing", "department": "desk", "staff": 3, "from": "2022-07-01"})
    shifts = apply_reforms(system, [reform]).departments["desk"].shifts
    told = [(round(shift.staff.value), str(shift.since), str(shift.until)) for shift in shifts]
    assert told == [(2, "None", "2022-06-22"), (1, "2022-06-22", "2022-07-01"), (3, "2022-07-01", "None")]


HALF_DAYS = [
    {"staff": 1, "hours": {"mon-sun": ["09:00-12:00"]}},
    {"staff": 1, "hours": {"mon-sun": ["12:00-17:00"]}},
]


def test_people_of_half_day_shifts_keep_their_hours_where_they_go() -> None:
    system = offices(tax={"shifts": HALF_DAYS}, fire=3)
    lane = reformed(system, {"reform": "triage", "staff": {"tax": 1}, "coverage": 0.5})
    hours = [(shift.staff.value, shift.hours) for shift in lane.departments["tax+triage"].roster]
    first, second = system.departments["tax"].shifts
    assert hours == [(1, first.hours)]
    assert [shift.staff.value for shift in lane.departments["tax"].roster] == [1, 1, -1]
    bureau = reformed(system, POOL | {"coverage": 0.5, "staff": {"tax": 1, "fire": 2}}).departments["approval_bureau"]
    assert [(shift.staff.value, shift.hours) for shift in bureau.roster] == [(1, first.hours), (2, None)]
    whole = reformed(system, POOL).departments["approval_bureau"]
    assert [(shift.staff.value, shift.hours) for shift in whole.roster] == [
        (1, first.hours), (1, second.hours), (3, None),
    ]  # fmt: skip


def test_each_shift_gives_in_proportion_and_from_the_day_on() -> None:
    shifts = [{"staff": 3, "until": "2022-07-01"}, {"staff": 1, "hours": {"mon-sun": ["09:00-12:00"]}}, {"staff": 2}]
    lane = {"reform": "triage", "staff": {"tax": 4}, "coverage": 0.5}
    given = reformed(offices(tax={"shifts": shifts}), lane).departments["tax+triage"].roster
    assert [shift.staff.value for shift in given] == [2, 1, 1]
    later = reformed(offices(tax={"shifts": shifts}), lane | {"from": "2022-07-10"}).departments["tax+triage"].roster
    assert [(shift.staff.value, str(shift.since)) for shift in later] == [(1, "2022-07-10"), (1, "2022-07-10")]


LANE = {"reform": "triage", "coverage": 0.5, "staff": {"fire": 2}}
HOME = {"reform": "staffing", "department": "fire"}


@pytest.mark.parametrize(
    ("reforms", "found"),
    [
        ((HOME | {"add": -3},), []),
        ((HOME | {"add": -4},), ["reform-too-few-staff"]),
        ((LANE, HOME | {"add": -1}), []),
        ((LANE, HOME | {"add": -2}), ["reform-people-taken-twice"]),
        ((HOME | {"add": -2}, LANE), ["reform-people-taken-twice"]),
        ((HOME | {"add": -2}, HOME | {"name": "again", "add": -2}), ["reform-people-taken-twice"]),
        ((HOME | {"add": -2}, HOME | {"name": "again", "add": -2, "enabled": False}), []),
        ((HOME | {"add": 2}, LANE), []),
    ],
)
def test_nobody_goes_home_who_is_not_there_or_has_moved(reforms: tuple[dict[str, Any], ...], found: list[str]) -> None:
    assert codes(*reforms) == found
    if len(found) == 1:
        (problem,) = check_reforms(offices(), [reform_of(**reform) for reform in reforms])
        assert problem.path[-1] == ("add" if reforms[-1]["reform"] == "staffing" else "staff")
