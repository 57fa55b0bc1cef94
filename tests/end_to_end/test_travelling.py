"""Results as one file to be mailed, and a baseline from a sheet, from the command line."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from cli_calls import call, make_small
from sheets import cells_of

ENGINE = ("--workers", "1", "--lang", "en", "--quiet")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a small scenario in it."""
    monkeypatch.chdir(tmp_path)
    make_small(Path())
    return tmp_path


def test_a_run_becomes_a_workbook_or_a_briefing(here: Path) -> None:
    for file in ("a.xlsx", "b.docx"):
        status, out, _ = call("run", "small.yaml", "--replications", "2", "--out", file, *ENGINE)
        assert status == 0
        assert file in out
        assert zipfile.is_zipfile(file)
    assert "Summary" in cells_of(here / "a.xlsx")
    assert not list(here.glob(".*")), "nothing is left beside the files"


def test_an_analysis_becomes_a_workbook(here: Path) -> None:
    status, out, _ = call("promise", "small.yaml", "--replications", "2", "--out", "limits.xlsx", *ENGINE)
    assert status == 0
    assert "limits.xlsx" not in out, "what is printed stays what it is"
    assert list(cells_of(here / "limits.xlsx"))[:3] == ["Summary", "Charts", "Limits"]


def test_what_was_stopped_goes_on_into_a_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("run", "small.yaml", "--replications", "3", *ENGINE)
    assert call(*words, "--out", "whole.xlsx").status == 0
    with monkeypatch.context() as patch:
        patch.setattr("adminsim.report.book.result.result_workbook", _interrupted)
        status, _, told = call(*words, "--out", "part.xlsx")
    assert status == 1
    assert "--resume" in told
    assert not Path("part.xlsx").exists()
    assert call(*words, "--out", "part.xlsx", "--resume").status == 0
    assert Path("part.xlsx").read_bytes() == Path("whole.xlsx").read_bytes()


def _interrupted(*_: object) -> bytes:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("walk", "small.yaml", "--out", "a.docx"), "only `adminsim run` writes a briefing"),
        (("run", "small.yaml", "small.yaml", "--out", "a.xlsx"), "and 2 are given"),
        (("run", "small.yaml", "--keep-records", "--out", "a.xlsx"), "--keep-records writes tables into a folder"),
        (("run", "small.yaml", "--out", "there.xlsx"), "exists already"),
        (("new", "--xlsx", "city.ods"), "name it city.xlsx"),
        (("new", "my-city", "--xlsx", "city.xlsx"), "leave out 'my-city'"),
        (("new", "--from-xlsx", "there.xlsx"), "NAME is missing"),
        (("new", "a", "--from-xlsx", "there.xlsx", "--city", "b"), "do not go with --from"),
    ],
)
def test_what_one_file_cannot_be_is_told(words: tuple[str, ...], told: str, here: Path) -> None:
    Path("there.xlsx").touch()
    status, _, err = call(*words, "--lang", "en")
    assert status == 2
    assert told in err


@pytest.mark.parametrize(("package", "file"), [("xlsxwriter", "a.xlsx"), ("docx", "a.docx")])
def test_a_missing_package_is_told_before_anything_runs(
    package: str, file: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    for language, word in (("en", "not installed"), ("zh", "尚未安装")):
        status, out, err = call("run", "small.yaml", "--out", file, "--lang", language)
        assert (status, out) == (1, "")
        assert word in err
        assert "pip install 'adminsim[reports]'" in err


def test_a_sheet_becomes_a_scenario_that_runs(here: Path) -> None:
    status, out, _ = call("new", "--xlsx", "我市.xlsx", "--lang", "zh")
    assert status == 0
    assert "adminsim new my-city --from-xlsx 我市.xlsx" in out
    status, out, _ = call("new", "我市", "--from-xlsx", "我市.xlsx", "--lang", "zh")
    assert status == 0
    assert "adminsim run 我市.yaml" in out
    assert call("check", "我市.yaml", "--lang", "zh").status == 0
    assert "由 我市.xlsx 生成。" in Path("我市.yaml").read_text(encoding="utf-8")


def test_help_says_that_a_file_may_be_named() -> None:
    for command, ending in (("run", ".docx"), ("walk", ".xlsx")):
        for language in ("en", "zh"):
            assert ending in call(command, "--help", "--lang", language).out
    assert ".xlsx" not in call("page", "--help", "--lang", "en").out
