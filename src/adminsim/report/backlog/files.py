"""Backlogs by week as they are told: what is printed, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.backlog.table import backlog_data, backlog_table
from adminsim.report.kit.files import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from adminsim.messages import Words
    from adminsim.study.backlog.weeks import Backlog


def _figures(found: Backlog, words: Words) -> Iterator[tuple[str, Figure]]:
    from adminsim.report.backlog.figure import backlog_figure

    yield "backlog", backlog_figure(found, words)


BACKLOG: Report[Backlog] = Report(
    "backlog", backlog_table, backlog_data, lambda found: found.weekly(), _figures,
    more={"gone": lambda found: found.gone()},
)  # fmt: skip
