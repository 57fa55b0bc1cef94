"""What is wrong with files, with the place: ``path/to/file.yaml:12:7: message``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from adminsim.messages import Words
from adminsim.messages.reasons import Reason
from adminsim.messages.said import Said


class Mark(NamedTuple):
    """A place in a file: lines and columns count from 1; of a workbook, also in which sheet."""

    file: str
    line: int
    column: int
    sheet: str = ""

    @property
    def place(self) -> str:
        """Return the place as editors understand it, or as a sheet names its cells."""
        return place_in(*self)


@dataclass(frozen=True)
class Located:
    """One thing that is wrong, and where.

    Attributes
    ----------
    file : str
        The file, as it would be named on the command line.
    sheet : str
        Of a workbook, the sheet.
    line, column : int or None
        The place, from 1; none where the file as a whole is meant.
    code : str
        Entry of the message catalogue.
    values : dict
        What the message names. `nearest`, `allowed` and `also`, another place, are said behind the message where
        its own text does not name them; a `Given` is described in the reader's language.
    """

    file: str
    line: int | None
    column: int | None
    code: str
    values: dict[str, Any] = field(default_factory=dict)
    sheet: str = ""

    @classmethod
    def at(cls, mark: Mark, code: str, **values: Any) -> Located:
        """Return the problem at a place."""
        return cls(mark.file, mark.line, mark.column, code, values, mark.sheet)

    @property
    def place(self) -> str:
        """Return the place as editors understand it, or as a sheet names its cells."""
        return place_in(self.file, self.line, self.column, self.sheet)

    def text(self, words: Words = Words.EN) -> str:
        """Return place and message."""
        return f"{self.place}: {self.message(words)}"

    def message(self, words: Words = Words.EN) -> str:
        """Return the message alone."""
        values = {name: _in_words(value, words) for name, value in self.values.items()}
        return words.say_with_hints(self.code, **values)

    def __str__(self) -> str:
        return self.text()


class InputError(Said):
    """Files are wrong; `problems` lists everything, in the order of the files and lines."""

    def __init__(self, problems: Iterable[Located]) -> None:
        super().__init__("problems")
        self.problems = list(problems)
        self.args = (self.problems,)

    def text(self, words: Words = Words.EN) -> str:
        """Return one line per problem."""
        return "\n".join(problem.text(words) for problem in self.problems)


@dataclass(frozen=True)
class Given:
    """A wrong value, to be described in the reader's language."""

    value: Any

    def text(self, words: Words) -> str:
        """Return the value as a reader would call it."""
        if self.value is None:
            return words.say("schema-given-nothing")
        if isinstance(self.value, (dict, list, tuple)):
            return words.say(f"schema-given-{'map' if isinstance(self.value, dict) else 'list'}")
        if isinstance(self.value, str):
            return words.say("schema-given-text", value=_shortened(self.value))
        plain = str(self.value).lower() if isinstance(self.value, bool) else f"{self.value:.12g}"
        return words.say("schema-given-plain", value=plain)


def place_in(file: str, line: int | None, column: int | None, sheet: str = "") -> str:
    """Return a place as editors understand it, ``city.yaml:12:7``, or as a sheet does, ``city.xlsx: steps!G12``."""
    if not sheet:
        return ":".join(str(part) for part in (file, line, column) if part is not None)
    shown = f"'{sheet}'" if " " in sheet else sheet
    return f"{file}: {shown}" + (f"!{letters_of(column)}{line}" if line and column else "")


def letters_of(column: int) -> str:
    """Return what a sheet calls a column: A, B, ..., Z, AA, AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def in_order(problems: Iterable[Located]) -> list[Located]:
    """Return problems once each, by file and sheet as they first appear, then by line and column."""
    once = list({(p.place, p.message()): p for p in problems}.values())
    files = {file: rank for rank, file in enumerate(dict.fromkeys((p.file, p.sheet) for p in once))}
    return sorted(once, key=lambda p: (files[p.file, p.sheet], p.line or 0, p.column or 0))


def _in_words(value: Any, words: Words) -> Any:
    if isinstance(value, (Given, Reason)):
        return value.text(words)
    if isinstance(value, (list, tuple)):
        return words.listed(map(str, value))
    return _shortened(value) if isinstance(value, str) and "\n" in value else value


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}..."
