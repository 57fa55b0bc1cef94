"""What if, as files: tables, plain data and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.sweep.table import measure_name, sweep_data
from adminsim.results.folder import as_csv, as_json
from adminsim.study.sweep.crossing import crossings
from adminsim.study.sweep.rows import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from adminsim.messages import Language
    from adminsim.study.sweep.sweep import Swept


def write_sweep(found: Swept, folder: Path, language: Language = "en") -> None:
    """Write sweep.csv, crossings.csv, sweep.json and for each measure a figure into an existing folder."""
    from adminsim.report.kit.canvas import save
    from adminsim.report.kit.fonts import figure_language
    from adminsim.report.sweep.figure import sweep_figure

    tables = {"sweep.csv": sweep_csv(found), "crossings.csv": as_csv(crossings(found.table).set_index("measure"))}
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8-sig", newline="")
    (folder / "sweep.json").write_text(sweep_json(found, language), encoding="utf-8")
    drawn, _ = figure_language(language)
    for measure in dict.fromkeys(found.table["measure"]):
        figure = sweep_figure(found.table, measure, drawn, name=measure_name(found, measure, drawn))
        save(figure, folder / f"sweep-{measure}", drawn)


def sweep_csv(found: Swept) -> str:
    """Return the rows of a sweep as CSV with 12 significant digits."""
    axes = [name for name in found.table.columns if name not in COLUMNS]
    return as_csv(found.table.set_index([*axes, "measure"]))


def sweep_json(found: Swept, language: Language = "en") -> str:
    """Return a sweep as JSON."""
    return as_json(sweep_data(found, language))
