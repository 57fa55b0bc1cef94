"""Offered load: what a department is asked to do against what it can, before anything is simulated."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import floor, prod
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.arrivals import expected_arrivals
from adminsim.engine.capacity import duty_of
from adminsim.model.calendar import DAY_S
from adminsim.model.demand import Poisson
from adminsim.model.once import once
from adminsim.model.timeline import Timeline
from adminsim.study.preview.asked import Asked, Narrowest, Skills, loads_of_groups
from adminsim.study.preview.backlog_works import works_of_backlogs
from adminsim.study.preview.capacity import able_s
from adminsim.study.preview.visit_kinds import kinds_of
from adminsim.study.preview.visits_met import gives_up

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from adminsim.engine.capacity import Duty
    from adminsim.model.chain import Chain
    from adminsim.model.system import System
    from adminsim.study.preview.visits_met import Met

    Floats = NDArray[np.float64]

MONTH_S = 365.25 / 12 * DAY_S


@dataclass(frozen=True)
class Load:
    """The offered load of a department.

    Attributes
    ----------
    department : str
        Its name.
    load : float
        Work asked for over work that can be done; 1 and more cannot be sustained.
    missing_staff : int
        People missing at all opening hours to bring the load below 1.
    growth_per_month : float
        Visits by which the queue grows each month, 0 below a load of 1.
    """

    department: str
    load: float
    missing_staff: int
    growth_per_month: float
    leaving: float = 0.0
    """Share of the visits that leave the queue, at the load or above it, so that it settles: applicants give up, or
    silence approves; about."""
    may_leave: bool = False
    """Whether any visits may leave the queue: below a load of 1 the wait is an upper bound then."""
    leaving_below: float = float("nan")
    """Below a load of 1, the share of the visits that leave the queue; not a number where it is not known."""
    staying: float = field(default=1.0, compare=False, repr=False)
    """The part that stays, as far as it is known, of the files that may leave the queue."""
    skills: tuple[str, ...] = ()
    """Where not all may do everything, the skills of those whose load it is; empty where it is everybody's."""
    asked_s: float = field(default=0.0, compare=False, repr=False)
    """Work that is asked for over the cohort's time, in open seconds of one person."""
    able_s: float = field(default=0.0, compare=False, repr=False)
    """Work that can be done in that time."""

    @property
    def is_overloaded(self) -> bool:
        """Whether the department cannot keep up: its queue does not settle."""
        return self.missing_staff > 0


@once
def offered_loads(system: System) -> list[Load]:
    """Return the offered load of every department over the cohort's time.

    It follows from arrivals, the shares of cases that need each step, returns and their rounds, and rejections upstream
    of a step. Steps beside a rejecting one are counted in full, which is an upper bound. Who gives up in a queue does
    not come to what lies behind it.
    """
    loads, staying = _loads_if(system, {}), dict[str, float]()
    # What leaves one queue makes the next one shorter, so that less leaves there.
    for _ in system.departments:
        before, staying = staying, {one.department: one.staying for one in loads if one.staying < 1.0}
        if staying == before:
            break
        loads = _loads_if(system, staying)
    return loads


def _loads_if(system: System, staying: Mapping[str, float]) -> list[Load]:
    """Return the loads if a stated part of the files that may be given up in a department's queue stays there."""
    first_s, last_s = system.period.cohort_start_s, system.period.cohort_end_s
    offices, duties = offices_of(system), duties_of(system)
    asked: dict[str, dict[Skills, Asked]] = {name: {} for name in system.departments}
    kinds = kinds_of(system)
    for name in system.chains:
        arrivals = expected_arrivals(system, name, last_s) - expected_arrivals(system, name, first_s)
        is_even = not isinstance(system.chains[name].demand, Poisson)
        for (department, skills), rows in kinds.wanting(name).items():
            come = np.array([arrivals * way.share for way in kinds.ways])[kinds.way[rows]]
            if staying:
                come *= [coming(system, kinds.ways[kinds.way[row]].steps, kinds.steps[row], staying) for row in rows]
            counts = np.stack((come * kinds.first[rows], come * kinds.again[rows]), axis=1).ravel()
            met = [one for row in kinds.situation[rows] for one in kinds.situations[row].met]
            _add(asked[department].setdefault(skills, Asked()), counts, met, is_even)
        for work_s, department, count, skills, may_leave_s in works_of_backlogs(system)[name]:
            wants = asked[department].setdefault(skills, Asked())
            wants.work_s += work_s
            wants.visits += count
            wants.may_leave_s += may_leave_s
    loads = []
    for name in system.departments:
        duty = duties[name]
        office = offices[system.departments[name].calendar or system.calendar]
        total = sum(asked[name].values(), Asked())
        if system.departments[name].groups:
            people, span = system.departments[name], (first_s, last_s)
            fullest, everybody = loads_of_groups(asked[name], people, duty, office, system.workday_s, span)
        else:
            can_s = able_s(duty, office, total.works, system.workday_s, first_s, last_s)
            fullest = everybody = Narrowest((), total, can_s)
        open_s = int(office.open_between(first_s, last_s))
        load = _load(name, fullest.asked, fullest.able_s, open_s, last_s - first_s)
        is_always_open = duty.staff_seconds(first_s, last_s) == duty.most * (last_s - first_s)
        if is_always_open and total.impatience and total.work_s and not system.departments[name].groups:
            share = total.leaving(duty.most, last_s - first_s)
            load = replace(load, leaving=share) if load.leaving else replace(load, leaving_below=share)
        load = replace(load, may_leave=total.may_leave_s > 0, skills=fullest.skills)
        loads.append(replace(load, asked_s=total.work_s, able_s=everybody.able_s, staying=_staying(load, total)))
    return loads


def _staying(load: Load, asked: Asked) -> float:
    """Return the part that stays of the files that may leave a queue; all where it is not known how many leave."""
    leaving = load.leaving or load.leaving_below
    if not asked.may_leave_s or not leaving > 0:
        return 1.0
    return max(1.0 - leaving * asked.work_s / asked.may_leave_s, 0.0)


def coming(system: System, chain: Chain, step: str, staying: Mapping[str, float]) -> float:
    """Return which part of the cases does not give up in a queue before they come to a step."""
    before = ((name, one) for name, one in chain.steps.items() if name in chain.upstream[step] and one.departments)
    return prod(staying.get(one.departments[0], 1.0) for name, one in before if gives_up(system, chain, name))


@once
def offices_of(system: System) -> dict[str, Timeline]:
    """Return the calendars laid out over the horizon and a day more, by name."""
    days = _days_of(system)
    return {name: Timeline.of(calendar, system.period.start, days) for name, calendar in system.calendars.items()}


@once
def duties_of(system: System) -> dict[str, Duty]:
    """Return who is on duty in each department over the horizon and a day more."""
    offices, days = offices_of(system), _days_of(system)
    return {name: duty_of(system, name, offices, days) for name in system.departments}


def _days_of(system: System) -> int:
    return -(-system.period.horizon_s // DAY_S) + 1


def _add(asked: Asked, counts: Floats, met: list[Met], is_even: bool) -> None:
    """Add visits, of each kind so many."""
    some = np.flatnonzero(counts)
    counts, met = counts[some], [met[one] for one in some.tolist()]
    work_s = counts * [one.mean_s for one in met]
    asked.work_s = _summed(asked.work_s, work_s)
    asked.visits = _summed(asked.visits, counts)
    asked.may_leave_s = _summed(asked.may_leave_s, work_s * [one.may_leave for one in met])
    asked.impatience = _summed(asked.impatience, counts * [one.impatience for one in met])
    asked.is_even &= all(is_even and one.work is not None and one.work.fixed is not None for one in met)
    asked.works.counts += counts.tolist()
    asked.works.met += met


def _summed(start: float, more: Floats) -> float:
    """Return a sum, added up one by one."""
    return float(np.cumsum(np.append(start, more))[-1])


def _load(name: str, asked: Asked, able_s: float, open_s: int, length_s: int) -> Load:
    if asked.work_s == 0.0:
        return Load(name, 0.0, 0, 0.0)
    load = asked.work_s / able_s if able_s else float("inf")
    if load < 1.0 or (asked.is_even and load <= 1.0 + 1e-9):
        # What comes and takes at a fixed pace is kept up with to the very last second.
        return Load(name, min(load, 1.0), 0, 0.0)
    if asked.work_s - asked.may_leave_s < able_s:
        return Load(name, load, 0, 0.0, leaving=1 - 1 / load)
    missing = floor((asked.work_s - able_s) / open_s) + 1 if open_s else 1
    stays = (asked.work_s - asked.may_leave_s) / asked.work_s
    growth = asked.visits * max(stays - 1 / load, 0.0) / (length_s / MONTH_S)
    return Load(name, load, missing, growth)
