"""Which limit could be promised: known exactly for cases that take known numbers of working days."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.study.promise.limits import Promise, promise
from systems import MANY, OFFICE, at, system_of, wait, work


def scenario_of(system: System, *reforms: dict[str, Any], targets: tuple[dict[str, Any], ...] = ()) -> Scenario:
    written = {
        "version": 1, "baseline": "x", "reforms": reforms, "targets": targets, "study": {"replications": 2},
    }  # fmt: skip
    found = Scenario(ScenarioFile.model_validate(written), system)
    assert not found.check()
    return found


def study(scenario: Scenario, **asked: Any) -> Promise:
    return promise(scenario, replications=2, workers=1, **asked)


def ten() -> System:
    """Return ten files of one morning at one desk that takes a whole day for each: they take 0 to 9 working days.

    The first is done at 17:00 of the same Monday, the sixth on the Monday after.
    """
    return system_of({"check": work("desk", "8 h")}, demand=at(*["2022-06-20 09:00"] * 10), hours=OFFICE)


@pytest.mark.parametrize("reading", ["agency", "lived"])
def test_the_limit_that_a_share_keeps_is_the_quantile_of_its_working_days(reading: str) -> None:
    limits = study(scenario_of(ten(), {"reform": "staffing", "department": "desk", "add": 1})).limits()
    # Eight of ten files take 0 to 7 working days; with two people two are done each day, eight by the fourth.
    assert limits.loc[("permit", "", reading), "before"].tolist() == [7, 8, 9]
    assert limits.loc[("permit", "", reading), "after"].tolist() == [3, 4, 4]


def test_the_share_of_a_stated_limit() -> None:
    found = study(scenario_of(ten(), {"reform": "staffing", "department": "desk", "add": 1}), limit=2)
    row = found.shares(2).loc[("permit", "", "agency")]
    assert row["before"] == pytest.approx(0.3)
    assert row["after"] == pytest.approx(0.6)
    assert row["gain"] == pytest.approx(0.3)
    assert row["before_low"] < 0.3 < row["before_high"]


def test_it_agrees_with_what_a_target_says_of_the_same_limit() -> None:
    from adminsim.study.findings.compare import compare

    steps = {
        "check": work("desk", {"exponential": {"mean": "5 h"}}, intake={"documents": ["form"]}),
        "wait": wait("2 WD", needs=["check"], by="applicant"),
        "seal": work("desk", "1 h", needs=["wait"], outcome={"rejects": 0.1}),
    }
    system = system_of(
        steps, types={"a": {"mix": 0.5}, "b": {"mix": 0.5}}, demand={"rate": 2}, departments={"desk": 2},
        documents={"form": {"missing": 0.3, "obtain": "2 d"}}, hours=OFFICE, days=60,
    )  # fmt: skip
    targets = (
        {"name": "law", "limit": "3 WD", "clock": "agency", "start": "accepted"},
        {"name": "lived", "limit": "5 WD", "types": ["a"], "condition": "documents_complete",
         "readings": [{"name": "plan", "clock": "elapsed"}, {"name": "desk", "clock": "agency", "steps": ["seal"]}]},
    )  # fmt: skip
    scenario = scenario_of(system, targets=targets)
    found, told = study(scenario), compare(scenario, workers=1)
    for days, key, target in ((3, ("", "target.law"), "law"), (5, ("a", "target.lived"), "lived")):
        row = found.shares(days).loc[("permit", *key)]
        stated = told.targets().loc[target]
        assert row[["before", "before_low", "before_high"]].tolist() == pytest.approx(
            stated[["before", "before_low", "before_high"]].tolist()
        )
    desk = found.shares(5).loc[("permit", "a", "target.lived/as/desk")]
    assert desk["after"] == pytest.approx(told.readings().loc[("lived", "desk"), "after"])


def test_who_gives_up_or_is_not_done_keeps_no_limit_and_more_than_that_cannot_be_promised() -> None:
    system = system_of(
        {"check": work("desk", "8 h")}, demand=at(*["2022-06-20 09:00"] * 10), hours=OFFICE, days=4, run_out=0
    )  # Four working days: four files are done, one a day.
    limits = study(scenario_of(system)).limits()
    assert np.isinf(limits["after"]).all()
    assert study(scenario_of(system)).shares(700).loc[("permit", "", "lived"), "after"] == pytest.approx(0.4)


def test_intervals_hold_the_limit_and_who_promises_the_upper_end_is_safe() -> None:
    system = system_of(
        {"check": work("desk", {"exponential": {"mean": "16 h"}})}, demand={"rate": 3}, hours=OFFICE,
        departments={"desk": MANY}, days=90,
    )  # fmt: skip
    found = study(scenario_of(system))
    group = found.groups[0]
    for share in (0.8, 0.9, 0.95):
        limit = found.limit(group, "before", share)
        assert limit.low <= limit.days <= limit.high
        assert found.share(group, "before", int(limit.high)).low >= share
        assert found.share(group, "before", int(limit.days) - 1).mean < share
