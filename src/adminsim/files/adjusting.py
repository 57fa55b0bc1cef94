"""What a baseline states otherwise than the files that it includes.

Baselines of one kind share steps, documents and departments; each has numbers of its own. ``adjust`` replaces fields,
or adds them: of a calendar, a department or a chain, and of a type, a document or a step of a chain. A field is
replaced as a whole, so nothing of an old duration is left in a new one.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from adminsim.files.located import Given, Located
from adminsim.files.tree import Entry, Node

ADJUSTED = ("calendars", "departments", "chains")
NESTED = ("types", "documents", "steps")
"""Parts of a chain whose members are adjusted one by one."""

_FIELDS: dict[str, Any] = {"type": "object", "additionalProperties": {"type": "object"}}
ADJUST_SCHEMA: dict[str, Any] = {
    "title": "Adjust",
    "description": "What is otherwise here than in the files included: fields of their calendars, departments and "
    "chains, each replaced as a whole or added; of a chain's types, documents and steps, one by one.",
    "type": "object",
    "properties": dict.fromkeys(ADJUSTED, _FIELDS),
    "additionalProperties": False,
}
"""JSON Schema of `adjust`."""


def adjust(tree: Node, by: Node | None) -> list[Located]:
    """Put what a file states otherwise into the tree of all that it includes; return what is wrong with it."""
    if by is None or by.value is None:
        return []
    if not isinstance(by.value, dict):
        return [Located.at(by.mark, "value-keys", given=Given(by.plain()))]
    assert isinstance(tree.value, dict)
    problems: list[Located] = []
    for part, entry in by.value.items():
        if part not in ADJUSTED:
            problems.append(_unknown(part, entry, ADJUSTED))
        elif part in tree.value:
            tree.value[part] = tree.value[part]._replace(node=_members(tree.value[part].node, entry.node, problems))
        else:
            problems.append(_unknown(part, entry, ()))
    return problems


def _members(there: Node, by: Node, problems: list[Located]) -> Node:
    """Return named calendars, departments or chains with their fields replaced."""
    if not isinstance(there.value, dict) or not isinstance(by.value, dict):
        return _as_keys(there, by, problems)
    members = dict(there.value)
    for name, entry in by.value.items():
        if name in members:
            members[name] = members[name]._replace(node=_fields(members[name].node, entry.node, NESTED, problems))
        else:
            problems.append(_unknown(name, entry, there.value))
    return Node(there.mark, members, there.size + by.size, max(there.depth, by.depth))


def _fields(there: Node, by: Node, nested: tuple[str, ...], problems: list[Located]) -> Node:
    """Return one of them with its fields replaced or added, those of its own members one by one."""
    if not isinstance(there.value, dict) or not isinstance(by.value, dict):
        return _as_keys(there, by, problems)
    fields = dict(there.value)
    for key, entry in by.value.items():
        old = fields.get(key) if key in nested else None
        if old is not None and isinstance(old.node.value, dict) and isinstance(entry.node.value, dict):
            fields[key] = old._replace(node=_each(old.node, entry.node, problems))
        else:
            fields[key] = entry
    return Node(there.mark, fields, there.size + by.size, max(there.depth, by.depth))


def _each(there: Node, by: Node, problems: list[Located]) -> Node:
    """Return a chain's types, documents or steps: fields of those that it has replaced, others added."""
    assert isinstance(there.value, dict)
    assert isinstance(by.value, dict)
    members = dict(there.value)
    for name, entry in by.value.items():
        old = members.get(name)
        members[name] = entry if old is None else old._replace(node=_fields(old.node, entry.node, (), problems))
    return Node(there.mark, members, there.size + by.size, max(there.depth, by.depth))


def _as_keys(there: Node, by: Node, problems: list[Located]) -> Node:
    wrong = by if not isinstance(by.value, dict) else there
    problems.append(Located.at(wrong.mark, "value-keys", given=Given(wrong.plain())))
    return there


def _unknown(name: object, entry: Entry, allowed: Any) -> Located:
    names = [str(one) for one in allowed]
    nearest = get_close_matches(str(name), names, n=1)
    values = {"given": str(name), "allowed": names, "nearest": nearest[0] if nearest else ""}
    return Located.at(entry.key, "adjust-unknown", **values)
