"""Who and what meets in a run of the reference engine: moments, cases, visits, departments and committees."""

from __future__ import annotations

from bisect import bisect_left
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

import simpy
from simpy.events import EventPriority

from adminsim.engine.records import NOT_YET
from adminsim.engine.result import Result
from adminsim.model.timeline import NEVER

if TYPE_CHECKING:
    from adminsim.engine.reference import Simulation
    from adminsim.engine.routes import Route

EXPIRING = 1 << 61
"""Priority of what expires in phase 2: behind every end and arrival of the instant."""
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

    __slots__ = (
        "chain",
        "closed",
        "decided",
        "done",
        "escalated",
        "number",
        "open",
        "outcome",
        "past",
        "route",
        "under_way",
        "visits",
    )  # fmt: skip

    def __init__(self, chain: int, number: int, route: Route) -> None:
        self.chain, self.number, self.route = chain, number, route
        self.done = 0
        self.open = 0
        self.visits = [0] * len(route.nodes)
        self.past: dict[int, Visit] = {}
        self.under_way: dict[int, tuple[Visit, simpy.Process]] = {}
        self.decided = NOT_YET
        self.outcome = Result.UNFINISHED
        self.closed = self.escalated = False


class Visit:
    """One visit of a step by a case."""

    __slots__ = (
        "before", "case", "correction_end", "dropped", "end", "in_hand", "joined", "node", "number", "occupied",
        "order", "position", "ready", "result", "staff", "start",
    )  # fmt: skip

    def __init__(self, case: Case, position: int, node: int, number: int, order: int, ready: int) -> None:
        self.case, self.position, self.node, self.number, self.order = case, position, node, number, order
        self.ready = ready
        self.joined = self.start = self.end = self.correction_end = NOT_YET
        self.staff = self.occupied = 0
        self.result = Result.UNFINISHED
        self.in_hand = self.dropped = False
        self.before: Visit | None = None


class Department:
    """A queue and the people who take from it."""

    def __init__(self, simulation: Simulation, position: int) -> None:
        plan = simulation.plan
        self._simulation = simulation
        self._discipline = plan.discipline[position]
        self._duty = plan.duty[position]
        self._ahead: list[int] = plan.nodes.ahead.tolist()
        self.office = plan.office[position]
        self._queue: list[tuple[bool, int, int, int, int, int, Visit, simpy.Event]] = []
        self._in_hand = 0
        self._ends: dict[int, int] = {}
        self._free_numbers: list[int] = []
        self._is_taking_at = NOT_YET

    def join(self, visit: Visit, due: int) -> simpy.Event:
        """Put a visit in the queue; the event returned happens when somebody starts on it."""
        started = self._simulation.env.event()
        case = visit.case
        priority = self._simulation.priority[case.chain][case.number]
        key = {"first_come": 0, "priority": priority, "earliest_due": due}[self._discipline]
        rank = self._simulation.rank[visit.node]
        key -= self._ahead[visit.node]
        place = (not case.escalated, key, visit.joined, case.chain, case.number, rank)
        heappush(self._queue, (*place, visit, started))
        self.take_at(self._simulation.now)
        return started

    def escalate(self, visit: Visit) -> None:
        """Put a queued visit before all that are not escalated."""
        self._queue = [(entry[-2] is not visit and entry[0], *entry[1:]) for entry in self._queue]
        heapify(self._queue)

    def leave(self, visit: Visit) -> None:
        """Let go of the person who had the visit in hand."""
        heappush(self._free_numbers, visit.staff)
        del self._ends[visit.order]
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
        while self._queue and self._queue[0][-2].dropped:
            heappop(self._queue)
        too_long = []
        while self._queue and self._in_hand < self._duty.at(now):
            entry = heappop(self._queue)
            visit, started = entry[-2:]
            if not visit.dropped and not self._fits(visit):
                too_long.append(entry)
                continue
            if not visit.dropped:
                self._in_hand += 1
                self._ends[visit.order] = self.office.finish(now, visit.occupied)
                visit.staff = heappop(self._free_numbers) if self._free_numbers else self._in_hand
                visit.in_hand = True
                started.succeed()
        for entry in too_long:
            heappush(self._queue, entry)
        if self._queue:
            self.take_at(self._duty.next_start(now))

    def _fits(self, visit: Visit) -> bool:
        """Tell whether a visit begun now would end within the hours of somebody who has nothing else in hand.

        Those who stay longest have in hand what ends last, whoever began it.
        """
        if not self._duty.stays:
            return True
        now = self._simulation.now
        end = self.office.finish(now, visit.occupied)
        return all(
            end <= until or sum(other > until for other in self._ends.values()) < longer
            for longer, until in enumerate(self._duty.stays_at(now))
        )


class Committee:
    """A queue that is taken from when a meeting is held."""

    def __init__(self, simulation: Simulation, position: int) -> None:
        self._simulation = simulation
        self._meetings: list[int] = simulation.plan.meetings[position].tolist()
        self._places: list[int] = simulation.plan.places[position].tolist()
        self._queue: list[tuple[bool, int, int, int, int, Visit, simpy.Event]] = []
        self._is_called_for = NOT_YET

    def join(self, visit: Visit) -> simpy.Event:
        """Put a visit on the list for the next meeting; the event returned happens when it begins."""
        begun = self._simulation.env.event()
        case = visit.case
        rank = self._simulation.rank[visit.node]
        heappush(self._queue, (not case.escalated, visit.joined, case.chain, case.number, rank, visit, begun))
        self._call(self._simulation.now)
        return begun

    def escalate(self, visit: Visit) -> None:
        """Put a visit on the list before all that are not escalated."""
        self._queue = [(entry[-2] is not visit and entry[0], *entry[1:]) for entry in self._queue]
        heapify(self._queue)

    def _call(self, earliest: int) -> None:
        position = bisect_left(self._meetings, earliest)
        if position < len(self._meetings) and self._meetings[position] != self._is_called_for:
            self._is_called_for = self._meetings[position]
            moment = Moment(self._simulation.env, self._is_called_for, TAKING)
            moment.callbacks.append(self._meet)

    def _meet(self, _: simpy.Event) -> None:
        taken, places = 0, self._places[bisect_left(self._meetings, self._simulation.now)]
        while self._queue and (not places or taken < places):
            visit, begun = heappop(self._queue)[-2:]
            if not visit.dropped:
                taken += 1
                visit.in_hand = True
                begun.succeed()
        if self._queue:
            self._call(self._simulation.now + 1)
