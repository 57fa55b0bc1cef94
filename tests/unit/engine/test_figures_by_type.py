"""Work, hand-over, returns and rejections that differ by case type and after a return, worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.engine.simulate import Engine, simulate
from adminsim.model.checks import check_system
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms
from adminsim.study.preview.flows import Flows
from adminsim.study.preview.offered_load import offered_loads
from reform_lists import reform_of
from systems import MANY, at, every, system_of, wait, work

ENGINES: tuple[Engine, ...] = ("reference", "compiled")
TWO = {"easy": {"mix": 0.5}, "hard": {"mix": 0.5}}
ONCE = {"returns": [1.0, 0.0], "max_returns": 1, "correction": "2 h"}


def one_of_each(step: dict[str, Any], **fields: Any) -> System:
    """Return a system of one easy and one hard application, both at once, with staff for all."""
    demand = at("2022-06-20 00:00", "2022-06-20 00:00") | {"types": ["easy", "hard"]}
    return system_of({"a": step}, demand=demand, types=TWO, departments={"x": MANY}, **fields)


def hours(records: Records) -> dict[tuple[str, int], tuple[float, float, float]]:
    """Return by case type and visit when the step is ready, joined and over, in hours."""
    types = dict(enumerate(TWO))
    kind = [types[number] for number in records.case_rows["case_type"]]
    return {
        (kind[row["case"]], int(row["visit"])): tuple(float(row[f]) / 3600 for f in ("ready", "joined", "end"))  # type: ignore[misc]
        for row in records.visit_rows
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_work_handover_and_corrections_are_those_of_the_type_and_the_visit(engine: Engine) -> None:
    step = work(
        "x", "1 h", handover="30 min", outcome=ONCE,
        after_return={"work": "15 min", "handover": "0 h"},
        by_type={"hard": {"work": "3 h", "handover": "4 h", "correction": "1 d", "after_return": {"work": "2 h"}}},
    )  # fmt: skip
    assert hours(simulate(one_of_each(step), engine=engine)) == {
        ("easy", 1): (0, 0.5, 1.5),
        ("easy", 2): (3.5, 3.5, 3.75),
        ("hard", 1): (0, 4, 7),
        ("hard", 2): (31, 31, 33),
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_a_figure_of_a_type_holds_after_a_return_too_where_nothing_else_is_said(engine: Engine) -> None:
    step = work("x", "1 h", outcome=ONCE, by_type={"hard": {"work": "3 h"}})
    found = hours(simulate(one_of_each(step), engine=engine))
    assert found["easy", 2] == (3, 3, 4)
    assert found["hard", 2] == (5, 5, 8)


@pytest.mark.parametrize("engine", ENGINES)
def test_returns_and_rejections_are_those_of_the_type(engine: Engine) -> None:
    step = work("x", "1 h", by_type={"easy": {"returns": [1.0, 0.0], "correction": "2 h"}, "hard": {"rejects": 1.0}})
    records = simulate(one_of_each(step), engine=engine)
    assert [Result(outcome) for outcome in records.case_rows["outcome"]] == [Result.PASS, Result.REJECT]
    assert hours(records) == {("easy", 1): (0, 0, 1), ("easy", 2): (3, 3, 4), ("hard", 1): (0, 0, 1)}


@pytest.mark.parametrize("engine", ENGINES)
def test_after_a_return_a_step_may_reject_that_never_does_at_first(engine: Engine) -> None:
    step = work("x", "1 h", outcome=ONCE, after_return={"rejects": 1.0})
    records = simulate(one_of_each(step), engine=engine)
    assert records.visit_rows["result"].tolist() == [Result.RETURN, Result.REJECT] * 2


@pytest.mark.parametrize("engine", ENGINES)
def test_rounds_after_a_return_are_counted_among_these(engine: Engine) -> None:
    outcome = {"returns": 1.0, "correction": "1 h", "max_returns": 5, "on_exhausted": "pass"}
    step = work("x", "1 h", outcome=outcome, after_return={"returns": [1.0, 0.0]})
    records = simulate(one_of_each(step), engine=engine)
    assert records.visit_rows["result"].tolist() == [Result.RETURN, Result.RETURN, Result.PASS] * 2


@pytest.mark.parametrize("engine", ENGINES)
def test_waits_may_differ_between_days_and_working_days(engine: Engine) -> None:
    step = wait("3 h", by_type={"hard": {"duration": "1 WD"}})
    opening = {"mon-fri": ["00:00-08:00"]}
    found = hours(simulate(one_of_each(step, hours=opening), engine=engine))
    assert found == {("easy", 1): (0, 0, 3), ("hard", 1): (0, 0, 8)}


def test_who_has_no_figures_of_his_own_is_drawn_as_before() -> None:
    plain = work("x", {"exponential": {"mean": "2 h"}}, handover={"exponential": {"mean": "1 h"}}, outcome=ONCE)
    other = plain | {"by_type": {"hard": {"work": "9 h", "handover": "0 h", "returns": 0.0}}}
    before, after = (simulate(one_of_each(step), seed=4) for step in (plain, other))
    (easy,) = np.flatnonzero(before.case_rows["case_type"] == 0)
    fields = ["visit", "ready", "joined", "start", "end", "correction_end", "work", "result"]
    rows = [records.visit_rows[records.visit_rows["case"] == easy][fields].tolist() for records in (before, after)]
    assert rows[0] == rows[1]


def test_merging_adds_up_the_work_of_the_parts_as_each_type_meets_them() -> None:
    steps = {
        "a": work("x", "1 h", by_type={"hard": {"work": "3 h"}}),
        "b": work("x", "1 h", after=["a"], by_type={"hard": {"rejects": 1.0}}),
    }
    demand = at("2022-06-20 00:00", "2022-06-20 00:00") | {"types": ["easy", "hard"]}
    system = system_of(steps, demand=demand, types=TWO, departments={"x": MANY})
    merged = apply_reforms(system, [reform_of(reform="merge_steps", steps=["a", "b"], into="one")])
    records = simulate(merged)
    assert records.case_rows["work"].tolist() == [2 * 3600, 4 * 3600]
    assert [Result(outcome) for outcome in records.case_rows["outcome"]] == [Result.PASS, Result.REJECT]
    stated = reform_of(reform="merge_steps", steps=["a", "b"], into="one", work="30 min")
    assert simulate(apply_reforms(system, [stated])).case_rows["work"].tolist() == [1800, 1800]


def test_agents_quicken_the_corrections_of_every_type() -> None:
    intake = {"documents": ["form"]}
    step = work("x", "1 h", outcome=ONCE, by_type={"hard": {"correction": "10 h"}}, intake=intake)
    system = one_of_each(step, documents={"form": {"missing": 0.0}})
    helped = apply_reforms(
        system, [reform_of(reform="agents", department="x", work="0 min", corrections=0.5, defects=1.0)]
    )
    ends = simulate(helped).visit_rows
    first = ends[(ends["visit"] == 1) & (ends["result"] == Result.RETURN)]
    assert (first["correction_end"] - first["end"]).tolist() == [3600, 5 * 3600]


def test_the_preview_counts_each_type_and_visit_with_its_own_work() -> None:
    outcome = {"returns": 0.5, "max_returns": 1, "correction": "1 h", "on_exhausted": "pass"}
    step = work(
        "x", "2 h", outcome=outcome, after_return={"work": "1 h"}, by_type={"hard": {"work": "4 h", "returns": 0.25}}
    )
    system = system_of({"a": step}, demand=every("24 h"), types=TWO, departments={"x": 1})
    (load,) = offered_loads(system)
    assert load.load == pytest.approx((0.5 * (2 + 0.5 * 1) + 0.5 * (4 + 0.25 * 1)) / 24)
    flow = Flows(system)["x"]
    assert flow.course.load(flow.service_s) == pytest.approx(load.load, rel=0.02)


def test_what_nobody_can_meet_is_said() -> None:
    step = work("x", "1 h", types=["easy"], by_type={"hard": {"work": "2 h"}, "esay": {"work": "1 h"}})
    period = wait("1 WD", legal_period=True, by_type={"hard": {"duration": "2 WD", "work": "1 h"}})
    travels = work("x", "1 h", handover="1 d", after_return={"handover": "1 WD"}, by_type={"hard": {"handover": "0 h"}})
    system = one_of_each(work("x", "1 h"))
    chain = system.chains["permit"]
    steps = (
        type(chain)
        .model_validate({"types": TWO, "demand": every("1 d"), "steps": {"a": step, "b": period, "c": travels}})
        .steps
    )
    found = check_system(system.with_chain("permit", chain.replace(steps=steps)))
    assert [(problem.code, problem.path[3:]) for problem in found] == [
        ("model-type-passes-by", ("a", "by_type", "hard")),
        ("model-unknown-type-near", ("a", "by_type", "esay")),
        ("model-figure-of-another-kind", ("b", "by_type", "hard", "work")),
        ("model-figure-of-another-kind", ("b", "by_type", "hard", "duration")),
        ("model-handover-units", ("c", "after_return", "handover")),
        ("model-never-again", ("c", "after_return")),
    ]


def test_probabilities_of_a_type_add_up_to_one_at_most() -> None:
    with pytest.raises(ValueError, match=r"1\.2"):
        one_of_each(work("x", outcome={"rejects": 0.7}, by_type={"hard": {"returns": 0.5, "correction": "1 h"}}))
    with pytest.raises(ValueError, match="correction"):
        one_of_each(work("x", by_type={"hard": {"returns": 0.5}}))
