"""The ladder from law to life as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.messages import say
from adminsim.report.kit.style import with_interval
from adminsim.report.kit.tables import add_row, plain_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from adminsim.messages import Language
    from adminsim.study.walk.ladder import Rung

WHEN = ("before", "after")


def ladder_table(rungs: Sequence[Rung], chain: str, language: Language) -> Table:
    """Return how fast the cases of a chain could ever be, rung by rung."""
    table = plain_table(say("ladder-heading", language), *(say(f"result-{when}", language) for when in WHEN))
    for one in rungs:
        if one.chain == chain:
            figures = (with_interval(found, language) for found in (one.before, one.after))
            add_row(table, say(f"ladder-{one.rung}", language), *figures)
    return table
