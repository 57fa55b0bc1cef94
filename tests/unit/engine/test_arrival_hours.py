"""Applications that are counted by working day come within official hours, evenly."""

from __future__ import annotations

import numpy as np

from adminsim.engine.simulate import simulate
from systems import OFFICE, system_of, work


def by_hour(**demand: object) -> list[int]:
    system = system_of(
        {"serve": work("desk", "1 min")}, demand={"rate": 80, "per": "WD", **demand}, hours=OFFICE, days=200
    )
    submitted = simulate(system, seed=1).case_rows["submitted"]
    return np.bincount(submitted % 86400 // 3600, minlength=24).tolist()  # type: ignore[no-any-return]


def test_nobody_files_while_the_office_is_closed() -> None:
    hours = by_hour()
    assert sum(hours[:9] + hours[17:]) == 0


def test_the_first_hour_is_as_full_as_the_others() -> None:
    hours = by_hour()[9:17]
    expected = sum(hours) / 8
    assert all(abs(count - expected) < 4 * expected**0.5 for count in hours)


def test_nobody_files_in_an_hour_of_weight_0_nor_because_of_it() -> None:
    hours = by_hour(hours={12: 0.0})
    assert hours[12] == sum(hours[:9] + hours[17:]) == 0
    assert abs(hours[13] - hours[10]) < 6 * hours[10] ** 0.5
