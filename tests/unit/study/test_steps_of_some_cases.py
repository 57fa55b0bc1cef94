"""A step that reforms make for cases which others do not cover is told like all: its name, who does it, its limit.

No case is covered by both reforms, so that the step lies on the route of those that one of them covers alone.
"""

from __future__ import annotations

import pytest

from adminsim.messages import Words
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.kit.step_names import step_name
from adminsim.report.result.figures import step_labels
from adminsim.study.breakdown.limits import breakdown
from adminsim.study.bureaus.months import bureaus
from adminsim.study.findings.compare import Comparison, compare
from adminsim.study.findings.deleted import deleted
from adminsim.study.walk.obstacles import obstacles
from systems import MANY, OFFICE, every, system_of, work


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Return a day, a counter of 1 h and a check of 3 h: none of it for old firms, both as one step for new ones."""
    steps = {
        "counter": work("desk", "1 h", handover="1 WD"),
        "check": work("desk", "3 h", needs=["counter"]),
        "seal": work("desk", "2 h", needs=["check"]),
    }
    types = {"new": {"mix": 0.5}, "old": {"mix": 0.5}}
    system = system_of(steps, types=types, demand=every("1 d"), departments={"desk": MANY}, hours=OFFICE, days=20)
    reforms = [
        {"reform": "drop_steps", "steps": ["counter", "check"], "coverage": {"types": ["old"]}},
        {
            "reform": "merge_steps",
            "steps": ["counter", "check"],
            "into": "both",
            "label": {"en": "In one go"},
            "coverage": {"types": ["new"]},
        },
    ]
    targets = [{"name": "soon", "kind": "within", "limit": "1 WD", "types": ["new"]}]
    written = {"version": 1, "baseline": "x", "reforms": reforms, "targets": targets, "study": {"replications": 2}}
    found = Scenario(ScenarioFile.model_validate(written), system)
    assert not found.check()
    return found


@pytest.fixture(scope="module")
def comparison(scenario: Scenario) -> Comparison:
    return compare(scenario, workers=1)


def test_it_is_called_by_its_name(comparison: Comparison) -> None:
    assert step_labels(comparison, "permit", ["both"], Words.EN) == ["In one go"]
    assert step_name(comparison.scenario, "permit", "both", Words.EN) == "In one go"


def test_it_is_known_who_does_it(comparison: Comparison) -> None:
    found = obstacles(comparison, comparison.scenario.targets[0])
    assert {one.who for one in found if one.step == "both"} == {"desk"}


def test_a_hand_over_that_it_keeps_is_not_deleted(comparison: Comparison) -> None:
    timed = comparison.scenario.targets[0].clocked
    assert timed is not None
    assert not deleted(comparison, timed)


def test_its_bureau_has_its_figures(scenario: Scenario) -> None:
    found = bureaus(scenario, replications=2, workers=1).by_step().xs("both", level="step")
    assert found["visits_after"].iloc[0] > 5


def test_it_has_a_limit_and_limits_add_up_for_those_who_meet_it(scenario: Scenario) -> None:
    found = breakdown(scenario, limit=2, replications=2, workers=1)
    # A day of eight hours, the work of both, and the seal: 8 + 1 + 3 + 2 h.
    assert dict(zip(found.names, found.limits.tolist(), strict=True)) == {"both": 12.0, "seal": 2.0}
    assert found.way(found.limits) == ("both", "seal")
    assert found.longest(found.limits) == 14.0


def test_limits_add_up_on_the_way_of_each_case() -> None:
    # Half of the cases take 6 h and 2 h one after the other, the others 3 h at once.
    steps = {"review": work("desk", "6 h"), "seal": work("desk", "2 h", needs=["review"])}
    system = system_of(steps, demand=every("1 d"), departments={"desk": MANY}, hours=OFFICE, days=20)
    merge = {"reform": "merge_steps", "steps": ["review", "seal"], "into": "both", "work": "3 h", "coverage": 0.5}
    written = {"version": 1, "baseline": "x", "reforms": [merge]}
    found = breakdown(Scenario(ScenarioFile.model_validate(written), system), limit=1, replications=2, workers=1)
    assert dict(zip(found.names, found.limits.tolist(), strict=True)) == {"both": 3.0, "review": 6.0, "seal": 2.0}
    assert found.longest(found.limits) == 8.0
    assert found.together(found.limits).mean == 1.0
