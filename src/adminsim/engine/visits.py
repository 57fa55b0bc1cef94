"""What moves in a run of the reference engine: cases, their visits, and the moments at which something happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import simpy
from simpy.events import EventPriority

from adminsim.engine.fields import NOT_YET
from adminsim.engine.result import Result
from adminsim.model.timeline import NEVER

if TYPE_CHECKING:
    from adminsim.engine.case_limits import Running
    from adminsim.engine.routes import Route

EXPIRING = 1 << 61
"""Priority of what expires in phase 2: behind every end and arrival of the instant."""


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
        "expires",
        "gives_up",
        "limit",
        "number",
        "open",
        "order",
        "outcome",
        "past",
        "route",
        "under_way",
        "visits",
    )  # fmt: skip

    def __init__(self, chain: int, number: int, route: Route, order: int) -> None:
        self.chain, self.number, self.route, self.order = chain, number, route, order
        self.done = 0
        self.open = 0
        self.visits = [0] * len(route.nodes)
        self.past: dict[int, Visit] = {}
        self.under_way: dict[int, tuple[Visit, simpy.Process]] = {}
        self.decided = NOT_YET
        self.outcome = Result.UNFINISHED
        self.closed = self.escalated = False
        self.expires = self.gives_up = NEVER
        self.limit: Running | None = None


class Visit:
    """One visit of a step by a case."""

    __slots__ = (
        "before", "case", "correction_end", "dropped", "end", "in_hand", "joined", "node", "number", "numbers",
        "occupied", "order", "position", "ready", "result", "staff", "start", "work",
    )  # fmt: skip

    def __init__(self, case: Case, position: int, node: int, number: int, order: int, ready: int) -> None:
        self.case, self.position, self.node, self.number, self.order = case, position, node, number, order
        self.ready = ready
        self.joined = self.start = self.end = self.correction_end = NOT_YET
        self.staff = self.work = self.occupied = 0
        self.numbers: list[int] = []
        self.result = Result.UNFINISHED
        self.in_hand = self.dropped = False
        self.before: Visit | None = None

    def start_with(self, numbers: list[int], lead: int) -> None:
        """Have people of these numbers start on it; the record tells that of the department where the file lies."""
        self.numbers, self.staff, self.in_hand = numbers, numbers[lead], True
