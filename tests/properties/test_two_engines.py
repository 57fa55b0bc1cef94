"""The compiled engine is the reference engine: the same plan and draws give the same records, to the byte."""

from __future__ import annotations

import os
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

import adminsim
from adminsim.engine.draws import make_draws
from adminsim.engine.plan import make_plan
from adminsim.engine.population import draw_population
from adminsim.engine.reference import run_reference
from adminsim.engine.streams import Streams
from adminsim.model.system import System
from strategies import systems

compiled = pytest.importorskip("adminsim.engine.compiled", reason="the compiled engine needs Numba")

EXAMPLES = int(os.environ.get("ADMINSIM_EXAMPLES", "300"))
"""How many random systems; thousands with ADMINSIM_EXAMPLES=5000."""


def assert_engines_agree(system: System, seed: int = 1) -> int:
    """Run a system on both engines, compare every field of every record, and return how many visits there were."""
    streams = Streams(seed, 0)
    population = draw_population(system, streams)
    plan = make_plan(system, population)
    draws = make_draws(system, plan, population, streams)
    visits, ends = run_reference(plan, draws)
    fast_visits, fast_ends = compiled.run_compiled(plan, draws)
    assert len(visits) == len(fast_visits)
    for name in visits.dtype.names:
        np.testing.assert_array_equal(visits[name], fast_visits[name], err_msg=name)
    for side in ("decided", "outcome"):
        for one, other in zip(getattr(ends, side), getattr(fast_ends, side), strict=True):
            np.testing.assert_array_equal(one, other, err_msg=side)
    return len(visits)


@settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(system=systems())
def test_engines_agree_on_random_systems_with_many_ties(system: System) -> None:
    assert_engines_agree(system)


def shipped() -> Iterator[tuple[str, System]]:
    """Return the systems of the shipped scenarios that a reference run takes seconds for."""
    for name in ("smallest", "startup", "hookups"):
        scenario = adminsim.example(name)
        yield f"{name} before", scenario.baseline
        yield f"{name} after", scenario.reformed


@pytest.mark.parametrize(("system"), [pytest.param(system, id=name) for name, system in shipped()])
def test_engines_agree_on_shipped_scenarios(system: System) -> None:
    assert assert_engines_agree(system) > 1000 or len(system.departments) == 1


def test_engines_agree_on_a_backlog_and_on_batches() -> None:
    written = adminsim.example("startup").baseline.model_dump(mode="json", by_alias=True)
    chain = written["chains"]["startup"]
    chain["backlog"] = {
        "registration_examination": {"cases": 60, "age": {"uniform": {"low": "1 d", "high": "30 d"}}},
        "seal_making": {"cases": 25, "age": "9 d"},
    }
    chain["demand"] |= {"batch": {"sizes": [1, 5], "weights": [4, 1]}, "mixing": {"cv": 0.4, "per": "wk"}}
    written["period"] |= {"warm_up": "0 d", "cohort": "60 d", "run_out": "60 d"}
    system = System.model_validate(written)
    assert assert_engines_agree(system) > 1000
    reformed = adminsim.apply_reforms(system, adminsim.example("startup").reforms)
    assert assert_engines_agree(reformed) > 1000
