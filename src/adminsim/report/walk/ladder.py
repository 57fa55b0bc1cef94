"""The ladder from law to life as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.style import with_interval
from adminsim.report.kit.tables import add_row, plain_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from adminsim.messages import Words
    from adminsim.report.kit.style import Scale
    from adminsim.study.walk.ladder import Rung

WHEN = ("before", "after")


def ladder_table(rungs: Sequence[Rung], chain: str, scale: Scale, words: Words) -> Table:
    """Return how fast the cases of a chain could ever be, rung by rung."""
    heading = words.say("ladder-heading", unit=words.say(f"scale-{scale.unit}"))
    table = plain_table(heading, *(words.say(f"result-{when}") for when in WHEN))
    for one in rungs:
        if one.chain == chain:
            figures = (with_interval(scale.of(found), words) for found in (one.before, one.after))
            add_row(table, words.say(f"ladder-{one.rung}"), *figures)
    return table
