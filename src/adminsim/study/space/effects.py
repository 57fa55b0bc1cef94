"""What knowing one figure would be worth, from points that were simulated anyway.

Given-data estimators: what is looked at is regressed on one figure after the other by cubic splines, so that the number
of figures costs no simulation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

PIECES = 6
"""In how many pieces the range of a figure is cut; one cubic polynomial on each."""
PERMUTATIONS = 200
"""How often the points are shuffled to see what chance alone would show."""
NOISE = 0.95
"""Of so many shuffles the largest value of all figures stays below the noise level."""


@dataclass(frozen=True)
class Effects:
    """What figures are worth for one target.

    Attributes
    ----------
    worth : ndarray of float64
        By figure how much less often the verdict would be wrong if it were known (EVPPI).
    worth_noise : float
        What chance alone shows of that.
    explained : ndarray of float64
        By figure the part of the variance of the margin that it explains by itself (first-order index).
    explained_noise : float
        What chance alone shows of that.
    """

    worth: Floats
    worth_noise: float
    explained: Floats
    explained_noise: float


def effects(points: Floats, margin: Floats, seed: int = 1, *, is_met: NDArray[np.bool_] | None = None) -> Effects:
    """Return what each figure is worth.

    Parameters
    ----------
    points : ndarray of float64, shape (points, figures)
        Where each figure lies in its range, from 0 to 1.
    margin : ndarray of float64, shape (points,)
        By how much the target is met.
    seed : int
        Fixes the shuffles.
    is_met : ndarray of bool, shape (points,), optional
        Where it is met; by default where the margin is above 0.

    Notes
    -----
    With the loss "wrong verdict" the best verdict is wrong with probability min(p, 1 - p) for the share p of points at
    which the target is met, and with the mean of min(p(x), 1 - p(x)) once a figure x is known; the difference is the
    expected value of that partial perfect information. p(x) is a regression on x alone, as in Strong, Oakley and
    Brennan (2014), Estimating multiparameter partial expected value of perfect information from a probabilistic
    sensitivity analysis sample. First-order indices are the adjusted R^2 of the same regression of the margin.
    """
    bases = [_basis(column) for column in points.T]
    met = (margin > 0 if is_met is None else is_met).astype(float)
    random = np.random.Generator(np.random.Philox(key=seed))
    orders = [random.permutation(len(margin)) for _ in range(PERMUTATIONS)]
    worth, explained = _worth(bases, met[:, None])[:, 0], _explained(bases, margin[:, None])[:, 0]
    shuffled = np.column_stack([met[order] for order in orders])
    by_chance = _worth(bases, shuffled).max(axis=0)
    shuffled = np.column_stack([margin[order] for order in orders])
    of_margin = _explained(bases, shuffled).max(axis=0)
    return Effects(worth, float(np.quantile(by_chance, NOISE)), explained, float(np.quantile(of_margin, NOISE)))


def _basis(where: Floats) -> Floats:
    """Return an orthonormal basis of the cubic splines of a figure, with one column for the mean."""
    from scipy.interpolate import BSpline

    inner = np.linspace(0.0, 1.0, PIECES + 1)
    knots = np.concatenate((np.zeros(3), inner, np.ones(3)))
    design = BSpline.design_matrix(np.clip(where, 0.0, 1.0 - 1e-12), knots, 3).toarray()
    left, sizes, _ = np.linalg.svd(design, full_matrices=False)
    found: Floats = left[:, sizes > 1e-9 * sizes[0]]
    return found


def _worth(bases: list[Floats], is_met: Floats) -> Floats:
    """Return by figure and column how much less often the best verdict is wrong."""
    share = is_met.mean(axis=0)
    wrong = np.minimum(share, 1.0 - share)
    found = np.empty((len(bases), is_met.shape[1]))
    for place, basis in enumerate(bases):
        known = np.clip(basis @ (basis.T @ is_met), 0.0, 1.0)
        found[place] = wrong - np.minimum(known, 1.0 - known).mean(axis=0)
    return np.maximum(found, 0.0)


def _explained(bases: list[Floats], margin: Floats) -> Floats:
    """Return by figure and column the adjusted part of the variance that a regression explains."""
    away = margin - margin.mean(axis=0)
    whole = (away**2).sum(axis=0)
    found = np.zeros((len(bases), margin.shape[1]))
    for place, basis in enumerate(bases):
        left = ((away - basis @ (basis.T @ away)) ** 2).sum(axis=0)
        free = len(margin) - basis.shape[1]
        with np.errstate(invalid="ignore", divide="ignore"):
            found[place] = np.where(whole > 0, 1.0 - left / whole * (len(margin) - 1) / max(free, 1), 0.0)
    return np.maximum(found, 0.0)
