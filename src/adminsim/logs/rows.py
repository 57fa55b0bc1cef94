"""Which rows of a file are events, and what is told of all others: every row is used, or named with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.files.located import InputError, Located
from adminsim.files.stamps import FIRST_SERIAL
from adminsim.logs.table import NOT_GIVEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.files.stamps import Stamps
    from adminsim.logs.table import Table
    from adminsim.messages import Words

USED, EMPTY, TOTAL, NO_CASE, NO_ACTIVITY, NO_STAMP, SERIAL_ZERO, DUPLICATE = range(8)
REASONS = ("used", "empty", "total", "no-case", "no-activity", "no-stamp", "serial-zero", "duplicate")
"""Why a row is not used; each is the entry `log-row-<reason>` of the catalogue."""
_TOTAL = re.compile(r"(合计|总计|小计|共计|(sub)?total|sum|grand total)\b.*", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+\d{2}")


@dataclass(frozen=True)
class Notice:
    """Something about a file that is to be known, and need not be wrong.

    Attributes
    ----------
    code : str
        Entry of the message catalogue.
    count : int
        How many rows or cases.
    values : dict
        What else the message names.
    rows : tuple of int
        The first rows that are meant, by line of the file.
    """

    code: str
    count: int
    values: Mapping[str, Any]
    rows: tuple[int, ...] = ()

    def text(self, words: Words) -> str:
        """Return the message."""

        where = ""
        if self.rows:
            named = words.listed(map(str, self.rows))
            where = words.say("log-rows-more" if self.count > len(self.rows) else "log-rows", rows=named)
        return words.say(self.code, count=self.count, **self.values) + where


NAMED = 5
"""Rows that a message names."""


def sort_rows(table: Table, roles: Mapping[str, str], stamps: Stamps) -> NDArray[np.int8]:
    """Return for each row whether it is an event, or why not: a number of `REASONS`."""
    case, activity = table.columns[roles["case"]], table.columns[roles["activity"]]
    why = np.zeros(len(table), dtype=np.int8)
    stamp = table.columns[roles["stamp"]]
    zero = np.array([text.startswith(FIRST_SERIAL) or text == "0" for text in stamp.values] + [False])
    why[~stamps.is_read] = NO_STAMP
    why[zero[stamp.codes] & ~stamps.is_read] = SERIAL_ZERO
    why[activity.codes == NOT_GIVEN] = NO_ACTIVITY
    why[case.codes == NOT_GIVEN] = NO_CASE
    total = np.zeros(len(table), dtype=np.bool_)
    for column in (case, activity):
        is_total = np.array([bool(_TOTAL.fullmatch(text)) for text in column.values] + [False])
        total |= is_total[column.codes]
    why[total & (why != USED)] = TOTAL
    nothing = np.ones(len(table), dtype=np.bool_)
    for column in table.columns.values():
        nothing &= column.codes == NOT_GIVEN
    why[nothing] = EMPTY
    why[_duplicates(table, roles, stamps, why)] = DUPLICATE
    return why


def _duplicates(table: Table, roles: Mapping[str, str], stamps: Stamps, why: NDArray[np.int8]) -> NDArray[np.int64]:
    """Return the rows that repeat an earlier one in all that matters."""
    names = [name for role, name in roles.items() if role != "stamp"]
    keys = [table.columns[name].codes.astype(np.int64) for name in names]
    if table.traces is not None and "concept:instance" in table.columns:
        keys.append(table.columns["concept:instance"].codes.astype(np.int64))
    used = np.flatnonzero(why == USED)
    combined = np.zeros(len(used), dtype=np.uint64)
    for key in (stamps.local_s, *keys):
        combined = _mixed(combined, key[used].astype(np.uint64))
    _, first = np.unique(combined, return_index=True)
    is_first = np.zeros(len(used), dtype=np.bool_)
    is_first[first] = True
    return used[~is_first]


def _mixed(state: NDArray[np.uint64], value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Mix a value into a hash of 64 bits (the finaliser of splitmix64)."""
    state = (state ^ value) + np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


def check_ids(table: Table, name: str) -> None:
    """Refuse numbers of cases whose last digits are lost.

    Raises
    ------
    InputError
        With the first row that has one.
    """
    place = table.long_numbers.get(name)
    column = table.columns[name]
    if place is None:
        lost = [number for number, text in enumerate(column.values) if _SCIENTIFIC.fullmatch(text)]
        if lost:
            place = int(table.places[np.isin(column.codes, lost)][0])
    if place is not None:
        raise InputError([Located(table.path, place, None, "log-long-ids", {"name": name})])


def zeros_before(values: list[str]) -> tuple[str, str, int] | None:
    """Return two numbers that differ by zeros before them only, as 123 and 000123, and how many pairs there are."""
    known = set(values)
    padded = [text for text in values if text.startswith("0") and text.lstrip("0") in known and text.lstrip("0")]
    return (padded[0].lstrip("0"), padded[0], len(padded)) if padded else None


def row_notices(table: Table, why: NDArray[np.int8]) -> list[Notice]:
    """Return what is to be said about rows that are not used."""
    found = []
    for reason, name in enumerate(REASONS):
        places = table.places[why == reason] if reason != USED else ()
        if len(places):
            found.append(Notice(f"log-row-{name}", len(places), {}, tuple(map(int, places[:NAMED]))))
    return found
