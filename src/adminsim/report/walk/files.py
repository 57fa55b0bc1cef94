"""Where the time goes as files: tables, plain data and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.walk.table import walk_data
from adminsim.results.folder import as_csv, as_json
from adminsim.study.walk.ladder import ladder_frame

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from adminsim.messages import Language
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.walk.ladder import Rung


def write_walk(comparison: Comparison, folder: Path, language: Language = "en", rungs: Sequence[Rung] = ()) -> None:
    """Write walk.csv, ladder.csv, walk.json and for each chain a figure, as SVG and PNG, into an existing folder."""
    from adminsim.report.kit.canvas import save
    from adminsim.report.kit.fonts import figure_language
    from adminsim.report.walk.figure import walk_figure

    (folder / "walk.csv").write_text(walk_csv(comparison), encoding="utf-8-sig", newline="")
    if rungs:
        (folder / "ladder.csv").write_text(as_csv(ladder_frame(rungs)), encoding="utf-8-sig", newline="")
    (folder / "walk.json").write_text(walk_json(comparison, language, rungs), encoding="utf-8")
    drawn, _ = figure_language(language)
    for chain in comparison.scenario.baseline.chains:
        save(walk_figure(comparison, chain, language), folder / f"walk-{chain}", drawn)


def walk_csv(comparison: Comparison) -> str:
    """Return the rows of `Comparison.walk` as CSV with 12 significant digits."""
    return as_csv(comparison.walk())


def walk_json(comparison: Comparison, language: Language = "en", rungs: Sequence[Rung] = ()) -> str:
    """Return where the time goes as JSON."""
    return as_json(walk_data(comparison, language, rungs))
