"""Where the time goes as it is told: what is printed, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.files import Report
from adminsim.report.walk.table import walk_data, walk_table
from adminsim.study.walk.ladder import ladder_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from adminsim.messages import Words
    from adminsim.study.walk.walked import Walked


def _figures(found: Walked, words: Words) -> Iterator[tuple[str, Figure]]:
    from adminsim.report.walk.figure import walk_figure

    for chain in found.comparison.scenario.baseline.chains:
        yield f"walk-{chain}", walk_figure(found.comparison, chain, words)


WALK: Report[Walked] = Report(
    "walk",
    lambda found, words: walk_table(found.comparison, words, found.rungs),
    lambda found, words: walk_data(found.comparison, words, found.rungs),
    lambda found: found.comparison.walk(),
    _figures,
    more={"ladder": lambda found: ladder_frame(found.rungs)},
)
