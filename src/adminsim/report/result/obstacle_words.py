"""What stands in the way of a target, and what to do next, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.messages import say
from adminsim.reforms import VOCABULARY
from adminsim.report.kit.style import called, number
from adminsim.report.result.target_words import comma
from adminsim.report.walk.text import next_text
from adminsim.study.findings.verdict import Verdict
from adminsim.study.walk.next_step import next_step

if TYPE_CHECKING:
    from adminsim.messages import Language
    from adminsim.model.target import Target
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.walk.next_step import NextStep
    from adminsim.study.walk.obstacles import Obstacle

MOST_REFORMS = 3
"""How many reforms of the vocabulary are named."""


def obstacle_text(
    comparison: Comparison, target: Target, one: Obstacle, language: Language, code: str = "target-obstacle"
) -> str:
    """Return a step with who does it, for what reason it holds time, and how much."""
    system = comparison.scenario.reformed
    name = target.chain or next(iter(system.chains))
    route = system.chains[name].route(frozenset(pilot.subject for pilot in system.chains[name].pilots))
    steps = {**comparison.scenario.baseline.chains[name].steps, **route.steps}
    groups = system.departments, comparison.scenario.baseline.departments
    who = ("、" if language == "zh" else " + ").join(
        called(part, *groups, language=language) for part in (one.who or "").split("+")
    )
    return say(
        code,
        language,
        step=called(one.step, steps, language=language),
        who=f"{comma(language)}{who}" if one.who else "",
        part=say(f"part-{one.part}", language),
        time=say(f"unit-{one.unit}", language, value=number(one.time.mean, language, 1 if one.unit != "WD" else 2)),
    )


def next_step_text(comparison: Comparison, file: str, language: Language) -> str:
    """Return what to do next: which reform of the file or of the vocabulary, and the command that tells more."""
    found = next_step(comparison)
    if found is None:
        judgements = comparison.judgements
        if judgements and all(one.verdict is Verdict.MET for one in judgements):
            return say("next-met", language, file=file)
        told = next_text(comparison, next(iter(comparison.scenario.baseline.chains)), language)
        return say("next-walk", language, told=told, file=file)
    return say(
        "next-step",
        language,
        reforms=_reforms_text(found, language),
        command=f"adminsim {'preview' if found.obstacles[0].part == 'queue' else 'walk'} {file}",
    )


def _reforms_text(found: NextStep, language: Language) -> str:
    """Return which reforms touch what stands in the way."""
    comma_of_names = "、" if language == "zh" else ", "
    groups = {
        "next-off": [f"'{name}'" if language == "en" else f"“{name}”" for name in found.switched_off],
        "next-used": [f"'{name}'" if language == "en" else f"“{name}”" for name in found.in_use],
        "next-others": [
            VOCABULARY[kind].term_zh if language == "zh" else VOCABULARY[kind].term_en for kind in found.others
        ],
    }
    told = []
    for code, names in groups.items():
        if names:
            more = say("next-more", language) if len(names) > MOST_REFORMS else ""
            told.append(say(code, language, names=comma_of_names.join(names[:MOST_REFORMS]) + more))
    return say("next-semicolon", language).join(told) if told else say("next-none", language)
