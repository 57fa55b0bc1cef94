"""Two cities' rules on one demand."""

from __future__ import annotations

import pytest

import adminsim
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.study.findings.compare import compare
from adminsim.study.findings.side_by_side import borrowed, rows_of


def scenario(name: str, *reforms: dict[str, object]) -> Scenario:
    """Return a scenario of two steps, the second one by custom, under some reforms."""
    baseline = adminsim.example("smallest").baseline
    written = ScenarioFile.model_validate(
        {"version": 1, "baseline": "x.yaml", "reforms": list(reforms), "study": {"replications": 2}}
    )
    return Scenario(written, baseline, name)


def test_the_others_reforms_that_fit_are_taken_and_the_rest_is_named() -> None:
    baseline = adminsim.example("smallest").baseline
    department = next(iter(baseline.departments))
    theirs = scenario(
        "theirs",
        {"reform": "staffing", "name": "more", "department": department, "add": 1},
        {"reform": "staffing", "name": "elsewhere", "department": "no_such_bureau", "add": 1},
        {"reform": "staffing", "name": "off", "department": department, "add": 5, "enabled": False},
    )
    lent, left_out = borrowed(scenario("mine"), theirs)
    assert [reform.subject for reform in lent.reforms] == ["more"]
    assert left_out == ("elsewhere",)
    assert lent.baseline == baseline


def test_the_same_rules_give_the_same_figures_on_the_same_demand() -> None:
    mine = scenario("mine")
    lent, _ = borrowed(mine, scenario("theirs"))
    rows = rows_of(compare(mine, workers=1), compare(lent, workers=1))
    assert [row["measure"] for row in rows] == ["elapsed", "agency_workdays", "procedures", "visits"]
    for row in rows:
        assert row["first"] == pytest.approx(row["other"]) == pytest.approx(row["before"])
