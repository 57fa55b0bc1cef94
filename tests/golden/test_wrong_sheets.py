"""Every wrong cell of a workbook is told with its sheet and cell, word for word, and told once.

``pytest tests/golden --update-golden`` writes the messages anew; read them aloud before committing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adminsim.files.located import InputError
from adminsim.files.sheets.made import files_from_sheets
from adminsim.messages import Words
from sheets import Cells, put, template_cells, write_cells

sys.path.insert(0, str(Path(__file__).parent))
from golden_file import golden

HERE = Path(__file__).parent / "sheets_said"


def general(line: str, cell: Any) -> Callable[[Cells], None]:
    """Return what puts a cell beside a line of the general things."""

    def change(cells: Cells) -> None:
        next(row for row in cells["General"] if row[0] == line)[1] = cell

    return change


def heading(sheet: str, old: str, new: str) -> Callable[[Cells], None]:
    """Return what writes another heading."""

    def change(cells: Cells) -> None:
        cells[sheet][0][cells[sheet][0].index(old)] = new

    return change


def without(sheet: str) -> Callable[[Cells], None]:
    """Return what takes a sheet away."""
    return lambda cells: cells.pop(sheet) and None


def called(old: str, new: str) -> Callable[[Cells], None]:
    """Return what calls a sheet otherwise."""

    def change(cells: Cells) -> None:
        cells[new] = cells.pop(old)

    return change


def second_chain(cells: Cells) -> None:
    """Add a chain, so that rows must say to which they belong."""
    cells["Chains"].append(["hookup", *cells["Chains"][1][1:]])


CASES: dict[str, list[Callable[[Cells], None]]] = {
    "a sheet is missing": [without("Departments")],
    "a sheet is misspelt": [called("Steps", "Step")],
    "an optional sheet is misspelt": [called("Documents", "Document")],
    "a heading is misspelt": [heading("Steps", "department", "departement")],
    "a needed column is missing": [heading("Steps", "time", "")],
    "a line of the general things is unknown": [lambda cells: cells["General"].append(["strt", "2025-01-01"])],
    "nothing says when it starts": [general("start", "")],
    "a date that is none": [general("start", "2024-13-01")],
    "a day that is none": [general("days", "mon-fry")],
    "hours that are none": [general("hours", "9-12")],
    "a sheet without rows": [lambda cells: cells["Departments"].__delitem__(slice(1, None))],
    "staff as a word": [put("Departments", 1, "staff", "two")],
    "half a person": [put("Departments", 2, "staff", 2.5)],
    "a range that does not hold the figure": [put("Departments", 1, "staff at least", 3)],
    "half a range": [put("Departments", 1, "staff at most", "")],
    "a share above one": [put("Departments", 2, "share of the day", 6)],
    "a name with a blank": [put("Departments", 1, "name", "the window")],
    "a department twice": [put("Departments", 2, "name", "window")],
    "an unknown department": [put("Steps", 3, "department", "reviews")],
    "an unknown step": [put("Steps", 5, "needs", "review, meetings")],
    "an unknown document": [put("Steps", 1, "documents checked", "application, plans")],
    "an unknown type": [put("Steps", 2, "only for", "complexes")],
    "an unknown chain": [put("Steps", 1, "chain", "permits")],
    "which of two chains": [second_chain],
    "a kind that is none": [put("Steps", 2, "kind", "wait")],
    "a cell of another kind": [put("Steps", 2, "department", "window")],
    "a meeting without a day": [put("Steps", 4, "meets on", "")],
    "a step without a department": [put("Steps", 1, "department", "")],
    "a step without a time": [put("Steps", 1, "time", "")],
    "a time without a unit": [put("Steps", 1, "time", 15)],
    "a time in an unknown unit": [put("Steps", 1, "time", "15 moments")],
    "a negative time": [put("Steps", 1, "time", "-15 min")],
    "returns without a time to correct": [put("Steps", 3, "time to correct", "")],
    "shares that do not add up": [put("Case types", 1, "share of all", 0.7)],
    "neither yes nor no": [put("Steps", 1, "visit in person", "maybe")],
    "an error of the sheet": [put("Chains", 1, "applications", "#REF!")],
    "a circle of needs": [put("Steps", 1, "needs", "issue")],
    "a target in no unit of the clock": [put("Targets", 1, "limit", "3 d")],
    "three at once": [
        put("Departments", 1, "staff", ""), put("Steps", 3, "department", "reviews"), put("Steps", 2, "kind", "wait"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_message_says_what_is_wrong(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    cells = template_cells(tmp_path)
    for change in CASES[name]:
        change(cells)
    write_cells(cells, Path("city.xlsx"))
    with pytest.raises(InputError) as caught:
        files_from_sheets("city.xlsx", Path("my-city"))
    assert not Path("my-city.yaml").exists()
    assert not Path("my-city").exists()
    places = [problem.place for problem in caught.value.problems]
    assert len(set(places)) == len(places), "one place is told twice"
    assert all(problem.place.startswith("city.xlsx") for problem in caught.value.problems)
    for words in Words:
        said = caught.value.text(words)
        assert said == golden(HERE / f"messages.{words.language}.txt", list(CASES), name, said, update_golden)
