"""What figures depend on beside scenario and seed."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from adminsim.study.many.versions import ROOMS, _sources, versions


def test_numba_and_the_sources_are_told() -> None:
    assert {"python", "numba", "numpy", "source"} <= versions().keys()


def test_sources_of_drawers_are_hashed_too() -> None:
    top = Path(str(files("adminsim")))
    found = [place for room in ROOMS for place, _ in _sources(files("adminsim") / room, room)]
    there = [path.relative_to(top).as_posix() for room in ROOMS for path in (top / room).rglob("*.py")]
    assert sorted(found) == sorted(there)
    assert "reforms/vocabulary/online.py" in found
