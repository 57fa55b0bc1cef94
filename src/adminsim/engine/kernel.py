"""The compiled engine's kernel: the rules of `adminsim.engine.reference` over flat arrays, compiled by Numba.

It follows the reference engine's structure and names; read that one first. Everything lives in this one file, since the
cache of a compiled function does not notice changes elsewhere. Three records of arrays go through it: `Layout` (what
never changes in a run), `Luck` (what was drawn) and `State` (what changes).

An event is a visit at which something ends. Events wait in one heap under an int64 key, time shifted left with the
canonical order of the instant (chain and step name, case, visit) below it, so that the order by key is the order of the
rules.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

NOT_YET = -1
NEVER = 2**40
DAY_S = 86400

WORK, DELAY, SESSION = 0, 1, 2
PASS, RETURN, INCOMPLETE, REJECT, DROPPED, CUT_SHORT, MOOT, UNFINISHED = 0, 1, 2, 3, 4, 5, 6, 7
NO_DAYS, CALENDAR_DAYS, WORKING_DAYS, SECONDS = 0, 1, 2, 3
FIRST_COME, PRIORITY, EARLIEST_DUE = 0, 1, 2
HANDED_OVER, QUEUED, IN_HAND, WAITING, CORRECTING, PASSING, OVER = 0, 1, 2, 3, 4, 5, 6
"""Phases of a visit: travelling, in a queue, in hand (or in a meeting), waiting, with the applicant, passed through, over."""

VISITS, EVENTS = 0, 1
"""Places in `State.count`."""


NODE_CHAIN, NODE_RANK, NODE_KIND, NODE_PLACE, NODE_IN_PERSON, NODE_HANDOVER_WORKING = range(6)
NODE_PERIOD, NODE_PERIOD_DAYS, NODE_PROMISE, NODE_PROMISE_DAYS, NODE_PROMISE_REJECTS = range(6, 11)
NODE_LIMIT, NODE_LIMIT_AMOUNT, NODE_START, NODE_STRIDE = range(11, 15)
"""Columns of `Layout.node`, named as in `adminsim.engine.plan.NodeTable`."""
UPSTREAM, DOWNSTREAM, REDO = 0, 1, 2
"""First place in `Layout.route_masks`."""
OPENS, CLOSES, DONE = 0, 1, 2
"""First place in `Layout.office_hours`."""
SINCE, STAFF = 0, 1
"""First place in `Layout.duty`."""
ROUTE, CASE_PRIORITY, CASE_DUE, BEGUN = 0, 1, 2, 3
"""First place in `Luck.case`."""
ARRIVAL_KEY, ARRIVAL_CASE = 0, 1
"""First place in `Luck.arrival`."""
QUEUE_SIZE, STAFF_BUSY, FREE_SIZE, TAKES, WAKES = 0, 1, 2, 3, 4
"""First place in `State.place`; WAKES is the instant at which a department looks again or a committee meets."""


class Layout(NamedTuple):
    """What never changes in a run. Lists of lists are flat: those of `i` stand from first[i] to first[i + 1]."""

    node: np.ndarray
    route_first: np.ndarray
    route_node: np.ndarray
    route_masks: np.ndarray
    route_decision: np.ndarray
    open_first: np.ndarray
    office_hours: np.ndarray
    office: np.ndarray
    official: int
    counted: np.ndarray
    duty_first: np.ndarray
    duty: np.ndarray
    discipline: np.ndarray
    meeting_first: np.ndarray
    meetings: np.ndarray
    places: np.ndarray
    queue_first: np.ndarray
    free_first: np.ndarray
    bits: int
    horizon: int


class Luck(NamedTuple):
    """What was drawn: by case, by arrival, and by possible visit (`adminsim.engine.draws.VisitOrder`)."""

    chain_first: np.ndarray
    case: np.ndarray
    arrival: np.ndarray
    needed: np.ndarray
    handover: np.ndarray
    work: np.ndarray
    occupied: np.ndarray
    calendar: np.ndarray
    working: np.ndarray
    result: np.ndarray
    correct_calendar: np.ndarray
    correct_working: np.ndarray


class State(NamedTuple):
    """What changes in a run: by visit in the order of opening, by event, by case, and by place (department, committee)."""

    visit: np.ndarray
    phase: np.ndarray
    position: np.ndarray
    owner: np.ndarray
    key: np.ndarray
    events: np.ndarray
    event_visit: np.ndarray
    count: np.ndarray
    case_done: np.ndarray
    case_open: np.ndarray
    case_visits: np.ndarray
    case_now: np.ndarray
    decided: np.ndarray
    outcome: np.ndarray
    queue: np.ndarray
    free: np.ndarray
    place: np.ndarray


# Time -----------------------------------------------------------------------------------------------------------------


@njit(nogil=True, cache=True)
def _after(values, first, last, wanted):
    """Return the first position in [first, last) whose value is above `wanted`, else `last`."""
    while first < last:
        middle = (first + last) >> 1
        if values[middle] <= wanted:
            first = middle + 1
        else:
            last = middle
    return first


@njit(nogil=True, cache=True)
def _finish(layout, calendar, start, seconds):
    """Return the instant at which `seconds` of open time after `start` have passed."""
    if seconds == 0:
        return start
    first, last = layout.open_first[calendar], layout.open_first[calendar + 1]
    i = _after(layout.office_hours[OPENS], first, last, start) - 1
    worked = layout.office_hours[DONE, i] - max(layout.office_hours[CLOSES, i] - start, 0) if i >= first else 0
    wanted = worked + seconds
    i = max(i, first)
    if i < last and layout.office_hours[DONE, i] < wanted:
        i = _after(layout.office_hours[DONE], i, last, wanted - 1)
    return layout.office_hours[CLOSES, i] - (layout.office_hours[DONE, i] - wanted) if i < last else NEVER


@njit(nogil=True, cache=True)
def _next_open(layout, calendar, t):
    """Return `t` itself if open, else the next opening."""
    last = layout.open_first[calendar + 1]
    i = _after(layout.office_hours[CLOSES], layout.open_first[calendar], last, t)
    return max(t, layout.office_hours[OPENS, i]) if i < last else NEVER


@njit(nogil=True, cache=True)
def _end_of_days(layout, start, counting, days):
    """Return 24:00 of the last of so many days after the date of an instant."""
    day = (start - 1) // DAY_S
    if counting != WORKING_DAYS or days == 0:
        return min((day + days + 1) * DAY_S, NEVER)
    size = len(layout.counted)
    before = layout.counted[min(day, size - 1)] if day >= 0 else 0
    i = _after(layout.counted, 0, size, before + days - 1)
    return (i + 1) * DAY_S if i < size else NEVER


@njit(nogil=True, cache=True)
def _later(layout, start, by_calendar, in_office):
    """Return the later of the ends of a length by the calendar and of one in official hours."""
    end = start + by_calendar
    return max(end, _finish(layout, layout.official, start, in_office)) if in_office else end


# Events ---------------------------------------------------------------------------------------------------------------


@njit(nogil=True, cache=True)
def _schedule(state, key, visit):
    """Put an event into the heap."""
    events, owners = state.events, state.event_visit
    i = state.count[EVENTS]
    state.count[EVENTS] = i + 1
    while i > 0:
        parent = (i - 1) >> 1
        if events[parent] <= key:
            break
        events[i], owners[i] = events[parent], owners[parent]
        i = parent
    events[i], owners[i] = key, visit


@njit(nogil=True, cache=True)
def _next_event(state):
    """Take the smallest event out of the heap and return its visit."""
    events, owners = state.events, state.event_visit
    taken = owners[0]
    size = state.count[EVENTS] - 1
    state.count[EVENTS] = size
    key, visit = events[size], owners[size]
    i = 0
    while True:
        child = 2 * i + 1
        if child >= size:
            break
        if child + 1 < size and events[child + 1] < events[child]:
            child += 1
        if events[child] >= key:
            break
        events[i], owners[i] = events[child], owners[child]
        i = child
    events[i], owners[i] = key, visit
    return taken


@njit(nogil=True, cache=True)
def _schedule_visit(layout, state, visit, instant):
    """Schedule what ends a visit's present phase, unless that is beyond the horizon."""
    if instant < layout.horizon:
        row = state.visit[visit]
        node = row["node"]
        order = layout.node[node, NODE_START] + row["case"] * layout.node[node, NODE_STRIDE] + row["visit"] - 1
        _schedule(state, (np.int64(instant) << layout.bits) | order, visit)


# Queues ---------------------------------------------------------------------------------------------------------------


@njit(nogil=True, cache=True)
def _is_before(layout, state, a, b):
    """Tell whether a queued visit goes before another: key, joining, chain, case, step name."""
    if state.key[a] != state.key[b]:
        return state.key[a] < state.key[b]
    first, second = state.visit[a], state.visit[b]
    if first["joined"] != second["joined"]:
        return first["joined"] < second["joined"]
    if state.owner[a] != state.owner[b]:
        return state.owner[a] < state.owner[b]
    return layout.node[first["node"], NODE_RANK] < layout.node[second["node"], NODE_RANK]


@njit(nogil=True, cache=True)
def _join(layout, state, place, visit):
    """Put a visit into the queue of a department or committee."""
    queue, first = state.queue, layout.queue_first[place]
    i = state.place[QUEUE_SIZE, place]
    state.place[QUEUE_SIZE, place] = i + 1
    while i > 0:
        parent = (i - 1) >> 1
        if not _is_before(layout, state, visit, queue[first + parent]):
            break
        queue[first + i] = queue[first + parent]
        i = parent
    queue[first + i] = visit


@njit(nogil=True, cache=True)
def _take(layout, state, place):
    """Take the first visit out of a queue."""
    queue, first = state.queue, layout.queue_first[place]
    taken = queue[first]
    size = state.place[QUEUE_SIZE, place] - 1
    state.place[QUEUE_SIZE, place] = size
    visit = queue[first + size]
    i = 0
    while True:
        child = 2 * i + 1
        if child >= size:
            break
        if child + 1 < size and _is_before(layout, state, queue[first + child + 1], queue[first + child]):
            child += 1
        if not _is_before(layout, state, queue[first + child], visit):
            break
        queue[first + i] = queue[first + child]
        i = child
    queue[first + i] = visit
    return taken


@njit(nogil=True, cache=True)
def _lowest_number(layout, state, department):
    """Return the lowest staff number not in use."""
    free, first = state.free, layout.free_first[department]
    size = state.place[FREE_SIZE, department]
    if size == 0:
        return state.place[STAFF_BUSY, department]
    taken = free[first]
    size -= 1
    state.place[FREE_SIZE, department] = size
    number = free[first + size]
    i = 0
    while True:
        child = 2 * i + 1
        if child >= size:
            break
        if child + 1 < size and free[first + child + 1] < free[first + child]:
            child += 1
        if free[first + child] >= number:
            break
        free[first + i] = free[first + child]
        i = child
    free[first + i] = number
    return taken


@njit(nogil=True, cache=True)
def _free_number(layout, state, department, number):
    """Give a staff number back."""
    free, first = state.free, layout.free_first[department]
    i = state.place[FREE_SIZE, department]
    state.place[FREE_SIZE, department] = i + 1
    while i > 0:
        parent = (i - 1) >> 1
        if free[first + parent] <= number:
            break
        free[first + i] = free[first + parent]
        i = parent
    free[first + i] = number


# Phase 3 --------------------------------------------------------------------------------------------------------------


@njit(nogil=True, cache=True)
def _department_takes(layout, luck, state, department, now):
    """Let a department start what it can, and see when it must look again."""
    first, last = layout.duty_first[department], layout.duty_first[department + 1]
    i = _after(layout.duty[SINCE], first, last, now) - 1
    on_duty = layout.duty[STAFF, i]
    state.place[TAKES, department] = 0
    if state.place[WAKES, department] <= now:
        state.place[WAKES, department] = NEVER
    while state.place[QUEUE_SIZE, department] and state.place[STAFF_BUSY, department] < on_duty:
        visit = _take(layout, state, department)
        if state.phase[visit] != OVER:
            row = state.visit[visit]
            state.place[STAFF_BUSY, department] += 1
            row["staff"] = _lowest_number(layout, state, department)
            row["start"] = now
            drawn = _drawn(layout, row)
            row["work"] = luck.work[drawn]
            state.phase[visit] = IN_HAND
            _schedule_visit(layout, state, visit, _finish(layout, layout.office[department], now, luck.occupied[drawn]))
    if state.place[QUEUE_SIZE, department]:
        i += 1
        while i < last and layout.duty[STAFF, i] == 0:
            i += 1
        state.place[WAKES, department] = layout.duty[SINCE, i] if i < last else NEVER


@njit(nogil=True, cache=True)
def _committee_meets(layout, luck, state, committee, now):
    """Let a meeting take whom it has places for."""
    place = len(layout.office) + committee
    taken = 0
    while state.place[QUEUE_SIZE, place] and (layout.places[committee] == 0 or taken < layout.places[committee]):
        visit = _take(layout, state, place)
        if state.phase[visit] != OVER:
            taken += 1
            row = state.visit[visit]
            row["start"] = now
            state.phase[visit] = IN_HAND
            _schedule_visit(layout, state, visit, now + luck.calendar[_drawn(layout, row)])
    state.place[WAKES, len(layout.office) + committee] = _next_meeting(layout, committee, now + 1) if state.place[QUEUE_SIZE, place] else NEVER


@njit(nogil=True, cache=True)
def _next_meeting(layout, committee, earliest):
    last = layout.meeting_first[committee + 1]
    i = _after(layout.meetings, layout.meeting_first[committee], last, earliest - 1)
    return layout.meetings[i] if i < last else NEVER


# Phase 2 --------------------------------------------------------------------------------------------------------------


@njit(nogil=True, cache=True)
def _drawn(layout, row):
    """Return where the draws of a visit stand."""
    node = row["node"]
    return layout.node[node, NODE_START] + row["case"] * layout.node[node, NODE_STRIDE] + row["visit"] - 1


@njit(nogil=True, cache=True)
def _advance(layout, luck, state, case, among, now):
    """Open each step among those given that is neither done nor open and has everything upstream done."""
    route = luck.case[ROUTE, case]
    first, last = layout.route_first[route], layout.route_first[route + 1]
    words = state.case_done.shape[1]
    for position in range(last - first):
        word, bit = position >> 6, np.uint64(1) << np.uint64(position & 63)
        if among[word] & bit and not (state.case_done[case, word] | state.case_open[case, word]) & bit:
            is_ready = True
            for w in range(words):
                if layout.route_masks[UPSTREAM, first + position, w] & ~state.case_done[case, w]:
                    is_ready = False
            if is_ready:
                _open(layout, luck, state, case, position, now)


@njit(nogil=True, cache=True)
def _begin(layout, luck, state, case):
    """Let a case of the backlog begin where it waits, with everything upstream done."""
    begun = luck.case[BEGUN, case]
    if begun >= 0:
        row = layout.route_first[luck.case[ROUTE, case]] + begun
        for w in range(state.case_done.shape[1]):
            state.case_done[case, w] = layout.route_masks[UPSTREAM, row, w]


@njit(nogil=True, cache=True)
def _open(layout, luck, state, case, position, now):
    route = luck.case[ROUTE, case]
    node = layout.route_node[layout.route_first[route] + position]
    state.case_open[case, position >> 6] |= np.uint64(1) << np.uint64(position & 63)
    state.case_visits[case, position] += 1
    visit = state.count[VISITS]
    state.count[VISITS] = visit + 1
    row = state.visit[visit]
    row["chain"] = layout.node[node, NODE_CHAIN]
    row["case"] = case - luck.chain_first[layout.node[node, NODE_CHAIN]]
    row["node"] = node
    row["visit"] = state.case_visits[case, position]
    row["staff"] = 0
    row["ready"] = now
    row["joined"] = NOT_YET
    row["start"] = NOT_YET
    row["end"] = NOT_YET
    row["correction_end"] = NOT_YET
    row["work"] = 0
    row["result"] = UNFINISHED
    state.position[visit] = position
    state.owner[visit] = case
    state.case_now[case, position] = visit
    if luck.needed[_first_drawn(layout, row)]:
        _hand_over(layout, luck, state, visit, now)
    else:
        state.phase[visit] = PASSING
        _schedule_visit(layout, state, visit, now)


@njit(nogil=True, cache=True)
def _first_drawn(layout, row):
    node = row["node"]
    return layout.node[node, NODE_START] + row["case"] * layout.node[node, NODE_STRIDE]


@njit(nogil=True, cache=True)
def _hand_over(layout, luck, state, visit, now):
    """Let the file travel; an applicant who comes in person joins at the next opening."""
    row = state.visit[visit]
    node = row["node"]
    delay = luck.handover[_drawn(layout, row)]
    joined = np.int64(now)
    if delay:
        joined = _finish(layout, layout.official, joined, delay) if layout.node[node, NODE_HANDOVER_WORKING] else joined + delay
    if layout.node[node, NODE_IN_PERSON] and layout.node[node, NODE_KIND] == WORK:
        joined = _next_open(layout, layout.office[layout.node[node, NODE_PLACE]], joined)
    if joined > now:
        state.phase[visit] = HANDED_OVER
        _schedule_visit(layout, state, visit, joined)
    else:
        _arrive(layout, luck, state, visit, now)


@njit(nogil=True, cache=True)
def _arrive(layout, luck, state, visit, now):
    """Join a queue, or begin to wait."""
    row = state.visit[visit]
    node = row["node"]
    row["joined"] = now
    kind, place = layout.node[node, NODE_KIND], layout.node[node, NODE_PLACE]
    state.key[visit] = 0
    if kind == WORK:
        if layout.discipline[place] == PRIORITY:
            state.key[visit] = luck.case[CASE_PRIORITY, state.owner[visit]]
        elif layout.discipline[place] == EARLIEST_DUE:
            state.key[visit] = _due(layout, luck, state, visit, now)
        state.phase[visit] = QUEUED
        _join(layout, state, place, visit)
        state.place[TAKES, place] = 1
    elif kind == SESSION:
        state.phase[visit] = QUEUED
        _join(layout, state, len(layout.office) + place, visit)
        if state.place[WAKES, len(layout.office) + place] == NEVER:
            state.place[WAKES, len(layout.office) + place] = _next_meeting(layout, place, now)
    else:
        row["start"] = now
        state.phase[visit] = WAITING
        _schedule_visit(layout, state, visit, min(_wait_end(layout, luck, row), _promised(layout, row)))


@njit(nogil=True, cache=True)
def _wait_end(layout, luck, row):
    node, drawn = row["node"], _drawn(layout, row)
    if layout.node[node, NODE_PERIOD] != NO_DAYS:
        return _end_of_days(layout, row["start"], layout.node[node, NODE_PERIOD], layout.node[node, NODE_PERIOD_DAYS])
    return _later(layout, row["start"], luck.calendar[drawn], luck.working[drawn])


@njit(nogil=True, cache=True)
def _promised(layout, row):
    node = row["node"]
    if layout.node[node, NODE_PROMISE] == NO_DAYS or row["visit"] != 1:
        return NEVER
    return _end_of_days(layout, row["start"], layout.node[node, NODE_PROMISE], layout.node[node, NODE_PROMISE_DAYS])


@njit(nogil=True, cache=True)
def _due(layout, luck, state, visit, now):
    """Return the due date: that of the case or that of the step, counted from joining, the earlier one."""
    node = state.visit[visit]["node"]
    due = luck.case[CASE_DUE, state.owner[visit]]
    counting, amount = layout.node[node, NODE_LIMIT], layout.node[node, NODE_LIMIT_AMOUNT]
    if counting == NO_DAYS:
        return due
    by_step = now + amount if counting == SECONDS else _end_of_days(layout, now, counting, amount)
    return min(due, by_step)


@njit(nogil=True, cache=True)
def _end(layout, luck, state, visit, now):
    """End the work, meeting or wait of a visit; return whether it is to be concluded now."""
    row = state.visit[visit]
    node, case = row["node"], state.owner[visit]
    drawn = _drawn(layout, row)
    row["end"] = now
    correction_end = NEVER
    if state.phase[visit] == WAITING:
        row["result"] = luck.result[drawn]
        end = _wait_end(layout, luck, row)
        if end > _promised(layout, row):
            row["result"] = REJECT if layout.node[node, NODE_PROMISE_REJECTS] else RETURN
            correction_end = end
    else:
        if layout.node[node, NODE_KIND] == WORK:
            place = layout.node[node, NODE_PLACE]
            _free_number(layout, state, place, row["staff"])
            state.place[STAFF_BUSY, place] -= 1
            if state.place[QUEUE_SIZE, place]:
                state.place[TAKES, place] = 1
        row["result"] = MOOT if state.outcome[case] == REJECT else luck.result[drawn]
    if row["result"] != RETURN and row["result"] != INCOMPLETE:
        state.phase[visit] = OVER
        return True
    if correction_end == NEVER:
        correction_end = _later(layout, now, luck.correct_calendar[drawn], luck.correct_working[drawn])
    state.phase[visit] = CORRECTING
    _schedule_visit(layout, state, visit, correction_end)
    return False


@njit(nogil=True, cache=True)
def _reject(layout, luck, state, case, now):
    """Decide a case by rejection: what is not in hand is dropped or cut short."""
    state.decided[case] = now
    state.outcome[case] = REJECT
    route = luck.case[ROUTE, case]
    for position in range(layout.route_first[route + 1] - layout.route_first[route]):
        if state.case_open[case, position >> 6] & (np.uint64(1) << np.uint64(position & 63)):
            visit = state.case_now[case, position]
            phase = state.phase[visit]
            row = state.visit[visit]
            if phase in (HANDED_OVER, QUEUED):
                row["result"] = DROPPED
            elif phase == WAITING:
                row["end"] = now
                row["result"] = CUT_SHORT
            elif phase == CORRECTING:
                row["correction_end"] = now
            if phase not in (IN_HAND, PASSING):
                state.phase[visit] = OVER


@njit(nogil=True, cache=True)
def _complete(layout, luck, state, case, position, now):
    """Close a step as done; it may decide the case or open what waited for it."""
    word, bit = position >> 6, np.uint64(1) << np.uint64(position & 63)
    route = luck.case[ROUTE, case]
    state.case_open[case, word] &= ~bit
    state.case_done[case, word] |= bit
    if state.decided[case] == NOT_YET:
        is_decided = True
        for w in range(state.case_done.shape[1]):
            if layout.route_decision[route, w] & ~state.case_done[case, w]:
                is_decided = False
        if is_decided:
            state.decided[case] = now
            state.outcome[case] = PASS
    _advance(layout, luck, state, case, layout.route_masks[DOWNSTREAM, layout.route_first[route] + position], now)


@njit(nogil=True, cache=True)
def _conclude(layout, luck, state, everything, visit, now):
    row = state.visit[visit]
    case, position = state.owner[visit], state.position[visit]
    if state.outcome[case] == REJECT:
        return
    if row["result"] == REJECT and state.decided[case] == NOT_YET:
        state.case_open[case, position >> 6] &= ~(np.uint64(1) << np.uint64(position & 63))
        _reject(layout, luck, state, case, now)
    elif row["result"] == RETURN or row["result"] == INCOMPLETE:
        word, bit = position >> 6, np.uint64(1) << np.uint64(position & 63)
        state.case_open[case, word] &= ~bit
        if row["result"] == RETURN:
            redo = layout.route_masks[REDO, layout.route_first[luck.case[ROUTE, case]] + position]
            for w in range(len(redo)):
                state.case_done[case, w] &= ~redo[w]
        _advance(layout, luck, state, case, everything, now)
    else:
        _complete(layout, luck, state, case, position, now)


@njit(nogil=True, cache=True)
def _settle(layout, luck, state, everything, visit, now):
    """Let a visit's present phase end."""
    phase = state.phase[visit]
    if phase == HANDED_OVER:
        _arrive(layout, luck, state, visit, now)
    elif phase == IN_HAND or phase == WAITING:
        if _end(layout, luck, state, visit, now):
            _conclude(layout, luck, state, everything, visit, now)
    elif phase == CORRECTING:
        state.visit[visit]["correction_end"] = now
        state.phase[visit] = OVER
        _conclude(layout, luck, state, everything, visit, now)
    elif phase == PASSING:
        state.phase[visit] = OVER
        state.visit[visit]["result"] = PASSED_THROUGH
        if state.outcome[state.owner[visit]] != REJECT:
            _complete(layout, luck, state, state.owner[visit], state.position[visit], now)


PASSED_THROUGH = 100
"""Result of a visit that was none: the case did not need the step. It leaves no record."""


@njit(nogil=True, cache=True)
def simulate(layout, luck, state):
    """Run to the horizon; return how many visits were opened.

    `state.visit` then holds the visits in the order of opening, those passed through among them.
    """
    everything = np.full(state.case_done.shape[1], ~np.uint64(0), np.uint64)
    arrived, cases = 0, luck.arrival.shape[1]
    bits, departments, committees = layout.bits, len(layout.office), len(layout.places)
    while True:
        now = np.int64(NEVER)
        if state.count[EVENTS]:
            now = state.events[0] >> bits
        if arrived < cases:
            now = min(now, luck.arrival[ARRIVAL_KEY, arrived] >> bits)
        for place in range(departments + committees):
            now = min(now, state.place[WAKES, place])
        if now >= layout.horizon:
            return state.count[VISITS]
        end = np.int64(now + 1) << bits
        while True:
            key = state.events[0] if state.count[EVENTS] else end
            if arrived < cases and luck.arrival[ARRIVAL_KEY, arrived] < min(key, end):
                case = luck.arrival[ARRIVAL_CASE, arrived]
                arrived += 1
                _begin(layout, luck, state, case)
                _advance(layout, luck, state, case, everything, now)
            elif key < end:
                _settle(layout, luck, state, everything, _next_event(state), now)
            else:
                break
        for department in range(departments):
            if state.place[TAKES, department] or state.place[WAKES, department] == now:
                _department_takes(layout, luck, state, department, now)
        for committee in range(committees):
            if state.place[WAKES, len(layout.office) + committee] == now:
                _committee_meets(layout, luck, state, committee, now)
