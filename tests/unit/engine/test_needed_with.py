"""Steps that are needed together: one draw for both."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from adminsim.engine.simulate import simulate
from adminsim.model.checks import check_system
from adminsim.reforms.apply import apply_reforms
from adminsim.study.preview.alone import alone_of, mixes_of
from reform_lists import reform_of
from systems import MANY, every, system_of, work

REPORT = work("x", "1 h", probability=0.3)
CASES = 2160
"""One application an hour for 90 days, of which the last 60 run out."""


def who(steps: dict[str, Any], engine: str = "reference") -> dict[str, NDArray[np.int64]]:
    """Return the cases that visit each step."""
    system = system_of(steps, demand=every("1 h"), departments={"x": MANY})
    records = simulate(system, engine=engine)
    names = [step.name for step in records.plan.nodes.step]
    rows = records.visit_rows
    return {name: np.unique(rows["case"][rows["node"] == names.index(name)]) for name in steps}


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_the_same_cases_need_what_is_needed_with_the_same_probability(engine: str) -> None:
    together = REPORT | {"needs": ["report"], "needed_with": "report"}
    found = who({"report": REPORT, "review": together, "alone": REPORT | {"needs": ["report"]}}, engine)
    assert np.array_equal(found["report"], found["review"])
    # 0.3 of 2,160 in the mean, give or take 4 standard deviations of a binomial number.
    assert abs(len(found["report"]) - 0.3 * CASES) < 4 * (CASES * 0.3 * 0.7) ** 0.5
    both = len(np.intersect1d(found["report"], found["alone"]))
    assert abs(both - 0.09 * CASES) < 4 * (CASES * 0.09 * 0.91) ** 0.5


def test_with_a_smaller_probability_some_of_the_same_cases_need_it() -> None:
    found = who(
        {"report": REPORT, "review": REPORT | {"needs": ["report"], "needed_with": "report", "probability": 0.1}}
    )
    assert set(found["review"]) < set(found["report"])
    assert abs(len(found["review"]) - 0.1 * CASES) < 4 * (CASES * 0.1 * 0.9) ** 0.5


@pytest.mark.parametrize(("fields", "chance"), [({"needed_with": "report"}, 0.3), ({}, 1 - 0.7**2)])
def test_what_is_merged_is_needed_by_who_needs_a_part(fields: dict[str, Any], chance: float) -> None:
    steps = {"report": REPORT, "review": REPORT | {"needs": ["report"], **fields}}
    system = system_of(steps, demand=every("1 h"), departments={"x": MANY})
    merge = reform_of(reform="merge_steps", name="one", steps=["report", "review"], into="both")
    merged = apply_reforms(system, [merge])
    chain = merged.chains["permit"]
    assert alone_of(chain.steps["both"], mixes_of(chain)).needed == pytest.approx(chance)
    records = simulate(merged)
    assert abs(len(records.visit_rows) - chance * CASES) < 4 * (CASES * chance * (1 - chance)) ** 0.5


def test_a_step_is_needed_with_one_that_draws_for_itself() -> None:
    steps = {"report": REPORT, "review": REPORT | {"needed_with": "report"}, "decision": REPORT}
    system = system_of(steps, demand=every("1 h"), departments={"x": MANY})
    chain = system.chains["permit"]
    twice = chain.steps | {"decision": chain.steps["decision"].replace(needed_with="review")}
    (found,) = check_system(system.replace(chains={"permit": chain.replace(steps=twice)}))
    assert (found.code, found.values["first"]) == ("model-needed-with-another", "report")
