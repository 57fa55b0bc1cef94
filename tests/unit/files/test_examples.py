"""A shipped example can be copied, and the copy runs on its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from adminsim.files.examples import copy_example, example, example_names
from adminsim.files.load import InputError, load

OF_EACH_KIND = ("smallest", "startup", "city", "landing", "hall", "maoming-2023/hookups")
"""Of each plan one, among them one file, several parts, and parts of other plans."""


def test_the_first_example_is_shipped() -> None:
    assert "startup" in example_names()


@pytest.mark.parametrize("names", [OF_EACH_KIND, pytest.param(example_names(), marks=pytest.mark.thorough)])
def test_every_example_can_be_copied_and_read(names: tuple[str, ...], tmp_path: Path) -> None:
    for name in names:
        copied = copy_example(name, tmp_path / name / "my-city")
        assert copied[0] == tmp_path / name / "my-city.yaml"
        copy, original = load(copied[0]), example(name)
        assert copy.baseline == original.baseline
        assert copy.reforms == original.reforms


def test_a_copy_lies_beside_its_folder(tmp_path: Path) -> None:
    copied = copy_example("startup", tmp_path / "my-city.yaml")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my-city", "my-city.yaml"]
    assert all(path.is_file() for path in copied)


def test_every_copied_file_names_a_schema_that_is_there(tmp_path: Path) -> None:
    for path in copy_example("startup", tmp_path / "my-city"):
        if path.suffix == ".yaml":
            first = path.read_text(encoding="utf-8").splitlines()[0]
            place = first.removeprefix("# yaml-language-server: $schema=")
            assert (path.parent / place).is_file()


@pytest.mark.parametrize("there", ["my-city.yaml", "my-city"])
def test_nothing_is_overwritten(there: str, tmp_path: Path) -> None:
    (tmp_path / there).write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="exists already"):
        copy_example("startup", tmp_path / "my-city")
    assert [path.name for path in tmp_path.iterdir()] == [there]
    assert (tmp_path / there).read_text(encoding="utf-8") == "mine"


def test_nothing_half_written_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def full(path: Path, mode: str = "r", **options: object) -> object:
        if path.name == "baseline.schema.json":
            raise OSError(28, "No space left on device", str(path))
        return opened(path, mode, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(InputError, match="the disk is full"):
        copy_example("startup", tmp_path / "new" / "my-city")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_example_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no example 'start'.*allowed: .*startup"):
        copy_example("start", tmp_path / "x")


@pytest.mark.parametrize("name", ["C:\\Users\\x", "my city", "a#b", 'a"b', "\\g<1>", "城市", "1"])
def test_a_copy_may_have_any_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    scenario = copy_example("smallest", Path(name))[0]
    assert load(scenario).baseline == example("smallest").baseline


def test_a_name_that_several_plans_have_is_the_oldest_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("older-2018/startup", "newer-2023/startup", "newer-2023/landing", "alone/scenario"):
        path = tmp_path / f"{place}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("baseline: x.yaml\n", encoding="utf-8")
    monkeypatch.setattr("adminsim.files.examples._folders", lambda: [tmp_path])
    assert sorted(example_names()) == ["alone", "landing", "newer-2023/startup", "startup"]
    from adminsim.files.examples import _shipped

    assert _shipped()["startup"].parent.name == "older-2018"
