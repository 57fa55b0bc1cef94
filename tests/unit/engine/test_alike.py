"""Cases of several routes are drawn together where they meet a step alike, and as each route would be drawn alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import adminsim
from adminsim.engine.alike import Alike
from adminsim.engine.draws import make_draws
from adminsim.engine.plan import Plans
from adminsim.engine.population import draw_population
from adminsim.engine.streams import Streams

WEIHAI = Path(__file__).parents[3] / "scenarios" / "weihai-2018"


@pytest.mark.parametrize("name", ["startup", "real-estate"])
def test_cases_are_drawn_together_as_each_route_alone(name: str) -> None:
    system = adminsim.load(WEIHAI / f"{name}.yaml").reformed
    population = draw_population(system, Streams(1, 0))
    plan, alone = (Plans(system).of(population) for _ in range(2))
    alone.__dict__["alike"] = tuple(
        Alike((position,), node, place)
        for position, route in enumerate(alone.routes)
        for place, node in enumerate(route.nodes)
    )
    alone.__dict__["papers_alike"] = tuple((position,) for position in range(len(alone.routes)))
    together, apart = (make_draws(system, one, population, Streams(1, 0)) for one in (plan, alone))
    for table, drawn in together.by_visit.items():
        assert np.array_equal(drawn, apart.by_visit[table]), table
    for one, other in zip(together.cases, apart.cases, strict=True):
        assert np.array_equal(one.complete, other.complete)


def test_each_step_of_each_route_is_drawn_once_and_fewer_times_than_there_are_routes() -> None:
    system = adminsim.load(WEIHAI / "startup.yaml").reformed
    plan = Plans(system).of(draw_population(system, Streams(1, 0)))
    assert len(plan.routes) > 1
    drawn = Counter((position, alike.node) for alike in plan.alike for position in alike.routes)
    assert drawn == Counter((position, node) for position, route in enumerate(plan.routes) for node in route.nodes)
    assert len(plan.alike) < sum(len(route.nodes) for route in plan.routes)
    for alike in plan.alike:
        assert plan.routes[alike.routes[0]].nodes[alike.place] == alike.node
