"""Identities that hold on every run of every system."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from corpus import holds_for, plain, reformed
from prepared import Prepared

from adminsim.engine.fields import NOT_YET
from adminsim.engine.plan import Kind
from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.reforms.told import PARTS
from adminsim.study.many.replicate import replicate
from adminsim.study.run.measures import chain_measures, served
from adminsim.study.walk.critical_way import visit_parts, walk


def area_under(changes: Counter[int], first: int, last: int) -> int:
    """Return the integral over [first, last) of a number that changes at stated instants, by sweeping them."""
    area, number, since = 0, 0, first
    for instant, change in sorted(changes.items()):
        now = min(max(instant, first), last)
        area += number * (now - since)
        number, since = number + change, now
    return area + number * (last - since)


@holds_for(plain)
def test_littles_law_holds_for_cases_in_the_system(run: Prepared) -> None:
    records = run.records
    system, period, measures = run.system, run.system.period, chain_measures(records)
    first, last = period.cohort_start_s, period.cohort_end_s
    for position, name in enumerate(system.chains):
        cases = records.case_rows[records.case_rows["chain"] == position]
        changes: Counter[int] = Counter(cases["submitted"].tolist())
        changes.subtract(Counter(cases["decided"][cases["decided"] != NOT_YET].tolist()))
        sojourns = [
            min(decided if decided != NOT_YET else last, last) - max(submitted, first)
            for submitted, decided in zip(cases["submitted"].tolist(), cases["decided"].tolist(), strict=True)
            if submitted < last and (decided == NOT_YET or decided > first)
        ]
        assert area_under(changes, first, last) == sum(sojourns)
        assert measures[f"chain.{name}.in_progress"] * (last - first) == pytest.approx(sum(sojourns), rel=1e-12)


@holds_for(plain)
def test_littles_law_holds_for_the_queue_of_each_department(run: Prepared) -> None:
    records = run.records
    system = run.system
    first, last = system.period.cohort_start_s, system.period.cohort_end_s
    decided = {(row["chain"], row["case"]): row["decided"] for row in records.case_rows}
    nodes = records.plan.nodes
    for department in range(len(system.departments)):
        changes: Counter[int] = Counter()
        for visit in records.visit_rows:
            if department in nodes.people[visit["node"]] and visit["joined"] != NOT_YET:
                changes[int(visit["joined"])] += 1
                if visit["result"] == Result.DROPPED:
                    changes[int(decided[nodes.chain[visit["node"]], visit["case"]])] -= 1
                elif visit["start"] != NOT_YET:
                    changes[int(visit["start"])] -= 1
        assert served(records, first, last).queued_s[department] == area_under(changes, first, last)


@holds_for(plain)
def test_no_case_is_lost(run: Prepared) -> None:
    records = run.records
    cases, visits = records.case_rows, records.visit_rows
    outcomes = (Result.PASS, Result.REJECT, Result.GIVEN_UP, Result.UNFINISHED)
    assert len(cases) == sum(int((cases["outcome"] == outcome).sum()) for outcome in outcomes)
    assert ((cases["decided"] == NOT_YET) == (cases["outcome"] == Result.UNFINISHED)).all()
    assert ((cases["decided"] >= cases["submitted"]) | (cases["decided"] == NOT_YET)).all()
    keys = Counter(visits[["case", "node", "visit"]].tolist())
    assert not keys or max(keys.values()) == 1


@holds_for(plain)
def test_work_is_conserved(run: Prepared) -> None:
    records = run.records
    nodes, visits = records.plan.nodes, records.visit_rows
    shares = np.array([department.share.value for department in run.system.departments.values()])
    everyone = 0
    for node, people in enumerate(nodes.people):
        if not people:
            continue
        own = visits[visits["node"] == node]
        ended = own[own["end"] != NOT_YET]
        occupied = nodes.office[node].open_between(ended["start"].astype(np.int64), ended["end"].astype(np.int64))
        lead = shares[nodes.place[node]]
        assert (np.abs(occupied * lead - ended["work"]) <= 1).all()
        # Of a joint step everybody is busy in the same hours, each for the share of the day that he has.
        everyone += np.rint(own["work"] * (shares[list(people)].sum() / lead)).sum()
    assert records.case_rows["work"].sum() == everyone
    idle = visits[(nodes.kind[visits["node"]] != Kind.WORK) | (visits["start"] == NOT_YET)]
    assert (idle["work"] == 0).all()


@holds_for(plain)
def test_instants_of_a_visit_are_in_order_and_visits_stay_within_their_bound(run: Prepared) -> None:
    records = run.records
    visits = records.visit_rows
    # What passes by silence while in hand has the limit in place of the end of a correction.
    is_finishing = (visits["result"] == Result.TACIT) & (visits["correction_end"] != NOT_YET)
    is_finishing &= (visits["end"] == NOT_YET) | (visits["correction_end"] < visits["end"])
    assert (visits["start"] < visits["correction_end"])[is_finishing].all()
    for earlier, later in (("ready", "joined"), ("joined", "start"), ("start", "end"), ("end", "correction_end")):
        known = (visits[later] != NOT_YET) & ~(is_finishing & (later == "correction_end"))
        assert (visits[earlier][known] != NOT_YET).all()
        assert (visits[earlier][known] <= visits[later][known]).all()
    assert (visits["visit"] <= records.plan.nodes.visits[visits["node"]]).all()
    assert (visits["visit"] >= 1).all()


@holds_for(plain)
def test_what_passes_by_silence_in_a_queue_takes_nobody_and_ends_at_its_limit(run: Prepared) -> None:
    records = run.records
    visits = records.visit_rows
    in_queue = visits[(visits["result"] == Result.TACIT) & (visits["start"] == visits["end"])]
    is_desk = records.plan.nodes.kind[in_queue["node"]] == Kind.WORK
    assert not in_queue["work"][is_desk].any()
    assert not in_queue["staff"][is_desk].any()


@holds_for(plain)
def test_never_more_start_than_there_are_staff(run: Prepared) -> None:
    records = run.records
    plan = records.plan
    for position in range(len(plan.departments)):
        here = np.array([position in people for people in plan.nodes.people])
        visits = records.visit_rows[here[records.visit_rows["node"]] & (records.visit_rows["staff"] > 0)]
        ends = np.where(visits["end"] == NOT_YET, plan.horizon_s, visits["end"])
        for start in np.unique(visits["start"]).tolist():
            in_hand = visits[(visits["start"] <= start) & (ends > start)]
            assert len(in_hand) <= plan.duty[position].at(start)
            numbers = in_hand["staff"][plan.nodes.place[in_hand["node"]] == position]
            assert len(np.unique(numbers)) == len(numbers)
            assert plan.office[position].is_open(start)


def elapsed_parts(records: Records, chosen: np.ndarray) -> np.ndarray:
    return walk(records, chosen).sum(axis=(1, 2))


@holds_for(reformed)
def test_the_parts_of_elapsed_time_add_up_exactly(run: Prepared) -> None:
    records = run.records
    cases = records.case_rows
    for outcome in (Result.PASS, Result.REJECT):
        chosen = cases["outcome"] == outcome
        assert np.array_equal(elapsed_parts(records, chosen), cases["elapsed"][chosen])
        assert (walk(records, chosen) >= 0).all()


@holds_for(plain)
def test_the_parts_of_a_visit_add_up_to_its_length(run: Prepared) -> None:
    records = run.records
    visits = records.visit_rows[records.visit_rows["end"] != NOT_YET]
    last = np.where(visits["correction_end"] == NOT_YET, visits["end"], visits["correction_end"])
    # A correction that the end of the run cuts off is not part of any case's way.
    assert np.array_equal(visit_parts(records, visits).sum(axis=1), last - visits["ready"])
    assert visit_parts(records, visits).shape[1] == len(PARTS)


@holds_for(plain)
def test_the_agency_clock_never_runs_longer_than_official_time(run: Prepared) -> None:
    records = run.records
    cases = records.case_rows[records.case_rows["decided"] != NOT_YET]
    submitted, decided = cases["submitted"].astype(np.int64), cases["decided"].astype(np.int64)
    official = records.plan.official.open_between(submitted, decided)
    assert ((cases["agency"] >= 0) & (cases["agency"] <= official)).all()
    between = records.plan.workdays.between(submitted // 86400, (decided - 1) // 86400)
    assert ((cases["agency_workdays"] >= 0) & (cases["agency_workdays"] <= between)).all()


@holds_for(plain, most=3)
def test_one_process_and_two_give_the_same(run: Prepared) -> None:
    system = run.system
    alone = list(replicate(system, system, (), seed=1, replications=2, workers=1))
    together = list(replicate(system, system, (), seed=1, replications=2, workers=2))
    assert [(run.number, run.before.digest, run.after.digest) for run in alone] == [
        (run.number, run.before.digest, run.after.digest) for run in together
    ]
    assert alone[0].before.digest == alone[0].after.digest
