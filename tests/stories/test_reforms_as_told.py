"""What a planner would say about each reform."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from town import DOCUMENTS, PERFECT, STEPS, approved, before_and_after, reformed, town

from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.engine.simulate import simulate
from adminsim.model.problem import InvalidSystemError
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms, check_reforms
from reform_lists import reform_of
from systems import MANY, OFFICE, at, system_of, wait, work

TOLERATE = {"reform": "tolerate_missing_documents", "promise": "20 WD"}
PARALLEL = {"reform": "parallel_approval"}
ONE_WINDOW = {
    "reform": "one_window_intake",
    "steps": ["market_counter", "fire_counter"],
    "staff": {"market": 1000, "fire": 1000},
}


def work_by_department(records: Records) -> dict[str, int]:
    frame = records.visits
    return frame.groupby("department", observed=True)["work"].sum().dt.total_seconds().astype(int).to_dict()


# -- tolerate_missing_documents --------------------------------------------------------------------


def test_accepting_files_with_gaps_shortens_the_time_of_those_that_have_them() -> None:
    before, after = before_and_after(town(), TOLERATE)
    gap = (before.case_rows["outcome"] == Result.PASS) & ~before.case_rows["complete"]
    saved = before.case_rows["elapsed"][gap] - after.case_rows["elapsed"][gap]
    assert saved.mean() > 0


def test_accepting_files_with_gaps_changes_nothing_for_complete_files_where_nobody_queues() -> None:
    before, after = before_and_after(town(), TOLERATE)
    complete = before.case_rows["complete"]
    assert 0.1 < complete.mean() < 0.9
    for field in set(before.case_rows.dtype.names or ()):
        assert before.case_rows[field][complete].tobytes() == after.case_rows[field][complete].tobytes()


def test_files_with_critical_gaps_still_go_back() -> None:
    critical = {name: document | {"critical": True} for name, document in DOCUMENTS.items()}
    before, after = before_and_after(town(documents=critical), TOLERATE)
    assert np.array_equal(before.case_rows, after.case_rows)


def late_town(**promise: Any) -> Records:
    steps = {
        "intake": work("hall", "1 h", intake={"documents": ["lease"], "notice": "once"}),
        "review": work("review", "2 h", needs=["intake"]),
        "decision": work("hall", "1 h", needs=["review"]),
    }
    documents = {"lease": {"missing": [1.0, 0.0], "obtain": "5 d", "critical": False}}
    system = system_of(
        steps, documents=documents, decision="decision", demand=at("2022-06-20 09:00"), departments={"hall": MANY}
    )
    return simulate(reformed(system, TOLERATE | promise))


def test_reviews_run_while_the_applicant_supplies_and_the_decision_waits_for_both() -> None:
    (case,) = late_town(promise="10 d").case_rows
    assert case["elapsed"] == (1 + 5 * 24 + 1) * 3600
    assert case["accepted"] - case["submitted"] == 3600


def test_a_broken_promise_returns_the_file_once_or_rejects_it() -> None:
    returned = late_town(promise="2 d")
    assert returned.visits["outcome"].tolist().count("return") == 1
    assert returned.cases["outcome"].tolist() == ["approved"]
    rejected = late_town(promise="2 d", on_broken_promise="reject")
    assert rejected.cases["outcome"].tolist() == ["rejected"]
    # Accepted on Monday; two days end on Wednesday at 24:00.
    assert rejected.cases["decided"].dt.strftime("%m-%d %H:%M").tolist() == ["06-23 00:00"]
    assert (rejected.visit_rows["correction_end"] == -1).all()


# -- one_window_intake -----------------------------------------------------------------------------


def test_one_window_turns_two_visits_into_one() -> None:
    before, after = before_and_after(town(documents=PERFECT), ONE_WINDOW)
    assert set(approved(before)["visits_in_person"].tolist()) == {3}
    assert set(approved(after)["visits_in_person"].tolist()) == {2}


def test_one_window_counts_a_shared_document_once() -> None:
    before, after = before_and_after(town(), ONE_WINDOW)
    assert set(approved(before)["documents"].tolist()) == {4}
    assert set(approved(after)["documents"].tolist()) == {3}


def test_one_window_makes_one_procedure_of_two_and_no_less_work() -> None:
    before, after = before_and_after(town(documents=PERFECT), ONE_WINDOW)
    assert set((approved(before)["procedures"] - approved(after)["procedures"]).tolist()) == {1}
    assert np.array_equal(approved(before)["work"], approved(after)["work"])


def test_a_window_that_is_new_to_its_matters_works_more_slowly() -> None:
    quick, slow = (simulate(reformed(town(documents=PERFECT), ONE_WINDOW | {"speed": speed})) for speed in (1, 0.5))
    extra = approved(slow)["work"] - approved(quick)["work"]
    assert set(extra.tolist()) == {3600}


# -- notify_once -----------------------------------------------------------------------------------


def test_one_notice_never_makes_anyone_come_more_often() -> None:
    before, after = before_and_after(town(), {"reform": "notify_once"})
    fewer = before.case_rows["visits_in_person"] - after.case_rows["visits_in_person"]
    assert (fewer >= 0).all()
    assert (fewer > 0).any()


def test_one_notice_changes_nothing_for_who_lacks_at_most_one_document() -> None:
    one = {name: document | {"missing": 0.3 if name == "lease" else 0.0} for name, document in DOCUMENTS.items()}
    before, after = before_and_after(town(documents=one), {"reform": "notify_once"})
    assert np.array_equal(before.visit_rows, after.visit_rows)


# -- parallel_approval -----------------------------------------------------------------------------


def test_side_by_side_the_longest_review_counts_instead_of_the_sum() -> None:
    steps = {
        "a": work("x", "4 h"),
        "b": work("y", "6 h", after=["a"]),
        "c": work("z", "5 h", after=["b"]),
        "d": work("x", "1 h", needs=["c"]),
    }
    system = system_of(steps, demand=at("2022-06-20 00:00"), decision="d")
    before, after = before_and_after(system, PARALLEL)
    assert before.case_rows["elapsed"].tolist() == [16 * 3600]
    assert after.case_rows["elapsed"].tolist() == [7 * 3600]


def test_what_law_requires_stays_in_order() -> None:
    steps = {"a": work("x", "4 h"), "b": work("y", "6 h", needs=["a"]), "c": work("z", "5 h", after=["b"])}
    system = system_of(steps, demand=at("2022-06-20 00:00"))
    assert simulate(reformed(system, PARALLEL)).case_rows["elapsed"].tolist() == [10 * 3600]


def test_parallel_approval_costs_the_later_departments_what_rejected_files_used_to_save() -> None:
    steps = {
        "first": work("first", "4 h", outcome={"rejects": 0.4}),
        "second": work("second", "6 h", after=["first"]),
        "third": work("third", "5 h", after=["second"]),
        "decision": work("last", "1 h", needs=["first", "second", "third"]),
    }
    system = town(steps, documents={}, hours="always")
    before, after = before_and_after(system, PARALLEL)
    rejected = int((before.case_rows["outcome"] == Result.REJECT).sum())
    assert rejected > 10
    assert rejected == (after.case_rows["outcome"] == Result.REJECT).sum()
    saved = {"second": 6 * 3600 * rejected, "third": 5 * 3600 * rejected}
    load = work_by_department(before)
    assert work_by_department(after) == {name: seconds + saved.get(name, 0) for name, seconds in load.items()}


# -- drop_steps and merge_steps --------------------------------------------------------------------


def test_a_dropped_step_takes_no_time_no_work_and_is_no_procedure() -> None:
    before, after = before_and_after(town(documents=PERFECT), {"reform": "drop_steps", "steps": ["hygiene"]})
    assert "health" not in work_by_department(after)
    assert set((approved(before)["procedures"] - approved(after)["procedures"]).tolist()) == {1}
    assert (approved(after)["elapsed"] < approved(before)["elapsed"]).all()


def test_what_came_before_a_dropped_step_still_comes_before_what_came_behind() -> None:
    steps = {"a": work("x", "4 h"), "b": work("y", "6 h", needs=["a"]), "c": work("z", "5 h", needs=["b"])}
    system = system_of(steps, demand=at("2022-06-20 00:00"))
    dropped = reformed(system, {"reform": "drop_steps", "steps": ["b"]})
    assert simulate(dropped).case_rows["elapsed"].tolist() == [9 * 3600]
    # By the weaker strength of the two: what was needed through custom is custom.
    weaker = system_of(steps | {"c": work("z", "5 h", after=["b"])}, demand=at("2022-06-20 00:00"))
    both = reformed(weaker, {"reform": "drop_steps", "steps": ["b"]}, PARALLEL)
    assert simulate(both).case_rows["elapsed"].tolist() == [5 * 3600]


def test_merging_saves_hand_overs_and_queues_and_no_work() -> None:
    merge = {"reform": "merge_steps", "steps": ["hygiene", "fire"], "into": "check", "department": "health"}
    before, after = before_and_after(town(handover="1 WD"), merge)
    assert np.array_equal(approved(before)["work"], approved(after)["work"])
    assert approved(after)["elapsed"].mean() < approved(before)["elapsed"].mean() - 86400 / 2


def test_a_merged_step_returns_where_any_part_would_with_the_longest_correction() -> None:
    once = {"returns": [1.0, 0.0], "max_returns": 1}
    steps = {
        "a": work("x", "1 h", outcome=once | {"correction": "2 h"}),
        "b": work("x", "1 h", after=["a"], outcome=once | {"correction": "5 h"}),
        "c": work("x", "1 h", after=["b"]),
    }
    system = system_of(steps, demand=at("2022-06-20 00:00"))
    merged = simulate(reformed(system, {"reform": "merge_steps", "steps": ["a", "b", "c"], "into": "one"}))
    assert merged.case_rows["elapsed"].tolist() == [(3 + 5 + 3) * 3600]


def test_a_part_that_never_returns_does_not_decide_how_often_the_merged_step_may() -> None:
    always = {"returns": 1.0, "correction": "1 h", "max_returns": 0, "on_exhausted": "pass"}
    steps = {"a": work("x", "1 h", outcome=always), "b": work("x", "1 h", after=["a"])}
    system = system_of(steps, demand=at("2022-06-20 00:00"))
    merged = simulate(reformed(system, {"reform": "merge_steps", "steps": ["a", "b"], "into": "one"}))
    assert merged.visits["outcome"].tolist() == ["pass"]


# -- online and staffing ---------------------------------------------------------------------------


def test_filing_online_leaves_the_way_of_the_file_inside_the_bureau_as_it_is() -> None:
    _, after = before_and_after(town(handover="4 h"), {"reform": "online"})
    assert (after.case_rows["visits_in_person"] == 0).all()
    lies = after.visit_rows["joined"] - after.visit_rows["ready"]
    assert set(lies) == {0, 4 * 3600}


def test_online_there_is_no_visit_and_no_waiting_for_the_counter() -> None:
    before, after = before_and_after(town(), {"reform": "online"})
    assert (before.case_rows["visits_in_person"] > 0).all()
    assert (after.case_rows["visits_in_person"] == 0).all()
    assert (after.visit_rows["joined"] == after.visit_rows["ready"]).all()
    assert np.array_equal(before.case_rows["submitted"], after.case_rows["submitted"])


def test_filed_online_at_night_a_file_joins_at_once_and_at_the_counter_at_opening() -> None:
    system = system_of({"a": work("x", "1 h", visit=True)}, demand=at("2022-06-20 03:00"), hours=OFFICE)
    before, after = before_and_after(system, {"reform": "online"})
    assert [records.visit_rows["joined"].tolist() for records in (before, after)] == [[9 * 3600], [3 * 3600]]


def test_new_people_work_from_their_date_on() -> None:
    demand = at(*["2022-06-20 09:00"] * 4)
    system = system_of({"a": work("x", "2 d")}, demand=demand)
    more = {"reform": "staffing", "department": "x", "add": 3, "from": "2022-06-21"}
    starts = simulate(reformed(system, more)).cases["decided"].dt.strftime("%m-%d %H").tolist()
    assert starts == ["06-22 09", "06-23 00", "06-23 00", "06-23 00"]


# -- reforms together ------------------------------------------------------------------------------


def test_a_pilot_of_30_percent_contains_the_pilot_of_20_percent() -> None:
    shares = (0.2, 0.3)
    covered = [
        simulate(reformed(town(), {"reform": "online", "coverage": share})).covered("online") for share in shares
    ]
    assert all(covered[1][covered[0]])
    assert covered[0].sum() < covered[1].sum()


def test_those_outside_a_pilot_notice_nothing_where_nobody_queues() -> None:
    before, after = before_and_after(town(), PARALLEL | {"coverage": 0.3})
    outside = ~after.covered("parallel_approval")
    assert np.array_equal(before.case_rows["elapsed"][outside], after.case_rows["elapsed"][outside])


def test_reforms_apply_in_the_order_of_the_file() -> None:
    drop = {"reform": "drop_steps", "steps": ["fire"]}
    merge = {"reform": "merge_steps", "steps": ["hygiene", "fire"], "into": "check", "department": "health"}
    drop_first, merge_first = (
        reformed(town(), *order).chains["permit"].steps for order in ((drop, merge), (merge, drop))
    )
    assert {"hygiene"} == set(drop_first) - set(merge_first)
    assert {"check", "fire"}.isdisjoint({*drop_first, *merge_first})


def test_a_later_reform_of_a_removed_step_does_nothing_and_says_so() -> None:
    drop = {"reform": "drop_steps", "steps": ["fire"]}
    again = {"reform": "online", "steps": ["fire"], "name": "fire_online"}
    system = reformed(town(), drop, again)
    assert [remark.reform for remark in system.remarks] == ["fire_online"]
    assert np.array_equal(simulate(system).visit_rows, simulate(reformed(town(), drop)).visit_rows)


def test_a_window_of_which_an_earlier_reform_left_one_intake_moves_no_staff() -> None:
    drop = {"reform": "drop_steps", "steps": ["fire_counter"]}
    system = reformed(town(), drop, ONE_WINDOW)
    assert [remark.reform for remark in system.remarks] == ["one_window_intake"]
    assert system.departments == town().departments


def test_a_reform_that_still_helps_some_does_not_say_that_it_does_nothing() -> None:
    pilot = {"reform": "drop_steps", "steps": ["fire"], "coverage": 0.5, "name": "pilot"}
    system = reformed(town(), pilot, {"reform": "drop_steps", "steps": ["fire"], "name": "all"})
    assert system.remarks == ()


def test_two_settings_of_one_value_are_an_error_that_names_both() -> None:
    first = reform_of(reform="staffing", department="fire", staff=3, name="first")
    second = reform_of(reform="staffing", department="fire", staff=4, name="second")
    with pytest.raises(InvalidSystemError, match=r"(?s)first.*second"):
        apply_reforms(town(), [first, second])
    assert check_reforms(town(), [first, second.replace(enabled=False)]) == []


def test_additions_of_staff_add_up() -> None:
    more = {"reform": "staffing", "department": "fire", "add": 2}
    system = reformed(town(staff=1), more | {"name": "first"}, more | {"name": "second"})
    assert sum(shift.staff.value for shift in system.departments["fire"].roster) == 5


def test_removing_all_steps_in_several_reforms_is_an_error() -> None:
    names = list(STEPS)
    parts = [{"reform": "drop_steps", "steps": part, "name": str(part[0])} for part in (names[:3], names[3:])]
    assert [problem.code for problem in check_reforms(town(), [reform_of(**p) for p in parts])] == [
        "reform-drops-everything"
    ]
    assert all(check_reforms(town(), [reform_of(**part)]) == [] for part in parts)


def test_merging_an_intake_with_the_decision_leaves_no_circle_with_its_late_papers() -> None:
    merge = {
        "reform": "merge_steps",
        "steps": ["fire_counter", "decision"],
        "into": "all_at_once",
        "department": "market",
    }
    steps: dict[str, Any] = {name: STEPS[name] for name in ("market_counter", "fire_counter")}
    steps["decision"] = work("market", "1 h", after=["fire_counter"], needs=["market_counter"])
    system: System = town(steps)
    assert check_reforms(system, [reform_of(**TOLERATE), reform_of(**merge)]) == []
    records = simulate(reformed(system, TOLERATE, merge))
    assert (records.case_rows["outcome"][records.in_cohort] == Result.PASS).mean() > 0.9


def test_an_announcement_is_not_shortened_by_any_number_of_people() -> None:
    system = system_of({"a": wait("5 WD", legal_period=True), "b": work("x", "1 h")}, demand=at("2022-06-20 09:00"))
    before, after = before_and_after(system, {"reform": "staffing", "department": "x", "add": 100})
    assert np.array_equal(before.case_rows, after.case_rows)
