"""A scenario and its baseline from a workbook."""

from __future__ import annotations

from pathlib import Path

from adminsim.files.load import system_of, value_of
from adminsim.files.locate import locate_problem
from adminsim.files.located import InputError, Located, in_order
from adminsim.files.new_scenario import BASELINE, NewScenario
from adminsim.files.schema import NAMES
from adminsim.files.sheets.headings import in_headings
from adminsim.files.sheets.layout import DEPARTMENTS
from adminsim.files.sheets.rows import Filled, read_workbook
from adminsim.files.sheets.text import baseline_text, scenario_text
from adminsim.files.sheets.tree import baseline_tree, scenario_tree
from adminsim.files.tree import Node
from adminsim.messages import Words
from adminsim.reforms.scenario import Scenario, ScenarioFile


def files_from_sheets(workbook: str, target: Path, words: Words = Words.EN) -> list[Path]:
    """Write a scenario and its baseline from a workbook, as one would have written them.

    Parameters
    ----------
    workbook : str
        The workbook, filled in as the template says; its headings may be English or Chinese.
    target : Path
        Name of the scenario, with or without ``.yaml``; its baseline goes into a folder of that name beside it.
    words : Words
        The language of the comments.

    Returns
    -------
    list of Path
        The files written, the scenario first.

    Raises
    ------
    InputError
        With all that is wrong with the workbook, each with its sheet and cell, or if a file exists already.
    """
    new = NewScenario(target)
    filled = read_workbook(workbook)
    baseline, written = baseline_tree(filled), scenario_tree(filled, new.below(BASELINE.name))
    problems = _problems(filled, baseline, written)
    if problems:
        raise InputError(problems)
    name, department = Path(workbook).name, str(filled[DEPARTMENTS][0].plain("name"))
    return new.write(
        scenario_text(written, department, name, new.below(NAMES[0]), words),
        {BASELINE: baseline_text(baseline, name, NAMES[1], words)},
        words,
    )


def _problems(filled: Filled, baseline: Node, written: Node) -> list[Located]:
    """Return all that is wrong: with the cells, with the baseline, and with its targets."""
    system, found = system_of(baseline)
    scenario, more = value_of(ScenarioFile, written)
    found += more
    if system is not None and scenario is not None and not found:
        found += [locate_problem(problem, written) for problem in Scenario(scenario, system).check()]
    told = in_order([*filled.problems, *(in_headings(one, filled) for one in _own(found, filled))])
    order = {title: number for number, title in enumerate(["", *filled.titles.values()])}
    return sorted(told, key=lambda one: order.get(one.sheet, 0))


def _own(found: list[Located], filled: Filled) -> list[Located]:
    """Return what is not only wrong because a sheet, a column, or another cell of the row is."""
    if filled.lacks_something:
        return []
    rows = {(one.sheet, one.line) for one in filled.problems}
    return [one for one in found if (one.sheet, one.line) not in rows]
