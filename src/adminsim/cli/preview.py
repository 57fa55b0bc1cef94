"""The command that looks ahead: load, waits and stability before anything is simulated."""

from __future__ import annotations

import json

import click

from adminsim.messages import Words


def show_preview(scenario: str, form: str, words: Words) -> None:
    """Print the analytic preview of a scenario and its baseline."""
    from adminsim.files.load import load
    from adminsim.report.preview.table import preview_rows, preview_text
    from adminsim.report.result.target_verdicts import as_csv

    loaded = load(scenario)
    if form == "table":
        click.echo(preview_text(loaded, words))
        return
    rows = preview_rows(loaded)
    if form == "csv":
        click.echo(as_csv(rows, words), nl=False)
    else:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False))
