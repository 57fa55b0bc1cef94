"""The benchmarks' own models: fast and wrong does not count, so what is measured against must be right itself."""

from __future__ import annotations

import json
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adminsim.engine.reference import run_reference

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that imports a module of the benchmarks or of the documentation."""
    for folder in ("docs", "benchmarks"):
        monkeypatch.syspath_prepend(str(ROOT / folder))
    return import_module


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler here")
@pytest.mark.parametrize("per_hour", [10.0, 16.0, 40.0], ids=["usual", "busy", "unfinished at the horizon"])
def test_the_loop_in_c_leaves_the_records_of_the_engine(
    bench: Any, per_hour: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit, chain = bench("limit"), bench("chain")
    monkeypatch.setattr(limit, "BUILT", tmp_path)
    plan, draws = limit.draws_of(chain.system(400, per_hour=per_hour), seed=3)
    limit.demand_same_records(limit.run_c(limit.build("cc"), plan, draws), run_reference(plan, draws))


def test_other_records_are_refused(bench: Any) -> None:
    limit, chain = bench("limit"), bench("chain")
    plan, draws = limit.draws_of(chain.system(20), seed=3)
    visits, ends = run_reference(plan, draws)
    changed = visits.copy()
    changed["start"][7] += 1
    with pytest.raises(SystemExit, match="differ"):
        limit.demand_same_records((changed, np.concatenate(ends.decided)), (visits, ends))


def test_by_hand_nobody_works_while_the_office_is_closed(bench: Any) -> None:
    plain = bench("plain_simpy")
    periods = plain.office_periods(60)
    visits, cycle_times = plain.simulate_office(200, 1, periods)
    assert len(cycle_times) == 200
    for *_, start, end in visits:
        assert any(opening <= start < closing for opening, closing in periods)
        assert any(opening < end <= closing for opening, closing in periods)


def test_by_hand_the_opening_hours_are_those_of_the_calendar(bench: Any) -> None:
    from adminsim.model.timeline import Timeline

    chain, plain = bench("chain"), bench("plain_simpy")
    made = chain.system(100, chain.OFFICE)
    office = Timeline.of(made.official, made.period.start, 500)
    by_hand = np.array(plain.office_periods(500)) * 60
    assert np.array_equal(by_hand, np.stack((office.opens, office.closes), axis=1))


def test_means_that_chance_cannot_explain_are_refused(bench: Any) -> None:
    rounds = bench("rounds")
    assert "at most" in rounds.demand_near("mean", [1.0, 1.1, 0.9], [1.05, 0.95, 1.0])
    with pytest.raises(SystemExit, match="mean differs"):
        rounds.demand_near("mean", [1.0, 1.1, 0.9], [9.0, 9.1, 8.9])


def test_the_page_shows_every_goal_that_was_measured(bench: Any) -> None:
    results = json.loads((ROOT / "benchmarks" / "results.json").read_text(encoding="utf-8"))
    goals, page = bench("goals"), bench("benchmarks_page").benchmarks_page()
    assert set(results["ratios"]) == {*goals.GOALS, "bytes_per_visit"}
    for key, value in results["ratios"].items():
        assert f"(`{key}`) | {value:.3g} |" in page
