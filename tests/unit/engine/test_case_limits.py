"""Limits of cases that begin at acceptance or stand still, by hand: an office of 8 h a day from Monday on."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.engine.records import Records
from adminsim.engine.simulate import is_compiled_available, simulate
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms
from adminsim.study.run.overdue import limit_measures
from reform_lists import reform_of
from systems import OFFICE, at, system_of, wait, work

MONDAY = "2022-06-20 09:00"
ENGINES = ["reference", *(["compiled"] if is_compiled_available() else [])]
FOR_EVER = "300 h"

pytestmark = pytest.mark.parametrize("engine", ENGINES)


def run(engine: Any, steps: dict[str, Any], limit: str, clock: str, since: str = "submitted", **fields: Any) -> Records:
    terms = {"limit": limit, "limit_clock": clock, "limit_from": since, "on_expiry": "approve"}
    given = {"demand": at(MONDAY), "hours": OFFICE} | terms | fields
    return simulate(system_of(steps, **given), engine=engine)


def decided(records: Records) -> str:
    return str(records.cases["decided"].iloc[0])[:16]


def sent_back(correction: str, work_before: str = "1 h") -> dict[str, Any]:
    """A review that is sent back once, and then never ends."""
    outcome = {"returns": [1.0, 0.0], "correction": correction, "max_returns": 1}
    return work("desk", work_before, after_return={"work": FOR_EVER}, outcome=outcome)


@pytest.mark.parametrize(
    ("limit", "correction", "passed"),
    [
        # An hour on Monday, then with the applicant until Tuesday at 12:00.
        ("6 h", "26 h", "2022-06-21 17:00"),
        ("7 h", "26 h", "2022-06-22 10:00"),
        ("2 WD", "26 h", "2022-06-23 00:00"),
        # Away over night only: no day is lost. Away from Monday to Thursday: Tuesday and Wednesday are.
        ("2 WD", "23 h", "2022-06-23 00:00"),
        ("2 WD", "3 d", "2022-06-25 00:00"),
        ("1 WD", "3 d", "2022-06-24 00:00"),
        # Away until Thursday at 18:00, after hours: Friday and, behind the days off, Monday.
        ("2 WD", "80 h", "2022-06-28 00:00"),
    ],
)
def test_a_limit_goes_on_after_a_correction_with_what_is_left(
    engine: Any, limit: str, correction: str, passed: str
) -> None:
    records = run(engine, {"review": sent_back(correction)}, limit, "agency")
    assert (decided(records), records.visits["outcome"].iloc[-1]) == (passed, "tacit")
    assert limit_measures(records)["chain.permit.overdue"] == 0
    hours = float(limit.split()[0]) if limit.endswith(" h") else None
    assert hours in (None, records.case_rows["agency"][0] / 3600)


def test_the_clock_stands_still_only_while_every_step_that_counts_is_with_the_applicant(engine: Any) -> None:
    steps = {"review": sent_back("26 h"), "beside": work("other", FOR_EVER)}
    assert decided(run(engine, steps, "6 h", "agency")) == "2022-06-20 15:00"
    steps["beside"] |= {"counts": False}
    assert decided(run(engine, steps, "6 h", "agency")) == "2022-06-21 17:00"
    # Two hours beside it count, one of them alone: 10:00 to 11:00.
    steps["beside"] |= {"work": "2 h", "counts": True}
    assert decided(run(engine, steps, "6 h", "agency")) == "2022-06-21 16:00"
    # Another opens in the middle of the correction, from Monday at 14:00 on.
    steps["beside"] |= {"work": FOR_EVER, "needs": ["study"]}
    steps["study"] = wait("5 h")
    assert decided(run(engine, steps, "6 h", "agency")) == "2022-06-21 11:00"


@pytest.mark.parametrize(
    ("limit", "clock", "passed"),
    [
        # Accepted on Monday at 10:00; the file then travels for a working day, and nobody ends the review.
        ("10 h", "elapsed", "2022-06-20 20:00"),
        ("10 h", "official", "2022-06-21 12:00"),
        ("10 h", "agency", "2022-06-21 12:00"),
        ("1 WD", "elapsed", "2022-06-22 00:00"),
        ("1 WD", "agency", "2022-06-22 00:00"),
        # The last day is Saturday, and moves to Monday (Civil Code, art. 203); that of a month is a Wednesday.
        ("5 d", "elapsed", "2022-06-28 00:00"),
        ("1 month", "elapsed", "2022-07-21 00:00"),
    ],
)
def test_a_limit_from_acceptance_holds_the_hand_over(engine: Any, limit: str, clock: str, passed: str) -> None:
    steps = {
        "intake": work("window", "1 h", intake={"documents": ["form"]}),
        "review": work("desk", FOR_EVER, needs=["intake"], handover="1 WD"),
    }
    papers = {"form": {"missing": 0.0, "obtain": "1 d"}}
    records = run(engine, steps, limit, clock, "accepted", documents=papers)
    assert [str(records.cases["accepted"].iloc[0])[:16], decided(records)] == ["2022-06-20 10:00", passed]


def test_a_case_that_is_never_accepted_has_no_limit_and_one_without_an_intake_has_it_from_the_filing(
    engine: Any,
) -> None:
    steps = {"intake": work("window", FOR_EVER, intake={"documents": ["form"]})}
    papers = {"form": {"missing": 0.0, "obtain": "1 d"}}
    records = run(engine, steps, "1 WD", "agency", "accepted", documents=papers)
    assert records.visits["outcome"].tolist() == ["pass"]
    assert decided(run(engine, {"review": work("desk", FOR_EVER)}, "10 h", "agency", "accepted")) == "2022-06-21 11:00"
    # Filed as Tuesday begins: Wednesday is the first day.
    filed = at("2022-06-21 00:00")
    records = run(engine, {"review": work("desk", FOR_EVER)}, "1 WD", "elapsed", "accepted", demand=filed)
    assert (decided(records), limit_measures(records)["chain.permit.overdue"]) == ("2022-06-23 00:00", 0)


@pytest.mark.parametrize("since", ["submitted", "accepted"])
@pytest.mark.parametrize(
    ("limit", "passed"),
    [
        # Submitted five days before Monday, as Wednesday begins, and with the bureau since then.
        ("3 WD", "2022-06-21 00:00"),
        ("2 WD", "2022-06-20 00:00"),
        ("26 h", "2022-06-20 11:00"),
        ("24 h", "2022-06-20 00:00"),
        ("20 h", "2022-06-20 00:00"),
    ],
)
def test_the_days_of_a_backlog_before_the_start_are_used(engine: Any, since: str, limit: str, passed: str) -> None:
    steps = {
        "intake": work("window", "1 h", intake={"documents": ["form"]}),
        "review": work("desk", FOR_EVER, needs=["intake"]),
    }
    papers = {"form": {"missing": 0.0, "obtain": "1 d"}}
    waiting = {"review": {"cases": 1, "age": "5 d"}}
    records = run(engine, steps, limit, "agency", since, documents=papers, backlog=waiting)
    backlog = records.case_rows[records.case_rows["chain"] == 1]
    assert int(backlog["decided"][0]) == seconds_since_monday(passed)


def seconds_since_monday(instant: str) -> int:
    day, hour, minute = int(instant[8:10]), int(instant[11:13]), int(instant[14:])
    return ((day - 20) * 24 + hour) * 3600 + minute * 60


@pytest.mark.parametrize(
    ("limit", "clock", "passed"),
    [
        # Told on Wednesday at 13:00 of what should have been told by Tuesday: accepted on Monday at 9:00.
        ("30 h", "official", "2022-06-23 15:00"),
        ("12 h", "official", "2022-06-22 13:00"),
        # 20 h until then, and none until the papers are there on Thursday at 13:00.
        ("30 h", "agency", "2022-06-24 15:00"),
        ("12 h", "agency", "2022-06-23 13:00"),
        ("3 WD", "agency", "2022-06-24 00:00"),
    ],
)
def test_a_late_notice_dates_the_acceptance_back(engine: Any, limit: str, clock: str, passed: str) -> None:
    steps = {"intake": work("window", "20 h", intake={"documents": ["form"], "notice_within": "1 WD"})}
    papers = {"form": {"missing": [1.0, 0.0], "obtain": "1 d"}}
    records = run(engine, steps, limit, clock, "accepted", documents=papers)
    assert [str(records.cases["accepted"].iloc[0])[:16], decided(records)] == [MONDAY, passed]
    # In time it is no acceptance.
    steps["intake"]["intake"]["notice_within"] = "2 WD"
    records = run(engine, steps, limit, clock, "accepted", documents=papers)
    assert (decided(records), records.visits["outcome"].tolist()) == ("2022-06-27 17:00", ["incomplete", "pass"])


def test_what_ends_at_the_instant_of_the_limit_is_in_time(engine: Any) -> None:
    review = {"review": work("desk", "6 h")}
    records = run(engine, review, "6 h", "agency")
    assert (decided(records), records.visits["outcome"].tolist()) == ("2022-06-20 15:00", ["pass"])
    # What follows at that instant is not.
    records = run(engine, review | {"sign": work("desk", "1 h", needs=["review"])}, "6 h", "agency")
    assert (decided(records), records.visits["outcome"].tolist()) == ("2022-06-20 15:00", ["pass", "tacit"])
    # Sent back at that instant it is the applicant's; nothing is left when it comes again, on Tuesday at 17:00.
    records = run(engine, {"review": sent_back("26 h", "6 h")}, "6 h", "agency")
    assert (decided(records), records.visits["outcome"].tolist()) == ("2022-06-21 17:00", ["return", "tacit"])


def test_an_extension_is_counted(engine: Any) -> None:
    longer = {"extension": {"probability": 1.0, "by": "1 WD"}}
    records = run(engine, {"review": sent_back("3 d")}, "1 WD", "agency", **longer)
    assert decided(records) == "2022-06-25 00:00"


def test_who_gives_up_first_is_not_approved(engine: Any) -> None:
    steps = {"review": sent_back("26 h")}
    outcomes = [
        run(engine, steps, "6 h", "agency", patience=patience).cases["outcome"].iloc[0]
        for patience in ("31 h", "32 h", "33 h")
    ]
    assert outcomes == ["given_up", "approved", "approved"]


def test_an_escalation_takes_a_file_that_is_late_to_the_front(engine: Any) -> None:
    # Reviewed from 9:00 to 10:00 and back at 11:00, it has been with the desk for 4 h at 14:00. Others of 3 h began at
    # 10:00 and at 13:00, so that it is taken next at 16:00; without the pause it would be at 13:00.
    limit = {"limit": "4 h", "limit_clock": "agency", "on_expiry": "escalate"}
    others = {"steps": {"plain": work("desk", "3 h")}, "demand": at(*["2022-06-20 09:30"] * 6)}
    late = {"steps": {"review": sent_back("1 h")}, "demand": at(MONDAY), **limit}
    visits = simulate(system_of(chains={"late": late, "others": others}, hours=OFFICE), engine=engine).visits
    again = visits[(visits["step"] == "review") & (visits["visit"] == 2)]
    assert str(again["start"].iloc[0])[:16] == "2022-06-20 16:00"


def test_the_reform_has_such_limits(engine: Any) -> None:
    steps = {"review": sent_back("26 h")}
    system: System = system_of(steps, demand=at(MONDAY), hours=OFFICE)
    limit = reform_of(reform="time_limit", limit="6 h", clock="agency", on_expiry="approve")
    assert decided(simulate(apply_reforms(system, [limit]), engine=engine)) == "2022-06-21 17:00"
