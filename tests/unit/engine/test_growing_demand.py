"""Demand that grows from year to year, and months that are good or bad by chance."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from adminsim.engine.arrivals import arrival_instants, blocks_of, expected_arrivals
from adminsim.engine.streams import Streams
from adminsim.model.demand import Mixing
from adminsim.model.system import System
from systems import MANY, system_of, work

DAY_S = 86400
YEARS = 3


def growing(start: str = "2022-01-01", **demand: Any) -> System:
    steps = {"a": work("x", "1 h")}
    return system_of(
        steps,
        demand={"rate": 20, "per": "d", **demand},
        departments={"x": MANY},
        start=start,
        days=365 * YEARS,
        run_out=1,
    )


def monthly(system: System, seed: int) -> np.ndarray[Any, Any]:
    """Return the applications of each month."""
    instants = arrival_instants(system, "permit", Streams(seed, 0))
    days = np.datetime64(system.period.start, "D") + instants // DAY_S
    months = days.astype("datetime64[M]").astype(int)
    return np.bincount(months - months[0])[: 12 * YEARS]


@pytest.mark.parametrize("trend", [0.25, -0.4])
def test_the_rate_grows_by_the_trend_each_year(trend: float) -> None:
    system = growing(trend=trend)
    whole_days = [expected_arrivals(system, "permit", day * DAY_S) for day in (0, 365, 730)]
    # A geometric series of days, summed by hand: the second year over the first is one year's growth.
    first, second = np.diff(whole_days)
    assert second / first == pytest.approx((1 + trend) ** (365 / 365.25), rel=1e-9)
    assert first == pytest.approx(20 * sum((1 + trend) ** (day / 365.25) for day in range(365)), rel=1e-9)


def test_without_a_trend_nothing_changes() -> None:
    plain, flat = growing(), growing(trend=0)
    assert np.array_equal(*(arrival_instants(system, "permit", Streams(5, 0)) for system in (plain, flat)))


@pytest.mark.parametrize("cv", [pytest.param(0.2, marks=pytest.mark.thorough), 0.4])
def test_months_vary_as_a_gamma_mixed_poisson_number_does(cv: float) -> None:
    counts = np.concatenate([monthly(growing(mixing={"cv": cv, "per": "month"}), seed) for seed in range(60)])
    mean = 20 * 365.25 / 12
    # Variance of a mixed Poisson number: m + cv^2 m^2, beside that of the months' own lengths.
    lengths = 20 * np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    variance = mean + cv**2 * np.mean(lengths**2) + lengths.var()
    assert counts.mean() == pytest.approx(mean, rel=4 * cv / len(counts) ** 0.5)
    assert counts.var() == pytest.approx(variance, rel=0.2)
    # Half a cv more would be found.
    assert counts.var() < 0.75 * (mean + (1.5 * cv) ** 2 * mean**2)


def test_blocks_are_months_of_the_calendar() -> None:
    at = np.array([0, 12, 13, 40, 41], dtype=np.float64) * DAY_S
    start = dt.date(2022, 1, 19)
    assert blocks_of(Mixing.model_validate({"cv": 0.1, "per": "month"}), start, at).tolist() == [0, 0, 1, 1, 2]
    assert blocks_of(Mixing.model_validate({"cv": 0.1, "per": "wk"}), start, at).tolist() == [0, 1, 1, 5, 5]
