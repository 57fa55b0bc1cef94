"""Targets on a share of cases: what each kind of share counts."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from adminsim.engine.simulate import simulate
from adminsim.model.system import System
from adminsim.model.target import Target
from adminsim.reforms.apply import apply_reforms
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.study.run.targets import found_in
from reform_lists import reform_of
from systems import every, system_of, work

ONE: TypeAdapter[Target] = TypeAdapter(Target)
TYPES = {"net": {"mix": 0.5}, "counter": {"mix": 0.4}, "machine": {"mix": 0.1}}


@pytest.fixture
def system() -> System:
    steps = {
        "desk": work("hall", "1 min", types=["counter"], visit=True),
        "slot": work("machines", "1 min", types=["machine"], visit=True),
        "check": work("office", "1 min", outcome={"rejects": 0.2}),
    }
    return system_of(steps, demand=every("10 min"), types=TYPES, days=60)


def share(system: System, of: str, *types: str) -> float:
    target = ONE.validate_python({"name": "t", "kind": "share", "of": of, "least": 0.5, "types": types})
    return found_in(target, simulate(system, seed=1)).mean.value


def test_without_a_visit_are_those_who_never_come(system: System) -> None:
    assert share(system, "without_visit") == pytest.approx(0.5, abs=0.02)
    assert share(system, "without_visit", "net") == 1.0
    online = reform_of(reform="online", steps=["desk"], coverage={"types": ["counter"]})
    assert share(apply_reforms(system, [online]), "without_visit") == pytest.approx(0.9, abs=0.02)


def test_served_by_a_department_are_those_who_had_a_step_there(system: System) -> None:
    assert share(system, "machines") == pytest.approx(0.1, abs=0.02)
    assert share(system, "machines", "counter", "machine") == pytest.approx(0.2, abs=0.03)
    moved = reform_of(
        reform="merge_steps",
        steps=["desk", "slot"],
        into="slot2",
        department="machines",
        coverage={"types": ["counter"]},
    )
    assert share(apply_reforms(system, [moved]), "machines") == pytest.approx(0.5, abs=0.02)


def test_approved_is_of_all_types_named_and_counts_the_rejected(system: System) -> None:
    assert share(system, "approved", "net") == pytest.approx(0.8, abs=0.02)


def test_a_share_of_nothing_known_is_a_mistake(system: System) -> None:
    wrong = {"name": "t", "kind": "share", "of": "machine", "least": 0.5}
    written = ScenarioFile.model_validate({"version": 1, "baseline": "b.yaml", "targets": [wrong]})
    (found,) = Scenario(written, system).check()
    assert found.code == "target-unknown-measure"
    assert found.values["nearest"] == "machines"


def test_a_joint_step_is_served_by_each_of_its_departments() -> None:
    joint = system_of({"site": work("fire", "1 h", together_with=["water"])}, demand=every("1 d"))
    assert share(joint, "fire") == share(joint, "water") == 1.0
