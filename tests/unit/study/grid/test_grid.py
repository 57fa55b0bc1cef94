"""The grid holds for every subset of the switches what a comparison of the scenario as switched finds."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import adminsim
from adminsim.engine.plan import Plans
from adminsim.engine.records import Records
from adminsim.engine.simulate import simulate
from adminsim.messages import Words
from adminsim.model.system import System
from adminsim.study.errors import StudyError
from adminsim.study.findings.compare import compare
from adminsim.study.grid import grid as grids
from adminsim.study.grid import kept
from adminsim.study.grid.switches import switches_of
from adminsim.study.many.variants import Tally
from paged import YEARS, town, town_grid


class Kept:
    """A journal in memory."""

    def __init__(self) -> None:
        self.finished: dict[int, Tally] = {}

    def keep(self, one: Tally) -> None:
        self.finished[one.number] = one


def test_every_subset_has_the_figures_of_the_scenario_as_switched(tmp_path: Path) -> None:
    grid = town_grid(tmp_path)
    names, of_all = grid.figures.by_run, dict(zip(grid.figures.of_all, range(10_000), strict=False))
    assert grid.switches.names == ("notify_once", "parallel_approval", "staffing")
    assert grid.switches.stated == 0b011
    for subset in range(8):
        scenario = grid.switches.switched(subset)
        found = compare(scenario, replications=YEARS, workers=1)
        row = grid.places[subset]
        for place, name in enumerate(names):
            values = [run.after.measures.get(name, np.nan) for run in found.replications]
            np.testing.assert_array_equal(grid.by_run[row, place], values, err_msg=name)
        cell = {name: grid.of_all[row, place] for name, place in of_all.items()}
        slower, p90 = found.slower("permits"), found.change("chain.permits.elapsed.p90").after
        for name, one in (("slower", slower), ("elapsed.p90", p90)):
            assert [cell[f"chain.permits.{name}{end}"] for end in ("", "/low", "/high")] == [
                one.mean,
                one.low,
                one.high,
            ]
        held = sum(cell[name] for name in cell if name.startswith("chain.permits.held."))
        assert held == pytest.approx(found.time_by_step().loc["after"].loc["permits"].to_numpy().sum())
        shares = [cell[f"chain.permits.days.{bar}"] for bar in range(grid.figures.bars["permits"].count)]
        assert sum(shares) == pytest.approx(1.0)
        queue = found.utilisation().loc["review", "queue_after"]
        assert cell["department.review.queue"] == queue
        for load in found.loads[1]:
            assert cell[f"department.{load.department}.grows"] == load.is_overloaded


def test_the_bars_hold_the_cases_that_are_decided_in_their_days(tmp_path: Path) -> None:
    grid = town_grid(tmp_path)
    found = compare(grid.switches.switched(0), replications=YEARS, workers=1).distribution().loc["permits"]["before"]
    bars = grid.figures.bars["permits"]
    at = grid.figures.of_all.index("chain.permits.days.0")
    shares = grid.of_all[0, at : at + 3 * bars.count : 3]
    for bar in range(bars.count - 1):
        inside = [share for day, share in found.items() if bar * bars.width_d < max(day, 1) <= (bar + 1) * bars.width_d]
        assert shares[bar] == pytest.approx(sum(inside))


def test_a_grid_that_goes_on_is_that_of_one_that_was_not_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grids, "BATCH", 3)
    whole, begun, told = Kept(), Kept(), []
    expected = town_grid(tmp_path, sliders={}, journal=whole)
    assert sorted(whole.finished) == [0, 1, 2]
    begun.finished[1] = whole.finished[1]
    found = town_grid(tmp_path, sliders={}, journal=begun, progress=lambda done, total: told.append((done, total)))
    np.testing.assert_array_equal(found.values, expected.values)
    assert (told[0], told[-1]) == ((3 * YEARS, 8 * YEARS), (8 * YEARS, 8 * YEARS))


def test_each_system_is_run_once_in_each_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[System] = []

    def counted(system: System, **asked: Any) -> Records:
        run.append(system)
        return simulate(system, **asked)

    monkeypatch.setattr(grids, "BATCH", 3)
    monkeypatch.setattr(kept, "simulate", counted)
    grid = grids.grid_of(town(tmp_path), replications=YEARS, workers=1)
    # One pilot year each of the baseline and of all reforms; the six stops of the demand have a baseline of their own.
    assert len(run) == 2 + YEARS * (1 + 7 + 6 * 2)
    assert len(grid.values) == 1 + 7 + 6 * 2


def test_what_does_not_fit_in_is_run_again_and_elsewhere_found_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = town(tmp_path)
    first = kept.Before(Plans(scenario.baseline), 5)
    monkeypatch.setattr(kept, "ROOM", 0)
    for other in (kept.Before(Plans(scenario.baseline), 5), pickle.loads(pickle.dumps(first))):
        for year in (0, 1, 0):
            np.testing.assert_array_equal(other.lived(year).until_end_s, first.lived(year).until_end_s)
            np.testing.assert_array_equal(other.lived(year).outcome, first.lived(year).outcome)


def test_reforms_that_are_no_switches_stay_as_the_file_has_them(tmp_path: Path) -> None:
    grid = town_grid(tmp_path, switches=("staffing",), sliders={})
    assert (grid.switches.names, grid.switches.fixed) == (("staffing",), ("notify_once", "parallel_approval"))
    assert (grid.switches.stated, len(grid.values)) == (0, 3)
    at = grid.figures.by_run.index("chain.permits.elapsed.mean")
    before, after = compare(town(tmp_path), replications=YEARS, workers=1).values("chain.permits.elapsed.mean")
    np.testing.assert_array_equal(grid.by_run[0, at], before)
    np.testing.assert_array_equal(grid.by_run[grid.places[0], at], after)


def test_a_switch_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(StudyError) as caught:
        switches_of(town(tmp_path), ["staffings"])
    assert "staffing" in caught.value.text(Words.EN)
    assert "没有名为“staffings”的改革" in caught.value.text(Words.ZH)


def test_more_than_4096_combinations_are_refused_with_the_remedy() -> None:
    project = adminsim.example("project")
    on = [reform.subject for reform in project.reforms if reform.enabled]
    assert len(on) > 12
    with pytest.raises(StudyError, match="--switch NAME") as caught:
        switches_of(project)
    assert f"{1 << len(on):,}" in caught.value.text(Words.ZH)
    assert switches_of(project, on[:12]).count == 4096


def test_where_all_reforms_are_too_many_those_that_are_on_are_switches() -> None:
    startup = adminsim.example("startup")
    on = tuple(reform.subject for reform in startup.reforms if reform.enabled)
    chosen = switches_of(startup)
    assert (chosen.names, chosen.stated, chosen.fixed) == (on, (1 << len(on)) - 1, ())


MOVED = {
    "chains.permits.demand.rate": "50%:150%:3",
    "reforms.parallel_approval.coverage.share": "0.5:1:3",
}


def test_a_stop_of_a_slider_has_the_figures_of_the_scenario_with_its_value(tmp_path: Path) -> None:
    grid = town_grid(tmp_path, sliders=MOVED)
    assert [[stop.value for stop in one.stops] for one in grid.sliders] == [[2.0, 6.0], [0.5, 0.75, 1.0]]
    for slider, rows in zip(grid.sliders, grid.moved, strict=True):
        for stop, pair in zip(slider.stops, rows, strict=True):
            here = grid.switches.switched(grid.switches.stated).with_value(slider.axis.name, stop.value)
            found = compare(here, replications=YEARS, workers=1)
            for side, row in zip(("before", "after"), pair, strict=True):
                for place, name in enumerate(grid.figures.by_run):
                    values = [getattr(run, side).measures.get(name, np.nan) for run in found.replications]
                    if not name.startswith("target.") or side == "after":
                        np.testing.assert_array_equal(grid.by_run[row, place], values, err_msg=name)


def test_the_demand_is_moved_where_nothing_is_asked_for(tmp_path: Path) -> None:
    grid = town_grid(tmp_path)
    assert [one.axis.name for one in grid.sliders] == ["demand"]
    assert [stop.value for stop in grid.sliders[0].stops] == [70.0, 80.0, 90.0, 110.0, 120.0, 130.0]
    rates = [one.scenario.baseline.chains["queries"].demand.rate.value for one in grid.sliders[0].stops[:2]]  # type: ignore[union-attr]
    assert rates == [1.4, 1.6]


@pytest.mark.parametrize(
    ("asked", "english", "chinese"),
    [
        ({"targets.five-days.limit": "3 d:9 d:3"}, "belongs to a target", "属于目标"),
        ({"demand": "10%:200%:99"}, "25 values at the most", "至多取 25 个值"),
    ],
)
def test_what_cannot_be_a_slider_is_said(asked: dict[str, str], english: str, chinese: str, tmp_path: Path) -> None:
    with pytest.raises(StudyError) as error:
        town_grid(tmp_path, sliders=asked)
    assert english in error.value.text(Words.EN)
    assert chinese in error.value.text(Words.ZH)
