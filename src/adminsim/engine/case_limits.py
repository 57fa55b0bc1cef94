"""Limits of whole cases that are known from the run only: they begin at acceptance, or stand still now and then.

Such a limit is used up by the agency clock, or counted from an acceptance that the run brings about; so the instant at
which it ends moves as the case goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.deadlines import due_from
from adminsim.engine.plan import Counting, amount_of, limit_of
from adminsim.model.calendar import DAY_S
from adminsim.model.limit import CaseLimitStart, Expiry, LimitClock
from adminsim.model.once import once
from adminsim.model.timeline import NEVER, day_of, day_of_arrival

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.draws import ChainDraws
    from adminsim.engine.plan import Plan
    from adminsim.engine.routes import Route
    from adminsim.model.chain import Chain


@once
def marks_of_acceptance(plan: Plan) -> NDArray[np.bool_]:
    """Return by route and node whether its end is the acceptance: that of what stands for the step the chain names.

    Routes share nodes, and what is the acceptance on one need not be so on another.
    """
    marks = np.zeros((len(plan.routes), len(plan.nodes)), dtype=bool)
    for route, marked in zip(plan.routes, marks, strict=True):
        accepting = route.chain.accepting
        marked[list(route.nodes)] = [step.name in accepting for step in route.steps]
    return marks


def moves(plan: Plan, chain: Chain) -> bool:
    """Tell whether a chain has a limit that is known from the run only, and the run has a use for when it ends.

    That is so where it has consequences, or where anybody serves by due date.
    """
    if chain.limit is None or not chain.is_limit_counted_afterwards:
        return False
    return chain.on_expiry is not Expiry.NOTHING or min(plan.due_from, default=NEVER) < NEVER


@once
def has_moving_limits(plan: Plan) -> bool:
    """Tell whether the limit of any case is known from the run only, and of use in it."""
    return any(moves(plan, route.chain) for route in plan.routes)


def begins_of(plan: Plan, cases: ChainDraws) -> NDArray[np.int64]:
    """Return from when on the limits of the cases of a chain are counted as far as is known before: else `NEVER`.

    A case of a backlog that was accepted before the start counts as accepted when it was submitted, the one date of it
    that is known.
    """
    marks = marks_of_acceptance(plan)
    begins = np.full(len(cases), NEVER, dtype=np.int64)
    for position in np.unique(cases.route).tolist():
        route = plan.routes[position]
        here = np.flatnonzero(cases.route == position)
        accepting = marks[position][list(route.nodes)]
        known = np.full(len(here), route.chain.limit_from is CaseLimitStart.SUBMITTED or not accepting.any())
        for step in np.unique(cases.begun[here][cases.begun[here] >= 0]).tolist():
            upstream = route.upstream[step]
            was_accepted = any(marked and upstream >> bit & 1 for bit, marked in enumerate(accepting))
            known |= (cases.begun[here] == step) & was_accepted
        begins[here[known]] = cases.submitted[here[known]]
    return begins


def day_begun(begins: int, submitted: int) -> int:
    """Return the date from which a limit is counted: midnight belongs to the day that a submission begins."""
    return day_of_arrival(begins) if begins == submitted else day_of(begins)


@dataclass(frozen=True)
class CaseLimit:
    """The limit of the cases of a route, where it is known from the run only.

    Attributes
    ----------
    chain : Chain
        The chain as the route walks it.
    counting : int
        How it is counted, a `Counting`.
    stands_still : bool
        Whether it is read on the agency clock.
    has_consequences : bool
        Whether anything follows when it passes.
    accepts : tuple of bool
        By position on the route, whether the end of the step is the acceptance.
    """

    chain: Chain
    counting: int
    stands_still: bool
    has_consequences: bool
    accepts: tuple[bool, ...]

    @classmethod
    def of(cls, route: Route, marked: NDArray[np.bool_]) -> CaseLimit:
        """Return the limit of a route, given which nodes are its acceptance."""
        chain = route.chain
        counting, _ = limit_of(chain.limit, chain.limit_clock)
        return cls(
            chain=chain,
            counting=counting,
            stands_still=chain.limit_clock is LimitClock.AGENCY,
            has_consequences=chain.on_expiry is not Expiry.NOTHING,
            accepts=tuple(marked[list(route.nodes)].tolist()),
        )

    def amount(self, extended: bool) -> int:
        """Return how long it is, in days or seconds."""
        return limit_of(self.chain.limit, self.chain.limit_clock)[1] + extended * amount_of(self.chain.extension)


@once
def case_limits(plan: Plan) -> tuple[CaseLimit | None, ...]:
    """Return by route the limit of its cases, where it is known from the run only and of use in it."""
    if not has_moving_limits(plan):
        return (None,) * len(plan.routes)
    marks = marks_of_acceptance(plan)
    return tuple(
        CaseLimit.of(route, marked) if moves(plan, route.chain) else None
        for route, marked in zip(plan.routes, marks, strict=True)
    )


class Running:
    """The limit of one case under way.

    Attributes
    ----------
    expires : int
        When it passes as far as is known now, if the agency clock goes on as it does; `NEVER` while that stands still,
        and where nothing follows.
    limit : CaseLimit
        The limit.
    """

    def __init__(self, plan: Plan, limit: CaseLimit, begins: int, submitted: int, extended: bool) -> None:
        self.limit, self.expires = limit, NEVER
        self._plan, self._begins, self._submitted, self._extended = plan, begins, submitted, extended
        self._open, self._since, self._is_over = 0, 0, False
        # What is known of a backlog is its age: the clock has run since its submission.
        self._ran = [(submitted, 0)] if submitted < 0 else []

    def opens(self, now: int) -> None:
        """Have one more counting step open."""
        self._open += 1
        if self._open == 1:
            self._since = now
            self.foresee(now)

    def closes(self, now: int) -> None:
        """Have one counting step less open."""
        self._open -= 1
        if not self._open:
            self._ran.append((self._since, now))
            self.foresee(now)

    def accept(self, instant: int, now: int) -> None:
        """Have the case accepted as of an instant, unless it was earlier."""
        if instant < self._begins:
            self._begins = instant
            self.foresee(now)

    def end(self) -> None:
        """Have the limit ended: it does so once."""
        self._is_over, self.expires = True, NEVER

    def foresee(self, now: int) -> None:
        """Find anew when it ends; what is past already ends at once."""
        is_still = self.limit.stands_still and not self._open
        if self._is_over or is_still or not self.limit.has_consequences:
            self.expires = NEVER
        else:
            self.expires = max(self.due(now), now)

    def due(self, instant: int) -> int:
        """Return the due date of what joins a queue at an instant: the end, if the agency clock goes on at that time.

        There is none before the limit begins.
        """
        if self._begins == NEVER:
            return NEVER
        return self._used_up(self._since if self._open else instant) if self.limit.stands_still else self._counted()

    def _day_begun(self) -> int:
        return day_begun(self._begins, self._submitted)

    def _counted(self) -> int:
        start, day, extended = (np.array([one]) for one in (self._begins, self._day_begun(), self._extended))
        return int(due_from(self.limit.chain, self._plan, start, day, extended)[0])

    def _used_up(self, runs_since: int) -> int:
        """Return when the agency clock, which runs on from an instant, will have run for the limit.

        A working day is used once, if the clock runs at some instant of its official hours; the date on which the limit
        begins is not. The limit ends at 24:00 of the last day that it has.
        """
        official, workdays = self._plan.official, self._plan.workdays
        left, reached = self.limit.amount(self._extended), self._day_begun()
        for since, until in (*self._ran, (runs_since, NEVER)):
            since = max(since, self._begins)
            open_s = official.open_between(since, until) if since < until else 0
            if not open_s:
                continue
            if self.limit.counting == Counting.OFFICIAL:
                if left <= open_s:
                    return official.finish(since, left)
                left -= open_s
                continue
            first = max(day_of_arrival(official.next_open(since)), reached + 1)
            last = day_of(official.finish(since, open_s))
            end = workdays.end_of_period(first - 1, left)
            if end <= (last + 1) * DAY_S or until == NEVER:
                return end
            left -= workdays.between(first - 1, last)
            reached = max(reached, last)
        return NEVER
