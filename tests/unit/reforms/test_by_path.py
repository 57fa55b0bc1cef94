"""Any figure of a scenario is found by its path and can have another value, and what cannot be is said."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.messages import Words
from adminsim.model.span import Length
from adminsim.model.system import System
from adminsim.reforms.by_path import ImpossibleValueError, UnknownPlaceError, place_of, places, value_at, with_figure
from adminsim.reforms.scenario import Scenario, ScenarioFile
from systems import system_of, work

QUICK = {"name": "quick", "limit": "6 h", "clock": "elapsed", "share": 0.5}
ONLINE = {"reform": "online", "name": "net.2", "steps": ["intake"]}
MEAN = {"value": "3 h", "range": ["1 h", "30 h"], "source": "assumption"}


def system(chains: int = 1) -> System:
    """Return one chain or two alike."""
    types = {"simple": {"mix": 0.6}, "hard": {"mix": 0.3}, "other": {"mix": 0.1}}
    steps = {
        "intake": work("counter", "10 min"),
        "review": work(
            "office",
            {"uniform": {"low": "1 h", "high": "2 h"}},
            needs=["intake"],
            outcome={"returns": 0.1, "correction": "1 d"},
        ),
        "letter": work("office", {"exponential": {"mean": MEAN}}, needs=["review"]),
    }
    chain = {"steps": steps, "types": types, "demand": {"rate": 10, "per": "d"}}
    names = ("permit", "licence")[:chains]
    departments = {"counter": 2, "office": {"shifts": [{"staff": 3}]}}
    return system_of(chains=dict.fromkeys(names, chain), departments=departments)


def scenario(chains: int = 1) -> Scenario:
    """Return a scenario with one reform and one target."""
    target = QUICK | ({"chain": "permit"} if chains > 1 else {})
    written = {"version": 1, "baseline": "x", "reforms": [ONLINE], "targets": [target]}
    return Scenario(ScenarioFile.model_validate(written), system(chains))


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("departments.counter.staff", 4, 4.0),
        ("baseline.departments.counter.staff", 4, 4.0),
        ("departments.office.shifts.0.staff", 1, 1.0),
        ("demand.rate", 12.5, 12.5),
        ("baseline.chains.permit.demand.rate", 12.5, 12.5),
        ("steps.letter.work.exponential.mean", "40 h", Length(amount=40, unit="h")),
        ("steps.intake.work", "20 min", Length(amount=20, unit="min")),
        ("steps.review.outcome.returns.0", 0.3, 0.3),
        ("reforms.net.2.coverage.share", 0.4, 0.4),
        ("targets.quick.limit", "2 h", Length(amount=2, unit="h")),
        ("targets.quick.share", 0.9, 0.9),
    ],
)
def test_a_figure_is_replaced_and_nothing_else(path: str, value: Any, expected: Any) -> None:
    made = scenario()
    place = place_of(made, path)
    changed = made.with_value(path, value)
    assert value_at(changed, place) == expected
    back = with_figure(changed, place, value_at(made, place))
    assert [value_at(back, one) for one in places(made).values()] == [
        value_at(made, one) for one in places(made).values()
    ]
    moved = [one for one in places(made).values() if value_at(changed, one) != value_at(made, one)]
    assert moved == [place]


def test_a_range_is_left_where_it_no_longer_holds_the_value() -> None:
    mean = lambda made: made.baseline.chains["permit"].steps["letter"].work.exponential.mean  # noqa: E731
    path = "steps.letter.work.exponential.mean"
    assert mean(scenario().with_value(path, "2 h")).range is not None
    assert mean(scenario().with_value(path, "31 h")).range is None


def test_the_other_case_types_share_what_one_leaves() -> None:
    changed = scenario().with_value("types.simple.mix", 0.8).baseline.chains["permit"].types
    assert [kind.mix.value for kind in changed.values()] == pytest.approx([0.8, 0.15, 0.05])


def test_putting_a_figure_where_it_is_changes_nothing() -> None:
    made = scenario()
    for name, place in places(made).items():
        again = with_figure(made, place, value_at(made, place))
        assert (again.baseline, again.written) == (made.baseline, made.written), name


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("departments.counter.stafff", "departments.counter.staff"),
        ("departments.counters.staff", "departments.counter.staff"),
        ("departments.counter", "departments.counter.staff"),
        ("targets.quik.limit", "targets.quick.limit"),
    ],
)
def test_a_wrong_path_is_told_with_the_nearest(path: str, nearest: str) -> None:
    with pytest.raises(UnknownPlaceError) as caught:
        scenario().with_value(path, 1)
    assert caught.value.values["nearest"] == nearest
    assert nearest in caught.value.text(Words.ZH)


def test_where_there_are_two_chains_their_name_is_needed() -> None:
    assert place_of(scenario(2), "chains.licence.demand.rate")[2] == "licence"
    with pytest.raises(UnknownPlaceError):
        place_of(scenario(2), "demand.rate")


@pytest.mark.parametrize(
    ("path", "value", "told", "told_zh"),
    [
        ("departments.counter.staff", 2.5, "whole people", "整"),
        ("demand.rate", -1, "must be more than 0", "0"),
        ("demand.rate", "many", "many is not possible", "many"),
        ("reforms.net.2.coverage.share", 1.5, "between 0 and 1", "0"),
        ("steps.review.work.uniform.low", "3 h", "", ""),
        ("types.simple.mix", 1.4, "", ""),
        ("targets.quick.limit", "2 wks", "unknown unit", "单位"),
    ],
)
def test_what_a_figure_cannot_be_is_said_in_both_languages(path: str, value: Any, told: str, told_zh: str) -> None:
    with pytest.raises(ImpossibleValueError) as caught:
        scenario().with_value(path, value)
    assert told in caught.value.text(Words.EN)
    assert told_zh in caught.value.text(Words.ZH)
    assert caught.value.problems


def test_a_value_that_breaks_a_rule_of_the_whole_system_is_refused() -> None:
    with pytest.raises(ImpossibleValueError, match=r"\S"):
        scenario().with_value("departments.counter.staff", 1_000_000)
