"""Where a verdict turns along a sweep, with an interval."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.study.sweep.rows import COLUMNS

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CROSSINGS = ("at", "low", "high", "above")
"""Columns of a table of crossings behind the target, and the other figure if two are varied."""


def crossings(table: pd.DataFrame) -> pd.DataFrame:
    """Return where targets are lost or reached along the first figure of a sweep.

    Parameters
    ----------
    table : DataFrame
        A sweep.

    Returns
    -------
    DataFrame
        One row for each crossing: measure; the value of the second figure, if two are varied; at (the value of the
        first figure at which what is judged is just what is required), low and high (between which the intervals of
        the sweep leave it undecided; not a number where they leave the sweep first), and above: whether the target is
        ``met`` or ``missed`` above it.

    Notes
    -----
    Between two points a straight line is taken, for the value and for both ends of its interval. All values at which
    the interval of what is judged holds what is required form a confidence set for the crossing, of the level of those
    intervals; see Fieller (1954), Some problems in interval estimation, for the linear case.
    """
    import pandas as pd

    axes = [name for name in table.columns if name not in COLUMNS]
    first, others = axes[0], axes[1:]
    judged = table[table["required"].notna()]
    rows: list[dict[str, Any]] = []
    for key, part in judged.groupby(["measure", *others], sort=False):
        ordered = part.sort_values(first)
        about = dict(zip(["measure", *others], key, strict=True))
        found = crossings_along(
            *(ordered[name].to_numpy(float) for name in (first, "value", "low", "high", "required")),
            is_good_above=bool(ordered["at_least"].iloc[0]),
        )
        rows += [about | one for one in found]
    return pd.DataFrame(rows, columns=["measure", *others, *CROSSINGS])


def crossings_along(
    x: Floats, value: Floats, low: Floats, high: Floats, required: Floats, *, is_good_above: bool
) -> list[dict[str, Any]]:
    """Return where a line crosses what is required, with the interval that its band leaves."""
    over, below, above = value - required, low - required, high - required
    found = []
    for place in range(len(x) - 1):
        one, other = over[place], over[place + 1]
        if not (np.isfinite(one) and np.isfinite(other)) or (one > 0) == (other > 0):
            continue
        at = x[place] + (x[place + 1] - x[place]) * one / (one - other)
        left = _left_of(np.append(x[: place + 1], at), *(_with_end(ends, place, at, x) for ends in (below, above)))
        turned = [-np.flip(part) if part is x else np.flip(part) for part in (x, below, above)]
        after = len(x) - 2 - place
        right = _left_of(
            np.append(turned[0][: after + 1], -at), *(_with_end(ends, after, -at, turned[0]) for ends in turned[1:])
        )
        is_met = (other > 0) == is_good_above
        found.append({"at": float(at), "low": left, "high": -right, "above": "met" if is_met else "missed"})
    return found


def _with_end(ends: Floats, place: int, at: float, x: Floats) -> Floats:
    """Return an end of the band up to a point, and there."""
    part = (at - x[place]) / (x[place + 1] - x[place])
    return np.append(ends[: place + 1], ends[place] + part * (ends[place + 1] - ends[place]))


def _left_of(x: Floats, below: Floats, above: Floats) -> float:
    """Return how far to the left of the last point the band goes on to hold 0; not a number where it never ends."""
    for place in range(len(x) - 2, -1, -1):
        if not (np.isfinite(below[place]) and np.isfinite(above[place])):
            return nan
        for ends, is_past in ((below, below[place] > 0), (above, above[place] < 0)):
            if is_past:
                one, other = ends[place], ends[place + 1]
                part = one / (one - other) if one != other else 1.0
                return float(x[place] + (x[place + 1] - x[place]) * part)
    return nan
