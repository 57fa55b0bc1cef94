"""Limits that could be promised, for printing and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.kit.style import WIDEST, called, named, number, percent, with_interval
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.report.result.target_words import target_name
from adminsim.results.document import listed
from adminsim.study.promise.limits import OWN_READINGS, SHARES, WHEN

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.study.promise.limits import Group, Limit, Promise


def promise_table(found: Promise, words: Words = Words.EN) -> RenderableType:
    """Return the limits that cases keep, and the share that keeps the limit asked for, for a rich console."""
    from rich.console import Group as Parts
    from rich.constrain import Constrain

    from adminsim.report.kit.prose import Text

    parts: list[RenderableType] = [Text(words.say("promise-unit")), Text()]
    for chain, one in found.scenario.baseline.chains.items():
        name = named(one.label, chain, words)
        groups = [group for group in found.groups if group.chain == chain]
        parts += [_limits(found, groups, name, words), Text()]
        if found.asked is not None:
            parts += [_shares(found, groups, name, words), Text()]
    return Constrain(Parts(*parts, Text(words.say("promise-legend"), style="dim")), WIDEST)


def promise_data(found: Promise, words: Words = Words.EN) -> dict[str, Any]:
    """Return as plain data the rows of `Promise.limits` and, of the limit asked for, those of `Promise.shares`."""
    shares = listed(found.shares(found.asked)) if found.asked is not None else []
    return {
        "scenario": found.scenario.name,
        "seed": found.seed,
        "replications": found.counts.shape[1],
        "confidence": found.scenario.study.confidence,
        "limits": listed(found.limits()),
        "asked_workdays": found.asked,
        "shares": shares,
    }


def group_name(found: Promise, group: Group, words: Words) -> str:
    """Return in words whose time is read, and how."""
    if group.reading in OWN_READINGS:
        told = words.say(f"promise-reading-{group.reading}")
    else:
        key, _, reading = group.reading.removeprefix("target.").partition("/as/")
        target = next(one for one in found.scenario.targets if one.name == key)
        read = next(one for one in target.as_read if one.key == group.reading.removeprefix("target."))
        told = words.say("promise-reading-target", target=target_name(target, words))
        if read.reading is not None:
            told += words.comma + named(read.reading.label, reading or read.reading.name, words)
    chains = found.scenario.baseline.chains
    types = [chains[name].types for name in group.clock.chains_of(chains)]
    kinds = [called(kind, *types, words=words) for kind in group.kind.split("+") if kind]
    return words.comma.join([*kinds, told])


def _limits(found: Promise, groups: list[Group], name: str, words: Words) -> Table:
    headings = [
        f"{percent(share, words, 0) if when == 'before' else ''}\n{words.say(f'result-{when}')}"
        for share in SHARES
        for when in WHEN
    ]
    table = plain_table(name, *headings)
    for group in groups:
        cells = [limit_text(found.limit(group, when, share), when, words) for share in SHARES for when in WHEN]
        add_row(table, group_name(found, group, words), *cells)
    return table


def limit_text(limit: Limit, when: str, words: Words) -> str:
    """Return a limit in working days, under the reforms with its interval."""
    days, low, high = (
        words.say("promise-never") if one == float("inf") else number(one, words, 0)
        for one in (limit.days, limit.low, limit.high)
    )
    return days if when == "before" or low == high else f"{days} [{low}, {high}]"


def _shares(found: Promise, groups: list[Group], name: str, words: Words) -> Table:
    assert found.asked is not None
    heading = words.say("promise-share", chain=name, limit=words.say("unit-WD", value=found.asked))
    table = plain_table(heading, *(words.say(f"result-{when}") for when in WHEN))
    for group in groups:
        before, after = (found.share(group, when, found.asked) for when in WHEN)
        cells = percent(before.mean, words), with_interval(after, words, share=True)
        add_row(table, group_name(found, group, words), *cells)
    return table
