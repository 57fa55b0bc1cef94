"""What a file of events holds, whatever its format: columns of texts, and the place of each row."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int32]

FileKind = Literal["xes", "csv", "xlsx"]
Progress = Callable[[int, int], None]
"""Is told how many bytes are read, of how many."""
NOT_GIVEN = -1
"""In place of a value that a row does not have."""
MOST_VALUES = 100_000
"""Different values of a column that nobody needs; with more it is not kept."""
CASE_PREFIX = "case:"
"""What stands before the name of a column that belongs to whole cases."""


@dataclass(frozen=True)
class Column:
    """A column: for each row the number of its value.

    Attributes
    ----------
    codes : ndarray of int32
        By row, `NOT_GIVEN` where there is none.
    values : list of str
        The different values, in the order in which they first appear.
    is_whole : bool
        Whether all values are kept; a column of more than 100,000 different ones that nobody needs is not.
    """

    codes: Codes
    values: list[str]
    is_whole: bool = True

    def texts(self, places: NDArray[Any] | None = None) -> NDArray[Any]:
        """Return the values by row as an array of texts, empty where there is none."""
        known = np.array([*self.values, ""], dtype=object)
        return np.asarray(known[self.codes if places is None else self.codes[places]])

    def counts(self) -> NDArray[np.int64]:
        """Return how many rows have each value."""
        given = self.codes[self.codes != NOT_GIVEN]
        return np.bincount(given, minlength=len(self.values)).astype(np.int64)


@dataclass(frozen=True)
class Table:
    """The rows of a file of events.

    Attributes
    ----------
    path : str
        The file.
    kind : {"xes", "csv", "xlsx"}
        Its format.
    columns : dict of str to Column
        By name; those of whole cases begin with ``case:``.
    places : ndarray of int32
        The line of each row, or the row of the sheet.
    traces : ndarray of int32 or None
        For XES: the number of the trace of each event.
    sha256 : str
        Hash of the file.
    long_numbers : dict of str to int
        Columns with numbers of more than 15 digits, with the place of the first: their last digits are lost.
    numbers : dict of str to ndarray of bool
        For sheets: by column, which values were stored as numbers.
    """

    path: str
    kind: FileKind
    columns: dict[str, Column]
    places: Codes
    sha256: str
    traces: Codes | None = None
    long_numbers: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, NDArray[np.bool_]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.places)


@dataclass
class ColumnBuilder:
    """A column that is being read."""

    is_needed: bool = False
    codes: array[int] = field(default_factory=lambda: array("i"))
    known: dict[str, int] = field(default_factory=dict)
    is_whole: bool = True

    def fill(self, rows: int) -> None:
        """Give all rows up to `rows` that have no value yet none."""
        self.codes.extend([NOT_GIVEN] * (rows - len(self.codes)))

    def extend(self, values: list[str]) -> None:
        """Give the next rows their values, none where they are empty."""
        known = self.known
        for text in dict.fromkeys(values):
            if text not in known and text:
                self._add(text)
        self.codes.extend([known.get(text, NOT_GIVEN) for text in values])

    def made(self, rows: int) -> Column:
        """Return the column."""
        self.fill(rows)
        codes = np.frombuffer(self.codes, dtype=np.int32) if rows else np.empty(0, dtype=np.int32)
        return Column(codes, list(self.known), self.is_whole)

    def _add(self, text: str) -> None:
        if len(self.known) >= MOST_VALUES and not self.is_needed:
            self.is_whole = False
        else:
            self.known[text] = len(self.known)
