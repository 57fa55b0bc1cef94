"""The benchmarks' own models: fast and wrong does not count, so what is measured against must be right itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import adminsim
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
    plan, draws = limit.draws_of(chain.system(200, per_hour=per_hour), seed=3)
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
    assert results["ratios"].keys() <= goals.every().keys()
    reached, asked = goals.ratios(results["parts"])
    assert (results["ratios"], results["goals"]) == (reached, asked)
    for key in goals.every():
        value = results["ratios"].get(key)
        assert f"(`{key}`) | {'not measured yet' if value is None else f'{value:.3g}'} |" in page


def test_a_ratio_is_met_on_its_side_of_the_bound_and_an_amount_is_one_median(bench: Any) -> None:
    goals = bench("goals")
    sides = {"threads_1": {"median": 3.0}, "threads_2": {"median": 2.0}}
    attribution = {"attribute": {"median": 60.5}}
    parts = {"threads_startup": {"sides": sides}, "attribution": {"sides": attribution}}
    found, asked = goals.ratios(parts | {"packages": {"seconds_per_case": 2**-22}})
    assert found == {"threads_2_vs_1_startup": 1.5, "attribution_s": 60.5, "packages_s": 2**-12 * 300_000}
    assert [goal["met"] for goal in asked.values()] == [False, False, True]


def test_eight_reforms_are_enabled_where_those_of_eight_are_measured(bench: Any, tmp_path: Path) -> None:
    attribution = bench("attribution")
    shutil.copytree(attribution.SCENARIO.parent, tmp_path / "city")
    eight = tmp_path / "city" / "eight.yaml"
    eight.write_text(attribution._eight(), encoding="utf-8")
    assert sum(reform.enabled for reform in adminsim.load(eight).reforms) == 8


def test_rounds_in_which_the_machine_was_busy_are_made_again(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three rounds the first is disturbed: with 20 s of work by others in 10 s on two cores it does not count."""
    rounds = bench("rounds")
    clock = iter([(0, 0, 0), (30, 10, 10), (30, 10, 10), (40, 20, 20), (40, 20, 20), (51, 30, 30)])
    monkeypatch.setattr(rounds, "_busy_s", lambda: next(clock))
    monkeypatch.setattr(rounds.os, "cpu_count", lambda: 2)
    ran: list[int] = []

    def side(number: int) -> tuple[float, int]:
        ran.append(number)
        return float(len(ran)), number

    found = rounds.alternate({"side": side}, 2, is_quiet_only=True)
    assert ran == [0, 0, 1]
    assert found["side"].times == [2.0, 3.0]


UNCOMPILED = """
import sys; sys.path[:0] = sys.argv[1:]
import numpy as np, chain, whole, yardstick
from adminsim import simulate
from adminsim.engine import kernel

def opened(part):
    has_fields = [getattr(one, "dtype", None) is not None and one.dtype.names is not None for one in part]
    return type(part)(*(one.view(np.recarray) if has else one for one, has in zip(part, has_fields)))

squeeze = kernel.squeeze
kernel.squeeze = lambda visits: squeeze(visits.view(np.recarray))
kernel.simulate = lambda layout, luck, state: yardstick.simulate(
    *map(opened, (layout, whole.luck_then(luck, state), state))
)
made = chain.system(50)
ours = simulate(made, 1, engine="reference").visit_rows
print(len(ours), np.array_equal(simulate(made, 1, engine="compiled").visit_rows, ours))
"""
"""The yardstick as Python reads it, where fields of arrays have to be given as attributes."""


def test_the_yardstick_leaves_the_records_of_the_engine() -> None:
    pytest.importorskip("numba")
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    words = [sys.executable, "-c", UNCOMPILED, str(ROOT / "benchmarks"), str(ROOT / "docs")]
    ran = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    visits, is_same = ran.stdout.split()
    assert int(visits) > 1000
    assert is_same == "True"


@pytest.mark.thorough
def test_the_yardstick_as_it_is_measured_leaves_the_records_of_the_kernel(bench: Any) -> None:
    from adminsim import simulate
    from adminsim.engine import kernel

    # To compile it takes a minute.
    whole, chain, yardstick = bench("whole"), bench("chain"), bench("yardstick")
    made = chain.system(300)
    ours = simulate(made, 1, engine="compiled").visit_rows
    with whole._timed(yardstick.simulate, whole.luck_then) as took:
        assert np.array_equal(simulate(made, 1, engine="compiled").visit_rows, ours)
    assert took[0] > 0
    assert hasattr(kernel.simulate, "signatures")
