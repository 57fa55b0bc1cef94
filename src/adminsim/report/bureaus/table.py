"""What bureaus did with their time, for printing, as plain data, and a page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.kit.step_names import step_name
from adminsim.report.kit.style import WIDEST, called, number, percent, with_interval
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.results.document import listed
from adminsim.study.bureaus.months import WHEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from adminsim.study.bureaus.months import Bureaus, Cell


def bureaus_table(found: Bureaus, words: Words = Words.EN) -> RenderableType:
    """Return of each bureau how long its clock ran and how many of its steps were late, for a rich console."""
    from rich.console import Group
    from rich.constrain import Constrain

    from adminsim.report.kit.prose import Text

    table = plain_table(words.say("bureaus-heading"), *_headings(found, words))
    for name in found.departments:
        add_row(table, bureau_name(found, name, words), *_figures(found, found.months(name), words))
    parts: list[RenderableType] = [table, Text(_legend(found, words), style="dim")]
    return Constrain(Group(*parts), WIDEST)


def bureaus_data(found: Bureaus, words: Words = Words.EN) -> dict[str, Any]:
    """Return what bureaus did as plain data."""
    return {
        "scenario": found.scenario.name,
        "seed": found.seed,
        "replications": found.figures.shape[1],
        "confidence": found.scenario.study.confidence,
        "by_month": listed(found.by_month()),
        "by_step": listed(found.by_step()),
    }


def bureau_name(found: Bureaus, name: str, words: Words) -> str:
    """Return what people call a department."""
    systems = found.scenario.reformed, found.scenario.baseline
    return called(name, *(system.departments for system in systems), words=words)


def bureau_page(found: Bureaus, name: str, words: Words = Words.EN) -> str:
    """Return the page of a bureau as Markdown: its year, its steps, its months."""
    comma = words.pick(", ", "，")
    headings = [words.say("bureaus-part"), *(one.replace("\n", comma) for one in _headings(found, words))]
    rule = "|".join(["---", *["---:"] * (len(headings) - 1)])
    lines = [f"# {bureau_name(found, name, words)}", "", _legend(found, words), ""]
    parts = {
        "bureaus-year": [(words.say("bureaus-all"), found.months(name))],
        "bureaus-steps": [(_step_name(found, cell, words), [cell]) for cell in found.steps(name)],
        "bureaus-months": [(cell.month, [cell]) for cell in found.months(name)],
    }
    for heading, rows in parts.items():
        lines += [f"## {words.say(heading)}", "", f"| {' | '.join(headings)} |", f"|{rule}|"]
        lines += [f"| {' | '.join([told, *_figures(found, cells, words)])} |" for told, cells in rows]
        lines.append("")
    return "\n".join(lines)


def pages(found: Bureaus, words: Words) -> Iterator[tuple[str, str]]:
    """Return the name of the file and the text of each bureau's page."""
    for name in found.departments:
        yield f"bureau-{name}.md", bureau_page(found, name, words)


def _legend(found: Bureaus, words: Words) -> str:
    return words.say("bureaus-legend" if found.has_limits else "bureaus-legend-no-limits")


def _headings(found: Bureaus, words: Words) -> list[str]:
    # Where no step has a limit nothing can be late.
    columns = ("clock", "days", "late") if found.has_limits else ("clock", "days")
    return [f"{words.say(f'bureaus-{what}')}\n{words.say(f'result-{when}')}" for what in columns for when in WHEN]


def _figures(found: Bureaus, cells: list[Cell], words: Words) -> list[str]:
    """Return clock, days and late steps of some cells, before and after; means under the reforms with intervals."""
    told = [found.estimates(cells, when) for when in WHEN]
    clock = [number(told[0]["clock"].mean, words, 2), with_interval(told[1]["clock"], words, digits=2)]
    days = [number(one["days"].mean, words, 0) for one in told]
    if not found.has_limits:
        return [*clock, *days]
    late = [percent(told[0]["late_share"].mean, words), with_interval(told[1]["late_share"], words, share=True)]
    return [*clock, *days, *late]


def _step_name(found: Bureaus, cell: Cell, words: Words) -> str:
    scenario = found.scenario
    text = step_name(scenario, cell.chain, cell.step, words)
    if len(scenario.baseline.chains) == 1:
        return text
    chain = called(cell.chain, scenario.baseline.chains, words=words)
    return words.say("bureaus-step", chain=chain, step=text)
