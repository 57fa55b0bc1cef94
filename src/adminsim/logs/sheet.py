"""Event logs as sheets of a workbook (XLSX)."""

from __future__ import annotations

import datetime as dt
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.files.located import InputError, Located
from adminsim.logs.header import checked_header
from adminsim.logs.roles import named_as_usual
from adminsim.logs.table import ColumnBuilder, Table
from adminsim.messages.said import Said

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_EXACT = 10**15
"""Numbers from here on are kept with 15 digits: what stood behind them is lost."""


class NoWorkbookReaderError(Said, RuntimeError):
    """The package that reads workbooks is not installed."""

    def __init__(self) -> None:
        super().__init__("log-no-calamine", is_wrong_input=False)


def read_sheet(
    path: str,
    sha256: Callable[[], str],
    needed: frozenset[str],
    sheet: str | None = None,
    header: int | None = None,
) -> Table:
    """Read a sheet of a workbook.

    Parameters
    ----------
    path : str
        The workbook.
    sha256 : callable
        Tells the hash of the file.
    needed : frozenset of str
        Columns that are kept however many values they have.
    sheet : str, optional
        Its name; by default the first, which then must be the only one that holds anything.
    header : int, optional
        The row of the column names, from 1; by default the first, which then must be the only one.

    Raises
    ------
    InputError
        If it is no workbook, has no such sheet, or its header is merged or of two rows.
    NoWorkbookReaderError
        If python-calamine is not installed.
    """
    try:
        from python_calamine import CalamineError, load_workbook
    except ImportError:
        raise NoWorkbookReaderError from None
    try:
        book = load_workbook(path)
        page = book.get_sheet_by_name(_sheet_of(path, book, sheet))
        cells = page.to_python(skip_empty_area=False)
        merged = page.merged_cell_ranges or []
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError):
        raise InputError([Located(path, None, None, "log-truncated-packed")]) from None
    line = header or 1
    texts = [[_text(cell) for cell in row] for row in cells[line - 1 : line + 9]]
    is_merged = any(first[0] < line <= last[0] + 1 and last[1] > first[1] for first, last in merged)
    names = checked_header(path, texts, header, is_merged)
    needed |= set(named_as_usual(names).values())
    return _table(path, sha256(), needed, names, cells[line:], line)


def _sheet_of(path: str, book: Any, sheet: str | None) -> str:
    names: list[str] = list(book.sheet_names)
    if sheet is not None:
        if sheet not in names:
            from difflib import get_close_matches

            near = get_close_matches(sheet, names, n=1)
            values = {"name": sheet, "nearest": near[0] if near else "", "allowed": names}
            raise InputError([Located(path, None, None, "log-no-sheet", values)])
        return sheet
    filled = [name for name in names if book.get_sheet_by_name(name).height > 1]
    if len(filled) > 1:
        raise InputError([Located(path, None, None, "log-sheets", {"allowed": filled})])
    return filled[0] if filled else names[0]


def _table(path: str, sha256: str, needed: frozenset[str], names: list[str], rows: list[list[Any]], line: int) -> Table:
    columns, numbers, long_numbers = {}, {}, {}
    for place, name in enumerate(names):
        if not name:
            continue
        cells = [row[place] if place < len(row) else "" for row in rows]
        builder = ColumnBuilder(is_needed=name in needed)
        builder.extend([_text(cell) for cell in cells])
        columns[name] = builder.made(len(rows))
        numbers[name] = np.array([isinstance(cell, (int, float)) for cell in cells], dtype=np.bool_)
        long = [i for i, cell in enumerate(cells) if isinstance(cell, (int, float)) and abs(cell) >= LONGEST_EXACT]
        if long:
            long_numbers[name] = line + 1 + long[0]
    places = np.arange(line + 1, line + 1 + len(rows), dtype=np.int32)
    return Table(path, "xlsx", columns, places, sha256, None, long_numbers, numbers)


def _text(cell: Any) -> str:
    """Return a cell as text; a date as ISO 8601 writes it, a whole number without a point."""
    if cell is None or isinstance(cell, str):
        return (cell or "").strip()
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < LONGEST_EXACT * 1000 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.replace(microsecond=0).isoformat(" ")
    return cell.isoformat() if isinstance(cell, (dt.date, dt.time)) else str(cell)
