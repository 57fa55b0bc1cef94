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


SHAPES = {"mix", "months", "weekdays", "hours", "schedule", "shifts"}
"""Keys whose numbers cannot move one by one: shares that sum to 1, the calendar, crews of a season."""
COUNTS = {"places", "max_returns"}
"""Keys that the file format states as whole numbers, without a range."""
DESIGN_OF_REFORMS = {"add", "staff", "promise", "limit", "by"}
"""Keys of a reform whose numbers are its design, which one chooses, and not a figure that one assumes."""
ZERO_OR_ONE = {0.0, 1.0}


def without_range(value: Any, path: tuple[str, ...] = (), assumed: bool = False) -> Iterator[str]:
    """Return the places of assumed numbers, their source their own or that of a block around them, without a range."""
    if isinstance(value, dict):
        here = "assum" in str(value["source"]) if value.get("source") else assumed
        if "value" in value:
            if here and "range" not in value:
                yield ".".join(path)
            return
        for key, inner in value.items():
            if not _is_exempt(value, str(key), path):
                yield from without_range(inner, (*path, str(key)), here)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from without_range(inner, (*path, str(position)), assumed)
    elif assumed and _is_figure(value):
        yield ".".join(path)


def _is_figure(value: Any) -> bool:
    is_number = not isinstance(value, bool) and NUMBER.match(str(value)) is not None
    return is_number and float(str(value).split()[0]) not in ZERO_OR_ONE


def _is_exempt(block: dict[str, Any], key: str, path: tuple[str, ...]) -> bool:
    if not path:
        return key in DESIGN or key == "targets"
    is_by_law = key == "duration" and block.get("legal_period") is True and block.get("by") == "law"
    return key in SHAPES | COUNTS or is_by_law or (path[0] == "reforms" and key in DESIGN_OF_REFORMS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SCENARIOS).as_posix())
def test_every_assumed_number_has_a_range(path: Path) -> None:
    tree = read_tree(path.read_bytes(), str(path))
    assert list(without_range(tree.plain())) == []


def test_an_assumed_number_without_a_range_is_found() -> None:
    staff: dict[str, Any] = {"staff": 3, "source": "assumption"}
    assert list(without_range({"departments": {"tax": staff}})) == ["departments.tax.staff"]
    assert list(without_range({"departments": {"tax": {"staff": 3, "source": "a census"}}})) == []
    work = {"lognormal": {"mean": "3 h", "cv": {"value": 0.5, "source": "assumption"}}}
    steps = {"steps": {"a": {"work": work, "source": "weihai-2018/3; the rest is an assumption"}}}
    assert list(without_range(steps)) == ["steps.a.work.lognormal.mean", "steps.a.work.lognormal.cv"]
    ranged = {"value": 3, "range": [2, 4], "source": "assumption"}
    assert list(without_range({"departments": {"tax": staff | {"staff": ranged}}})) == []
    assert list(without_range({"reforms": [{"reform": "staffing", "add": 2, "source": "assumption"}]})) == []
    types = {"a": {"mix": 0.4, "source": "assumption"}, "b": {"mix": 0.6, "source": "assumption"}}
    assert list(without_range({"chains": {"x": {"types": types}}})) == []
