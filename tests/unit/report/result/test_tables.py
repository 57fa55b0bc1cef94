"""The table at the end of a run, in both languages."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from adminsim.messages import Words
from adminsim.report.kit.style import with_interval
from adminsim.report.result.tables import comparison_as_json, print_result, result_table
from adminsim.report.result.target_words import achieved_cut
from adminsim.study.findings.compare import Comparison
from adminsim.study.findings.estimate import Estimate
from adminsim.study.findings.verdict import Verdict
from adminsim.study.preview.overload import overload_notice

LANGUAGES = ("en", "zh")


def printed(comparison: Comparison, language: str, width: int = 80) -> str:
    page = StringIO()
    console = Console(file=page, width=width, color_system=None)
    console.print(result_table(comparison, Words(language), Path("results/town")))
    return page.getvalue()


def row(page: str, heading: str) -> list[str]:
    """Return the cells of the first line that begins with a heading."""
    line = next(line for line in page.splitlines() if line.strip("│ ").startswith(heading))
    return re.split(r"\s{2,}", line.strip("│ "))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100, 140])
def test_every_line_ends_in_the_same_column_whatever_the_characters(
    comparison: Comparison, language: str, width: int
) -> None:
    lines = printed(comparison, language, width).splitlines()
    assert {cell_len(line) for line in lines} == {min(width, 100)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_says_all_that_a_planner_asks_for(comparison: Comparison, language: str) -> None:
    page = printed(comparison, language)
    codes = (
        "before after cut cut-share elapsed agency mean median p90 clocks clock-ratio four procedures"
        " documents elapsed-mean visits-in-person cases approved rejected unfinished"
    )
    for code in codes.split():
        assert Words(language).say(f"result-{code}") in page, code
    for code in (
        "department-utilisation",
        "department-load",
        "verdict-met",
        "verdict-missed",
        "target-complete",
    ):
        assert Words(language).say(code) in page, code
    assert "results/town" in page
    assert {"en": "A town's reforms", "zh": "某市改革"}[language] in page


def test_figures_are_those_of_the_comparison(comparison: Comparison) -> None:
    page = printed(comparison, "en")
    change = comparison.change("chain.shop.elapsed.mean")
    cells = row(page, "mean")
    assert cells[1:3] == [f"{change.before.mean:.1f}", f"{change.after.mean:.1f}"]
    assert cells[3] == with_interval(change.cut, Words.EN)
    assert cells[4] == with_interval(change.relative_cut, Words.EN, share=True)
    busy = comparison.utilisation().loc["review"]
    assert row(page, "Review office")[1:3] == [f"{busy[f'utilisation_{w}']:.0%}" for w in ("before", "after")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_target_has_its_verdict_and_the_years_that_reach_it(comparison: Comparison, language: str) -> None:
    page = printed(comparison, language)
    for judgement in comparison.judgements:
        label = judgement.target.label.text(Words(language), "") if judgement.target.label else judgement.target.name
        cells = row(page, label)
        reached = round(judgement.years_reached * 3)
        assert f"{Words(language).say('target-years-of', reached=reached, all=3)} " in "  ".join(cells)
        assert cells[-1].endswith(Words(language).say(f"verdict-{judgement.verdict}"))
    assert {j.verdict for j in comparison.judgements} >= {Verdict.MET, Verdict.MISSED}


def test_the_cut_of_a_target_agrees_with_its_verdict(comparison: Comparison) -> None:
    judgement = next(j for j in comparison.judgements if j.target.name == "halved")
    cut = achieved_cut(judgement)
    assert cut.mean == pytest.approx(1 - judgement.after.mean / judgement.before.mean)
    assert cut.high < 0.9
    assert judgement.verdict is Verdict.MISSED


def test_names_are_printed_as_they_are_written(comparison: Comparison) -> None:
    assert "[red]" in printed(comparison, "zh")


def test_a_department_without_work_is_left_out(comparison: Comparison) -> None:
    assert "idle" not in printed(comparison, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_reforms_say_that_they_change_nothing(comparison: Comparison, language: str) -> None:
    remark = Words(language).say("remark-no-effect", reform="again")
    assert re.sub(r"\s", "", remark) in re.sub(r"[\s│]", "", printed(comparison, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_unfinished_cases_make_means_lower_bounds_and_are_announced(overloaded: Comparison, language: str) -> None:
    page = printed(overloaded, language)
    assert row(page, Words(language).say("result-mean"))[1].startswith(">= ")
    assert Words(language).say("number-open") in page
    assert Words(language).say("result-transient")[:20] in page
    assert "`run_out`" in page


def test_overload_names_department_load_missing_staff_and_growth(overloaded: Comparison) -> None:
    before, after = overloaded.loads
    load = next(load for load in before if load.is_overloaded)
    english = overload_notice(before, overloaded.scenario.baseline, "before")
    chinese = overload_notice(before, overloaded.scenario.baseline, "before", Words.ZH)
    for text in (english, chinese):
        assert "道路处" in text
        assert f"{load.load:.0%}" in text
        assert str(load.missing_staff) in text
        assert f"{load.growth_per_month:.0f}" in text
    assert "transient" in english
    assert "非稳态" in chinese
    assert overload_notice(after) == ""
    assert overloaded.notices() == (english,)
    assert overloaded.notices(Words.ZH) == (chinese,)


def test_an_interval_that_does_not_exist_is_a_dash() -> None:
    nan = float("nan")
    assert with_interval(Estimate(nan, nan, nan), Words.EN) == "-"
    assert with_interval(Estimate(float("inf"), nan, nan), Words.ZH) == "-"
    assert with_interval(Estimate(-0.01, -0.04, 0.02), Words.EN) == "0.0 [0.0, 0.0]"


def test_json_comes_back_as_it_went(comparison: Comparison, overloaded: Comparison) -> None:
    for found in (comparison, overloaded):
        data = comparison_as_json(found)
        assert json.loads(json.dumps(data, allow_nan=False)) == data
        assert list(data) == list(comparison_as_json(found))
    mean = comparison.change("chain.shop.elapsed.mean").before.mean
    assert comparison_as_json(comparison)["chains"]["shop"]["elapsed.mean"]["before"] == pytest.approx(mean, rel=1e-11)


def test_printing_goes_to_standard_output_without_colour_codes(
    comparison: Comparison, capsys: pytest.CaptureFixture[str]
) -> None:
    print_result(comparison, None, Words.ZH)
    out, err = capsys.readouterr()
    assert Words.ZH.say("verdict-met") in out
    assert "\x1b" not in out
    assert not err
