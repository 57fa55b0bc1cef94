"""What is in a log, before anybody says what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.logs.people import Bracket, bracket_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.log import Log

DAY_S = 86400
LONG_GAP_DAYS = 14
_WORKDAY_S = 8 * 3600


@dataclass(frozen=True)
class Activity:
    """An activity of a log.

    Attributes
    ----------
    code : str
        As it is written.
    events : int
        How often.
    cases : float
        Share of cases that have it.
    position : float
        Where it comes in a case, from 0, first, to 1, last.
    days : float
        Median days after the first event of the case.
    """

    code: str
    events: int
    cases: float
    position: float
    days: float


@dataclass(frozen=True)
class Look:
    """What is in a log.

    Attributes
    ----------
    columns : list of tuple
        Name, different values, an example.
    cases, events, people : int
        How many.
    first, last : int
        First and last event, in seconds since 1970.
    activities : list of Activity
        By frequency.
    by_day : float
        Share of stamps that tell the day only.
    gaps : list of tuple of int
        Stretches of more than a fortnight without any event, longest first.
    by_year : list of tuple
        Year, cases that begin, events.
    hours : tuple of int
        Between which hours nine of ten stamps lie that tell a time.
    bracket : Bracket
        What the log leaves open about work.
    """

    columns: list[tuple[str, int, str]]
    cases: int
    events: int
    people: int
    first: int
    last: int
    activities: list[Activity]
    by_day: float
    gaps: list[tuple[int, int]]
    by_year: list[tuple[int, int, int]]
    hours: tuple[int, int]
    bracket: Bracket


def look_at(log: Log) -> Look:
    """Return what is in a log."""
    rows = log.used
    seconds = log.seconds[rows]
    codes = log.column("case").codes[rows]
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    timed = seconds[~log.is_day[rows]] % DAY_S // 3600
    low, high = np.quantile(timed, [0.05, 0.95]) if len(timed) else (9, 16)
    bracket = bracket_of(log, 1, _WORKDAY_S)
    return Look(
        [(name, len(one.values), one.values[0] if one.values else "") for name, one in log.table.columns.items()],
        len(starts), len(rows), bracket.people, int(seconds.min()), int(seconds.max()),
        _activities(log, rows, codes, starts), float(log.is_day[rows].mean()), _gaps(seconds),
        _by_year(seconds, seconds[starts]), (int(low), int(high) + 1), bracket,
    )  # fmt: skip


def completed(log: Log, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which events tell that something was done, where starts have events of their own."""
    if "lifecycle" not in log.roles or len(log.column("lifecycle").values) < 2:
        return np.ones(len(rows), dtype=np.bool_)
    stages = log.column("lifecycle")
    done = [number for number, stage in enumerate(stages.values) if stage.lower() == "complete"]
    found: NDArray[np.bool_] = np.isin(stages.codes[rows], done)
    return found if found.any() else np.ones(len(rows), dtype=np.bool_)


def _activities(
    log: Log, rows: NDArray[np.int64], codes: NDArray[np.int32], starts: NDArray[np.int64]
) -> list[Activity]:
    activity = log.column("activity")
    size = np.diff(np.append(starts, len(rows)))
    index = np.repeat(np.arange(len(starts)), size)
    place = (np.arange(len(rows)) - starts[index]) / np.maximum(size[index] - 1, 1)
    since = (log.seconds[rows] - log.seconds[rows][starts][index]) / DAY_S
    done = completed(log, rows)
    what = activity.codes[rows][done]
    order = np.argsort(what, kind="stable")
    edges = np.flatnonzero(np.diff(what[order], prepend=-1))
    found = []
    for mine in np.split(np.flatnonzero(done)[order], edges[1:]):
        cases = len(np.unique(codes[mine])) / len(starts)
        code = activity.values[int(activity.codes[rows[mine[0]]])]
        found.append(Activity(code, len(mine), cases, float(place[mine].mean()), float(np.median(since[mine]))))
    return sorted(found, key=lambda one: (-one.events, one.code))


def _gaps(seconds: NDArray[np.int64]) -> list[tuple[int, int]]:
    days = np.unique(seconds // DAY_S)
    long = np.flatnonzero(np.diff(days) > LONG_GAP_DAYS)
    gaps = [(int(days[n]) * DAY_S, int(days[n + 1]) * DAY_S) for n in long]
    return sorted(gaps, key=lambda gap: gap[0] - gap[1])


def _by_year(events: NDArray[np.int64], begins: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    years, begun = (one.astype("datetime64[s]").astype("datetime64[Y]").astype(int) + 1970 for one in (events, begins))
    return [(int(year), int((begun == year).sum()), int((years == year).sum())) for year in np.unique(years)]
