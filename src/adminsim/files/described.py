"""What the keys of files mean, in either language: from docstrings in English, from the catalogue in Chinese."""

from __future__ import annotations

import inspect
from functools import cache
from typing import TYPE_CHECKING, Any

from adminsim.files.arrivals import Replay
from adminsim.files.shape import keys_below
from adminsim.messages import Words
from adminsim.messages.field_words import SCHEMA_WORDS, field_in_chinese
from adminsim.model.notes import notes_of
from adminsim.model.system import System
from adminsim.reforms import Reform
from adminsim.reforms.scenario import ScenarioFile
from adminsim.reforms.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel


def meaning_of(kind: type[BaseModel], name: str, words: Words = Words.EN) -> str:
    """Return what a key of a value means.

    Parameters
    ----------
    kind : type
        The value.
    name : str
        Name of the attribute, or nothing for the value itself.
    words : Words
        Of the reader's language; in English where there is no Chinese.
    """
    if words is Words.ZH:
        told = _in_chinese(kind, name)
        if told:
            return told
    if name:
        return _one_paragraph(notes_of(kind).get(name, ""))
    return _one_paragraph(inspect.cleandoc(kind.__doc__ or ""))


def _in_chinese(kind: type[BaseModel], name: str) -> str | None:
    field = kind.model_fields[name].alias or name if name else ""
    if issubclass(kind, Reform):
        return kind.about_zh if not name else kind.in_chinese(field)
    return field_in_chinese([one.__name__ for one in kind.__mro__], field)


def all_keys() -> Iterator[tuple[type[BaseModel], str]]:
    """Yield all values that files are made of with the names of their attributes, and once with none."""
    for root in (System, Replay, ScenarioFile, *VOCABULARY.values()):
        told: dict[type[BaseModel], None] = {}
        for _, kind, name in keys_below(root):
            if kind not in told:
                told[kind] = None
                yield kind, ""
            yield kind, name


def in_language(schema: dict[str, Any], words: Words) -> dict[str, Any]:
    """Return a JSON Schema, made with English descriptions, with those of a language."""
    made: dict[str, Any] = _in_chinese_below(schema) if words is Words.ZH else schema
    return made


def _in_chinese_below(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_in_chinese_below(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _in_chinese_below(part) for key, part in schema.items()}
    if isinstance(made.get("description"), str):
        made["description"] = _by_english().get(made["description"], made["description"])
    return made


@cache
def _by_english() -> dict[str, str]:
    told = {meaning_of(kind, name): meaning_of(kind, name, Words.ZH) for kind, name in all_keys()}
    return told | SCHEMA_WORDS


def _one_paragraph(text: str) -> str:
    return " ".join(text.split("\n\n")[0].split())
