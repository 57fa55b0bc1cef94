"""The documentation's table of theory holds every row of the tests, with the figures that they find."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from test_preview import exact_waits
from test_queues import REPLICATIONS, ROWS

pytestmark = pytest.mark.xdist_group("theory")
ROOT = Path(__file__).parents[2]
WRITTEN = json.loads((ROOT / "benchmarks" / "theory_rows.json").read_text(encoding="utf-8"))


@pytest.fixture
def theory(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the module that writes the table."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return import_module("theory_rows")


def test_every_row_is_in_the_table() -> None:
    assert list(WRITTEN["rows"]) == [*ROWS, *exact_waits()]
    assert WRITTEN["replications"] == REPLICATIONS


@pytest.mark.slow
@pytest.mark.parametrize("name", WRITTEN["rows"])
def test_the_table_says_what_is_simulated(theory: Any, name: str) -> None:
    found = theory.queue_row(name) if name in ROWS else theory.line_row(name)
    written = WRITTEN["rows"][name]
    numbers = {key for key, value in found.items() if isinstance(value, float)}
    assert {key: written[key] for key in found.keys() - numbers} == {key: found[key] for key in found.keys() - numbers}
    assert [written[key] for key in sorted(numbers)] == pytest.approx([found[key] for key in sorted(numbers)])
    assert found["low"] <= found["exact"] <= found["high"]


def test_kinds_of_cases_are_as_the_table_says(theory: Any) -> None:
    first = theory.kinds_of_power(0)
    assert list(first) == list(WRITTEN["power"][0])
    for kind, row in first.items():
        assert row == pytest.approx(WRITTEN["power"][0][kind])
    assert theory.waits_in_the_hall(1) == pytest.approx(WRITTEN["hall"][1])
    assert len(WRITTEN["power"]) == len(WRITTEN["hall"]) == theory.YEARS
