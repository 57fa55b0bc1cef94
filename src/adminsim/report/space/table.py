"""The whole space of assumptions as a table and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.assumptions.table import range_text, short_name
from adminsim.report.kit.style import WIDEST, percent, with_interval
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.report.result.target_words import target_name
from adminsim.results.document import rounded

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.study.space.space import Space

FIRST = 10
"""How many figures are named that are to be measured first."""


def space_table(found: Space, words: Words = Words.EN) -> RenderableType:
    """Return in how much of the space each target is met and what to measure first, for printing on a rich console."""
    from rich.console import Group
    from rich.constrain import Constrain

    from adminsim.report.kit.prose import Text

    parts: list[RenderableType] = []
    for place, target in enumerate(found.targets):
        parts += [Text(met_text(found, place, words), style="bold"), Text()]
        first = found.first(target.name)[:FIRST]
        parts += [_first(found, place, first, words) if first else Text(words.say("space-none")), Text()]
        parts += [Text(how_text(found, place, words)), Text()]
    return Constrain(Group(*parts[:-1]), WIDEST)


def _first(found: Space, place: int, first: list[int], words: Words) -> Table:
    """Return the figures to be measured first; where the verdict never flips only the margin tells them apart."""
    effects, flips = found.effects[place], found.flips(found.targets[place].name)
    codes = ["space-first", "ledger-range", *(["space-worth"] if flips else []), "space-explained"]
    table = plain_table(*(words.say(code) for code in codes))
    for one in first:
        worth = [percent(float(effects.worth[one]), words)] if flips else []
        explained = percent(float(effects.explained[one]), words)
        figure = found.varied[one]
        add_row(table, short_name(figure, found.scenario), range_text(figure, words), *worth, explained)
    return table


def met_text(found: Space, place: int, words: Words) -> str:
    """Return in how much of the space a target is met."""
    share = with_interval(found.met[place], words, share=True)
    return words.say("space-met", target=target_name(found.targets[place], words), share=share)


def how_text(found: Space, place: int, words: Words) -> str:
    """Return how it was found."""
    effects = found.effects[place]
    return words.say(
        "space-how", points=found.points, figures=len(found.varied), impossible=found.impossible,
        worth=percent(effects.worth_noise, words), explained=percent(effects.explained_noise, words),
    )  # fmt: skip


def space_data(found: Space, words: Words = Words.EN) -> dict[str, Any]:
    """Return what the whole space tells as plain data."""
    return {
        "scenario": found.scenario.name,
        "seed": found.seed,
        "points": found.points,
        "impossible": found.impossible,
        "met": {
            target.name: [rounded(end) for end in (met.mean, met.low, met.high)]
            for target, met in zip(found.targets, found.met, strict=True)
        },
        "measure_first": {
            target.name: [found.varied[place].name for place in found.first(target.name)] for target in found.targets
        },
        "said": [told(found, place, words) for place in range(len(found.targets)) for told in (met_text, how_text)],
        "figures": [
            {str(key): rounded(value) if isinstance(value, float) else value for key, value in row.items()}
            for row in found.table().reset_index().to_dict("records")
        ],
    }
