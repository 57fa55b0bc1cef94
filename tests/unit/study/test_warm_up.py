"""The warm-up that pilots recommend."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import adminsim
from adminsim.messages import Words
from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.warm_up.figure import warm_up_figure
from adminsim.report.warm_up.table import advice, warm_up_text
from adminsim.study.warm_up import Settling, WarmUp, warm_up
from cli_calls import call, make_small
from systems import system_of, wait, work


def scenario_of(system: System, *reforms: dict[str, Any]) -> Scenario:
    written = {"version": 1, "baseline": "x", "reforms": reforms}
    return Scenario(ScenarioFile.model_validate(written), system)


def desk(rate: float, staff: int = 1, **chain: Any) -> System:
    """Return a desk of 24 hours' work a person and day, asked for `rate` hours of it."""
    steps = {"serve": work("desk", {"exponential": {"mean": "1 h"}})}
    return system_of(
        steps, departments={"desk": staff}, demand={"rate": rate, "per": "d", **chain}, days=60, run_out=30
    )


@pytest.fixture(scope="module")
def steady() -> WarmUp:
    """A desk that is busy half of the time, and with the reform less."""
    return warm_up(scenario_of(desk(12), {"reform": "staffing", "department": "desk", "add": 1}), pilots=3)


def test_a_system_that_settles_at_once_needs_no_warm_up(steady: WarmUp) -> None:
    assert [(one.chain, one.system) for one in steady.settlings] == [("permit", "before"), ("permit", "after")]
    assert all(one.is_settled for one in steady.settlings)
    assert steady.days <= 70
    assert steady.settlings[0].level == pytest.approx(1 / 12, rel=0.1)
    assert len(steady.settlings[0].weeks) == 104


def test_both_systems_get_the_larger_cut(steady: WarmUp) -> None:
    assert steady.days == max(one.cut_days for one in steady.settlings)
    assert list(steady.table()["cut_days"]) == [one.cut_days for one in steady.settlings]


def test_a_backlog_that_grows_never_settles() -> None:
    found = warm_up(scenario_of(desk(30)), pilots=2)
    assert found.overloaded == ("desk",)
    assert "no warm-up makes them settle" in advice(found, Words.EN)[0]
    assert "积压" in advice(found, Words.ZH)[0]


def test_what_has_not_settled_by_the_middle_is_said(steady: WarmUp) -> None:
    means = np.arange(100.0)
    found = replace(steady, settlings=(Settling("permit", "before", np.arange(100), means),))
    assert found.unsettled
    assert "only a lower bound" in advice(found, Words.EN)[0]
    assert "下限" in advice(found, Words.ZH)[0]


def test_a_slow_start_is_cut_off() -> None:
    """Cases wait half a year for a place that others leave: the first half-year is no measure of the later ones."""
    means = 10 - 9 * np.exp(-np.arange(100) / 8) + np.random.default_rng(1).normal(0, 0.3, 100)
    one = Settling("permit", "before", np.arange(100), means)
    assert 100 <= one.cut_days <= 315
    assert one.is_settled
    assert one.level == pytest.approx(10, abs=0.3)


def test_seasons_ask_for_whole_years() -> None:
    found = warm_up(scenario_of(desk(12, months={2: 0.5})), pilots=1)
    assert found.seasonal == ("permit",)
    assert found.days == 365
    assert "whole years" in advice(found, Words.EN)[0]
    assert warm_up(scenario_of(desk(12, months={2: 1})), pilots=1).seasonal == ()


def test_reforms_that_begin_in_the_middle_leave_the_baseline_alone() -> None:
    late = {"reform": "training", "departments": ["desk"], "faster": 2, "from": "2022-08-01"}
    found = warm_up(scenario_of(desk(12), late), pilots=1)
    assert [one.system for one in found.settlings] == ["before"]
    assert "Reforms begin" in " ".join(advice(found, Words.EN))


def test_weekly_means_are_those_of_all_pilots(steady: WarmUp) -> None:
    weekly = steady.weekly()
    assert weekly.index.names == ["chain", "week"]
    assert list(weekly) == ["before", "mser_before", "after", "mser_after"]
    assert weekly["mser_after"].notna().sum() == len(steady.settlings[1].mser)
    assert np.array_equal(weekly.loc["permit", "before"], steady.settlings[0].means)


def test_pilots_are_the_same_for_a_seed_and_share_nothing_with_the_study() -> None:
    system = system_of({"wait": wait({"exponential": {"mean": "2 d"}})}, demand={"rate": 3, "per": "d"}, days=60)
    first, again, other = (warm_up(scenario_of(system), pilots=1, seed=seed).settlings[0].means for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_figure_and_the_table_say_it_in_both_languages(steady: WarmUp) -> None:
    assert len(warm_up_figure(steady).axes) == 2
    assert "Recommended: warm_up:" in warm_up_text(steady, Words.EN, 100)
    assert "建议" in warm_up_text(steady, Words.ZH, 100)


def test_the_command_writes_tables_and_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_small(tmp_path)
    words = ("warm-up", "small.yaml", "--pilots", "1", "--quiet")
    told = call(*words, "--format", "json", "--out", "out")
    assert told.status == 0, told.err
    assert json.loads(told.out)["pilots"] == 1
    assert (tmp_path / "out" / "warm-up.json").read_text(encoding="utf-8") == told.out
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "warm-up.csv", "warm-up.json", "warm-up-1.svg", "warm-up-1.png",
    }  # fmt: skip
    assert call(*words, "--format", "csv").out.startswith("chain,week,before,mser_before,after,mser_after\n")
    assert call(*words, "--out", "out").status == 2


def test_names_of_the_interface() -> None:
    assert adminsim.warm_up is warm_up


def test_pilots_that_leave_the_known_holidays_take_plain_weeks_there() -> None:
    system = desk(12)
    calendars = {name: one.replace(holidays="china") for name, one in system.calendars.items()}
    late = system.replace(calendars=calendars, period=system.period.replace(start=dt.date(2026, 3, 2)))
    assert warm_up(scenario_of(late), pilots=1).pilots == 1
