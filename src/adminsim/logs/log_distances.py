"""Distances of two logs as process mining measures them: what is done in which order, and when.

The measures, and what they are rounded to, are those of Chapela-Campa, Benchekroun, Baron, Dumas, Krass and
Senderovich, "Can I Trust My Simulation Model? Measuring the Quality of Business Process Simulation Models", BPM 2023.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.logs.censoring import distance
from adminsim.logs.milestones import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.milestones import Cases

    Ints = NDArray[np.int64]

HOUR_S, DAY_S = 3600, 86400
GRAM = 3
FARTHEST_HOURS = 23.0
"""Where only one of two logs has events on a weekday."""
NAMES = ("n_gram", "relative_event", "circadian", "cycle_time", "arrivals")
_THURSDAY = 3
"""The weekday of 1970-01-01, Monday being 0."""


@dataclass(frozen=True)
class Events:
    """Events of a log: one instant each.

    Attributes
    ----------
    case, activity : ndarray of int64
        Numbers of case and activity; activities are numbered alike in logs that are compared.
    at : ndarray of int64
        Seconds since 1970.
    """

    case: Ints
    activity: Ints
    at: Ints


def events_of(cases: Cases) -> Events:
    """Return the milestones of cases as events."""
    case, activity = np.nonzero(cases.at != NEVER)
    return Events(case, activity, cases.at[case, activity])


def log_distances(one: Events, other: Events) -> dict[str, float]:
    """Return all distances, by name; times in hours.

    `n_gram` is between 0 and 1; `relative_event` compares how long after the first event of its case each comes;
    `circadian` the hours of the day by weekday; `cycle_time` the whole time of each case; `arrivals` when cases begin.
    """
    return {
        "n_gram": n_gram(one, other),
        "relative_event": relative_event(one, other),
        "circadian": circadian(one, other),
        "cycle_time": cycle_time(one, other),
        "arrivals": arrivals(one, other),
    }


def n_gram(one: Events, other: Events, n: int = GRAM) -> float:
    """Return the distance of the numbers of n activities in a row, as a part of all."""
    counts, others = _grams(one, n), _grams(other, n)
    apart = sum(abs(counts[key] - others[key]) for key in counts | others)
    return apart / (counts.total() + others.total())


def _grams(events: Events, n: int) -> Counter[tuple[int, ...]]:
    order = np.lexsort((events.at, events.case))
    case, activity = events.case[order], events.activity[order]
    starts = np.flatnonzero(np.diff(case, prepend=case[0] - 1)) if len(case) else np.empty(0, dtype=np.int64)
    found: Counter[tuple[int, ...]] = Counter()
    before = [-1] * (n - 1)
    for trace in np.split(activity, starts[1:]):
        padded = [*before, *trace.tolist(), *before]
        found.update(tuple(padded[place : place + n]) for place in range(len(padded) - n + 1))
    return found


def relative_event(one: Events, other: Events) -> float:
    """Return the distance of the times since the first event of the case, in hours."""
    return distance(*(np.floor(_since_first(events) / HOUR_S) for events in (one, other)))


def circadian(one: Events, other: Events) -> float:
    """Return the mean distance of the hours of the day over the seven weekdays."""
    found = []
    hours = [(events.at % DAY_S // HOUR_S).astype(float) for events in (one, other)]
    days = [(events.at // DAY_S + _THURSDAY) % 7 for events in (one, other)]
    for weekday in range(7):
        mine = [hour[day == weekday] for hour, day in zip(hours, days, strict=True)]
        if all(map(len, mine)):
            found.append(distance(*mine))
        else:
            found.append(FARTHEST_HOURS if any(map(len, mine)) else 0.0)
    return float(np.mean(found))


def cycle_time(one: Events, other: Events) -> float:
    """Return the distance of the whole times of cases, in hours."""
    spans = [_spans(events) for events in (one, other)]
    shortest = min(float(span.min()) for span in spans)
    return distance(*(np.floor((span - shortest) / HOUR_S) for span in spans))


def arrivals(one: Events, other: Events) -> float:
    """Return the distance of the instants at which cases begin, in hours."""
    begins = [_begins(events) for events in (one, other)]
    first = min(int(begin.min()) for begin in begins) // HOUR_S * HOUR_S
    return distance(*(((begin - first) // HOUR_S).astype(float) for begin in begins))


def _begins(events: Events) -> Ints:
    order = np.lexsort((events.at, events.case))
    case = events.case[order]
    begins: Ints = events.at[order][np.diff(case, prepend=case[0] - 1) != 0]
    return begins


def _spans(events: Events) -> NDArray[np.float64]:
    order = np.lexsort((events.at, events.case))
    case, at = events.case[order], events.at[order]
    starts = np.flatnonzero(np.diff(case, prepend=case[0] - 1))
    ends = np.append(starts[1:], len(case)) - 1
    return np.asarray(at[ends] - at[starts], dtype=np.float64)


def _since_first(events: Events) -> NDArray[np.float64]:
    _, index = np.unique(events.case, return_inverse=True)
    first = np.full(index.max() + 1, np.iinfo(np.int64).max)
    np.minimum.at(first, index, events.at)
    return np.asarray(events.at - first[index], dtype=np.float64)
