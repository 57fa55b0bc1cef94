"""The list of targets with what studies of them found."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len

import adminsim
from adminsim.report.target_verdicts import as_csv, verdicts_data, verdicts_text
from adminsim.study.compare import Comparison
from cli_calls import call

SCENARIOS = Path(__file__).parents[3] / "scenarios"


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
    assert text.rstrip().endswith("No target is stated.")


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_fits(width: int, language: str, found: dict[str, Comparison]) -> None:
    assert max(map(cell_len, verdicts_text(found, language, width).splitlines())) <= width


def test_plain_data_has_what_was_asked_and_what_was_found(found: dict[str, Comparison]) -> None:
    (row,) = verdicts_data(found)
    assert (row["scenario"], row["name"], row["limit"], row["verdict"]) == ("a.yaml", "half-day", "0.5 WD", "met")
    assert row["before"] < 0.95 <= row["judged_low"]
    assert row["replications"] == 3


def test_csv_has_a_column_for_each_part_and_survives_commas() -> None:
    rows = [{"name": "a", "label": {"en": 'x, "y"', "zh": "甲"}}, {"name": "b", "types": ["one", "two"]}]
    assert list(csv.DictReader(io.StringIO(as_csv(rows)))) == [
        {"name": "a", "label.en": 'x, "y"', "label.zh": "甲", "types": ""},
        {"name": "b", "label.en": "", "label.zh": "", "types": "one; two"},
    ]


def test_the_command_runs_the_studies_of_a_folder() -> None:
    words = ("targets", str(SCENARIOS / "smallest"), "--run", "--replications", "2", "--quiet")
    (row,) = json.loads(call(*words, "--format", "json").out)
    assert row["verdict"] == "met"
    assert "verdict" in call(*words, "--format", "csv").out.splitlines()[0].split(",")


def test_replications_without_a_run_are_a_mistake() -> None:
    told = call("targets", str(SCENARIOS / "smallest"), "--replications", "2")
    assert told.status == 2
    assert "--run" in told.err
