"""The keys of files for people: what each means, how it is written, what stands where nothing is written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from adminsim.files.described import meaning_of
from adminsim.files.shape import keys_below
from adminsim.messages import Words
from adminsim.model.notes import notes_of
from adminsim.model.system import System
from adminsim.model.target import Target
from adminsim.reforms import VOCABULARY, word_of
from adminsim.reforms.scenario import ScenarioFile
from adminsim.report.kit.tables import add_row, as_text, plain_table
from adminsim.report.system.vocabulary import inlined, reform_page, reforms_table, type_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel
    from rich.console import RenderableType
    from rich.table import Table


TOPICS: dict[str, tuple[Any, ...]] = {
    "scenario": (ScenarioFile,),
    "targets": (Target,),
    "reforms": tuple(VOCABULARY.values()),
    "baseline": (System,),
}
"""What may be asked about, with the values that its keys belong to."""


class Key(NamedTuple):
    """A key of a file.

    Attributes
    ----------
    way : tuple of str
        The keys above it, and itself.
    kind : type
        The value that it belongs to.
    name : str
        Name of the attribute.
    """

    way: tuple[str, ...]
    kind: type[BaseModel]
    name: str

    @property
    def written(self) -> str:
        """The key as a file writes it."""
        return self.way[-1]


def keys_known(topic: str) -> list[str]:
    """Return what may be asked about a topic: its keys, and the words and Chinese terms of reforms."""
    names = [key.written for key in _keys(topic)]
    if topic == "reforms":
        names = [*VOCABULARY, *(reform.term_zh for reform in VOCABULARY.values()), *names]
    return list(dict.fromkeys(names))


def keys_meaning(topic: str, chinese: str) -> list[str]:
    """Return the keys whose meaning begins with some Chinese words, or else holds them; none for words in English."""
    told = {key.written: meaning_of(key.kind, key.name, Words.ZH) for key in _keys(topic)}
    if chinese.isascii():
        return []
    begun = [key for key, meaning in told.items() if meaning.startswith(chinese)]
    return begun or [key for key, meaning in told.items() if chinese in meaning]


def topic_text(topic: str, field: str | None = None, words: Words = Words.EN, width: int | None = None) -> str:
    """Return what the keys of a topic mean, or all there is to know of one key, wherever it stands.

    Parameters
    ----------
    topic : str
        ``scenario``, ``targets``, ``reforms`` or ``baseline``.
    field : str, optional
        A key, as a file writes it; of reforms also the word or the Chinese term of one.
    words : Words
        Of the reader's language.
    width : int, optional
        Columns; by default those of the terminal.
    """
    from rich.console import Group

    from adminsim.report.kit.prose import Text

    if topic == "reforms" and (field is None or word_of(field) in VOCABULARY):
        return reforms_table(words, width) if field is None else reform_page(word_of(field), words, width)
    parts: list[RenderableType] = []
    if field is None:
        firsts = [key for key in _keys(topic) if len(key.way) == 1]
        kinds = list(dict.fromkeys(key.kind for key in firsts))
        common = [key for key in firsts if key.kind is kinds[0] and len(kinds) > 1 and _is_in_all(key, kinds)]
        for kind in kinds:
            own = [key for key in firsts if key.kind is kind and key.name not in {one.name for one in common}]
            parts += _part(meaning_of(kind, "", words), own, words)
        if common:
            parts += _part(words.say("explain-common"), common, words)
        parts.append(Text(words.say("explain-more", topic=topic)))
        return as_text(Group(*parts), width)
    for key in _once(key for key in _keys(topic) if key.written == field):
        parts += [Text(" > ".join(key.way), style="bold"), _table([key], words), Text()]
        for kind in _values_at(key):
            below = [Key((*key.way, way[0]), owner, name) for way, owner, name in keys_below(kind) if len(way) == 1]
            parts += _part(meaning_of(kind, "", words), [one for one in below if one.kind is kind], words)
    return as_text(Group(*parts), width)


@cache
def _keys(topic: str) -> list[Key]:
    return [Key(*one) for root in TOPICS[topic] for one in keys_below(root)]


def _once(keys: Iterable[Key]) -> list[Key]:
    """Return keys of one meaning once."""
    return list({meaning_of(key.kind, key.name): key for key in reversed(list(keys))}.values())[::-1]


def _values_at(key: Key) -> list[type[BaseModel]]:
    """Return the values with keys of their own that may stand behind a key."""
    found = keys_below(key.kind.model_fields[key.name].annotation)
    own = {kind: None for way, kind, _ in found if way[:-1] in ((), ("NAME",))}
    return [kind for kind in own if "properties" in _schema(kind)]


@cache
def _schema(kind: type[BaseModel]) -> dict[str, Any]:
    return kind.model_json_schema(by_alias=True)


def _is_in_all(key: Key, kinds: list[type[BaseModel]]) -> bool:
    """Tell whether all kinds have a key, and mean the same by it."""
    told = {notes_of(kind).get(key.name) for kind in kinds}
    return len(told) == 1


def _part(heading: str, keys: list[Key], words: Words) -> list[RenderableType]:
    from adminsim.report.kit.prose import Text

    return [Text(heading, style="bold"), _table(keys, words), Text()]


def _table(keys: list[Key], words: Words) -> Table:
    headings = ("parameter", "type", "default", "meaning")
    table = plain_table(*(words.say(f"reform-{heading}") for heading in headings), left=4)
    for column, ratio in zip(table.columns, (None, 2, None, 3), strict=True):
        column.ratio = ratio
    for key in keys:
        schema = _schema(key.kind)
        part = schema.get("properties", {}).get(key.written, {})
        field = key.kind.model_fields[key.name]
        default = words.say("reform-required") if field.is_required() else _default(part)
        add_row(
            table,
            key.written,
            type_in_words(inlined(part, schema.get("$defs", {})), words),
            default,
            meaning_of(key.kind, key.name, words),
        )
    return table


def _default(part: dict[str, Any]) -> str:
    given = part.get("default")
    if given is None or isinstance(given, (dict, list)):
        return ""
    return str(given).lower() if isinstance(given, bool) else str(given)
