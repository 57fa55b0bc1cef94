"""The cheapest package that nothing excludes: a small integer program.

Of a part with levels 0 to L there are L binary variables: the k-th is 1 where its level is at least k.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from adminsim.study.search.packages import Levels

TIE = 1e-7
"""Of packages that cost the same the one with the fewest levels is proposed, then the one with the first parts."""


@dataclass(frozen=True)
class Cut:
    """What is excluded: packages with at most these levels of the parts that cannot hurt, and just these of others.

    Attributes
    ----------
    levels : tuple of int
        Level of each part.
    is_exact : tuple of bool
        Whether just this level is meant.
    """

    levels: Levels
    is_exact: tuple[bool, ...]

    def excludes(self, levels: Levels) -> bool:
        """Tell whether a package is excluded."""
        return all(
            here == there if exact else here <= there
            for here, there, exact in zip(levels, self.levels, self.is_exact, strict=True)
        )


def propose(costs: Sequence[Sequence[float]], cuts: Sequence[Cut]) -> Levels | None:
    """Return the cheapest package that no cut excludes; None where all are excluded.

    Parameters
    ----------
    costs : sequence of sequence of float
        For each part what each level costs.
    cuts : sequence of Cut
        What is excluded.

    Notes
    -----
    A package is not excluded by a cut where it has more of some part, or another level of one that is meant exactly.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    tops = [len(of) - 1 for of in costs]
    starts = np.concatenate(([0], np.cumsum(tops))).astype(int)
    added = np.array([of[k + 1] - of[k] for of, top in zip(costs, tops, strict=True) for k in range(top)])
    size = len(added)
    scale = max(float(np.abs(added).max()), 1.0) if size else 1.0
    objective = added / scale + TIE * (1 + np.arange(size) / (size + 1) / 10)
    rows, least = [], []
    for part, top in enumerate(tops):
        for k in range(top - 1):
            row = np.zeros(size)
            row[starts[part] + k], row[starts[part] + k + 1] = 1.0, -1.0
            rows.append(row)
            least.append(0.0)
    for cut in cuts:
        row, constant = _row(cut, tops, starts, size)
        rows.append(row)
        least.append(1.0 - constant)
    if not size:
        return () if not cuts else None
    limits = LinearConstraint(np.array(rows), lb=np.array(least)) if rows else ()
    found = milp(
        objective,
        constraints=limits,
        bounds=Bounds(0, 1),
        integrality=np.ones(size, dtype=np.int64),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        return None
    chosen = np.round(found.x).astype(int)
    return tuple(int(chosen[starts[part] : starts[part + 1]].sum()) for part in range(len(tops)))


def _row(cut: Cut, tops: list[int], starts: NDArray[np.int_], size: int) -> tuple[NDArray[np.float64], float]:
    """Return by how many of the conditions of a cut a package lies outside: coefficients, and a constant."""
    row, constant = np.zeros(size), 0.0
    for part, (level, exact) in enumerate(zip(cut.levels, cut.is_exact, strict=True)):
        if level < tops[part]:
            row[starts[part] + level] += 1.0
        if exact and level > 0:
            constant += 1.0
            row[starts[part] + level - 1] -= 1.0
    return row, constant
