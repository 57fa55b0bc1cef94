"""Hand-overs that a reform makes quicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.model.span import Length
from adminsim.model.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from adminsim.model.duration import Duration

_PARTS = 4096
"""In how many parts of equal probability a distribution is cut for a mean: exact to about a thousandth."""


class Quicker(Value):
    """By how much a reform shortens the hand-over before a visit, where the visit complies."""

    reform: str
    """The reform: which visits comply is its own draw."""
    factor: float
    """Factor on the time."""
    at_most: Length | None
    """The longest time, in the kind of time in which the hand-over passes."""
    complies: float
    """Share of the visits that comply."""

    def shortened(self, seconds: NDArray[np.float64], workday_s: float) -> NDArray[np.float64]:
        """Return hand-overs as they are where the visit complies."""
        shorter = seconds * self.factor
        return shorter if self.at_most is None else np.minimum(shorter, self.at_most.seconds(workday_s))


def mean_handover(handover: Duration, quicker: Iterable[Quicker], workday_s: float) -> float:
    """Return the mean of a hand-over in seconds, as several reforms shorten it one after the other."""
    made = tuple(quicker)
    if not made:
        return handover.mean(workday_s)
    times = [(1.0, handover.quantile((np.arange(_PARTS) + 0.5) / _PARTS, workday_s))]
    for one in made:
        times = [
            (share * weight, drawn)
            for share, seconds in times
            for weight, drawn in ((one.complies, one.shortened(seconds, workday_s)), (1.0 - one.complies, seconds))
            if weight > 0
        ]
    return float(sum(share * seconds.mean() for share, seconds in times))
