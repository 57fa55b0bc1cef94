"""A limit broken down: known for steps that always take the same time, and for independent ones by a closed form."""

from __future__ import annotations

import math
from typing import Any

import pytest
import yaml

from adminsim.messages import Words
from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.breakdown.table import sentences
from adminsim.study.breakdown.block import pasted
from adminsim.study.breakdown.limits import Breakdown, breakdown
from adminsim.study.bureaus.months import bureaus
from adminsim.study.errors import StudyError
from systems import MANY, OFFICE, at, every, system_of, wait, work

DESKS = dict.fromkeys(("desk", "bureau", "field"), MANY)


def scenario_of(system: System, *reforms: dict[str, Any]) -> Scenario:
    written = {"version": 1, "baseline": "x", "reforms": reforms, "study": {"replications": 2}}
    return Scenario(ScenarioFile.model_validate(written), system)


def study(scenario: Scenario, limit: int, **asked: Any) -> Breakdown:
    assert not scenario.check()
    return breakdown(scenario, limit=limit, **{"replications": 2, "workers": 1} | asked)


def fixed() -> System:
    """Return a check of 4 h, the owner's design, a review of 12 h beside a survey of 6 h, and a seal of 2 h."""
    steps = {
        "check": work("desk", "4 h"),
        "design": wait("9 WD", needs=["check"], by="applicant"),
        "review": work("bureau", "12 h", needs=["design"]),
        "survey": work("bureau", "6 h", needs=["design"]),
        "seal": work("desk", "2 h", needs=["review", "survey"]),
    }
    return system_of(steps, demand=every("1 d"), departments=DESKS, hours=OFFICE, days=20, run_out=60)


def test_what_always_takes_the_same_time_has_that_for_a_limit() -> None:
    found = study(scenario_of(fixed()), 3)
    table = found.table()
    assert table["limit_h"].to_dict() == {"check": 4, "review": 12, "survey": 6, "seal": 2}
    assert (table["kept"] == 1).all()
    assert (table["faster"] == 0).all()
    # Along the longest way, which the survey beside the review is not on: 18 h, within 3 days of 8.
    assert found.longest(found.limits) == 18
    assert found.way(found.limits) == ("check", "review", "seal")
    assert found.together(found.limits).mean == 1


def test_what_is_too_long_is_shortened_by_one_factor_and_adds_up() -> None:
    found = study(scenario_of(fixed()), 1)
    table = found.table()
    assert found.longest(found.limits) <= 8
    assert found.longest(found.limits) >= 8 - 3 * 0.5
    assert table.loc["review", "limit_h"] == pytest.approx(12 * 8 / 18, abs=0.75)
    assert table.loc["review", "faster"] == pytest.approx(1 - table.loc["review", "limit_h"] / 12)
    assert (table["kept"] == 0).all()
    with pytest.raises(StudyError, match="leaves"):
        study(scenario_of(system_of({f"s{n}": work("desk", "1 h", **({"needs": [f"s{n - 1}"]} if n else {}))
                                     for n in range(20)}, demand=every("1 d"), hours=OFFICE)), 1)  # fmt: skip


def test_independent_steps_each_keep_the_root_of_the_share() -> None:
    steps = {
        "check": work("desk", {"exponential": {"mean": "10 h"}}),
        "review": work("bureau", {"exponential": {"mean": "20 h"}}, needs=["check"]),
    }
    system = system_of(steps, demand={"rate": 40}, departments=DESKS, days=60)
    found = study(scenario_of(system), 30)
    each = math.sqrt(0.95)
    assert found.table().loc["check", "today_h"] == pytest.approx(-10 * math.log(1 - each), rel=0.06)
    assert found.table().loc["review", "today_h"] == pytest.approx(-20 * math.log(1 - each), rel=0.06)
    assert found.together(found.today).mean == pytest.approx(0.95, abs=0.01)
    assert found.together(found.today).mean >= 0.95
    assert found.kept("check", found.today[0]).mean == pytest.approx(each, abs=0.01)


def test_corrections_stand_still_and_visits_add_up() -> None:
    outcome = {"returns": 1.0, "correction": "5 d", "max_returns": 2, "on_exhausted": "pass"}
    system = system_of({"check": work("desk", "2 h", outcome=outcome)}, demand=every("1 d"), departments=DESKS, days=10)
    assert study(scenario_of(system), 1).table().loc["check", "today_h"] == 6


MERGE = {"reform": "merge_steps", "steps": ["review", "survey"], "into": "joint"}


@pytest.mark.parametrize("reforms", [(), (MERGE,), ({"reform": "time_limit", "steps": ["seal"], "limit": "1 WD"},)])
def test_the_pasted_block_checks_cleanly_and_what_is_late_is_what_does_not_keep_it(
    reforms: tuple[dict[str, Any], ...],
) -> None:
    found = study(scenario_of(fixed(), *reforms), 1)
    block = yaml.safe_load(pasted(found))
    named = [step for one in block for step in one["steps"]]
    assert named == list(dict.fromkeys(named))
    assert "design" not in named
    assert ("seal" in named) == (not any(one["reform"] == "time_limit" for one in reforms))
    limited = scenario_of(fixed(), *reforms, *block)
    assert not limited.check()
    late = bureaus(limited, replications=2, workers=1).by_step()["late_share_after"].droplevel(["department", "chain"])
    for step in found.names:
        if step in named or (step == "joint" and {"review", "survey"} & set(named)):
            assert late[step] == 1 - found.kept(step, found.limits[found.names.index(step)]).mean == 1
    generous = study(scenario_of(fixed(), *reforms), 9)
    limited = scenario_of(fixed(), *reforms, *yaml.safe_load(pasted(generous)))
    assert not limited.check()
    late = bureaus(limited, replications=2, workers=1).by_step()["late_share_after"].droplevel(["department", "chain"])
    assert late[[step for step in generous.names if step in named]].max() == 0


def test_unknown_chains_and_chains_without_approvals_are_refused() -> None:
    with pytest.raises(StudyError, match="permit"):
        study(scenario_of(fixed()), 3, chain="permits")
    never = system_of({"a": work("desk", "1 h", outcome={"rejects": 1.0})}, demand=every("1 d"))
    with pytest.raises(StudyError, match="approved"):
        study(scenario_of(never), 3)


def test_who_is_not_done_or_gives_up_keeps_no_limit() -> None:
    steps = {"check": work("desk", "8 h"), "seal": work("bureau", "1 h", needs=["check"])}
    written = {"demand": at(*["2022-06-20 09:00"] * 10), "hours": OFFICE, "days": 5}
    # One desk checks a file a day, to be sealed the next morning: the run ends after the Sunday, with four done.
    open_at_the_end = study(scenario_of(system_of(steps, run_out=2, **written)), 20)
    assert len(open_at_the_end.hours[0]) == 10
    assert open_at_the_end.together(open_at_the_end.today).mean == open_at_the_end.kept("check", 1000).mean == 0.4
    # Patience of three days and a half ends on Thursday evening: three files are sealed by then.
    tired = study(scenario_of(system_of(steps, run_out=30, patience="3.5 d", **written)), 20)
    assert tired.together(tired.today).mean == pytest.approx(0.3)
    assert tired.undone == pytest.approx(0.7)
    told = sentences(tired, Words.EN)
    assert any("70.0% of the cases give up" in one for one in told)
    assert any("No such limits are kept together by 95%" in one for one in told)
    assert not any("fit" in one for one in told)
