"""Commands that simulate: run and verify."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adminsim.messages import say

if TYPE_CHECKING:
    from rich.console import Console

    from adminsim.engine.simulate import Engine
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.replicate import Progress


def run_scenario(
    *,
    scenario: str,
    seed: int | None,
    replications: int | None,
    workers: int | None,
    engine: Engine,
    out: str | None,
    form: str,
    quiet: bool,
    require_targets: bool,
    language: str,
) -> bool:
    """Study a scenario, print what it found and write the results folder.

    Returns
    -------
    bool
        Whether targets are required and one is not met.
    """
    from adminsim.files.load import load
    from adminsim.report.figures import draw_figures
    from adminsim.report.fonts import figure_language
    from adminsim.report.tables import print_result
    from adminsim.results.document import document
    from adminsim.results.folder import as_json, check_folder, write_results
    from adminsim.study.compare import compare
    from adminsim.study.verdict import Verdict

    loaded = load(scenario)
    folder = Path(out) if out is not None else _free_folder(loaded.name)
    check_folder(folder)
    notices = _console(quiet)
    _announce_overload(loaded, notices, language)
    _announce_engine(engine, notices, language)
    _, font_notice = figure_language(language)
    if font_notice is not None:
        notices.print(font_notice, markup=False)
    with _progress(notices, language) as progress:
        found = compare(loaded, seed=seed, replications=replications, workers=workers, progress=progress, engine=engine)
    write_results(found, folder, partial(draw_figures, language=language))
    if form == "json":
        click.echo(as_json(document(found) | {"folder": str(folder)}), nl=False)
    else:
        print_result(found, folder, language)
    return require_targets and any(judgement.verdict is not Verdict.MET for judgement in found.judgements)


def verify_folder(folder: str, workers: int | None, quiet: bool, language: str) -> bool:
    """Verify a results folder and say what differs; return whether everything is equal."""
    from adminsim.report.figures import draw_figures
    from adminsim.results.verify import drawn_language, verify_results

    notices = _console(quiet)
    draw = partial(draw_figures, language=drawn_language(Path(folder)))
    with _progress(notices, language) as progress:
        found = verify_results(Path(folder), draw, workers, progress)
    for notice in found.notices:
        click.echo(notice.text(language), err=True)
    if not found.differences:
        click.echo(say("cli-verified", language, compared=found.compared, folder=folder))
        return True
    click.echo(say("cli-not-verified", language, count=len(found.differences), folder=folder))
    for difference in found.differences:
        click.echo("  " + difference.text(language).replace("\n", "\n  "))
    return False


def _free_folder(name: str) -> Path:
    """Return a folder under out/ that does not exist yet."""
    folder, number = Path("out") / name, 2
    while folder.exists():
        folder, number = Path("out") / f"{name}-{number}", number + 1
    return folder


def _console(quiet: bool) -> Console:
    from rich.console import Console

    return Console(stderr=True, quiet=quiet, markup=False, highlight=False)


def _announce_overload(scenario: Scenario, notices: Console, language: str) -> None:
    from adminsim.report.notices import overload_notice
    from adminsim.study.offered import offered_loads

    for when, system in (("before", scenario.baseline), ("after", scenario.reformed)):
        loads = [load for load in offered_loads(system) if load.is_overloaded]
        if loads:
            notices.print(overload_notice(loads, system, when, language), markup=False)
    for remark in scenario.reformed.remarks:
        notices.print(say(remark.code, language, reform=remark.reform, **dict(remark.detail)), markup=False)


def _announce_engine(engine: Engine, notices: Console, language: str) -> None:
    from adminsim.engine.simulate import is_compiled_available

    if engine == "auto" and not is_compiled_available():
        notices.print(say("engine-reference-serves", language))
    elif engine != "reference" and is_compiled_available():
        from adminsim.engine.compiled import is_compiled

        if not is_compiled():
            notices.print(say("engine-compiles", language))


@contextmanager
def _progress(notices: Console, language: str) -> Iterator[Progress | None]:
    """Show progress with the remaining time on standard error."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=notices, transient=True, disable=not notices.is_terminal) as bar:
        task = bar.add_task(say("cli-progress", language), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
