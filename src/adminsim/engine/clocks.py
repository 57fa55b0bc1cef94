"""The agency clock: time in which at least one counting step is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.records import NOT_YET, done_at
from adminsim.model.timeline import day_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan

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
        Official seconds of the union; and working days in (start date, end date] less, for each stretch in which no
        counting step is open, those in (its first date, its last date].
    """
    running = plan.nodes.counts if of_nodes is None else of_nodes
    gap_case, gap_first, gap_last = _gaps(visits, owner, window, running)
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
    case, first, last = _gaps(visits, owner, window, of_nodes)
    return window.end - window.start - sum_by(case, last - first, len(window.start))


def _gaps(
    visits: NDArray[Any], owner: NDArray[np.int64], window: Window, of_nodes: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the stretches of each window that no visit of some nodes covers: case, first and last instant.

    Of n intervals with sorted beginnings b and ends e, none is open between e[i] and b[i + 1] where e[i] < b[i + 1]:
    of those begun earlier all have ended, and they are i + 1.
    """
    meant = np.flatnonzero(of_nodes[visits["node"]] & (owner >= 0))
    case = owner[meant]
    start, end = window.start[case], window.end[case]
    first = np.minimum(np.maximum(visits["ready"][meant], start), end)
    last = done_at(visits.take(meant))
    last = np.minimum(np.maximum(np.where(last == NOT_YET, end, last), first), end)
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
    plan: Plan, department: NDArray[np.signedinteger[Any]], first: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the open seconds of departments in [first, last), one department for each pair of instants."""
    offices = list(dict.fromkeys(plan.office))
    if len(offices) == 1:
        return offices[0].open_between(first, last)
    found = np.zeros(len(department), dtype=np.int64)
    which = np.array([offices.index(office) for office in plan.office])[department]
    for position, office in enumerate(offices):
        here = np.flatnonzero(which == position)
        found[here] = office.open_between(first[here], last[here])
    return found


def sum_by(group: NDArray[np.signedinteger[Any]], values: NDArray[Any], groups: int) -> NDArray[np.int64]:
    """Return the sums of whole numbers by group; exact, since they stay far below 2**53."""
    return np.bincount(group, weights=values, minlength=groups).astype(np.int64)
