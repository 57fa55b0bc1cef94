"""Assumed figures and what they do, as files: tables, plain data and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.assumptions.table import assumptions_data
from adminsim.results.folder import as_csv, as_json

if TYPE_CHECKING:
    from pathlib import Path

    from adminsim.messages import Language
    from adminsim.study.assumptions.one_by_one import Assumptions


def write_assumptions(found: Assumptions, folder: Path, language: Language = "en") -> None:
    """Write ledger.csv, assumptions.csv, assumptions.json and for each target a figure into an existing folder."""
    from adminsim.report.assumptions.figure import tornado_figure
    from adminsim.report.kit.canvas import save
    from adminsim.report.kit.fonts import figure_language

    tables = {"ledger.csv": as_csv(found.figures()), "assumptions.csv": as_csv(found.table())}
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8-sig", newline="")
    (folder / "assumptions.json").write_text(assumptions_json(found, language), encoding="utf-8")
    drawn, _ = figure_language(language)
    for target in found.targets:
        save(tornado_figure(found, target.name, language), folder / f"tornado-{target.name}", drawn)


def assumptions_csv(found: Assumptions) -> str:
    """Return the rows of `Assumptions.table` as CSV with 12 significant digits."""
    return as_csv(found.table())


def assumptions_json(found: Assumptions, language: Language = "en") -> str:
    """Return what single assumptions do as JSON."""
    return as_json(assumptions_data(found, language))
