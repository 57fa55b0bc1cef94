"""What a planner must know beside the figures: overload, unfinished cases, time moved off the clock."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from adminsim.messages import say
from adminsim.reforms.unused import unused
from adminsim.report.kit.style import named, percent
from adminsim.report.result.costs import MANY_UNFINISHED, clock_notice
from adminsim.report.result.precision import precision_notices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adminsim.messages import Language
    from adminsim.model.problem import Problem
    from adminsim.model.system import System
    from adminsim.study.findings.compare import Comparison


def notices(comparison: Comparison, language: Language) -> list[str]:
    """Return all that a reader of the result must know beside the figures."""
    scenario = comparison.scenario
    found = list(comparison.notices(language))
    for chain in scenario.baseline.chains:
        found += _unfinished(comparison, chain, language)
        found.append(clock_notice(comparison, chain, language))
    found += _plain_weekdays(scenario.baseline, language)
    found += unused_lines(unused(scenario), language)
    found += precision_notices(comparison, language)
    found += [
        say(remark.code, language, **{"reform": remark.reform, **dict(remark.detail)})
        for remark in scenario.reformed.remarks
    ]
    return [notice for notice in found if notice]


def unused_lines(found: Iterable[Problem], language: Language) -> list[str]:
    """Return one line for each thing that is read and not used: where it stands, and what becomes of it."""
    return [say("unused-at", language, place=".".join(map(str, one.path)), told=one.text(language)) for one in found]


def _unfinished(comparison: Comparison, chain: str, language: Language) -> list[str]:
    unfinished, cases = (comparison.change(f"chain.{chain}.{count}") for count in ("unfinished", "cases"))
    shares = {
        "before": unfinished.before.mean / max(cases.before.mean, 1.0),
        "after": unfinished.after.mean / max(cases.after.mean, 1.0),
    }
    return [
        say(
            "result-many-unfinished",
            language,
            share=percent(share, language),
            when=say(f"result-{when}", language),
        )
        for when, share in shares.items()
        if share > MANY_UNFINISHED
    ]


def _plain_weekdays(system: System, language: Language) -> list[str]:
    first = system.period.start
    last = first + dt.timedelta(seconds=system.period.horizon_s)
    found = []
    for name, calendar in system.calendars.items():
        years = calendar.uncovered_years(first, last)
        if years:
            label = named(calendar.label, name, language)
            found.append(say("result-plain-weekdays", language, calendar=label, years=", ".join(map(str, years))))
    return found
