"""Arrivals that are listed with their case types."""

from __future__ import annotations

from pathlib import Path

from adminsim.engine.arrivals import arrival_instants, listed_types
from adminsim.engine.population import draw_population
from adminsim.engine.streams import Streams
from adminsim.files.load import load_system
from adminsim.model.demand import Listed

GOOD = Path(__file__).parents[2] / "golden" / "wrong_input" / "baseline.yaml"


def test_types_go_with_their_instants_in_order_of_time() -> None:
    system = load_system(GOOD)
    demand = Listed.model_validate(
        {
            "kind": "listed",
            "at": ["2018-01-03 09:00", "2018-01-02 09:00", "2017-12-31 09:00", "2018-01-02 09:00", "2030-01-01 09:00"],
            "types": ["company", "shop", "company", "company", "shop"],
        }
    )
    system = system.with_chain("startup", system.chains["startup"].replace(demand=demand))
    streams = Streams(1, 0)
    types = listed_types(system, "startup")
    assert types is not None
    assert types.tolist() == [1, 0, 0]
    day = 86400
    assert arrival_instants(system, "startup", streams).tolist() == [day + 32400, day + 32400, 2 * day + 32400]
    assert draw_population(system, streams)["startup"].case_type.tolist() == [1, 0, 0]


def test_without_listed_types_they_are_drawn() -> None:
    assert listed_types(load_system(GOOD), "startup") is None
