"""The recommended warm-up as it is told: what is printed, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.files import Report
from adminsim.report.warm_up.table import warm_up_data, warm_up_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from adminsim.messages import Words
    from adminsim.study.warm_up import WarmUp


def _figures(found: WarmUp, words: Words) -> Iterator[tuple[str, Figure]]:
    from adminsim.report.warm_up.figure import warm_up_figure

    for number, chain in enumerate(found.scenario.baseline.chains, start=1):
        yield f"warm-up-{number}", warm_up_figure(found, chain, words)


WARM_UP: Report[WarmUp] = Report("warm-up", warm_up_text, warm_up_data, lambda found: found.weekly(), _figures)
