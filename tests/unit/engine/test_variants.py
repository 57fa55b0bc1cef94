"""Every set of pilots leads to its route; those that change nothing make none, and replications share one plan."""

from __future__ import annotations

import datetime as dt
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from adminsim.engine.plan import Plans
from adminsim.engine.population import draw_population
from adminsim.engine.simulate import simulate
from adminsim.engine.streams import Streams
from adminsim.engine.variants import MOST, Variants, variants_of
from adminsim.model.chain import Chain
from adminsim.model.coverage import Course, Coverage
from adminsim.model.reformed_chain import with_pilot
from adminsim.model.system import System
from systems import MANY, every, system_of, work

Bools = NDArray[np.bool_]
LETTERS = "abcde"


class Without:
    """A pilot without one step, if the chain has it; with an empty name it changes nothing."""

    def __init__(
        self, subject: str, step: str, *course: tuple[dt.date | None, Coverage], is_full: bool = False
    ) -> None:
        self.subject, self.step, self.holds_for_all = subject, step, is_full
        self.course: Course = course or ((None, Coverage.model_validate(0.5)),)

    def edit(self, chain: Chain) -> Chain:
        return chain.replace(steps={name: step for name, step in chain.steps.items() if name != self.step})


def town(*pilots: Without) -> System:
    steps = {name: work("x", "1 h") for name in (*LETTERS, "z")}
    types = {"new": {"mix": 0.5}, "old": {"mix": 0.5}}
    system = system_of(steps, types=types, demand=every("6 h"), departments={"x": MANY})
    chain = system.chains["permit"]
    for pilot in pilots:
        chain = with_pilot(chain, pilot)
    return system.replace(chains={"permit": chain})


def found(system: System) -> Variants:
    variants = variants_of(system)["permit"]
    assert variants is not None
    return variants


def every_choice(subjects: list[str]) -> dict[str, Bools]:
    choices = np.array(list(product((False, True), repeat=len(subjects))))
    return dict(zip(subjects, choices.T, strict=True))


@pytest.mark.parametrize("pilots", [
    [("p", "a"), ("q", "b"), ("r", "c")],
    [("p", "a"), ("q", "nothing"), ("r", "a"), ("s", "b")],
    [("p", "a"), ("q", "b"), ("p", "c")],
    [("p", "nothing"), ("q", "b"), ("p", "c"), ("q", "nothing"), ("p", "b")],
])  # fmt: skip
def test_every_set_of_pilots_leads_to_its_route(pilots: list[tuple[str, str]]) -> None:
    system = town(*(Without(*pilot) for pilot in pilots))
    chain, subjects = system.chains["permit"], list(dict.fromkeys(subject for subject, _ in pilots))
    covered = every_choice(subjects)
    count = 2 ** len(subjects)
    variant = found(system).of(covered, count)
    for case in range(count):
        own = frozenset(subject for subject in subjects if covered[subject][case])
        gone = {step for subject, step in pilots if subject in own}
        walked = chain.route(found(system).pilots[variant[case]])
        assert list(walked.steps) == [name for name in (*LETTERS, "z") if name not in gone]


def test_what_changes_nothing_makes_no_route_however_many_there_are() -> None:
    idle = [Without(f"idle-{number}", "nothing") for number in range(40)]
    system = town(*idle[:20], Without("p", "a"), *idle[20:])
    assert found(system).pilots == (frozenset(), frozenset({"p"}))
    records = simulate(system)
    assert len(records.plan.routes) == 2
    # 0.5 of 360 cases in the mean, give or take 5 standard deviations: who is covered is known all the same.
    assert abs(records.covered("idle-7").mean() - 0.5) < 5 * 0.5 / len(records.case_rows) ** 0.5
    assert not np.array_equal(records.covered("idle-7"), records.covered("idle-8"))


def test_what_no_case_can_meet_makes_no_route() -> None:
    new, old = (Coverage.model_validate({"types": [kind], "share": 0.5}) for kind in ("new", "old"))
    later, nobody = dt.date(2022, 7, 1), Coverage.model_validate(0.0)
    apart = town(Without("p", "a", (None, new)), Without("q", "b", (None, old)))
    assert set(found(apart).pilots) == {frozenset(), frozenset({"p"}), frozenset({"q"})}
    in_turn = town(Without("p", "a", (None, Coverage()), (later, nobody)), Without("q", "b", (later, Coverage())))
    assert set(found(in_turn).pilots) == {frozenset({"p"}), frozenset({"q"})}


def test_every_replication_has_the_same_plan_as_long_as_variants_are_few() -> None:
    plans = Plans(town(*(Without(letter, letter) for letter in LETTERS)))
    made = [plans.of(draw_population(plans.system, Streams(1, number))) for number in range(3)]
    assert len(made[0].routes) == 2 ** len(LETTERS) <= MOST
    assert made[0] is made[1] is made[2]


def test_where_there_can_be_too_many_those_that_occur_are_laid_out() -> None:
    half = Coverage.model_validate(0.5)
    system = town(
        *(Without(f"{n}", LETTERS[n % 5], (dt.date(2022, 6, 21) + dt.timedelta(n // 5), half)) for n in range(9))
    )
    assert variants_of(system)["permit"] is None
    population = draw_population(system, Streams(1, 0))["permit"]
    chain = system.chains["permit"]
    for variant, own in zip(population.variant, np.column_stack(list(population.covered.values())), strict=True):
        gone = {LETTERS[int(name) % 5] for name, is_own in zip(population.covered, own, strict=True) if is_own}
        assert set(chain.route(population.variants[variant]).steps) == {*LETTERS, "z"} - gone
