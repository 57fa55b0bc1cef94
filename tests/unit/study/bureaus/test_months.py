"""What bureaus did with their time, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.engine.simulate import simulate
from adminsim.messages import Words
from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.bureaus.table import bureau_page, bureaus_table
from adminsim.report.kit.tables import as_text
from adminsim.study.bureaus.months import Bureaus, bureaus
from adminsim.study.run.late_visits import late_visits
from adminsim.study.run.overdue import limit_measures
from systems import MANY, OFFICE, at, every, system_of, wait, work


def study(system: System, *reforms: dict[str, Any]) -> Bureaus:
    written = {"version": 1, "baseline": "x", "reforms": reforms, "study": {"replications": 2}}
    scenario = Scenario(ScenarioFile.model_validate(written), system)
    assert not scenario.check()
    return bureaus(scenario, replications=2, workers=1)


def ten(**limit: Any) -> System:
    """Return ten files of Monday 9:00 at one desk that takes a day for each, then a day of the applicant's own.

    The k-th file is open for k days, and ends at 17:00 of the k-th working day: Monday 20 June is the first.
    """
    steps = {"check": work("desk", "8 h", **limit), "own": wait("1 d", needs=["check"], by="applicant")}
    return system_of(steps, demand=at(*["2022-06-20 09:00"] * 10), hours=OFFICE, days=30)


@pytest.mark.parametrize(
    ("limit", "words", "late", "none"),
    [
        ({"limit": "4 WD"}, Words.EN, "late", "nothing is late"),
        ({"limit": "4 WD"}, Words.ZH, "超期", "均无时限"),
        ({}, Words.EN, "late, ", "nothing is late"),
        ({}, Words.ZH, "超期，", "均无时限"),
    ],
)
def test_what_is_late_is_told_only_where_a_step_has_a_limit(
    limit: dict[str, str], words: Words, late: str, none: str
) -> None:
    found = study(ten(**limit))
    for told in (as_text(bureaus_table(found, words), 80), bureau_page(found, "desk", words)):
        assert (late in told, none in told) == (bool(limit), not limit)
        assert ", 改革" not in told


def test_clocks_and_late_steps_by_hand() -> None:
    found = study(ten(limit="4 WD"), {"reform": "staffing", "department": "desk", "add": 1}).by_month()
    june = found.loc[("desk", "2022-06")]
    # Nine files end in June (20 to 30 June has nine working days), the tenth on 1 July; they are open for 1 to 9 days.
    assert june["visits_before"] == 9
    assert june["clock_before"] == pytest.approx(5)
    assert june["days_before"] == pytest.approx(45)
    # A limit of four working days from the Monday ends on Friday: five files are in time.
    assert june["late_before"] == 4
    assert june["late_share_before"] == pytest.approx(4 / 9)
    july = found.loc[("desk", "2022-07")]
    assert july[["visits_before", "clock_before", "late_share_before"]].tolist() == [1, 10, 1]
    # With two people two end each day: 1, 1, 2, 2 ... 5, 5 days.
    assert found.loc[("desk", ""), ["visits_after", "days_after", "late_after"]].tolist() == [10, 30, 0]


@pytest.mark.parametrize(
    ("limit", "late"),
    [
        ({"limit": "30 h"}, 8),  # From Monday 9:00 to Tuesday 15:00: only the first is in time ...
        ({"limit": "56 h"}, 7),
        ({"limit": "24 h", "limit_clock": "official"}, 7),  # Three days of eight hours.
        ({"limit": "3 WD"}, 6),
        ({"limit": "8 d"}, 3),  # Until 24:00 of Tuesday 28 June, the seventh working day.
        ({"limit": "24 h", "limit_clock": "agency", "limit_from": "ready"}, 7),
        ({"limit": "2 WD", "extension": {"probability": 0, "by": "1 WD"}}, 7),
        ({"limit": "2 WD", "extension": {"probability": 1, "by": "1 WD"}}, 6),
    ],
)
def test_lateness_follows_the_clock_of_the_limit(limit: dict[str, Any], late: int) -> None:
    expected = late if limit["limit"] != "30 h" else 9
    assert late_visits(simulate(ten(**limit), seed=1)).sum() == expected
    year = study(ten(**limit)).by_month().loc[("desk", "")]
    assert year[["visits_before", "late_before"]].tolist() == [10, expected]


def test_a_limit_that_stands_still_is_held_against_all_visits_together() -> None:
    outcome = {"returns": 1.0, "correction": "10 d", "max_returns": 1, "on_exhausted": "pass"}
    steps = {"check": work("desk", "3 h", outcome=outcome, limit="5 h", limit_clock="agency")}
    system = system_of(steps, demand=at("2022-06-20 09:00"), hours=OFFICE)
    is_late = late_visits(simulate(system, seed=1))
    assert is_late.tolist() == [False, True]
    steps["check"]["limit_clock"] = "official"
    is_late = late_visits(simulate(system_of(steps, demand=at("2022-06-20 09:00"), hours=OFFICE), seed=1))
    assert is_late.tolist() == [False, False]


def test_what_does_not_count_has_no_clock_and_months_add_up() -> None:
    steps = {
        "check": work("desk", "1 h"),
        "site": work("bureau", "2 h", needs=["check"], counts=False, together_with=["desk"]),
    }
    found = study(system_of(steps, demand=every("1 d"), departments={"desk": MANY, "bureau": MANY}, days=70))
    total = found.by_month()
    assert total.loc[("bureau", ""), "days_before"] == 0
    for name in ("desk", "bureau"):
        months = total.loc[name].drop("")
        assert months["visits_before"].sum() == total.loc[(name, ""), "visits_before"]
    steps_of = found.by_step()
    assert steps_of.loc[("desk", "permit", "site"), "visits_before"] == 70
    assert steps_of.loc["desk"]["visits_before"].sum() == total.loc[("desk", ""), "visits_before"]


def test_an_extension_that_was_not_granted_excuses_nobody_and_the_run_counts_the_same() -> None:
    limit = {"limit": "2 WD", "extension": {"probability": 0.5, "by": "5 WD"}}
    records = simulate(ten(**limit), seed=1)
    extended = records.extended[records.visit_rows["node"] == 0]
    # The k-th ends on the k-th working day; a limit from Monday ends with the third, extended with the eighth.
    expected = sum(day > (8 if longer else 3) for day, longer in zip(range(1, 11), extended, strict=True))
    assert 2 < expected < 7
    assert late_visits(records).sum() == limit_measures(records)["chain.permit.overdue_steps"] == expected


def test_work_after_the_decision_has_its_own_clock() -> None:
    steps = {"check": work("desk", "1 h"), "file": work("archive", "300 h", needs=["check"], holds_decision=False)}
    system = system_of(steps, demand=at("2022-06-20 09:00"), hours=OFFICE, days=30, run_out=0)
    found = study(system).by_month().loc[("archive", "")]
    # Open from Monday 10:00 to the end of the run, 22 working days: 7 h and 21 days of 8 h.
    assert found[["visits_before", "days_before"]].tolist() == [1, (7 + 21 * 8) / 8]


def test_what_silence_ends_at_midnight_of_the_last_day_of_a_month_ends_in_that_month() -> None:
    steps = {"check": work("desk", "300 h", limit="3 WD", on_expiry="approve")}
    system = system_of(steps, demand=at("2022-06-27 09:00", "2022-06-27 09:00"), hours=OFFICE, days=30)
    found = study(system).by_month()
    # Thursday 30 June is the third working day after the Monday.
    assert found.loc[("desk", "2022-06"), ["visits_before", "late_before"]].tolist() == [2, 0]


def test_a_file_that_is_still_on_its_way_is_late_where_the_limit_holds_the_hand_over() -> None:
    for limit_from, late in (("ready", 1), ("joining", 0)):
        steps = {"check": work("desk", "1 h", handover="50 d", limit="2 WD", limit_from=limit_from)}
        system = system_of(steps, demand=at("2022-06-20 09:00"), hours=OFFICE, days=30, run_out=0)
        assert late_visits(simulate(system, seed=1)).sum() == late
