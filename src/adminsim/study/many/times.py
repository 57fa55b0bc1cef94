"""The times of all cases of a run, packed: what is common to many runs, such as a quantile, needs every one of them."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVEL = 1
"""How hard zlib tries; more takes longer and hardly less room."""


def packed(times: NDArray[np.int32]) -> bytes:
    """Return whole numbers in ascending order in little room: what each is above the one before, compressed."""
    return zlib.compress(np.diff(times, prepend=np.int32(0)).astype("<i4").tobytes(), LEVEL)


def unpacked(kept: bytes) -> NDArray[np.int32]:
    """Return what was packed."""
    found: NDArray[np.int32] = np.frombuffer(zlib.decompress(kept), dtype="<i4").cumsum(dtype=np.int32)
    return found
