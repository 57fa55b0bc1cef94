"""Tables of visits and cases as Parquet files: what pandas reads is what the records say."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pandas as pd
import pytest

import adminsim
from adminsim.engine.records import Records
from adminsim.study.errors import StudyError
from adminsim.study.many.parquet import check_parquet, check_records, file_names, write_records
from cli_calls import RUN, call, draw_little, make_small

needs_pyarrow = pytest.mark.skipif(importlib.util.find_spec("pyarrow") is None, reason="pyarrow is not installed")


@pytest.fixture(scope="module")
def records() -> Records:
    """Return a run of the smallest example."""
    return adminsim.simulate(adminsim.example("smallest").baseline, seed=1)


@needs_pyarrow
@pytest.mark.parametrize("table", ["visits", "cases"])
def test_columns_names_and_values_are_those_of_the_records(table: str, records: Records, tmp_path: Path) -> None:
    write_records(records, tmp_path, 3, "before")
    read = pd.read_parquet(tmp_path / f"00003-before-{table}.parquet")
    expected = getattr(records, table)
    # Parquet has no seconds, only milliseconds.
    instants = {name: "datetime64[ms]" for name, kind in expected.dtypes.items() if kind == "datetime64[s]"}
    assert instants
    pd.testing.assert_frame_equal(read, expected.astype(instants))


@needs_pyarrow
def test_the_same_run_gives_the_same_bytes_and_nothing_else(records: Records, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_records(records, tmp_path / name, 0, "before")
        write_records(records, tmp_path / name, 0, "after")
    names = [sorted(path.name for path in (tmp_path / name).iterdir()) for name in ("a", "b")]
    assert names == [sorted(file_names(0))] * 2
    for name in names[0]:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_files_on_the_disk_of_another_machine_are_missed(tmp_path: Path) -> None:
    for name in file_names(0):
        (tmp_path / name).touch()
    check_records(tmp_path, 0)
    (tmp_path / file_names(0)[2]).unlink()
    with pytest.raises(StudyError, match="must share the disk"):
        check_records(tmp_path, 0)


@pytest.mark.parametrize(
    ("language", "told"), [("en", "is not installed: pip install"), ("zh", "尚未安装：pip install")]
)
@pytest.mark.parametrize(
    ("package", "words"), [("pyarrow", ("--keep-records",)), ("distributed", ("--cluster", "tcp://127.0.0.1:9"))]
)
def test_a_missing_extra_is_named(
    package: str, words: tuple[str, ...], language: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_small(tmp_path)
    monkeypatch.setitem(sys.modules, package, None)
    outcome = call("run", "small.yaml", "--out", "out", *RUN, *words, "--lang", language)
    assert (outcome.status, outcome.out) == (2, "")
    assert told in outcome.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small", "small.yaml"]
    if package == "pyarrow":
        with pytest.raises(StudyError):
            check_parquet()


@needs_pyarrow
def test_kept_tables_are_in_the_manifest_and_a_change_in_them_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("adminsim.report.result.figures.draw_figures", draw_little)
    make_small(tmp_path)
    assert call("run", "small.yaml", "--out", "out", "--keep-records", *RUN).status == 0
    kept = sorted(path.name for path in (tmp_path / "out" / "records").iterdir())
    assert kept == sorted(file_names(0) + file_names(1))
    assert call("verify", "out", "--workers", "1").status == 0
    path = tmp_path / "out" / "records" / kept[0]
    path.write_bytes(path.read_bytes() + b"x")
    (tmp_path / "out" / "records" / kept[1]).unlink()
    (tmp_path / "out" / "records" / "notes.txt").touch()
    outcome = call("verify", "out", "--workers", "1")
    assert outcome.status == 1
    assert f"records/{kept[0]}: was changed after it was written" in outcome.out
    assert f"records/{kept[1]}: is gone" in outcome.out
    assert "records/notes.txt: does not belong here" in outcome.out
