"""Commands that compare and list: diff and targets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from adminsim.cli.misuse import MisuseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adminsim.reforms.scenario import Scenario
    from adminsim.study.findings.compare import Comparison


def show_differences(scenario: str, other: str | None, form: str, language: str) -> None:
    """Say what a scenario's reforms change, or what differs between two scenarios as reformed."""
    from adminsim.files.load import load
    from adminsim.reforms.differences import changes_between, changes_of
    from adminsim.report.system.differences import differences_data, differences_text

    first = load(scenario)
    found = changes_of(first) if other is None else changes_between(first, load(other))
    if form == "json":
        _print_json({"scenario": scenario, "other": other, **differences_data(found)})
    else:
        click.echo(differences_text(found, language))


def show_targets(
    where: str, is_run: bool, replications: int | None, workers: int | None, form: str, quiet: bool, language: str
) -> None:
    """List the targets of a scenario, or of all scenarios in a folder; where they are to be run, with verdicts."""
    from adminsim.files.load import load_all
    from adminsim.report.result.target_list import targets_data, targets_text
    from adminsim.report.result.target_verdicts import as_csv, verdicts_data, verdicts_text

    if not is_run and (replications is not None or workers is not None):
        raise MisuseError("cli-targets-run-only")
    scenarios = load_all(where)
    comparisons = _studies(scenarios, replications, workers, quiet, language) if is_run else {}
    if form == "table":
        click.echo(verdicts_text(comparisons, language) if is_run else targets_text(scenarios, language))
        return
    rows = verdicts_data(comparisons) if is_run else targets_data(scenarios)
    if form == "csv":
        click.echo(as_csv(rows), nl=False)
    else:
        _print_json(rows)


def _studies(
    scenarios: Mapping[str, Scenario], replications: int | None, workers: int | None, quiet: bool, language: str
) -> dict[str, Comparison]:
    """Study scenarios one after the other; nothing is written."""
    from adminsim.cli.progress import console_of, progress_bar
    from adminsim.study.findings.compare import compare

    notices, found = console_of(quiet), {}
    for file, scenario in scenarios.items():
        with progress_bar(notices, language, scenario.name) as progress:
            found[file] = compare(scenario, replications=replications, workers=workers, progress=progress)
    return found


def _print_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False))
