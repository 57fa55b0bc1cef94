"""What stands in the way of a target: worked out by hand on the target's own clock, in its own unit."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.messages import Words
from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.result.obstacle_words import next_step_text
from adminsim.study.findings.compare import Comparison, compare
from adminsim.study.walk.advice import advice_of
from adminsim.study.walk.next_step import Ask, next_step
from systems import MANY, OFFICE, at, system_of, wait, work


def study(system: System, target: dict[str, Any], *reforms: dict[str, Any]) -> Comparison:
    written = {
        "version": 1, "baseline": "x", "reforms": reforms, "targets": [{"name": "aim", **target}],
        "study": {"replications": 2},
    }  # fmt: skip
    scenario = Scenario(ScenarioFile.model_validate(written), system)
    assert not scenario.check()
    return compare(scenario, workers=1)


def in_the_way(comparison: Comparison) -> dict[tuple[str, str], tuple[float, str]]:
    found = comparison.obstacles(comparison.scenario.targets[0])
    return {(one.step, one.part): (round(one.time.mean, 6), one.unit) for one in found}


def over_night() -> System:
    """Return two files of Monday 16:00 at one desk that closes at 17:00 and takes 2 h each.

    The first is in hand until Tuesday 10:00; the second waits so long, 18 h of which 2 are official, and takes 2 h.
    """
    demand = at("2022-06-20 16:00", "2022-06-20 16:00")
    return system_of({"check": work("desk", "2 h")}, demand=demand, hours=OFFICE)


def test_a_queue_over_night_is_a_queue() -> None:
    found = in_the_way(study(over_night(), {"clock": "elapsed", "limit": "1 h"}))
    assert found == {("check", "work"): (10.0, "h"), ("check", "queue"): (9.0, "h")}
    found = in_the_way(study(over_night(), {"clock": "elapsed", "kind": "cut", "by": 0.5}))
    assert found == {("check", "work"): (round(10 / 24, 6), "d"), ("check", "queue"): (round(9 / 24, 6), "d")}


def test_what_is_to_get_quicker_without_a_figure_has_obstacles_too() -> None:
    found = in_the_way(study(over_night(), {"kind": "direction", "of": "elapsed"}))
    assert found == {("check", "work"): (round(10 / 24, 6), "d"), ("check", "queue"): (round(9 / 24, 6), "d")}
    found = in_the_way(study(over_night(), {"kind": "direction", "of": "agency"}))
    assert found == {("check", "work"): (2.0, "h"), ("check", "queue"): (1.0, "h")}
    assert in_the_way(study(over_night(), {"kind": "direction", "of": "visits"})) == {}


def test_official_clocks_tell_official_hours_and_working_days_are_eight_of_them() -> None:
    expected = {("check", "work"): (2.0, "h"), ("check", "queue"): (1.0, "h")}
    assert in_the_way(study(over_night(), {"clock": "agency", "limit": "1 h"})) == expected
    assert in_the_way(study(over_night(), {"clock": "agency", "kind": "cut", "by": 0.5})) == expected
    in_days = {("check", "work"): (0.25, "WD"), ("check", "queue"): (0.125, "WD")}
    for clock in ("agency", "elapsed"):
        assert in_the_way(study(over_night(), {"clock": clock, "limit": "1 WD", "share": 1.0})) == in_days


def test_the_next_step_after_a_plain_queue_is_more_people() -> None:
    comparison = study(over_night(), {"clock": "elapsed", "limit": "1 h"})
    advice = advice_of(comparison, "permit")
    assert advice is not None
    # The work takes 10 h of a case, its closed hours among them, the queue 9.
    assert advice.part == "work"
    three = system_of(
        {"check": work("desk", "2 h")}, demand=at(*["2022-06-20 15:00"] * 3), hours=OFFICE
    )  # Ends at 17:00, Tuesday 11:00 and 13:00: waits of 0, 18 - 16 + 2 and 20 h by the calendar.
    found = study(three, {"clock": "elapsed", "limit": "1 h"}, {"reform": "staffing", "department": "desk", "add": 0})
    step, advice = next_step(found), advice_of(found, "permit")
    assert step is not None
    assert advice is not None
    assert step.obstacles[0].part == advice.part == "queue"
    assert step.in_use == ("staffing",)
    assert "opening_hours" in step.others
    assert "staffing" not in step.others
    # Of three people at one desk each more ends the wait of one.
    assert step.asks == (Ask("sweep", "departments.desk.staff=1:5:5"), Ask("promise"))
    text = next_step_text(found, "town.yaml", Words.EN)
    assert "adminsim sweep town.yaml --vary departments.desk.staff=1:5:5; " in text
    assert text.endswith("adminsim promise town.yaml")


def test_what_may_be_chosen_for_a_target_is_searched() -> None:
    three = system_of({"check": work("desk", "2 h")}, demand=at(*["2022-06-20 15:00"] * 3), hours=OFFICE)
    target = {"name": "quick", "clock": "elapsed", "limit": "1 h"}
    search = {"staff": {"desk": {"most": 2, "cost": 1}}}
    for named, asked in (((), "search"), (("quick",), "search"), (("other",), "sweep")):
        written = {
            "version": 1,
            "baseline": "x",
            "targets": [target, {"name": "other", "kind": "cut", "by": 0.1}],
            "study": {"replications": 2},
            "search": search | {"targets": list(named)},
        }
        step = next_step(compare(Scenario(ScenarioFile.model_validate(written), three), workers=1))
        assert step is not None
        assert step.judgement.target.name == "quick"
        assert step.asks[0].command == asked


def stretches() -> System:
    """Return one file: intake 1 h, then survey 5 h beside review 3 h, then a seal of 2 h; all at once open."""
    steps = {
        "intake": work("front", "1 h", intake={"documents": ["form"]}),
        "survey": work("field", "5 h", needs=["intake"]),
        "review": work("bureau", "3 h", needs=["intake"]),
        "seal": work("front", "2 h", needs=["survey", "review"]),
    }
    documents = {"form": {"missing": 0.0, "obtain": "1 d"}}
    return system_of(
        steps, documents=documents, milestones={"surveyed": ["survey"]}, demand=at("2022-06-20 09:00"),
        departments=dict.fromkeys(("front", "field", "bureau"), MANY),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stretch", "expected"),
    [
        ({}, {"survey": 5, "seal": 2, "intake": 1}),
        ({"start": "accepted"}, {"survey": 5, "seal": 2}),
        ({"end": "surveyed"}, {"survey": 5, "intake": 1}),
        ({"steps": ["review", "seal"]}, {"review": 3, "seal": 2}),
        ({"sum": True}, {"survey": 5, "review": 3, "seal": 2}),
    ],
)
@pytest.mark.parametrize("clock", ["agency", "elapsed"])
def test_only_what_lies_in_the_stretch_of_a_target_counts(
    stretch: dict[str, Any], expected: dict[str, float], clock: str
) -> None:
    found = in_the_way(study(stretches(), {"clock": clock, "limit": "1 h", **stretch}))
    assert found == {(step, "work"): (hours, "h") for step, hours in expected.items()}


def test_what_the_applicant_takes_is_not_on_the_agency_clock() -> None:
    steps = {
        "check": work(
            "desk", "1 h", outcome={"returns": 1.0, "correction": "30 h", "max_returns": 1, "on_exhausted": "pass"}
        ),
        "design": wait("50 h", needs=["check"], by="applicant"),
    }
    system = system_of(steps, demand=at("2022-06-20 09:00"))
    agency = in_the_way(study(system, {"clock": "agency", "limit": "1 h"}))
    assert agency == {("check", "work"): (2.0, "h")}
    elapsed = in_the_way(study(system, {"clock": "elapsed", "limit": "1 h"}))
    assert elapsed == {("design", "applicant"): (50.0, "h"), ("check", "applicant"): (30.0, "h"),
                       ("check", "work"): (2.0, "h")}  # fmt: skip


def test_reforms_that_are_off_are_told_apart_from_those_that_are_on() -> None:
    steps = {
        "check": work("desk", "1 h"),
        "review": work("bureau", "1 h", needs=["check"], handover="40 h"),
    }
    system = system_of(steps, demand=at("2022-06-20 09:00"), departments={"bureau": MANY, "desk": MANY})
    quicken = {"reform": "quicken_handover", "steps": ["review"], "factor": 0.9, "complies": 1.0}
    target = {"clock": "elapsed", "limit": "1 h"}
    on = next_step(study(system, target, quicken))
    off = next_step(study(system, target, quicken | {"enabled": False}))
    assert on is not None
    assert off is not None
    assert (on.obstacles[0].step, on.obstacles[0].part) == ("review", "handover")
    assert on.in_use == ("quicken_handover",) == off.switched_off
    assert on.switched_off == () == off.in_use
    elsewhere = next_step(study(system, target, quicken | {"steps": ["check"], "enabled": False}))
    assert elsewhere is not None
    assert elsewhere.switched_off == ()
    assert "quicken_handover" in elsewhere.others
