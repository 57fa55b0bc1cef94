"""Years for a browser are laid out as the kernel takes them, with times told by their distributions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from adminsim.study.grid.years import KNOTS, MORE, quantiles, years_of
from paged import town

pytest.importorskip("adminsim.engine.compiled", reason="the compiled engine needs Numba")


def test_lines_between_quantiles_have_the_mean_of_the_values() -> None:
    values = np.random.default_rng(1).lognormal(8, 1, size=20_000).astype(np.int32)
    knots = quantiles(values)
    assert len(knots) == KNOTS
    assert (np.diff(knots) >= 0).all()
    assert float((knots[1:] + knots[:-1]).mean() / 2) == pytest.approx(values.mean(), rel=0.01)
    assert np.median(knots) == np.median(values)


def test_one_value_stays_that_value() -> None:
    assert set(quantiles(np.full(9, 7, dtype=np.int32))) == {7.0}


def test_the_layout_has_the_staff_of_the_system_and_room_for_more(tmp_path: Path) -> None:
    scenario = town(tmp_path)
    years = years_of(scenario.reformed, 1, 2)
    assert [(one.name, one.staff) for one in years.departments] == [("counter", 1), ("review", 1)]
    for year in years.years:
        staff = year.arguments["layout.duty_staff"]
        assert [set(staff[one.first : one.last]) for one in years.departments] == [{0, 1}, {0, 1}]
        # A key for each person who can be at work, and one for each queue.
        assert year.arguments["layout.wakes"] == 2 * (1 + MORE)
        assert len(year.submitted) == len(year.case_type) == year.arguments["layout.chain_first"][-1]
