"""Passes over the records of a run, compiled by Numba: case by case, or visit by visit, without a lock.

What they ask about a plan is laid out once by `adminsim.engine.asked`. `case`, `node`, `ready` and the like are fields
of the table of visits; `first` and `order` tell where the visits of each case stand in it. Clocks and parts are read in
whole seconds, so that the order of sums does not matter.

Everything compiled lives in this one file, because the cache of a compiled function does not notice changes elsewhere.
"""

from __future__ import annotations

import numpy as np

from adminsim.engine.jit import entry, njit

NOT_YET = -1
NEVER = 2**40
FAR = 2**33
"""Further apart than any two instants of a run."""
DAY_S = 86400
PASS, DROPPED, MOOT, TACIT = 0, 4, 6, 9
HANDOVER, QUEUE, CLOSED, WORK, APPLICANT, PARTS = 0, 1, 2, 3, 7, 8
"""The parts of a visit, as places in `adminsim.reforms.told.PARTS`, and how many there are."""

OFFICE = np.dtype([(name, np.int64) for name in ("first", "end", "since", "step", "table", "table_end")])
"""The hours of an office: which of the intervals are its own, and where the table of how many have begun lies, which
has an entry for every `step` seconds from `since` on; without a table `step` is 0."""
INTERVAL = np.dtype([(name, np.int64) for name in ("opens", "closes", "done")])
"""When an office is open, and its open seconds up to the end of it."""
STEP = np.dtype(
    [(name, np.int64) for name in ("chain", "is_work", "in_person", "office", "waits_as", "papers", "procedure")]
    + [("staff_time", float)]
)
"""A node: `waits_as` is the part that its time is if nobody works at it, `papers` how many its intake asks for."""


@njit(forceinline=True)
def _begun(offices: np.ndarray, intervals: np.ndarray, begun: np.ndarray, office: int, t: int) -> int:
    """Return how many intervals of an office have begun by an instant."""
    hours = offices[office]
    first, step = hours["first"], hours["step"]
    if step > 0:
        at = min((t - hours["since"]) // step, hours["table_end"] - hours["table"] - 1)
        return int(begun[hours["table"] + at]) if at >= 0 else 0
    low, high = first, hours["end"]
    while low < high:
        middle = (low + high) // 2
        if intervals[middle]["opens"] <= t:
            low = middle + 1
        else:
            high = middle
    return int(low - first)


@njit(forceinline=True)
def _worked(offices: np.ndarray, intervals: np.ndarray, begun: np.ndarray, office: int, t: int) -> int:
    """Return the open seconds before an instant."""
    count = _begun(offices, intervals, begun, office, t)
    if count == 0:
        return 0
    last = intervals[offices[office]["first"] + count - 1]
    return int(last["done"] - max(last["closes"] - t, 0))


@njit(forceinline=True)
def _done_at(end: int, passed: int, result: int) -> int:
    """Return when the step of a visit is done: at its end, or at its limit where that was enough."""
    if result == TACIT and passed != NOT_YET and (end == NOT_YET or passed < end):
        return passed
    return end


@njit
def _sort(values: np.ndarray, count: int) -> None:
    """Sort the first values: few as a rule, and many of them in order already."""
    for gap in (701, 132, 23, 4, 1):
        for i in range(gap, count):
            value, at = values[i], i
            while at >= gap and values[at - gap] > value:
                values[at] = values[at - gap]
                at -= gap
            values[at] = value


def _group(
    visits: np.ndarray, steps: np.ndarray, chain_first: np.ndarray, first: np.ndarray, order: np.ndarray
) -> None:
    """Put the places of visits in order of case, and of place for each; tell where those of each case begin."""
    case, node = visits["case"], visits["node"]
    for one in range(len(visits)):
        first[chain_first[steps[node[one]]["chain"]] + case[one] + 1] += 1
    for row in range(len(first) - 1):
        first[row + 1] += first[row]
    then = first[:-1].copy()
    for one in range(len(visits)):
        row = chain_first[steps[node[one]]["chain"]] + case[one]
        order[then[row]] = one
        then[row] += 1


def _read_cases(
    visits: np.ndarray, first: np.ndarray, order: np.ndarray, steps: np.ndarray, marks: np.ndarray,
    procedures: int, table: np.ndarray, accepted: np.ndarray,
) -> None:  # fmt: skip
    """Count for each case what its applicant did up to the decision, add up work, and find the first acceptance."""
    node, number, ready, end = visits["node"], visits["visit"], visits["ready"], visits["end"]
    passed, work, result = visits["correction_end"], visits["work"], visits["result"]
    route, decided_at = table["route"], table["decided"]
    in_person, documents, counted, work_s = (
        table["visits_in_person"], table["documents"], table["procedures"], table["work"],
    )  # fmt: skip
    seen = np.full(procedures, -1)
    for row in range(len(first) - 1):
        decided = decided_at[row]
        for place in range(first[row], first[row + 1]):
            one = order[place]
            step = steps[node[one]]
            work_s[row] += np.int64(np.rint(work[one] * step["staff_time"]))
            if marks[route[row], node[one]] and (result[one] == PASS or result[one] == TACIT):
                # Silence passes what is in hand before its end, and what is with the applicant after it.
                by_silence = result[one] == TACIT and passed[one] != NOT_YET
                accepted[row] = min(accepted[row], passed[one] if by_silence else end[one])
            if decided != NOT_YET and ready[one] >= decided and end[one] != decided:
                continue
            in_person[row] += step["in_person"]
            if number[one] == 1:
                documents[row] += step["papers"]
            procedure = step["procedure"]
            if procedure >= 0 and seen[procedure] != row:
                seen[procedure] = row
                counted[row] += 1


def _read_clocks(
    visits: np.ndarray, first: np.ndarray, order: np.ndarray, rows: np.ndarray, start: np.ndarray, until: np.ndarray,
    start_day: np.ndarray, running: np.ndarray, offices: np.ndarray, intervals: np.ndarray, begun: np.ndarray,
    counted: np.ndarray, first_day: int, open_s: np.ndarray, official_s: np.ndarray, workdays: np.ndarray,
) -> None:  # fmt: skip
    """Read how long at least one visit of some nodes is open between two instants of each case.

    Of n intervals with sorted beginnings b and ends e, none is open between e[i] and b[i + 1] where e[i] < b[i + 1]:
    of those begun earlier all have ended, and they are i + 1. The official hours are those of the first office.
    """
    node, ready, ends, result = visits["node"], visits["ready"], visits["end"], visits["result"]
    passed, most = visits["correction_end"], 0
    for row in rows:
        most = max(most, first[row + 1] - first[row])
    begins, over = np.empty(most + 2, np.int64), np.empty(most + 2, np.int64)
    for place in range(len(rows)):
        since, last, count = start[place], until[place], 1
        begins[0], over[0] = since, since
        for at in range(first[rows[place]], first[rows[place] + 1]):
            one = order[at]
            if running[node[one]]:
                done = _done_at(ends[one], passed[one], result[one])
                begins[count] = min(max(ready[one], since), last)
                over[count] = min(max(last if done == NOT_YET else done, begins[count]), last)
                count += 1
        begins[count], over[count] = last, last
        count += 1
        _sort(begins, count)
        _sort(over, count)
        reached, opened = -FAR, since
        for gap in range(count):
            # The last stretch has no gap behind it.
            closed = last if gap == count - 1 else over[gap]
            if gap < count - 1 and begins[gap + 1] <= closed:
                continue
            if opened < closed:
                open_s[place] += closed - opened
                official_s[place] += _worked(offices, intervals, begun, 0, closed) - _worked(
                    offices, intervals, begun, 0, opened
                )
                reached = _touch(
                    offices, intervals, begun, counted, first_day, opened, closed, start_day[place], reached, workdays,
                    place,
                )  # fmt: skip
            if gap < count - 1:
                opened = begins[gap + 1]


@njit
def _touch(
    offices: np.ndarray, intervals: np.ndarray, begun: np.ndarray, counted: np.ndarray, first_day: int, since: int,
    until: int, start_day: int, reached: int, workdays: np.ndarray, place: int,
) -> int:  # fmt: skip
    """Count the working days after the first date in whose official hours a stretch lies, each day once for a case.

    Returns the last day that is counted so far.
    """
    count, at = _begun(offices, intervals, begun, 0, since), offices[0]["first"]
    if count == 0 or intervals[at + count - 1]["closes"] <= since:
        opens = intervals[at + count]["opens"] if at + count < offices[0]["end"] else NEVER
    else:
        opens = since
    if opens >= until:
        return reached
    # The last open second before the end is in the last interval that opens before it.
    closes = min(until, intervals[at + _begun(offices, intervals, begun, 0, until - 1) - 1]["closes"])
    first, last = max(opens // DAY_S, start_day + 1, reached + 1), (closes - 1) // DAY_S
    low = min(max(first - first_day, 0), len(counted) - 1)
    high = min(max(last + 1 - first_day, 0), len(counted) - 1)
    workdays[place] += max(counted[high] - counted[low], 0)
    return int(max(reached, last))


def _walk_back(
    visits: np.ndarray, first: np.ndarray, order: np.ndarray, rows: np.ndarray, submitted: np.ndarray,
    ends: np.ndarray, of: np.ndarray, found: np.ndarray,
) -> tuple[int, int]:  # fmt: skip
    """Walk each case back from an instant to its submission, always by the visit that finished then.

    Of two that finish together the one ready earlier is meant, then the one whose step's name comes first. Return how
    many visits there are on all ways, and how many ways end before the submission.
    """
    node, ready, end = visits["node"], visits["ready"], visits["end"]
    passed, result = visits["correction_end"], visits["result"]
    most, used, lost = 0, 0, 0
    for row in rows:
        most = max(most, first[row + 1] - first[row])
    finish = np.empty(most, np.int64)
    for row in rows:
        size, begins, at = first[row + 1] - first[row], first[row], ends[row]
        if at <= submitted[row]:
            continue
        for place in range(size):
            one = order[begins + place]
            done = _done_at(end[one], passed[one], result[one])
            done = NOT_YET if done == NOT_YET or result[one] == MOOT else max(done, passed[one])
            finish[place] = done if done != NOT_YET and ready[one] < done else NEVER
        while at > submitted[row]:
            held = -1
            for place in range(size):
                if finish[place] == at:
                    one = order[begins + place]
                    if held < 0 or ready[one] < ready[held] or (ready[one] == ready[held] and node[one] < node[held]):
                        held = one
            if held < 0:
                lost += 1
                break
            of[used], found[used] = row, held
            used += 1
            at = ready[held]
    return used, lost


@njit(forceinline=True)
def _at_door(
    offices: np.ndarray, intervals: np.ndarray, begun: np.ndarray, office: int, ready: int, joined: int
) -> int:
    """Return how long somebody who came in person waited for the office to open before joining."""
    count = _begun(offices, intervals, begun, office, joined)
    at = offices[office]["first"] + count - 1
    if count == 0 or intervals[at]["opens"] != joined:
        return 0
    closed_since = intervals[at - 1]["closes"] if count > 1 else 0
    return int(joined - max(ready, closed_since))


def _part(
    visits: np.ndarray, steps: np.ndarray, offices: np.ndarray, intervals: np.ndarray, begun: np.ndarray,
    parts: np.ndarray,
) -> None:  # fmt: skip
    """Divide visits that were done into their parts; what is spent before closed doors is told as closed."""
    for place in range(len(visits)):
        visit = visits[place]
        step, ready = steps[visit["node"]], visit["ready"]
        end = _done_at(visit["end"], visit["correction_end"], visit["result"])
        finish = NOT_YET if end == NOT_YET else max(end, visit["correction_end"])
        joined = end if visit["joined"] == NOT_YET or visit["joined"] > end else visit["joined"]
        start = end if visit["start"] == NOT_YET or visit["start"] > end else visit["start"]
        parts[place, HANDOVER] = joined - ready
        parts[place, APPLICANT] = finish - end
        if not step["is_work"]:
            parts[place, step["waits_as"]] += end - joined
            continue
        office = step["office"]
        before, by_start, by_end = (
            _worked(offices, intervals, begun, office, joined), _worked(offices, intervals, begun, office, start),
            _worked(offices, intervals, begun, office, end),
        )  # fmt: skip
        door = 0
        if step["in_person"] and joined > ready:
            door = _at_door(offices, intervals, begun, office, ready, joined)
        parts[place, QUEUE], parts[place, WORK] = by_start - before, by_end - by_start
        parts[place, HANDOVER] -= door
        parts[place, CLOSED] = end - joined - (by_end - before) + door


def _part_on_clock(
    visits: np.ndarray, since: np.ndarray, until: np.ndarray, official: bool, corrected: bool,
    steps: np.ndarray, offices: np.ndarray, intervals: np.ndarray, begun: np.ndarray, parts: np.ndarray,
) -> None:  # fmt: skip
    """Divide visits that were done into their parts between two instants, in all time or in official time.

    Closed hours belong to what is waited for, but for those of somebody who comes in person before closed doors.
    """
    edges = np.empty(6, np.int64)
    for place in range(len(visits)):
        visit = visits[place]
        step, ready = steps[visit["node"]], visit["ready"]
        end = _done_at(visit["end"], visit["correction_end"], visit["result"])
        joined = end if visit["joined"] == NOT_YET or visit["joined"] > end else visit["joined"]
        start = end if visit["start"] == NOT_YET or visit["start"] > end else visit["start"]
        door = 0
        if step["is_work"] and step["in_person"] and joined > ready:
            door = _at_door(offices, intervals, begun, step["office"], ready, joined)
        edges[0], edges[1], edges[2] = ready, joined - door, joined
        # What is no work has one part from joining to its end.
        edges[3], edges[4] = start if step["is_work"] else end, end
        edges[5] = end if end == NOT_YET or not corrected else max(end, visit["correction_end"])
        for edge in range(6):
            edges[edge] = min(max(edges[edge], since[place]), until[place])
            if official:
                edges[edge] = _worked(offices, intervals, begun, 0, edges[edge])
        parts[place, HANDOVER] = edges[1] - edges[0]
        parts[place, CLOSED] = edges[2] - edges[1]
        parts[place, WORK] = edges[4] - edges[3]
        parts[place, APPLICANT] = edges[5] - edges[4]
        parts[place, QUEUE if step["is_work"] else step["waits_as"]] += edges[3] - edges[2]


def _add(case: np.ndarray, node: np.ndarray, parts: np.ndarray, chosen: np.ndarray, held: np.ndarray) -> None:
    """Add the parts of visits up by node, for the groups of cases that are chosen: one row of `chosen` for each."""
    for group in range(len(chosen)):
        for place in range(len(case)):
            if chosen[group, case[place]]:
                for part in range(PARTS):
                    held[group, node[place], part] += parts[place, part]


def _serve(
    visits: np.ndarray, chain_first: np.ndarray, decided: np.ndarray, steps: np.ndarray, taken_first: np.ndarray,
    taken: np.ndarray, offices: np.ndarray, intervals: np.ndarray, begun: np.ndarray, first: int, last: int,
    horizon: int, found: np.ndarray,
) -> None:  # fmt: skip
    """Add up by department, over [first, last): open seconds in hand, visits begun, what they waited, and the queue.

    A joint visit counts once for each department that it takes somebody of.
    """
    case, node, result = visits["case"], visits["node"], visits["result"]
    joined_at, start_at, end_at = visits["joined"], visits["start"], visits["end"]
    for one in range(len(visits)):
        of, joined, start = node[one], joined_at[one], start_at[one]
        if not steps[of]["is_work"]:
            continue
        busy, queued, is_begun = 0, 0, start != NOT_YET and first <= start < last
        if joined != NOT_YET:
            left = horizon if start == NOT_YET else start
            if result[one] == DROPPED:
                left = decided[chain_first[steps[of]["chain"]] + case[one]]
            queued = min(max(left, first), last) - min(max(joined, first), last)
        if start != NOT_YET:
            end = last if end_at[one] == NOT_YET else end_at[one]
            since, until = min(max(start, first), last), min(max(end, first), last)
            if since < until:
                office = steps[of]["office"]
                busy = _worked(offices, intervals, begun, office, until)
                busy -= _worked(offices, intervals, begun, office, since)
        for place in range(taken_first[of], taken_first[of + 1]):
            department = taken[place]
            found[0, department] += busy
            found[3, department] += queued
            if is_begun:
                found[1, department] += 1
                found[2, department] += start - joined


group, read_cases, read_clocks, walk_back, part, part_on_clock, add, serve = (
    entry(one) for one in (_group, _read_cases, _read_clocks, _walk_back, _part, _part_on_clock, _add, _serve)
)
"""What is called from outside, compiled."""
