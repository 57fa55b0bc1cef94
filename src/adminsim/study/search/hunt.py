"""The cheapest package that meets the targets: what fails is raised while it fails, and all below is excluded.

An implicit hitting set: a package that is not excluded has more of something than each package known to fail. The
cheapest such one is proposed and tested; the first that passes is the cheapest of all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from adminsim.study.search.packages import Levels
from adminsim.study.search.proposal import Cut, propose
from adminsim.study.search.tested import Bench, Side

GROWN_WITH = 13
"""After how many years a package that is only raised to exclude more counts as not failing."""


@dataclass
class Hunt:
    """A search among packages.

    Attributes
    ----------
    costs : sequence of sequence of float
        For each part what each level costs, rising.
    can_hurt : sequence of bool
        Parts of which more may make it worse: nothing is concluded from one level to another.
    effects : sequence of float
        About what each part does: parts that do little are raised first.
    bench : Bench
        What tells on which side a package lies.
    cuts : list of Cut
        What is excluded.
    undecided : list of tuple of int
        Packages that were the cheapest once and stayed undecided.
    """

    costs: Sequence[Sequence[float]]
    can_hurt: Sequence[bool]
    effects: Sequence[float]
    bench: Bench
    cuts: list[Cut] = field(default_factory=list)
    undecided: list[Levels] = field(default_factory=list)
    tell: Callable[[], None] = lambda: None
    """Called after each package."""

    def cheapest(self) -> Levels | None:
        """Return the cheapest package that meets the targets; None where none that is not undecided does."""
        while (package := propose(self.costs, self.cuts)) is not None:
            side = self.bench.side(package)
            self.tell()
            if side is Side.MEETS:
                return package
            if side is Side.UNDECIDED:
                self.undecided.append(package)
                self.cuts.append(Cut(package, (True,) * len(package)))
            else:
                self.cuts.append(Cut(self._grown(package), tuple(self.can_hurt)))
        return None

    def _grown(self, package: Levels) -> Levels:
        """Return a package with as much more of the parts that cannot hurt as still fails."""
        free = [part for part, hurts in enumerate(self.can_hurt) if not hurts]
        free.sort(key=lambda part: (self.effects[part], part))
        return self._raised(package, free)

    def _raised(self, package: Levels, parts: list[int]) -> Levels:
        parts = [part for part in parts if package[part] < self._top(part)]
        if not parts:
            return package
        tried = self._with(package, {part: self._top(part) for part in parts})
        if self._fails(tried):
            return tried
        if len(parts) == 1:
            return self._as_far(package, parts[0])
        half = (len(parts) + 1) // 2
        return self._raised(self._raised(package, parts[:half]), parts[half:])

    def _as_far(self, package: Levels, part: int) -> Levels:
        """Return a package with the highest level of one part at which it fails; at the top it does not."""
        fails, passes = package[part], self._top(part)
        while passes - fails > 1:
            middle = (fails + passes) // 2
            if self._fails(self._with(package, {part: middle})):
                fails = middle
            else:
                passes = middle
        return self._with(package, {part: fails})

    def _fails(self, package: Levels) -> bool:
        if any(cut.excludes(package) for cut in self.cuts if tuple(cut.is_exact) == tuple(self.can_hurt)):
            return True
        found = self.bench.side(package, GROWN_WITH) is Side.FAILS
        self.tell()
        return found

    def _top(self, part: int) -> int:
        return len(self.costs[part]) - 1

    @staticmethod
    def _with(package: Levels, levels: dict[int, int]) -> Levels:
        return tuple(levels.get(part, level) for part, level in enumerate(package))
