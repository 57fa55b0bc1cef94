"""Every key of the files is described in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from adminsim.files.described import all_keys, meaning_of
from adminsim.files.schema import baseline_schema, scenario_schema
from adminsim.messages import Words
from adminsim.messages.field_words import FIELD_WORDS
from adminsim.reforms import Reform

KEYS = sorted({(kind, name) for kind, name in all_keys()}, key=lambda key: (key[0].__name__, key[1]))


def is_chinese(text: str) -> bool:
    return any("一" <= character <= "鿿" for character in text)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_key_lacks_its_meaning(language: str) -> None:
    assert len(KEYS) > 300
    lacking = [(kind.__name__, name) for kind, name in KEYS if not meaning_of(kind, name, Words(language))]
    assert lacking == []


def test_every_meaning_is_told_in_chinese() -> None:
    assert [(kind.__name__, name) for kind, name in KEYS if not is_chinese(meaning_of(kind, name, Words.ZH))] == []


def test_no_meaning_is_kept_of_a_key_that_is_gone() -> None:
    used = {
        (one.__name__, kind.model_fields[name].alias or name if name else "")
        for kind, name in KEYS
        if not issubclass(kind, Reform)
        for one in kind.__mro__
    }
    kept = {(kind, field) for kind, words in FIELD_WORDS.items() for field in words}
    assert kept - used == set()


def descriptions(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("description"), str):
            yield part["description"]
        for inner in part.values():
            yield from descriptions(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from descriptions(inner)


@pytest.mark.parametrize("schema", [scenario_schema, baseline_schema])
def test_a_schema_differs_between_languages_in_its_descriptions_alone(schema: Any) -> None:
    def bare(part: Any) -> Any:
        if isinstance(part, dict):
            return {
                key: bare(inner) for key, inner in part.items() if not (key == "description" and isinstance(inner, str))
            }
        return [bare(inner) for inner in part] if isinstance(part, list) else part

    assert bare(schema(Words.ZH)) == bare(schema())
    assert [told for told in descriptions(schema(Words.ZH)) if not is_chinese(told)] == []
