"""Small logs for tests, and the real ones where they are at hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

REAL = Path(__file__).parents[3].parent / "shared" / "data"
"""Public logs of real cases, which are not part of the project."""


@pytest.fixture
def real() -> Callable[[str], Path]:
    """Return a function that finds a real log, or skips the test where it is not there."""

    def find(name: str) -> Path:
        for folder in (REAL, REAL.parents[2] / "shared" / "data"):
            if (folder / name).exists():
                return folder / name
        pytest.skip(f"the public log {name} is not at hand")

    return find
