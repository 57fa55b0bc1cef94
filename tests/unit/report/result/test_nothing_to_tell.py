"""Studies in which nothing is approved, nobody comes or nothing is asked have tables, files and figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from adminsim.messages import Words
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.kit.tables import as_text
from adminsim.report.result.figures import draw_figures
from adminsim.report.result.tables import result_table
from adminsim.results.folder import write_contents
from adminsim.study.findings.compare import compare
from systems import OFFICE, at, system_of, work

FIRST = "2022-06-01"
TARGETS = [
    {"name": "in-time", "kind": "within", "limit": "5 WD"},
    {"name": "faster", "kind": "cut", "by": 0.2},
    {"name": "visits", "kind": "count", "of": "visits", "most": 2},
    {"name": "down", "kind": "direction", "of": "elapsed"},
]


def study(targets: list[dict[str, Any]], rejects: float, day: str) -> Scenario:
    """Return a desk at which one case arrives, perhaps after the cohort, and is perhaps rejected."""
    written = {"version": 1, "baseline": "x", "targets": targets, "study": {"replications": 2}}
    steps = {"review": work("desk", "2 h", outcome={"rejects": rejects})}
    system = system_of(steps, start="2022-06-01", demand=at(f"{day} 09:00"), hours=OFFICE, days=14, run_out=60)
    return Scenario(ScenarioFile.model_validate(written), system)


@pytest.mark.parametrize(
    "targets", [pytest.param([], marks=pytest.mark.thorough), TARGETS], ids=["no targets", "targets"]
)
@pytest.mark.parametrize(
    ("rejects", "day"), [(1.0, FIRST), (0.0, "2022-07-01"), (0.0, FIRST)], ids=["rejected", "late", "one"]
)
def test_all_is_written_and_printed_without_a_warning(
    targets: list[dict[str, Any]], rejects: float, day: str, tmp_path: Path
) -> None:
    found = compare(study(targets, rejects, day), workers=1)
    write_contents(found, tmp_path, draw_figures)
    for language in ("en", "zh"):
        assert "nan" not in as_text(result_table(found, Words(language))).lower()
    assert not found.walk().isna().any(axis=None)
    row = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))["chains"]["permit"]["elapsed.mean"]
    assert (row["before"] is None) == (rejects == 1.0 or day != FIRST)
