"""What falls on the same second in a run: the cases that a rule of an instant is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from prepared import Prepared

from adminsim.engine.case_limits import Running, begins_of, case_limits
from adminsim.engine.fields import NOT_YET
from adminsim.engine.plan import Counting, Kind, OnExpiry, end_of_days
from adminsim.engine.result import Result
from adminsim.model.timeline import NEVER, day_of

SENT_BACK = (Result.RETURN, Result.INCOMPLETE)
Row = dict[str, Any]


RARE = frozenset(
    {
        "a promise expires as another step ends",
        "papers come at the last instant",
        "a rejection as another step returns",
        "two returns take effect together",
        "a broken promise and a limit fall together",
        "a tacit visit is in hand as the limit of its case ends",
        "a tacit visit is still in hand when its step is done again",
        "an escalated visit passes another in a session",
        "patience ends as the case is decided",
        "patience ends as the limit of a step ends",
        "patience ends as the limit of the case ends",
        "the limit of the case ends as that of a step",
        "two limits of a case end together",
        "a limit that moves ends as a step of the case ends",
        "a limit that moves ends as the clock goes on",
        "a limit that moves ends as that of a step",
        "patience ends as a limit that moves ends",
    }
)
"""What random systems contain now and then only."""
ALL = RARE | {
    "a promise is broken",
    "a rejection as a correction ends",
    "a rejection as another step ends",
    "a rejection as another step opens",
    "a return takes effect as another step ends",
    "a session is full at the instant of joining",
    "a shift shrinks below what is in hand",
    "a limit ends as a step of the case ends",
    "a limit ends as another is taken",
    "a limit ends as an office opens or a shift changes",
    "a limit ends in a queue",
    "a limit ends in hand",
    "a wait of no length",
    "an escalated visit passes another",
    "applications of two chains arrive together",
    "arrival as a shift changes",
    "arrival as an office opens or closes",
    "one joins as a shift begins",
    "one joins as another's work ends",
    "one joins at closing",
    "one joins at the instant of a session",
    "two applications arrive together",
    "two join a queue together",
    "two steps of a case end together",
    "two works of a department end together",
    "work ends as a shift begins",
    "work ends at closing",
    "work ends at its limit",
    "work of no length",
}


def coincidences(run: Prepared) -> set[str]:
    """Return the kinds of coincidences that a run contains."""
    visits = run.either[0]
    rows = [dict(zip(visits.dtype.names or (), visit, strict=True)) for visit in visits.tolist()]
    cases: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        cases.setdefault((run.plan.nodes.chain[row["node"]], row["case"]), []).append(row)
    found = {*_arrivals(run), *_departments(run, rows), *_sessions(run, rows), *_limits(run, rows)}
    for (chain, number), own in cases.items():
        ends = run.either[1]
        outcome, decided = ends.outcome[chain][number], int(ends.decided[chain][number])
        found |= {*_of_case(run, own, decided if outcome == Result.REJECT else NOT_YET)}
        found |= {*_of_deadlines(run, own, decided if outcome != Result.GIVEN_UP else NOT_YET)}
    return found


def _arrivals(run: Prepared) -> Iterator[str]:
    instants = [cases.submitted.tolist() for cases in run.draws.cases]
    if any(max(Counter(own).values(), default=0) > 1 for own in instants):
        yield "two applications arrive together"
    if any(set(one) & set(other) for one, other in pairwise(instants)):
        yield "applications of two chains arrive together"
    arrivals = {instant for own in instants for instant in own}
    for duty in run.plan.duty:
        for (_, before), (since, after) in pairwise(zip(duty.since, duty.staff, strict=True)):
            if since in arrivals:
                yield "arrival as a shift changes" if before and after else "arrival as an office opens or closes"


def _departments(run: Prepared, rows: list[Row]) -> Iterator[str]:
    nodes = run.plan.nodes
    for place, (duty, office) in enumerate(zip(run.plan.duty, run.plan.office, strict=True)):
        own = [row for row in rows if nodes.kind[row["node"]] == Kind.WORK and nodes.place[row["node"]] == place]
        changes = {since for since, staff in zip(duty.since, duty.staff, strict=True) if staff}
        closes = set(office.closes.tolist())
        ends = [row["end"] for row in own if row["end"] != NOT_YET]
        joins = [row["joined"] for row in own if row["joined"] != NOT_YET]
        if len(set(ends)) < len(ends):
            yield "two works of a department end together"
        if len(set(joins)) < len(joins):
            yield "two join a queue together"
        if set(joins) & set(ends):
            yield "one joins as another's work ends"
        if set(joins) & changes:
            yield "one joins as a shift begins"
        if set(ends) & changes:
            yield "work ends as a shift begins"
        if set(joins) & closes:
            yield "one joins at closing"
        if set(ends) & closes:
            yield "work ends at closing"
        if any(row["work"] == 1 for row in own):
            yield "work of no length"
        for since, staff in zip(duty.since, duty.staff, strict=True):
            if 0 < staff < sum(row["start"] < since < row["end"] for row in own if row["start"] != NOT_YET):
                yield "a shift shrinks below what is in hand"


def _sessions(run: Prepared, rows: list[Row]) -> Iterator[str]:
    nodes = run.plan.nodes
    for row in rows:
        is_session = nodes.kind[row["node"]] == Kind.SESSION
        if is_session and row["joined"] in run.plan.meetings[nodes.place[row["node"]]]:
            yield "one joins at the instant of a session"
            if row["start"] > row["joined"]:
                yield "a session is full at the instant of joining"


def _of_case(run: Prepared, own: list[Row], rejected: int) -> Iterator[str]:
    nodes = run.plan.nodes
    ends = Counter(row["end"] for row in own if row["end"] != NOT_YET)
    corrections = Counter(row["correction_end"] for row in own if row["correction_end"] != NOT_YET)
    joins = {row["joined"] for row in own}
    if any(count > 1 for count in ends.values()):
        yield "two steps of a case end together"
    if ends.keys() & corrections.keys():
        yield "a return takes effect as another step ends"
    if any(count > 1 for count in corrections.values()):
        yield "two returns take effect together"
    if any(nodes.kind[row["node"]] == Kind.DELAY and row["start"] == row["end"] != NOT_YET for row in own):
        yield "a wait of no length"
    if rejected != NOT_YET:
        if ends[rejected] > 1:
            yield "a rejection as another step ends"
        if rejected in corrections:
            yield "a rejection as a correction ends"
        if any(row["result"] in SENT_BACK and row["end"] == rejected for row in own):
            yield "a rejection as another step returns"
        if rejected in joins:
            yield "a rejection as another step opens"
    for row in own:
        if nodes.promise[row["node"]] != Counting.NONE and row["visit"] == 1 and row["end"] != NOT_YET:
            limit = _promised(run, row)
            if row["end"] == limit:
                yield "papers come at the last instant" if row["result"] == Result.PASS else "a promise is broken"
                if ends[limit] > 1:
                    yield "a promise expires as another step ends"


def _limits(run: Prepared, rows: list[Row]) -> Iterator[str]:
    nodes = run.plan.nodes
    changes = [set(duty.since) for duty in run.plan.duty]
    limited = [(row, limit) for row in rows if (limit := _limit_of(run, row)) != NEVER]
    for row, limit in limited:
        place, is_work = nodes.place[row["node"]], nodes.kind[row["node"]] == Kind.WORK
        beside = [other for other in rows if _is_beside(run, row, other)]
        is_tacit = row["result"] == Result.TACIT
        if row["end"] == limit and not is_tacit:
            yield "work ends at its limit"
        if row["joined"] < limit < row["start"] or (is_tacit and row["start"] == row["end"] == limit):
            yield "a limit ends in a queue"
        if row["start"] != NOT_YET and row["start"] < limit < row["end"]:
            yield "a limit ends in hand"
        if is_work and limit in changes[place]:
            yield "a limit ends as an office opens or a shift changes"
        if any(other["start"] == limit for other in beside):
            yield "a limit ends as another is taken"
        if nodes.on_expiry[row["node"]] == OnExpiry.ESCALATE and limit < row["start"]:
            overtaken = [other for other in beside if other["joined"] < row["joined"] and other["start"] > row["start"]]
            if overtaken:
                yield "an escalated visit passes another" + ("" if is_work else " in a session")


def _is_beside(run: Prepared, row: Row, other: Row) -> bool:
    """Tell whether two visits queue at the same place."""
    nodes, one, two = run.plan.nodes, row["node"], other["node"]
    return other is not row and nodes.kind[one] == nodes.kind[two] and nodes.place[one] == nodes.place[two]


def _of_deadlines(run: Prepared, own: list[Row], decided: int) -> Iterator[str]:
    cases = run.draws.cases[run.plan.nodes.chain[own[0]["node"]]]
    expires, gives_up = (int(table[own[0]["case"]]) for table in (cases.expires, cases.gives_up))
    limits = Counter(limit for row in own if (limit := _limit_of(run, row)) != NEVER and row["end"] >= limit)
    tacit = [row for row in own if row["result"] == Result.TACIT]
    ends = {row["end"] for row in own if row["end"] != NOT_YET and row not in tacit}
    broken = {row["end"] for row in own if row["visit"] == 1 and _is_broken(run, row)}
    if ends & {*limits, expires}:
        yield "a limit ends as a step of the case ends"
    if any(count > 1 for count in limits.values()):
        yield "two limits of a case end together"
    if expires in limits:
        yield "the limit of the case ends as that of a step"
    if broken & {*limits, expires}:
        yield "a broken promise and a limit fall together"
    if any(row["correction_end"] < expires < row["end"] for row in tacit):
        yield "a tacit visit is in hand as the limit of its case ends"
    if any(row["node"] == late["node"] and row["end"] > late["ready"] > row["ready"] for row in tacit for late in own):
        yield "a tacit visit is still in hand when its step is done again"
    if gives_up == decided:
        yield "patience ends as the case is decided"
    if gives_up in limits:
        yield "patience ends as the limit of a step ends"
    if gives_up == expires != NEVER:
        yield "patience ends as the limit of the case ends"
    moved = _end_of_moving(run, own, decided)
    if moved in ends:
        yield "a limit that moves ends as a step of the case ends"
    if any(row["correction_end"] == moved for row in own if row["result"] == Result.RETURN):
        yield "a limit that moves ends as the clock goes on"
    if moved in limits:
        yield "a limit that moves ends as that of a step"
    if gives_up == moved != NEVER:
        yield "patience ends as a limit that moves ends"


def _end_of_moving(run: Prepared, own: list[Row], decided: int) -> int:
    """Return when a limit of a case that is known from its run only ended with consequences, else `NEVER`.

    Acceptances that a late notice dates back are passed over.
    """
    cases, number = run.draws.cases[run.plan.nodes.chain[own[0]["node"]]], own[0]["case"]
    route, counts = run.plan.routes[cases.route[number]], run.plan.nodes.counts
    limit = case_limits(run.plan)[cases.route[number]]
    if limit is None or any(row["result"] == Result.INCOMPLETE for row in own):
        return NEVER
    begins = int(begins_of(run.plan, cases)[number])
    running = Running(run.plan, limit, begins, int(cases.submitted[number]), bool(cases.extended[number]))
    running.foresee(max(int(cases.submitted[number]), 0))
    moves = [(row["ready"], 0, row) for row in own]
    moves += [(over, 1, row) for row in own if (over := _over(row)) != NOT_YET]
    for instant, is_over, row in sorted(moves, key=lambda move: move[:2]):
        # What passes by silence at this instant does so as the limit ends, or after it.
        if running.expires < instant + (is_over and row["result"] == Result.TACIT):
            break
        if counts[row["node"]]:
            (running.closes if is_over else running.opens)(instant)
        if is_over and row["result"] in (Result.PASS, Result.TACIT) and limit.accepts[route.nodes.index(row["node"])]:
            running.accept(instant, instant)
    last = decided if decided != NOT_YET else run.plan.horizon_s
    return running.expires if running.expires <= last else NEVER


def _over(row: Row) -> int:
    """Return when a visit is over for the agency clock; what is in hand at its limit is so then."""
    ends = [row[name] for name in ("end", "correction_end") if row[name] != NOT_YET]
    return int(min(ends) if row["result"] == Result.TACIT and ends else row["end"])


def _is_broken(run: Prepared, row: Row) -> bool:
    nodes = run.plan.nodes
    has_promise = nodes.promise[row["node"]] != Counting.NONE and row["end"] != NOT_YET
    return has_promise and row["end"] == _promised(run, row) and row["result"] != Result.PASS


def _limit_of(run: Prepared, row: Row) -> int:
    """Return when the limit of a visit ends with consequences, else `NEVER`."""
    nodes, workdays, node = run.plan.nodes, run.plan.workdays, row["node"]
    if nodes.on_expiry[node] == OnExpiry.NOTHING or row["joined"] == NOT_YET:
        return NEVER
    amount, counting = int(nodes.limit_amount[node]), nodes.limit[node]
    if run.draws.of_node("extended", node, row["visit"])[row["case"]]:
        amount += int(nodes.extension[node])
    if counting == Counting.SECONDS:
        return int(row["joined"]) + amount
    return end_of_days(workdays, int(day_of(row["joined"])), int(counting), amount)


def _promised(run: Prepared, row: Row) -> int:
    nodes, workdays = run.plan.nodes, run.plan.workdays
    counting, days = int(nodes.promise[row["node"]]), int(nodes.promise_days[row["node"]])
    return end_of_days(workdays, int(day_of(row["start"])), counting, days)
