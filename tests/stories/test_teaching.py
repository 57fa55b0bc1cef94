"""The two teaching scenarios show what their pages say."""

from __future__ import annotations

from functools import cache

import pytest

import adminsim
from adminsim.study.findings.compare import Comparison

MINUTES = 24 * 60


@cache
def studied(name: str) -> Comparison:
    return adminsim.compare(adminsim.example(name), replications=30)


def test_parallel_approval_fills_level_3_with_work_that_rejections_saved() -> None:
    scenario = adminsim.example("series-or-parallel")
    loads = [adminsim.preview(system).loc["level_3", "load"] for system in (scenario.baseline, scenario.reformed)]
    assert loads == pytest.approx([0.525, 0.9375], rel=1e-3)


def test_without_queues_an_approved_file_takes_17_and_7_6_minutes_and_no_less_with_them() -> None:
    change = studied("series-or-parallel").change("chain.approval.elapsed.mean")
    assert 17.0 <= change.before.mean * MINUTES <= 17.3
    assert change.after.mean * MINUTES >= 7.633 * 1.1


def test_the_queue_at_level_3_eats_so_much_of_the_gain_that_half_the_time_is_missed() -> None:
    assert studied("series-or-parallel").targets()["verdict"].tolist() == ["missed"]


def test_two_more_people_at_level_3_buy_the_rest() -> None:
    scenario = adminsim.example("series-or-parallel")
    text = [reform.replace(enabled=True) for reform in scenario.reforms]
    system = adminsim.apply_reforms(scenario.baseline, text)
    assert adminsim.preview(system).loc["level_3", "wait_open_hours"] * 60 < 1


def test_one_queue_for_three_windows_waits_a_quarter_as_long() -> None:
    scenario = adminsim.example("three-windows-or-one")
    before, after = (
        adminsim.preview(system)["wait_open_hours"] * 60 for system in (scenario.baseline, scenario.reformed)
    )
    assert before.tolist() == pytest.approx([40.0] * 3, rel=1e-3)
    assert after.tolist() == pytest.approx([10.787], rel=1e-3)


def test_three_windows_and_one_wait_as_the_formula_says() -> None:
    rows = studied("three-windows-or-one").utilisation()
    scenario = adminsim.example("three-windows-or-one")
    for when, system in (("before", scenario.baseline), ("after", scenario.reformed)):
        ahead = adminsim.preview(system)["wait_hours"]
        assert rows.loc[ahead.index, f"wait_hours_{when}"].mean() == pytest.approx(ahead.mean(), rel=0.06)


def test_officers_who_are_a_seventh_slower_at_it_make_one_queue_worse_than_three() -> None:
    scenario = adminsim.example("three-windows-or-one")
    (pooling,) = scenario.reforms
    slower = pooling.replace(speed=pooling.speed.replace(value=0.85))
    waits = [
        adminsim.preview(system)["wait_open_hours"].mean()
        for system in (scenario.baseline, adminsim.apply_reforms(scenario.baseline, [slower]))
    ]
    assert waits[1] > waits[0]
