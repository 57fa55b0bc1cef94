"""What a planner would say about files that lie between two desks, and no longer so long."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from town import reformed

from adminsim.engine.simulate import simulate
from adminsim.messages import Words
from adminsim.model.duration import Duration
from adminsim.model.handover import Quicker, mean_handover
from adminsim.model.span import Length
from adminsim.model.system import System
from adminsim.reforms.apply import check_reforms
from reform_lists import reform_of
from systems import OFFICE, at, system_of, work

QUICKER: dict[str, Any] = {"reform": "quicken_handover"}


def two_desks(handover: Any, count: int = 1) -> System:
    """Return a town where so many files go from one desk to another at once."""
    steps = {"a": work("x", "1 h"), "b": work("y", "1 h", needs=["a"], handover=handover)}
    return system_of(steps, departments={"x": 999, "y": 999}, demand=at(*["2022-06-20 09:00"] * count))


def lying(system: System, *reforms: dict[str, Any]) -> NDArray[np.int64]:
    """Return how long files lie before the second desk, in seconds, by case."""
    rows = simulate(reformed(system, *reforms)).visits
    own = rows[rows["step"] == "b"].sort_values("case")
    return (own["joined"] - own["ready"]).dt.total_seconds().astype(int).to_numpy()


def codes(system: System, *reforms: dict[str, Any]) -> list[str]:
    """Return what is wrong with some reforms."""
    return [problem.code for problem in check_reforms(system, [reform_of(**reform) for reform in reforms])]


def test_a_hand_over_takes_a_part_of_its_time_or_no_more_than_stated() -> None:
    desks = two_desks("4 h")
    assert lying(desks, QUICKER | {"factor": 0.5}).tolist() == [2 * 3600]
    assert lying(desks, QUICKER | {"at_most": "1 h"}).tolist() == [3600]
    assert lying(desks, QUICKER | {"at_most": "5 h"}).tolist() == [4 * 3600]
    assert lying(desks, QUICKER | {"factor": 0.5, "at_most": "3 h"}).tolist() == [2 * 3600]
    assert lying(desks, QUICKER | {"factor": 0.8, "at_most": "3 h"}).tolist() == [3 * 3600]
    assert lying(desks, QUICKER | {"factor": 0.5, "steps": ["a"]}).tolist() == [4 * 3600]
    once, again = QUICKER | {"factor": 0.5}, QUICKER | {"name": "again", "factor": 0.25}
    assert lying(desks, once, again).tolist() == [1800]


def test_a_hand_over_in_working_days_is_bounded_in_working_days() -> None:
    # Ready on Monday at 17:00, when the office closes: half a working day is four official hours of Tuesday.
    steps = {"a": work("x", "8 h"), "b": work("y", "1 h", needs=["a"], handover="3 WD")}
    system = system_of(steps, departments={"x": 1, "y": 1}, demand=at("2022-06-20 09:00"), hours=OFFICE)
    assert lying(system, QUICKER | {"at_most": "0.5 WD"}).tolist() == [20 * 3600]
    assert codes(system, QUICKER | {"at_most": "4 h"}) == ["reform-handover-clock"]


def test_the_share_of_visits_that_complies_is_quicker_and_the_others_lie_as_long_as_before() -> None:
    desks = two_desks({"uniform": {"low": "2 h", "high": "6 h"}}, count=400)
    before = lying(desks)
    quick = []
    for complies in (0.0, 0.3, 0.7, 1.0):
        after = lying(desks, QUICKER | {"factor": 0.5, "complies": complies})
        is_quick = after < before
        assert (np.abs(after - before / 2)[is_quick] <= 1).all()
        assert (after == before)[~is_quick].all()
        quick.append(is_quick)
    assert [share.mean() for share in quick[::3]] == [0.0, 1.0]
    assert abs(quick[1].mean() - 0.3) < 4 * (0.3 * 0.7 / 400) ** 0.5
    assert (quick[2] | ~quick[1]).all()


def test_what_is_wrong_with_a_quicker_hand_over_is_named() -> None:
    desks = two_desks("4 h")
    assert codes(desks, QUICKER) == ["reform-quicker-how"]
    twice = QUICKER | {"at_most": "1 h"}
    assert codes(desks, twice, twice | {"name": "two"}) == ["reform-handover-set-twice"]
    (clock,) = check_reforms(desks, [reform_of(**QUICKER, at_most="1 WD")])
    assert "in working time" in clock.text()
    assert "按工作时间计" in clock.text(Words.ZH)


def test_the_mean_of_a_quicker_hand_over_is_that_of_its_law() -> None:
    # The smaller of an exponential time of mean 4 h and 2 h: 4 h (1 - exp(-1/2)); half of the visits comply.
    handover = Duration.model_validate({"exponential": {"mean": "4 h"}})
    quicker = Quicker(reform="r", factor=1.0, at_most=Length(amount=2, unit="h"), complies=0.5)
    exact = 4 * 3600 * (0.5 + 0.5 * (1 - np.exp(-0.5)))
    assert mean_handover(handover, [quicker], 8 * 3600) == pytest.approx(exact, rel=1e-3)
