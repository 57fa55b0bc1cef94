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
    from collections.abc import Sequence

    from numpy.typing import NDArray


def packed(tables: list[NDArray[np.float64]], dropped: Sequence[int] = ()) -> str:
    """Return tables of figures as text.

    Parameters
    ----------
    tables : list of ndarray
        Shape (rows, figures) each.
    dropped : sequence of int
        For each table, of how many of the 24 binary digits of its figures the page does without; by default of none.
    """
    digits = [*dropped, *[0] * len(tables)]
    return squeezed(b"".join(_planes(table, without) for table, without in zip(tables, digits, strict=False)))


def squeezed(given: bytes) -> str:
    """Return bytes as text: their number, a space, and what deflating leaves of them."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    return f"{len(given)} {b64encode(press.compress(given) + press.flush()).decode()}"


def _planes(table: NDArray[np.float64], without: int) -> bytes:
    bits = _rounded(np.ascontiguousarray(table, dtype="<f4"), without).view("<u4")
    if len(bits):
        bits = np.concatenate((bits[:1], bits[1:] ^ bits[:1]))
    # By significance, figure and row: neighbours in a plane are the same figure of similar combinations.
    return np.ascontiguousarray(bits.view(np.uint8).reshape(*bits.shape, 4).transpose(2, 1, 0)[::-1]).tobytes()


def _rounded(values: NDArray[np.float32], without: int) -> NDArray[np.float32]:
    """Return values rounded to the nearest that end on so many binary zeros."""
    if not without:
        return values
    bits = values.view("<u4")
    near = (bits + np.uint32(1 << (without - 1))) & ~np.uint32((1 << without) - 1)
    return np.where(np.isfinite(values), near.view("<f4"), values).astype("<f4")
