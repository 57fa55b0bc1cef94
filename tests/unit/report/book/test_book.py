"""Workbooks are read back by another program: numbers are numbers, dates are dates, and all is called by its name."""

from __future__ import annotations

import datetime as dt
import math
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import adminsim
from adminsim.messages import CATALOGUE, Words
from adminsim.report.book.analysis import analysis_workbook
from adminsim.report.book.headings import Called, heading, stem_of
from adminsim.report.book.result import result_workbook
from adminsim.report.book.sheet import FITTING
from adminsim.report.promise.files import PROMISE
from adminsim.results.folder import tables
from adminsim.study.findings.compare import Comparison
from office import ink, needs_office, pages
from sheets import cells_of


@pytest.fixture(scope="module")
def found() -> Comparison:
    """Return a study of an example with targets, months and several departments."""
    return adminsim.compare(adminsim.example("startup"), replications=2)


def opened(book: bytes, folder: Path) -> dict[str, list[list[Any]]]:
    """Return the cells of a workbook."""
    file = folder / "book.xlsx"
    file.write_bytes(book)
    return cells_of(file)


@pytest.mark.parametrize("words", Words)
def test_every_table_is_there_number_for_number(found: Comparison, words: Words, tmp_path: Path) -> None:
    cells = opened(result_workbook(found, words, "startup.yaml"), tmp_path)
    named = tables(found)
    assert list(cells) == [
        words.say("book-summary"), words.say("book-charts"), *(words.say(f"book-table-{name}") for name in named),
    ]  # fmt: skip
    for name, table in named.items():
        flat, (_, *rows) = table.reset_index(), cells[words.say(f"book-table-{name}")]
        assert len(rows) == len(flat)
        for row, (_, expected) in zip(rows, flat.iterrows(), strict=True):
            for cell, value in zip(row, expected, strict=False):
                if isinstance(value, float) and math.isfinite(value):
                    assert cell == pytest.approx(value, rel=1e-9, abs=1e-12)
                elif isinstance(value, float) and math.isnan(value):
                    assert cell == ""


def test_months_are_dates(found: Comparison, tmp_path: Path) -> None:
    months = [row[1] for row in opened(result_workbook(found, Words.EN, "s.yaml"), tmp_path)["By month"][1:]]
    assert months[0] == dt.date(2017, 1, 1)
    assert all(isinstance(month, dt.date) for month in months)


def test_the_first_sheet_has_the_verdicts(found: Comparison, tmp_path: Path) -> None:
    rows = opened(result_workbook(found, Words.ZH, "startup.yaml"), tmp_path)["结论"]
    (judgement,) = found.judgements
    line = next(row for row in rows if row[2] == "未达到")
    assert line[0] == judgement.target.label.zh
    assert line[4] == pytest.approx(judgement.after.mean)
    assert (line[5], line[6]) == (pytest.approx(judgement.after.low), pytest.approx(judgement.after.high))
    assert line[7] == ">= 95%"


def test_things_have_the_names_that_people_give_them(found: Comparison, tmp_path: Path) -> None:
    cells = opened(result_workbook(found, Words.ZH, "startup.yaml"), tmp_path)
    assert cells["指标"][0][:4] == ["流程", "指标", "单位", "改革前"]
    assert cells["指标"][1][:3] == ["企业开办", "全程用时（自然日）：平均", "天"]
    assert "商业银行" in {row[0] for row in cells["部门"]}
    steps = {row[2] for row in cells["各步骤用时"][1:]}
    assert all(re.search("[\u4e00-\u9fff]", step) for step in steps)


def test_what_costs_are_of_is_called_in_the_language_of_the_reader(found: Comparison, tmp_path: Path) -> None:
    costs = opened(result_workbook(found, Words.ZH, "s.yaml"), tmp_path)[Words.ZH.say("book-table-costs")]
    assert {row[0] for row in costs[1:]} == {"流程", "部门"}


def test_printed_sheets_are_as_wide_as_the_paper_unless_nobody_could_read_that(found: Comparison) -> None:
    with zipfile.ZipFile(BytesIO(result_workbook(found, Words.EN, "s.yaml"))) as book:
        sheets = [book.read(name).decode() for name in sorted(book.namelist()) if "worksheets/sheet" in name]
    columns = [sheet.partition("</row>")[0].count("<c ") for sheet in sheets]
    fitted = ["<pageSetUpPr fitToPage" in sheet for sheet in sheets]
    assert fitted == [count <= FITTING for count in columns]
    assert len(set(fitted)) == 2


@pytest.mark.parametrize("words", Words)
def test_every_column_of_a_result_has_a_heading(found: Comparison, words: Words) -> None:
    for name, table in tables(found).items():
        if name != "replications":
            for column in table.reset_index().columns:
                assert f"book-column-{stem_of(str(column))}" in CATALOGUE, column
                assert "_" not in heading(str(column), words)


def test_headings_of_one_table_are_told_apart(found: Comparison) -> None:
    for table in tables(found).values():
        for words in Words:
            headings = [heading(str(column), words) for column in table.reset_index().columns]
            assert len(set(headings)) == len(headings)


def test_charts_are_native_and_point_at_the_cells(found: Comparison) -> None:
    with zipfile.ZipFile(BytesIO(result_workbook(found, Words.EN, "startup.yaml"))) as book:
        charts = [name for name in book.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
        texts = [book.read(name).decode() for name in sorted(charts)]
        assert not [name for name in book.namelist() if "media" in name]
    assert len(texts) == 4
    assert "Share of cases that keep the limit" in texts[0]
    assert "Targets!$D$2" in texts[0].replace("'", "")
    assert "Distribution!$C$2" in texts[1].replace("'", "")
    assert "Departments!" in texts[2].replace("'", "")


def test_headings_stay_in_sight_and_columns_are_wide_enough(found: Comparison) -> None:
    with zipfile.ZipFile(BytesIO(result_workbook(found, Words.ZH, "startup.yaml"))) as book:
        sheet = book.read("xl/worksheets/sheet3.xml").decode()
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)]
    assert min(widths) >= 6


def test_the_same_result_is_the_same_file(found: Comparison) -> None:
    assert result_workbook(found, Words.ZH, "s.yaml") == result_workbook(found, Words.ZH, "s.yaml")


def test_any_analysis_has_a_workbook(tmp_path: Path) -> None:
    scenario = adminsim.example("smallest")
    result = adminsim.promise(scenario, replications=2)
    cells = opened(PROMISE.workbook(result, scenario, Words.EN), tmp_path)
    assert list(cells) == ["Summary", "Charts", "Limits", "Shares"]
    assert [row[4] for row in cells["Limits"][1:]] == list(result.limits()["before"])
    assert any("Permit" in str(row[0]) for row in cells["Summary"])


def test_few_rows_of_before_and_after_get_a_chart_and_text_stays_text() -> None:
    table = pd.DataFrame({"step": ["=1+1", "b"], "before": [2.0, math.inf], "after": [1.0, math.nan]}).set_index("step")
    book = analysis_workbook(adminsim.example("smallest"), "told", {"walk": table}, Words.EN)
    with zipfile.ZipFile(BytesIO(book)) as made:
        assert "xl/charts/chart1.xml" in made.namelist()
        assert "=1+1" in made.read("xl/sharedStrings.xml").decode()
        assert "<f>" not in made.read("xl/worksheets/sheet3.xml").decode()


def test_what_nobody_named_keeps_its_name() -> None:
    called = Called.of(adminsim.example("smallest"), Words.ZH)
    assert called.value("step", "nobody") == "nobody"
    assert called.value("department", "counter") == "窗口"
    assert heading("some_new_thing", Words.ZH) == "some new thing"


@needs_office
def test_another_office_opens_it(found: Comparison, tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(result_workbook(found, Words.ZH, "startup.yaml"))
    pictures = pages(file)
    assert len(pictures) >= 10
    # The second page has the charts: bars cover more of it than letters would.
    assert ink(pictures[1]) > 0.02
