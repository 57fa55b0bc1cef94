"""The cases to be watched walk as their records say."""

from __future__ import annotations

from pathlib import Path

from adminsim.engine.simulate import simulate
from adminsim.study.grid.walks import CASES, FEWEST, walks_of
from paged import town


def test_the_same_few_dozen_cases_walk_before_and_after(tmp_path: Path) -> None:
    scenario = town(tmp_path)
    found = walks_of(scenario.baseline, scenario.reformed, 5)
    assert list(found) == ["permits", "queries"]
    for walks in found.values():
        assert FEWEST <= len(walks.before) <= CASES
        assert [one.submitted for one in walks.before] == [one.submitted for one in walks.after]
        assert [one.submitted for one in walks.before] == sorted(one.submitted for one in walks.before)
        for one in (*walks.before, *walks.after):
            assert all(one.submitted <= first <= last <= one.decided for _, first, last, _ in one.stays)


def test_a_case_is_held_at_every_minute_until_its_decision(tmp_path: Path) -> None:
    scenario = town(tmp_path)
    for one in walks_of(scenario.baseline, scenario.reformed, 5)["permits"].before:
        covered = {minute for _, first, last, _ in one.stays for minute in range(first, last)}
        assert covered == set(range(one.submitted, one.decided))


def test_a_walk_takes_as_long_as_the_record_says(tmp_path: Path) -> None:
    scenario = town(tmp_path)
    walks = walks_of(scenario.baseline, scenario.reformed, 5)["queries"]
    rows = simulate(scenario.baseline, seed=5).cases
    rows = rows[(rows["chain"] == "queries") & (rows["outcome"] == "approved")]
    minutes = set((rows["decided"] - rows["submitted"]).dt.total_seconds() // 60)
    # Instants are told in whole minutes, the first rounded down and the last one up.
    assert {one.decided - one.submitted for one in walks.before} <= {
        one + more for one in minutes for more in (0, 1, 2)
    }
