"""The command that runs a result again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from adminsim.cli.progress import console_of, executor_at, progress_bar
from adminsim.messages import Words


def verify_folder(*, folder: str, workers: int | None, cluster: str | None, quiet: bool, words: Words) -> bool:
    """Verify a results folder and say what differs; return whether everything is equal."""
    from adminsim.report.result.figures import draw_figures
    from adminsim.results.folder import draw_nothing
    from adminsim.results.verify import drawn_language, has_figures, verify_results

    place = Path(folder)
    draw = partial(draw_figures, words=Words(drawn_language(place))) if has_figures(place) else draw_nothing
    with executor_at(cluster) as executor, progress_bar(console_of(quiet), words, place.name) as progress:
        found = verify_results(Path(folder), draw, workers=workers, executor=executor, progress=progress)
    for notice in found.notices:
        click.echo(notice.text(words), err=True)
    if not found.differences:
        click.echo(words.say("cli-verified", compared=found.compared, folder=folder))
        return True
    click.echo(words.say("cli-not-verified", count=len(found.differences), folder=folder))
    for difference in found.differences:
        click.echo("  " + difference.text(words).replace("\n", "\n  "))
    return False
