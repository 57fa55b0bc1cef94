"""What holds for reforms that draw routes anew, alone, in pairs and in lists, on random systems."""

from __future__ import annotations

import numpy as np
import pytest
from corpus import Reformed, holds_for, with_reforms
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_reform_properties import assert_same_tables

from adminsim.engine.result import Result
from adminsim.engine.simulate import simulate
from adminsim.messages import CATALOGUE
from adminsim.model.precedence import cycles, graph_of
from adminsim.model.system import System
from adminsim.model.timeline import NEVER
from adminsim.reforms.apply import apply_reforms, check_reforms
from adminsim.study.run.milestones import reached
from adminsim.study.run.promises import promise_measures
from reform_lists import KINDS, reform_of, systems_with_reforms, written_reforms
from route_reform_lists import ROUTE_KINDS
from strategies import systems

PROPERTY = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
SMALL = {"chains": 1, "steps": 5, "departments": 2}


def runs_on_both_engines(system: System) -> None:
    """Hold the engines against each other; without the compiled one, run the reference."""
    pytest.importorskip("numba")
    found = [simulate(system, engine=engine) for engine in ("reference", "compiled")]
    assert np.array_equal(found[0].visit_rows, found[1].visit_rows)
    assert_same_tables(*found)


@holds_for(with_reforms)
def test_both_engines_agree_on_reformed_systems(drawn: Reformed) -> None:
    runs_on_both_engines(apply_reforms(*drawn))


@pytest.mark.parametrize("kind", ROUTE_KINDS)
@settings(PROPERTY, max_examples=30)
@given(system=systems(**SMALL), data=st.data())
def test_a_reform_goes_with_any_other_before_or_behind_it_or_says_why_not(
    kind: str, system: System, data: st.DataObject
) -> None:
    other = data.draw(st.sampled_from(KINDS))
    pair = [
        reform_of(**data.draw(written_reforms(system, one)), name=f"{one}{i}") for i, one in enumerate((kind, other))
    ]
    if any(check_reforms(system, [reform]) for reform in pair):
        return
    for reforms in (pair, pair[::-1]):
        problems = check_reforms(system, reforms)
        assert all(problem.code in CATALOGUE for problem in problems)
        if not problems:
            reformed = apply_reforms(system, reforms)
            for chain in reformed.chains.values():
                everyone = chain.route(frozenset(pilot.subject for pilot in chain.pilots))
                assert not cycles(graph_of(everyone.steps))
            simulate(reformed)


@holds_for(with_reforms)
def test_no_more_are_revoked_than_approved_on_commitment_and_no_more_of_these_than_approved(drawn: Reformed) -> None:
    records = simulate(apply_reforms(*drawn))
    row = promise_measures(records)
    for position, chain in enumerate(records.system.chains):
        here = records.in_cohort & (records.case_rows["chain"] == position)
        approved = (records.case_rows["outcome"][here] == Result.PASS).sum()
        assert row[f"chain.{chain}.revoked"] <= row[f"chain.{chain}.commitments"] <= approved


@PROPERTY
@given(systems_with_reforms(systems(**SMALL, returns=False)), st.data())
def test_a_milestone_at_the_step_that_decides_is_reached_with_the_decision(
    drawn: Reformed, data: st.DataObject
) -> None:
    system, reforms = drawn
    chain = next(iter(system.chains))
    step = data.draw(st.sampled_from(sorted(system.chains[chain].steps)))
    marked = system.with_chain(chain, system.chains[chain].replace(decision=step, milestones={"end": (step,)}))
    if check_reforms(marked, reforms):
        return
    records = simulate(apply_reforms(marked, reforms))
    rows, routes = records.case_rows, [route.chain for route in records.plan.routes]
    still_decides = [route.deciding == {route.end_of(end) for end in route.milestones["end"]} for route in routes]
    meant = np.array(still_decides)[rows["route"]]
    instants = reached(records, chain, "end")
    approved = meant & (rows["outcome"] == Result.PASS)
    assert np.array_equal(instants[approved], rows["decided"][approved])
    assert (instants[meant & (rows["outcome"] == Result.UNFINISHED)] == NEVER).all()
