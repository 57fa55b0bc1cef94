"""What is said about folders that cannot take results, and about results that were tampered with: word for word."""

from __future__ import annotations

import errno
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cli_calls import RUN, call, draw_little, make_small

sys.path.insert(0, str(Path(__file__).parent))
from golden_file import golden

HERE = Path(__file__).parent / "folders"
LANGUAGES = ("en", "zh")


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what replaces a text in a file of a results folder."""

    def tamper(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8-sig")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8-sig" if name.endswith("csv") else "utf-8")

    return tamper


def edit_manifest(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    """Return what changes the manifest of a results folder."""

    def tamper(folder: Path) -> None:
        path = folder / "manifest.json"
        manifest = json.loads(path.read_text(encoding="utf-8"))
        change(manifest)
        path.write_text(json.dumps(manifest), encoding="utf-8")

    return tamper


def as_file(folder: Path) -> None:
    """Put a file where the folder was."""
    shutil.rmtree(folder)
    folder.write_text("results", encoding="utf-8")


class Tampering(NamedTuple):
    """What is done to a results folder, and the exit status of its verification."""

    do: Callable[[Path], object]
    status: int = 1


TAMPERED = {
    "table edited": Tampering(edit("targets.csv", "half-day", "whole-day")),
    "figures of the summary edited": Tampering(edit("summary.json", '"confidence": 0.95', '"confidence": 0.99')),
    "drawing edited": Tampering(edit("figure.svg", "svg", "SVG")),
    "scenario edited": Tampering(edit("scenario.yaml", "study: {", "study: {seed: 2, ")),
    "scenario spoilt": Tampering(edit("scenario.yaml", "reforms", "reform")),
    "scenario removed": Tampering(lambda folder: (folder / "scenario.yaml").unlink()),
    "baseline edited": Tampering(edit("baseline.yaml", "staff: 2", "staff: 3")),
    "file removed": Tampering(lambda folder: (folder / "summary.csv").unlink()),
    "file added": Tampering(lambda folder: (folder / "notes.txt").write_text("x", encoding="utf-8")),
    "folder in the place of a file": Tampering(
        lambda folder: ((folder / "summary.csv").unlink(), (folder / "summary.csv").mkdir())
    ),
    "seed in the manifest": Tampering(edit_manifest(lambda manifest: manifest.update(seed=7))),
    "records in the manifest": Tampering(edit_manifest(lambda manifest: manifest["records"][1].update(after="0" * 64))),
    "replication left out of the manifest": Tampering(edit_manifest(lambda manifest: manifest["records"].pop())),
    "file left out of the manifest": Tampering(edit_manifest(lambda manifest: manifest["files"].pop("targets.csv"))),
    "hash in the manifest": Tampering(edit_manifest(lambda manifest: manifest["files"].update({"targets.csv": "0"}))),
    "manifest of something else": Tampering(edit_manifest(lambda manifest: manifest.pop("records")), 2),
    "manifest with records of another kind": Tampering(
        edit_manifest(lambda manifest: manifest.update(records=["x"])), 2
    ),
    "manifest spoilt": Tampering(lambda folder: (folder / "manifest.json").write_text("{", encoding="utf-8"), 2),
    "manifest removed": Tampering(lambda folder: (folder / "manifest.json").unlink(), 2),
    "folder removed": Tampering(shutil.rmtree, 2),
    "folder that is a file": Tampering(as_file, 2),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a small scenario and its results."""
    folder = tmp_path_factory.mktemp("made")
    make_small(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("adminsim.report.result.figures.draw_figures", draw_little)
        outcome = call("run", str(folder / "small.yaml"), "--out", str(folder / "results"), *RUN)
    assert outcome.status == 0, outcome.err
    return folder


@pytest.fixture
def here(results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the scenario and its results, as the current folder."""
    copy = tmp_path / "here"
    shutil.copytree(results, copy)
    monkeypatch.chdir(copy)
    monkeypatch.setattr("adminsim.report.result.figures.draw_figures", draw_little)
    return copy


@pytest.mark.parametrize("case", TAMPERED)
def test_tampering_is_named(case: str, here: Path, update_golden: bool) -> None:
    TAMPERED[case].do(here / "results")
    for language in LANGUAGES:
        outcome = call("verify", "results", "--workers", "1", "--lang", language)
        assert outcome.status == TAMPERED[case].status
        said = (outcome.out + outcome.err).strip()
        assert said == golden(HERE / f"tampered.{language}.txt", list(TAMPERED), case, said, update_golden)


@pytest.mark.parametrize("language", LANGUAGES)
def test_untouched_results_are_equal(language: str, here: Path) -> None:
    outcome = call("verify", "results", "--workers", "1", "--lang", language)
    assert outcome == (
        0,
        {"en": "Equal: 17 runs and files in results.\n", "zh": "一致：results 中 17 项运行记录与文件。\n"}[language],
        "",
    )


def test_what_it_was_made_with_is_told_and_the_results_are_compared_all_the_same(here: Path) -> None:
    def elsewhere(manifest: dict[str, Any]) -> None:
        manifest["versions"]["numpy"] = "1.0"
        manifest["machine"]["architecture"] = "abacus"

    edit_manifest(elsewhere)(here / "results")
    for language, told in (("en", "Equal: 17 runs"), ("zh", "17 项")):
        outcome = call("verify", "results", "--workers", "1", "--lang", language)
        assert (outcome.status, outcome.out.count("\n")) == (0, 1)
        assert told in outcome.out
        assert "numpy 1.0" in outcome.err
        assert "architecture abacus" in outcome.err


def test_the_row_that_differs_is_named(here: Path) -> None:
    edit("targets.csv", "half-day", "whole-day")(here / "results")
    told = call("verify", "results", "--workers", "1", "--lang", "en").out
    assert "targets.csv: was changed after it was written: line 2, whole-day" in told


def refuse(number: int) -> Callable[..., object]:
    """Return a function that fails as the system does."""

    def fail(*_: object, **__: object) -> object:
        raise OSError(number, "as the system says")

    return fail


class Obstacle(NamedTuple):
    """What stands where results should go, the exit status, and whether there are finished replications to keep."""

    prepare: Callable[[Path, pytest.MonkeyPatch], object]
    status: int = 2
    is_kept: bool = False


OBSTACLES = {
    "not empty": Obstacle(lambda out, _: (out.mkdir(), (out / "x").touch())),
    "a file": Obstacle(lambda out, _: out.touch()),
    "a link to nothing": Obstacle(lambda out, _: out.symlink_to(out.parent / "nothing")),
    "read-only": Obstacle(lambda _, patch: patch.setattr(tempfile, "mkdtemp", refuse(errno.EACCES))),
    "full": Obstacle(lambda _, patch: patch.setattr(tempfile, "mkdtemp", refuse(errno.ENOSPC))),
    "nearly full": Obstacle(
        lambda _, patch: patch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))  # type: ignore[attr-defined]
    ),
    "full in the middle": Obstacle(
        lambda _, patch: patch.setattr("adminsim.report.result.figures.draw_figures", refuse(errno.ENOSPC)), 1, True
    ),
    "gone in the middle": Obstacle(
        lambda _, patch: patch.setattr("adminsim.report.result.figures.draw_figures", refuse(errno.EROFS)), 1, True
    ),
}


@pytest.mark.parametrize("case", OBSTACLES)
def test_what_hinders_writing_is_named_and_no_part_of_a_result_is_left_behind(
    case: str, here: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool
) -> None:
    OBSTACLES[case].prepare(here / "out", monkeypatch)
    before = sorted(here.rglob("*"))
    for language in LANGUAGES:
        outcome = call("run", "small.yaml", "--out", "out", *RUN, "--lang", language)
        assert outcome.status == OBSTACLES[case].status
        assert outcome.out == ""
        said = re.sub(r"/\S+/here\b", "HERE", outcome.err.strip())
        assert said == golden(HERE / f"obstacles.{language}.txt", list(OBSTACLES), case, said, update_golden)
        kept = here / ".out.unfinished"
        assert kept.exists() == OBSTACLES[case].is_kept
        shutil.rmtree(kept, ignore_errors=True)
    assert sorted(here.rglob("*")) == before
