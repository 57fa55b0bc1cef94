"""What each of several players contributes to what all achieve together: Shapley values and interactions.

A value function is an array whose last axis has one place for each of the 2^n subsets: bit i of the place tells whether
player i takes part.
"""

from __future__ import annotations

from math import factorial
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.streams import Streams


def shapley_values(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the Shapley value of each player.

    Parameters
    ----------
    values : ndarray of float64, shape (..., 2^n)
        The value of every subset.

    Returns
    -------
    ndarray of float64, shape (..., n)
        They add up to the value of all less that of none.

    Notes
    -----
    Player i gets the mean over all orders of what its joining adds, that is over the subsets S without i of
    |S|! (n - |S| - 1)! / n! times v(S + i) - v(S); see Shapley (1953), A value for n-person games.
    """
    count, subsets, sizes = _subsets(values)
    weights = np.array([factorial(s) * factorial(count - s - 1) / factorial(count) for s in range(count)])
    found = np.empty((*values.shape[:-1], count))
    for player in range(count):
        without = subsets[subsets >> player & 1 == 0]
        added = values[..., without | 1 << player] - values[..., without]
        found[..., player] = added @ weights[sizes[without]]
    return found


def interactions(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much more, or less, every two players add together than one by one: the Shapley interaction index.

    Parameters
    ----------
    values : ndarray of float64, shape (..., 2^n)
        The value of every subset.

    Returns
    -------
    ndarray of float64, shape (..., n, n)
        Symmetric, with zeros on the diagonal; negative where one does what the other does already.

    Notes
    -----
    The mean over the subsets S without i and j, with weights |S|! (n - |S| - 2)! / (n - 1)!, of
    v(S + i + j) - v(S + i) - v(S + j) + v(S); see Grabisch and Roubens (1999), An axiomatic approach to the concept of
    interaction among players in cooperative games.
    """
    count, subsets, sizes = _subsets(values)
    found = np.zeros((*values.shape[:-1], count, count))
    weights = np.array([factorial(s) * factorial(count - s - 2) / factorial(count - 1) for s in range(count - 1)])
    for one in range(count):
        for other in range(one):
            pair = 1 << one | 1 << other
            without = subsets[subsets & pair == 0]
            # What the other adds behind the one, less what it adds without: exactly 0 where either adds nothing.
            behind = values[..., without | pair] - values[..., without | 1 << one]
            second = behind - (values[..., without | 1 << other] - values[..., without])
            found[..., one, other] = found[..., other, one] = second @ weights[sizes[without]]
    return found


def _subsets(values: NDArray[np.float64]) -> tuple[int, NDArray[np.int64], NDArray[np.int64]]:
    """Return the number of players, all subsets and their sizes."""
    subsets = np.arange(values.shape[-1], dtype=np.int64)
    return int(values.shape[-1]).bit_length() - 1, subsets, np.bitwise_count(subsets).astype(np.int64)


def orders(count: int, streams: Streams) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return a random order of the players, and the same one reversed.

    What the two find is less alike than what two independent orders find, so that their mean varies less (antithetic
    sampling). Sampling orders is due to Castro, Gomez and Tejada (2009), Polynomial calculation of the Shapley value
    based on sampling; one pair for each simulated year, rather than many, spends a given number of runs best, as Song,
    Nelson and Staum (2016), Shapley effects for global sensitivity analysis, find for one order.
    """
    drawn = streams.uniforms("", "attribution", 0, "order", count)
    order = tuple(int(player) for player in np.argsort(drawn, kind="stable"))
    return order, order[::-1]


def prefixes(order: tuple[int, ...]) -> tuple[int, ...]:
    """Return the subsets that grow as players join in an order, from none to all."""
    subsets = [0]
    for player in order:
        subsets.append(subsets[-1] | 1 << player)
    return tuple(subsets)
