"""Everything that the plan of Weihai asks for is in a scenario, or there is a reason why not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import adminsim
from adminsim.files.load import load_all

ROOT = Path(__file__).parents[2]
SCENARIOS = ROOT / "scenarios/weihai-2018"
PAGE = ROOT / "docs/reference/coverage.md"
LIST = (ROOT / "tests/policy_ids.txt").read_text(encoding="utf-8")
ASKED = [line for line in LIST.splitlines() if not line.startswith("#")]
MENTION = re.compile(r"weihai-2018/[0-9A-Z.]*[0-9](?:-[a-z]+)?")


def sources() -> list[str]:
    """Return the sources of all reforms and targets of the scenarios."""
    scenarios = load_all(SCENARIOS).values()
    entries = [entry for one in scenarios for entry in (*one.reforms, *one.targets)]
    return [entry.source for entry in entries if entry.source is not None]


@pytest.fixture(scope="module")
def answered() -> set[str]:
    """Return the ids that reforms and targets answer to."""
    return {found for source in sources() if not source.startswith("not in") for found in MENTION.findall(source)}


@pytest.fixture(scope="module")
def reasons() -> dict[str, str]:
    """Return the ids that the page gives a reason for."""
    rows = [row.strip("| ").split(" | ") for row in PAGE.read_text(encoding="utf-8").splitlines()]
    return {row[0]: row[2] for row in rows if MENTION.fullmatch(row[0])}


def test_every_id_is_in_a_scenario_or_has_a_reason(answered: set[str], reasons: dict[str, str]) -> None:
    assert [one for one in ASKED if one not in answered | reasons.keys()] == []


def test_no_id_is_in_a_scenario_and_has_a_reason_against_it(answered: set[str], reasons: dict[str, str]) -> None:
    assert sorted(answered & reasons.keys()) == []


def test_every_reason_is_about_an_id_and_says_something(reasons: dict[str, str]) -> None:
    assert [one for one in reasons if one not in ASKED] == []
    assert min(len(reason.split()) for reason in reasons.values()) >= 10


def test_scenarios_cite_no_id_that_there_is_not(answered: set[str]) -> None:
    assert sorted(answered - set(ASKED)) == []


def test_every_stated_target_of_the_plan_is_a_target() -> None:
    targets = [target for one in load_all(SCENARIOS).values() for target in one.targets]
    stated = {found for target in targets for found in MENTION.findall(target.source or "")}
    assert [one for one in ASKED if re.search(r"-[a-z]+$", one.partition("/")[2]) and one not in stated] == []


def test_the_page_lists_what_the_scenarios_answer_to(answered: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    from generate import coverage_table

    table = coverage_table(SCENARIOS)
    assert {row.strip("| ").split(" | ")[0] for row in table.splitlines()[2:]} == answered
    assert "target `homes-3wd` in `real-estate.yaml`" in table
    assert "generated/coverage.md" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["deregistration", "real-estate", "customs", "tax-matters", "complaints"])
def test_a_scenario_that_is_run_alone_is_not_overloaded(name: str) -> None:
    scenario = adminsim.example(name)
    for system in (scenario.baseline, scenario.reformed):
        assert [load.department for load in adminsim.offered_loads(system) if load.is_overloaded] == []
