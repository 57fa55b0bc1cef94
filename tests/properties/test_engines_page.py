"""The page on the two engines counts mutants and coincidences as they are."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from coincidences import ALL
from mutation import Mutant

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "explanation" / "two-engines.md").read_text(encoding="utf-8")
ROW = re.compile(r"\(`(mutants_of_\w+)\.py`\) \|[^|]*\| (\d+) \| (\d+) \|")


def counted(mutants: tuple[Mutant, ...]) -> tuple[int, int]:
    equivalent = sum(bool(mutant.same_because) for mutant in mutants)
    return len(mutants) - equivalent, equivalent


def test_the_table_has_every_list_of_mutants_with_as_many_as_it_has() -> None:
    lists = sorted(path.stem for path in HERE.glob("mutants_of_*.py"))
    told = {name: (int(found), int(same)) for name, found, same in ROW.findall(PAGE)}
    assert told == {name: counted(import_module(name).MUTANTS) for name in lists}


def test_the_coincidences_are_as_many_as_it_says() -> None:
    assert re.search(r"names (\d+) things", PAGE)[1] == str(len(ALL))  # type: ignore[index]
