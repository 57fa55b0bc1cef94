"""What a planner would say about reforms that draw the routes of cases anew."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from town import DOCUMENTS, PERFECT, STEPS, approved, before_and_after, reformed, town

from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.engine.simulate import simulate
from adminsim.messages import Words
from adminsim.model.span import Length
from adminsim.model.system import System
from adminsim.model.target import Within
from adminsim.reforms.apply import check_reforms
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.study.run.promises import promise_measures
from adminsim.study.run.targets import found_in
from reform_lists import reform_of
from systems import MANY, at, every, system_of, wait, work

HOUR = 3600


def codes(system: System, *reforms: dict[str, Any]) -> list[str]:
    return [problem.code for problem in check_reforms(system, [reform_of(**reform) for reform in reforms])]


def elapsed_h(records: Records) -> list[float]:
    return (records.case_rows["elapsed"] / HOUR).tolist()


# -- shared_assessment -----------------------------------------------------------------------------

ZONE = {"reform": "shared_assessment", "steps": ["geology", "flood"], "coverage": {"types": ["inside"]}}


def projects(**fields: Any) -> System:
    steps = {
        "filing": work("reform", "1 h"),
        "geology": wait("10 d", needs=["filing"]),
        "flood": work("water", "6 h", needs=["filing"], after=["geology"]),
        "permit": work("planning", "2 h", needs=["geology", "flood"]),
    }
    types = {"inside": {"mix": 0.5}, "outside": {"mix": 0.5}}
    departments = dict.fromkeys(("reform", "water", "planning"), MANY)
    return system_of(steps, types=types, demand=every("6 h"), departments=departments, decision="permit", **fields)


def test_a_project_in_the_zone_makes_no_assessment_of_its_own_and_others_still_do() -> None:
    before, after = (approved(records) for records in before_and_after(projects(), ZONE))
    inside = after["case_type"] == 0
    assert set(before["elapsed"].tolist()) == {(1 + 240 + 6 + 2) * HOUR}
    assert set(after["elapsed"][inside].tolist()) == {3 * HOUR}
    assert np.array_equal(before["elapsed"][~inside], after["elapsed"][~inside])


# -- joint_review ----------------------------------------------------------------------------------

JOINT = {"reform": "joint_review", "steps": ["drawings", "fire", "defence"]}
REVIEWS = ["fire", "planning", "hygiene"]
ONCE = {"returns": [1.0, 0.0], "max_returns": 1}


def drawings(**fields: dict[str, Any]) -> System:
    """Return a town that reviews drawings in three departments, one after the other by custom; always open."""
    steps = {
        "filing": work("hall", "1 h"),
        "drawings": work("body", "4 h", after=["filing"], visit=True),
        "fire": work("brigade", "6 h", needs=["filing"], after=["drawings"], visit=True),
        "defence": work("defence", "5 h", needs=["filing"], after=["fire"], visit=True),
        "permit": work("hall", "1 h", needs=["drawings", "fire", "defence"]),
    }
    merged = {name: step | fields.get(name, {}) for name, step in steps.items()}
    return system_of(merged, demand=at("2022-06-20 00:00"), decision="permit")


def test_reviewed_together_the_slowest_department_counts_and_the_applicant_comes_once() -> None:
    before, after = before_and_after(drawings(), JOINT)
    assert elapsed_h(before) == [1 + 4 + 6 + 5 + 1]
    assert elapsed_h(after) == [1 + 6 + 1]
    assert [records.case_rows["visits_in_person"].tolist() for records in (before, after)] == [[3], [1]]
    assert before.case_rows["work"].tolist() == after.case_rows["work"].tolist()


def test_there_is_one_round_of_corrections_the_longest_and_all_review_again() -> None:
    system = drawings(
        drawings={"outcome": ONCE | {"correction": "10 h"}}, defence={"outcome": ONCE | {"correction": "20 h"}}
    )
    before, after = before_and_after(system, JOINT)
    assert elapsed_h(before) == [1 + (4 + 10 + 4) + 6 + (5 + 20 + 5) + 1]
    assert elapsed_h(after) == [1 + 6 + 20 + 6 + 1]
    visits = after.visits
    assert visits["outcome"].tolist().count("return") == 1
    assert (visits["step"] == "fire").sum() == 2


def test_a_session_makes_reviews_wait_for_the_next_meeting() -> None:
    meeting = {"schedule": {"weekdays": ["wed"], "at": "10:00"}, "meeting": "2 h"}
    records = simulate(reformed(drawings(), JOINT | meeting))
    # Filed on Monday at midnight; the meeting is on Wednesday from 10 to 12.
    assert elapsed_h(records) == [2 * 24 + 12 + 6 + 1]


def test_a_joint_review_rejects_where_any_department_would() -> None:
    strict = {name: step | {"needs": [], "after": ["fire_counter"]} for name, step in STEPS.items() if name in REVIEWS}
    strict["hygiene"]["outcome"] = {"rejects": 0.4}
    system = town(STEPS | strict, documents=PERFECT)
    together = {"reform": "joint_review", "steps": REVIEWS}
    before, after = before_and_after(system, together)
    rejected = [records.case_rows["outcome"] == Result.REJECT for records in (before, after)]
    assert rejected[0].sum() > 10
    assert np.array_equal(*rejected)


def test_reviews_that_need_each_others_results_cannot_be_done_together() -> None:
    assert codes(drawings(fire={"needs": ["drawings"]}), JOINT) == ["reform-joint-needs"]


def test_a_review_that_an_earlier_reform_dropped_is_not_part_of_the_joint_review() -> None:
    drop = {"reform": "drop_steps", "steps": ["fire"]}
    first, last = (reformed(drawings(), *order) for order in ((drop, JOINT), (JOINT, drop)))
    assert elapsed_h(simulate(first)) == elapsed_h(simulate(last)) == [1 + 5 + 1]
    nothing = reformed(drawings(), JOINT, drop | {"steps": ["drawings", "fire", "defence"]})
    assert set(nothing.chains["permit"].steps) == {"filing", "permit"}


def test_what_sends_a_case_back_to_a_joint_review_sends_it_to_all_departments() -> None:
    permit = {"outcome": ONCE | {"correction": "3 h", "resume_at": "fire"}}
    records = simulate(reformed(drawings(permit=permit), JOINT))
    assert (records.visits["step"] == "defence").sum() == 2
    assert elapsed_h(records) == [1 + 6 + 1 + 3 + 6 + 1]


# -- commitment ------------------------------------------------------------------------------------

COMMIT = {"reform": "commitment", "steps": ["fire"], "work": "30 min", "breaks": 0.25}


def test_approval_on_commitment_moves_work_behind_the_decision_and_reports_broken_promises() -> None:
    before, after = before_and_after(town(documents=PERFECT), COMMIT)
    assert (approved(after)["elapsed"] < approved(before)["elapsed"]).all()
    behind = after.visits[after.visits["step"] == "fire+check"]
    decided = after.cases["decided"].to_numpy()[behind["case"].to_numpy()]
    assert (behind["ready"].to_numpy() == decided).all()
    # The whole review is still done, as a check, and half an hour of formality comes on top.
    assert set((approved(after)["work"] - approved(before)["work"]).tolist()) == {HOUR / 2}
    row = promise_measures(after)
    assert row["chain.permit.commitments"] == len(approved(after))
    assert 0.15 < row["chain.permit.revoked"] / row["chain.permit.commitments"] < 0.35
    assert promise_measures(before) == {"chain.permit.commitments": 0.0, "chain.permit.revoked": 0.0}


def test_a_commitment_taken_up_at_the_counter_goes_on_no_round_as_the_file_of_a_review_does() -> None:
    town_with_rounds = drawings(fire={"handover": "10 h"})
    before, after = before_and_after(town_with_rounds, COMMIT)
    assert elapsed_h(before) == [1 + 4 + 10 + 6 + 5 + 1]
    assert elapsed_h(after) == [1 + 4 + 10 + 0.5 + 5 + 1]
    assert elapsed_h(simulate(reformed(town_with_rounds, COMMIT | {"handover": "0 h"}))) == [1 + 4 + 0.5 + 5 + 1]


def test_a_commitment_returns_and_rejects_nothing() -> None:
    strict = {"outcome": {"returns": 0.4, "correction": "2 d", "rejects": 0.3}}
    before, after = before_and_after(drawings(fire=strict), COMMIT)
    fire = after.visits[after.visits["step"] == "fire"]
    assert set(fire["outcome"]) == {"pass"}
    assert set(after.cases["outcome"]) == {"approved"}
    assert before.case_rows["work"].tolist() != after.case_rows["work"].tolist()


def test_where_no_step_is_the_decision_the_check_still_holds_up_nobody() -> None:
    steps = {"filing": work("hall", "1 h"), "fire": work("brigade", "6 h", needs=["filing"])}
    steps["water"] = work("water", "2 h", after=["fire"])
    system = system_of(steps, demand=at("2022-06-20 00:00"))
    _, after = before_and_after(system, COMMIT)
    assert elapsed_h(after) == [1 + 0.5 + 2]
    check = after.visits[after.visits["step"] == "fire+check"]
    assert check["ready"].dt.strftime("%H:%M").tolist() == ["03:30"]
    assert check["end"].dt.strftime("%H:%M").tolist() == ["09:30"]
    also = simulate(reformed(system, COMMIT, {"reform": "parallel_approval"}))
    assert elapsed_h(also) == [2]


def test_the_check_may_be_shorter_and_done_by_others() -> None:
    inspectors = COMMIT | {"check_work": "2 h", "check_department": "body"}
    records = simulate(reformed(drawings(), inspectors))
    check = records.visits[records.visits["step"] == "fire+check"]
    assert check["department"].tolist() == ["body"]
    assert check["work"].dt.total_seconds().tolist() == [2 * HOUR]


def test_who_does_not_commit_walks_the_old_route() -> None:
    before, after = before_and_after(town(), COMMIT | {"coverage": 0.5})
    outside = ~after.covered("commitment")
    assert 0 < outside.sum() < len(outside)
    assert np.array_equal(before.case_rows["elapsed"][outside], after.case_rows["elapsed"][outside])


def test_a_committed_review_that_is_dropped_takes_its_check_with_it() -> None:
    system = reformed(drawings(), COMMIT, {"reform": "drop_steps", "steps": ["fire"]})
    assert set(system.chains["permit"].steps) == {"filing", "drawings", "defence", "permit"}


def test_only_what_a_department_does_can_be_done_on_commitment_and_only_once() -> None:
    assert codes(projects(), COMMIT | {"steps": ["geology"]}) == ["reform-not-staffed"]
    assert codes(drawings(), COMMIT, COMMIT | {"name": "again"}) == ["reform-remade-set-twice"]
    merge = {"reform": "merge_steps", "steps": ["fire", "defence"], "into": "both", "department": "brigade"}
    assert codes(drawings(), COMMIT, merge) == ["reform-remade-set-twice"]


# -- straight_through ------------------------------------------------------------------------------

MACHINE = {"reform": "straight_through"}


def test_what_a_machine_decides_takes_no_time_no_visit_no_document_and_no_staff() -> None:
    _, after = before_and_after(town(), MACHINE | {"coverage": 0.4})
    covered = after.covered("straight_through")
    assert 0.3 < covered.mean() < 0.5
    decided = after.case_rows[covered]
    assert set(decided["outcome"].tolist()) == {Result.PASS}
    for field in ("elapsed", "visits_in_person", "documents", "work"):
        assert set(decided[field].tolist()) == {0}
    assert np.array_equal(decided["accepted"], decided["submitted"])
    assert set(decided["procedures"].tolist()) == {1}


def test_those_whom_the_machine_does_not_decide_queue_behind_fewer_others() -> None:
    busy = town(staff=1, documents=PERFECT, demand=every("8 h"), days=60)
    before, after = before_and_after(busy, MACHINE | {"coverage": 0.4})
    outside = before.in_cohort & ~after.covered("straight_through") & (before.case_rows["outcome"] == Result.PASS)
    assert after.case_rows["elapsed"][outside].mean() < before.case_rows["elapsed"][outside].mean()


def test_a_machine_may_decide_some_steps_and_leave_the_others_to_people() -> None:
    _, after = before_and_after(drawings(), MACHINE | {"steps": ["fire", "permit"]})
    assert set(after.visits["step"]) == {"filing", "drawings", "defence", "machine"}
    assert elapsed_h(after) == [1 + 4 + 5]
    assert after.cases["outcome"].tolist() == ["approved"]


def test_a_step_that_the_machine_took_over_is_gone_for_later_reforms_of_the_same_cases() -> None:
    drop = {"reform": "drop_steps", "steps": ["permit"]}
    system = reformed(drawings(), MACHINE, drop)
    assert set(system.chains["permit"].steps) == {"machine"}
    assert [remark.reform for remark in system.remarks] == ["drop_steps"]


def test_a_step_between_those_that_a_machine_decides_must_be_named_too() -> None:
    assert codes(drawings(), MACHINE | {"steps": ["filing", "permit"]}) == ["reform-machine-between"]


# -- share_data ------------------------------------------------------------------------------------

SHARED = {name: document | {"issuer": "registry"} for name, document in DOCUMENTS.items() if name != "form"}
FETCH = {"reform": "share_data"}


def test_what_other_agencies_issued_is_neither_handed_in_nor_missing() -> None:
    before, after = before_and_after(town(documents=DOCUMENTS | SHARED), FETCH)
    assert set(approved(before)["documents"].tolist()) == {4}
    assert set(approved(after)["documents"].tolist()) == {1}
    assert before.case_rows["complete"].mean() < 0.5
    assert after.case_rows["complete"].mean() > 0.6


def test_where_the_fetch_fails_paper_is_handed_in_as_before() -> None:
    system = town(documents=DOCUMENTS | SHARED)
    before, after = before_and_after(system, FETCH | {"fails": 0.25})
    worked = after.covered("share_data")
    assert worked.mean() == pytest.approx(0.75, abs=0.1)
    assert set(approved(after)["documents"].tolist()) == {1, 4}
    assert np.array_equal(before.case_rows["elapsed"][~worked], after.case_rows["elapsed"][~worked])


def test_only_documents_that_there_are_can_be_fetched() -> None:
    assert codes(town(), FETCH | {"documents": ["leese"]}) == ["reform-unknown-document"]
    assert [remark.code for remark in reformed(town(), FETCH | {"documents": ["plan"]}).remarks] == []


# -- agents ----------------------------------------------------------------------------------------

AGENTS = {"reform": "agents", "intakes": ["market_counter"], "staff": MANY, "work": "1 h"}


def test_with_agents_fewer_files_go_back_and_staff_pay_for_it() -> None:
    before, after = before_and_after(town(), AGENTS | {"defects": 0.5})
    returned = [(records.visits["outcome"] == "incomplete").sum() for records in (before, after)]
    assert 0 < returned[1] < returned[0]
    agents = after.visits[after.visits["department"] == "agents"]
    assert set(agents["work"].dt.total_seconds()[agents["end"].notna()]) == {HOUR}
    assert sorted(agents["case"]) == list(range(len(after.case_rows)))


def test_with_agents_documents_are_obtained_sooner() -> None:
    before, after = before_and_after(town(), AGENTS | {"corrections": 0.5})
    spent = []
    for records in (before, after):
        at_counter = records.visits[records.visits["step"] == "market_counter"]
        spent.append((at_counter["correction_end"] - at_counter["end"]).dropna().dt.total_seconds() / HOUR)
    assert [set(times) for times in spent] == [{24, 72}, {12, 36}]


def test_too_few_agents_are_a_queue_of_their_own() -> None:
    quick, slow = (simulate(reformed(town(), AGENTS | {"staff": staff, "work": "7 h"})) for staff in (MANY, 1))
    assert approved(slow)["elapsed"].mean() > 1.5 * approved(quick)["elapsed"].mean()


def test_agents_are_a_department_that_there_is_or_a_new_one() -> None:
    nobody = {key: value for key, value in AGENTS.items() if key != "staff"}
    assert codes(town(), nobody) == ["reform-agents-staff"]
    assert codes(town(), nobody | {"department": "market"}) == []
    assert codes(town(), AGENTS | {"department": "market"}) == ["reform-name-taken"]
    assert codes(town(), AGENTS, AGENTS | {"name": "more"}) == ["reform-name-set-twice", "reform-department-set-twice"]


# -- pre_application -------------------------------------------------------------------------------

AHEAD = {"reform": "pre_application", "steps": ["survey", "design"]}


def hookup(**survey: Any) -> System:
    steps = {
        "application": work("office", "1 h"),
        "survey": work("crew", "5 h", needs=["application"], **survey),
        "design": wait("3 d", needs=["survey"]),
        "meter": work("office", "2 h", needs=["design"]),
    }
    return system_of(steps, demand=at("2022-06-20 00:00"))


def test_what_was_done_before_the_application_holds_up_nobody_and_still_takes_the_crew() -> None:
    before, after = before_and_after(hookup(), AHEAD)
    assert elapsed_h(before) == [1 + 5 + 72 + 2]
    assert elapsed_h(after) == [1 + 2]
    assert (after.case_rows["agency"] / HOUR).tolist() == [1 + 2]
    assert after.case_rows["work"].tolist() == before.case_rows["work"].tolist()
    assert set(after.visits["step"]) == {"application", "survey", "meter"}


def test_moving_time_ahead_of_the_application_is_called_that() -> None:
    system = reformed(hookup(), AHEAD)
    assert [remark.code for remark in system.remarks] == ["remark-before-application"]
    assert "not saved" in Words.EN.say(system.remarks[0].code, reform="x", **dict(system.remarks[0].detail))


def test_a_survey_ahead_of_the_application_rejects_nobody_and_is_repeated_at_the_companys_cost() -> None:
    system = hookup(outcome=ONCE | {"rejects": 0.0, "correction": "1 d"})
    after = simulate(reformed(system, AHEAD))
    assert elapsed_h(after) == [1 + 2]
    assert (after.visits["step"] == "survey").sum() == 2
    sure = hookup(outcome={"rejects": 0.9})
    assert simulate(reformed(sure, AHEAD)).cases["outcome"].tolist() == ["approved"]


def test_neither_the_intake_nor_the_decision_can_come_before_the_application() -> None:
    assert codes(town(), AHEAD | {"steps": ["market_counter", "decision"]}) == ["reform-ahead-of-itself"] * 2


# -- early_start -----------------------------------------------------------------------------------

EARLY = {"reform": "early_start", "step": "permit", "before": ["drawings"], "confirmation": "1 h"}


def permit(**outcome: Any) -> System:
    steps = {
        "land": work("land", "2 h"),
        "drawings": work("body", "10 h", needs=["land"]),
        "permit": work("housing", "6 h", needs=["drawings"], outcome=outcome),
        "site": work("hall", "1 h", needs=["permit"]),
    }
    return system_of(steps, demand=at("2022-06-20 00:00"))


def test_a_review_that_starts_early_runs_beside_what_it_waited_for_and_only_confirms_after() -> None:
    before, after = before_and_after(permit(), EARLY)
    assert elapsed_h(before) == [2 + 10 + 6 + 1]
    assert elapsed_h(after) == [2 + 10 + 1 + 1]
    assert (after.case_rows["work"] - before.case_rows["work"]).tolist() == [HOUR]


def test_what_is_sent_back_at_the_confirmation_is_reviewed_again() -> None:
    records = simulate(reformed(permit(**ONCE, correction="4 h"), EARLY))
    assert elapsed_h(records) == [2 + 10 + 1 + 4 + 6 + 1 + 1]
    assert (records.visits["step"] == "permit+early").sum() == 2


def test_a_review_can_only_start_before_what_comes_directly_before_it() -> None:
    assert codes(permit(), EARLY | {"before": ["land"]}) == ["reform-no-prerequisite"]


# -- staged_permit and milestones ------------------------------------------------------------------

STAGED: dict[str, Any] = {
    "reform": "staged_permit",
    "step": "permit",
    "stages": [
        {"name": "foundation", "needs": ["land"], "work": "2 h", "opens": ["pit"], "milestone": "construction_start"},
        {"name": "building", "work": "5 h"},
    ],
}


def building() -> System:
    steps = {
        "land": work("land", "3 h"),
        "drawings": work("body", "20 h"),
        "permit": work("housing", "6 h", needs=["land", "drawings"]),
        "pit": wait("4 h", needs=["permit"]),
    }
    milestones = {"handed_over": "land", "construction_start": "permit"}
    return system_of(steps, demand=at("2022-06-20 00:00"), milestones=milestones)


def test_a_first_stage_lets_building_begin_before_the_rest_is_reviewed() -> None:
    before, after = before_and_after(building(), STAGED)
    assert elapsed_h(before) == [20 + 6 + 4]
    assert elapsed_h(after) == [20 + 5]
    pit = after.visits[after.visits["step"] == "pit"]
    assert pit["ready"].dt.strftime("%H:%M").tolist() == ["05:00"]


def test_a_stage_needs_no_more_than_the_permit_and_opens_only_what_waited_for_it() -> None:
    stages = [{"name": "one", "needs": ["pit"], "opens": ["land"], "work": "1 h"}, {"name": "one", "work": "1 h"}]
    found = codes(building(), STAGED | {"stages": stages})
    assert found == ["reform-stage-needs", "reform-stage-opens", "reform-name-taken"]


WITHIN = {"name": "start_on_handover", "clock": "elapsed", "start": "handed_over", "end": "construction_start"}


def keeps(records: Records, limit: str, **fields: Any) -> float:
    return found_in(Within(**{**WITHIN, **fields}, limit=limit), records).mean.value


def test_construction_can_start_so_long_after_the_land_is_handed_over() -> None:
    before, after = before_and_after(building(), STAGED)
    # The land is handed over at 3:00; the permit is there at 2:00 on the next day, its first stage at 5:00.
    assert [keeps(before, limit) for limit in ("22 h", "23 h")] == [0.0, 1.0]
    assert [keeps(after, limit) for limit in ("1 h", "2 h")] == [0.0, 1.0]


def test_construction_starts_when_the_land_is_handed_over_if_the_permit_is_there_before() -> None:
    early = {"reform": "drop_steps", "steps": ["drawings"]}
    system = reformed(building(), early, {"reform": "pre_application", "steps": ["permit"], "name": "ahead"})
    assert keeps(simulate(system), "0 h") == 1.0


def test_a_milestone_that_is_not_reached_in_the_run_misses_every_target() -> None:
    slow = building().replace(period=building().period.replace(run_out=Length(amount=0, unit="d")))
    slow = slow.replace(period=slow.period.replace(cohort=Length(amount=25, unit="h")))
    assert keeps(simulate(slow), "100 d") == 0.0
    assert keeps(simulate(slow), "4 h", start="submitted", end="handed_over") == 1.0


def test_a_milestone_moves_to_what_came_before_it_where_its_step_is_dropped() -> None:
    dropped = simulate(reformed(building(), {"reform": "drop_steps", "steps": ["permit"]}))
    assert [keeps(dropped, limit, start="submitted") for limit in ("19 h", "20 h")] == [0.0, 1.0]


def test_an_unknown_milestone_is_an_error_that_names_the_nearest() -> None:
    written = {"version": 1, "baseline": "b.yaml", "targets": [WITHIN | {"end": "construction_begin", "limit": "1 d"}]}
    (problem,) = Scenario(ScenarioFile.model_validate(written), building()).check()
    assert problem.code == "target-unknown-milestone"
    assert problem.path == ("targets", 0, "end")
    assert problem.values["nearest"] == "construction_start"
    stages = [STAGED["stages"][0] | {"milestone": "start"}, STAGED["stages"][1]]
    assert codes(building(), STAGED | {"stages": stages}) == ["reform-unknown-milestone"]
