"""The list of targets: all kinds, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from adminsim.files.load import load_system
from adminsim.messages import Words
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.result.target_list import targets_data, targets_text

GOOD = Path(__file__).parents[3] / "golden" / "wrong_input" / "baseline.yaml"
TARGETS = [
    {
        "name": "fast",
        "limit": "3 WD",
        "share": 0.9,
        "types": ["shop"],
        "condition": "documents_complete",
        "source": "plan/1",
    },
    {"name": "half", "kind": "cut", "by": 0.5, "clock": "elapsed", "label": {"en": "Half the time", "zh": "时间减半"}},
    {"name": "few", "kind": "count", "of": "visits", "most": 1},
    {"name": "most-pass", "kind": "share", "of": "approved", "least": 0.8},
    {"name": "less-work", "kind": "direction", "of": "work"},
]


@pytest.fixture
def scenarios() -> dict[str, Scenario]:
    """Return a scenario with a target of every kind, and one without any."""
    written = ScenarioFile.model_validate({"version": 1, "baseline": "b.yaml", "targets": TARGETS})
    system = load_system(GOOD)
    return {"a.yaml": Scenario(written, system, "a"), "b.yaml": Scenario(written.replace(targets=()), system, "b")}


def test_a_target_is_told_with_all_that_it_requires(scenarios: dict[str, Scenario]) -> None:
    text = targets_text(scenarios, width=100)
    for word in (
        "plan/1",
        "3 WD",
        "90%",
        "agency clock",
        "documents complete",
        "shop",
        "-50%",
        "<= 1",
        ">= 80%",
        "lower",
    ):
        assert word in text
    assert "no source stated" in text
    assert text.rstrip().endswith("No target is stated.")


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_list_fits_and_its_rules_are_as_wide_as_its_headings(
    width: int, language: str, scenarios: dict[str, Scenario]
) -> None:
    assert max(map(cell_len, targets_text(scenarios, Words(language), width).splitlines())) <= width


def test_chinese_names_are_used_in_chinese(scenarios: dict[str, Scenario]) -> None:
    text = targets_text(scenarios, Words.ZH, 100)
    assert "时间减半" in text
    assert "Half the time" not in text


def test_plain_data_names_chain_and_unit(scenarios: dict[str, Scenario]) -> None:
    data = targets_data(scenarios)
    assert [row["name"] for row in data] == [target["name"] for target in TARGETS]
    assert {row["chain"] for row in data} == {"startup"}
    assert (data[0]["limit"], data[0]["unit"], data[0]["share"]) == ("3 WD", "WD", 0.9)
