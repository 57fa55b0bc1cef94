"""The cheapest package as it is told: what is printed, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.files import Report
from adminsim.report.search.table import search_data, search_table
from adminsim.study.search.search import Searched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from adminsim.messages import Words


def _figures(found: Searched, words: Words) -> Iterator[tuple[str, Figure]]:
    from adminsim.report.search.figure import search_figure

    yield "search", search_figure(found, words)


SEARCH: Report[Searched] = Report("search", search_table, search_data, lambda found: found.table(), _figures)
