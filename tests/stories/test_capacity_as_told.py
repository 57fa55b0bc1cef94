"""What a planner would say about reforms of capacity."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from town import PERFECT, approved, before_and_after, reformed, town

from adminsim.engine.records import Records
from adminsim.engine.simulate import simulate
from adminsim.model.calendar import Calendar
from adminsim.model.chain import Backlog
from adminsim.model.system import System
from adminsim.model.value import Number
from adminsim.study.preview.offered_load import offered_loads
from systems import MANY, OFFICE, at, every, system_of, wait, work

# -- training --------------------------------------------------------------------------------------


def test_staff_who_are_twice_as_fast_need_half_the_time() -> None:
    training = {"reform": "training", "departments": ["market", "fire", "health", "brigade", "planning"], "faster": 2}
    before, after = before_and_after(town(documents=PERFECT), training)
    assert np.array_equal(approved(before)["work"], 2 * approved(after)["work"])


def test_two_trainings_multiply() -> None:
    training = {"reform": "training", "departments": ["x"]}
    system = system_of({"a": work("x", "3 h")}, demand=at("2022-06-20 09:00"))
    both = reformed(system, training | {"faster": 1.5, "name": "first"}, training | {"faster": 2, "name": "second"})
    assert simulate(both).case_rows["elapsed"].tolist() == [3600]


def test_training_helps_the_cases_submitted_from_its_day_on() -> None:
    training = {"reform": "training", "departments": ["x"], "faster": 2, "from": "2022-06-21"}
    demand = at("2022-06-20 23:59:59", "2022-06-21 00:00")
    system = system_of({"a": work("x", "2 h")}, demand=demand, departments={"x": 2})
    assert simulate(reformed(system, training)).case_rows["elapsed"].tolist() == [7200, 3600]


def test_training_that_makes_nobody_faster_changes_nothing() -> None:
    before, after = before_and_after(town(staff=1), {"reform": "training", "departments": ["fire"], "faster": 1})
    assert np.array_equal(before.visit_rows, after.visit_rows)
    assert np.array_equal(before.case_rows, after.case_rows)


def test_training_shows_in_the_offered_load() -> None:
    system = town(staff=1)
    training = {"reform": "training", "departments": ["fire"], "faster": 2, "from": "2022-06-25"}
    loads = [{load.department: load.load for load in offered_loads(s)} for s in (system, reformed(system, training))]
    assert loads[1]["fire"] == loads[0]["fire"] / 2
    assert loads[1]["planning"] == loads[0]["planning"]


# -- opening_hours ---------------------------------------------------------------------------------

LONG = {"reform": "opening_hours", "departments": ["x"], "hours": {"mon-fri": ["09:00-20:00"], "sat": ["09:00-12:00"]}}


def ends(system: System) -> list[str]:
    """Return when cases are decided, such as ``Mon 09``."""
    return simulate(system).cases["decided"].dt.strftime("%a %d %H").tolist()


def test_who_files_in_the_evening_or_at_the_weekend_need_not_wait_for_the_next_working_day() -> None:
    # 2022-06-20 is a Monday.
    demand = at("2022-06-20 18:00", "2022-06-25 10:00")
    system = system_of({"a": work("x", "1 h")}, demand=demand, hours=OFFICE)
    assert ends(system) == ["Tue 21 10", "Mon 27 10"]
    assert ends(reformed(system, LONG)) == ["Mon 20 19", "Sat 25 11"]


def test_longer_hours_hold_from_their_day_on_and_work_in_hand_goes_on_in_them() -> None:
    demand = at("2022-06-20 18:00", "2022-06-21 15:00", "2022-06-22 15:00")
    system = system_of({"a": work("x", "10 h")}, demand=demand, hours=OFFICE, departments={"x": 3})
    assert ends(system) == ["Wed 22 11", "Wed 22 17", "Thu 23 17"]
    # From Wednesday on the day has eleven hours and not eight.
    assert ends(reformed(system, LONG | {"from": "2022-06-22"})) == ["Wed 22 11", "Wed 22 17", "Thu 23 14"]


def test_holidays_stay_and_working_days_are_counted_as_before() -> None:
    # The first three days of October 2022 (Saturday to Monday) are holidays, and so on to the 7th.
    demand = at("2022-10-01 10:00")
    steps = {"a": work("x", "1 h"), "b": wait("1 WD", legal_period=True, needs=["a"])}
    system = system_of(steps, start="2022-10-01", demand=demand, hours=OFFICE, holidays="china")
    # The 8th and 9th, a weekend, are worked in exchange.
    assert ends(system) == ends(reformed(system, LONG)) == ["Mon 10 00"]


def test_a_department_may_keep_another_calendar_of_the_system() -> None:
    written = system_of({"a": work("x", "1 h")}, demand=at("2022-06-20 18:00"), hours=OFFICE)
    system = written.replace(calendars=written.calendars | {"always": Calendar.model_validate({"hours": "always"})})
    always = {"reform": "opening_hours", "departments": ["x"], "calendar": "always"}
    assert ends(reformed(system, always)) == ["Mon 20 19"]
    assert ends(reformed(system, always | {"from": "2022-06-21"})) == ["Tue 21 01"]


def test_hours_now_and_other_hours_later_go_together_in_any_order() -> None:
    system = system_of({"a": work("x", "1 h")}, demand=at("2022-06-20 18:00", "2022-06-27 18:00"), hours=OFFICE)
    night = LONG | {"hours": {"mon-fri": ["20:00-22:00"]}, "from": "2022-06-27", "name": "later"}
    for order in ((LONG, night), (night, LONG)):
        assert ends(reformed(system, *order)) == ["Mon 20 19", "Mon 27 21"]


def test_shifts_with_hours_of_their_own_keep_them() -> None:
    department = {"shifts": [{"staff": 1, "hours": OFFICE}]}
    system = system_of(
        {"a": work("x", "1 h")}, demand=at("2022-06-20 18:00"), hours=OFFICE, departments={"x": department}
    )
    assert ends(reformed(system, LONG)) == ["Tue 21 10"]


# -- triage ----------------------------------------------------------------------------------------

TYPES = {"simple": {"mix": 0.5}, "hard": {"mix": 0.5}}
TRIAGE = {"reform": "triage", "coverage": {"types": ["simple"]}, "staff": {"x": 1}}


def of_type(records: Records, position: int) -> np.ndarray:
    """Return the cases of the cohort of one type, by its position."""
    return records.case_rows[records.in_cohort & (records.case_rows["case_type"] == position)]


def queue_of(staff: int, **step: Any) -> System:
    """Return an office that simple and hard cases share, busy three quarters of the time."""
    steps = {"a": work("x", {"exponential": {"mean": "1 h"}}, **step)}
    demand = {"rate": 18 * staff, "per": "d"}
    return system_of(steps, types=TYPES, demand=demand, departments={"x": staff}, warm_up=20, days=200)


def test_on_a_lane_of_their_own_simple_cases_do_not_wait_behind_hard_ones() -> None:
    steps = {"a": work("x", "4 h", types=["hard"]), "b": work("x", "1 h", needs=["a"])}
    system = system_of(steps, types=TYPES, demand={"rate": 8, "per": "d"}, departments={"x": 2}, warm_up=10, days=100)
    before, after = before_and_after(system, TRIAGE)
    wait_before, wait_after = (of_type(records, 0)["elapsed"].mean() - 3600 for records in (before, after))
    assert wait_after < wait_before / 2
    assert of_type(before, 1)["elapsed"].mean() < of_type(after, 1)["elapsed"].mean()


def test_two_queues_of_one_are_slower_than_one_queue_of_two() -> None:
    before, after = before_and_after(queue_of(2), TRIAGE)
    # One queue of two waits on average 1.29 h at this load, each of two queues of one 3 h.
    assert (
        after.case_rows["elapsed"][after.in_cohort].mean() > 1.4 * before.case_rows["elapsed"][before.in_cohort].mean()
    )


def test_where_nobody_queues_a_lane_changes_nothing_but_who_does_the_work() -> None:
    everywhere = dict.fromkeys(("market", "fire", "health", "brigade", "planning"), MANY // 2)
    before, after = before_and_after(town(), TRIAGE | {"coverage": 0.4, "staff": everywhere})
    assert np.array_equal(before.case_rows["elapsed"], after.case_rows["elapsed"])
    done_by = after.visits.groupby("department", observed=True).size()
    assert 0.2 < done_by["fire+triage"] / (done_by["fire"] + done_by["fire+triage"]) < 0.6


def test_a_lane_is_as_much_faster_as_stated_and_only_there() -> None:
    system = system_of({"a": work("x", "3 h")}, types=TYPES, demand=every("1 d"), departments={"x": 2})
    after = simulate(reformed(system, TRIAGE | {"speed": 1.5}))
    assert set(of_type(after, 0)["work"].tolist()) == {7200}
    assert set(of_type(after, 1)["work"].tolist()) == {10800}


def test_the_lane_has_the_people_that_the_department_gives_and_from_its_day_on() -> None:
    lane = reformed(queue_of(3), TRIAGE | {"staff": {"x": 2}, "from": "2022-07-01"}).departments
    assert [(shift.staff.value, str(shift.since)) for shift in lane["x+triage"].roster] == [(2, "2022-07-01")]
    assert [(shift.staff.value, str(shift.since)) for shift in lane["x"].roster] == [(3, "None"), (-2, "2022-07-01")]


def test_lanes_are_made_after_all_other_reforms_wherever_they_stand() -> None:
    merge = {"reform": "merge_steps", "steps": ["hygiene", "fire"], "into": "check", "department": "health"}
    training = {"reform": "training", "departments": ["health"], "faster": 2}
    lane = TRIAGE | {"staff": {"health": 1}, "coverage": 0.5}
    orders = ((lane, merge, training), (training, merge, lane))
    first, second = (simulate(reformed(town(staff=2), *order)) for order in orders)
    assert np.array_equal(first.case_rows, second.case_rows)
    assert first.system.departments["health+triage"].speed.value == 2


def test_a_lane_for_work_that_is_not_there_moves_nobody_and_says_so() -> None:
    drop = {"reform": "drop_steps", "steps": ["fire"]}
    system = reformed(town(), drop, TRIAGE | {"staff": {"brigade": 1}, "coverage": 0.5})
    assert [remark.reform for remark in system.remarks] == ["triage"]
    assert system.departments == town().departments


# -- pool_departments ------------------------------------------------------------------------------

POOL = {"reform": "pool_departments", "departments": ["x", "y"]}


def two_offices(handover: str = "0 s", **fields: Any) -> System:
    """Return a file that goes from one office with one person to another, both busy three quarters of the time."""
    steps = {
        "a": work("x", {"exponential": {"mean": "1 h"}}),
        "b": work("y", {"exponential": {"mean": "1 h"}}, needs=["a"]),
    }
    demand = {"rate": 18, "per": "d"}
    return system_of(steps, demand=demand, handover=handover, warm_up=20, days=200, **fields)


def test_one_bureau_pools_the_queues() -> None:
    before, after = before_and_after(two_offices(), POOL)
    assert list(after.system.departments) == ["approval_bureau"]
    # Two visits, each with a wait of 3 h in the queue of one, or of 1.29 h in that of two.
    wait = [records.case_rows["elapsed"][records.in_cohort].mean() / 3600 - 2 for records in (before, after)]
    assert wait[1] < 0.6 * wait[0]
    assert np.array_equal(approved(before)["work"], approved(after)["work"])


def test_within_the_bureau_no_file_is_handed_over() -> None:
    system = two_offices(handover="8 h", departments={"x": MANY, "y": MANY})
    before, after = before_and_after(system, POOL)
    assert set((approved(before)["elapsed"] - approved(after)["elapsed"]).tolist()) == {8 * 3600}


def test_a_bureau_whose_people_are_new_to_half_of_its_matters_is_slower() -> None:
    before, after = before_and_after(two_offices(departments={"x": MANY, "y": MANY}), POOL | {"speed": 0.5})
    assert np.abs(2 * approved(before)["work"] - approved(after)["work"]).max() <= 2


def test_from_its_day_on_the_bureau_serves_new_cases_and_those_who_stay_finish_the_old_ones() -> None:
    system = two_offices(departments={"x": 3, "y": 3})
    pool = POOL | {"staff": {"x": 2, "y": 2}, "from": "2022-09-01"}
    after = simulate(reformed(system, pool))
    visits = after.visits
    is_new = (visits["case"].map(after.cases.set_index("case")["submitted"]) >= "2022-09-01").to_numpy()
    assert set(visits["department"][is_new]) == {"approval_bureau"}
    assert set(visits["department"][~is_new]) == {"x", "y"}
    assert 0.1 < is_new.mean() < 0.9
    assert visits["staff"][is_new].max() == 4
    assert (after.case_rows["decided"][after.in_cohort] > 0).all()


def test_the_bureau_takes_the_backlog_with_it() -> None:
    system = two_offices(backlog={"b": {"cases": 30}}, departments={"x": 2, "y": 2})
    after = simulate(reformed(system, POOL))
    backlog = after.case_rows["chain"] == 1
    assert backlog.sum() == 30
    assert (after.case_rows["decided"][backlog] > 0).all()


def test_other_reforms_name_the_departments_as_they_were_before_the_bureau() -> None:
    more = {"reform": "staffing", "department": "y", "add": 2}
    merge = {"reform": "merge_steps", "steps": ["a", "b"], "into": "both", "department": "y", "coverage": 0.5}
    first, second = (simulate(reformed(two_offices(), *order)) for order in ((POOL, more, merge), (more, merge, POOL)))
    assert np.array_equal(first.case_rows, second.case_rows)
    assert first.visit_rows["staff"].max() == 4


# -- more_sessions ---------------------------------------------------------------------------------

SESSIONS = {"reform": "more_sessions", "steps": ["panel"]}


def committee(*demand: str, **fields: Any) -> System:
    """Return a committee that meets on Tuesdays; 2022-06-20 is a Monday."""
    meeting = {"kind": "session", "schedule": {"weekdays": ["tue"], "at": "09:00"}, "meeting": "1 h", "places": 1}
    return system_of({"panel": meeting | fields}, demand=at(*demand))


def test_a_committee_that_meets_twice_a_week_takes_a_case_at_the_next_of_both() -> None:
    system = committee("2022-06-20 12:00", "2022-06-22 12:00")
    twice = SESSIONS | {"schedule": {"weekdays": ["tue", "fri"], "at": "09:00"}}
    assert ends(system) == ["Tue 21 10", "Tue 28 10"]
    assert ends(reformed(system, twice)) == ["Tue 21 10", "Fri 24 10"]


def test_a_new_schedule_holds_from_its_day_on_in_place_of_the_old_one() -> None:
    system = committee("2022-06-20 12:00", "2022-06-22 12:00", "2022-06-27 12:00")
    later = SESSIONS | {"schedule": {"weekdays": ["wed"], "at": "14:00"}, "from": "2022-06-27"}
    assert ends(reformed(system, later)) == ["Tue 21 10", "Wed 29 15", "Wed 06 15"]


def test_more_places_empty_the_queue_from_their_day_on() -> None:
    system = committee(*["2022-06-20 12:00"] * 6)
    assert ends(system)[:4] == ["Tue 21 10", "Tue 28 10", "Tue 05 10", "Tue 12 10"]
    more = SESSIONS | {"places": 2, "from": "2022-06-22"}
    most = SESSIONS | {"places": 9, "from": "2022-06-29", "name": "most"}
    for order in ((more, most), (most, more)):
        assert ends(reformed(system, *order)) == ["Tue 21 10", *["Tue 28 10"] * 2, *["Tue 05 10"] * 3]
    assert ends(reformed(system, SESSIONS | {"places": 6})) == ["Tue 21 10"] * 6


def test_the_backlog_of_a_committee_meets_by_the_new_schedule_too() -> None:
    system = committee("2022-06-20 12:00", places=None)
    chain = system.chains["permit"]
    waiting = system.with_chain("permit", chain.replace(backlog={"panel": Backlog(cases=Number(value=3))}))
    friday = SESSIONS | {"schedule": {"weekdays": ["fri"], "at": "09:00"}}
    assert set(ends(waiting)) == {"Tue 21 10"}
    assert ends(reformed(waiting, friday)) == ["Fri 24 10"] * 4


# -- green_channel ---------------------------------------------------------------------------------

GREEN = {"reform": "green_channel", "coverage": {"types": ["simple"]}}


def mean_wait(records: Records) -> np.ndarray:
    """Return the mean wait in hours of simple and hard cases at an office where all work takes an hour."""
    return np.array([of_type(records, position)["elapsed"].mean() / 3600 - 1 for position in (0, 1)])


def alike(staff: int, discipline: str = "first_come") -> System:
    """Return an office where every case takes one hour, busy nine tenths of the time; run until it is empty."""
    types = {"simple": {"mix": 0.3}, "hard": {"mix": 0.7, "priority": 1}}
    departments = {"x": {"staff": staff, "discipline": discipline}}
    demand = {"rate": 21.6 * staff, "per": "d"}
    return system_of({"a": work("x", "1 h")}, types=types, demand=demand, departments=departments, days=150)


@pytest.mark.parametrize("staff", [1, 3])
def test_a_green_channel_makes_the_others_wait_as_much_longer_as_it_saves(staff: int) -> None:
    # Kleinrock's conservation law: with work that is alike, the sum of all waits is the same to the second.
    before, after = before_and_after(alike(staff), GREEN)
    first, last = (records.visit_rows["start"].astype(np.int64) for records in (before, after))
    assert np.array_equal(np.sort(first), np.sort(last))
    saved = mean_wait(before) - mean_wait(after)
    assert saved[0] > 1.0 / staff
    assert saved[1] < 0
    counts = np.array([len(of_type(before, position)) for position in (0, 1)])
    assert abs(saved @ counts) < 0.05 * saved[0] * counts[0]


def test_where_nobody_queues_a_green_channel_changes_nothing() -> None:
    before, after = before_and_after(town(), {"reform": "green_channel", "coverage": 0.3})
    assert np.array_equal(before.case_rows["elapsed"], after.case_rows["elapsed"])


def test_where_everyone_is_green_nobody_goes_ahead() -> None:
    before, after = before_and_after(town(staff=1), {"reform": "green_channel"})
    assert np.array_equal(before.visit_rows, after.visit_rows)


def test_who_goes_ahead_waits_for_the_work_in_hand_and_for_nobody_else() -> None:
    instants = ["2022-06-20 09:00", "2022-06-20 09:00:01", "2022-06-20 09:00:02"]
    demand = {"kind": "listed", "at": [instant.replace(" ", "T") for instant in instants]}
    steps = {"a": work("x", "1 h"), "b": work("y", "1 h", needs=["a"])}
    system = system_of(steps, demand=demand)
    green = {"reform": "green_channel", "departments": ["x"], "coverage": 0.34}
    covered = reformed(system, green)
    after = simulate(covered)
    order = np.argsort(after.visit_rows["start"][after.visits["step"] == "a"])
    first = after.covered("green_channel")
    assert 0 < first.sum() < 3
    queue = [case for case in range(1, 3) if first[case]] + [case for case in range(1, 3) if not first[case]]
    assert order.tolist() == [0, *queue]


def test_behind_the_green_ones_the_order_of_the_department_stays() -> None:
    for discipline in ("priority", "earliest_due"):
        system = alike(1, discipline)
        before, after = before_and_after(system, GREEN | {"coverage": 0})
        assert np.array_equal(before.case_rows, after.case_rows)
        green = simulate(reformed(system, GREEN | {"coverage": {"types": ["hard"]}}))
        assert mean_wait(green)[1] < mean_wait(before)[1]


def test_a_bureau_keeps_the_green_channel_of_its_departments() -> None:
    green = {"reform": "green_channel", "departments": ["x"], "coverage": 0.3}
    for order in ((green, POOL), (POOL, green)):
        system = reformed(two_offices(), *order)
        steps = system.chains["permit"].route(frozenset({"green_channel"})).steps
        assert [(step.department, step.ahead) for step in steps.values()] == [
            ("approval_bureau", True), ("approval_bureau", False),
        ]  # fmt: skip


def test_a_pilot_does_not_double_the_places_of_a_committee() -> None:
    system = committee(*["2022-06-20 12:00"] * 8)
    pilot = {"reform": "online", "coverage": 0.5}
    after = simulate(reformed(system, pilot))
    assert 0 < after.covered("online").sum() < 8
    assert ends(system) == after.cases["decided"].dt.strftime("%a %d %H").tolist()


def test_a_backlog_takes_its_places_in_the_same_meeting() -> None:
    system = committee("2022-06-20 12:00", "2022-06-20 12:00")
    chain = system.chains["permit"]
    waiting = system.with_chain("permit", chain.replace(backlog={"panel": Backlog(cases=Number(value=2))}))
    # Those of the backlog joined first.
    assert ends(waiting) == ["Tue 05 10", "Tue 12 10", "Tue 21 10", "Tue 28 10"]
