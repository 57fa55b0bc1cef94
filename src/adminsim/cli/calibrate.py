"""The command that goes from a log of real cases to a baseline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adminsim.cli.progress import console_of
from adminsim.messages.said import Said

if TYPE_CHECKING:
    from rich.console import Console

    from adminsim.messages import Words

DRAFT = "map.yaml"


def calibrate_log(
    *, log: str, propose: bool, map_file: str | None, out: str | None, until: str | None, test: str | None, seed: int,
    engine: Any, form: str, quiet: bool, words: Words,
) -> None:  # fmt: skip
    """Look at a log and draft its map, or fit a baseline and report how far it can be trusted."""
    notices = console_of(quiet)
    if propose:
        _propose(log, Path(map_file or DRAFT), notices, words)
        return
    if map_file is None or out is None:
        raise Said("cli-calibrate-which")
    _calibrate(
        log,
        map_file,
        Path(out),
        {"until": until, "test": test, "seed": seed, "engine": engine},
        form,
        notices,
        words,
    )


def _propose(log: str, draft: Path, notices: Console, words: Words) -> None:
    from rich.console import Console as Screen

    from adminsim.logs.draft import draft_map
    from adminsim.logs.log import read_log
    from adminsim.logs.look import look_at
    from adminsim.report.logs.look_table import look_table

    if draft.exists():
        raise Said("log-file-exists", {"path": draft.as_posix()})
    with progress_of(notices, words.say("cli-reading")) as progress:
        read = read_log(log, progress=progress)
    look = look_at(read)
    Screen(highlight=False).print(look_table(read, look, words))
    draft.write_text(draft_map(read, look, words), encoding="utf-8")
    notices.print(words.say("cli-calibrate-written", files=draft.as_posix()), markup=False)


def _calibrate(
    log: str, map_file: str, out: Path, asked: dict[str, Any], form: str, notices: Console, words: Words
) -> None:
    from rich.console import Console as Screen

    from adminsim.cli.announced import announce_engine
    from adminsim.logs.calibrate import calibrate
    from adminsim.logs.log import read_log
    from adminsim.report.logs.files import check_free, write_calibration
    from adminsim.report.logs.table import calibration_table
    from adminsim.results.folder import as_json

    check_free(out)
    with progress_of(notices, words.say("cli-reading")) as progress:
        read = read_log(log, map_file, progress=progress)
    announce_engine(asked["engine"], notices, words)
    with progress_of(notices, words.say("cli-simulating")) as progress:
        found = calibrate(read, progress=progress, **asked)
    files = write_calibration(found, out, words)
    if form == "json":
        click.echo(as_json(found.report()), nl=False)
    else:
        Screen(highlight=False).print(calibration_table(found, words))
    told = ", ".join(file.as_posix() for file in files)
    notices.print(words.say("cli-calibrate-written", files=told), markup=False)


@contextmanager
def progress_of(notices: Console, what: str) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how far something is."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=notices, transient=True, disable=not notices.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
