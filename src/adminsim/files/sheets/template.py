"""The workbook that is filled in: a sheet for each kind of thing, explained, with an example that runs."""

from __future__ import annotations

import datetime as dt
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adminsim.files.located import InputError, Located
from adminsim.files.sheets.example import Rows, example_rows
from adminsim.files.sheets.layout import GENERAL, SHEETS, TABLES, Column, Sheet
from adminsim.files.sheets.workbook import FONT, workbook_of
from adminsim.messages import Words
from adminsim.messages.reasons import Reason

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LAST_ROW = 1000
"""How far down choices are offered."""
WIDTHS = {"about": 70, "city": 34, "label": 24, "source": 30, "note": 36, "name": 18, "documents": 24}
SHARES = frozenset({"day_share", "mix", "missing", "probability", "returns", "rejects", "share"})
"""Columns whose numbers are shown in percent."""


def write_template(file: Path, words: Words) -> None:
    """Write the workbook to be filled in.

    Raises
    ------
    InputError
        If there is such a file already, or it cannot be written.
    NoReportsError
        If XlsxWriter is not installed.
    """
    made = workbook_of(partial(_fill, file=file.name, words=words))
    if os.path.lexists(file):
        raise InputError([Located(str(file), None, None, "file-exists")])
    try:
        file.write_bytes(made)
    except OSError as error:
        values = {"reason": Reason(error)}
        raise InputError([Located(str(file), None, None, "file-unwritable", values)]) from None


def _fill(book: Workbook, file: str, words: Words) -> None:
    looks = _Looks(book)
    rows = example_rows(words)
    _readme(book.add_worksheet(words.say("sheet-readme")), looks, file, words)
    _general(book.add_worksheet(GENERAL.title(words)), looks, rows[GENERAL.name][0], words)
    for sheet in TABLES:
        _table(book.add_worksheet(sheet.title(words)), looks, sheet, rows[sheet.name], words)


class _Looks:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        plain = {"font_name": FONT, "font_size": 11, "valign": "top"}
        self.title = book.add_format({**plain, "bold": True, "font_size": 14})
        self.head = book.add_format({**plain, "bold": True, "bg_color": "#D9E2F3", "border": 1, "text_wrap": True})
        self.needed = book.add_format({**plain, "bold": True, "bg_color": "#FCE4D6", "border": 1, "text_wrap": True})
        self.text = book.add_format({**plain, "text_wrap": True})
        self.cell = book.add_format(plain)
        self.share = book.add_format({**plain, "num_format": "0%"})
        self.date = book.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "left"})

    def of(self, column: Column, value: Any) -> Format:
        """Return how a cell of a column looks."""
        if isinstance(value, dt.date):
            return self.date
        return self.share if column.name in SHARES else self.cell


def _readme(page: Worksheet, looks: _Looks, file: str, words: Words) -> None:
    page.write(0, 0, words.say("sheet-readme-title"), looks.title)
    page.write(1, 0, words.say("sheet-readme-how", file=file))
    page.write(2, 0, words.say("sheet-readme-times"))
    for number, heading in enumerate(words.say("sheet-readme-columns").split("|")):
        page.write(4, number, heading.strip(), looks.head)
    line = 5
    for sheet in SHEETS:
        for column in sheet.columns:
            needed = words.say("sheet-word-yes") if column.is_needed else ""
            chosen = words.listed(words.say(code) for code in column.choices.values())
            told = (sheet.title(words), column.heading(words), needed, column.about(words), chosen)
            for number, text in enumerate(told):
                page.write(line, number, text, looks.text)
            line += 1
    for number, width in enumerate((16, 22, 8, 70, 36)):
        page.set_column(number, number, width)
    page.freeze_panes(5, 0)


def _general(page: Worksheet, looks: _Looks, row: dict[str, Any], words: Words) -> None:
    for number, heading in enumerate(words.say("sheet-general-columns").split("|")):
        page.write(0, number, heading.strip(), looks.head)
    for line, column in enumerate(GENERAL.columns, start=1):
        page.write(line, 0, column.heading(words), looks.needed if column.is_needed else looks.head)
        _write(page, line, 1, column, row.get(column.name), looks)
        page.write(line, 2, column.about(words), looks.text)
        _offer(page, line, line, 1, column, words)
    for number, width in enumerate((18, 34, 70)):
        page.set_column(number, number, width)
    page.freeze_panes(1, 1)


def _table(page: Worksheet, looks: _Looks, sheet: Sheet, rows: Rows, words: Words) -> None:
    for number, column in enumerate(sheet.columns):
        page.write(0, number, column.heading(words), looks.needed if column.is_needed else looks.head)
        page.write_comment(0, number, column.about(words), {"author": "adminsim", "x_scale": 2})
        page.set_column(number, number, WIDTHS.get(column.name, 13))
        _offer(page, 1, LAST_ROW, number, column, words)
        for line, row in enumerate(rows, start=1):
            _write(page, line, number, column, row.get(column.name), looks)
    fixed = 1 + [column.name for column in sheet.columns].index("name")
    page.freeze_panes(1, fixed)


def _write(page: Worksheet, line: int, number: int, column: Column, value: Any, looks: _Looks) -> None:
    if isinstance(value, dt.date):
        page.write_datetime(line, number, value, looks.of(column, value))
    elif value is not None:
        page.write(line, number, value, looks.of(column, value))


def _offer(page: Worksheet, first: int, last: int, number: int, column: Column, words: Words) -> None:
    """Offer what can be chosen in the cells of a column."""
    if column.choices:
        chosen = [words.say(code) for code in column.choices.values()]
        page.data_validation(first, number, last, number, {"validate": "list", "source": chosen})
