"""What a planner reads at the end of a run: one panel with times, verdicts, reductions and departments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import say
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
from adminsim.study.run.all_measures import AT_TIMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.messages import Language
    from adminsim.study.findings.compare import Change, Comparison
    from adminsim.study.walk.ladder import Rung

TIMES = {"elapsed": "elapsed", "agency": "agency_workdays"}
QUANTILES = ("mean", "median", "p90")
COUNTS = ("cases", "approved", "rejected", "unfinished")


def result_table(
    comparison: Comparison,
    language: Language = "en",
    folder: Path | None = None,
    file: str | None = None,
    rungs: Sequence[Rung] = (),
) -> RenderableType:
    """Return what a study found, for printing on a rich console.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    language : str
        ``en`` or ``zh``.
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
    from rich.text import Text

    scenario = comparison.scenario
    parts: list[RenderableType] = []
    if any(load.is_overloaded for loads in comparison.loads for load in loads):
        parts += [Text(say("result-transient", language), style="bold yellow"), Text()]
    for chain in scenario.baseline.chains:
        parts += [*_chain_part(comparison, chain, language), Text()]
        if rungs:
            parts += [ladder_table(rungs, chain, language), Text(say("ladder-remark", language)), Text()]
    parts += [_department_table(comparison, language), _busiest(comparison, language), *_overtime(comparison, language)]
    parts.append(Text())
    parts += cost_part(comparison, language)
    for notice in notices(comparison, language):
        parts += [Text(), Text(notice, style="yellow")]
    told = next_step_text(comparison, file or f"{scenario.name}.yaml", language)
    parts += [Text(), Text(told, style="bold", overflow="fold")]
    if folder is not None:
        parts += [Text(), Text(say("result-folder", language, folder=folder), overflow="fold")]
    design = say(
        "result-design",
        language,
        replications=len(comparison.replications),
        seed=comparison.seed,
        confidence=percent(comparison.confidence, language, 0),
    )
    title = Text(named(scenario.written.label, scenario.name, language), style="bold")
    panel = Panel(Group(*parts), title=title, subtitle=Text(design), padding=(1, 1))
    return Constrain(panel, WIDEST)


def print_result(
    comparison: Comparison,
    folder: Path | None = None,
    language: Language = "en",
    file: str | None = None,
    rungs: Sequence[Rung] = (),
) -> None:
    """Print all that a study found on standard output, in colour where that is a terminal."""
    from rich.console import Console

    Console(highlight=False).print(result_table(comparison, language, folder, file, rungs))


def comparison_as_json(comparison: Comparison) -> dict[str, Any]:
    """Return what a study found as plain data: keys in a stable order, numbers with 12 significant digits."""
    from adminsim.results.document import document

    return document(comparison)


def _chain_part(comparison: Comparison, chain: str, language: Language) -> list[RenderableType]:
    from rich.text import Text

    systems = comparison.scenario.baseline, comparison.scenario.reformed
    name = named(systems[0].chains[chain].label, chain, language)
    table = plain_table(
        name, *(say(f"result-{column}", language) for column in ("before", "after", "cut", "cut-share"))
    )
    for clock, measure in TIMES.items():
        add_row(table, say(f"result-{clock}", language), style="bold")
        for quantile in QUANTILES:
            _add_change(table, comparison, chain, f"{measure}.{quantile}", f"result-{quantile}", language)
    _add_clock_ratio(table, comparison, chain, language)
    _add_four(table, comparison, chain, language)
    _add_counts(table, comparison, chain, language)
    parts: list[RenderableType] = [table]
    slower = comparison.slower(chain)
    if slower.mean == slower.mean:
        parts.append(Text(say("result-slower", language, share=with_interval(slower, language, share=True))))
    judgements = [j for j in comparison.judgements if (j.target.chain or next(iter(systems[0].chains))) == chain]
    return [*parts, Text(), *target_table(comparison, judgements, language)]


def _add_change(table: Table, comparison: Comparison, chain: str, measure: str, code: str, language: Language) -> None:
    change = comparison.change(f"chain.{chain}.{measure}")
    before, after, cut = ("", "", "")
    if measure.endswith(".mean"):
        before, after, cut = marks_of_means(comparison, chain)
    add_row(
        table,
        f"  {say(code, language)}",
        before + number(change.before.mean, language),
        after + number(change.after.mean, language),
        cut + with_interval(change.cut, language),
        "" if cut else with_interval(change.relative_cut, language, share=True),
        style="red" if _is_worse(change) else "",
    )


def _is_worse(change: Change) -> bool:
    return change.cut.high < 0


def _add_clock_ratio(table: Table, comparison: Comparison, chain: str, language: Language) -> None:
    elapsed, agency = (comparison.change(f"chain.{chain}.{measure}.mean") for measure in TIMES.values())
    ratios = (
        number(lived.mean / clock.mean if clock.mean else float("nan"), language)
        for lived, clock in ((elapsed.before, agency.before), (elapsed.after, agency.after))
    )
    add_row(table, say("result-clocks", language), style="bold")
    add_row(table, f"  {say('result-clock-ratio', language)}", *ratios, "", "")


def _add_four(table: Table, comparison: Comparison, chain: str, language: Language) -> None:
    from adminsim.study.findings.compare import FOUR_REDUCTIONS

    add_row(table, say("result-four", language), style="bold")
    for measure in FOUR_REDUCTIONS:
        code = "result-" + measure.replace(".", "-").replace("_", "-")
        _add_change(table, comparison, chain, measure, code, language)


def _add_counts(table: Table, comparison: Comparison, chain: str, language: Language) -> None:
    period = comparison.scenario.baseline.period
    days = (period.cohort_end_s - period.cohort_start_s) / 86400
    is_year = days in (365, 366)
    heading = say("result-applications", language) if is_year else say(
        "result-applications-cohort", language, days=f"{days:g}"
    )  # fmt: skip
    add_row(table, heading, style="bold")
    for count in (*COUNTS, *(name for one in AT_TIMES for name in one.units)):
        change = comparison.change(f"chain.{chain}.{count}")
        if count not in COUNTS and not (change.before.mean or change.after.mean):
            continue
        figures = (number(found.mean, language, 0) for found in (change.before, change.after))
        add_row(table, f"  {say(f'result-{count}', language)}", *figures, "", "")


def _department_table(comparison: Comparison, language: Language) -> Table:
    before, after = (say(f"result-{when}", language) for when in ("before", "after"))
    busy, load = say("department-utilisation", language), say("department-load", language)
    table = plain_table(
        say("department-heading", language),
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
            _department(comparison, str(name), language),
            *(percent(float(row[column]), language, 0) for column in columns),
            style="red" if is_over else "",
        )
    return table


def _overtime(comparison: Comparison, language: Language) -> list[RenderableType]:
    """Return one line for each department that works after its shifts, with its hours in the cohort's time."""
    from rich.text import Text

    lines: list[RenderableType] = []
    for name, row in departments_at_work(comparison).iterrows():
        hours = {when: float(row[f"overtime_hours_{when}"]) for when in ("before", "after")}
        if any(value > 0 for value in hours.values()):
            told = {when: number(max(value, 0.0), language, 0) for when, value in hours.items()}
            department = _department(comparison, str(name), language)
            lines.append(Text(say("department-overtime", language, department=department, **told)))
    return lines


def _busiest(comparison: Comparison, language: Language) -> RenderableType:
    from rich.text import Text

    rows = departments_at_work(comparison)
    values = {}
    for when in ("before", "after"):
        column = rows[f"utilisation_{when}"].dropna()
        if column.empty:
            return Text()
        name = str(column.idxmax())
        values[when] = _department(comparison, name, language)
        values[f"{when}_share"] = percent(float(column.max()), language, 0)
    return Text(say("department-busiest-line", language, **values), style="bold")


def _department(comparison: Comparison, name: str, language: Language) -> str:
    scenario = comparison.scenario
    return called(name, scenario.reformed.departments, scenario.baseline.departments, language=language)
