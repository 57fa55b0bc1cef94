"""Limits that could be promised as they are told: what is printed, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.files import Report
from adminsim.report.promise.table import promise_data, promise_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from adminsim.messages import Words
    from adminsim.study.promise.limits import Promise


def _figures(found: Promise, words: Words) -> Iterator[tuple[str, Figure]]:
    from adminsim.report.promise.figure import promise_figure

    for chain in found.scenario.baseline.chains:
        yield f"promise-{chain}", promise_figure(found, chain, words)


PROMISE: Report[Promise] = Report(
    "promise", promise_table, promise_data, lambda found: found.limits(), _figures,
    more={"shares": lambda found: found.shares(found.asked or 0)},
)  # fmt: skip
