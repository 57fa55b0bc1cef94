"""Where the time goes: the critical way of each case, walked back from its decision.

At every instant of a case's life exactly one visit is named as the one that held it up: the one that finished last
before the next could begin. Its parts add up to the elapsed time exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from adminsim.engine.blocks import CaseBlock, case_blocks
from adminsim.engine.clocks import FAR, open_at
from adminsim.engine.fields import NOT_YET, done_at
from adminsim.engine.plan import Kind, Plan
from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.reforms.told import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


def walk(records: Records, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Walk back from the decision of cases.

    Parameters
    ----------
    records : Records
        The records of a run.
    chosen : ndarray of bool
        Which cases, by row of the table of cases; all must be decided.

    Returns
    -------
    ndarray of int64, shape (cases chosen, nodes, len(PARTS))
        Seconds that each node's visits hold on the critical way, by part.
    """
    held = np.zeros((int(chosen.sum()), len(records.plan.nodes), len(PARTS)), dtype=np.int64)
    position = np.cumsum(chosen) - 1
    for case, node, seconds in critical_ways(records, chosen):
        np.add.at(held, (position[case], node), seconds)
    return held


def critical_ways(
    records: Records, chosen: NDArray[np.bool_]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int16], NDArray[np.int64]]]:
    """Return the visits on the critical ways of decided cases, in blocks of cases.

    Yields
    ------
    case, node : ndarray, shape (visits,)
        Row in the table of cases, and in the plan's table of nodes.
    seconds : ndarray of int64, shape (visits, len(PARTS))
        How long each part of the visit lasts.
    """
    for case, visits in critical_visits(records, chosen):
        yield case, visits["node"], visit_parts(records, visits)


def critical_visits(
    records: Records, chosen: NDArray[np.bool_], until: NDArray[np.int64] | None = None
) -> Iterator[tuple[NDArray[np.int64], NDArray[Any]]]:
    """Return the visits on the critical ways of decided cases, in blocks of cases, each with the row of its case.

    Parameters
    ----------
    until : ndarray of int64, optional
        By row of the table of cases, the instant from which to walk back; by default the decision.
    """
    ends = records.case_rows["decided"].astype(np.int64) if until is None else until
    for block in case_blocks(records.plan, records.visit_rows, records.sizes):
        rows = np.flatnonzero(chosen[block.cases])
        submitted = records.case_rows["submitted"][block.cases]
        case, critical = _critical_visits(block, submitted, rows, ends[block.cases], is_decision=until is None)
        yield case + block.cases.start, block.visits.take(critical)


class Span(NamedTuple):
    """The instants of visits that were done, each no later than the next."""

    joined: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    finish: NDArray[np.int64]


def span_of(visits: NDArray[Any]) -> Span:
    """Return when visits joined, began, ended and, after a correction, held nothing up any more.

    What a limit cuts off was not joined, or not begun, by its end.
    """
    end, finish = _done_and_finish(visits)
    return Span(_until(visits["joined"], end), _until(visits["start"], end), end, finish)


def visit_parts(records: Records, visits: NDArray[Any]) -> NDArray[np.int64]:
    """Return how long each part of a visit lasts, in seconds, shape (visits, len(PARTS)); they add up to its length.

    A visit lasts from ready to its end, or to the end of its correction.
    """
    plan = records.plan
    node = np.ascontiguousarray(visits["node"])
    is_work = plan.nodes.kind[node] == Kind.WORK
    joined, start, end, finish = span_of(visits)
    # One row in memory for each part, since they are summed part by part.
    by_part = np.zeros((len(PARTS), len(visits)), dtype=np.int64)
    found = dict(zip(PARTS, by_part, strict=True))
    np.subtract(joined, visits["ready"], out=found["handover"])
    np.subtract(finish, end, out=found["applicant"])
    works, others = np.flatnonzero(is_work), np.flatnonzero(~is_work)
    desk, since, begun, until = node[works], joined[works], start[works], end[works]
    queue, work = open_at(plan, desk, since, begun), open_at(plan, desk, begun, until)
    found["queue"][works], found["work"][works] = queue, work
    at_door = closed_doors_s(plan, node[works], visits["ready"][works], since)
    found["handover"][works] -= at_door
    found["closed"][works] = until - since - queue - work + at_door
    by_part[waited_for(plan)[node[others]], others] += (end - joined)[others]
    return by_part.T


def waited_for(plan: Plan) -> NDArray[np.int64]:
    """Return by node the part that time in a step is which nobody works at."""
    return np.array([PARTS.index(step.step.waits_as or "session") for step in plan.nodes.step], dtype=np.int64)


def _critical_visits(
    block: CaseBlock, submitted: NDArray[Any], rows: NDArray[np.int64], ends: NDArray[np.int64], *, is_decision: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the visits on the critical ways of some cases of a block, and before them each one's case."""
    visits = block.visits
    key, usable = _by_finish(visits, block.owner)
    at = ends[rows]
    submitted = submitted[rows]
    position = np.flatnonzero(at > submitted)
    found, of = [position[:0]], [position[:0]]
    while len(position):
        wanted = rows[position] * FAR + at[position]
        place = np.searchsorted(key, wanted)
        is_there = np.append(key, -1)[place] == wanted
        assert is_there.all() or not is_decision, "a case waits for nothing"
        position, place = position[is_there], place[is_there]
        visit = usable[place]
        found.append(visit)
        of.append(rows[position])
        at[position] = visits["ready"][visit]
        position = position[at[position] > submitted[position]]
    return np.concatenate(of), np.concatenate(found)


def _by_finish(visits: NDArray[Any], owner: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the visits that can hold a case up, by case and finish, with a sorted key of both.

    Of two that finish together the one ready earlier comes first, then the one whose step's name does.
    """
    _, finish = _done_and_finish(visits)
    usable = np.flatnonzero((finish != NOT_YET) & (visits["ready"] < finish) & (visits["result"] != Result.MOOT))
    key = owner[usable] * FAR + finish[usable]
    order = np.argsort(key, kind="stable")
    key, usable = key[order], usable[order]
    equal = key[1:] == key[:-1]
    tied = np.flatnonzero(np.append(equal, False) | np.append(False, equal))
    among = visits.take(usable[tied])
    usable[tied] = usable[tied][np.lexsort((among["node"], among["ready"], key[tied]))]
    return key, usable


def _done_and_finish(visits: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return when visits were done, and when they held nothing up any more: after a correction, where there is one."""
    done = done_at(visits)
    return done, np.where(done == NOT_YET, NOT_YET, np.maximum(done, visits["correction_end"]))


def closed_doors_s(
    plan: Plan, node: NDArray[np.int16], ready: NDArray[np.int32], joined: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return how long those who came in person waited for the office to open before they joined, in seconds.

    A file that travels meanwhile is not the reason why they wait.
    """
    waited = np.zeros(len(node), dtype=np.int64)
    comes = plan.nodes.in_person[node] & (joined > ready)
    offices = list(dict.fromkeys(plan.nodes.office))
    which = np.array([offices.index(office) for office in plan.nodes.office])
    for position, office in enumerate(offices):
        here = np.flatnonzero(comes & (which[node] == position))
        place = np.searchsorted(office.opens, joined[here])
        is_opening = office.opens[np.minimum(place, len(office.opens) - 1)] == joined[here]
        here, place = here[is_opening], place[is_opening]
        closed_since = np.where(place > 0, office.closes[place - 1], 0)
        waited[here] = joined[here] - np.maximum(ready[here], closed_since)
    return waited


def _until(instants: NDArray[Any], end: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return instants, the end in the place of those that never came or came later."""
    return np.where((instants == NOT_YET) | (instants > end), end, instants).astype(np.int64)
