"""What reforms change, told path by path."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adminsim.files.load import load_system
from adminsim.messages import Words
from adminsim.reforms.differences import Difference, changes_between, changes_of
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.system.differences import differences_data, differences_text, in_short

GOOD = Path(__file__).parents[2] / "golden" / "wrong_input" / "baseline.yaml"
STEPS = ("chains", "startup", "steps")


def scenario(*reforms: dict[str, Any]) -> Scenario:
    """Return a scenario with these reforms."""
    written = ScenarioFile.model_validate({"version": 1, "baseline": "baseline.yaml", "reforms": reforms})
    return Scenario(written=written, baseline=load_system(GOOD))


def told(found: tuple[Difference, ...]) -> dict[str, tuple[str, Any, Any]]:
    """Return differences by path."""
    return {".".join(one.path): (one.kind, one.old, one.new) for one in found}


STAFFING = {"reform": "staffing", "department": "window", "add": 1}
DROP = {"reform": "drop_steps", "steps": ["announcement"]}
MERGE = {"reform": "merge_steps", "steps": ["examination", "licence"], "into": "decision"}
ONLINE = {"reform": "online", "steps": ["licence"]}


def test_without_reforms_nothing_differs() -> None:
    found = changes_of(scenario(STAFFING | {"enabled": False}))
    assert not found
    assert differences_text(found) == "Nothing differs."
    assert differences_text(found, Words.ZH) == "没有不同。"


def test_a_changed_value_is_told_old_to_new() -> None:
    found = told(changes_of(scenario(STAFFING)).for_all)
    assert found == {"departments.window.shifts": ("changed", [], [{"staff": 1.0}])}
    text = differences_text(changes_of(scenario(STAFFING)))
    assert text.splitlines() == ["What differs:", "  departments.window", "    shifts  [] -> [{staff: 1}]"]


def test_a_removed_step_is_told_with_what_no_longer_waits_for_it() -> None:
    found = told(changes_of(scenario(DROP)).for_all)
    assert found["chains.startup.steps.announcement"][::2] == ("removed", None)
    assert found["chains.startup.steps.licence.after"] == ("changed", ["announcement"], ["intake"])


def test_merged_steps_are_told_with_what_they_became() -> None:
    found = changes_of(scenario(MERGE)).for_all
    assert told(found)["chains.startup.steps.examination"][::2] == ("merged", "decision")
    assert told(found)["chains.startup.steps.licence"][::2] == ("merged", "decision")
    made = next(one for one in found if one.path == (*STEPS, "decision"))
    assert (made.kind, made.made_of) == ("added", ("examination", "licence"))
    text = differences_text(changes_of(scenario(MERGE)), Words.ZH)
    assert "examination  并入 decision" in text
    assert "由 examination、licence 合并而成" in text


def test_a_pilot_is_told_apart_with_whom_it_covers() -> None:
    covered = {"coverage": {"share": 0.4, "types": ["shop"]}, "from": "2018-02-01"}
    found = changes_of(scenario(STAFFING, DROP | covered))
    assert list(told(found.for_all)) == ["departments.window.shifts"]
    (partial,) = found.for_some
    assert (partial.reform, partial.chain, partial.course[0][1].share.value) == ("drop_steps", "startup", 0.4)
    assert "chains.startup.steps.announcement" in told(partial.differences)
    assert "Reform 'drop_steps', chain 'startup', for some cases (40%, shop, from 2018-02-01):" in differences_text(
        found, width=120
    )
    (data,) = differences_data(found)["for_some"]
    assert data["coverage"] == {"share": 0.4, "types": ["shop"]}
    assert data["from"] == "2018-02-01"


def test_what_several_pilots_change_adds_up() -> None:
    found = changes_of(scenario(DROP | {"coverage": 0.5}, ONLINE | {"coverage": 0.5}))
    first, second = (told(partial.differences) for partial in found.for_some)
    assert "chains.startup.steps.announcement" in first
    assert "chains.startup.steps.announcement" not in second
    assert found.for_all == ()


def test_a_reform_for_all_behind_a_pilot_is_told_for_all() -> None:
    found = changes_of(scenario(ONLINE | {"coverage": 0.5}, DROP))
    assert "chains.startup.steps.announcement" in told(found.for_all)


def test_two_scenarios_are_compared_as_reformed() -> None:
    found = changes_between(scenario(STAFFING), scenario(STAFFING, DROP))
    assert "chains.startup.steps.announcement" in told(found.for_all)
    assert "departments.window.shifts" not in told(found.for_all)
    assert not changes_between(scenario(DROP), scenario(DROP))


def test_two_scenarios_may_differ_in_whom_they_cover() -> None:
    found = changes_between(scenario(DROP | {"coverage": 0.5}), scenario(DROP | {"coverage": 0.7}))
    assert told(found.for_all) == {"chains.startup.reforms.drop_steps.coverage.share": ("changed", 0.5, 0.7)}


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "nothing"), (True, "true"), (3.0, "3"), (0.1, "0.1"), ([], "[]"), (["a", 1], "[a, 1]"),
     ({"a": None, "b": {"c": "2 h"}}, "{b: {c: 2 h}}")],
)  # fmt: skip
def test_values_are_written_as_a_file_would(value: Any, text: str) -> None:
    assert in_short(value) == text
