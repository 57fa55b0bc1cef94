"""The workbook of a run: verdicts first, then charts, then every table of the results folder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from adminsim.files.sheets.workbook import workbook_of
from adminsim.messages import Words
from adminsim.report.book.analysis import sheet_name
from adminsim.report.book.charts import Chart, draw
from adminsim.report.book.headings import Called
from adminsim.report.book.sheet import Looks, Placed, for_print, width_of, write_table
from adminsim.report.kit.style import named
from adminsim.report.result.notices import notices
from adminsim.report.result.obstacle_words import next_step_text
from adminsim.report.result.short import chain_text, title_text
from adminsim.report.result.target_table import in_the_way
from adminsim.report.result.target_words import line_required, target_name
from adminsim.results.folder import tables
from adminsim.study.findings.verdict import Verdict

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from adminsim.study.findings.compare import Comparison
    from adminsim.study.findings.verdict import Judgement

WIDTHS = (36, 18, 12, 12, 12, 14, 14, 14, 14, 60)
"""Of the columns of the first sheet."""
WIDE = sum(WIDTHS) - 10
"""How much of a text one line of it takes."""


def result_workbook(comparison: Comparison, words: Words, file: str) -> bytes:
    """Return what a run found as a workbook.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    words : Words
        The language.
    file : str
        The scenario as it is named in commands.
    """
    return workbook_of(partial(_fill, comparison=comparison, words=words, file=file))


def _fill(book: Workbook, comparison: Comparison, words: Words, file: str) -> None:
    looks, called = Looks(book), Called.of(comparison.scenario, words)
    first = book.add_worksheet(words.say("book-summary"))
    charts = book.add_worksheet(words.say("book-charts"))
    shares = {target.name for target in comparison.scenario.targets if target.is_share}
    placed = {}
    for name, table in tables(comparison).items():
        page = book.add_worksheet(sheet_name(name, words))
        rule = partial(_is_share, shares) if name in ("targets", "readings") else RULES.get(name)
        placed[name] = write_table(page, table, called, looks, rule)
    _summary(first, comparison, looks, words, file)
    draw(book, charts, list(_charts(comparison, placed, words)))


def _is_spread(row: dict[str, Any], column: str) -> bool:
    """Tell whether a cell of the table of how cases spread over days is a share."""
    return column in ("before", "after")


RULES = {"distribution": _is_spread}
"""Which cells are shares, of tables in which the column's name does not tell."""


def _is_share(shares: set[str], row: dict[str, Any], column: str) -> bool:
    """Tell whether a cell of the table of targets is a share."""
    if column.startswith(("years_reached", "given_up")):
        return True
    return row["target"] in shares and column.startswith(("before", "after", "judged", "required"))


def _summary(page: Worksheet, comparison: Comparison, looks: Looks, words: Words, file: str) -> None:
    for_print(page)
    for number, width in enumerate(WIDTHS):
        page.set_column(number, number, width)
    page.set_row(0, 26)
    page.write_string(0, 0, title_text(comparison, words), looks.title)
    lines = [chain_text(comparison, chain, words) for chain in comparison.scenario.baseline.chains]
    lines += [next_step_text(comparison, file, words), *notices(comparison, words)]
    line = 1
    for text in lines:
        page.set_row(line, 16 * (1 + width_of(text) // WIDE))
        page.merge_range(line, 0, line, len(WIDTHS) - 1, text, looks.wrapped)
        line += 1
    line += 1
    headings = [*(words.say(f"book-column-{name}") for name in ("target", "chain", "verdict", "before", "after"))]
    headings += [words.say(code, of=words.say("book-column-after")) for code in ("book-low", "book-high")]
    headings += [words.say(f"book-column-{name}") for name in ("required", "years_reached", "in_the_way")]
    for number, heading in enumerate(headings):
        page.write_string(line, number, heading, looks.head)
    for judgement in comparison.judgements:
        line += 1
        _write_verdict(page, line, comparison, judgement, looks, words)
    if not comparison.judgements:
        page.write_string(line + 1, 0, words.say("target-none"), looks.text)


def _write_verdict(
    page: Worksheet, line: int, comparison: Comparison, judgement: Judgement, looks: Looks, words: Words
) -> None:
    target = judgement.target
    chains = comparison.scenario.baseline.chains
    about = words.listed(named(chains[name].label, name, words) for name in target.chains_of(chains))
    page.write_string(line, 0, target_name(target, words), looks.text)
    page.write_string(line, 1, about, looks.text)
    page.write_string(line, 2, words.say(f"verdict-{judgement.verdict}"), looks.by_verdict[str(judgement.verdict)])
    kind = "percent" if target.is_share else "number"
    found = (judgement.before.mean, judgement.after.mean, judgement.after.low, judgement.after.high)
    for number, value in enumerate(found, start=3):
        if value == value and abs(value) != float("inf"):
            page.write_number(line, number, value, looks.by_kind[kind])
    page.write_string(line, 7, line_required(target, words), looks.text)
    if judgement.years_reached == judgement.years_reached:
        page.write_number(line, 8, judgement.years_reached, looks.by_kind["percent"])
    if judgement.verdict is not Verdict.MET:
        way = in_the_way(comparison, target, words).strip()
        page.set_row(line, 16 * (1 + width_of(way) // (WIDTHS[-1] - 2)))
        page.write_string(line, 9, way, looks.wrapped)


def _charts(comparison: Comparison, placed: dict[str, Placed], words: Words) -> Iterator[Chart]:
    """Yield the charts, the most telling first."""
    targets = placed["targets"]
    shares = {target.name for target in comparison.scenario.targets if target.is_share}
    if targets.rows and all(row["target"] in shares for row in targets.rows):
        series = ("before", "after", "required")
        yield Chart(
            words.say("book-chart-share"), targets, "target", series, 1, len(targets.rows), "bar", "0%"
        )  # fmt: skip
    for chain, first, last in _blocks(placed["distribution"]):
        title = words.say("book-chart-days", chain=_label(comparison, chain, words))
        axis = words.say("book-chart-axis-days")
        last = _last_with_cases(placed["distribution"], first, last)
        yield Chart(title, placed["distribution"], "days", ("before", "after"), first, last, "column", "0%", axis)
    departments = placed["utilisation"]
    if departments.rows:
        loads = ("load_before", "load_after")
        title = words.say("book-chart-load")
        yield Chart(title, departments, "department", loads, 1, len(departments.rows), "bar", "0%")
    for chain, first, last in _blocks(placed["by-month"]):
        if last > first:
            title = words.say("book-chart-months", chain=_label(comparison, chain, words))
            yield Chart(title, placed["by-month"], "month", ("before", "after"), first, last, "line", dates="yyyy-mm")


def _blocks(table: Placed) -> Iterator[tuple[str, int, int]]:
    """Yield each chain with its first and last row."""
    numbered = enumerate(table.rows, start=1)
    for chain, rows in groupby(numbered, key=lambda one: one[1]["chain"]):
        numbers = [number for number, _ in rows]
        yield str(chain), numbers[0], numbers[-1]


def _last_with_cases(table: Placed, first: int, last: int) -> int:
    """Return the row of the last day on which at least a thousandth of the cases end."""
    rows = range(first, last + 1)
    return max(
        (row for row in rows if max(table.rows[row - 1][when] for when in ("before", "after")) >= 0.001), default=last
    )


def _label(comparison: Comparison, chain: str, words: Words) -> str:
    return named(comparison.scenario.baseline.chains[chain].label, chain, words)
