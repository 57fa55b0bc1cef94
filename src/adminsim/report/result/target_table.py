"""Targets with their verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.messages import say
from adminsim.model.target import Count, Cut, Direction, Share, Within
from adminsim.report.kit.style import (
    VERDICT_STYLE,
    called,
    length,
    named,
    number,
    percent,
    share_measure,
    with_interval,
)
from adminsim.report.result.precision import deciding_text
from adminsim.study.findings.estimate import Estimate
from adminsim.study.findings.verdict import Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType

    from adminsim.messages import Language
    from adminsim.model.target import Target
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.findings.verdict import Judgement


def target_table(comparison: Comparison, judgements: list[Judgement], language: Language) -> list[RenderableType]:
    """Return the targets of a chain with value before and after, requirement and verdict.

    Parameters
    ----------
    comparison : Comparison
        Where the targets come from.
    judgements : list of Judgement
        The targets of one chain.
    language : str
        ``en`` or ``zh``.
    """
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    if not judgements:
        return [Text(say("target-none", language))]
    parts: list[RenderableType] = [Text(say("target-heading", language)), Rule(style="default")]
    for judgement in judgements:
        title = Table.grid(expand=True, padding=(0, 1, 0, 0))
        title.add_column(ratio=1, overflow="fold")
        title.add_column(justify="right", no_wrap=True)
        title.add_column(justify="right", no_wrap=True)
        reached = say("target-years-of", language, reached=judgement.reached, all=judgement.years)
        verdict = Text(say(f"verdict-{judgement.verdict}", language), style=VERDICT_STYLE[judgement.verdict])
        title.add_row(
            Text(named(judgement.target.label, judgement.target.name, language), style="bold"),
            Text(reached),
            verdict,
        )
        before, after, required = target_figures(judgement, language)
        values = say("target-line", language, before=before, after=after, required=required)
        details = f"{_about(comparison, judgement.target, language)}\n{values}"
        bound = comparison.scenario.study.max_replications
        details += "\n".join(["", *filter(None, [deciding_text(judgement, bound, "verdict", language)])])
        if judgement.verdict is not Verdict.MET:
            details += in_the_way(comparison, judgement.target, language)
        parts += [title, Padding(Text(details), (0, 0, 0, 2))]
    return [*parts, Text(say("verdict-legend", language), style="dim")]


def in_the_way(comparison: Comparison, target: Target, language: Language) -> str:
    """Return a line that names the steps, with their departments and reasons, that hold the most time."""
    found = comparison.obstacles(target)
    if not found:
        return ""
    system = comparison.scenario.reformed
    name = target.chain or next(iter(system.chains))
    route = system.chains[name].route(frozenset(pilot.subject for pilot in system.chains[name].pilots))
    steps = {**comparison.scenario.baseline.chains[name].steps, **route.steps}
    named_steps = [
        say(
            "target-obstacle",
            language,
            step=called(one.step, steps, language=language),
            who=f", {called(one.who, system.departments, language=language)}" if one.who else "",
            part=say(f"part-{one.part}", language),
            days=number(one.days, language),
        )
        for one in found
    ]
    return "\n" + say("target-in-the-way", language, steps="; ".join(named_steps))


def target_figures(judgement: Judgement, language: Language) -> tuple[str, str, str]:
    """Return the value before, the value after with its interval, and what is required."""
    target, before, after = judgement.target, judgement.before, judgement.after
    if isinstance(target, (Within, Share)):
        required = f">= {percent(judgement.required, language, 0)}"
        return percent(before.mean, language), with_interval(after, language, share=True), required
    if isinstance(target, Cut):
        cut = achieved_cut(judgement)
        unit = "unit-d" if target.clock == "elapsed" else "unit-h"
        mean = say(unit, language, value=number(before.mean, language))
        return mean, _less(cut, language), f"-{percent(target.by, language, 0)}"
    required = f"<= {judgement.required:g}" if isinstance(target, Count) else say(f"target-{target.to}", language)
    return number(before.mean, language), with_interval(after, language), required


def achieved_cut(judgement: Judgement) -> Estimate:
    """Return the cut reached, as a part of the mean before; its interval agrees with the verdict's.

    The verdict is about (1 - by) * before - after, which is (cut - by) * before.
    """
    by, base, judged = getattr(judgement.target, "by", 0.0), judgement.before.mean, judgement.judged
    if not base:
        return Estimate(float("nan"), float("nan"), float("nan"))
    return Estimate(*(by + part / base for part in (judged.mean, judged.low, judged.high)))


def _less(cut: Estimate, language: Language) -> str:
    return with_interval(Estimate(-cut.mean, -cut.high, -cut.low), language, share=True)


def milestones_of(target: Within | Cut, language: Language) -> list[str]:
    """Return in words at which milestones the clock of a target starts and ends, if at any."""
    words = []
    if target.start not in ("submitted", "accepted"):
        words.append(say("target-from", language, point=target.start))
    if target.end != "decided":
        words.append(say("target-until", language, point=target.end))
    return words


def _about(comparison: Comparison, target: Target, language: Language) -> str:
    """Return in words what a target is about."""
    chains = comparison.scenario.baseline.chains
    types = chains[target.chain or next(iter(chains))].types
    words = []
    if isinstance(target, Within):
        words.append(say("target-within", language, limit=length(target.limit, language)))
    elif isinstance(target, Cut):
        words.append(say("target-cut", language))
    elif isinstance(target, Count):
        words.append(say("target-count", language, counted=say(f"target-measure-{target.of}", language)))
    elif isinstance(target, Share):
        measure = share_measure(target.of, comparison.scenario.baseline, language)
        words.append(say("target-share", language, measure=measure))
    elif isinstance(target, Direction):
        words.append(say("target-direction", language, measure=say(f"target-measure-{target.of}", language)))
    if isinstance(target, (Within, Cut)):
        words.append(say(f"target-clock-{target.clock}", language))
        if target.start == "accepted" and target.condition is None:
            words.append(say("target-from-accepted", language))
        words += milestones_of(target, language)
    if target.condition == "documents_complete":
        words.append(say("target-complete", language))
    words += [called(kind, types, language=language) for kind in target.types]
    return ("，" if language == "zh" else ", ").join(words)
