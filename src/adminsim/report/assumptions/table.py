"""Assumed figures and what they do to the verdicts, as tables and as plain data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from adminsim.messages import say
from adminsim.report.kit.style import VERDICT_STYLE, WIDEST, number, percent
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.report.result.target_words import target_name
from adminsim.results.document import rounded
from adminsim.study.assumptions.one_by_one import ledger_frame, written

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.messages import Language
    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.assumptions.ledger import Assumption
    from adminsim.study.assumptions.one_by_one import Assumptions, Swing
    from adminsim.study.findings.verdict import Judgement

MOST, MOST_NAMED = 15, 5
"""How many assumptions a table shows, and how many a sentence names."""
STANDINGS = ("varied", "no_range", "switched_off", "costs", "unused")


def ledger_table(scenario: Scenario, entries: tuple[Assumption, ...], language: Language = "en") -> RenderableType:
    """Return every assumed figure with value, range and source, for printing on a rich console."""
    from rich.console import Group
    from rich.constrain import Constrain
    from rich.text import Text

    if not entries:
        return Text(say("ledger-none", language))
    headings = [say(f"ledger-{code}", language) for code in ("figure", "source", "value", "range", "standing")]
    table = plain_table(*headings, left=2)
    for one in entries:
        cells = (short_name(one, scenario), one.source, written(one.value), range_text(one, language))
        add_row(table, *cells, say(f"ledger-{one.standing}", language))
    return Constrain(Group(table, Text(), Text(counts_text(entries, language))), WIDEST)


def assumptions_table(found: Assumptions, language: Language = "en") -> RenderableType:
    """Return what single assumptions do to each target, the largest swing first, for printing on a rich console."""
    from rich.console import Group
    from rich.constrain import Constrain
    from rich.text import Text

    parts: list[RenderableType] = []
    for base in found.base:
        value = judged_text(base.target, base.judged.mean, language)
        heading = say("assumptions-of", language, target=target_name(base.target, language), value=value)
        parts += [Text(heading, style="bold"), Text(), _swings(found, base, language), Text()]
    parts += [Text(told, style="bold") for told in verdict_texts(found, language)]
    parts += [Text(told) for told in remarks(found, language)]
    return Constrain(Group(*parts), WIDEST)


def _swings(found: Assumptions, base: Judgement, language: Language) -> Table:
    from rich.text import Text

    codes = ("ledger-figure", "ledger-range", "assumptions-at-low", "assumptions-at-high", "assumptions-swing")
    table = plain_table(*(say(code, language) for code in codes))
    swings = found.by_target[base.target.name]
    for swing in swings[:MOST]:
        ends = [
            Text(judged_text(base.target, one.judged.mean, language), style=VERDICT_STYLE[one.verdict]) if one else "-"
            for one in (swing.low, swing.high)
        ]
        name = Text(short_name(swing.assumption, found.scenario))
        size = judged_text(base.target, swing.swing.mean, language)
        table.add_row(name, Text(range_text(swing.assumption, language)), *ends, size)
    if len(swings) > MOST:
        add_row(table, say("assumptions-more", language, count=len(swings) - MOST))
    return table


def assumptions_data(found: Assumptions, language: Language = "en") -> dict[str, Any]:
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
        "said": [*verdict_texts(found, language), *remarks(found, language)],
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


def verdict_texts(found: Assumptions, language: Language) -> list[str]:
    """Return for each target whether its verdict holds over all single assumptions, or which turn it."""
    return [_verdict_text(found, base, language) for base in found.base]


def _verdict_text(found: Assumptions, base: Judgement, language: Language) -> str:
    turning = found.turning(base)
    told = {
        "target": target_name(base.target, language),
        "verdict": say(f"verdict-{base.verdict}", language),
        "count": len(found.varied),
    }
    if not turning:
        return say("assumptions-holds", language, **told)
    names = [_turn_text(found, swing, base, language) for swing in turning[:MOST_NAMED]]
    if len(turning) > MOST_NAMED:
        names.append(say("assumptions-others", language, count=len(turning) - MOST_NAMED))
    listed = ("；" if language == "zh" else "; ").join(names)
    return say("assumptions-turn", language, turning=len(turning), names=listed, **told)


def _turn_text(found: Assumptions, swing: Swing, base: Judgement, language: Language) -> str:
    name = short_name(swing.assumption, found.scenario)
    ends = dict(zip(("low", "high"), map(written, swing.assumption.ends), strict=True))
    comma = "、" if language == "zh" else ", "
    return comma.join(
        say("assumptions-at", language, name=name, value=ends[end], verdict=say(f"verdict-{verdict}", language))
        for end, verdict in swing.turns(base).items()
    )


def remarks(found: Assumptions, language: Language) -> list[str]:
    """Return what else is to be known: how it was found, where the reforms are not possible, and what is not varied."""
    impossible = [
        say("assumptions-impossible-at", language, name=short_name(one.assumption, found.scenario), value=written(end))
        for one in found.by_target[found.targets[0].name]
        for judged, end in zip((one.low, one.high), one.assumption.ends, strict=True)
        if judged is None
    ]
    told = [say("assumptions-replications", language, replications=found.replications)]
    if impossible:
        names = ("、" if language == "zh" else ", ").join(impossible)
        told.append(say("assumptions-impossible", language, names=names))
    return [*told, counts_text(found.ledger, language)]


def counts_text(entries: tuple[Assumption, ...], language: Language) -> str:
    """Return how many figures are assumed, and how many of them are varied."""
    counts = Counter(one.standing for one in entries)
    return say("ledger-counts", language, count=len(entries), **{name: counts[name] for name in STANDINGS})


def short_name(one: Assumption, scenario: Scenario) -> str:
    """Return the place of a figure without what goes without saying: the baseline, and its only chain."""
    chains = list(scenario.baseline.chains)
    path = one.path[1:] if one.path[0] == "baseline" else one.path
    if len(chains) == 1 and path[:2] == ("chains", chains[0]):
        path = path[2:]
    return ".".join(map(str, path))


def range_text(one: Assumption, language: Language) -> str:
    """Return a range in words."""
    return say("ledger-to", language, low=written(one.low), high=written(one.high)) if one.low is not None else "-"


def judged_text(target: Target, value: float, language: Language) -> str:
    """Return what is judged: a share in percent, else a number."""
    return percent(value, language) if target.is_share else number(value, language, 2)
