"""What a planner reads at the end of a run: one panel with times, verdicts, reductions and departments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.kit.style import (
    WIDEST,
    called,
    departments_at_work,
    marks_of_means,
    named,
    number,
    percent,
    with_interval,
)
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.report.result.costs import cost_part
from adminsim.report.result.notices import notices
from adminsim.report.result.obstacle_words import next_step_text
from adminsim.report.result.target_table import target_table
from adminsim.report.walk.ladder import ladder_table
from adminsim.report.walk.text import chain_scale
from adminsim.study.run.all_measures import AT_TIMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.study.findings.compare import Change, Comparison
    from adminsim.study.walk.ladder import Rung

TIMES = {"elapsed": "elapsed", "agency": "agency_workdays"}
QUANTILES = ("mean", "median", "p90")
COUNTS = ("cases", "approved", "rejected", "unfinished")


def result_table(
    comparison: Comparison,
    words: Words = Words.EN,
    folder: Path | None = None,
    file: str | None = None,
    rungs: Sequence[Rung] = (),
) -> RenderableType:
    """Return what a study found, for printing on a rich console.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    words : Words
        Of the reader's language.
    folder : Path, optional
        Where the results are kept.
    file : str, optional
        The scenario as it is named in commands.
    rungs : sequence of Rung
        How fast it could ever be.

    Returns
    -------
    rich renderable
        A panel at most 100 columns wide that reads well at 80 and without colour.
    """
    from rich.console import Group
    from rich.constrain import Constrain
    from rich.panel import Panel

    from adminsim.report.kit.prose import Text

    scenario = comparison.scenario
    parts: list[RenderableType] = []
    if any(load.is_overloaded for loads in comparison.loads for load in loads):
        parts += [Text(words.say("result-transient"), style="bold yellow"), Text()]
    for chain in scenario.baseline.chains:
        parts += [*_chain_part(comparison, chain, words), Text()]
        if rungs:
            table = ladder_table(rungs, chain, chain_scale(comparison, chain), words)
            parts += [table, Text(words.say("ladder-remark")), Text()]
    parts += [_department_table(comparison, words), _busiest(comparison, words), *_overtime(comparison, words)]
    parts.append(Text())
    parts += cost_part(comparison, words)
    for notice in notices(comparison, words):
        parts += [Text(), Text(notice, style="yellow")]
    told = next_step_text(comparison, file or f"{scenario.name}.yaml", words)
    parts += [Text(), Text(told, style="bold", overflow="fold")]
    if folder is not None:
        parts += [Text(), Text(words.say("result-folder", folder=folder), overflow="fold")]
    design = words.say(
        "result-design",
        replications=len(comparison.replications),
        seed=comparison.seed,
        confidence=percent(comparison.confidence, words, 0),
    )
    title = Text(named(scenario.written.label, scenario.name, words), style="bold")
    panel = Panel(Group(*parts), title=title, subtitle=Text(design), padding=(1, 1))
    return Constrain(panel, WIDEST)


def print_result(
    comparison: Comparison,
    folder: Path | None = None,
    words: Words = Words.EN,
    file: str | None = None,
    rungs: Sequence[Rung] = (),
) -> None:
    """Print all that a study found on standard output, in colour where that is a terminal."""
    from rich.console import Console

    Console(highlight=False).print(result_table(comparison, words, folder, file, rungs))


def comparison_as_json(comparison: Comparison) -> dict[str, Any]:
    """Return what a study found as plain data: keys in a stable order, numbers with 12 significant digits."""
    from adminsim.results.document import document

    return document(comparison)


def _chain_part(comparison: Comparison, chain: str, words: Words) -> list[RenderableType]:
    from adminsim.report.kit.prose import Text

    systems = comparison.scenario.baseline, comparison.scenario.reformed
    name = named(systems[0].chains[chain].label, chain, words)
    table = plain_table(name, *(words.say(f"result-{column}") for column in ("before", "after", "cut", "cut-share")))
    for clock, measure in TIMES.items():
        add_row(table, words.say(f"result-{clock}"), style="bold")
        for quantile in QUANTILES:
            _add_change(table, comparison, chain, f"{measure}.{quantile}", f"result-{quantile}", words)
    _add_clock_ratio(table, comparison, chain, words)
    _add_four(table, comparison, chain, words)
    _add_counts(table, comparison, chain, words)
    parts: list[RenderableType] = [table]
    slower = comparison.slower(chain)
    if slower.mean == slower.mean:
        parts.append(Text(words.say("result-slower", share=with_interval(slower, words, share=True))))
    # What several chains are about together stands below the last of them.
    judgements = [j for j in comparison.judgements if j.target.chains_of(systems[0].chains)[-1] == chain]
    return [*parts, Text(), *target_table(comparison, judgements, words)]


def _add_change(table: Table, comparison: Comparison, chain: str, measure: str, code: str, words: Words) -> None:
    change = comparison.change(f"chain.{chain}.{measure}")
    before, after, cut = ("", "", "")
    if measure.endswith(".mean"):
        before, after, cut = marks_of_means(comparison, chain)
    add_row(
        table,
        f"  {words.say(code)}",
        before + number(change.before.mean, words),
        after + number(change.after.mean, words),
        cut + with_interval(change.cut, words),
        "" if cut else with_interval(change.relative_cut, words, share=True),
        style="red" if _is_worse(change) else "",
    )


def _is_worse(change: Change) -> bool:
    return change.cut.high < 0


def _add_clock_ratio(table: Table, comparison: Comparison, chain: str, words: Words) -> None:
    elapsed, agency = (comparison.change(f"chain.{chain}.{measure}.mean") for measure in TIMES.values())
    ratios = (
        number(lived.mean / clock.mean if clock.mean else float("nan"), words)
        for lived, clock in ((elapsed.before, agency.before), (elapsed.after, agency.after))
    )
    add_row(table, words.say("result-clocks"), style="bold")
    add_row(table, f"  {words.say('result-clock-ratio')}", *ratios, "", "")


def _add_four(table: Table, comparison: Comparison, chain: str, words: Words) -> None:
    from adminsim.study.findings.compare import FOUR_REDUCTIONS

    add_row(table, words.say("result-four"), style="bold")
    for measure in FOUR_REDUCTIONS:
        code = "result-" + measure.replace(".", "-").replace("_", "-")
        _add_change(table, comparison, chain, measure, code, words)


def _add_counts(table: Table, comparison: Comparison, chain: str, words: Words) -> None:
    period = comparison.scenario.baseline.period
    days = (period.cohort_end_s - period.cohort_start_s) / 86400
    is_year = days in (365, 366)
    heading = words.say("result-applications") if is_year else words.say(
        "result-applications-cohort", days=f"{days:g}"
    )  # fmt: skip
    add_row(table, heading, style="bold")
    for count in (*COUNTS, *(name for one in AT_TIMES for name in one.units)):
        change = comparison.change(f"chain.{chain}.{count}")
        if count not in COUNTS and not (change.before.mean or change.after.mean):
            continue
        figures = (number(found.mean, words, 0) for found in (change.before, change.after))
        add_row(table, f"  {words.say(f'result-{count}')}", *figures, "", "")


def _department_table(comparison: Comparison, words: Words) -> Table:
    before, after = (words.say(f"result-{when}") for when in ("before", "after"))
    busy, load = words.say("department-utilisation"), words.say("department-load")
    table = plain_table(
        words.say("department-heading"),
        f"{busy}\n{before}",
        f"\n{after}",
        f"{load}\n{before}",
        f"\n{after}",
    )
    rows = departments_at_work(comparison)
    columns = ("utilisation_before", "utilisation_after", "load_before", "load_after")
    for name, row in rows.iterrows():
        is_over = any(row[column] >= 1 for column in columns[2:])
        add_row(
            table,
            _department(comparison, str(name), words),
            *(percent(float(row[column]), words, 0) for column in columns),
            style="red" if is_over else "",
        )
    return table


def _overtime(comparison: Comparison, words: Words) -> list[RenderableType]:
    """Return one line for each department that works after its shifts, with its hours in the cohort's time."""
    from adminsim.report.kit.prose import Text

    lines: list[RenderableType] = []
    for name, row in departments_at_work(comparison).iterrows():
        hours = {when: float(row[f"overtime_hours_{when}"]) for when in ("before", "after")}
        if any(value > 0 for value in hours.values()):
            told = {when: number(max(value, 0.0), words, 0) for when, value in hours.items()}
            department = _department(comparison, str(name), words)
            lines.append(Text(words.say("department-overtime", department=department, **told)))
    return lines


def _busiest(comparison: Comparison, words: Words) -> RenderableType:
    from adminsim.report.kit.prose import Text

    rows = departments_at_work(comparison)
    values = {}
    for when in ("before", "after"):
        column = rows[f"utilisation_{when}"].dropna()
        if column.empty:
            return Text()
        name = str(column.idxmax())
        values[when] = _department(comparison, name, words)
        values[f"{when}_share"] = percent(float(column.max()), words, 0)
    return Text(words.say("department-busiest-line", **values), style="bold")


def _department(comparison: Comparison, name: str, words: Words) -> str:
    scenario = comparison.scenario
    return called(name, scenario.reformed.departments, scenario.baseline.departments, words=words)
