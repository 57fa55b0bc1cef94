"""What takes less than two days in all is told in hours, its parts too."""

from __future__ import annotations

import pytest

from adminsim.messages import Words
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.kit.tables import as_text
from adminsim.report.result.figures import time_figure
from adminsim.report.result.short import chain_text
from adminsim.report.walk.figure import walk_figure
from adminsim.report.walk.table import walk_table
from adminsim.report.walk.text import next_text
from adminsim.study.findings.compare import Comparison, compare
from systems import MANY, every, system_of, work


def found(hours: int) -> Comparison:
    """Return a study of a check of so many hours and a seal of one more, day and night."""
    steps = {"check": work("desk", f"{hours} h"), "seal": work("desk", "1 h", needs=["check"])}
    system = system_of(steps, demand=every("1 d"), departments={"desk": MANY}, days=5)
    written = {"version": 1, "baseline": "x", "study": {"replications": 2}}
    return compare(Scenario(ScenarioFile.model_validate(written), system), workers=1)


@pytest.mark.parametrize(
    ("hours", "total", "check", "english", "chinese"),
    [(5, "6.0", "5.0", "hours", "小时"), (71, "3.0", "2.96", "days", "天")],
)
def test_the_unit_follows_the_whole(hours: int, total: str, check: str, english: str, chinese: str) -> None:
    comparison = found(hours)
    drawn = time_figure(comparison)
    assert drawn.axes[0].get_title(loc="left") == f"before: {total} {english}"
    assert drawn.axes[0].get_xlabel().startswith(f"Mean {english} ")
    assert max(bar.get_width() for bar in drawn.axes[0].patches) == pytest.approx(float(check), abs=0.005)
    assert walk_figure(comparison).axes[0].get_xlabel().startswith(f"Mean {english} ")
    assert f"Mean {english} on" in as_text(walk_table(comparison), 100)
    assert f"{check} [{check}, {check}]" in as_text(walk_table(comparison), 100)
    assert f" {english} of an approved case" in next_text(comparison, "permit", Words.EN)
    assert chinese in next_text(comparison, "permit", Words.ZH)
    assert f"{total} -> {total} {english} lived, cut 0.0 [0.0, 0.0]" in chain_text(comparison, "permit", Words.EN)
    assert f"{total} {chinese}" in chain_text(comparison, "permit", Words.ZH)
