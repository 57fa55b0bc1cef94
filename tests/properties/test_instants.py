"""What happens at one instant happens in one order: ends, then arrivals and what follows, then taking."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.engine.simulate import simulate
from adminsim.model.system import System
from systems import MANY, OFFICE, at, system_of, wait, work


def visits_of(system: System, step: str) -> list[dict[str, Any]]:
    return rows(simulate(system), step)


def rows(records: Records, step: str) -> list[dict[str, Any]]:
    frame = records.visits
    found = frame.loc[frame["step"] == step, ["case", "visit", "staff", "outcome"]].astype(str)
    for field in ("joined", "start", "end"):
        found[field] = frame[field].dt.strftime("%Y-%m-%d %H:%M:%S")
    return found.to_dict("records")


def hours_of(system: System, step: str, field: str) -> list[str]:
    return [row[field][5:16] for row in visits_of(system, step)]


# -- opening hours ---------------------------------------------------------------------------------


def test_work_that_would_end_exactly_at_closing_ends_then() -> None:
    system = system_of({"a": work("x", "1 h")}, demand=at("2022-06-24 16:00"), hours=OFFICE)
    assert hours_of(system, "a", "end") == ["06-24 17:00"]


def test_work_that_is_a_second_longer_ends_after_the_weekend() -> None:
    system = system_of({"a": work("x", "3601 s")}, demand=at("2022-06-24 16:00"), hours=OFFICE)
    assert visits_of(system, "a")[0]["end"] == "2022-06-27 09:00:01"


def test_nobody_starts_at_closing() -> None:
    system = system_of({"a": work("x", "1 h")}, demand=at("2022-06-24 17:00"), hours=OFFICE)
    assert hours_of(system, "a", "start") == ["06-27 09:00"]


def test_somebody_starts_at_opening() -> None:
    system = system_of({"a": work("x", "1 h")}, demand=at("2022-06-24 09:00"), hours=OFFICE)
    assert hours_of(system, "a", "start") == ["06-24 09:00"]


def test_a_wait_of_no_length_takes_no_time_even_when_closed() -> None:
    steps = {"a": wait("0 WD"), "b": wait("0 d", needs=["a"]), "c": wait("0 WD", needs=["b"])}
    system = system_of(steps, demand=at("2022-06-25 03:00"), hours=OFFICE)
    assert simulate(system).case_rows["elapsed"].tolist() == [0]


def test_work_of_no_length_takes_a_second() -> None:
    system = system_of({"a": work("x", "0 min")}, demand=at("2022-06-24 09:00"), hours=OFFICE)
    records = simulate(system)
    assert records.case_rows["elapsed"].tolist() == [1]
    assert records.visit_rows["work"].tolist() == [1]


def test_a_wait_in_working_days_passes_in_official_hours_only() -> None:
    system = system_of({"a": wait("1 WD")}, demand=at("2022-06-24 16:00"), hours=OFFICE)
    assert hours_of(system, "a", "end") == ["06-27 16:00"]


def test_half_a_working_day_is_half_its_official_hours() -> None:
    system = system_of({"a": wait("0.5 WD")}, demand=at("2022-06-24 09:00"), hours=OFFICE)
    assert hours_of(system, "a", "end") == ["06-24 13:00"]


@pytest.mark.parametrize(
    ("days", "end"),
    [("0 WD", "06-25"), ("1 WD", "06-28"), ("3 WD", "06-30"), ("0 d", "06-25"), ("2 d", "06-28"), ("1 month", "07-26")],
)
def test_a_period_set_by_law_ends_at_midnight_of_its_last_day(days: str, end: str) -> None:
    system = system_of({"a": wait(days, legal_period=True)}, demand=at("2022-06-24 10:00"), hours=OFFICE)
    assert hours_of(system, "a", "end") == [f"{end} 00:00"]


def test_holidays_are_not_counted_and_make_up_days_are() -> None:
    # Sunday 29 January 2023 was worked in exchange for the Spring Festival, 21 to 27 January.
    period = {"start": "2023-01-16", "hours": OFFICE, "holidays": "china"}
    system = system_of({"a": wait("3 WD", legal_period=True)}, demand=at("2023-01-19 10:00"), **period)
    assert hours_of(system, "a", "end") == ["01-30 00:00"]


# -- staff -----------------------------------------------------------------------------------------


def test_the_staff_number_is_the_lowest_that_is_free() -> None:
    steps = {"a": work("x", {"empirical": {"values": ["1 h"]}})}
    demand = at("2022-06-20 00:00", "2022-06-20 00:20", "2022-06-20 00:40", "2022-06-20 01:10", "2022-06-20 01:20")
    system = system_of(steps, demand=demand, departments={"x": 3})
    assert [row["staff"] for row in visits_of(system, "a")] == ["1", "2", "3", "1", "2"]


def shrinking(demand: Any) -> System:
    shifts = [{"staff": 2, "hours": {"mon-sun": ["00:00-12:00"]}}, {"staff": 1, "hours": {"mon-sun": ["12:00-24:00"]}}]
    return system_of({"a": work("x", "2 h")}, demand=demand, departments={"x": {"shifts": shifts}})


def test_when_a_shift_shrinks_what_is_in_hand_is_finished_and_nobody_starts_above_it() -> None:
    demand = at("2022-06-20 11:00", "2022-06-20 11:00", "2022-06-20 11:30")
    assert hours_of(shrinking(demand), "a", "end")[:2] == ["06-20 13:00", "06-20 13:00"]
    assert hours_of(shrinking(demand), "a", "start")[2] == "06-20 13:00"


def test_of_two_in_hand_the_end_of_one_does_not_free_a_place_of_a_shift_of_one() -> None:
    demand = at("2022-06-20 10:30", "2022-06-20 11:00", "2022-06-20 11:30")
    assert hours_of(shrinking(demand), "a", "start") == ["06-20 10:30", "06-20 11:00", "06-20 13:00"]


def test_no_staff_within_opening_hours_stops_starts_and_not_work_in_hand() -> None:
    shifts = [{"staff": 1, "hours": {"mon-fri": ["09:00-12:00"]}}]
    system = system_of(
        {"a": work("x", "2 h")},
        demand=at("2022-06-20 11:00", "2022-06-20 11:30"),
        departments={"x": {"shifts": shifts}},
        hours=OFFICE,
    )
    assert hours_of(system, "a", "end") == ["06-20 13:00", "06-21 11:00"]


def test_a_shift_that_begins_at_an_instant_takes_at_that_instant() -> None:
    shifts = [{"staff": 1}, {"staff": 1, "since": "2022-06-22"}]
    system = system_of(
        {"a": work("x", "5 d")},
        demand=at("2022-06-20 11:00", "2022-06-20 11:30"),
        departments={"x": {"shifts": shifts}},
    )
    assert hours_of(system, "a", "start") == ["06-20 11:00", "06-22 00:00"]


def test_a_share_of_the_day_stretches_time_and_not_work() -> None:
    system = system_of(
        {"a": work("x", "1 h")}, demand=at("2022-06-20 09:00"), departments={"x": {"staff": 1, "share": 0.25}}
    )
    records = simulate(system)
    assert records.case_rows["elapsed"].tolist() == [4 * 3600]
    assert records.case_rows["work"].tolist() == [3600]


def test_a_speed_shortens_both_time_and_work() -> None:
    system = system_of(
        {"a": work("x", "1 h")}, demand=at("2022-06-20 09:00"), departments={"x": {"staff": 1, "speed": 2}}
    )
    records = simulate(system)
    assert records.case_rows["elapsed"].tolist() == [1800]
    assert records.case_rows["work"].tolist() == [1800]


# -- order of service ------------------------------------------------------------------------------

TWO_CHAINS = {
    "first": {"steps": {"z": work("x", "1 h")}, "demand": at("2022-06-20 10:10")},
    "second": {"steps": {"a": work("x", "1 h")}, "demand": at("2022-06-20 10:00", "2022-06-20 10:10")},
}


def test_of_two_that_joined_together_the_chain_earlier_in_the_file_goes_first() -> None:
    records = simulate(system_of(chains=TWO_CHAINS))
    assert [row["start"][11:16] for row in rows(records, "z")] == ["11:00"]
    assert [row["start"][11:16] for row in rows(records, "a")] == ["10:00", "12:00"]


def test_of_two_of_one_chain_that_joined_together_the_smaller_number_goes_first_then_the_name() -> None:
    steps = {"b": work("x", "1 h"), "a": work("x", "1 h")}
    system = system_of(steps, demand=at("2022-06-20 10:00", "2022-06-20 10:00"))
    records = simulate(system)
    assert [row["start"][11:16] for row in rows(records, "a")] == ["10:00", "12:00"]
    assert [row["start"][11:16] for row in rows(records, "b")] == ["11:00", "13:00"]


def test_priority_goes_by_case_type_and_never_interrupts() -> None:
    types = {"low": {"mix": 0.5, "priority": 5}, "high": {"mix": 0.5, "priority": 1}}
    demand = at(*(f"2022-06-20 10:{minute:02d}" for minute in range(30)))
    system = system_of(
        {"a": work("x", "1 h")},
        types=types,
        demand=demand,
        departments={"x": {"staff": 1, "discipline": "priority"}},
    )
    frame = simulate(system).visits.sort_values("start")
    after_the_first = frame["case_type"].tolist()[1:]
    assert after_the_first == sorted(after_the_first, key=["high", "low"].index)
    assert {"high", "low"} == set(after_the_first)
    for _, same in frame.iloc[1:].groupby("case_type", observed=True):
        assert same["joined"].is_monotonic_increasing


def test_the_earliest_due_goes_first_and_what_has_no_limit_last() -> None:
    chains = {
        "slow": {"steps": {"a": work("x", "1 h")}, "demand": at("2022-06-20 10:01")},
        "late": {"steps": {"a": work("x", "1 h", limit="2 d")}, "demand": at("2022-06-20 10:02")},
        "hasty": {
            "steps": {"a": work("x", "1 h")},
            "limit": "4 h",
            "demand": at("2022-06-20 10:00", "2022-06-20 10:03"),
        },
    }
    system = system_of(chains=chains, departments={"x": {"staff": 1, "discipline": "earliest_due"}})
    order = simulate(system).visits.sort_values("start")["chain"].tolist()
    assert order == ["hasty", "hasty", "late", "slow"]


def test_a_redone_step_joins_at_the_back() -> None:
    outcome = {"returns": [1.0, 0.0], "correction": "0 h", "max_returns": 1}
    demand = at("2022-06-20 10:00", "2022-06-20 10:10", "2022-06-20 10:20")
    system = system_of({"a": work("x", "1 h", outcome=outcome)}, demand=demand)
    order = simulate(system).visits.sort_values("start")[["case", "visit"]].to_numpy().tolist()
    assert order == [[0, 1], [1, 1], [2, 1], [0, 2], [1, 2], [2, 2]]


# -- sessions --------------------------------------------------------------------------------------


def committee(**fields: Any) -> dict[str, Any]:
    return {
        "kind": "session", "schedule": {"weekdays": ["tue"], "at": "09:30"}, "meeting": "1 h", **fields,
    }  # fmt: skip


def test_a_session_at_this_instant_is_included() -> None:
    steps = {"a": work("x", "30 min"), "b": committee(needs=["a"])}
    system = system_of(steps, demand=at("2022-06-21 09:00"), hours=OFFICE)
    assert hours_of(system, "b", "start") == ["06-21 09:30"]


def test_a_second_too_late_waits_for_the_next_session() -> None:
    steps = {"a": work("x", "1801 s"), "b": committee(needs=["a"])}
    system = system_of(steps, demand=at("2022-06-21 09:00"), hours=OFFICE)
    assert hours_of(system, "b", "start") == ["06-28 09:30"]


def test_a_session_with_places_takes_the_first_that_joined_and_leaves_the_rest() -> None:
    demand = at("2022-06-20 09:00", "2022-06-20 10:00", "2022-06-20 11:00")
    system = system_of({"b": committee(places=2)}, demand=demand, hours=OFFICE)
    assert hours_of(system, "b", "start") == ["06-21 09:30", "06-21 09:30", "06-28 09:30"]


def test_a_meeting_on_a_public_holiday_is_not_held() -> None:
    schedule = {"weekdays": ["mon"], "at": "09:30"}
    steps = {"b": {"kind": "session", "schedule": schedule, "meeting": "1 h"}}
    system = system_of(
        steps, start="2022-05-30", demand=at("2022-06-01 09:00"), hours=OFFICE, holidays="china"
    )  # the Dragon Boat Festival of 2022: Friday 3 to Sunday 5 June
    assert hours_of(system, "b", "start") == ["06-06 09:30"]
    autumn = system_of(
        steps, start="2022-08-29", demand=at("2022-09-07 09:00"), hours=OFFICE, holidays="china"
    )  # Mid-Autumn 2022: Saturday 10 to Monday 12 September
    assert hours_of(autumn, "b", "start") == ["09-19 09:30"]


def test_every_second_week_counts_from_the_week_of_the_start() -> None:
    schedule = {"weekdays": ["tue"], "at": "09:30", "every_weeks": 2}
    steps = {"b": {"kind": "session", "schedule": schedule, "meeting": "1 h"}}
    system = system_of(steps, demand=at("2022-06-20 09:00", "2022-06-22 09:00"), hours=OFFICE)
    assert hours_of(system, "b", "start") == ["06-21 09:30", "07-05 09:30"]


# -- one instant, many ends ------------------------------------------------------------------------


def test_a_rejection_by_the_smaller_name_makes_the_other_that_ends_with_it_moot() -> None:
    steps = {"a": work("x", "1 h", outcome={"rejects": 1.0}), "b": work("y", "1 h")}
    records = simulate(system_of(steps, demand=at("2022-06-20 09:00")))
    assert rows(records, "b")[0]["outcome"] == "moot"


def test_the_smaller_name_that_ends_with_a_rejection_still_passes() -> None:
    steps = {"b": work("x", "1 h", outcome={"rejects": 1.0}), "a": work("y", "1 h")}
    records = simulate(system_of(steps, demand=at("2022-06-20 09:00")))
    assert rows(records, "a")[0]["outcome"] == "pass"


def test_what_joins_at_an_instant_competes_with_all_that_joined_then() -> None:
    # Case 1 joins "b" a moment later in the order of the instant, but by the order of the queue it goes by its number.
    steps = {"a": wait("1 h"), "b": work("x", "1 h", needs=["a"])}
    system = system_of(steps, demand=at("2022-06-20 09:00", "2022-06-20 09:00"), departments={"x": 1})
    assert hours_of(system, "b", "start") == ["06-20 10:00", "06-20 11:00"]


def test_unfinished_work_is_recorded_as_such() -> None:
    system = system_of({"a": work("x", "20 d")}, demand=at("2022-06-20 09:00", "2022-06-20 09:00"), days=10, run_out=0)
    records = simulate(system)
    assert records.visit_rows["result"].tolist() == [Result.UNFINISHED] * 2
    assert records.visit_rows["start"].tolist() == [9 * 3600, -1]
    assert records.case_rows["outcome"].tolist() == [Result.UNFINISHED] * 2


def test_everybody_serves_the_queue_at_once() -> None:
    system = system_of({"a": work("x", "1 h")}, demand=at(*["2022-06-20 09:00"] * 20), departments={"x": MANY})
    assert [row["staff"] for row in visits_of(system, "a")] == [str(number) for number in range(1, 21)]
