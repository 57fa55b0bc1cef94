"""The figures that help to decide show each thing once, and say what their marks mean."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
import pytest

import adminsim
from adminsim.messages import Words
from adminsim.study.assumptions.ledger import ledger
from adminsim.study.findings.estimate import Estimate
from adminsim.study.search.packages import Part
from adminsim.study.search.search import Searched, Tried
from adminsim.study.space.effects import Effects
from adminsim.study.space.space import Space

EN_ZH: list[Literal["en", "zh"]] = ["en", "zh"]


def tried(level: int, share: float) -> Tried:
    """Return a package of so many more people."""
    return Tried((level,), 100.0 * level, (Estimate(share, share - 0.02, share + 0.02),), 10)


def test_a_near_miss_that_excludes_others_is_drawn_once() -> None:
    scenario = adminsim.example("smallest")
    near, larger = tried(1, 0.9), tried(2, 0.94)
    found = Searched(
        scenario, 1, scenario.targets, (Part("staff", "counter", (0.0, 1.0, 2.0, 3.0), (0.0, 100.0, 200.0, 300.0)),),
        (), tried(3, 0.97), {}, (near,), (near, larger), (), None, float("nan"), 4, 40,
    )  # fmt: skip
    (axes,) = adminsim.search_figure(found).axes
    drawn = [costs for container in axes.containers for costs in container[0].get_xdata()]
    assert sorted(drawn) == [100.0, 200.0, 300.0]


@pytest.mark.parametrize("language", EN_ZH)
@pytest.mark.parametrize(("worth", "is_said"), [(0.1, False), (0.01, True)])
def test_the_line_at_chance_is_named_and_an_empty_figure_says_so(
    worth: float, is_said: bool, language: Literal["en", "zh"]
) -> None:
    scenario = adminsim.example("startup")
    varied = tuple(one for one in ledger(scenario) if one.standing == "varied")[:1]
    effects = Effects(np.array([worth]), 0.05, np.array([worth]), 0.05)
    found = Space(scenario, 1, varied, scenario.targets[:1], 8, 0, (Estimate(0.5, 0.4, 0.6),), (effects,))
    figure = adminsim.space_figure(found, language=language)
    (axes,) = figure.axes
    (legend,) = figure.legends
    assert [one.get_text() for one in legend.get_texts()] in [[Words(one).say("space-chance")] for one in EN_ZH]
    assert bool(axes.texts) is is_said
    assert len(axes.patches) == (0 if is_said else 1)


@pytest.mark.parametrize(("values", "is_whole"), [((3.0, 4.0, 5.0), True), ((0.5, 0.75, 1.0), False)])
def test_whole_numbers_have_whole_ticks_and_a_crossing_has_its_mark(values: tuple[float, ...], is_whole: bool) -> None:
    share = np.array([0.8, 0.88, 0.96])
    table = pd.DataFrame(
        {"figure": values, "measure": "quick", "unit": "share", "value": share, "low": share - 0.01,
         "high": share + 0.01, "required": 0.9, "at_least": True, "verdict": "", "department": "", "load": 0.5}
    )  # fmt: skip
    (axes,) = adminsim.sweep_figure(table).axes
    low, high = axes.get_xlim()
    ticks = [tick for tick in axes.get_xticks() if low <= tick <= high]
    assert all(tick == round(tick) for tick in ticks) is is_whole
    # From 0.88 to 0.96 the straight line passes 0.9 after a quarter of the way.
    marks = [line for line in axes.lines if line.get_marker() == "D"]
    at = values[1] + (values[2] - values[1]) / 4
    assert [(line.get_xdata()[0], line.get_ydata()[0]) for line in marks] == [pytest.approx((at, 90.0))]
