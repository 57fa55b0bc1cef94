"""How precisely a study knows its main figures, and when it has simulated enough."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from adminsim.study.findings.estimate import Sample, estimate, estimate_share, weighed

if TYPE_CHECKING:
    from adminsim.reforms.scenario import Precision
    from adminsim.study.findings.found import Found
    from adminsim.study.many.replicate import Progress

GROWTH = 1.2
"""How much later each look is than the one before: seldom enough to keep the confidence, a fifth too late at most."""

One = TypeVar("One")


@dataclass(frozen=True)
class Width:
    """How precisely one figure is known.

    Attributes
    ----------
    measure : str
        The figure, as in ``chain.startup.elapsed.mean`` (of which the cut is meant) or ``target.startup-3wd``.
    kind : str
        ``cut`` of a mean, or ``share`` of cases.
    half_width : float
        Half of the length of its interval; not a number where no replication has the figure.
    wanted : float
        What that is to be at most.
    replications : int
        From how many replications it is known.
    """

    measure: str
    kind: str
    half_width: float
    wanted: float
    replications: int

    @property
    def is_reached(self) -> bool:
        """Whether it is precise enough; of what is not defined nothing is asked, for more replications do not help."""
        return not self.half_width > self.wanted

    @property
    def needed(self) -> float:
        """About how many replications would make it precise enough: n (h / w)^2, if its spread stays as it is."""
        if self.is_reached:
            return self.replications
        return float(np.ceil(self.replications * (self.half_width / self.wanted) ** 2)) if self.wanted else math.inf


def looks(least: int, most: int) -> tuple[int, ...]:
    """Return after how many replications a study of so many at least and at most looks whether it is precise enough."""
    found = [least]
    while found[-1] < most:
        found.append(min(math.ceil(GROWTH * found[-1]), most))
    return tuple(found)


def until_precise(
    runs: Iterable[One], at: Iterable[int], is_precise: Callable[[Sequence[One]], bool]
) -> tuple[One, ...]:
    """Take replications in their order until they are precise enough at a look, or the last look has come.

    Parameters
    ----------
    runs : iterable
        The replications, by number.
    at : iterable of int
        The looks: fixed, so that the result does not depend on how fast which replication ends.
    is_precise : callable
        Tells of all taken so far whether they are enough.
    """
    source, found = iter(runs), list[One]()
    for number in at:
        found += islice(source, number - len(found))
        if is_precise(found):
            break
    return tuple(found)


def cut_width(measure: str, before: Sample, after: Sample, precision: Precision, confidence: float) -> Width:
    """Return how precisely the cut of a mean is known, from its values by replication.

    Wanted is a part of the mean before, or of the cut where that is larger: where the reforms make it much slower.
    """
    cut = estimate(weighed(before, after), confidence)
    base = max(abs(cut.mean), before.mean)
    defined = bool(np.isfinite([base, cut.mean]).all())
    return Width(measure, "cut", cut.half_width if defined else math.nan, precision.cut * base, len(before.values))


def share_width(measure: str, shares: Sample, precision: Precision, confidence: float) -> Width:
    """Return how precisely a share is known, from its values by replication."""
    half_width = estimate_share(shares, confidence).half_width
    return Width(measure, "share", half_width, precision.share, len(shares.values))


def widths(comparison: Found) -> tuple[Width, ...]:
    """Return how precisely the main figures are known: by chain the cut of the mean time, and those of the targets.

    Of targets these are the cut where one is required, and the share under the reforms where it is about a share.
    """
    precision, confidence = comparison.scenario.study.precision, comparison.confidence
    means = [f"chain.{chain}.elapsed.mean" for chain in comparison.scenario.baseline.chains]
    means += [f"target.{target.name}" for target in comparison.scenario.targets if target.judged_as == "beyond"]
    shares = [f"target.{one.name}" for one in comparison.scenario.targets if one.is_share]
    found = [cut_width(measure, *comparison.samples(measure), precision, confidence) for measure in means]
    found += [share_width(measure, comparison.samples(measure)[1], precision, confidence) for measure in shares]
    return tuple(found)


class Expected:
    """What is told of the way to go, while it is not known how many replications there will be.

    Parameters
    ----------
    at : tuple of int
        The looks.
    progress : callable, optional
        Called with the number of replications done and of all that are expected as yet.
    """

    def __init__(self, at: tuple[int, ...], progress: Progress | None) -> None:
        self._at, self._progress = at, progress
        self._expected, self._done = at[0], 0

    def tell(self, done: int, _: int) -> None:
        """Tell how many replications are done."""
        self._done = done
        if self._progress is not None:
            self._progress(done, max(done, self._expected))

    def look(self, found: Iterable[Width]) -> None:
        """Take from the widths of a look how many replications there will be."""
        needed = max((width.needed for width in found), default=0)
        self._expected = next((look for look in self._at if look >= needed), self._at[-1])
        self.tell(self._done, self._expected)


def beyond(found: Iterable[Width], most: int) -> Iterator[Width]:
    """Give the figures that so many replications will not make precise enough, as far as is known."""
    return (width for width in found if not width.is_reached and width.needed > most)
