"""A target's value by replication, and between which ends it may lie once undecided cases are decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from adminsim.study.findings.estimate import Sample

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Bounded:
    """A target's value by replication, with the cases that may still change it.

    Attributes
    ----------
    shown : Sample
        The value with what undecided cases have come to when the run ends.
    may_rise, may_fall : ndarray of float64
        How many undecided cases may still make it larger, or smaller.
    given_up : ndarray of float64
        How many of its cases gave up.
    is_share : bool
        Whether each case counts for one at most; a mean has no upper end.
    """

    shown: Sample
    may_rise: NDArray[np.float64]
    may_fall: NDArray[np.float64]
    given_up: NDArray[np.float64]
    is_share: bool

    @classmethod
    def decided(cls, shown: Sample, is_share: bool) -> Self:
        """Return a value that no case may change any more."""
        nobody = np.zeros(len(shown.values))
        return cls(shown, nobody, nobody, nobody, is_share)

    @classmethod
    def of_rows(cls, shown: Sample, rows: Sequence[Mapping[str, float]], name: str, is_share: bool) -> Self:
        """Return the value of a name from the rows of runs; see `Found.row`."""
        from adminsim.study.run.targets import FALLS, GIVEN_UP, RISES

        rises, falls, given_up = (
            np.array([row.get(name + part, 0.0) for row in rows]) for part in (RISES, FALLS, GIVEN_UP)
        )
        return cls(shown, rises, falls, given_up, is_share)

    @property
    def open(self) -> float:
        """How many undecided cases of a run may still change it, on the mean."""
        return float((self.may_rise + self.may_fall).mean()) if len(self.may_rise) else 0.0

    @property
    def mark(self) -> str:
        """What stands before the value: whether it is at least, at most, or about so much."""
        rises, falls = bool(self.may_rise.any()), bool(self.may_fall.any())
        return {(True, True): "~ ", (True, False): ">= ", (False, True): "<= ", (False, False): ""}[rises, falls]

    @property
    def given_up_share(self) -> float:
        """The share of its cases that gave up."""
        cases = float(self.shown.over.sum())
        return float(self.given_up.sum()) / cases if cases else 0.0

    @property
    def least(self) -> Sample:
        """The least that it may come to."""
        return self._moved(-self.may_fall)

    @property
    def most(self) -> Sample:
        """The most that it may come to: of a mean, anything."""
        if self.is_share or not self.may_rise.any():
            return self._moved(self.may_rise)
        return Sample(np.where(self.shown.over > 0, np.inf, self.shown.values), self.shown.over)

    def _moved(self, cases: NDArray[np.float64]) -> Sample:
        if not cases.any():
            return self.shown
        return Sample(self.shown.values + cases / np.maximum(self.shown.over, 1), self.shown.over)
