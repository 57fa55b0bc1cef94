"""The command that simulates: one scenario or a set of them."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adminsim.cli.event_log import check_event_log, write_event_log
from adminsim.cli.misuse import MisuseError
from adminsim.cli.progress import console_of, executor_at, progress_bar
from adminsim.messages import say
from adminsim.messages.said import Said

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from rich.console import Console

    from adminsim.engine.simulate import Engine
    from adminsim.reforms.scenario import Scenario
    from adminsim.results.unfinished import Unfinished
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.walk.ladder import Rung


@dataclass(frozen=True)
class Asked:
    """What the command line asks of every scenario.

    Attributes
    ----------
    given : tuple of str
        The words of the command line, without the name of the program.
    is_set : bool
        Whether there is more than one scenario.
    """

    workers: int | None
    engine: Engine
    resume: bool
    keep_records: bool
    form: str
    details: bool
    language: str
    given: tuple[str, ...]
    is_set: bool

    def is_complete(self, scenario: Scenario, folder: Path) -> bool:
        """Tell whether a folder holds the whole result already."""
        from adminsim.results.unfinished import is_complete

        return is_complete(folder, scenario, self.keep_records)

    def again(self, top: Path) -> str:
        """Return the command that goes on."""
        more = [] if self.resume else ["--resume"]
        if not any(word.partition("=")[0] == "--out" for word in self.given):
            more += ["--out", str(top)]
        return shlex.join(["adminsim", *self.given, *more])


@dataclass(frozen=True)
class StudyAsked:
    """What the command line asks of the design of a study."""

    seed: int | None
    replications: int | None
    precision: bool
    max_replications: int | None
    language: str

    def load(self, scenario: str) -> Scenario:
        """Load a scenario, with what is asked in place of what it states."""
        from adminsim.files.load import load

        has_bound = self.precision or self.max_replications is not None
        if self.replications is not None and has_bound:
            raise MisuseError("cli-two-rules")
        loaded = load(scenario).with_study(seed=self.seed, replications=self.replications)
        if not has_bound:
            return loaded
        return loaded.with_study(max_replications=self.max_replications or loaded.study.max_replications)


class StoppedError(Said):
    """Somebody has stopped a run of which something is kept."""


def run_scenarios(
    *, scenarios: tuple[str, ...], out: str | None, cluster: str | None, quiet: bool, require_targets: bool,
    given: list[str], seed: int | None, replications: int | None, precision: bool, max_replications: int | None,
    event_log: str | None = None, **settings: Any,
) -> bool:  # fmt: skip
    """Study scenarios one after the other, print what is found and write a results folder for each.

    Returns
    -------
    bool
        Whether targets are required and one is not met.
    """
    from adminsim.report.kit.fonts import figure_language
    from adminsim.results.folder import as_json

    study = StudyAsked(seed, replications, precision, max_replications, settings["language"])
    loaded = [study.load(scenario) for scenario in scenarios]
    notices = console_of(quiet)
    asked = Asked(given=tuple(given), is_set=len(loaded) > 1, **settings)
    if asked.resume and out is None:
        raise MisuseError("cli-resume-out", {"example": Path("out") / _name_of(loaded)})
    if event_log is not None:
        check_event_log(event_log, len(loaded))
    top = Path(out) if out is not None else _free_folder(loaded, notices, asked.language)
    studies = list(zip(loaded, _folders(top, loaded), strict=True))
    files = dict(zip((folder for _, folder in studies), scenarios, strict=True))
    is_resumed = _check(studies, asked)
    announce_engine(asked.engine, notices, asked.language)
    _, font_notice = figure_language(asked.language)
    if font_notice is not None:
        notices.print(font_notice, markup=False)
    with executor_at(cluster) as executor:
        found = [
            _study(*study, is_resumed[study[1]], top, asked, executor, notices, files[study[1]]) for study in studies
        ]
    if event_log is not None:
        write_event_log(loaded[0], event_log, asked.engine)
        notices.print(say("cli-log-written", asked.language, path=event_log), markup=False)
    if asked.form == "json":
        shown = found if asked.is_set else found[0]
        click.echo(as_json(shown), nl=False)
    verdicts = [target["verdict"] for document in found for target in document["targets"].values()]
    return require_targets and any(verdict != "met" for verdict in verdicts)


def _study(
    scenario: Scenario, folder: Path, is_resumed: bool, top: Path, asked: Asked, executor: Executor | None,
    notices: Console, file: str,
) -> dict[str, Any]:  # fmt: skip
    """Study one scenario; return what it found as plain data."""
    from adminsim.report.result.figures import draw_figures
    from adminsim.report.result.short import print_short
    from adminsim.report.result.tables import print_result
    from adminsim.results.document import document
    from adminsim.results.unfinished import discard, finish, key_of, unfinished
    from adminsim.study.findings.compare import compare

    if asked.resume and asked.is_complete(scenario, folder):
        discard(folder)
        notices.print(say("cli-complete", asked.language, folder=folder))
        summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        return {**summary, "folder": str(folder)}
    announce_overload(scenario, notices, asked.language)
    key, most = key_of(scenario, asked.keep_records), scenario.study.most
    with unfinished(folder, key, is_resumed) as one, kept_told(one, most, asked.again(top), asked.language):
        with progress_bar(notices, asked.language, scenario.name) as progress:
            found = compare(
                scenario, workers=asked.workers, executor=executor, progress=progress, engine=asked.engine,
                journal=one.journal, records=one.records if asked.keep_records else None,
                look=partial(announce_imprecision, notices=notices, language=asked.language),
            )  # fmt: skip
        finish(one, found, partial(draw_figures, language=asked.language))
    if asked.form != "json":
        if asked.details:
            rungs = ladder_of(found, notices, asked.language, engine=asked.engine, workers=asked.workers)
            print_result(found, folder, asked.language, file, rungs)
        else:
            print_short(found, folder, asked.language, file)
    return document(found) | {"folder": str(folder)}


@contextmanager
def kept_told(one: Unfinished, replications: int, command: str, language: str) -> Iterator[None]:
    """Where a run does not come to its end, say what is kept and how to go on."""
    try:
        yield
    except BaseException as error:
        told = {"done": len(one.journal.finished), "total": replications, "command": command}
        if one.journal.finished and isinstance(error, KeyboardInterrupt):
            raise StoppedError("cli-stopped", told, is_wrong_input=False) from error
        if one.journal.finished:
            click.echo(say("cli-kept", language, **told), err=True)
        raise


def _check(studies: list[tuple[Scenario, Path]], asked: Asked) -> dict[Path, bool]:
    """Raise an error unless all folders can take results; return by folder whether there is something to go on with."""
    from adminsim.results.folder import FolderError, check_folder
    from adminsim.results.unfinished import is_begun
    from adminsim.study.many.parquet import check_parquet

    if asked.keep_records:
        check_parquet()
    complete = {folder for scenario, folder in studies if asked.resume and asked.is_complete(scenario, folder)}
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


def _free_folder(loaded: list[Scenario], notices: Console, language: str) -> Path:
    """Return a folder under out/ that does not exist yet; say so where it passes over one that is unfinished."""
    from adminsim.results.unfinished import kept

    for number in count(1):
        top = Path("out") / (f"{_name_of(loaded)}-{number}" if number > 1 else _name_of(loaded))
        there = [kept(folder) for folder in _folders(top, loaded)]
        if not top.exists() and not any(done != 0 for done in there):
            break
        done = sum(filter(None, there))
        if done:
            notices.print(say("cli-passed-over", language, folder=top, done=done))
    return top


def announce_overload(scenario: Scenario, notices: Console, language: str) -> None:
    """Say how busy departments will be, which cannot keep up, and what else is to be known before a run."""
    from adminsim.reforms.unused import unused
    from adminsim.report.preview.table import preview_lines
    from adminsim.report.result.notices import unused_lines

    notices.print(preview_lines(scenario, language), markup=False)
    for line in unused_lines(unused(scenario), language):
        notices.print(line, markup=False)
    for remark in scenario.reformed.remarks:
        notices.print(say(remark.code, language, reform=remark.reform, **dict(remark.detail)), markup=False)


def announce_imprecision(found: Comparison, notices: Console, language: str) -> None:
    """Say at the first look which figures the most replications will not make as precise as was wanted."""
    from adminsim.report.result.precision import beyond_notice

    study = found.scenario.study
    if len(found.replications) == study.least < study.most:
        told = beyond_notice(found, language)
        if told:
            notices.print(told, markup=False)


def announce_engine(engine: Engine, notices: Console, language: str) -> None:
    """Say where the compiled engine is not there, or has to be compiled first."""
    from adminsim.engine.simulate import is_compiled_available

    if engine == "auto" and not is_compiled_available():
        notices.print(say("engine-reference-serves", language))
    elif engine != "reference" and is_compiled_available():
        from adminsim.engine.compiled import is_compiled

        if not is_compiled():
            notices.print(say("engine-compiles", language))


def ladder_of(
    found: Comparison, notices: Console, language: str, *, engine: Engine, workers: int | None, **_: Any
) -> tuple[Rung, ...]:
    """Say how fast a scenario's cases could ever be."""
    from adminsim.study.walk.ladder import REPLICATIONS, ladder

    replications = min(REPLICATIONS, len(found.replications))
    with progress_bar(notices, language, say("ladder-progress", language)) as progress:
        return ladder(found, replications=replications, engine=engine, workers=workers, progress=progress)
