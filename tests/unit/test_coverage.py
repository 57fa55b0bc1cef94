"""Everything that the five plans ask for is in a scenario, or there is a reason why not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import adminsim
from adminsim.files.load import load_all
from adminsim.reforms.scenario import Scenario

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT.parent / "shared/policies/CATALOGUE.md"
LIST = (ROOT / "tests/policy_ids.txt").read_text(encoding="utf-8")
ASKED = dict(line.split(" ") for line in LIST.splitlines() if not line.startswith("#"))
"""What the plans ask for: the kind of each id."""
PLANS = tuple(dict.fromkeys(one.partition("/")[0] for one in ASKED))
MENTION = re.compile(r"\b[a-z]+-20\d\d/[0-9A-Z]+(?:\.[0-9]+)?(?:-[0-9a-z]+)?")

every_plan = pytest.mark.parametrize("plan", PLANS)


def asked(plan: str, kind: str = "") -> list[str]:
    """Return the ids of a plan, or those of a kind."""
    return [one for one, its in ASKED.items() if one.startswith(f"{plan}/") and kind in its]


@cache
def scenarios_of(folder: Path) -> dict[Path, Scenario]:
    """Return the scenarios of a plan, which are read once."""
    return load_all(folder)


@cache
def answered(plan: str, kind: str = "any") -> frozenset[str]:
    """Return the ids of a plan that its scenarios answer to, all or by targets alone."""
    found: set[str] = set()
    for scenario in scenarios_of(ROOT / "scenarios" / plan).values():
        for entry in (*scenario.targets, *(scenario.reforms if kind == "any" else ())):
            source = entry.source or ""
            found.update([] if source.startswith("not in") else MENTION.findall(source))
    return frozenset(one for one in found if one.startswith(f"{plan}/"))


def page(plan: str) -> str:
    """Return the page of a plan."""
    return (ROOT / f"docs/reference/coverage/{plan}.md").read_text(encoding="utf-8")


def reasons(plan: str) -> dict[str, str]:
    """Return the ids that the page of a plan gives a reason for."""
    rows = [row.strip("| ").split(" | ") for row in page(plan).splitlines()]
    return {row[0]: row[2] for row in rows if len(row) == 3 and MENTION.fullmatch(row[0])}


@every_plan
def test_every_id_is_in_a_scenario_or_has_a_reason(plan: str) -> None:
    assert [one for one in asked(plan) if one not in answered(plan) | reasons(plan).keys()] == []


@every_plan
def test_no_id_is_in_a_scenario_and_has_a_reason_against_it(plan: str) -> None:
    assert sorted(answered(plan) & reasons(plan).keys()) == []


@every_plan
def test_every_reason_is_about_an_id_and_says_something(plan: str) -> None:
    assert [one for one in reasons(plan) if one not in asked(plan)] == []
    assert [one for one, reason in reasons(plan).items() if len(reason.split()) < 10] == []


@every_plan
def test_scenarios_cite_no_id_that_there_is_not(plan: str) -> None:
    assert sorted(answered(plan) - set(asked(plan))) == []


@every_plan
def test_every_stated_target_of_a_plan_is_a_target(plan: str) -> None:
    stated = answered(plan, "targets") | reasons(plan).keys()
    assert [one for one in asked(plan, "target") if one not in stated] == []


@every_plan
def test_the_page_lists_what_the_scenarios_answer_to(plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    from generate import PLANS as SHOWN
    from generate import coverage_table

    monkeypatch.setattr("adminsim.files.load.load_all", scenarios_of)
    table = coverage_table(ROOT / "scenarios" / plan)
    assert {row.strip("| ").split(" | ")[0] for row in table.splitlines()[2:]} == answered(plan)
    assert f"generated/coverage-{plan}.md" in page(plan)
    assert sorted(SHOWN) == sorted(PLANS)


def test_the_table_names_target_and_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    from generate import coverage_table

    monkeypatch.setattr("adminsim.files.load.load_all", scenarios_of)
    assert "target `homes-3wd` in `real-estate.yaml`" in coverage_table(ROOT / "scenarios/weihai-2018")


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the catalogue of the plans is not part of the project")
def test_the_list_of_ids_is_that_of_the_catalogue() -> None:
    rows = re.findall(r"^\| ([a-z]+-20\d\d/\S+) \| (\S+) \|", CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {one: re.sub(r"s\b", "", kind) for one, kind in rows} == ASKED


@pytest.mark.parametrize("name", ["deregistration", "real-estate", "customs", "tax-matters", "complaints"])
def test_a_scenario_that_is_run_alone_is_not_overloaded(name: str) -> None:
    scenario = adminsim.example(name)
    for system in (scenario.baseline, scenario.reformed):
        assert [load.department for load in adminsim.offered_loads(system) if load.is_overloaded] == []
