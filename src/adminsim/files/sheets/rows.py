"""A workbook as rows of cells under known headings, with all that is wrong with its sheets, headings and cells."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from typing import Any

from adminsim.files.located import InputError, Located, Mark
from adminsim.files.reading import what_hinders
from adminsim.files.sheets.cells import Cell, is_empty, nearest, node_of
from adminsim.files.sheets.layout import GENERAL, SHEETS, TABLES, Column, Sheet
from adminsim.files.sheets.workbook import NoReportsError
from adminsim.files.tree import Node
from adminsim.messages import Word, Words

LARGEST_MB = 20
Grid = list[list[Cell]]


@dataclass
class Row:
    """One row of a sheet.

    Attributes
    ----------
    mark : Mark
        Its first cell.
    cells : dict of str to Node
        What is filled in, by the name of the column.
    places : dict of str to Mark
        Where each column's cell is, filled in or not.
    """

    mark: Mark
    cells: dict[str, Node] = field(default_factory=dict)
    places: dict[str, Mark] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Node | None:
        return self.cells.get(name)

    def plain(self, name: str, otherwise: Any = None) -> Any:
        """Return what a cell says without its place."""
        return self.cells[name].plain() if name in self.cells else otherwise

    def place(self, name: str) -> Mark:
        """Return where a column's cell is."""
        return self.places.get(name, self.mark)


@dataclass
class Filled:
    """What a workbook says.

    Attributes
    ----------
    file : str
        The workbook.
    rows : dict of str to list of Row
        The rows of each sheet; that of general things is one row.
    titles : dict of str to str
        What each sheet is called in this workbook.
    problems : list of Located
        What is wrong.
    """

    file: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    problems: list[Located] = field(default_factory=list)
    lacks_something: bool = False
    """Whether a sheet, a column or a row is missing, or named wrongly: what follows from that is not told."""

    def __getitem__(self, sheet: Sheet) -> list[Row]:
        return self.rows.get(sheet.name, [])

    @property
    def general(self) -> Row:
        """The general things."""
        return self.rows[GENERAL.name][0]

    def wrong(self, mark: Mark, code: str, **values: Any) -> None:
        """Note what is wrong at a place."""
        self.problems.append(Located.at(mark, code, **values))


def read_workbook(path: str) -> Filled:
    """Return what the sheets of a workbook say.

    Raises
    ------
    InputError
        If it is no workbook.
    NoReportsError
        If python-calamine is not installed.
    """
    filled, grids = Filled(path), _grids(path)
    for sheet in SHEETS:
        title = next((name for name in grids if name.strip().lower() in _lower(sheet.titles)), None)
        if title is not None:
            filled.titles[sheet.name] = title
    for sheet in SHEETS:
        title = filled.titles.get(sheet.name)
        if title is None:
            _miss(filled, sheet, [name for name in grids if name not in filled.titles.values()])
    if GENERAL.name in filled.titles:
        filled.rows[GENERAL.name] = [_general(filled, grids[filled.titles[GENERAL.name]])]
    else:
        filled.rows[GENERAL.name] = [Row(Mark(path, 1, 1))]
    for sheet in TABLES:
        if sheet.name in filled.titles:
            filled.rows[sheet.name] = _table(filled, sheet, grids[filled.titles[sheet.name]])
    return filled


def _grids(path: str) -> dict[str, Grid]:
    try:
        from python_calamine import CalamineError, load_workbook
    except ImportError:
        raise NoReportsError from None
    problem = what_hinders(path, LARGEST_MB)
    if problem is not None:
        raise InputError([problem])
    try:
        book = load_workbook(path)
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError):
        raise InputError([Located(path, None, None, "sheet-not-read")]) from None


def _lower(texts: tuple[str, ...]) -> set[str]:
    return {text.lower() for text in texts}


def _miss(filled: Filled, sheet: Sheet, others: list[str]) -> None:
    """Say that a sheet is missing, where it is needed or another's name looks like its own."""
    near = next((one for one in (nearest(title, others) for title in sheet.titles) if one), "")
    if sheet.is_needed or near:
        values = {"name": Word(f"sheet-{sheet.name}"), "nearest": near}
        filled.problems.append(Located(filled.file, None, None, "sheet-none", values))
        filled.lacks_something = True


def _known(columns: tuple[Column, ...]) -> dict[str, Column]:
    """Return columns by all that they may be called: their word, and their heading in each language."""
    by_word = {column.name.lower(): column for column in columns}
    return by_word | {column.heading(words).lower(): column for column in columns for words in Words}


def _general(filled: Filled, grid: Grid) -> Row:
    title = filled.titles[GENERAL.name]
    row, known = Row(Mark(filled.file, 1, 1, title)), _known(GENERAL.columns)
    for number, line in enumerate(grid[1:], start=2):
        name, value = [*line, "", ""][:2]
        if is_empty(name):
            continue
        column = known.get(str(name).strip().lower())
        if column is None:
            _stranger(filled, Mark(filled.file, number, 1, title), "sheet-no-line", str(name), GENERAL.columns)
        else:
            _fill(filled, row, column, value, Mark(filled.file, number, 2, title))
    _need(filled, row, GENERAL)
    return row


def _table(filled: Filled, sheet: Sheet, grid: Grid) -> list[Row]:
    title, known = filled.titles[sheet.name], _known(sheet.columns)
    headings: dict[int, Column] = {}
    for number, heading in enumerate(grid[0] if grid else [], start=1):
        if is_empty(heading):
            continue
        column = known.get(str(heading).strip().lower())
        if column is None:
            _stranger(filled, Mark(filled.file, 1, number, title), "sheet-no-column", str(heading), sheet.columns)
        else:
            headings[number] = column
    missing = _missing(filled, sheet, headings)
    rows = []
    for line, cells in enumerate(grid[1:], start=2):
        if missing or all(is_empty(cell) for cell in cells):
            continue
        row = Row(Mark(filled.file, line, 1, title))
        for number, column in headings.items():
            cell = cells[number - 1] if number <= len(cells) else ""
            _fill(filled, row, column, cell, Mark(filled.file, line, number, title))
        _need(filled, row, sheet)
        rows.append(row)
    if not rows and not missing and sheet.is_needed:
        filled.wrong(Mark(filled.file, 2, 1, title), "sheet-no-rows", name=title)
        filled.lacks_something = True
    return rows


def _missing(filled: Filled, sheet: Sheet, headings: dict[int, Column]) -> list[Column]:
    """Return the needed columns that a sheet lacks, and say so unless one of them is only misspelt."""
    missing = [column for column in sheet.columns if column.is_needed and column not in headings.values()]
    title = filled.titles[sheet.name]
    meant = {one.values["nearest"] for one in filled.problems if one.sheet == title}
    for column in missing:
        filled.lacks_something = True
        if not meant.intersection(column.heading(words).lower() for words in Words):
            filled.wrong(Mark(filled.file, 1, 1, title), "sheet-column-missing", name=Word(f"sheet-head-{column.name}"))
    return missing


def _stranger(filled: Filled, mark: Mark, code: str, name: str, columns: tuple[Column, ...]) -> None:
    headings = [column.heading(words) for words in Words for column in columns]
    near = nearest(name.strip().lower(), [heading.lower() for heading in headings])
    filled.wrong(mark, code, name=name.strip(), nearest=near, allowed=Headings(columns))
    filled.lacks_something = True


def _fill(filled: Filled, row: Row, column: Column, cell: Cell, mark: Mark) -> None:
    row.places[column.name] = mark
    if is_empty(cell):
        return
    found = node_of(cell, column, mark)
    if isinstance(found, Located):
        filled.problems.append(found)
        # Something stands there: that it is missing need not be said as well.
        row.cells[column.name] = Node(mark, None)
    else:
        row.cells[column.name] = found


def _need(filled: Filled, row: Row, sheet: Sheet) -> None:
    for column in sheet.columns:
        if column.is_needed and column.name not in row.cells:
            filled.wrong(row.place(column.name), "sheet-empty", name=Word(f"sheet-head-{column.name}"))


class Headings:
    """The headings that a sheet may have, told in the reader's language."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        self._columns = columns

    def text(self, words: Words) -> str:
        """Return them."""
        return words.listed(column.heading(words) for column in self._columns)

    def __bool__(self) -> bool:
        return bool(self._columns)
