"""What a planner is told about departments that work after hours, and about queues that files leave."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adminsim.engine.result import Result
from adminsim.engine.simulate import simulate
from adminsim.messages import Words
from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.preview.table import preview_lines
from adminsim.study.preview.analytic import outlooks
from adminsim.study.preview.offered_load import Load, offered_loads
from adminsim.study.preview.overload import overload_notice
from adminsim.study.run.measures import department_measures
from systems import at, every, system_of, work

OPEN = {"mon-sun": ["09:00-17:00"]}
AN_HOUR = {"shifts": [{"staff": 1, "hours": {"mon-sun": ["09:00-10:00"]}}]}
MORNINGS = at(
    *(f"2022-{month:02d}-{day:02d} 09:00" for month, last in ((6, 30), (7, 31)) for day in range(1, last + 1))
)


def load_of(system: System) -> Load:
    (found,) = offered_loads(system)
    return found


def seven_hours_a_day(**fields: Any) -> System:
    given: dict[str, Any] = {"demand": MORNINGS, "hours": OPEN, "departments": {"desk": AN_HOUR}, "start": "2022-06-01"}
    return system_of({"review": work("desk", "7 h")}, **given | fields, days=60, run_out=1)


def test_work_past_the_end_of_a_shift_is_overtime_and_never_utilisation() -> None:
    measured = department_measures(simulate(seven_hours_a_day()))
    assert measured["department.desk.utilisation"] == pytest.approx(1.0)
    assert measured["department.desk.overtime_hours"] == pytest.approx(60 * 6)
    assert measured["department.desk.work_hours"] == pytest.approx(60 * 7)


def test_a_shift_of_an_hour_that_finishes_what_it_begins_keeps_up_with_a_file_of_seven_hours_a_day() -> None:
    system = seven_hours_a_day()
    load = load_of(system)
    assert (load.load, load.missing_staff, load.growth_per_month) == (pytest.approx(1.0), 0, 0.0)
    assert not load.is_overloaded
    assert outlooks(system)["desk"].wait is not None
    assert overload_notice([load]) == ""


def test_with_two_files_a_day_it_does_not() -> None:
    twice = {"kind": "listed", "at": [moment for moment in MORNINGS["at"] for _ in range(2)]}
    load = load_of(seven_hours_a_day(demand=twice))
    assert load.load == pytest.approx(2.0)
    assert load.growth_per_month == pytest.approx(365.25 / 12)


def test_what_does_not_fit_is_no_capacity() -> None:
    """Of 8 hours two files of 3 h fit, so that 7 h asked for are more than the 6 h that can be done."""
    desk = {"staff": 1, "at_shift_end": "fits"}
    steps = {"review": work("desk", "3 h")}
    fits = system_of(steps, demand=every("24 h"), hours=OPEN, departments={"desk": desk}, days=60)
    assert load_of(fits).load == pytest.approx(3 / 6)
    finishes = system_of(steps, demand=every("24 h"), hours=OPEN, departments={"desk": 1}, days=60)
    assert load_of(finishes).load == pytest.approx(3 / 8)


def test_a_department_that_is_open_as_long_as_its_shift_has_no_overtime() -> None:
    system = system_of({"review": work("desk", "7 h")}, demand=every("12 h"), hours=OPEN)
    measured = department_measures(simulate(system))
    assert measured["department.desk.utilisation"] == pytest.approx(1.0)
    assert measured["department.desk.overtime_hours"] == 0


def test_overtime_is_what_is_in_hand_beyond_those_on_duty() -> None:
    """Two begin at 09:00 for 5 h; one goes at 12:00, so that from then to 14:00 one works overtime."""
    shifts = [{"staff": 1}, {"staff": 1, "hours": {"mon-sun": ["09:00-12:00"]}}]
    demand = at("2022-06-20 09:00", "2022-06-20 09:00")
    system = system_of(
        {"review": work("desk", "5 h")}, demand=demand, hours=OPEN, departments={"desk": {"shifts": shifts}}, days=1
    )
    measured = department_measures(simulate(system))
    assert measured["department.desk.overtime_hours"] == pytest.approx(2)
    assert measured["department.desk.utilisation"] == pytest.approx((5 + 3) / (8 + 3))


IMPATIENT = {"exponential": {"mean": "15 min"}}


def busy_counter(**chain: Any) -> System:
    """Twice ten minutes of staff for twenty files an hour: 167 % of what can be done."""
    service = {"exponential": {"mean": "10 min"}}
    demand = {"rate": 20, "per": "h"}
    return system_of({"serve": work("desk", service)}, demand=demand, departments={"desk": 2}, **chain)


@pytest.mark.parametrize(
    ("leaves", "share"),
    [
        ({"patience": "15 min"}, 0.4),
        ({"patience": IMPATIENT | {"while": "queueing"}}, 0.4410500),
        ({"limit": "1 h", "on_expiry": "approve"}, 0.4),
    ],
    ids=["patience", "patience in the queue", "silence"],
)
def test_a_queue_that_files_leave_settles_and_is_said_to(leaves: Any, share: float) -> None:
    """By the closed form of abandonment where it holds; else what cannot be done leaves, 1 - 1 / load."""
    system = busy_counter(**leaves)
    load = load_of(system)
    assert load.load == pytest.approx(5 / 3)
    assert (load.growth_per_month, load.missing_staff, load.is_overloaded) == (0.0, 0, False)
    assert load.leaving == pytest.approx(share)
    assert f"settles: about {share:.0%} of its files leave" in overload_notice([load], system)
    assert "负荷率为 167%" in overload_notice([load], system, words=Words.ZH)
    assert outlooks(system)["desk"].formula == "leaving"


@pytest.mark.parametrize("leaves", [{"limit": "20 d", "on_expiry": "approve"}, {"patience": "20 d"}])
def test_a_backlog_that_may_leave_makes_no_queue_grow(leaves: dict[str, Any]) -> None:
    backlog = {"serve": {"cases": 500, "age": "1 d"}}
    load = load_of(busy_counter(backlog=backlog, **leaves))
    assert (load.growth_per_month, load.missing_staff, load.is_overloaded) == (0.0, 0, False)
    assert load.leaving == pytest.approx(1 - 1 / load.load)
    assert load_of(busy_counter(backlog=backlog)).is_overloaded


@pytest.mark.parametrize("where", ["before", "behind", "uncounted", "beside"])
def test_silence_empties_only_queues_in_which_the_limit_of_the_case_can_end(where: str) -> None:
    """From acceptance it ends in no queue before that, on the agency clock in none that it stands still for."""
    service = {"exponential": {"mean": "10 min"}}
    intake = {"documents": ["form"]}
    steps = {
        "first": work("lobby", service, intake=intake),
        "busy": work("desk", service, needs=["first"]),
        "decision": work("lobby", "1 min", needs=["first" if where == "beside" else "busy"]),
    }
    if where == "before":
        steps["first"], steps["busy"] = work("desk", service, intake=intake), work("lobby", service, needs=["first"])
    if where == "uncounted":
        steps["busy"] |= {"counts": False}
    papers = {"form": {"missing": 0.0, "obtain": "1 h"}}
    limit = {"limit": "2 h", "limit_from": "accepted", "limit_clock": "agency", "on_expiry": "approve"}
    system = system_of(
        steps, demand={"rate": 20, "per": "h"}, departments={"desk": 2, "lobby": 50}, documents=papers, days=10,
        run_out=5, decision="decision", **limit,
    )  # fmt: skip
    load = next(one for one in offered_loads(system) if one.department == "desk")
    assert load.load == pytest.approx(5 / 3)
    assert load.is_overloaded == (where != "behind")
    # In the run, those who wait at the end are some 2,900 where the queue grows by 8 an hour for 15 days; else few.
    waiting = simulate(system).visits
    waiting = waiting[(waiting["department"] == "desk") & waiting["start"].isna()]
    assert (len(waiting) > 2000) == (where != "behind")


def test_a_queue_that_nobody_leaves_grows() -> None:
    load = load_of(busy_counter())
    assert load.growth_per_month == pytest.approx(20 * 24 * 365.25 / 12 * 0.4)
    assert load.is_overloaded


def test_a_queue_grows_where_those_who_stay_are_too_many() -> None:
    service = {"exponential": {"mean": "10 min"}}
    chain = {"steps": {"serve": work("desk", service)}, "demand": {"rate": 20, "per": "h"}}
    both = system_of(chains={"a": chain, "b": chain | {"patience": "15 min"}}, departments={"desk": 2})
    load = load_of(both)
    assert load.is_overloaded
    assert load.growth_per_month == pytest.approx((20 - 12) * 24 * 365.25 / 12)


def scenario_of(system: System) -> Scenario:
    return Scenario(ScenarioFile(version=1, baseline="baseline.yaml"), system)


def quiet_counter(**chain: Any) -> System:
    """Ten minutes of staff for nine files an hour at two counters: 75 % of what can be done."""
    service = {"exponential": {"mean": "10 min"}}
    demand = {"rate": 9, "per": "h"}
    return system_of({"serve": work("desk", service)}, demand=demand, departments={"desk": 2}, days=120, **chain)


def test_below_capacity_a_wait_that_some_leave_is_an_upper_bound_and_their_share_is_said() -> None:
    system = quiet_counter(patience=IMPATIENT | {"while": "queueing"})
    outlook, stays = outlooks(system)["desk"], outlooks(quiet_counter())["desk"]
    # M/M/2+M with rates of 9, 6 and 4 an hour: weights 1, 3/2, 9/8, and from there on 9 / (12 + 4 k) each.
    weights = [1.0, 1.5, 1.125]
    for queued in range(1, 60):
        weights.append(weights[-1] * 9 / (12 + 4 * queued))
    queue = sum(queued * weight for queued, weight in enumerate(weights[2:])) / sum(weights)
    assert outlook.leaving == pytest.approx(4 * queue / 9)
    assert (outlook.formula, stays.formula, stays.leaving) == ("patience", "erlang", 0.0)
    assert outlook.wait is not None
    assert stays.wait is not None
    assert outlook.wait.elapsed_s == stays.wait.elapsed_s == pytest.approx(600 * 9 / 7)
    records = simulate(system)
    gone = np.mean(records.case_rows["outcome"][records.in_cohort] == Result.GIVEN_UP)
    assert gone == pytest.approx(outlook.leaving, abs=0.01)
    begun = records.visit_rows[records.visit_rows["start"] >= 0]
    assert 0 < np.mean(begun["start"] - begun["joined"]) < outlook.wait.elapsed_s
    told = preview_lines(scenario_of(system)), preview_lines(scenario_of(system), Words.ZH)
    assert f"waits at most 12.9 min; about {outlook.leaving:.1%} leave" in told[0]
    assert f"等候至多 12.9 分钟；约 {outlook.leaving:.1%} 离队" in told[1]


def test_where_it_is_not_known_how_many_leave_the_wait_is_an_upper_bound_still() -> None:
    for leaves in ({"patience": "15 min"}, {"limit": "1 h", "on_expiry": "approve"}):
        system = quiet_counter(**leaves)
        outlook = outlooks(system)["desk"]
        assert outlook.formula == "patience"
        assert np.isnan(outlook.leaving)
        assert "waits at most 12.9 min; some may leave" in preview_lines(scenario_of(system))
