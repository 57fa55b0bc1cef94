"""What stands in the way of a target, and what to do next, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.messages.typed import as_typed
from adminsim.reforms import VOCABULARY
from adminsim.report.kit.step_names import step_name
from adminsim.report.kit.style import called, number, party_name, reform_name
from adminsim.report.walk.text import next_text
from adminsim.study.findings.verdict import Verdict
from adminsim.study.walk.next_step import next_step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adminsim.messages import Words
    from adminsim.model.target import Target
    from adminsim.reforms.base import Reform
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.walk.next_step import Ask, NextStep
    from adminsim.study.walk.obstacles import Obstacle

MOST_REFORMS = 3
"""How many reforms of the vocabulary are named."""


def obstacle_text(
    comparison: Comparison, target: Target, one: Obstacle, words: Words, code: str = "target-obstacle"
) -> str:
    """Return a step with who does it, for what reason it holds time, and how much."""
    system = comparison.scenario.reformed
    groups = system.departments, comparison.scenario.baseline.departments
    parts = (one.who or "").split("+")
    who = words.pick(" + ", "、").join(
        called(part, *groups, words=words) if any(part in group for group in groups) else party_name(part, words)
        for part in parts
    )
    return words.say(
        code,
        step=step_name(comparison.scenario, one.chain, one.step, words),
        who=f"{words.comma}{who}" if one.who else "",
        part=words.say(f"part-{one.part}"),
        time=words.say(f"unit-{one.unit}", value=number(one.time.mean, words, 1 if one.unit != "WD" else 2)),
    )


def next_step_text(comparison: Comparison, file: str, words: Words) -> str:
    """Return what to do next: which reform of the file or of the vocabulary, and the command that tells more."""
    found, file = next_step(comparison), as_typed(file)
    if found is None:
        judgements = comparison.judgements
        if judgements and all(one.verdict is Verdict.MET for one in judgements):
            return words.say("next-met", file=file)
        told = next_text(comparison, next(iter(comparison.scenario.baseline.chains)), words)
        return words.say("next-walk", told=told, file=file)
    asks = words.say("next-semicolon").join(_ask_text(one, file, words) for one in found.asks)
    return words.say("next-step", reforms=_reforms_text(found, comparison.scenario.reforms, words), asks=asks)


def _ask_text(ask: Ask, file: str, words: Words) -> str:
    """Return what a command answers, and the command as it is typed."""
    command = f"adminsim {ask.command} {file}" + (f" --vary {ask.vary}" if ask.vary else "")
    return words.say(f"next-ask-{ask.command}", command=command)


def _called(reforms: Sequence[Reform], names: Sequence[str], words: Words) -> list[str]:
    """Return what people call reforms of a file, quoted."""
    told = [reform_name(reforms, name, words) for name in names]
    return [words.pick(f"'{one}'", f"“{one}”") for one in told]


def _reforms_text(found: NextStep, reforms: Sequence[Reform], words: Words) -> str:
    """Return which reforms touch what stands in the way."""
    groups = {
        "next-off": _called(reforms, found.switched_off, words),
        "next-used": _called(reforms, found.in_use, words),
        "next-others": [words.pick(VOCABULARY[kind].term_en, VOCABULARY[kind].term_zh) for kind in found.others],
    }
    told = []
    for code, names in groups.items():
        if names:
            more = words.say("next-more") if len(names) > MOST_REFORMS else ""
            told.append(words.say(code, names=words.listed(names[:MOST_REFORMS]) + more))
    return words.say("next-semicolon").join(told) if told else words.say("next-none")
