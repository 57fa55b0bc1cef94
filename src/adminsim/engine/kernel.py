"""The compiled engine's kernel: the rules of `adminsim.engine.reference` over flat arrays, compiled by Numba.

Read the reference engine first: `simulate` below has its rules under the same names, written out in one function, since
a call with many arrays costs more than what it would do. Everything lives in this one file, because the cache of a
compiled function does not notice changes elsewhere. Three records of arrays go in: `Layout` (what never changes in a
run), `Luck` (what was drawn) and `State` (what changes).

A visit is its place in the canonical order (`adminsim.engine.draws.VisitOrder`), called `slot`: the index at once of
what was drawn for it, of its phase and of its record. An event is one int64 key, time shifted left with the slot below
it, so that the order by key is the order of the rules and says which visit it is about. Keys come from three sources:
arrivals, a sorted list; `soonest`, one place for each member of staff and for each queue that looks up again; and
`waits`, a heap of all else. The smallest of the three is next.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from adminsim.engine import jit

# No function of this file makes an array.
njit, entry = partial(jit.njit, counts=False), partial(jit.entry, counts=False)

NOT_YET = -1
NEVER = 2**40
NO_EVENT = 2**62
"""A key behind those of all events."""
DAY_S = 86400

WORK, DELAY, SESSION = 0, 1, 2
PASS, RETURN, INCOMPLETE, REJECT, DROPPED, CUT_SHORT, MOOT, UNFINISHED = 0, 1, 2, 3, 4, 5, 6, 7
REVOKED, TACIT, GIVEN_UP = 8, 9, 10
NO_DAYS, CALENDAR_DAYS, WORKING_DAYS, SECONDS, MONTHS, OFFICIAL = 0, 1, 2, 3, 4, 5
FIRST_COME, PRIORITY, EARLIEST_DUE = 0, 1, 2
WAITED = 2**41
"""By how much the key of what joins before a department begins to serve by due date is below that of what joins later:
more than dates differ, less than what goes ahead of all."""
NOTHING, ESCALATE, APPROVE = 0, 1, 2
ESCALATION = 2**50
"""By how much the key in a queue falls with an escalation: below all keys that are not escalated."""
UNOPENED, PASSING, HANDED_OVER, QUEUED, IN_HAND, WAITING, CORRECTING, OVER, FINISHING = 0, 1, 2, 3, 4, 5, 6, 7, 8
"""Phases of a visit: not opened, passing through a step that the case does not need (which leaves no record),
travelling, queued, in hand or in a meeting, waiting, with the applicant, over, in hand though the step counts as
passed."""

NODE = np.dtype(
    [
        (name, np.int64)
        for name in (
            "first_case", "position", "kind", "place", "office", "people", "people_end", "hands", "slot", "slot_stride",
            "claim", "claim_stride", "period", "period_days", "promise", "promise_days", "promise_rejects", "limit",
            "limit_amount",
            "extension", "on_expiry", "ahead", "in_person", "handover_working", "patience_working", "may_skip",
            "may_travel", "may_fail", "may_leave", "limit_from_ready", "limit_stands_still", "counts", "notice",
            "notice_days",
        )
    ]
)  # fmt: skip
"""A node; most fields are named as in `adminsim.engine.plan.NodeTable`.

`position` is the bit of the step in the masks of its chain; `claim` the place of the first case's visit in the order in
which queues settle ties: case, then step. `office` is the timeline in which its work passes; `people` and `people_end`
tell where in `Layout.people` the places stand that it takes somebody of or meets at, and `hands` where in `State.hands`
the numbers of the people on its first possible visit do, where it takes several. `may_skip`, `may_travel`, `may_fail`
and `may_leave` tell where the tables of `Luck` hold nothing for a node, so that they need not be read.
"""
PLACE = np.dtype(
    [
        (name, np.int64)
        for name in (
            "discipline", "circle", "hands", "free", "change", "last_change", "on_duty", "in_hand", "looks", "queue",
            "queued", "room", "fits", "due_from", "benches", "benches_end",
        )
    ]
)  # fmt: skip
"""A department or, behind them, a committee.

`circle` is the number of the circle of departments with which it takes, -1 where it takes alone; `hands` and `free` are
where its entries begin in `State.soonest` and in `State.free`; `change` is the next change of duty, or the next
meeting, and `last_change` the end of their list. Its queue stands from `queue` on, `queued` visits with room for
`room`, in a circle in their order. `looks` tells whether the place takes from its queue at this instant, `fits` whether
nothing is started there that would end after hours, and `due_from` from when on what joins is served by due date. From
`benches` to `benches_end` stand its people in `Benches` where they differ; its queue is then kept in its order, as in a
circle.
"""
QUEUE = np.dtype([("key", np.int64), ("claim", np.int64), ("slot", np.int64)])
"""A visit in a queue; the smallest by key of the discipline, then by claim is next. A claim is the time of joining
shifted left, with the order by case and step below it."""
ROOM = 16
"""For how many visits each queue has room at first."""
GROUP_BITS = 5
GROUP = 1 << GROUP_BITS
"""How many keys of `State.soonest` one key of the level above stands for: their minimum is one vector instruction."""


class Days(NamedTuple):
    """On which days periods end, as in `adminsim.model.workdays.Workdays`."""

    first: int
    counted: np.ndarray
    ends: np.ndarray
    months: np.ndarray


class Benches(NamedTuple):
    """People of a department who are alike, department by department in the order in which they are asked.

    As in `adminsim.engine.benches.Bench`; `able` has a row for each of them and a column for each node.
    """

    first: np.ndarray
    people: np.ndarray
    speed: np.ndarray
    share: np.ndarray
    able: np.ndarray


class Moving(NamedTuple):
    """Limits of cases that are known from the run only, by route; empty where there are none, or none is of use.

    As in `adminsim.engine.case_limits.CaseLimit`: `counting` is none for the routes that have no such limit, and
    `accepts` has a place for each step of a chain on each route, as masks have.
    """

    counting: np.ndarray
    stands_still: np.ndarray
    accepts: np.ndarray


class Layout(NamedTuple):
    """What never changes in a run. Lists of lists are flat: those of `i` stand from first[i] to first[i + 1].

    The masks of a route have a row for each step of its chain. `openable` holds all that lies behind a step,
    `following` what lies right behind it; their rows behind those of all routes hold whole routes, and with what these
    begin. `lead` is the first slot of a step: those before it are arrivals, which have no records. Events
    are numbered by slot; from `slots` on by the place that looks up again, from `expiring` on by the case whose limit
    or patience ends, from `lapsing` on by twice the slot of the visit whose limit ends, and one more where its patience
    in the queue does. `people` are the departments that nodes take people of, `circle` those that take together; the
    first of each circle is in `circle_first`. Until when those on duty after a change stay stands in `stays`, from
    `stays_first` on.
    """

    node: np.ndarray
    route_first: np.ndarray
    route_node: np.ndarray
    upstream: np.ndarray
    openable: np.ndarray
    following: np.ndarray
    redo: np.ndarray
    decision: np.ndarray
    deciding: np.ndarray
    on_expiry: np.ndarray
    moving: Moving
    office_first: np.ndarray
    opens: np.ndarray
    closes: np.ndarray
    open_s: np.ndarray
    official: int
    days: Days
    duty_since: np.ndarray
    duty_staff: np.ndarray
    stays_first: np.ndarray
    stays: np.ndarray
    meetings: np.ndarray
    seats: np.ndarray
    chain_first: np.ndarray
    arrival_first: np.ndarray
    departments: int
    people: np.ndarray
    benches: Benches
    circle_first: np.ndarray
    circle: np.ndarray
    levels: np.ndarray
    wakes: int
    lead: int
    slots: int
    expiring: int
    lapsing: int
    bits: int
    horizon: int


class Luck(NamedTuple):
    """What was drawn: by arrival, by case, and by slot (`adminsim.engine.draws.Draws.by_visit`).

    `submitted` and `limit`, how long it is, are there where limits of cases are known from the run only.
    """

    arrival: np.ndarray
    route: np.ndarray
    priority: np.ndarray
    due: np.ndarray
    begun: np.ndarray
    gives_up: np.ndarray
    submitted: np.ndarray
    limit: np.ndarray
    skipped: np.ndarray
    handover: np.ndarray
    work: np.ndarray
    occupied: np.ndarray
    calendar: np.ndarray
    working: np.ndarray
    result: np.ndarray
    correct_calendar: np.ndarray
    correct_working: np.ndarray
    extended: np.ndarray
    patience: np.ndarray
    exact: np.ndarray


class Clock(NamedTuple):
    """What the agency clock has shown for each case, where limits of cases are known from the run only.

    By case: from when the limit is counted, whether it is over, how many counting steps are open, and the slots with
    which the first and the last stretch began in which the clock ran. By slot: from when to when such a stretch went,
    and which came next.
    """

    begins: np.ndarray
    is_over: np.ndarray
    open: np.ndarray
    first: np.ndarray
    last: np.ndarray
    since: np.ndarray
    until: np.ndarray
    after: np.ndarray


class State(NamedTuple):
    """What changes in a run: by slot, by case, by place in a queue, by place (department, committee), by event.

    `due` holds the due dates of visits, by slot, where limits stand still in corrections; `expires` when the limit of
    each case ends, as far as is known now.
    """

    visit: np.ndarray
    done: np.ndarray
    open: np.ndarray
    decided: np.ndarray
    outcome: np.ndarray
    escalated: np.ndarray
    expires: np.ndarray
    clock: Clock
    due: np.ndarray
    queue: np.ndarray
    free: np.ndarray
    hands: np.ndarray
    place: np.ndarray
    looking: np.ndarray
    office_at: np.ndarray
    soonest: np.ndarray
    waits: np.ndarray


# Time -----------------------------------------------------------------------------------------------------------------


@njit
def _after(values, first, last, wanted):
    """Return the first position in [first, last) whose value is above `wanted`, else `last`."""
    while first < last:
        middle = (first + last) >> 1
        if values[middle] <= wanted:
            first = middle + 1
        else:
            last = middle
    return first


@njit(forceinline=True)
def _onward(values, first, last, wanted):
    """Return the same as `_after`, found step by step: quicker where the position is near, as time only goes on."""
    while first < last and values[first] <= wanted:
        first += 1
    return first


@njit(forceinline=True)
def _finish(opens, closes, open_s, i, last, start, seconds):
    """Return the instant at which `seconds` of open time after `start` have passed.

    `i` is the first interval that closes after `start`.
    """
    if seconds == 0:
        return start
    if i == last:
        return np.int64(NEVER)
    wanted = open_s[i] - (closes[i] - max(start, opens[i])) + seconds
    i = _onward(open_s, i, last, wanted - 1)
    return closes[i] - (open_s[i] - wanted) if i < last else np.int64(NEVER)


@njit
def _end_of_days(days, start, counting, amount):
    """Return 24:00 of the last of so many days, or months, after the date of an instant."""
    day = (start - 1) // DAY_S
    if amount == 0:
        return min((day + 1) * DAY_S, NEVER)
    size = len(days.counted)
    if counting == WORKING_DAYS:
        before = days.counted[min(day - days.first, size - 1)] if day >= days.first else 0
        i = _after(days.counted, 0, size, before + amount - 1)
        return (days.first + i + 1) * DAY_S if i < size else NEVER
    last = day + amount
    if counting == MONTHS:
        i = max(_after(days.months, 0, len(days.months), day) - 1, 0)
        if i + amount + 1 >= len(days.months):
            return NEVER
        last = min(days.months[i + amount] + day - days.months[i], days.months[i + amount + 1] - 1)
    if days.first <= last < days.first + size:
        last = days.ends[last - days.first]
    return min((last + 1) * DAY_S, NEVER)


@njit
def _due(layout, start, counting, amount):
    """Return when a limit ends that is counted from an instant."""
    if counting == SECONDS:
        return start + amount
    if counting != OFFICIAL:
        return _end_of_days(layout.days, start, counting, amount)
    first, last = layout.office_first[layout.official], layout.office_first[layout.official + 1]
    i = _after(layout.closes, first, last, start)
    return _finish(layout.opens, layout.closes, layout.open_s, i, last, start, amount)


@njit
def _left(layout, start, counting, due):
    """Return what was left at an instant of a limit that was due then or later."""
    if due == NEVER or due <= start:
        return np.int64(NEVER if due == NEVER else 0)
    days = layout.days
    if counting == WORKING_DAYS:
        size = len(days.counted)
        now, then = (start - 1) // DAY_S - days.first, (due - 1) // DAY_S - days.first
        before = days.counted[min(now, size - 1)] if now >= 0 else 0
        return np.int64(days.counted[min(then, size - 1)] - before) if then >= 0 else np.int64(0)
    first, last = layout.office_first[layout.official], layout.office_first[layout.official + 1]
    open_s = np.int64(0)
    for sign, instant in ((-1, start), (1, due)):
        i = _after(layout.opens, first, last, instant) - 1
        if i >= first:
            open_s += sign * (layout.open_s[i] - max(layout.closes[i] - instant, 0))
    return open_s


# Masks ----------------------------------------------------------------------------------------------------------------

BIT_OF = np.zeros(64, dtype=np.int64)
DE_BRUIJN = 0x03F79D71B4CB0A89
"""Every run of six bits in this number is another one, so that a product with a power of two tells which it is.

Source: Leiserson, Prokop, Randall: Using de Bruijn sequences to index a 1 in a computer word (1998).
"""
for _bit in range(64):
    BIT_OF[(DE_BRUIJN << _bit & 2**64 - 1) >> 58] = _bit


@njit(forceinline=True)
def _lowest(mask):
    """Return the position of the lowest bit of a mask that is not empty."""
    return BIT_OF[((mask & (~mask + np.uint64(1))) * np.uint64(DE_BRUIJN)) >> np.uint64(58)]


@njit(forceinline=True)
def _lacks(wanted, i, held, case):
    """Tell whether row `i` of some masks has a bit that a case's row does not have."""
    for word in range(wanted.shape[1]):  # noqa: SIM110 (Numba compiles loops, not generators)
        if wanted[i, word] & ~held[case, word]:
            return True
    return False


@njit(forceinline=True)
def _shares(wanted, i, held, case):
    """Tell whether row `i` of some masks has a bit that a case's row has too."""
    for word in range(wanted.shape[1]):  # noqa: SIM110 (Numba compiles loops, not generators)
        if wanted[i, word] & held[case, word]:
            return True
    return False


# Events ---------------------------------------------------------------------------------------------------------------


@njit(forceinline=True)
def _expect(soonest, levels, i, key):
    """Put a key in an empty place of `soonest`."""
    soonest[i] = key
    for level in range(1, len(levels)):
        i >>= GROUP_BITS
        if soonest[levels[level] + i] <= key:
            return
        soonest[levels[level] + i] = key


@njit(forceinline=True)
def _forget(soonest, levels, i):
    """Empty a place of `soonest`."""
    soonest[i] = NO_EVENT
    for level in range(1, len(levels)):
        i >>= GROUP_BITS
        first = levels[level - 1] + i * GROUP
        least = soonest[first]
        for other in range(1, GROUP):
            least = min(least, soonest[first + other])
        soonest[levels[level] + i] = least


@njit(forceinline=True)
def _schedule(waits, size, key):
    """Put an event into the heap of `size` events; return its new size."""
    i = size
    while i > 0:
        parent = (i - 1) >> 1
        if waits[parent] <= key:
            break
        waits[i] = waits[parent]
        i = parent
    waits[i] = key
    return size + 1


@njit(forceinline=True)
def _drop_first(waits, size):
    """Take the smallest event out of the heap of `size` events; return its new size. An empty one shows `NO_EVENT`."""
    size -= 1
    key = waits[size]
    waits[size] = NO_EVENT
    i = 0
    while True:
        child = 2 * i + 1
        if child >= size:
            break
        if child + 1 < size and waits[child + 1] < waits[child]:
            child += 1
        if waits[child] >= key:
            break
        waits[i] = waits[child]
        i = child
    if size:
        waits[i] = key
    return size


@njit(forceinline=True)
def _join(queue, first, size, key, claim, slot):
    """Put a visit into the queue of `size` visits that begins at `first`."""
    i = size
    while i > 0:
        parent = (i - 1) >> 1
        above, entry = queue[first + parent], queue[first + i]
        if above.key < key or (above.key == key and above.claim < claim):
            break
        entry.key, entry.claim, entry.slot = above.key, above.claim, above.slot
        i = parent
    entry = queue[first + i]
    entry.key, entry.claim, entry.slot = key, claim, slot


@njit(forceinline=True)
def _take(queue, first, size):
    """Take the first visit out of the queue of `size` visits that begins at `first`."""
    taken = queue[first].slot
    size -= 1
    last = queue[first + size]
    key, claim, slot = last.key, last.claim, last.slot
    i = 0
    while True:
        child = 2 * i + 1
        if child >= size:
            break
        below, other = queue[first + child], queue[first + child + 1]
        if child + 1 < size and (other.key < below.key or (other.key == below.key and other.claim < below.claim)):
            child, below = child + 1, other
        if below.key > key or (below.key == key and below.claim >= claim):
            break
        entry = queue[first + i]
        entry.key, entry.claim, entry.slot = below.key, below.claim, below.slot
        i = child
    entry = queue[first + i]
    entry.key, entry.claim, entry.slot = key, claim, slot
    return taken


@njit
def _file_in(queue, first, size, key, claim, slot):
    """Put a visit into the queue of `size` visits in their order that begins at `first`."""
    i = first + size
    while i > first and (queue[i - 1].key > key or (queue[i - 1].key == key and queue[i - 1].claim > claim)):
        queue[i] = queue[i - 1]
        i -= 1
    entry = queue[i]
    entry.key, entry.claim, entry.slot = key, claim, slot


@njit
def _escalate(queue, place, slot):
    """Put a visit in the queue of a place before all that are not escalated."""
    first, i = place.queue, 0
    while i < place.queued and queue[first + i].slot != slot:
        i += 1
    if i < place.queued and queue[first + i].key > -ESCALATION // 2:
        key, claim = queue[first + i].key - ESCALATION, queue[first + i].claim
        if place.circle >= 0:
            _file_in(queue, first, i, key, claim, slot)
        else:
            _join(queue, first, i, key, claim, slot)


@njit
def _escalate_visit(layout, state, step, slot):
    """Put a visit before all that are not escalated in all queues in which it stands."""
    for k in range(step.people, step.people_end):
        _escalate(state.queue, state.place[layout.people[k]], slot)


@njit
def _give_room(queue, place, used):
    """Move the queue of a place behind all that is used, with twice the room; return how much is used then."""
    for i in range(place.queued):
        queue[used + i] = queue[place.queue + i]
    place.queue, place.room = used, 2 * place.room
    return used + place.room


@njit
def _is_too_long(soonest, bits, here, hands_end, stays, first, end):
    """Tell whether work that ends at `end` finds nobody who stays until then and has nothing else in hand."""
    for longer in range(here.on_duty):
        until = stays[first + longer]
        if end > until:
            later = here.in_hand
            for hand in range(here.hands, hands_end):
                if soonest[hand] >> bits <= until:
                    later -= 1
            if later >= longer:
                return True
    return False


# Departments ---------------------------------------------------------------------------------------------------------


@njit(forceinline=True)
def _look_again(layout, soonest, here, p):
    """Have a department take when people come on duty, if anything is left in its queue."""
    if here.queued and here.change < here.last_change:
        i = here.change
        while i < here.last_change and layout.duty_staff[i] == 0:
            i += 1
        key = (layout.duty_since[i] << layout.bits) | (layout.slots + p) if i < here.last_change else NO_EVENT
        if soonest[layout.wakes + p] != key:
            _forget(soonest, layout.levels, layout.wakes + p)
            _expect(soonest, layout.levels, layout.wakes + p, key)


@njit(forceinline=True)
def _hands_of(step, slot):
    """Return where in `State.hands` the numbers of the people on a joint visit stand, one for each department."""
    return step.hands + (slot - step.slot) * (step.people_end - step.people)


@njit
def _end_of_work(layout, state, step, seconds, now):
    """Return when work ends that is begun now and takes so much open time."""
    last = layout.office_first[step.office + 1]
    i = _onward(layout.closes, state.office_at[step.office], last, now)
    state.office_at[step.office] = i
    return _finish(layout.opens, layout.closes, layout.open_s, i, last, now, seconds)


@njit
def _could_start(layout, luck, state, slot, now):
    """Tell whether all departments that a queued visit needs have somebody for it."""
    row = state.visit[slot - layout.lead]
    step = layout.node[row.node]
    for k in range(step.people, step.people_end):
        here = state.place[layout.people[k]]
        if here.in_hand >= here.on_duty:
            return False
        if here.fits:
            p = layout.people[k]
            hands_end = state.place[p + 1].hands if p + 1 < len(state.place) else layout.wakes
            end = _end_of_work(layout, state, step, np.int64(luck.occupied[slot]), now)
            first = layout.stays_first[here.change - 1]
            if _is_too_long(state.soonest, layout.bits, here, hands_end, layout.stays, first, end):
                return False
    return True


@njit
def _is_among_first(layout, luck, state, slot, now):
    """Tell whether before a visit fewer that could start stand than people are free, in all queues in which it is."""
    step = layout.node[state.visit[slot - layout.lead].node]
    for k in range(step.people, step.people_end):
        here = state.place[layout.people[k]]
        i, before = here.queue, 0
        while state.queue[i].slot != slot:
            other = state.queue[i].slot
            if state.visit[other - layout.lead].phase == QUEUED and _could_start(layout, luck, state, other, now):
                before += 1
                if before >= here.on_duty - here.in_hand:
                    return False
            i += 1
    return True


@njit
def _start_together(layout, luck, state, slot, now):
    """Have one person of each department that a queued visit needs begin with it."""
    row = state.visit[slot - layout.lead]
    step = layout.node[row.node]
    end = _end_of_work(layout, state, step, np.int64(luck.occupied[slot]), now)
    row.phase, row.start, row.work = IN_HAND, now, luck.work[slot]
    for k in range(step.people, step.people_end):
        here = state.place[layout.people[k]]
        here.in_hand += 1
        word = here.free
        while not state.free[word]:
            word += 1
        staff = (word - here.free) * 64 + _lowest(state.free[word])
        state.free[word] &= state.free[word] - np.uint64(1)
        if layout.people[k] == step.place:
            row.staff = staff + 1
        if step.people_end - step.people > 1:
            state.hands[_hands_of(step, slot) + k - step.people] = staff
        if end < layout.horizon:
            _expect(state.soonest, layout.levels, here.hands + staff, (end << layout.bits) | slot)


@njit
def _strike_out(layout, state, here):
    """Take out of a queue in its order what does not wait there any more."""
    kept = here.queue
    for i in range(here.queue, here.queue + here.queued):
        if state.visit[state.queue[i].slot - layout.lead].phase == QUEUED:
            state.queue[kept] = state.queue[i]
            kept += 1
    here.queued = kept - here.queue


@njit
def _start_some(layout, luck, state, circle, now, is_let_go):
    """Ask the departments of a circle in turn to start, in the order of their queues, what can start.

    With `is_let_go` it is the first visit alone, of the first department, that only waits for others which wait for it.
    Tell whether any was started.
    """
    has_started = False
    for c in range(layout.circle_first[circle], layout.circle_first[circle + 1]):
        here = state.place[layout.circle[c]]
        for i in range(here.queue, here.queue + here.queued):
            if here.in_hand >= here.on_duty:
                break
            slot = state.queue[i].slot
            if state.visit[slot - layout.lead].phase != QUEUED or not _could_start(layout, luck, state, slot, now):
                continue
            if is_let_go or _is_among_first(layout, luck, state, slot, now):
                _start_together(layout, luck, state, slot, now)
                has_started = True
                if is_let_go:
                    return True
    return has_started


@njit
def _take_together(layout, luck, state, circle, now):
    """Have departments that some steps need together take; see `adminsim.engine.places.Circle`."""
    for c in range(layout.circle_first[circle], layout.circle_first[circle + 1]):
        here = state.place[layout.circle[c]]
        while here.change < here.last_change and layout.duty_since[here.change] <= now:
            here.on_duty = layout.duty_staff[here.change]
            here.change += 1
        _strike_out(layout, state, here)
    while _start_some(layout, luck, state, circle, now, False) or _start_some(layout, luck, state, circle, now, True):
        pass
    for c in range(layout.circle_first[circle], layout.circle_first[circle + 1]):
        here = state.place[layout.circle[c]]
        _strike_out(layout, state, here)
        _look_again(layout, state.soonest, here, layout.circle[c])


# Groups ---------------------------------------------------------------------------------------------------------------


@njit
def _lasting(seconds):
    """Return a length in whole seconds, one at least."""
    return np.int64(min(max(np.rint(seconds), 1.0), 2147483647.0))


@njit
def _is_busy(state, here, number):
    """Tell whether the person of a number, from 0, has something in hand."""
    return not (state.free[here.free + (number >> 6)] >> np.uint64(number & 63)) & np.uint64(1)


@njit
def _would_stay(layout, state, here, bench, last, on_duty, busy, end):
    """Tell whether work that ends at `end` finds one of a group who stays until then and has nothing else in hand."""
    first = layout.benches.first[bench]
    stays = layout.stays_first[here.change - 1] + first
    for longer in range(on_duty):
        until = layout.stays[stays + longer]
        if end > until:
            later = busy
            for number in range(first, last):
                if state.soonest[here.hands + number] >> layout.bits <= until:
                    later -= 1
            if later >= longer:
                return False
    return True


@njit
def _who_takes(layout, luck, state, here, hands_end, slot, now):
    """Return the first bench asked that has somebody free who may take a visit and would be done within hours."""
    benches, node = layout.benches, state.visit[slot - layout.lead].node
    for bench in range(here.benches, here.benches_end):
        if not benches.able[bench, node]:
            continue
        first = benches.first[bench]
        last = min(first + benches.people[bench], hands_end - here.hands)
        on_duty = min(max(here.on_duty - first, 0), benches.people[bench])
        busy = 0
        for number in range(first, last):
            if _is_busy(state, here, number):
                busy += 1
        if busy >= on_duty:
            continue
        if here.fits:
            seconds = _lasting(luck.exact[slot] / benches.speed[bench] / benches.share[bench])
            end = _end_of_work(layout, state, layout.node[node], seconds, now)
            if not _would_stay(layout, state, here, bench, last, on_duty, busy, end):
                continue
        return bench
    return -1


@njit
def _start_with(layout, luck, state, here, bench, slot, now):
    """Have the first of a bench who is free begin with a queued visit."""
    row, exact, benches = state.visit[slot - layout.lead], luck.exact[slot], layout.benches
    speed = benches.speed[bench]
    number = benches.first[bench]
    while _is_busy(state, here, number):
        number += 1
    state.free[here.free + (number >> 6)] &= ~(np.uint64(1) << np.uint64(number & 63))
    here.in_hand += 1
    row.phase, row.start, row.work, row.staff = IN_HAND, now, _lasting(exact / speed), number + 1
    seconds = _lasting(exact / speed / benches.share[bench])
    end = _end_of_work(layout, state, layout.node[row.node], seconds, now)
    if end < layout.horizon:
        _expect(state.soonest, layout.levels, here.hands + number, (end << layout.bits) | slot)


@njit
def _take_by_groups(layout, luck, state, p, now):
    """Have a department whose people differ take: each visit, in the order of its queue, by the first who can."""
    here = state.place[p]
    hands_end = state.place[p + 1].hands if p + 1 < len(state.place) else layout.wakes
    while here.change < here.last_change and layout.duty_since[here.change] <= now:
        here.on_duty = layout.duty_staff[here.change]
        here.change += 1
    kept = here.queue
    for i in range(here.queue, here.queue + here.queued):
        slot = state.queue[i].slot
        if state.visit[slot - layout.lead].phase != QUEUED:
            continue
        bench = -1
        if here.in_hand < here.on_duty:
            bench = _who_takes(layout, luck, state, here, hands_end, slot, now)
        if bench >= 0:
            _start_with(layout, luck, state, here, bench, slot, now)
        else:
            state.queue[kept] = state.queue[i]
            kept += 1
    here.queued = kept - here.queue
    _look_again(layout, state.soonest, here, p)


# Limits and patience --------------------------------------------------------------------------------------------------


@njit
def _open_visit(visits, lead, step, case):
    """Return the slot of the visit of a step that is open."""
    slot = np.uint64(step.slot + (np.int64(case) - step.first_case) * step.slot_stride)
    while visits[slot - lead].phase >= OVER:
        slot += np.uint64(1)
    return slot


@njit
def _escalate_case(layout, state, lead, case, route):
    """Escalate all that a case has in queues."""
    state.escalated[case] = 1
    for w in range(state.open.shape[1]):
        under_way = state.open[case, w]
        while under_way:
            step = layout.node[layout.route_node[layout.route_first[route] + w * 64 + _lowest(under_way)]]
            under_way &= under_way - np.uint64(1)
            slot = _open_visit(state.visit, lead, step, case)
            if state.visit[slot - lead].phase == QUEUED:
                _escalate_visit(layout, state, step, np.int64(slot))


@njit
def _pass_tacitly(row, now):
    """Have an open visit count as passed: what is in hand is finished, anything else ends now."""
    if row.phase == PASSING:
        return
    row.result = TACIT
    if row.phase == IN_HAND:
        row.phase, row.correction_end = FINISHING, now
        return
    if row.phase == CORRECTING:
        row.correction_end = now
    else:
        row.joined = now if row.joined == NOT_YET else row.joined
        row.start = now if row.start == NOT_YET else row.start
        row.end = now
    row.phase = OVER


@njit
def _approve_case(layout, state, lead, case, route, now):
    """Have all that the decision of a case waits for count as passed."""
    state.decided[case], state.outcome[case] = now, PASS
    for w in range(state.open.shape[1]):
        under_way = state.open[case, w] & layout.deciding[route, w]
        while under_way:
            step = layout.node[layout.route_node[layout.route_first[route] + w * 64 + _lowest(under_way)]]
            under_way &= under_way - np.uint64(1)
            _pass_tacitly(state.visit[_open_visit(state.visit, lead, step, case) - lead], now)
        state.open[case, w] &= ~layout.deciding[route, w]
        state.done[case, w] |= layout.deciding[route, w]


@njit
def _used_up(layout, luck, clock, case, counting, instant):
    """Return when the agency clock will have run for the limit of a case if it goes on at an instant, if not before."""
    opens, closes, days = layout.opens, layout.closes, layout.days
    first, last = layout.office_first[layout.official], layout.office_first[layout.official + 1]
    begins, left, slot = clock.begins[case], luck.limit[case], clock.first[case]
    reached = (begins if begins == luck.submitted[case] else begins - 1) // DAY_S
    while True:
        since, until = np.int64(instant), np.int64(NEVER)
        if slot != NOT_YET:
            since, until = clock.since[slot], clock.until[slot]
        since = max(since, begins)
        i = _after(closes, first, last, since)
        begun = max(since, opens[i]) if i < last else np.int64(NEVER)
        if begun < until and counting == OFFICIAL:
            end = _finish(opens, closes, layout.open_s, i, last, since, left)
            if end <= until:
                return end
            left -= _left(layout, since, OFFICIAL, until)
        elif begun < until:
            first_day = max(begun // DAY_S, reached + 1)
            end = _end_of_days(days, first_day * DAY_S, WORKING_DAYS, left)
            if until == NEVER:
                return end
            last_day = (min(until, closes[_after(opens, first, last, until - 1) - 1]) - 1) // DAY_S
            if end <= (last_day + 1) * DAY_S:
                return end
            left -= _left(layout, first_day * DAY_S, WORKING_DAYS, (last_day + 1) * DAY_S)
            reached = max(reached, last_day)
        if until == NEVER:
            return np.int64(NEVER)
        slot = clock.after[slot] if slot != clock.last[case] else np.int64(NOT_YET)


@njit
def _end_of_limit(layout, luck, clock, case, route, instant):
    """Return when a limit of a case that moves ends if the agency clock goes on at an instant, if not before."""
    counting, begins = layout.moving.counting[route], clock.begins[case]
    if begins == NEVER:
        return np.int64(NEVER)
    if layout.moving.stands_still[route]:
        return np.int64(_used_up(layout, luck, clock, case, counting, instant))
    # Midnight belongs to the day that a submission begins.
    is_counted_in_days = counting != SECONDS and counting != OFFICIAL
    start = begins + 1 if is_counted_in_days and begins == luck.submitted[case] else begins
    return np.int64(_due(layout, start, counting, luck.limit[case]))


@njit
def _due_of_case(layout, luck, state, case, route, now):
    """Return the due date by its case of what joins now; where that moves it is fixed then, or by a decision."""
    if len(layout.moving.counting) == 0 or layout.moving.counting[route] == NO_DAYS:
        return np.int64(luck.due[case])
    instant = now if state.decided[case] == NOT_YET else np.int64(state.decided[case])
    return _end_of_limit(layout, luck, state.clock, case, route, instant)


@njit
def _foresee(layout, luck, state, case, route, now, waiting):
    """Find anew when the limit of a case ends; return the size of the heap with the event of it."""
    clock, expires = state.clock, np.int64(NEVER)
    if layout.moving.counting[route] == NO_DAYS or layout.on_expiry[route] == NOTHING:
        return waiting
    if not clock.is_over[case] and (clock.open[case] or not layout.moving.stands_still[route]):
        expires = max(_end_of_limit(layout, luck, clock, case, route, now), now)
    if expires != state.expires[case]:
        state.expires[case] = expires
        if expires < layout.horizon:
            waiting = _schedule(state.waits, waiting, (expires << layout.bits) | (layout.expiring + np.int64(case)))
    return waiting


@njit
def _begin_clock(luck, clock, case, slot):
    """Have the clock of a case of a backlog run from its submission to the start; `slot` is that of the arrival."""
    if luck.submitted[case] < 0:
        clock.since[slot], clock.until[slot] = luck.submitted[case], 0
        clock.first[case] = clock.last[case] = slot


@njit
def _open_counting(layout, luck, state, case, route, slot, now, waiting):
    """Have one more counting step of a case open, with the visit of a slot."""
    clock = state.clock
    clock.open[case] += 1
    if clock.open[case] > 1:
        return waiting
    clock.since[slot], clock.until[slot] = now, NEVER
    if clock.first[case] == NOT_YET:
        clock.first[case] = slot
    else:
        clock.after[clock.last[case]] = slot
    clock.last[case] = slot
    return _foresee(layout, luck, state, case, route, now, waiting)


@njit
def _close_counting(layout, luck, state, case, route, now, waiting):
    """Have one counting step of a case less open."""
    clock = state.clock
    clock.open[case] -= 1
    if clock.open[case]:
        return waiting
    clock.until[clock.last[case]] = now
    return _foresee(layout, luck, state, case, route, now, waiting)


@njit
def _accept(layout, luck, state, case, route, instant, now, waiting):
    """Have a case accepted as of an instant, unless it was earlier."""
    if instant >= state.clock.begins[case]:
        return waiting
    state.clock.begins[case] = instant
    return _foresee(layout, luck, state, case, route, now, waiting)


# The run --------------------------------------------------------------------------------------------------------------


@entry
def simulate(layout, luck, state):
    """Run to the horizon. `state.visit` then holds the records of the visits that have a phase other than UNOPENED."""
    node, route_first, route_node = layout.node, layout.route_first, layout.route_node
    upstream, openable, following = layout.upstream, layout.openable, layout.following
    redo, decision = layout.redo, layout.decision
    opens, closes, open_s, office_first = layout.opens, layout.closes, layout.open_s, layout.office_first
    official, days, meetings, seats = layout.official, layout.days, layout.meetings, layout.seats
    duty_since, duty_staff, stays_first, stays = layout.duty_since, layout.duty_staff, layout.stays_first, layout.stays
    departments, people, levels = layout.departments, layout.people, layout.levels
    wakes, slots, expiring, lapsing = layout.wakes, layout.slots, layout.expiring, layout.lapsing
    bits, horizon = layout.bits, layout.horizon
    arrival, case_route, begun = luck.arrival, luck.route, luck.begun
    arrival_first, chain_first, has_backlog = layout.arrival_first, layout.chain_first, len(begun) > 0
    has_deadlines, has_moving = len(state.expires) > 0, len(layout.moving.counting) > 0
    skipped, handover, work, occupied = luck.skipped, luck.handover, luck.work, luck.occupied
    calendar, working, results = luck.calendar, luck.working, luck.result
    correct_calendar, correct_working = luck.correct_calendar, luck.correct_working
    visits, case_done, case_open = state.visit, state.done, state.open
    decided, outcome, free, places = state.decided, state.outcome, state.free, state.place
    queue, looking, office_at = state.queue, state.looking, state.office_at
    soonest, waits = state.soonest, state.waits
    words, whole_routes, top = case_done.shape[1], len(route_node), levels[-1]
    official_last = office_first[official + 1]
    one, nothing, lead, slot_mask = np.uint64(1), np.uint64(0), np.uint64(layout.lead), (np.int64(1) << bits) - 1
    arrived, waiting, looks, room_used = 0, 0, 0, ROOM * len(places)
    now, end_of_instant = np.int64(NOT_YET), np.int64(0)
    while True:
        key = min(arrival[arrived], soonest[top], waits[0])
        if key >= end_of_instant:
            # Phase 3: every department and every meeting takes from its queue.
            while looks:
                looks -= 1
                p = looking[looks]
                here = places[p]
                here.looks = 0
                if p >= departments:
                    seated = 0
                    while here.queued and (seats[here.change] == 0 or seated < seats[here.change]):
                        slot = np.uint64(_take(queue, here.queue, here.queued))
                        here.queued -= 1
                        if visits[slot - lead].phase != OVER:
                            seated += 1
                            visits[slot - lead].phase, visits[slot - lead].start = IN_HAND, now
                            end = now + calendar[slot]
                            if end < horizon:
                                waiting = _schedule(waits, waiting, (end << bits) | np.int64(slot))
                    if here.queued:
                        here.change = _onward(meetings, here.change, here.last_change, now)
                        if here.change < here.last_change:
                            _expect(soonest, levels, wakes + p, (meetings[here.change] << bits) | (slots + p))
                    continue
                if here.benches_end > here.benches:
                    _take_by_groups(layout, luck, state, p, now)
                    continue
                if here.circle >= 0:
                    _take_together(layout, luck, state, here.circle, now)
                    continue
                while here.change < here.last_change and duty_since[here.change] <= now:
                    here.on_duty = duty_staff[here.change]
                    here.change += 1
                set_aside, joined_before = 0, here.queued
                while here.queued and here.in_hand < here.on_duty:
                    its_key, its_claim = queue[here.queue].key, queue[here.queue].claim
                    slot = np.uint64(_take(queue, here.queue, here.queued))
                    here.queued -= 1
                    row = visits[slot - lead]
                    if row.phase == OVER:
                        continue
                    office = node[np.uint64(row.node)].office
                    last = office_first[office + 1]
                    office_at[office] = _onward(closes, office_at[office], last, now)
                    end = _finish(opens, closes, open_s, office_at[office], last, now, np.int64(occupied[slot]))
                    if here.fits:
                        hands_end = places[p + 1].hands if p + 1 < len(places) else wakes
                        if _is_too_long(soonest, bits, here, hands_end, stays, stays_first[here.change - 1], end):
                            # What is set aside stands behind the queue, in the room that it has left.
                            set_aside += 1
                            entry = queue[here.queue + joined_before - set_aside]
                            entry.key, entry.claim, entry.slot = its_key, its_claim, np.int64(slot)
                            continue
                    here.in_hand += 1
                    word = here.free
                    while not free[word]:
                        word += 1
                    staff = (word - here.free) * 64 + _lowest(free[word])
                    free[word] &= free[word] - one
                    row.phase, row.start, row.work, row.staff = IN_HAND, now, work[slot], staff + 1
                    if end < horizon:
                        _expect(soonest, levels, here.hands + staff, (end << bits) | np.int64(slot))
                for back in range(joined_before - set_aside, joined_before):
                    entry = queue[here.queue + back]
                    its_key, its_claim, its_slot = entry.key, entry.claim, entry.slot
                    _join(queue, here.queue, here.queued, its_key, its_claim, its_slot)
                    here.queued += 1
                _look_again(layout, soonest, here, p)
            key = min(arrival[arrived], soonest[top], waits[0])
            now = key >> bits
            if now >= horizon:
                return
            end_of_instant = (now + 1) << bits

        # Phase 2: all that ends or arrives, the smallest first, with what follows from it.
        slot = np.uint64(key & slot_mask)
        opening, joining, ended, closing = np.int64(-1), False, np.int64(NOT_YET), np.int64(NOT_YET)
        is_sent_back = False
        if key == arrival[arrived]:
            arrived += 1
            chain = 0
            while arrival_first[chain + 1] <= np.int64(slot):
                chain += 1
            case = np.uint64(np.int64(slot) - arrival_first[chain] + chain_first[chain])
            route = np.uint64(case_route[case])
            opening = whole_routes + np.int64(route)
            if has_backlog and begun[case] >= 0:
                for w in range(words):
                    case_done[case, w] = upstream[route_first[route] + begun[case], w]
            if has_deadlines:
                for instant in (state.expires[case], luck.gives_up[case]):
                    if instant < horizon:
                        waiting = _schedule(waits, waiting, (instant << bits) | (expiring + np.int64(case)))
            if has_moving:
                _begin_clock(luck, state.clock, case, slot)
                waiting = _foresee(layout, luck, state, case, route, now, waiting)
        elif slots <= np.int64(slot) < expiring:
            p = np.int64(slot) - slots
            _forget(soonest, levels, wakes + p)
            if not places[p].looks:
                places[p].looks, looking[looks] = 1, p
                looks += 1
            continue
        elif expiring <= np.int64(slot) < lapsing:
            # The limit of a case or the patience of its applicant ends.
            waiting = _drop_first(waits, waiting)
            case = np.uint64(np.int64(slot) - expiring)
            if decided[case] != NOT_YET:
                continue
            route = np.uint64(case_route[case])
            if state.expires[case] == now:
                state.expires[case] = NEVER
                if has_moving:
                    state.clock.is_over[case] = 1
                if layout.on_expiry[route] == APPROVE:
                    _approve_case(layout, state, lead, case, route, now)
                    opening = whole_routes + np.int64(route)
                else:
                    _escalate_case(layout, state, lead, case, route)
            if decided[case] == NOT_YET and luck.gives_up[case] == now:
                closing = np.int64(GIVEN_UP)
        else:
            if key == waits[0]:
                waiting = _drop_first(waits, waiting)
            has_lapsed, has_left = np.int64(slot) >= lapsing, False
            if has_lapsed:
                has_left = (np.int64(slot) - lapsing) & 1 == 1
                slot = np.uint64((np.int64(slot) - lapsing) >> 1)
            row = visits[slot - lead]
            at, step = row.phase, node[np.uint64(row.node)]
            case = np.uint64(step.first_case + row.case)
            route = np.uint64(case_route[case])
            is_closed = outcome[case] == REJECT or outcome[case] == GIVEN_UP
            if has_left:
                # The patience of an applicant ends, who gives up if still in the queue and undecided.
                if at != QUEUED or decided[case] != NOT_YET:
                    continue
                closing = np.int64(GIVEN_UP)
            elif has_lapsed and at != WAITING:
                # The limit of a step ends: the visit is escalated, or the step counts as passed.
                if is_closed or (at != QUEUED and at != IN_HAND):
                    continue
                if step.on_expiry == ESCALATE:
                    if at == QUEUED:
                        _escalate_visit(layout, state, step, np.int64(slot))
                    continue
                _pass_tacitly(row, now)
                ended = np.int64(TACIT)
                if has_moving and step.counts and decided[case] == NOT_YET:
                    waiting = _close_counting(layout, luck, state, case, route, now, waiting)
            elif at == IN_HAND or at == WAITING or at == FINISHING:
                row.end = now
                is_ignored = is_closed or at == FINISHING
                ended = np.int64(PASS)
                if at == FINISHING:
                    ended = np.int64(TACIT)
                elif is_closed:
                    ended = np.int64(MOOT)
                elif step.may_fail:
                    ended = np.int64(results[slot])
                correction_end = np.int64(NOT_YET)
                if at == WAITING:
                    if step.promise != NO_DAYS and row.visit == 1:
                        start = np.int64(row.start)
                        end = start + calendar[slot]
                        if working[slot]:
                            i = _after(closes, office_first[official], official_last, start)
                            seconds = np.int64(working[slot])
                            end = max(end, _finish(opens, closes, open_s, i, official_last, start, seconds))
                        if end > _end_of_days(days, start, step.promise, step.promise_days):
                            ended = np.int64(REJECT if step.promise_rejects else RETURN)
                            correction_end = end
                elif step.kind == WORK:
                    for k in range(step.people, step.people_end):
                        p, staff = people[k], np.int64(row.staff) - 1
                        if step.people_end - step.people > 1:
                            staff = state.hands[_hands_of(step, np.int64(slot)) + k - step.people]
                        _forget(soonest, levels, places[p].hands + staff)
                        free[places[p].free + (staff >> 6)] |= one << np.uint64(staff & 63)
                        places[p].in_hand -= 1
                        if places[p].queued and not places[p].looks:
                            places[p].looks, looking[looks] = 1, p
                            looks += 1
                row.result, row.phase = ended, OVER
                if has_moving and at != FINISHING:
                    if step.counts and decided[case] == NOT_YET:
                        waiting = _close_counting(layout, luck, state, case, route, now, waiting)
                    if ended == INCOMPLETE and row.visit == 1 and step.notice != NO_DAYS:
                        # A file of whose defects nobody tells in time counts as accepted when it was filed.
                        filed, entry = np.int64(row.ready), np.uint64(route_first[route] + step.position)
                        is_late = now > _end_of_days(days, filed + 1, step.notice, step.notice_days)
                        if is_late and layout.moving.accepts[entry]:
                            waiting = _accept(layout, luck, state, case, route, filed, now, waiting)
                if ended == RETURN or ended == INCOMPLETE:
                    # The applicant corrects.
                    if correction_end == NOT_YET:
                        correction_end = now + correct_calendar[slot]
                        if correct_working[slot]:
                            office_at[official] = _onward(closes, office_at[official], official_last, now)
                            seconds = np.int64(correct_working[slot])
                            end = _finish(opens, closes, open_s, office_at[official], official_last, now, seconds)
                            correction_end = max(correction_end, end)
                    row.phase = CORRECTING
                    if correction_end < horizon:
                        waiting = _schedule(waits, waiting, (correction_end << bits) | np.int64(slot))
                    continue
                if is_ignored:
                    continue
            elif at == HANDED_OVER:
                joining = True
            elif at == CORRECTING:
                row.correction_end, row.phase = now, OVER
                ended = np.int64(row.result)
            elif at == PASSING:
                if is_closed:
                    continue
                ended = np.int64(PASS)
            else:
                continue

            if ended != NOT_YET:
                entry = np.uint64(route_first[route] + step.position)
                word, bit = np.uint64(step.position >> 6), one << np.uint64(step.position & 63)
                case_open[case, word] &= ~bit
                if ended == REJECT and decided[case] == NOT_YET:
                    closing = ended
                elif ended == RETURN or ended == INCOMPLETE:
                    # Sent back: the steps from the named earlier one on are to be done again.
                    opening, is_sent_back = np.int64(entry), True
                    if ended == RETURN:
                        for w in range(words):
                            case_done[case, w] &= ~redo[entry, w]
                else:
                    # Complete: the step is done; it may decide the case or open what waited for it.
                    opening = np.int64(entry)
                    if has_moving and at != PASSING and layout.moving.accepts[entry]:
                        waiting = _accept(layout, luck, state, case, route, now, now, waiting)
                    case_done[case, word] |= bit
                    if not _lacks(decision, route, case_done, case) and decided[case] == NOT_YET:
                        decided[case], outcome[case] = now, PASS

        if closing != NOT_YET:
            # Rejected or given up: what is not in hand is dropped or cut short.
            decided[case], outcome[case] = now, closing
            for w in range(words):
                under_way = case_open[case, w]
                while under_way:
                    step = node[route_node[route_first[route] + w * 64 + _lowest(under_way)]]
                    under_way &= under_way - one
                    row = visits[_open_visit(visits, lead, step, case) - lead]
                    if row.phase == HANDED_OVER or row.phase == QUEUED:
                        row.result = DROPPED
                    elif row.phase == WAITING:
                        row.end, row.result = now, CUT_SHORT
                    elif row.phase == CORRECTING:
                        row.correction_end = now
                    if row.phase != IN_HAND and row.phase != PASSING:
                        row.phase = OVER

        # Open each step that is neither done nor open and has everything upstream done. Only a step that is to be done
        # again can have become so when a case was sent back; else only one right behind what was done last, unless
        # something behind that was done before, as it was not to be done again.
        is_far = opening >= 0 and not is_sent_back and _shares(openable, opening, case_done, case)
        w, pending = np.int64(-1) if opening >= 0 else words - 1, nothing
        while True:
            if not joining:
                while not pending and w + 1 < words:
                    w += 1
                    wanted = following[opening, w]
                    if is_sent_back:
                        wanted = redo[opening, w]
                    elif is_far:
                        wanted = openable[opening, w]
                    pending = wanted & ~(case_done[case, w] | case_open[case, w])
                if not pending:
                    break
                position = w * 64 + _lowest(pending)
                bit = pending & (~pending + one)
                pending ^= bit
                entry = np.uint64(route_first[route] + position)
                if _lacks(upstream, entry, case_done, case):
                    continue
                case_open[case, w] |= bit
                n = np.uint64(route_node[entry])
                step = node[n]
                number = np.int64(case) - step.first_case
                slot = np.uint64(step.slot + number * step.slot_stride)
                is_needed = not step.may_skip or not skipped[slot]
                times = np.int64(1)
                while visits[slot - lead].phase != UNOPENED:
                    slot += one
                    times += 1
                row = visits[slot - lead]
                row.case, row.node = number, n
                if not is_needed:
                    row.phase = PASSING
                    waiting = _schedule(waits, waiting, (now << bits) | np.int64(slot))
                    continue
                row.visit, row.staff, row.work, row.result = times, 0, 0, UNFINISHED
                row.ready, row.joined, row.start, row.end, row.correction_end = now, NOT_YET, NOT_YET, NOT_YET, NOT_YET
                if has_moving and step.counts and decided[case] == NOT_YET:
                    waiting = _open_counting(layout, luck, state, case, route, slot, now, waiting)
                if step.may_travel:
                    # The file travels; an applicant who comes in person joins at the next opening.
                    joined, seconds = now, np.int64(handover[slot])
                    if seconds and step.handover_working:
                        office_at[official] = _onward(closes, office_at[official], official_last, now)
                        joined = _finish(opens, closes, open_s, office_at[official], official_last, now, seconds)
                    elif seconds:
                        joined += seconds
                    if step.in_person and step.kind == WORK:
                        office = step.office
                        last = office_first[office + 1]
                        office_at[office] = _onward(closes, office_at[office], last, now)
                        i = _onward(closes, office_at[office], last, joined)
                        joined = max(joined, opens[i]) if i < last else np.int64(NEVER)
                    if joined > now:
                        row.phase = HANDED_OVER
                        if joined < horizon:
                            waiting = _schedule(waits, waiting, (joined << bits) | np.int64(slot))
                        continue
            # Join a queue, or begin to wait.
            joining = False
            row.joined = now
            if step.kind == DELAY:
                row.phase, row.start = WAITING, now
                if step.period != NO_DAYS:
                    end = _end_of_days(days, now, step.period, step.period_days)
                else:
                    end = now + calendar[slot]
                    if working[slot]:
                        office_at[official] = _onward(closes, office_at[official], official_last, now)
                        seconds = np.int64(working[slot])
                        end = max(end, _finish(opens, closes, open_s, office_at[official], official_last, now, seconds))
                event = np.int64(slot)
                if step.promise != NO_DAYS and row.visit == 1:
                    promised = _end_of_days(days, now, step.promise, step.promise_days)
                    if end > promised:
                        end, event = promised, lapsing + 2 * np.int64(slot)
                if end < horizon:
                    waiting = _schedule(waits, waiting, (end << bits) | event)
                continue
            row.phase = QUEUED
            due = np.int64(NEVER)
            if step.limit != NO_DAYS:
                amount = step.limit_amount
                if luck.extended[slot]:
                    amount += step.extension
                if step.limit_stands_still and row.visit > 1:
                    earlier = visits[slot - one - lead]
                    if earlier.result == RETURN or earlier.result == INCOMPLETE:
                        end = np.int64(earlier.end)
                        amount = _left(layout, end, step.limit, state.due[slot - one - lead])
                due = _due(layout, np.int64(row.ready) if step.limit_from_ready else now, step.limit, amount)
                if step.limit_stands_still:
                    state.due[slot - lead] = due
                if step.on_expiry != NOTHING and due < horizon:
                    waiting = _schedule(waits, waiting, (max(due, now) << bits) | (lapsing + 2 * np.int64(slot)))
            if step.may_leave and luck.patience[slot]:
                leaves = now + np.int64(luck.patience[slot])
                if step.patience_working:
                    office_at[official] = _onward(closes, office_at[official], official_last, now)
                    seconds = np.int64(luck.patience[slot])
                    leaves = _finish(opens, closes, open_s, office_at[official], official_last, now, seconds)
                if leaves < horizon:
                    waiting = _schedule(waits, waiting, (leaves << bits) | (lapsing + 2 * np.int64(slot) + 1))
            claim = (now << bits) | (step.claim + (np.int64(case) - step.first_case) * step.claim_stride)
            for k in range(step.people, step.people_end):
                p = people[k]
                here = places[p]
                key = np.int64(0)
                if now >= here.due_from:
                    key = min(_due_of_case(layout, luck, state, case, route, now), due)
                else:
                    if here.discipline == PRIORITY:
                        key = np.int64(luck.priority[case])
                    if here.due_from < NEVER:
                        key -= WAITED
                key -= step.ahead
                if has_deadlines and state.escalated[case]:
                    key -= ESCALATION
                if here.queued == here.room:
                    room_used = _give_room(queue, here, room_used)
                if here.circle >= 0:
                    _file_in(queue, here.queue, here.queued, key, claim, np.int64(slot))
                else:
                    _join(queue, here.queue, here.queued, key, claim, np.int64(slot))
                here.queued += 1
                if p < departments:
                    if not here.looks:
                        here.looks, looking[looks] = 1, p
                        looks += 1
                elif soonest[wakes + p] == NO_EVENT:
                    here.change = _onward(meetings, here.change, here.last_change, now - 1)
                    if here.change < here.last_change:
                        _expect(soonest, levels, wakes + p, (meetings[here.change] << bits) | (slots + p))


@entry
def squeeze(visits):
    """Move the records to the front, in order; return how many there are."""
    kept = 0
    for slot in range(len(visits)):
        if visits[slot].phase > PASSING:
            visits[kept] = visits[slot]
            kept += 1
    return kept
