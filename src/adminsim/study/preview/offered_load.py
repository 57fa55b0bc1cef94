"""Offered load: what a department is asked to do against what it can, before anything is simulated."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from math import floor, prod
from typing import TYPE_CHECKING

from adminsim.engine.arrivals import expected_arrivals
from adminsim.engine.capacity import duty_of
from adminsim.engine.routes import blocking_papers, papers_of, returning
from adminsim.model.calendar import DAY_S
from adminsim.model.demand import Poisson
from adminsim.model.document import Notice
from adminsim.model.limit import Expiry
from adminsim.model.once import once
from adminsim.model.patience import While
from adminsim.model.precedence import in_order, redone
from adminsim.model.queueing import patience_in_queue
from adminsim.model.span import Basis
from adminsim.model.timeline import Timeline
from adminsim.model.value import Number, by_round
from adminsim.study.preview.asked import Asked, Narrowest, Skills, loads_of_groups
from adminsim.study.preview.capacity import able_s

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adminsim.model.any_step import Common
    from adminsim.model.chain import Chain
    from adminsim.model.step import Step
    from adminsim.model.system import System

    Mixes = tuple[tuple[str, float], ...]
    """Case types, each with its share of the cases."""

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
    of a step. Steps beside a rejecting one are counted in full, which is an upper bound.
    """
    first_s, last_s = system.period.cohort_start_s, system.period.cohort_end_s
    days = -(-system.period.horizon_s // DAY_S) + 1
    offices = {name: Timeline.of(calendar, system.period.start, days) for name, calendar in system.calendars.items()}
    asked: dict[str, dict[Skills, Asked]] = {name: {} for name in system.departments}
    for name in system.chains:
        arrivals = expected_arrivals(system, name, last_s) - expected_arrivals(system, name, first_s)
        is_even = not isinstance(system.chains[name].demand, Poisson)
        for share, chain in walks(system.chains[name]):
            for step, (first, more) in visits_per_case(chain).items():
                for department in chain.steps[step].departments:
                    wants = asked[department].setdefault(tuple(sorted(chain.steps[step].skilled)), Asked())
                    _add(wants, system, chain, chain.steps[step], arrivals * share * first, 1, is_even)
                    _add(wants, system, chain, chain.steps[step], arrivals * share * more, 2, is_even)
        for work_s, department, count, skills in work_of_backlog(system, system.chains[name]):
            wants = asked[department].setdefault(skills, Asked())
            wants.work_s += work_s
            wants.visits += count
    loads = []
    for name in system.departments:
        duty = duty_of(system, name, offices, days)
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
        is_always_open = duty.staff_seconds(first_s, last_s) == max(duty.staff) * (last_s - first_s)
        if is_always_open and total.impatience and total.work_s and not system.departments[name].groups:
            share = total.leaving(max(duty.staff), last_s - first_s)
            load = replace(load, leaving=share) if load.leaving else replace(load, leaving_below=share)
        load = replace(load, may_leave=total.may_leave_s > 0, skills=fullest.skills)
        loads.append(replace(load, asked_s=total.work_s, able_s=everybody.able_s))
    return loads


def _add(asked: Asked, system: System, chain: Chain, step: Step, count: float, visit: int, is_even: bool) -> None:
    """Add visits of a step on a route, the first or the later ones."""
    if not count:
        return
    mean_s = mean_work(system, chain, step, visit)
    work = step.as_met("", visit).time
    asked.work_s += count * mean_s
    asked.visits += count
    asked.may_leave_s += count * mean_s * may_leave(system, chain, step)
    patience = patience_in_queue(chain, step, system.departments[step.departments[0]])
    if patience is not None and patience.basis is Basis.CALENDAR and not patience.is_zero:
        asked.impatience += count / patience.mean(system.workday_s)
    asked.is_even &= is_even and work is not None and work.fixed is not None
    stated_s = work.mean(system.workday_s) if work is not None else 0.0
    asked.works.append((count, work, mean_s / stated_s) if work is not None and stated_s else (count, mean_s, 1.0))


def may_leave(system: System, chain: Chain, step: Step) -> bool:
    """Tell whether files can leave the queue of a step: their applicants give up, or silence approves."""
    is_silent = Expiry.APPROVE in (step.on_expiry, chain.on_expiry)
    is_patient = chain.patience is None or chain.patience.while_ is While.QUEUEING
    queueing = patience_in_queue(chain, step, system.departments[step.departments[0]])
    return is_silent or not is_patient or queueing is not None


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


@once
def walks(chain: Chain) -> list[tuple[float, Chain]]:
    """Return the routes of each case type, as chains of that type alone, with the share of cases on each."""
    found: list[tuple[float, Chain]] = []
    shared: dict[object, _Alone] = {}
    same: dict[tuple[int, str], tuple[Step, Step]] = {}
    for name in chain.types:
        for share, covered in _variants(chain, name):
            walk = _of_type(chain.route(covered), name, same)
            walk.__dict__[_SHARED] = shared
            found.append((chain.types[name].mix.value * share, walk))
    return found


def _of_type(chain: Chain, name: str, same: dict[tuple[int, str], tuple[Step, Step]] | None = None) -> Chain:
    """Return a chain as one case type meets it; steps that are in `same` are not made again."""
    same = {} if same is None else same
    for step in chain.steps.values():
        if (id(step), name) not in same:
            same[id(step), name] = step, step.of_type(name)
    steps = {at: same[id(step), name][1] for at, step in chain.steps.items()}
    return chain.replace(types={name: chain.types[name].replace(mix=Number(value=1.0))}, steps=steps)


def _variants(chain: Chain, kind: str) -> list[tuple[float, frozenset[str]]]:
    """Return the sets of pilots that cover cases of a type, with their shares; each pilot is in its last phase."""
    found: list[tuple[float, frozenset[str]]] = [(1.0, frozenset())]
    for pilot in (pilot for pilot in chain.pilots if not pilot.holds_for_all):
        _, coverage = pilot.course[-1]
        share = coverage.share.value if not coverage.types or kind in coverage.types else 0.0
        found = [
            (part * weight, covered | extra)
            for part, covered in found
            for weight, extra in ((share, {pilot.subject}), (1.0 - share, frozenset()))
            if part * weight > 0
        ]
    return found


def work_of_backlog(system: System, chain: Chain) -> Iterator[tuple[float, str, float, Skills]]:
    """Yield the expected open seconds, and visits, that the backlog still takes of departments, by skills asked for."""
    for step, backlog in chain.backlog.items():
        left = chain.of_backlog
        done = left.upstream[step]
        left = left.replace(steps={name: other for name, other in left.steps.items() if name not in done})
        for name, kind in chain.types.items():
            cases = backlog.cases.value * kind.mix.value
            for (department, skills), (work_s, count) in _work_per_case(system, _of_type(left, name)).items():
                yield cases * work_s, department, cases * count, skills


def _work_per_case(system: System, chain: Chain) -> dict[tuple[str, Skills], tuple[float, float]]:
    """Return by department and skills the expected open seconds that a case takes, and its visits."""
    found: dict[tuple[str, Skills], tuple[float, float]] = {}
    for name, (first, more) in visits_per_case(chain).items():
        step = chain.steps[name]
        if step.departments:
            work_s = first * mean_work(system, chain, step) + more * mean_work(system, chain, step, visit=2)
            for department in step.departments:
                whose = department, tuple(sorted(step.skilled))
                work, count = found.get(whose, (0.0, 0.0))
                found[whose] = work + work_s, count + first + more
    return found


@once
def visits_per_case(chain: Chain) -> dict[str, tuple[float, float]]:
    """Return by step how often a case is expected to come for the first time, and again."""
    graph, upstream = chain.graph, chain.upstream
    needed = {name: _alone(chain, name).needed for name in chain.steps}
    first_asked = _first_asked(chain, needed)
    passes = {name: _rounds(chain, name, first_asked) for name in chain.steps}
    repeats = _repeats(chain, passes, needed)
    rejecting = {name: rounds.rejected * needed[name] for name, rounds in passes.items() if rounds.rejected}
    found: dict[str, tuple[float, float]] = {}
    for name in in_order(graph):
        reached = needed[name] * prod(1.0 - share for before, share in rejecting.items() if before in upstream[name])
        found[name] = reached, reached * (passes[name].visits + repeats[name] - 1.0)
    return found


@dataclass(frozen=True)
class _Rounds:
    """What a step's own returns and rejections come to: expected visits and returns, probability of rejection."""

    visits: float
    returns: float
    rejected: float


def _first_asked(chain: Chain, needed: dict[str, float]) -> dict[str, str]:
    """Return for each document the first step, in the order of the file, that asks the chain's cases for it."""
    first: dict[str, str] = {}
    for name in chain.steps:
        if needed[name]:
            first |= dict.fromkeys((paper for paper in papers_of(chain, name) if paper not in first), name)
    return first


def _rounds(chain: Chain, name: str, first_asked: dict[str, str]) -> _Rounds:
    step = chain.steps[name]
    own = _alone(chain, name).rounds
    return replace(own, visits=own.visits + _refilings(chain, name, step, first_asked))


@dataclass(frozen=True)
class _Alone:
    """What a step comes to whatever else is on its route: the share that needs it, and rounds but for papers."""

    step: Step
    needed: float
    rounds: _Rounds


_SHARED = "what steps come to alone"


def _alone(chain: Chain, name: str) -> _Alone:
    """Return what a step comes to alone, found once for all walks of a chain that have it."""
    step, mixes = chain.steps[name], tuple((kind, told.mix.value) for kind, told in chain.types.items())
    found: dict[object, _Alone] = chain.__dict__.setdefault(_SHARED, {})
    key = id(step), name, mixes
    if key not in found:
        found[key] = _Alone(step, _needed_of(step, mixes), _rounds_of(step, name, mixes))
    return found[key]


def _rounds_of(step: Step, name: str, mixes: Mixes) -> _Rounds:
    needed = _needed_of(step, mixes) or 1.0
    members = [(min(_needed_of(part, mixes) / needed, 1.0), part) for _, part in step.members(name)]
    most = max((outcome.max_returns for outcome in returning(name, step)), default=0)
    reject_spent = any(outcome.on_exhausted == "reject" for outcome in returning(name, step))
    going, visits, returns, rejected = 1.0, 0.0, 0.0, 0.0
    for visit in range(1, most + 2):
        met = [(weight, part.as_met("", visit).outcome) for weight, part in members]
        back = 1.0 - prod(1.0 - weight * by_round(outcome.returns, visit) for weight, outcome in met)
        refused = 1.0 - prod(1.0 - weight * outcome.rejects.value for weight, outcome in met)
        visits += going
        rejected += going * (refused + (back if visit > most and reject_spent else 0.0))
        going *= back if visit <= most else 0.0
        returns += going
    return _Rounds(visits, returns, min(rejected, 1.0))


def _refilings(chain: Chain, name: str, step: Step, first_asked: dict[str, str]) -> float:
    """Return how often a file is expected to go back at an intake because of documents."""
    if step.asks is None:
        return 0.0
    papers = [paper for paper in blocking_papers(chain, name) if first_asked.get(paper) == name]
    tails = [
        [
            prod(by_round(chain.documents[p].missing, k) for k in range(1, n + 1))
            for n in range(1, step.asks.max_returns + 1)
        ]
        for p in papers
    ]
    if step.asks.notice is Notice.PIECEMEAL:
        return sum(sum(tail) for tail in tails)
    return sum(1.0 - prod(1.0 - tail[n] for tail in tails) for n in range(step.asks.max_returns))


def _repeats(chain: Chain, passes: dict[str, _Rounds], needed: dict[str, float]) -> dict[str, float]:
    """Return how often each step is expected to be redone because a later one returns a case to before it."""
    repeats = dict.fromkeys(chain.steps, 0.0)
    for name, step in chain.steps.items():
        starts = [chain.start_of(target) or name for target in step.outcome.resume_at]
        undone = {other for start in starts for other in redone(chain.graph, start, name)}
        for other in undone - {name}:
            repeats[other] += passes[name].returns * needed[name]
    return repeats


def needed_share(chain: Chain, step: Common) -> float:
    """Return the share of a chain's cases that need a step: one that was merged, where any of its parts is needed."""
    return _needed_of(step, tuple((name, kind.mix.value) for name, kind in chain.types.items()))


def _needed_of(step: Common, mixes: Mixes) -> float:
    return sum(mix * _chance(step, name) for name, mix in mixes)


def _chance(step: Common, case_type: str) -> float:
    """Return the probability that a case of a type needs any part of a step; parts needed with one draw count once."""
    draws: dict[str, float] = {}
    for name, part in step.members(""):
        if not part.types or case_type in part.types:
            draw = part.needed_with or name
            draws[draw] = max(draws.get(draw, 0.0), part.probability.value)
    return 1.0 - prod(1.0 - chance for chance in draws.values())


def mean_work(system: System, chain: Chain, step: Step, visit: int = 1) -> float:
    """Return the mean open time of a visit, the first or a later one, in seconds, of those that need the step."""
    departments = [system.departments[name] for name in step.departments]
    met = step.as_met("", visit)
    if met.time is not None:
        work = met.time.mean(system.workday_s)
    else:
        members = [part.as_met("", visit) for _, part in step.parts if part.time is not None]
        work = sum(part.time.mean(system.workday_s) * needed_share(chain, part) for part in members if part.time)
        work /= needed_share(chain, step) or 1.0
    return work / min(one.speed_on(dt.date.max) * one.share.value for one in departments)
