"""What holds for any valid list of reforms of any valid system."""

from __future__ import annotations

import datetime as dt
from random import Random

import numpy as np
from corpus import COMPARED, Reformed, after_reforms, holds_for, records_before, with_one_reform, with_reforms
from prepared import Prepared
from test_engine_against_naive import assert_runs_as_naive

from adminsim.engine.records import Records
from adminsim.engine.simulate import simulate
from adminsim.engine.streams import Streams
from adminsim.model.precedence import cycles, graph_of
from adminsim.reforms import Reform, RouteReform
from adminsim.reforms.apply import apply_reforms, check_reforms
from adminsim.reforms.vocabulary.one_window_intake import OneWindowIntake
from adminsim.reforms.vocabulary.pool_departments import PoolDepartments
from adminsim.study.many.replicate import digest
from reform_lists import SHARES, reform_of

NEED_STAFF = (OneWindowIntake, PoolDepartments)
"""Reforms that hold for some cases only where they say who gives how many people."""


def with_coverage(reform: Reform, share: float) -> Reform:
    written = reform.model_dump(exclude_defaults=True, by_alias=True) | {"reform": reform.reform}
    return reform_of(**written | {"coverage": share})


def assert_same_tables(found: Records, expected: Records) -> None:
    """Hold all columns against each other but the route: a pilot that changes nothing has its own."""
    assert np.array_equal(found.visit_rows, expected.visit_rows)
    for field in set(expected.case_rows.dtype.names or ()) - {"route"}:
        assert np.array_equal(found.case_rows[field], expected.case_rows[field])


@holds_for(after_reforms, most=COMPARED)
def test_the_naive_simulator_agrees_on_reformed_systems(run: Prepared) -> None:
    assert_runs_as_naive(run)


@holds_for(with_reforms)
def test_every_subset_of_a_valid_list_is_valid_and_runs(drawn: Reformed) -> None:
    system, reforms = drawn
    chance = Random(len(str(system)))
    kept = [reform for reform in reforms if chance.random() < 0.5]
    assert check_reforms(system, kept) == []
    reformed = apply_reforms(system, kept)
    for chain in reformed.chains.values():
        everyone = frozenset(pilot.subject for pilot in chain.pilots)
        assert not cycles(graph_of(chain.steps))
        assert not cycles(graph_of(chain.route(everyone).steps))
        assert chain.route(everyone).steps
    simulate(reformed)


@holds_for(with_reforms)
def test_disabled_reforms_leave_the_tables_as_they_are(drawn: Reformed) -> None:
    system, reforms = drawn
    off = [reform.replace(enabled=False) for reform in reforms]
    assert digest(simulate(apply_reforms(system, off))) == digest(records_before(system))


@holds_for(with_reforms)
def test_coverage_0_is_the_baseline(drawn: Reformed) -> None:
    system, reforms = drawn
    off = [with_coverage(reform, 0.0) for reform in reforms if isinstance(reform, RouteReform)]
    assert digest(simulate(apply_reforms(system, off))) == digest(records_before(system))


@holds_for(with_reforms)
def test_a_pilot_that_covers_everyone_is_the_full_reform(drawn: Reformed) -> None:
    system, reforms = drawn
    first_day = system.period.start
    full = [with_coverage(reform, 1.0).replace(since=None) for reform in reforms if isinstance(reform, RouteReform)]
    # From the first day on it holds for every case, but as a pilot and not at once.
    pilots = [reform if isinstance(reform, NEED_STAFF) else reform.replace(since=first_day) for reform in full]
    # A pilot leaves somebody for the others, and a reform that gives away all people of a department does not.
    if not check_reforms(system, pilots):
        assert digest(simulate(apply_reforms(system, full))) == digest(simulate(apply_reforms(system, pilots)))


@holds_for(with_one_reform)
def test_a_reform_that_says_it_changes_nothing_changes_nothing(drawn: Reformed) -> None:
    system, reforms = drawn
    reformed = apply_reforms(system, reforms)
    if any(remark.code == "remark-no-effect" for remark in reformed.remarks):
        assert_same_tables(simulate(reformed), records_before(system))


@holds_for(with_one_reform)
def test_a_larger_coverage_contains_a_smaller_one(drawn: Reformed) -> None:
    system, reforms = drawn
    larger = Random(len(str(system))).choice(SHARES[1:])
    covered = []
    for share in (larger / 2, larger):
        pilot = [with_coverage(reform, share) for reform in reforms if isinstance(reform, RouteReform)]
        if check_reforms(system, pilot):
            return
        records = simulate(apply_reforms(system, pilot))
        covered.append([records.covered(reform.subject) for reform in pilot])
    assert all(np.all(small <= large) for small, large in zip(*covered, strict=True))


@holds_for(with_reforms)
def test_the_same_applicants_come_on_the_same_days_with_the_same_papers(drawn: Reformed) -> None:
    system, reforms = drawn
    streams = Streams(seed=3, replication=1)
    before = simulate(system, streams=streams).case_rows
    after = simulate(apply_reforms(system, reforms), streams=streams).case_rows
    for field in ("chain", "case", "submitted", "case_type"):
        assert np.array_equal(before[field], after[field])
    shared = Streams(seed=3, replication=1)
    assert np.array_equal(simulate(system, streams=shared).case_rows, before)


@holds_for(with_reforms)
def test_nothing_changes_for_cases_decided_before_the_day_from_which_reforms_hold(drawn: Reformed) -> None:
    system, reforms = drawn
    day = Random(len(str(system))).randint(8, 20)
    since = system.period.start + dt.timedelta(days=day)
    later = [reform.replace(since=since) for reform in reforms]
    if check_reforms(system, later):
        return
    before, after = records_before(system).case_rows, simulate(apply_reforms(system, later)).case_rows
    old = (before["decided"] >= 0) & (before["decided"] < day * 86400)
    for field in ("decided", "outcome", "elapsed", "agency", "visits_in_person"):
        assert np.array_equal(before[field][old], after[field][old])
    # A step behind the decision may be the acceptance.
    accepted = old & (before["accepted"] >= 0) & (before["accepted"] < day * 86400)
    assert np.array_equal(before["accepted"][accepted], after["accepted"][accepted])
