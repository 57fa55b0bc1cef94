"""The agency clock: overlapping steps once, corrections never, working days as the law counts them."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from adminsim.engine.records import Records
from adminsim.engine.simulate import simulate
from adminsim.model.system import System
from drawing import given
from strategies import systems
from systems import MANY, OFFICE, at, system_of, wait, work

DAY = 86400


def run(steps: dict[str, Any], filed: str, **fields: Any) -> Records:
    departments = {step["department"]: MANY for step in steps.values() if "department" in step}
    return simulate(system_of(steps, demand=at(filed), departments=departments, hours=OFFICE, **fields))


def clock(records: Records) -> tuple[float, int]:
    (case,) = records.case_rows
    return case["agency"] / 3600, int(case["agency_workdays"])


@pytest.mark.parametrize(
    ("filed", "hours", "expected"),
    [
        ("2022-06-20 09:00", 8, (8, 0)),  # Monday, ends the same day
        ("2022-06-20 10:00", 8, (8, 1)),  # ends on Tuesday at 10:00
        ("2022-06-24 16:00", 4, (4, 1)),  # over the weekend: Monday is the first working day
        ("2022-06-25 10:00", 8, (8, 1)),  # filed on Saturday, done on Monday
        ("2022-06-24 09:00", 24, (24, 2)),
    ],
)
def test_a_case_that_is_always_in_the_agencys_hands(filed: str, hours: int, expected: tuple[float, int]) -> None:
    assert clock(run({"a": work("x", f"{hours} h")}, filed)) == expected


def test_overlapping_steps_count_once() -> None:
    steps = {"a": work("x", "6 h"), "b": work("y", "4 h"), "c": work("z", "5 h")}
    assert clock(run(steps, "2022-06-20 09:00")) == (6, 0)


def test_closed_hours_never_count_when_work_crosses_a_weekend() -> None:
    records = run({"a": work("x", "4 h"), "b": work("y", "3 h")}, "2022-06-24 16:00")
    assert clock(records) == (4, 1)
    assert records.case_rows["elapsed"].tolist() == [(2 * 24 + 20) * 3600]


def test_the_applicants_correction_does_not_count() -> None:
    # Monday 9:00 to 10:00, correction to Thursday 10:00, then until Thursday 11:00: of the days after Monday, Thursday.
    outcome = {"returns": [1.0, 0.0], "correction": "3 d"}
    assert clock(run({"a": work("x", "1 h", outcome=outcome)}, "2022-06-20 09:00")) == (2, 1)


def test_corrections_over_night_stop_no_working_day() -> None:
    # Five visits of 8 h, corrected in 16 h overnight: Monday to Friday were all worked on, 40 h and, as the law counts,
    # four working days after that of the filing; filed on the Friday before, five.
    outcome = {"returns": [1.0, 1.0, 1.0, 1.0, 0.0], "correction": "16 h", "max_returns": 4}
    steps = {"a": work("x", "8 h", outcome=outcome)}
    assert clock(run(steps, "2022-06-20 09:00")) == (40, 4)
    assert clock(run(steps, "2022-06-17 17:00", start="2022-06-13")) == (40, 5)


def test_a_correction_over_whole_days_stops_those_days() -> None:
    # Monday, then with the applicant until Thursday 17:00, then Friday.
    outcome = {"returns": [1.0, 0.0], "correction": "3 d"}
    assert clock(run({"a": work("x", "8 h", outcome=outcome)}, "2022-06-20 09:00")) == (16, 1)


def test_a_correction_counts_while_another_step_is_open() -> None:
    outcome = {"returns": [1.0, 0.0], "correction": "3 d"}
    steps = {"a": work("x", "1 h", outcome=outcome), "b": work("y", "12 h")}
    # "b" is open on Monday and Tuesday to 13:00, "a" again on Thursday from 10:00: Tuesday and Thursday count.
    assert clock(run(steps, "2022-06-20 09:00")) == (12 + 1, 2)


def test_waiting_steps_do_not_count_unless_they_say_so() -> None:
    steps = {
        "a": work("x", "1 h"),
        "b": wait("3 WD", legal_period=True, needs=["a"]),
        "c": work("x", "1 h", needs=["b"]),
    }
    # The announcement ends on Thursday at 24:00; the office takes the file on Friday.
    assert clock(run(steps, "2022-06-20 09:00")) == (2, 1)
    steps["b"]["counts"] = True
    assert clock(run(steps, "2022-06-20 09:00")) == (4 * 8 + 1, 4)


def test_queueing_and_hand_over_count() -> None:
    steps = {"a": work("x", "1 h"), "b": work("y", "1 h", needs=["a"], handover="1 WD")}
    assert clock(run(steps, "2022-06-20 09:00")) == (10, 1)


def test_make_up_days_count_and_holidays_do_not() -> None:
    # Friday 29 September to Friday 6 October 2023 were holidays; 7 and 8 October, a weekend, were worked.
    steps = {"a": work("x", "24 h")}
    records = run(steps, "2023-09-28 09:00", start="2023-09-18", holidays="china")
    assert clock(records) == (24, 2)
    assert records.cases["decided"].dt.strftime("%m-%d %H:%M").tolist() == ["10-08 17:00"]


# -- day by day ------------------------------------------------------------------------------------


def brute_clock(records: Records, case: np.void, visits: np.ndarray) -> tuple[int, int]:
    """Read the agency clock minute by minute, and its working days as those on which it ran at some minute."""
    step = 300
    start, end = int(case["submitted"]), int(case["decided"])
    plan, system = records.plan, records.system
    spans = [
        (max(int(v["ready"]), start), min(int(v["end"]) if v["end"] >= 0 else end, end))
        for v in visits
        if plan.nodes.counts[v["node"]]
    ]
    edges = sorted({start, end, *(edge for span in spans for edge in span if start <= edge <= end)})
    seconds, days = 0, set()
    for first, last in pairwise(edges):
        if any(a <= first and last <= b for a, b in spans):
            running = [t for t in range(first, last, step) if is_open(system, t)]
            seconds += sum(min(step, last - t) for t in running)
            days |= {t // DAY for t in running if t // DAY > start // DAY}
    return seconds, sum(workdays(system, day - 1, day) for day in days)


def is_open(system: System, instant: int) -> bool:
    hours = system.official.hours_on(system.period.start + dt.timedelta(days=instant // DAY))
    return any(opening <= instant % DAY < closing for opening, closing in hours)


def workdays(system: System, first_day: int, last_day: int) -> int:
    """Return the working days in (first day, last day]."""
    days = range(first_day + 1, last_day + 1)
    return sum(system.official.is_workday(system.period.start + dt.timedelta(days=day)) for day in days)


@given(systems(chains=1, steps=5, demands=("listed",), speeds=False), count=40)
def test_any_case_reads_as_it_would_minute_by_minute(system: System) -> None:
    records = simulate(system)
    for case in records.case_rows[:6]:
        if case["decided"] < 0:
            continue
        visits = records.visit_rows[records.visit_rows["case"] == case["case"]]
        if any(int(instant) % 300 for visit in visits for instant in (visit["ready"], visit["end"]) if instant > 0):
            continue  # work of no length takes a second, and this clock has no second hand
        assert (int(case["agency"]), int(case["agency_workdays"])) == brute_clock(records, case, visits)
