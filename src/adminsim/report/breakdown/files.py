"""A limit broken down as it is told: what is printed, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.messages import Words
from adminsim.report.breakdown.procedures import procedure_targets
from adminsim.report.breakdown.table import breakdown_data, breakdown_table
from adminsim.report.kit.files import Report
from adminsim.study.breakdown.block import pasted
from adminsim.study.breakdown.limits import Breakdown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matplotlib.figure import Figure


class _WithBlock(Report[Breakdown]):
    """A report that writes the blocks to paste, too."""

    def write(self, found: Breakdown, folder: Path, words: Words = Words.EN) -> None:
        """Write table, plain data, figure and blocks into an existing folder."""
        super().write(found, folder, words)
        (folder / "limits.yaml").write_text(pasted(found), encoding="utf-8")
        if targets := procedure_targets(found):
            (folder / "targets.yaml").write_text(targets, encoding="utf-8")


def _figures(found: Breakdown, words: Words) -> Iterator[tuple[str, Figure]]:
    from adminsim.report.breakdown.figure import breakdown_figure

    yield "breakdown", breakdown_figure(found, words)


BREAKDOWN = _WithBlock("breakdown", breakdown_table, breakdown_data, lambda found: found.table(), _figures)
