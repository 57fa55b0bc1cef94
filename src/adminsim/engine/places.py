"""Who and what meets in a run of the reference engine: moments, cases, visits, departments and committees."""

from __future__ import annotations

from bisect import bisect_left
from heapq import heappop, heappush
from typing import TYPE_CHECKING

import simpy
from simpy.events import EventPriority

from adminsim.engine.records import NOT_YET
from adminsim.engine.result import Result
from adminsim.model.timeline import NEVER

if TYPE_CHECKING:
    from adminsim.engine.reference import Simulation
    from adminsim.engine.routes import Route

TAKING = 1 << 62
"""Priority of phase 3: behind every end and arrival of the instant."""


class Moment(simpy.Event):
    """The instant at which something ends or arrives, with its place in the order of that instant."""

    def __init__(self, env: simpy.Environment, instant: int, order: int) -> None:
        super().__init__(env)
        self._ok, self._value = True, None
        env.schedule(self, EventPriority(order), instant - env.now)


class Case:
    """One application under way."""

    __slots__ = ("chain", "decided", "done", "number", "open", "outcome", "route", "under_way", "visits")

    def __init__(self, chain: int, number: int, route: Route) -> None:
        self.chain, self.number, self.route = chain, number, route
        self.done = 0
        self.open = 0
        self.visits = [0] * len(route.nodes)
        self.under_way: dict[int, tuple[Visit, simpy.Process]] = {}
        self.decided = NOT_YET
        self.outcome = Result.UNFINISHED


class Visit:
    """One visit of a step by a case."""

    __slots__ = (
        "case", "correction_end", "dropped", "end", "in_hand", "joined", "node", "number", "order", "position",
        "ready", "result", "staff", "start",
    )  # fmt: skip

    def __init__(self, case: Case, position: int, node: int, number: int, order: int, ready: int) -> None:
        self.case, self.position, self.node, self.number, self.order = case, position, node, number, order
        self.ready = ready
        self.joined = self.start = self.end = self.correction_end = NOT_YET
        self.staff = 0
        self.result = Result.UNFINISHED
        self.in_hand = self.dropped = False


class Department:
    """A queue and the people who take from it."""

    def __init__(self, simulation: Simulation, position: int) -> None:
        plan = simulation.plan
        self._simulation = simulation
        self._discipline = plan.discipline[position]
        self._duty = plan.duty[position]
        self.office = plan.office[position]
        self._queue: list[tuple[int, int, int, int, int, Visit, simpy.Event]] = []
        self._in_hand = 0
        self._free_numbers: list[int] = []
        self._is_taking_at = NOT_YET

    def join(self, visit: Visit, due: int) -> simpy.Event:
        """Put a visit in the queue; the event returned happens when somebody starts on it."""
        started = self._simulation.env.event()
        case = visit.case
        priority = self._simulation.priority[case.chain][case.number]
        key = {"first_come": 0, "priority": priority, "earliest_due": due}[self._discipline]
        rank = self._simulation.rank[visit.node]
        heappush(self._queue, (key, visit.joined, case.chain, case.number, rank, visit, started))
        self.take_at(self._simulation.now)
        return started

    def leave(self, visit: Visit) -> None:
        """Let go of the person who had the visit in hand."""
        heappush(self._free_numbers, visit.staff)
        self._in_hand -= 1
        if self._queue:
            self.take_at(self._simulation.now)

    def take_at(self, instant: int) -> None:
        """Have the department take from its queue in phase 3 of an instant."""
        if instant not in (self._is_taking_at, NEVER):
            self._is_taking_at = instant
            moment = Moment(self._simulation.env, instant, TAKING)
            moment.callbacks.append(self._take)

    def _take(self, _: simpy.Event) -> None:
        now = self._simulation.now
        while self._queue and self._queue[0][5].dropped:
            heappop(self._queue)
        while self._queue and self._in_hand < self._duty.at(now):
            visit, started = heappop(self._queue)[5:]
            if not visit.dropped:
                self._in_hand += 1
                visit.staff = heappop(self._free_numbers) if self._free_numbers else self._in_hand
                visit.in_hand = True
                started.succeed()
        if self._queue:
            self.take_at(self._duty.next_start(now))


class Committee:
    """A queue that is taken from when a meeting is held."""

    def __init__(self, simulation: Simulation, position: int) -> None:
        self._simulation = simulation
        self._meetings: list[int] = simulation.plan.meetings[position].tolist()
        self._places = simulation.plan.places[position]
        self._queue: list[tuple[int, int, int, int, Visit, simpy.Event]] = []
        self._is_called_for = NOT_YET

    def join(self, visit: Visit) -> simpy.Event:
        """Put a visit on the list for the next meeting; the event returned happens when it begins."""
        begun = self._simulation.env.event()
        case = visit.case
        rank = self._simulation.rank[visit.node]
        heappush(self._queue, (visit.joined, case.chain, case.number, rank, visit, begun))
        self._call(self._simulation.now)
        return begun

    def _call(self, earliest: int) -> None:
        position = bisect_left(self._meetings, earliest)
        if position < len(self._meetings) and self._meetings[position] != self._is_called_for:
            self._is_called_for = self._meetings[position]
            moment = Moment(self._simulation.env, self._is_called_for, TAKING)
            moment.callbacks.append(self._meet)

    def _meet(self, _: simpy.Event) -> None:
        taken = 0
        while self._queue and (not self._places or taken < self._places):
            visit, begun = heappop(self._queue)[4:]
            if not visit.dropped:
                taken += 1
                visit.in_hand = True
                begun.succeed()
        if self._queue:
            self._call(self._simulation.now + 1)
