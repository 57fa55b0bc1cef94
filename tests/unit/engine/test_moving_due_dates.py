"""Due dates in queues by limits of cases that move, by hand: an office of 8 h a day, Monday to Friday, from Monday on.

A desk is busy until Thursday at 15:00, when all files have long been there. One of two then goes first: one whose limit
moves, or one whose limit is a plain length of time that ends a minute before the other's, or a minute after it.
"""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.engine.simulate import is_compiled_available, simulate
from systems import OFFICE, at, system_of, work

MONDAY = "2022-06-20 09:00"
ENGINES = ["reference", *(["compiled"] if is_compiled_available() else [])]
BUSY = {"steps": {"block": work("desk", "30 h")}, "demand": at(MONDAY), "limit": "1 min"}
ONCE = {"returns": [1.0, 0.0], "correction": "48 h", "max_returns": 1}
"""Sent back, with the applicant for two days."""

pytestmark = pytest.mark.parametrize("engine", ENGINES)


def order_at_the_desk(engine: Any, **chains: dict[str, Any]) -> list[str]:
    desk = {"desk": {"staff": 1, "discipline": "earliest_due"}}
    frame = simulate(system_of(chains={"busy": BUSY, **chains}, hours=OFFICE, departments=desk), engine=engine).visits
    assert (frame.loc[frame["step"] == "b", "joined"] < "2022-06-23 15:00").all()
    return frame.loc[frame["step"] == "b"].sort_values("start")["chain"].tolist()


def file(limit: str, filed: str = MONDAY, **fields: Any) -> dict[str, Any]:
    return {"steps": {"b": work("desk", "1 h")}, "demand": at(filed), "limit": limit, **fields}


def behind(first: dict[str, Any], last: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"steps": {"a": first, "b": work("desk", "1 h", needs=["a"], **(last or {}))}}


def assert_is_due(engine: Any, hours: int, **moving: Any) -> None:
    """Hold a file against two that are due a minute before, and a minute after, so many hours from Monday at 9."""
    for minute, order in ((-1, ["plain", "moving"]), (1, ["moving", "plain"])):
        plain = file(f"{60 * hours + minute} min")
        assert order_at_the_desk(engine, moving=file(**moving), plain=plain) == order


@pytest.mark.parametrize(
    ("limit", "hours"),
    [
        # Two of ten hours are used, on Monday and on Wednesday from 10:00 on: eight are left on Wednesday at 11:00.
        ("10 h", 3 * 24 + 2),
        # Tuesday is the applicant's. Wednesday, Thursday and Friday are used, up to 24:00.
        ("3 WD", 4 * 24 + 15),
    ],
)
def test_a_correction_moves_the_date(engine: Any, limit: str, hours: int) -> None:
    assert_is_due(engine, hours, limit=limit, limit_clock="agency", **behind(work("clerk", "1 h", outcome=ONCE)))


def test_the_reading_in_hours_from_acceptance_begins_there(engine: Any) -> None:
    # A day of hand-over, accepted on Tuesday at 10:00: seven of twelve hours are on Tuesday, five on Wednesday.
    steps = behind(work("clerk", "1 h", handover="24 h"))
    terms = {"limit": "12 h", "limit_clock": "official", "limit_from": "accepted", "accepted": "a"}
    assert_is_due(engine, 2 * 24 + 5, **terms, **steps)


def test_what_is_not_accepted_has_no_date_and_stands_behind_all_that_have_one(engine: Any) -> None:
    terms = {"limit": "1 h", "limit_from": "accepted", "accepted": "b"}
    chains = {"later": file("50 d", "2022-06-21 09:00"), "first": file(**terms), "second": file(**terms)}
    assert order_at_the_desk(engine, **chains) == ["later", "first", "second"]


def test_where_the_clock_stands_still_the_date_is_as_though_it_went_on_at_the_joining(engine: Any) -> None:
    # One of five hours is used on Monday at 10:00; the queue of a step that does not count uses none.
    steps = behind(work("clerk", "1 h"), {"counts": False})
    assert_is_due(engine, 5, limit="5 h", limit_clock="agency", **steps)


def test_a_decision_fixes_the_date_for_what_comes_behind_it(engine: Any) -> None:
    # Decided on Monday at 10:00, nine of ten hours left: Tuesday at 11:00, though the file is a day on its way.
    steps = behind(work("clerk", "1 h"), {"handover": "24 h"})
    assert_is_due(engine, 24 + 2, limit="10 h", limit_clock="agency", decision="a", **steps)


def test_what_a_backlog_has_used_before_the_start_is_used(engine: Any) -> None:
    # Since Friday at 15:00 two hours ran before the start: three of five are left.
    terms = {"limit": "5 h", "limit_clock": "agency", "backlog": {"b": {"cases": 1, "age": "57 h"}}}
    for minute, first in ((-1, "plain"), (1, "moving")):
        old = {**file("5 h", "2022-08-01 09:00"), **terms}
        plain = file(f"{60 * 3 + minute} min")
        desk = {"desk": {"staff": 1, "discipline": "earliest_due"}}
        system = system_of(chains={"busy": BUSY, "moving": old, "plain": plain}, hours=OFFICE, departments=desk)
        frame = simulate(system, engine=engine).visits
        order = frame.loc[(frame["step"] == "b") & (frame["joined"] < "2022-07-01")].sort_values("start")["chain"]
        assert order.iloc[0].startswith(first)
