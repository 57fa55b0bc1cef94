"""What a parser means by its errors, in plain words."""

from __future__ import annotations

import re
from typing import Any

from adminsim.files.located import Located

_INDENTED_BY_TAB = re.compile(r"^[ ]*\t\s*\S", re.MULTILINE)
_BY_PROBLEM = (
    ("mapping values are not allowed", "yaml-colon"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("expected <block end>, but found", "yaml-indentation"),
    ("sequence entries are not allowed", "yaml-dash"),
    ("unknown escape character", "yaml-escape"),
    ("escape sequence of", "yaml-escape"),
)
_WIDE_COMMA = re.compile(r"[，、；]\s*[^\W\d][\w.-]*\s*(?=:\s)")
"""A full-width comma before what looks like a key."""
_OPENING = {"}": "{", "]": "["}


def in_plain_words(error: Any, text: str, file: str) -> Located:
    """Return what is wrong with a text that a parser has refused."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Located(file, 1, 1, "yaml-syntax")
    lines = text.splitlines()
    tabbed = _tabbed_lines(text, mark.line + 1)
    if tabbed:
        column = lines[tabbed[0] - 1].index("\t") + 1
        return Located(file, tabbed[0], column, "yaml-tab", {"lines": len(tabbed)})
    problem, context = error.problem or "", error.context or ""
    start = error.context_mark or mark
    character = text[mark.index : mark.index + 1]
    if "quoted scalar" in context and "end of stream" in problem:
        return _at(file, start, "yaml-quote")
    if "flow" in context and error.context_mark is not None:
        comma = _WIDE_COMMA.search(text, start.index, mark.index + 2)
        if comma is not None:
            before = text[: comma.start()]
            values = {"given": comma[0][0], "meant": ", "}
            return Located(file, before.count("\n") + 1, len(before) - before.rfind("\n"), "yaml-wide", values)
        if character in _OPENING.values() and not problem.startswith("expected ','"):
            return _at(file, mark, "yaml-syntax")
        return _at(file, start, "yaml-bracket", bracket=text[start.index : start.index + 1])
    if character and character in _OPENING:
        return _at(file, mark, "yaml-closing", bracket=character)
    if "cannot start any token" in problem or "while scanning an a" in context or character == "%":
        where = start if "while scanning an a" in context else mark
        return _at(file, where, "yaml-start", character=text[where.index : where.index + 1])
    if problem.startswith("expected <block end>") and text[: mark.index].rstrip(" ").endswith(("'", '"')):
        return _at(file, mark, "yaml-after-quote")
    for words, code in _BY_PROBLEM:
        if words in problem:
            return _at(file, start if code == "yaml-no-colon" else mark, code)
    return _at(file, mark, "yaml-syntax")


def _at(file: str, mark: Any, code: str, **values: Any) -> Located:
    return Located(file, mark.line + 1, mark.column + 1, code, values)


def _tabbed_lines(text: str, last: int) -> list[int]:
    """Return the lines that a tab indents, if one of them is at or just before where the parser stopped."""
    found = [text.count("\n", 0, match.start()) + 1 for match in _INDENTED_BY_TAB.finditer(text)]
    return found if any(last - 1 <= line <= last + 1 for line in found) else []
