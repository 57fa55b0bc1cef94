"""The results folder: what a study found, with all that is needed to find it again."""

from __future__ import annotations

import errno
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

from adminsim.files.write import dump, dump_baseline
from adminsim.messages import say
from adminsim.messages.reasons import Reason
from adminsim.results.document import DIGITS, document

if TYPE_CHECKING:
    import pandas as pd

    from adminsim.study.compare import Comparison

MANIFEST = "manifest.json"
SCENARIO = "scenario.yaml"
BASELINE = "baseline.yaml"
NEEDED_MB = 10
"""Free space without which no run begins."""
PACKAGES = ("adminsim", "numpy", "scipy", "pandas", "simpy", "matplotlib", "chinesecalendar", "holidays")

Draw = Callable[["Comparison", Path], "tuple[list[Path], dict[str, str]]"]
"""Draws the figures of a study into a folder; returns their files, and what their bytes depend on."""


class FolderError(Exception):
    """A results folder cannot be used.

    Attributes
    ----------
    code : str
        Entry of the message catalogue.
    values : dict
        What the message names.
    is_wrong_input : bool
        Whether another folder should have been named; false where the system failed in the middle.
    """

    def __init__(self, code: str, *, is_wrong_input: bool = True, **values: object) -> None:
        self.code, self.values, self.is_wrong_input = code, values, is_wrong_input
        super().__init__(code, values)

    def text(self, language: str = "en") -> str:
        """Return the message."""
        return say(self.code, language, **self.values)

    def __str__(self) -> str:
        return self.text()


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
    missing = [parent for parent in folder.parents if not parent.exists()]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(comparison, folder, draw)
    except BaseException as error:
        for parent in missing:
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()
        if isinstance(error, OSError):
            shown, reason = str(folder), Reason(error)
            raise FolderError("folder-not-written", is_wrong_input=False, folder=shown, reason=reason) from error
        raise


def _write_whole(comparison: Comparison, folder: Path, draw: Draw) -> None:
    # An empty folder may be a mounted disk, a link or where the user is: it is filled, not replaced.
    is_there = folder.exists()
    made = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder if is_there else folder.parent))
    moved: list[Path] = []
    try:
        write_contents(comparison, made, draw)
        if not is_there:
            made.chmod(0o755)
            made.rename(folder)
            return
        for path in sorted(made.iterdir(), key=lambda path: path.name == MANIFEST):
            moved.append(path.rename(folder / path.name))
        moved.clear()
    finally:
        for path in moved:
            path.unlink()
        shutil.rmtree(made, ignore_errors=True)


def check_folder(folder: Path) -> None:
    """Raise a FolderError if results cannot be put here; nothing is left behind."""
    shown = str(folder)
    above = folder
    try:
        if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderError("folder-not-empty", folder=shown)
        above = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
        Path(tempfile.mkdtemp(prefix=".try-", dir=above)).rmdir()
        free = shutil.disk_usage(above).free
    except OSError as error:
        code = "folder-full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "folder-read-only"
        raise FolderError(code, folder=shown, above=str(above), free=0, needed=NEEDED_MB) from error
    if free < NEEDED_MB * 2**20:
        raise FolderError("folder-full", folder=shown, free=free // 2**20, needed=NEEDED_MB)


def write_contents(comparison: Comparison, folder: Path, draw: Draw) -> None:
    """Write all files of a results folder into an existing one."""
    scenario = comparison.scenario
    written = scenario.written.replace(
        baseline=BASELINE,
        study=scenario.study.replace(seed=comparison.seed, replications=len(comparison.replications)),
    )
    (folder / SCENARIO).write_text(dump(written), encoding="utf-8")
    for name, text in dump_baseline(scenario.baseline, BASELINE).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
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


def _manifest(comparison: Comparison, folder: Path, figures: list[Path], drawn_with: dict[str, str]) -> dict[str, Any]:
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
