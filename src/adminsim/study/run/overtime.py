"""Overtime: work in hand beyond the people on duty, since what is begun is finished when a shift has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.capacity import Duty
    from adminsim.engine.plan import Plan
    from adminsim.model.timeline import Timeline

    Ints = NDArray[np.int64]


def overtime_s(plan: Plan, position: int, begun: Ints, ended: Ints, node: Ints, first: int, last: int) -> int:
    """Return the open seconds in [first, last) that a department has more in hand than people on duty, summed.

    Parameters
    ----------
    position : int
        Position of the department.
    begun, ended, node : ndarray of int64
        When each of its visits was begun and ended, in any order, and of which node it is: joint work passes in the
        hours common to all who take part.
    """
    duty = plan.duty[position]
    if not goes_on_after_shifts(duty, plan.office[position], first, last):
        return 0
    offices = list(dict.fromkeys(plan.nodes.office))
    which = np.array([offices.index(office) for office in plan.nodes.office])[node]
    hours = [instants for office in offices for instants in (office.opens, office.closes)]
    edges = np.concatenate((begun, ended, np.asarray(duty.since, dtype=np.int64), *hours, [first, last]))
    edges = np.unique(np.clip(edges, first, last))
    starts = edges[:-1]
    passing = np.zeros(len(starts), dtype=np.int64)
    for number, office in enumerate(offices):
        here = which == number
        left = np.searchsorted(np.sort(ended[here]), starts, "right")
        passing += (np.searchsorted(np.sort(begun[here]), starts, "right") - left) * office.is_open(starts)
    on_duty = np.asarray(duty.staff, dtype=np.int64)[np.searchsorted(duty.since, starts, "right") - 1]
    return int(np.dot(np.diff(edges), np.maximum(passing - on_duty, 0)))


def goes_on_after_shifts(duty: Duty, office: Timeline, first: int, last: int) -> bool:
    """Tell whether fewer people may be on duty at some open instant than were on duty before."""
    most = duty.most
    return duty.staff_seconds(first, last) != most * office.open_between(first, last)
