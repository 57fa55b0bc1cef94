"""Problems of values, located in the file that they were read from, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from adminsim.files.located import Given, Located, Mark
from adminsim.files.shape import hidden_keys, keys_of, values_at
from adminsim.files.tree import Entry, Node
from adminsim.messages import CATALOGUE
from adminsim.model.problem import Problem
from adminsim.reforms.vocabulary import BY_TERM

Said = tuple[str, dict[str, Any]]
"""Code of a message, and what it names."""
_QUOTED = re.compile(r"'([^']*)'|(\d+)")
_PERCENT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[%％]\s*")
_BOUNDS = {
    "greater_than_equal": ("value-least", "ge"),
    "greater_than": ("value-above", "gt"),
    "less_than_equal": ("value-most", "le"),
    "less_than": ("value-below", "lt"),
}
_BY_CLASS = {"Number": "value-number-or-map", "Label": "value-label"}


def locate_problem(problem: Problem, tree: Node) -> Located:
    """Return a problem of a value with its place."""
    key, node, _ = _nearest(tree, problem.path)
    values = dict(problem.values)
    if problem.also is not None:
        values["also"] = _nearest(tree, problem.also)[1].mark.place
    return Located.at(key if problem.at_key else node.mark, problem.code, **values)


def locate_errors(error: ValidationError, root: type[BaseModel], tree: Node) -> list[Located]:
    """Return what pydantic found wrong with a file, each with its place."""
    found = error.errors(include_url=False, include_input=False)
    located = [_located(dict(one), root, tree) for one in found]
    return [one for one in located if one is not None]


def locate_hidden(root: type[BaseModel], tree: Node) -> list[Located]:
    """Return the keys of a file that only the program itself may set."""
    return [Located.at(entry.key, "key-hidden") for entry in hidden_keys(root, tree)]


def _located(error: dict[str, Any], root: type[BaseModel], tree: Node) -> Located | None:
    """Return what is wrong with its place; None for what another error of the same place says better."""
    loc = tuple(step for step in error["loc"] if step != "[key]")
    is_key = len(loc) < len(error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return _missing(loc, root, tree)
    key, node, last = _nearest(tree, loc)
    if kind in ("extra_forbidden", "invalid_key"):
        _, above, _ = _nearest(tree, loc[:-1])
        given = {"key": last, **_among(str(last), _keys_at(root, loc[:-1], above))}
        # A key that is written already is not the one that was meant.
        unused = [name for name in given["allowed"] if above.child(name) is None]
        return Located.at(key, "key-unknown", **given | {"nearest": _among(str(last), unused)["nearest"]})
    if kind.startswith("union_tag"):
        return _wrong_kind(kind, context, node, key)
    given = last if is_key else node.plain()
    if any("literal[" in str(step) for step in loc):
        allowed = {"given": Given(given), "item": given}
        return None if isinstance(given, list) else Located.at(node.mark, "value-all-or-list", **allowed)
    if kind == "tuple_type" and str(loc[-1]).startswith("tuple["):
        return None
    if kind == "too_long" and last == "range":
        return Located.at(node.mark, "value-range-of-two")
    code, values = _said(kind, context, given, error["msg"], is_key)
    return Located.at(key if is_key else node.mark, code, **values)


def _wrong_kind(kind: str, context: dict[str, Any], node: Node, key: Mark) -> Located:
    """Return what is wrong with the key that says which of several forms a value has."""
    if not isinstance(node.value, dict):
        return Located.at(node.mark, "value-keys", given=Given(node.plain()))
    for name in ("reform", "kind"):
        entry = node.child(name)
        if entry is not None:
            expected = context.get("expected_tags", "")
            # A table of arrivals is put in its place before the model looks at it.
            expected += ", 'replay'" if "'listed'" in expected else ""
            code, values = _choice(expected, entry.node.plain())
            if name == "reform" and "nearest" in values:
                values["nearest"] = values["nearest"] or _among(values["given"], BY_TERM)["nearest"]
            return Located.at(entry.node.mark, code, **values)
    near = get_close_matches("reform", [str(name) for name in node.value], n=1)
    if near and (entry := node.child(near[0])) is not None:
        return Located.at(entry.key, "key-unknown", key=near[0], nearest="reform")
    return Located.at(key, "key-missing", key="reform")


def _nearest(tree: Node, path: Iterable[object]) -> tuple[Mark, Node, Any]:
    """Follow a path as far as the file goes; return the last key, its place and what stands behind it.

    Steps that the file does not have are names of choices or short forms, and are passed over.
    """
    here, last = Entry(tree.mark, tree), None
    for step in path:
        entry = here.node.child(step)
        if entry is not None:
            here, last = entry, step
    return here.key, here.node, last


def _missing(loc: tuple[Any, ...], root: type[BaseModel], tree: Node) -> Located | None:
    key, node, _ = _nearest(tree, loc[:-1])
    if isinstance(loc[-1], int):
        return Located.at(node.mark, "value-range-of-two")
    keys = _keys_at(root, loc[:-1], node)
    strangers = [str(name) for name in node.value if name not in keys] if isinstance(node.value, dict) else []
    unused = [name for name in keys if node.child(name) is None]
    if any(_among(name, unused)["nearest"] == loc[-1] for name in strangers):
        return None  # It is misspelt, and reported so.
    return Located.at(key, "key-missing", key=loc[-1])


def _keys_at(root: type[BaseModel], loc: tuple[Any, ...], node: Node) -> list[str]:
    written = dict.fromkeys(node.value) if isinstance(node.value, dict) else None
    models = values_at(root, loc, written)
    keys = list(dict.fromkeys(key for model in models for key in keys_of(model)))
    return [*keys, "include", "adjust"] if not loc and "chains" in keys else keys


def _among(given: str, allowed: Iterable[str]) -> dict[str, Any]:
    names = [str(name) for name in allowed]
    near = get_close_matches(given, names, n=1) or [name for name in names if name.lower() == given.lower()]
    return {"nearest": near[0] if near else "", "allowed": names}


def _said(kind: str, context: dict[str, Any], given: Any, message: str, is_key: bool) -> Said:
    if kind in CATALOGUE:
        return kind, context
    if kind in _BOUNDS:
        code, bound = _BOUNDS[kind]
        return code, {"bound": f"{context[bound]:g}", "given": Given(given)}
    if is_key and kind == "string_type":
        return "key-text", {"key": given}
    if kind in ("string_pattern_mismatch", "string_too_long"):
        return "key-name", {"key": given}
    if kind in ("literal_error", "enum"):
        return _choice(context["expected"], given)
    rule = next((rule for start, rule in _RULES if kind.startswith(start)), None)
    if rule is not None:
        return rule(given, context)
    return "schema-other", {"message": message.removeprefix("Value error, ")}


def _choice(expected: str, given: Any) -> Said:
    allowed = [text or number for text, number in _QUOTED.findall(expected)]
    if isinstance(given, str):
        return "value-choice", {"given": given, **_among(given, allowed)}
    return "value-choice-other", {"given": Given(given), "allowed": allowed}


def _plain(code: str) -> Callable[[Any, dict[str, Any]], Said]:
    return lambda given, _: (code, {"given": Given(given)})


def _map(given: Any, context: dict[str, Any]) -> Said:
    code = _BY_CLASS.get(context.get("class_name", ""), "value-keys")
    percent = _PERCENT.fullmatch(given) if isinstance(given, str) and code == "value-number-or-map" else None
    if percent:
        return "value-percent", {"share": f"{float(percent[1]) / 100:g}", "given": given}
    return code, {"given": Given(given)}


def _list(given: Any, _: dict[str, Any]) -> Said:
    if isinstance(given, (dict, list)) or given is None:
        return "value-list", {"given": Given(given)}
    return "value-list-of-one", {"item": given}


_RULES: tuple[tuple[str, Callable[[Any, dict[str, Any]], Said]], ...] = (
    ("int_", _plain("value-whole")),
    ("float_", _plain("value-number")),
    ("string_type", _plain("value-text")),
    ("bool_", _plain("value-truth")),
    ("tuple_type", _list),
    ("list_type", _list),
    ("model_", _map),
    ("dict_type", _map),
    ("datetime_", lambda *_: ("value-instant", {})),
    ("date_", lambda *_: ("value-date", {})),
    ("finite_number", _plain("value-finite")),
    ("too_short", lambda *_: ("value-empty", {})),
)
