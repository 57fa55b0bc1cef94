"""Where cases wait in a run of the reference engine: departments with their people, and committees."""

from __future__ import annotations

from bisect import bisect_left
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Protocol

import simpy

from adminsim.engine.fields import NOT_YET
from adminsim.engine.plan import WAITED
from adminsim.engine.visits import Moment, Visit
from adminsim.model.timeline import NEVER

if TYPE_CHECKING:
    from adminsim.engine.benches import Bench
    from adminsim.engine.capacity import Duty
    from adminsim.engine.plan import Plan

TAKING = 1 << 62
"""Priority of phase 3: behind every end and arrival of the instant."""


class Run(Protocol):
    """What departments and committees ask of the run in which they are."""

    plan: Plan
    env: simpy.Environment
    rank: list[int]
    priority: list[list[int]]
    people: tuple[tuple[int, ...], ...]
    place: list[int]
    exact: list[float]

    @property
    def now(self) -> int:
        """The present instant, in seconds since the start."""

    def departments_of(self, visit: Visit) -> list[Department]:
        """Return the departments one of whose people a visit takes."""


class People:
    """Those people of a department who are alike: all of them, or a group, or those of no group."""

    def __init__(self, simulation: Run, duty: Duty, bench: Bench | None) -> None:
        self._simulation, self._duty, self._bench = simulation, duty, bench
        self._first = bench.team.first if bench is not None else 0
        self.ends: dict[int, int] = {}
        self._free_numbers: list[int] = []

    def can_take(self, visit: Visit) -> bool:
        """Tell whether one of them is free, may take a visit and would have done it within the own hours."""
        staff = self._duty.at(self._simulation.now)
        if self._bench is not None:
            if not self._bench.able[visit.node] or len(self.ends) >= self._bench.team.on_duty(staff):
                return False
            visit.work, visit.occupied = self._bench.lasting(self._simulation.exact[visit.order])
        return self._fits(visit)

    def _fits(self, visit: Visit) -> bool:
        """Tell whether a visit begun now would end within the hours of somebody who has nothing else in hand.

        Those who stay longest have in hand what ends last, whoever began it.
        """
        if not self._duty.stays:
            return True
        end = self._end(visit)
        stays = self._duty.stays_at(self._simulation.now)[self._first :]
        if self._bench is not None:
            stays = stays[: self._bench.team.people]
        return all(
            end <= until or sum(other > until for other in self.ends.values()) < longer
            for longer, until in enumerate(stays)
        )

    def _end(self, visit: Visit) -> int:
        office = self._simulation.plan.nodes.office[visit.node]
        return office.finish(self._simulation.now, visit.occupied)

    def begin(self, visit: Visit) -> int:
        """Have one more of them begin with a visit; return the lowest number not in use."""
        self.ends[visit.order] = self._end(visit)
        return heappop(self._free_numbers) if self._free_numbers else self._first + len(self.ends)

    def leave(self, visit: Visit, number: int) -> None:
        """Let go of the person of a number who had the visit in hand."""
        heappush(self._free_numbers, number)
        del self.ends[visit.order]


class Department:
    """A queue and the people who take from it.

    Attributes
    ----------
    circle : Circle or None
        The departments with which it takes, where some steps need people of several.
    """

    def __init__(self, simulation: Run, position: int) -> None:
        plan = simulation.plan
        self._simulation = simulation
        self._discipline, self._due_from = plan.discipline[position], plan.due_from[position]
        self._duty = plan.duty[position]
        self._ahead: list[int] = plan.nodes.ahead.tolist()
        self.circle: Circle | None = None
        self._queue: list[tuple[bool, int, int, int, int, int, Visit, simpy.Event]] = []
        benches = plan.benches[position] or (None,)
        self._people = [People(simulation, self._duty, bench) for bench in benches]
        self._is_taking_at = NOT_YET

    def join(self, visit: Visit, due: int, started: simpy.Event) -> None:
        """Put a visit in the queue; the event given happens when somebody starts on it."""
        case = visit.case
        priority = self._simulation.priority[case.chain][case.number]
        key = due if visit.joined >= self._due_from else priority if self._discipline == "priority" else 0
        if visit.joined < self._due_from < NEVER:
            key -= WAITED
        rank = self._simulation.rank[visit.node]
        key -= self._ahead[visit.node]
        place = (not case.escalated, key, visit.joined, case.chain, case.number, rank)
        heappush(self._queue, (*place, visit, started))
        self.take_at(self._simulation.now)

    def escalate(self, visit: Visit) -> None:
        """Put a queued visit before all that are not escalated."""
        self._queue = [(entry[-2] is not visit and entry[0], *entry[1:]) for entry in self._queue]
        heapify(self._queue)

    def leave(self, visit: Visit, number: int) -> None:
        """Let go of the person of a number who had the visit in hand."""
        next(people for people in self._people if visit.order in people.ends).leave(visit, number)
        if self._queue:
            self.take_at(self._simulation.now)

    def take_at(self, instant: int) -> None:
        """Have the department take from its queue in phase 3 of an instant."""
        if self.circle is not None:
            self.circle.take_at(instant)
        elif instant not in (self._is_taking_at, NEVER):
            self._is_taking_at = instant
            moment = Moment(self._simulation.env, instant, TAKING)
            moment.callbacks.append(self._take)

    def _take(self, _: simpy.Event) -> None:
        while self._queue and self._queue[0][-2].dropped:
            heappop(self._queue)
        too_long = []
        while self._queue and self.free > 0:
            entry = heappop(self._queue)
            visit, started = entry[-2:]
            if not visit.dropped and self._who_takes(visit) is None:
                too_long.append(entry)
                continue
            if not visit.dropped:
                visit.start_with([self.occupy(visit)], 0)
                started.succeed()
        for entry in too_long:
            heappush(self._queue, entry)
        self.look_again()

    def look_again(self) -> None:
        """Have the department take when people come on duty, if anything is left in the queue."""
        if self._queue:
            self.take_at(self._duty.next_start(self._simulation.now))

    @property
    def free(self) -> int:
        """How many people can start on something now."""
        return self._duty.at(self._simulation.now) - sum(len(people.ends) for people in self._people)

    def can_take(self, visit: Visit) -> bool:
        """Tell whether somebody could begin with a visit now."""
        return self.free > 0 and self._who_takes(visit) is not None

    def _who_takes(self, visit: Visit) -> People | None:
        """Return the first of those asked who are free, may do it and would be done within their hours."""
        return next((people for people in self._people if people.can_take(visit)), None)

    def occupy(self, visit: Visit) -> int:
        """Have one more person begin with a visit; return the lowest number not in use among those alike."""
        people = self._who_takes(visit)
        assert people is not None
        return people.begin(visit)

    def waiting(self) -> list[tuple[Visit, simpy.Event]]:
        """Return what waits in the queue, in its order."""
        self._queue = sorted(entry for entry in self._queue if not entry[-2].dropped and not entry[-2].staff)
        return [(visit, started) for *_, visit, started in self._queue]


class Circle:
    """Departments that some steps need together, in the order of the file: they take from their queues together.

    A file of one department may start there if fewer files that could start stand before it in the queue than people
    are free; a joint one, if that is so in all of its departments. A joint file one of whose departments has nobody
    free cannot start now: it is passed over and holds nobody. Queues of different disciplines may put joint files in
    orders that go round in a circle; then the department that stands first in the file has its first one start.
    """

    def __init__(self, simulation: Run, departments: list[Department]) -> None:
        self._simulation, self._departments = simulation, departments
        self._is_taking_at: set[int] = set()
        for department in departments:
            department.circle = self

    def take_at(self, instant: int) -> None:
        """Have all these departments take from their queues in phase 3 of an instant."""
        if instant != NEVER and instant not in self._is_taking_at:
            self._is_taking_at.add(instant)
            moment = Moment(self._simulation.env, instant, TAKING)
            moment.callbacks.append(self._take_together)

    def _take_together(self, _: simpy.Event) -> None:
        self._is_taking_at.discard(self._simulation.now)
        while self._start_what_can() or self._let_first_go():
            pass
        for department in self._departments:
            department.look_again()

    def _start_what_can(self) -> bool:
        """Ask the departments in turn to start, in the order of their queues, what can start; tell whether any did."""
        has_started = False
        for department in self._departments:
            for visit, started in department.waiting():
                if self._could_start(visit) and all(self._is_among_first(visit, one) for one in self._needed(visit)):
                    self._start(visit, started)
                    has_started = True
        return has_started

    def _let_first_go(self) -> bool:
        """Start the first file, of the first department, that only waits for others which wait for it."""
        for department in self._departments:
            for visit, started in department.waiting():
                if self._could_start(visit):
                    self._start(visit, started)
                    return True
        return False

    def _is_among_first(self, visit: Visit, department: Department) -> bool:
        queue = [other for other, _ in department.waiting()]
        before = queue[: queue.index(visit)]
        return sum(self._could_start(other) for other in before) < department.free

    def _could_start(self, visit: Visit) -> bool:
        return all(department.can_take(visit) for department in self._needed(visit))

    def _start(self, visit: Visit, started: simpy.Event) -> None:
        lead = self._simulation.people[visit.node].index(self._simulation.place[visit.node])
        visit.start_with([department.occupy(visit) for department in self._needed(visit)], lead)
        started.succeed()

    def _needed(self, visit: Visit) -> list[Department]:
        return self._simulation.departments_of(visit)


class Committee:
    """A queue that is taken from when a meeting is held."""

    def __init__(self, simulation: Run, position: int) -> None:
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
