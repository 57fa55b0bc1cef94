"""Weekly hours, holidays and make-up working days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from adminsim.model.calendar import Calendar, CalendarError

MORNING = (9 * 3600, 12 * 3600)
AFTERNOON = (13 * 3600 + 1800, 17 * 3600)
OFFICE = {"mon-fri": ["09:00-12:00", "13:30-17:00"]}


def calendar(**fields: Any) -> Calendar:
    return Calendar.model_validate({"hours": OFFICE, **fields})


def complaint(**fields: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        calendar(**fields)
    return str(caught.value)


def test_a_weekday_has_its_hours_and_the_weekend_has_none() -> None:
    office = calendar()
    assert office.hours_on(date(2022, 6, 24)) == (MORNING, AFTERNOON)
    assert office.hours_on(date(2022, 6, 25)) == ()
    assert office.workday_s == 6 * 3600 + 1800


def test_days_may_be_ranges_lists_or_ranges_over_the_end_of_the_week() -> None:
    hall = calendar(hours={"sun-tue": ["09:00-12:00"], "thu, sat": ["13:30-17:00"], "fri": []})
    monday = date(2022, 6, 20)
    week = [hall.hours_on(monday + timedelta(days=i)) for i in range(7)]
    assert week == [(MORNING,), (MORNING,), (), (AFTERNOON,), (), (AFTERNOON,), (MORNING,)]


def test_always_is_day_and_night_and_is_written_back_as_always() -> None:
    machine = calendar(hours="always")
    assert machine.hours_on(date(2022, 6, 26)) == ((0, 86400),)
    assert machine.workday_s == 86400
    assert machine.model_dump()["hours"] == "always"
    assert Calendar.model_validate(machine.model_dump()) == machine


def test_a_calendar_survives_being_written_and_read() -> None:
    office = calendar(label={"en": "Office hours", "zh": "办公时间"}, holidays="china", source="assumption")
    assert Calendar.model_validate(office.model_dump(mode="json")) == office


def test_the_spring_festival_of_2018_closes_a_week_and_works_two_weekend_days() -> None:
    office = calendar(holidays="china")
    closed = [date(2018, 2, day) for day in range(15, 22)]
    assert not any(office.is_workday(day) or office.hours_on(day) for day in closed)
    for made_up in (date(2018, 2, 11), date(2018, 2, 24)):
        assert made_up.weekday() >= 5
        assert office.is_workday(made_up)
        assert office.hours_on(made_up) == (MORNING, AFTERNOON)


def test_a_make_up_day_is_lived_as_the_friday_before_it() -> None:
    hall = calendar(
        hours={"mon-thu": ["13:30-17:00"], "fri": ["09:00-12:00"], "sat": ["13:30-17:00"]}, holidays="china"
    )
    saturday, sunday = date(2018, 2, 24), date(2018, 2, 11)
    assert hall.lived_as(saturday) == hall.lived_as(sunday) == 4
    assert hall.hours_on(saturday) == hall.hours_on(sunday) == (MORNING,)
    assert hall.lived_as(date(2018, 3, 3)) == 5
    assert hall.is_make_up(saturday)
    assert not hall.is_make_up(date(2018, 3, 3))


def test_who_ignores_make_up_days_stays_closed_on_them_and_on_holidays() -> None:
    bank = calendar(holidays="china", make_up="ignored")
    assert bank.hours_on(date(2018, 2, 24)) == ()
    assert not bank.is_workday(date(2018, 2, 24))
    assert bank.hours_on(date(2018, 2, 16)) == ()


def test_a_mean_working_day_is_that_of_the_regular_week() -> None:
    uneven = {"mon": ["13:00-17:00"], "tue-fri": ["09:00-17:00"]}
    assert calendar(hours=uneven).workday_s == 36 * 3600 / 5
    # A Saturday on which a hall is open is no working day in China.
    assert calendar(hours={**uneven, "sat": ["09:00-12:00"]}, holidays="china").workday_s == 36 * 3600 / 5
    assert calendar(hours={**uneven, "sat": ["09:00-12:00"]}).workday_s == 39 * 3600 / 6
    assert calendar(hours={"sat": ["09:00-12:00"]}, holidays="china").workday_s == 3 * 3600


# -- days of its own -----------------------------------------------------------------------------------


def test_own_days_stand_above_all_else() -> None:
    office = calendar(
        hours={"mon": ["13:30-17:00"], "tue-fri": ["09:00-12:00"]},
        holidays="china",
        days={
            "2018-02-24": "closed",
            "2018-02-25": "open as mon",
            "2018-03-03": "open",
            "2018-02-16": ["13:30-17:00"],
            "2018-03-05": ["09:00-12:00"],
        },
    )
    hours = {day: office.hours_on(date.fromisoformat(day)) for day in map(str, office.days)}
    assert hours == {
        "2018-02-24": (), "2018-02-25": (AFTERNOON,), "2018-03-03": (MORNING,),
        "2018-02-16": (AFTERNOON,), "2018-03-05": (MORNING,),
    }  # fmt: skip
    assert [office.is_workday(day) for day in office.days] == [False, True, True, True, True]
    assert [office.lived_as(day) for day in office.days] == [5, 0, 4, 4, 0]
    assert [office.is_make_up(day) for day in office.days] == [False, True, True, False, False]


def test_with_own_days_a_year_is_known_before_the_library_knows_it() -> None:
    days = {"2027-02-11": "closed", "2027-02-07": "open as mon", "2026-12-31": ["09:00-12:00"]}
    office = calendar(holidays="china", days=days)
    assert office.hours_on(date(2027, 2, 11)) == ()
    assert office.hours_on(date(2027, 2, 7)) == office.hours_on(date(2027, 2, 12)) == (MORNING, AFTERNOON)
    assert office.hours_on(date(2026, 12, 31)) == (MORNING,)
    assert office.uncovered_years(date(2026, 1, 1), date(2028, 1, 1)) == (2028,)
    with pytest.raises(CalendarError, match="2028"):
        office.hours_on(date(2028, 1, 4))


def test_own_days_are_written_back_as_they_were() -> None:
    days = {"2027-02-11": "closed", "2027-02-07": "open as mon", "2026-12-31": ["09:00-12:00"]}
    office = calendar(days=days)
    assert office.model_dump(mode="json")["days"] == days
    assert Calendar.model_validate(office.model_dump(mode="json")) == office


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ({"2027-02-11": "shut"}, "write closed, open, `open as mon`, or hours"),
        ({"2027-02-11": "open as mod"}, "did you mean 'mon'"),
        ({"2027-02-11": []}, "a day without hours is written as closed"),
        ({"2027-02-11": ["12:00-09:00"]}, "12:00-09:00"),
        (["2027-02-11"], "write days by date"),
    ],
)
def test_days_that_cannot_be_understood_are_refused(days: Any, message: str) -> None:
    assert message in complaint(days=days)


def test_other_countries_work_on_their_make_up_days() -> None:
    # Saturday 10 March 2018 was worked in Hungary for Friday 16 March; Monday 9 May 2022 in Ukraine was no exchange.
    office = calendar(holidays="HU")
    assert office.hours_on(date(2018, 3, 10)) == (MORNING, AFTERNOON)
    assert office.is_workday(date(2018, 3, 10))
    assert not office.is_workday(date(2018, 3, 16))
    assert not calendar(holidays="HU", make_up="ignored").is_workday(date(2018, 3, 10))


def test_a_region_has_its_own_holidays() -> None:
    epiphany = date(2022, 1, 6)
    assert calendar(holidays="DE-BY").hours_on(epiphany) == ()
    assert calendar(holidays="DE-BE").is_workday(epiphany)
    assert calendar(holidays="DE").is_workday(epiphany)
    assert "did you mean 'DE-BY'" in complaint(holidays="DE-BX") or "known: DE-BB" in complaint(holidays="DE-BX")


def test_a_hall_keeps_ordinary_saturdays_and_closes_on_those_of_a_named_holiday() -> None:
    hall = calendar(hours={**OFFICE, "sat": ["09:00-12:00"]}, holidays="china")
    ordinary, national_day = date(2018, 10, 13), date(2018, 10, 6)
    assert hall.hours_on(ordinary) == (MORNING,)
    assert hall.hours_on(national_day) == ()
    assert not hall.is_workday(ordinary)


def test_working_days_in_china_are_those_of_the_library() -> None:
    from chinese_calendar import is_workday

    office = calendar(holidays="china")
    days = [date(2024, 1, 1) + timedelta(days=i) for i in range(366)]
    assert [office.is_workday(day) for day in days] == [is_workday(day) for day in days]


def test_a_weekday_without_hours_is_no_working_day() -> None:
    assert not calendar(hours={"tue-fri": ["09:00-12:00"]}, holidays="china").is_workday(date(2018, 3, 5))


def test_other_countries_close_on_their_public_holidays() -> None:
    office = calendar(holidays="NL")
    kings_day, day_after = date(2022, 4, 27), date(2022, 4, 28)
    assert office.hours_on(kings_day) == ()
    assert not office.is_workday(kings_day)
    assert office.is_workday(day_after)
    assert calendar().is_workday(kings_day)


def test_beyond_the_covered_years_is_an_error_that_names_them() -> None:
    office = calendar(holidays="china")
    with pytest.raises(CalendarError, match=r"2027.*'china' cover 2004 to 2026"):
        office.hours_on(date(2027, 1, 4))
    with pytest.raises(CalendarError, match="2003"):
        office.is_workday(date(2003, 12, 31))
    assert office.is_workday(date(2004, 1, 2))


def test_beyond_the_covered_years_plain_weekdays_serve_if_the_file_says_so() -> None:
    office = calendar(holidays="china", outside_covered_years="weekdays")
    new_year, saturday = date(2027, 1, 1), date(2027, 1, 2)
    assert office.is_workday(new_year)
    assert office.hours_on(new_year) == (MORNING, AFTERNOON)
    assert not office.is_workday(saturday)
    assert not office.is_workday(date(2026, 1, 1))


def test_uncovered_years_are_listed() -> None:
    office = calendar(holidays="china")
    assert office.uncovered_years(date(2025, 7, 1), date(2028, 1, 1)) == (2027, 2028)
    assert office.uncovered_years(date(2004, 1, 1), date(2026, 12, 31)) == ()
    assert calendar().uncovered_years(date(1800, 1, 1), date(2500, 1, 1)) == ()


@pytest.mark.parametrize(
    ("hours", "message"),
    [
        ({"mon": ["9:00-25:00"]}, "there is no such time in '9:00-25:00'"),
        ({"mon": ["09:60-12:00"]}, "there is no such time in '09:60-12:00'"),
        ({"mon": ["24:00-24:00"]}, "there is no such time"),
        ({"mon": ["17:00-09:00"]}, "'17:00-09:00' ends before it begins"),
        ({"mon": ["09:00-09:00"]}, "'09:00-09:00' ends before it begins"),
        ({"mon": ["9-12"]}, "write opening hours as '09:00-12:00', not '9-12'"),
        ({"mon": ["09:00-12:00", "11:30-17:00"]}, "'09:00-12:00' and '11:30-17:00' overlap"),
        ({"mon": ["13:00-17:00", "09:00-12:00"]}, "in order: '09:00-12:00' before '13:00-17:00'"),
        ({"mno-fri": ["09:00-12:00"]}, "unknown day 'mno'; did you mean 'mon'?"),
        ({"Wednesday": ["09:00-12:00"]}, "unknown day 'Wednesday'; did you mean 'wed'?"),
        ({"holidays": ["09:00-12:00"]}, "unknown day 'holidays'; write mon, tue"),
        ({"mon-wed-fri": ["09:00-12:00"]}, "write a range of days as mon-fri, not 'mon-wed-fri'"),
        (
            {"mon-fri": ["09:00-12:00"], "fri,sat": []},
            "fri has its hours twice: by 'mon-fri' and by 'fri,sat'",
        ),
        ({"mon-fri": []}, "opens at least once a week"),
        ("allways", "or always"),
    ],
)
def test_wrong_hours_are_explained(hours: Any, message: str) -> None:
    assert message in complaint(hours=hours)


@pytest.mark.parametrize(
    ("country", "message"),
    [
        ("XX", "no holiday data for 'XX'"),
        ("Netherlands", "write china, none, or an ISO code such as NL"),
        ("CN", "write china, not 'CN'"),
        ("China", "write china, not 'China'"),
        (False, "write 'NO' in quotes for Norway"),
    ],
)
def test_wrong_holidays_are_explained(country: Any, message: str) -> None:
    assert message in complaint(holidays=country)
