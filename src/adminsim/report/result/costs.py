"""What reforms cost, who loses by them, and what only moves off the clock: the price beside the gain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.style import called, marks_of_means, named, number, with_interval
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.study.findings.costs import gap_of
from adminsim.study.findings.estimate import Estimate

if TYPE_CHECKING:
    from typing import Any

    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.messages import Words
    from adminsim.study.findings.compare import Comparison

MANY_UNFINISHED = 0.01
"""Share of unfinished cases above which a notice says so, and means are no longer compared."""
MOST_DEPARTMENTS = 6
"""How many departments are named; the others are in the table of the results folder."""
LEAST_HOURS = 1.0
"""Added work below which a department is not named."""


def cost_part(comparison: Comparison, words: Words) -> list[RenderableType]:
    """Return the tables of costs, of who is slower, and of the official clock against lived time."""
    from adminsim.report.kit.prose import Text

    return [
        _costs(comparison, words),
        Text(),
        _losers(comparison, words),
        Text(),
        _gaps(comparison, words),
    ]


def clock_notice(comparison: Comparison, chain: str, words: Words) -> str:
    """Return the plain word for reforms that move time off the clock rather than save it; empty where they do not.

    Where many cases stay unfinished nothing is said: both are only bounds then.
    """
    gap = gap_of(comparison, chain)
    cases, unfinished = (comparison.change(f"chain.{chain}.{count}") for count in ("cases", "unfinished"))
    is_settled = max(unfinished.before.mean, unfinished.after.mean) <= MANY_UNFINISHED * cases.before.mean
    if not (is_settled and gap.is_off_the_clock):
        return ""
    lived = gap.lived.cut.mean
    return words.say(
        "gap-rises" if lived < 0 else "gap-moves",
        chain=named(comparison.scenario.baseline.chains[chain].label, chain, words),
        clock=number(gap.clock.cut.mean, words),
        lived=number(abs(lived), words),
    )


def _costs(comparison: Comparison, words: Words) -> Table:
    costs = comparison.costs()
    table = _table("cost-heading", ("result-before", "result-after", "cost-added"), words)
    chains = comparison.scenario.baseline.chains
    for chain in chains:
        rows = costs.xs(("chain", chain), level=("kind", "name"))
        add_row(table, named(chains[chain].label, chain, words), style="bold")
        for measure, row in rows.iterrows():
            if measure == "work_hours" or row["before"] or row["after"]:
                digits = 1 if measure == "work_hours" else 0
                _add_cost(table, words.say(f"cost-{measure}"), row, digits, words)
    kinds, measures = (costs.index.get_level_values(level) for level in ("kind", "measure"))
    loads = costs[(kinds == "department") & (measures == "work_hours")].droplevel(["kind", "measure"])
    moved = loads[(loads["added_low"] * loads["added_high"] > 0) & (loads["added"].abs() >= LEAST_HOURS)]
    order = moved["added"].abs().sort_values(ascending=False, kind="stable").index
    if len(order):
        add_row(table, words.say("cost-departments"), style="bold")
    systems = comparison.scenario.baseline.departments, comparison.scenario.reformed.departments
    for name in order[:MOST_DEPARTMENTS]:
        _add_cost(table, called(str(name), *systems, words=words), moved.loc[name], 0, words)
    if len(order) > MOST_DEPARTMENTS:
        add_row(table, "  " + words.say("cost-more-departments", count=len(order) - MOST_DEPARTMENTS))
    return table


def _add_cost(table: Table, what: str, row: Any, digits: int, words: Words) -> None:
    figures = [number(float(row[column]), words, digits) for column in ("before", "after")]
    added = Estimate(*(float(row[f"added{end}"]) for end in ("", "_low", "_high")))
    add_row(table, f"  {what}", *figures, with_interval(added, words, digits=digits))


def _losers(comparison: Comparison, words: Words) -> Table:
    table = _table("loser-heading", ("loser-slower", "loser-saved"), words)
    chains = comparison.scenario.baseline.chains
    for row in comparison.losers().reset_index().to_dict("records"):
        chain, kind = row["chain"], row["type"]
        label = named(chains[chain].label, chain, words)
        if kind and len(chains[chain].types) == 1:
            continue
        name = f"  {named(chains[chain].types[kind].label, kind, words)}" if kind else label
        if not kind and row["neighbour"]:
            name = words.say("loser-neighbour", chain=label)
        slower = Estimate(row["slower"], row["slower_low"], row["slower_high"])
        saved = Estimate(row["saved"], row["saved_low"], row["saved_high"])
        is_lost = saved.high < 0
        add_row(
            table,
            name,
            with_interval(slower, words, share=True),
            with_interval(saved, words),
            style="red" if is_lost else "" if kind else "bold",
        )
    return table


def _gaps(comparison: Comparison, words: Words) -> Table:
    table = _table("gap-heading", ("result-before", "result-after", "result-cut"), words)
    for name, chain in comparison.scenario.baseline.chains.items():
        gap = gap_of(comparison, name)
        before, after, cut = marks_of_means(comparison, name)
        add_row(table, named(chain.label, name, words), style="bold")
        clock, lived = (
            (one.before.mean, one.after.mean, with_interval(one.cut, words)) for one in (gap.clock, gap.lived)
        )
        off = lived[0] - clock[0], lived[1] - clock[1]
        add_row(table, "  " + words.say("gap-clock"), *(number(one, words) for one in clock[:2]), clock[2])
        add_row(
            table,
            "  " + words.say("gap-lived"),
            before + number(lived[0], words),
            after + number(lived[1], words),
            cut + lived[2],
        )
        add_row(
            table,
            "  " + words.say("gap-gap"),
            *(number(one, words) for one in off),
            number(off[0] - off[1], words),
        )
    return table


def _table(heading: str, columns: tuple[str, ...], words: Words) -> Table:
    return plain_table(words.say(heading), *(words.say(column) for column in columns))
