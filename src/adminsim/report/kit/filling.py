"""Names one behind the other, broken between them and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.padding import Padding

from adminsim.report.kit.prose import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult


@dataclass(frozen=True)
class Filled:
    """Texts one behind the other, as many on a line as fit; one that is longer than a line is broken where it must.

    Attributes
    ----------
    texts : tuple of str
        What is listed.
    between : str
        What stands between two of them, such as a comma and a space.
    indent : int
        How many columns all lines are moved to the right.
    style : str
        Of the whole.
    """

    texts: tuple[str, ...]
    between: str
    indent: int = 0
    style: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Show the lines."""
        for line in self.lines(options.max_width - self.indent):
            yield Padding(Text(line, style=self.style, overflow="fold"), (0, 0, 0, self.indent))

    def lines(self, width: int) -> list[str]:
        """Return the lines of a width."""
        return [line.rstrip() for line in _filled(self.texts, self.between, width)]


def _filled(texts: Iterable[str], between: str, width: int) -> Iterable[str]:
    texts, line = tuple(texts), ""
    for place, text in enumerate(texts):
        piece = text + (between if place < len(texts) - 1 else "")
        if line and cell_len(line + piece.rstrip()) > width:
            yield line
            line = ""
        line += piece
    yield line
