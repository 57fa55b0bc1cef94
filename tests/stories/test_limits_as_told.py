"""What a planner would say about limits, silence, and patience."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from town import before_and_after, reformed

from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.engine.simulate import simulate
from adminsim.model.problem import InvalidSystemError
from adminsim.study.run.overdue import limit_measures
from systems import OFFICE, at, every, system_of, work

HOUR_S = 3600
MONDAY = "2022-06-20 09:00"


def one_desk(work_of_review: str = "30 h", **chain: Any) -> Any:
    """Return a desk with one person, at which applications arrive together."""
    steps = {"review": work("desk", work_of_review), "decision": work("hall", "1 h", needs=["review"])}
    arrivals = chain.pop("demand", at(*[MONDAY] * 3))
    return system_of(steps, demand=arrivals, decision="decision", hours=OFFICE, departments={"hall": 10}, **chain)


TACIT = {"reform": "time_limit", "steps": ["review"], "limit": "2 WD", "on_expiry": "approve"}


def day_of(records: Records, field: str, case: int) -> Any:
    return records.cases[field].iloc[case].date().isoformat()


def test_silence_is_approval_at_midnight_of_the_last_day() -> None:
    records = simulate(reformed(one_desk(), TACIT))
    queued = records.visits[(records.visits["step"] == "review") & (records.visits["case"] > 0)]
    assert queued["outcome"].tolist() == ["tacit", "tacit"]
    assert [str(end) for end in queued["end"]] == ["2022-06-23 00:00:00"] * 2
    assert queued["work"].dt.total_seconds().sum() == 0


def test_work_in_hand_at_the_limit_is_finished_and_its_outcome_ignored() -> None:
    steps = {
        "review": work("desk", "30 h", outcome={"rejects": 0.999}),
        "decision": work("hall", "1 h", needs=["review"]),
    }
    system = system_of(steps, demand=at(MONDAY), decision="decision", hours=OFFICE)
    before, after = before_and_after(system, TACIT)
    assert before.cases["outcome"].tolist() == ["rejected"]
    assert after.cases["outcome"].tolist() == ["approved"]
    review = after.visits.iloc[0]
    assert (review["outcome"], review["work"].total_seconds()) == ("tacit", 30 * HOUR_S)
    assert str(review["end"]) == "2022-06-23 15:00:00"
    assert str(after.cases["decided"].iloc[0]) == "2022-06-23 10:00:00"


def test_what_ends_at_the_instant_of_its_limit_is_in_time() -> None:
    desk = one_desk("8 h", demand=at(MONDAY))
    in_hours = TACIT | {"limit": "8 h", "earliest_due": False}
    records = simulate(reformed(desk, in_hours))
    assert records.visits["outcome"].tolist() == ["pass", "pass"]
    late = simulate(reformed(desk, in_hours | {"limit": "7 h"}))
    assert late.visits["outcome"].tolist() == ["tacit", "pass"]


def test_a_limit_without_consequences_only_decides_who_waits() -> None:
    before, after = before_and_after(one_desk(), TACIT | {"on_expiry": "nothing"})
    assert np.array_equal(before.case_rows["decided"], after.case_rows["decided"])


def test_an_escalated_file_goes_before_all_others() -> None:
    steps = {
        "review": work("desk", "4 h", types=["old"]),
        "other": work("desk", "4 h", types=["new"]),
        "decision": work("hall", "1 h", needs=["review", "other"]),
    }
    types = {"old": {"mix": 0.5, "priority": 9}, "new": {"mix": 0.5, "priority": 1}}
    system = system_of(
        steps,
        demand=every("2 h"),
        decision="decision",
        types=types,
        days=10,
        departments={"desk": {"staff": 1, "discipline": "priority"}, "hall": 10},
    )
    escalate = TACIT | {"limit": "12 h", "on_expiry": "escalate", "earliest_due": False}
    before, after = before_and_after(system, escalate)
    waited = [records.visits.query("step == 'review'") for records in (before, after)]
    longest = [(visits["start"] - visits["joined"]).max() for visits in waited]
    assert longest[1] < longest[0]


def test_an_extension_moves_the_limit_for_those_that_get_it() -> None:
    everyone = TACIT | {"extension": {"probability": 1.0, "by": "3 WD"}}
    records = simulate(reformed(one_desk(), everyone))
    last = records.visits.query("case == 2 and step == 'review'").iloc[0]
    assert (last["outcome"], str(last["end"])) == ("tacit", "2022-06-28 00:00:00")
    nobody = TACIT | {"extension": {"probability": 0.0, "by": "3 WD"}}
    assert np.array_equal(
        simulate(reformed(one_desk(), nobody)).case_rows, simulate(reformed(one_desk(), TACIT)).case_rows
    )


def test_a_whole_case_is_approved_when_its_limit_passes_and_what_follows_the_decision_goes_on() -> None:
    steps = {
        "review": work("desk", "30 h"),
        "decision": work("hall", "1 h", needs=["review"]),
        "licence": work("hall", "1 h", needs=["decision"]),
    }
    system = system_of(steps, demand=at(MONDAY), decision="decision", hours=OFFICE)
    records = simulate(reformed(system, {"reform": "time_limit", "limit": "1 WD", "on_expiry": "approve"}))
    assert records.cases["outcome"].tolist() == ["approved"]
    assert str(records.cases["decided"].iloc[0]) == "2022-06-22 00:00:00"
    assert records.visits["step"].tolist() == ["review", "licence"]


def test_applicants_whose_patience_ends_give_up_and_free_the_queue() -> None:
    patient, impatient = simulate(one_desk()), simulate(one_desk(patience="2 d"))
    assert patient.cases["outcome"].tolist() == ["approved"] * 3
    assert impatient.cases["outcome"].tolist() == ["given_up"] * 3
    assert set(impatient.case_rows["elapsed"]) == {48 * HOUR_S}
    in_hand = impatient.visits.iloc[0]
    assert (in_hand["outcome"], in_hand["work"].total_seconds()) == ("moot", 30 * HOUR_S)
    assert impatient.visits["outcome"].tolist()[1:] == ["dropped", "dropped"]
    assert impatient.case_rows["outcome"][0] == Result.GIVEN_UP


def test_two_limits_for_one_step_are_a_conflict() -> None:
    with pytest.raises(InvalidSystemError, match="both set the limit of 'review'"):
        reformed(one_desk(), TACIT, TACIT | {"name": "again", "earliest_due": False})


def test_each_case_type_may_have_a_limit_of_its_own_and_only_one() -> None:
    types = {"home": {"mix": 0.5}, "firm": {"mix": 0.5}}
    homes = {"reform": "time_limit", "limit": "3 WD", "coverage": {"types": ["home"]}}
    firms = {"reform": "time_limit", "name": "firms", "limit": "5 WD", "coverage": {"types": ["firm"]}}
    system = reformed(one_desk(types=types), homes, firms)
    # A limit for whole cases changes no step, and is a change all the same.
    assert system.remarks == ()
    limits = {str(system.chains["permit"].route(frozenset({name})).limit) for name in ("time_limit", "firms")}
    assert limits == {"3 WD", "5 WD"}
    later = {"phases": [{"from": "2022-08-01", "coverage": {"types": ["home", "firm"]}}]}
    for other in (firms | {"coverage": {}}, firms | later):
        with pytest.raises(InvalidSystemError) as error:
            reformed(one_desk(types=types), homes, other)
        assert [problem.code for problem in error.value.problems] == ["reform-limit-set-twice"]


def test_a_limit_that_begins_with_nobody_has_due_dates_hold_once_it_covers_somebody() -> None:
    later = {"coverage": 0, "phases": [{"from": "2022-07-01", "coverage": 1}]}
    limit = {"reform": "time_limit", "steps": ["review"], "limit": "2 WD", **later}
    assert reformed(one_desk(), limit).departments["desk"].due_from == dt.date(2022, 7, 1)
    nobody = {"reform": "time_limit", "steps": ["review"], "limit": "2 WD", "coverage": 0}
    assert reformed(one_desk(), nobody).departments["desk"] == one_desk().departments["desk"]


@pytest.mark.parametrize("engine", ["reference", "compiled"])
@pytest.mark.parametrize(
    ("clock", "since", "limit", "passed"),
    [
        # The first visit joins on Monday at 11:00 and ends at 12:00 in a correction of 26 h; the next joins on Tuesday
        # at 16:00, since each has a hand-over of 2 h, and nobody comes to it.
        ("elapsed", "joining", "6 h", "2022-06-21 22:00:00"),
        ("official", "joining", "6 h", "2022-06-22 14:00:00"),
        ("official", "ready", "6 h", "2022-06-22 12:00:00"),
        ("agency", "joining", "6 h", "2022-06-22 13:00:00"),
        ("agency", "ready", "6 h", "2022-06-21 17:00:00"),
        ("elapsed", "joining", "1 WD", "2022-06-23 00:00:00"),
        ("agency", "joining", "1 WD", "2022-06-23 00:00:00"),
    ],
)
def test_a_limit_is_counted_as_its_clock_says(engine: Any, clock: str, since: str, limit: str, passed: str) -> None:
    terms = {"limit": limit, "limit_clock": clock, "limit_from": since, "on_expiry": "approve"}
    outcome = {"returns": [1.0, 0.0], "correction": "26 h", "max_returns": 1}
    steps = {
        "review": work("desk", {"fixed": "1 h"}, handover="2 h", outcome=outcome, **terms),
        "beside": work("desk", "90 h"),
    }
    demand = at("2022-06-20 09:00")
    system = system_of(steps, demand=demand, hours=OFFICE, departments={"desk": {"shifts": LATER}}, decision="review")
    visits = simulate(system, engine=engine).visits
    review = visits[visits["step"] == "review"]
    assert [str(review["start"].iloc[0]), str(review["end"].iloc[0])] == ["2022-06-20 11:00:00", "2022-06-20 12:00:00"]
    assert (review["outcome"].iloc[1], str(review["end"].iloc[1])) == ("tacit", passed)


LATER = [{"staff": 2, "until": "2022-06-21"}, {"staff": 1, "since": "2022-06-21"}]
"""Two on the first day and one after it, who is busy with something else for long."""


@pytest.mark.parametrize(("terms", "overdue"), [
    ({"limit": "1 WD"}, 1),
    ({"limit": "10 h", "clock": "agency"}, 0),
    ({"limit": "9 h", "clock": "agency"}, 1),
    ({"limit": "24 h", "start": "accepted"}, 1),
    ({"limit": "25 h", "start": "accepted"}, 0),
    ({"limit": "1 WD", "start": "accepted"}, 0),
    ({"limit": "17 h", "clock": "official"}, 1),
    ({"limit": "18 h", "clock": "official"}, 0),
])  # fmt: skip
def test_a_promise_for_the_whole_case_counts_what_the_bureau_had_it_for(terms: dict[str, str], overdue: int) -> None:
    # Filed on Monday at 9:00, at once sent back for a day of 8 h; accepted on Tuesday at 10:00, and 9 h of review in
    # working days of 8 h: decided on Wednesday at 11:00, 18 official hours after the filing, 10 of them the bureau's.
    steps = {
        "intake": work("window", "30 min", intake={"documents": ["form"]}),
        "review": work("desk", "9 h", needs=["intake"]),
    }
    form = {"missing": [1.0, 0.0], "obtain": "1 WD"}
    system = system_of(steps, demand=at(MONDAY), documents={"form": form}, hours=OFFICE)
    records = simulate(reformed(system, {"reform": "time_limit", "earliest_due": False, **terms}))
    assert str(records.cases["decided"].iloc[0]) == "2022-06-22 11:00:00"
    assert limit_measures(records)["chain.permit.overdue"] == overdue
