"""What if, as it is told: what is printed, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.files import Report
from adminsim.report.sweep.table import measure_name, sweep_data, sweep_table
from adminsim.study.sweep.crossing import crossings
from adminsim.study.sweep.rows import COLUMNS
from adminsim.study.sweep.sweep import Swept

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from matplotlib.figure import Figure

    from adminsim.messages import Words


def _figures(found: Swept, words: Words) -> Iterator[tuple[str, Figure]]:
    from adminsim.report.sweep.figure import sweep_figure

    for measure in dict.fromkeys(found.table["measure"]):
        name = measure_name(found, measure, words)
        yield f"sweep-{measure}", sweep_figure(found.table, measure, words, name=name)


def _table(found: Swept) -> pd.DataFrame:
    axes = [name for name in found.table.columns if name not in COLUMNS]
    return found.table.set_index([*axes, "measure"])


SWEEP: Report[Swept] = Report(
    "sweep", sweep_table, sweep_data, _table, _figures,
    more={"crossings": lambda found: crossings(found.table).set_index("measure")},
)  # fmt: skip
