"""The command that walks back from the decisions: where the time goes, and what to do next."""

from __future__ import annotations

import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adminsim.cli.misuse import MisuseError
from adminsim.cli.progress import console_of, progress_bar
from adminsim.cli.run import StudyAsked, announce_engine, announce_imprecision, announce_overload, kept_told, ladder_of
from adminsim.messages import say

if TYPE_CHECKING:
    from rich.console import Console

    from adminsim.reforms.scenario import Scenario
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.walk.ladder import Rung


def show_walk(
    *, scenario: str, seed: int | None, replications: int | None, precision: bool, max_replications: int | None,
    out: str | None, resume: bool, form: str, quiet: bool, language: str, given: list[str], **asked: Any,
) -> None:  # fmt: skip
    """Study a scenario and say where the time goes; with `out`, write tables and figures there as well."""
    loaded = StudyAsked(seed, replications, precision, max_replications, language).load(scenario)
    notices = console_of(quiet)
    if resume and out is None:
        raise MisuseError("cli-resume-out", {"example": Path("out") / f"{loaded.name}-walk"})
    again = shlex.join(["adminsim", *given, *([] if resume else ["--resume"])])
    if out is None:
        found = _study(loaded, asked, notices, language)
        rungs = ladder_of(found, notices, language, **asked)
    else:
        found, rungs = _study_into(Path(out), loaded, asked, resume, again, notices, language)
    _print(found, rungs, form, language)


def _study(scenario: Scenario, asked: dict[str, Any], notices: Console, language: str) -> Comparison:
    """Study a scenario."""
    from adminsim.study.findings.compare import compare

    announce_engine(asked["engine"], notices, language)
    announce_overload(scenario, notices, language)
    look = partial(announce_imprecision, notices=notices, language=language)
    with progress_bar(notices, language, scenario.name) as progress:
        return compare(scenario, progress=progress, look=look, **asked)


def _study_into(
    folder: Path, scenario: Scenario, asked: dict[str, Any], resume: bool, again: str, notices: Console, language: str
) -> tuple[Comparison, tuple[Rung, ...]]:
    """Study a scenario and write what is found into a folder, which appears whole; what is stopped can be resumed."""
    from adminsim.report.kit.fonts import figure_language
    from adminsim.report.walk.files import write_walk
    from adminsim.results.folder import FolderError, check_folder
    from adminsim.results.unfinished import is_begun, key_of, publish, unfinished

    if resume and not is_begun(folder):
        raise FolderError("resume-nothing", {"folder": str(folder)})
    check_folder(folder, resume)
    _, font_notice = figure_language(language)
    if font_notice is not None:
        notices.print(font_notice)
    key = key_of(scenario, keeps_records=False)
    with unfinished(folder, key, resume) as one, kept_told(one, scenario.study.most, again, language):
        found = _study(scenario, asked | {"journal": one.journal}, notices, language)
        rungs = ladder_of(found, notices, language, **asked)
        publish(one, partial(write_walk, found, language=language, rungs=rungs))
    notices.print(say("result-folder", language, folder=folder))
    return found, rungs


def _print(found: Comparison, rungs: tuple[Rung, ...], form: str, language: str) -> None:
    """Print what was found."""
    from rich.console import Console

    from adminsim.report.walk.files import walk_csv, walk_json
    from adminsim.report.walk.table import walk_table

    if form == "table":
        Console(highlight=False).print(walk_table(found, language, rungs))
    else:
        click.echo(walk_json(found, language, rungs) if form == "json" else walk_csv(found), nl=False)
