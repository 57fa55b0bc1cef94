"""Tables of plain texts for a terminal, and what rich would print as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.style import WIDEST

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.report.kit.fitting import FittingTable


def plain_table(*headings: str, left: int = 1) -> FittingTable:
    """Return an empty table over the whole width: `left` columns of words, the others of figures."""
    from rich.box import SIMPLE_HEAD

    from adminsim.report.kit.fitting import FittingTable
    from adminsim.report.kit.prose import Text

    table = FittingTable(box=SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for heading in headings[:left]:
        table.add_column(Text(heading), overflow="fold", ratio=1)
    for heading in headings[left:]:
        table.add_column(Text(heading), justify="right", no_wrap=True)
    return table


def add_row(table: Table, *cells: str, style: str = "") -> None:
    """Add a row of plain texts: nothing in them is read as markup."""
    from adminsim.report.kit.prose import Text

    table.add_row(*(Text(cell) for cell in cells), style=style)


def text_width() -> int:
    """Return how many columns text may have: those of the terminal, 100 at most and where there is none."""
    from shutil import get_terminal_size

    return min(get_terminal_size((WIDEST, 24)).columns, WIDEST)


def as_text(what: RenderableType, width: int | None = None) -> str:
    """Return what rich would print, as plain text of some columns (those of the terminal, 100 at most)."""
    from io import StringIO

    from rich.console import Console, Group

    page = StringIO()
    columns = width or text_width()
    console = Console(file=page, width=columns, color_system=None, legacy_windows=False, highlight=False)
    console.print(Group(what))  # A text alone would be made anew, as one that knows no Chinese.
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())
