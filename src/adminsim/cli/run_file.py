"""The command that simulates, where one file is asked for: a workbook, or a briefing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from adminsim.cli.analysis import Study, analyse_into_file, ending_of
from adminsim.cli.announced import announce_fonts, announce_imprecision, announce_overload
from adminsim.cli.misuse import MisuseError

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.findings.compare import Comparison


def run_into_file(
    scenario: Scenario, file: str, asked: Asked, has_figures: bool, show: Callable[[Comparison, Path], None]
) -> Comparison:
    """Study a scenario, write what was found into the file asked for, and print it.

    Parameters
    ----------
    scenario : Scenario
        What is studied.
    file : str
        Its file, as named on the command line.
    asked : Asked
        What the command line asks.
    has_figures : bool
        Whether a briefing has figures.
    show : callable
        Prints what was found.
    """
    from adminsim.files.sheets.workbook import check_writers
    from adminsim.study.findings.compare import compare

    out = Path(asked.out or "")
    ending = ending_of(out)
    check_writers(ending)
    announce_fonts(asked.notices, asked.words)
    announce_overload(scenario, asked.notices, asked.words)
    study: Study[Comparison] = partial(
        compare, look=partial(announce_imprecision, notices=asked.notices, words=asked.words)
    )
    made_of = partial(_made_of, ending=ending, asked=asked, file=file, has_figures=has_figures)
    found: Comparison
    found, _ = analyse_into_file(out, scenario, study, made_of, asked, "run", scenario.study.most)
    show(found, out)
    return found


def check_one_file(asked: Asked, count: int, keep_records: bool) -> None:
    """Refuse what one file cannot hold."""
    if ending_of(asked.out) and count > 1:
        raise MisuseError("book-one-scenario", {"count": count})
    if ending_of(asked.out) and keep_records:
        raise MisuseError("book-no-records")


def _made_of(found: Comparison, ending: str, asked: Asked, file: str, has_figures: bool) -> bytes:
    if ending == ".docx":
        from adminsim.report.briefing.result import briefing

        return briefing(found, asked.words, file, has_figures)
    from adminsim.report.book.result import result_workbook

    return result_workbook(found, asked.words, file)
