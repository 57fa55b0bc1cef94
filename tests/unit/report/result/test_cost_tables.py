"""The price of reforms as text, and the way through a transition as a figure."""

from __future__ import annotations

import datetime as dt

import pytest
from matplotlib.text import Text

from adminsim.messages import Words
from adminsim.reforms import Reform
from adminsim.report.kit.tables import as_text
from adminsim.report.result.costs import MOST_DEPARTMENTS, clock_notice, cost_part
from adminsim.report.result.months import month_figure
from adminsim.study.findings.compare import Comparison

LANGUAGES = ("en", "zh")


def page(comparison: Comparison, language: str) -> str:
    from rich.console import Group

    return as_text(Group(*cost_part(comparison, Words(language))), 80)


def with_reforms(comparison: Comparison, reforms: tuple[Reform, ...]) -> Comparison:
    """Return what was found as if these were the reforms."""
    written = comparison.scenario.written.replace(reforms=reforms)
    scenario = type(comparison.scenario)(written, comparison.scenario.baseline)
    return Comparison(scenario, comparison.seed, comparison.replications)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chain_whose_own_steps_stay_is_called_a_neighbour(comparison: Comparison, language: str) -> None:
    label = {"en": "Digging up a road", "zh": "道路挖掘"}[language]
    neighbour = Words(language).say("loser-neighbour", chain=label)
    assert neighbour not in page(comparison, language)
    assert neighbour in page(with_reforms(comparison, comparison.scenario.reforms[:1]), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_costs_losers_and_clocks_are_told_by_chain_and_case_type(comparison: Comparison, language: str) -> None:
    text = page(comparison, language)
    for code in ("cost-heading", "cost-work_hours", "loser-heading", "loser-slower", "gap-clock", "gap-lived"):
        assert Words(language).say(code) in text
    assert {"en": "  Small", "zh": "  小店"}[language] in text


def test_only_departments_whose_work_surely_changes_are_named(comparison: Comparison) -> None:
    costs = comparison.costs()
    assert costs.loc[("department", "road", "work_hours"), "added"] == 0
    lines = page(comparison, "en").splitlines()
    assert not any(line.startswith("  道路处") for line in lines)
    named = [line for line in lines if line.startswith(("  Front desk", "  Review office"))]
    assert len(named) <= MOST_DEPARTMENTS


def test_where_many_cases_stay_unfinished_the_clocks_are_not_compared(overloaded: Comparison) -> None:
    assert overloaded.change("chain.road.unfinished").before.mean > 0
    assert clock_notice(overloaded, "road", Words.EN) == ""


def test_the_figure_marks_the_days_from_which_reforms_hold(comparison: Comparison) -> None:
    online = {"since": dt.date(2022, 7, 15)}
    reforms = comparison.scenario.reforms
    later = with_reforms(comparison, tuple(r.replace(**online) if r.subject == "online" else r for r in reforms))
    texts = [[text.get_text() for text in month_figure(one, "shop").findobj(Text)] for one in (comparison, later)]
    assert not any("2022-07-15" in text for text in texts[0])
    assert any("2022-07-15: online" in text for text in texts[1])
    assert {"2022-06", "2022-07", "2022-08"} <= set(texts[0])
