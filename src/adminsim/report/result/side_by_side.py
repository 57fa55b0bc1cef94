"""Two cities' rules on one demand, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from adminsim.messages import Words
from adminsim.report.kit.tables import add_row, as_text, plain_table

HEADINGS = ("chain", "measure", "before", "first", "other")
NOTHING = "-"
"""What stands where no case had a figure."""


def side_by_side_text(
    rows: Sequence[Mapping[str, Any]], names: tuple[str, str], words: Words = Words.EN, width: int | None = None
) -> str:
    """Return what each city's reforms make of the first one's baseline; `rows` are those of `rows_of`."""
    from rich.console import Group

    from adminsim.report.kit.prose import Text

    between = {"first": names[0], "other": names[1]}
    table = plain_table(*(words.say(f"cli-compare-{heading}", **between) for heading in HEADINGS), left=2)
    for row in rows:
        measure = words.say(f"cli-compare-of-{row['measure'].replace('_', '-')}")
        add_row(table, row["chain"], measure, _number(row["before"]), *(_cell(row, one) for one in between))
    title = Text(words.say("cli-compare-title", **between), style="bold")
    return as_text(Group(title, Text(), table), width)


def _cell(row: Mapping[str, Any], which: str) -> str:
    if row[which] != row[which]:
        return NOTHING
    return f"{row[which]:.1f} [{_number(row[f'{which}_low'])}, {_number(row[f'{which}_high'])}]"


def _number(value: float) -> str:
    return f"{value:.1f}" if value == value else NOTHING
