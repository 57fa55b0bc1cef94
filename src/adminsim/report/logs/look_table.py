"""What is in a log, as tables."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from adminsim.messages import Words
from adminsim.report.kit.style import percent
from adminsim.report.kit.tables import add_row, plain_table

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.logs.log import Log
    from adminsim.logs.look import Look

MOST = 30
GAPS = 3
WIDEST_CELL = 40


def look_table(log: Log, look: Look, words: Words = Words.EN) -> RenderableType:
    """Return what is in a log, for printing on a rich console."""
    from rich.console import Group

    from adminsim.report.kit.prose import Text

    parts: list[RenderableType] = [_numbers(look, words), Text(), _columns(look, words), Text()]
    parts += [_activities(look, words), Text(), _years(look, words), Text()]
    parts += [Text(notice.text(words), style="yellow") for notice in log.notices]
    return Group(*parts)


def day_text(seconds: int) -> str:
    """Return the day of an instant in seconds since 1970."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()


def _numbers(look: Look, words: Words) -> Table:
    table = plain_table(words.say("look-log-title"), "")
    rows = {"cases": look.cases, "events": look.events, "people": look.people}
    for name, value in rows.items():
        add_row(table, words.say(f"look-log-{name}"), f"{value:,}")
    add_row(table, words.say("look-log-span"), f"{day_text(look.first)} - {day_text(look.last)}")
    add_row(table, words.say("look-log-by-day"), percent(look.by_day, words))
    for first, last in look.gaps[:GAPS]:
        add_row(table, words.say("look-log-gaps"), f"{day_text(first)} - {day_text(last)}")
    return table


def _columns(look: Look, words: Words) -> Table:
    headings = [words.say(f"look-log-{name}") for name in ("columns", "values", "example")]
    table = plain_table(*headings)
    for name, values, example in look.columns:
        add_row(table, name, f"{values:,}", example[:WIDEST_CELL])
    return table


def _activities(look: Look, words: Words) -> Table:
    headings = [words.say(f"look-log-{name}") for name in ("activities", "events", "share", "day")]
    table = plain_table(*headings)
    for one in look.activities[:MOST]:
        add_row(table, one.code, f"{one.events:,}", percent(one.cases, words), f"{one.days:.1f}")
    if len(look.activities) > MOST:
        add_row(table, words.say("look-log-more", count=len(look.activities) - MOST))
    return table


def _years(look: Look, words: Words) -> Table:
    table = plain_table(*(words.say(f"look-log-{name}") for name in ("years", "begun", "events")))
    for year, begun, events in look.by_year:
        add_row(table, str(year), f"{begun:,}", f"{events:,}")
    return table
