"""What a forecast must be held against: cases of the past drawn again as they are, and the test split in two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from adminsim.logs.censoring import weights_of
from adminsim.logs.milestones import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.milestones import Cases

WEEK_S = 7 * 86400
_STREAM = 0x726573


def stream_of(seed: int) -> np.random.Generator:
    """Return the random numbers of comparisons."""
    return np.random.Generator(np.random.Philox(key=(_STREAM << 64) + seed))


def resampled(cases: Cases, size: int, first: int, end: int, stream: np.random.Generator) -> Cases:
    """Return so many cases drawn from others, each moved by whole weeks so that it begins between two instants.

    Decided cases are drawn by their weights, so that those which the end of the log hides are stood for; the rest of
    the draws are cases that were never decided.
    """
    weights = weights_of(cases.begun, cases.decided, cases.end)
    open_ones = weights == 0
    left = max(len(cases) - float(weights.sum()), 0.0)
    chance = weights.copy()
    if open_ones.any():
        chance[open_ones] = left / open_ones.sum()
    rows = stream.choice(len(cases), size=size, p=chance / chance.sum())
    drawn = cases.take(rows)
    lowest = -((drawn.begun - first) // WEEK_S)
    weeks = max((end - first) // WEEK_S, 1)
    shift = (lowest + stream.integers(0, weeks, size=size)) * WEEK_S
    at = np.where(drawn.at == NEVER, NEVER, np.minimum(drawn.at, NEVER // 2) + shift[:, None])
    return replace(drawn, at=at, opened=drawn.opened + shift, last=drawn.last + shift, end=NEVER)


def halves(cases: Cases, stream: np.random.Generator) -> tuple[Cases, Cases]:
    """Return two random halves of cases: as far apart as two logs of one office and one time are by chance."""
    order: NDArray[np.int64] = stream.permutation(len(cases))
    middle = len(cases) // 2
    return cases.take(np.sort(order[:middle])), cases.take(np.sort(order[middle:]))
