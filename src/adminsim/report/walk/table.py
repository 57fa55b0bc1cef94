"""Where the time goes as tables and as plain data: the most time-consuming procedures, their parts, their holders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.model.any_step import APPLICANT
from adminsim.report.kit.step_names import step_name
from adminsim.report.kit.style import WIDEST
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.report.walk.ladder import ladder_table
from adminsim.report.walk.text import (
    chain_name,
    chain_scale,
    holder_name,
    left_out_texts,
    next_text,
    time_number,
    time_text,
)  # fmt: skip
from adminsim.results.document import listed, rounded
from adminsim.study.walk.advice import HOLDERS, advice_of, steps_by_name
from adminsim.study.walk.findings import WHEN, Walks, walks_of
from adminsim.study.walk.ladder import ladder_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.report.kit.style import Scale
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.findings.estimate import Estimate
    from adminsim.study.walk.ladder import Rung

MOST = 10
"""How many procedures a table names."""
COUNTS = ("cases", "approved", "rejected", "unfinished")


def walk_table(comparison: Comparison, words: Words = Words.EN, rungs: Sequence[Rung] = ()) -> RenderableType:
    """Return where the time goes, for printing on a rich console.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    words : Words
        Of the reader's language.
    rungs : sequence of Rung
        How fast it could ever be.

    Returns
    -------
    rich renderable
        Tables for each chain, at most 100 columns wide; below each who or what to look at next.
    """
    from rich.console import Group
    from rich.constrain import Constrain

    from adminsim.report.kit.prose import Text

    parts: list[RenderableType] = []
    for chain in comparison.scenario.baseline.chains:
        walks = walks_of(comparison, chain)
        scale = chain_scale(comparison, chain)
        told = words.say("walk-unit", unit=words.say(f"scale-{scale.unit}"))
        parts += [Text(chain_name(comparison, chain, words), style="bold"), Text(told), Text()]
        if walks.days:
            parts += [
                _procedures(comparison, chain, "all", "walk-procedures", words), Text(),
                _procedures(comparison, chain, "slowest", "walk-slowest", words), Text(),
                _holders(comparison, chain, walks, words), Text(),
                _parts(comparison, chain, walks, words), Text(),
            ]  # fmt: skip
        if rungs:
            parts += [ladder_table(rungs, chain, scale, words), Text(words.say("ladder-remark")), Text()]
        parts += [Text(told, style="yellow") for told in left_out_texts(comparison, chain, words)]
        parts += [Text(), Text(next_text(comparison, chain, words), style="bold"), Text()]
    return Constrain(Group(*parts[:-1]), WIDEST)


def walk_data(comparison: Comparison, words: Words = Words.EN, rungs: Sequence[Rung] = ()) -> dict[str, Any]:
    """Return where the time goes as plain data: the rows of `Comparison.walk`, the cases counted, and what is next."""
    chains = comparison.scenario.baseline.chains
    return {
        "scenario": comparison.scenario.name,
        "seed": comparison.seed,
        "replications": len(comparison.replications),
        "confidence": comparison.confidence,
        "reforms": [reform.subject for reform in comparison.scenario.reforms if reform.enabled],
        "cases": {
            chain: {
                when: {
                    count: rounded(getattr(comparison.change(f"chain.{chain}.{count}"), when).mean) for count in COUNTS
                }
                for when in WHEN
            }
            for chain in chains
        },
        "next": {chain: _next(comparison, chain, words) for chain in chains},
        "ladder": listed(ladder_frame(rungs)) if rungs else [],
        "walk": [
            {key: rounded(value) if isinstance(value, float) else value for key, value in row.items()}
            for row in comparison.walk().reset_index().to_dict("records")
        ],
    }


def _next(comparison: Comparison, chain: str, words: Words) -> dict[str, Any]:
    """Return what to look at next, and the sentence that says it."""
    said = {"said": next_text(comparison, chain, words)}
    found = advice_of(comparison, chain)
    if found is None:
        return said
    return said | {
        "kind": found.kind,
        "name": found.name,
        "part": found.part,
        "step": found.step,
        "days": _plain(found.days),
        "total": _plain(found.total),
        "touching": list(found.touching),
        "used": list(found.used),
        "rival": list(found.rival) if found.rival else None,
        "outside": list(found.outside) if found.outside else None,
        "outside_days": _plain(found.outside_days) if found.outside_days else None,
    }


def _plain(found: Estimate) -> dict[str, float | str | None]:
    return {name: rounded(getattr(found, name)) for name in ("mean", "low", "high")}


def _procedures(comparison: Comparison, chain: str, cases: str, heading: str, words: Words) -> Table:
    """Return the steps that hold the most time under the reforms, with their places before."""
    walks = walks_of(comparison, chain, cases)
    why, scale = walks_of(comparison, chain, cases, reasons=True), chain_scale(comparison, chain)
    ranks = [words.say(code) for code in ("walk-rank", "walk-rank-was")]
    table = plain_table(words.say(heading), *_headings(words), *ranks)
    places = {key: place for place, key in enumerate(walks.ranked("step", when="before"), 1)}
    order = [key for key in walks.ranked("step") if walks.totals(key).any()]
    for place, key in enumerate(order[:MOST], 1):
        was = str(places[key]) if walks.totals(key)[0].any() else "-"
        name = _procedure_name(comparison, chain, key[1], why.most_of(key), words)
        add_row(table, name, *_figures(walks, chain, scale, walks.totals(key), words), str(place), was)
    if len(order) > MOST:
        add_row(table, words.say("walk-more", count=len(order) - MOST))
    return table


def _holders(comparison: Comparison, chain: str, walks: Walks, words: Words) -> Table:
    """Return who or what holds the time."""
    table = plain_table(words.say("walk-holders"), *_headings(words))
    order, why = walks.ranked(*HOLDERS), walks_of(comparison, chain, reasons=True)
    scale = chain_scale(comparison, chain)
    for key in order[:MOST]:
        name, part = holder_name(comparison, chain, key, words), why.most_of(key)
        if part != key[0]:
            name = words.say("walk-mostly", name=name, part=words.say(f"part-{part}"))
        add_row(table, name, *_figures(walks, chain, scale, walks.totals(key), words))
    if len(order) > MOST:
        add_row(table, words.say("walk-more", count=len(order) - MOST))
    return table


def _parts(comparison: Comparison, chain: str, walks: Walks, words: Words) -> Table:
    """Return the parts of the whole time, and their sum."""
    from adminsim.reforms.told import PARTS

    table = plain_table(words.say("walk-parts"), *_headings(words))
    days, scale = walks.days["chain", chain], chain_scale(comparison, chain)
    rows = {f"part-{part}": days[:, :, place] for place, part in enumerate(PARTS) if days[:, :, place].any()}
    for code, by_run in (rows | {"walk-total": walks.totals(("chain", chain))}).items():
        style = "bold" if code == "walk-total" else ""
        add_row(table, words.say(code), *_figures(walks, chain, scale, by_run, words), style=style)
    return table


def _procedure_name(comparison: Comparison, chain: str, name: str, part: str, words: Words) -> str:
    """Return what people call a step, who does it or is waited for, and what most of its time is."""
    told = {"name": step_name(comparison.scenario, chain, name, words), "part": words.say(f"part-{part}")}
    variants = steps_by_name(comparison, chain).get(name)
    holder = variants[0].holder(name) if variants else APPLICANT
    kind, _, who = holder.partition("/")
    if kind == "rule":
        return words.say("walk-mostly", **told)
    who = holder_name(comparison, chain, (kind, who), words)
    if kind == part:
        return words.say("walk-mostly", **(told | {"part": who}))
    return words.say("walk-mostly-by", who=who, **told)


def _headings(words: Words) -> list[str]:
    return [words.say(f"result-{what}") for what in ("before", "after", "cut")]


def _figures(walks: Walks, chain: str, scale: Scale, by_run: Any, words: Words) -> tuple[str, str, str]:
    """Return the time before, and after and the cut with their intervals."""
    total = walks.estimates(walks.totals(("chain", chain)))["before"].mean
    found = walks.estimates(by_run)
    before = time_number(found["before"].mean, total, scale, words)
    return before, time_text(found["after"], total, scale, words), time_text(found["cut"], total, scale, words)
