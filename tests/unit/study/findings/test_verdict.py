"""Verdicts where cases are undecided when the run ends, and where applicants give up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter

from adminsim.model.system import System
from adminsim.model.target import Target
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.study.findings.bounded import Bounded
from adminsim.study.findings.compare import Comparison, compare
from adminsim.study.findings.estimate import Sample
from adminsim.study.findings.verdict import Verdict, judge
from systems import system_of, work

OFFICE = {"mon-fri": ["09:00-17:00"]}
LESS = {"reform": "staffing", "department": "experts", "add": -1}
MORE = {"reform": "staffing", "department": "experts", "add": 2}
ONE: TypeAdapter[Target] = TypeAdapter(Target)


def two_kinds() -> System:
    """One simple file and two that keep an expert for 37.5 working days each."""
    return system_of(
        {"check": work("desk", "1 h", types=["a"]), "expert": work("experts", "300 h", types=["b"])},
        types={"a": {"mix": 0.5}, "b": {"mix": 0.5}},
        demand={"kind": "listed", "at": [f"2018-03-05T09:00:0{n}" for n in range(3)], "types": ["a", "b", "b"]},
        departments={"desk": 1, "experts": 2},
        start="2018-03-05",
        hours=OFFICE,
    )


def study(system: System, reform: dict[str, Any], *targets: dict[str, Any], replications: int = 3) -> Comparison:
    written = {"version": 1, "baseline": "b.yaml", "reforms": [reform], "targets": targets}
    scenario = Scenario(ScenarioFile.model_validate(written), system)
    assert not scenario.check()
    return compare(scenario, seed=1, replications=replications, workers=1)


CUT = {"name": "faster", "kind": "cut", "by": 0.2, "clock": "elapsed"}


def test_a_case_that_is_left_undecided_makes_no_cut() -> None:
    """Of the cases that are decided both times the mean falls by a quarter; with the last it rises to 47 d or more."""
    found = study(two_kinds(), LESS, CUT)
    (judgement,) = found.judgements
    assert judgement.before.mean == pytest.approx((1 / 24 + 2 * 51 + 2 * 4 / 24) / 3)
    assert judgement.after.mean == pytest.approx((1 / 24 + 51 + 4 / 24 + 90 - 9 / 24) / 3, abs=1e-4)
    assert judgement.verdict is Verdict.MISSED
    assert (judgement.runs[0].open, judgement.runs[1].open) == (0, 1)
    assert (judgement.runs[0].mark, judgement.runs[1].mark) == ("", ">= ")


def bounded(value: float, is_share: bool, rises: float = 0, falls: float = 0) -> Bounded:
    """A value of 20 cases in each of five years."""
    shown = Sample.of(np.full(5, value), np.full(5, 20))
    return Bounded(shown, np.full(5, rises), np.full(5, falls), np.zeros(5), is_share)


SHARE = {"kind": "share", "of": "approved", "least": 0.5}
WITHIN = {"kind": "within", "limit": "5 WD", "share": 0.5}
COUNT = {"kind": "count", "of": "visits", "most": 5}
LOWER, HIGHER = ({"kind": "direction", "of": "elapsed", "to": to} for to in ("lower", "higher"))
HALF = {"kind": "cut", "by": 0.5}


@pytest.mark.parametrize(
    ("target", "before", "after", "open_before", "open_after", "verdict"),
    [
        # Value before and after, which of them is only "at least" so much, and what can be said.
        (HALF, 10, 4, False, False, "met"),
        (HALF, 10, 4, True, False, "met"),
        (HALF, 10, 4, False, True, "undecided"),
        (HALF, 10, 4, True, True, "undecided"),
        (HALF, 10, 6, False, False, "missed"),
        (HALF, 10, 6, False, True, "missed"),
        (HALF, 10, 6, True, False, "undecided"),
        (LOWER, 10, 4, False, True, "undecided"),
        (LOWER, 10, 4, True, False, "met"),
        (LOWER, 4, 10, False, True, "missed"),
        (LOWER, 4, 10, True, False, "undecided"),
        (HIGHER, 4, 10, False, True, "met"),
        (HIGHER, 4, 10, True, False, "undecided"),
        (COUNT, 9, 4, False, True, "undecided"),
        (COUNT, 9, 4, True, False, "met"),
        (COUNT, 9, 6, False, True, "missed"),
        # Just on the line, which is met: who is undecided may end on the good side or beyond.
        (COUNT, 9, 5, False, True, "undecided"),
        (COUNT, 9, 5, False, False, "met"),
        (LOWER, 4, 4, False, False, "missed"),
        (SHARE, 0.2, 0.9, False, True, "met"),
        (SHARE, 0.2, 0.1, False, True, "undecided"),
        (WITHIN, 0.2, 0.1, False, True, "undecided"),
        (WITHIN, 0.2, 0.1, True, False, "missed"),
    ],
)  # fmt: skip
def test_a_verdict_rests_on_a_bound_only_where_the_bound_is_on_the_bad_side(
    target: dict[str, Any], before: float, after: float, open_before: bool, open_after: bool, verdict: str
) -> None:
    one = ONE.validate_python({"name": "t", **target})
    ends = (bounded(before, one.is_share, 18 * open_before), bounded(after, one.is_share, 18 * open_after))
    found = judge(one, *ends, 0.95)
    assert found.verdict == verdict
    assert found.is_open == (verdict == "undecided")
    assert found.needed is None


@pytest.mark.parametrize(("target", "reached"), [(COUNT, 5), (LOWER, 0), (HIGHER, 0)])
def test_just_on_the_line_a_year_reaches_what_it_must_not_pass_and_no_change(
    target: dict[str, Any], reached: int
) -> None:
    one = ONE.validate_python({"name": "t", **target})
    assert judge(one, bounded(5, False), bounded(5, False), 0.95).reached == reached


def test_few_undecided_cases_cannot_turn_a_share() -> None:
    one = ONE.validate_python({"name": "t", **SHARE})
    assert judge(one, bounded(0.2, True), bounded(0.1, True, rises=1), 0.95).verdict is Verdict.MISSED
    assert judge(one, bounded(0.2, True), bounded(0.9, True, falls=1), 0.95).verdict is Verdict.MET
    assert judge(one, bounded(0.2, True), bounded(0.9, True, falls=18), 0.95).is_open


def test_who_is_undecided_within_the_limit_at_the_end_may_still_keep_it() -> None:
    """A file of 300 h is undecided when the run ends; 50 working days have then passed, 80 have not."""
    within = {"name": "in-time", "kind": "within", "share": 0.9, "clock": "agency"}
    missed, open_ = study(
        two_kinds(), LESS, within | {"limit": "50 WD"}, within | {"name": "x", "limit": "80 WD"}
    ).judgements
    assert (missed.verdict, missed.runs[1].open) == (Verdict.MISSED, 0)
    assert (open_.verdict, open_.runs[1].open) == (Verdict.UNDECIDED, 1)
    assert missed.after.mean == open_.after.mean == pytest.approx(2 / 3)


def test_who_is_decided_before_and_not_after_loses() -> None:
    found = study(two_kinds(), LESS, CUT)
    assert found.slower("permit").mean == pytest.approx(1 / 3)
    losers = found.losers()
    assert losers.loc[("permit", "b"), "slower"] == pytest.approx(1 / 2)
    assert losers.loc[("permit", "b"), "saved"] < 0
    other = study(
        two_kinds().replace(departments=LESS_EXPERTS), {"reform": "staffing", "department": "experts", "add": 1}
    )
    assert other.slower("permit").mean == 0


LESS_EXPERTS = two_kinds().departments | {"experts": two_kinds().departments["experts"].replace(staff={"value": 1})}
PATIENCE_MIN, SERVICE_MIN, PER_H, STAFF = 15, 10, 20, 2


def who_is_served_in_time(seed: int, hours: int) -> float:
    """Return the share decided within 15 minutes, from a queue simulated apart: whoever waits longer gives up.

    Who gives up in hand is served to the end all the same.
    """
    random = np.random.default_rng(seed)
    arrivals = np.cumsum(random.exponential(60 / PER_H, PER_H * hours))
    free, served = [0.0] * STAFF, 0
    for now, service in zip(arrivals, random.exponential(SERVICE_MIN, len(arrivals)), strict=True):
        desk = min(range(STAFF), key=free.__getitem__)
        start = max(now, free[desk])
        if start - now < PATIENCE_MIN:
            free[desk] = start + service
            served += start + service - now <= PATIENCE_MIN
    return served / len(arrivals)


def test_who_gives_up_misses_and_is_shown_beside() -> None:
    system = system_of(
        {"check": work("desk", {"exponential": {"mean": "10 min"}})},
        demand={"rate": PER_H, "per": "h"},
        patience="15 min",
        departments={"desk": STAFF},
        days=20,
        warm_up=1,
        run_out=2,
    )
    target = {"name": "quick", "kind": "within", "limit": "15 min", "clock": "elapsed"}
    (found,) = study(system, {"reform": "staffing", "department": "desk", "add": 10}, target).judgements
    expected = who_is_served_in_time(1, 20_000)
    assert 0.2 < expected < 0.26
    assert found.before.mean == pytest.approx(expected, abs=0.01)
    assert found.runs[0].given_up_share == pytest.approx(1 - expected, abs=0.01)
    assert found.after.mean == pytest.approx(1 - np.exp(-PATIENCE_MIN / SERVICE_MIN), abs=0.01)
