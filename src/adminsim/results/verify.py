"""Verifying a results folder: run again what it says, and compare to the last digit."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adminsim.files.load import InputError, load
from adminsim.messages import Word, Words
from adminsim.results.folder import MANIFEST, RECORDS, SCENARIO, Draw, FolderError, digest_of, write_contents
from adminsim.study.findings.compare import compare

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from adminsim.study.many.replicate import Progress

TEXTS = (".csv", ".json", ".yaml")
LONGEST = 60
"""Characters of a row's name that are shown."""
_FIGURE = re.compile(r"(?<![\w.-])-?\d+(?:\.\d+)?(?![\w.-])")
KEYS = {
    "scenario": str,
    "seed": int,
    "replications": int,
    "records": list,
    "files": dict,
    "figures": list,
    "figures_drawn_with": dict,
}


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was; `code` is an entry of the message catalogue."""

    code: str
    values: dict[str, object]

    def text(self, words: Words = Words.EN) -> str:
        """Return the message."""
        return words.say(self.code, **self.values)


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
    folder: Path,
    draw: Draw,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Verification:
    """Run again what a results folder holds, and compare.

    Records are compared by hash, numbers as printed (12 significant digits), figures byte by byte where they were drawn
    with the same version of matplotlib and the same font. Tables of visits and cases that were kept are compared with
    the hash that was taken when they were written, for the records that they show are compared anyway.

    Parameters
    ----------
    draw : callable
        Draws the figures.
    workers, executor, progress
        As in `compare`.

    Raises
    ------
    FolderError
        If the folder is no results folder.
    """
    manifest = read_manifest(folder)
    tampered = _tampered(folder, manifest)
    try:
        scenario = load(folder / SCENARIO)
    except InputError as error:
        return Verification((*tampered, Difference("verify-cannot-run", {"reason": error})), (), 0)
    named = replace(scenario, name=manifest["scenario"])
    comparison = compare(named, workers=workers, executor=executor, progress=progress)
    with tempfile.TemporaryDirectory() as fresh:
        write_contents(comparison, Path(fresh), draw)
        found = _compared(manifest, read_manifest(Path(fresh)))
        known = {difference.values.get("file") for difference in tampered}
        others = [one for one in found.differences if "file" not in one.values or one.values["file"] not in known]
        return replace(found, differences=tuple(_with_row(one, folder, Path(fresh)) for one in (*tampered, *others)))


def _compared(manifest: dict[str, Any], again: dict[str, Any]) -> Verification:
    """Return what a manifest says otherwise than that of a new run."""
    same_drawing = again["figures_drawn_with"] == manifest["figures_drawn_with"]
    left_out = set() if same_drawing else set(manifest["figures"]) | set(again["figures"])
    told = [
        Difference("verify-manifest-differs", {"key": key})
        for key in ("format", "scenario", "reforms", "seed", "replications", "stopped")
        if manifest.get(key) != again[key]
    ]
    records = _records_differ(manifest, again)
    files = [
        Difference("verify-file-differs", {"file": name})
        for name in sorted({*manifest["files"], *again["files"]} - left_out)
        if manifest["files"].get(name) != again["files"].get(name)
    ]
    notices = _ran_elsewhere(manifest, again)
    if not same_drawing:
        notices = (*notices, Difference("verify-figures-left-out", _drawing(manifest, again)))
    compared = 2 * len(again["records"]) + len(set(again["files"]) - left_out) - len(records) - len(files)
    return Verification((*told, *records, *files), notices, compared)


def _ran_elsewhere(manifest: dict[str, Any], again: dict[str, Any]) -> tuple[Difference, ...]:
    """Return in what the folder was made otherwise than here: its results are compared all the same."""
    found = []
    for key in ("versions", "machine"):
        then, now = manifest.get(key), again[key]
        then = then if isinstance(then, dict) else {}
        names = [name for name in {**then, **now} if then.get(name) != now.get(name)]
        if names:
            told = [", ".join(f"{name} {of.get(name, '-')}" for name in names) for of in (then, now)]
            found.append(Difference(f"verify-other-{key}", {"then": told[0], "now": told[1]}))
    return tuple(found)


def _with_row(one: Difference, folder: Path, fresh: Path) -> Difference:
    """Return a difference of a file with the first line in which it is not what a new run writes."""
    file = str(one.values.get("file", ""))
    if one.code not in ("verify-file-differs", "verify-file-changed") or Path(file).suffix not in TEXTS:
        return one
    try:
        was, now = ((place / file).read_text(encoding="utf-8-sig").splitlines() for place in (folder, fresh))
    except (OSError, UnicodeDecodeError):
        return one
    for number, (then, new) in enumerate(zip_longest(was, now, fillvalue=""), 1):
        if then != new:
            return Difference(f"{one.code}-row", one.values | {"line": number, "row": _row_of(then or new)})
    return one


def _row_of(line: str) -> str:
    """Return how a row is called: what stands before its first figure."""
    return line[: match.start() if (match := _FIGURE.search(line)) else LONGEST].strip(' ,:"')[:LONGEST] or "-"


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a results folder.

    Raises
    ------
    FolderError
        If there is none, or it is not one.
    """
    if not folder.is_dir():
        raise FolderError("folder-no-folder", {"folder": str(folder)})
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise FolderError("folder-no-manifest", {"folder": str(folder)}) from error
    if not _is_manifest(manifest):
        raise FolderError("folder-no-manifest", {"folder": str(folder)})
    found: dict[str, Any] = manifest
    return found


def _is_manifest(found: Any) -> bool:
    if not isinstance(found, dict) or not all(isinstance(found.get(key), kind) for key, kind in KEYS.items()):
        return False
    runs = all(
        isinstance(run, dict) and isinstance(run.get("replication"), int) and {"before", "after"} <= run.keys()
        for run in found["records"]
    )
    tables = found.get("tables", {})
    if not isinstance(tables, dict):
        return False
    words = [*found["files"].values(), *tables.values(), *found["figures_drawn_with"].values(), *found["figures"]]
    return runs and all(isinstance(word, str) for word in words)


def has_figures(folder: Path) -> bool:
    """Tell whether a results folder was made with figures."""
    return bool(read_manifest(folder)["figures"])


def drawn_language(folder: Path) -> str:
    """Return the language that the figures of a results folder were drawn in."""
    return str(read_manifest(folder)["figures_drawn_with"].get("language", "en"))


def _tampered(folder: Path, manifest: dict[str, Any]) -> list[Difference]:
    """Return the files that are not as they were written."""
    written = manifest["files"] | {f"{RECORDS}/{name}": digest for name, digest in manifest.get("tables", {}).items()}
    there = {path.name for path in folder.iterdir()} - {MANIFEST}
    if "tables" in manifest:
        there |= {f"{RECORDS}/{path.name}" for path in (folder / RECORDS).glob("*")}
        there.discard(RECORDS)
    found = [Difference("verify-file-missing", {"file": name}) for name in sorted(set(written) - there)]
    found += [Difference("verify-file-unknown", {"file": name}) for name in sorted(there - set(written))]
    return found + [
        Difference("verify-file-changed", {"file": name})
        for name, digest in sorted(written.items())
        if name in there and not ((folder / name).is_file() and digest_of(folder / name) == digest)
    ]


def _records_differ(manifest: dict[str, Any], again: dict[str, Any]) -> list[Difference]:
    was = {(run["replication"], when): run[when] for run in manifest["records"] for when in ("before", "after")}
    now = {(run["replication"], when): run[when] for run in again["records"] for when in ("before", "after")}
    return [
        Difference("verify-records-differ", {"replication": number, "system": Word(f"result-{when}")})
        for number, when in dict.fromkeys((*now, *was))
        if was.get((number, when)) != now.get((number, when))
    ]


def _drawing(manifest: dict[str, Any], again: dict[str, Any]) -> dict[str, object]:
    def words(drawn: dict[str, str]) -> str:
        return ", ".join(f"{name} {value}" for name, value in drawn.items())

    return {"then": words(manifest["figures_drawn_with"]), "now": words(again["figures_drawn_with"])}
