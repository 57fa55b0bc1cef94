"""What is drawn for visits, compiled by Numba: a program of draws is gone through line by line, case by case.

`adminsim.engine.program` writes the program once for each plan. A line is a step as some routes meet it; its turns are
its visits, one after the other; each turn has orders: what is drawn, for whom, and where it goes. `find_rows` finds out
who needs which step and which papers are wanting. `ask` decides how visits end, and notes the uniforms of all lengths
of time; others turn these into seconds, all of one distribution at once, and `settle` puts them into the tables.

A uniform is the word of a Philox generator at the place of the case (Salmon et al. 2011, Parallel Random Numbers: As
Easy as 1, 2, 3), computed where it is needed: the same as `adminsim.engine.streams` draws in a row.

Everything compiled lives in this one file, because the cache of a compiled function does not notice changes elsewhere.
Without Numba the same lines are run as they stand.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from adminsim.engine.jit import IS_COMPILED, entry, njit

if not IS_COMPILED:

    def _high(one: Any, other: Any) -> Any:
        return np.uint64((int(one) * int(other)) >> 64)

else:
    from numba import types
    from numba.extending import intrinsic

    @intrinsic
    def _high(_: Any, one: Any, other: Any) -> Any:
        """Return the upper word of a product of two words."""

        def code(_: Any, builder: Any, signature: Any, given: Any) -> Any:
            from llvmlite import ir  # type: ignore[import-untyped]

            wide = ir.IntType(128)
            product = builder.mul(*(builder.zext(word, wide) for word in given))
            return builder.trunc(builder.lshr(product, ir.Constant(wide, 64)), ir.IntType(64))

        return types.uint64(one, other), code


PASS, RETURN, INCOMPLETE, REJECT, REVOKED = 0, 1, 2, 3, 8
LONGEST_S = 2**31 - 1

TIME, HANDOVER, WORK, START, ADD, WORK_SUM, LATE_SUM, CORRECTION, EXTENSION, OUTCOME = range(10)
"""Kinds of orders: a length as it is; a hand-over, which reforms may shorten; work; the first and each further part of
a sum, which ends as work or as the time of late papers; what is counted where a case is sent back; whether a limit is
extended; whether a part of a step returns or rejects."""
DRAWN, ANY, ALL, BUT = range(4)
"""Kinds of rows: by type and chance; where any or all of the rows told hold; where the first holds but no other."""
EVERYBODY, NOBODY = -1, -2
"""In place of a row."""

INTS = ("handover_s", "work_s", "occupied_s", "calendar_s", "working_s", "correct_calendar_s", "correct_working_s",
        "patience_s")  # fmt: skip
"""The tables of whole seconds, in the order of their numbers."""
WORK_S = INTS.index("work_s")

ROW = np.dtype(
    [(name, np.int64) for name in ("kind", "chain", "types", "stream", "begun", "of", "of_end")] + [("share", float)]
)
"""A row: by case of a chain, whether something holds. `types` is a row of `Program.types`; whoever waits at the step
`begun` is meant in any case."""
LINE = np.dtype(
    [
        (name, np.int64)
        for name in (
            "chain", "node", "routes", "routes_end", "needed", "turns", "turns_end", "ends", "narrows", "returns",
            "rejects_spent", "papers", "papers_end", "piecemeal", "rejects_wanting", "filings",
        )
    ]
    + [("breaks", float)]
)  # fmt: skip
"""A step for some routes; `needed` is a row. `ends` tells whether a visit can end otherwise than passed, `narrows` that
only its own returns lead to the next; `returns` is how many there are, `filings` how often a paper goes back."""
TURN = np.dtype([(name, np.int64) for name in ("orders", "lengths_end", "orders_end", "promise")])
"""A visit: its orders of lengths, then those of outcomes; the stream that tells broken promises."""
ORDER = np.dtype(
    [
        (name, np.int64)
        for name in (
            "kind", "distribution", "table", "stream", "types", "row", "not_begun", "quicker", "quicker_end", "pace",
            "has_exact", "correction",
        )
    ]
    + [(name, float) for name in ("constant", "lowest", "share", "rejects")]
)  # fmt: skip
"""An order: for the cases of these types in this row, except who waits at the step `not_begun`. A length has a
distribution or, for -1, is constant. `share` is that of the day of a department, or a probability; `rejects` is the
uniform from which on a case is rejected, `correction` the order of what the applicant takes."""
QUICKER = np.dtype([("stream", np.int64), ("complies", float), ("factor", float), ("at_most", float)])
PAPER = np.dtype([(name, np.int64) for name in ("asked", "missing", "shares", "obtain", "correction")])
"""A paper at an intake: who is asked for it, the streams of its first filing, where its probabilities begin."""


class Program(NamedTuple):
    """All that is drawn for the visits of a plan; see `adminsim.engine.program`."""

    rows: np.ndarray
    of: np.ndarray
    types: np.ndarray
    lines: np.ndarray
    routes: np.ndarray
    turns: np.ndarray
    orders: np.ndarray
    quicker: np.ndarray
    papers: np.ndarray
    shares: np.ndarray


class Cases(NamedTuple):
    """The cases of all chains, one after the other, as a program asks about them."""

    first: np.ndarray
    kind: np.ndarray
    begun: np.ndarray
    route_first: np.ndarray
    by_route: np.ndarray
    paces: np.ndarray
    start: np.ndarray
    stride: np.ndarray
    row_first: np.ndarray


class Tables(NamedTuple):
    """The tables by possible visit; `seconds` has one row for each of `INTS`."""

    seconds: np.ndarray
    skipped: np.ndarray
    extended: np.ndarray
    result: np.ndarray
    exact: np.ndarray


class Asked(NamedTuple):
    """Lengths asked for: by which order, for which case, for which visit, by which uniform."""

    order: np.ndarray
    case: np.ndarray
    slot: np.ndarray
    u: np.ndarray


@njit(forceinline=True)
def _words(key: Any, second: Any, block: int) -> tuple[Any, Any, Any, Any]:
    """Return the words that four cases have in common: ten rounds over a counter and the two words of a key."""
    a, b, c, d = np.uint64(block + 1), np.uint64(0), np.uint64(0), np.uint64(0)
    for _ in range(10):
        low, high = np.uint64(0xD2E7470EE14C6C93) * a, _high(np.uint64(0xD2E7470EE14C6C93), a)
        other_low, other_high = np.uint64(0xCA5A826395121157) * c, _high(np.uint64(0xCA5A826395121157), c)
        a, b, c, d = other_high ^ b ^ key, other_low, high ^ d ^ second, low
        key += np.uint64(0x9E3779B97F4A7C15)
        second += np.uint64(0xBB67AE8584CAA73B)
    return a, b, c, d


@njit
def _draw(keys: np.ndarray, stream: int, block: int, last: np.ndarray, words: np.ndarray, asker: int) -> None:
    """Draw the words of a block and keep them."""
    last[asker, 0], last[asker, 1] = block, stream
    a, b, c, d = _words(keys[stream, 0], keys[stream, 1], block)
    words[asker, 0], words[asker, 1], words[asker, 2], words[asker, 3] = a, b, c, d


@njit(forceinline=True)
def _uniform(keys: np.ndarray, stream: int, number: int, last: np.ndarray, words: np.ndarray, asker: int) -> float:
    """Return the uniform of a case, by its number in its chain; the last words of each who asks are kept."""
    if last[asker, 0] != number >> 2 or last[asker, 1] != stream:
        _draw(keys, stream, number >> 2, last, words, asker)
    return float(words[asker, number & 3] >> np.uint64(11)) * 2.0**-53


@njit(forceinline=True)
def _holds(rows: np.ndarray, row_first: np.ndarray, row: int, number: int) -> bool:
    return rows[row_first[row] + number] if row >= 0 else row == EVERYBODY


def _find_rows(program: Program, keys: np.ndarray, cases: Cases, found: np.ndarray) -> None:
    """Find out for every row in which cases it holds."""
    # A field of a record costs more in a loop than a name.
    rows, types, of_rows, row_first = program.rows, program.types, program.of, cases.row_first
    kind_of, begun_of, first_of = cases.kind, cases.begun, cases.first
    last, words = np.full((1, 2), -1), np.empty((1, 4), np.uint64)
    for place in range(len(rows)):
        row = rows[place]
        out, since = row_first[place], first_of[row["chain"]]
        for number in range(first_of[row["chain"] + 1] - since):
            if row["kind"] == DRAWN:
                holds = types[row["types"], kind_of[since + number]]
                if holds and row["stream"] >= 0:
                    holds = _uniform(keys, row["stream"], number, last, words, 0) < row["share"]
                holds = holds or (row["begun"] >= 0 and begun_of[since + number] == row["begun"])
            elif row["kind"] == ANY:
                holds = False
                for of in range(row["of"], row["of_end"]):
                    holds = holds or _holds(found, row_first, of_rows[of], number)
            else:
                holds = _holds(found, row_first, of_rows[row["of"]], number)
                for of in range(row["of"] + 1, row["of_end"]):
                    holds = holds and (row["kind"] == ALL) == _holds(found, row_first, of_rows[of], number)
            found[out + number] = holds


@njit(forceinline=True)
def _whole(seconds: float) -> int:
    return int(np.int64(min(np.rint(seconds), float(LONGEST_S))))


@njit
def _file(
    line: Any, papers: np.ndarray, shares: np.ndarray, keys: np.ndarray, found: np.ndarray, row_first: np.ndarray,
    round_of: np.ndarray, named: np.ndarray, number: int, last: np.ndarray, words: np.ndarray, asker: int,
) -> tuple[bool, bool]:  # fmt: skip
    """File once more: tell whether the file goes back, and whether a paper has gone back too often.

    Told at once, a filing names everything that is wanting; piecemeal, the first of it in the order of the file.
    """
    incomplete, exhausted = False, False
    for place in range(line["papers"], line["papers_end"]):
        paper, at = papers[place], place - line["papers"]
        named[at] = 0
        if line["piecemeal"] and (incomplete or exhausted):
            continue
        if not _holds(found, row_first, paper["asked"], number):
            continue
        filed = round_of[at, number]
        if _uniform(keys, paper["missing"] + filed, number, last, words, asker + at) >= shares[paper["shares"] + filed]:
            continue
        if filed >= line["filings"]:
            exhausted = exhausted or line["rejects_wanting"] == 1
        else:
            incomplete = True
            named[at] = filed + 1
            round_of[at, number] = filed + 1
    return incomplete, exhausted


@njit
def _longer(values: np.ndarray, used: int, room: int) -> np.ndarray:
    # One by one: to assign a slice brings with it what is said of slices of other lengths.
    longer = np.empty(room, values.dtype)
    for one in range(used):
        longer[one] = values[one]
    return longer


@njit
def _noted(
    orders: np.ndarray, keys: np.ndarray, place: int, stream: int, number: int, order_of: np.ndarray, u_of: np.ndarray,
    used: int, last: np.ndarray, words: np.ndarray,
) -> int:  # fmt: skip
    """Note what a correction takes, where it takes any time, and return how much is noted."""
    if place < 0:
        return used
    order_of[used] = place
    u_of[used] = _uniform(keys, stream, number, last, words, 0) if orders[place]["distribution"] >= 0 else 0.0
    return used + 1


@njit
def _ask_length(
    order: Any, place: int, members: np.ndarray, first: int, slot: int, stride: int, types_of: np.ndarray,
    kind_of: np.ndarray, found: np.ndarray, row_first: np.ndarray, begun_of: np.ndarray, keys: np.ndarray,
    extended: np.ndarray, order_of: np.ndarray, case_of: np.ndarray, slot_of: np.ndarray, u_of: np.ndarray, used: int,
) -> int:  # fmt: skip
    """Note the uniforms of one length for all cases that are meant, and return how much is noted.

    Whether a limit is extended is decided at once.
    """
    row, not_begun, types, stream = order["row"], order["not_begun"], order["types"], order["stream"]
    is_extension, share, is_drawn = order["kind"] == EXTENSION, order["share"], order["distribution"] >= 0
    key, second, block = keys[stream, 0], keys[stream, 1], -1
    a, b, c, d = np.uint64(0), np.uint64(0), np.uint64(0), np.uint64(0)
    for number in members:
        if not types_of[types, kind_of[first + number]] or not _holds(found, row_first, row, number):
            continue
        if not_begun >= 0 and begun_of[first + number] == not_begun:
            continue
        u = 0.0
        if is_drawn or is_extension:
            if number >> 2 != block:
                block = number >> 2
                a, b, c, d = _words(key, second, block)
            word = (a if number & 1 == 0 else b) if number & 2 == 0 else (c if number & 1 == 0 else d)
            u = float(word >> np.uint64(11)) * 2.0**-53
        if is_extension:
            extended[slot + stride * number] = u < share
            continue
        order_of[used], case_of[used], slot_of[used], u_of[used] = place, first + number, slot + stride * number, u
        used += 1
    return used


def _ask(
    program: Program, keys: np.ndarray, cases: Cases, found: np.ndarray, tables: Tables, since: int, enough: int
) -> tuple[int, Asked]:
    """Go through lines from one on until enough is asked for; return the next line, and what is asked for.

    One uniform decides on returns and rejections from its two ends, so that a change of one probability does not move
    the other event.
    """
    lines, routes, turns, orders = program.lines, program.routes, program.turns, program.orders
    papers, shares, types_of = program.papers, program.shares, program.types
    first_of, kind_of, begun_of, row_first = cases.first, cases.kind, cases.begun, cases.row_first
    route_first, by_route, starts, strides = cases.route_first, cases.by_route, cases.start, cases.stride
    skipped, extended, results = tables.skipped, tables.extended, tables.result
    room, used, at = 1024, 0, since
    order_of, case_of = np.empty(room, np.int32), np.empty(room, np.int32)
    slot_of, u_of = np.empty(room, np.int64), np.empty(room, np.float64)
    while at < len(lines) and used < enough:
        line = lines[at]
        at += 1
        first, start, stride = first_of[line["chain"]], starts[line["node"]], strides[line["node"]]
        size, count = first_of[line["chain"] + 1] - first, 0
        members = np.empty(size, np.int64)
        for place in range(line["routes"], line["routes_end"]):
            route = routes[place]
            for one in range(route_first[route], route_first[route + 1]):
                number = by_route[one]
                if _holds(found, row_first, line["needed"], number):
                    members[count] = number
                    count += 1
                else:
                    skipped[start + stride * number] = True
        if count == 0:
            continue
        asked = line["papers_end"] - line["papers"]
        spent = np.zeros(size if line["ends"] else 0, np.int16)
        is_over = np.zeros(size if asked else 0, np.bool_)
        round_of, named = np.zeros((asked, size), np.int16), np.zeros(asked, np.int64)
        for visit in range(line["turns_end"] - line["turns"]):
            turn = turns[line["turns"] + visit]
            need = used + count * (turn["orders_end"] - turn["orders"] + asked)
            if need > room:
                room = 2 * need
                order_of, case_of = _longer(order_of, used, room), _longer(case_of, used, room)
                slot_of, u_of = _longer(slot_of, used, room), _longer(u_of, used, room)
            slot = start + visit
            papers_from = 2 + turn["orders_end"] - turn["lengths_end"]
            last, words = np.full((papers_from + asked, 2), -1), np.empty((papers_from + asked, 4), np.uint64)
            for place in range(turn["orders"], turn["lengths_end"]):
                used = _ask_length(
                    orders[place], place, members[:count], first, slot, stride, types_of, kind_of, found, row_first,
                    begun_of, keys, extended, order_of, case_of, slot_of, u_of, used,
                )  # fmt: skip
            if not line["ends"]:
                continue
            going = 0
            for one in range(count):
                number = members[one]
                returns, rejects, result, before = False, False, PASS, used
                for place in range(turn["lengths_end"], turn["orders_end"]):
                    order = orders[place]
                    if not types_of[order["types"], kind_of[first + number]]:
                        continue
                    if not _holds(found, row_first, order["row"], number):
                        continue
                    u = _uniform(keys, order["stream"], number, last, words, 2 + place - turn["lengths_end"])
                    rejects = rejects or u >= order["rejects"]
                    if u < order["share"]:
                        returns = True
                        place_of = order["correction"]
                        stream = orders[max(place_of, 0)]["stream"]
                        used = _noted(orders, keys, place_of, stream, number, order_of, u_of, used, last, words)
                returns = returns and not rejects
                exhausted = returns and spent[number] >= line["returns"]
                if returns and not exhausted:
                    result = RETURN
                    spent[number] += 1
                if rejects or (exhausted and line["rejects_spent"]):
                    result = REJECT
                if asked and not is_over[number]:
                    incomplete, is_over[number] = _file(
                        line, papers, shares, keys, found, row_first, round_of, named, number,
                        last, words, papers_from,
                    )  # fmt: skip
                    if incomplete and result != RETURN:
                        result = INCOMPLETE
                    if is_over[number]:
                        result = REJECT
                    for paper in range(asked):
                        if named[paper]:
                            told = papers[line["papers"] + paper]
                            place_of, stream = told["correction"], told["obtain"] + named[paper] - 1
                            used = _noted(orders, keys, place_of, stream, number, order_of, u_of, used, last, words)
                breaks = line["breaks"] if result == PASS else 0.0
                if breaks > 0.0 and _uniform(keys, turn["promise"], number, last, words, 1) < breaks:
                    result = REVOKED
                results[slot + stride * number] = result
                if result in (RETURN, INCOMPLETE):
                    for place in range(before, used):
                        case_of[place], slot_of[place] = first + number, slot + stride * number
                    if line["narrows"]:
                        members[going] = number
                        going += 1
                else:
                    # What would have to be corrected is not.
                    used = before
            if line["narrows"]:
                count = going
            if count == 0:
                break
    return at, Asked(order_of[:used], case_of[:used], slot_of[:used], u_of[:used])


def _gather(orders: np.ndarray, asked: Asked, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Put the uniforms in order of distribution: return where those of each begin, they, and where each one went."""
    order_of, u_of = asked.order, asked.u
    first, place = np.zeros(count + 1, np.int64), np.empty(len(order_of), np.int64)
    for order in order_of:
        if orders[order]["distribution"] >= 0:
            first[orders[order]["distribution"] + 1] += 1
    for number in range(count):
        first[number + 1] += first[number]
    then, u = first.copy(), np.empty(first[count], np.float64)
    for one in range(len(order_of)):
        distribution = orders[order_of[one]]["distribution"]
        if distribution >= 0:
            place[one] = then[distribution]
            u[then[distribution]] = u_of[one]
            then[distribution] += 1
    return first, u, place


def _settle(
    program: Program, keys: np.ndarray, cases: Cases, chains: np.ndarray, asked: Asked, place: np.ndarray,
    drawn: np.ndarray, total: np.ndarray, tables: Tables,
) -> None:  # fmt: skip
    """Put lengths into their tables, in the order in which they were asked for; `chains` is where each case's begins.

    `total` holds sums under way, by case.
    """
    orders, every_quicker, paces = program.orders, program.quicker, cases.paces
    order_of, case_of, slot_of, exact = asked.order, asked.case, asked.slot, tables.exact
    seconds, last, words = tables.seconds, np.full((1, 2), -1), np.empty((1, 4), np.uint64)
    for one in range(len(order_of)):
        order, case, slot = orders[order_of[one]], case_of[one], slot_of[one]
        value = drawn[place[one]] if order["distribution"] >= 0 else order["constant"]
        kind, table = order["kind"], order["table"]
        if kind == START:
            total[case] = value
        elif kind == ADD:
            total[case] += value
        elif kind in (CORRECTION, LATE_SUM):
            if kind == LATE_SUM:
                value = total[case]
            seconds[table, slot] = max(seconds[table, slot], _whole(value))
        elif kind in (WORK, WORK_SUM):
            if kind == WORK_SUM:
                value = total[case]
            value /= paces[order["pace"], case]
            if order["has_exact"]:
                exact[slot] = value
            seconds[table, slot] = _whole(max(value, 1.0))
            if order["share"] != 1.0:
                seconds[table + 1, slot] = _whole(max(value / order["share"], 1.0))
            else:
                seconds[table + 1, slot] = seconds[table, slot]
        else:
            for which in range(order["quicker"], order["quicker_end"]):
                quicker = every_quicker[which]
                if _uniform(keys, quicker["stream"], case - chains[case], last, words, 0) < quicker["complies"]:
                    value = min(value * quicker["factor"], quicker["at_most"])
            seconds[table, slot] = _whole(max(value, order["lowest"]))


ENTRIES = tuple(entry(function) for function in (_find_rows, _ask, _gather, _settle))
"""What is called from outside, compiled."""


def find_rows(*given: Any) -> None:
    """Call `_find_rows`, compiled; so do the others below."""
    ENTRIES[0](*given)


def ask(*given: Any) -> tuple[int, Asked]:
    """See `_ask`."""
    line, asked = ENTRIES[1](*given)
    return int(line), asked


def gather(*given: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """See `_gather`."""
    first, u, place = ENTRIES[2](*given)
    return first, u, place


def settle(*given: Any) -> None:
    """See `_settle`."""
    ENTRIES[3](*given)
