"""The uniforms of the cases of one route, and the durations drawn from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine import selection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from adminsim.engine.selection import Selection
    from adminsim.engine.streams import Streams
    from adminsim.model.any_step import Common
    from adminsim.model.duration import Duration
    from adminsim.model.step import Session, Staffed, Waiting

    AnyStep = Staffed | Waiting | Session


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
    types : tuple of str
        Case types of the chain.
    case_type : ndarray of int16
        By case of the route, the position of its type among them.
    """

    streams: Streams
    chain: str
    total: int
    members: Selection
    workday_s: float
    types: tuple[str, ...]
    case_type: NDArray[np.int16]

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

    def as_met(self, step: Any, visit: int, cases: Selection) -> Iterator[tuple[Any, Selection]]:
        """Return a step as the cases told meet it at a visit, with the positions among them for which it is so.

        Where its figures are the same for all, that is once, for all of them.
        """
        if not step.by_type:
            yield step.as_met("", visit), None
            return
        kinds = selection.of(cases, self.case_type)
        for position, kind in enumerate(self.types):
            here = np.flatnonzero(kinds == position)
            if len(here):
                yield step.as_met(kind, visit), here

    def seconds_as_met(
        self,
        subject: str,
        visit: int,
        purpose: str,
        step: Common,
        stated: Callable[[Any], Duration | None],
        cases: Selection,
    ) -> NDArray[np.float64]:
        """Return a duration that a step states for each case told, each as its type meets the step at this visit."""
        total = np.zeros(self.count if cases is None else len(cases))
        for met, here in self.as_met(step, visit, cases):
            whose = cases if here is None else selection.among(cases, here)
            seconds = self.seconds(subject, visit, purpose, stated(met), whose)
            if here is None:
                return seconds
            total[here] = seconds
        return total
