"""What holds for reforms that draw routes anew, alone, in pairs and in lists, on random systems."""

from __future__ import annotations

import numpy as np
import pytest
from corpus import COMPARED, Reformed, after_reforms, holds_for
from prepared import Prepared, is_same

import drawing as st
from adminsim.engine.result import Result
from adminsim.engine.simulate import simulate
from adminsim.messages import CATALOGUE
from adminsim.model.precedence import cycles, graph_of
from adminsim.model.system import System
from adminsim.model.timeline import NEVER
from adminsim.reforms import Reform
from adminsim.reforms.apply import apply_reforms, check_reforms
from adminsim.study.run.milestones import reached
from adminsim.study.run.promises import promise_measures
from drawing import given, some
from reform_lists import KINDS, reform_of, systems_with_reforms, written_reforms
from route_reform_lists import ROUTE_KINDS
from strategies import systems

SMALL = {"chains": 1, "steps": 5, "departments": 2}


@holds_for(after_reforms, most=COMPARED)
def test_both_engines_agree_on_reformed_systems(run: Prepared) -> None:
    pytest.importorskip("numba")
    assert is_same(run.reference, run.compiled)


@st.composite
def with_another(draw: st.DrawFn, kind: str) -> tuple[System, list[Reform]]:
    """Draw a system, a reform of a kind and one of any kind."""
    system = draw(systems(**SMALL))
    kinds = (kind, draw(st.sampled_from(KINDS)))
    written = [draw(written_reforms(system, one)) for one in kinds]
    return system, [reform_of(**one, name=f"{kinds[number]}{number}") for number, one in enumerate(written)]


@pytest.mark.parametrize("kind", ROUTE_KINDS)
def test_a_reform_goes_with_any_other_before_or_behind_it_or_says_why_not(kind: str) -> None:
    for system, pair in some(with_another(kind), 30):
        goes_with_the_other_or_says_why_not(system, pair)


def goes_with_the_other_or_says_why_not(system: System, pair: list[Reform]) -> None:
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


@holds_for(after_reforms)
def test_no_more_are_revoked_than_approved_on_commitment_and_no_more_of_these_than_approved(run: Prepared) -> None:
    records = run.records
    row = promise_measures(records)
    for position, chain in enumerate(records.system.chains):
        here = records.in_cohort & (records.case_rows["chain"] == position)
        approved = (records.case_rows["outcome"][here] == Result.PASS).sum()
        assert row[f"chain.{chain}.revoked"] <= row[f"chain.{chain}.commitments"] <= approved


@st.composite
def with_a_milestone(draw: st.DrawFn) -> tuple[System, list[Reform]]:
    """Draw a system whose decision is at a step that is a milestone too, and reforms for the system without it."""
    system, reforms = draw(systems_with_reforms(systems(**SMALL, returns=False)))
    chain = next(iter(system.chains))
    step = draw(st.sampled_from(sorted(system.chains[chain].steps)))
    marked = system.with_chain(chain, system.chains[chain].replace(decision=step, milestones={"end": (step,)}))
    return marked, reforms


@given(with_a_milestone(), count=60)
def test_a_milestone_at_the_step_that_decides_is_reached_with_the_decision(drawn: Reformed) -> None:
    marked, reforms = drawn
    chain = next(iter(marked.chains))
    if check_reforms(marked, reforms):
        return
    records = simulate(apply_reforms(marked, reforms))
    rows, routes = records.case_rows, [route.chain for route in records.plan.routes]
    still_decides = [route.deciding == {route.end_of(end) for end in route.milestones["end"]} for route in routes]
    meant = np.array(still_decides)[rows["route"]]
    instants = reached(records, [chain], "end")
    approved = meant & (rows["outcome"] == Result.PASS)
    assert np.array_equal(instants[approved], rows["decided"][approved])
    assert (instants[meant & (rows["outcome"] == Result.UNFINISHED)] == NEVER).all()
