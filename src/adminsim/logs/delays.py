"""How long lies between one milestone and the next, by kind: the figures that carry a baseline.

The time before a milestone of the agency is counted in its own open hours, the applicant's by the calendar: otherwise
closed hours would count twice once the simulation adds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from adminsim.logs.kinds import LEAST
from adminsim.logs.knots import knots_of
from adminsim.logs.milestones import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.kinds import CaseKind, Sorted
    from adminsim.logs.mapping import LogMap
    from adminsim.logs.milestones import Cases
    from adminsim.logs.worktime import WorkTime

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Delay:
    """The time before a milestone, of one kind of cases.

    Attributes
    ----------
    step : int
        Place of the milestone.
    kind : int
        Place of the kind.
    seconds, weights : ndarray of float64
        What was observed: open seconds where the agency's time passes, else seconds.
    cases : ndarray of int64
        The row of each case that was observed.
    origin : {"kind", "rare", "all"}
        Whose figures they are: the kind's own, those of all rare types that pass the same milestones, or of all types.
    """

    step: int
    kind: int
    seconds: Floats
    weights: Floats
    cases: NDArray[np.int64]
    origin: str

    @property
    def n(self) -> int:
        """How many were observed."""
        return len(self.seconds)

    def knots(self, less: float = 0.0) -> Floats:
        """Return their quantiles in seconds, shorter by `less` but never below zero."""
        return knots_of(np.maximum(self.seconds - less, 0.0), self.weights)


def delays_of(sorted_cases: Sorted, meaning: LogMap, worktime: WorkTime) -> list[Delay]:
    """Return the time before each milestone that a kind passes, by kind and milestone.

    Kinds with fewer than 12 cases have the figures of one another where they pass the same milestones: so small types
    lend nothing to large ones, and the mean of all cases stays what it is. Where even together they are too few, the
    smallest of the others joins them.
    """
    least = meaning.types.least if meaning.types is not None else LEAST
    counts = np.bincount(sorted_cases.kind, minlength=len(sorted_cases.kinds))
    found = []
    for place, kind in enumerate(sorted_cases.kinds):
        members, origin = _lenders(sorted_cases.kinds, counts, place, least)
        way = [step for step, passes in enumerate(kind.passed) if passes]
        for before, step in pairwise(way):
            found.append(_delay(sorted_cases, place, members, before, step, meaning, worktime, origin))
    return found


def _lenders(
    kinds: tuple[CaseKind, ...], counts: NDArray[np.int64], place: int, least: int
) -> tuple[list[int], str]:  # fmt: skip
    """Return the kinds whose cases give one its figures, and how they were found."""
    same_way = [n for n, other in enumerate(kinds) if other.way == kinds[place].way]
    by_size = sorted(same_way, key=lambda n: (counts[n], n))
    pool: list[int] = []
    for n in by_size:
        if counts[n] >= least and (not pool or counts[pool].sum() >= least):
            break
        pool.append(n)
    if place not in pool or len(pool) == 1:
        return [place], "kind"
    return pool, "all" if len(pool) == len(same_way) else "rare"


def _delay(
    sorted_cases: Sorted, place: int, members: list[int], before: int, step: int, meaning: LogMap, worktime: WorkTime,
    origin: str,
) -> Delay:  # fmt: skip
    rows = np.flatnonzero(np.isin(sorted_cases.kind, members))
    cases = sorted_cases.cases
    start, end = cases.at[rows, before], cases.at[rows, step]
    known = (start != NEVER) & (end != NEVER)
    rows = rows[known]
    is_agency = meaning.milestone(step).by == "agency"
    seconds = _seconds(cases, rows, before, step, worktime if is_agency else None)
    # Cases that are never decided stand for themselves.
    weights = sorted_cases.weights[rows] if sorted_cases.kinds[place].is_decided else np.ones(len(rows))
    return Delay(step, place, seconds, weights, rows, origin)


def _seconds(cases: Cases, rows: NDArray[np.int64], before: int, step: int, worktime: WorkTime | None) -> Floats:
    """Return how long lies between two milestones: in open seconds where a calendar is given.

    A stamp that tells the day only lies somewhere in the day. An end is taken for the middle of the office's hours, so
    that it stays on its day; and so is a beginning, but for submissions, which are simulated as they are stamped.
    """
    start, end = cases.at[rows, before], cases.at[rows, step]
    if worktime is None:
        apart: Floats = np.maximum((end - start).astype(float), 0.0)
        return apart
    end = np.where(cases.is_day[rows, step], worktime.middle(end), end)
    if before > 0:
        start = np.where(cases.is_day[rows, before], worktime.middle(start), start)
    seconds: Floats = worktime.between(start, np.maximum(start, end)).astype(float)
    return seconds
