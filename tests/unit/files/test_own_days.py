"""Days of a calendar's own, from a table beside the file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from adminsim.files.load import InputError, load_system

GOOD = Path(__file__).parents[2] / "golden" / "wrong_input" / "baseline.yaml"
TABLE = "date,hours\n2018-01-08,closed\n2018/1/13,open as mon\n\n2018-01-15,9:00-12:00 13:00-15:00\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a baseline whose calendar names days.csv, and make it the current one."""
    text = GOOD.read_text(encoding="utf-8")
    named = text.replace("    holidays: china\n", "    holidays: china\n    days: days.csv\n")
    (tmp_path / "baseline.yaml").write_text(named, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def wrong(folder: Path, table: str | None) -> list[str]:
    """Return what is wrong with a table, in English."""
    if table is not None:
        (folder / "days.csv").write_bytes(table.encode())
    with pytest.raises(InputError) as caught:
        load_system("baseline.yaml")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_says_which_days_are_a_calendars_own(folder: Path, separator: str) -> None:
    (folder / "days.csv").write_text("\ufeff" + TABLE.replace(",", separator), encoding="utf-8")
    office = load_system("baseline.yaml").calendars["office"]
    assert [office.hours_on(dt.date(2018, 1, day)) for day in (8, 13, 15)] == [
        (),
        ((9 * 3600, 12 * 3600), (13 * 3600 + 1800, 17 * 3600)),
        ((9 * 3600, 12 * 3600), (13 * 3600, 15 * 3600)),
    ]


def test_each_wrong_row_is_told_once_and_where_it_stands(folder: Path) -> None:
    rows = (
        "2018-01-08,closed", "8 January,closed", "2018-02-30,closed", "2018-01-09,shut", "2018-01-08,open",
        "2018-01-10", "2018-01-11,12:00-9:00", "2018-01-12,", "2018-01-15,10:00-11:00 9:00-10:00",
    )  # fmt: skip
    found = wrong(folder, "\n".join(("date,hours", *rows)))
    assert found == [
        "days.csv:3:1: '8 January' is no date: write it as 2027-02-11 or 2027/2/11",
        "days.csv:4:1: '2018-02-30' is no date: write it as 2027-02-11 or 2027/2/11",
        "days.csv:6:1: 2018-01-08 stands in line 2 already",
        "days.csv:7:1: the row has 1 cell, the first row has 2",
        "days.csv:9:1: a day without hours is written as closed",
    ]
    good = [row for row in rows if f"days.csv:{rows.index(row) + 2}:" not in " ".join(found)]
    assert wrong(folder, "\n".join(("date,hours", *good))) == [
        "days.csv:3:1: write closed, open, `open as mon`, or hours such as [09:00-12:00], not 'shut'",
        "days.csv:4:1: '12:00-9:00' ends before it begins; hours past midnight go to the next day's list",
        "days.csv:5:1: write opening hours in order: '9:00-10:00' before '10:00-11:00'",
    ]
    # A day lived as a Sunday, on which nobody is there, is told in its row, too.
    told = "2018-01-13 would be lived as sun, which has no hours: write `open as` another day, or its hours"
    assert wrong(folder, "date,hours\n2018-01-13,open as sun\n") == [f"days.csv:2:1: {told}"]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (None, "there is no file 'days.csv'"),
        ("", "days.csv:1:1: the table has no days"),
        ("date,hours\n", "days.csv:1:1: the table has no days"),
        ("date\n2018-01-08\n", "days.csv:1:1: the column 'hours' is missing"),
        ("dat,hours\n2018-01-08,closed\n", "there is no column 'dat' in such a table; did you mean 'date'?"),
        ("date,hours,date\n", "the column 'date' is given twice"),
    ],
)
def test_a_table_that_is_none_is_refused(folder: Path, table: str | None, told: str) -> None:
    (found,) = wrong(folder, table)
    assert told in found
