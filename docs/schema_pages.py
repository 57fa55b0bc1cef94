"""Writes the pages of the file formats from their schemas."""

from __future__ import annotations

import inspect
import re
from typing import Any

Schema = dict[str, Any]


def schema_page(title: str, text: str, schema: Schema) -> str:
    """Return a page with one section for the file and one for each kind of entry that it may hold."""
    lines = [f"# {title}", "", text, "", "## The file", "", *_section(schema)]
    parts: Schema = schema.get("$defs", {})
    for name in sorted(_reached(schema, parts)):
        part = parts[name]
        lines += [f"## {name}", "", *_section(part)]
    return "\n".join(lines)


def _reached(part: Any, parts: Schema, found: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the names of the parts that a part of a schema leads to."""
    if isinstance(part, list):
        for one in part:
            found = _reached(one, parts, found)
    elif isinstance(part, dict) and not part.get("hidden"):
        name = str(part.get("$ref", "")).rpartition("/")[2]
        if name and name not in found:
            found = _reached(parts[name], parts, found | {name})
        for key, one in part.items():
            found = found if key == "$defs" else _reached(one, parts, found)
    return found


def _section(part: Schema) -> list[str]:
    lines = [prose(part.get("description", "")), ""]
    if "enum" in part:
        lines += ["One of " + ", ".join(f"`{value}`" for value in part["enum"]) + ".", ""]
    properties: Schema = part.get("properties", {})
    if not properties:
        return lines if "enum" in part else [*lines, f"Written as {_kind(part)}.", ""]
    lines += ["| key | what it holds | by default | meaning |", "|---|---|---|---|"]
    required = set(part.get("required", []))
    for name, field in properties.items():
        if field.get("hidden"):
            continue
        default = "*required*" if name in required else _default(field)
        meaning = prose(field.get("description", ""), one_line=True)
        lines.append(f"| `{name}` | {_kind(field)} | {default} | {meaning} |")
    return [*lines, ""]


def _default(field: Schema) -> str:
    default = field.get("default")
    if default is None or isinstance(default, (dict, list)) or default == "":
        return ""
    return as_code(str(default).lower() if isinstance(default, bool) else str(default))


def _kind(field: Schema) -> str:
    """Return in words what a part of a schema allows."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in field:
        return as_code(str(field["const"]))
    if "enum" in field:
        return ", ".join(as_code(str(value)) for value in field["enum"])
    for several in ("anyOf", "oneOf"):
        if several in field:
            kinds = [_kind(part) for part in field[several] if part.get("type") != "null"]
            return " or ".join(dict.fromkeys(kinds))
    if field.get("type") == "array":
        return f"list of {_kind(field['items'])}" if isinstance(field.get("items"), dict) else "list"
    if field.get("type") == "object":
        values = next(iter(field.get("patternProperties", {}).values()), field.get("additionalProperties"))
        if isinstance(values, dict):
            return f"map of {_kind(values)}"
        keys = ", ".join(_key(name, part) for name, part in field.get("properties", {}).items())
        return f"map with {keys}" if keys else "map"
    kinds = {"string": "text", "integer": "whole number", "number": "number", "boolean": "`true` or `false`"}
    return kinds.get(str(field.get("type")), "value") + _bounds(field)


def _key(name: str, field: Schema) -> str:
    kind = _kind(field)
    return f"{as_code(name)} ({kind})" if kind.startswith("[") else as_code(name)


def _bounds(field: Schema) -> str:
    words = {
        "minimum": "at least",
        "exclusiveMinimum": "above",
        "maximum": "at most",
        "exclusiveMaximum": "below",
    }
    bounds = [f"{word} {field[key]:g}" for key, word in words.items() if key in field]
    return f" ({', '.join(bounds)})" if bounds else ""


def prose(text: str, one_line: bool = False) -> str:
    """Return a docstring as prose of a page, in one line where it stands in a table."""
    plain = re.sub(r"``([^`]+)``", r"`\1`", inspect.cleandoc(text or ""))
    # The sections of a docstring are no sections of the page.
    plain = re.sub(r"^(\w+)\n-{3,}$", r"*\1.*", plain, flags=re.MULTILINE)
    return " ".join(plain.split()).replace("|", "\\|") if one_line else plain


def as_code(text: str) -> str:
    """Return a text as it is, on one line and safe in a cell of a table."""
    shown = " / ".join(text.splitlines()).replace("|", "\\|")
    return (f"`` {shown} ``" if "`" in shown else f"`{shown}`") if shown else ""
