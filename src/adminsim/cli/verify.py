"""The command that runs a result again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from adminsim.cli.progress import console_of, executor_at, progress_bar
from adminsim.messages import say


def verify_folder(*, folder: str, workers: int | None, cluster: str | None, quiet: bool, language: str) -> bool:
    """Verify a results folder and say what differs; return whether everything is equal."""
    from adminsim.report.result.figures import draw_figures
    from adminsim.results.folder import draw_nothing
    from adminsim.results.verify import drawn_language, has_figures, verify_results

    draw = partial(draw_figures, language=drawn_language(Path(folder))) if has_figures(Path(folder)) else draw_nothing
    name = Path(folder).name
    with executor_at(cluster) as executor, progress_bar(console_of(quiet), language, name) as progress:
        found = verify_results(Path(folder), draw, workers=workers, executor=executor, progress=progress)
    for notice in found.notices:
        click.echo(notice.text(language), err=True)
    if not found.differences:
        click.echo(say("cli-verified", language, compared=found.compared, folder=folder))
        return True
    click.echo(say("cli-not-verified", language, count=len(found.differences), folder=folder))
    for difference in found.differences:
        click.echo("  " + difference.text(language).replace("\n", "\n  "))
    return False
