"""The results folder: what a study found, with all that is needed to find it again."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adminsim.files.write import dump
from adminsim.results.document import DIGITS, document

if TYPE_CHECKING:
    import pandas as pd

    from adminsim.study.compare import Comparison

MANIFEST = "manifest.json"
SCENARIO = "scenario.yaml"
BASELINE = "baseline.yaml"
PACKAGES = ("adminsim", "numpy", "scipy", "pandas", "simpy", "matplotlib", "chinesecalendar", "holidays")

Draw = Callable[["Comparison", Path], "tuple[list[Path], dict[str, str]]"]
"""Draws the figures of a study into a folder; returns their files, and what their bytes depend on."""


class FolderError(Exception):
    """The results folder cannot be written; the code is an entry of the message catalogue."""

    def __init__(self, code: str, **values: str) -> None:
        self.code, self.values = code, values
        super().__init__(code, values)


def write_results(comparison: Comparison, folder: Path, draw: Draw) -> None:
    """Write what a study found; the folder appears whole or not at all.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    folder : Path
        Where to; it must not exist, or be empty.
    draw : callable
        Draws the figures.

    Raises
    ------
    FolderError
        If the folder cannot be written or holds something already.
    """
    check_folder(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            write_contents(comparison, made, draw)
            made.chmod(0o755)
            if folder.exists():
                folder.rmdir()
            os.replace(made, folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise FolderError("folder-not-written", folder=str(folder), reason=error.strerror or str(error)) from error


def check_folder(folder: Path) -> None:
    """Raise a FolderError if results cannot be put here; nothing is written."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderError("folder-not-empty", folder=str(folder))
    above = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if not above.is_dir() or not os.access(above, os.W_OK):
        raise FolderError("folder-read-only", folder=str(folder))


def write_contents(comparison: Comparison, folder: Path, draw: Draw) -> None:
    """Write all files of a results folder into an existing one."""
    scenario = comparison.scenario
    written = scenario.written.replace(
        baseline=BASELINE,
        study=scenario.study.replace(seed=comparison.seed, replications=len(comparison.replications)),
    )
    (folder / SCENARIO).write_text(dump(written), encoding="utf-8")
    (folder / BASELINE).write_text(dump(scenario.baseline), encoding="utf-8")
    for name, table in tables(comparison).items():
        (folder / f"{name}.csv").write_text(as_csv(table), encoding="utf-8-sig", newline="")
    (folder / "summary.json").write_text(as_json(document(comparison)), encoding="utf-8")
    figures, drawn_with = draw(comparison, folder)
    (folder / MANIFEST).write_text(as_json(_manifest(comparison, folder, figures, drawn_with)), encoding="utf-8")


def tables(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """Return the tables of a results folder by file name."""
    return {
        "summary": comparison.summary(),
        "targets": comparison.targets(),
        "utilisation": comparison.utilisation(),
        "time-by-step": comparison.time_by_step(),
        "distribution": comparison.distribution(),
        "replications": comparison.by_replication(),
    }


def as_csv(table: pd.DataFrame) -> str:
    """Return a table as text with 12 significant digits."""
    return str(table.to_csv(float_format=f"%.{DIGITS}g", lineterminator="\n"))


def as_json(data: dict[str, Any]) -> str:
    """Return plain data as JSON text."""
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _manifest(
    comparison: Comparison, folder: Path, figures: list[Path], drawn_with: dict[str, str]
) -> dict[str, Any]:
    scenario = comparison.scenario
    return {
        "format": 1,
        "scenario": scenario.name,
        "reforms": [reform.subject for reform in scenario.reforms if reform.enabled],
        "seed": comparison.seed,
        "replications": len(comparison.replications),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "machine": {"system": platform.system(), "architecture": platform.machine()},
        "figures_drawn_with": drawn_with,
        "records": [
            {"replication": r.number, "before": r.before.digest, "after": r.after.digest}
            for r in comparison.replications
        ],
        "files": {path.name: digest_of(path) for path in sorted(folder.iterdir())},
        "figures": sorted(path.name for path in figures),
    }
