"""What compiled passes read off records is what numpy finds, array by array, and what naive loops do."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import adminsim
from adminsim.engine import passes
from adminsim.engine.asked import Grouped, hours_of
from adminsim.engine.clocks import Window, agency_clock
from adminsim.engine.fields import NOT_YET, done_at
from adminsim.engine.masks import firsts
from adminsim.engine.plan import Kind
from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.engine.simulate import simulate
from adminsim.model.timeline import day_of, day_of_arrival
from adminsim.reforms.told import PARTS
from adminsim.study.many.replicate import reduce
from adminsim.study.run.measures import queue_spells, served
from adminsim.study.walk.critical_way import critical_visits, visit_parts
from adminsim.study.walk.own_clock import parts_on_clock
from compiled_calls import called
from drawing import given
from strategies import systems

Ints = NDArray[np.int64]


def owner_of(records: Records) -> Ints:
    sizes = firsts(records.sizes)
    rows: Ints = sizes[records.plan.nodes.chain[records.visit_rows["node"]]] + records.visit_rows["case"]
    return rows


def window_of(records: Records) -> tuple[Ints, Window]:
    rows = np.arange(len(records.case_rows))
    start = records.case_rows["submitted"].astype(np.int64)
    end = records.case_rows["decided"].astype(np.int64)
    return rows, Window(start, np.where(end == NOT_YET, records.plan.horizon_s, end), day_of_arrival(start))


@given(systems(), count=8)
def test_a_clock_shows_what_the_seconds_and_days_say_that_any_visit_covers(system: Any) -> None:
    records = simulate(system)
    plan, visits, owner = records.plan, records.visit_rows, owner_of(records)
    rows, window = window_of(records)
    shown = agency_clock(plan, records.by_case, rows, window)
    counts = plan.nodes.counts[visits["node"]]
    done = done_at(visits)
    for row in rows[:40]:
        since, until = int(window.start[row]), int(window.end[row])
        own = np.flatnonzero(counts & (owner == row))
        first = np.clip(visits["ready"][own].astype(np.int64), since, until)
        last = np.clip(np.where(done[own] == NOT_YET, until, done[own]), first, until)
        # Between two successive edges a visit is open from end to end or not at all.
        edges = np.unique(np.concatenate(([since, until], first, last)))
        open_s = official_s = 0
        days: set[int] = set()
        for begins, ends in pairwise(edges.tolist()):
            if ((first <= begins) & (last >= ends)).any():
                open_s += ends - begins
                official_s += plan.official.open_between(begins, ends)
                for opens, closes in zip(plan.official.opens.tolist(), plan.official.closes.tolist(), strict=True):
                    if max(opens, begins) < min(closes, ends):
                        days |= set(range(day_of_arrival(max(opens, begins)), day_of(min(closes, ends)) + 1))
        workdays = sum(plan.workdays.between(day - 1, day) for day in days if day > window.start_day[row])
        assert (shown.open_s[row], shown.official_s[row], shown.workdays[row]) == (open_s, official_s, workdays)


@given(systems(), count=8)
def test_parts_of_visits_are_differences_of_instants_and_of_open_time(system: Any) -> None:
    records = simulate(system)
    plan = records.plan
    visits = records.visit_rows[(done_at(records.visit_rows) != NOT_YET)]
    plain, reasons = visit_parts(records, visits), parts_on_clock(records, visits)
    since, until = (np.full(len(visits), instant) for instant in (90_000, 500_000))
    official = parts_on_clock(records, visits, since, until, is_official=True, has_corrections=False)
    for visit, found, because, clocked in zip(visits, plain, reasons, official, strict=True):
        node, end = int(visit["node"]), int(done_at(visit[np.newaxis])[0])
        joined, start = (
            int(visit[name]) if NOT_YET < visit[name] <= end or visit[name] < NOT_YET else end
            for name in ("joined", "start")
        )
        named = dict(zip(PARTS, found.tolist(), strict=True))
        whole = max(end, int(visit["correction_end"])) - int(visit["ready"])
        assert found.sum() == because.sum() == whole
        assert named["applicant"] == because[PARTS.index("applicant")] >= whole - (end - int(visit["ready"]))
        if plan.nodes.kind[node] == Kind.WORK:
            office = plan.nodes.office[node]
            assert named["queue"] == office.open_between(joined, start)
            assert named["work"] == office.open_between(start, end)
            at_door = joined - int(visit["ready"]) - named["handover"]
            assert at_door == because[PARTS.index("closed")]
            assert not at_door or (plan.nodes.in_person[node] and joined in office.opens)
        else:
            assert named[plan.nodes.step[node].step.waits_as or "session"] == end - joined
        first, last = np.clip([int(visit["ready"]), end], 90_000, 500_000).tolist()
        assert clocked.sum() == plan.official.open_between(first, last)


@given(systems(), count=8)
def test_departments_are_served_as_visit_by_visit(system: Any) -> None:
    records = simulate(system)
    plan, visits = records.plan, records.visit_rows
    first, last = system.period.cohort_start_s, system.period.cohort_end_s
    found = np.array(served(records, first, last))
    expected = np.zeros_like(found)
    for visit in visits[visits["start"] != NOT_YET]:
        node, start = int(visit["node"]), int(visit["start"])
        end = last if visit["end"] == NOT_YET else int(visit["end"])
        for department in plan.nodes.people[node]:
            hours = plan.nodes.office[node]
            expected[0, department] += hours.open_between(*np.clip([start, end], first, last).tolist())
            expected[1, department] += first <= start < last
            expected[2, department] += (start - int(visit["joined"])) * (first <= start < last)
    for departments, since, left in queue_spells(records):
        np.add.at(expected[3], departments, np.clip(left, first, last) - np.clip(since, first, last))
    assert np.array_equal(found, expected)


@given(systems(), count=8)
def test_ways_back_end_where_they_began_and_each_visit_begins_where_the_next_had_ended(system: Any) -> None:
    records = simulate(system)
    rows = records.case_rows
    chosen = rows["outcome"] == Result.PASS
    for case, visits in critical_visits(records, chosen):
        finish = np.maximum(done_at(visits), visits["correction_end"])
        is_next = case[1:] == case[:-1]
        assert np.array_equal(finish[1:][is_next], visits["ready"][:-1][is_next])
        heads = np.append(True, ~is_next)[: len(case)]
        assert np.array_equal(finish[heads], rows["decided"][case[heads]])
        assert np.array_equal(visits["ready"][np.append(~is_next, True)[: len(case)]], rows["submitted"][case[heads]])


def test_visits_are_grouped_as_a_stable_sort_does() -> None:
    records = simulate(adminsim.example("smallest").reformed)
    shuffled = np.random.Generator(np.random.Philox(key=5)).permutation(len(records.visit_rows))
    visits = records.visit_rows[shuffled]
    grouped = Grouped.of(records.plan, visits, records.sizes)
    assert np.array_equal(grouped.order, np.argsort(visits["case"], kind="stable"))
    assert np.array_equal(np.diff(grouped.first), np.bincount(visits["case"], minlength=sum(records.sizes)))


@pytest.mark.parametrize("count", [0, 1, 2, 7, 40, 900])
def test_values_are_sorted(count: int) -> None:
    values = np.random.Generator(np.random.Philox(key=count)).integers(-50, 50, count + 3)
    expected = np.concatenate((np.sort(values[:count]), values[count:]))
    called(passes._sort)(values, count)
    assert np.array_equal(values, expected)


def test_open_time_is_that_of_the_timeline_with_a_table_and_without() -> None:
    plan = simulate(adminsim.example("smallest").baseline).plan
    offices, intervals, begun = hours_of(plan)
    searched = offices.copy()
    searched["step"] = 0
    worked = called(passes._worked)
    for t in range(-100_000, plan.horizon_s + 100_000, 7_919):
        expected = plan.official.worked(t)
        assert worked(offices, intervals, begun, 0, t) == expected
        assert worked(searched, intervals, begun, 0, t) == expected


def test_numbers_of_results_and_parts_are_those_of_their_names() -> None:
    for name in ("PASS", "DROPPED", "MOOT", "TACIT"):
        assert getattr(passes, name) == Result[name]
    for name in ("HANDOVER", "QUEUE", "CLOSED", "WORK", "APPLICANT"):
        assert PARTS[getattr(passes, name)] == name.lower()
    assert len(PARTS) == passes.PARTS


def test_without_numba_the_same_is_measured() -> None:
    program = (
        "import sys; sys.modules['numba'] = None\n"
        "import adminsim\n"
        "from adminsim.engine.simulate import simulate\n"
        "from adminsim.study.many.replicate import reduce\n"
        "scenario = adminsim.example('smallest')\n"
        "print(reduce(simulate(scenario.reformed, 4), scenario.targets).measures)"
    )
    told = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", program], check=True, capture_output=True, text=True
    )
    scenario = adminsim.example("smallest")
    assert told.stdout.strip() == str(reduce(simulate(scenario.reformed, 4), scenario.targets).measures)
