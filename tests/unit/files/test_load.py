"""Scenarios and baselines from files: what they include, and where problems are."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from adminsim.files.load import InputError, load, load_system
from adminsim.messages import Words

GOOD = Path(__file__).parents[2] / "golden" / "wrong_input"
BASELINE = (GOOD / "baseline.yaml").read_text(encoding="utf-8")
SCENARIO = (GOOD / "scenario.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a good scenario and baseline, and make it the current one."""
    (tmp_path / "scenario.yaml").write_text(SCENARIO, encoding="utf-8")
    (tmp_path / "baseline.yaml").write_text(BASELINE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(caught: pytest.ExceptionInfo[InputError]) -> list[tuple[str, str, int | None]]:
    return [(problem.file, problem.code, problem.line) for problem in caught.value.problems]


def test_a_scenario_is_read_with_its_baseline(folder: Path) -> None:
    scenario = load(folder / "scenario.yaml")
    assert scenario.name == "scenario"
    assert [reform.subject for reform in scenario.reforms] == ["parallel_approval", "staffing"]
    assert list(scenario.baseline.chains["startup"].steps) == [
        "intake",
        "examination",
        "announcement",
        "licence",
    ]


def test_a_dash_reads_the_scenario_from_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SCENARIO.encode())))
    assert load("-").baseline == load("scenario.yaml").baseline


def test_problems_of_all_files_are_told_at_once(folder: Path) -> None:
    (folder / "scenario.yaml").write_text(SCENARIO.replace("targets", "tragets"), encoding="utf-8")
    (folder / "baseline.yaml").write_text(BASELINE.replace("staff: 2", "staf: 2"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load("scenario.yaml")
    assert codes(caught) == [("scenario.yaml", "key-unknown", 7), ("baseline.yaml", "key-unknown", 9)]


def test_what_a_baseline_includes_is_part_of_it(folder: Path) -> None:
    (folder / "parts").mkdir()
    hall = "  window: {staff: 2}\n"
    (folder / "parts" / "hall.yaml").write_text(f"version: 1\nlabel: Hall\ndepartments:\n{hall}", encoding="utf-8")
    (folder / "split.yaml").write_text("include: parts/hall.yaml\n" + BASELINE.replace(hall, ""), encoding="utf-8")
    split, whole = load_system("split.yaml"), load_system("baseline.yaml")
    assert split == whole


def test_a_problem_in_an_included_file_is_told_there(folder: Path) -> None:
    (folder / "hall.yaml").write_text("departments:\n  desk: {staff: -1}\n", encoding="utf-8")
    (folder / "split.yaml").write_text("include: [hall.yaml]\n" + BASELINE, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_system("split.yaml")
    assert codes(caught) == [("hall.yaml", "model-staff-negative", 2)]


def test_an_included_file_is_of_a_known_version(folder: Path) -> None:
    (folder / "hall.yaml").write_text("version: 2\n", encoding="utf-8")
    (folder / "split.yaml").write_text("include: [hall.yaml]\n" + BASELINE, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_system("split.yaml")
    assert codes(caught) == [("hall.yaml", "value-choice-other", 1)]


def test_a_file_that_two_others_include_is_taken_once(folder: Path) -> None:
    (folder / "hall.yaml").write_text("departments:\n  desk: {staff: 1}\n", encoding="utf-8")
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text("include: [hall.yaml]\n", encoding="utf-8")
    (folder / "split.yaml").write_text("include: [a.yaml, b.yaml]\n" + BASELINE, encoding="utf-8")
    assert "desk" in load_system("split.yaml").departments


def test_a_circle_of_includes_is_an_error(folder: Path) -> None:
    (folder / "a.yaml").write_text("include: [b.yaml]\n", encoding="utf-8")
    (folder / "b.yaml").write_text("include: [a.yaml]\n", encoding="utf-8")
    (folder / "split.yaml").write_text("include: [a.yaml]\n" + BASELINE, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_system("split.yaml")
    assert codes(caught) == [("b.yaml", "file-include-cycle", 1)]


def test_two_files_cannot_both_give_the_period(folder: Path) -> None:
    for name in ("some", "more"):
        (folder / f"{name}.yaml").write_text("period: {start: 2019-01-01, cohort: 3 d}\n", encoding="utf-8")
    without = "".join(line for line in BASELINE.splitlines(keepends=True) if not line.startswith("period"))
    (folder / "split.yaml").write_text("include: [some.yaml, more.yaml]\n" + without, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_system("split.yaml")
    assert codes(caught) == [("more.yaml", "file-include-twice", 1)]
    assert "some.yaml, line 1" in str(caught.value)


def test_a_file_that_includes_others_has_the_last_word_on_the_period(folder: Path) -> None:
    (folder / "more.yaml").write_text("period: {start: 2019-01-01, cohort: 3 d}\n", encoding="utf-8")
    (folder / "split.yaml").write_text("include: [more.yaml]\n" + BASELINE, encoding="utf-8")
    assert load_system("split.yaml") == load_system("baseline.yaml")


def test_a_link_inside_the_folder_is_followed(folder: Path) -> None:
    (folder / "link.yaml").symlink_to(folder / "baseline.yaml")
    (folder / "scenario.yaml").write_text(SCENARIO.replace("baseline.yaml", "link.yaml"), encoding="utf-8")
    assert load("scenario.yaml").baseline == load_system("baseline.yaml")


def test_a_missing_file_has_its_nearest_name(folder: Path) -> None:
    with pytest.raises(InputError, match=r"^scenaro\.yaml: there is no such file; did you mean 'scenario\.yaml'\?$"):
        load("scenaro.yaml")


@pytest.mark.parametrize(
    ("path", "code"), [(".", "file-folder"), ("/dev/null", "file-irregular"), ("a\0b", "file-unreadable")]
)
def test_what_is_no_file_is_told_so(folder: Path, path: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        load(path)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_large_file_is_refused_by_its_size(folder: Path) -> None:
    with (folder / "large.yaml").open("wb") as file:
        file.truncate(100 * 2**20)
    with pytest.raises(InputError) as caught:
        load("large.yaml")
    assert codes(caught) == [("large.yaml", "file-size", None)]


def test_messages_are_told_in_chinese(folder: Path) -> None:
    (folder / "scenario.yaml").write_text(SCENARIO.replace("targets", "tragets"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load("scenario.yaml")
    assert caught.value.text(Words.ZH).startswith("scenario.yaml:7:1: 未知的键“tragets”；是否想写“targets”？")


def test_no_problem_is_told_twice(folder: Path) -> None:
    spoilt = BASELINE.replace("missing: 0.2", "missing: [x]").replace("mix: 0.7", "mix: {value: 2}")
    (folder / "baseline.yaml").write_text(spoilt, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_system("baseline.yaml")
    assert [code for _, code, _ in codes(caught)] == ["model-no-probability", "value-number-or-map"]
