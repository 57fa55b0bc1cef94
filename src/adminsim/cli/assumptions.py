"""The command that lists assumed figures and says what they do to the verdicts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from adminsim.cli.analysis import analyse
from adminsim.cli.misuse import MisuseError
from adminsim.messages import Words

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked
    from adminsim.reforms.scenario import Scenario


def show_assumptions(
    asked: Asked, scenario: str, is_list: bool, points: int | None, seed: int | None, replications: int | None
) -> None:
    """List assumed figures; unless only that is asked for, say what each, or all at once, do to the verdicts."""
    from adminsim.files.load import load
    from adminsim.report.assumptions.files import ASSUMPTIONS
    from adminsim.study.assumptions.one_by_one import assumptions

    loaded = load(scenario).with_study(seed=seed)
    if points is not None:
        _show_space(asked, loaded, points, {"--list": is_list, "--replications": replications})
        return
    if not is_list:
        analyse(loaded, partial(assumptions, replications=replications), ASSUMPTIONS, asked, "assumptions")
        return
    simulating = {
        "--out": asked.out, "--resume": asked.resume, "--cluster": asked.cluster, "--replications": replications
    }  # fmt: skip
    meaningless = next((name for name, value in simulating.items() if value), None)
    if meaningless is not None:
        raise MisuseError("cli-list-only", {"name": meaningless})
    _print_ledger(loaded, asked)


def _show_space(asked: Asked, scenario: Scenario, points: int, others: dict[str, object]) -> None:
    from adminsim.report.space.files import SPACE
    from adminsim.study.space.space import space

    meaningless = next((name for name, value in others.items() if value), None)
    if meaningless is not None:
        raise MisuseError("cli-space-alone", {"name": meaningless})
    analyse(scenario, partial(space, points=points or None), SPACE, asked, f"space {points}")


def _print_ledger(scenario: Scenario, asked: Asked) -> None:
    from rich.console import Console

    from adminsim.report.assumptions.table import ledger_data, ledger_table
    from adminsim.report.book.headings import Called, in_words
    from adminsim.results.folder import as_csv, as_json
    from adminsim.study.assumptions.ledger import ledger
    from adminsim.study.assumptions.one_by_one import ledger_frame

    entries = ledger(scenario)
    if asked.form == "table":
        Console(highlight=False).print(ledger_table(scenario, entries, asked.words))
    else:
        is_json = asked.form == "json"
        table = ledger_frame(entries)
        if asked.words is not Words.EN:
            table = in_words(table, Called.of(scenario, asked.words))
        click.echo(as_json(ledger_data(entries)) if is_json else as_csv(table), nl=False)
