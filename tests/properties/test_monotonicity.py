"""When more staff or less custom cannot delay anyone, and what turns either around."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from corpus import IS_THOROUGH

import drawing as st
from adminsim.engine.fields import NOT_YET
from adminsim.engine.simulate import simulate
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms
from drawing import given
from reform_lists import reform_of
from strategies import START, systems
from systems import MANY, OFFICE, at, system_of, wait, work

COUNT = 100 if IS_THOROUGH else 40

FOREVER = 2**40
PARALLEL = reform_of(reform="parallel_approval")


def delayed(before: System, after: System, clock: str = "elapsed", seed: int = 1) -> np.ndarray:
    """Return by case whether it takes longer; what is not decided takes forever."""
    times = [simulate(system, seed=seed).case_rows[clock].astype(np.int64) for system in (before, after)]
    first, second = (np.where(time == NOT_YET, FOREVER, time) for time in times)
    return second > first


# -- more staff ------------------------------------------------------------------------------------


@st.composite
def single_queues(draw: st.DrawFn) -> dict[str, Any]:
    """Draw chains whose cases all visit one first-come queue once, with waits before and behind."""
    chains = {}
    for name in ("one", "two")[: draw(st.integers(1, 2))]:
        days = draw(st.lists(st.tuples(st.integers(0, 6), st.sampled_from((0, 9, 10, 13.5))), min_size=1, max_size=15))
        instants = [dt.datetime.combine(START, dt.time()) + dt.timedelta(days=day, hours=hour) for day, hour in days]
        lengths = {
            "empirical": {"values": draw(st.lists(st.sampled_from(("1 h", "3 h", "1 WD")), min_size=1, max_size=1))}
        }
        mixed = {"empirical": {"values": ["30 min", "2 h", "9 h"]}}
        chains[name] = {
            "steps": {
                "first": wait(draw(st.sampled_from(("0 h", "30 min", "1 WD")))),
                "serve": work(
                    "desk", draw(st.sampled_from((lengths, mixed))), needs=["first"], visit=draw(st.booleans())
                ),
                "last": wait(draw(st.sampled_from(("0 h", "1 d", "2 WD"))), needs=["serve"]),
            },
            "demand": {"kind": "listed", "at": instants},
        }
    hours = draw(st.sampled_from(("always", OFFICE, {"mon-sat": ["09:00-12:00", "13:00-17:00"]})))
    return {"chains": chains, "start": START.isoformat(), "hours": hours}


@given(st.tuples(single_queues(), st.integers(1, 3), st.integers(1, 2), st.integers(0, 5)), count=COUNT)
def test_more_staff_never_delays_anyone(drawn: tuple[dict[str, Any], int, int, int]) -> None:
    queue, staff, more, day = drawn
    before = system_of(**queue, departments={"desk": staff})
    since = START + dt.timedelta(days=day)
    after = apply_reforms(before, [reform_of(reform="staffing", department="desk", add=more, **{"from": since})])
    assert not delayed(before, after).any()


def test_more_staff_helps_somebody() -> None:
    before = system_of({"a": work("desk", "4 h")}, demand=at("2022-06-20 09:00", "2022-06-20 09:00"))
    after = apply_reforms(before, [reform_of(reform="staffing", department="desk", add=1)])
    assert delayed(after, before).tolist() == [False, True]


def with_staff(steps: dict[str, Any], staff: int, **fields: Any) -> System:
    return system_of(steps, departments={"desk": staff}, **fields)


def types(*names: str) -> dict[str, Any]:
    return {name: {"mix": 1 / len(names)} for name in names}


def test_a_return_can_make_more_staff_delay_someone() -> None:
    # With two people the later files come back sooner, and are in hand when the first one comes back.
    work_of_a_visit = {"empirical": {"values": ["1 h", "8 h"]}}
    steps = {"a": work("desk", work_of_a_visit, outcome={"returns": [1.0, 0.0], "correction": "1 h", "max_returns": 1})}
    demand = at(*(f"2022-06-20 {hour:02d}:00" for hour in range(4)))
    before, after = (
        simulate(with_staff(steps, staff, demand=demand), seed=39).case_rows["elapsed"].tolist() for staff in (1, 2)
    )
    assert [hours / 3600 for hours in before] == [19, 19, 26, 33]
    assert [hours / 3600 for hours in after] == [21, 3, 11, 13]


def test_a_limited_session_can_make_more_staff_delay_someone() -> None:
    # With two people the short file overtakes the long one and takes the only place of the next meeting.
    steps = {
        "long": work("desk", "8 h", types=["long"]),
        "short": work("desk", "1 h", types=["short"]),
        "board": {
            "kind": "session", "schedule": {"weekdays": ["mon"], "at": "14:30"}, "meeting": "1 h", "places": 1,
            "needs": ["long", "short"],
        },
    }  # fmt: skip
    fields = {"types": types("long", "short"), "demand": at("2022-06-20 05:00", "2022-06-20 05:00")}
    before, after = (with_staff(steps, staff, **fields) for staff in (1, 2))
    kinds = {seed: simulate(before, seed=seed).case_rows["case_type"].tolist() for seed in range(20)}
    long_then_short = next(seed for seed, kind in kinds.items() if kind == [0, 1])
    assert delayed(before, after, seed=long_then_short).tolist() == [True, False]


def test_the_agency_clock_can_make_more_staff_seem_to_delay_someone() -> None:
    # With one person the expert's two days of the second file fall on the weekend; with two, on Thursday and Friday.
    steps = {"serve": work("desk", "20 h", counts=False), "expert": wait("2 d", counts=True, needs=["serve"])}
    demand = at("2022-06-20 09:00", "2022-06-20 09:00")
    before, after = (with_staff(steps, staff, demand=demand, hours=OFFICE) for staff in (1, 2))
    assert not delayed(before, after).any()
    assert simulate(before).case_rows["agency"].tolist() == [16 * 3600, 0]
    assert simulate(after).case_rows["agency"].tolist() == [16 * 3600, 16 * 3600]


# -- less custom -----------------------------------------------------------------------------------

UNHINDERED: dict[str, Any] = {
    "unlimited_staff": True,
    "handovers": False,
    "places": False,
    "rejects": False,
    "resumes": False,
    "expiries": False,
    "patience": False,
}


@given(systems(**UNHINDERED), count=COUNT)
def test_dropping_custom_never_delays_anyone(system: System) -> None:
    assert not delayed(system, apply_reforms(system, [PARALLEL])).any()


def test_dropping_custom_helps_somebody() -> None:
    steps = {"a": work("x", "4 h"), "b": work("y", "4 h", after=["a"])}
    system = system_of(steps, demand=at("2022-06-20 09:00"))
    assert delayed(apply_reforms(system, [PARALLEL]), system).all()


def test_a_return_to_an_earlier_step_can_make_dropping_custom_delay_someone() -> None:
    # In series one visit of "a" serves both returns; side by side "b" is through before "c" has "a" redone.
    returned = {"returns": [1.0, 0.0], "correction": "0 h", "max_returns": 1, "resume_at": "a"}
    steps = {
        "a": work("x", "1 h"),
        "b": work("x", "30 min", after=["a"], outcome=returned),
        "c": work("x", "1 h", needs=["a"], outcome=returned),
    }
    system = system_of(steps, demand=at("2022-06-20 09:00"), departments={"x": MANY})
    times = [simulate(s).case_rows["elapsed"].tolist() for s in (system, apply_reforms(system, [PARALLEL]))]
    assert times == [[12600], [14400]]


def test_a_limited_session_can_make_dropping_custom_delay_someone() -> None:
    session = {"kind": "session", "schedule": {"weekdays": ["tue"], "at": "09:00"}, "meeting": "1 h", "places": 1}
    steps = {
        "plain": wait("1 d", types=["plain"]),
        "a": wait("1 d", types=["custom"]),
        "b": wait("1 d", types=["custom"], after=["a"]),
        "board": session | {"needs": ["plain", "a", "b"]},
    }
    demand = at("2022-06-23 00:00", "2022-06-23 00:00", "2022-06-23 00:00", "2022-06-23 00:00", "2022-06-23 12:00")
    system = system_of(steps, types=types("plain", "custom"), demand=demand)
    kinds = simulate(system).case_rows["case_type"]
    assert {0, 1} == set(kinds.tolist())
    late = delayed(system, apply_reforms(system, [PARALLEL]))
    assert late.any()
    assert (kinds[late] == 0).all()


def test_the_agency_clock_can_make_dropping_custom_seem_to_delay_someone() -> None:
    # The two days of "b" begin on Friday evening in series, on Monday morning side by side.
    steps = {"a": wait("104 h", counts=False), "b": wait("2 d", counts=True, after=["a"])}
    system = system_of(steps, demand=at("2022-06-20 09:00"), hours=OFFICE)
    after = apply_reforms(system, [PARALLEL])
    assert not delayed(system, after).any()
    assert delayed(system, after, "agency").all()
    assert simulate(system).case_rows["agency"].tolist() == [0]
    assert simulate(after).case_rows["agency"].tolist() == [16 * 3600]
