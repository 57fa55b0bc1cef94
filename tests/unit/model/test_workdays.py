"""Working days and the ends of periods against hand-worked cases and a count day by day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_timeline import DAY, MONDAY, OFFICE, coarse_calendars, instant, slots

from adminsim.model.calendar import Calendar, CalendarError
from adminsim.model.timeline import NEVER
from adminsim.model.workdays import Workdays

LITERAL = OFFICE.replace(period_ends_on_workday=False)
"""An office whose periods end on days off too."""


def test_the_day_of_the_event_and_the_weekend_do_not_count() -> None:
    workdays = Workdays.of(OFFICE, MONDAY, 14)
    friday, saturday, monday = 4, 5, 7
    assert workdays.between(friday, monday) == 1
    assert workdays.between(friday, friday) == 0
    assert workdays.between(saturday, monday) == 1
    assert workdays.between(monday, friday) == 0
    assert workdays.between(-5, 100) == 10
    assert workdays.end_of_period(friday, 1) == instant(MONDAY, "2022-06-28 00:00")
    assert workdays.end_of_period(saturday, 3) == instant(MONDAY, "2022-06-30 00:00")
    assert workdays.end_of_period(saturday, 0) == instant(MONDAY, "2022-06-26 00:00")
    assert workdays.end_of_period(monday, 4) == instant(MONDAY, "2022-07-02 00:00")
    assert workdays.end_of_period(monday, 5) == NEVER
    assert workdays.end_of_calendar_period(monday, 1) == instant(MONDAY, "2022-06-29 00:00")
    assert workdays.end_of_calendar_period(0, NEVER) == NEVER


def test_make_up_days_count_and_the_spring_festival_does_not() -> None:
    start = date(2018, 2, 1)
    china = Calendar.model_validate({"hours": {"mon-fri": ["09:00-17:00"]}, "holidays": "china"})
    workdays = Workdays.of(china, start, 28)
    # From Friday the 9th: Sunday 11 to Wednesday 14 are worked, then Thursday 22 to Saturday 24.
    assert workdays.between(8, 23) == 7
    assert workdays.end_of_period(8, 1) == instant(start, "2018-02-12 00:00")
    assert workdays.end_of_period(8, 5) == instant(start, "2018-02-23 00:00")
    assert workdays.end_of_period(8, 7) == instant(start, "2018-02-25 00:00")


@settings(max_examples=60)
@given(coarse_calendars(), st.integers(0, 20))
def test_working_days_are_counted_one_by_one(calendar: Calendar, days: int) -> None:
    workdays = Workdays.of(calendar, MONDAY, days)
    counts = [calendar.is_workday(date.fromordinal(MONDAY.toordinal() + day)) for day in range(days)]
    first, last = (grid.ravel() for grid in np.mgrid[-2 : days + 3, -2 : days + 3])
    wanted = [sum(counts[max(a + 1, 0) : max(b + 1, 0)]) for a, b in zip(first, last, strict=True)]
    assert workdays.between(first, last).tolist() == wanted
    assert [workdays.between(int(a), int(b)) for a, b in zip(first, last, strict=True)] == wanted
    for n in range(1, 4):
        ends = []
        for day in range(-2, days + 3):
            later = [i for i in range(max(day + 1, 0), days) if counts[i]]
            ends.append((later[n - 1] + 1) * DAY if len(later) >= n else NEVER)
        assert [workdays.end_of_period(day, n) for day in range(-2, days + 3)] == ends
        assert workdays.end_of_period(np.arange(-2, days + 3), n).tolist() == ends


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(-2, 20), st.integers(0, 12)), min_size=1))
def test_ends_of_periods_are_the_same_for_arrays(periods: list[tuple[int, int]]) -> None:
    workdays = Workdays.of(OFFICE, MONDAY, 14)
    day, n = slots(*(d for d, _ in periods)), slots(*(number for _, number in periods))
    assert workdays.end_of_period(day, n).tolist() == [workdays.end_of_period(*each) for each in periods]
    calendar_ends = [workdays.end_of_calendar_period(*each) for each in periods]
    assert workdays.end_of_calendar_period(day, n).tolist() == calendar_ends


# -- the last day of a period ------------------------------------------------------------------------


def test_a_period_in_days_that_ends_on_a_day_off_ends_with_the_next_working_day() -> None:
    workdays = Workdays.of(OFFICE, MONDAY, 14)
    monday, wednesday, friday = 0, 2, 4
    assert workdays.end_of_calendar_period(monday, 2) == instant(MONDAY, "2022-06-23 00:00")
    # Three days from a Wednesday end on a Saturday, one from a Friday too: both last until Monday.
    assert workdays.end_of_calendar_period(wednesday, 3) == instant(MONDAY, "2022-06-28 00:00")
    assert workdays.end_of_calendar_period(friday, 1) == instant(MONDAY, "2022-06-28 00:00")
    # No days end with the day itself, be it a Saturday.
    assert workdays.end_of_calendar_period(5, 0) == instant(MONDAY, "2022-06-26 00:00")
    # The next working day lies beyond what is known: it is not before the first day there.
    assert workdays.end_of_calendar_period(10, 2) == 15 * DAY


def test_the_move_to_the_next_working_day_can_be_switched_off() -> None:
    workdays = Workdays.of(LITERAL, MONDAY, 14)
    assert workdays.end_of_calendar_period(4, 1) == instant(MONDAY, "2022-06-26 00:00")
    assert workdays.end_of_months(datetime(2022, 6, 25).day - 20, 1) == instant(MONDAY, "2022-07-26 00:00")


def test_a_period_that_ends_in_the_spring_festival_ends_behind_it_and_one_on_a_make_up_day_there() -> None:
    china = Calendar.model_validate({"hours": {"mon-fri": ["09:00-17:00"]}, "holidays": "china"})
    start = date(2018, 2, 1)
    workdays = Workdays.of(china, start, 40)
    # From 5 February: 10 days end on the 15th, a holiday until the 21st; 6 days on Sunday 11, which is worked.
    assert workdays.end_of_calendar_period(4, 10) == instant(start, "2018-02-23 00:00")
    assert workdays.end_of_calendar_period(4, 6) == instant(start, "2018-02-12 00:00")


def test_months_end_on_the_same_day_of_the_month_or_on_the_last_one() -> None:
    start = date(2018, 3, 5)
    workdays = Workdays.of(LITERAL, start, 400)
    assert workdays.end_of_months(0, 3) == instant(start, "2018-06-06 00:00")
    assert workdays.end_of_months(0, 12) == instant(start, "2019-03-06 00:00")
    march_31 = 26
    assert workdays.end_of_months(march_31, 1) == instant(start, "2018-05-01 00:00")
    assert workdays.end_of_months(march_31, 11) == instant(start, "2019-03-01 00:00")
    # 5 June 2018 is a Tuesday, 5 May a Saturday.
    assert Workdays.of(OFFICE, start, 400).end_of_months(0, 2) == instant(start, "2018-05-08 00:00")
    assert workdays.end_of_months(0, 5000) == NEVER


@settings(max_examples=60)
@given(coarse_calendars(), st.integers(0, 60), st.integers(0, 50), st.booleans())
def test_ends_of_periods_are_found_day_by_day(calendar: Calendar, days: int, before: int, moves: bool) -> None:
    calendar = calendar.replace(period_ends_on_workday=moves)
    workdays = Workdays.of(calendar, MONDAY, days, before)

    def end(last: date) -> int:
        day = (last - MONDAY).days
        while moves and -before <= day < days and not calendar.is_workday(MONDAY + timedelta(days=day)):
            day += 1
        return (day + 1) * DAY

    for day in range(-before, days + 3, 5):
        since = MONDAY + timedelta(days=day)
        for n in (1, 2, 7, 13):
            assert workdays.end_of_calendar_period(day, n) == end(since + timedelta(days=n))
            year, month = divmod(since.year * 12 + since.month - 1 + n, 12)
            last_day = min(since.day, monthrange(year, month + 1)[1])
            assert workdays.end_of_months(day, n) == end(date(year, month + 1, last_day))
    every = np.arange(-before, days + 3)
    for n in (0, 1, 13):
        one_by_one = [workdays.end_of_calendar_period(day, n) for day in every.tolist()]
        assert workdays.end_of_calendar_period(every, n).tolist() == one_by_one
        if n:
            assert workdays.end_of_months(every, n).tolist() == [workdays.end_of_months(d, n) for d in every.tolist()]


def test_working_days_beyond_the_covered_years_are_refused() -> None:
    china = Calendar.model_validate({"hours": {"mon-fri": ["09:00-17:00"]}, "holidays": "china"})
    with pytest.raises(CalendarError, match="2027"):
        Workdays.of(china, date(2026, 12, 1), 32)
    # Before the start only the old would be unknown, and what is so old is past every limit.
    assert Workdays.of(china, date(2004, 1, 5), 5, before=10).between(-10, -5) == 3


# -- before the start --------------------------------------------------------------------------------


def test_working_days_before_the_start_are_counted() -> None:
    start = date(2018, 3, 5)
    workdays = Workdays.of(OFFICE, start, 60, before=40)
    # From 5 February, 28 days before: 20 working days end on Monday 5 March, 5 on 12 February.
    assert workdays.between(-28, 0) == 20
    assert workdays.end_of_period(-28, 20) == DAY
    assert workdays.end_of_period(-28, 5) == -20 * DAY
    assert workdays.end_of_calendar_period(-28, 5) == -20 * DAY
