"""Which reform did it as it is told: what is printed, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.attribution.table import attribution_data, attribution_table
from adminsim.report.kit.files import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from adminsim.messages import Words
    from adminsim.study.attribution.attribute import Attribution


def _figures(found: Attribution, words: Words) -> Iterator[tuple[str, Figure]]:
    from adminsim.report.attribution.figure import attribution_figure

    yield "attribution", attribution_figure(found, words)


ATTRIBUTION: Report[Attribution] = Report(
    "attribution", attribution_table, attribution_data, lambda found: found.shares(), _figures,
    more={"interactions": lambda found: found.interactions()},
)  # fmt: skip
