"""Assumed figures and what they do as they are told: what is printed, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.assumptions.table import assumptions_data, assumptions_table
from adminsim.report.kit.files import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from adminsim.messages import Words
    from adminsim.study.assumptions.one_by_one import Assumptions


def _figures(found: Assumptions, words: Words) -> Iterator[tuple[str, Figure]]:
    from adminsim.report.assumptions.figure import tornado_figure

    for target in found.targets:
        yield f"tornado-{target.name}", tornado_figure(found, target.name, words)


ASSUMPTIONS: Report[Assumptions] = Report(
    "assumptions", assumptions_table, assumptions_data, lambda found: found.table(), _figures,
    more={"ledger": lambda found: found.figures()},
)  # fmt: skip
