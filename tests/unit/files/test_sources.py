"""Every number of a shipped scenario says where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adminsim.files.strict_yaml import read_tree

SCENARIOS = Path(__file__).parents[3] / "scenarios"
FILES = sorted(path for path in SCENARIOS.rglob("*.yaml") if "smallest" not in path.parts)
DESIGN = {"version", "period", "study"}
"""Keys whose numbers are the design of a study, not figures about the world."""
NUMBER = re.compile(r"^\d+(\.\d+)?( ?(s|min|h|d|wk|WD))?$")


def unsourced(value: Any, path: tuple[str, ...] = (), sourced: bool = False) -> Iterator[str]:
    """Return the places of numbers that neither they nor a block around them give a source for."""
    if isinstance(value, dict):
        here = sourced or bool(value.get("source"))
        for key, inner in value.items():
            if not (len(path) == 0 and key in DESIGN):
                yield from unsourced(inner, (*path, str(key)), here)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from unsourced(inner, (*path, str(position)), sourced)
    elif not isinstance(value, bool) and NUMBER.match(str(value)) and not sourced:
        yield ".".join(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SCENARIOS).as_posix())
def test_every_number_has_a_source(path: Path) -> None:
    tree = read_tree(path.read_bytes(), str(path))
    assert list(unsourced(tree.plain())) == []


def test_a_number_without_a_source_is_found() -> None:
    assert list(unsourced({"departments": {"tax": {"staff": 3}}})) == ["departments.tax.staff"]
    assert list(unsourced({"departments": {"tax": {"staff": 3, "source": "assumption"}}})) == []


def assumptions(value: Any) -> Iterator[dict[str, Any]]:
    """Return all maps that state an assumed number."""
    if isinstance(value, dict):
        if value.get("source") == "assumption" and "value" in value:
            yield value
        for inner in value.values():
            yield from assumptions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from assumptions(inner)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SCENARIOS).as_posix())
def test_every_assumed_number_has_a_range(path: Path) -> None:
    tree = read_tree(path.read_bytes(), str(path))
    assert [one for one in assumptions(tree.plain()) if "range" not in one] == []
