"""Native charts, drawn by the spreadsheet from the cells of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from adminsim.report.book.sheet import A4
from adminsim.report.kit.style import AFTER, BEFORE

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from adminsim.report.book.sheet import Placed

WIDTH, HEIGHT, APART = 900, 400, 21
"""Pixels of a chart, and rows from one to the next."""
COLOURS = {"before": BEFORE, "after": AFTER, "required": "#7F7F7F"}
FEW = 40
"""Rows that bars can still be told apart in."""


@dataclass(frozen=True)
class Chart:
    """What a chart shows.

    Attributes
    ----------
    title : str
        What stands above it.
    table : Placed
        Where its numbers are.
    names : str
        The column of what is named along its axis.
    series : tuple of str
        The columns that are drawn.
    first, last : int
        Its rows, from 1.
    kind : str
        ``bar`` lies, ``column`` stands.
    form : str
        How the numbers of its axis are shown.
    along : str
        What stands below the axis of names.
    dates : str
        How its names are shown, where they are dates.
    """

    title: str
    table: Placed
    names: str
    series: tuple[str, ...]
    first: int
    last: int
    kind: Literal["bar", "column", "line"] = "bar"
    form: str = "0"
    along: str = ""
    dates: str = ""


def draw(book: Workbook, page: Worksheet, charts: Sequence[Chart]) -> None:
    """Draw charts one below the other."""
    page.hide_gridlines(2)
    page.set_portrait()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    for number, chart in enumerate(charts):
        page.insert_chart(number * APART, 0, _drawn(book, chart), {"x_offset": 10, "y_offset": 10})


def _drawn(book: Workbook, chart: Chart) -> Any:
    made: Any = book.add_chart({"type": chart.kind})
    table, along = chart.table, chart.table.columns[chart.names]
    for name in chart.series:
        column = table.columns[name]
        fill = COLOURS.get(name.rpartition("_")[2], COLOURS.get(name, AFTER))
        look = {"line": {"color": fill, "width": 2.25}} if chart.kind == "line" else {"fill": {"color": fill}}
        made.add_series(
            {
                "name": [table.page, 0, column],
                "categories": [table.page, chart.first, along, chart.last, along],
                "values": [table.page, chart.first, column, chart.last, column],
                **look,
                **({"gap": 30, "overlap": 0} if chart.kind == "column" else {}),
            }
        )
    made.set_title({"name": chart.title, "name_font": {"size": 14}, "overlay": False})
    numbers: dict[str, Any] = {
        "num_format": chart.form,
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
    }
    names: dict[str, Any] = {"name": chart.along} if chart.along else {}
    if chart.dates:
        names |= {"date_axis": True, "num_format": chart.dates, "major_unit_type": "months"}
    if chart.kind == "bar":
        # Of bars that lie, the axis of names stands; sheets list it from below, and people read from above.
        made.set_y_axis(names | {"reverse": True})
        made.set_x_axis(numbers | {"label_position": "high"})
    else:
        made.set_x_axis(names)
        made.set_y_axis(numbers)
    made.set_legend({"position": "bottom"})
    made.set_size({"width": WIDTH, "height": HEIGHT})
    return made


def before_and_after(table: Placed, title: str) -> Chart | None:
    """Return a chart of any table of few rows that has something before and after; None of others."""
    if not 0 < len(table.rows) <= FEW or not {"before", "after"} <= table.columns.keys():
        return None
    named = [name for name in table.columns if name != "before" and all(isinstance(r[name], str) for r in table.rows)]
    distinct = [name for name in named if len({row[name] for row in table.rows}) == len(table.rows)]
    if not distinct:
        return None
    return Chart(title, table, distinct[0], ("before", "after"), 1, len(table.rows))
