"""Targets with their verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.style import VERDICT_STYLE, named
from adminsim.report.result.obstacle_words import obstacle_text
from adminsim.report.result.precision import deciding_text
from adminsim.report.result.target_remarks import reading_lines, reading_name, remarks
from adminsim.report.result.target_words import about, target_figures
from adminsim.study.findings.verdict import Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType

    from adminsim.messages import Words
    from adminsim.model.target import Target
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.findings.verdict import Judgement


def target_table(comparison: Comparison, judgements: list[Judgement], words: Words) -> list[RenderableType]:
    """Return the targets of a chain with value before and after, requirement and verdict.

    Parameters
    ----------
    comparison : Comparison
        Where the targets come from.
    judgements : list of Judgement
        The targets of one chain.
    words : Words
        Of the reader's language.
    """
    from rich.padding import Padding
    from rich.rule import Rule

    from adminsim.report.kit.fitting import FittingTable
    from adminsim.report.kit.prose import Text

    if not judgements:
        return [Text(words.say("target-none"))]
    parts: list[RenderableType] = [Text(words.say("target-heading")), Rule(style="default")]
    for judgement in judgements:
        title = FittingTable.grid(expand=True, padding=(0, 1, 0, 0))
        title.add_column(ratio=1, overflow="fold")
        title.add_column(justify="right", no_wrap=True)
        title.add_column(justify="right", no_wrap=True)
        reached = words.say("target-years-of", reached=judgement.reached, all=judgement.years)
        verdict = Text(words.say(f"verdict-{judgement.verdict}"), style=VERDICT_STYLE[judgement.verdict])
        title.add_row(
            Text(named(judgement.target.label, judgement.target.name, words), style="bold"),
            Text(reached),
            verdict,
        )
        before, after, required = target_figures(judgement, words)
        lines = [about(judgement.target, comparison.scenario.baseline, words)]
        if judgement.reading is not None:
            lines[0] += words.comma + words.say("target-reading-as", name=reading_name(judgement, words))
        lines.append(words.say("target-line", before=before, after=after, required=required))
        lines += reading_lines(judgement, words)
        bound = comparison.scenario.study.max_replications
        lines += filter(None, [deciding_text(judgement, bound, "verdict", words)])
        lines += remarks(comparison, judgement, words)
        details = "\n".join(lines)
        if judgement.verdict is not Verdict.MET:
            details += in_the_way(comparison, judgement.target, words)
        parts += [title, Padding(Text(details), (0, 0, 0, 2))]
    return [*parts, Text(words.say("verdict-legend"), style="dim")]


def in_the_way(comparison: Comparison, target: Target, words: Words) -> str:
    """Return a line that names the steps, with their departments and reasons, that hold the most time."""
    found = comparison.obstacles(target)
    if not found:
        return ""
    named_steps = [obstacle_text(comparison, target, one, words) for one in found]
    return "\n" + words.say("target-in-the-way", steps=words.say("next-semicolon").join(named_steps))
