"""On which side of a line the means of a package lie, however often one looks.

Few years tell little of a spread, but the spreads of packages resemble each other: each is judged by its own and what
all of them tell together (Smyth 2004, Linear models and empirical Bayes methods for assessing differential expression).
The error that is allowed is shared out before anything is seen: the j-th package gets 1 / (j (j + 1)) of it, both of
its sides, all of its looks and all targets alike. So all statements together hold at any time (Bonferroni).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LOOKS = (3, 5, 8, 13, 21, 34, 55, 89, 144)
"""Years after which a package is looked at."""
ENOUGH = 5
"""From so many packages on their spreads are taken together."""


NO_SPREAD = 1e-18


@dataclass(frozen=True)
class Spread:
    """What the spreads of all packages tell of one more.

    Attributes
    ----------
    freedom : float
        How many degrees of freedom that is worth; 0 where nothing is known.
    variance : float
        About what it should be.
    """

    freedom: float = 0.0
    variance: float = 0.0


def spread_of(samples: Iterable[Floats]) -> Spread:
    """Return what the values by year of several packages tell of the spread of another one."""
    return pooled([(float(one.var(ddof=1)), len(one) - 1) for one in samples if len(one) > 1])


def pooled(variances: Sequence[tuple[float, int]]) -> Spread:
    """Return the same from variances and their degrees of freedom.

    Notes
    -----
    The variances are taken for draws from a scaled inverse chi-square distribution, whose two parameters follow from
    mean and variance of their logarithms; see Smyth (2004), 6.2. Packages without any spread are left out.
    """
    from scipy.special import digamma, polygamma

    found = [one for one in variances if one[0] > NO_SPREAD]
    if len(found) < ENOUGH:
        return Spread()
    known, freedom = (np.array(column, dtype=float) for column in zip(*found, strict=True))
    logs = np.log(known) - digamma(freedom / 2) + np.log(freedom / 2)
    beyond = float(logs.var(ddof=1) - polygamma(1, freedom / 2).mean())
    if beyond <= 1e-6:
        return Spread(float(freedom.sum()), float(np.exp(logs.mean())))
    prior = 2 * _inverse_trigamma(beyond)
    prior = min(prior, float(freedom.sum()))
    return Spread(prior, float(np.exp(logs.mean() + digamma(prior / 2) - np.log(prior / 2))))


def _inverse_trigamma(value: float) -> float:
    """Return where the trigamma function has a value above 0, by Newton's method on its reciprocal."""
    from scipy.special import polygamma

    x = 0.5 + 1.0 / value
    for _ in range(60):
        now = float(polygamma(1, x))
        step = now * (1.0 - now / value) / float(polygamma(2, x))
        x += step
        if -step / x < 1e-9:
            break
    return x


def half_width(values: Floats, spread: Spread, error: float) -> float:
    """Return how far a mean may lie from that of some values, but for a probability `error` on either side."""
    from scipy.special import stdtrit

    own = len(values) - 1
    freedom = own + spread.freedom
    if freedom <= 0:
        return float("inf")
    squares = (float(values.var(ddof=1)) * own if own else 0.0) + spread.variance * spread.freedom
    return float(stdtrit(freedom, 1.0 - error)) * float(np.sqrt(squares / freedom / len(values)))


def error_of(number: int, allowed: float, targets: int, looks: int) -> float:
    """Return the error that each single statement about the `number`-th package (1, 2, ...) may have."""
    return allowed / (number * (number + 1)) / (2 * targets * looks)
