"""What a planner must know beside the figures: overload, unfinished cases, time moved off the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.model.half_known import half_known
from adminsim.reforms.unused import unused
from adminsim.report.kit.style import percent
from adminsim.report.result.costs import MANY_UNFINISHED, clock_notice
from adminsim.report.result.precision import precision_notices
from adminsim.report.system.unused import unused_lines

if TYPE_CHECKING:
    from adminsim.messages import Words
    from adminsim.study.findings.compare import Comparison


def notices(comparison: Comparison, words: Words) -> list[str]:
    """Return all that a reader of the result must know beside the figures."""
    scenario = comparison.scenario
    found = list(comparison.notices(words))
    for chain in scenario.baseline.chains:
        found += _unfinished(comparison, chain, words)
        found.append(clock_notice(comparison, chain, words))
    found += unused_lines([*half_known(scenario.baseline), *unused(scenario)], words)
    found += precision_notices(comparison, words)
    found += [
        words.say(remark.code, **{"reform": remark.reform, **dict(remark.detail)})
        for remark in scenario.reformed.remarks
    ]
    return [notice for notice in found if notice]


def _unfinished(comparison: Comparison, chain: str, words: Words) -> list[str]:
    unfinished, cases = (comparison.change(f"chain.{chain}.{count}") for count in ("unfinished", "cases"))
    shares = {
        "before": unfinished.before.mean / max(cases.before.mean, 1.0),
        "after": unfinished.after.mean / max(cases.after.mean, 1.0),
    }
    return [
        words.say(
            "result-many-unfinished",
            share=percent(share, words),
            when=words.say(f"result-{when}"),
        )
        for when, share in shares.items()
        if share > MANY_UNFINISHED
    ]
