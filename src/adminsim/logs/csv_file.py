"""Event logs as tables of text: CSV, with whatever separator and in the encodings that offices use."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.files.located import InputError, Located
from adminsim.logs.header import checked_header
from adminsim.logs.roles import named_as_usual
from adminsim.logs.table import ColumnBuilder, Table

if TYPE_CHECKING:
    from collections.abc import Callable

SEPARATORS = ",;\t|"
ENCODINGS = ("utf-8-sig", "gb18030")
"""UTF-8 with or without a signature, else what Chinese spreadsheets write."""
ROWS_AT_ONCE = 100_000
_HEAD_ROWS = 30
_LONGEST_LINE = 10_000


def read_csv(
    path: str,
    chunks: Callable[[], Iterator[bytes]],
    sha256: Callable[[], str],
    needed: frozenset[str],
    header: int | None = None,
) -> Table:
    """Read a table of text.

    Parameters
    ----------
    path : str
        Name to be given in messages.
    chunks : callable
        Opens the file and yields what it holds.
    sha256 : callable
        Tells the hash of the file.
    needed : frozenset of str
        Columns that are kept however many values they have.
    header : int, optional
        The line of the column names, from 1; by default the first, which then must be the only one.

    Raises
    ------
    InputError
        If it has no columns, two lines of column names, rows of another length, or ends within a row.
    """
    encoding = _encoding(path, chunks)
    head = _head(chunks, encoding)
    first = head[(header or 1) - 1] if len(head) >= (header or 1) else ""
    separator = max(SEPARATORS, key=first.count)
    rows = list(csv.reader(head[(header or 1) - 1 :], delimiter=separator))
    names = checked_header(path, rows, header)
    needed |= set(named_as_usual(names).values())
    builders = [ColumnBuilder(is_needed=name in needed) for name in names]
    text = _Text(chunks, encoding)
    lines = _fill(path, text, builders, names, header or 1, separator)
    last = next(csv.reader([text.last_line], delimiter=separator), [])
    if last and len(last) < len(names) and len(lines):
        raise InputError([Located(path, int(lines[-1]), None, "log-truncated")])
    columns = {name: builder.made(len(lines)) for name, builder in zip(names, builders, strict=True) if name}
    return Table(path, "csv", columns, lines, sha256())


def _encoding(path: str, chunks: Callable[[], Iterator[bytes]]) -> str:
    for encoding in ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for chunk in chunks():
                decoder.decode(chunk)
            decoder.decode(b"", True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise InputError([Located(path, None, None, "log-encoding")])


def _head(chunks: Callable[[], Iterator[bytes]], encoding: str) -> list[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    text = ""
    for chunk in chunks():
        text += decoder.decode(chunk)
        if text.count("\n") > _HEAD_ROWS:
            break
    return text.splitlines(keepends=True)[:_HEAD_ROWS]


class _Text(io.RawIOBase):
    """A file that yields text as UTF-8."""

    def __init__(self, chunks: Callable[[], Iterator[bytes]], encoding: str) -> None:
        self._chunks, self._decoder = chunks(), codecs.getincrementaldecoder(encoding)()
        self._left = b""
        self._tail = ""

    @property
    def last_line(self) -> str:
        """What stands behind the last end of a line."""
        return self._tail.rpartition("\n")[2]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            chunk = next(self._chunks, None)
            text = self._decoder.decode(chunk or b"", chunk is None)
            self._tail = (self._tail + text)[-_LONGEST_LINE:]
            self._left = text.encode("utf-8")
            if chunk is None:
                break
        taken = self._left[: len(buffer)]
        buffer[: len(taken)] = taken
        self._left = self._left[len(taken) :]
        return len(taken)


def _fill(
    path: str, text: io.RawIOBase, builders: list[ColumnBuilder], names: list[str], header: int, separator: str
) -> Any:
    """Read all rows; return the line of each."""
    import pandas as pd

    lines: list[Any] = []
    line = header + 1
    numbered = [str(number) for number in range(len(names))]
    try:
        reader = pd.read_csv(
            io.BufferedReader(text, 2**20), header=None, names=[*numbered, "more"], index_col=False, skiprows=header,
            dtype=str, na_filter=False, skip_blank_lines=False, sep=separator, chunksize=ROWS_AT_ONCE, encoding="utf-8",
        )  # fmt: skip
        for rows in reader:
            if not len(rows):
                continue
            breaks = np.zeros(len(rows), dtype=np.int64)
            for number, builder in zip(numbered, builders, strict=True):
                texts = ["" if text is None or text != text else text.strip() for text in rows[number].tolist()]
                builder.extend(texts)
                if any("\n" in value for value in dict.fromkeys(texts)):
                    breaks += [value.count("\n") for value in texts]
            here = line + np.arange(len(rows)) + np.concatenate(([0], np.cumsum(breaks)[:-1]))
            longer = np.flatnonzero([bool(text) and text == text for text in rows["more"].tolist()])
            if len(longer):
                values = {"given": len(names) + 1, "expected": len(names)}
                raise InputError([Located(path, int(here[longer[0]]), 1, "csv-cells", values)])
            lines.append(here)
            line = int(here[-1]) + 1 + int(breaks[-1])
    except pd.errors.EmptyDataError:
        pass
    except pd.errors.ParserError as error:
        raise InputError([_problem(path, str(error), header)]) from None
    return np.concatenate(lines).astype(np.int32) if lines else np.empty(0, dtype=np.int32)


def _problem(path: str, said: str, header: int) -> Located:
    """Return what pandas says about a row in our words."""
    numbers = [int(word.strip(",.")) for word in said.split() if word.strip(",.").isdigit()]
    if "EOF inside string" in said:
        return Located(path, numbers[-1] + 1 if numbers else None, None, "log-truncated")
    if "Expected" in said and len(numbers) >= 3:
        expected, line, given = numbers[:3]
        return Located(path, line, 1, "csv-cells", {"given": given, "expected": expected - 1})
    return Located(path, header + 1, None, "csv-unreadable")
