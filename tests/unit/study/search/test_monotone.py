"""More people are called certain not to hurt where the model's conditions hold, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.messages import Words
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.search.table import answer_text, remarks
from adminsim.study.search.monotone import why_not, why_uncertain
from adminsim.study.search.packages import Packages
from adminsim.study.search.search import search
from systems import system_of, work

TIME = {"exponential": {"mean": "2 h"}}
STEPS: dict[str, Any] = {
    "intake": work("counter", {"exponential": {"mean": "1 h"}}),
    "review": work("office", TIME, needs=["intake"]),
}


def made(steps: dict[str, Any] | None = None, office: dict[str, Any] | None = None, **chain: Any) -> Any:
    """Return a counter and an office behind it."""
    departments = {"counter": 2, "office": {"staff": 2, **(office or {})}, "desk": 2}
    demand = {"rate": 14, "per": "d"}
    return system_of(steps or STEPS, demand=demand, departments=departments, warm_up=5, days=30, run_out=20, **chain)


def changed(**review: Any) -> dict[str, Any]:
    return {**STEPS, "review": STEPS["review"] | review}


def test_the_last_queue_fulfils_the_conditions_and_the_one_before_it_does_not() -> None:
    assert why_not(made(), "office") is None
    assert why_not(made(), "counter") == "behind"
    alone = {"review": work("office", TIME)}
    assert why_not(made(alone), "office") is None
    waits = {**STEPS, "notice": {"kind": "waiting", "duration": "3 d", "needs": ["review"]}}
    assert why_not(made(waits), "office") is None
    meeting = {"kind": "session", "schedule": {"weekdays": ["mon"], "at": "10:00"}, "meeting": "10 min"}
    assert why_not(made({**STEPS, "board": meeting | {"needs": ["review"]}}), "office") is None
    assert why_not(made({**STEPS, "board": meeting | {"needs": ["review"], "places": 5}}), "office") == "behind"


CORRECTED = {"returns": 0.1, "correction": "1 d"}


@pytest.mark.parametrize(
    ("system", "why"),
    [
        (made(changed(outcome=CORRECTED)), "again"),
        (made(changed(outcome={"rejects": 0.1})), "again"),
        (made({**STEPS, "intake": STEPS["intake"] | {"outcome": CORRECTED}}), "again"),
        (made({**STEPS, "sign": work("office", "5 min", needs=["review"])}), "again"),
        (made({**STEPS, "sign": work("office", "5 min", needs=["intake"])}), "again"),
        (made({**STEPS, "stamp": work("desk", "5 min", needs=["review"])}), "behind"),
        (made(changed(together_with=["desk"])), "order"),
        (made(office={"discipline": "priority"}), "order"),
        (made(office={"at_shift_end": "fits"}), "order"),
        (made(office={"groups": {"slow": {"staff": 1, "speed": 0.5}}}), "order"),
        (made(office={"patience": "3 d"}), "leave"),
        (made(changed(limit="8 h", on_expiry="approve")), "leave"),
    ],
)
def test_what_breaks_a_condition_is_named(system: Any, why: str) -> None:
    assert why_not(system, "office") == why


def scenario(clock: str, reforms: tuple[dict[str, Any], ...] = ()) -> Scenario:
    limit = {"name": "quick", "limit": "8 h", "clock": clock, "share": 0.7}
    block = {
        "staff": {"office": {"most": 2, "cost": 90}, "counter": {"most": 1, "cost": 70}},
        "reforms": {str(one["name"]): {"cost": 1} for one in reforms},
    }
    written = {"version": 1, "baseline": "x", "reforms": reforms, "targets": [limit], "search": block}
    return Scenario(ScenarioFile.model_validate(written), made())


def test_the_guarantee_names_where_nothing_is_concluded() -> None:
    found = search(scenario("elapsed"), workers=1)
    assert {part.name: sign.concludes for part, sign in zip(found.parts, found.signs, strict=True)} == {
        "counter": False, "office": True,
    }  # fmt: skip
    assert "if more people" not in answer_text(found, Words.EN)
    told = "not certain: counter, for other queues stand behind. Nothing was concluded across them"
    assert told in " ".join(remarks(found, Words.EN))
    assert "增加人员不会使结果变差并非必然：counter，因为其后还有其他队列。" in " ".join(remarks(found, Words.ZH))


def test_the_guarantee_names_where_it_rests_on_a_test_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adminsim.study.search.search.MOST_ALONE", 1)
    found = search(scenario("elapsed"), workers=1)
    counter, office = sorted(zip(found.parts, found.signs, strict=True), key=lambda one: one[0].name)
    assert (counter[1].why, office[1].why, office[1].can_hurt) == ("behind", None, False)
    told = answer_text(found, Words.EN) + " ".join(remarks(found, Words.EN))
    assert "if more people (counter) never hurt" in told
    assert "by the model's own conditions: office." in told
    assert "tested in four places, not certain: counter, for other queues stand behind." in told
    chinese = " ".join(remarks(found, Words.ZH))
    assert "按模型的条件，增加人员绝不会使任何办件变慢：office。" in chinese
    assert "并非必然：counter，因为其后还有其他队列。" in chinese


def test_it_is_looked_at_every_combination_of_reforms_and_at_the_target() -> None:
    later = {"reform": "drop_steps", "name": "no-intake", "steps": ["intake"]}
    one = scenario("elapsed", (later,))
    assert why_uncertain(Packages(one), "office", one.targets) is None
    # With the intake dropped nothing stands behind the counter, without it the office does.
    assert why_uncertain(Packages(one), "counter", one.targets) == "behind"
    agency = scenario("agency")
    assert why_uncertain(Packages(agency), "office", agency.targets) == "clock"
