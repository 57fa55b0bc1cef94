"""The whole space of assumptions as it is told: what is printed, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.files import Report
from adminsim.report.space.table import space_data, space_table
from adminsim.study.space.space import Space

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from adminsim.messages import Words


def _figures(found: Space, words: Words) -> Iterator[tuple[str, Figure]]:
    from adminsim.report.space.figure import space_figure

    for target in found.targets:
        yield f"space-{target.name}", space_figure(found, target.name, words)


SPACE: Report[Space] = Report("space", space_table, space_data, lambda found: found.table(), _figures)
