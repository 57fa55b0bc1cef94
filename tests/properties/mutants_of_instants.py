"""Mutants of the rules of time and of an instant, of departments and of sessions."""

from __future__ import annotations

from mutation import Mutant

REFERENCE, PLACES = "engine.reference", "engine.places"
BENCHES, GROUP = "engine.benches", "model.group"
TIMELINE, WORKDAYS, CAPACITY = "model.timeline", "model.workdays", "engine.capacity"

CASES_MEET_IN_QUEUES = "two cases meet in queues alone, which are taken from after all ends and by keys of their own"


def _mutant(breaks: str, module: str, *passages: str, same_because: str = "") -> Mutant:
    pairs = tuple(zip(passages[::2], passages[1::2], strict=True))
    return Mutant(breaks, module, pairs, same_because)


_ENDS = "return Moment(self.env, min(instant, NEVER), FOLLOWING + visit.order)"
_SKIPS = "moment = Moment(self.env, self.now, FOLLOWING + first + number - 1)"


def _in_order(breaks: str, key: str, same_because: str = "") -> Mutant:
    """Return a mutant with another order of an instant: a formula of chain, rank, case, visit and place."""
    of_visit = "visit.case.chain, self.rank[visit.node], visit.case.number, visit.number, visit.order"
    of_skip = "case.chain, self.rank[node], case.number, number, first + number - 1"
    order = f"FOLLOWING + (lambda chain, rank, case, visit, place: {key})"
    ends = _ENDS.replace("FOLLOWING + visit.order", f"{order}({of_visit})")
    skips = _SKIPS.replace("FOLLOWING + first + number - 1", f"{order}({of_skip})")
    return _mutant(breaks, REFERENCE, _ENDS, ends, _SKIPS, skips, same_because=same_because)


ORDER = (
    _in_order("of two ends the larger name first", "(1 << 50) - place"),
    _in_order("of two chains the later in the file first", "(9 - chain << 40) + place", CASES_MEET_IN_QUEUES),
    _in_order("of two cases the larger number first", "(rank + 1 << 40) - 999 * case + visit", CASES_MEET_IN_QUEUES),
    _in_order("by case before step name", "(case << 40) + place", CASES_MEET_IN_QUEUES),
    _in_order(
        "of two visits of a step the later first", "(rank << 40) + 999 * (case + 1) - visit",
        "a step is visited again only when its visit is over, correction included",
    ),
    _mutant(
        "arrivals behind all ends",
        REFERENCE, "Moment(self.env, instant, FOLLOWING + first + number)",
        "Moment(self.env, instant, (1 << 50) + first + number)",
        same_because="before its arrival nothing of a case can end; " + CASES_MEET_IN_QUEUES,
    ),
    _mutant(
        "a skipped step does not wait for its turn",
        REFERENCE, "moment = Moment(self.env, self.now, FOLLOWING + first + number - 1)",
        "moment = Moment(self.env, self.now, 1)",
    ),
    _mutant(
        "a skipped step comes behind all ends",
        REFERENCE, "moment = Moment(self.env, self.now, FOLLOWING + first + number - 1)",
        "moment = Moment(self.env, self.now, (1 << 50) + first + number)",
    ),
    _mutant(
        "a wait of no length does not wait for its turn",
        REFERENCE, "        else:\n            yield self._until(visit, end)\n",
        "        elif end > self.now:\n            yield self._until(visit, end)\n",
    ),
    _mutant(
        "a hand-over of no length waits for its turn",
        REFERENCE, "if joined > visit.ready:", "if joined >= visit.ready:",
    ),
    _mutant(
        "steps that open together begin from the last one",
        REFERENCE, "lowest = pending & -pending", "lowest = 1 << (pending.bit_length() - 1)",
        same_because="what opens at an instant only joins, and a queue has keys of its own",
    ),
    _mutant("departments take before all that ends", PLACES, "TAKING = 1 << 62", "TAKING = 1"),
    _mutant(
        "departments take as soon as one joins or ends",
        PLACES, "            moment = Moment(self._simulation.env, instant, TAKING)\n            moment.callbacks.append(self._take)",
        "            moment = Moment(self._simulation.env, instant, 1)\n            moment.callbacks.append(self._take)",
    ),
    _mutant(
        "sessions take before all that ends",
        PLACES, "moment = Moment(self._simulation.env, self._is_called_for, TAKING)",
        "moment = Moment(self._simulation.env, self._is_called_for, 1)",
    ),
    _mutant(
        "a department takes one case at an instant",
        PLACES, "                visit.start_with([self.occupy(visit)], 0)\n                started.succeed()\n",
        "                visit.start_with([self.occupy(visit)], 0)\n                started.succeed()\n                break\n",
    ),
    _mutant("the instant of the horizon belongs to the run", REFERENCE, "until=self.plan.horizon_s", "until=self.plan.horizon_s + 1"),
    _mutant(
        "what outlives the horizon leaves no record",
        REFERENCE, "            for visit, _ in case.under_way.values():\n                self._record(visit)\n",
        "            pass\n",
    ),
    _mutant(
        "what was waiting before the start arrives before it",
        REFERENCE, "np.maximum(self.draws.cases[chain].submitted, 0)", "self.draws.cases[chain].submitted",
    ),
)  # fmt: skip

_FINISH = "yield self._until(visit, self._office[visit.node].finish(visit.start, visit.occupied))"
_DUTY = "return self._duty.at(self._simulation.now) - sum(len(people.ends) for people in self._people)"
_WHILE_SOMEBODY_IS_ON_DUTY = """
        end, left, duty = visit.start, visit.occupied, departments[0]._duty
        for since, until, staff in zip(duty.since, [*duty.since[1:], NEVER], duty.staff):
            able = min(max(until - max(since, visit.start), 0), left) if staff > 0 else 0
            end, left = (max(since, visit.start) + able if able else end), left - able
        yield self._until(visit, end if not left else NEVER)"""

WORK = (
    _mutant("one case more than people", PLACES, "while self._queue and self.free > 0:", "while self._queue and self.free >= 0:"),
    _mutant("somebody starts while closed", PLACES, _DUTY, _DUTY.replace("self._duty.at(self._simulation.now)", "max(self._duty.at(self._simulation.now), 1)")),
    _mutant(
        "every end makes place for a start, also where a larger shift has left more in hand",
        PLACES, "        del self.ends[visit.order]\n",
        "        self.ends.pop(visit.order, None)\n"
        "        on_duty = max(self._duty.at(self._simulation.now), 1)\n"
        "        while len(self.ends) >= on_duty:\n"
        "            self.ends.popitem()\n",
        "next(people for people in self._people if visit.order in people.ends)",
        "next((people for people in self._people if visit.order in people.ends), self._people[0])",
    ),
    _mutant("a new shift begins a second later", PLACES, _DUTY, _DUTY.replace("self._simulation.now", "max(self._simulation.now - 1, 0)")),
    _mutant("a shift holds at the instant at which it ends", CAPACITY, "self.staff[bisect_right(self.since, instant) - 1]", "self.staff[max(bisect_left(self.since, instant), 1) - 1]", "from bisect import bisect_right", "from bisect import bisect_left, bisect_right"),
    _mutant("a department looks again at joins and ends alone", PLACES, "self.take_at(self._duty.next_start(self._simulation.now))", "pass"),
    _mutant(
        "a department looks again whenever its shift changes",
        CAPACITY, "            if self.staff[position]:\n", "            if True:\n",
        same_because="where nobody is on duty it looks in vain, and looks again",
    ),
    _mutant(
        "dropped cases stay in the queue until somebody is free",
        PLACES, "        while self._queue and self._queue[0][-2].dropped:\n            heappop(self._queue)\n", "",
        same_because="a dropped case is never taken; this only spares a look",
    ),
    _mutant(
        "a dropped case is taken like any other",
        PLACES, "            if not visit.dropped:\n                visit.start_with", "            if True:\n                visit.start_with",
    ),
    _mutant("the staff number is the one given back last", PLACES, "heappop(self._free_numbers)", "self._free_numbers.pop()"),
    _mutant("the staff number is never used again", PLACES, "        heappush(self._free_numbers, number)\n", ""),
    _mutant("work goes on while closed", REFERENCE, _FINISH, "yield self._until(visit, visit.start + visit.occupied)"),
    _mutant("work goes by the official hours", REFERENCE, _FINISH, _FINISH.replace("self._office[visit.node]", "self.plan.official")),
    _mutant("work in hand stops while nobody is on duty", REFERENCE, "        " + _FINISH, _WHILE_SOMEBODY_IS_ON_DUTY[1:]),
    _mutant("a share of the day does not stretch work", REFERENCE, "visit.occupied = self._work_s[visit.order], self._occupied[visit.order]", "visit.occupied = [self._work_s[visit.order]] * 2"),
    _mutant("the record keeps the time that work takes", REFERENCE, "work = visit.work if", "work = visit.occupied if"),
    _mutant("work that ends at closing ends at the next opening", TIMELINE, "i = bisect_left(self._done, target)\n            return self._closes[i] - (self._done[i] - target)", "i = bisect_right(self._done, target)\n            return self._closes[i] - (self._done[i] - target)"),
    _mutant("an office is open at the instant of closing", TIMELINE, "            i = bisect_right(self._closes, t)\n            return max(t, self._opens[i])", "            i = bisect_left(self._closes, t)\n            return max(t, self._opens[i])"),
)  # fmt: skip

_LATER = "sum(other > until for other in self.ends.values()) < longer"
_ASIDE = "                too_long.append(entry)\n                continue\n"

OWN_HOURS = (
    _mutant("what would end after hours is begun", PLACES, "        if not self._duty.stays:\n", "        if True:\n"),
    _mutant("what would end with one's hours is not begun", PLACES, "end <= until or", "end < until or"),
    _mutant("what does not fit holds up what is behind it", PLACES, _ASIDE, _ASIDE.replace("continue", "break")),
    _mutant("what does not fit loses its place", PLACES, "        for entry in too_long:\n            heappush(self._queue, entry)\n", "        self._queue += too_long\n"),
    _mutant("all stay as long as the last one", PLACES, "in enumerate(stays)", "in enumerate([max(stays)] * len(stays))"),
    _mutant("all go with the first one", PLACES, "in enumerate(stays)", "in enumerate([min(stays)] * len(stays))"),
    _mutant("who stays longest is free for everything", PLACES, _LATER, "longer > 0"),
    _mutant("who stays longest has what was begun first", PLACES, _LATER, "len(self.ends) < longer"),
    _mutant("what is left over night fits", PLACES, "        end = self._end(visit)\n        stays", "        end = self._simulation.now + visit.occupied\n        stays"),
)  # fmt: skip

GROUPS = (
    _mutant("all of a department are as fast", BENCHES, "work, occupied = exact_s / self.team.speed, exact_s / self.team.speed / self.share", "work, occupied = exact_s, exact_s / self.share"),
    _mutant("who is slower only takes longer by the clock", BENCHES, "work, occupied = exact_s / self.team.speed, ", "work, occupied = exact_s, "),
    _mutant("a share of the day does not stretch the work of groups", BENCHES, "exact_s / self.team.speed / self.share", "exact_s / self.team.speed"),
    _mutant("the work of groups is rounded down", BENCHES, "max(np.rint(seconds), 1.0)", "max(np.floor(seconds), 1.0)"),
    _mutant("a group has a person more", PLACES, "len(self.ends) >= self._bench.team.on_duty(staff)", "len(self.ends) > self._bench.team.on_duty(staff)"),
    _mutant("anybody may do anything", PLACES, "if not self._bench.able[visit.node] or len", "if len"),
    _mutant("all groups come as soon as anybody does", GROUP, "min(max(staff - self.first, 0), self.people)", "min(staff, self.people)"),
    _mutant("every group stays as long as those who stay longest", PLACES, "stays_at(self._simulation.now)[self._first :]", "stays_at(self._simulation.now)"),
    _mutant(
        "a group has also those who stay after it", PLACES, "            stays = stays[: self._bench.team.people]\n", "            pass\n",
        same_because="a group never has more in hand than it has people, so that those after them are never asked",
    ),
    _mutant("numbers of people begin anew in each group", PLACES, "else self._first + len(self.ends)", "else len(self.ends)"),
)  # fmt: skip

_BEFORE = "sum(self._could_start(other) for other in before) < department.free"
_LET_GO = """        for department in self._departments:
            for visit, started in department.waiting():
                if self._could_start(visit):
"""

JOINT = (
    _mutant("a joint file starts whatever stands before it", PLACES, _BEFORE, "department.free > 0"),
    _mutant("a joint file holds up what stands behind it", PLACES, _BEFORE, "len(before) < department.free"),
    _mutant("joint files in a circle wait for each other", PLACES, "self._start_what_can() or self._let_first_go()", "self._start_what_can()"),
    _mutant("in a circle the last department has its way", PLACES, _LET_GO, _LET_GO.replace("in self._departments", "in reversed(self._departments)")),
    _mutant("in a circle the last file of a department goes", PLACES, _LET_GO, _LET_GO.replace("department.waiting()", "department.waiting()[::-1]")),
    _mutant("joint work goes on in the hours of one department", REFERENCE, _FINISH, _FINISH.replace("self._office[visit.node]", "self.plan.office[self.people[visit.node][0]]")),
    _mutant("a joint file is escalated in one of its queues", REFERENCE, "for place in self.departments_of(visit) if at_work", "for place in self.departments_of(visit)[:1] if at_work"),
    _mutant("the departments of a circle take in turn once", PLACES, "        while self._start_what_can() or self._let_first_go():\n            pass\n", "        self._start_what_can()\n"),
)  # fmt: skip

_DUE = "return begun + amount"
_OF_CASE, _OF_STEP = "self._due_of_case(visit.case)", "self._due_of_step(visit)"
_EARLIER = f"return min({_OF_CASE}, {_OF_STEP})"
_BY = 'key = due if visit.joined >= self._due_from else priority if self._discipline == "priority" else 0'
_KEY = "(not case.escalated, key, visit.joined, case.chain, case.number, rank)"


def _key(old: str, new: str) -> tuple[str, str, str]:
    return PLACES, _KEY, _KEY.replace(old, new)


QUEUES = (
    _mutant("all departments are first come", PLACES, _BY, "key = 0"),
    _mutant("the higher number goes first", PLACES, _BY, _BY.replace("else priority", "else -priority")),
    _mutant("the latest due goes first", PLACES, _BY, _BY.replace("= due", "= -due")),
    _mutant("before the day from which due dates hold they hold, too", PLACES, _BY, _BY.replace("visit.joined >= self._due_from", "self._due_from < NEVER")),
    _mutant("due dates hold from a second after midnight", PLACES, _BY, _BY.replace(">=", ">")),
    _mutant("what joined before due dates hold goes behind", PLACES, "key -= WAITED", "key += WAITED"),
    _mutant("what is due early goes before what joined before due dates hold", PLACES, "key -= WAITED", "pass"),
    _mutant("only the limit of the chain is due", REFERENCE, _EARLIER, f"return {_OF_CASE}"),
    _mutant("only the limit of the step is due", REFERENCE, _EARLIER, f"return {_OF_STEP}"),
    _mutant("the later limit is due", REFERENCE, _EARLIER, _EARLIER.replace("min", "max")),
    _mutant("a limit in hours counts from the hand-over", REFERENCE, _DUE, "return visit.ready + amount"),
    _mutant("a limit in days counts from the hand-over", REFERENCE, "self._end_of_days(begun, counting, amount)", "self._end_of_days(visit.ready, counting, amount)"),
    _mutant("a queue does not look at the time of joining", *_key("visit.joined", "0")),
    _mutant("last come, first served", *_key("visit.joined", "-visit.joined")),
    _mutant("a queue goes by the time before the hand-over", *_key("visit.joined", "visit.ready")),
    _mutant("a redone step keeps its place in the queue", *_key("visit.joined", "visit.joined if visit.number == 1 else 0")),
    _mutant("of two chains in a queue the later in the file first", *_key("case.chain", "-case.chain")),
    _mutant("of two cases in a queue the larger number first", *_key("case.number", "-case.number")),
    _mutant("of two steps in a queue the larger name first", *_key("rank", "-rank")),
    _mutant("in a queue the step name goes before the case", *_key("case.number, rank", "rank, case.number")),
    _mutant("in a queue the case goes before its chain", *_key("case.chain, case.number", "case.number, case.chain")),
)  # fmt: skip

_STILL = "if nodes.limit_stands_still[node] and visit.before is not None and visit.before.result in SENT_BACK:"

LIMIT_CLOCKS = (
    _mutant("no limit stands still", REFERENCE, _STILL, "if False:"),
    _mutant("every limit stands still", REFERENCE, _STILL, _STILL.replace("nodes.limit_stands_still[node] and ", "")),
    _mutant("a step that is done again has what was left", REFERENCE, _STILL, _STILL.replace(" and visit.before.result in SENT_BACK", "")),
    _mutant("official hours pass day and night", REFERENCE, "return self.plan.official.finish(begun, amount)", "return begun + amount"),
    _mutant("every limit is counted from joining", REFERENCE, "visit.ready if nodes.limit_from_ready[node] else visit.joined", "visit.joined"),
    _mutant("what is left is counted to the end of the limit", REFERENCE, "self.plan.official.open_between(visit.end, max(due, visit.end))", "max(due - visit.end, 0)"),
    _mutant("the day of the return is left, too", REFERENCE, "workdays.between(day_of(visit.end), day_of(due))", "workdays.between(day_of(visit.end) - 1, day_of(due))"),
)  # fmt: skip

_LIST = "(not case.escalated, visit.joined, case.chain, case.number, rank, visit, begun)"

SESSIONS = (
    _mutant("a session at this instant is over", PLACES, "bisect_left(self._meetings, earliest)", "bisect_left(self._meetings, earliest + 1)"),
    _mutant("a session takes all", PLACES, "while self._queue and (not places or taken < places):", "while self._queue:"),
    _mutant("a session has a place more", PLACES, "taken < places", "taken <= places"),
    _mutant("a session is held once for each that joins at its instant", PLACES, " and self._meetings[position] != self._is_called_for", ""),
    _mutant("a dropped case keeps its place in a session", PLACES, "            if not visit.dropped:\n                taken += 1\n", "            taken += 1\n            if not visit.dropped:\n"),
    _mutant("what a session leaves is never called again", PLACES, "            self._call(self._simulation.now + 1)", "            pass"),
    _mutant("a session takes the last that joined", PLACES, _LIST, _LIST.replace("visit.joined", "-visit.joined")),
    _mutant("a session does not look at the time of joining", PLACES, _LIST, _LIST.replace("visit.joined", "0")),
    _mutant("a session takes the larger number first", PLACES, _LIST, _LIST.replace("case.number", "-case.number")),
    _mutant("a session takes the later chain first", PLACES, _LIST, _LIST.replace("case.chain", "-case.chain")),
    _mutant("a session takes the larger step name first", PLACES, _LIST, _LIST.replace("rank", "-rank"), same_because="a session is of one step"),
    _mutant("a meeting goes on in official hours alone", REFERENCE, "yield self._until(visit, visit.start + self._calendar[visit.order])", "yield self._until(visit, self.plan.official.finish(visit.start, self._calendar[visit.order]))"),
)  # fmt: skip

_HANDED = "self.plan.official.finish(joined, delay) if is_working else joined + delay"
_NEXT_OPEN = "joined = self._office[visit.node].next_open(joined)"
_DAYS_OF = "workdays = self.plan.workdays\n        if counting == Counting.WORKING_DAYS:"
DELAYS = (
    _mutant("a hand-over in working days goes on while closed", REFERENCE, _HANDED, "joined + delay"),
    _mutant("every hand-over goes by official hours", REFERENCE, _HANDED, "self.plan.official.finish(joined, delay)"),
    _mutant("who comes in person joins while closed", REFERENCE, "if self._in_person[visit.node] and", "if False and"),
    _mutant("everybody comes in person", REFERENCE, "if self._in_person[visit.node] and self._kind", "if self._kind"),
    _mutant("who comes in person comes in official hours", REFERENCE, _NEXT_OPEN, "joined = self.plan.official.next_open(joined)"),
    _mutant("who comes in person comes before the hand-over", REFERENCE, _NEXT_OPEN, _NEXT_OPEN.replace("next_open(joined)", "next_open(visit.ready) + delay")),
    _mutant("a wait of no length waits for the next opening", REFERENCE, "if in_office else start)", "if in_office else self.plan.official.next_open(start))"),
    _mutant("a wait in working days goes on while closed", REFERENCE, "self.plan.official.finish(start, in_office) if in_office", "start + in_office if in_office"),
    _mutant(
        "of two lengths the shorter one",
        REFERENCE, "return max(start + by_calendar, self.plan.official.finish(start, in_office) if in_office else start)",
        "ends = (start + by_calendar, self.plan.official.finish(start, in_office))\n"
        "        return min([end for end in ends if end > start], default=start)",
    ),
    _mutant("a period set by law lasts its hours", REFERENCE, "end = self._end_of_days(visit.start, int(nodes.period[node]), int(nodes.period_days[node]))", "end = visit.start + 86400 * int(nodes.period_days[node])"),
    _mutant("working days are days", REFERENCE, _DAYS_OF, _DAYS_OF.replace("counting == Counting.WORKING_DAYS", "False")),
    _mutant("days are working days", REFERENCE, _DAYS_OF, _DAYS_OF.replace("counting == Counting.WORKING_DAYS", "True")),
    _mutant("midnight belongs to the day that begins", REFERENCE, "import NEVER, day_of\n", "import NEVER, day_of_arrival as day_of\n"),
    _mutant("the date of the event is counted, in working days", WORKDAYS, "i = bisect_left(self._counted, self._up_to(day) + n)\n", "i = bisect_left(self._counted, self._up_to(day - 1) + n)\n"),
    _mutant("the date of the event is counted, in days", WORKDAYS, "return self._end_of(day + n) if n else", "return self._end_of(day + n - 1) if n else"),
    _mutant("a period in working days lasts over the days off behind it", WORKDAYS, "i = bisect_left(self._counted, self._up_to(day) + n)\n", "i = bisect_right(self._counted, self._up_to(day) + n) - 1\n"),
    _mutant("a period in days ends on a day off", WORKDAYS, "            last = self._ends[last - self.first]\n", "            pass\n"),
    _mutant("a month has thirty days", WORKDAYS, "self._end_of(min(self._months[i + n] + day - self._months[i], self._months[i + n + 1] - 1))", "self._end_of(day + 30 * n)"),
    _mutant("a period in months runs over into the next one", WORKDAYS, "min(self._months[i + n] + day - self._months[i], self._months[i + n + 1] - 1)", "self._months[i + n] + day - self._months[i]"),
    _mutant("none of working days ends on the next one", WORKDAYS, "            if n == 0:\n                return self.end_of_calendar_period(day, 0)\n", "            n = n or 1\n"),
)  # fmt: skip

MUTANTS = (*ORDER, *WORK, *JOINT, *OWN_HOURS, *GROUPS, *QUEUES, *LIMIT_CLOCKS, *SESSIONS, *DELAYS)
