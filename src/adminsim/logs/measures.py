"""What a log and a simulation are held against each other by: the same figures, from the same kind of cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.logs.bootstrap import Bounds, effective_size, mean_bounds, share_bounds, share_ends, sizes_by_place
from adminsim.logs.censoring import elapsed_days, weighted_mean, weighted_quantile
from adminsim.logs.milestones import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.mapping import LogMap
    from adminsim.logs.milestones import Cases
    from adminsim.logs.worktime import WorkTime

    Floats = NDArray[np.float64]

DAY_S = 86400
FIGURES = ("mean", "median", "p90", "late", "late_net", "stopped", "asked", "decided")
"""Mean, median and P90 days from submission to decision; share over the limit, by the calendar and net of the stops
of the clock; mean days of such a stop; share of cases with a stop; share of cases that are decided."""
SHARES = ("late", "late_net", "asked", "decided")


@dataclass(frozen=True)
class Measured:
    """Times of decided cases, and what the figures need.

    Attributes
    ----------
    days, net : ndarray of float64
        By case, NaN where not decided: from submission to decision, and without the stops of the clock.
    stopped : ndarray of float64
        Days of the stop, NaN where there is none.
    over, over_net : ndarray of bool
        Whether the limit is passed.
    asked : ndarray of bool
        Whether the clock was stopped at all.
    """

    days: Floats
    net: Floats
    stopped: Floats
    over: NDArray[np.bool_]
    over_net: NDArray[np.bool_]
    asked: NDArray[np.bool_]
    has_limit: bool
    has_clock: bool


def measure(cases: Cases, meaning: LogMap, worktime: WorkTime | None = None) -> Measured:
    """Return the times of cases.

    Parameters
    ----------
    cases : Cases
        Of a log or of a simulation.
    meaning : LogMap
        Where the clock stands still, and the limit.
    worktime : WorkTime, optional
        The office's hours; needed where the limit is in working days or hours.
    """
    days = elapsed_days(cases)
    stopped = np.full(len(cases), np.nan)
    asked = np.zeros(len(cases), dtype=np.bool_)
    if meaning.clock is not None:
        stop, resume = (cases.at[:, cases.names.index(name)] for name in (meaning.clock.stop, meaning.clock.resume))
        asked = stop != NEVER
        both = asked & (resume != NEVER)
        stopped[both] = (resume[both] - stop[both]) / DAY_S
    net = days - np.nan_to_num(stopped)
    over = _over(cases, days, np.zeros(len(cases)), meaning, worktime)
    over_net = _over(cases, net, np.nan_to_num(stopped), meaning, worktime)
    return Measured(days, net, stopped, over, over_net, asked, meaning.limit is not None, meaning.clock is not None)


def _over(
    cases: Cases, days: Floats, stopped: Floats, meaning: LogMap, worktime: WorkTime | None
) -> NDArray[np.bool_]:  # fmt: skip
    limit = meaning.limit
    known = ~np.isnan(days)
    if limit is None:
        return np.zeros(len(days), dtype=np.bool_)
    if limit.unit in ("d", "wk"):
        return known & (np.nan_to_num(days) > limit.seconds(DAY_S) / DAY_S)
    assert worktime is not None
    begun = cases.begun[known]
    # What the clock stood still for is taken from the end, as if the case had been decided that much earlier.
    ended = np.maximum(cases.decided[known] - (stopped[known] * DAY_S).astype(np.int64), begun)
    over = np.zeros(len(days), dtype=np.bool_)
    if limit.unit == "h":
        over[known] = worktime.between(begun, ended) > limit.seconds(DAY_S)
    else:
        first = worktime.first_s // DAY_S
        between = worktime.workdays.between(begun // DAY_S - first, ended // DAY_S - first)
        over[known] = between > limit.amount
    return over


def figures(found: Measured, weights: Floats) -> dict[str, float]:
    """Return the figures of measured cases with their weights; NaN where there is none."""
    known = weights > 0
    days, w = found.days[known], weights[known]
    has_stop = known & ~np.isnan(found.stopped)
    median, p90 = weighted_quantile(days, w, np.array([0.5, 0.9])).tolist() if len(days) else (np.nan, np.nan)
    return {
        "mean": weighted_mean(days, w),
        "median": median,
        "p90": p90,
        "late": weighted_mean(found.over[known].astype(float), w) if found.has_limit else np.nan,
        "late_net": weighted_mean(found.over_net[known].astype(float), w) if found.has_limit else np.nan,
        "stopped": weighted_mean(found.stopped[has_stop], weights[has_stop]),
        "asked": float(found.asked.mean()) if found.has_clock and len(found.asked) else np.nan,
        "decided": min(float(weights.sum()) / len(weights), 1.0) if len(weights) else np.nan,
    }


def bounds(
    found: Measured, weights: Floats, draws: NDArray[np.int64], again: Floats, confidence: float = 0.95
) -> dict[str, Bounds]:
    """Return the figures with their intervals.

    Means have the studentised bootstrap, shares the interval of Wilson with as many cases as the weighted sample is
    worth for them, quantiles all times up to which the share may be theirs.
    """
    value = figures(found, weights)
    over = {"late": found.over, "late_net": found.over_net}
    made = {"mean": mean_bounds(found.days, weights, draws, again, confidence)}
    made |= {name: _quantile_bounds(found.days, weights, u, confidence) for name, u in (("median", 0.5), ("p90", 0.9))}
    made |= {
        name: share_bounds(value[name], effective_size(weights, holds), confidence) for name, holds in over.items()
    }
    stops = ~np.isnan(found.stopped)
    values = np.nan_to_num(found.stopped)
    made["stopped"] = mean_bounds(
        values, np.where(stops, weights, 0.0), draws, np.where(stops[draws], again, 0.0), confidence
    )
    made["asked"] = share_bounds(value["asked"], len(weights), confidence)
    made["decided"] = share_bounds(value["decided"], _worth_of_sum(weights), confidence)
    return {name: made[name] for name in FIGURES}


def _quantile_bounds(days: Floats, weights: Floats, u: float, confidence: float) -> Bounds:
    """Return a quantile with its interval: all times of which the share of cases up to them may be u.

    Notes
    -----
    Francisco and Fuller, Quantile estimation with a complex survey design, 1991: at each time the share has its own
    interval, which knows that the slowest cases weigh most; reading one interval back at all times does not.
    """
    known = weights > 0
    order = np.argsort(days[known], kind="stable")
    days, weights = days[known][order], weights[known][order]
    if not len(days):
        return Bounds(np.nan, np.nan, np.nan)
    value = float(weighted_quantile(days, weights, np.array(u)))
    low, high = share_ends(*sizes_by_place(weights), confidence)
    meant = np.flatnonzero((low <= u) & (u <= high))
    first, last = (meant[0], meant[-1]) if len(meant) else np.searchsorted(days, [value, value])
    # Up to the next time the share stays what it is.
    return Bounds(value, float(days[first]), float(days[min(last + 1, len(days) - 1)]))


def _worth_of_sum(weights: Floats) -> float:
    """Return how many whole cases tell as much about the share that is decided as weighted ones do."""
    share = min(float(weights.mean()), 1.0)
    spread = float(weights.var())
    return (
        len(weights) * min(share * (1 - share) / spread, 1.0) if spread > 0 and 0 < share < 1 else float(len(weights))
    )
