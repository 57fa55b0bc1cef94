"""Cases that are cut off by the end of a log count too: whoever is decided stands for those of whom that is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.logs.milestones import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.milestones import Cases

    Floats = NDArray[np.float64]

DAY_S = 86400


def elapsed_days(cases: Cases) -> Floats:
    """Return the days from submission to decision by the calendar, NaN where there is none."""
    is_decided = cases.decided != NEVER
    return np.where(is_decided, (np.where(is_decided, cases.decided, 0) - cases.begun) / DAY_S, np.nan)


def weights_of(begun: NDArray[np.int64], decided: NDArray[np.int64], cut: int) -> Floats:
    """Return the weight of each case: 0 where it is not decided, else how many cases it stands for.

    Parameters
    ----------
    begun, decided : ndarray of int64
        Instants; `NEVER` where a case is not decided by `cut`.
    cut : int
        The instant from which on nothing is known.

    Notes
    -----
    A case that took t is seen only where the log goes on for t after its submission; its weight is one over the share
    of cases for which it does (inverse probability of censoring: Robins and Rotnitzky, 1992). As that time is
    known of every case, the weights need no model, and their sum over all cases, divided by their number, is the share
    that is decided at last, cases taking longer than the whole log apart.
    """
    if not len(begun):
        return np.zeros(0)
    known_for = np.sort(cut - begun)
    is_decided = decided != NEVER
    took = np.where(is_decided, decided, begun) - begun
    seen = 1 - np.searchsorted(known_for, took, side="left") / len(begun)
    return np.where(is_decided, 1 / np.maximum(seen, 1 / len(begun)), 0.0)


def weighted_mean(values: Floats, weights: Floats) -> float:
    """Return a weighted mean, NaN where nothing has a weight."""
    total = weights.sum()
    return float((values * weights).sum() / total) if total > 0 else float("nan")


def weighted_quantile(values: Floats, weights: Floats, u: Floats) -> Floats:
    """Return quantiles of a weighted sample: the smallest value with at least a share u at or below it."""
    order = np.argsort(values, kind="stable")
    cumulative = np.cumsum(weights[order])
    if not len(order) or cumulative[-1] <= 0:
        return np.full(np.shape(u), np.nan)
    place = np.searchsorted(cumulative / cumulative[-1], np.asarray(u) - 1e-12, side="left")
    return values[order][np.minimum(place, len(order) - 1)]


def distance(a: Floats, b: Floats, of_a: Floats | None = None, of_b: Floats | None = None) -> float:
    """Return the Wasserstein distance W1 of two weighted samples."""
    from scipy.stats import wasserstein_distance

    if not len(a) or not len(b):
        return float("nan")
    return float(wasserstein_distance(a, b, of_a, of_b))
