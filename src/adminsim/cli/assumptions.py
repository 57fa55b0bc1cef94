"""The command that lists assumed figures and says what they do to the verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from adminsim.cli.batches import Batches
from adminsim.cli.misuse import MisuseError

if TYPE_CHECKING:
    from adminsim.reforms.scenario import Scenario


def show_assumptions(
    *, scenario: str, is_list: bool, seed: int | None, form: str, language: str, given: list[str], **asked: Any
) -> None:
    """List assumed figures; unless only that is asked for, say what each does to the verdicts."""
    from rich.console import Console

    from adminsim.files.load import load
    from adminsim.report.assumptions.files import assumptions_csv, assumptions_json, write_assumptions
    from adminsim.report.assumptions.table import assumptions_table
    from adminsim.study.assumptions.one_by_one import assumptions

    loaded = load(scenario).with_study(seed=seed)
    if is_list:
        simulating = {"--out": asked["out"], "--resume": asked["resume"], "--replications": asked["replications"]}
        meaningless = next((name for name, value in simulating.items() if value), None)
        if meaningless is not None:
            raise MisuseError("cli-list-only", {"name": meaningless})
        _print_ledger(loaded, form, language)
        return
    batches = Batches(loaded, "assumptions", language=language, given=tuple(given), **asked)
    found = batches.run(assumptions, write_assumptions)
    if form == "table":
        Console(highlight=False).print(assumptions_table(found, language))
    else:
        click.echo(assumptions_json(found, language) if form == "json" else assumptions_csv(found), nl=False)


def _print_ledger(scenario: Scenario, form: str, language: str) -> None:
    from rich.console import Console

    from adminsim.report.assumptions.table import ledger_data, ledger_table
    from adminsim.results.folder import as_csv, as_json
    from adminsim.study.assumptions.ledger import ledger
    from adminsim.study.assumptions.one_by_one import ledger_frame

    entries = ledger(scenario)
    if form == "table":
        Console(highlight=False).print(ledger_table(scenario, entries, language))
    else:
        click.echo(as_json(ledger_data(entries)) if form == "json" else as_csv(ledger_frame(entries)), nl=False)
