"""Shares of the space, and what figures are worth, are those that closed forms have."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pydantic import TypeAdapter

from adminsim.messages import Words
from adminsim.model.target import Target
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.kit.tables import as_text
from adminsim.report.space.files import SPACE
from adminsim.report.space.table import space_table
from adminsim.results.journal import Journal
from adminsim.study.assumptions.ledger import ledger
from adminsim.study.errors import StudyError
from adminsim.study.space.effects import effects
from adminsim.study.space.space import at_point, sobol, space
from systems import system_of, work

ONE: TypeAdapter[Target] = TypeAdapter(Target)


def test_indices_of_the_ishigami_function() -> None:
    # Ishigami and Homma (1990): sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on [-pi, pi]^3.
    points = sobol(5, 4096, 3)
    x = np.pi * (2 * points - 1)
    found = effects(points, np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))
    assert found.explained[:3] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert (found.explained[2:] <= found.explained_noise).all()
    assert found.explained_noise < 0.02


def test_indices_of_a_sum_are_the_parts_of_its_variance() -> None:
    points = sobol(6, 2048, 5)
    weights = np.array([4.0, 2.0, 1.0, 0.0, 0.0, 0.0])
    found = effects(points, points @ weights)
    assert found.explained == pytest.approx(weights**2 / (weights**2).sum(), abs=0.01)


def test_indices_are_those_that_another_package_found() -> None:
    # SALib 1.6.0, sobol.analyze of 2^15 Saltelli points for each figure: another estimator, from other points.
    by_salib = [0.4696, 0.1224, 0.0395, 0.1057, 0.1128, 0.0]
    x = sobol(6, 4096, 7)
    margin = np.exp(2 * x[:, 0] * x[:, 1]) + 3 * np.sqrt(x[:, 2]) * x[:, 3] + 4 * np.maximum(x[:, 0] - x[:, 4], 0)
    assert effects(x, margin).explained == pytest.approx(by_salib, abs=0.005)


def test_what_a_figure_is_worth_has_a_closed_form() -> None:
    # Met where 2 x + y > 1.5, with x and y uniform. The verdict is wrong half of the time. With x known it is met with
    # probability 2 x - 0.5 within [0, 1], and wrong with 0.125 on the mean; with y known with 0.25 + y / 2, and 0.375.
    points = sobol(6, 4096, 1)
    found = effects(points, 2 * points[:, 0] + points[:, 1] - 1.5)
    assert found.worth[:2] == pytest.approx([0.375, 0.125], abs=0.02)
    assert (found.worth[2:] <= found.worth_noise).all()
    assert found.worth_noise < 0.03


def test_chance_alone_seldom_shows_anything() -> None:
    shown = 0
    for seed in range(40):
        random = np.random.default_rng(seed)
        found = effects(random.random((256, 30)), random.normal(size=256), seed)
        shown += bool((found.worth > found.worth_noise).any())
    assert shown <= 6


def scenario(**target: object) -> Scenario:
    """Return one step without a queue whose time, and two figures that do not matter, are assumed."""
    mean = {"value": "4 h", "range": ["2 h", "6 h"], "source": "assumption"}
    office = {"staff": {"value": 500, "range": [400, 600], "source": "assumption"}}
    made = system_of(
        {"review": work("office", {"exponential": {"mean": mean}})},
        demand={"rate": {"value": 10, "range": [8, 12], "source": "assumption"}, "per": "d"},
        departments={"office": office}, days=40, run_out=20,
    )  # fmt: skip
    quick = {"name": "quick", "limit": "4 h", "clock": "elapsed", "share": 0.632} | target
    return Scenario(ScenarioFile.model_validate({"version": 1, "baseline": "x", "targets": [quick]}), made)


def test_the_share_of_the_space_and_what_to_measure_are_found() -> None:
    # Without a queue a share 1 - exp(-limit / mean) is in time: 0.632 up to a mean of 4 h, the middle of its range.
    found = space(scenario(), points=128, workers=1)
    assert found.points == 128
    assert found.met[0].low < 0.5 < found.met[0].high
    names = [found.varied[place].path[-1] for place in found.first("quick")]
    assert names == ["mean"]
    table = found.table()
    assert table.iloc[0]["worth"] == pytest.approx(0.5, abs=0.12)
    assert table["first"].tolist() == [1, 0, 0]


def test_where_the_verdict_never_flips_the_margin_ranks() -> None:
    found = space(scenario(share=0.1), points=64, workers=1)
    assert found.met[0].mean == 1
    assert not found.flips("quick")
    assert [found.varied[place].path[-1] for place in found.first("quick")] == ["mean"]


def test_what_lies_just_on_its_line_everywhere_is_met_everywhere() -> None:
    # One step in one procedure, and one is required at most.
    once = {"kind": "count", "name": "once", "of": "procedures", "most": 1}
    made = scenario()
    made = Scenario(made.written.model_copy(update={"targets": (ONE.validate_python(once),)}), made.baseline)
    found = space(made, points=32, workers=1)
    assert found.met[0].mean == 1
    assert found.first("once") == []


def test_a_point_lies_within_all_ranges_and_people_are_whole() -> None:
    made = scenario()
    varied = tuple(one for one in ledger(made) if one.standing == "varied")
    for where in (np.zeros(3), np.full(3, 0.5), np.full(3, 1 - 1e-12)):
        for one, again in zip(varied, ledger(at_point(made, varied, where)), strict=True):
            assert again.low is not None
            assert again.value is not None
            assert (again.low, again.high) == (one.low, one.high)
    staff = [
        at_point(made, varied, np.full(3, part)).baseline.departments["office"].staff for part in (0, 0.5, 1 - 1e-9)
    ]
    assert [one.value for one in staff if one] == [400, 500, 600]


def test_more_points_begin_with_those_of_fewer() -> None:
    assert (sobol(7, 1024, 2)[:512] == sobol(7, 512, 2)).all()
    assert not (sobol(7, 512, 3) == sobol(7, 512, 2)).any()


def test_without_a_range_there_is_no_space() -> None:
    made = Scenario(
        ScenarioFile.model_validate({"version": 1, "baseline": "x"}), system_of({"a": work("desk")}, demand={"rate": 1})
    )
    with pytest.raises(StudyError, match="could be varied"):
        space(made, points=64)


def test_it_is_told_in_both_languages_and_goes_on_from_a_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.begin({})
    found = space(scenario(), points=64, workers=1, journal=journal)
    done: list[tuple[int, int]] = []
    again = space(scenario(), points=64, workers=1, journal=journal, progress=lambda *one: done.append(one))
    journal.close()
    assert again.table().equals(found.table())
    assert done[-1] == (128, 128)
    data = SPACE.data(found, Words.ZH)
    assert data["measure_first"] == {"quick": ["baseline.chains.permit.steps.review.work.exponential.mean"]}
    assert as_text(space_table(found, Words.EN)).startswith("quick: met in ")
    assert "在全部假设范围的" in data["said"][0]
