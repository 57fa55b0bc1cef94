"""What is in a log, as tables."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from adminsim.messages import say
from adminsim.report.kit.style import percent
from adminsim.report.kit.tables import add_row, plain_table

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.logs.log import Log
    from adminsim.logs.look import Look
    from adminsim.messages import Language

MOST = 30
GAPS = 3
WIDEST_CELL = 40


def look_table(log: Log, look: Look, language: Language = "en") -> RenderableType:
    """Return what is in a log, for printing on a rich console."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = [_numbers(look, language), Text(), _columns(look, language), Text()]
    parts += [_activities(look, language), Text(), _years(look, language), Text()]
    parts += [Text(notice.text(language), style="yellow") for notice in log.notices]
    return Group(*parts)


def day_text(seconds: int) -> str:
    """Return the day of an instant in seconds since 1970."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()


def _numbers(look: Look, language: Language) -> Table:
    table = plain_table(say("look-log-title", language), "")
    rows = {"cases": look.cases, "events": look.events, "people": look.people}
    for name, value in rows.items():
        add_row(table, say(f"look-log-{name}", language), f"{value:,}")
    add_row(table, say("look-log-span", language), f"{day_text(look.first)} - {day_text(look.last)}")
    add_row(table, say("look-log-by-day", language), percent(look.by_day, language))
    for first, last in look.gaps[:GAPS]:
        add_row(table, say("look-log-gaps", language), f"{day_text(first)} - {day_text(last)}")
    return table


def _columns(look: Look, language: Language) -> Table:
    headings = [say(f"look-log-{name}", language) for name in ("columns", "values", "example")]
    table = plain_table(*headings)
    for name, values, example in look.columns:
        add_row(table, name, f"{values:,}", example[:WIDEST_CELL])
    return table


def _activities(look: Look, language: Language) -> Table:
    headings = [say(f"look-log-{name}", language) for name in ("activities", "events", "share", "day")]
    table = plain_table(*headings)
    for one in look.activities[:MOST]:
        add_row(table, one.code, f"{one.events:,}", percent(one.cases, language), f"{one.days:.1f}")
    if len(look.activities) > MOST:
        add_row(table, say("look-log-more", language, count=len(look.activities) - MOST))
    return table


def _years(look: Look, language: Language) -> Table:
    table = plain_table(*(say(f"look-log-{name}", language) for name in ("years", "begun", "events")))
    for year, begun, events in look.by_year:
        add_row(table, str(year), f"{begun:,}", f"{events:,}")
    return table
