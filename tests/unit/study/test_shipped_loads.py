"""What is shipped keeps up: no chain stands still for a head count that nobody stated."""

from __future__ import annotations

from pathlib import Path

import pytest

from adminsim import load
from adminsim.study.preview.offered_load import offered_loads

SCENARIOS = Path(__file__).parents[3] / "scenarios"
SHIPPED = [
    path
    for path in sorted(SCENARIOS.rglob("*.yaml"))
    if path.parent.name not in ("teaching", "baseline", "shared") and "\nbaseline:" in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("path", SHIPPED, ids=[f"{path.parent.name}-{path.stem}" for path in SHIPPED])
def test_every_department_of_a_shipped_scenario_keeps_up_before_and_after(path: Path) -> None:
    scenario = load(path)
    for system in (scenario.baseline, scenario.reformed):
        assert {found.department: round(found.load, 2) for found in offered_loads(system) if found.load > 0.95} == {}
