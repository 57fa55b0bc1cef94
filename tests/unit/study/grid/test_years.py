"""Years for a browser are laid out as the kernel takes them, with what their draws are made of."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from adminsim.engine.population import draw_population
from adminsim.engine.streams import Streams
from adminsim.study.grid.years import MORE, years_of
from paged import town

pytest.importorskip("adminsim.engine.compiled", reason="the compiled engine needs Numba")


def test_the_layout_has_the_staff_of_the_system_and_room_for_more(tmp_path: Path) -> None:
    scenario = town(tmp_path)
    years = years_of(scenario.reformed, 1, 2)
    assert [(one.name, one.staff) for one in years.departments] == [("counter", 1), ("review", 1)]
    for number, year in enumerate(years.years):
        staff = year.arguments["layout.duty_staff"]
        assert [set(staff[one.first : one.last]) for one in years.departments] == [{0, 1}, {0, 1}]
        # A key for each person who can be at work, and one for each queue.
        assert year.arguments["layout.wakes"] == 2 * (1 + MORE)
        assert len(year.submitted) == year.arguments["layout.chain_first"][-1]
        population = draw_population(scenario.reformed, Streams(1, number))
        assert np.array_equal(year.submitted, np.concatenate([one.submitted for one in population.values()]))


def test_nothing_of_what_is_drawn_is_told(tmp_path: Path) -> None:
    (year,) = years_of(town(tmp_path).reformed, 1, 1).years
    assert not any(year.chance[f"chance.tables.{name}"].any() for name in ("seconds", "skipped", "extended", "result"))
    assert all(not len(value) for name, value in year.arguments.items() if name in ("luck.work", "luck.result"))
