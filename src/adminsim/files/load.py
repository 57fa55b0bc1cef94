"""Scenario and baseline files to values: all that is wrong is found at once, and nothing is guessed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from adminsim.files.arrivals import fill_in_arrivals
from adminsim.files.composing import compose_chains
from adminsim.files.locate import locate_errors, locate_hidden, locate_problem
from adminsim.files.located import InputError, Located, in_order
from adminsim.files.own_days import fill_in_days
from adminsim.files.reading import STANDARD_INPUT, file_named_at, names_baseline, read_baseline, read_file
from adminsim.files.tree import Node
from adminsim.messages import Words
from adminsim.model.checks import check_system
from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile

__all__ = ["InputError", "load", "load_all", "load_system"]

Model = TypeVar("Model", bound=BaseModel)


def load(path: str | os.PathLike[str]) -> Scenario:
    """Read a scenario and its baseline.

    Parameters
    ----------
    path : str or path
        The scenario file; ``-`` reads it from standard input, with the baseline relative to the current
        folder.

    Returns
    -------
    Scenario
        With everything checked: its reforms fit the baseline, and its targets can be measured.

    Raises
    ------
    InputError
        With all that is wrong, in all files.
    """
    shown = os.fspath(path)
    tree = read_file(shown)
    if tree.child("chains") is not None and tree.child("baseline") is None:
        raise InputError([Located.at(tree.mark, "file-is-baseline", name=Path(shown).name)])
    written, problems = value_of(ScenarioFile, tree)
    system, more = _baseline_of(tree, Path() if shown == STANDARD_INPUT else Path(shown).parent)
    problems += more
    if written is None or system is None or problems:
        raise InputError(in_order(problems))
    name = "scenario" if shown == STANDARD_INPUT else Path(shown).stem
    scenario = Scenario(written=written, baseline=system, name=name)
    found = [locate_problem(problem, tree) for problem in scenario.check()]
    if found:
        raise InputError(in_order(found))
    return scenario


def load_all(path: str | os.PathLike[str]) -> dict[str, Scenario]:
    """Read a scenario, or all scenarios in a folder and below it.

    Returns
    -------
    dict of str to Scenario
        By file, in alphabetical order.

    Raises
    ------
    InputError
        With all that is wrong in any of them, or if the folder has none.
    """
    shown = os.fspath(path)
    if not Path(shown).is_dir():
        return {shown: load(shown)}
    scenarios, problems = {}, []
    files = sorted(file for file in Path(shown).rglob("*.y*ml") if names_baseline(file))
    for file in files:
        try:
            scenarios[file.as_posix()] = load(file)
        except InputError as error:
            problems += error.problems
    if not files:
        problems.append(Located(shown, None, None, "file-no-scenarios"))
    if problems:
        raise InputError(problems)
    return scenarios


def load_system(path: str | os.PathLike[str]) -> System:
    """Read a baseline file, with all that it includes.

    Raises
    ------
    InputError
        With all that is wrong, in all files.
    """
    system, problems = _system(os.fspath(path))
    if system is None or problems:
        raise InputError(in_order(problems))
    return system


def _baseline_of(tree: Node, folder: Path) -> tuple[System | None, list[Located]]:
    """Return the baseline that a scenario names, or what is wrong with it."""
    entry = tree.child("baseline")
    if entry is None or not isinstance(entry.node.value, str):
        return None, []  # The check of the scenario's keys says so.
    try:
        return _system(file_named_at(entry.node, folder))
    except InputError as error:
        return None, error.problems


def _system(path: str) -> tuple[System | None, list[Located]]:
    tree, found = read_baseline(path)
    if tree.child("baseline") is not None and tree.child("chains") is None:
        return None, [*found, Located.at(tree.mark, "file-is-scenario")]
    return system_of(tree, found)


def system_of(tree: Node, found: Iterable[Located] = ()) -> tuple[System | None, list[Located]]:
    """Return the baseline that a tree describes, and what is wrong with it: what was found before, and more."""
    problems = [*found, *compose_chains(tree), *fill_in_arrivals(tree), *fill_in_days(tree)]
    system, more = value_of(System, tree)
    problems += more
    if system is not None and not problems:
        problems = _once(locate_problem(problem, tree) for problem in check_system(system))
    return system, problems


def _once(problems: Iterable[Located]) -> list[Located]:
    """Return what is wrong at a place once: a step of a composed chain is told with its own chain's shorter names."""
    longest_first = sorted(problems, key=lambda one: -len(one.message(Words.EN)))
    return list({(one.place, one.code): one for one in longest_first}.values())


def value_of(kind: type[Model], tree: Node) -> tuple[Model | None, list[Located]]:
    """Return the value that a tree describes, or what is wrong with it."""
    try:
        return kind.model_validate(tree.plain()), locate_hidden(kind, tree)
    except ValidationError as error:
        return None, locate_hidden(kind, tree) + locate_errors(error, kind, tree)
