"""Where the time goes, as a planner reads it: tables, sentences, files and a figure, in both languages."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from matplotlib.text import Text

from adminsim.messages import LANGUAGES, Words
from adminsim.reforms.told import PARTS
from adminsim.report.kit.tables import as_text
from adminsim.report.walk.figure import walk_figure
from adminsim.report.walk.files import WALK
from adminsim.report.walk.table import walk_table
from adminsim.report.walk.text import left_out_texts, next_text
from adminsim.study.findings.compare import Comparison
from adminsim.study.walk.walked import Walked

CHINESE = re.compile("[\u4e00-\u9fff]")


def packed(text: str) -> str:
    """Return a text without blanks and line ends, however it was wrapped."""
    return "".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100])
def test_the_table_names_chains_procedures_parts_and_what_is_next(
    comparison: Comparison, language: str, width: int
) -> None:
    page = as_text(walk_table(comparison, Words(language)), width)
    assert max(map(len, page.splitlines())) <= width
    for heading in ("walk-procedures", "walk-slowest", "walk-holders", "walk-parts"):
        assert packed(Words(language).say(heading)) in packed(page)
    for chain in comparison.scenario.baseline.chains:
        assert packed(next_text(comparison, chain, Words(language))) in packed(page)
    assert bool(CHINESE.search(page.splitlines()[1])) == (language == "zh")


def test_the_sentence_says_who_holds_the_most_and_which_reforms_touch_it(comparison: Comparison) -> None:
    said = next_text(comparison, "road", Words.EN)
    assert said.startswith("Digging up a road: under the reforms, ")
    assert "among departments and rules most time is held by 道路处: " in said
    assert "reforms that touch it: " in said
    assert said.count(". ") == 0
    assert said.endswith(".")
    said = next_text(comparison, "road", Words.ZH)
    assert said.startswith("道路挖掘：改革后，各部门和各项规定中占用时间最多的是道路处")
    assert "改革措施" in said
    assert "（opening_hours）" in said
    assert said.endswith("。")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_waited_for_is_told_once(comparison: Comparison, language: str) -> None:
    words = Words(language)
    page = packed(as_text(walk_table(comparison, words), 100))
    applicant, third = words.say("part-applicant"), words.say("part-third_party")
    assert applicant in page
    for twice in (
        f"{applicant}: {applicant}",
        f"{applicant}：{applicant}",
        f"{third}): {third}",
        f"{third}）：{third}",
    ):
        assert packed(twice) not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_unfinished_cases_are_said(overloaded: Comparison, language: str) -> None:
    chain = next(iter(overloaded.scenario.baseline.chains))
    unfinished = overloaded.change(f"chain.{chain}.unfinished").before.mean
    assert unfinished >= 10
    told = left_out_texts(overloaded, chain, Words(language))
    assert len(told) == 2
    assert f"{unfinished:.0f}" in told[1]
    assert "run_out" in told[1]
    page = as_text(walk_table(overloaded, Words(language)), 90)
    assert packed(told[1]) in packed(page)


def test_plain_data_and_csv_hold_the_same_rows(comparison: Comparison) -> None:
    data = json.loads(WALK.json(Walked(comparison)))
    rows = list(csv.DictReader(WALK.csv(Walked(comparison), comparison.scenario).splitlines()))
    assert len(rows) == len(data["walk"]) == len(comparison.walk())
    for row, found in zip(rows, data["walk"], strict=True):
        assert {name: row[name] for name in ("chain", "cases", "by", "name", "part")}.items() <= found.items()
        assert float(row["after"]) == found["after"]
    assert {row["part"] for row in rows} <= {"total", *PARTS}
    assert {row["cases"] for row in rows} == {"all", "slowest"}
    assert set(data["next"]) == set(data["cases"]) == set(comparison.scenario.baseline.chains)
    for found in data["next"].values():
        assert found["days"]["low"] <= found["days"]["mean"] <= found["total"]["mean"]
    assert data["cases"]["shop"]["before"]["cases"] > 0


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.thorough), "zh"])
def test_files_are_the_same_to_the_byte(comparison: Comparison, tmp_path: Path, language: str) -> None:
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
        WALK.write(Walked(comparison), folder, Words(language))
    names = sorted(path.name for path in folders[0].iterdir())
    figures = [f"walk-{chain}.{ending}" for chain in ("road", "shop") for ending in ("png", "svg")]
    assert names == sorted(["ladder.csv", "walk.csv", "walk.json", *figures])
    for name in names:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes(), name


def test_the_figure_shows_both_groups_of_cases(comparison: Comparison) -> None:
    texts = {text.get_text() for text in walk_figure(comparison, "shop", "en").findobj(Text)}
    assert {"approved cases", "slowest tenth", "before", "after"} <= texts
    assert "Opening a shop: most time-consuming procedures" in texts
    assert any("Fire review" in text for text in texts)
