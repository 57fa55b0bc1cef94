"""What is written is read back as an equal value, by this reader and by others."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from adminsim.files.examples import example, example_names
from adminsim.files.load import load, load_system
from adminsim.files.write import dump
from adminsim.model.span import Length
from adminsim.model.system import System
from adminsim.model.value import Label

ROOT = Path(__file__).parents[3]


OF_EACH_KIND = ("smallest", "startup", "city", "landing", "jingdezhen-2022/project", "jiangmen-2023/hookups")
"""Of each plan one, and what has the most chains."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in OF_EACH_KIND else pytest.mark.thorough) for name in example_names()]
)
def test_a_shipped_scenario_survives_writing(name: str, tmp_path: Path) -> None:
    scenario = example(name)
    (tmp_path / "b.yaml").write_text(dump(scenario.baseline), encoding="utf-8")
    (tmp_path / "s.yaml").write_text(dump(scenario.written.replace(baseline="b.yaml")), encoding="utf-8")
    again = load(tmp_path / "s.yaml")
    assert again.baseline == scenario.baseline
    assert again.written.replace(baseline=scenario.written.baseline) == scenario.written


@pytest.fixture
def system() -> System:
    """Return a small baseline."""
    return load_system(ROOT / "tests" / "golden" / "wrong_input" / "baseline.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "9:00",
        "12",
        "1e5",
        "~",
        "",
        "true",
        "2018-08-01",
        "威海",
        "- x",
        "a: b",
        "#",
        "'",
        "a\nb",
        "1_000",
        "0x1F",
    ],
)
def test_any_text_is_read_back_as_text(text: str, system: System, tmp_path: Path) -> None:
    noted = system.replace(note=text)
    written = dump(noted)
    (tmp_path / "b.yaml").write_text(written, encoding="utf-8")
    assert load_system(tmp_path / "b.yaml").note == text
    assert yaml.safe_load(written)["note"] == text


@pytest.mark.parametrize("amount", [0.1, 1 / 3, 30, 1e-7, 12345.678901234567, 0.30000000000000004])
def test_a_length_keeps_every_digit(amount: float) -> None:
    length = Length(amount=amount, unit="h")
    assert Length.model_validate(str(length)) == length


def test_short_forms_are_written(system: System) -> None:
    written = dump(system.replace(label=Label(en="Hall", zh="Hall")))
    assert "label: Hall\n" in written
    assert "{mix: 0.7}" in written
    assert "work: 10 min," in written


def test_chinese_is_written_as_it_is(system: System) -> None:
    assert "zh: 大厅" in dump(system.replace(label=Label(en="Hall", zh="大厅")))
