"""The reference engine: the rules of a run, written with SimPy to be read.

SimPy keeps the clock and the list of what comes next. Its priorities are used to settle an instant in a canonical
order, so that the result never depends on the order in which things were noticed:

1. calendars, shifts and capacities have their new value (they are looked up by time, so nothing has to happen);
2. all that ends or arrives, the smallest of (chain in the file, step name, case, visit) first, with what follows
   from it at the same instant; then in the same order what expires: limits and the patience of applicants;
3. every department and every meeting takes from its queue.

Everything random has been drawn before: a run is a function of plan and draws.
"""

from __future__ import annotations

from array import array
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import simpy

from adminsim.engine.case_limits import Running, begins_of, case_limits
from adminsim.engine.fields import NOT_YET, CaseEnds, check_range, visit_table
from adminsim.engine.places import Circle, Committee, Department
from adminsim.engine.plan import EXPIRIES, Counting, Kind, OnExpiry
from adminsim.engine.result import Result
from adminsim.engine.visits import EXPIRING, Case, Moment, Visit
from adminsim.model.timeline import NEVER, day_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from adminsim.engine.case_limits import CaseLimit
    from adminsim.engine.draws import Draws
    from adminsim.engine.plan import Plan

    Flow = Generator[simpy.Event, Any, None]

SENT_BACK = (Result.RETURN, Result.INCOMPLETE)
FOLLOWING = 2
"""SimPy's own priorities 0 and 1 serve what follows at once from what has just happened; phase 2 comes behind them."""


class Simulation:
    """One run: applicants arrive, cases walk their routes, departments and committees take from their queues."""

    def __init__(self, plan: Plan, draws: Draws) -> None:
        check_range(plan, [len(cases) for cases in draws.cases])
        self.plan, self.draws = plan, draws
        self.env = simpy.Environment(initial_time=0)
        self.rank: list[int] = plan.nodes.rank.tolist()
        self.priority: list[list[int]] = [cases.priority.tolist() for cases in draws.cases]
        self._case_due: list[list[int]] = [cases.due.tolist() for cases in draws.cases]
        lists = {name: table.tolist() for name, table in draws.by_visit.items()}
        self._skipped, self._result = lists["skipped"], lists["result"]
        self._handover, self._occupied, self._work_s = lists["handover_s"], lists["occupied_s"], lists["work_s"]
        self._calendar, self._working = lists["calendar_s"], lists["working_s"]
        self._correct_calendar, self._correct_working = lists["correct_calendar_s"], lists["correct_working_s"]
        self._extended, self._patience = lists["extended"], lists["patience_s"]
        self.exact: list[float] = lists["exact_s"]
        self._start: list[int] = draws.order.start.tolist()
        self._stride: list[int] = draws.order.stride.tolist()
        self._kind: list[int] = plan.nodes.kind.tolist()
        self.place: list[int] = plan.nodes.place.tolist()
        self._in_person: list[bool] = plan.nodes.in_person.tolist()
        self._counts: list[bool] = plan.nodes.counts.tolist()
        self._limits = case_limits(plan)
        self._begins = [begins_of(plan, cases).tolist() if any(self._limits) else [] for cases in draws.cases]
        self.people, self._office = plan.nodes.people, plan.nodes.office
        self._departments = [Department(self, position) for position in range(len(plan.departments))]
        for together in plan.nodes.circles:
            Circle(self, [self._departments[position] for position in together])
        self._committees = [Committee(self, position) for position in range(len(plan.meetings))]
        self._cases: list[Case] = []
        self._log = array("q")

    @property
    def now(self) -> int:
        """The present instant, in seconds since the start."""
        return int(self.env.now)

    def departments_of(self, visit: Visit) -> list[Department]:
        """Return the departments one of whose people a visit takes, in the order of the file."""
        return [self._departments[position] for position in self.people[visit.node]]

    def run(self) -> tuple[np.ndarray[Any, Any], CaseEnds]:
        """Run to the horizon and return the table of visits and the ends of the cases."""
        for chain in range(len(self.plan.chains)):
            self.env.process(self._arrivals(chain))
        self.env.run(until=self.plan.horizon_s)
        for case in self._cases:
            for visit, _ in case.under_way.values():
                self._record(visit)
        return visit_table(self._log), self._case_ends()

    def _arrivals(self, chain: int) -> Flow:
        submitted = np.maximum(self.draws.cases[chain].submitted, 0).tolist()
        begun = self.draws.cases[chain].begun.tolist()
        routes = self.draws.cases[chain].route.tolist()
        first = int(self.draws.order.arrival[chain])
        for number, instant in enumerate(submitted):
            yield Moment(self.env, instant, FOLLOWING + first + number)
            case = Case(chain, number, self.plan.routes[routes[number]], FOLLOWING + first + number)
            if begun[number] >= 0:
                case.done = case.route.upstream[begun[number]]
            self._cases.append(case)
            self._expect(case, self._limits[routes[number]])
            self._advance(case, (1 << len(case.visits)) - 1)

    def _expect(self, case: Case, limit: CaseLimit | None) -> None:
        """Note when the limit of a case expires, as far as that is known, and when its applicant gives up."""
        draws = self.draws.cases[case.chain]
        case.expires, case.gives_up = int(draws.expires[case.number]), int(draws.gives_up[case.number])
        if limit is not None:
            begins = self._begins[case.chain][case.number]
            drawn = int(draws.submitted[case.number]), bool(draws.extended[case.number])
            case.limit = Running(self.plan, limit, begins, *drawn)
            case.limit.foresee(self.now)
            case.expires = case.limit.expires
        for instant in (case.expires, case.gives_up):
            self._expect_end(case, instant)

    def _expect_end(self, case: Case, instant: int) -> None:
        if instant != NEVER:
            moment = Moment(self.env, instant, EXPIRING + case.order)
            moment.callbacks.append(partial(self._end_of_patience_or_limit, case))

    def _end_of_patience_or_limit(self, case: Case, _: simpy.Event) -> None:
        """Let the limit of a case pass and its applicant give up, in this order, whichever is due now."""
        if case.expires == self.now:
            case.expires = NEVER
            if case.limit is not None:
                case.limit.end()
            self._expire(case)
        if case.gives_up == self.now:
            self._give_up(case)

    def _note(self, visit: Visit, *, is_open: bool) -> None:
        """Have a counting step open or close, which moves the limit of its case where it stands still in between."""
        case = visit.case
        if case.limit is not None and self._counts[visit.node] and case.decided == NOT_YET:
            (case.limit.opens if is_open else case.limit.closes)(self.now)
            self._move_limit(case)

    def _accept(self, visit: Visit, instant: int) -> None:
        """Have a case accepted as of an instant, where a visit is that of the acceptance."""
        case = visit.case
        if case.limit is not None and case.limit.limit.accepts[visit.position]:
            case.limit.accept(instant, self.now)
            self._move_limit(case)

    def _move_limit(self, case: Case) -> None:
        if case.limit is not None and case.expires != case.limit.expires:
            case.expires = case.limit.expires
            self._expect_end(case, case.expires)

    # How a case goes on -----------------------------------------------------------------------------------------

    def _advance(self, case: Case, among: int) -> None:
        """Open each step among those given that is neither done nor open and has everything upstream done."""
        upstream, done = case.route.upstream, case.done
        pending = among & ~done & ~case.open
        while pending:
            lowest = pending & -pending
            pending ^= lowest
            position = lowest.bit_length() - 1
            if not upstream[position] & ~done:
                self._open(case, position)

    def _open(self, case: Case, position: int) -> None:
        node = case.route.nodes[position]
        case.open |= 1 << position
        number = case.visits[position] = case.visits[position] + 1
        first = self._start[node] + case.number * self._stride[node]
        if self._skipped[first]:
            moment = Moment(self.env, self.now, FOLLOWING + first + number - 1)
            moment.callbacks.append(lambda _: self._complete(case, position))
            return
        visit = Visit(case, position, node, number, first + number - 1, self.now)
        visit.before = case.past.get(position)
        self._note(visit, is_open=True)
        case.under_way[visit.order] = visit, self.env.process(self._visit(visit))

    def _complete(self, case: Case, position: int) -> None:
        """Close a step as done; it may decide the case or open what waited for it."""
        if case.closed:
            return
        case.open &= ~(1 << position)
        case.done |= 1 << position
        if case.decided == NOT_YET and not case.route.decision & ~case.done:
            case.decided, case.outcome = self.now, Result.PASS
        self._advance(case, case.route.downstream[position])

    def _close(self, case: Case, outcome: Result) -> None:
        """Decide a case by rejection or by giving up: what is not in hand is dropped or cut short."""
        case.decided, case.outcome, case.closed = self.now, outcome, True
        for visit, process in list(case.under_way.values()):
            if not visit.in_hand:
                visit.dropped = True
                process.interrupt()

    def _give_up(self, case: Case) -> None:
        if case.decided == NOT_YET:
            self._close(case, Result.GIVEN_UP)

    def _leave_queue(self, visit: Visit, _: simpy.Event) -> None:
        """Let an applicant give up who is still in the queue, unless the case is decided."""
        if visit.start == NOT_YET and not visit.dropped and visit.case.decided == NOT_YET:
            self._close(visit.case, Result.GIVEN_UP)

    # What expires -------------------------------------------------------------------------------------------------

    def _expire(self, case: Case) -> None:
        """Let the limit of a case pass: it is escalated, or all that the decision waits for counts as passed."""
        if case.decided != NOT_YET:
            return
        if EXPIRIES[case.route.chain.on_expiry] == OnExpiry.ESCALATE:
            case.escalated = True
            for visit, _process in case.under_way.values():
                self._escalate(visit)
            return
        deciding = case.route.deciding & ~case.done
        for visit, process in list(case.under_way.values()):
            if deciding >> visit.position & 1 and visit.result != Result.TACIT:
                self._pass_tacitly(visit, process)
        case.open &= ~deciding
        case.done |= deciding
        case.decided, case.outcome = self.now, Result.PASS
        self._advance(case, (1 << len(case.visits)) - 1)

    def _expire_visit(self, visit: Visit, _: simpy.Event) -> None:
        """Let the limit of a step pass: the visit is escalated, or the step counts as passed."""
        case = visit.case
        if visit.end != NOT_YET or visit.result == Result.TACIT or case.closed:
            return
        if self.plan.nodes.on_expiry[visit.node] == OnExpiry.ESCALATE:
            self._escalate(visit)
            return
        self._note(visit, is_open=False)
        self._accept(visit, self.now)
        self._pass_tacitly(*case.under_way[visit.order])
        self._complete(case, visit.position)

    def _escalate(self, visit: Visit) -> None:
        kind = self._kind[visit.node]
        if kind != Kind.DELAY and visit.joined != NOT_YET and visit.start == NOT_YET:
            at_work = kind == Kind.WORK
            for place in self.departments_of(visit) if at_work else [self._committees[self.place[visit.node]]]:
                place.escalate(visit)

    def _pass_tacitly(self, visit: Visit, process: simpy.Process) -> None:
        """Have an open visit count as passed: what is in hand is finished, anything else ends now."""
        visit.result = Result.TACIT
        if visit.in_hand:
            visit.correction_end = self.now
        else:
            visit.dropped = True
            process.interrupt()

    # How a visit goes -------------------------------------------------------------------------------------------

    def _visit(self, visit: Visit) -> Flow:
        case, kind = visit.case, self._kind[visit.node]
        try:
            yield from self._hand_over(visit)
            if kind == Kind.WORK:
                yield from self._work(visit)
            elif kind == Kind.SESSION:
                yield from self._meet(visit)
            else:
                yield from self._wait(visit)
            if visit.result in SENT_BACK and not case.closed:
                yield from self._correct(visit)
        except simpy.Interrupt:
            self._cut(visit)
        del case.under_way[visit.order]
        case.past[visit.position] = visit
        self._record(visit)
        self._conclude(visit)

    def _until(self, visit: Visit, instant: int) -> Moment:
        return Moment(self.env, min(instant, NEVER), FOLLOWING + visit.order)

    def _hand_over(self, visit: Visit) -> Flow:
        """Let the file travel; an applicant who comes in person joins at the next opening."""
        delay = self._handover[visit.order]
        joined = visit.ready
        if delay:
            is_working = self.plan.nodes.handover_working[visit.node]
            joined = self.plan.official.finish(joined, delay) if is_working else joined + delay
        if self._in_person[visit.node] and self._kind[visit.node] == Kind.WORK:
            joined = self._office[visit.node].next_open(joined)
        if joined > visit.ready:
            yield self._until(visit, joined)
        visit.joined = self.now

    def _work(self, visit: Visit) -> Flow:
        self._expect_limit(visit)
        started, departments = self.env.event(), self.departments_of(visit)
        visit.work, visit.occupied = self._work_s[visit.order], self._occupied[visit.order]
        for department in departments:
            department.join(visit, self._due(visit), started)
        yield started
        visit.start = self.now
        yield self._until(visit, self._office[visit.node].finish(visit.start, visit.occupied))
        for department, number in zip(departments, visit.numbers, strict=True):
            department.leave(visit, number)
        self._end(visit)

    def _meet(self, visit: Visit) -> Flow:
        self._expect_limit(visit)
        yield self._committees[self.place[visit.node]].join(visit)
        visit.start = self.now
        yield self._until(visit, visit.start + self._calendar[visit.order])
        self._end(visit)

    def _wait(self, visit: Visit) -> Flow:
        """Let time pass; promised papers that are not there in time break the promise, but still arrive."""
        visit.start = self.now
        nodes, node = self.plan.nodes, visit.node
        end = self._later(visit.start, self._calendar, self._working, visit)
        if nodes.period[node] != Counting.NONE:
            end = self._end_of_days(visit.start, int(nodes.period[node]), int(nodes.period_days[node]))
        promised = NEVER
        if nodes.promise[node] != Counting.NONE and visit.number == 1:
            promised = self._end_of_days(visit.start, int(nodes.promise[node]), int(nodes.promise_days[node]))
        if end > promised:
            yield Moment(self.env, promised, EXPIRING + FOLLOWING + visit.order)
        else:
            yield self._until(visit, end)
        self._end(visit)
        if end > promised and visit.result != Result.MOOT:
            visit.result = Result.REJECT if nodes.promise_rejects[node] else Result.RETURN
            visit.correction_end = NOT_YET if visit.result == Result.REJECT else end

    def _correct(self, visit: Visit) -> Flow:
        """Let the applicant correct; then the steps from the named earlier one on are to be done again."""
        if visit.correction_end == NOT_YET:
            visit.correction_end = self._later(visit.end, self._correct_calendar, self._correct_working, visit)
        end, visit.correction_end = visit.correction_end, NOT_YET
        visit.in_hand = False
        yield self._until(visit, end)
        visit.correction_end = self.now

    def _expect_limit(self, visit: Visit) -> None:
        """Note when the limit of a visit expires and when its applicant leaves the queue, the limit first."""
        if self.plan.nodes.on_expiry[visit.node] != OnExpiry.NOTHING:
            due = max(self._due_of_step(visit), self.now)
            moment = Moment(self.env, due, EXPIRING + FOLLOWING + visit.order)
            moment.callbacks.append(partial(self._expire_visit, visit))
        patience = self._patience[visit.order]
        if patience:
            is_working = self.plan.nodes.patience_working[visit.node]
            leaves = self.plan.official.finish(visit.joined, patience) if is_working else visit.joined + patience
            moment = Moment(self.env, leaves, EXPIRING + FOLLOWING + visit.order)
            moment.callbacks.append(partial(self._leave_queue, visit))

    def _end(self, visit: Visit) -> None:
        visit.end = self.now
        if visit.result != Result.TACIT:
            visit.result = Result.MOOT if visit.case.closed else Result(self._result[visit.order])
            self._note(visit, is_open=False)
            if visit.result == Result.INCOMPLETE and visit.number == 1 and visit.end > self._notice_until(visit):
                self._accept(visit, visit.ready)

    def _cut(self, visit: Visit) -> None:
        """End what is interrupted: what counts as passed, a correction or a wait ends now, anything else is dropped."""
        if visit.result == Result.TACIT and visit.end == NOT_YET:
            visit.end = self.now
            visit.joined, visit.start = (at if at != NOT_YET else self.now for at in (visit.joined, visit.start))
        elif visit.end != NOT_YET:
            visit.correction_end = self.now
        elif visit.start != NOT_YET:
            visit.end, visit.result = self.now, Result.CUT_SHORT
        else:
            visit.result = Result.DROPPED

    def _notice_until(self, visit: Visit) -> int:
        """Return until when defects have to be told: a file of which they are not counts as accepted when filed."""
        counting, days = (int(table[visit.node]) for table in (self.plan.nodes.notice, self.plan.nodes.notice_days))
        if counting == Counting.NONE:
            return NEVER
        # Midnight belongs to the day on which the file is there.
        return self._end_of_days(visit.ready + 1, counting, days)

    def _conclude(self, visit: Visit) -> None:
        case = visit.case
        if case.closed or visit.result == Result.TACIT:
            return
        if visit.result == Result.REJECT and case.decided == NOT_YET:
            self._close(case, Result.REJECT)
        elif visit.result in SENT_BACK:
            bit = 1 << visit.position
            case.open &= ~bit
            case.done &= ~(case.route.redo[visit.position] if visit.result == Result.RETURN else bit)
            self._advance(case, (1 << len(case.visits)) - 1)
        else:
            if visit.result == Result.PASS:
                self._accept(visit, self.now)
            self._complete(case, visit.position)

    # Time -------------------------------------------------------------------------------------------------------

    def _later(self, start: int, calendar: list[int], working: list[int], visit: Visit) -> int:
        """Return the later of the ends of a length by the calendar and of one in official hours."""
        by_calendar, in_office = calendar[visit.order], working[visit.order]
        return max(start + by_calendar, self.plan.official.finish(start, in_office) if in_office else start)

    def _end_of_days(self, start: int, counting: int, days: int) -> int:
        workdays = self.plan.workdays
        if counting == Counting.WORKING_DAYS:
            return workdays.end_of_period(day_of(start), days)
        if counting == Counting.MONTHS:
            return workdays.end_of_months(day_of(start), days)
        return workdays.end_of_calendar_period(day_of(start), days)

    def _due(self, visit: Visit) -> int:
        """Return the due date: that of the case or that of the step, the earlier one."""
        return min(self._due_of_case(visit.case), self._due_of_step(visit))

    def _due_of_case(self, case: Case) -> int:
        """Return the due date by the limit of the case; one that moves is fixed as a file joins, or by a decision."""
        if case.limit is None:
            return self._case_due[case.chain][case.number]
        return case.limit.due(self.now if case.decided == NOT_YET else case.decided)

    def _due_of_step(self, visit: Visit) -> int:
        """Return the due date by the limit of the step, with its extension, or by what a correction left of it."""
        nodes, node = self.plan.nodes, visit.node
        counting, amount = int(nodes.limit[node]), int(nodes.limit_amount[node])
        if self._extended[visit.order]:
            amount += int(nodes.extension[node])
        if counting == Counting.NONE:
            return NEVER
        begun = visit.ready if nodes.limit_from_ready[node] else visit.joined
        if nodes.limit_stands_still[node] and visit.before is not None and visit.before.result in SENT_BACK:
            amount = self._left(visit.before, counting)
        if counting == Counting.SECONDS:
            return begun + amount
        if counting == Counting.OFFICIAL:
            return self.plan.official.finish(begun, amount)
        return self._end_of_days(begun, counting, amount)

    def _left(self, visit: Visit, counting: int) -> int:
        """Return what was left of the limit of a visit when it ended in a correction."""
        due = self._due_of_step(visit)
        if due == NEVER:
            return NEVER
        if counting == Counting.WORKING_DAYS:
            return self.plan.workdays.between(day_of(visit.end), day_of(due))
        return self.plan.official.open_between(visit.end, max(due, visit.end))

    # Records ----------------------------------------------------------------------------------------------------

    def _record(self, visit: Visit) -> None:
        case = visit.case
        work = visit.work if visit.staff else 0
        who = case.number, visit.node, visit.number, visit.staff
        instants = visit.ready, visit.joined, visit.start, visit.end, visit.correction_end
        self._log.extend((visit.order, *who, *instants, work, visit.result))

    def _case_ends(self) -> CaseEnds:
        ends = CaseEnds.blank([len(cases) for cases in self.draws.cases])
        for case in self._cases:
            ends.decided[case.chain][case.number] = case.decided
            ends.outcome[case.chain][case.number] = case.outcome
        return ends


def run_reference(plan: Plan, draws: Draws) -> tuple[np.ndarray[Any, Any], CaseEnds]:
    """Run a plan with its draws.

    Returns
    -------
    visits : structured ndarray
        One row for each visit, in the canonical order (see `adminsim.engine.fields`).
    ends : CaseEnds
        When and how each case was decided.
    """
    return Simulation(plan, draws).run()
