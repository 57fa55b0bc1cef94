"""Targets with their verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.messages import say
from adminsim.report.kit.style import VERDICT_STYLE, named
from adminsim.report.result.obstacle_words import obstacle_text
from adminsim.report.result.precision import deciding_text
from adminsim.report.result.target_remarks import reading_lines, reading_name, remarks
from adminsim.report.result.target_words import about, comma, target_figures
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
    from rich.text import Text

    from adminsim.report.kit.fitting import FittingTable

    if not judgements:
        return [Text(say("target-none", language))]
    parts: list[RenderableType] = [Text(say("target-heading", language)), Rule(style="default")]
    for judgement in judgements:
        title = FittingTable.grid(expand=True, padding=(0, 1, 0, 0))
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
        lines = [about(judgement.target, comparison.scenario.baseline, language)]
        if judgement.reading is not None:
            lines[0] += comma(language) + say("target-reading-as", language, name=reading_name(judgement, language))
        lines.append(say("target-line", language, before=before, after=after, required=required))
        lines += reading_lines(judgement, language)
        bound = comparison.scenario.study.max_replications
        lines += filter(None, [deciding_text(judgement, bound, "verdict", language)])
        lines += remarks(comparison, judgement, language)
        details = "\n".join(lines)
        if judgement.verdict is not Verdict.MET:
            details += in_the_way(comparison, judgement.target, language)
        parts += [title, Padding(Text(details), (0, 0, 0, 2))]
    return [*parts, Text(say("verdict-legend", language), style="dim")]


def in_the_way(comparison: Comparison, target: Target, language: Language) -> str:
    """Return a line that names the steps, with their departments and reasons, that hold the most time."""
    found = comparison.obstacles(target)
    if not found:
        return ""
    named_steps = [obstacle_text(comparison, target, one, language) for one in found]
    return "\n" + say("target-in-the-way", language, steps=say("next-semicolon", language).join(named_steps))
