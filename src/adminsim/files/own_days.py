"""Days of a calendar's own in a table beside the file, such as a town publishes them every year.

``days: days.csv`` becomes the days that the table lists; each keeps its place in the table, so that whatever is wrong
with it is told there.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from adminsim.files.located import InputError, Located, Mark
from adminsim.files.reading import file_named_at, read_bytes
from adminsim.files.strict_yaml import as_text
from adminsim.files.tree import Entry, Key, Node

COLUMNS = ("date", "hours")
MOST_PROBLEMS = 20
"""Wrong rows that are told; the others are most likely wrong in the same way."""
_DATE = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})")
Days = dict[Key, Entry]


def fill_in_days(tree: Node) -> list[Located]:
    """Put the days that tables list in place of their names; return what is wrong with the tables."""
    problems: list[Located] = []
    for node in _named(tree):
        try:
            node.value = _read_table(file_named_at(node, Path(node.mark.file).parent))
        except InputError as error:
            problems += error.problems
            node.value = {}
    return problems


def tables_of_days(tree: Node) -> Iterator[str]:
    """Yield the tables of days that a baseline names, as paths."""
    for node in _named(tree):
        yield file_named_at(node, Path(node.mark.file).parent)


def _named(tree: Node) -> Iterator[Node]:
    calendars = tree.child("calendars")
    for calendar in calendars.node.value.values() if calendars and isinstance(calendars.node.value, dict) else ():
        days = calendar.node.child("days")
        if days is not None and isinstance(days.node.value, str):
            yield days.node


def _read_table(path: str) -> Days:
    text = as_text(read_bytes(path), path)
    header = next((line for line in text.split("\n", 1000) if line.strip()), "")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
    names: list[str] | None = None
    days: Days = {}
    problems: list[Located] = []
    for line, row in _lines(rows, path):
        try:
            if names is None:
                names = _columns(row, path, line)
            else:
                _read_row(dict(zip(names, row, strict=False)), row, len(names), Mark(path, line, 1), days)
        except InputError as error:
            problems += error.problems
            if names is None or len(problems) >= MOST_PROBLEMS:
                break
    if not days and not problems:
        problems.append(Located(path, 1, 1, "csv-no-days"))
    if problems:
        raise InputError(problems)
    return days


def _lines(rows: Iterator[list[str]], path: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something, each with the line on which it begins."""
    line = 1
    while True:
        try:
            row = next(rows, None)
        except csv.Error:
            raise InputError([Located(path, line, 1, "csv-unreadable")]) from None
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield line, row
        line = getattr(rows, "line_num", line) + 1


def _columns(header: list[str], path: str, line: int) -> list[str]:
    names = [name.strip().lower() for name in header]
    mark = Mark(path, line, 1)
    problems = []
    for number, name in enumerate(names):
        if name in names[:number]:
            problems.append(Located.at(mark, "csv-column-twice", name=name))
        elif name not in COLUMNS:
            near = get_close_matches(name, COLUMNS, n=1)
            problems.append(Located.at(mark, "csv-column", name=name, nearest=near[0] if near else "", allowed=COLUMNS))
    missing = [name for name in COLUMNS if name not in names]
    if missing and not problems:
        problems.append(Located.at(mark, "csv-no-column", name=missing[0]))
    if problems:
        raise InputError(problems)
    return names


def _read_row(cells: dict[str, str], row: list[str], expected: int, mark: Mark, days: Days) -> None:
    if len(row) != expected:
        raise InputError([Located.at(mark, "csv-cells", given=len(row), expected=expected)])
    day = _date(cells["date"].strip(), mark)
    if day in days:
        raise InputError([Located.at(mark, "csv-day-twice", date=day, line=days[day].key.line)])
    hours = cells["hours"].strip()
    if not hours:
        raise InputError([Located.at(mark, "model-own-day-empty")])
    days[day] = Entry(mark, Node(mark, [Node(mark, one) for one in hours.split()] if hours[0].isdigit() else hours))


def _date(given: str, mark: Mark) -> str:
    """Return a date as files write it; spreadsheets write 2027/2/1."""
    match = _DATE.fullmatch(given)
    try:
        if match is None:
            raise ValueError
        return dt.date(int(match[1]), int(match[3]), int(match[4])).isoformat()
    except ValueError:
        raise InputError([Located.at(mark, "csv-date", given=given)]) from None
