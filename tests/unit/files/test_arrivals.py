"""Applications as they came, from a table."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adminsim.files.arrivals import MOST_PROBLEMS, MOST_ROWS, as_table, cells_at_one_go, cells_row_by_row
from adminsim.files.load import InputError, load_system
from adminsim.files.write import MOST_INLINE, dump_baseline
from adminsim.model.demand import Listed
from adminsim.model.system import System

GOOD = Path(__file__).parents[2] / "golden" / "wrong_input" / "baseline.yaml"
TABLE = "submitted,case_type\n2018-01-02 09:05,company\n2018/1/3 9:05:07,shop\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a baseline whose demand is came.csv, and make it the current one."""
    text = GOOD.read_text(encoding="utf-8")
    replayed = text.replace("demand: {rate: 5}", "demand: {kind: replay, file: came.csv, source: archive}")
    (tmp_path / "baseline.yaml").write_text(replayed, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(folder: Path, table: str | bytes) -> Listed:
    """Return the demand that a table makes."""
    (folder / "came.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    demand = load_system("baseline.yaml").chains["startup"].demand
    assert isinstance(demand, Listed)
    return demand


def wrong(folder: Path, table: str | bytes | None) -> list[str]:
    """Return places and codes of what is wrong with a table."""
    if table is not None:
        (folder / "came.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    with pytest.raises(InputError) as caught:
        load_system("baseline.yaml")
    return [f"{problem.place}: {problem.code}" for problem in caught.value.problems]


def test_a_table_becomes_listed_arrivals(folder: Path) -> None:
    demand = read(folder, TABLE)
    assert demand.at == (dt.datetime(2018, 1, 2, 9, 5), dt.datetime(2018, 1, 3, 9, 5, 7))
    assert demand.types == ("company", "shop")
    assert demand.source == "archive"


@pytest.mark.parametrize(
    "table",
    [
        "\ufeff" + TABLE,
        TABLE.replace(",", ";"),
        TABLE.replace(",", "\t"),
        TABLE.replace("\n", "\r\n"),
        "\n \n" + TABLE,
        ",,\n" + TABLE,
        TABLE.replace("\n", "\n\n,\n"),
        TABLE.replace("company", '"company"'),
        TABLE.replace("2018-01-02 09:05", "2018-01-02T09:05:00.000"),
        "case_type , submitted\ncompany, 2018-01-02 09:05\nshop,2018-01-03 09:05:07",
    ],
)
def test_spreadsheets_write_it_in_many_ways(table: str, folder: Path) -> None:
    assert read(folder, table) == read(folder, TABLE)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2018年1月5日 下午3:20", dt.datetime(2018, 1, 5, 15, 20)),
        ("2018-01-05 3:20 PM", dt.datetime(2018, 1, 5, 15, 20)),
        ("2018年1月5日9时30分", dt.datetime(2018, 1, 5, 9, 30)),
        ("5.1.2018 9:30\n13.1.2018 9:30", dt.datetime(2018, 1, 5, 9, 30)),
        ("1/5/2018 9:30\n1/13/2018 9:30", dt.datetime(2018, 1, 5, 9, 30)),
        ("2018-01-05 09:30:07.9", dt.datetime(2018, 1, 5, 9, 30, 7)),
    ],
)
def test_instants_are_read_as_those_of_logs(written: str, meant: dt.datetime, folder: Path) -> None:
    assert read(folder, f"submitted\n{written}\n").at[0] == meant


def test_case_types_may_be_left_out(folder: Path) -> None:
    assert read(folder, "submitted\n2018-01-02 09:05\n").types == ()


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("", ["came.csv:1:1: csv-empty"]),
        ("submitted,case_type\n", ["came.csv:1:1: csv-empty"]),
        ("submited\n2018-01-02 09:05\n", ["came.csv:1:1: csv-column"]),
        ("case_type\nshop\n", ["came.csv:1:1: csv-no-column"]),
        ("submitted,submitted\n", ["came.csv:1:11: csv-column-twice"]),
        (TABLE + "2018-01-02\n", ["came.csv:4:1: csv-cells"]),
        (TABLE + "2018-01-02,shop\nsoon,shop\n", ["came.csv:4:1: csv-instant", "came.csv:5:1: csv-instant"]),
        (TABLE + "2018-02-30 09:00,shop\n", ["came.csv:4:1: csv-instant"]),
        (TABLE + "2018-01-02 09:00+08:00,shop\n", ["came.csv:4:1: csv-zone"]),
        (TABLE + "2018-01-02T09:00:00Z,shop\n", ["came.csv:4:1: csv-zone"]),
        (TABLE + "2018-01-02 09:00 CST,shop\n", ["came.csv:4:1: csv-zone"]),
        (TABLE + "2018年1月5日,shop\n", ["came.csv:4:1: csv-instant"]),
        (TABLE + "2018-01-02 24:00,shop\n", ["came.csv:4:1: csv-instant"]),
        (TABLE + "43102.4,shop\n", ["came.csv:4:1: csv-instant"]),
        (TABLE + "5.1.2018 9:00,shop\n", ["came.csv:4:1: csv-day-or-month"]),
        (TABLE + "soon,shop\n2018-01-02\n", ["came.csv:4:1: csv-instant", "came.csv:5:1: csv-cells"]),
        ("\n\nsubmited\n2018-01-02 09:05\n", ["came.csv:3:1: csv-column"]),
        (TABLE + "2018-01-02 09:00,\n", ["came.csv:4:18: csv-no-type"]),
        (TABLE + "2018-01-02 09:00,shp\n", ["came.csv:4:18: model-unknown-type-near"]),
        ("submitted\n2017-01-02 09:00\n", ["came.csv:2:1: model-no-arrivals"]),
        ("submitted\n" + "x\n" * 100, [f"came.csv:{n + 2}:1: csv-instant" for n in range(MOST_PROBLEMS)]),
        ("submitted\n2018-01-02 09:05\n".encode("utf-16"), ["came.csv:1:1: file-encoding"]),
        ("submitted,case_type\n2018-01-02 09:05,企业\n".encode("gb18030"), ["came.csv:2:18: file-encoding"]),
        ("submitted\n\x002018-01-02 09:05\n", ["came.csv:2:1: file-character"]),
        (None, ["baseline.yaml:16:34: file-baseline-missing"]),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(table: str | bytes | None, found: list[str], folder: Path) -> None:
    assert wrong(folder, table) == found


def test_a_cell_that_is_too_long_to_be_one_is_told(folder: Path) -> None:
    assert wrong(folder, 'submitted\n"' + "x" * 200_000) == ["came.csv:2:1: csv-unreadable"]


def test_more_rows_than_fit_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_ROWS == 1_000_000
    monkeypatch.setattr("adminsim.files.arrivals.MOST_ROWS", 20)
    found = wrong(folder, "submitted\n" + "2018-01-02 09:05\n" * 25)
    assert found == ["came.csv:22:1: csv-rows"]


ROWS = ("2018-01-02 09:05,shop", "2018-01-02 9:05:07 , shop", "2018/1/3 9:05,company", '"2018-01-02 09:05",shop', ",",
        "", "2018-1-2 9:5,shop", "now,shop", "NaT,shop", "2018-01-02 24:00,shop", "2018-01-02 09:05:61,shop",
        "2018-01-02 9:05:7,shop", "2018-02-30 09:00,shop", "2018-01-02 09:05,",
        "2018年1月2日 9:05,shop")  # fmt: skip


@given(rows=st.lists(st.sampled_from(ROWS[:2]) | st.sampled_from(ROWS), min_size=1, max_size=6), end=st.booleans())
def test_a_table_that_is_cells_at_one_go_is_read_as_it_would_be_row_by_row(rows: list[str], end: bool) -> None:
    text = "\n".join(["submitted,case_type", *rows]) + "\n" * end
    quick = cells_at_one_go(text, ",", "came.csv")
    if quick is not None:
        *others, problems = cells_row_by_row(text, ",", "came.csv")
        assert not problems
        for column, other in zip(quick[:2], others, strict=True):
            assert column.values == other.values
            marks = [[found.mark(n) for n in range(len(found))] for found in (column, other)]
            assert marks[0] == marks[1]


def test_a_table_in_one_form_is_cells_at_one_go() -> None:
    for form in ("2018-01-02 09:05:00", "2018/1/2 9:05", '"2018-01-02 09:05"', "2018-01-02T09:05:00"):
        assert cells_at_one_go(f"submitted\n{form}\n{form}\n", ",", "came.csv") is not None


def test_a_table_outside_the_folder_is_refused(folder: Path) -> None:
    (folder.parent / "came.csv").write_text(TABLE, encoding="utf-8")
    text = (folder / "baseline.yaml").read_text(encoding="utf-8")
    (folder / "baseline.yaml").write_text(text.replace("came.csv", "../came.csv"), encoding="utf-8")
    assert wrong(folder, None) == ["baseline.yaml:16:34: file-outside"]


@pytest.mark.parametrize(
    ("demand", "found"),
    [
        ("{kind: replay}", "16:13: key-missing"),
        ("{kind: replay, file: 3}", "16:34: value-text"),
        ("{kind: replay, file: came.csv, rate: 3}", "16:44: key-unknown"),
        ("{kind: repaly, file: came.csv}", "16:20: value-choice"),
    ],
)
def test_what_is_wrong_with_the_demand_is_told(demand: str, found: str, folder: Path) -> None:
    text = (folder / "baseline.yaml").read_text(encoding="utf-8")
    old = "{kind: replay, file: came.csv, source: archive}"
    (folder / "baseline.yaml").write_text(text.replace(old, demand), encoding="utf-8")
    assert wrong(folder, TABLE) == [f"baseline.yaml:{found}"]


def test_tables_of_several_chains_may_be_one(folder: Path) -> None:
    (folder / "came.csv").write_text(TABLE, encoding="utf-8")
    text = (folder / "baseline.yaml").read_text(encoding="utf-8")
    chain = text.split("chains:\n")[1].replace("  startup:", "  other:", 1)
    (folder / "baseline.yaml").write_text(text + chain, encoding="utf-8")
    chains = load_system("baseline.yaml").chains
    assert chains["other"].demand == chains["startup"].demand


def test_long_lists_are_written_as_tables_and_read_back(folder: Path, tmp_path: Path) -> None:
    rows = "".join(f"2018-01-02 09:{minute:02d}:01,shop\n" for minute in range(60))
    assert len(rows.splitlines()) > MOST_INLINE
    (folder / "came.csv").write_text("submitted,case_type\n" + rows, encoding="utf-8")
    system = load_system("baseline.yaml")
    files = dump_baseline(system, "written.yaml")
    assert list(files) == ["written.yaml", "arrivals-startup.csv"]
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert load_system("written.yaml") == system


def test_short_lists_stay_in_the_baseline(folder: Path) -> None:
    (folder / "came.csv").write_text(TABLE, encoding="utf-8")
    system: System = load_system("baseline.yaml")
    assert list(dump_baseline(system, "written.yaml")) == ["written.yaml"]


def test_a_table_is_written_as_it_is_read(folder: Path) -> None:
    demand = read(folder, TABLE)
    assert read(folder, as_table(demand)) == demand
    without = demand.replace(types=())
    assert read(folder, as_table(without)) == without
