"""What a planner would say about a notice that comes too late."""

from __future__ import annotations

import pytest
from town import reformed

from adminsim.engine.simulate import simulate
from systems import OFFICE, at, system_of, work

ONCE = {"reform": "notify_once"}


@pytest.mark.parametrize(("days", "accepted"), [(4, "2022-06-29"), (7, "2022-06-20")])
def test_a_file_whose_gaps_are_told_after_five_working_days_counts_as_accepted_when_it_was_filed(
    days: int, accepted: str
) -> None:
    steps = {"intake": work("hall", "1 h", intake={"documents": ["lease"]}), "review": work("hall", needs=["intake"])}
    steps["intake"]["work"] = f"{days * 8} h"
    documents = {"lease": {"missing": [0.999, 0.0], "obtain": "1 h"}}
    system = system_of(steps, documents=documents, demand=at("2022-06-20 09:00"), hours=OFFICE)
    (case,) = simulate(reformed(system, ONCE)).cases.itertuples()
    assert str(case.accepted.date()) == accepted
    (before,) = simulate(system).cases.itertuples()
    assert before.accepted > case.accepted or days == 4
