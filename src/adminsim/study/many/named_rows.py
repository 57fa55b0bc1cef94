"""Figures by name whose names are held once, however many runs have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Name = TypeVar("Name")
Figure = TypeVar("Figure", covariant=True)


class Rows(Mapping[Name, Figure], Generic[Name, Figure]):
    """A mapping to the rows of one array.

    Parameters
    ----------
    places : dict
        The row of each name; shared by all that have the same names in the same order.
    values : ndarray
        The rows.
    """

    __slots__ = ("_places", "_values")

    def __init__(self, places: dict[Name, int], values: NDArray[Any]) -> None:
        self._places, self._values = places, values

    def __getitem__(self, name: Name) -> Figure:
        row: Figure = self._values[self._places[name]]
        return row

    def __iter__(self) -> Iterator[Name]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Names:
    """The names met so far, each list of them once."""

    def __init__(self) -> None:
        self._places: dict[tuple[Any, ...], dict[Any, int]] = {}

    def rows(self, figures: Mapping[Name, Figure]) -> Rows[Name, Figure]:
        """Return the same figures under shared names."""
        names = tuple(figures)
        places = self._places.get(names)
        if places is None:
            places = self._places[names] = {name: place for place, name in enumerate(names)}
        return Rows(places, np.array(list(figures.values()), dtype=np.float64))
