"""The workbook of any analysis: what it says, its tables, and a chart of each that has something before and after."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from adminsim.files.sheets.workbook import workbook_of
from adminsim.messages import CATALOGUE, Words
from adminsim.report.book.charts import before_and_after, draw
from adminsim.report.book.headings import Called
from adminsim.report.book.sheet import Looks, write_table

if TYPE_CHECKING:
    import pandas as pd
    from xlsxwriter import Workbook

    from adminsim.reforms.scenario import Scenario

MOST_ROWS = 1_048_575
"""Rows of a sheet below its heading."""


def analysis_workbook(scenario: Scenario, told: str, tables: Mapping[str, pd.DataFrame], words: Words) -> bytes:
    """Return what an analysis found as a workbook.

    Parameters
    ----------
    scenario : Scenario
        What was studied.
    told : str
        What is printed of it.
    tables : mapping of str to DataFrame
        Its tables by the names of their files.
    words : Words
        The language.
    """
    return workbook_of(partial(_fill, scenario=scenario, told=told, tables=tables, words=words))


def _fill(
    book: Workbook, scenario: Scenario, told: str, tables: Mapping[str, pd.DataFrame], words: Words
) -> None:  # fmt: skip
    looks, called = Looks(book), Called.of(scenario, words)
    page = book.add_worksheet(words.say("book-summary"))
    page.set_column(0, 0, 110)
    for line, text in enumerate(told.splitlines()):
        page.write_string(line, 0, text, looks.printed)
    charts = book.add_worksheet(words.say("book-charts"))
    placed = {
        name: write_table(book.add_worksheet(sheet_name(name, words)), table.head(MOST_ROWS), called, looks)
        for name, table in tables.items()
    }
    found = (before_and_after(table, sheet_name(name, words)) for name, table in placed.items())
    drawn = [chart for chart in found if chart is not None]
    draw(book, charts, drawn)
    if not drawn:
        charts.hide()


def sheet_name(table: str, words: Words) -> str:
    """Return what the sheet of a table is called."""
    code = f"book-table-{table}"
    return words.say(code) if code in CATALOGUE else table[:31]
