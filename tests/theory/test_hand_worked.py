"""Rows worked out by hand hold exactly."""

from __future__ import annotations

import numpy as np
import pytest

from adminsim.engine.simulate import simulate
from systems import OFFICE, at, every, queue_system, system_of, work

FRIDAY = at("2022-06-24 16:00", "2022-06-24 16:10", "2022-06-24 16:20")


def test_four_hours_of_work_filed_on_friday_afternoon_end_on_monday_and_tuesday() -> None:
    system = system_of({"review": work("bureau", "4 h")}, demand=FRIDAY, hours=OFFICE)
    ends = simulate(system).visits["end"].astype(str).tolist()
    assert ends == ["2022-06-27 12:00:00", "2022-06-27 16:00:00", "2022-06-28 12:00:00"]


def test_another_length_of_work_gives_other_ends() -> None:
    system = system_of({"review": work("bureau", "4.2 h")}, demand=FRIDAY, hours=OFFICE)
    ends = simulate(system).visits["end"].astype(str).tolist()
    assert ends == ["2022-06-27 12:12:00", "2022-06-27 16:24:00", "2022-06-28 12:36:00"]


def test_closed_hours_are_never_counted_as_worked() -> None:
    system = system_of({"review": work("bureau", "4 h")}, demand=FRIDAY, hours=OFFICE)
    records = simulate(system)
    assert records.visit_rows["work"].tolist() == [4 * 3600] * 3
    assert records.case_rows["work"].tolist() == [4 * 3600] * 3


@pytest.mark.parametrize("discipline", ["first_come", "priority", "earliest_due"])
def test_a_case_every_100_s_with_60_s_of_service_never_waits(discipline: str) -> None:
    system = system_of(
        {"serve": work("desk", "60 s", limit="1 h")},
        types={"low": {"mix": 0.5, "priority": 9}, "high": {"mix": 0.5, "priority": 1}},
        demand=every("100 s"),
        departments={"desk": {"staff": 1, "discipline": discipline}},
        days=0.5,
        run_out=1,
    )
    visits = simulate(system).visit_rows
    assert len(visits) == 1296
    assert np.array_equal(visits["start"], visits["joined"])


def test_what_ends_leaves_before_what_arrives_takes() -> None:
    instants = [f"2022-06-20 00:00:{second:02d}" for second in range(10)]
    system = system_of({"serve": work("desk", "1 s")}, demand=at(*instants))
    visits = simulate(system).visit_rows
    assert visits["start"].tolist() == list(range(10))
    assert visits["end"].tolist() == list(range(1, 11))
    assert visits["staff"].tolist() == [1] * 10


def test_service_a_second_longer_makes_them_wait() -> None:
    instants = [f"2022-06-20 00:00:{second:02d}" for second in range(10)]
    system = system_of({"serve": work("desk", "2 s")}, demand=at(*instants))
    assert simulate(system).visit_rows["start"].tolist() == list(range(0, 20, 2))


def test_a_queue_that_keeps_up_ends_where_it_began() -> None:
    records = simulate(queue_system(24, "30 min", cases=200))
    assert (records.case_rows["decided"][records.in_cohort] > 0).all()
