"""A city of one's own: the chains that are asked for, under its name, and nothing of the example city but figures."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from adminsim.files.load import load
from cli_calls import call


def made(*words: str) -> Path:
    done = call("new", "我的城市", "--city", "江门", *words)
    assert done.status == 0, done.err
    return Path("我的城市.yaml")


@pytest.mark.slow
@pytest.mark.parametrize(
    "chains",
    [
        "water",
        pytest.param("gas,power", marks=pytest.mark.thorough),
        pytest.param("startup", marks=pytest.mark.thorough),
    ],
)
def test_a_city_has_the_chains_asked_for_and_runs(chains: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = made("--chains", chains, "--start", "2024")
    assert call("check", str(path)).status == 0
    scenario = load(path)
    assert set(scenario.baseline.chains) == set(chains.split(","))
    doing = {name for chain in scenario.baseline.chains.values() for step in chain.steps.values()
             for name in getattr(step, "departments", ())}  # fmt: skip
    assert set(scenario.baseline.departments) == doing
    assert {target.chain for target in scenario.targets} <= {None, *scenario.baseline.chains}
    period = scenario.baseline.period
    assert period.start + dt.timedelta(seconds=period.cohort_start_s) == dt.date(2024, 1, 1)
    ran = call("run", str(path), "--replications", "2", "--workers", "1", "--no-figures", "--out", "out")
    assert ran.status == 0, ran.err


def test_nothing_of_the_example_city_is_left_but_figures_marked_as_assumptions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = made("--chains", "water、gas", "--start", "2025年")
    for file in (path, Path("我的城市") / "baseline.yaml"):
        text = file.read_text(encoding="utf-8")
        assert "江门" in text
        assert "eihai" not in text
        assert "威海" not in text
        sources = [line.split("source: ", 1)[1] for line in text.splitlines() if "source: " in line]
        assert sources
        assert all(source.startswith("'assumption: as in the example hookups'") for source in sources)


def test_chains_of_several_examples_come_from_the_whole_city_and_go_on_where_no_holidays_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = made("--chains", "startup,water", "--start", "2025")
    assert call("check", str(path)).status == 0
    scenario = load(path)
    assert list(scenario.baseline.chains) == ["startup", "water"]
    assert scenario.baseline.official.outside_covered_years == "weekdays"


def test_what_an_example_lacks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = call("new", "x", "--city", "江门", "--from", "startup", "--chains", "water")
    assert wrong.status == 2
    assert "the example has no chain 'water'" in wrong.err
    assert "startup" in wrong.err
    assert call("new", "x", "--chains", "water").status == 2
    assert call("new", "x", "--city", "江门", "--start", "next year").status == 2
    assert list(tmp_path.iterdir()) == []
