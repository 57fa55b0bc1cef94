"""Mutants of the rules of limits of cases that begin at acceptance or stand still."""

from __future__ import annotations

from mutants_of_instants import REFERENCE, _mutant

CASE_LIMITS = "engine.case_limits"

_RAN = "(*self._ran, (runs_since, NEVER))"
_TOO_LATE = "visit.result == Result.INCOMPLETE and visit.number == 1 and visit.end > self._notice_until(visit)"
_AS_FILED = "self._accept(visit, visit.ready)"
_BY_SILENCE = """        self._note(visit, is_open=False)
        self._accept(visit, self.now)
        self._pass_tacitly(*case.under_way[visit.order])
"""
_NOTED, _ACCEPTED = _BY_SILENCE.splitlines(keepends=True)[:2]
_PASSED = "            if visit.result == Result.PASS:\n                self._accept(visit, self.now)\n"
_FIRST = "first = max(day_of_arrival(official.next_open(since)), reached + 1)"
_LAST = "last = day_of(official.finish(since, open_s))"
_BOTH = "        if case.expires == self.now:\n            case.expires = NEVER\n"
_ENDS = "max(self.due(now), now)"
_BEFORE = "        if self._begins == NEVER:\n            return NEVER\n"
_FIXED = "return case.limit.due(self.now if case.decided == NOT_YET else case.decided)"

PAUSES = (
    _mutant("a limit of a case never stands still", CASE_LIMITS, "is_still = self.limit.stands_still and not self._open", "is_still = False"),
    _mutant("such a limit begins anew as the clock goes on", CASE_LIMITS, _RAN, "((runs_since, NEVER),)"),
    _mutant("every step that opens has the clock go on from there", CASE_LIMITS, "if self._open == 1:", "if True:"),
    _mutant("any step that ends has the clock stand still", CASE_LIMITS, "        if not self._open:\n", "        if True:\n"),
    _mutant("the clock runs for what does not count", REFERENCE, "self._counts[visit.node] and", ""),
    _mutant("the clock runs for what has passed by silence", REFERENCE, _BY_SILENCE, _BY_SILENCE.replace(_NOTED, "")),
    _mutant("the clock of a backlog begins with the run", CASE_LIMITS, "[(submitted, 0)] if submitted < 0 else []", "[]"),
    _mutant("a pause from before the acceptance is made up for", CASE_LIMITS, "since = max(since, self._begins)", "pass"),
)  # fmt: skip

DAYS = (
    _mutant("a day on which the clock runs twice is used twice", CASE_LIMITS, "reached = max(reached, last)", "pass"),
    _mutant("the date on which such a limit begins is used", CASE_LIMITS, "self.limit.amount(self._extended), self._day_begun()", "self.limit.amount(self._extended), self._day_begun() - 1"),
    _mutant("a day is used if the clock runs after hours", CASE_LIMITS, _FIRST, _FIRST.replace("official.next_open(since)", "since")),
    _mutant("a day is used up to the next opening", CASE_LIMITS, _LAST, "last = day_of(official.next_open(until)) if until != NEVER else NEVER"),
    _mutant("a filing at midnight is of the day before", CASE_LIMITS, "return day_of_arrival(begins) if begins == submitted else day_of(begins)", "return day_of(begins)"),
    _mutant("an acceptance at midnight is of the day after", CASE_LIMITS, "return day_of_arrival(begins) if begins == submitted else day_of(begins)", "return day_of_arrival(begins)"),
    _mutant("such a limit is never extended", CASE_LIMITS, " + extended * amount_of(self.chain.extension)", ""),
)  # fmt: skip

ACCEPTANCE = (
    _mutant("the last acceptance counts", CASE_LIMITS, "if instant < self._begins:", "if True:"),
    _mutant("silence accepts nobody", REFERENCE, _BY_SILENCE, _BY_SILENCE.replace(_ACCEPTED, "")),
    _mutant("only silence accepts", REFERENCE, _PASSED, ""),
    _mutant("a skipped or returned step accepts", REFERENCE, "case.limit.limit.accepts[visit.position]", "any(case.limit.limit.accepts)"),
    _mutant("a late notice accepts nobody", REFERENCE, _AS_FILED, "pass"),
    _mutant("a late notice accepts from then on", REFERENCE, _AS_FILED, "self._accept(visit, self.now)"),
    _mutant("every notice is too late", REFERENCE, _TOO_LATE, "visit.result == Result.INCOMPLETE"),
    _mutant("a second notice can be too late", REFERENCE, _TOO_LATE, _TOO_LATE.replace("visit.number == 1 and ", "")),
    _mutant("the date of the filing is a day of the notice", REFERENCE, "self._end_of_days(visit.ready + 1, counting, days)", "self._end_of_days(visit.ready + 1 - 86400, counting, days)"),
    _mutant("a backlog is never accepted", CASE_LIMITS, "known |= (cases.begun[here] == step) & was_accepted", "pass"),
)  # fmt: skip

ENDS = (
    _mutant("patience before a limit that moves", REFERENCE, _BOTH, "        if case.gives_up == self.now:\n            self._give_up(case)\n" + _BOTH),
    _mutant("what was due before the acceptance passes a day later", CASE_LIMITS, _ENDS, _ENDS.replace(", now)", ", now + 86400 * (self._begins < now))")),
    _mutant(
        "a limit that moves ends again and again", CASE_LIMITS, "self._is_over, self.expires = True, NEVER", "self.expires = NEVER",
        same_because="a case that is escalated is so for good, and one that is approved is decided",
    ),
)  # fmt: skip

DUE = (
    _mutant("a due date takes no notice of pauses before", CASE_LIMITS, "self._used_up(self._since if self._open else instant)", "self._used_up(self._ran[0][0] if self._ran else instant)"),
    _mutant("nothing is due by a clock that stands still", CASE_LIMITS, _BEFORE, _BEFORE.replace("self._begins == NEVER", "self._begins == NEVER or (self.limit.stands_still and not self._open)")),
    _mutant("nothing is due any more by a limit that has passed", CASE_LIMITS, _BEFORE, _BEFORE.replace("self._begins == NEVER", "self._begins == NEVER or self._is_over")),
    _mutant("what is accepted nowhere yet is due at once", CASE_LIMITS, _BEFORE, _BEFORE.replace("return NEVER", "return instant")),
    _mutant("a limit that moves without consequences gives no due date", REFERENCE, _FIXED, f"{_FIXED} if case.limit.limit.has_consequences else NEVER"),
    _mutant("what was due before it joined is due as it joins", REFERENCE, _FIXED, _FIXED.replace("return ", "return max(self.now, ") + ")"),
    _mutant("the due date of a decided case goes on moving", REFERENCE, _FIXED, "return case.limit.due(self.now)"),
)  # fmt: skip

MUTANTS = (*PAUSES, *DAYS, *ACCEPTANCE, *ENDS, *DUE)
