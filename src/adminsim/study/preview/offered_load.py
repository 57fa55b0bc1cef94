"""Offered load: what a department is asked to do against what it can, before anything is simulated."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from math import floor, prod
from typing import TYPE_CHECKING, Any

from adminsim.engine.arrivals import expected_arrivals
from adminsim.engine.capacity import duty_of
from adminsim.engine.routes import blocking_papers, intake_of, intakes_of, papers_of, returning
from adminsim.model.calendar import DAY_S
from adminsim.model.demand import Poisson
from adminsim.model.document import Notice
from adminsim.model.limit import Expiry
from adminsim.model.once import once
from adminsim.model.patience import While
from adminsim.model.precedence import in_order, redone, upstream_masks
from adminsim.model.queueing import patience_in_queue
from adminsim.model.span import Basis
from adminsim.model.timeline import Timeline
from adminsim.model.value import Number, by_round
from adminsim.study.preview.asked import Asked, Narrowest, Skills, loads_of_groups
from adminsim.study.preview.capacity import able_s

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from adminsim.engine.capacity import Duty
    from adminsim.model.any_step import Common
    from adminsim.model.chain import Chain
    from adminsim.model.document import Document, Intake
    from adminsim.model.duration import Duration
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
    for name in system.chains:
        arrivals = expected_arrivals(system, name, last_s) - expected_arrivals(system, name, first_s)
        is_even = not isinstance(system.chains[name].demand, Poisson)
        for share, chain in walks(system.chains[name]):
            meets = Meets(system, chain)
            for name_of_step, (first, more) in visits_per_case(chain).items():
                step = chain.steps[name_of_step]
                for department in step.departments:
                    wants = asked[department].setdefault(tuple(sorted(step.skilled)), Asked())
                    come = arrivals * share * (coming(system, chain, name_of_step, staying) if staying else 1.0)
                    for visit, count in ((1, come * first), (2, come * more)):
                        if count:
                            _add(wants, meets.at(name_of_step, visit), count, is_even)
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
    before = (one for name, one in chain.steps.items() if name in chain.upstream[step] and one.departments)
    return prod(staying.get(one.departments[0], 1.0) for one in before if gives_up(system, chain, one))


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


def _add(asked: Asked, met: Met, count: float, is_even: bool) -> None:
    """Add visits of a step on a route, the first or the later ones."""
    asked.work_s += count * met.mean_s
    asked.visits += count
    asked.may_leave_s += count * met.mean_s * met.may_leave
    asked.impatience += count * met.impatience
    asked.is_even &= is_even and met.work is not None and met.work.fixed is not None
    asked.works.counts.append(count)
    asked.works.met.append(met)


def may_leave(system: System, chain: Chain, step: Step) -> bool:
    """Tell whether files can leave the queue of a step: their applicants give up, or silence approves."""
    return Expiry.APPROVE in (step.on_expiry, chain.on_expiry) or _is_impatient(system, chain, step)


def gives_up(system: System, chain: Chain, step: Step) -> bool:
    """Tell whether files leave the queue of a step since applicants give up, and for no other reason."""
    return may_leave(system, chain, step) and Expiry.APPROVE not in (step.on_expiry, chain.on_expiry)


def _is_impatient(system: System, chain: Chain, step: Step) -> bool:
    is_patient = chain.patience is None or chain.patience.while_ is While.QUEUEING
    queueing = patience_in_queue(chain, step, system.departments[step.departments[0]])
    return not is_patient or queueing is not None


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
    shared: dict[object, Any] = {}
    as_met = _AsMet()
    for name in chain.types:
        for share, covered in _variants(chain, name):
            walk = as_met.chain(chain.route(covered), name)
            walk.__dict__[_SHARED] = shared
            found.append((chain.types[name].mix.value * share, walk))
    return found


class _AsMet:
    """Chains as one case type meets them: steps that are alike on several routes are one, so that what is known of a
    step need not be found again for each."""

    def __init__(self) -> None:
        self._of_type: dict[tuple[int, str], tuple[Step, Step]] = {}
        self._alike: dict[Step, Step] = {}

    def chain(self, chain: Chain, name: str) -> Chain:
        """Return a chain as one case type meets it."""
        steps = {at: self._step(step, name) for at, step in chain.steps.items()}
        return chain.with_figures(types={name: chain.types[name].replace(mix=Number(value=1.0))}, steps=steps)

    def _step(self, step: Step, name: str) -> Step:
        key = id(step), name
        if key not in self._of_type:
            one = self._alike.setdefault(step, step)
            made = self._step(one, name) if one is not step else self._made(one, name)
            self._of_type[key] = step, made
        return self._of_type[key][1]

    def _made(self, step: Step, name: str) -> Step:
        made = step.of_type(name)
        return self._alike.setdefault(made, made)


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


@once
def works_of_backlogs(system: System) -> dict[str, list[tuple[float, str, float, Skills, float]]]:
    """Return by chain what its backlog still takes of departments, by skills.

    Expected open seconds, department, visits, skills, and the seconds of those visits that may leave the queue.
    """
    return {name: list(_works_of_backlog(system, chain)) for name, chain in system.chains.items()}


def _works_of_backlog(system: System, chain: Chain) -> Iterator[tuple[float, str, float, Skills, float]]:
    as_met = _AsMet()
    for step, backlog in chain.backlog.items():
        left = chain.of_backlog
        done = left.upstream[step]
        left = left.replace(steps={name: other for name, other in left.steps.items() if name not in done})
        for name, kind in chain.types.items():
            cases = backlog.cases.value * kind.mix.value
            per_case = _work_per_case(system, as_met.chain(left, name))
            for (department, skills), (work_s, count, may_leave_s) in per_case.items():
                yield cases * work_s, department, cases * count, skills, cases * may_leave_s


def _work_per_case(system: System, chain: Chain) -> dict[tuple[str, Skills], tuple[float, float, float]]:
    """Return by department and skills the open seconds that a case takes, its visits, and of what may leave."""
    found: dict[tuple[str, Skills], tuple[float, float, float]] = {}
    meets = Meets(system, chain)
    for name, (first, more) in visits_per_case(chain).items():
        step = chain.steps[name]
        if step.departments:
            work_s = first * meets.at(name, 1).mean_s + (more * meets.at(name, 2).mean_s if more else 0.0)
            for department in step.departments:
                whose = department, tuple(sorted(step.skilled))
                work, count, leaves = found.get(whose, (0.0, 0.0, 0.0))
                leaves += work_s * may_leave(system, chain, step)
                found[whose] = work + work_s, count + first + more, leaves
    return found


@once
def visits_per_case(chain: Chain) -> dict[str, tuple[float, float]]:
    """Return by step how often a case is expected to come for the first time, and again."""
    alone, order = alone_in(chain), order_of(chain)
    repeats = _repeats(chain, alone)
    filings = _refilings(chain, alone)
    rejecting = [(name, 1.0 - one.rounds.rejected * one.needed) for name, one in alone.items() if one.rounds.rejected]
    others = sum(order.bit[name] for name, _ in rejecting)
    passing: dict[int, float] = {}
    found: dict[str, tuple[float, float]] = {}
    for name in order.names:
        one, before = alone[name], order.upstream[name] & others
        if before not in passing:
            passing[before] = prod(passed for other, passed in rejecting if order.bit[other] & before)
        reached = one.needed * passing[before]
        found[name] = reached, reached * (one.rounds.visits + filings.get(name, 0.0) + repeats.get(name, 0.0) - 1.0)
    return found


@dataclass(frozen=True)
class _Order:
    """The steps of a chain so that each stands behind its predecessors, and what lies upstream of each, as bits."""

    names: list[str]
    bit: dict[str, int]
    upstream: dict[str, int]


@once
def order_of(chain: Chain) -> _Order:
    """Return the order of a chain's steps, found once for all its walks on which the steps come behind the same."""
    graph, found = chain.graph, chain.__dict__.setdefault(_SHARED, {})
    key = tuple([(name, *before) for name, before in graph.items()])
    if key not in found:
        upstream = dict(zip(graph, upstream_masks(graph), strict=True))
        found[key] = _Order(in_order(graph), {name: 1 << i for i, name in enumerate(graph)}, upstream)
    order: _Order = found[key]
    return order


@dataclass(frozen=True)
class _Rounds:
    """What a step's own returns and rejections come to: expected visits and returns, probability of rejection."""

    visits: float
    returns: float
    rejected: float


@dataclass(frozen=True)
class _Alone:
    """What a step comes to whatever else is on its route: the share that needs it, and rounds but for papers."""

    step: Step
    needed: float
    rounds: _Rounds
    may_reject: bool


_SHARED = "what steps come to alone"


@once
def alone_in(chain: Chain) -> dict[str, _Alone]:
    """Return what each step comes to alone."""
    return {name: alone_of(chain, name) for name in chain.steps}


def alone_of(chain: Chain, name: str) -> _Alone:
    """Return what a step comes to alone, found once for all walks of a chain that have it."""
    step, mixes = chain.steps[name], _mixes(chain)
    found: dict[object, Any] = chain.__dict__.setdefault(_SHARED, {})
    key = id(step), name, mixes
    if key not in found:
        may_reject = any(part.may_reject for _, part in step.members(name))
        found[key] = _Alone(step, _needed_of(step, mixes), _rounds_of(step, name, mixes), may_reject)
    alone: _Alone = found[key]
    return alone


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


def _refilings(chain: Chain, alone: dict[str, _Alone]) -> dict[str, float]:
    """Return for each intake how often a file is expected to go back there because of documents.

    A document is asked for at the first intake, in the order of the file, that the chain's cases need.
    """
    found, asked_before = {}, set[str]()
    shared: dict[object, Any] = chain.__dict__.setdefault(_SHARED, {})
    for name in intakes_of(chain):
        papers = blocking_papers(chain, name)
        wanting = tuple(chain.documents[paper] for paper in papers if paper not in asked_before)
        key = intake_of(chain, name), wanting
        if key not in shared:
            shared[key] = _refiled(*key)
        found[name] = shared[key]
        if alone[name].needed:
            asked_before.update(papers_of(chain, name))
    return found


def _refiled(intake: Intake, wanting: tuple[Document, ...]) -> float:
    tails = [
        [prod(by_round(paper.missing, k) for k in range(1, n + 1)) for n in range(1, intake.max_returns + 1)]
        for paper in wanting
    ]
    if intake.notice is Notice.PIECEMEAL:
        return sum(sum(tail) for tail in tails)
    return sum(1.0 - prod(1.0 - tail[n] for tail in tails) for n in range(intake.max_returns))


def _repeats(chain: Chain, alone: dict[str, _Alone]) -> dict[str, float]:
    """Return how often each step is expected to be redone because a later one returns a case to before it."""
    repeats: dict[str, float] = {}
    for name, step in chain.steps.items():
        if not step.outcome.resume_at:
            continue
        starts = [chain.start_of(target) or name for target in step.outcome.resume_at]
        undone = {other for start in starts for other in redone(chain.graph, start, name)}
        for other in undone - {name}:
            repeats[other] = repeats.get(other, 0.0) + alone[name].rounds.returns * alone[name].needed
    return repeats


@once
def _mixes(chain: Chain) -> Mixes:
    return tuple((name, kind.mix.value) for name, kind in chain.types.items())


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


@dataclass(frozen=True)
class Met:
    """A visit to a step, the first or a later one, as the cases of some types meet it that need the step.

    Attributes
    ----------
    step : Step
        The step, as it is met at any visit.
    mean_s, squared : float
        Mean open time that the visit takes, in seconds, and mean of its square.
    work : Duration or None
        Its work as stated, where it is not that of parts.
    factor : float
        How many times the stated work the open time is; 0 where none is stated.
    may_leave : bool
        Whether files can leave its queue.
    impatience : float
        How often an applicant who is in the queue alone impatient leaves it, in a second.
    """

    step: Step
    mean_s: float
    squared: float
    work: Duration | None
    factor: float
    may_leave: bool
    impatience: float


class Meets:
    """The visits to staffed steps on a walk, each found once for all walks of the system that have its step."""

    def __init__(self, system: System, chain: Chain) -> None:
        self._system, self._chain = system, chain
        self._found = _met(system).setdefault((_mixes(chain), chain.on_expiry, chain.patience), {})

    def at(self, name: str, visit: int) -> Met:
        """Return a visit to a step: the first, or a later one."""
        step = self._chain.steps[name]
        key = id(step), visit
        if key not in self._found:
            self._found[key] = _met_at(self._system, self._chain, step, visit)
        return self._found[key]


@once
def _met(system: System) -> dict[object, dict[tuple[int, int], Met]]:
    """Return what visits come to that were asked about; each keeps its step, so that no other can take its place."""
    return {}


def _met_at(system: System, chain: Chain, step: Step, visit: int) -> Met:
    mixes, workday_s = _mixes(chain), system.workday_s
    departments = [system.departments[name] for name in step.departments]
    met = step.as_met("", visit)
    if met.time is not None:
        stated_s = work_s = met.time.mean(workday_s)
        variance = met.time.sd(workday_s) ** 2
    else:
        times = [(part, part.as_met("", visit).time) for _, part in step.parts]
        works = [(part, time) for part, time in times if time is not None]
        stated_s = sum(time.mean(workday_s) for _, time in works)
        variance = sum(time.sd(workday_s) ** 2 for _, time in works)
        needed = [(_needed_of(part, mixes), time) for part, time in works]
        work_s = sum(time.mean(workday_s) * share for share, time in needed) / (_needed_of(step, mixes) or 1.0)
    mean_s = work_s / min(one.speed_on(dt.date.max) * one.share.value for one in departments)
    scale = mean_s / stated_s if stated_s else 0.0
    patience = patience_in_queue(chain, step, departments[0])
    is_impatient = patience is not None and patience.basis is Basis.CALENDAR and not patience.is_zero
    return Met(
        step=step,
        mean_s=mean_s,
        squared=mean_s**2 + variance * scale**2,
        work=met.time,
        factor=scale if met.time is not None else 0.0,
        may_leave=may_leave(system, chain, step),
        impatience=1.0 / patience.mean(workday_s) if patience is not None and is_impatient else 0.0,
    )
