"""A search finds what trying every package finds, and says what it rests on."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from adminsim.messages import Words
from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.kit.tables import as_text
from adminsim.report.search.files import SEARCH
from adminsim.report.search.table import answer_text, remarks, search_table
from adminsim.study.errors import StudyError
from adminsim.study.many.variants import ReadTargets, Runner
from adminsim.study.search.packages import Packages
from adminsim.study.search.search import search
from adminsim.study.search.simulated import Simulated
from systems import system_of, work

QUICK = {"name": "quick", "limit": "8 h", "clock": "elapsed", "share": 0.7}
FASTER = {"reform": "training", "departments": ["office"], "faster": 1.15}
ONCE = {
    "reform": "drop_steps",
    "name": "skip",
    "steps": ["stamp"],
    "coverage": {"share": {"value": 0.5, "range": [0.3, 0.9], "source": "assumption"}},
}
SEARCH_BLOCK: dict[str, Any] = {
    "staff": {"office": {"most": 2, "cost": 90}, "counter": {"most": 1, "cost": 70}},
    "reforms": {"training": {"cost": 40}, "skip": {"cost": 50, "coverage": [0.5, 1.0]}},
}


def system() -> System:
    """Return three steps one after the other, two of them busy."""
    steps = {
        "intake": work("counter", {"exponential": {"mean": "1 h"}}),
        "review": work("office", {"exponential": {"mean": "2 h"}}, needs=["intake"]),
        "stamp": work("desk", "90 min", needs=["review"]),
    }
    departments = {"counter": 1, "office": {"staff": 2, "cost": 50}, "desk": 2}
    return system_of(steps, demand={"rate": 18, "per": "d"}, departments=departments, warm_up=10, days=30, run_out=10)


def scenario(block: dict[str, Any] | None = SEARCH_BLOCK, **target: Any) -> Scenario:
    """Return a scenario with two reforms."""
    written = {"version": 1, "baseline": "x", "reforms": [FASTER, ONCE], "targets": [QUICK | target]}
    return Scenario(ScenarioFile.model_validate(written | ({"search": block} if block else {})), system())


def test_it_finds_what_trying_every_package_finds() -> None:
    made = scenario()
    assert not made.check()
    packages = Packages(made)
    every = list(product(*(range(part.top + 1) for part in packages.parts)))
    told = Simulated(made, packages, made.targets, Runner(1, 1))
    told.prepare(every, 20)
    truth = {one: float(told.margins(one, 20)[0].mean()) for one in every}  # type: ignore[index]
    meeting = sorted((packages.cost(one), one) for one in every if truth[one] > 0)
    found = search(made, workers=1)
    assert found.cheapest is not None
    assert (found.cheapest.cost, found.cheapest.levels) == meeting[0]
    assert found.tested < len(every)
    assert all(truth[one.levels] < 0 for one in (*found.near, *found.excluded))
    assert set(found.added) == {part for part, level in enumerate(found.cheapest.levels) if level}
    assert all(one[0].mean > 0 for one in found.added.values())
    steps = search(made, front=True, step=0.1, workers=1)
    assert steps.front is not None
    for cheaper, dearer in zip(steps.front, steps.front[1:], strict=False):
        assert cheaper.cost < dearer.cost
        assert cheaper.judged[0].mean < dearer.judged[0].mean
        shares = {one: 0.7 + margin for one, margin in truth.items()}
        rest = [one for one in every if packages.cost(one) < dearer.cost and shares[one] > dearer.judged[0].mean + 0.02]
        assert not rest
    best = max(0.7 + margin for margin in truth.values())
    assert steps.beyond == pytest.approx(np.ceil(best * 10) / 10, abs=0.1001) or steps.beyond != steps.beyond


def test_a_count_that_lies_just_on_its_line_does_not_leave_packages_undecided() -> None:
    # Every case meets with one procedure, whatever the package, and one is required at most.
    once = {"name": "once", "kind": "count", "of": "procedures", "most": 1}
    written = {"version": 1, "baseline": "x", "reforms": [FASTER, ONCE], "targets": [QUICK, once]}
    both = Scenario(ScenarioFile.model_validate(written | {"search": SEARCH_BLOCK}), system())
    found, alone = search(both, workers=1), search(scenario(), workers=1)
    assert alone.cheapest is not None
    assert found.cheapest is not None
    assert found.cheapest.levels == alone.cheapest.levels
    assert found.undecided == ()
    assert [one.mean for one in found.added[next(iter(found.added))]][1] == 0


def test_who_works_at_a_window_that_a_reform_makes_is_called_by_its_label_and_not_taken_for_the_reform() -> None:
    label = {"en": "Front desk", "zh": "前台"}
    window = {
        "reform": "one_window_intake", "name": "window", "steps": ["intake", "other"], "department": "window",
        "label": label, "enabled": False,
    }  # fmt: skip
    block = {"staff": {"window": {"most": 1, "cost": 70}}, "reforms": {"window": {"cost": 40}}}
    written = {"version": 1, "baseline": "x", "reforms": [window], "targets": [QUICK | {"share": 0.999}]}
    steps = {
        "intake": work("counter", "30 min", intake={"documents": ["p"]}),
        "other": work("office", "30 min", intake={"documents": ["p"]}),
        "stamp": work("desk", "9 h", needs=["intake", "other"]),
    }  # fmt: skip
    departments, paper = {"counter": 2, "office": 2, "desk": 4}, {"p": {"missing": 0.1, "obtain": "1 d"}}
    demand = {"rate": 8, "per": "d"}
    base = system_of(steps, demand=demand, departments=departments, documents=paper, days=30, run_out=20)
    made = Scenario(ScenarioFile.model_validate(written | {"search": block}), base)
    assert not made.check()
    found = search(made, workers=1, replications=3)
    for words, name in ((Words.EN, "Front desk"), (Words.ZH, "前台")):
        assert name in as_text(search_table(found, words), 80)
    made_of = [set(one["package"]) for one in SEARCH.data(found, Words.EN)["near"]]
    assert set().union(*made_of) == {"reform.window", "staff.window"}


def test_a_package_makes_the_system_that_its_parts_say() -> None:
    packages = Packages(scenario())
    names = [part.name for part in packages.parts]
    assert names == ["training", "skip", "office", "counter"]
    assert [part.amounts for part in packages.parts] == [(0, 1), (0, 0.5, 1), (0, 1, 2), (0, 1)]
    assert packages.parts[1].costs == (0, 50, 100)
    assert packages.cost((1, 2, 1, 0)) == 40 + 100 + 90
    made = packages.system((0, 2, 2, 0))
    assert made is not None
    assert "stamp" not in made.chains["permit"].steps
    assert sum(shift.staff.value for shift in made.departments["office"].roster) == 4
    assert packages.system((0, 0, 0, 0)).chains == system().chains  # type: ignore[union-attr]


def test_where_nothing_else_is_stated_costs_and_levels_follow_from_the_files() -> None:
    block = {"staff": {"office": {"most": 1}}, "reforms": {"skip": {"cost": 50}}}
    packages = Packages(scenario(block))
    skip, office = packages.parts
    assert (skip.amounts, skip.costs) == ((0, 0.3, 0.5, 0.9), (0, 30, 50, 90))
    assert office.costs == (0, 50 * 24 * 250)


def test_a_target_that_cannot_be_met_is_told_so() -> None:
    found = search(scenario(share=0.999), workers=1)
    assert found.cheapest is None
    assert "No package meets the target" in answer_text(found, Words.EN)
    assert "没有组合能达到目标" in answer_text(found, Words.ZH)
    # No number of people at the counter or the office stands for another one: each is excluded with all reforms.
    assert list(found.table().index).count("excluded") == len(found.excluded) == 6
    people = [place for place, part in enumerate(found.parts) if part.kind == "staff"]
    assert {tuple(one.levels[place] for place in people) for one in found.excluded} == set(product(range(3), range(2)))


def test_where_there_are_too_many_people_to_try_each_number_it_is_assumed_that_more_never_hurt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adminsim.study.search.search.MOST_ALONE", 5)
    found = search(scenario(share=0.999), workers=1)
    assert len(found.excluded) == 1


def test_packages_are_printed_whole_and_what_is_nearly_all_by_what_it_has_not() -> None:
    found = search(scenario(share=0.999), workers=1)
    printed = as_text(search_table(found, Words.EN), 80)
    assert "training, steps removed (100%), office +2, counter +1" in printed
    assert "just as much of what nothing is concluded across" in printed
    but_one = replace(found.excluded[0], levels=(1, 2, 2, 0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("adminsim.report.search.table.MOST_PARTS", 2)
        nearly = replace(found, excluded=(but_one,))
        assert "at its most, but not more people: counter" in as_text(search_table(nearly, Words.EN), 80)
        assert "均取最多，但无counter增员" in as_text(search_table(nearly, Words.ZH), 80)


def test_the_answer_states_its_guarantee(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "if more people" not in answer_text(search(scenario(share=0.3), workers=1), Words.EN)
    monkeypatch.setattr("adminsim.study.search.search.MOST_ALONE", 5)
    found = search(scenario(share=0.3), workers=1)
    told = answer_text(found, Words.EN)
    assert told.startswith("Cheapest: ")
    assert "nothing cheaper does, with confidence 95%, if more people" in told
    assert "simulated years" in remarks(found, Words.EN)[0]
    data = SEARCH.data(found, Words.ZH)
    assert data["cheapest"]["cost"] == found.cheapest.cost  # type: ignore[union-attr]
    assert data["undecided"] == []


@pytest.mark.parametrize(
    ("block", "code", "path"),
    [
        ({"staff": {"ofice": {"most": 1}}}, "search-unknown-department", ("search", "staff", "ofice")),
        ({"staff": {"counter": {"most": 1}}}, "search-no-cost", ("search", "staff", "counter")),
        ({"reforms": {"skipp": {"cost": 1}}}, "search-unknown-reform", ("search", "reforms", "skipp")),
        ({"reforms": {"training": {"cost": 1, "coverage": [0.5]}}}, "search-no-coverage",
         ("search", "reforms", "training", "coverage")),
        ({"targets": ["quik"], "reforms": {"skip": {"cost": 1}}}, "search-unknown-target", ("search", "targets", 0)),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_its_place(block: dict[str, Any], code: str, path: tuple[Any, ...]) -> None:
    (problem,) = scenario(block).check()
    assert (problem.code, problem.path) == (code, path)
    assert problem.text(Words.ZH) != problem.text(Words.EN)


def test_without_a_block_an_example_of_one_is_shown() -> None:
    with pytest.raises(StudyError) as caught:
        search(scenario(None))
    assert "skip: {cost: 10000}" in caught.value.text(Words.EN)


def test_a_front_is_about_one_share() -> None:
    made = scenario()
    cut = ScenarioFile.model_validate(
        {"version": 1, "baseline": "x", "targets": [{"kind": "cut", "name": "half", "by": 0.5, "clock": "elapsed"}]}
    ).targets
    both = Scenario(made.written.replace(targets=(*made.written.targets, *cut)), made.baseline)
    with pytest.raises(StudyError, match="there are 2 targets"):
        search(both, front=True)
    assert ReadTargets(both.targets)
