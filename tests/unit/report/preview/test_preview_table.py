"""The preview in words and as data: every department, both systems, what cannot keep up."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

import adminsim
from adminsim.messages import CATALOGUE, Words
from adminsim.model.value import Number
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.preview.table import SHOWN, preview_lines, preview_rows, preview_text
from adminsim.study.preview import analytic
from adminsim.study.preview.analytic import ERRORS, preview
from adminsim.study.preview.waits import Course, Waits
from cli_calls import call
from systems import every, system_of, work

ROOT = Path(__file__).parents[4]
SMALLEST = ROOT / "scenarios/smallest/scenario.yaml"


@pytest.fixture(scope="module")
def smallest() -> Scenario:
    return adminsim.example("smallest")


@pytest.fixture
def too_few(smallest: Scenario) -> Scenario:
    """Return the smallest example with one person at the counter, who cannot keep up."""
    counter = smallest.baseline.departments["counter"].replace(staff=Number(value=1.0))
    baseline = smallest.baseline.with_department("counter", counter)
    return replace(smallest, baseline=baseline)


@pytest.mark.parametrize(("language", "words"), [("en", ["Counter", "Erlang C", "keep up"]), ("zh", ["窗口", "精确"])])
def test_the_table_names_department_formula_and_verdict(smallest: Scenario, language: str, words: list[str]) -> None:
    page = preview_text(smallest, Words(language))
    assert all(word in page for word in words)
    assert max(map(len, page.splitlines())) <= 100


def test_a_department_that_cannot_keep_up_is_named_with_what_it_misses_and_has_no_wait(too_few: Scenario) -> None:
    row = preview(too_few.baseline).loc["counter"]
    assert row["load"] > 1 == row["utilisation"]
    assert row["wait_hours"] != row["wait_hours"]
    assert (row["formula"], row["missing_staff"]) == ("none", 1)
    assert row["growth_per_month"] == pytest.approx(row["visits_per_month"] * (1 - 1 / row["load"]))
    page = preview_text(too_few)
    assert "grows" in page
    assert "1 more staff needed" in page
    assert "queue grows" in preview_lines(too_few)


def test_the_few_lines_name_the_busiest_first() -> None:
    first, stable, *_ = preview_lines(adminsim.example("startup")).splitlines()
    rows = preview(adminsim.example("startup").baseline).sort_values("load", ascending=False)
    assert f"{rows['load'].iloc[0]:.0%}" in first
    assert first.count("%") == 3
    assert stable == "All departments can keep up (before)."


def test_the_rows_are_those_of_the_data_frame(smallest: Scenario) -> None:
    rows = preview_rows(smallest)
    assert [(row["system"], row["department"]) for row in rows] == [("baseline", "counter"), ("reformed", "counter")]
    for row, system in zip(rows, (smallest.baseline, smallest.reformed), strict=True):
        assert row["wait_hours"] == pytest.approx(preview(system).loc["counter", "wait_hours"])


def test_every_formula_has_a_name_and_says_what_it_is_for() -> None:
    for formula in [*ERRORS, "bound", "none"]:
        assert {f"preview-name-{formula}", f"preview-about-{formula}"} <= CATALOGUE.keys()


def test_the_command_prints_a_table_json_and_csv() -> None:
    assert "Erlang C" in call("preview", str(SMALLEST)).out
    rows = json.loads(call("preview", str(SMALLEST), "--format", "json").out)
    table = list(csv.DictReader(io.StringIO(call("preview", str(SMALLEST), "--format", "csv").out)))
    assert [row["department"] for row in rows] == [row["department"] for row in table] == ["counter", "counter"]
    assert float(table[0]["wait_hours"]) == rows[0]["wait_hours"]


def test_a_wrong_scenario_is_one_clear_error(tmp_path: Path) -> None:
    outcome = call("preview", str(tmp_path / "none.yaml"))
    assert outcome.status == 2
    assert "none.yaml" in outcome.err


def test_work_beside_a_rejecting_step_is_an_upper_bound() -> None:
    scenario = adminsim.example("series-or-parallel")
    assert set(preview(scenario.reformed)["formula"]) == {"bound"}
    assert "bound" not in set(preview(scenario.baseline)["formula"])


@pytest.mark.parametrize(
    ("cases", "distance", "week"), [(150, "2 h", 2.0), (0, "2 h", 0.0), (150, "1 h", None), (0, "30 min", 0.0)]
)
def test_the_week_in_which_a_backlog_is_gone_can_be_computed(cases: int, distance: str, week: float | None) -> None:
    # 150 files over half a file an hour to spare: 300 h.
    lying = {"check": {"cases": cases}} if cases else {}
    reform = {"reform": "staffing", "department": "desk", "add": 0, "from": "2022-06-27"}
    system = system_of({"check": work("desk", "1 h")}, demand=every(distance), backlog=lying, days=40, run_out=16)
    scenario = Scenario(ScenarioFile.model_validate({"version": 1, "baseline": "x", "reforms": []}), system)
    assert preview_rows(scenario)[0]["backlog_gone_week"] == week
    told = preview_text(scenario)
    assert ("is gone in week 2 from 2022-06-20" in " ".join(told.split())) == (week == 2)
    assert ("is never gone" in told) == (week is None and cases > 0)
    # From a week later on a week's files are gone: 132 h.
    dated = Scenario(ScenarioFile.model_validate({"version": 1, "baseline": "x", "reforms": [reform]}), system)
    if week == 2:
        assert preview_rows(dated)[0]["backlog_gone_week"] == 1


def test_the_head_of_a_run_works_out_no_wait_but_those_that_it_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario, found = adminsim.example("startup"), list[Course]()

    def told(course: Course, *_: object) -> Waits:
        found.append(course)
        return Waits(3600.0, 3600.0)

    monkeypatch.setattr(analytic, "fluid_waits", told)
    preview_lines(scenario)
    assert len(found) == 2 * SHOWN
    preview_rows(scenario)
    assert len(found) > 2 * 2 * SHOWN
