"""Some of the cases of a route, by position; all of them without a list of positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Selection = NDArray[np.int64] | None
    """Positions of the cases meant; None for all."""


def where(is_meant: NDArray[np.bool_]) -> Selection:
    """Return the cases for which it is true."""
    return None if is_meant.all() else np.flatnonzero(is_meant)


def of(selection: Selection, values: NDArray[Any]) -> NDArray[Any]:
    """Return the entries of the cases meant, of an array with one for each case."""
    return values if selection is None else values[selection]


def among(selection: Selection, found: NDArray[Any]) -> NDArray[np.int64]:
    """Return which cases are meant by places, or by a mask, within a selection."""
    positions: NDArray[np.int64] = np.flatnonzero(found) if found.dtype == bool else found
    return positions if selection is None else selection[positions]
