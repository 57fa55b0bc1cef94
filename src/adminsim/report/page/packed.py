"""The figures of a grid as few bytes: what combinations have in common is told once.

A table of 32-bit floats, one row for each combination. Each row but the first is what differs from the first, bit by
bit; the bytes of one significance stand together, and all is deflated. The page undoes the same in reverse.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def packed(tables: list[NDArray[np.float64]]) -> str:
    """Return tables of figures, shape (rows, figures) each, as text."""
    return squeezed(b"".join(_planes(table) for table in tables))


def squeezed(given: bytes) -> str:
    """Return bytes as text: their number, a space, and what deflating leaves of them."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    return f"{len(given)} {b64encode(press.compress(given) + press.flush()).decode()}"


def _planes(table: NDArray[np.float64]) -> bytes:
    bits = np.ascontiguousarray(table, dtype="<f4").view("<u4")
    if len(bits):
        bits = np.concatenate((bits[:1], bits[1:] ^ bits[:1]))
    # By significance, figure and row: neighbours in a plane are the same figure of similar combinations.
    return np.ascontiguousarray(bits.view(np.uint8).reshape(*bits.shape, 4).transpose(2, 1, 0)[::-1]).tobytes()
