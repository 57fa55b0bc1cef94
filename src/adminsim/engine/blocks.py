"""The visits of a run in pieces that fit a cache: large arrays that live for a moment cost more than sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

VISITS_AT_ONCE = 2**16


def visit_blocks(visits: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """Return the visits in pieces, each a view."""
    for first in range(0, len(visits), VISITS_AT_ONCE):
        yield visits[first : first + VISITS_AT_ONCE]
