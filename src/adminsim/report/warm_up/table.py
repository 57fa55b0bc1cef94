"""The recommended warm-up as text and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.kit.style import named, number
from adminsim.report.kit.tables import add_row, as_text, plain_table

if TYPE_CHECKING:
    from adminsim.study.warm_up import Settling, WarmUp


def warm_up_text(found: WarmUp, words: Words = Words.EN, width: int | None = None) -> str:
    """Return the cuts of all chains and what they recommend."""
    from rich.console import Group

    from adminsim.report.kit.prose import Text

    codes = ("warm-up-system", "warm-up-weeks", "warm-up-level", "warm-up-cut")
    table = plain_table(*(words.say(code) for code in codes))
    for one in found.settlings:
        cut = str(one.cut_days) if one.is_settled else f">= {one.cut_days}"
        add_row(table, _named(found, one, words), str(len(one.weeks)), number(one.level, words), cut)
    return as_text(Group(table, Text(), *(Text(line) for line in advice(found, words))), width)


def advice(found: WarmUp, words: Words) -> list[str]:
    """Return in words what is recommended, and why."""
    lines = []
    if found.overloaded:
        lines.append(words.say("warm-up-overloaded", departments=words.listed(found.overloaded)))
    elif found.seasonal:
        lines.append(words.say("warm-up-seasonal", days=found.days, chains=words.listed(found.seasonal)))
    elif found.unsettled:
        systems = words.listed(_named(found, one, words) for one in found.unsettled)
        lines.append(words.say("warm-up-unsettled", days=found.days, systems=systems))
    else:
        lines.append(words.say("warm-up-settled", days=found.days))
    if found.with_backlog:
        lines.append(words.say("warm-up-backlog", chains=words.listed(found.with_backlog)))
    if found.changing:
        lines.append(words.say("warm-up-since", reforms=words.listed(found.changing)))
    if not found.overloaded:
        code = "warm-up-enough" if found.stated_days >= found.days else "warm-up-short"
        lines.append(words.say(code, days=f"{found.stated_days:g}"))
    return lines


def warm_up_data(found: WarmUp, words: Words = Words.EN) -> dict[str, Any]:
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
        "advice": advice(found, words),
        "cuts": listed(found.table()),
    }


def _named(found: WarmUp, one: Settling, words: Words) -> str:
    chain = found.scenario.baseline.chains[one.chain]
    return words.pick(", ", "，").join((named(chain.label, one.chain, words), words.say(f"result-{one.system}")))
