"""The compiled engine is the reference engine: the same plan and draws give the same records, to the byte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from coincidences import ALL, RARE, coincidences
from corpus import COMPARED, IS_THOROUGH, ONE_WORKER, plain, reformed, tied
from knots import KNOTS
from prepared import Prepared, is_same
from richest import reformed_system, rich_system

import adminsim
from adminsim.files.examples import example_names
from adminsim.model.span import Length
from adminsim.model.system import System

pytest.importorskip("adminsim.engine.compiled", reason="the compiled engine needs Numba")

IN_FULL = ("smallest", "startup") if IS_THOROUGH else ("smallest",)
"""Shipped scenarios that are compared over their whole period, the others over some months."""
CROWDED = ("series-or-parallel",)
"""Those that make thousands of visits on their first day already; 'three-windows-or-one' is like them."""
DAYS = {"project": 600, "commitment": 600, "landing": 600}
"""Days of applications where cases take longer than the others'."""
ENOUGH = 40_000 if IS_THOROUGH else 2000
"""Visits, about, for which the slow engine need not run any longer: thousands of the same kind tell nothing new."""


def assert_engines_agree(system: System) -> int:
    """Run a system on both engines, compare every field of every record, and return how many visits there were."""
    return assert_runs_agree(Prepared.of(system))


def assert_runs_agree(run: Prepared) -> int:
    """Hold what both engines made of a plan and its draws against each other."""
    (visits, ends), (fast_visits, fast_ends) = run.reference, run.compiled
    assert len(visits) == len(fast_visits)
    for name in visits.dtype.names:
        np.testing.assert_array_equal(visits[name], fast_visits[name], err_msg=name)
    for side in ("decided", "outcome"):
        for one, other in zip(getattr(ends, side), getattr(fast_ends, side), strict=True):
            np.testing.assert_array_equal(one, other, err_msg=side)
    assert is_same(run.reference, run.compiled)
    return len(visits)


@pytest.mark.parametrize("drawn", [plain, reformed, tied])
@ONE_WORKER
def test_engines_agree_on_random_systems(drawn: Callable[[], Sequence[Prepared]]) -> None:
    for run in drawn()[:COMPARED]:
        assert_runs_agree(run)


@pytest.mark.thorough
@ONE_WORKER
def test_random_systems_are_full_of_coincidences() -> None:
    found: Counter[str] = Counter()
    for run in (*plain()[:150], *reformed()[:150], *tied()[:150]):
        found.update(coincidences(run))
    assert {name for name in ALL - RARE if found[name] < 5} == set()


def test_every_coincidence_is_in_a_system_made_for_it() -> None:
    assert set().union(*(coincidences(Prepared.of(system)) for system in KNOTS.values())) >= ALL


@pytest.mark.parametrize("system", [pytest.param(system, id=name) for name, system in KNOTS.items()])
def test_engines_agree_on_systems_made_for_a_coincidence(system: System) -> None:
    assert_engines_agree(system)


@pytest.mark.parametrize("system", [rich_system(), reformed_system()], ids=["before", "after"])
def test_engines_agree_on_a_system_with_a_bit_of_everything(system: System) -> None:
    assert assert_engines_agree(system) > 1000


def shortened(system: System, days: int, behind: int = 60) -> System:
    """Return a system with so many days of applications, from its first day, and some behind them."""
    none, cohort, run_out = (Length(amount=amount, unit="d") for amount in (0, days, behind))
    return system.replace(period=system.period.replace(warm_up=none, cohort=cohort, run_out=run_out))


def of_enough_days(system: System, most: int) -> System:
    """Return a system with as many days as make enough visits, from two of applications and four behind them on."""
    whole = shortened(system, most)
    share = min(ENOUGH / max(len(Prepared.of(whole).compiled[0]), 1), 1)
    return shortened(system, max(round(most * share), 2), max(round(60 * share), 4))


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.thorough if name in CROWDED else ()) for name in example_names()]
)
def test_engines_agree_on_shipped_scenarios(name: str) -> None:
    scenario = adminsim.example(name)
    for system in (scenario.baseline, scenario.reformed):
        assert assert_engines_agree(system if name in IN_FULL else of_enough_days(system, DAYS.get(name, 90))) > 250


def test_engines_agree_on_a_backlog_and_on_batches() -> None:
    written = adminsim.example("startup").baseline.model_dump(mode="json", by_alias=True)
    chain = written["chains"]["startup"]
    chain["backlog"] = {
        "registration_examination": {"cases": 60, "age": {"uniform": {"low": "1 d", "high": "30 d"}}},
        "seal_making": {"cases": 25, "age": "9 d"},
    }
    chain["demand"] |= {"batch": {"sizes": [1, 5], "weights": [4, 1]}, "mixing": {"cv": 0.4, "per": "wk"}}
    written["period"] |= {"warm_up": "0 d", "cohort": "30 d", "run_out": "30 d"}
    system = System.model_validate(written)
    assert assert_engines_agree(system) > 1000
    reformed = adminsim.apply_reforms(system, adminsim.example("startup").reforms)
    assert assert_engines_agree(reformed) > 1000
