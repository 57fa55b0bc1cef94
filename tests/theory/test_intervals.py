"""Where replications end once an interval is narrow enough, it still holds the true value about as often as it says."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
LEAST, MOST = 0.92, 0.97
MODELS = ("normal", "share", "queue")


@pytest.fixture
def intervals(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the module that measures coverage."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return import_module("intervals")


@pytest.mark.parametrize("name", ["normal", "share"])
def test_the_interval_holds_the_true_value_as_often_as_it_says(intervals: Any, name: str) -> None:
    found = intervals.measure(name)
    assert found["repetitions"] == 2000
    assert found["low"] > LEAST, found
    assert found["high"] < MOST, found


@pytest.mark.parametrize(
    "name", ["quantile", "quantile_years", "quantile_cut", "rare_mean", "rare_share", "nearly_none"]
)
def test_where_years_have_few_cases_it_holds_about_as_often_as_it_says(intervals: Any, name: str) -> None:
    written = json.loads(intervals.RESULTS.read_text(encoding="utf-8"))["few_cases"][name]
    assert written["low"] > 0.91
    assert written["high"] < 0.98
    again = intervals.measure_few(name, 200)
    assert again["truth"] == written["truth"]
    assert abs(again["coverage"] - written["coverage"]) < 0.06
    assert again["mean"] == pytest.approx(written["mean"], rel=0.1)


def test_with_a_first_look_at_five_replications_it_does_not(intervals: Any) -> None:
    found = intervals.measure("share", at=intervals.TOO_EARLY)
    assert found["low"] < LEAST, found


@pytest.mark.parametrize("name", MODELS)
def test_what_the_documentation_says_was_measured_with_the_present_rule(intervals: Any, name: str) -> None:
    written = json.loads(intervals.RESULTS.read_text(encoding="utf-8"))
    assert tuple(written["looks"]) == intervals.LOOKS
    row = written["models"][name]
    assert (row["title"], row["repetitions"]) == (intervals.MODELS[name].title, intervals.REPETITIONS)
    assert row["low"] > LEAST
    assert row["high"] < MOST
    again, few = intervals.measure(name, 40), 40
    assert again["repetitions"] == few
    assert abs(again["replications"] - row["replications"]) < 0.1 * row["replications"]


def test_the_true_values_are_those_of_the_models(intervals: Any) -> None:
    random = np.random.default_rng(5)
    for model in intervals.MODELS.values():
        before, after = (np.concatenate(values) for values in zip(*(model.draw(random) for _ in range(8)), strict=True))
        values = before - after if model.kind == "cut" else after
        assert abs(values.mean() - model.truth) < 4 * values.std() / len(values) ** 0.5


def test_batches_of_a_transient_are_cut_off_and_no_more() -> None:
    """MSER-5 on a mean that decays to 10 within twenty weeks, with noise."""
    from adminsim.study.warm_up import BATCH, mser

    weeks, random = np.arange(100), np.random.default_rng(3)
    settled = 10 + random.normal(0, 0.5, 100)
    assert int(np.argmin(mser(settled))) * BATCH <= 10
    rising = settled - 9 * np.exp(-weeks / 8)
    assert 15 <= int(np.argmin(mser(rising))) * BATCH <= 45
    endless = settled + weeks
    assert int(np.argmin(mser(endless))) * BATCH > 50
    assert len(mser(settled[:24])) == 0


def test_the_statistic_is_the_squared_standard_error_of_what_is_kept() -> None:
    from adminsim.study.warm_up import mser

    means = np.random.default_rng(4).random(35)
    batches = [means[5 * k : 5 * k + 5].mean() for k in range(7)]
    kept = np.array(batches[2:])
    assert mser(means)[2] == pytest.approx(kept.var() / len(kept))
    assert len(mser(means)) == 3
