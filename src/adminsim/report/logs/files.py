"""A calibration as files: a scenario, its baseline, the report and the figure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from adminsim.logs.plain import scenario_of
from adminsim.messages import Words
from adminsim.messages.said import Said

if TYPE_CHECKING:
    from adminsim.logs.calibrate import Calibration


def files_beside(scenario: Path) -> dict[str, Path]:
    """Return the files that a calibration writes, the scenario first."""
    stem = scenario.with_suffix("")
    return {
        "scenario": scenario,
        "baseline": stem.with_name(f"{stem.name}-baseline.yaml"),
        "report": stem.with_name(f"{stem.name}-calibration.json"),
        "svg": stem.with_name(f"{stem.name}-calibration.svg"),
        "png": stem.with_name(f"{stem.name}-calibration.png"),
    }


def check_free(scenario: Path) -> None:
    """Refuse to overwrite anything.

    Raises
    ------
    Said
        If one of the files is there already.
    """
    for path in files_beside(scenario).values():
        if path.exists():
            raise Said("log-file-exists", {"path": path.as_posix()})


def write_calibration(found: Calibration, scenario: Path, words: Words = Words.EN) -> list[Path]:
    """Write a scenario, its baseline, the report and the figure; return the files."""
    from adminsim.files.write import dump, dump_baseline
    from adminsim.report.kit.canvas import save
    from adminsim.report.kit.fonts import figure_words
    from adminsim.report.logs.figure import calibration_figure

    files = files_beside(scenario)
    written = dump_baseline(found.baseline, files["baseline"].name)
    for name, text in written.items():
        (scenario.parent / name).write_text(text, encoding="utf-8")
    scenario.write_text(dump(scenario_of(found, files["baseline"].name)), encoding="utf-8")
    report = json.dumps(found.report(), ensure_ascii=False, indent=2, default=str) + "\n"
    files["report"].write_text(report, encoding="utf-8")
    drawn, _ = figure_words(words)
    save(calibration_figure(found, words), files["svg"].with_suffix(""), drawn)
    return list(files.values())
