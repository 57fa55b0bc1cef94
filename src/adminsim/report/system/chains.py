"""A system drawn as text: its chains step by step, their documents, and the departments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.messages import Words
from adminsim.model.any_step import Strength
from adminsim.model.demand import Listed, Regular
from adminsim.model.precedence import graph_of, upstream_of
from adminsim.report.kit.style import called, length, mean_time, named, percent
from adminsim.report.kit.tables import add_row, as_text, plain_table, text_width
from adminsim.report.system.resources import calendar_lines, department_table, document_table, name_width
from adminsim.report.system.steps import duration_of, remarks_of, who_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.model.chain import Chain
    from adminsim.model.system import System
    from adminsim.model.value import Label

_NARROW = 96
"""Columns below which a page is too narrow for all columns of the table of steps."""
_SHORTEST = 20
"""Columns that the names of steps get at least."""
ARROWS = {Strength.NEEDS: "==>", Strength.AFTER: "-->"}


def chain_text(system: System, words: Words = Words.EN, width: int | None = None) -> str:
    """Draw a system as text.

    Parameters
    ----------
    system : System
        What to draw; its chains are drawn as a case walks them that all reforms cover.
    words : Words
        Of the reader's language.
    width : int, optional
        Columns; by default those of the terminal.

    Returns
    -------
    str
        For each chain its steps in order, with what holds each back, then documents and departments.
    """
    from rich.console import Group

    from adminsim.report.kit.prose import Text

    width = width or text_width()
    parts: list[RenderableType] = []
    for name, chain in system.chains.items():
        parts += [*_chain_part(system, name, chain, words, width < _NARROW), Text()]
    parts += [department_table(system, words), *calendar_lines(system, words)]
    return as_text(Group(*parts), width)


def stages(chain: Chain) -> list[list[str]]:
    """Return the steps in an order that precedence allows, in groups that can run side by side."""
    graph = graph_of(chain.steps)
    depth: dict[str, int] = {}
    upstream = upstream_of(graph)
    for name in sorted(chain.steps, key=lambda step: len(upstream[step])):
        depth[name] = max((depth[before] + 1 for before in graph[name]), default=0)
    return [[name for name in chain.steps if depth[name] == level] for level in range(max(depth.values()) + 1)]


def _chain_part(system: System, name: str, chain: Chain, words: Words, is_narrow: bool) -> list[RenderableType]:
    from rich.rule import Rule

    from adminsim.report.kit.prose import Text

    pilots = [pilot for pilot in chain.pilots if not pilot.holds_for_all]
    chain = chain.route(frozenset(pilot.subject for pilot in pilots))
    groups = stages(chain)
    numbers = {step: number for number, step in enumerate((s for group in groups for s in group), start=1)}
    table = _step_table(system, chain, groups, numbers, words, is_narrow)
    title = named(chain.label, name, words)
    return [
        Rule(Text(f" {title} ", style="bold"), style="default"),
        *(Text(line) for line in _about(system, chain, words)),
        *([Text(_pilots(pilots, words))] if pilots else []),
        Text(),
        table,
        Text(words.say("chain-legend")),
        *document_table(system, chain, numbers, words),
    ]


def _step_table(
    system: System,
    chain: Chain,
    groups: list[list[str]],
    numbers: dict[str, int],
    words: Words,
    is_narrow: bool,
) -> Table:
    """Return the steps in order; where the page is narrow, who does them stands among the notes."""
    behind, step, who, time, remarks = (
        words.say(f"chain-{heading}") for heading in ("behind", "step", "who", "time", "remarks")
    )
    headings = ["", behind, "", step, time, *([f"{who} / {remarks}"] if is_narrow else [who, remarks])]
    table = plain_table(*headings, left=len(headings))
    table.label = 3
    for column in table.columns[:5]:
        column.ratio = None
    table.columns[1].justify = table.columns[2].justify = "right"
    table.columns[1].width = 12
    table.columns[3].width = max(_SHORTEST, name_width(chain.steps))
    for group in groups:
        for name in group:
            *cells, by, notes = _step_row(system, chain, name, group, numbers, words)
            add_row(table, *cells, *([f"{by}\n{notes}".strip()] if is_narrow else [by, notes]))
    return table


def _step_row(
    system: System, chain: Chain, name: str, group: list[str], numbers: dict[str, int], words: Words
) -> tuple[str, ...]:
    step = chain.steps[name]
    return (
        _bracket(group, name),
        _behind(chain, name, numbers),
        str(numbers[name]),
        _with_name(named(step.label, name, words), name),
        duration_of(system, chain, name, words),
        who_of(system, step, words),
        remarks_of(system, chain, name, numbers, words),
    )


def _bracket(group: list[str], name: str) -> str:
    if len(group) == 1:
        return " "
    return "┌" if name == group[0] else "└" if name == group[-1] else "│"


def _behind(chain: Chain, name: str, numbers: dict[str, int]) -> str:
    """Return the numbers of the direct predecessors with their arrows, one strength in a line."""
    found = graph_of(chain.steps)[name]
    lines = []
    for strength, arrow in ARROWS.items():
        befores = sorted(numbers[before] for before, how in found.items() if how is strength)
        if befores:
            lines.append(f"{', '.join(map(str, befores))} {arrow}")
    return "\n".join(lines)


def _about(system: System, chain: Chain, words: Words) -> list[str]:
    steps = chain.steps.values()
    lines = [
        words.say(
            "chain-summary",
            steps=len(chain.steps),
            procedures=len({step.procedure for step in steps if step.procedure}),
            documents=len(chain.documents),
            departments=len({name for step in steps for name in step.departments}),
        ),
        _demand(chain, words),
        words.say("chain-types", types=_types(chain, words)),
    ]
    if chain.decision is None:
        lines.append(words.say("chain-decision-all"))
    else:
        lines.append(words.say("chain-decision", step=called(chain.decision, chain.steps, words=words)))
    if chain.handover is not None:
        lines.append(words.say("chain-handover", mean=mean_time(chain.handover, system.workday_s, words)))
    return lines


def _with_name(text: str, name: str) -> str:
    """Return what people call something with its name in the file below it."""
    return text if text == name else f"{text}\n{name}"


def _pilots(pilots: Sequence[object], words: Words) -> str:
    return words.say("chain-pilots", reforms=", ".join(_pilot(pilot, words) for pilot in pilots))


def _pilot(pilot: object, words: Words) -> str:
    phases = []
    for since, coverage in getattr(pilot, "course", ()):
        parts = list(coverage.types)
        if coverage.share.value < 1:
            parts.append(percent(coverage.share.value, words, 0))
        if since is not None:
            parts.append(f">= {since}")
        phases.append(", ".join(parts) or percent(1.0, words, 0))
    return f"{getattr(pilot, 'subject', '')} ({'; '.join(phases)})"


def _demand(chain: Chain, words: Words) -> str:
    demand = chain.demand
    if isinstance(demand, Regular):
        return words.say("chain-demand-regular", every=length(demand.every.value, words))
    if isinstance(demand, Listed):
        return words.say("chain-demand-listed", count=len(demand.at))
    return words.say(
        "chain-demand-poisson",
        rate=f"{demand.rate.value:g}",
        per=words.say(f"chain-per-{demand.per}"),
    )


def _types(chain: Chain, words: Words) -> str:
    kinds = chain.types.items()
    parts = (f"{name} {percent(kind.mix.value, words, 0)} {_in_brackets(kind.label, words)}" for name, kind in kinds)
    return words.in_parts(part.strip() for part in parts)


def _in_brackets(label: Label | None, words: Words) -> str:
    text = named(label, "", words)
    return f"({text})" if text else ""
