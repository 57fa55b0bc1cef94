"""The command that holds two cities' rules side by side on one demand."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

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
    from adminsim.study.findings.side_by_side import borrowed, rows_of

    notices = console_of(quiet)
    mine, theirs = load(first), load(other)
    lent, left_out = borrowed(mine, theirs)
    if left_out and notices is not None:
        names = ", ".join(left_out)
        notices.print(say("cli-compare-left-out", language, scenario=theirs.name, reforms=names), markup=False)
    from adminsim.study.findings.compare import compare

    found = []
    for scenario in (mine, lent):
        with progress_bar(notices, language, scenario.name) as progress:
            found.append(compare(scenario, replications=replications, workers=workers, progress=progress))
    rows = rows_of(found[0], found[1])
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False))
    elif form == "csv":
        click.echo(_as_csv(rows), nl=False)
    else:
        click.echo(_as_text(rows, (mine.name, theirs.name), language))


def _as_csv(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _as_text(rows: list[dict[str, Any]], names: tuple[str, str], language: Language) -> str:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=say("cli-compare-title", language, first=names[0], other=names[1]))
    heads = ("chain", "measure", "before", "first", "other")
    for head in heads:
        title = say(f"cli-compare-{head}", language, first=names[0], other=names[1])
        table.add_column(title, justify="left" if head in heads[:2] else "right")
    for row in rows:
        measure = say(f"cli-compare-of-{row['measure'].replace('_', '-')}", language)
        cells = [f"{row['before']:.1f}", *(_cell(row, one) for one in ("first", "other"))]
        table.add_row(row["chain"], measure, *cells)
    console = Console(width=110, record=True, file=io.StringIO())
    console.print(table)
    return console.export_text()


def _cell(row: dict[str, Any], which: str) -> str:
    return f"{row[which]:.1f} [{row[f'{which}_low']:.1f}, {row[f'{which}_high']:.1f}]"
