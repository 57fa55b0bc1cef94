"""A baseline from a workbook as the text that one would have written: in its order, short where it fits."""

from __future__ import annotations

from typing import Any

from adminsim.files.tree import Node
from adminsim.files.write import in_one_line
from adminsim.messages import Words

WIDTH = 118
COMMENTED = ("period", "calendars", "departments", "chains", "targets")
"""Keys of a file above which stands what they are."""
ALWAYS_APART = frozenset({"calendars", "departments", "chains", "types", "documents", "steps", "targets"})
"""What has a line for each of its own parts, even where it would fit one."""
_EXAMPLE = "# - {reform: staffing, department: %s, add: 1, source: assumption}"


def baseline_text(tree: Node, file: str, schema: str, words: Words) -> str:
    """Return a baseline as a file, with a comment above each part."""
    return _head(schema, file, words) + "".join(_commented(name, value, words) for name, value in tree.plain().items())


def scenario_text(tree: Node, department: str, file: str, schema: str, words: Words) -> str:
    """Return a scenario as a file, with an example of a reform that is not yet one."""
    written = tree.plain()
    targets = written.pop("targets", None)
    text = _head(schema, file, words) + "".join(_commented(name, value, words) for name, value in written.items())
    text += f"\n# {words.say('sheet-comment-reforms')}\n{_EXAMPLE % in_one_line(department)}\nreforms: []\n"
    return text + (_commented("targets", targets, words) if targets else "")


def _head(schema: str, file: str, words: Words) -> str:
    return f"# yaml-language-server: $schema={schema}\n# {words.say('sheet-made-from', file=file)}\n"


def _commented(name: str, value: Any, words: Words) -> str:
    above = f"\n# {words.say(f'sheet-comment-{name}')}\n" if name in COMMENTED else ""
    return above + "".join(f"{line}\n" for line in _lines(name, value, ""))


def _lines(name: object, value: Any, indent: str) -> list[str]:
    key = f"{indent}{in_one_line(name)}:"
    short = f"{key} {in_one_line(value)}"
    if not isinstance(value, (dict, list)) or not value:
        return [short]
    if isinstance(value, list) and name != "targets":
        return [short]
    if isinstance(value, dict) and name not in ALWAYS_APART and len(short) <= WIDTH and not _is_deep(value):
        return [short]
    if isinstance(value, list):
        return [key, *(f"{indent}  - {in_one_line(one)}" for one in value)]
    return [key, *(line for inner, part in value.items() for line in _lines(inner, part, indent + "  "))]


def _is_deep(value: dict[Any, Any]) -> bool:
    """Tell whether a map holds what has a line for each of its parts."""
    return any(name in ALWAYS_APART and isinstance(part, dict) for name, part in value.items())
