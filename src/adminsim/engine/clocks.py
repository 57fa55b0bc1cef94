"""The agency clock: time in which at least one counting step is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.fields import NOT_YET, done_at
from adminsim.model.timeline import day_of, day_of_arrival

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan

Stretches = tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.int64]"]
"""Case, first and last instant of each."""
FAR = 2**33
"""Further apart than any two instants of a run."""


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
        Official seconds of the union; and those working days in (start date, end date] in whose official hours a
        counting step was open at some instant: a pause over night stops nothing, one over whole days stops them.
    """
    running = plan.nodes.counts if of_nodes is None else of_nodes
    gaps = _gaps(visits, owner, window, running)
    idle_s = plan.official.open_between(gaps[1], gaps[2])
    size = len(window.start)
    seconds = plan.official.open_between(window.start, window.end) - sum_by(gaps[0], idle_s, size)
    case, first, last = _between_gaps(gaps, window)
    return seconds, sum_by(case, _days_touched(plan, case, first, last, window), size)


def _between_gaps(gaps: Stretches, window: Window) -> Stretches:
    """Return the stretches of each window that lie between its gaps, by case and in their order."""
    everyone = np.arange(len(window.start))
    case = np.concatenate((everyone, gaps[0]))
    order = np.lexsort((np.concatenate((window.start, gaps[2])), case))
    case, first = case[order], np.concatenate((window.start, gaps[2]))[order]
    ends = np.concatenate((gaps[0], everyone))
    last = np.concatenate((gaps[1], window.end))[np.lexsort((np.concatenate((gaps[1], window.end)), ends))]
    kept = np.flatnonzero(first < last)
    return case[kept], first[kept], last[kept]


def _days_touched(
    plan: Plan, case: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64], window: Window
) -> NDArray[np.int64]:
    """Return for each stretch in how many working days it lies within official hours, each day once for a case."""
    office, workdays = plan.official, plan.workdays
    begun = office.next_open(first)
    # The last open second before the end is in the last interval that opens before it.
    interval = np.searchsorted(office.opens, last, side="left") - 1
    ended = np.minimum(last, office.closes[interval]) if len(office.opens) else last
    first_day, last_day = day_of_arrival(begun), day_of(ended)
    is_open = begun < last
    first_day = np.maximum(np.where(is_open, first_day, 0), window.start_day[case] + 1)
    # A stretch that begins on the day on which an earlier one of the case ended does not count that day again.
    reached = _furthest_before(case, np.where(is_open, last_day, -FAR))
    first_day = np.maximum(first_day, reached + 1)
    return np.where(is_open, workdays.between(first_day - 1, last_day), 0)


def _furthest_before(case: NDArray[np.int64], day: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the latest day among the entries of the same case before each; far in the past for the first one."""
    above = np.maximum.accumulate(case * (4 * FAR) + day)
    before = np.concatenate(([-4 * FAR], above[:-1])) - case * (4 * FAR)
    return np.maximum(before, -FAR)


def open_seconds(
    visits: NDArray[Any], owner: NDArray[np.int64], window: Window, of_nodes: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return the calendar time over a window in which at least one step of some nodes is open, in seconds."""
    case, first, last = _gaps(visits, owner, window, of_nodes)
    return window.end - window.start - sum_by(case, last - first, len(window.start))


def summed_clock(
    plan: Plan,
    visits: NDArray[Any],
    owner: NDArray[np.int64],
    window: Window,
    of_nodes: NDArray[np.bool_],
    *,
    official: bool,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Add up the time of every visit of some nodes over a window, so that steps side by side count each.

    Parameters
    ----------
    plan, visits, owner, window
        As for `agency_clock`.
    of_nodes : ndarray of bool
        The nodes whose visits are added up.
    official : bool
        Whether official time is shown, or all.

    Returns
    -------
    seconds, official_s, workdays : ndarray of int64
        What is shown; official seconds; and working days, of each visit those in (its first date, its last date].
    """
    case, first, last = _stretches(visits, owner, window, of_nodes)
    first_day = np.where(first == window.start[case], window.start_day[case], day_of(first))
    size = len(window.start)
    official_s = sum_by(case, plan.official.open_between(first, last), size)
    seconds = official_s if official else sum_by(case, last - first, size)
    return seconds, official_s, sum_by(case, plan.workdays.between(first_day, day_of(last)), size)


def _stretches(
    visits: NDArray[Any], owner: NDArray[np.int64], window: Window, of_nodes: NDArray[np.bool_]
) -> Stretches:
    """Return for each visit of some nodes its case, and from when to when it is open in the window."""
    meant = np.flatnonzero(of_nodes[visits["node"]] & (owner >= 0))
    case = owner[meant]
    start, end = window.start[case], window.end[case]
    first = np.minimum(np.maximum(visits["ready"][meant], start), end)
    last = done_at(visits.take(meant))
    return case, first, np.minimum(np.maximum(np.where(last == NOT_YET, end, last), first), end)


def _gaps(visits: NDArray[Any], owner: NDArray[np.int64], window: Window, of_nodes: NDArray[np.bool_]) -> Stretches:
    """Return the stretches of each window that no visit of some nodes covers: case, first and last instant.

    Of n intervals with sorted beginnings b and ends e, none is open between e[i] and b[i + 1] where e[i] < b[i + 1]:
    of those begun earlier all have ended, and they are i + 1.
    """
    case, first, last = _stretches(visits, owner, window, of_nodes)
    # One number holds case and instant, so that plain sorting does.
    everyone = np.arange(len(window.start)) * FAR + FAR // 2
    case = everyone[case]
    begins = np.concatenate((everyone + window.start, case + first, everyone + window.end))
    ends = np.concatenate((everyone + window.start, case + last, everyone + window.end))
    begins.sort()
    ends.sort()
    is_gap = np.flatnonzero(begins[1:] > ends[:-1])
    since, until = ends[is_gap], begins[is_gap + 1]
    found, until_case = since // FAR, until // FAR
    same = found == until_case
    found = found[same]
    return found, since[same] - everyone[found], until[same] - everyone[found]


def open_at(
    plan: Plan, node: NDArray[np.signedinteger[Any]], first: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the seconds in [first, last) in which work of nodes can pass, one node for each pair of instants."""
    offices = list(dict.fromkeys(plan.nodes.office))
    if len(offices) == 1:
        return offices[0].open_between(first, last)
    found = np.zeros(len(node), dtype=np.int64)
    which = np.array([offices.index(office) for office in plan.nodes.office])[node]
    for position, office in enumerate(offices):
        here = np.flatnonzero(which == position)
        found[here] = office.open_between(first[here], last[here])
    return found


def sum_by(group: NDArray[np.signedinteger[Any]], values: NDArray[Any], groups: int) -> NDArray[np.int64]:
    """Return the sums of whole numbers by group; exact, since they stay far below 2**53."""
    return np.bincount(group, weights=values, minlength=groups).astype(np.int64)
