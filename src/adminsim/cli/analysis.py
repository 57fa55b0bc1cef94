"""Run, resume, keep, print and write: once for all commands that simulate; each states only what is its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from adminsim.cli.announced import announce_engine, announce_fonts
from adminsim.cli.mistakes import StoppedError
from adminsim.cli.misuse import MisuseError
from adminsim.cli.progress import executor_at, progress_bar

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from adminsim.cli.asked import Asked
    from adminsim.reforms.scenario import Scenario
    from adminsim.report.kit.files import Report
    from adminsim.results.journal import Key
    from adminsim.results.unfinished import Unfinished
    from adminsim.study.findings.compare import Comparison

Found = TypeVar("Found")
Study = Callable[..., Found]
"""Called with a scenario and the keywords `workers`, `executor`, `engine`, `progress` and `journal`."""


def analyse(
    scenario: Scenario, study: Study[Found], report: Report[Found], asked: Asked, question: str, most: int | None = None
) -> None:
    """Run a study, print what it finds and write it into the folder asked for, which appears whole.

    Parameters
    ----------
    scenario : Scenario
        What is studied.
    study : callable
        What is done with it.
    report : Report
        How what is found is told.
    asked : Asked
        What the command line asks of every analysis.
    question : str
        What is asked for: only what was begun with the same question is gone on with.
    most : int, optional
        How many replications there are at the most, where single ones are kept.
    """
    asked.check_resume(f"{scenario.name}-{report.name}")
    if asked.out is None:
        announce_engine(asked.engine, asked.notices, asked.words)
        with executor_at(asked.cluster) as executor:
            found = simulated(scenario, study, asked, executor)
    elif ending_of(asked.out):
        found = _into_workbook(Path(asked.out), scenario, study, report, asked, question, most)
    else:
        found = _into(Path(asked.out), scenario, study, report, asked, question, most)
    show(found, report, asked, scenario)


def _into_workbook(
    file: Path, scenario: Scenario, study: Study[Found], report: Report[Found], asked: Asked, question: str,
    most: int | None,
) -> Found:  # fmt: skip
    """Run a study and have what it finds written as one workbook."""
    from adminsim.files.sheets.workbook import check_writers

    if ending_of(file) != ".xlsx":
        raise MisuseError("book-only-run")
    check_writers(".xlsx")
    found, _ = analyse_into_file(
        file, scenario, study, lambda found: report.workbook(found, scenario, asked.words), asked, question, most
    )
    asked.notices.print(asked.words.say("result-folder", folder=file))
    return found


def _into(
    folder: Path, scenario: Scenario, study: Study[Found], report: Report[Found], asked: Asked, question: str,
    most: int | None,
) -> Found:  # fmt: skip
    """Run a study and have what it finds written."""
    from adminsim.results.folder import FolderError, check_folder
    from adminsim.results.unfinished import is_begun, key_of, publish

    if asked.resume and not is_begun(folder):
        raise FolderError("resume-nothing", {"folder": str(folder)})
    check_folder(folder, asked.resume)
    announce_fonts(asked.notices, asked.words)
    announce_engine(asked.engine, asked.notices, asked.words)
    key = key_of(scenario, keeps_records=False) | {"study": question}
    with executor_at(asked.cluster) as executor, in_the_making(folder, key, asked.resume, asked, folder, most) as one:
        found = simulated(scenario, study, asked, executor, journal=one.journal)
        publish(one, lambda made: report.write(found, made, asked.words))
    asked.notices.print(asked.words.say("result-folder", folder=folder))
    return found


def analyse_into_file(
    file: Path, scenario: Scenario, study: Study[Found], made_of: Callable[[Found], bytes], asked: Asked,
    question: str, most: int | None = None,
) -> tuple[Found, int]:  # fmt: skip
    """Run a study, and write what is made of it into one file, which appears whole; return both, that by its size."""
    from adminsim.results.folder import FolderError
    from adminsim.results.one_file import check_file, write_whole
    from adminsim.results.unfinished import is_begun, key_of

    if asked.resume and not is_begun(file):
        raise FolderError("resume-nothing", {"folder": str(file)})
    check_file(file)
    announce_engine(asked.engine, asked.notices, asked.words)
    key = key_of(scenario, keeps_records=False) | {"study": question}
    with executor_at(asked.cluster) as executor, in_the_making(file, key, asked.resume, asked, file, most) as one:
        found = simulated(scenario, study, asked, executor, journal=one.journal)
        content = made_of(found)
        write_whole(one, content)
    return found, len(content)


def ending_of(out: str | Path | None) -> str:
    """Return ``.xlsx`` or ``.docx`` where a file of that kind is asked for in place of a folder, else nothing."""
    ending = Path(out).suffix.lower() if out is not None else ""
    return ending if ending in (".xlsx", ".docx") else ""


def simulated(
    scenario: Scenario, study: Study[Found], asked: Asked, executor: Executor | None, label: str | None = None,
    **more: Any,
) -> Found:  # fmt: skip
    """Run a study where it is asked to run, and show how far it is; by default under the name of the scenario."""
    with progress_bar(asked.notices, asked.words, label or scenario.name) as progress:
        return study(
            scenario, workers=asked.workers, executor=executor, engine=asked.engine, progress=progress, **more
        )  # fmt: skip


def studies(scenarios: Sequence[Scenario], replications: int | None, asked: Asked) -> list[Comparison]:
    """Study scenarios one after the other; nothing is written."""
    from adminsim.study.findings.compare import compare

    with executor_at(asked.cluster) as executor:
        return [simulated(one, partial(compare, replications=replications), asked, executor) for one in scenarios]


@contextmanager
def in_the_making(
    folder: Path, key: Key, is_resumed: bool, asked: Asked, top: Path, most: int | None
) -> Iterator[Unfinished]:
    """Give a folder in the making; where it does not come to its end, say what is kept and how to go on.

    Parameters
    ----------
    folder : Path
        Where the results will appear.
    key : dict of str to str
        What they depend on.
    is_resumed : bool
        Whether to go on with what an earlier process has finished.
    asked : Asked
        What the command line asks.
    top : Path
        The folder that the command names, or takes, to go on.
    most : int, optional
        How many replications there are at the most, where single ones are kept.
    """
    from adminsim.results.unfinished import unfinished

    with unfinished(folder, key, is_resumed) as one:
        try:
            yield one
        except BaseException as error:
            done = len(one.journal.finished)
            told = {"done": done, "total": most, "command": asked.again(top)}
            kind = "cli-batches" if most is None else "cli"
            if done and isinstance(error, KeyboardInterrupt):
                raise StoppedError(f"{kind}-stopped", told, is_wrong_input=False) from error
            if done:
                click.echo(asked.words.say(f"{kind}-kept", **told), err=True)
            raise


def show(found: Found, report: Report[Found], asked: Asked, scenario: Scenario) -> None:
    """Print what was found in the form asked for."""
    from rich.console import Console

    if asked.form != "table":
        is_json = asked.form == "json"
        click.echo(report.json(found, asked.words) if is_json else report.csv(found, scenario, asked.words), nl=False)
        return
    shown = report.shown(found, asked.words)
    if isinstance(shown, str):
        click.echo(shown)
    else:
        Console(highlight=False).print(shown)
