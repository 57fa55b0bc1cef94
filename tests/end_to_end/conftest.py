"""Commands are called to see what they do and say; what figures look like is held in tests/unit/report."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sketches import sketch


@pytest.fixture(autouse=True, scope="module")
def sketched(request: pytest.FixtureRequest) -> Iterator[None]:
    """Have no figure drawn in this process; with `--thorough` all of them are."""
    with pytest.MonkeyPatch.context() as patch:
        if not request.config.getoption("--thorough"):
            sketch(patch)
        yield
