"""What bureaus did as it is told: what is printed, the files, and a page for each bureau."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.messages import Words
from adminsim.report.bureaus.table import bureaus_data, bureaus_table, pages
from adminsim.report.kit.files import Report
from adminsim.study.bureaus.months import Bureaus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matplotlib.figure import Figure


class _WithPages(Report[Bureaus]):
    """A report that writes a page for each bureau, too."""

    def write(self, found: Bureaus, folder: Path, words: Words = Words.EN) -> None:
        """Write tables, plain data, figures and pages into an existing folder."""
        super().write(found, folder, words)
        for name, text in pages(found, words):
            (folder / name).write_text(text, encoding="utf-8")


def _figures(found: Bureaus, words: Words) -> Iterator[tuple[str, Figure]]:
    from adminsim.report.bureaus.figure import bureau_figure

    for name in found.departments:
        yield f"bureau-{name}", bureau_figure(found, name, words)


BUREAUS = _WithPages(
    "bureaus", bureaus_table, bureaus_data, lambda found: found.by_month(), _figures,
    more={"by-step": lambda found: found.by_step()},
)  # fmt: skip
