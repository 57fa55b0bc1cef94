"""The command that holds two cities' rules side by side on one demand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from adminsim.messages import say

if TYPE_CHECKING:
    from adminsim.messages import Language


def show_side_by_side(
    first: str, other: str, replications: int | None, workers: int | None, form: str, quiet: bool, language: Language
) -> None:
    """Print what each city's reforms make of the first one's baseline and demand."""
    from adminsim.cli.progress import console_of, progress_bar
    from adminsim.files.load import load
    from adminsim.report.result.side_by_side import side_by_side_text
    from adminsim.report.result.target_verdicts import as_csv
    from adminsim.study.findings.compare import compare
    from adminsim.study.findings.side_by_side import borrowed, rows_of

    notices = console_of(quiet)
    mine, theirs = load(first), load(other)
    lent, left_out = borrowed(mine, theirs)
    if left_out:
        names = ", ".join(left_out)
        notices.print(say("cli-compare-left-out", language, scenario=theirs.name, reforms=names), markup=False)
    found = []
    for scenario in (mine, lent):
        with progress_bar(notices, language, scenario.name) as progress:
            found.append(compare(scenario, replications=replications, workers=workers, progress=progress))
    rows = rows_of(found[0], found[1])
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False))
    elif form == "csv":
        click.echo(as_csv(rows), nl=False)
    else:
        click.echo(side_by_side_text(rows, (mine.name, theirs.name), language))
