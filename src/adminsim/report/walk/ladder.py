"""The ladder from law to life as a table."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from adminsim.report.kit.style import with_interval
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.study.findings.estimate import Estimate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from adminsim.messages import Words
    from adminsim.report.kit.style import Scale
    from adminsim.study.walk.ladder import Rung

WHEN = ("before", "after")


def ladder_table(rungs: Sequence[Rung], chain: str, scale: Scale, words: Words) -> Table:
    """Return how fast the cases of a chain could ever be, rung by rung."""
    heading = words.say("ladder-heading", unit=words.say(f"walk-{scale.unit}"))
    table = plain_table(heading, *(words.say(f"result-{when}") for when in WHEN))
    for one in rungs:
        if one.chain == chain:
            times = (Estimate(*(scale.of_a_day * end for end in astuple(found))) for found in (one.before, one.after))
            figures = (with_interval(found, words) for found in times)
            add_row(table, words.say(f"ladder-{one.rung}"), *figures)
    return table
