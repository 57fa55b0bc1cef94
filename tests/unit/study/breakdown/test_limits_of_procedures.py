"""A limit broken down by procedure: known for steps that always take the same time, and by closed forms."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from scipy.stats import gamma

from adminsim.messages import Words
from adminsim.model.system import System
from adminsim.model.value import Label
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.breakdown.procedures import part_name, procedure_targets
from adminsim.report.breakdown.table import breakdown_table
from adminsim.report.kit.tables import as_text
from adminsim.study.breakdown.block import pasted
from adminsim.study.breakdown.limits import Breakdown, breakdown
from adminsim.study.errors import StudyError
from adminsim.study.findings.compare import compare
from systems import MANY, OFFICE, every, system_of, wait, work

DESKS = dict.fromkeys(("desk", "bureau", "field"), MANY)


def scenario_of(system: System, *reforms: dict[str, Any], targets: Any = ()) -> Scenario:
    written = {"version": 1, "baseline": "x", "reforms": reforms, "targets": targets, "study": {"replications": 2}}
    return Scenario(ScenarioFile.model_validate(written), system)


def study(scenario: Scenario, limit: int, by: Any = "procedure") -> Breakdown:
    assert not scenario.check()
    return breakdown(scenario, limit=limit, by=by, replications=2, workers=1)


def fixed(**of_seal: Any) -> System:
    """Return a case that is checked and reviewed in one procedure, surveyed beside it, and sealed."""
    steps = {
        "check": work("desk", "4 h", procedure="permit"),
        "design": wait("9 WD", needs=["check"], by="applicant"),
        "review": work("bureau", "12 h", needs=["design"], procedure="permit"),
        "survey": work("bureau", "6 h", needs=["design"], procedure="permit"),
        "note": work("desk", "1 h", needs=["survey"]),
        "seal": work("desk", "2 h", needs=["review", "note"], **of_seal),
    }
    return system_of(steps, demand=every("1 d"), departments=DESKS, hours=OFFICE, days=20, run_out=60)


def test_a_procedure_takes_as_long_as_any_of_its_steps_is_open() -> None:
    found = study(scenario_of(fixed()), 3)
    # Check 4 h, then 12 h of review, beside which the survey is open for 6; the note is a step without a procedure.
    assert found.table()["today_h"].to_dict() == {"permit": 16, "note": 1, "seal": 2}
    assert found.table().index.name == "procedure"
    # The note lies between survey and seal only, but behind its procedure: 16 + 1 + 2.
    assert found.longest(found.limits) == 19
    assert found.way(found.limits) == ("permit", "note", "seal")
    assert found.together(found.limits).mean == 1
    assert found.step_limits == {"check": 4, "review": 12, "survey": 6, "note": 1, "seal": 2}


def test_procedures_that_alternate_are_one_stretch_of_the_way() -> None:
    found = study(scenario_of(fixed(procedure="permit")), 3)
    # The note lies behind the survey and before the seal, which are of one procedure.
    assert found.table()["today_h"].to_dict() == {"permit": 18, "note": 1}
    assert found.longest(found.limits) == 19
    assert set(found.way(found.limits)) == {"permit", "note"}


def test_within_a_procedure_the_limits_of_its_steps_add_up_to_its_own() -> None:
    found = study(scenario_of(fixed()), 1)
    limits = found.table()["limit_h"].to_dict()
    assert found.longest(found.limits) <= 8
    steps = found.step_limits
    assert steps["check"] + max(steps["review"], steps["survey"]) <= limits["permit"]
    assert steps["check"] + steps["review"] >= limits["permit"] - 1
    assert steps["seal"] == limits["seal"]
    assert min(steps.values()) >= 0.5
    chained = {f"s{n}": work("desk", "1 h", procedure="one", **({"needs": [f"s{n - 1}"]} if n else {}))
               for n in range(20)}  # fmt: skip
    with pytest.raises(StudyError, match="leaves"):
        study(scenario_of(system_of(chained, demand=every("1 d"), hours=OFFICE)), 1)


def test_two_steps_in_a_row_make_an_erlang_time_and_less_than_two_limits_of_steps() -> None:
    random = {"exponential": {"mean": "10 h"}}
    steps = {
        "check": work("desk", random, procedure="permit"),
        "review": work("bureau", random, needs=["check"], procedure="permit"),
    }
    scenario = scenario_of(system_of(steps, demand={"rate": 40}, departments=DESKS, days=60))
    found = study(scenario, 30)
    assert found.table().loc["permit", "today_h"] == pytest.approx(gamma.ppf(0.95, 2, scale=10), rel=0.04)
    by_step = study(scenario, 30, "step")
    assert by_step.longest(by_step.today) > 1.3 * found.longest(found.today)


def test_what_comes_behind_the_decision_gets_no_limit() -> None:
    steps = {
        "check": work("desk", "4 h"),
        "decide": work("desk", "2 h", needs=["check"]),
        "archive": work("field", "30 h", needs=["decide"]),
    }
    system = system_of(
        steps, demand=every("1 d"), departments=DESKS, hours=OFFICE, days=20, run_out=60, decision="decide"
    )
    for by in ("step", "procedure"):
        found = study(scenario_of(system), 1, by)
        assert found.table()["limit_h"].to_dict() == {"check": 4, "decide": 2}


MERGE = {"reform": "merge_steps", "steps": ["review", "survey"], "into": "joint"}


@pytest.mark.parametrize("reforms", [(), (MERGE,)])
@pytest.mark.parametrize("limit", [1, 3])
def test_both_blocks_check_cleanly_and_the_targets_see_what_the_table_says(
    limit: int, reforms: tuple[dict[str, Any], ...]
) -> None:
    found = study(scenario_of(fixed(), *reforms), limit)
    targets = yaml.safe_load(procedure_targets(found))
    limited = scenario_of(fixed(), *reforms, *yaml.safe_load(pasted(found)), targets=targets)
    assert not limited.check()
    compared = compare(limited, replications=2, workers=1)
    for part, verdict in zip(found.parts, compared.judgements, strict=True):
        limit_h = found.table().loc[part.name, "limit_h"]
        assert verdict.judged.mean == found.kept(part.name, limit_h).mean


def test_a_procedure_is_called_by_its_first_step_and_its_last_and_every_line_to_paste_is_whole() -> None:
    labels = {"check": {"en": "Check", "zh": "核对"}, "survey": {"en": "Survey: on site", "zh": "现场勘察"}}
    steps = {
        name: step.replace(label=Label(**labels[name])) if name in labels else step
        for name, step in fixed().chains["permit"].steps.items()
    }
    system = fixed()
    system = system.replace(chains={"permit": system.chains["permit"].replace(steps=steps)})
    found = study(scenario_of(system), 3)
    assert part_name(found, "permit", Words.EN) == "Check … Survey: on site"
    assert part_name(found, "permit", Words.ZH) == "核对…现场勘察"
    for words in Words:
        printed = as_text(breakdown_table(found, words), 80)
        assert all(line in printed for line in (pasted(found) + procedure_targets(found)).splitlines())
    (permit, *_) = yaml.safe_load(procedure_targets(found))
    assert permit["label"] == {"en": "Check … Survey: on site", "zh": "核对…现场勘察"}
