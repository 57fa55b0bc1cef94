"""Targets that do not fit their baseline: units that a clock does not count in, readings of what is not there."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.messages import Words
from adminsim.model.problem import Problem
from adminsim.reforms.scenario import Scenario, ScenarioFile
from systems import at, system_of, work

SYSTEM = system_of(
    {"review": work("desk", "100 h"), "sign": work("desk", "1 h", needs=["review"])},
    demand=at("2022-06-20 09:00"),
    milestones={"reviewed": "review"},
)
UNITS = ("s", "min", "h", "d", "wk", "WD")


def problems(**target: Any) -> list[Problem]:
    written = {"version": 1, "baseline": "b.yaml", "targets": [{"name": "t", **target}]}
    return Scenario(ScenarioFile.model_validate(written), SYSTEM).check()


@pytest.mark.parametrize("more", [{}, {"end": "reviewed"}, {"start": "reviewed"}, {"steps": ["review"]}, {"sum": True}])
def test_a_limit_on_the_agency_clock_is_in_working_days_or_official_hours(more: dict[str, Any]) -> None:
    refused = [unit for unit in UNITS if problems(limit=f"5 {unit}", **more)]
    assert refused == ["s", "min", "d", "wk"]
    assert not any(problems(limit=f"5 {unit}", clock="elapsed", **more) for unit in UNITS)


def test_the_error_stands_at_the_limit_and_names_both_remedies() -> None:
    (problem,) = problems(limit="5 d")
    assert (problem.code, problem.path) == ("target-clock-unit", ("targets", 0, "limit"))
    for language in ("en", "zh"):
        told = problem.text(Words(language))
        assert all(part in told for part in ("5 d", "WD", " h", "clock: elapsed"))


def test_a_reading_on_the_agency_clock_is_held_to_the_same_units() -> None:
    lived = {"name": "lived", "clock": "elapsed"}
    (problem,) = problems(limit="5 d", readings=[lived, {"name": "own", "steps": ["review"]}])
    assert (problem.code, problem.path) == ("target-clock-unit-reading", ("targets", 0, "limit"))
    assert "'own'" in problem.text()
    assert not problems(limit="5 d", readings=[lived, {"name": "own", "steps": ["review"], "clock": "elapsed"}])


def test_a_cut_has_no_limit_and_so_no_unit_of_its_own() -> None:
    assert not problems(kind="cut", by=0.5)


@pytest.mark.parametrize(
    ("reading", "code", "place"),
    [
        ({"steps": ["revew"]}, "target-unknown-step", ("steps", 0)),
        ({"types": ["anny"]}, "target-unknown-type", ("types", 0)),
        ({"end": "reviewd"}, "target-unknown-milestone", ("end",)),
        ({"start": "accept"}, "target-unknown-milestone", ("start",)),
    ],
)
def test_a_reading_that_names_what_is_not_there_is_an_error_at_its_place(
    reading: dict[str, Any], code: str, place: tuple[Any, ...]
) -> None:
    (problem,) = problems(limit="5 WD", readings=[{"name": "plan"}, {"name": "own", **reading}])
    assert (problem.code, problem.path) == (code, ("targets", 0, "readings", 1, *place))
    assert problem.values["nearest"] in ("review", "any", "reviewed", "accepted")


def test_two_readings_of_one_name_are_an_error() -> None:
    (problem,) = problems(limit="5 WD", readings=[{"name": "own"}, {"name": "own", "clock": "elapsed"}])
    assert (problem.code, problem.path) == ("target-same-reading", ("targets", 0, "readings", 1, "name"))
    assert problem.also == ("targets", 0, "readings", 0, "name")


def test_months_say_a_date_and_so_stand_where_all_the_time_from_instant_to_instant_counts() -> None:
    for limit in ("2 months", "1 year", "3个月"):
        assert not problems(limit=limit, clock="elapsed")
        assert not problems(limit=limit, clock="elapsed", start="accepted", end="reviewed")
    found = [
        problems(limit="2 months"),
        problems(limit="2 months", clock="elapsed", steps=["review"]),
        problems(limit="2 months", clock="elapsed", readings=[{"name": "all"}, {"name": "own", "sum": True}]),
    ]
    codes = ["target-clock-unit", "target-months-steps", "target-months-steps-reading"]
    assert [[problem.code for problem in one] for one in found] == [[code] for code in codes]
    for (problem,) in found:
        assert problem.path == ("targets", 0, "limit")
        for language in ("en", "zh"):
            assert "2 months" in problem.text(Words(language))
            assert "WD" in problem.text(Words(language))
