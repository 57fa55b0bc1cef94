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
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adminsim.files.write import dump, dump_baseline
from adminsim.messages.said import Said
from adminsim.model.once import once
from adminsim.results.document import DIGITS, document, stopped
from adminsim.study.many.versions import versions

if TYPE_CHECKING:
    import pandas as pd

    from adminsim.model.system import System
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.findings.compare import Comparison

MANIFEST = "manifest.json"
SCENARIO = "scenario.yaml"
BASELINE = "baseline.yaml"
RECORDS = "records"
"""The folder within of the tables of visits and cases, where they are kept."""
INSIDE = ".unfinished"
"""Where a folder is made that exists already, empty: it may be a mounted disk, a link, or where the user is."""
MADE = "made"
NEEDED_MB = 10
"""Free space without which no run begins."""

Draw = Callable[["Comparison", Path], "tuple[list[Path], dict[str, str]]"]
"""Draws the figures of a study into a folder; returns their files, and what their bytes depend on."""


def draw_nothing(comparison: Comparison, folder: Path) -> tuple[list[Path], dict[str, str]]:
    """Draw no figures, where nobody wants any: their bytes then depend on nothing."""
    return [], {}


class FolderError(Said):
    """A results folder cannot be used."""


def check_folder(folder: Path, is_resumed: bool = False) -> None:
    """Raise a FolderError if results cannot be put here; nothing is left behind."""
    shown = str(folder)
    above = folder
    try:
        if os.path.lexists(folder) and (not folder.is_dir() or _contents(folder, is_resumed)):
            raise FolderError("folder-not-empty", {"folder": shown})
        above = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
        Path(tempfile.mkdtemp(prefix=".try-", dir=above)).rmdir()
        free = shutil.disk_usage(above).free
    except OSError as error:
        code = "folder-full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "folder-read-only"
        raise FolderError(code, {"folder": shown, "above": str(above), "free": 0, "needed": NEEDED_MB}) from error
    if free < NEEDED_MB * 2**20:
        raise FolderError("folder-full", {"folder": shown, "free": free // 2**20, "needed": NEEDED_MB})


def _contents(folder: Path, is_resumed: bool) -> set[str]:
    """Return what is in a folder; a run that is resumed may have been killed while it moved its files there."""
    there = {path.name for path in folder.iterdir()} - {INSIDE}
    if there and is_resumed:
        with suppress(OSError, ValueError, KeyError):
            manifest = json.loads((folder / INSIDE / MADE / MANIFEST).read_text(encoding="utf-8"))
            there -= {*manifest["files"], RECORDS}
    return there


def written_files(scenario: Scenario) -> dict[str, str]:
    """Return the files that say what was run, by name."""
    written = scenario.written.replace(baseline=BASELINE)
    return {SCENARIO: dump(written), **baseline_files(scenario.baseline)}


@once
def baseline_files(system: System) -> dict[str, str]:
    """Return the files that say what a system is, by name."""
    return dump_baseline(system, BASELINE)


def write_contents(comparison: Comparison, folder: Path, draw: Draw) -> None:
    """Write all files of a results folder into an existing one, but for the tables of visits and cases."""
    for name, text in written_files(comparison.scenario).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    for name, table in tables(comparison).items():
        (folder / f"{name}.csv").write_text(as_csv(table), encoding="utf-8-sig", newline="")
    (folder / "summary.json").write_text(as_json(document(comparison)), encoding="utf-8")
    figures, drawn_with = draw(comparison, folder)
    (folder / MANIFEST).write_text(as_json(_manifest(comparison, folder, figures, drawn_with)), encoding="utf-8")


def tables(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """Return the tables of a results folder by file name."""
    readings = comparison.readings()
    return {
        "summary": comparison.summary(),
        "targets": comparison.targets(),
        **({"readings": readings} if len(readings) else {}),
        "utilisation": comparison.utilisation(),
        "time-by-step": comparison.time_by_step(),
        "distribution": comparison.distribution(),
        "costs": comparison.costs(),
        "losers": comparison.losers(),
        "by-month": comparison.by_month(),
        "replications": comparison.by_replication(),
    }


def as_csv(table: pd.DataFrame) -> str:
    """Return a table as text with 12 significant digits."""
    return str(table.to_csv(float_format=f"%.{DIGITS}g", lineterminator="\n"))


def as_json(data: dict[str, Any] | list[Any]) -> str:
    """Return plain data as JSON text."""
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(comparison: Comparison, folder: Path, figures: list[Path], drawn_with: dict[str, str]) -> dict[str, Any]:
    scenario = comparison.scenario
    records = sorted((folder / RECORDS).glob("*"))
    return {
        "format": 1,
        "scenario": scenario.name,
        "reforms": [reform.subject for reform in scenario.reforms if reform.enabled],
        "seed": comparison.seed,
        "replications": len(comparison.replications),
        "stopped": stopped(comparison),
        "versions": versions() | {"matplotlib": version("matplotlib")},
        "machine": {"system": platform.system(), "architecture": platform.machine()},
        "figures_drawn_with": drawn_with,
        "records": [
            {"replication": r.number, "before": r.before.digest, "after": r.after.digest}
            for r in comparison.replications
        ],
        "files": {path.name: digest_of(path) for path in sorted(folder.iterdir()) if path.is_file()},
        "figures": sorted(path.name for path in figures),
        **({"tables": {path.name: digest_of(path) for path in records}} if records else {}),
    }
