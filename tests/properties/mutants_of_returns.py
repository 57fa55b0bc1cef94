"""Mutants of the rules of a case: what opens, what a return undoes, rejection, decision, late papers."""

from __future__ import annotations

from mutants_of_instants import REFERENCE, _mutant

_READY = "            if not upstream[position] & ~done:\n"
_DIRECT = """            steps = case.route.steps
            direct = [p for p, s in enumerate(steps) if s.name in steps[position].step.predecessors]
            if all(done >> p & 1 for p in direct):
"""
_UNDONE = "(case.route.redo[visit.position] if visit.result == Result.RETURN else bit)"

RETURNS = (
    _mutant("a step opens when its direct predecessors are done", REFERENCE, _READY, _DIRECT),
    _mutant("a step opens when anything upstream is done", REFERENCE, _READY, "            if not upstream[position] or upstream[position] & done:\n"),
    _mutant("a return undoes the returning step alone", REFERENCE, _UNDONE, "bit"),
    _mutant("missing papers undo what a return undoes", REFERENCE, _UNDONE, "case.route.redo[visit.position]"),
    _mutant("a return undoes all that is upstream", REFERENCE, _UNDONE, "(bit | case.route.upstream[visit.position] if case.route.redo[visit.position] != bit and visit.result == Result.RETURN else bit)"),
    _mutant(
        "a return undoes all behind the step from which it resumes",
        REFERENCE, "            case.done &= ~(case.route.redo",
        "            redone = [p for p in range(len(case.visits)) if case.route.redo[visit.position] >> p & 1]\n"
        "            if visit.result == Result.RETURN:\n"
        "                case.done &= ~max(case.route.downstream[p] for p in redone)\n"
        "            case.done &= ~(case.route.redo",
        "        del case.under_way[visit.order]\n", "        case.under_way.pop(visit.order, None)\n",
    ),
    _mutant(
        "a return takes effect when it is announced",
        REFERENCE, "        end, visit.correction_end = visit.correction_end, NOT_YET\n",
        "        end, visit.correction_end = visit.correction_end, NOT_YET\n"
        "        if visit.result == Result.RETURN:\n            visit.case.done &= ~visit.case.route.redo[visit.position]\n",
    ),
    _mutant(
        "what is open at a return is done again",
        REFERENCE, "            case.done &= ~(case.route.redo",
        "            for open_, _ in case.under_way.values():\n"
        "                if visit.result == Result.RETURN and case.route.redo[visit.position] >> open_.position & 1:\n"
        "                    open_.dropped = None\n"
        "            case.done &= ~(case.route.redo",
        "        else:\n            if visit.result == Result.PASS:\n",
        "        elif visit.dropped is None:\n"
        "            case.open &= ~(1 << visit.position)\n"
        "            self._advance(case, (1 << len(case.visits)) - 1)\n"
        "        else:\n            if visit.result == Result.PASS:\n",
    ),
    _mutant("after a return only the returning step may open", REFERENCE, "            self._advance(case, (1 << len(case.visits)) - 1)\n        else:", "            self._advance(case, bit)\n        else:"),
    _mutant(
        "after a step any step may open",
        REFERENCE, "self._advance(case, case.route.downstream[position])", "self._advance(case, (1 << len(case.visits)) - 1)",
        same_because="what is ready is open already, save what lies behind the step that is done",
    ),
    _mutant("a case that was waiting before the start begins anew", REFERENCE, "if begun[number] >= 0:", "if False:"),
    _mutant("a correction takes no time", REFERENCE, "        yield self._until(visit, end)\n        visit.correction_end", "        yield self._until(visit, self.now)\n        visit.correction_end"),
    _mutant("a correction that outlives the run is recorded", REFERENCE, "end, visit.correction_end = visit.correction_end, NOT_YET", "end = visit.correction_end"),
    _mutant(
        "who is sent back by a case that is rejected corrects",
        REFERENCE, "if visit.result in SENT_BACK and not case.closed:", "if visit.result in SENT_BACK:",
        same_because="what ends in a case that is rejected is moot and sends nothing back",
    ),
)  # fmt: skip

_DROP = "            if not visit.in_hand:\n"
_CONCLUDED = "        case = visit.case\n        if case.closed or visit.result == Result.TACIT:\n            return\n"

REJECTIONS = (
    _mutant("a rejection stops work in hand", REFERENCE, "            if not visit.in_hand:\n                visit.dropped = True\n                process.interrupt()\n", "            visit.dropped = True\n            process.interrupt()\n"),
    _mutant("a rejection leaves queues alone", REFERENCE, _DROP, "            if not visit.in_hand and not (visit.joined != NOT_YET and visit.start == NOT_YET):\n"),
    _mutant("a rejection leaves hand-overs alone", REFERENCE, _DROP, "            if not visit.in_hand and visit.joined != NOT_YET:\n"),
    _mutant("a rejection leaves waits alone", REFERENCE, _DROP, "            if not visit.in_hand and (visit.start == NOT_YET or visit.end != NOT_YET):\n"),
    _mutant("a rejection leaves corrections alone", REFERENCE, "        visit.in_hand = False\n", "        visit.in_hand = True\n"),
    _mutant("what ends after a rejection has its own outcome", REFERENCE, "Result.MOOT if visit.case.closed else Result(", "Result("),
    _mutant("a step that ends after a rejection opens others", REFERENCE, _CONCLUDED, _CONCLUDED.replace("case.closed or ", ""), "        if case.closed:\n            return\n        case.open &=", "        case.open &="),
    _mutant("a skipped step goes on after a rejection", REFERENCE, "        if case.closed:\n            return\n        case.open &=", "        case.open &="),
    _mutant("a rejection after the decision decides", REFERENCE, "if visit.result == Result.REJECT and case.decided == NOT_YET:", "if visit.result == Result.REJECT:"),
    _mutant("a rejected step counts as done", REFERENCE, "            self._close(case, Result.REJECT)\n        elif", "            self._complete(case, visit.position)\n        elif"),
    _mutant("a wait that a rejection ends lasts as long as drawn", REFERENCE, "visit.end, visit.result = self.now, Result.CUT_SHORT", "visit.result = Result.CUT_SHORT"),
    _mutant("a correction that a rejection ends has no end", REFERENCE, "        elif visit.end != NOT_YET:\n            visit.correction_end = self.now", "        elif visit.end != NOT_YET:\n            pass"),
    _mutant("a case is decided when the file is whole again", REFERENCE, "if case.decided == NOT_YET and not case.route.decision & ~case.done:", "if not case.route.decision & ~case.done:"),
    _mutant("a case is decided by any of its last steps", REFERENCE, "not case.route.decision & ~case.done:", "case.route.decision & case.done:"),
    _mutant("a case is decided when all is done", REFERENCE, "not case.route.decision & ~case.done:", "not ((1 << len(case.visits)) - 1) & ~case.done:"),
    _mutant("nothing goes on after the decision", REFERENCE, "        self._advance(case, case.route.downstream[position])", "        if case.decided == NOT_YET:\n            self._advance(case, case.route.downstream[position])"),
)  # fmt: skip

_BROKEN = "if end > promised and visit.result != Result.MOOT:"

PROMISES = (
    _mutant("papers that come at the last instant are late", REFERENCE, _BROKEN, _BROKEN.replace("end >", "end >=")),
    _mutant("a promise is never broken", REFERENCE, "if nodes.promise[node] != Counting.NONE and", "if False and"),
    _mutant("a broken promise has no consequence", REFERENCE, _BROKEN, "if False:"),
    _mutant("a broken promise is rejected and returned the other way round", REFERENCE, "Result.REJECT if nodes.promise_rejects[node] else Result.RETURN", "Result.RETURN if nodes.promise_rejects[node] else Result.REJECT"),
    _mutant("late papers come when the promise is broken", REFERENCE, "NOT_YET if visit.result == Result.REJECT else end", "NOT_YET"),
    _mutant(
        "a promise is broken again", REFERENCE, "!= Counting.NONE and visit.number == 1:", "!= Counting.NONE:",
        same_because="papers come once, so that a later visit of the wait takes no time",
    ),
    _mutant(
        "a promise is broken in a case that is rejected", REFERENCE, _BROKEN, "if end > promised:",
        same_because="a rejection ends every wait at its own instant, so that none ends moot",
    ),
)  # fmt: skip

MUTANTS = (*RETURNS, *REJECTIONS, *PROMISES)
