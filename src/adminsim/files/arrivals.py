"""Applications as they came: a table with one row for each, which a baseline's demand names.

``{kind: replay, file: arrivals.csv}`` becomes the demand that lists these instants; each keeps its place in the table,
so that whatever is wrong with it later is told there.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from adminsim.files.locate import locate_errors
from adminsim.files.located import InputError, Located, Mark
from adminsim.files.reading import file_named_at, read_bytes
from adminsim.files.strict_yaml import as_text
from adminsim.files.tree import Entry, Key, Node
from adminsim.model.demand import Listed
from adminsim.model.value import Value

COLUMNS = ("submitted", "case_type")
LARGEST_MB = 20
MOST_ROWS = 200_000
MOST_PROBLEMS = 20
"""Wrong rows that are told; the others are most likely wrong in the same way."""
_INSTANT = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?")


class Replay(Value):
    """Applications as they came, from a table: a CSV file in UTF-8 with the columns `submitted` and `case_type`."""

    kind: Literal["replay"]
    """Arrivals as a file lists them."""
    file: str
    """The table, beside this file or below; instants are local, such as 2018-01-02 09:05, and types may be left out."""
    source: str | None = None
    """Where the figures come from."""


def fill_in_arrivals(tree: Node) -> list[Located]:
    """Put what tables list in place of their names; return what is wrong with the tables."""
    problems: list[Located] = []
    for demand in _replays(tree):
        try:
            demand.value = _listed(demand)
        except InputError as error:
            problems += error.problems
            demand.value = _demand_of([], [], demand)
    return problems


def tables_of(tree: Node) -> Iterator[str]:
    """Yield the tables that a baseline names, as paths."""
    for demand in _replays(tree):
        entry = demand.child("file")
        if entry is not None and isinstance(entry.node.value, str):
            yield file_named_at(entry.node, Path(entry.node.mark.file).parent, LARGEST_MB)


def as_table(demand: Listed) -> str:
    """Return listed arrivals as the table that would be read back as them."""
    page = io.StringIO()
    rows = csv.writer(page, lineterminator="\n")
    rows.writerow(COLUMNS if demand.types else COLUMNS[:1])
    for number, at in enumerate(demand.at):
        rows.writerow([at.isoformat(" "), *demand.types[number : number + 1]])
    return page.getvalue()


def _replays(tree: Node) -> Iterator[Node]:
    chains = tree.child("chains")
    for chain in chains.node.value.values() if chains and isinstance(chains.node.value, dict) else ():
        demand = chain.node.child("demand")
        kind = demand.node.child("kind") if demand else None
        if demand and kind and kind.node.value == "replay":
            yield demand.node


def _listed(demand: Node) -> dict[Key, Entry]:
    try:
        Replay.model_validate(demand.plain())
    except ValidationError as error:
        raise InputError(locate_errors(error, Replay, demand)) from None
    file = demand.child("file")
    assert file is not None
    path = file_named_at(file.node, Path(file.node.mark.file).parent, LARGEST_MB)
    return _demand_of(*_read_table(path), demand)


def _demand_of(at: list[Node], types: list[Node], replay: Node) -> dict[Key, Entry]:
    assert isinstance(replay.value, dict)
    mark = at[0].mark if at else replay.mark
    told = {"kind": Node(mark, "listed"), "at": Node(mark, list(at)), "types": Node(mark, list(types))}
    made: dict[Key, Entry] = {key: Entry(node.mark, node) for key, node in told.items()}
    return made | {key: entry for key, entry in replay.value.items() if key == "source"}


def _read_table(path: str) -> tuple[list[Node], list[Node]]:
    """Return instants and case types, each with its place."""
    text = as_text(read_bytes(path, LARGEST_MB), path)
    header, _, _ = text.partition("\n")
    separator = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    at: list[Node] = []
    types: list[Node] = []
    problems: list[Located] = []
    line = 1
    try:
        columns = _columns(next(rows, []), path)
        line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                try:
                    _read_row(row, columns, Mark(path, line, 1), at, types)
                except InputError as error:
                    problems += error.problems
            if len(problems) >= MOST_PROBLEMS or len(at) > MOST_ROWS:
                break
            line = rows.line_num + 1
    except csv.Error:
        problems.append(Located(path, line, 1, "csv-unreadable"))
    if len(at) > MOST_ROWS:
        problems.append(Located(path, at[-1].mark.line, 1, "csv-rows", {"limit": f"{MOST_ROWS:,}"}))
    if not at and not problems:
        problems.append(Located(path, 1, 1, "csv-empty"))
    if problems:
        raise InputError(problems)
    return at, types


def _columns(header: list[str], path: str) -> list[str]:
    names = [name.strip() for name in header]
    if not any(names):
        raise InputError([Located(path, 1, 1, "csv-empty")])
    problems = []
    for number, name in enumerate(names):
        mark = Mark(path, 1, _column(header, number))
        if name in names[:number]:
            problems.append(Located.at(mark, "csv-column-twice", name=name))
        elif name not in COLUMNS:
            near = get_close_matches(name.lower().replace(" ", "_"), COLUMNS, n=1)
            values = {"nearest": near[0] if near else "", "allowed": COLUMNS}
            problems.append(Located.at(mark, "csv-column", name=name, **values))
    if not problems and COLUMNS[0] not in names:
        problems.append(Located(path, 1, 1, "csv-no-column", {"name": COLUMNS[0]}))
    if problems:
        raise InputError(problems)
    return names


def _read_row(row: list[str], columns: list[str], mark: Mark, at: list[Node], types: list[Node]) -> None:
    if len(row) != len(columns):
        raise InputError([Located.at(mark, "csv-cells", given=len(row), expected=len(columns))])
    for number, (name, cell) in enumerate(zip(columns, row, strict=True)):
        here = mark._replace(column=_column(row, number))
        given = cell.strip()
        if name == "submitted":
            at.append(Node(here, _instant(given, here)))
        elif given:
            types.append(Node(here, given))
        else:
            raise InputError([Located.at(here, "csv-no-type")])


def _instant(given: str, mark: Mark) -> str:
    """Return an instant as ISO 8601 writes it; spreadsheets write 2018/1/2 9:05."""
    match = _INSTANT.fullmatch(given)
    try:
        if match is None:
            raise ValueError
        year, _, *others, fraction = match.groups()
        month, day, hour, minute, second = (int(part or 0) for part in others)
        microsecond = int((fraction or "").ljust(6, "0"))
        return dt.datetime(int(year), month, day, hour, minute, second, microsecond).isoformat()
    except ValueError:
        raise InputError([Located.at(mark, "csv-instant", given=given)]) from None


def _column(row: list[str], number: int) -> int:
    # Quotation marks are not counted: they are rare in such tables.
    return sum(len(cell) + 1 for cell in row[:number]) + 1
