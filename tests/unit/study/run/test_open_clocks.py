"""A mean with undecided cases holds what their clocks show at the end of the run, on every clock."""

from __future__ import annotations

import pytest

from adminsim.engine.simulate import simulate
from adminsim.reforms.apply import apply_reforms
from adminsim.study.run.measures import chain_measures
from reform_lists import reform_of
from systems import OFFICE, at, system_of, work

MONDAY = "2018-03-05 09:00"


@pytest.mark.parametrize("leave", [0, 1])
def test_the_official_clock_of_who_is_not_decided_counts_with_what_it_shows(leave: int) -> None:
    """Two of three files of 300 h: with one person less the last is open to the end, on 2 June at midnight.

    300 h are 37 working days behind the Monday, and 64 lie from then to the end; of days with hours there are 65.
    """
    steps = {"expert": work("experts", "300 h")}
    system = system_of(
        steps,
        demand=at(MONDAY, MONDAY),
        hours=OFFICE,
        departments={"experts": 2},
        start="2018-03-05",
        days=30,
        run_out=60,
    )
    if leave:
        system = apply_reforms(system, [reform_of(reform="staffing", department="experts", add=-1)])
    row = chain_measures(simulate(system, engine="reference"))
    days = {clock: row[f"chain.permit.{clock}.mean"] for clock in ("elapsed", "agency_workdays", "agency_hours")}
    last = {"elapsed": 90 - 9 / 24, "agency_workdays": 64, "agency_hours": 65 * 8}
    first = {"elapsed": 51 + 4 / 24, "agency_workdays": 37, "agency_hours": 300}
    for clock, shown in days.items():
        assert shown == pytest.approx((first[clock] + (last if leave else first)[clock]) / 2)
    assert row["chain.permit.unfinished"] == leave
