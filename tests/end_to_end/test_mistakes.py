"""What goes wrong costs nothing: one clear message, the right exit status, nothing written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli_calls import RUN, call, draw_little, make_small

ADMINSIM = Path(sys.executable).with_name("adminsim")
TRACEBACK = "Traceback"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a small scenario in it; figures take no time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("adminsim.report.result.figures.draw_figures", draw_little)
    make_small(Path())
    return tmp_path


def files(folder: Path) -> list[Path]:
    """Return all that is in a folder."""
    return sorted(folder.rglob("*"))


@pytest.mark.parametrize(
    "words",
    [("run", "small.yaml", *RUN), ("check", "small.yaml"), ("show", "small.yaml"), ("diff", "small.yaml"),
     ("targets", "."), ("diff", "good.yaml", "small.yaml")],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize(("language", "words_of"), [("en", "did you mean"), ("zh", "是否")])
def test_wrong_input_is_told_and_nothing_is_written(
    words: tuple[str, ...], language: str, words_of: str, here: Path
) -> None:
    text = (here / "small.yaml").read_text(encoding="utf-8")
    (here / "good.yaml").write_text(text, encoding="utf-8")
    (here / "small.yaml").write_text(text.replace("targets:", "tragets:"), encoding="utf-8")
    before = files(here)
    outcome = call(*words, "--lang", language)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("small.yaml:7:1: ")
    assert words_of in outcome.err
    assert files(here) == before


def test_a_target_that_must_be_met_and_is_not_has_its_own_status(here: Path) -> None:
    text = (here / "small.yaml").read_text(encoding="utf-8")
    hard = text.replace("limit: 0.5 WD, share: 0.95", "limit: 0.01 WD, share: 1")
    assert hard != text
    (here / "small.yaml").write_text(hard, encoding="utf-8")
    assert call("run", "small.yaml", "--out", "a", "--require-targets", *RUN).status == 3
    assert call("run", "small.yaml", "--out", "b", *RUN).status == 0
    assert (here / "a" / "manifest.json").exists()


def test_targets_that_are_met_are_no_mistake(here: Path) -> None:
    text = (here / "small.yaml").read_text(encoding="utf-8")
    (here / "small.yaml").write_text(text.replace("limit: 0.5 WD", "limit: 30 WD"), encoding="utf-8")
    assert call("run", "small.yaml", "--out", "a", "--require-targets", *RUN).status == 0


@pytest.mark.parametrize(
    ("error", "out"),
    [(KeyboardInterrupt(), "deep/er/new"), (MemoryError(), "new"), (OSError(28, "x"), "empty")]
    + [(RuntimeError("\nsome detail"), out) for out in ("new", "deep/er/new", "empty")],
)
@pytest.mark.parametrize(
    "hits", ["adminsim.study.many.replicate.run_pair", "adminsim.report.result.figures.draw_figures"]
)
def test_a_failure_in_the_middle_leaves_no_part_of_a_result_and_keeps_what_is_finished(
    hits: str, error: BaseException, out: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    (here / "empty").mkdir()
    before = files(here)
    with monkeypatch.context() as patch:
        patch.setattr(hits, fail)
        outcome = call("run", "small.yaml", "--out", out, "--quiet", *RUN)
    assert (outcome.status, outcome.out) == (1, "")
    told = outcome.err.strip().splitlines()
    if hits.endswith("run_pair"):
        assert len(told) == 1
        assert files(here) == before
        return
    assert len(told) == (1 if isinstance(error, KeyboardInterrupt) else 2)
    assert f"2 of 2 replications are kept. To go on: adminsim run small.yaml --out {out}" in told[0]
    assert not (here / out / "manifest.json").exists()
    assert call("run", "small.yaml", "--out", out, *RUN, "--resume").status == 0
    assert not [path for path in files(here) if ".unfinished" in str(path)]
    assert call("verify", out, "--workers", "1").status == 0


def test_a_failure_while_moving_leaves_no_part_of_a_result(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == "targets.csv" and target.parent == Path("empty"):
            raise PermissionError(13, "no", str(path))
        return rename(path, target)

    (here / "empty").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", fail)
        assert call("run", "small.yaml", "--out", "empty", *RUN).status == 1
    assert [path.name for path in (here / "empty").iterdir()] == [".unfinished"]
    assert call("run", "small.yaml", "--out", "empty", *RUN, "--resume").status == 0
    assert call("verify", "empty", "--workers", "1").status == 0


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (("rnu",), "there is no command 'rnu'; did you mean 'run'?", "没有命令“rnu”；是否想写“run”？"),
        (("run",), "SCENARIO is missing", "缺少 SCENARIO"),
        (("run", "x", "--sed", "3"), "there is no option --sed", "没有选项 --sed"),
        (("run", "x", "-l", "zh"), "did you mean '--log' or '--lang'?", "是否想写“--log”或“--lang”？"),
        (("-l", "zh", "run"), "no option -l; did you mean '--lang'?", "没有选项 -l；是否想写“--lang”？"),
        (("check", "-h"), "no option -h; did you mean '--help'?", "没有选项 -h；是否想写“--help”？"),
        (("run", "x", "--seed", "a"), "--seed must be a whole number, 0 or more", "--seed 须为整数，且不小于 0"),
        (("run", "x", "--workers", "0"), "--workers must be a whole number from 1", "--workers 须为 1 到 1024 的整数"),
        (("run", "x", "--format", "xml"), "--format must be one of: table, json", "--format 须为其中之一：table, json"),
        (
            ("breakdown", "x", "--limit", "5WD", "--share", "95"), "--share must be a number from 0.5 to 0.999",
            "--share 须为 0.5 到 0.999 的数",
        ),
        (
            ("breakdown", "x", "--limit", "5WD", "--by", "stp"), "one of: step, procedure; did you mean 'step'?",
            "--by 须为其中之一：step, procedure；是否想写“step”？",
        ),
        (("run", "x", "--quiet=3"), "--quiet takes no value", "--quiet 后面不带值"),
        (("run", "x", "--out"), "--out needs a value behind it", "--out 后面须有值"),
        (("check", "a", "b"), "there is nothing to be done with 'b'", "多余的参数“b”"),
        (("new", "a", "--from", "b"), "there is no example 'b'", "没有示例“b”"),
        (("reforms", "paralel"), "did you mean 'parallel_approval'?", "是否想写“parallel_approval”？"),
        (("targets", "small"), "there is no scenario in this folder", "此文件夹中没有方案"),
        (("new", "small"), "exists already: nothing is overwritten", "已经存在：不会覆盖"),
        (("verify", "nowhere"), "there is no such folder", "没有这个文件夹"),
        (("check", "smal.yaml"), "did you mean 'small.yaml'?", "是否想写“small.yaml”？"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_a_wrong_call_is_told_in_both_languages(words: tuple[str, ...], english: str, chinese: str, here: Path) -> None:
    before = files(here)
    for language, message in (("en", english), ("zh", chinese)):
        outcome = call("--lang", language, *words)
        assert (outcome.status, outcome.out) == (2, "")
        assert message in outcome.err
    assert files(here) == before


def test_an_unwritable_place_for_a_copy_is_told(here: Path) -> None:
    (here / "file").touch()
    outcome = call("new", "file/my-city")
    assert outcome.status == 2
    assert outcome.err == "file/my-city.yaml: cannot be written: a part of the path is a file, not a folder\n"


def run_shell(command: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    """Run a line of shell with the command in it."""
    return subprocess.run(
        command.format(adminsim=ADMINSIM), shell=True, capture_output=True, text=True, timeout=60, check=False,
        executable="/bin/bash", **settings,
    )  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_told_in_one_line(here: Path) -> None:
    found = run_shell("{adminsim} reforms --lang en > /dev/full")
    assert (found.returncode, found.stderr) == (1, "something went wrong: the disk is full\n")


@pytest.mark.parametrize("command", ["{adminsim} schema | head -c 1", "{adminsim} reforms | true"])
def test_a_reader_that_goes_away_is_no_reason_to_complain(command: str, here: Path) -> None:
    assert run_shell(command).stderr == ""


def test_a_terminal_without_chinese_characters_shows_question_marks(here: Path) -> None:
    found = run_shell("PYTHONIOENCODING=latin-1 {adminsim} check small.yaml --lang zh")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("small.yaml ??")


def break_import(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the import of what reads files fail."""
    monkeypatch.setitem(sys.modules, "adminsim.files.load", None)


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system refuse to read any file."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refuse)


@pytest.mark.parametrize(("spoil", "status"), [(break_import, 1), (forbid_reading, 2)])
def test_whatever_happens_there_is_one_line_and_no_traceback(
    spoil: Callable[[pytest.MonkeyPatch], None], status: int, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch)
    for language in ("en", "zh"):
        outcome = call("check", "small.yaml", "--lang", language)
        assert (outcome.status, outcome.out) == (status, "")
        assert len(outcome.err.splitlines()) == 1
        assert TRACEBACK not in outcome.err
