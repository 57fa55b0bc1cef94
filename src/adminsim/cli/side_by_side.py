"""The command that holds two cities' rules side by side on one demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adminsim.cli.analysis import studies
from adminsim.cli.look import print_json

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked


def show_side_by_side(asked: Asked, first: str, other: str, replications: int | None) -> None:
    """Print what each city's reforms make of the first one's baseline and demand."""
    from adminsim.files.load import load
    from adminsim.report.result.side_by_side import side_by_side_text
    from adminsim.report.result.target_verdicts import as_csv
    from adminsim.study.findings.side_by_side import borrowed, rows_of

    mine, theirs = load(first), load(other)
    lent, left_out = borrowed(mine, theirs)
    if left_out:
        told = asked.words.say("cli-compare-left-out", scenario=theirs.name, reforms=", ".join(left_out))
        asked.notices.print(told, markup=False)
    under_mine, under_theirs = studies([mine, lent], replications, asked)
    rows = rows_of(under_mine, under_theirs)
    printed = [{name: _printed(value) for name, value in row.items()} for row in rows]
    if asked.form == "json":
        print_json(printed)
    elif asked.form == "csv":
        click.echo(as_csv(printed, asked.words, scenario=mine), nl=False)
    else:
        click.echo(side_by_side_text(rows, (mine.name, theirs.name), asked.words))


def _printed(value: str | float) -> str | float | None:
    from adminsim.results.document import rounded

    return value if isinstance(value, str) else rounded(value)
