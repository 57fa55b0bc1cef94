"""The recommended warm-up as text and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import say
from adminsim.report.kit.style import named, number
from adminsim.report.kit.tables import add_row, as_text, plain_table

if TYPE_CHECKING:
    from adminsim.messages import Language
    from adminsim.study.warm_up import Settling, WarmUp


def warm_up_text(found: WarmUp, language: Language = "en", width: int | None = None) -> str:
    """Return the cuts of all chains and what they recommend."""
    from rich.console import Group
    from rich.text import Text

    codes = ("warm-up-system", "warm-up-weeks", "warm-up-level", "warm-up-cut")
    table = plain_table(*(say(code, language) for code in codes))
    for one in found.settlings:
        cut = str(one.cut_days) if one.is_settled else f">= {one.cut_days}"
        add_row(table, _named(found, one, language), str(len(one.weeks)), number(one.level, language), cut)
    return as_text(Group(table, Text(), *(Text(line) for line in advice(found, language))), width)


def advice(found: WarmUp, language: Language) -> list[str]:
    """Return in words what is recommended, and why."""
    comma = "、" if language == "zh" else ", "
    lines = []
    if found.overloaded:
        lines.append(say("warm-up-overloaded", language, departments=comma.join(found.overloaded)))
    elif found.seasonal:
        lines.append(say("warm-up-seasonal", language, days=found.days, chains=comma.join(found.seasonal)))
    elif found.unsettled:
        systems = comma.join(_named(found, one, language) for one in found.unsettled)
        lines.append(say("warm-up-unsettled", language, days=found.days, systems=systems))
    else:
        lines.append(say("warm-up-settled", language, days=found.days))
    if found.with_backlog:
        lines.append(say("warm-up-backlog", language, chains=comma.join(found.with_backlog)))
    if found.changing:
        lines.append(say("warm-up-since", language, reforms=comma.join(found.changing)))
    if not found.overloaded:
        code = "warm-up-enough" if found.stated_days >= found.days else "warm-up-short"
        lines.append(say(code, language, days=f"{found.stated_days:g}"))
    return lines


def warm_up_data(found: WarmUp, language: Language = "en") -> dict[str, Any]:
    """Return what is recommended as plain data."""
    from adminsim.results.document import listed

    return {
        "scenario": found.scenario.name,
        "pilots": found.pilots,
        "days": found.days,
        "stated_days": found.stated_days,
        "overloaded": found.overloaded,
        "seasonal": found.seasonal,
        "backlog": found.with_backlog,
        "changing": found.changing,
        "advice": advice(found, language),
        "cuts": listed(found.table()),
    }


def _named(found: WarmUp, one: Settling, language: Language) -> str:
    chain = found.scenario.baseline.chains[one.chain]
    return f"{named(chain.label, one.chain, language)}, {say(f'result-{one.system}', language)}"
