"""What is said beside a verdict that is met: what reforms deleted, and what was bound to come out so."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.messages import Words
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.result.short import short_lines
from adminsim.report.result.target_remarks import remarks
from adminsim.study.findings.compare import Comparison, compare
from adminsim.study.findings.deleted import deleted
from adminsim.study.findings.verdict import Verdict
from systems import OFFICE, at, system_of, work

DAYS = [f"2022-06-{day} 09:00" for day in (20, 21, 22, 23, 24)]
BACK = {"outcome": {"returns": [1.0, 0.0], "correction": "2 d", "max_returns": 1}}
STEPS = {
    "window": work("hall", "30 min"),
    "review": work("desk", "1 h", needs=["window"], handover="1 d"),
    "survey": work("field", "1 h", needs=["window"], handover="0 h", **BACK),
    "check": work("vault", "1 h", needs=["window"], handover="0 h", outcome={"rejects": 0.25}),
}
LIMIT = {"name": "week", "kind": "within", "limit": "30 d", "share": 0.5, "clock": "elapsed"}


def study(target: dict[str, Any], *reforms: dict[str, Any]) -> Comparison:
    system = system_of(
        STEPS, demand=at(*DAYS * 4), hours=OFFICE, departments=dict.fromkeys(("desk", "field", "vault"), 90)
    )
    written = {"version": 1, "baseline": "b.yaml", "reforms": reforms, "targets": [target]}
    return compare(Scenario(ScenarioFile.model_validate(written), system), seed=1, replications=2, workers=1)


def said(target: dict[str, Any], *reforms: dict[str, Any], language: str = "en") -> list[str]:
    comparison = study(target, *reforms)
    (judgement,) = comparison.judgements
    assert judgement.verdict is Verdict.MET
    return remarks(comparison, judgement, Words(language))


def drop(step: str) -> dict[str, Any]:
    return {"reform": "drop_steps", "steps": [step]}


def test_a_verdict_that_rests_on_deleted_returns_says_so() -> None:
    # Every file is sent back once for two days, which is the longest way of nearly all.
    (line,) = said(LIMIT, drop("survey"))
    assert line.startswith("rests on returns for correction that reforms deleted: survey, ")
    found = deleted(study(LIMIT, drop("survey")), study(LIMIT, drop("survey")).judgements[0].target.timed)
    assert [(one.part, one.steps) for one in found] == [("return", ("survey",))]
    assert 1.5 < found[0].amount <= 2.0


def test_a_verdict_that_rests_on_deleted_refusals_says_how_many_met_one() -> None:
    assert said(LIMIT, drop("check")) == [
        "rests on refusals that reforms deleted: check, where up to 25.0% of cases were refused before"
    ]
    (chinese,) = said(LIMIT, drop("check"), language="zh")
    assert "25.0%" in chinese


SERIES = {
    "window": work("hall", "30 min", visit=True),
    "review": work("desk", "30 min", needs=["window"], handover="12 h"),
    "survey": work("field", "30 min", needs=["review"], handover="0 h", **BACK),
    "check": work("vault", "30 min", needs=["survey"], handover="0 h", by_type={"works": {"rejects": 0.5}}),
    "other": work("vault", "30 min", needs=["check"], handover="0 h", types=["works"], outcome={"rejects": 0.2}),
}
"""One step behind the other from 9:00 on: what goes before is all on the way of a case."""
DELETED = {
    "handover": ("review", 0.5, "hand-overs", "流转"),
    "return": ("survey", 2.0, "returns for correction", "补正"),
}
"""Half a day and two days by the clock, of every case."""


def in_series(target: dict[str, Any], *steps: str) -> Comparison:
    system = system_of(
        SERIES,
        demand=at(*DAYS),
        types={"shop": {"mix": 0.75}, "works": {"mix": 0.25}},
        departments=dict.fromkeys(("hall", "desk", "field", "vault"), 9),
    )
    written = {
        "version": 1,
        "baseline": "b.yaml",
        "reforms": [{"reform": "drop_steps", "steps": steps}],
        "targets": [target],
    }
    return compare(Scenario(ScenarioFile.model_validate(written), system), seed=1, replications=2, workers=1)


@pytest.mark.parametrize("part", DELETED)
def test_the_days_of_deleted_hand_overs_and_returns_are_those_of_a_case(part: str) -> None:
    step, days, english, chinese = DELETED[part]
    comparison = in_series(LIMIT, step)
    (judgement,) = comparison.judgements
    (found,) = deleted(comparison, judgement.target.timed)
    assert (found.part, found.steps, found.amount) == (part, (step,), pytest.approx(days, abs=1e-3))
    (line,) = remarks(comparison, judgement, Words("en"))
    assert line == f"rests on {english} that reforms deleted: {step}, {days} d of a case's time before and none after"
    (line,) = remarks(comparison, judgement, Words("zh"))
    assert chinese in line
    assert f"{days}" in line


def test_refusals_of_some_types_are_weighed_by_the_mix() -> None:
    comparison = in_series(LIMIT, "check", "other")
    (refusals,) = [one for one in deleted(comparison, comparison.judgements[0].target.timed) if one.part == "refusal"]
    # A quarter of all are works; 1 - 0.5 * 0.8 of these meet a refusal.
    assert refusals.steps == ("check", "other")
    assert refusals.amount == pytest.approx(0.25 * 0.6)


def test_nothing_is_said_where_nothing_was_deleted() -> None:
    assert said(LIMIT) == []
    assert said(LIMIT, {"reform": "staffing", "department": "desk", "add": 1}) == []


@pytest.mark.parametrize(
    ("target", "line"),
    [
        ({"name": "n", "kind": "count", "of": "procedures", "most": 9}, "met by construction: "),
        ({"name": "n", "kind": "direction", "of": "work"}, "no figure is stated: "),
    ],
)
def test_what_could_not_but_be_met_is_said_to_be_hollow(target: dict[str, Any], line: str) -> None:
    assert any(one.startswith(line) for one in said(target, drop("survey")))


def test_one_screen_says_what_a_verdict_rests_on() -> None:
    comparison = study(LIMIT, drop("check"), drop("survey") | {"name": "no-survey"})
    screens = {words: "".join(line.plain for line in short_lines(comparison, words=words)) for words in Words}
    assert "; rests on returns for correction, refusals that reforms deleted" in " ".join(screens[Words.EN].split())
    assert "；结论依赖改革取消的退回补正、不予许可" in "".join(screens[Words.ZH].split())
    kept = study(LIMIT, drop("window"))
    assert "that reforms deleted" not in "".join(line.plain for line in short_lines(kept))
