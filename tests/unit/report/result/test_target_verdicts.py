"""The list of targets with what studies of them found."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len

import adminsim
from adminsim.messages import Words
from adminsim.model.value import Number
from adminsim.report.result.target_verdicts import as_csv, at_once, verdicts_data, verdicts_text
from adminsim.study.findings.compare import Comparison
from cli_calls import call

SCENARIOS = Path(__file__).parents[4] / "scenarios"


@pytest.fixture(scope="module")
def found() -> dict[str, Comparison]:
    """Return what studies of two scenarios found, one of them without targets."""
    scenario = adminsim.example("smallest")
    without = adminsim.Scenario(scenario.written.replace(targets=()), scenario.baseline, "without")
    return {
        "a.yaml": adminsim.compare(scenario, replications=3, workers=1),
        "b.yaml": adminsim.compare(without, replications=2, workers=1),
    }


def test_every_target_has_its_verdict_and_the_years_that_reach_it(found: dict[str, Comparison]) -> None:
    text = verdicts_text(found, width=100)
    assert "MET" in text
    assert "3 of 3 years" in text
    assert "95% of cases" in text
    assert "No target is stated." in text


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_targets_of_several_scenarios_stand_in_one_table(width: int, many: dict[str, Comparison]) -> None:
    pair = many | {"again.yaml": next(iter(many.values()))}
    _, overview = verdicts_text(pair, width=width).split("All targets\n")
    overview, _ = overview.split("verdicts were made at once")
    assert [overview.count(f"t{number}") for number in range(9)] == [2] * 9
    assert "All targets" not in verdicts_text(many, width=width)


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_fits(width: int, language: str, found: dict[str, Comparison]) -> None:
    assert max(map(cell_len, verdicts_text(found, Words(language), width).splitlines())) <= width


def test_plain_data_has_what_was_asked_and_what_was_found(found: dict[str, Comparison]) -> None:
    (row,) = verdicts_data(found)
    assert (row["scenario"], row["name"], row["limit"], row["verdict"]) == ("a.yaml", "half-day", "0.5 WD", "met")
    assert row["before"] < 0.95 <= row["judged_low"]
    assert row["replications"] == 3


def test_a_verdict_alone_says_nothing_of_others(found: dict[str, Comparison]) -> None:
    assert "at once" not in verdicts_text(found, width=100)
    assert [one.verdict for one in at_once(found)] == [one.judgement.verdict for one in at_once(found)]


@pytest.fixture(scope="module")
def many() -> dict[str, Comparison]:
    """Return a study of one target in ten ways: some far from what is required, one near enough to fall."""
    scenario = adminsim.example("smallest")
    (target,) = scenario.targets
    share = Number(value=0.5)
    base = adminsim.compare(scenario, replications=6, workers=1)
    judged = base.judgements[0].judged
    near = Number(value=judged.low - 0.05 * (judged.mean - judged.low))
    targets = [target.replace(name=f"t{number}", share=near if number == 3 else share) for number in range(10)]
    written = scenario.written.replace(targets=tuple(targets))
    comparison = adminsim.compare(adminsim.Scenario(written, scenario.baseline, "many"), replications=6, workers=1)
    return {"many.yaml": comparison}


def test_verdicts_made_at_once_are_counted_and_those_that_fall_are_named(many: dict[str, Comparison]) -> None:
    text = " ".join(verdicts_text(many, width=100).split())
    assert "10 verdicts were made at once: by chance alone up to 0.25 of them" in text
    assert "9 of the 10 that are decided stand; undecided would become: t3." in text
    rows = verdicts_data(many)
    assert [row["together"] for row in rows] == ["undecided" if number == 3 else "met" for number in range(10)]
    assert {row["verdict"] for row in rows} == {"met"}
    assert "同时作出 10 项结论" in verdicts_text(many, Words.ZH, 100)


def test_csv_has_a_column_for_each_part_and_survives_commas() -> None:
    rows = [{"name": "a", "label": {"en": 'x, "y"', "zh": "甲"}}, {"name": "b", "types": ["one", "two"]}]
    assert list(csv.DictReader(io.StringIO(as_csv(rows)))) == [
        {"name": "a", "label.en": 'x, "y"', "label.zh": "甲", "types": ""},
        {"name": "b", "label.en": "", "label.zh": "", "types": "one; two"},
    ]


def test_the_command_runs_the_studies_of_a_folder() -> None:
    words = ("targets", str(SCENARIOS / "smallest"), "--run", "--replications", "5", "--quiet")
    (row,) = json.loads(call(*words, "--format", "json").out)
    assert row["verdict"] == "met"
    assert "verdict" in call(*words, "--format", "csv").out.splitlines()[0].split(",")


def test_replications_without_a_run_are_a_mistake() -> None:
    told = call("targets", str(SCENARIOS / "smallest"), "--replications", "2")
    assert told.status == 2
    assert "--run" in told.err
