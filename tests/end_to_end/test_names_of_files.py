"""Files and folders may have Chinese names with blanks, in every command that reads or writes one."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli_calls import PERIODS, RUN, call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a Chinese name and blanks, and a small scenario copied there by `new`."""
    here = tmp_path / "江门 市　方案（试）"
    here.mkdir()
    monkeypatch.chdir(here)
    assert call("new", "我的 城市", "--from", "smallest").status == 0
    baseline = here / "我的 城市" / "baseline.yaml"
    baseline.write_text(baseline.read_text(encoding="utf-8").replace(*PERIODS), encoding="utf-8")
    return here


def test_every_command_takes_chinese_names_with_blanks(folder: Path) -> None:
    scenario, out = "我的 城市.yaml", "结果 一"
    calls = [
        ("check", scenario),
        ("show", scenario),
        ("run", scenario, "--out", out, *RUN),
        ("verify", out, "--workers", "1"),
        ("page", scenario, "--out", "网 页.html", *RUN),
        ("walk", scenario, "--out", "用时 去向", *RUN),
        ("targets", "."),
        ("run", scenario, "--log", "办件 记录.csv", *RUN),
    ]
    for words in calls:
        done = call(*words)
        assert done.status == 0, (words, done.err)
    assert {path.name for path in folder.iterdir()} >= {"结果 一", "网 页.html", "用时 去向", "办件 记录.csv"}


def test_a_log_with_a_chinese_name_is_read_and_the_baseline_written(folder: Path) -> None:
    assert call("run", "我的 城市.yaml", "--log", "办件 记录.csv", *RUN).status == 0
    read = call("calibrate", "办件 记录.csv", "--propose", "--map", "对应 表.yaml")
    assert read.status == 0, read.err
    # It simulates some twenty times: too long for the reference engine.
    fitted = call("calibrate", "办件 记录.csv", "--map", "对应 表.yaml", "--out", "拟合 基线.yaml")
    assert fitted.status == 0, fitted.err
    assert Path("拟合 基线.yaml").is_file()
