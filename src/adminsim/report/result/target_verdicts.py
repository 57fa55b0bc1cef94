"""The stated targets of scenarios with what studies of them found, as a table, as plain data and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.kit.style import VERDICT_STYLE, named, number
from adminsim.report.kit.tables import as_text, plain_table
from adminsim.report.result.precision import deciding_text
from adminsim.report.result.target_list import chain_cell, name_cell, required_cell, targets_data
from adminsim.report.result.target_overview import overview_table
from adminsim.report.result.target_remarks import reading_name, remarks
from adminsim.report.result.target_words import target_figures
from adminsim.study.findings.verdict import Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType

    from adminsim.reforms.scenario import Scenario
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.findings.verdict import Judgement

HEADINGS = ("target", "chain", "required", "before", "after", "verdict")


def verdicts_text(comparisons: Mapping[str, Comparison], words: Words = Words.EN, width: int | None = None) -> str:
    """Return all targets with their verdicts: by scenario, and in one table at the end where there are several.

    Parameters
    ----------
    comparisons : mapping of str to Comparison
        What the study of each scenario found, by file.
    words : Words
        Of the reader's language.
    width : int, optional
        Columns; by default those of the terminal.
    """
    from rich.console import Group

    from adminsim.report.kit.prose import Text

    parts: list[RenderableType] = []
    for file, comparison in comparisons.items():
        scenario = comparison.scenario
        years = words.say("targets-years", years=len(comparison.replications))
        title = named(scenario.written.label, scenario.name, words)
        parts += [Text(), Text(f"{title} ({file}), {years}", style="bold")]
        parts.append(_table(comparison, words) if scenario.targets else Text(words.say("target-none")))
    together = at_once(comparisons)
    if len(comparisons) > 1 and together:
        parts += [Text(), Text(words.say("targets-overview"), style="bold"), overview_table(comparisons, words)]
    if len(together) > 1:
        parts += [Text(), Text(_told_at_once(together, words))]
    return as_text(Group(*parts[1:]), width)


@dataclass(frozen=True)
class Together:
    """A verdict among others that were made at once.

    Attributes
    ----------
    judgement : Judgement
        The verdict, from its own interval.
    verdict : Verdict
        What it is where all intervals are to hold together: each is wider, as Bonferroni's inequality asks.
    chance_wrong : float
        The most that the chance of a wrong verdict can be, taken for itself.
    """

    judgement: Judgement
    verdict: Verdict
    chance_wrong: float


def at_once(comparisons: Mapping[str, Comparison]) -> list[Together]:
    """Return all verdicts of some studies, as they are alone and together."""
    count = sum(len(comparison.judgements) for comparison in comparisons.values())
    return [
        Together(alone, together.verdict, (1 - comparison.confidence) / 2)
        for comparison in comparisons.values()
        for alone, together in zip(
            comparison.judgements, comparison.judged(1 - (1 - comparison.confidence) / max(count, 1)), strict=True
        )
    ]


def _told_at_once(together: Sequence[Together], words: Words) -> str:
    """Return how many verdicts were made at once, how many may be wrong, and which fall where all are to hold."""
    decided = [one for one in together if one.judgement.verdict is not Verdict.UNDECIDED]
    fallen = [one.judgement.target for one in decided if one.verdict is Verdict.UNDECIDED]
    names = words.listed(named(one.label, one.name, words) for one in fallen)
    return words.say(
        "targets-at-once",
        count=len(together),
        expected=number(sum(one.chance_wrong for one in together), words, 2),
        decided=len(decided),
        held=len(decided) - len(fallen),
        fallen=words.say("targets-fallen", names=names) if fallen else "",
    )


def _table(comparison: Comparison, words: Words) -> RenderableType:
    from adminsim.report.kit.prose import Text

    table = plain_table(*(words.say(f"targets-{heading}") for heading in HEADINGS), left=len(HEADINGS))
    for column, ratio in zip(table.columns, (5, 3, 3, None, None, None), strict=True):
        column.ratio, column.no_wrap = ratio, ratio is None
    for judgement in comparison.judgements:
        target = judgement.target
        before, after, _ = target_figures(judgement, words)
        reached = words.say("targets-reached", reached=judgement.reached, all=judgement.years)
        deciding = deciding_text(judgement, comparison.scenario.study.max_replications, "targets", words)
        told = remarks(comparison, judgement, words)
        if judgement.reading is not None:
            told.insert(0, words.say("target-reading-as", name=reading_name(judgement, words)))
        table.add_row(
            Text("\n".join([name_cell(target, words), *told])),
            Text(chain_cell(comparison.scenario, target, words)),
            Text(required_cell(comparison.scenario, target, words)),
            Text(before),
            Text(after.replace(" [", "\n[")),
            Text.assemble(
                (words.say(f"verdict-{judgement.verdict}"), VERDICT_STYLE[judgement.verdict]),
                "\n".join(["", reached, *filter(None, [deciding])]),
            ),
        )
        for one in judgement.beside:
            before, after, _ = target_figures(one, words)
            table.add_row(
                Text(words.say("target-reading-as", name=reading_name(one, words))),
                Text(),
                Text(required_cell(comparison.scenario, one.target, words)),
                Text(before),
                Text(after.replace(" [", "\n[")),
                Text(words.say(f"verdict-{one.verdict}"), style=VERDICT_STYLE[one.verdict]),
            )
    return table


def verdicts_data(comparisons: Mapping[str, Comparison]) -> list[dict[str, Any]]:
    """Return all targets as plain data, as written and with what was found; `together` is as in `Together`."""
    from adminsim.results.document import document

    rows, together = [], iter(at_once(comparisons))
    for file, comparison in comparisons.items():
        found = document(comparison)["targets"] if comparison.scenario.targets else {}
        for row in targets_data({file: comparison.scenario}):
            verdict = str(next(together).verdict)
            rows.append(
                {**row, **found[row["name"]], "together": verdict, "replications": len(comparison.replications)}
            )
    return rows


def as_csv(
    rows: Sequence[Mapping[str, Any]], words: Words = Words.EN, of: str = "", scenario: Scenario | None = None
) -> str:
    """Return plain data as CSV: the columns of all rows in the order in which they first occur.

    A part of a map has a column of its own, ``label.en``; a list is written with semicolons; what a row does not have
    is empty. In Chinese, columns and values are called as people call them, those of
    a scenario by its labels.
    """
    from adminsim.report.book.headings import Called, heading

    flat = [dict(_cells(row)) for row in rows]
    columns = list(dict.fromkeys(column for row in flat for column in row))
    page = StringIO()
    table = csv.DictWriter(page, columns, lineterminator="\n")
    if words is Words.EN:
        table.writeheader()
    else:
        called = Called(words) if scenario is None else Called.of(scenario, words)
        table.writerow({column: heading(column, words, of) for column in columns})
        flat = [
            {key: called.value(key, one) if isinstance(one, str) else one for key, one in row.items()} for row in flat
        ]
    table.writerows(flat)
    return page.getvalue()


def _cells(row: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in row.items():
        if isinstance(value, dict):
            yield from _cells(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
