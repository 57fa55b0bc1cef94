"""The command that simulates: one scenario or a set of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adminsim.cli.analysis import ending_of, in_the_making, simulated
from adminsim.cli.announced import announce_engine, announce_fonts, announce_imprecision, announce_overload
from adminsim.cli.event_log import check_event_log, write_event_log
from adminsim.cli.mistakes import StoppedError
from adminsim.cli.progress import executor_at
from adminsim.cli.run_file import check_one_file, run_into_file

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from adminsim.cli.asked import Asked, Design
    from adminsim.reforms.scenario import Scenario
    from adminsim.results.folder import Draw
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.walk.ladder import Rung

Show = Callable[["Comparison", Path], None]
"""Prints what was found, and its folder."""


def run_scenarios(
    asked: Asked, scenarios: tuple[str, ...], design: Design, keep_records: bool, no_figures: bool,
    event_log: str | None, details: bool, require_targets: bool,
) -> bool:  # fmt: skip
    """Study scenarios one after the other, print what is found and write a results folder for each.

    Returns
    -------
    bool
        Whether targets are required and one is not met.
    """
    from adminsim.results.document import document

    check_one_file(asked, len(scenarios), keep_records)
    loaded = [design.load(scenario) for scenario in scenarios]
    asked.check_resume(_name_of(loaded))
    if event_log is not None:
        check_event_log(event_log, len(loaded))
    if ending_of(asked.out):
        show = _shown(asked, details, scenarios[0], None)
        made = [document(run_into_file(loaded[0], scenarios[0], asked, not no_figures, show)) | {"folder": asked.out}]
        return _ended(made, loaded, event_log, asked, require_targets)
    top = Path(asked.out) if asked.out is not None else _free_folder(loaded, asked)
    studies = list(zip(loaded, _folders(top, loaded), strict=True))
    is_resumed = _check(studies, asked, keep_records)
    announce_engine(asked.engine, asked.notices, asked.words)
    if not no_figures:
        announce_fonts(asked.notices, asked.words)
    draw = _drawing(no_figures, asked)
    with executor_at(asked.cluster) as executor:
        found: list[dict[str, Any]] = []
        for file, study in zip(scenarios, studies, strict=True):
            show = _shown(asked, details, file, executor)
            with _behind(len(found), len(studies), top, asked):
                found.append(_study(*study, is_resumed[study[1]], top, asked, keep_records, draw, show, executor))
    return _ended(found, loaded, event_log, asked, require_targets)


def _ended(
    found: list[dict[str, Any]], loaded: list[Scenario], event_log: str | None, asked: Asked, require_targets: bool
) -> bool:
    """Write the log and print the plain data that are asked for; return whether a target is required and not met."""
    from adminsim.results.folder import as_json

    if event_log is not None:
        write_event_log(loaded[0], event_log, asked.engine)
        asked.notices.print(asked.words.say("cli-log-written", path=event_log), markup=False)
    if asked.form == "json":
        click.echo(as_json(found if len(loaded) > 1 else found[0]), nl=False)
    verdicts = [target["verdict"] for document in found for target in document["targets"].values()]
    return require_targets and any(verdict != "met" for verdict in verdicts)


def _study(
    scenario: Scenario, folder: Path, is_resumed: bool, top: Path, asked: Asked, keep_records: bool,
    draw: Draw, show: Show, executor: Executor | None,
) -> dict[str, Any]:  # fmt: skip
    """Study one scenario; return what it found as plain data."""
    from adminsim.results.document import document
    from adminsim.results.unfinished import discard, finish, is_complete, key_of
    from adminsim.study.findings.compare import compare

    if asked.resume and is_complete(folder, scenario, keep_records):
        discard(folder)
        asked.notices.print(asked.words.say("cli-complete", folder=folder))
        summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        return {**summary, "folder": str(folder)}
    announce_overload(scenario, asked.notices, asked.words)
    key, most = key_of(scenario, keep_records), scenario.study.most
    look = partial(announce_imprecision, notices=asked.notices, words=asked.words)
    with in_the_making(folder, key, is_resumed, asked, top, most) as one:
        records = one.records if keep_records else None
        study = partial(compare, look=look, records=records, journal=one.journal)
        found = simulated(scenario, study, asked, executor)
        finish(one, found, draw)
    try:
        show(found, folder)
    except KeyboardInterrupt as error:
        raise StoppedError("cli-stopped-behind", {"folder": str(folder)}, is_wrong_input=False) from error
    return document(found) | {"folder": str(folder)}


@contextmanager
def _behind(done: int, total: int, top: Path, asked: Asked) -> Iterator[None]:
    """Where somebody stops before anything is kept of a scenario, say what is written of those before it."""
    try:
        yield
    except KeyboardInterrupt as error:
        if not done:
            raise
        told = {"done": done, "total": total, "command": asked.again(top)}
        raise StoppedError("cli-stopped-in-set", told, is_wrong_input=False) from error


def _drawing(no_figures: bool, asked: Asked) -> Draw:
    """Return what draws the figures; matplotlib is loaded only where there are any."""
    from adminsim.results.folder import draw_nothing

    if no_figures:
        return draw_nothing
    from adminsim.report.result.figures import draw_figures

    return partial(draw_figures, words=asked.words)


def _shown(asked: Asked, details: bool, file: str, executor: Executor | None) -> Show:
    """Return what prints a result: on one screen, or with all details; nothing where JSON alone is asked for."""
    from adminsim.report.result.short import print_short
    from adminsim.report.result.tables import print_result

    def show(found: Comparison, folder: Path) -> None:
        if asked.form == "json":
            return
        if not details:
            print_short(found, folder, asked.words, file)
            return
        print_result(found, folder, asked.words, file, _ladder(found, asked, executor))

    return show


def _ladder(found: Comparison, asked: Asked, executor: Executor | None) -> tuple[Rung, ...]:
    """Say how fast a scenario's cases could ever be."""
    from adminsim.study.walk.ladder import ladder

    label = asked.words.say("ladder-progress")
    return simulated(found.scenario, lambda _, **how: ladder(found, **how), asked, executor, label)


def _check(studies: list[tuple[Scenario, Path]], asked: Asked, keep_records: bool) -> dict[Path, bool]:
    """Raise an error unless all folders can take results; return by folder whether there is something to go on with."""
    from adminsim.results.folder import FolderError, check_folder
    from adminsim.results.unfinished import is_begun, is_complete
    from adminsim.study.many.parquet import check_parquet

    if keep_records:
        check_parquet()
    complete = {one for scenario, one in studies if asked.resume and is_complete(one, scenario, keep_records)}
    is_resumed = {folder: asked.resume and is_begun(folder) for _, folder in studies}
    for _, folder in studies:
        if folder not in complete:
            check_folder(folder, is_resumed[folder])
    if asked.resume and not complete and not any(is_resumed.values()):
        raise FolderError("resume-nothing", {"folder": str(studies[0][1])})
    return is_resumed


def _name_of(loaded: list[Scenario]) -> str:
    return loaded[0].name if len(loaded) == 1 else "scenarios"


def _folders(top: Path, loaded: list[Scenario]) -> list[Path]:
    """Return the folder of each scenario: a set has one for each within the folder that is named."""
    if len(loaded) == 1:
        return [top]
    folders: list[Path] = []
    for scenario in loaded:
        numbered = (top / (f"{scenario.name}-{number}" if number > 1 else scenario.name) for number in count(1))
        folders.append(next(folder for folder in numbered if folder not in folders))
    return folders


def _free_folder(loaded: list[Scenario], asked: Asked) -> Path:
    """Return a folder under out/ that does not exist yet; say so where it passes over one that is unfinished."""
    from adminsim.results.unfinished import kept

    for number in count(1):
        top = Path("out") / (f"{_name_of(loaded)}-{number}" if number > 1 else _name_of(loaded))
        there = [kept(folder) for folder in _folders(top, loaded)]
        if not top.exists() and not any(done != 0 for done in there):
            break
        done = sum(filter(None, there))
        if done:
            asked.notices.print(asked.words.say("cli-passed-over", folder=top, done=done))
    return top
