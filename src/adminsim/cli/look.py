"""Commands that compare and list: diff and targets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from adminsim.cli.analysis import studies
from adminsim.cli.misuse import MisuseError

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked
    from adminsim.messages import Words


def show_differences(scenario: str, other: str | None, form: str, words: Words) -> None:
    """Say what a scenario's reforms change, or what differs between two scenarios as reformed."""
    from adminsim.files.load import load
    from adminsim.reforms.differences import changes_between, changes_of
    from adminsim.report.system.differences import differences_data, differences_text

    first = load(scenario)
    found = changes_of(first) if other is None else changes_between(first, load(other))
    if form == "json":
        print_json({"scenario": scenario, "other": other, **differences_data(found)})
    else:
        click.echo(differences_text(found, words))


def show_targets(asked: Asked, where: str, is_run: bool, replications: int | None) -> None:
    """List the targets of a scenario, or of all scenarios in a folder; where they are to be run, with verdicts."""
    from adminsim.files.load import load_all
    from adminsim.report.result.target_list import targets_data, targets_text
    from adminsim.report.result.target_verdicts import as_csv, verdicts_data, verdicts_text

    if not is_run and any(one is not None for one in (replications, asked.workers, asked.cluster)):
        raise MisuseError("cli-targets-run-only")
    scenarios, words = load_all(where), asked.words
    studied = studies(list(scenarios.values()), replications, asked) if is_run else []
    comparisons = dict(zip(scenarios, studied, strict=is_run))
    if asked.form == "table":
        click.echo(verdicts_text(comparisons, words) if is_run else targets_text(scenarios, words))
        return
    rows = verdicts_data(comparisons) if is_run else targets_data(scenarios)
    if asked.form == "csv":
        click.echo(as_csv(rows, words, "target"), nl=False)
    else:
        print_json(rows)


def print_json(data: Any) -> None:
    """Print plain data."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False))
