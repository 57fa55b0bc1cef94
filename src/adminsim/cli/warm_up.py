"""The command that recommends a warm-up from pilot runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from adminsim.cli.progress import console_of, progress_bar
from adminsim.cli.run import announce_engine
from adminsim.messages import say

if TYPE_CHECKING:
    from adminsim.engine.simulate import Engine


def show_warm_up(
    *, scenario: str, pilots: int, seed: int | None, engine: Engine, out: str | None, form: str, quiet: bool,
    language: str,
) -> None:  # fmt: skip
    """Run pilots and say which warm-up they recommend; with `out`, write the tables and the figure there as well."""
    from adminsim.files.load import load
    from adminsim.report.warm_up import warm_up_csv, warm_up_json, warm_up_text, write_warm_up
    from adminsim.results.folder import check_folder
    from adminsim.study.warm_up import warm_up

    loaded, notices = load(scenario), console_of(quiet)
    if out is not None:
        check_folder(Path(out))
    announce_engine(engine, notices, language)
    with progress_bar(notices, language, loaded.name) as progress:
        found = warm_up(loaded, pilots=pilots, seed=seed, engine=engine, progress=progress)
    if form == "table":
        click.echo(warm_up_text(found, language))
    else:
        click.echo(warm_up_json(found, language) if form == "json" else warm_up_csv(found), nl=False)
    if out is not None:
        write_warm_up(found, Path(out), language)
        notices.print(say("result-folder", language, folder=out))
