"""Dates before the start are what they are: a backlog's age, its due dates, its order in the queue."""

from __future__ import annotations

import numpy as np

from adminsim.engine.simulate import simulate
from adminsim.model.system import System
from systems import OFFICE, at, system_of, work

START = "2018-03-05"


def _system(age: str, limit: str, **fields: object) -> System:
    backlog = {"review": {"cases": 1, "age": age}}
    return system_of(
        {"review": work("desk", "100 h")}, start=START, hours=OFFICE, demand=at("2018-03-05 09:00"),
        backlog=backlog, limit=limit, on_expiry="approve", **fields,
    )  # fmt: skip


def _decided(system: System) -> dict[str, str]:
    cases = simulate(system).cases
    return dict(zip(cases["chain"].astype(str), cases["decided"].dt.strftime("%Y-%m-%d %H:%M"), strict=True))


def test_a_backlog_past_its_limit_is_approved_at_once() -> None:
    # Filed on 5 February, 20 working days end on Monday 5 March at 24:00, 19 on the Friday before.
    assert _decided(_system("28 d", "20 WD"))["permit (backlog)"] == "2018-03-06 00:00"
    assert _decided(_system("28 d", "19 WD"))["permit (backlog)"] == "2018-03-05 00:00"
    assert _decided(_system("60 d", "20 WD"))["permit (backlog)"] == "2018-03-05 00:00"
    assert _decided(_system("28 d", "1 month"))["permit (backlog)"] == "2018-03-06 00:00"
    assert _decided(_system("28 d", "5 d"))["permit (backlog)"] == "2018-03-05 00:00"


def test_an_age_in_working_days_passes_in_official_hours() -> None:
    # 20 working days of 8 h before Monday 5 March, 0:00, it was the opening of Monday 5 February.
    cases = simulate(_system("20 WD", "60 WD")).cases
    assert str(cases["submitted"].min()) == "2018-02-05 09:00:00"
    assert str(simulate(_system("0.5 WD", "60 WD")).cases["submitted"].min()) == "2018-03-02 13:00:00"


def test_under_earliest_due_date_an_old_file_goes_before_a_fresh_one() -> None:
    steps = {"review": work("desk", "4 h")}
    system = system_of(
        steps, start=START, hours=OFFICE, demand=at("2018-03-05 00:00"), limit="20 WD",
        backlog={"review": {"cases": 3, "age": {"empirical": {"values": ["25 d", "21 d", "14 d"]}}}},
        departments={"desk": {"staff": 1, "discipline": "earliest_due"}},
    )  # fmt: skip
    records = simulate(system)
    backlog = records.cases[records.cases["chain"].astype(str) == "permit (backlog)"]
    order = np.argsort(backlog["decided"].to_numpy(), kind="stable")
    submitted = backlog["submitted"].to_numpy()[order]
    assert (np.diff(submitted) >= np.timedelta64(0, "s")).all()
    fresh = records.cases[records.cases["chain"].astype(str) == "permit"]
    assert fresh["decided"].max() > backlog["decided"].max()
