"""A results folder in the making: hidden, with a journal of what is finished, until it appears whole."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from adminsim.files.write import dump
from adminsim.messages import Word
from adminsim.messages.reasons import Reason
from adminsim.reforms.scenario import Study
from adminsim.results.folder import (
    BASELINE,
    INSIDE,
    MADE,
    MANIFEST,
    RECORDS,
    Draw,
    FolderError,
    baseline_files,
    write_contents,
    written_files,
)  # fmt: skip
from adminsim.results.journal import BusyError, Journal, Key
from adminsim.study.many.parquet import file_names
from adminsim.study.many.versions import versions

if TYPE_CHECKING:
    from adminsim.messages import Words
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.findings.compare import Comparison

JOURNAL = "journal"


@dataclass(frozen=True)
class Unfinished:
    """A results folder in the making.

    Attributes
    ----------
    folder : Path
        Where it will appear.
    place : Path
        Where it is made.
    journal : Journal
        What is finished.
    """

    folder: Path
    place: Path
    journal: Journal

    @property
    def made(self) -> Path:
        """The folder that is going to be the results folder."""
        return self.place / MADE

    @property
    def records(self) -> Path:
        """The folder of the tables of visits and cases, within the one that is made, wherever a worker stands."""
        return (self.made / RECORDS).absolute()


def place_of(folder: Path) -> Path:
    """Return where a results folder is made: on the same disk, beside it or, if it is there, in it."""
    beside = folder.parent / f".{folder.name}.unfinished"
    return folder / INSIDE if folder.is_dir() and not beside.is_dir() else beside


def is_begun(folder: Path) -> bool:
    """Tell whether a run for a folder was begun and has not ended."""
    return (place_of(folder) / JOURNAL).exists()


def discard(folder: Path) -> None:
    """Remove what a process that was killed at the very end has left of the making of a folder."""
    if is_begun(folder) and kept(folder) is not None:
        shutil.rmtree(place_of(folder), ignore_errors=True)


def kept(folder: Path) -> int | None:
    """Return how many replications an unfinished run has kept for a folder; None if another process is at it."""
    if not is_begun(folder):
        return 0
    try:
        journal = Journal(place_of(folder) / JOURNAL)
    except BusyError:
        return None
    journal.close()
    return len(journal.finished)


def key_of(scenario: Scenario, keeps_records: bool) -> Key:
    """Return what the replications of a study depend on."""
    written = scenario.written.replace(baseline=BASELINE, study=Study(), label=None, note=None, source=None)
    baseline = "".join(baseline_files(scenario.baseline).values())
    return {
        "scenario": _hash(dump(written)),
        "baseline": _hash(baseline),
        "seed": str(scenario.study.seed),
        "records": str(keeps_records),
        **versions(),
    }


@contextmanager
def unfinished(folder: Path, key: Key, is_resumed: bool) -> Iterator[Unfinished]:
    """Give a results folder in the making; where its making fails, it stays if it holds a finished replication.

    Parameters
    ----------
    folder : Path
        Where the results will appear.
    key : dict of str to str
        What the replications depend on.
    is_resumed : bool
        Whether to go on with what an earlier process has finished.

    Raises
    ------
    FolderError
        If there is nothing to go on with, or something that was made with other input; if there is something and it
        was not asked for; if another process is at it.
    """
    place = place_of(folder)
    if is_resumed and not is_begun(folder):
        raise FolderError("resume-nothing", {"folder": str(folder)})
    missing = [parent for parent in (place, *place.parents) if not parent.exists()]
    place.mkdir(parents=True, exist_ok=True)
    try:
        journal = Journal(place / JOURNAL)
    except (BusyError, FileNotFoundError) as error:
        raise FolderError("folder-busy", {"folder": str(folder)}) from error
    try:
        one = Unfinished(folder, place, journal)
        _prepare(one, key, is_resumed)
        yield one
    finally:
        if not journal.finished and (journal.key == key or journal.key is None):
            shutil.rmtree(place, ignore_errors=True)
            for parent in missing:
                with suppress(OSError):
                    parent.rmdir()
        journal.close()


def _prepare(one: Unfinished, key: Key, is_resumed: bool) -> None:
    """Make ready what has to be there before the first replication."""
    journal = one.journal
    if not is_resumed:
        if journal.finished:
            done, place = len(journal.finished), str(one.place)
            raise FolderError("folder-unfinished", {"folder": str(one.folder), "done": done, "place": place})
        shutil.rmtree(one.made, ignore_errors=True)
        journal.begin(key)
    elif journal.key is None:
        journal.begin(key)
    elif journal.key != key:
        raise FolderError("resume-differs", {"folder": str(one.folder), "differing": Differing.of(journal.key, key)})
    one.made.mkdir(exist_ok=True)
    if is_resumed and one.folder.is_dir():
        # A process that was killed while it moved the files of a folder that existed has left some there.
        for path in one.folder.iterdir():
            if path.name != INSIDE:
                path.rename(one.made / path.name)
    if key["records"] == str(True):
        one.records.mkdir(exist_ok=True)
        there = {path.name for path in one.records.iterdir()}
        for number in [number for number in journal.finished if not there.issuperset(file_names(number))]:
            journal.drop(number)


def finish(one: Unfinished, comparison: Comparison, draw: Draw) -> None:
    """Write what a study found; the folder appears whole or not at all.

    Parameters
    ----------
    one : Unfinished
        The folder in the making.
    comparison : Comparison
        What was found.
    draw : callable
        Draws the figures.

    Raises
    ------
    FolderError
        If the folder cannot be written; the finished replications are kept.
    """

    def write(folder: Path) -> None:
        _leave_only(one.records, {name for run in comparison.replications for name in file_names(run.number)})
        write_contents(comparison, folder, draw)

    publish(one, write)


def publish(one: Unfinished, write: Callable[[Path], None]) -> None:
    """Have a folder written; it appears whole or not at all.

    Parameters
    ----------
    one : Unfinished
        The folder in the making.
    write : callable
        Called with an existing folder, writes all files into it.

    Raises
    ------
    FolderError
        If the folder cannot be written; the finished replications are kept.
    """
    try:
        _leave_only(one.made, {RECORDS})
        write(one.made)
        _sync(one.made)
        if one.folder.exists():
            _move_into(one.folder, one.made)
        else:
            one.made.rename(one.folder)
    except OSError as error:
        shown, reason = str(one.folder), Reason(error)
        raise FolderError("folder-not-written", {"folder": shown, "reason": reason}, is_wrong_input=False) from error
    shutil.rmtree(one.place, ignore_errors=True)


def _leave_only(folder: Path, names: set[str]) -> None:
    """Remove from a folder what a process that was killed has left."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in names:
            path.unlink()


def _move_into(folder: Path, made: Path) -> None:
    """Move all files into a folder that exists, the manifest last; where that fails, back again."""
    moved: list[Path] = []
    try:
        for path in sorted(made.iterdir(), key=lambda path: path.name == MANIFEST):
            moved.append(path.rename(folder / path.name))
    except BaseException:
        for path in moved:
            path.rename(made / path.name)
        raise


@dataclass(frozen=True)
class Differing:
    """The names of what differs, to be told in the reader's language."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, then: Key, now: Key) -> Differing:
        """Return what differs between two keys."""
        return cls(tuple(name for name in {**then, **now} if then.get(name) != now.get(name)))

    def text(self, words: Words) -> str:
        """Return them in words."""
        own = {"scenario", "baseline", "seed", "records", "source", "study"}
        return words.listed(Word(f"resume-part-{name}").text(words) if name in own else name for name in self.names)


def is_complete(folder: Path, scenario: Scenario, keeps_records: bool) -> bool:
    """Tell whether a folder holds the whole result of just this study."""
    if not (folder / MANIFEST).is_file() or keeps_records != (folder / RECORDS).is_dir():
        return False
    try:
        return all(
            (folder / name).read_text(encoding="utf-8") == text for name, text in written_files(scenario).items()
        )
    except (OSError, UnicodeDecodeError):
        return False


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _sync(folder: Path) -> None:
    """Have the disk hold all that is in a folder, so that a power cut leaves no empty files in it."""
    for path in (*folder.rglob("*"), folder):
        if os.name == "posix" or path.is_file():
            number = os.open(path, os.O_RDONLY)
            try:
                os.fsync(number)
            finally:
                os.close(number)
