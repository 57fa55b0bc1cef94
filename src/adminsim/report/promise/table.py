"""Limits that could be promised, for printing and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import say
from adminsim.report.kit.style import WIDEST, called, named, number, percent, with_interval
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.report.result.target_words import comma, target_name
from adminsim.results.document import listed
from adminsim.study.promise.limits import OWN_READINGS, SHARES, WHEN

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.messages import Language
    from adminsim.study.promise.limits import Group, Limit, Promise


def promise_table(found: Promise, language: Language = "en") -> RenderableType:
    """Return the limits that cases keep, and the share that keeps the limit asked for, for a rich console."""
    from rich.console import Group as Parts
    from rich.constrain import Constrain
    from rich.text import Text

    parts: list[RenderableType] = [Text(say("promise-unit", language)), Text()]
    for chain, one in found.scenario.baseline.chains.items():
        name = named(one.label, chain, language)
        groups = [group for group in found.groups if group.chain == chain]
        parts += [_limits(found, groups, name, language), Text()]
        if found.asked is not None:
            parts += [_shares(found, groups, name, language), Text()]
    return Constrain(Parts(*parts, Text(say("promise-legend", language), style="dim")), WIDEST)


def promise_data(found: Promise, language: Language = "en") -> dict[str, Any]:
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


def group_name(found: Promise, group: Group, language: Language) -> str:
    """Return in words whose time is read, and how."""
    if group.reading in OWN_READINGS:
        told = say(f"promise-reading-{group.reading}", language)
    else:
        key, _, reading = group.reading.removeprefix("target.").partition("/as/")
        target = next(one for one in found.scenario.targets if one.name == key)
        read = next(one for one in target.as_read if one.key == group.reading.removeprefix("target."))
        told = say("promise-reading-target", language, target=target_name(target, language))
        if read.reading is not None:
            told += comma(language) + named(read.reading.label, reading or read.reading.name, language)
    types = found.scenario.baseline.chains[group.chain].types
    kinds = [called(kind, types, language=language) for kind in group.kind.split("+") if kind]
    return comma(language).join([*kinds, told])


def _limits(found: Promise, groups: list[Group], name: str, language: Language) -> Table:
    headings = [
        f"{percent(share, language, 0) if when == 'before' else ''}\n{say(f'result-{when}', language)}"
        for share in SHARES
        for when in WHEN
    ]
    table = plain_table(name, *headings)
    for group in groups:
        cells = [limit_text(found.limit(group, when, share), when, language) for share in SHARES for when in WHEN]
        add_row(table, group_name(found, group, language), *cells)
    return table


def limit_text(limit: Limit, when: str, language: Language) -> str:
    """Return a limit in working days, under the reforms with its interval."""
    days, low, high = (
        say("promise-never", language) if one == float("inf") else number(one, language, 0)
        for one in (limit.days, limit.low, limit.high)
    )
    return days if when == "before" or low == high else f"{days} [{low}, {high}]"


def _shares(found: Promise, groups: list[Group], name: str, language: Language) -> Table:
    assert found.asked is not None
    heading = say("promise-share", language, chain=name, limit=say("unit-WD", language, value=found.asked))
    table = plain_table(heading, *(say(f"result-{when}", language) for when in WHEN))
    for group in groups:
        before, after = (found.share(group, when, found.asked) for when in WHEN)
        cells = percent(before.mean, language), with_interval(after, language, share=True)
        add_row(table, group_name(found, group, language), *cells)
    return table
