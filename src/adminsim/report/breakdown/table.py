"""A limit broken down, for printing and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.breakdown.procedures import part_name, procedure_targets
from adminsim.report.kit.style import WIDEST, named, percent, with_interval
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.results.document import listed, rounded
from adminsim.study.breakdown.block import pasted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from adminsim.study.breakdown.limits import Breakdown


def breakdown_table(found: Breakdown, words: Words = Words.EN) -> RenderableType:
    """Return limits of steps or procedures, and what to paste, for a rich console."""
    from rich.console import Group
    from rich.constrain import Constrain

    from adminsim.report.kit.prose import Text

    headings = (words.say(f"breakdown-{what}") for what in ("limit", "today", "faster", "kept"))
    table = plain_table(words.say(f"breakdown-{found.by}"), *headings)
    for name, row in found.table().to_dict("index").items():
        text = part_name(found, str(name), words)
        kept = with_interval(found.kept(str(name), row["limit_h"]), words, share=True)
        faster = percent(row["faster"], words, 0) if row["faster"] else ""
        cells = [f"{row['limit_h']:g}", f"{row['today_h']:g}", faster, kept]
        add_row(table, words.say("breakdown-way", step=text) if row["on_the_way"] else text, *cells)
    block = pasted(found)
    parts: list[RenderableType] = [Text(_title(found, words), style="bold"), Text(), table, Text()]
    parts += [Text(told) for told in sentences(found, words)]
    parts += [Text(), Text(words.say("breakdown-paste" if block else "breakdown-nothing")), Text()]
    parts.append(Text(block, no_wrap=True, overflow="ignore"))
    if targets := procedure_targets(found):
        parts += [Text(words.say("breakdown-paste-targets")), Text(), Text(targets, no_wrap=True, overflow="ignore")]
    return Constrain(Group(*parts), WIDEST)


def breakdown_data(found: Breakdown, words: Words = Words.EN) -> dict[str, Any]:
    """Return limits of steps or procedures as plain data."""
    together = found.together(found.limits)
    return {
        "scenario": found.scenario.name,
        "seed": found.seed,
        "replications": len(found.hours),
        "confidence": found.scenario.study.confidence,
        "chain": found.chain,
        "limit_workdays": found.workdays,
        "share": found.share,
        "allowed_h": found.allowed_h,
        "longest_h": found.longest(found.limits),
        "today_longest_h": found.longest(found.today),
        "together": {end: rounded(getattr(together, end)) for end in ("mean", "low", "high")},
        f"{found.by}s": listed(found.table()),
        "reforms": pasted(found),
        "targets": procedure_targets(found),
    }


def sentences(found: Breakdown, words: Words) -> list[str]:
    """Return what the limits add up to, and what must become faster."""
    longest, today = found.longest(found.limits), found.longest(found.today)
    share = with_interval(found.together(found.limits), words, share=True)
    told = [words.say("breakdown-sum", sum=f"{longest:g}", allowed=f"{found.allowed_h:g}", share=share)]
    wanted = percent(found.share, words, 0)
    if found.undone:
        told.append(words.say("breakdown-undone", undone=percent(found.undone, words)))
    if found.together(found.today).mean < found.share:
        return [*told, words.say("breakdown-never", wanted=wanted, today=f"{today:g}")]
    code = f"breakdown-{'fits' if today <= found.allowed_h else 'must'}-{found.by}"
    return [*told, words.say(code, wanted=wanted, today=f"{today:g}")]


def _title(found: Breakdown, words: Words) -> str:
    chain = named(found.scenario.baseline.chains[found.chain].label, found.chain, words)
    return words.say("breakdown-title", chain=chain, limit=words.say("unit-WD", value=found.workdays))
