"""The uniforms of the cases of one route, and the durations drawn from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine import selection

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.selection import Selection
    from adminsim.engine.streams import Streams
    from adminsim.model.duration import Duration


@dataclass(frozen=True)
class RouteStreams:
    """The uniforms of the cases of one route.

    Attributes
    ----------
    streams : Streams
        Those of the replication.
    chain : str
        Name of the chain.
    total : int
        How many cases the chain has.
    members : Selection
        Which of them take the route; elsewhere cases are meant by their position among these.
    workday_s : float
        Official seconds of a working day.
    """

    streams: Streams
    chain: str
    total: int
    members: Selection
    workday_s: float

    @property
    def count(self) -> int:
        """How many cases take the route."""
        return self.total if self.members is None else len(self.members)

    def uniforms(self, subject: str, visit: int, purpose: str, cases: Selection = None) -> NDArray[np.float64]:
        """Return one uniform for each case told; see `Streams.uniforms`."""
        drawn = self.streams.uniforms(self.chain, subject, visit, purpose, self.total)
        return selection.of(cases if self.members is None else selection.of(cases, self.members), drawn)

    def seconds(
        self, subject: str, visit: int, purpose: str, duration: Duration | None, cases: Selection
    ) -> NDArray[np.float64]:
        """Return a duration for each case told, none lasting 0 s; the array is the caller's to change."""
        count = self.count if cases is None else len(cases)
        if duration is None or not count:
            return np.zeros(count)
        if duration.fixed is not None:
            return np.full(count, duration.fixed.seconds(self.workday_s))
        return duration.quantile(self.uniforms(subject, visit, purpose, cases), self.workday_s)
