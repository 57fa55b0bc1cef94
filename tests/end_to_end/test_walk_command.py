"""The command that walks back from the decisions, as it is called."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from cli_calls import RUN, call, make_small

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a small scenario in it."""
    monkeypatch.chdir(tmp_path)
    make_small(Path())
    return tmp_path


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_walk_is_printed_and_nothing_is_written(language: str, here: Path) -> None:
    there = sorted(here.iterdir())
    found = call("walk", "small.yaml", *RUN, "--quiet", "--lang", language)
    assert (found.status, found.err) == (0, "")
    assert bool(CHINESE.search(found.out)) == (language == "zh")
    assert sorted(here.iterdir()) == there


def test_a_folder_gets_what_is_printed_and_the_figures(here: Path) -> None:
    found = call("walk", "small.yaml", *RUN, "--out", "walk", "--format", "json")
    assert found.status == 0
    assert "walk" in found.err
    folder = here / "walk"
    assert (folder / "walk.json").read_text(encoding="utf-8") == found.out
    chains = json.loads(found.out)["next"]
    figures = {f"walk-{chain}.{ending}" for chain in chains for ending in ("png", "svg")}
    assert {path.name for path in folder.iterdir()} == {"ladder.csv", "walk.csv", "walk.json", *figures}
    printed = call("walk", "small.yaml", *RUN, "--format", "csv").out
    assert (folder / "walk.csv").read_text(encoding="utf-8-sig") == printed


def test_the_seed_decides_what_is_found(here: Path) -> None:
    first, again, other = (
        call("walk", "small.yaml", *RUN, "--format", "csv", "--seed", seed).out for seed in ("1", "1", "2")
    )
    assert first == again != other


def test_what_was_stopped_is_gone_on_with(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from adminsim.study.many import replicate

    whole = call("walk", "small.yaml", *RUN, "--format", "json").out
    run_pair, calls = replicate.run_pair, []

    def stopped(*given: Any) -> replicate.Replication:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return run_pair(*given)

    monkeypatch.setattr(replicate, "run_pair", stopped)
    words = ("walk", "small.yaml", *RUN, "--format", "json", "--out", "walk")
    found = call(*words)
    assert found.status == 1
    assert "1 of 2" in found.err
    assert not (here / "walk").exists()
    command = shlex.split(found.err.strip().rpartition("To go on: ")[2])
    assert command == ["adminsim", *words, "--resume"]
    assert call(*command[1:]).out == whole
    assert len(calls) == 3
    assert (here / "walk" / "walk.json").read_text(encoding="utf-8") == whole


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("walk",), "scenario"),
        (("walk", "absent.yaml"), "absent.yaml"),
        (("walk", "small.yaml", "--replications", "1"), "--replications"),
        (("walk", "small.yaml", "--format", "xml"), "table, json, csv"),
        (("walk", "small.yaml", "--resume"), "--resume --out"),
        (("walk", "small.yaml", "--resume", "--out", "nothing"), "nothing"),
        (("walk", "small.yaml", "--out", "small"), "small"),
    ],
)
def test_a_wrong_call_is_one_clear_message(words: tuple[str, ...], said: str, here: Path) -> None:
    found = call(*words, "--lang", "en")
    assert found.status == 2
    assert found.out == ""
    assert said.lower() in found.err.lower()
    assert "Traceback" not in found.err
    assert not (here / "nothing").exists()
