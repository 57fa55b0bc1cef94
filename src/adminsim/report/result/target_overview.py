"""The targets of several scenarios in one table, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.style import VERDICT_STYLE, named
from adminsim.report.kit.tables import plain_table
from adminsim.report.result.target_words import line_required, required_words, target_figures
from adminsim.study.findings.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import RenderableType

    from adminsim.messages import Words
    from adminsim.model.target import Target
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.findings.verdict import Judgement

HEADINGS = ("scenario", "label", "required", "before", "after", "verdict")


def overview_table(comparisons: Mapping[str, Comparison], words: Words) -> RenderableType:
    """Return all targets with the plan's own reading and its verdict; a scenario is named at its first target.

    Parameters
    ----------
    comparisons : mapping of str to Comparison
        What the study of each scenario found, by file.
    words : Words
        Of the reader's language.
    """
    from adminsim.report.kit.prose import Text

    table = plain_table(*(words.say(f"targets-{heading}") for heading in HEADINGS), left=len(HEADINGS))
    table.label = HEADINGS.index("label")
    for column, ratio in zip(table.columns, (4, 5, None, None, None, 3), strict=True):
        column.ratio, column.no_wrap = ratio, ratio is None
    for comparison in comparisons.values():
        scenario = comparison.scenario
        title = named(scenario.written.label, scenario.name, words)
        for judgement in comparison.judgements:
            before, after, _ = target_figures(judgement, words)
            table.add_row(
                Text(title),
                Text(named(judgement.target.label, judgement.target.name, words)),
                Text(_required(judgement.target, words)),
                Text(before),
                Text(after.replace(" [", "\n[")),
                Text.assemble(
                    (words.say(f"verdict-{judgement.verdict}"), VERDICT_STYLE[judgement.verdict]),
                    _aside(judgement, words),
                ),
            )
            title = ""
    return table


def _required(target: Target, words: Words) -> str:
    if target.stated_limit is None:
        return line_required(target, words)
    return f"{required_words(target, words)}\n{line_required(target, words)}"


def _aside(judgement: Judgement, words: Words) -> str:
    told = words.say("short-turns") if judgement.turning else ""
    if judgement.verdict is Verdict.MET and judgement.target.hollow is not None:
        told += words.say(f"short-hollow-{judgement.target.hollow}")
    return told
