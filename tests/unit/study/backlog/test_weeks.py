"""When a backlog is gone: a stated number of files over a fixed rate ends on a day that one can compute."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from adminsim.engine.simulate import simulate
from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.backlog.table import backlog_table
from adminsim.report.kit.tables import as_text
from adminsim.study.backlog.weeks import Backlog, backlog, first_date
from adminsim.study.preview.fluid import backlog_gone
from adminsim.study.run.measures import served
from systems import OFFICE, every, system_of, work


def scenario_of(system: System, *reforms: dict[str, Any]) -> Scenario:
    written = {"version": 1, "baseline": "x", "reforms": reforms, "study": {"replications": 2}}
    found = Scenario(ScenarioFile.model_validate(written), system)
    assert not found.check()
    return found


def study(scenario: Scenario, **asked: Any) -> Backlog:
    return backlog(scenario, **{"replications": 2, "workers": 1} | asked)


def piled_up(cases: int = 150, distance: str = "2 h") -> System:
    """Return a desk that works day and night at one file an hour; a file comes at every distance, some lie there."""
    lying = {"check": {"cases": cases}} if cases else {}
    return system_of({"check": work("desk", "1 h")}, demand=every(distance), backlog=lying, days=40, run_out=16)


def test_a_backlog_over_a_fixed_rate_ends_when_it_can_be_computed() -> None:
    # 150 files and half a file an hour to spare: 300 h, which is in the second week; with two people 100 h, the first.
    system = piled_up()
    found = study(scenario_of(system, {"reform": "staffing", "department": "desk", "add": 1}))
    gone = found.gone().loc["desk"]
    assert gone[["before", "before_p5", "before_p95", "before_fluid"]].tolist() == [2, 2, 2, 2]
    assert gone[["after", "after_p5", "after_p95", "after_fluid"]].tolist() == [1, 1, 1, 1]
    days = found.figures[:, 0, 1, -1] * 24
    assert days == pytest.approx([300, 100], abs=2)
    assert backlog_gone(system, 0)["desk"] == pytest.approx(300 / 24, rel=0.01)


def test_where_nothing_lies_there_the_table_says_so() -> None:
    nothing = "On that day no department has a backlog."
    assert nothing in as_text(backlog_table(study(scenario_of(piled_up(cases=0)))), 100)
    assert nothing not in as_text(backlog_table(study(scenario_of(piled_up()))), 100)


def test_the_queue_falls_by_what_is_to_spare() -> None:
    week = study(scenario_of(piled_up())).weekly().loc[("department", "desk")]
    # Half a file an hour is 84 a week: on the mean of the first week 150 - 42, give or take the file in hand.
    assert week.loc[1, "before"] == pytest.approx(150 - 42, abs=1.5)
    assert week.loc[1, ["before_p5", "before_p95"]].tolist() == [week.loc[1, "before"]] * 2
    assert week.loc[4, "before"] == 0


def test_what_piles_up_until_a_reform_is_gone_after_it() -> None:
    # A file comes every 48 minutes: a quarter of a file an hour is too many. After two weeks 84 lie there; two people
    # have three quarters of a file an hour to spare: 112 h. Without them it is never gone.
    scenario = scenario_of(
        piled_up(0, "48 min"), {"reform": "staffing", "department": "desk", "add": 1, "from": "2022-07-04"}
    )
    found = study(scenario)
    assert found.since == dt.date(2022, 7, 4) == first_date(scenario)
    gone = found.gone().loc["desk"]
    assert gone[["after", "after_fluid"]].tolist() == [1, 1]
    assert np.isinf(gone[["before", "before_p5", "before_fluid"]].astype(float)).all()
    assert found.figures[1, 0, 1, -1] * 24 == pytest.approx(112, abs=3)
    assert backlog_gone(scenario.reformed, 14)["desk"] * 24 == pytest.approx(112, rel=0.02)
    assert found.weekly().loc[("department", "desk", 1), "begins"] == "2022-07-04"


def test_with_office_hours_the_preview_counts_the_days_that_are_lived() -> None:
    system = system_of(
        {"check": work("desk", "1 h")},
        demand=every("6 h"),
        backlog={"check": {"cases": 100}},
        hours=OFFICE,
        days=63,
        run_out=0,
    )
    # A file every 6 hours, also at night and on Sunday: 28 a week of the 40 that can be done, 8 1/3 weeks.
    assert backlog_gone(system, 0)["desk"] == pytest.approx(100 / 12 * 7, rel=0.05)
    gone = study(scenario_of(system)).gone().loc["desk"]
    assert abs(gone["before"] - gone["before_fluid"]) <= 1


def test_weeks_add_up_to_the_integral_of_the_queue_and_of_the_cases_in_progress() -> None:
    steps = {
        "check": work("desk", {"exponential": {"mean": "3 h"}}, outcome={"rejects": 0.1}),
        "seal": work("front", {"exponential": {"mean": "2 h"}}, needs=["check"]),
    }
    system = system_of(steps, demand={"rate": 4}, days=42, run_out=0, hours=OFFICE)
    found = study(scenario_of(system), seed=3)
    week = 7 * 86400
    for year in range(2):
        records = simulate(system, seed=3, replication=year)
        queued = served(records, 0, 6 * week).queued_s
        sums = found.figures[0, year, :, :-1].sum(axis=1) * week
        assert sums[1:] == pytest.approx(queued)
        rows = records.case_rows
        until = np.where(rows["decided"] < 0, 6 * week, rows["decided"])
        assert sums[0] == pytest.approx(float((until - rows["submitted"]).sum()))


def test_nothing_lies_where_nothing_lay() -> None:
    gone = study(scenario_of(piled_up(0))).gone().loc["desk"]
    assert gone.tolist() == [0] * 8
