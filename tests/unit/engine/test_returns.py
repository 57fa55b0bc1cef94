"""Returns, rejections and decisions, worked out by hand. The clock starts at 0:00; steps last hours."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.engine.simulate import Engine, simulate
from adminsim.engine.tables import in_order_of_time
from systems import MANY, at, system_of, wait, work

ONCE = {"returns": [1.0, 0.0], "max_returns": 1, "correction": "2 h"}
Way = list[tuple[str, int, float | None, float | None, str]]


def run(steps: dict[str, Any], engine: Engine = "auto", **fields: Any) -> Records:
    departments = {step["department"]: MANY for step in steps.values() if "department" in step}
    system = system_of(steps, demand=at("2022-06-20 00:00"), **{"departments": departments, **fields})
    return simulate(system, engine=engine)


def hours(seconds: int) -> float | None:
    return None if seconds < 0 else seconds / 3600


def way(records: Records) -> Way:
    """Return step, visit, hour of being ready, hour of the end, and result of each visit."""
    names = [step.name for step in records.plan.nodes.step]
    return [
        (
            names[row["node"]],
            int(row["visit"]),
            hours(row["ready"]),
            hours(row["end"]),
            Result(row["result"]).name.lower(),
        )
        for row in in_order_of_time(records)
    ]


def decided(records: Records) -> tuple[float | None, str]:
    (case,) = records.case_rows
    return hours(case["decided"]), Result(case["outcome"]).name.lower()


def test_a_return_is_corrected_and_then_the_step_is_done_again() -> None:
    records = run({"a": work("x", "1 h", outcome=ONCE)})
    assert way(records) == [("a", 1, 0, 1, "return"), ("a", 2, 3, 4, "pass")]
    assert hours(records.visit_rows["correction_end"][0]) == 3
    assert decided(records) == (4, "pass")


def test_a_return_to_an_earlier_step_redoes_all_between_and_nothing_beside() -> None:
    steps = {
        "a": work("x", "1 h"),
        "b": work("x", "1 h", after=["a"]),
        "beside": work("x", "1 h", needs=["a"]),
        "c": work("x", "1 h", needs=["b"], outcome=ONCE | {"resume_at": "a"}),
    }
    assert way(run(steps)) == [
        ("a", 1, 0, 1, "pass"),
        ("b", 1, 1, 2, "pass"),
        ("beside", 1, 1, 2, "pass"),
        ("c", 1, 2, 3, "return"),
        ("a", 2, 5, 6, "pass"),
        ("b", 2, 6, 7, "pass"),
        ("c", 2, 7, 8, "pass"),
    ]


def test_what_is_open_beside_stays_open_and_its_result_counts() -> None:
    steps = {
        "a": work("x", "1 h"),
        "long": work("x", "9 h", needs=["a"]),
        "c": work("x", "1 h", needs=["a"], outcome=ONCE | {"resume_at": "a"}),
        "end": work("x", "1 h", needs=["long", "c"]),
    }
    records = run(steps)
    assert [visit[:2] for visit in way(records)].count(("long", 1)) == 1
    assert ("end", 1, 10, 11, "pass") in way(records)


def test_what_is_open_between_stays_open_and_its_result_counts() -> None:
    # "b" returns at hour 2 to "a"; "c", on the way from "a" to "d", is still open and is not redone.
    steps = {
        "a": work("x", "1 h"),
        "b": work("x", "1 h", needs=["a"], outcome=ONCE | {"resume_at": "a", "correction": "0 h"}),
        "c": work("x", "8 h", needs=["a"]),
        "d": work("x", "1 h", needs=["b", "c"]),
    }
    records = run(steps)
    assert [visit[0] for visit in way(records)].count("c") == 1
    assert decided(records) == (10, "pass")


def test_an_open_first_step_serves_the_return_of_another() -> None:
    returns = ONCE | {"resume_at": "a"}
    steps = {
        "a": work("x", "3 h"),
        "b": work("x", "1 h", needs=["a"], outcome=returns),
        "c": work("x", "2 h", needs=["a"], outcome=returns),
    }
    # "b" returns at 4 and "a" is redone from 6 to 9; "c" returns at 5, its correction ends at 7: "a" is open already.
    records = run(steps)
    assert [visit for visit in way(records) if visit[0] == "a"] == [("a", 1, 0, 3, "pass"), ("a", 2, 6, 9, "pass")]
    assert decided(records) == (11, "pass")


def test_until_the_correction_ends_the_steps_between_keep_their_results() -> None:
    steps = {
        "a": work("x", "1 h"),
        "b": work("x", "1 h", needs=["a"], outcome=ONCE | {"resume_at": "a", "correction": "9 h"}),
        "slow": wait("3 h"),
        "d": work("x", "1 h", needs=["a", "slow"]),
    }
    # "a" is undone at hour 11 only, when "d" has long begun.
    assert ("d", 1, 3, 4, "pass") in way(run(steps))


def test_spent_returns_reject_or_pass() -> None:
    always = {"returns": 1.0, "max_returns": 2, "correction": "0 h"}
    rejected = run({"a": work("x", "1 h", outcome=always)})
    assert decided(rejected) == (3, "reject")
    passed = run({"a": work("x", "1 h", outcome=always | {"on_exhausted": "pass"})})
    assert decided(passed) == (3, "pass")


def test_no_return_at_all_is_spent_at_once() -> None:
    always = {"returns": 1.0, "max_returns": 0, "correction": "0 h"}
    assert decided(run({"a": work("x", "1 h", outcome=always)})) == (1, "reject")


def test_a_case_returns_as_often_as_the_step_may_in_its_whole_life() -> None:
    # "a" may return once; "b" sends the case back to "a", which has spent its return by then.
    steps = {
        "a": work("x", "1 h", outcome={"returns": 1.0, "max_returns": 1, "correction": "0 h", "on_exhausted": "pass"}),
        "b": work("x", "1 h", needs=["a"], outcome=ONCE | {"resume_at": "a"}),
    }
    results = [visit[4] for visit in way(run(steps)) if visit[0] == "a"]
    assert results == ["return", "pass", "pass"]


def test_a_rejection_drops_what_waits_and_leaves_what_is_in_hand() -> None:
    steps = {
        "a": work("x", "2 h", outcome={"rejects": 1.0}),
        "in_hand": work("y", "5 h"),
        "waiting": wait("5 h"),
        "handed_over": work("z", "1 h", handover="9 h"),
        "corrected": work("w", "1 h", outcome={"returns": 1.0, "correction": "9 h"}),
        "meeting": {"kind": "session", "schedule": {"weekdays": ["tue"], "at": "09:00"}, "meeting": "1 h"},
        "later": work("x", "1 h", needs=["in_hand"]),
    }
    records = run(steps)
    ends = {step: (end, result) for step, _, _, end, result in way(records)}
    assert ends == {
        "a": (2, "reject"),
        "in_hand": (5, "moot"),
        "waiting": (2, "cut_short"),
        "handed_over": (None, "dropped"),
        "corrected": (1, "return"),
        "meeting": (None, "dropped"),
    }
    corrected = next(row for row in records.visit_rows if row["correction_end"] >= 0)
    assert hours(corrected["correction_end"]) == 2
    assert decided(records) == (2, "reject")


def test_a_rejection_drops_what_is_queued_and_frees_the_queue() -> None:
    steps = {"a": work("x", "2 h", outcome={"rejects": 1.0}), "q": work("y", "5 h")}
    chains = {
        "first": {"steps": {"long": work("y", "4 h")}, "demand": at("2022-06-20 00:00")},
        "second": {"steps": steps, "demand": at("2022-06-20 00:00")},
        "third": {"steps": {"next": work("y", "1 h")}, "demand": at("2022-06-20 00:30")},
    }
    records = simulate(system_of(chains=chains))
    assert ("q", 1, 0, None, "dropped") in way(records)
    assert ("next", 1, 0.5, 5, "pass") in way(records)


def test_work_after_the_decision_goes_on_and_costs_the_applicant_nothing() -> None:
    steps = {"a": work("x", "1 h"), "archive": work("x", "5 h", needs=["a"], visit=True)}
    records = run(steps, decision="a")
    assert decided(records) == (1, "pass")
    assert records.case_rows["visits_in_person"].tolist() == [0]
    assert records.case_rows["work"].tolist() == [6 * 3600]
    assert ("archive", 1, 1, 6, "pass") in way(records)


def test_a_rejection_after_the_decision_decides_nothing_anew() -> None:
    steps = {"a": work("x", "1 h"), "audit": work("x", "1 h", needs=["a"], outcome={"rejects": 1.0})}
    records = run(steps, decision="a")
    assert decided(records) == (1, "pass")


def test_a_step_becomes_ready_when_all_upstream_is_done_and_not_only_what_comes_before() -> None:
    # "a" is redone while "c" waits for "b" alone: "c" waits for the new "a" too.
    steps = {
        "a": work("x", "4 h"),
        "r": work("x", "1 h", needs=["a"], outcome=ONCE | {"resume_at": "a", "correction": "0 h"}),
        "b": work("x", "3 h", needs=["a"]),
        "c": work("x", "1 h", needs=["b"]),
    }
    # "r" returns at 5; "a" runs again from 5 to 9; "b" ends at 7 and counts; "c" is ready at 9.
    assert ("c", 1, 9, 10, "pass") in way(run(steps))


def test_a_step_that_nobody_needs_is_passed_through_without_time() -> None:
    steps = {
        "a": work("x", "1 h"),
        "b": work("x", "5 h", needs=["a"], types=["other"]),
        "c": work("x", "1 h", needs=["b"]),
    }
    types = {"one": {"mix": 0.999999}, "other": {"mix": 0.000001}}
    assert way(run(steps, types=types)) == [("a", 1, 0, 1, "pass"), ("c", 1, 1, 2, "pass")]


# -- hand-over -------------------------------------------------------------------------------------


def test_files_travel_between_departments_and_not_within_one() -> None:
    steps = {
        "a": work("x", "1 h"),
        "same": work("x", "1 h", needs=["a"]),
        "other": work("y", "1 h", needs=["same"]),
        "wait": wait("1 h", needs=["other"]),
        "back": work("y", "1 h", needs=["wait"]),
    }
    records = run(steps, handover="4 h")
    joined = [hours(row["joined"] - row["ready"]) for row in in_order_of_time(records)]
    assert joined == [0, 0, 4, 0, 4]


def test_a_stated_hand_over_holds_within_a_department_too_and_at_each_visit() -> None:
    records = run({"a": work("x", "1 h", handover="3 h", outcome=ONCE)})
    assert way(records) == [("a", 1, 0, 4, "return"), ("a", 2, 6, 10, "pass")]


def test_a_hand_over_in_working_days_passes_in_official_hours() -> None:
    records = run({"a": work("x", "1 h", handover="1 WD")}, hours={"mon-fri": ["09:00-17:00"]})
    assert [hours(row["joined"]) for row in records.visit_rows] == [17]


def test_what_outlives_the_run_is_unfinished_however_long_it_is_drawn() -> None:
    endless = {"lognormal": {"mean": "9000 d", "cv": 20}}
    system = system_of({"a": wait(endless)}, demand={"rate": 100, "per": "d"}, days=300, run_out=0)
    visits = simulate(system).visit_rows
    assert ((visits["end"] > visits["start"]) | (visits["result"] == Result.UNFINISHED)).all()
    assert (visits["result"] == Result.UNFINISHED).any()


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_what_waits_beside_a_return_goes_on_behind_steps_that_stay_done(engine: Engine) -> None:
    """`late` lacks only `a`, which is not right before it: when that is done again nothing between has to be."""
    steps = {
        "a": work("x", "1 h"),
        "done": work("x", "1 h", needs=["a"]),
        "elsewhere": work("x", "270 min"),
        "c": work("x", "1 h", needs=["a"], outcome=ONCE | {"resume_at": "a"}),
        "late": work("x", "1 h", needs=["done", "elsewhere"]),
    }
    assert sorted(way(run(steps, engine))) == [
        ("a", 1, 0, 1, "pass"),
        ("a", 2, 4, 5, "pass"),
        ("c", 1, 1, 2, "return"),
        ("c", 2, 5, 6, "pass"),
        ("done", 1, 1, 2, "pass"),
        ("elsewhere", 1, 0, 4.5, "pass"),
        ("late", 1, 5, 6, "pass"),
    ]
