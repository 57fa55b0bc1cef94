"""Help pages whose lines fit and align although Chinese characters are two columns wide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

import click

_PIECES = re.compile(
    r"\s+|[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”][，。：；、！？）》”]*|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”]+[，。：；、！？）》”]*"
)
"""What a line may be broken between: blanks, wide characters with the marks that cannot begin a line, and words."""
_LONGEST_TERM = 30


def width_of(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of at most `width` columns."""
    return [line for paragraph in text.splitlines() for line in _lines(paragraph, width)] or [""]


def _lines(paragraph: str, width: int) -> Iterator[str]:
    line = ""
    for piece in _PIECES.findall(paragraph):
        if line.strip() and width_of(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line or not piece.isspace() else ""
    yield line.rstrip()


class Page(click.HelpFormatter):
    """A help page in any language."""

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        indent = " " * self.current_indent
        for line in wrapped(text, self.width - self.current_indent):
            self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _LONGEST_TERM, col_spacing: int = 2) -> None:
        """Write terms and what they mean in two columns."""
        rows = list(rows)
        first = min(max(width_of(term) for term, _ in rows), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, meaning in rows:
            lines = wrapped(meaning, max(self.width - self.current_indent - first, 20))
            if width_of(term) > first - col_spacing:
                self.write(f"{indent}{term}\n")
                term = ""
            gap = " " * (first - width_of(term))
            self.write(f"{indent}{term}{gap}{lines[0]}".rstrip() + "\n")
            for line in lines[1:]:
                self.write(f"{indent}{' ' * first}{line}\n")
