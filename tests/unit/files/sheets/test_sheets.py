"""A baseline from a workbook: the template runs, and what comes out is what one would have written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from adminsim.files.load import InputError, load, load_system
from adminsim.files.sheets.layout import SHEETS
from adminsim.files.sheets.made import files_from_sheets
from adminsim.files.sheets.template import write_template
from adminsim.files.sheets.workbook import NoReportsError
from adminsim.messages import Words
from adminsim.study.findings.compare import compare
from sheets import Cells, cells_of, put, template_cells, write_cells


def made(cells: Cells, folder: Path, words: Words = Words.EN) -> Path:
    """Return the scenario that a workbook of some cells becomes."""
    return files_from_sheets(str(write_cells(cells, folder / "city.xlsx")), folder / "my-city", words)[0]


@pytest.mark.parametrize("words", Words)
def test_the_template_becomes_files_that_run(words: Words, tmp_path: Path) -> None:
    workbook = tmp_path / "city.xlsx"
    write_template(workbook, words)
    files = files_from_sheets(str(workbook), tmp_path / "my-city", words)
    assert [path.relative_to(tmp_path).as_posix() for path in files] == [
        "my-city.yaml", "my-city/baseline.yaml", "my-city/scenario.schema.json", "my-city/baseline.schema.json",
    ]  # fmt: skip
    scenario = load(files[0])
    found = compare(scenario, replications=2)
    (target,) = found.judgements
    assert 0 < target.after.mean <= 1
    assert found.change(f"chain.{next(iter(scenario.baseline.chains))}.cases").before.mean > 2000


def test_the_template_in_either_language_is_the_same_system(tmp_path: Path) -> None:
    figures = []
    for words in Words:
        (tmp_path / words.language).mkdir()
        write_template(tmp_path / words.language / "city.xlsx", words)
        made_of = files_from_sheets(
            str(tmp_path / words.language / "city.xlsx"), tmp_path / words.language / "it", words
        )
        (chain,) = load(made_of[0]).baseline.chains.values()
        figures.append([(step.kind, step.time, step.outcome, step.visit) for step in chain.steps.values()])
    assert figures[0] == figures[1]


def test_a_workbook_becomes_what_one_would_have_written(tmp_path: Path) -> None:
    scenario = made(template_cells(tmp_path), tmp_path)
    text = (tmp_path / "my-city" / "baseline.yaml").read_text(encoding="utf-8")
    assert text == (Path(__file__).parent / "baseline.yaml").read_text(encoding="utf-8")
    assert scenario.read_text(encoding="utf-8") == (Path(__file__).parent / "my-city.yaml").read_text(encoding="utf-8")


def test_every_cell_is_where_a_file_would_have_it(tmp_path: Path) -> None:
    cells = template_cells(tmp_path)
    put("Steps", 4, "meets on", "15, 1")(cells)
    put("Steps", 2, "time", "2 WD")(cells)
    put("Departments", 2, "hours", "08:00-12:00")(cells)
    put("Departments", 1, "share of the day", "60%")(cells)
    put("Chains", 1, "each", "week")(cells)
    put("Targets", 1, "clock", "全程用时")(cells)
    scenario = load(made(cells, tmp_path))
    system = scenario.baseline
    steps = system.chains["permit"].steps
    assert steps["meeting"].schedule.days_of_month == (15, 1)
    assert steps["assessment"].duration.lognormal.mean.value.unit == "WD"
    assert system.calendars[system.departments["review"].calendar].hours == {"mon-fri": ("08:00-12:00",)}
    assert system.departments["window"].share.value == 0.6
    assert system.chains["permit"].demand.per == "wk"
    assert scenario.targets[0].clock == "elapsed"


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("20分钟", "20 min"), ("20 min", "20 min"), ("2小时", "2 h"), ("3 天", "3 d"), ("3日", "3 d"), ("1 周", "1 wk"),
        ("0.5工作日", "0.5 WD"), ("5个工作日", "5 WD"), ("半天", "0.5 d"),
    ],
)  # fmt: skip
def test_times_have_chinese_or_english_units(cell: str, meant: str, tmp_path: Path) -> None:
    cells = template_cells(tmp_path)
    put("Steps", 4, "time", cell)(cells)
    assert str(load(made(cells, tmp_path)).baseline.chains["permit"].steps["meeting"].meeting.fixed.value) == meant


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("周一至周五", "mon-fri"), ("星期一-星期五", "mon-fri"), ("Mon - Fri", "mon-fri"), ("周一到周六", "mon-sat")],
)
def test_days_may_be_chinese(cell: str, meant: str, tmp_path: Path) -> None:
    cells = template_cells(tmp_path)
    next(row for row in cells["General"] if row[0] == "days")[1] = cell
    assert list(load(made(cells, tmp_path)).baseline.official.hours) == [meant]


def test_a_chain_without_types_has_one(tmp_path: Path) -> None:
    cells = template_cells(tmp_path)
    del cells["Case types"]
    for row in (2, 4):
        put("Steps", row, "only for", "")(cells)
    (only,) = load(made(cells, tmp_path)).baseline.chains["permit"].types.values()
    assert only.mix.value == 1


def test_columns_may_stand_in_any_order_and_sheets_of_ones_own_are_left_alone(tmp_path: Path) -> None:
    cells = template_cells(tmp_path)
    expected = load_system(made(cells, tmp_path).parent / "my-city" / "baseline.yaml")
    (tmp_path / "other").mkdir()
    turned = {name: [row[::-1] for row in rows] if name != "General" else rows for name, rows in cells.items()}
    turned["my notes"] = [["anything"]]
    again = load_system(made(turned, tmp_path / "other").parent / "my-city" / "baseline.yaml")
    assert again == expected


def test_the_template_is_the_same_file_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_template(tmp_path / name / "city.xlsx", Words.ZH)
    assert (tmp_path / "a" / "city.xlsx").read_bytes() == (tmp_path / "b" / "city.xlsx").read_bytes()


@pytest.mark.parametrize("words", Words)
def test_the_template_explains_every_column(words: Words, tmp_path: Path) -> None:
    write_template(tmp_path / "city.xlsx", words)
    cells = cells_of(tmp_path / "city.xlsx")
    told = {(row[0], row[1]) for row in cells[words.say("sheet-readme")][5:]}
    assert told == {(sheet.title(words), column.heading(words)) for sheet in SHEETS for column in sheet.columns}


def test_headings_of_a_sheet_are_told_apart() -> None:
    for sheet in SHEETS:
        for words in Words:
            headings = [column.heading(words) for column in sheet.columns]
            assert len(set(headings)) == len(headings)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    workbook = tmp_path / "city.xlsx"
    write_template(workbook, Words.EN)
    with pytest.raises(InputError, match="exists already"):
        write_template(workbook, Words.EN)
    (tmp_path / "my-city.yaml").touch()
    with pytest.raises(InputError, match="exists already"):
        files_from_sheets(str(workbook), tmp_path / "my-city")


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    (tmp_path / "city.xlsx").write_bytes(b"no workbook")
    with pytest.raises(InputError, match=r"no workbook \(\.xlsx\)"):
        files_from_sheets(str(tmp_path / "city.xlsx"), tmp_path / "my-city")
    with pytest.raises(InputError, match="no such file"):
        files_from_sheets(str(tmp_path / "other.xlsx"), tmp_path / "my-city")


@pytest.mark.parametrize("package", ["xlsxwriter", "python_calamine"])
def test_a_package_that_is_missing_is_told_with_how_to_install_it(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook = tmp_path / "city.xlsx"
    write_template(workbook, Words.EN)
    monkeypatch.setitem(sys.modules, package, None)
    use: Callable[[], object] = {
        "xlsxwriter": lambda: write_template(tmp_path / "other.xlsx", Words.EN),
        "python_calamine": lambda: files_from_sheets(str(workbook), tmp_path / "my-city"),
    }[package]
    with pytest.raises(NoReportsError) as caught:
        use()
    for words in Words:
        assert "pip install 'adminsim[reports]'" in caught.value.text(words)
