"""The shipped start-up, cut down to what can be tried whole: a search finds what trying every package finds."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from adminsim.files.load import load
from adminsim.reforms.scenario import Scenario
from adminsim.study.many.variants import Runner
from adminsim.study.search.packages import Packages
from adminsim.study.search.search import search
from adminsim.study.search.simulated import Simulated

STARTUP = Path(__file__).parents[4] / "scenarios" / "weihai-2018" / "startup.yaml"
REFORMS = ("no-name-approval", "parallel", "account-permit-by-net", "notify-once")
YEARS = 8


def cut_down(share: float) -> Scenario:
    """Return start-up with four reforms and one engraver to choose from, for a share that some packages reach."""
    whole = load(STARTUP)
    block = whole.written.search
    assert block is not None
    chosen = block.replace(
        staff={"seal_shops": block.staff["seal_shops"].replace(most=1)},
        reforms={name: block.reforms[name] for name in REFORMS},
    )
    reforms = tuple(
        one.replace(enabled=False) if one.subject in block.reforms and one.subject not in REFORMS else one
        for one in whole.written.reforms
    )
    targets = tuple(one.replace(share=share) for one in whole.written.targets)
    return Scenario(whole.written.replace(search=chosen, reforms=reforms, targets=targets), whole.baseline)


@pytest.mark.thorough
def test_it_finds_what_trying_every_package_finds() -> None:
    made = cut_down(0.015)
    packages = Packages(made)
    every = list(product(*(range(part.top + 1) for part in packages.parts)))
    assert len(every) == 32
    told = Simulated(made, packages, made.targets, Runner(made.study.seed, 2))
    told.prepare(every, YEARS)
    truth = {one: float(told.margins(one, YEARS)[0].mean()) for one in every}  # type: ignore[index]
    meeting = sorted((packages.cost(one), one) for one in every if truth[one] > 0)
    assert 0 < len(meeting) < len(every)
    found = search(made, workers=2)
    assert found.cheapest is not None
    assert found.undecided == ()
    assert (found.cheapest.cost, found.cheapest.levels) == meeting[0]
    assert all(truth[one.levels] < 0 for one in (*found.near, *found.excluded))
    assert found.tested < len(every)
