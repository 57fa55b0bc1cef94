"""Documents at the counter, worked out by hand: one hour of check, days to obtain."""

from __future__ import annotations

from typing import Any

import numpy as np

from adminsim.engine.records import Records
from adminsim.engine.simulate import simulate
from systems import MANY, at, every, system_of, work

DEPARTMENTS = {"hall": MANY, "tax": MANY}
TWICE = [1.0, 1.0, 0.0]
ONE_TIME = [1.0, 0.0]


def run(documents: dict[str, Any], notice: str, **fields: Any) -> Records:
    intake = {"documents": list(documents), "notice": notice, **fields}
    steps = {"intake": work("hall", "1 h", intake=intake)}
    return simulate(system_of(steps, documents=documents, departments=DEPARTMENTS, demand=at("2022-06-20 00:00")))


def missing(probability: Any, days: int, **fields: Any) -> dict[str, Any]:
    return {"missing": probability, "obtain": f"{days} d", **fields}


def elapsed_h(records: Records) -> list[float]:
    return (records.case_rows["elapsed"] / 3600).tolist()


def test_told_at_once_an_applicant_obtains_the_longest_of_all() -> None:
    documents = {"form": missing(ONE_TIME, 1), "lease": missing(ONE_TIME, 5), "plan": missing(0.0, 9)}
    records = run(documents, "once")
    assert len(records.visit_rows) == 2
    assert elapsed_h(records) == [1 + 5 * 24 + 1]


def test_told_piecemeal_an_applicant_comes_once_for_each() -> None:
    documents = {"form": missing(ONE_TIME, 1), "lease": missing(ONE_TIME, 5)}
    records = run(documents, "piecemeal")
    corrections = (records.visit_rows["correction_end"] - records.visit_rows["end"])[:2] / 86400
    assert corrections.tolist() == [1, 5]
    assert elapsed_h(records) == [3 + 6 * 24]


def test_piecemeal_goes_by_the_order_of_the_file_and_not_of_the_intake() -> None:
    documents = {"z": missing(ONE_TIME, 1), "a": missing(ONE_TIME, 5)}
    intake = {"documents": ["a", "z"], "notice": "piecemeal"}
    system = system_of(
        {"intake": work("hall", "1 h", intake=intake)}, documents=documents, demand=at("2022-06-20 00:00")
    )
    visits = simulate(system).visit_rows
    assert ((visits["correction_end"] - visits["end"])[:2] / 86400).tolist() == [1, 5]


def test_a_document_may_be_wanting_again_at_the_next_filing() -> None:
    assert len(run({"form": missing(TWICE, 1)}, "once").visit_rows) == 3


def test_returns_count_for_each_document() -> None:
    # Each document may go back twice: piecemeal that makes four returns, and the fifth filing passes.
    documents = {"form": missing(TWICE, 1), "lease": missing(TWICE, 1)}
    records = run(documents, "piecemeal", max_returns=2)
    assert len(records.visit_rows) == 5
    assert records.cases["outcome"].tolist() == ["approved"]


def test_a_document_that_went_back_as_often_as_it_may_ends_the_case() -> None:
    documents = {"form": missing(1.0, 1)}
    assert run(documents, "once", max_returns=2).cases["outcome"].tolist() == ["rejected"]
    assert run(documents, "once", max_returns=2, on_exhausted="pass").cases["outcome"].tolist() == ["approved"]
    assert len(run(documents, "once", max_returns=2, on_exhausted="pass").visit_rows) == 3


def test_visits_are_bounded_before_the_run() -> None:
    documents = {"form": missing(1.0, 1), "lease": missing(1.0, 1)}
    records = run(documents, "piecemeal", max_returns=2, on_exhausted="pass")
    assert records.plan.nodes.visits.tolist() == [5]
    assert len(records.visit_rows) == 5
    assert run(documents, "once", max_returns=2).plan.nodes.visits.tolist() == [3]


def test_one_document_of_two_intakes_is_wanting_at_the_first_of_the_file_only() -> None:
    documents = {"lease": missing(ONE_TIME, 1)}
    intake = {"documents": ["lease"], "notice": "once"}
    steps = {
        "second": work("tax", "1 h", intake=intake, needs=["first"]),
        "first": work("hall", "1 h", intake=intake),
    }
    records = simulate(system_of(steps, documents=documents, departments=DEPARTMENTS, demand=at("2022-06-20 00:00")))
    frame = records.visits
    assert frame.loc[frame["outcome"] == "incomplete", "step"].tolist() == ["second"]
    assert records.cases["documents"].tolist() == [2]


def test_where_the_first_intake_is_not_needed_the_second_finds_it_wanting() -> None:
    documents = {"lease": missing(ONE_TIME, 1)}
    intake = {"documents": ["lease"], "notice": "once"}
    steps = {
        "first": work("hall", "1 h", intake=intake, probability=0.5),
        "second": work("tax", "1 h", intake=intake, needs=["first"]),
    }
    system = system_of(steps, documents=documents, departments=DEPARTMENTS, demand=every("1 d"), days=20)
    frame = simulate(system).visits
    found = frame[frame["outcome"] == "incomplete"].groupby("case", observed=True)["step"].agg(list)
    assert {step for steps in found for step in steps} == {"first", "second"}
    assert (found.map(len) == 1).all()


def test_a_case_is_complete_when_nothing_is_wanting_at_its_first_filing() -> None:
    documents = {"form": missing(0.5, 1), "lease": missing(0.5, 1)}
    intake = {"documents": ["form", "lease"], "notice": "once"}
    system = system_of(
        {"intake": work("hall", "1 h", intake=intake)}, documents=documents, demand=every("2 d"), days=60
    )
    records = simulate(system)
    visits = np.bincount(records.visit_rows["case"])
    assert np.array_equal(records.case_rows["complete"], visits == 1)
    assert 0 < records.case_rows["complete"].mean() < 1
