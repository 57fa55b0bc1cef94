"""The agency clock: time in which at least one counting step is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from adminsim.engine import passes
from adminsim.engine.asked import counted_of, hours_of
from adminsim.engine.fields import NOT_YET, done_at
from adminsim.model.timeline import day_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.asked import Grouped
    from adminsim.engine.plan import Plan

Stretches = tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.int64]"]
"""Case, first and last instant of each."""


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


class Shown(NamedTuple):
    """What a clock shows, by case.

    Attributes
    ----------
    open_s, official_s : ndarray of int64
        The time that it ran, and the official hours of it, in seconds.
    workdays : ndarray of int64
        Those working days in (start date, end date] in whose official hours it ran at some instant: a pause over night
        stops nothing, one over whole days stops them.
    """

    open_s: NDArray[np.int64]
    official_s: NDArray[np.int64]
    workdays: NDArray[np.int64]


def agency_clock(
    plan: Plan, grouped: Grouped, rows: NDArray[np.int64], window: Window, of_nodes: NDArray[np.bool_] | None = None
) -> Shown:
    """Read the agency clock over a window.

    A counting step is open from the instant its predecessors are complete to the end of each visit; corrections lie
    between visits and so do not count. Overlapping steps count once.

    Parameters
    ----------
    plan : Plan
        Its official calendar says what official hours and working days are.
    grouped : Grouped
        All visits, by case.
    rows : ndarray of int64
        The rows of the cases in the table of cases.
    window : Window
        Where the clock is read, for each of these.
    of_nodes : ndarray of bool, optional
        The nodes whose steps the clock runs for; by default all that count.
    """
    running = np.array(plan.nodes.counts if of_nodes is None else of_nodes)
    shown = Shown(*np.zeros((3, len(rows)), dtype=np.int64))
    instants = (np.array(instants, dtype=np.int64) for instants in (rows, window.start, window.end, window.start_day))
    passes.read_clocks(*grouped, *instants, running, *hours_of(plan), counted_of(plan), plan.workdays.first, *shown)
    return shown


def summed_clock(
    plan: Plan,
    grouped: Grouped,
    rows: NDArray[np.int64],
    window: Window,
    of_nodes: NDArray[np.bool_],
) -> Shown:
    """Add up the time of every visit of some nodes over a window, so that steps side by side count each.

    Parameters
    ----------
    plan, grouped, rows, window
        As for `agency_clock`.
    of_nodes : ndarray of bool
        The nodes whose visits are added up.

    Returns
    -------
    Shown
        Of the working days of each visit those in (its first date, its last date].
    """
    case, first, last = _stretches(grouped, rows, window, of_nodes)
    first_day = np.where(first == window.start[case], window.start_day[case], day_of(first))
    size = len(window.start)
    return Shown(
        sum_by(case, last - first, size),
        sum_by(case, plan.official.open_between(first, last), size),
        sum_by(case, plan.workdays.between(first_day, day_of(last)), size),
    )


def _stretches(grouped: Grouped, rows: NDArray[np.int64], window: Window, of_nodes: NDArray[np.bool_]) -> Stretches:
    """Return for each visit of some nodes its case, and from when to when it is open in the window."""
    position = np.full(len(grouped.first) - 1, -1)
    position[rows] = np.arange(len(rows))
    case = np.repeat(position, np.diff(grouped.first))
    visits = grouped.visits
    meant = np.flatnonzero(of_nodes[visits["node"][grouped.order]] & (case >= 0))
    case, visits = case[meant], visits.take(grouped.order[meant])
    start, end = window.start[case], window.end[case]
    first = np.minimum(np.maximum(visits["ready"], start), end)
    last = done_at(visits)
    return case, first, np.minimum(np.maximum(np.where(last == NOT_YET, end, last), first), end)


def sum_by(group: NDArray[np.signedinteger[Any]], values: NDArray[Any], groups: int) -> NDArray[np.int64]:
    """Return the sums of whole numbers by group; exact, since they stay far below 2**53."""
    return np.bincount(group, weights=values, minlength=groups).astype(np.int64)
