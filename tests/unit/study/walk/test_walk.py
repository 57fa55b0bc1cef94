"""The walk back from the decision, worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from adminsim.engine.simulate import simulate
from adminsim.reforms.told import PARTS
from adminsim.study.walk.critical_way import walk
from systems import MANY, OFFICE, at, system_of, wait, work


def held(steps: dict[str, Any], filed: str, **fields: Any) -> dict[str, dict[str, float]]:
    """Return by step the hours of each part on the critical way of the last case."""
    departments = {step["department"]: MANY for step in steps.values() if "department" in step}
    system = system_of(steps, demand=at(filed), **{"departments": departments, **fields})
    records = simulate(system)
    names = [step.name for step in records.plan.nodes.step]
    (found,) = walk(records, np.ones(1, dtype=bool)) / 3600
    assert found.sum() * 3600 == records.case_rows["elapsed"][0]
    return {
        name: {part: hours for part, hours in zip(PARTS, row, strict=True) if hours}
        for name, row in zip(names, found.tolist(), strict=True)
        if any(row)
    }


def test_only_the_slowest_of_parallel_steps_is_on_the_way() -> None:
    steps = {"a": work("x", "1 h"), "b": work("y", "5 h"), "end": work("x", "1 h", needs=["a", "b"])}
    assert held(steps, "2022-06-20 09:00") == {"b": {"work": 5}, "end": {"work": 1}}


def test_closed_hours_are_told_from_work() -> None:
    assert held({"a": work("x", "4 h")}, "2022-06-24 16:00", hours=OFFICE) == {"a": {"work": 4, "closed": 64}}


def test_who_comes_before_the_office_opens_waits_at_closed_doors_and_for_no_file() -> None:
    comes = work("x", "1 h", visit=True, handover="2 h")
    at_once = work("x", "1 h", visit=True)
    assert held({"a": at_once}, "2022-06-20 05:00", hours=OFFICE) == {"a": {"closed": 4, "work": 1}}
    assert held({"a": comes}, "2022-06-20 16:00", hours=OFFICE) == {"a": {"handover": 1, "closed": 16, "work": 1}}
    assert held({"a": comes}, "2022-06-20 10:00", hours=OFFICE) == {"a": {"handover": 2, "work": 1}}


def test_hand_over_session_announcement_and_correction_have_their_names() -> None:
    session = {"kind": "session", "schedule": {"weekdays": ["tue"], "at": "09:00"}, "meeting": "1 h"}
    steps = {
        "a": work("x", "1 h", handover="2 h", outcome={"returns": [1.0, 0.0], "correction": "5 h", "max_returns": 1}),
        "b": session | {"needs": ["a"]},
        "c": wait("3 h", needs=["b"]),
        "d": wait("2 h", needs=["c"], by="applicant"),
        "e": wait("1 h", needs=["d"], by="laboratory"),
        "f": wait("1 d", needs=["e"], by="law", legal_period=True),
    }
    assert held(steps, "2022-06-20 09:00") == {
        "a": {"handover": 4, "work": 2, "applicant": 5},
        "b": {"session": 14},
        "c": {"announcement": 3},
        "d": {"applicant": 2},
        "e": {"third_party": 1},
        "f": {"announcement": 32},
    }


def test_a_case_that_takes_no_time_holds_nothing() -> None:
    assert held({"a": wait("0 h")}, "2022-06-20 09:00") == {}


def test_queueing_is_the_time_until_somebody_is_free() -> None:
    system = system_of({"a": work("x", "3 h")}, demand=at("2022-06-20 09:00", "2022-06-20 10:00"))
    found = walk(simulate(system), np.array([False, True])) / 3600
    assert dict(zip(PARTS, found[0, 0].tolist(), strict=True)) == dict.fromkeys(PARTS, 0.0) | {
        "queue": 2.0,
        "work": 3.0,
    }


def test_what_silence_approves_is_held_until_the_limit_and_no_longer() -> None:
    steps = {
        "review": work("desk", "30 h", limit="12 h", on_expiry="approve"),
        "decision": work("hall", "1 h", needs=["review"]),
    }
    fields = {"demand": at("2022-06-20 09:00", "2022-06-20 10:00"), "departments": {"hall": MANY}}
    records = simulate(system_of(steps, decision="decision", **fields))
    found = walk(records, np.ones(2, dtype=bool)) / 3600
    names = [step.name for step in records.plan.nodes.step]
    # The first is in hand at its limit, and its work goes on off the way; the second has not been taken up.
    for case, part in ((0, "work"), (1, "queue")):
        review = dict(zip(PARTS, found[case, names.index("review")].tolist(), strict=True))
        assert {name: hours for name, hours in review.items() if hours} == {part: 12}
    assert found.sum(axis=(1, 2)).tolist() == [13, 13]
