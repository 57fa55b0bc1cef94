"""What a study makes of a run does not depend on the order of the table of visits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import adminsim
from adminsim.engine import blocks
from adminsim.engine.plan import Plans
from adminsim.engine.population import draw_population
from adminsim.engine.simulate import simulate
from adminsim.engine.streams import Streams
from adminsim.study.many.replicate import reduce
from adminsim.study.walk import critical_way

SCENARIO = adminsim.example("smallest")


def test_shuffled_visits_and_small_blocks_give_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    records = simulate(SCENARIO.reformed)
    found = reduce(records, SCENARIO.targets)
    shuffled = np.random.Generator(np.random.Philox(key=3)).permutation(len(records.visit_rows))
    monkeypatch.setattr(critical_way, "CASES_AT_ONCE", 7)
    monkeypatch.setattr(blocks, "VISITS_AT_ONCE", 11)
    other = replace(records, visit_rows=records.visit_rows[shuffled])
    again = reduce(other, SCENARIO.targets)
    assert np.array_equal(records.case_rows, other.case_rows)
    np.testing.assert_equal(again.measures, found.measures)
    np.testing.assert_equal(again.held, found.held)
    assert records.visits.equals(other.visits)


def test_plans_are_made_once_and_give_the_same_records() -> None:
    system = SCENARIO.baseline
    plans = Plans(system)
    assert plans.of(draw_population(system, Streams(1, 0))) is plans.of(draw_population(system, Streams(1, 1)))
    for replication in range(2):
        shared, alone = (simulate(system, replication=replication, plans=p) for p in (plans, None))
        assert np.array_equal(shared.visit_rows, alone.visit_rows)


def test_only_shared_streams_keep_what_they_made() -> None:
    for is_shared in (False, True):
        streams = Streams(1, 0, is_shared=is_shared)
        first, again = (streams.uniforms("chain", "step:a", 1, "work", 10) for _ in range(2))
        assert np.array_equal(first, again)
        assert (first.base is again.base and first.base is not None) == is_shared
