"""Which reform did it, as files: tables, plain data and a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.attribution.table import attribution_data
from adminsim.results.folder import as_csv, as_json

if TYPE_CHECKING:
    from pathlib import Path

    from adminsim.messages import Language
    from adminsim.study.attribution.attribute import Attribution


def write_attribution(found: Attribution, folder: Path, language: Language = "en") -> None:
    """Write attribution.csv, interactions.csv, attribution.json and the figure into an existing folder."""
    from adminsim.report.attribution.figure import attribution_figure
    from adminsim.report.kit.canvas import save
    from adminsim.report.kit.fonts import figure_language

    tables = {"attribution.csv": attribution_csv(found), "interactions.csv": as_csv(found.interactions())}
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8-sig", newline="")
    (folder / "attribution.json").write_text(attribution_json(found, language), encoding="utf-8")
    drawn, _ = figure_language(language)
    save(attribution_figure(found, language), folder / "attribution", drawn)


def attribution_csv(found: Attribution) -> str:
    """Return the rows of `Attribution.shares` as CSV with 12 significant digits."""
    return as_csv(found.shares())


def attribution_json(found: Attribution, language: Language = "en") -> str:
    """Return what each reform contributes as JSON."""
    return as_json(attribution_data(found, language))
