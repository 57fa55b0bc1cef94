"""Weekdays as they are lived: rates by working day, shifts, weights and sessions on make-up days."""

from __future__ import annotations

from collections import Counter

import pytest

from adminsim.engine.arrivals import expected_arrivals
from adminsim.engine.simulate import simulate
from adminsim.model.system import System
from systems import MANY, OFFICE, Written, at, system_of, wait, work

UNEVEN = {"mon": ["13:00-17:00"], "tue-fri": ["09:00-17:00"]}
DAY = 86400


def test_each_working_day_has_its_rate_spread_over_its_own_hours() -> None:
    # 5 March to 3 April 2018: 22 working days, of which five are half ones.
    demand = {"rate": 100, "per": "WD"}
    system = system_of({"a": work("x", "1 min")}, start="2018-03-05", hours=UNEVEN, demand=demand, run_out=0)
    assert expected_arrivals(system, "permit", 30 * DAY) == pytest.approx(2200)
    by_day = [expected_arrivals(system, "permit", day * DAY) for day in range(8)]
    assert by_day == pytest.approx([0, 100, 200, 300, 400, 500, 500, 500])
    # Half of a Monday's applications are there at 15:00, half of a Tuesday's at 13:00.
    assert expected_arrivals(system, "permit", 15 * 3600) == pytest.approx(50)
    assert expected_arrivals(system, "permit", DAY + 13 * 3600) == pytest.approx(150)


def test_weights_by_hour_spread_a_day_and_weights_by_weekday_change_it() -> None:
    demand = {"rate": 100, "per": "WD", "hours": {9: 3}, "weekdays": {"tue": 2, "wed": 0}}
    system = system_of({"a": work("x", "1 min")}, start="2018-03-05", hours=OFFICE, demand=demand, run_out=0)
    by_day = [expected_arrivals(system, "permit", day * DAY) for day in range(4)]
    assert by_day == pytest.approx([0, 100, 300, 300])
    # Of the ten parts of a day, three come in the first hour.
    assert expected_arrivals(system, "permit", 10 * 3600) == pytest.approx(30)


def test_working_days_last_the_mean_of_the_regular_week() -> None:
    # A mean working day has 7.2 h; from Tuesday 9:00 two of them end after 8 h and 6.4 h.
    system = system_of({"a": wait("2 WD")}, start="2018-03-05", hours=UNEVEN, demand=at("2018-03-06 09:00"))
    assert str(simulate(system).visits["end"][0]) == "2018-03-07 15:24:00"


CHINA: Written = {"start": "2018-02-12", "holidays": "china", "hours": OFFICE}
"""15 to 21 February are the Spring Festival, Saturday 24 February is worked."""


def _first(system: System, field: str) -> str:
    return f"{simulate(system).visits[field][0]:%Y-%m-%d %H:%M}"


def test_a_shift_by_weekday_works_on_make_up_days() -> None:
    shifts = [{"staff": 1, "hours": {"mon-fri": ["09:00-17:00"]}}]
    system = system_of(
        {"a": work("x", "1 h")}, demand=at("2018-02-24 10:00"), departments={"x": {"shifts": shifts}}, **CHINA
    )
    assert _first(system, "start") == "2018-02-24 10:00"


def test_a_shift_of_mondays_does_not_work_on_a_make_up_saturday() -> None:
    shifts = [{"staff": 1, "hours": {"mon": ["09:00-17:00"]}}]
    system = system_of(
        {"a": work("x", "1 h")}, demand=at("2018-02-24 10:00"), departments={"x": {"shifts": shifts}}, **CHINA
    )
    assert _first(system, "start") == "2018-02-26 09:00"


def test_weights_by_weekday_let_applications_come_on_make_up_days() -> None:
    for per, wanted in (("WD", 10.0), ("d", 10.0)):
        demand = {"rate": 10, "per": per, "weekdays": {"sat": 0, "sun": 0}}
        system = system_of({"a": work("x", "1 min")}, demand=demand, run_out=0, **CHINA)
        day = [expected_arrivals(system, "permit", day * DAY) for day in (12, 13, 14)]
        assert day[1] - day[0] == pytest.approx(wanted), per
        assert day[2] - day[1] == pytest.approx(0.0), per


def _meetings(schedule: Written, hours: Written) -> list[str]:
    system = system_of(
        {"a": {"kind": "session", "schedule": schedule, "meeting": "1 h"}},
        demand={"kind": "regular", "every": "6 h"}, days=20, run_out=30, start="2018-02-12", holidays="china",
        hours=hours,
    )  # fmt: skip
    starts = simulate(system).visits["start"].dropna()
    return sorted(Counter(f"{start:%m-%d %H:%M}" for start in starts))


HALL = {"mon-fri": ["09:00-17:00"], "sat": ["09:00-12:00"]}


def test_a_session_on_saturdays_meets_on_ordinary_ones() -> None:
    held = _meetings({"weekdays": ["sat"], "at": "09:30"}, HALL)
    assert held[:2] == ["03-03 09:30", "03-10 09:30"]


def test_a_session_meets_on_make_up_days_if_it_says_so() -> None:
    every = {"at": "09:30", "make_up": True}
    assert _meetings({"weekdays": ["sat"], **every}, HALL)[0] == "02-24 09:30"
    assert _meetings({"weekdays": ["fri"], **every}, OFFICE)[:2] == ["02-23 09:30", "02-24 09:30"]
    assert _meetings({"weekdays": ["fri"], "at": "09:30"}, OFFICE)[:2] == ["02-23 09:30", "03-02 09:30"]


def test_a_session_does_not_meet_while_its_calendar_is_closed() -> None:
    # Saturdays close at noon: a meeting at 14:00 is held on Fridays alone.
    held = _meetings({"weekdays": ["fri", "sat"], "at": "14:00"}, HALL)
    assert held[:2] == ["02-23 14:00", "03-02 14:00"]
    assert len(simulate(system_of({"a": work("x")}, departments={"x": MANY}, demand=at("2022-06-20 09:00"))).visits)
