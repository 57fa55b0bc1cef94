"""Whether more of a part may make it worse: looked at before anything is concluded from one package to another.

Each part is tried at its top and not at all in four surroundings: nothing else, all else, all other reforms, all other
people; with the same applicants, so that even small differences show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from adminsim.study.search.monotone import Reason
    from adminsim.study.search.packages import Levels, Part
    from adminsim.study.search.tested import Bench

    Floats = NDArray[np.float64]

LOOKS = (3, 8, 21)
"""After how many years it is looked at a sign."""
SURE = 0.99
HARMLESS = 0.002
"""How much worse, as a share of cases, or of the mean in other units, counts as no worse."""


@dataclass(frozen=True)
class Sign:
    """What more of a part does.

    Attributes
    ----------
    can_hurt : bool
        Whether it may make it worse somewhere.
    effect : float
        The most that it does anywhere, on the mean.
    worst : float
        The least that it does anywhere, on the mean: negative where it hurts.
    why : str or None
        Of people, why it is not certain that more of them never delay anyone; None where the model's conditions hold,
        and for reforms.
    alone : bool
        Whether each number of these people is tried by itself, since it is not certain that more never delay anyone.
    """

    can_hurt: bool
    effect: float
    worst: float
    why: Reason | None = None
    alone: bool = False

    @property
    def concludes(self) -> bool:
        """Whether what fails with more of the part is taken to fail with less of it, too."""
        return not (self.can_hurt or self.alone)


def signs(parts: Sequence[Part], bench: Bench, scale: Floats) -> list[Sign]:
    """Return for each part what more of it does.

    Parameters
    ----------
    parts : sequence of Part
        What may be chosen.
    bench : Bench
        Where packages are tested.
    scale : ndarray of float64
        By target what a difference is held against: 1 for shares of cases.
    """
    surroundings = _surroundings(parts)
    pairs = [
        [(_with(around, part, 0), _with(around, part, one.top)) for around in surroundings]
        for part, one in enumerate(parts)
    ]
    open_parts = list(range(len(parts)))
    found: dict[int, Sign] = {}
    for years in LOOKS:
        bench.evaluator.prepare(
            list(dict.fromkeys(x for part in open_parts for pair in pairs[part] for x in pair)), years
        )
        for part in open_parts:
            found[part], is_sure = _sign(pairs[part], bench, years, scale)
            if is_sure:
                open_parts = [one for one in open_parts if one != part]
    return [found[part] for part in range(len(parts))]


def _surroundings(parts: Sequence[Part]) -> list[Levels]:
    """Return nothing, all, all reforms, all people."""
    kinds = ((), ("reform", "staff"), ("reform",), ("staff",))
    return list(dict.fromkeys(tuple(one.top if one.kind in kind else 0 for one in parts) for kind in kinds))


def _with(levels: Levels, part: int, level: int) -> Levels:
    return (*levels[:part], level, *levels[part + 1 :])


def _sign(pairs: list[tuple[Levels, Levels]], bench: Bench, years: int, scale: Floats) -> tuple[Sign, bool]:
    """Return what a part does by so many years, and whether more years could tell otherwise."""
    from scipy.special import stdtrit

    differences = []
    for without, with_it in pairs:
        one, other = (bench.values(levels, years) for levels in (without, with_it))
        if one is not None and other is not None:
            differences.append((other[0][:years] - one[0][:years]) / scale)
    if not differences:
        return Sign(True, 0.0, 0.0), True
    means = np.array([one.mean(axis=0) for one in differences])
    halves = np.array([one.std(axis=0, ddof=1) for one in differences]) / np.sqrt(years)
    halves *= float(stdtrit(years - 1, SURE))
    is_harmless, hurts = bool((means - halves >= -HARMLESS).all()), bool((means + halves < -HARMLESS).any())
    sign = Sign(not is_harmless, float(np.abs(means).max()), float(means.min()))
    return sign, is_harmless or hurts
