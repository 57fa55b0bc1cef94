"""The policy vocabulary for people: a list of all reforms, and a page on each."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.model.notes import notes_of
from adminsim.model.span import LENGTH_SCHEMA
from adminsim.reforms import VOCABULARY
from adminsim.reforms.base import CapacityReform, Reform, RouteReform
from adminsim.report.kit.tables import add_row, as_text, plain_table

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table


_NAMED_TYPES = {"Duration": "duration", "Length": "length", "Coverage": "coverage", "Label": "label"}
_PLAIN_TYPES = {"string": "text", "integer": "integer", "number": "number", "boolean": "boolean"}


def reforms_table(words: Words = Words.EN, width: int | None = None) -> str:
    """Return a list of all reforms: the word that a file uses, the term, and what it does in a sentence."""
    from rich.console import Group

    from adminsim.report.kit.prose import Text

    headings = ("kind", "term", "about")
    table = plain_table(*(words.say(f"reform-heading-{heading}") for heading in headings), left=3)
    table.columns[0].ratio, table.columns[0].no_wrap = None, True
    table.columns[1].ratio, table.columns[2].ratio = 1, 2
    for kind, reform in VOCABULARY.items():
        terms = words.pick((reform.term_en, reform.term_zh), (reform.term_zh, reform.term_en))
        add_row(table, kind, "\n".join(terms), first_sentence(about(kind, words)))
    return as_text(Group(table, Text(), Text(words.say("reform-more"))), width)


def reform_page(kind: str, words: Words = Words.EN, width: int | None = None) -> str:
    """Return all there is to know about one reform.

    Parameters
    ----------
    kind : str
        The word that a file uses, such as ``parallel_approval``.
    words : Words
        Of the reader's language.
    width : int, optional
        Columns; by default those of the terminal.

    Raises
    ------
    KeyError
        If there is no such reform.
    """
    from rich.console import Group
    from rich.padding import Padding

    from adminsim.report.kit.prose import Text

    reform = VOCABULARY[kind]
    term = words.pick(reform.term_en, reform.term_zh)
    inherited = {name for base in (Reform, RouteReform, CapacityReform) for name in base.model_fields}
    own = [name for name in reform.model_fields if name not in inherited]
    common = [name for name in reform.model_fields if name in inherited and name != "reform"]
    parts: list[RenderableType] = [
        Text(f"{kind}: {term}", style="bold"),
        Text(),
        Text(about(kind, words)),
        Text(),
        Text(words.say("reform-example"), style="bold"),
        Padding(Text(reform.example.rstrip(), no_wrap=True), (0, 0, 0, 2)),
    ]
    for heading, names in (("parameters", own), ("common", common)):
        parts += [Text(), Text(words.say(f"reform-{heading}"), style="bold")]
        parts.append(_parameters(kind, reform, names, words))
    return as_text(Group(*parts), width)


def about(kind: str, words: Words) -> str:
    """Return what a reform does, what it assumes and where it may fail."""
    if words is Words.ZH:
        return VOCABULARY[kind].about_zh
    paragraphs = inspect.cleandoc(VOCABULARY[kind].__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def first_sentence(text: str) -> str:
    """Return what stands before all details: first paragraph in English, first sentence in Chinese."""
    head, stop, _ = text.partition("\n")[0].partition("。")
    return head + stop


def _parameters(kind: str, reform: type[Reform], names: list[str], words: Words) -> Table:
    schema = reform.model_json_schema(by_alias=True)
    headings = ("parameter", "type", "default", "meaning")
    table = plain_table(*(words.say(f"reform-{heading}") for heading in headings), left=4)
    for column, ratio in zip(table.columns, (None, 2, None, 3), strict=True):
        column.ratio = ratio
    table.columns[0].no_wrap = True
    for name in names:
        field = reform.model_fields[name]
        written = field.alias or name
        add_row(
            table,
            written,
            type_in_words(inlined(schema["properties"][written], schema.get("$defs", {})), words),
            words.say("reform-required") if field.is_required() else _default(schema["properties"][written]),
            words.pick(None, reform.in_chinese(written)) or notes_of(reform).get(name, ""),
        )
    return table


def _default(schema: dict[str, Any]) -> str:
    given = schema.get("default")
    if given is None or isinstance(given, dict):
        return ""
    return str(given).lower() if isinstance(given, bool) else str(given)


def inlined(part: Any, definitions: dict[str, Any]) -> Any:
    """Return a part of a JSON Schema with choices of words in the place of references to them."""
    if isinstance(part, list):
        return [inlined(one, definitions) for one in part]
    if not isinstance(part, dict):
        return part
    meant = definitions.get(str(part.get("$ref", "")).rpartition("/")[2], {})
    return meant if "enum" in meant else {key: inlined(one, definitions) for key, one in part.items()}


def type_in_words(schema: dict[str, Any], words: Words) -> str:
    """Return in words how a value of a JSON Schema is written."""
    if "$ref" in schema:
        code = _NAMED_TYPES.get(schema["$ref"].rpartition("/")[2], "keys")
        return words.say(f"type-{code}")
    if "const" in schema:
        return str(schema["const"])
    if schema.get("examples") == LENGTH_SCHEMA["examples"]:
        return words.say("type-length")
    if "enum" in schema:
        return words.say("type-or").join(map(str, schema["enum"]))
    if "anyOf" in schema:
        return _any_of(schema["anyOf"], words)
    if schema.get("type") == "array":
        return words.say("type-list", item=type_in_words(schema.get("items", {}), words))
    if schema.get("type") == "object":
        named: Any = schema.get("additionalProperties") or next(iter(schema.get("patternProperties", {}).values()), {})
        item = type_in_words(named, words)
        return words.say("type-map", item=item)
    if schema.get("format") == "date":
        return words.say("type-date")
    return words.say(f"type-{_PLAIN_TYPES.get(schema.get('type', ''), 'text')}")


def _any_of(options: list[dict[str, Any]], words: Words) -> str:
    """Return the ways to write a value; none at all and ``{value, range, source}`` go without saying."""
    told = [
        option
        for option in options
        if option.get("type") != "null" and set(option.get("properties", {})) != {"value", "range", "source"}
    ]
    return words.say("type-or").join(dict.fromkeys(type_in_words(option, words) for option in told))
