"""When backlogs are gone, and queues by week, for printing and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.kit.style import WIDEST, called, number
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.results.document import listed
from adminsim.study.backlog.weeks import WHEN

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.study.backlog.weeks import Backlog, Named

SHOWN_WEEKS = 12
"""About how many weeks a table shows; all are in the files."""


def backlog_table(found: Backlog, words: Words = Words.EN) -> RenderableType:
    """Return when each department's backlog is gone, and work in progress by week, for a rich console."""
    from rich.console import Group
    from rich.constrain import Constrain

    from adminsim.report.kit.prose import Text

    weekly = found.weekly()
    parts: list[RenderableType] = [Text(words.say("backlog-since", date=found.since)), Text()]
    if found.gone().to_numpy().any():
        parts += [_gone(found, words), Text(words.say("backlog-gone-legend"), style="dim"), Text()]
    else:
        parts += [Text(words.say("backlog-none")), Text()]
    for one in _shown(found, weekly):
        parts += [_weeks(found, weekly, one, words), Text()]
    return Constrain(Group(*parts, Text(words.say("backlog-legend"), style="dim")), WIDEST)


def backlog_data(found: Backlog, words: Words = Words.EN) -> dict[str, Any]:
    """Return queues by week and when backlogs are gone as plain data."""
    return {
        "scenario": found.scenario.name,
        "seed": found.seed,
        "replications": found.figures.shape[1],
        "confidence": found.scenario.study.confidence,
        "since": str(found.since),
        "gone": listed(found.gone()),
        "weekly": listed(found.weekly()),
    }


def followed_name(found: Backlog, one: Named, words: Words) -> str:
    """Return what people call a chain or a department."""
    systems = found.scenario.reformed, found.scenario.baseline
    if one.kind == "chain":
        return called(one.name, *(system.chains for system in systems), words=words)
    return called(one.name, *(system.departments for system in systems), words=words)


def week_text(week: float, words: Words) -> str:
    """Return a week in words: at once, never, or its number."""
    if week == 0:
        return words.say("backlog-at-once")
    return words.say("backlog-never") if week == float("inf") else number(week, words, 0)


def _gone(found: Backlog, words: Words) -> Table:
    headings = [
        f"{words.say(f'result-{when}')}\n{words.say(f'backlog-{what}')}"
        for when in WHEN
        for what in ("simulated", "fluid")
    ]
    table = plain_table(words.say("backlog-gone"), *headings)
    rows: dict[str, dict[str, float]] = found.gone().to_dict("index")  # type: ignore[assignment]
    for one in found.followed:
        if one.kind != "department" or not any(rows[one.name].values()):
            continue
        row, cells = rows[one.name], []
        for when in WHEN:
            low, middle, high = (week_text(row[f"{when}{end}"], words) for end in ("_p5", "", "_p95"))
            cells += [middle if low == high else f"{middle} [{low}, {high}]"]
            cells += [week_text(row[f"{when}_fluid"], words)]
        add_row(table, followed_name(found, one, words), *cells)
    return table


def _shown(found: Backlog, weekly: pd.DataFrame) -> list[Named]:
    """Return the chains, and the department with the longest queue in any week."""
    chains = [one for one in found.followed if one.kind == "chain"]
    queues = weekly.xs("department", level="kind")
    longest = queues["before"].combine(queues["after"], max).groupby(level="name").max()
    if not longest.max() > 0:
        return chains
    return [*chains, next(one for one in found.followed if one.kind == "department" and one.name == longest.idxmax())]


def _weeks(found: Backlog, weekly: pd.DataFrame, one: Named, words: Words) -> Table:
    heading = words.say(f"backlog-of-{one.kind}", name=followed_name(found, one, words))
    table = plain_table(heading, *(words.say(f"result-{when}") for when in WHEN))
    rows = weekly.xs((one.kind, one.name), level=("kind", "name"))
    step = max(1, -(-len(rows) // SHOWN_WEEKS))
    for week, row in rows.iloc[::step].iterrows():
        cells = []
        for when in WHEN:
            middle, low, high = (number(float(row[f"{when}{end}"]), words) for end in ("", "_p5", "_p95"))
            cells.append(f"{middle} [{low}, {high}]")
        add_row(table, words.say("backlog-week", week=week, begins=row["begins"]), *cells)
    return table
