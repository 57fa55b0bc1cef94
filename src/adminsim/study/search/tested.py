"""Packages that are simulated as long as it takes to tell whether they meet the targets."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Protocol

import numpy as np

from adminsim.study.search.bound import LOOKS, Spread, error_of, half_width, pooled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from adminsim.study.search.packages import Levels

    Floats = NDArray[np.float64]


class Side(Enum):
    """On which side of the line a package is known to lie."""

    MEETS = "meets"
    FAILS = "fails"
    UNDECIDED = "undecided"


class Evaluator(Protocol):
    """What tells of a package how far it is beyond the line, year by year."""

    def margins(self, levels: Levels, years: int) -> tuple[Floats, Floats] | None:
        """Return by year and target by how much what is judged is better than required, at worst and at best.

        None where the package is not possible. The first years of more years are those of fewer.
        """

    def prepare(self, packages: Sequence[Levels], years: int) -> None:
        """Simulate several packages at once, if that is quicker."""


@dataclass(frozen=True)
class Line:
    """What a target says of values that lie just on its line in all years, of which no interval tells a side.

    Attributes
    ----------
    is_strict : bool
        Whether they are on the bad side, since a change is asked for.
    is_certain : bool
        Whether what the file states decides them, so that few years tell as much as many.
    """

    is_strict: bool = False
    is_certain: bool = False


@dataclass
class Bench:
    """Where packages are tested: few years first, more while undecided; what is known is kept.

    Attributes
    ----------
    evaluator : Evaluator
        What simulates.
    allowed : float
        How likely any of all statements may be wrong.
    most : int
        After how many years a package stays undecided.
    raised : float
        How much more than required the first target has to reach; for a front.
    lines : tuple of Line
        By target what just on the line means.
    """

    evaluator: Evaluator
    allowed: float
    most: int = LOOKS[-2]
    raised: float = 0.0
    lines: tuple[Line, ...] = (Line(),)
    seen: dict[Levels, int] = field(default_factory=dict)
    """Packages in the order in which they were met first, with how many years are known of each."""
    _numbers: dict[Levels, int] = field(default_factory=dict)
    _variances: dict[Levels, tuple[Floats, int]] = field(default_factory=dict)
    _spreads: tuple[int, tuple[Spread, ...]] = (0, ())

    @property
    def looks(self) -> tuple[int, ...]:
        """After how many years it is looked at a package."""
        return tuple(look for look in LOOKS if look <= self.most) or (self.most,)

    def side(self, levels: Levels, most: int | None = None) -> Side:
        """Return on which side a package lies, after no more years than needed, and than `most`."""
        self.seen.setdefault(levels, 0)
        looks = [look for look in self.looks if look <= (most or self.most)]
        known = self.seen[levels]
        for years in [known] * (known > self.looks[0]) + [look for look in looks if look >= known]:
            found = self.evaluator.margins(levels, years)
            if found is None:
                return Side.FAILS
            self.seen[levels] = max(self.seen[levels], years)
            side = self._judged(levels, *found)
            if side is not Side.UNDECIDED:
                return side
        return Side.UNDECIDED

    def known(self, levels: Levels) -> Side:
        """Return on which side a package lies by what is known already."""
        found = self.values(levels)
        return Side.FAILS if found is None else self._judged(levels, *found)

    def values(self, levels: Levels, years: int | None = None) -> tuple[Floats, Floats] | None:
        """Return what is known of a package, or what so many years tell of it."""
        self.seen.setdefault(levels, 0)
        self.seen[levels] = max(self.seen[levels], years or self.looks[0])
        return self.evaluator.margins(levels, self.seen[levels])

    def interval(self, levels: Levels) -> tuple[Floats, Floats] | None:
        """Return between which ends the margins of a package lie, at any time and for all packages at once."""
        found = self.values(levels)
        return None if found is None else self._ends(levels, *found)

    def _judged(self, levels: Levels, worst: Floats, best: Floats) -> Side:
        low, high = self._ends(levels, worst, best)
        line = np.zeros(len(low))
        line[0] = self.raised
        strict, certain = (np.array([getattr(one, name) for one in self.lines]) for name in ("is_strict", "is_certain"))
        enough = certain | (len(worst) >= self.most)
        on_it = [(one == line).all(axis=0) & enough for one in (worst, best)]
        if ((high < line) | (on_it[1] & strict)).any():
            return Side.FAILS
        return Side.MEETS if ((low > line) | (on_it[0] & ~strict)).all() else Side.UNDECIDED

    def _ends(self, levels: Levels, worst: Floats, best: Floats) -> tuple[Floats, Floats]:
        if len(worst) > 1:
            self._variances[levels] = worst.var(axis=0, ddof=1), len(worst) - 1
        number, targets = self._numbers.setdefault(levels, len(self._numbers) + 1), worst.shape[1]
        error = error_of(number, self.allowed, targets, len(self.looks))
        spreads = self._spread(targets)
        low = [one.mean() - half_width(one, spread, error) for one, spread in zip(worst.T, spreads, strict=True)]
        high = [one.mean() + half_width(one, spread, error) for one, spread in zip(best.T, spreads, strict=True)]
        return np.array(low), np.array(high)

    def _spread(self, targets: int) -> tuple[Spread, ...]:
        """Return what all packages tell of the spread by target; anew once there are a tenth more of them."""
        packages, _ = self._spreads
        if len(self._variances) > 1.1 * packages:
            known = list(self._variances.values())
            found = tuple(pooled([(float(one[target]), of) for one, of in known]) for target in range(targets))
            self._spreads = len(known), found
        return self._spreads[1]
