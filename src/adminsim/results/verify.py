"""Verifying a results folder: run again what it says, and compare to the last digit."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adminsim.files.load import load
from adminsim.results.folder import MANIFEST, SCENARIO, Draw, FolderError, digest_of, write_contents
from adminsim.study.compare import compare

if TYPE_CHECKING:
    from adminsim.study.replicate import Progress

KEYS = ("seed", "replications", "records", "files", "figures", "figures_drawn_with")


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was; `code` is an entry of the message catalogue."""

    code: str
    values: dict[str, str]


@dataclass(frozen=True)
class Verification:
    """What a verification found.

    Attributes
    ----------
    differences : tuple of Difference
        What differs; empty where everything is equal.
    notices : tuple of Difference
        What could not be compared, with the reason.
    compared : int
        How many runs and files were found equal.
    """

    differences: tuple[Difference, ...]
    notices: tuple[Difference, ...]
    compared: int


def verify_results(
    folder: Path, draw: Draw, workers: int | None = None, progress: Progress | None = None
) -> Verification:
    """Run again what a results folder holds, and compare.

    Records are compared by hash, numbers as printed (12 significant digits), figures byte by byte where they were drawn
    with the same version of matplotlib and the same font.

    Raises
    ------
    FolderError
        If the folder is no results folder.
    InputError
        If the scenario in it is not valid.
    """
    manifest = read_manifest(folder)
    tampered = _tampered(folder, manifest)
    comparison = compare(load(folder / SCENARIO), workers=workers, progress=progress)
    with tempfile.TemporaryDirectory() as fresh:
        write_contents(comparison, Path(fresh), draw)
        again = read_manifest(Path(fresh))
    same_drawing = again["figures_drawn_with"] == manifest["figures_drawn_with"]
    left_out = set() if same_drawing else set(manifest["figures"]) | set(again["figures"])
    records = _records_differ(manifest, again)
    files = [
        Difference("verify-file-differs", {"file": name})
        for name in sorted({*manifest["files"], *again["files"]} - left_out)
        if manifest["files"].get(name) != again["files"].get(name)
    ]
    notices = () if same_drawing else (Difference("verify-figures-left-out", _drawing(manifest, again)),)
    compared = 2 * len(again["records"]) + len(set(again["files"]) - left_out) - len(records) - len(files)
    return Verification((*tampered, *records, *files), notices, compared)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a results folder.

    Raises
    ------
    FolderError
        If there is none, or it is not one.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FolderError("folder-no-manifest", folder=str(folder)) from error
    if not isinstance(manifest, dict) or any(key not in manifest for key in KEYS):
        raise FolderError("folder-no-manifest", folder=str(folder))
    return manifest


def drawn_language(folder: Path) -> str:
    """Return the language that the figures of a results folder were drawn in."""
    return str(read_manifest(folder)["figures_drawn_with"].get("language", "en"))


def _tampered(folder: Path, manifest: dict[str, Any]) -> list[Difference]:
    """Return the files that are not as they were written."""
    there = {path.name for path in folder.iterdir()} - {MANIFEST}
    found = [Difference("verify-file-missing", {"file": name}) for name in sorted(set(manifest["files"]) - there)]
    found += [Difference("verify-file-unknown", {"file": name}) for name in sorted(there - set(manifest["files"]))]
    return found + [
        Difference("verify-file-changed", {"file": name})
        for name, digest in sorted(manifest["files"].items())
        if name in there and digest_of(folder / name) != digest
    ]


def _records_differ(manifest: dict[str, Any], again: dict[str, Any]) -> list[Difference]:
    was = {(run["replication"], when): run[when] for run in manifest["records"] for when in ("before", "after")}
    now = {(run["replication"], when): run[when] for run in again["records"] for when in ("before", "after")}
    return [
        Difference("verify-records-differ", {"replication": str(key[0]), "system": key[1]})
        for key in sorted({*was, *now})
        if was.get(key) != now.get(key)
    ]


def _drawing(manifest: dict[str, Any], again: dict[str, Any]) -> dict[str, str]:
    def words(drawn: dict[str, str]) -> str:
        return ", ".join(f"{name} {value}" for name, value in drawn.items())

    return {"then": words(manifest["figures_drawn_with"]), "now": words(again["figures_drawn_with"])}
