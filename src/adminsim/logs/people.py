"""What no log tells, people's time: the bracket that a log leaves for it, and what is taken of it.

An event says when something was registered, not how long somebody worked on it; real work is under a hundredth of the
time that passes. So work is never read off: it is assumed, between the clicks of a case and the days on which people
touched it, and taken from the delay in which it lies.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from adminsim.files.stamps import NO_TIME
from adminsim.logs.table import NOT_GIVEN

if TYPE_CHECKING:
    from adminsim.logs.fit import Fit
    from adminsim.logs.log import Log

DAY_S = 86400
CLICK_S = 60.0
"""The least that a registered event can stand for."""
SHORTEST_S = 1.0
LOWEST = 0.1
"""Share of visits that may take less time than the work in them."""
HALF_FREE = 0.5


@dataclass(frozen=True)
class Bracket:
    """What a log leaves open about work.

    Attributes
    ----------
    clicks_s : float
        A minute for each event of a case, per milestone of the agency: the least.
    person_days_s : float
        A whole working day for each day on which each person touched the case, per milestone: the most.
    begun_s : float or None
        Median of begin to end where the log tells both: how long something was open, not how long it was worked on.
    people, people_a_day : float
        People in all, and on a mean day with events.
    """

    clicks_s: float
    person_days_s: float
    begun_s: float | None
    people: int
    people_a_day: float


@dataclass(frozen=True)
class Taken:
    """What is taken from an observed delay before it is a hand-over, by milestone: work, and the wait in the queue.

    Attributes
    ----------
    work_s : dict of int to float
        Hands-on time.
    staff : int
        People at work.
    queue_s : dict of int to float
        Mean wait in open seconds.
    scale : dict of int to float
        What delays are multiplied by first, where files move on certain days only (a committee on Tuesdays): counted in
        open hours and begun on any day, they would cross too few weekends.
    lowered : dict of str to float
        Milestones whose assumed work the log does not leave room for, with what is taken in its place.
    """

    work_s: dict[int, float]
    staff: int
    queue_s: dict[int, float] = field(default_factory=dict)
    scale: dict[int, float] = field(default_factory=dict)
    lowered: dict[str, float] = field(default_factory=dict)

    def of(self, step: int, share: float) -> float:
        """Return how many open seconds of a delay are not hand-over."""
        return self.work_s.get(step, 0.0) / share + self.queue_s.get(step, 0.0)


def bracket_of(log: Log, steps: int, workday_s: float) -> Bracket:
    """Return what a log leaves open about the work of a case, for each of so many steps."""
    rows = log.used
    cases = len(np.unique(log.column("case").codes[rows]))
    day = log.seconds[rows] // DAY_S
    people, a_day, person_days = (
        0,
        0.0,
        float(len(np.unique(np.stack([log.column("case").codes[rows], day]), axis=1)[0])),
    )
    if "resource" in log.roles:
        who = log.column("resource").codes[rows]
        known = who != NOT_GIVEN
        people = len(np.unique(who[known]))
        pairs = np.unique(np.stack([who[known], day[known]]), axis=1)
        a_day = pairs.shape[1] / max(len(np.unique(day[known])), 1)
        triples = np.stack([log.column("case").codes[rows][known], who[known], day[known]])
        person_days = float(np.unique(triples, axis=1).shape[1])
    begun = None
    if log.starts is not None:
        starts = log.starts[rows]
        both = starts != NO_TIME
        begun = float(np.median((log.seconds[rows] - starts)[both])) if both.any() else None
    each = cases * max(steps, 1)
    return Bracket(len(rows) * CLICK_S / each, person_days * workday_s / each, begun, people, a_day)


def assumed_of(fit: Fit, bracket: Bracket) -> Taken:
    """Return work and people as they are assumed, so far as the log leaves room for them.

    Work is what the planner assumes, but no longer than all but a tenth of the visits took: a log cannot show less time
    than the work in it.
    """
    wanted = fit.meaning.assumed.work.seconds(fit.worktime.workday_s)
    share = fit.meaning.assumed.share.value
    work, lowered, load = {}, {}, 0.0
    for step in range(1, len(fit.meaning.order)):
        name = fit.meaning.order[step]
        delays = {delay.kind: delay for delay in fit.delays if delay.step == step}
        if fit.meaning.milestones[name].by != "agency" or not delays:
            continue
        seen = np.concatenate([delay.seconds for delay in delays.values()])
        most = max(float(np.quantile(seen, LOWEST, method="lower")) * share, SHORTEST_S)
        work[step] = min(wanted, most)
        if most < wanted:
            lowered[name] = most
        load += work[step] * float(sum(fit.sorted.shares()[kind] for kind in delays))
    a_workday = fit.arrivals.per_workday * load / (fit.worktime.workday_s * share)
    staff = max(round(bracket.people_a_day), math.ceil(a_workday / HALF_FREE), 1)
    return Taken(work, staff, lowered=lowered)
