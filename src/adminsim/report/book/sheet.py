"""A table as a sheet: numbers as numbers, dates as dates, a frozen heading, columns as wide as what is in them."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from adminsim.files.sheets.workbook import FONT
from adminsim.report.book.headings import PERCENT, Called, heading, stem_of

if TYPE_CHECKING:
    import pandas as pd
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4 = 9
"""What a sheet calls this paper."""
WIDEST = 60
"""How wide a column is at the most, in digits; longer texts are wrapped."""
FITTING = 24
"""So many columns at the most are printed on one page's breadth: more would be too small to read."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
FORMATS = {"whole": "0", "number": "0.00", "percent": "0.0%", "date": "yyyy-mm-dd", "month": "yyyy-mm"}
"""How numbers are shown, by kind; what lies below keeps all its digits."""


class Looks:
    """How the cells of a workbook look."""

    def __init__(self, book: Workbook) -> None:
        plain = {"font_name": FONT, "font_size": 11, "valign": "top"}
        self.title = book.add_format({**plain, "bold": True, "font_size": 16})
        self.strong = book.add_format({**plain, "bold": True})
        self.head = book.add_format({**plain, "bold": True, "bg_color": "#D9E2F3", "border": 1, "text_wrap": True})
        self.text = book.add_format(plain)
        self.wrapped = book.add_format({**plain, "text_wrap": True})
        self.printed = book.add_format({"font_name": "新宋体", "font_size": 10})
        self.by_kind: dict[str, Format] = {
            kind: book.add_format({**plain, "num_format": form, "align": "right"}) for kind, form in FORMATS.items()
        }
        colours = {"met": "#C6EFCE", "missed": "#FFC7CE", "undecided": "#FFEB9C"}
        self.by_verdict: dict[str, Format] = {
            verdict: book.add_format({**plain, "bold": True, "bg_color": colour}) for verdict, colour in colours.items()
        }


@dataclass(frozen=True)
class Placed:
    """Where a table is in a workbook, for charts that show it.

    Attributes
    ----------
    page : str
        Its sheet.
    columns : dict of str to int
        Its columns by name, from 0.
    rows : list of dict
        What stands in each of its rows, before it is called otherwise; the first is in row 1.
    """

    page: str
    columns: dict[str, int]
    rows: list[dict[str, Any]]


def write_table(
    page: Worksheet,
    table: pd.DataFrame,
    called: Called,
    looks: Looks,
    is_share: Callable[[dict[str, Any], str], bool] | None = None,
) -> Placed:
    """Write a table with its index into an empty sheet.

    Parameters
    ----------
    page : Worksheet
        The sheet.
    table : DataFrame
        What is written.
    called : Called
        What things are called.
    looks : Looks
        How cells look.
    is_share : callable, optional
        Tells of a row and a column whether it is a share; by default the column's name does.
    """
    flat = table.reset_index() if any(name is not None for name in table.index.names) else table
    columns = [str(name) for name in flat.columns]
    rows = [dict(zip(columns, row, strict=True)) for row in flat.itertuples(index=False, name=None)]
    widths = []
    for number, column in enumerate(columns):
        told = heading(column, called.words)
        page.write(0, number, told, looks.head)
        kind = _kind_of([row[column] for row in rows], column)
        widest = max([4, *(width_of(part) for part in told.split())])
        for line, row in enumerate(rows, start=1):
            of_row = "percent" if is_share is not None and is_share(row, column) else kind
            widest = max(widest, _write(page, line, number, row[column], column, of_row, called, looks))
        widths.append(widest)
    for number, width in enumerate(widths):
        page.set_column(number, number, min(width + 2, WIDEST))
    page.freeze_panes(1, len([name for name in table.index.names if name is not None]))
    for_print(page, len(columns) <= FITTING)
    page.repeat_rows(0)
    if rows:
        page.autofilter(0, 0, len(rows), len(columns) - 1)
    return Placed(page.get_name(), {name: number for number, name in enumerate(columns)}, rows)


def for_print(page: Worksheet, is_fitting: bool = True) -> None:
    """Have a sheet printed on A4, lying, as wide as the paper unless it has too many columns for that."""
    page.set_landscape()
    page.set_paper(A4)
    if is_fitting:
        page.fit_to_pages(1, 0)


def _write(
    page: Worksheet, line: int, number: int, value: Any, column: str, kind: str, called: Called, looks: Looks
) -> int:
    """Write a cell, and return how wide it is."""
    if isinstance(value, str):
        date = date_of(value)
        if date is not None:
            page.write_datetime(line, number, date, looks.by_kind["month" if _MONTH.fullmatch(value) else "date"])
            return 10
        told = called.value(column, value)
        plain = looks.wrapped if width_of(told) > WIDEST else looks.text
        look = looks.by_verdict.get(value, plain) if column == "verdict" else plain
        page.write_string(line, number, told, look)
        return width_of(told)
    if isinstance(value, bool) or type(value).__name__ == "bool":
        page.write_string(line, number, called.words.say("sheet-word-yes" if value else "sheet-word-no"), looks.text)
        return 4
    if value is None or math.isnan(value):
        return 0
    if math.isinf(value):
        page.write_string(line, number, "∞" if value > 0 else "-∞", looks.by_kind["number"])
        return 2
    page.write_number(line, number, float(value), looks.by_kind[kind])
    return 8


def _kind_of(values: Sequence[Any], column: str) -> str:
    """Return how the numbers of a column are shown."""
    if stem_of(column) in PERCENT:
        return "percent"
    numbers = [value for value in values if not isinstance(value, str) and value is not None]
    return "whole" if all(math.isfinite(value) and float(value).is_integer() for value in numbers) else "number"


def date_of(value: str) -> dt.date | None:
    """Return the day, or the first day of the month, that a text names."""
    try:
        if _DAY.fullmatch(value):
            return dt.date.fromisoformat(value)
        return dt.date.fromisoformat(f"{value}-01") if _MONTH.fullmatch(value) else None
    except ValueError:
        return None


def width_of(text: str) -> int:
    """Return how wide a text is, in digits."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
