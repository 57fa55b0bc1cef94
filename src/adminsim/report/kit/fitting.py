"""A table that turns into a list where the page is too narrow for it, so that no label and no figure is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Column, Table

from adminsim.report.kit.prose import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

LEAST = 12
"""Columns that words need at least to be read; less, and a table becomes a list."""


class FittingTable(Table):
    """A table; where it does not fit, each row becomes a label with its other cells below.

    Cells are plain texts. Columns that wrap get what is left by those that do not.

    Attributes
    ----------
    label : int
        Which column says what a row is about. Cells before it whose column has no heading stand before it in a list.
    """

    label: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Show the table, or the list where that is too narrow."""
        if self.fits(console, options):
            yield from super().__rich_console__(console, options)
        else:
            yield from self._listed()

    def fits(self, console: Console, options: ConsoleOptions) -> bool:
        """Tell whether what does not wrap is whole, and whether what wraps can still be read."""
        shared = [column for column in self.columns if column.ratio] or [
            column for column in self.columns if not column.no_wrap and column.width is None
        ]
        widest = {id(column): column.width or _widest(column, console, options) for column in self.columns}
        gaps = len(self.columns) * self.padding[1] + (len(self.columns) - 1 if self.box else 0)
        free = options.max_width - gaps - sum(widest[id(one)] for one in self.columns if one not in shared)
        if not any(column.ratio for column in shared):
            return free >= sum(min(widest[id(column)], LEAST) for column in shared)
        parts = sum(column.ratio or 0 for column in shared)
        return all(free * (column.ratio or 0) // parts >= min(widest[id(column)], LEAST) for column in shared)

    def _listed(self) -> RenderResult:
        headings = _one_line([str(column.header) for column in self.columns])
        if self.show_header and headings[self.label]:
            yield Text(headings[self.label], style="bold", overflow="fold")
        rows = zip(*(column.cells for column in self.columns), strict=True)
        for row, cells in zip(self.rows, rows, strict=True):
            style = row.style or ""
            before = [str(cell) for place, cell in enumerate(cells[: self.label]) if not headings[place]]
            label = " ".join(filter(None, map(str.strip, before)))
            text = str(cells[self.label])
            yield Text(f"{label} {text}" if label else text, style=style, overflow="fold")
            for place, cell in enumerate(cells):
                is_told = place == self.label or (place < self.label and not headings[place])
                if not is_told and str(cell).strip():
                    yield Padding(_entry(headings[place], cell, style), (0, 0, 0, 4))


def _widest(column: Column, console: Console, options: ConsoleOptions) -> int:
    texts = (column.header, *column.cells) if column.header else tuple(column.cells)
    wide = options.update(max_width=10_000)
    return max((Measurement.get(console, wide, text).maximum for text in texts), default=0)


def _one_line(headings: list[str]) -> list[str]:
    """Return headings without breaks; one whose first line is empty stands under that of its neighbour."""
    found, above = [], ""
    for heading in headings:
        first, stop, rest = heading.partition("\n")
        above = first or above
        found.append(f"{above} {rest}" if stop else heading)
    return found


def _entry(heading: str, cell: object, style: object) -> Text:
    colon = ": " if cell_len(heading) == len(heading) else "："
    entry = Text(f"{heading}{colon}" if heading else "", style=str(style), overflow="fold")
    if isinstance(cell, Text):
        entry.append_text(cell)
    else:
        entry.append(str(cell))
    return entry
