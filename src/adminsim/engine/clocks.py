"""The agency clock: time in which at least one counting step is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.model.timeline import day_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan


@dataclass(frozen=True)
class Window:
    """The stretch over which a clock is read, by case; cases without one are left out beforehand.

    Attributes
    ----------
    start, end : ndarray of int64
        Instants.
    start_day : ndarray of int64
        Date of the start, as a day index.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    start_day: NDArray[np.int64]


def elapsed_workdays(plan: Plan, window: Window) -> NDArray[np.int64]:
    """Return the working days in (start date, end date]."""
    return plan.workdays.between(window.start_day, day_of(window.end))


def agency_clock(
    plan: Plan,
    visits: NDArray[Any],
    owner: NDArray[np.int64],
    window: Window,
    of_nodes: NDArray[np.bool_] | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Read the agency clock over a window.

    A counting step is open from the instant its predecessors are complete to the end of each visit; corrections lie
    between visits and so do not count. Overlapping steps count once.

    Parameters
    ----------
    plan : Plan
        Its official calendar says what official hours and working days are.
    visits : structured ndarray
        Visits with the fields of `VISIT_FIELDS`.
    owner : ndarray of int64
        Position in the window of each visit's case, -1 for a case without one.
    window : Window
        Where the clock is read.
    of_nodes : ndarray of bool, optional
        The nodes whose steps the clock runs for; by default all that count.

    Returns
    -------
    seconds, workdays : ndarray of int64
        Official seconds of the union; and working days in (start date, end date] less, for each stretch in which no
        counting step is open, those in (its first date, its last date].
    """
    running = plan.nodes.counts if of_nodes is None else of_nodes
    counted = running[visits["node"]] & (owner >= 0)
    gap_case, gap_first, gap_last = _gaps(visits[counted], owner[counted], window)
    first_day = np.where(gap_first == window.start[gap_case], window.start_day[gap_case], day_of(gap_first))
    idle_s = plan.official.open_between(gap_first, gap_last)
    idle_days = plan.workdays.between(first_day, day_of(gap_last))
    size = len(window.start)
    seconds = plan.official.open_between(window.start, window.end) - sum_by(gap_case, idle_s, size)
    return seconds, elapsed_workdays(plan, window) - sum_by(gap_case, idle_days, size)


def open_seconds(
    visits: NDArray[Any], owner: NDArray[np.int64], window: Window, of_nodes: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return the calendar time over a window in which at least one step of some nodes is open, in seconds."""
    chosen = of_nodes[visits["node"]] & (owner >= 0)
    case, first, last = _gaps(visits[chosen], owner[chosen], window)
    return window.end - window.start - sum_by(case, last - first, len(window.start))


def _gaps(
    visits: NDArray[Any], case: NDArray[np.int64], window: Window
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the stretches of each window that none of the visits covers: case, first and last instant."""
    end = visits["end"].astype(np.int64)
    first = np.clip(visits["ready"], window.start[case], window.end[case])
    last = np.clip(np.where(end < 0, window.end[case], end), first, window.end[case])
    everyone = np.arange(len(window.start))
    case = np.concatenate((everyone, case, everyone))
    first = np.concatenate((window.start, first, window.end))
    last = np.concatenate((window.start, last, window.end))
    order = np.lexsort((last, first, case))
    case, first, last = case[order], first[order], last[order]
    far = np.int64(2**41)
    covered_to = np.maximum.accumulate(last + case * far) - case * far
    is_gap = (case[1:] == case[:-1]) & (first[1:] > covered_to[:-1])
    return case[1:][is_gap], covered_to[:-1][is_gap], first[1:][is_gap]


def sum_by(group: NDArray[np.int64], values: NDArray[Any], groups: int) -> NDArray[np.int64]:
    """Return the sums of whole numbers by group; exact, since they stay far below 2**53."""
    return np.bincount(group, weights=values, minlength=groups).astype(np.int64)
