"""Capacity over time: people on duty by department, and the instants of meetings."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from adminsim.model.calendar import DAY_S, clock_s, hours_on_weekday
from adminsim.model.department import ShiftEnd
from adminsim.model.timeline import NEVER, Timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from adminsim.model.calendar import Calendar
    from adminsim.model.department import Department, Shift
    from adminsim.model.group import Team
    from adminsim.model.step import Session
    from adminsim.model.system import System

_ON_DUTY = "on_duty"


@dataclass(frozen=True)
class Duty:
    """How many people may start work in a department, as a step function of time.

    Attributes
    ----------
    since : list of int
        Instants from which each number holds, the first one 0.
    staff : list of int
        People on duty while the department is open; 0 while it is closed.
    stays : list of tuple of int
        Where nothing is started that would end after hours: until when each of those on duty has hours of their own
        that day, the longest first. Empty elsewhere.
    """

    since: list[int]
    staff: list[int]
    stays: list[tuple[int, ...]] = field(default_factory=list)

    @cached_property
    def most(self) -> int:
        """The most people who are ever on duty."""
        return max(self.staff)

    def at(self, instant: int) -> int:
        """Return how many may start work at an instant."""
        return self.staff[bisect_right(self.since, instant) - 1]

    def stays_at(self, instant: int) -> tuple[int, ...]:
        """Return until when each of those on duty at an instant stays, the longest first."""
        return self.stays[bisect_right(self.since, instant) - 1]

    def next_start(self, instant: int) -> int:
        """Return the next change after `instant` that leaves somebody on duty."""
        for position in range(bisect_right(self.since, instant), len(self.since)):
            if self.staff[position]:
                return self.since[position]
        return NEVER

    def staff_seconds(self, first: int, last: int) -> int:
        """Return the sum of people on duty over [first, last), in person-seconds."""
        since, staff = self._columns
        edges = np.clip(np.append(since, max(last, self.since[-1])), first, last)
        return int(np.dot(np.diff(edges), staff))

    @cached_property
    def _columns(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return np.array(self.since), np.array(self.staff)


def duty_of(system: System, department: str, offices: dict[str, Timeline], days: int) -> Duty:
    """Return who is on duty in a department when, over `days` days from the system's start.

    It lies beside the fields of the department, where the answers of `adminsim.model.once` have their place: what a
    reform leaves as it is need not be found again.
    """
    own = system.departments[department]
    name = own.calendar or system.calendar
    opening, calendar, start = offices[name], system.calendars[name], system.period.start
    kept: dict[tuple[dt.date, int], tuple[Timeline, Calendar, Duty]] = own.__dict__.setdefault(_ON_DUTY, {})
    known = kept.get((start, days))
    if known is not None and known[0] is opening and known[1] is calendar:
        return known[2]
    found = _duty(own, opening, calendar, start, days)
    kept[start, days] = opening, calendar, found
    return found


def _duty(own: Department, opening: Timeline, calendar: Calendar, start: dt.date, days: int) -> Duty:
    roster = [(shift, _hours_of(shift, opening, calendar, start, days)) for shift in own.roster]
    fits = own.at_shift_end is ShiftEnd.FITS
    midnights = np.arange(days * fits) * DAY_S
    edges = distinct([[0], midnights, opening.opens, opening.closes, *(side for _, hours in roster for side in hours)])
    is_open = _is_inside(opening.opens, opening.closes, edges)
    groups = [(round(shift.staff.value), _is_inside(*hours, edges) & is_open) for shift, hours in roster]
    staff = np.zeros(len(edges), dtype=np.int64)
    for count, inside in groups:
        staff += inside * count
    staff = np.maximum(staff, 0)
    if not fits:
        changes = np.concatenate(([True], np.diff(staff) != 0))
        return Duty(edges[changes].tolist(), staff[changes].tolist())
    stays = _stays(edges, staff, groups)
    kept = [i for i in range(len(edges)) if i == 0 or stays[i] != stays[i - 1]]
    return Duty(edges[kept].tolist(), staff[kept].tolist(), [stays[i] for i in kept])


def _is_inside(opens: NDArray[np.int64], closes: NDArray[np.int64], instants: NDArray[np.int64]) -> NDArray[np.bool_]:
    inside: NDArray[np.bool_] = np.searchsorted(opens, instants, side="right") > np.searchsorted(
        closes, instants, side="right"
    )
    return inside


def _stays(
    edges: NDArray[np.int64], staff: NDArray[np.int64], groups: list[tuple[int, NDArray[np.bool_]]]
) -> list[tuple[int, ...]]:
    """Return from each edge on until when each of those on duty has hours that day, the longest first.

    People are told apart by their shift. Where a shift takes people away, those who would stay longest are counted off;
    and of those on duty no more stay than are on duty later that day.
    """
    day, ends = edges // DAY_S, np.append(edges[1:], NEVER)
    last = [_last_of_day(day, ends, inside)[day] for _, inside in groups]
    found: list[tuple[int, ...]] = []
    for i, count in enumerate(staff.tolist()):
        own = sorted(
            (
                int(until[i])
                for (people, inside), until in zip(groups, last, strict=True)
                if inside[i]
                for _ in range(people)
            ),
            reverse=True,
        )
        today = slice(*np.searchsorted(day, (day[i], day[i] + 1)))
        levels, until_then = staff[today], ends[today]
        stay = (min(end, int(until_then[levels > rank].max())) for rank, end in enumerate(own[len(own) - count :]))
        found.append(tuple(stay))
    return found


def _last_of_day(day: NDArray[np.int64], ends: NDArray[np.int64], inside: NDArray[np.bool_]) -> NDArray[np.int64]:
    last = np.zeros(int(day[-1]) + 1, dtype=np.int64)
    np.maximum.at(last, day[inside], ends[inside])
    return last


def distinct(instants: Sequence[ArrayLike]) -> NDArray[np.int64]:
    """Return all instants of several lists once, sorted."""
    merged: NDArray[np.int64] = np.sort(np.concatenate(instants).astype(np.int64), kind="stable")
    found: NDArray[np.int64] = merged[np.append(True, merged[1:] != merged[:-1])]
    return found


def duty_of_team(duty: Duty, team: Team) -> Duty:
    """Return when how many of a group are on duty: those named first in the file come first and stay longest."""
    mine = slice(team.first, team.first + team.people)
    return Duty(duty.since, [team.on_duty(staff) for staff in duty.staff], [stays[mine] for stays in duty.stays])


Intervals = tuple["NDArray[np.int64]", "NDArray[np.int64]"]


def _hours_of(shift: Shift, opening: Timeline, calendar: Calendar, start: dt.date, days: int) -> Intervals:
    """Return the intervals of a shift, clipped to its dates; its weekdays are those as which days are lived."""
    opens, closes = opening.opens, opening.closes
    if shift.hours is not None:
        own = [
            (day * DAY_S + first, day * DAY_S + last)
            for day in range(days)
            for first, last in hours_on_weekday(shift.hours, calendar.lived_as(start + dt.timedelta(days=day)))
        ]
        opens, closes = (np.array(side, dtype=np.int64) for side in zip(*own, strict=True)) if own else (opens[:0],) * 2
    first_s = (shift.since - start).days * DAY_S if shift.since else 0
    last_s = (shift.until - start).days * DAY_S if shift.until else days * DAY_S
    opens, closes = np.maximum(opens, first_s), np.minimum(closes, last_s)
    kept = opens < closes
    return opens[kept], closes[kept]


def meetings_of(session: Session, system: System, days: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the instants of a committee's meetings, and the places at each (0: no limit).

    A meeting at an hour at which the official calendar is closed is not held.
    """
    start = system.period.start
    held, places = [], []
    for day in range(days):
        date = start + dt.timedelta(days=day)
        schedule = session.schedule_on(date)
        if schedule.is_held(date, start, system.official):
            held.append(day * DAY_S + clock_s(schedule.at))
            places.append(session.places_on(date) or 0)
    return np.array(held, dtype=np.int64), np.array(places, dtype=np.int64)
