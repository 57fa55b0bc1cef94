"""What the kernel takes, as plain numbers and arrays in its own order: for those who call it outside of Numba."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator


def arguments(*records: tuple[Any, ...]) -> Iterator[Any]:
    """Yield the numbers and arrays of some records, of those within them too."""
    for record in records:
        for value in record:
            if isinstance(value, tuple):
                yield from arguments(value)
            else:
                yield value if isinstance(value, np.ndarray) else int(value)


def words(value: Any, address: int) -> list[int]:
    """Return an argument as the words that the compiled kernel takes it apart into.

    Parameters
    ----------
    value : int or ndarray
        The argument.
    address : int
        Where the array stands.
    """
    if isinstance(value, int):
        return [value]
    return [0, 0, value.size, value.itemsize, address, *value.shape, *value.strides]
