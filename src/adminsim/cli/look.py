"""Commands that compare and list: diff and targets."""

from __future__ import annotations

import json
from typing import Any

import click


def show_differences(scenario: str, other: str | None, form: str, language: str) -> None:
    """Say what a scenario's reforms change, or what differs between two scenarios as reformed."""
    from adminsim.files.load import load
    from adminsim.reforms.differences import changes_between, changes_of
    from adminsim.report.differences import differences_data, differences_text

    first = load(scenario)
    found = changes_of(first) if other is None else changes_between(first, load(other))
    if form == "json":
        _print_json({"scenario": scenario, "other": other, **differences_data(found)})
    else:
        click.echo(differences_text(found, language))


def show_targets(where: str, form: str, language: str) -> None:
    """List the targets of a scenario, or of all scenarios in a folder."""
    from adminsim.files.load import load_all
    from adminsim.report.target_list import targets_data, targets_text

    scenarios = load_all(where)
    if form == "json":
        _print_json(targets_data(scenarios))
    else:
        click.echo(targets_text(scenarios, language))


def _print_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False))
