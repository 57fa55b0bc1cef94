"""What the figures of a run depend on beside its scenario and seed."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

PACKAGES = ("adminsim", "numpy", "scipy", "pandas", "simpy", "numba", "chinesecalendar", "holidays")
ROOMS = ("model", "reforms", "engine", "study")


@cache
def versions() -> dict[str, str]:
    """Return the versions of Python and of all packages that figures come from, and a hash of adminsim's source."""
    return {
        "python": platform.python_version(),
        **{name: _version(name) for name in PACKAGES},
        "source": source_hash(),
    }


def source_hash() -> str:
    """Return a hash of all that turns a system into figures, which tells apart what bears the same version."""
    hashed = hashlib.sha256()
    for room in ROOMS:
        for place, file in sorted(_sources(files("adminsim") / room, room), key=lambda found: found[0]):
            hashed.update(f"{place}\n".encode() + file.read_bytes())
    return hashed.hexdigest()[:16]


def _sources(room: Traversable, place: str) -> Iterator[tuple[str, Traversable]]:
    """Yield the sources of a room and of its drawers, each with its place."""
    for file in room.iterdir():
        if file.is_dir():
            yield from _sources(file, f"{place}/{file.name}")
        elif file.name.endswith(".py"):
            yield f"{place}/{file.name}", file


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
