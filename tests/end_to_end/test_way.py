"""What a planner does, from a copied example to a verified result, in both languages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from adminsim.files.load import load
from adminsim.messages import Words
from adminsim.report.preview.table import preview_lines
from cli_calls import RUN, call, draw_little, make_small

ADMINSIM = Path(sys.executable).with_name("adminsim")
LANGUAGES = ("en", "zh")
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a small scenario in it; figures take no time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("adminsim.report.result.figures.draw_figures", draw_little)
    make_small(Path())
    return tmp_path


def in_a_process(*words: str, hash_seed: int = 0, language: str = "en") -> subprocess.CompletedProcess[str]:
    """Call the installed command."""
    environment = os.environ | {"PYTHONHASHSEED": str(hash_seed), "LC_ALL": f"{language}_XX.UTF-8", "PYTHONUTF8": "1"}
    return subprocess.run(
        [ADMINSIM, *words], env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_from_an_example_to_a_verified_result(language: str, here: Path) -> None:
    lang = ("--lang", language)
    told = [
        call("new", "my-city", "--from", "smallest", *lang),
        call("check", "my-city.yaml", *lang),
        call("show", "small.yaml", *lang),
        call("show", "small.yaml", "--reformed", *lang),
        call("diff", "small.yaml", *lang),
        call("diff", "small.yaml", "my-city.yaml", *lang),
        call("targets", "small.yaml", *lang),
        call("reforms", *lang),
        call("reforms", "staffing", *lang),
        call("preview", "small.yaml", *lang),
        call("run", "small.yaml", "--out", "result", "--quiet", *RUN, *lang),
        call("verify", "result", "--workers", "1", *lang),
    ]
    for outcome in told:
        assert outcome.status == 0, outcome.err
        assert outcome.err == ""
        if language == "zh":
            assert CHINESE.search(outcome.out)
    last = told[-1].out
    assert last.startswith("一致：" if language == "zh" else "Equal: ")
    assert sorted(path.name for path in here.iterdir()) == [
        "my-city", "my-city.yaml", "result", "small", "small.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_stands_alone_on_standard_output(language: str, here: Path) -> None:
    outcome = call("run", "small.yaml", "--format", "json", "--out", "result", *RUN, "--lang", language)
    found = json.loads(outcome.out)
    assert found.pop("folder") == "result"
    assert found == json.loads((here / "result" / "summary.json").read_text(encoding="utf-8"))
    assert outcome.err == preview_lines(load("small.yaml"), Words(language)) + "\n"


@pytest.mark.parametrize("words", [("diff", "small.yaml"), ("targets", "small.yaml"), ("targets", ".")])
def test_lists_are_told_as_json(words: tuple[str, ...], here: Path) -> None:
    assert json.loads(call(*words, "--format", "json").out)


@pytest.mark.parametrize(("language", "load"), [("en", "offered load"), ("zh", "负荷率")])
def test_an_overload_is_announced_on_standard_error(language: str, load: str, here: Path) -> None:
    baseline = here / "small" / "baseline.yaml"
    baseline.write_text(baseline.read_text(encoding="utf-8").replace("staff: 2", "staff: 1"), encoding="utf-8")
    outcome = call("run", "small.yaml", "--format", "json", "--out", "a", *RUN, "--lang", language)
    assert json.loads(outcome.out)["overloaded"]["before"] == ["counter"]
    assert load in outcome.err
    quiet = call("run", "small.yaml", "--format", "json", "--quiet", "--out", "b", *RUN, "--lang", language)
    assert quiet.err == ""


def test_each_result_goes_into_a_folder_of_its_own(here: Path) -> None:
    folders = [json.loads(call("run", "small.yaml", "--format", "json", *RUN).out)["folder"] for _ in range(3)]
    assert folders == ["out/small", "out/small-2", "out/small-3"]


def test_several_scenarios_get_a_folder_each(here: Path) -> None:
    shutil.copytree(here / "small", here / "other" / "small")
    text = (here / "small.yaml").read_text(encoding="utf-8")
    for name in ("other.yaml", "other/small.yaml"):
        (here / name).write_text(text.replace("add: 1", "add: 2"), encoding="utf-8")
    given = ("run", "small.yaml", "other.yaml", "other/small.yaml")
    told = json.loads(call(*given, "--format", "json", "--out", "set", *RUN).out)
    assert [one["folder"] for one in told] == ["set/small", "set/other", "set/small-2"]
    assert call("run", "other.yaml", "--out", "alone", *RUN).status == 0
    for name in ("summary.csv", "scenario.yaml", "replications.csv"):
        assert (here / "set" / "other" / name).read_bytes() == (here / "alone" / name).read_bytes()
        assert (here / "set" / "small-2" / name).read_bytes() == (here / "alone" / name).read_bytes()
    assert told[0]["chains"] != told[1]["chains"]
    listed = call(*given, *RUN)
    assert listed.status == 0
    assert [f"out/scenarios/{name}" in listed.out for name in ("small", "other", "small-2")] == [True] * 3


def test_a_scenario_comes_from_standard_input(here: Path) -> None:
    text = (here / "small.yaml").read_text(encoding="utf-8")
    piped = json.loads(call("run", "-", "--format", "json", *RUN, given=text).out)
    named = json.loads(call("run", "small.yaml", "--format", "json", *RUN).out)
    assert (piped.pop("folder"), named.pop("folder")) == ("out/scenario", "out/small")
    assert (piped.pop("scenario"), named.pop("scenario")) == ("scenario", "small")
    assert piped == named
    assert call("check", "-", given="version: 1\nbaselin: x\n").err.startswith("-:2:1: ")


def test_an_empty_folder_is_filled(here: Path) -> None:
    (here / "result").mkdir()
    (here / "link").symlink_to(here / "result")
    assert call("run", "small.yaml", "--out", "link", *RUN).status == 0
    assert (here / "link").is_symlink()
    assert (here / "result" / "manifest.json").exists()
    assert call("verify", "result", "--workers", "1").status == 0


def test_results_of_arrivals_from_a_table_are_verified(here: Path) -> None:
    rows = "".join(f"2018-01-{day:02d} 09:{minute:02d},any\n" for day in range(2, 16) for minute in range(0, 60, 10))
    (here / "small" / "came.csv").write_text(f"submitted,case_type\n{rows}", encoding="utf-8-sig")
    baseline = here / "small" / "baseline.yaml"
    demand = "demand: {rate: 26, per: WD, source: example}"
    text = baseline.read_text(encoding="utf-8")
    assert demand in text
    baseline.write_text(text.replace(demand, "demand: {kind: replay, file: came.csv}"), encoding="utf-8")
    assert call("run", "small.yaml", "--out", "result", *RUN).status == 0
    assert (here / "result" / "arrivals-permit.csv").read_text(encoding="utf-8").startswith("submitted,case_type\n")
    assert call("verify", "result", "--workers", "1").status == 0


def test_processes_engines_and_hash_seeds_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_small(Path())
    run = ("run", "small.yaml", "--replications", "2", "--format", "json", "--no-figures")
    first = in_a_process(*run, "--out", "a", "--workers", "1", "--engine", "reference", hash_seed=0)
    second = in_a_process(*run, "--out", "b", "--workers", "2", "--engine", "compiled", hash_seed=1, language="zh")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert json.loads(first.stdout) | {"folder": ""} == json.loads(second.stdout) | {"folder": ""}
    for table in ("summary", "targets", "utilisation", "time-by-step", "distribution", "replications"):
        assert (tmp_path / "a" / f"{table}.csv").read_bytes() == (tmp_path / "b" / f"{table}.csv").read_bytes()
    manifests = [json.loads((tmp_path / name / "manifest.json").read_text(encoding="utf-8")) for name in "ab"]
    assert manifests[0]["records"] == manifests[1]["records"]
    verified = call("verify", "a", "--workers", "1")
    assert (verified.status, verified.err) == (0, "")
