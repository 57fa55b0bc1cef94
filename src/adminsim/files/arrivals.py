"""Applications as they came: a table with one row for each, which a baseline's demand names.

``{kind: replay, file: arrivals.csv}`` becomes the demand that lists these instants; each keeps its place in the table,
so that whatever is wrong with it later is told there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import ValidationError

from adminsim.files.locate import locate_errors
from adminsim.files.located import InputError, Located, Mark
from adminsim.files.reading import file_named_at, read_bytes
from adminsim.files.stamps import NO_ZONE, Order, Precision, order_of, read_stamps
from adminsim.files.strict_yaml import as_text
from adminsim.files.tree import Column, Entry, Key, Node
from adminsim.model.chinese import InChinese
from adminsim.model.demand import Listed
from adminsim.model.value import Value

COLUMNS = ("submitted", "case_type")
LARGEST_MB = 100
MOST_ROWS = 1_000_000
MOST_PROBLEMS = 20
"""Wrong rows that are told; the others are most likely wrong in the same way."""
_ZONE_NAMED = re.compile(r"\s*(?!(?i:[ap]m)$)[A-Za-z]{2,4}$")
"""A zone that is called by its letters, behind an instant; `AM` and `PM` are none."""


class Replay(Value):
    """Applications as they came, from a table: a CSV file in UTF-8 with the columns `submitted` and `case_type`."""

    kind: Annotated[Literal["replay"], InChinese(replay="回放")]
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
            nothing = Column("", [], [], [])
            demand.value = _demand_of(nothing, nothing, demand)
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
        if demand and kind and kind.node.value in ("replay", "回放"):
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


def _demand_of(at: Column, types: Column, replay: Node) -> dict[Key, Entry]:
    assert isinstance(replay.value, dict)
    mark = at.mark(0) if len(at) else replay.mark
    told = {"kind": Node(mark, "listed"), "at": Node(mark, at), "types": Node(mark, types)}
    made: dict[Key, Entry] = {key: Entry(node.mark, node) for key, node in told.items()}
    return made | {key: entry for key, entry in replay.value.items() if key == "source"}


def _read_table(path: str) -> tuple[Column, Column]:
    """Return instants and case types, each with its place."""
    text = as_text(read_bytes(path, LARGEST_MB), path)
    header = next((line for line in text.split("\n", 1000) if line.strip()), "")
    separator = max(",;\t", key=header.count)
    at, types, problems = cells_at_one_go(text, separator, path) or cells_row_by_row(text, separator, path)
    problems = sorted((*problems, *_made_instants(at)), key=lambda one: (one.line or 0, one.column or 0))
    if problems:
        raise InputError(problems[:MOST_PROBLEMS])
    return at, types


def _made_instants(at: Column) -> list[Located]:
    """Put the instants that are meant in place of a column's texts; return those that mean none, or not one alone.

    As in a log: the stamps as a whole say whether day or month comes first. What arrivals need beyond that is the hour,
    and local time.
    """
    stated = order_of(at.values)
    order: Order = stated or "dmy"
    stamps = read_stamps(at.values, order)
    has_zone, has_hour = stamps.offset_s != NO_ZONE, stamps.precision != Precision.DAY
    problems = []
    for number in np.flatnonzero(~(stamps.is_read & ~has_zone & has_hour))[:MOST_PROBLEMS].tolist():
        given = at.values[number]
        is_zone = has_zone[number] or _is_read_without_zone(given, order)
        problems.append(Located.at(at.mark(number), "csv-zone" if is_zone else "csv-instant", given=given))
    if stated is None and not problems:
        # The first stamp with the year behind is the one that can be read in two ways.
        number = int(np.flatnonzero(~read_stamps(at.values).is_read)[0])
        problems.append(Located.at(at.mark(number), "csv-day-or-month", given=at.values[number]))
    if not problems:
        at.values[:] = stamps.local_s.astype("datetime64[s]").tolist()
    return problems


def _is_read_without_zone(given: str, order: Order) -> bool:
    shorter = _ZONE_NAMED.sub("", given)
    return shorter != given and bool(read_stamps([shorter], order).is_read[0])


def cells_at_one_go(text: str, separator: str, path: str) -> tuple[Column, Column, list[Located]] | None:
    """Return the cells of a table where every row is as it should be; None where each has to be looked at."""
    import pandas as pd

    try:
        table = pd.read_csv(
            io.StringIO(text), sep=separator, header=None, dtype=str, na_filter=False, skip_blank_lines=False
        )
    except (ValueError, csv.Error):
        return None
    rows = text.count("\n") + (not text.endswith("\n"))
    names = [name.strip() for name in table.iloc[0]] if len(table) else []
    if len(table) != rows or set(names) - set(COLUMNS) or COLUMNS[0] not in names or len(set(names)) < len(names):
        return None
    cells: dict[str, Any] = {name: table[number][1:] for number, name in enumerate(names)}
    given = {name: column.str.strip() for name, column in cells.items()}
    is_used = np.logical_or.reduce([column.to_numpy() != "" for column in given.values()])
    lines = np.flatnonzero(is_used) + 2
    if not len(lines) or len(lines) > MOST_ROWS or any((column[is_used] == "").any() for column in given.values()):
        return None
    values: dict[str, list[object]] = {name: [] for name in COLUMNS}
    values |= {name: column[is_used].tolist() for name, column in given.items()}
    columns, behind = dict.fromkeys(COLUMNS, np.ones(len(lines), dtype=np.int64)), np.ones(len(lines), dtype=np.int64)
    for name, column in cells.items():
        columns[name] = behind
        behind = behind + column[is_used].str.len().to_numpy() + 1
    at, types = (Column(path, lines, columns[name], values[name]) for name in COLUMNS)
    return at, types, []


def cells_row_by_row(text: str, separator: str, path: str) -> tuple[Column, Column, list[Located]]:
    """Return the cells of a table, and what is wrong with its rows where it stands."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    at, types = (Column(path, [], [], []) for _ in COLUMNS)
    problems: list[Located] = []
    line = 1
    try:
        columns: list[str] = []
        for row in rows:
            if any(cell.strip() for cell in row):
                try:
                    if columns:
                        _read_row(row, columns, line, at, types)
                    else:
                        columns = _columns(row, path, line)
                except InputError as error:
                    problems += error.problems
                    if not columns:
                        break
            if len(problems) >= MOST_PROBLEMS or len(at) > MOST_ROWS:
                break
            line = rows.line_num + 1
    except csv.Error:
        problems.append(Located(path, line, 1, "csv-unreadable"))
    if len(at) > MOST_ROWS:
        problems.append(Located(path, at.lines[-1], 1, "csv-rows", {"limit": f"{MOST_ROWS:,}"}))
    if not len(at) and not problems:
        problems.append(Located(path, 1, 1, "csv-empty"))
    return at, types, problems


def _columns(header: list[str], path: str, line: int) -> list[str]:
    names = [name.strip() for name in header]
    problems = []
    for number, name in enumerate(names):
        mark = Mark(path, line, _column(header, number))
        if name in names[:number]:
            problems.append(Located.at(mark, "csv-column-twice", name=name))
        elif name not in COLUMNS:
            near = get_close_matches(name.lower().replace(" ", "_"), COLUMNS, n=1)
            values = {"nearest": near[0] if near else "", "allowed": COLUMNS}
            problems.append(Located.at(mark, "csv-column", name=name, **values))
    if not problems and COLUMNS[0] not in names:
        problems.append(Located(path, line, 1, "csv-no-column", {"name": COLUMNS[0]}))
    if problems:
        raise InputError(problems)
    return names


def _read_row(row: list[str], columns: list[str], line: int, at: Column, types: Column) -> None:
    if len(row) != len(columns):
        raise InputError([Located(at.file, line, 1, "csv-cells", {"given": len(row), "expected": len(columns)})])
    for number, (name, cell) in enumerate(zip(columns, row, strict=True)):
        column = _column(row, number) if number else 1
        given = cell.strip()
        if not given and name == "case_type":
            raise InputError([Located(at.file, line, column, "csv-no-type")])
        kept = at if name == COLUMNS[0] else types
        kept.lines.append(line)
        kept.columns.append(column)
        kept.values.append(given)


def _column(row: list[str], number: int) -> int:
    # Quotation marks are not counted: they are rare in such tables.
    return sum(len(cell) + 1 for cell in row[:number]) + 1
