"""What holds a case up on a clock: each visit's parts between two instants, in calendar time or in official time.

Waiting while an office is closed belongs to what it waits for: in a queue to the queue, over a night in hand to the
work. Only who comes in person before closed doors waits for opening.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from adminsim.engine import passes
from adminsim.engine.asked import hours_of, steps_of
from adminsim.engine.fields import NOT_YET, done_at
from adminsim.model.timeline import NEVER
from adminsim.reforms.told import PARTS
from adminsim.study.run.milestones import reached
from adminsim.study.run.on_clock import nodes_of, start_of
from adminsim.study.walk.critical_way import critical_visits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from adminsim.engine.records import Records
    from adminsim.model.any_target import Timed

HOUR_S, DAY_S = 3600, 86400


@dataclass(frozen=True)
class ClockUnit:
    """In what the time of a target is told.

    Attributes
    ----------
    name : str
        ``d``, ``h`` or ``WD``.
    seconds : float
        Its length.
    is_official : bool
        Whether only official hours are counted.
    """

    name: Literal["d", "h", "WD"]
    seconds: float
    is_official: bool


def clock_unit(target: Timed, workday_s: float) -> ClockUnit:
    """Return in what the time of a target is told: in working days where its limit is, else in days or hours."""
    limit = target.stated_limit
    if limit is not None and limit.unit == "WD":
        return ClockUnit("WD", workday_s, is_official=True)
    if target.clock == "agency":
        return ClockUnit("h", HOUR_S, is_official=True)
    if limit is not None and limit.unit in ("h", "min"):
        return ClockUnit("h", HOUR_S, is_official=False)
    return ClockUnit("d", DAY_S, is_official=False)


def parts_on_clock(
    records: Records,
    visits: NDArray[Any],
    since: NDArray[np.int64] | None = None,
    until: NDArray[np.int64] | None = None,
    *,
    is_official: bool = False,
    has_corrections: bool = True,
) -> NDArray[np.int64]:
    """Return how long each part of visits lasts within [since, until), shape (visits, len(PARTS)), in seconds.

    Nothing is told as closed save what somebody who comes in person waits before closed doors.
    """
    plan, size = records.plan, len(visits)
    since = np.full(size, -NEVER) if since is None else since
    until = np.full(size, NEVER) if until is None else until
    parts = np.zeros((size, len(PARTS)), dtype=np.int64)
    passes.part_on_clock(visits, since, until, is_official, has_corrections, steps_of(plan), *hours_of(plan), parts)
    return parts


def add_up(
    case: NDArray[np.int64],
    visits: NDArray[Any],
    parts: NDArray[np.int64],
    chosen: Sequence[NDArray[np.bool_]],
    held_s: NDArray[np.int64],
) -> None:
    """Add the parts of visits up by node: for each group of cases by row of the table of cases, in its table."""
    passes.add(case, np.ascontiguousarray(visits["node"]), parts, np.array(chosen), held_s)


class TargetClock:
    """How long each node holds cases on a target's own clock: summed up from their visits.

    It is fed with the visits on the way back from the end of the target's stretch or, where the target names steps or
    adds their times up, with all visits: then a step counts also beside that way.

    Parameters
    ----------
    records : Records
        The records of a run.
    target : Timed
        As the plan reads it.
    chosen : ndarray of bool
        Which cases, by row of the table of cases; all must be decided.
    """

    def __init__(self, records: Records, target: Timed, chosen: NDArray[np.bool_]) -> None:
        plan, chains = records.plan, target.chains_of(records.plan.chains)
        self._records, self._target = records, target
        self._unit = clock_unit(target, records.system.workday_s)
        self._since, self._until = (reached(records, chains, point) for point in (start_of(target), target.end))
        self._cases = int(chosen.sum())
        self._chosen = chosen & (self._since < self._until) & (self._until <= plan.horizon_s)
        self._meant = nodes_of(records, target)
        if target.clock == "agency":
            self._meant = self._meant & plan.nodes.counts
        self._held_s = np.zeros((len(plan.nodes), len(PARTS)), dtype=np.int64)

    @property
    def is_of_every_visit(self) -> bool:
        """Whether steps beside the way back count too."""
        return bool(self._target.steps) or self._target.sum

    @property
    def is_until_decision(self) -> bool:
        """Whether the way back from the decision serves."""
        return self._target.end == "decided" and not self.is_of_every_visit

    def feed(self) -> None:
        """Add all visits that may hold the clock up."""
        records = self._records
        if not self.is_of_every_visit:
            for case, visits in critical_visits(records, self._chosen, self._until):
                self.add(case, visits)
            return
        visits, first, order = records.by_case
        case = np.repeat(np.arange(len(first) - 1), np.diff(first))
        here = np.flatnonzero(self._chosen[case])
        case, visits = case[here], visits.take(order[here])
        done = np.flatnonzero(done_at(visits) != NOT_YET)
        self.add(case[done], visits.take(done))

    def add(self, case: NDArray[np.int64], visits: NDArray[Any]) -> None:
        """Add visits, each with the row of its case; those of cases that are not meant are left out."""
        here = np.flatnonzero(self._meant[visits["node"]] & self._chosen[case])
        case, visits = case[here], visits.take(here)
        is_whole = self._target.clock == "elapsed" and not self.is_of_every_visit
        parts = parts_on_clock(
            self._records, visits, self._since[case], self._until[case],
            is_official=self._unit.is_official, has_corrections=is_whole,
        )  # fmt: skip
        add_up(case, visits, parts, [self._chosen], self._held_s[np.newaxis])

    @property
    def means(self) -> NDArray[np.float64]:
        """The mean time of a case by node and part, in the target's own unit."""
        found: NDArray[np.float64] = self._held_s / self._unit.seconds / max(self._cases, 1)
        return found
