"""A second simulator, as naive as can be: it steps from instant to instant and does what the rules say, word by word.

It shares nothing with the engine but the plan's numbering of nodes and the draws. Calendars are read day by day,
shifts at each instant, and precedence from the chain itself. What calendars and rosters say
is asked once a run; the rest is slow, and only meant for a handful of cases.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any

from chinese_calendar import is_workday

from adminsim.engine.draws import Draws
from adminsim.engine.fields import VISIT_FIELDS
from adminsim.engine.plan import Plan
from adminsim.engine.result import Result
from adminsim.engine.streams import Streams
from adminsim.model.calendar import Calendar, clock_s, hours_on_weekday
from adminsim.model.chain import Chain
from adminsim.model.department import Shift
from adminsim.model.span import Basis, Length
from adminsim.model.step import Session, Staffed, Step, Waiting
from adminsim.model.system import System

DAY = 86400
NONE = -1
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FAR = 2**40
Row = tuple[int, ...]


def known(ask: Callable[..., Any]) -> Callable[..., Any]:
    """Have a question asked once: rosters and limits say the same during a whole run."""
    name = ask.__name__

    @wraps(ask)
    def asked(self: Naive, *about: Any) -> Any:
        answers = self.known[name]
        if about not in answers:
            answers[about] = ask(self, *about)
        return answers[about]

    return asked


def known_of(ask: Callable[..., Any]) -> Callable[..., Any]:
    """Have a question about a calendar or shift, which lives as long as the run, asked once."""
    name = ask.__name__

    @wraps(ask)
    def asked(self: Naive, one: Calendar | Shift, *about: Any) -> Any:
        answers, key = self.known[name], (id(one), about)
        if key not in answers:
            answers[key] = ask(self, one, *about)
        return answers[key]

    return asked


def until_somebody_starts(ask: Callable[..., Any]) -> Callable[..., Any]:
    """Have a question asked once while all take what they can, and again after each start."""
    name = ask.__name__

    @wraps(ask)
    def asked(self: Naive, *about: Any) -> Any:
        key = (name, about)
        if key not in self.now_known:
            self.now_known[key] = ask(self, *about)
        return self.now_known[key]

    return asked


@dataclass(eq=False)
class Visit:
    case: Case
    step: str
    number: int
    node: int
    ready: int
    state: str = "handed over"
    wakes: int = FAR
    joined: int = NONE
    start: int = NONE
    end: int = NONE
    corrected: int = NONE
    people: dict[str, int] = field(default_factory=dict)
    group: str | None = None
    staff: int = 0
    work: int = 0
    result: Result = Result.UNFINISHED
    broken_until: int = NONE
    expires: int = FAR
    leaves: int = FAR
    earlier: Visit | None = None
    due: int = FAR
    escalated: bool = False


@dataclass(eq=False)
class Case:
    chain: int
    number: int
    walked: Chain
    node: dict[str, int]
    done: set[str] = field(default_factory=set)
    open: dict[str, Visit | None] = field(default_factory=dict)
    visits: dict[str, int] = field(default_factory=dict)
    returned: dict[str, int] = field(default_factory=dict)
    latest: dict[str, Visit] = field(default_factory=dict)
    history: list[Visit] = field(default_factory=list)
    has_expired: bool = False
    decided: int = NONE
    outcome: Result = Result.UNFINISHED
    expires: int = FAR
    gives_up: int = FAR
    escalated: bool = False

    @property
    def is_closed(self) -> bool:
        return self.outcome in (Result.REJECT, Result.GIVEN_UP)


class Naive:
    """One run."""

    def __init__(self, system: System, plan: Plan, draws: Draws, streams: Streams) -> None:
        self.system, self.plan, self.draws, self.streams = system, plan, draws, streams
        self.horizon = plan.horizon_s
        self.now = 0
        self.rows: dict[tuple[int, str, int, int], Row] = {}
        self.active: list[Visit] = []
        self.cases: list[Case] = []
        self.arriving = [
            (max(int(instant), 0), chain, number)
            for chain, cases in enumerate(draws.cases)
            for number, instant in enumerate(cases.submitted)
        ]
        self.passing: list[tuple[Case, str]] = []
        self.changes: dict[str, int] = {}
        self.meetings: dict[int, tuple[int, int]] = {}
        self.known: defaultdict[str, dict[Any, Any]] = defaultdict(dict)
        self.now_known: dict[Any, Any] = {}

    # -- the clock ---------------------------------------------------------------------------------

    def run(self) -> tuple[list[Row], dict[tuple[int, int], tuple[int, int]]]:
        while (following := self.next_instant()) < self.horizon:
            self.now = following
            self.settle()
            self.take()
        for visit in self.active:
            self.record(visit)
        decided = {(case.chain, case.number): (case.decided, int(case.outcome)) for case in self.cases}
        return [self.rows[place] for place in sorted(self.rows)], decided

    def next_instant(self) -> int:
        instants = [instant for instant, _, _ in self.arriving]
        instants += [min(visit.wakes, visit.expires, visit.leaves) for visit in self.active]
        instants += [min(self.expires(case), case.gives_up) for case in self.cases]
        wanted: set[str] = set()
        for visit in self.queued():
            if isinstance(self.step(visit), Staffed):
                wanted.update(self.step(visit).departments)
            else:
                instants.append(self.next_meeting(self.step(visit), self.now + 1))
        instants += map(self.next_change, wanted)
        return min(instants, default=FAR)

    def settle(self) -> None:
        """Phase 2: the smallest outstanding first, until nothing is left; what expires comes after all ends."""
        while outstanding := self.outstanding() or self.expiring():
            _, what = min(outstanding, key=lambda entry: entry[0])
            if callable(what):
                what()
            elif isinstance(what, Visit):
                self.go_on(what)
            elif len(what) == 3:
                self.arriving.remove(what)
                self.arrive(what[1], what[2])
            else:
                self.passing.remove(what)
                case, step = what
                if not case.is_closed and step in case.open:
                    self.complete(case, step)

    def outstanding(self) -> list[tuple[tuple[int, str, int, int], Any]]:
        """Return all that falls due at this instant, with its place in the order."""
        found: list[Any] = [((a[1], "", a[2], 0), a) for a in self.arriving if a[0] == self.now]
        found += [((c.chain, s, c.number, c.visits[s]), (c, s)) for c, s in self.passing]
        found += [((v.case.chain, v.step, v.case.number, v.number), v) for v in self.active if v.wakes == self.now]
        return found

    def expiring(self) -> list[tuple[tuple[int, str, int, int], Any]]:
        """Return all that expires at this instant, with its place in the order."""
        found: list[Any] = []
        for case in self.cases:
            if self.expires(case) == self.now:
                found.append(((case.chain, "", case.number, 0), partial(self.expire, case)))
            if case.gives_up == self.now:
                found.append(((case.chain, "", case.number, 1), partial(self.give_up, case)))
        for visit in self.active:
            key = (visit.case.chain, visit.step, visit.case.number, visit.number)
            if visit.expires == self.now:
                found.append((key, partial(self.expire_visit, visit)))
            if visit.leaves == self.now:
                found.append(((*key, 1), partial(self.leave_queue, visit)))
        return found

    def expire(self, case: Case) -> None:
        case.expires, case.has_expired = FAR, True
        if case.decided != NONE:
            return
        if case.walked.on_expiry == "escalate":
            case.escalated = True
            return
        named = case.walked.stand_in(case.walked.decision) if case.walked.decision else None
        holding = {named} if named else {name for name, step in case.walked.steps.items() if step.holds_decision}
        deciding = holding.union(*(self.upstream(case, step) for step in holding))
        for step in deciding - case.done:
            if case.open.get(step) is not None:
                self.approve(case.open[step])
            case.open.pop(step, None)
        case.done |= deciding
        case.decided, case.outcome = self.now, Result.PASS
        self.open_what_is_ready(case)

    def give_up(self, case: Case) -> None:
        case.gives_up = FAR
        if case.decided == NONE:
            self.close(case, Result.GIVEN_UP)

    def expire_visit(self, visit: Visit) -> None:
        visit.expires = FAR
        if visit.state == "waiting":
            self.go_on(visit)
            return
        if visit.end != NONE or visit.case.is_closed:
            return
        if self.step(visit).on_expiry == "escalate":
            visit.escalated = True
        else:
            self.approve(visit)
            self.complete(visit.case, visit.step)

    def leave_queue(self, visit: Visit) -> None:
        visit.leaves = FAR
        if visit.state == "queued" and visit.case.decided == NONE:
            self.close(visit.case, Result.GIVEN_UP)

    def approve(self, visit: Visit) -> None:
        """Let silence be approval: work in hand is finished, anything else ends. The round drawn for it is spent."""
        if visit.end == NONE:
            self.judged(visit)
        visit.result, visit.expires = Result.TACIT, FAR
        if visit.state in ("in hand", "correcting"):
            visit.corrected = self.now
        if visit.state != "in hand":
            for instant in ("joined", "start", "end"):
                if getattr(visit, instant) == NONE:
                    setattr(visit, instant, self.now)
            self.leave(visit)

    def take(self) -> None:
        """Phase 3: every department and every session takes in one go."""
        self.now_known.clear()
        while self.start_round() or self.start_first_of_circle():
            pass
        waiting = [v for v in self.queued() if isinstance(self.step(v), Session)]
        for committee in {self.committee(v) for v in waiting}:
            together = [v for v in waiting if self.committee(v) == committee]
            session = self.step(together[0])
            if self.next_meeting(session, self.now) == self.now:
                queue = sorted(together, key=self.place_in_queue)
                for visit in queue[: self.places(session)]:
                    visit.state, visit.start = "in hand", self.now
                    visit.wakes = self.now + self.drawn("calendar_s", visit)

    def start_round(self) -> bool:
        """Ask every department in turn; what can start in all of its queues does."""
        has_started = False
        for name in self.system.departments:
            for visit in self.queue_of(name):
                if self.could_start(visit) and all(
                    sum(self.could_start(other) for other in self.queue_of(one) if self.is_before(other, visit, one))
                    < self.free(one)
                    for one in self.step(visit).departments
                ):
                    self.start(visit)
                    has_started = True
        return has_started

    def start_first_of_circle(self) -> bool:
        for name in self.system.departments:
            for visit in self.queue_of(name):
                if self.could_start(visit):
                    self.start(visit)
                    return True
        return False

    @until_somebody_starts
    def could_start(self, visit: Visit) -> bool:
        return all(self.free(name) > 0 and self.who(name, visit) is not None for name in self.step(visit).departments)

    @known
    def groups(self, name: str) -> dict[str, range]:
        """Return by group, those of none under no name, as the how manieth of the department its people come."""
        found, before = {}, 0
        for group, stated in self.system.departments[name].groups.items():
            found[group] = range(before, before + round(stated.staff.value))
            before += round(stated.staff.value)
        return found | {"": range(before, 100_000)}

    def who(self, name: str, visit: Visit) -> str | None:
        """Return the group that a visit is for: fewest skills, then the fastest, then the first; none if nobody can."""
        stated, groups = self.system.departments[name].groups, self.groups(name)
        skills = {group: set(stated[group].skills) if group else set() for group in groups}
        speeds = {group: stated[group].speed.value if group else 1.0 for group in groups}
        there = range(self.on_duty(name, self.now))
        for group in sorted(groups, key=lambda group: (len(skills[group]), -speeds[group])):
            present = [person for person in there if person in groups[group]]
            busy = [other for other in self.in_hand(name) if other.group == group]
            if (
                set(self.step(visit).skills) <= skills[group]
                and len(busy) < len(present)
                and self.fits(name, visit, busy, group)
            ):
                return group
        return None

    @until_somebody_starts
    def free(self, name: str) -> int:
        return self.on_duty(name, self.now) - len(self.in_hand(name))

    def in_hand(self, name: str) -> list[Visit]:
        return [visit for visit in self.active if visit.state == "in hand" and name in visit.people]

    @until_somebody_starts
    def queue_of(self, name: str) -> list[Visit]:
        """Return who waits for a department that has somebody free, in order."""
        if self.free(name) <= 0:
            return []
        queue = [v for v in self.queued() if isinstance(self.step(v), Staffed) and name in self.step(v).departments]
        return sorted(queue, key=lambda visit: self.place_among(visit, name))

    @until_somebody_starts
    def place_among(self, visit: Visit, name: str) -> Any:
        return self.place_in_queue(visit, name)

    def is_before(self, one: Visit, other: Visit, name: str) -> bool:
        return bool(self.place_among(one, name) < self.place_among(other, name))

    def start(self, visit: Visit) -> None:
        groups = {name: self.who(name, visit) for name in self.step(visit).departments}
        for name, group in groups.items():
            taken = {other.people[name] for other in self.in_hand(name)}
            first = self.groups(name)[group].start + 1
            visit.people[name] = min(set(range(first, first + len(taken) + 1)) - taken)
            visit.group = group
        visit.staff = visit.people[self.step(visit).department]
        visit.state, visit.start = "in hand", self.now
        self.now_known.clear()
        visit.work, occupied = self.lasting(visit)
        visit.wakes = self.finish(self.calendars_of(visit), self.now, occupied)

    def calendars_of(self, visit: Visit) -> list[Calendar]:
        return [self.calendar_of(name) for name in self.step(visit).departments]

    def fits(self, name: str, visit: Visit, in_hand: list[Visit], group: str) -> bool:
        """Tell whether everything in hand and one thing more can be in the hands of people who stay for it.

        Who has what is found anew: who stays longest has what ends last.
        """
        if self.system.departments[name].at_shift_end == "finish":
            return True
        ends = [self.finish(self.calendars_of(v), v.start, self.lasting(v)[1]) for v in in_hand]
        mine = self.finish(self.calendars_of(visit), self.now, self.lasting(visit, group)[1])
        stays = self.staying(name, self.now)
        stays = [stay for place, stay in enumerate(stays) if place in self.groups(name)[group]]
        longer = [sum(end > stay for end in ends) + 1 for stay in stays]
        return all(
            mine <= stay or others <= place for place, (stay, others) in enumerate(zip(stays, longer, strict=True))
        )

    @known
    def staying(self, department: str, now: int) -> list[int]:
        """Return until when those on duty now have hours today, looked up half hour by half hour, longest first."""
        midnight = now // DAY * DAY
        half_hours = range(midnight, midnight + DAY, 1800)
        people: list[int] = []
        away = 0
        for shift in self.roster(department):
            at_work = [instant for instant in half_hours if self.is_at_work(shift, department, instant)]
            if self.is_at_work(shift, department, now):
                people += [at_work[-1] + 1800] * max(round(shift.staff.value), 0)
                away += max(-round(shift.staff.value), 0)
        people = sorted(people, reverse=True)[away:]
        later = [(self.on_duty(department, instant), instant + 1800) for instant in half_hours]
        return [min(stay, max(end for count, end in later if count > place)) for place, stay in enumerate(people)]

    def queued(self) -> list[Visit]:
        return [visit for visit in self.active if visit.state == "queued"]

    def committee(self, visit: Visit) -> tuple[Any, ...]:
        """Return what tells a committee from others: variants of a step, and a backlog, share one."""
        session = self.step(visit)
        chain = self.plan.chains[visit.case.chain].removesuffix(" (backlog)")
        return chain, visit.step, session.schedule, session.places, session.changes

    def place_in_queue(self, visit: Visit, name: str = "") -> tuple[bool, bool, bool, int, int, int, int, str]:
        step = self.step(visit)
        cases = self.draws.cases[visit.case.chain]
        key, is_ahead, is_late = 0, False, False
        if isinstance(step, Staffed):
            department = self.system.departments[name]
            if department.discipline == "priority":
                key = int(cases.priority[visit.case.number])
            elif department.discipline == "earliest_due":
                key = min(visit.due, self.due_of_step(visit))
            if department.due_from is not None:
                is_late = self.date(visit.joined // DAY) >= department.due_from
                key = min(visit.due, self.due_of_step(visit)) if is_late else key
            is_ahead = step.ahead
        is_first = visit.escalated or visit.case.escalated
        return not is_first, not is_ahead, is_late, key, visit.joined, visit.case.chain, visit.case.number, visit.step

    # -- cases and steps -----------------------------------------------------------------------------

    def arrive(self, chain: int, number: int) -> None:
        route = self.plan.routes[int(self.draws.cases[chain].route[number])]
        nodes = {step.name: node for step, node in zip(route.steps, route.nodes, strict=True)}
        case = Case(chain, number, route.chain, nodes)
        waits_at = int(self.draws.cases[chain].begun[number])
        if waits_at >= 0:
            case.done = self.upstream(case, route.steps[waits_at].name)
        if case.walked.on_expiry != "nothing" and not self.is_moving(case.walked):
            case.expires = max(self.due_of_case(case), self.now)
        case.gives_up = int(self.draws.cases[chain].gives_up[number])
        self.cases.append(case)
        self.open_what_is_ready(case)

    def open_what_is_ready(self, case: Case) -> None:
        for step in sorted(case.walked.steps):
            if step not in case.done and step not in case.open and self.upstream(case, step) <= case.done:
                case.visits[step] = case.visits.get(step, 0) + 1
                node = case.node[step]
                if self.draws.of_node("skipped", node)[case.number]:
                    case.open[step] = None
                    self.passing.append((case, step))
                else:
                    case.open[step] = visit = Visit(case, step, case.visits[step], node, self.now)
                    visit.earlier, case.latest[step] = case.latest.get(step), visit
                    case.history.append(visit)
                    self.active.append(visit)
                    self.hand_over(visit)

    def upstream(self, case: Case, step: str) -> set[str]:
        found: set[str] = set()
        for before in case.walked.steps[step].predecessors:
            if before in case.walked.steps:
                found |= {before} | self.upstream(case, before)
        return found

    def complete(self, case: Case, step: str) -> None:
        del case.open[step]
        case.done.add(step)
        named = case.walked.end_of(case.walked.decision) if case.walked.decision else None
        holding = {name for name, other in case.walked.steps.items() if other.holds_decision}
        if case.decided == NONE and ({named} if named else holding) <= case.done:
            case.decided, case.outcome = self.now, Result.PASS
        self.open_what_is_ready(case)

    def close(self, case: Case, outcome: Result) -> None:
        case.decided, case.outcome = self.now, outcome
        for visit in [v for v in self.active if v.case is case and v.state != "in hand"]:
            if visit.state == "correcting":
                visit.corrected = self.now
            elif visit.state == "waiting":
                visit.end, visit.result = self.now, Result.CUT_SHORT
            else:
                visit.result = Result.DROPPED
            self.leave(visit)

    # -- visits --------------------------------------------------------------------------------------

    def step(self, visit: Visit) -> Step:
        return self.plan.nodes.step[visit.node].step

    def stated(self, figure: str, visit: Visit) -> tuple[Any, int]:
        """Look a figure up in the file, with the number of the visit among those that it holds for."""
        step, case = self.step(visit), visit.case
        kind = list(case.walked.types)[int(self.draws.cases[case.chain].case_type[case.number])]
        own = step.by_type.get(kind)
        if visit.number > 1:
            for later in (own.after_return if own else None, step.after_return):
                if later is not None and getattr(later, figure) is not None:
                    return getattr(later, figure), visit.number - 1
        if own is not None and getattr(own, figure) is not None:
            return getattr(own, figure), visit.number
        return getattr(step.outcome if figure in ("returns", "rejects") else step, figure, None), visit.number

    def fixed(self, figure: str, visit: Visit) -> float | None:
        """Return a time in seconds that the file states as fixed; None where it is drawn, or left by a reform."""
        time, _ = self.stated(figure, visit)
        is_plain = self.step(visit).members(visit.step) == ((visit.step, self.step(visit)),)
        return time.fixed.seconds(self.system.workday_s) if is_plain and time is not None and time.fixed else None

    def lasting(self, visit: Visit, group: str | None = None) -> tuple[int, int]:
        """Return staff time and open time of a visit of a staffed step: from the file itself where they are fixed.

        In a department with groups it is that of whoever has the visit, or of the group given.
        """
        departments = [self.system.departments[name] for name in self.step(visit).departments]
        stated = self.fixed("work", visit)
        if departments[0].groups:
            named = departments[0].groups.get(visit.group if group is None else group)
            pace = named.speed.value if named else 1.0
            seconds = self.drawn_exactly(visit) if stated is None else stated / departments[0].speed.value
            if departments[0].trainings:
                seconds = self.drawn_exactly(visit)
            return max(round(seconds / pace), 1), max(round(seconds / pace / departments[0].share.value), 1)
        if stated is None or any(department.trainings for department in departments):
            return self.drawn("work_s", visit), self.drawn("occupied_s", visit)
        occupied = max(stated / department.speed.value / department.share.value for department in departments)
        return max(round(occupied * departments[0].share.value), 1), max(round(occupied), 1)

    def drawn(self, table: str, visit: Visit) -> int:
        return int(self.draws.of_node(table, visit.node, visit.number)[visit.case.number])

    def drawn_exactly(self, visit: Visit) -> float:
        return float(self.draws.of_node("exact_s", visit.node, visit.number)[visit.case.number])

    def hand_over(self, visit: Visit) -> None:
        handover, _ = self.stated("handover", visit)
        is_drawn = visit.number == 1 and int(self.draws.cases[visit.case.chain].begun[visit.case.number]) >= 0
        # Whether a visit keeps to a quicker hand-over is drawn.
        fixed = None if is_drawn or self.step(visit).quicker else self.fixed("handover", visit)
        delay = self.drawn("handover_s", visit) if fixed is None else round(fixed)
        handover = handover if handover is not None else self.plan.nodes.step[visit.node].handover
        joined = self.now + delay
        if handover is not None and handover.basis is Basis.WORKING:
            joined = self.finish(self.system.official, self.now, delay)
        if isinstance(self.step(visit), Staffed) and self.step(visit).visit:
            joined = self.next_open(self.calendars_of(visit), joined)
        visit.wakes = joined
        if joined == self.now:
            self.join(visit)

    def join(self, visit: Visit) -> None:
        visit.joined, visit.wakes = self.now, FAR
        visit.state, visit.due = "queued", self.due_by_case(visit.case)
        step = self.step(visit)
        patience = self.plan.nodes.step[visit.node].patience
        if patience is not None:
            seconds = self.drawn("patience_s", visit)
            in_hours = patience.basis is Basis.WORKING
            visit.leaves = self.finish(self.system.official, self.now, seconds) if in_hours else self.now + seconds
        if step.on_expiry != "nothing":
            visit.expires = max(self.due_of_step(visit), self.now)
        if isinstance(step, Waiting):
            visit.state, visit.start = "waiting", self.now
            end = self.later("calendar_s", "working_s", visit)
            if step.legal_period:
                end = self.end_of_days(step.duration.fixed.value, (self.now - 1) // DAY)
            if step.promise is not None and visit.number == 1:
                promised = self.end_of_days(step.promise.period, (self.now - 1) // DAY)
                if end > promised:
                    end, visit.expires, visit.broken_until = FAR, promised, end
            visit.wakes = end

    def go_on(self, visit: Visit) -> None:
        """Do what falls due for a visit now."""
        case, step = visit.case, self.step(visit)
        if visit.state == "handed over":
            self.join(visit)
        elif visit.state == "correcting":
            visit.corrected = self.now
            self.leave(visit)
            del case.open[visit.step]
            case.done -= self.redone(case, visit.step) if visit.result == Result.RETURN else {visit.step}
            self.open_what_is_ready(case)
        else:
            visit.end, visit.expires = self.now, FAR
            if visit.result == Result.TACIT:
                self.leave(visit)
                return
            visit.result = self.judged(visit)
            if case.is_closed:
                visit.result = Result.MOOT
            elif visit.broken_until != NONE:
                visit.result = Result.REJECT if step.promise.on_broken == "reject" else Result.RETURN
            if visit.result in (Result.RETURN, Result.INCOMPLETE):
                visit.state = "correcting"
                ends = self.later("correct_calendar_s", "correct_working_s", visit)
                visit.wakes = visit.broken_until if visit.broken_until != NONE else ends
                return
            self.leave(visit)
            if case.is_closed:
                return
            if visit.result == Result.REJECT and case.decided == NONE:
                self.close(case, Result.REJECT)
            else:
                self.complete(case, visit.step)

    def judged(self, visit: Visit) -> Result:
        """Judge from the uniform itself, save where papers, merged steps or broken words come in."""
        step, case = self.step(visit), visit.case
        is_plain = step.members(visit.step) == ((visit.step, step),)
        if not is_plain or (isinstance(step, Staffed) and (step.intake or step.breaks)):
            return Result(self.drawn("result", visit))
        chain = self.plan.chains[case.chain]
        size = len(self.draws.cases[case.chain])
        u = self.streams.uniforms(chain, f"step:{visit.step}", visit.number, "outcome", size)[case.number]
        rounds, number = self.stated("returns", visit)
        returns = rounds[min(number, len(rounds)) - 1].value
        if u >= 1.0 - self.stated("rejects", visit)[0].value:
            return Result.REJECT
        if u >= returns:
            return Result.PASS
        case.returned[visit.step] = case.returned.get(visit.step, 0) + 1
        if case.returned[visit.step] <= step.outcome.max_returns:
            return Result.RETURN
        return Result.REJECT if step.outcome.on_exhausted == "reject" else Result.PASS

    def redone(self, case: Case, step: str) -> set[str]:
        found = {step}
        for target in case.walked.steps[step].outcome.resume_at:
            first = case.walked.start_of(target) or step
            found |= {first} | {other for other in self.upstream(case, step) if first in self.upstream(case, other)}
        return found

    def leave(self, visit: Visit) -> None:
        self.active.remove(visit)
        self.record(visit)

    def record(self, visit: Visit) -> None:
        place = visit.case.chain, visit.step, visit.case.number, visit.number
        fields = {
            "case": visit.case.number,
            "node": visit.node,
            "visit": visit.number,
            "staff": visit.staff,
            "ready": visit.ready,
            "joined": visit.joined,
            "start": visit.start,
            "end": visit.end,
            "correction_end": visit.corrected,
            "work": visit.work,
            "result": int(visit.result),
        }
        self.rows[place] = tuple(fields[name] for name in VISIT_FIELDS.names or ())

    def later(self, calendar: str, working: str, visit: Visit) -> int:
        in_office = self.finish(self.system.official, self.now, self.drawn(working, visit))
        return max(self.now + self.drawn(calendar, visit), in_office)

    # -- calendars, read day by day --------------------------------------------------------------------

    @known
    def date(self, day: int) -> dt.date:
        return self.system.period.start + dt.timedelta(days=day)

    def calendar_of(self, department: str) -> Calendar:
        return self.system.calendars[self.system.departments[department].calendar or self.system.calendar]

    @known_of
    def hours_on(self, calendar: Calendar, day: int) -> tuple[tuple[int, int], ...]:
        return tuple(calendar.hours_on(self.date(day)))

    def hours(self, calendar: Calendar | list[Calendar], first: int) -> Iterator[tuple[int, int]]:
        """Yield the opening hours, common ones of several calendars, from the day of an instant on."""
        calendars = calendar if isinstance(calendar, list) else [calendar]
        for day in range(first // DAY, -(-self.horizon // DAY) + 1):
            common = list(self.hours_on(calendars[0], day))
            for one in calendars[1:]:
                both = [(max(o, own), min(c, end)) for o, c in common for own, end in self.hours_on(one, day)]
                common = [(o, c) for o, c in both if o < c]
            for opening, closing in common:
                yield day * DAY + opening, day * DAY + closing

    def finish(self, calendar: Calendar | list[Calendar], start: int, seconds: int) -> int:
        if seconds == 0:
            return start
        for opening, closing in self.hours(calendar, start):
            able = max(closing - max(opening, start), 0)
            if seconds <= able:
                return max(opening, start) + seconds
            seconds -= able
        return FAR

    def next_open(self, calendar: Calendar | list[Calendar], instant: int) -> int:
        return next((max(o, instant) for o, c in self.hours(calendar, instant) if instant < c), FAR)

    @known
    def on_duty(self, department: str, instant: int) -> int:
        calendar, clock = self.calendar_of(department), instant % DAY
        if not any(opening <= clock < closing for opening, closing in self.hours_on(calendar, instant // DAY)):
            return 0
        roster = self.roster(department)
        return sum(round(shift.staff.value) for shift in roster if self.is_at_work(shift, department, instant))

    @known
    def roster(self, department: str) -> tuple[Shift, ...]:
        return tuple(self.system.departments[department].roster)

    def is_at_work(self, shift: Shift, department: str, instant: int) -> bool:
        clock = instant % DAY
        return any(opening <= clock < closing for opening, closing in self.at_work(shift, department, instant // DAY))

    @known_of
    def at_work(self, shift: Shift, department: str, day: int) -> list[tuple[int, int]]:
        calendar, date = self.calendar_of(department), self.date(day)
        if (shift.since and date < shift.since) or (shift.until and date >= shift.until):
            return []
        hours = hours_on_weekday(shift.hours, self.lived_as(calendar, date)) if shift.hours else ((0, DAY),)
        return [
            (max(o, opening), min(c, closing)) for o, c in hours for opening, closing in self.hours_on(calendar, day)
        ]

    @staticmethod
    def in_force(calendar: Calendar, date: dt.date) -> Calendar:
        """Return the calendar that is kept on a day: another one from the day of a change on, with its own days."""
        for change in calendar.changes:
            calendar = change.calendar if date >= change.since else calendar
        return calendar

    @staticmethod
    def is_made_up(calendar: Calendar, date: dt.date) -> bool:
        """Tell whether a weekend day is worked, by the library of China or by the calendar's own days."""
        calendar = Naive.in_force(calendar, date)
        said = calendar.days.get(date)
        if said is not None:
            return said != "closed" and (str(said).startswith("open as") or date.weekday() >= 5)
        return (
            calendar.holidays == "china" and calendar.make_up == "worked" and date.weekday() >= 5 and is_workday(date)
        )

    @known_of
    def lived_as(self, calendar: Calendar, date: dt.date) -> int:
        """Return as which weekday a day is lived: one off that is worked as the last before it that is never off.

        By law these are Mondays to Fridays; where no law is named, the weekdays that have hours.
        """
        calendar = self.in_force(calendar, date)
        said = calendar.days.get(date)
        if isinstance(said, str) and said.startswith("open as"):
            return NAMES.index(said[-3:])
        if not self.is_made_up(calendar, date):
            return date.weekday()
        by_law = [day < 5 for day in range(7)]
        by_hours = [bool(hours_on_weekday(calendar.hours, day)) for day in range(7)]
        regular = by_hours if calendar.holidays == "none" else by_law
        return next(day for day in (*range(date.weekday(), -1, -1), *range(6, -1, -1)) if regular[day])

    def next_change(self, department: str) -> int:
        """Return the next half hour at which somebody is on duty: coarse, as all calendars and shifts here are."""
        if self.changes.get(department, 0) <= self.now:
            instant = self.now // 1800 * 1800 + 1800
            while instant < self.horizon and self.on_duty(department, instant) <= 0:
                instant += 1800
            self.changes[department] = instant
        return self.changes[department]

    def next_meeting(self, session: Session, earliest: int) -> int:
        """Return the first meeting from an instant on: what was found before, as long as that is still to come."""
        asked, found = self.meetings.get(id(session), (FAR, NONE))
        if not asked <= earliest <= found:
            found = self.first_meeting(session, earliest)
            self.meetings[id(session)] = earliest, found
        return found

    def first_meeting(self, session: Session, earliest: int) -> int:
        for day in range(earliest // DAY, -(-self.horizon // DAY) + 1):
            date = self.date(day)
            schedule = session.schedule
            for change in session.changes:
                schedule = change.schedule if change.schedule and date >= change.since else schedule
            monday = self.system.period.start - dt.timedelta(days=self.system.period.start.weekday())
            official = self.system.official
            lived = self.lived_as(official, date)
            if self.is_made_up(official, date):
                is_day = schedule.make_up and (
                    NAMES[lived] in schedule.weekdays or NAMES[date.weekday()] in schedule.weekdays
                )
            else:
                is_day = NAMES[date.weekday()] in schedule.weekdays
            is_week = is_day and (date - monday).days // 7 % schedule.every_weeks == 0
            clock = clock_s(schedule.at)
            is_open = any(opening <= clock < closing for opening, closing in self.hours_on(official, day))
            held = (is_week or date.day in schedule.days_of_month) and is_open
            if held and day * DAY + clock_s(schedule.at) >= earliest:
                return day * DAY + clock_s(schedule.at)
        return FAR

    def places(self, session: Session) -> int | None:
        places = session.places
        for change in session.changes:
            places = change.places if change.places and self.date(self.now // DAY) >= change.since else places
        return places

    def end_of_days(self, length: Length, day: int) -> int:
        """Return 24:00 of the last day of a period that starts on a day."""
        if length.unit != "WD":
            return (self.last_day(length, day) + 1) * DAY
        left = round(length.amount)
        while left:
            day += 1
            if day > -(-self.horizon // DAY):
                return FAR
            left -= self.system.official.is_workday(self.date(day))
        return (day + 1) * DAY

    def last_day(self, length: Length, day: int) -> int:
        """Return the last day of a period in days or months: a working day unless the calendar says otherwise."""
        if length.amount == 0:
            return day
        last = day + round(length.seconds(DAY) / DAY)
        if length.months is not None:
            since = self.date(day)
            month = since.replace(day=1)
            for _ in range(length.months):
                month = (month + dt.timedelta(days=31)).replace(day=1)
            last_of_month = (month + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
            last = (min(month + dt.timedelta(days=since.day - 1), last_of_month) - self.system.period.start).days
        official = self.system.official
        while official.period_ends_on_workday and 0 <= last <= -(-self.horizon // DAY):
            if official.is_workday(self.date(last)):
                break
            last += 1
        return last

    @known
    def due_of_step(self, visit: Visit) -> int:
        step = self.step(visit)
        limit = step.limit
        if limit is not None and step.extension is not None and self.drawn("extended", visit):
            limit = limit.replace(amount=limit.amount + step.extension.by.amount)
        begun = visit.ready if step.limit_from == "ready" else visit.joined
        before = visit.earlier
        goes_on = step.limit_clock == "agency" and before is not None
        if limit is not None and goes_on and before.result in (Result.RETURN, Result.INCOMPLETE):
            due = self.due_of_step(before)
            if due == FAR:
                return FAR
            if limit.unit == "WD":
                days = range((before.end - 1) // DAY + 1, (due - 1) // DAY + 1)
                limit = limit.replace(
                    amount=float(sum(self.system.official.is_workday(self.date(day)) for day in days))
                )
            else:
                hours = self.hours(self.system.official, before.end)
                return self.finish(
                    self.system.official, begun, sum(max(min(c, due) - max(o, before.end), 0) for o, c in hours)
                )
        if limit is not None and limit.unit == "h" and step.limit_clock != "elapsed":
            return self.finish(self.system.official, begun, round(limit.seconds(DAY)))
        return self.due(limit, begun, (begun - 1) // DAY)

    @known
    def due_of_case(self, case: Case) -> int:
        chain, drawn = case.walked, self.draws.cases[case.chain]
        limit, begun = chain.limit, int(drawn.submitted[case.number])
        if limit is not None and chain.extension is not None and drawn.extended[case.number]:
            limit = limit.replace(amount=limit.amount + chain.extension.by.amount)
        if limit is not None and limit.unit == "h" and chain.limit_clock != "elapsed":
            return self.finish(self.system.official, begun, round(limit.seconds(DAY)))
        return self.due(limit, begun, begun // DAY)

    # -- limits that begin at acceptance or stand still, asked anew at each instant ----------------------

    def is_moving(self, chain: Chain) -> bool:
        return chain.limit is not None and (chain.limit_clock == "agency" or chain.limit_from == "accepted")

    def expires(self, case: Case) -> int:
        """Return when the limit of a case ends, from what has become of its visits up to now."""
        if not self.is_moving(case.walked) or case.walked.on_expiry == "nothing":
            return case.expires
        if case.has_expired or case.decided != NONE:
            return FAR
        stretches = self.clock_of(case)
        if case.walked.limit_clock == "agency" and not any(until == FAR for _, until in stretches):
            return FAR
        return max(self.end_of_moving_limit(case, stretches), self.now)

    def due_by_case(self, case: Case) -> int:
        """Return the due date of what joins a queue now: a limit that moves is taken to be used from now on."""
        if not self.is_moving(case.walked):
            return self.due_of_case(case)
        fixed = self.now if case.decided == NONE else case.decided
        past = [(since, min(until, fixed)) for since, until in self.clock_of(case) if since < fixed]
        return self.end_of_moving_limit(case, [*past, (fixed, FAR)])

    def clock_of(self, case: Case) -> list[tuple[int, int]]:
        """Return from when to when each counting step was open; far off where one still is."""
        counting = [visit for visit in case.history if self.step(visit).is_counted]
        began = min(self.limit_begins(case), 0)
        return [(began, 0)] * (began < 0) + [(visit.ready, self.done(visit)) for visit in counting]

    def end_of_moving_limit(self, case: Case, stretches: list[tuple[int, int]]) -> int:
        begins = self.limit_begins(case)
        if begins == FAR:
            return FAR
        submitted = int(self.draws.cases[case.chain].submitted[case.number])
        day = begins // DAY if begins == submitted else (begins - 1) // DAY
        limit, extended = case.walked.limit, self.draws.cases[case.chain].extended[case.number]
        if case.walked.extension is not None and extended:
            limit = limit.replace(amount=limit.amount + case.walked.extension.by.amount)
        if case.walked.limit_clock == "agency":
            return self.end_on_agency_clock(limit, begins, day, stretches)
        if case.walked.limit_clock == "official" and limit.unit == "h":
            return self.finish(self.system.official, begins, round(limit.seconds(DAY)))
        return self.due(limit, begins, day)

    def limit_begins(self, case: Case) -> int:
        submitted = int(self.draws.cases[case.chain].submitted[case.number])
        waits_at = int(self.draws.cases[case.chain].begun[case.number])
        steps = case.walked.steps
        named = case.walked.end_of(case.walked.accepted) if case.walked.accepted else None
        intakes = {name for name, step in steps.items() if isinstance(step, Staffed) and step.intake is not None}
        accepting = {named} if named else intakes
        if case.walked.limit_from == "submitted" or not accepting:
            return submitted
        if waits_at >= 0:
            route = self.plan.routes[int(self.draws.cases[case.chain].route[case.number])]
            if accepting & self.upstream(case, route.steps[waits_at].name):
                return submitted
        found = [FAR]
        for visit in case.history:
            if visit.step in accepting:
                if visit.result in (Result.PASS, Result.TACIT):
                    found.append(self.done(visit))
                intake = getattr(steps[visit.step], "intake", None)
                within = intake.notice_within if intake else None
                is_first_notice = visit.number == 1 and visit.result == Result.INCOMPLETE
                if within and is_first_notice and visit.end > self.end_of_days(within, visit.ready // DAY):
                    found.append(visit.ready)
        return min(found)

    def done(self, visit: Visit) -> int:
        """Return when a visit is over for the agency clock; far off for one that is open."""
        if visit.result == Result.TACIT and visit.corrected != NONE:
            return visit.corrected if visit.end == NONE else min(visit.corrected, visit.end)
        return FAR if visit.end == NONE else visit.end

    def end_on_agency_clock(self, limit: Length, begins: int, day: int, open_at: list[tuple[int, int]]) -> int:
        """Go through the official hours one by one, and use the limit up in those in which a counting step is open."""
        left = round(limit.amount) if limit.unit == "WD" else round(limit.seconds(DAY))
        used: set[int] = set()
        for opening, closing in self.hours(self.system.official, begins):
            pieces = sorted((max(opening, begins, since), min(closing, until)) for since, until in open_at)
            reached = opening
            for since, until in pieces:
                since = max(since, reached)
                if since >= until:
                    continue
                reached = until
                if limit.unit != "WD":
                    if left <= until - since:
                        return since + left
                    left -= until - since
                elif opening // DAY > day and self.system.official.is_workday(self.date(opening // DAY)):
                    used.add(opening // DAY)
                    if len(used) == left:
                        return (opening // DAY + 1) * DAY
        return FAR

    def due(self, limit: Length | None, start: int, day: int) -> int:
        if limit is None:
            return FAR
        in_days = limit.months is not None or limit.unit in ("d", "wk", "WD")
        return self.end_of_days(limit, day) if in_days else start + round(limit.seconds(DAY))
