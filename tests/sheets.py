"""Workbooks for tests: the cells of the template, changed and written anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from python_calamine import load_workbook
from xlsxwriter import Workbook

from adminsim.files.sheets.template import write_template
from adminsim.messages import Words

Cells = dict[str, list[list[Any]]]
"""By sheet, its rows of cells."""


def template_cells(folder: Path, words: Words = Words.EN) -> Cells:
    """Return the cells of the template."""
    file = folder / f"template-{words.language}.xlsx"
    write_template(file, words)
    return cells_of(file)


def cells_of(file: Path) -> Cells:
    """Return the cells of a workbook, as another program reads them."""
    book = load_workbook(str(file))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def write_cells(cells: Cells, file: Path) -> Path:
    """Write cells as a workbook without any looks."""
    book = Workbook(str(file))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in cells.items():
        page = book.add_worksheet(name)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    page.write_datetime(line, column, cell, day)
                elif cell != "":
                    page.write(line, column, cell)
    book.close()
    return file


def put(sheet: str, row: int, heading: str, cell: Any) -> Callable[[Cells], None]:
    """Return what puts a cell under a heading, into a row from 1 on below the headings."""

    def change(cells: Cells) -> None:
        column = cells[sheet][0].index(heading)
        cells[sheet][row][column] = cell

    return change
