"""Commands that somebody is to type next hold names with spaces in quotation marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from adminsim.messages.typed import as_typed
from cli_calls import call


@pytest.mark.parametrize(
    ("name", "typed"),
    [("city.yaml", "city.yaml"), ("新城.yaml", "新城.yaml"), ("新 城.yaml", '"新 城.yaml"'), (Path("a b"), '"a b"')],
)
def test_names_with_spaces_are_quoted(name: object, typed: str) -> None:
    assert as_typed(name) == typed


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_comes_next_can_be_typed_as_it_stands(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = call("new", "新 城", "--from", "smallest", "--lang", language)
    assert told.status == 0
    assert 'adminsim check "新 城.yaml"' in told.out
    made = call("new", "my town", "--city", "江门", "--chains", "startup", "--lang", language)
    assert made.status == 0, made.err
    assert 'adminsim run "my town.yaml"' in made.out
