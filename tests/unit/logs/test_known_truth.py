"""A known truth comes back: what is simulated is written as a log, fitted, and simulated again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import adminsim
from adminsim.logs.measures import figures, measure
from adminsim.logs.milestones import NEVER
from adminsim.logs.simulated import over_years, run_baseline
from adminsim.model.system import System

sys.path.insert(0, str(Path(__file__).parents[3] / "benchmarks"))
from known_truth import COMPARED, TRUTHS, map_of, system

ALLOWED = {"mean": 0.05, "median": 0.05, "p90": 0.05}
POINTS = 0.02
"""By how much the share over the limit may be off."""


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    """Take few draws for the intervals, which are held to nothing here, and fewer simulated cases."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr("adminsim.logs.baseline.RANGE_DRAWS", 2)
        changed.setattr("adminsim.logs.calibrate.draws_of", lambda size, seed: np.arange(size)[None, :].repeat(2, 0))
        changed.setattr("adminsim.logs.simulated.ENOUGH", 30_000)
        yield


def slower(baseline: System, factor: float) -> System:
    """Return a baseline in which the hand-over of the last step, of all types, takes longer."""
    chain: Any = baseline.chains["cases"]
    name = next(name for name, step in reversed(chain.steps.items()) if step.handover is not None)
    step = chain.steps[name]

    def longer(duration: Any) -> Any:
        told = duration.model_dump(mode="json", exclude_none=True)
        values = [f"{float(one['value'].split()[0]) * factor:.6g} WD" for one in told["quantiles"]["values"]]
        return type(duration).model_validate({"quantiles": {"values": values}})

    def those(frozen: Any, changes: dict[str, Any]) -> Any:
        return type(frozen)({**frozen, **changes})

    own = {kind: one.replace(handover=longer(one.handover)) for kind, one in step.by_type.items()}
    changed = step.replace(handover=longer(step.handover), by_type=those(step.by_type, own))
    chain = chain.replace(steps=those(chain.steps, {name: changed}))
    return baseline.replace(chains=those(baseline.chains, {"cases": chain}))


def off(log: dict[str, float], simulated: dict[str, float]) -> dict[str, float]:
    """Return which figures are further off than allowed, and by how much."""
    apart = {name: abs(simulated[name] / log[name] - 1) for name in ALLOWED}
    found = {name: one for name, one in apart.items() if one > ALLOWED[name]}
    late = abs(simulated["late"] - log["late"])
    return found | ({"late": late} if late > POINTS else {})


@pytest.mark.parametrize("name", TRUTHS)
def test_a_known_truth_comes_back_and_a_slower_one_is_told_from_it(name: str, tmp_path: Path) -> None:
    chain, codes = TRUTHS[name]
    adminsim.simulate(system(chain, 4, 364), 1).to_log(tmp_path / "log.csv")
    found = adminsim.calibrate(tmp_path / "log.csv", map_of(codes))
    log = {figure: found.in_sample[figure]["log"] for figure in COMPARED}
    assert not off(log, {figure: found.in_sample[figure]["simulated"] for figure in COMPARED})
    assert len(found.fit.cases) > 900
    fit = found.fit
    again = run_baseline(slower(over_years(found.baseline), 1.1), fit.meaning.order, fit.meaning.deciding).cases
    assert off(log, figures(measure(again, fit.meaning, fit.worktime), (again.decided != NEVER).astype(float)))
