"""Targets on what applicants pay, and on counts that are to be cut."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adminsim.engine.result import Result
from adminsim.engine.simulate import simulate
from adminsim.messages import Words
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.kit.tables import as_text
from adminsim.report.result.tables import result_table
from adminsim.report.result.target_list import targets_text
from adminsim.study.findings.compare import Comparison, compare
from adminsim.study.run.fees import fees_of
from systems import at, every, system_of, wait, work

DAYS = [f"2022-06-{day} 09:00" for day in (20, 21, 22, 23)]


def scenario(*targets: dict[str, Any]) -> Scenario:
    steps = {
        "file": work("hall", "1 min", intake={"documents": ["form", "map"]}),
        "publish": wait("1 d", needs=["file"], fee=300),
        "seal": wait("1 h", needs=["publish"], fee=100),
        "after": wait("1 h", needs=["seal"], fee=1000),
    }
    documents = {name: {"missing": 0, "obtain": "1 d"} for name in ("form", "map")}
    system = system_of(steps, demand=at(*DAYS), documents=documents, decision="seal")
    reforms = [{"reform": "drop_steps", "steps": ["publish"]}]
    written = {"version": 1, "baseline": "b.yaml", "reforms": reforms, "study": {"replications": 2}}
    return Scenario(ScenarioFile.model_validate(written | {"targets": targets}), system)


def test_a_fee_is_paid_once_however_often_the_step_is_done_again() -> None:
    again = {"returns": 1.0, "correction": "1 d", "max_returns": 2, "on_exhausted": "pass"}
    steps = {"check": work("desk", "1 min", fee=80, outcome=again), "end": wait("1 h", needs=["check"], fee=20)}
    records = simulate(system_of(steps, demand=at(*DAYS)), seed=1)
    assert (records.visit_rows["visit"] == 3).sum() == 4
    assert fees_of(records).tolist() == [100.0] * 4


def test_who_does_not_come_to_a_step_pays_nothing_there() -> None:
    steps = {
        "check": work("desk", "1 min", fee=10, outcome={"rejects": 0.5}),
        "few": wait("1 h", needs=["check"], fee=7, types=["some"]),
    }
    types = {"some": {"mix": 0.5}, "others": {"mix": 0.5}}
    records = simulate(system_of(steps, demand=every("1 h"), types=types), seed=1)
    rows = records.case_rows
    comes_to_both = (rows["case_type"] == 0) & (rows["outcome"] == Result.PASS)
    assert 0 < comes_to_both.sum() < len(rows)
    assert fees_of(records).tolist() == np.where(comes_to_both, 17.0, 10.0).tolist()


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(
        scenario(
            {"name": "cheap", "kind": "count", "of": "fees", "most": 200},
            {"name": "dear", "kind": "count", "of": "fees", "most": 99},
            {"name": "three-quarters", "kind": "fewer", "of": "fees", "by": 0.75},
            {"name": "nine-tenths", "kind": "fewer", "of": "fees", "by": 0.9},
            {"name": "lower", "kind": "direction", "of": "fees", "to": "lower"},
            {"name": "papers", "kind": "fewer", "of": "documents", "by": 0.1},
        )
    )


def test_fees_are_judged_by_what_the_mean_applicant_pays(comparison: Comparison) -> None:
    # 300 + 100 before, 100 after; what comes after the decision costs the applicant nothing.
    found = {one.target.name: (one.before.mean, one.after.mean, str(one.verdict)) for one in comparison.judgements}
    assert found == {
        "cheap": (400.0, 100.0, "met"),
        "dear": (400.0, 100.0, "missed"),
        "three-quarters": (400.0, 100.0, "met"),
        "nine-tenths": (400.0, 100.0, "missed"),
        "lower": (400.0, 100.0, "met"),
        "papers": (2.0, 2.0, "missed"),
    }
    assert {one.target.unit for one in comparison.judgements} == {"CNY", "count"}
    assert all(one.target.hollow == "construction" for one in comparison.judgements)


def test_fees_and_cuts_of_counts_are_said_in_both_languages(comparison: Comparison) -> None:
    told = {words: as_text(result_table(comparison, words), 200) for words in Words}
    assert "400.0 CNY" in told[Words.EN]
    assert "400.0 元" in told[Words.ZH]
    assert "收费" in told[Words.ZH]
    assert all("-75.0" in text for text in told.values())
    listed = targets_text({"a.yaml": comparison.scenario}, Words.ZH, 200)
    assert "每件减幅" in listed


def test_chinese_names_are_taken() -> None:
    (stated,) = scenario({"name": "省钱", "kind": "减量", "of": "收费", "by": 0.5}).targets
    assert (stated.kind, stated.unit) == ("fewer", "CNY")
