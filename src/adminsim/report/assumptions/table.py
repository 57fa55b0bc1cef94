"""Assumed figures and what they do to the verdicts, as tables and as plain data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.kit.style import VERDICT_STYLE, WIDEST, number, percent
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.report.result.target_words import target_name
from adminsim.results.document import rounded
from adminsim.study.assumptions.one_by_one import ledger_frame, written

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.assumptions.ledger import Assumption
    from adminsim.study.assumptions.one_by_one import Assumptions, Swing
    from adminsim.study.findings.verdict import Judgement

MOST, MOST_NAMED = 15, 5
"""How many assumptions a table shows, and how many a sentence names."""
STANDINGS = ("varied", "no_range", "switched_off", "costs", "unused")


def ledger_table(scenario: Scenario, entries: tuple[Assumption, ...], words: Words = Words.EN) -> RenderableType:
    """Return every assumed figure with value, range and source, for printing on a rich console."""
    from rich.console import Group
    from rich.constrain import Constrain

    from adminsim.report.kit.prose import Text

    if not entries:
        return Text(words.say("ledger-none"))
    headings = [words.say(f"ledger-{code}") for code in ("figure", "source", "value", "range", "standing")]
    table = plain_table(*headings, left=2)
    for one in entries:
        cells = (short_name(one, scenario), one.source, written(one.value), range_text(one, words))
        add_row(table, *cells, words.say(f"ledger-{one.standing}"))
    return Constrain(Group(table, Text(), Text(counts_text(entries, words))), WIDEST)


def assumptions_table(found: Assumptions, words: Words = Words.EN) -> RenderableType:
    """Return what single assumptions do to each target, the largest swing first, for printing on a rich console."""
    from rich.console import Group
    from rich.constrain import Constrain

    from adminsim.report.kit.prose import Text

    parts: list[RenderableType] = []
    for base in found.base:
        value = judged_text(base.target, base.judged.mean, words)
        heading = words.say("assumptions-of", target=target_name(base.target, words), value=value)
        parts += [Text(heading, style="bold"), Text(), _swings(found, base, words), Text()]
    parts += [Text(told, style="bold") for told in verdict_texts(found, words)]
    parts += [Text(told) for told in remarks(found, words)]
    return Constrain(Group(*parts), WIDEST)


def _swings(found: Assumptions, base: Judgement, words: Words) -> Table:
    from adminsim.report.kit.prose import Text

    codes = ("ledger-figure", "ledger-range", "assumptions-at-low", "assumptions-at-high", "assumptions-swing")
    table = plain_table(*(words.say(code) for code in codes))
    swings = found.by_target[base.target.name]
    for swing in swings[:MOST]:
        ends = [
            Text(judged_text(base.target, one.judged.mean, words), style=VERDICT_STYLE[one.verdict]) if one else "-"
            for one in (swing.low, swing.high)
        ]
        name = Text(short_name(swing.assumption, found.scenario))
        size = judged_text(base.target, swing.swing.mean, words)
        table.add_row(name, Text(range_text(swing.assumption, words)), *ends, size)
    if len(swings) > MOST:
        add_row(table, words.say("assumptions-more", count=len(swings) - MOST))
    return table


def assumptions_data(found: Assumptions, words: Words = Words.EN) -> dict[str, Any]:
    """Return what single assumptions do to each target as plain data."""
    return {
        "scenario": found.scenario.name,
        "seed": found.seed,
        "replications": found.replications,
        "simulated": found.simulated,
        "confidence": found.scenario.study.confidence,
        "reforms": [reform.subject for reform in found.scenario.reforms if reform.enabled],
        "verdicts": {
            base.target.name: {
                "verdict": str(base.verdict),
                "holds": not found.turning(base),
                "turned_by": [swing.assumption.name for swing in found.turning(base)],
            }
            for base in found.base
        },
        "said": [*verdict_texts(found, words), *remarks(found, words)],
        "ledger": ledger_data(found.ledger),
        "assumptions": [
            {key: rounded(value) if isinstance(value, float) else value for key, value in row.items()}
            for row in found.table().reset_index().to_dict("records")
        ],
    }


def ledger_data(entries: tuple[Assumption, ...]) -> list[dict[str, Any]]:
    """Return every assumed figure as plain data."""
    return [
        {str(key): value for key, value in row.items()}
        for row in ledger_frame(entries).reset_index().to_dict("records")
    ]


def verdict_texts(found: Assumptions, words: Words) -> list[str]:
    """Return for each target whether its verdict holds over all single assumptions, or which turn it."""
    return [_verdict_text(found, base, words) for base in found.base]


def _verdict_text(found: Assumptions, base: Judgement, words: Words) -> str:
    turning = found.turning(base)
    told = {
        "target": target_name(base.target, words),
        "verdict": words.say(f"verdict-{base.verdict}"),
        "count": len(found.varied),
    }
    if not turning:
        return words.say("assumptions-holds", **told)
    names = [_turn_text(found, swing, base, words) for swing in turning[:MOST_NAMED]]
    if len(turning) > MOST_NAMED:
        names.append(words.say("assumptions-others", count=len(turning) - MOST_NAMED))
    listed = words.in_parts(names)
    return words.say("assumptions-turn", turning=len(turning), names=listed, **told)


def _turn_text(found: Assumptions, swing: Swing, base: Judgement, words: Words) -> str:
    name = short_name(swing.assumption, found.scenario)
    ends = dict(zip(("low", "high"), map(written, swing.assumption.ends), strict=True))
    return words.listed(
        words.say("assumptions-at", name=name, value=ends[end], verdict=words.say(f"verdict-{verdict}"))
        for end, verdict in swing.turns(base).items()
    )


def remarks(found: Assumptions, words: Words) -> list[str]:
    """Return what else is to be known: how it was found, where the reforms are not possible, and what is not varied."""
    impossible = [
        words.say("assumptions-impossible-at", name=short_name(one.assumption, found.scenario), value=written(end))
        for one in found.by_target[found.targets[0].name]
        for judged, end in zip((one.low, one.high), one.assumption.ends, strict=True)
        if judged is None
    ]
    told = [words.say("assumptions-replications", replications=found.replications)]
    if impossible:
        names = words.listed(impossible)
        told.append(words.say("assumptions-impossible", names=names))
    return [*told, counts_text(found.ledger, words)]


def counts_text(entries: tuple[Assumption, ...], words: Words) -> str:
    """Return how many figures are assumed, and how many of them are varied."""
    counts = Counter(one.standing for one in entries)
    return words.say("ledger-counts", count=len(entries), **{name: counts[name] for name in STANDINGS})


def short_name(one: Assumption, scenario: Scenario) -> str:
    """Return the place of a figure without what goes without saying: the baseline, and its only chain."""
    chains = list(scenario.baseline.chains)
    path = one.path[1:] if one.path[0] == "baseline" else one.path
    if len(chains) == 1 and path[:2] == ("chains", chains[0]):
        path = path[2:]
    return ".".join(map(str, path))


def range_text(one: Assumption, words: Words) -> str:
    """Return a range in words."""
    return words.say("ledger-to", low=written(one.low), high=written(one.high)) if one.low is not None else "-"


def judged_text(target: Target, value: float, words: Words) -> str:
    """Return what is judged: a share in percent, else a number."""
    return percent(value, words) if target.is_share else number(value, words, 2)
