"""Mutants of the rules of limits that expire, of silence, of escalation and of patience."""

from __future__ import annotations

from mutants_of_instants import _KEY, _LIST, PLACES, REFERENCE, _mutant

_SENT_BACK = "SENT_BACK = (Result.RETURN, Result.INCOMPLETE)\n"
_OF_STEP = "            moment = Moment(self.env, due, EXPIRING + FOLLOWING + visit.order)\n"
_DUE_AT = "due = max(self._due_of_step(visit), self.now)"
_OF_CASE = "moment = Moment(self.env, instant, EXPIRING + case.order)"
_BROKEN = "yield Moment(self.env, promised, EXPIRING + FOLLOWING + visit.order)"
_GIVING_UP = "int(draws.gives_up[case.number])"


def _expiring(priority: str) -> tuple[str, str, str]:
    return REFERENCE, _SENT_BACK, f"{_SENT_BACK}EXPIRING = {priority}\n"


ORDER = (
    _mutant("what expires comes before all ends", *_expiring("-(1 << 61)")),
    _mutant("what expires comes in its turn among ends", *_expiring("0")),
    _mutant("what expires comes after departments have taken", *_expiring("1 << 63")),
    _mutant("a promise is broken in its turn among ends", REFERENCE, _BROKEN, _BROKEN.replace("EXPIRING + ", "")),
    _mutant("a promise is broken before all limits", REFERENCE, _BROKEN, _BROKEN.replace("EXPIRING + FOLLOWING", "(1 << 60)")),
    _mutant("a promise is broken after all limits", REFERENCE, _BROKEN, _BROKEN.replace("FOLLOWING", "(1 << 50)")),
    _mutant("the limit of a step before that of its case", REFERENCE, _OF_CASE, _OF_CASE.replace("+ case.order", "+ (1 << 50) + case.order")),
    _mutant(
        "of two limits of steps the larger name first",
        REFERENCE, _OF_STEP, _OF_STEP.replace("FOLLOWING + visit.order", "(1 << 50) - visit.order"),
    ),
)  # fmt: skip

_UNTIL = "visit.end != NOT_YET or visit.result == Result.TACIT or case.closed:"
_PASSED = "        self._pass_tacitly(*case.under_way[visit.order])\n        self._complete(case, visit.position)\n"
_IGNORED = "        if case.closed or visit.result == Result.TACIT:\n"
_TACIT_END = """            visit.end = self.now
            visit.joined, visit.start = (at if at != NOT_YET else self.now for at in (visit.joined, visit.start))
"""
_LET_GO = """
            if self._kind[visit.node] == Kind.WORK:
                for people in self._departments[self.place[visit.node]]._people:
                    people.ends.pop(visit.order, None)
"""
_NOW = """        if visit.in_hand:
            visit.correction_end = self.now
        else:
            visit.dropped = True
            process.interrupt()
"""

SILENCE = (
    _mutant("an extension is not counted", REFERENCE, "if self._extended[visit.order]:", "if False:"),
    _mutant("every limit is extended", REFERENCE, "if self._extended[visit.order]:", "if True:"),
    _mutant("silence takes effect as the last day begins", REFERENCE, _DUE_AT, _DUE_AT.replace("(visit)", "(visit) - 86400")),
    _mutant("silence takes effect when the office opens next", REFERENCE, _DUE_AT, _DUE_AT.replace("self._due_of_step(visit)", "self.plan.official.next_open(self._due_of_step(visit))")),
    _mutant("a limit of a step is that of its case where that is earlier", REFERENCE, _DUE_AT, _DUE_AT.replace("_due_of_step", "_due")),
    _mutant("what is queued at its limit stays in the queue", REFERENCE, _NOW, _NOW.replace("            visit.dropped = True\n            process.interrupt()", "            pass")),
    _mutant("what is in hand at its limit stops", REFERENCE, _NOW, _NOW.replace("if visit.in_hand:", "if False:")),
    _mutant("what is in hand at its limit keeps no note of it", REFERENCE, _NOW, _NOW.replace("visit.correction_end = self.now", "pass")),
    _mutant("what passes by silence in a queue has no start", REFERENCE, _TACIT_END, _TACIT_END.split("\n")[0] + "\n"),
    _mutant("what passes by silence in a queue keeps its place there", REFERENCE, _TACIT_END, "            visit.start = visit.end = visit.joined = self.now\n"),
    _mutant("the outcome of what is in hand at its limit counts", REFERENCE, "        if visit.result != Result.TACIT:\n            visit.result =", "        if True:\n            visit.result ="),
    _mutant("a step is done when what is in hand at its limit ends", REFERENCE, _PASSED, _PASSED.split("\n")[0] + "\n", _IGNORED, "        if case.closed:\n"),
    _mutant("a step is done at its limit and again at the end of what is in hand", REFERENCE, _IGNORED, "        if case.closed:\n"),
    _mutant("a limit passes in a correction, too", REFERENCE, _UNTIL, "(visit.end != NOT_YET and visit.order not in case.under_way) or visit.result == Result.TACIT or case.closed:"),
    _mutant("a limit passes in a case that is closed, too", REFERENCE, _UNTIL, _UNTIL.replace("case.closed", "(case.closed and not visit.in_hand)")),
    _mutant(
        "what is in hand at its limit is free for the next",
        REFERENCE, _NOW, _NOW.replace("visit.correction_end = self.now", f"visit.correction_end = self.now\n{_LET_GO}"),
        "            department.leave(visit, number)\n",
        "            if any(visit.order in people.ends for people in department._people):\n"
        "                department.leave(visit, number)\n",
    ),
)  # fmt: skip

_DECIDING = "deciding = case.route.deciding & ~case.done"
_DECIDED = "        case.decided, case.outcome = self.now, Result.PASS\n        self._advance(case, (1 << len(case.visits)) - 1)\n"
_EXPIRED = "            return\n        if EXPIRIES"

OF_CASES = (
    _mutant("silence approves all steps of a case", REFERENCE, _DECIDING, _DECIDING.replace("case.route.deciding", "((1 << len(case.visits)) - 1)")),
    _mutant("silence approves the decision alone", REFERENCE, _DECIDING, _DECIDING.replace("route.deciding", "route.decision")),
    _mutant("silence approves what is open alone", REFERENCE, _DECIDING, "deciding = case.route.deciding & case.open"),
    _mutant("what lies behind the decision does not go on", REFERENCE, _DECIDED, _DECIDED.split("\n")[0] + "\n"),
    _mutant("what is open at the limit of a case goes on", REFERENCE, "if deciding >> visit.position & 1 and", "if False and"),
    _mutant("everything open at the limit of a case ends", REFERENCE, "if deciding >> visit.position & 1 and", "if"),
    _mutant("what is in hand since a limit of its step passes by silence again", REFERENCE, "if deciding >> visit.position & 1 and visit.result != Result.TACIT:", "if deciding >> visit.position & 1:"),
    _mutant("steps passed with the case count as open", REFERENCE, "        case.open &= ~deciding\n", ""),
    _mutant("the limit of a case approves what is decided", REFERENCE, "        if case.decided != NOT_YET:\n" + _EXPIRED, "        if case.closed:\n" + _EXPIRED),
    _mutant("the limit of a case approves what is rejected", REFERENCE, "        if case.decided != NOT_YET:\n" + _EXPIRED, "        if case.decided != NOT_YET and not case.closed:\n" + _EXPIRED),
)  # fmt: skip

_QUEUED = '"""Put a queued visit before all that are not escalated."""\n        self._queue = [(entry[-2] is not visit and entry[0], *entry[1:])'
_LISTED = '"""Put a visit on the list before all that are not escalated."""\n        self._queue = [(entry[-2] is not visit and entry[0], *entry[1:])'
_PLACE = "(entry[-2] is not visit and entry[0], *entry[1:])"
_NOT_ESCALATED = "not case.escalated"
_OPEN_ONES = "            for visit, _process in case.under_way.values():\n                self._escalate(visit)\n"
_STEP_ESCALATED = "            self._escalate(visit)\n            return\n        self._note"


def _queued(place: str) -> tuple[str, str, str]:
    return PLACES, _QUEUED, _QUEUED.replace(_PLACE, place)


def _listed(place: str) -> tuple[str, str, str]:
    return PLACES, _LISTED, _LISTED.replace(_PLACE, place)


ESCALATIONS = (
    _mutant("an escalation changes nothing in a queue", *_queued("entry")),
    _mutant("an escalation changes nothing on a list", *_listed("entry")),
    _mutant("in a queue the last one escalated goes first", *_queued("(-self._simulation.now if entry[-2] is visit else entry[0], *entry[1:])")),
    _mutant("on a list the last one escalated goes first", *_listed("(-self._simulation.now if entry[-2] is visit else entry[0], *entry[1:])")),
    _mutant("in a queue only one is escalated at a time", *_queued("(entry[-2] is not visit, *entry[1:])")),
    _mutant("on a list only one is escalated at a time", *_listed("(entry[-2] is not visit, *entry[1:])")),
    _mutant("among the escalated no discipline holds", *_queued("(False, 0, *entry[2:]) if entry[-2] is visit else entry")),
    _mutant("what is escalated goes by the instant of its escalation", *_queued("(False, entry[1], self._simulation.now, *entry[3:]) if entry[-2] is visit else entry")),
    _mutant("an escalation passes those of the same rank only", PLACES, _KEY, _KEY.replace("not case.escalated, key", "0, key, not case.escalated"), _QUEUED, _QUEUED.replace(_PLACE, "(*entry[:2], entry[-2] is not visit and entry[2], *entry[3:])")),
    _mutant("what an escalated case joins later waits like others", PLACES, _KEY, _KEY.replace(_NOT_ESCALATED, "True")),
    _mutant("what an escalated case lists later waits like others", PLACES, _LIST, _LIST.replace(_NOT_ESCALATED, "True")),
    _mutant("an escalated case takes what is in queues no further", REFERENCE, _OPEN_ONES, ""),
    _mutant("an escalated case is escalated in queues of today alone", REFERENCE, "            case.escalated = True\n", ""),
    _mutant("an escalated step escalates its case", REFERENCE, _STEP_ESCALATED, "            case.escalated = True\n" + _STEP_ESCALATED),
    _mutant("no meeting is escalated", REFERENCE, "if kind != Kind.DELAY and visit.joined", "if kind == Kind.WORK and visit.joined"),
    _mutant("an escalated step is done", REFERENCE, _STEP_ESCALATED, _STEP_ESCALATED.replace("return", "self._complete(case, visit.position)\n            return")),
)  # fmt: skip

_GIVES_UP = "        if case.decided == NOT_YET:\n            self._close(case, Result.GIVEN_UP)\n"
_CLOSED = "        if case.closed:\n            return\n        case.open &="

PATIENCE = (
    _mutant("who gives up is rejected", REFERENCE, _GIVES_UP, _GIVES_UP.replace("GIVEN_UP", "REJECT")),
    _mutant("who gives up after the decision", REFERENCE, _GIVES_UP, _GIVES_UP.replace("case.decided == NOT_YET", "not case.closed")),
    _mutant("who gives up leaves everything to go on", REFERENCE, _GIVES_UP, _GIVES_UP.replace("self._close(case, Result.GIVEN_UP)", "case.decided, case.outcome = self.now, Result.GIVEN_UP")),
    _mutant("who gives up drops nothing, but nothing follows", REFERENCE, _GIVES_UP, _GIVES_UP.replace("self._close(case, Result.GIVEN_UP)", "case.decided, case.outcome, case.closed = self.now, Result.GIVEN_UP, True")),
    _mutant("nobody gives up while in hand", REFERENCE, _GIVES_UP, _GIVES_UP.replace("if case.decided == NOT_YET:", "if case.decided == NOT_YET and not any(visit.in_hand for visit, _ in case.under_way.values()):")),
    _mutant("what ends after giving up has its own outcome", REFERENCE, "Result.MOOT if visit.case.closed else", "Result.MOOT if visit.case.outcome == Result.REJECT else"),
    _mutant("a step that ends after giving up opens others", REFERENCE, _IGNORED, _IGNORED.replace("case.closed", "case.outcome == Result.REJECT"), _CLOSED, _CLOSED.replace("case.closed", "case.outcome == Result.REJECT")),
    _mutant("patience ends a second late", REFERENCE, _GIVING_UP, f"min({_GIVING_UP} + 1, NEVER)"),
)  # fmt: skip

_LEAVES = "moment = Moment(self.env, leaves, EXPIRING + FOLLOWING + visit.order)"
_LEAVING = "if visit.start == NOT_YET and not visit.dropped and visit.case.decided == NOT_YET:"
_PATIENT = "patience = self._patience[visit.order]"

QUEUEING = (
    _mutant("nobody leaves a queue", REFERENCE, _LEAVING, "if False:"),
    _mutant("patience in the queue ends in hand, too", REFERENCE, _LEAVING, _LEAVING.replace("visit.start == NOT_YET", "visit.end == NOT_YET")),
    _mutant("who is decided leaves the queue, too", REFERENCE, _LEAVING, _LEAVING.replace("visit.case.decided == NOT_YET", "not visit.case.closed")),
    _mutant("who leaves the queue is rejected", REFERENCE, "self._close(visit.case, Result.GIVEN_UP)", "self._close(visit.case, Result.REJECT)"),
    _mutant("patience in the queue begins with the hand-over", REFERENCE, "else visit.joined + patience", "else max(visit.ready + patience, self.now)"),
    _mutant("patience in the queue passes day and night", REFERENCE, "is_working = self.plan.nodes.patience_working[visit.node]", "is_working = False"),
    _mutant("patience in the queue ends a second late", REFERENCE, _LEAVES, _LEAVES.replace("leaves,", "leaves + 1,")),
    _mutant("patience in the queue ends in its turn among ends", REFERENCE, _LEAVES, _LEAVES.replace("EXPIRING + ", "")),
    _mutant("patience in the queue ends after departments have taken", REFERENCE, _LEAVES, _LEAVES.replace("EXPIRING", "(1 << 62) + 1")),
    _mutant("patience in the queue ends before the limit of the step", REFERENCE, _LEAVES, _LEAVES.replace("FOLLOWING", "0")),
    _mutant("patience in the queue ends after all limits", REFERENCE, _LEAVES, _LEAVES.replace("FOLLOWING", "(1 << 50)")),
    _mutant("only the first visit leaves a queue", REFERENCE, _PATIENT, _PATIENT + " if visit.number == 1 else 0"),
    _mutant("nobody leaves the list of a session", REFERENCE, _PATIENT, _PATIENT + " if self._kind[visit.node] == Kind.WORK else 0"),
)  # fmt: skip

MUTANTS = (*ORDER, *SILENCE, *OF_CASES, *ESCALATIONS, *PATIENCE, *QUEUEING)
