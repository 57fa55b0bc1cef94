"""Cases that pass several milestones told apart by pace, so that delays may be drawn one by one within each class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.logs.censoring import distance, weighted_quantile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SHUFFLES = 20
_STREAM = 0x706163


def paces(delays: list[Floats], weights: Floats, classes: int) -> NDArray[np.int64]:
    """Return the class of each case.

    Parameters
    ----------
    delays : list of ndarray of float64
        The times between milestones, by case.
    weights : ndarray of float64
        How many cases each stands for.
    classes : int
        How many classes of equal weight there are.

    Notes
    -----
    Classes follow one of the delays, or their sum: the one for which sums of delays that are shuffled within the
    classes come nearest to the real sums.
    """
    total = np.sum(delays, axis=0)
    found = [_classes_of(values, weights, classes) for values in (total, *delays)]
    apart = [_apart(delays, total, weights, one) for one in found]
    return found[int(np.argmin(apart))]


def _classes_of(values: Floats, weights: Floats, classes: int) -> NDArray[np.int64]:
    inner = weighted_quantile(values, weights, np.arange(1, classes) / classes)
    return np.searchsorted(inner, values, side="left")


def _apart(delays: list[Floats], total: Floats, weights: Floats, one: NDArray[np.int64]) -> float:
    """Return how far sums of delays that are shuffled within classes are from the real ones, on the mean."""
    stream = np.random.Generator(np.random.Philox(key=_STREAM))
    order = np.argsort(one, kind="stable")
    sums = []
    for _ in range(SHUFFLES):
        mixed = np.zeros(len(total))
        for delay in delays:
            # Sorted by class and by chance within it: the same places, other cases.
            mixed[order] += delay[np.lexsort((stream.random(len(total)), one))]
        sums.append(mixed)
    return distance(np.concatenate(sums), total, np.tile(weights, SHUFFLES), weights)
