"""All that stops the program and has words has one base, and speaks both languages."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import adminsim
from adminsim.engine import simulate as engine
from adminsim.messages import CATALOGUE, Words
from adminsim.messages.said import Said
from adminsim.model.calendar import Calendar, CalendarError

INSIDE = {"BusyError"}
"""Signals between two modules that nobody is told."""


def of_the_house() -> Iterator[type[Exception]]:
    """Yield all exceptions that the package defines."""
    for found in walk_packages(adminsim.__path__, "adminsim."):
        if found.name.endswith("__main__"):
            continue
        for value in vars(import_module(found.name)).values():
            if isinstance(value, type) and issubclass(value, Exception) and value.__module__ == found.name:
                yield value


def test_every_error_of_the_house_is_something_that_is_said() -> None:
    found = list(of_the_house())
    assert len(found) > 8
    assert [one for one in found if not issubclass(one, Said) and one.__name__ not in INSIDE] == []


def raised(error: Said) -> tuple[str, str]:
    return error.text(Words.EN), error.text(Words.ZH)


def test_a_year_without_holiday_data_is_told_in_both_languages() -> None:
    calendar = Calendar.model_validate({"hours": {"mon-fri": ["09:00-17:00"]}, "holidays": "china"})
    with pytest.raises(CalendarError) as caught:
        calendar.hours_on(date(2050, 1, 3))
    english, chinese = raised(caught.value)
    assert "2050" in english
    assert "2050" in chinese
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese)
    assert isinstance(caught.value, ValueError)


def test_a_missing_engine_is_told_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "is_compiled_available", lambda: False)
    with pytest.raises(engine.EngineMissingError) as caught:
        engine.engine_of("compiled")
    assert raised(caught.value) == CATALOGUE["engine-missing"]


def test_an_unknown_reform_is_told_in_both_languages() -> None:
    with pytest.raises(KeyError) as caught:
        adminsim.example("smallest").toggled(nonsense=True)
    english, chinese = raised(caught.value)  # type: ignore[arg-type]
    assert "nonsense" in english
    assert "改革措施：nonsense" in chinese


def test_what_is_said_survives_the_way_out_of_another_process(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("version: 2\n", encoding="utf-8")
    with pytest.raises(adminsim.InputError) as caught:
        adminsim.load(wrong)
    again = pickle.loads(pickle.dumps(caught.value))
    assert raised(again) == raised(caught.value)
    middle = Said("cluster-lost", {"address": "x"}, is_wrong_input=False)
    assert pickle.loads(pickle.dumps(middle)).is_wrong_input is False
    assert str(pickle.loads(pickle.dumps(middle))) == middle.text(Words.EN)
