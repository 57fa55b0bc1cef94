"""The ladder from law to life, worked out by hand as a critical path."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.study.findings.compare import compare
from adminsim.study.walk.ladder import RUNGS, as_rung
from systems import MANY, at, system_of, work


def hours_of(system: System, *reforms: dict[str, Any]) -> pd.DataFrame:
    written = {"version": 1, "baseline": "x", "reforms": reforms, "study": {"replications": 2}}
    scenario = Scenario(ScenarioFile.model_validate(written), system)
    assert not scenario.check()
    table = compare(scenario, workers=1).ladder(replications=2, workers=1)
    return (table.loc["permit"] * 24).round(6)


def chain() -> System:
    """Return two files of one instant: a check of 1 h, two reviews of 3 h and 5 h, and a seal of 1 h.

    The longer review follows the shorter one by custom only. A file travels 2 h to the bureau's review and 4 h to the
    field's; there is one person for it.
    """
    steps = {
        "check": work("desk", "1 h"),
        "review": work("bureau", "3 h", needs=["check"], handover="2 h"),
        "survey": work("field", "5 h", needs=["check"], after=["review"], handover="4 h"),
        "seal": work("desk", "1 h", needs=["review", "survey"], handover="0 s"),
    }
    return system_of(
        steps, demand=at("2022-06-20 00:00", "2022-06-20 00:00"), departments={"desk": MANY, "bureau": MANY, "field": 1}
    )


def test_each_rung_is_the_critical_path_with_one_more_thing_that_takes_time() -> None:
    found = hours_of(chain())
    expected = {
        "needs": 1 + 5 + 1,
        "handover": 1 + 4 + 5 + 1,
        # The second file waits until the first survey is done: 5 h, half of that on the mean.
        "queues": 1 + 4 + 5 + 2.5 + 1,
        "custom": 1 + (2 + 3) + 4 + 5 + 2.5 + 1,
    }
    assert found["before"].to_dict() == expected
    assert found["after"].to_dict() == expected
    assert tuple(found.index) == RUNGS


def test_parallel_approval_takes_custom_away_and_nothing_below_it() -> None:
    found = hours_of(chain(), {"reform": "parallel_approval", "steps": ["review", "survey"]})
    assert found.loc["custom", "after"] == found.loc["queues", "after"] == found.loc["queues", "before"] == 13.5


def test_staffing_and_quicker_hand_over_touch_their_own_rungs() -> None:
    staffing = {"reform": "staffing", "department": "field", "add": 1}
    quicken = {"reform": "quicken_handover", "steps": ["survey"], "factor": 0.5, "complies": 1.0}
    found = hours_of(chain(), staffing, quicken)
    assert (found["before"] - found["after"]).to_dict() == {"needs": 0, "handover": 2, "queues": 4.5, "custom": 4.5}


def test_a_full_committee_and_hand_overs_by_type_are_queues_and_hand_overs() -> None:
    steps = {
        "check": work("desk", "1 h", handover="1 h", by_type={"any": {"handover": "6 h"}}),
        "meeting": {
            "kind": "session", "needs": ["check"], "meeting": "1 h", "places": 1,
            "schedule": {"weekdays": ["mon", "tue", "wed", "thu", "fri"], "at": "12:00"}, "handover": "0 s",
        },
    }  # fmt: skip
    system = system_of(steps, demand=at("2022-06-20 00:00", "2022-06-20 00:00"), departments={"desk": MANY})
    # Both meet at 12:00 of Monday where there is room; else one of them does on Tuesday.
    assert hours_of(system)["before"].to_dict() == {"needs": 13, "handover": 13, "queues": 25, "custom": 25}
    bare = as_rung(system, "needs").chains["permit"].steps["check"]
    assert bare.by_type["any"].handover is None


@pytest.mark.parametrize("rung", RUNGS)
def test_no_rung_is_above_the_next(rung: str) -> None:
    found = hours_of(chain())["before"]
    place = RUNGS.index(rung)
    assert found.iloc[place] == max(found.iloc[: place + 1])
