"""The compiled engine's kernel: the rules of `adminsim.engine.reference` over flat arrays, compiled by Numba.

Read the reference engine first: `simulate` below has its rules in the same order and under the same names, written out
in one function, since a call with many arrays costs more than what it would do. Everything lives in this one file,
because the cache of a compiled function does not notice changes elsewhere. Three records of arrays go in: `Layout`
(what never changes in a run), `Luck` (what was drawn) and `State` (what changes).

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
PASSED_THROUGH = 100
"""Result of a visit that was none: the case did not need the step. It leaves no record."""
NO_DAYS, CALENDAR_DAYS, WORKING_DAYS, SECONDS = 0, 1, 2, 3
FIRST_COME, PRIORITY, EARLIEST_DUE = 0, 1, 2
HANDED_OVER, QUEUED, IN_HAND, WAITING, CORRECTING, PASSING, OVER = 0, 1, 2, 3, 4, 5, 6
"""Phases of a visit: travelling, queued, in hand or in a meeting, waiting, with the applicant, passing, over."""

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
    """What changes in a run: by visit in the order of opening, by event, by case, by place (department, committee)."""

    visit: np.ndarray
    phase: np.ndarray
    position: np.ndarray
    owner: np.ndarray
    order: np.ndarray
    key: np.ndarray
    events: np.ndarray
    event_visit: np.ndarray
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
def _finish(opens, closes, done, first, last, start, seconds):
    """Return the instant at which `seconds` of open time after `start` have passed."""
    if seconds == 0:
        return start
    i = _after(opens, first, last, start) - 1
    wanted = seconds
    if i >= first:
        wanted += done[i] - max(closes[i] - start, 0)
    else:
        i = first
    if i < last and done[i] < wanted:
        i = _after(done, i, last, wanted - 1)
    return closes[i] - (done[i] - wanted) if i < last else NEVER


@njit(nogil=True, cache=True)
def _end_of_days(counted, start, counting, days):
    """Return 24:00 of the last of so many days after the date of an instant."""
    day = (start - 1) // DAY_S
    if counting != WORKING_DAYS or days == 0:
        return min((day + days + 1) * DAY_S, NEVER)
    size = len(counted)
    before = counted[min(day, size - 1)] if day >= 0 else 0
    i = _after(counted, 0, size, before + days - 1)
    return (i + 1) * DAY_S if i < size else NEVER


# Heaps ----------------------------------------------------------------------------------------------------------------


@njit(nogil=True, cache=True)
def _schedule(events, owners, size, key, visit):
    """Put an event into the heap of `size` events; return its new size."""
    i = size
    while i > 0:
        parent = (i - 1) >> 1
        if events[parent] <= key:
            break
        events[i], owners[i] = events[parent], owners[parent]
        i = parent
    events[i], owners[i] = key, visit
    return size + 1


@njit(nogil=True, cache=True)
def _next_event(events, owners, size):
    """Take the smallest event out of the heap of `size` events; return its visit."""
    taken = owners[0]
    size -= 1
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
def _is_before(rows, owner, order, key, a, b):
    """Tell whether a queued visit goes before another: discipline's key, joining, chain and case, step name."""
    if key[a] != key[b]:
        return key[a] < key[b]
    if rows[a]["joined"] != rows[b]["joined"]:
        return rows[a]["joined"] < rows[b]["joined"]
    if owner[a] != owner[b]:
        return owner[a] < owner[b]
    return order[a] < order[b]


@njit(nogil=True, cache=True)
def _join(queue, first, size, rows, owner, order, key, visit):
    """Put a visit into the queue of `size` visits that begins at `first`."""
    i = size
    while i > 0:
        parent = (i - 1) >> 1
        if not _is_before(rows, owner, order, key, visit, queue[first + parent]):
            break
        queue[first + i] = queue[first + parent]
        i = parent
    queue[first + i] = visit


@njit(nogil=True, cache=True)
def _take(queue, first, size, rows, owner, order, key):
    """Take the first visit out of the queue of `size` visits that begins at `first`."""
    taken = queue[first]
    size -= 1
    visit = queue[first + size]
    i = 0
    while True:
        child = 2 * i + 1
        if child >= size:
            break
        if child + 1 < size and _is_before(rows, owner, order, key, queue[first + child + 1], queue[first + child]):
            child += 1
        if not _is_before(rows, owner, order, key, queue[first + child], visit):
            break
        queue[first + i] = queue[first + child]
        i = child
    queue[first + i] = visit
    return taken


@njit(nogil=True, cache=True)
def _lowest_number(free, first, size):
    """Take the lowest staff number out of the `size` that were given back."""
    taken = free[first]
    size -= 1
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
def _give_back(free, first, size, number):
    """Give a staff number back."""
    i = size
    while i > 0:
        parent = (i - 1) >> 1
        if free[first + parent] <= number:
            break
        free[first + i] = free[first + parent]
        i = parent
    free[first + i] = number


# The run --------------------------------------------------------------------------------------------------------------

NOTHING, ALL, BEHIND = 0, 1, 2
"""What may open after an event: nothing, any step of the route, or the steps behind the one that is done."""


@njit(nogil=True, cache=True)
def simulate(layout, luck, state):
    """Run to the horizon; return how many visits were opened.

    `state.visit` then holds the visits in the order of opening, those passed through among them.
    """
    node, route_first, route_node, masks = layout.node, layout.route_first, layout.route_node, layout.route_masks
    decision, open_first, office = layout.route_decision, layout.open_first, layout.office
    opens, closes, done = layout.office_hours[OPENS], layout.office_hours[CLOSES], layout.office_hours[DONE]
    official_first, official_last = open_first[layout.official], open_first[layout.official + 1]
    counted, duty_first, meeting_first, meetings = (
        layout.counted,
        layout.duty_first,
        layout.meeting_first,
        layout.meetings,
    )
    duty_since, duty_staff = layout.duty[SINCE], layout.duty[STAFF]
    discipline, places, queue_first, free_first = (
        layout.discipline,
        layout.places,
        layout.queue_first,
        layout.free_first,
    )
    bits, horizon = layout.bits, layout.horizon
    chain_first, case_table, arrival = luck.chain_first, luck.case, luck.arrival
    needed, handover, work, occupied = luck.needed, luck.handover, luck.work, luck.occupied
    calendar, working, result = luck.calendar, luck.working, luck.result
    correct_calendar, correct_working = luck.correct_calendar, luck.correct_working
    rows, phase, position_of, owner = state.visit, state.phase, state.position, state.owner
    order, key, events, event_visit = state.order, state.key, state.events, state.event_visit
    case_done, case_open, case_visits, case_now = state.case_done, state.case_open, state.case_visits, state.case_now
    decided, outcome, queue, free = state.decided, state.outcome, state.queue, state.free
    queue_size, busy, free_size = state.place[QUEUE_SIZE], state.place[STAFF_BUSY], state.place[FREE_SIZE]
    takes, wakes = state.place[TAKES], state.place[WAKES]
    duty_at = duty_first.copy()
    departments, committees, words = len(office), len(places), case_done.shape[1]
    arrived, cases, opened, waiting = 0, arrival.shape[1], 0, 0
    one = np.uint64(1)
    while True:
        now = np.int64(NEVER)
        if waiting:
            now = events[0] >> bits
        if arrived < cases:
            now = min(now, arrival[ARRIVAL_KEY, arrived] >> bits)
        for place in range(departments + committees):
            now = min(now, wakes[place])
        if now >= horizon:
            return opened
        end_of_instant = np.int64(now + 1) << bits

        # Phase 2: all that ends or arrives, the smallest first, with what follows from it.
        while True:
            next_key = events[0] if waiting else end_of_instant
            may_open, arriving, concluded = NOTHING, -1, -1
            if arrived < cases and arrival[ARRIVAL_KEY, arrived] < min(next_key, end_of_instant):
                case = arrival[ARRIVAL_CASE, arrived]
                arrived += 1
                may_open = ALL
                route = case_table[ROUTE, case]
                if case_table[BEGUN, case] >= 0:
                    for w in range(words):
                        case_done[case, w] = masks[UPSTREAM, route_first[route] + case_table[BEGUN, case], w]
            elif next_key < end_of_instant:
                visit = _next_event(events, event_visit, waiting)
                waiting -= 1
                case, position, at = owner[visit], position_of[visit], phase[visit]
                route = case_table[ROUTE, case]
                n, drawn = rows[visit]["node"], order[visit]
                if at == HANDED_OVER:
                    arriving = visit
                elif at == PASSING:
                    phase[visit] = OVER
                    rows[visit]["result"] = PASSED_THROUGH
                    if outcome[case] != REJECT:
                        concluded = visit
                elif at == CORRECTING:
                    rows[visit]["correction_end"] = now
                    phase[visit] = OVER
                    if outcome[case] != REJECT:
                        concluded = visit
                elif at == IN_HAND or at == WAITING:
                    rows[visit]["end"] = now
                    rows[visit]["result"] = MOOT if outcome[case] == REJECT else result[drawn]
                    correction_end = np.int64(NOT_YET)
                    if at == IN_HAND and node[n, NODE_KIND] == WORK:
                        place = node[n, NODE_PLACE]
                        _give_back(free, free_first[place], free_size[place], rows[visit]["staff"])
                        free_size[place] += 1
                        busy[place] -= 1
                        if queue_size[place]:
                            takes[place] = 1
                    elif at == WAITING and node[n, NODE_PROMISE] != NO_DAYS and rows[visit]["visit"] == 1:
                        start = np.int64(rows[visit]["start"])
                        end = start + calendar[drawn]
                        if working[drawn]:
                            end = max(
                                end, _finish(opens, closes, done, official_first, official_last, start, working[drawn])
                            )
                        if end > _end_of_days(counted, start, node[n, NODE_PROMISE], node[n, NODE_PROMISE_DAYS]):
                            rows[visit]["result"] = REJECT if node[n, NODE_PROMISE_REJECTS] else RETURN
                            correction_end = end
                    if rows[visit]["result"] == RETURN or rows[visit]["result"] == INCOMPLETE:
                        if correction_end == NOT_YET:
                            correction_end = now + correct_calendar[drawn]
                            if correct_working[drawn]:
                                correction_end = max(
                                    correction_end,
                                    _finish(
                                        opens, closes, done, official_first, official_last, now, correct_working[drawn]
                                    ),
                                )
                        phase[visit] = CORRECTING
                        if correction_end < horizon:
                            waiting = _schedule(events, event_visit, waiting, (correction_end << bits) | drawn, visit)
                    else:
                        phase[visit] = OVER
                        if outcome[case] != REJECT:
                            concluded = visit
            else:
                break

            if concluded >= 0:
                word, bit = position >> 6, one << np.uint64(position & 63)
                case_open[case, word] &= ~bit
                ended = rows[concluded]["result"]
                if ended == REJECT and decided[case] == NOT_YET:
                    # A rejection: what is not in hand is dropped or cut short.
                    decided[case], outcome[case] = now, REJECT
                    for other in range(route_first[route + 1] - route_first[route]):
                        if case_open[case, other >> 6] & (one << np.uint64(other & 63)):
                            visit = case_now[case, other]
                            if phase[visit] == HANDED_OVER or phase[visit] == QUEUED:
                                rows[visit]["result"] = DROPPED
                            elif phase[visit] == WAITING:
                                rows[visit]["end"] = now
                                rows[visit]["result"] = CUT_SHORT
                            elif phase[visit] == CORRECTING:
                                rows[visit]["correction_end"] = now
                            if phase[visit] != IN_HAND and phase[visit] != PASSING:
                                phase[visit] = OVER
                elif ended == RETURN or ended == INCOMPLETE:
                    may_open = ALL
                    if ended == RETURN:
                        for w in range(words):
                            case_done[case, w] &= ~masks[REDO, route_first[route] + position, w]
                else:
                    may_open = BEHIND
                    case_done[case, word] |= bit
                    if decided[case] == NOT_YET:
                        is_decided = True
                        for w in range(words):
                            if decision[route, w] & ~case_done[case, w]:
                                is_decided = False
                        if is_decided:
                            decided[case], outcome[case] = now, PASS

            if may_open == NOTHING and arriving < 0:
                continue
            steps = route_first[route + 1] - route_first[route] if arriving < 0 else 1
            for step in range(steps):
                if arriving >= 0:
                    visit = arriving
                    n, drawn = rows[visit]["node"], order[visit]
                else:
                    # Open each step that is neither done nor open and has everything upstream done.
                    word, bit = step >> 6, one << np.uint64(step & 63)
                    if (case_done[case, word] | case_open[case, word]) & bit:
                        continue
                    if may_open == BEHIND and not masks[DOWNSTREAM, route_first[route] + position, word] & bit:
                        continue
                    is_ready = True
                    for w in range(words):
                        if masks[UPSTREAM, route_first[route] + step, w] & ~case_done[case, w]:
                            is_ready = False
                    if not is_ready:
                        continue
                    n = route_node[route_first[route] + step]
                    number = case - chain_first[node[n, NODE_CHAIN]]
                    first_drawn = node[n, NODE_START] + number * node[n, NODE_STRIDE]
                    drawn = first_drawn + case_visits[case, step]
                    case_open[case, word] |= bit
                    case_visits[case, step] += 1
                    visit = opened
                    opened += 1
                    case_now[case, step] = visit
                    position_of[visit], owner[visit], order[visit], key[visit] = step, case, drawn, 0
                    row = rows[visit]
                    row["chain"], row["case"], row["node"] = node[n, NODE_CHAIN], number, n
                    row["visit"], row["staff"], row["ready"] = case_visits[case, step], 0, now
                    row["joined"], row["start"], row["end"] = NOT_YET, NOT_YET, NOT_YET
                    row["correction_end"], row["work"], row["result"] = NOT_YET, 0, UNFINISHED
                    if not needed[first_drawn]:
                        phase[visit] = PASSING
                        waiting = _schedule(events, event_visit, waiting, (now << bits) | drawn, visit)
                        continue
                    # The file travels; an applicant who comes in person joins at the next opening.
                    joined = now
                    if handover[drawn]:
                        if node[n, NODE_HANDOVER_WORKING]:
                            joined = _finish(
                                opens, closes, done, official_first, official_last, joined, np.int64(handover[drawn])
                            )
                        else:
                            joined += handover[drawn]
                    if node[n, NODE_IN_PERSON] and node[n, NODE_KIND] == WORK:
                        hours = office[node[n, NODE_PLACE]]
                        i = _after(closes, open_first[hours], open_first[hours + 1], joined)
                        joined = max(joined, opens[i]) if i < open_first[hours + 1] else np.int64(NEVER)
                    if joined > now:
                        phase[visit] = HANDED_OVER
                        if joined < horizon:
                            waiting = _schedule(events, event_visit, waiting, (joined << bits) | drawn, visit)
                        continue
                # Join a queue, or begin to wait.
                rows[visit]["joined"] = now
                kind, place = node[n, NODE_KIND], node[n, NODE_PLACE]
                if kind == WORK:
                    if discipline[place] == PRIORITY:
                        key[visit] = case_table[CASE_PRIORITY, case]
                    elif discipline[place] == EARLIEST_DUE:
                        key[visit] = case_table[CASE_DUE, case]
                        if node[n, NODE_LIMIT] == SECONDS:
                            key[visit] = min(key[visit], now + node[n, NODE_LIMIT_AMOUNT])
                        elif node[n, NODE_LIMIT] != NO_DAYS:
                            key[visit] = min(
                                key[visit],
                                _end_of_days(counted, now, node[n, NODE_LIMIT], node[n, NODE_LIMIT_AMOUNT]),
                            )
                    phase[visit] = QUEUED
                    _join(queue, queue_first[place], queue_size[place], rows, owner, order, key, visit)
                    queue_size[place] += 1
                    takes[place] = 1
                elif kind == SESSION:
                    phase[visit] = QUEUED
                    seats = departments + place
                    _join(queue, queue_first[seats], queue_size[seats], rows, owner, order, key, visit)
                    queue_size[seats] += 1
                    if wakes[seats] == NEVER:
                        i = _after(meetings, meeting_first[place], meeting_first[place + 1], now - 1)
                        wakes[seats] = meetings[i] if i < meeting_first[place + 1] else NEVER
                else:
                    rows[visit]["start"] = now
                    phase[visit] = WAITING
                    if node[n, NODE_PERIOD] != NO_DAYS:
                        end = _end_of_days(counted, now, node[n, NODE_PERIOD], node[n, NODE_PERIOD_DAYS])
                    else:
                        end = now + calendar[drawn]
                        if working[drawn]:
                            end = max(
                                end, _finish(opens, closes, done, official_first, official_last, now, working[drawn])
                            )
                    if node[n, NODE_PROMISE] != NO_DAYS and rows[visit]["visit"] == 1:
                        end = min(end, _end_of_days(counted, now, node[n, NODE_PROMISE], node[n, NODE_PROMISE_DAYS]))
                    if end < horizon:
                        waiting = _schedule(events, event_visit, waiting, (end << bits) | drawn, visit)

        # Phase 3: every department and every meeting takes from its queue.
        for place in range(departments):
            if takes[place] or wakes[place] == now:
                takes[place] = 0
                if wakes[place] <= now:
                    wakes[place] = NEVER
                last = duty_first[place + 1]
                while duty_at[place] + 1 < last and duty_since[duty_at[place] + 1] <= now:
                    duty_at[place] += 1
                on_duty = duty_staff[duty_at[place]]
                hours = office[place]
                while queue_size[place] and busy[place] < on_duty:
                    visit = _take(queue, queue_first[place], queue_size[place], rows, owner, order, key)
                    queue_size[place] -= 1
                    if phase[visit] != OVER:
                        busy[place] += 1
                        if free_size[place]:
                            rows[visit]["staff"] = _lowest_number(free, free_first[place], free_size[place])
                            free_size[place] -= 1
                        else:
                            rows[visit]["staff"] = busy[place]
                        rows[visit]["start"] = now
                        rows[visit]["work"] = work[order[visit]]
                        phase[visit] = IN_HAND
                        end = _finish(
                            opens, closes, done, open_first[hours], open_first[hours + 1], now, occupied[order[visit]]
                        )
                        if end < horizon:
                            waiting = _schedule(events, event_visit, waiting, (end << bits) | order[visit], visit)
                if queue_size[place]:
                    i = duty_at[place] + 1
                    while i < last and duty_staff[i] == 0:
                        i += 1
                    wakes[place] = duty_since[i] if i < last else NEVER
        for committee in range(committees):
            seats = departments + committee
            if wakes[seats] == now:
                taken = 0
                while queue_size[seats] and (places[committee] == 0 or taken < places[committee]):
                    visit = _take(queue, queue_first[seats], queue_size[seats], rows, owner, order, key)
                    queue_size[seats] -= 1
                    if phase[visit] != OVER:
                        taken += 1
                        rows[visit]["start"] = now
                        phase[visit] = IN_HAND
                        end = now + calendar[order[visit]]
                        if end < horizon:
                            waiting = _schedule(events, event_visit, waiting, (end << bits) | order[visit], visit)
                wakes[seats] = NEVER
                if queue_size[seats]:
                    i = _after(meetings, meeting_first[committee], meeting_first[committee + 1], now)
                    wakes[seats] = meetings[i] if i < meeting_first[committee + 1] else NEVER


@njit(nogil=True, cache=True)
def put_in_order(rows, owner, opened, cases):
    """Return the visits in the canonical order: by case, ready, step name and visit, without those passed through.

    Visits are opened in the order of time, so that those of one case only have to be sorted within an instant.
    """
    first = np.zeros(cases + 1, np.int64)
    for visit in range(opened):
        if rows[visit]["result"] != PASSED_THROUGH:
            first[owner[visit] + 1] += 1
    for case in range(cases):
        first[case + 1] += first[case]
    place = first[:-1].copy()
    source = np.empty(first[-1], np.int64)
    for visit in range(opened):
        if rows[visit]["result"] != PASSED_THROUGH:
            case = owner[visit]
            i = place[case]
            place[case] += 1
            while i > first[case]:
                before = rows[source[i - 1]]
                if before["ready"] != rows[visit]["ready"] or before["node"] < rows[visit]["node"]:
                    break
                if before["node"] == rows[visit]["node"] and before["visit"] < rows[visit]["visit"]:
                    break
                source[i] = source[i - 1]
                i -= 1
            source[i] = visit
    return source
