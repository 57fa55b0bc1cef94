"""What the model allows at a place of a file."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from adminsim.files.tree import Entry, Node
from adminsim.model.duration import Duration
from adminsim.model.span import Time


def values_at(root: Any, loc: tuple[object, ...], data: Any) -> list[type[BaseModel]]:
    """Return the values that may stand at a place.

    Parameters
    ----------
    root : type
        What the file as a whole is.
    loc : tuple
        The way from the root as pydantic tells it: keys, positions and tags of choices.
    data : object
        What is written there: a bare time is written without the key of its distribution.
    """
    found = [root]
    for step in loc:
        found = [inner for one in found for inner in _within(one, step)] or found
    models = [one for kind in found for one in _choices(kind) if _is_value(one)]
    is_time = isinstance(data, dict) and "value" in data
    return [Time if issubclass(one, Duration) and is_time else one for one in models]


def keys_of(value: type[BaseModel]) -> list[str]:
    """Return the keys that a value is written with."""
    fields = value.model_fields.items()
    return [field.alias or name for name, field in fields if not is_hidden(field)]


def is_hidden(field: Any) -> bool:
    """Tell whether a field is for the program only."""
    extra = field.json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("hidden"))


def hidden_keys(root: Any, tree: Node) -> Iterator[Entry]:
    """Yield the entries of a file that only the program itself may set."""
    yield from _hidden_below([root], tree)


def _hidden_below(kinds: list[Any], node: Node) -> Iterator[Entry]:
    values = [choice for kind in kinds for choice in _choices(kind) if _is_value(choice)]
    steps: Iterable[Any] = node.value if isinstance(node.value, dict) else ()
    if isinstance(node.value, list):
        steps = range(len(node.value))
    for step in steps:
        entry = node.child(step)
        assert entry is not None
        if any(is_hidden(value.model_fields[step]) for value in values if step in value.model_fields):
            yield entry
        elif isinstance(entry.node.value, (dict, list)):
            yield from _hidden_below([inner for kind in kinds for inner in _within(kind, step)], entry.node)


def keys_below(root: Any) -> Iterator[tuple[tuple[str, ...], type[BaseModel], str]]:
    """Yield every key that may be written at a place or below, each value once: the way to it, its value, its name.

    Steps of the way are keys as they are written, and ``NAME`` where a name is to be put.
    """
    yield from _keys_below(root, (), set())


def _keys_below(
    kind: Any, way: tuple[str, ...], seen: set[Any]
) -> Iterator[tuple[tuple[str, ...], type[BaseModel], str]]:
    for choice in _choices(kind):
        if _is_value(choice):
            if choice in seen:
                continue
            seen.add(choice)
            shown = [(name, field) for name, field in choice.model_fields.items() if not is_hidden(field)]
            yield from (((*way, field.alias or name), choice, name) for name, field in shown)
            for name, field in shown:
                yield from _keys_below(field.annotation, (*way, field.alias or name), seen)
        elif get_origin(choice) is dict:
            yield from _keys_below(get_args(choice)[1], (*way, "NAME"), seen)
        elif get_origin(choice) is tuple:
            for inner in dict.fromkeys(one for one in get_args(choice) if one is not ...):
                yield from _keys_below(inner, way, seen)


def _is_value(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _choices(kind: Any) -> Iterator[Any]:
    """Yield the types that a type may stand for, without what annotates them."""
    if get_origin(kind) is Annotated:
        yield from _choices(get_args(kind)[0])
    elif get_origin(kind) in (Union, types.UnionType):
        for choice in get_args(kind):
            yield from _choices(choice)
    else:
        yield kind


def _tagged(kind: Any, tag: object) -> Iterator[Any]:
    if get_origin(kind) is Annotated:
        inner, *notes = get_args(kind)
        if any(isinstance(note, Tag) and note.tag == tag for note in notes):
            yield inner
        else:
            yield from _tagged(inner, tag)
    elif get_origin(kind) in (Union, types.UnionType):
        for choice in get_args(kind):
            if _is_value(choice) and _has_word(choice, tag):
                yield choice
            else:
                yield from _tagged(choice, tag)


def _has_word(value: type[BaseModel], tag: object) -> bool:
    """Tell whether a value is told from others by a key that can only have this word."""
    kinds = (field.annotation for field in value.model_fields.values())
    return any(get_origin(kind) is Literal and get_args(kind) == (tag,) for kind in kinds)


@lru_cache(maxsize=4096)
def _within(kind: Any, step: object) -> tuple[Any, ...]:
    """Return what stands behind one step of the way: every file asks the same of the same kinds."""
    return tuple(_found_within(kind, step))


def _found_within(kind: Any, step: object) -> Iterator[Any]:
    tagged = list(_tagged(kind, step))
    if tagged:
        yield from tagged
        return
    for choice in _choices(kind):
        arguments = get_args(choice)
        if _is_value(choice):
            fields = choice.model_fields.items()
            yield from (field.annotation for name, field in fields if step in (name, field.alias))
        elif get_origin(choice) is dict:
            yield arguments[1]
        elif get_origin(choice) is tuple and isinstance(step, int) and arguments:
            yield arguments[min(step, len(arguments) - 1)] if arguments[-1] is not ... else arguments[0]
