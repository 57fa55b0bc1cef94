"""Open time and working days against hand-worked cases and a count slot by slot."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adminsim.model.calendar import DAYS, Calendar, CalendarError
from adminsim.model.timeline import NEVER, Timeline, day_of, day_of_arrival

DAY = 86400
HOUR = 3600
SLOT = 1800
MONDAY = date(2022, 6, 20)
OFFICE = Calendar.model_validate({"hours": {"mon-fri": ["09:00-17:00"]}})


def instant(start: date, text: str) -> int:
    return round((datetime.fromisoformat(text) - datetime.combine(start, datetime.min.time())).total_seconds())


def slots(*values: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


@st.composite
def coarse_calendars(draw: st.DrawFn) -> Calendar:
    """Opening hours in whole hours with few distinct times, so that edges coincide often."""
    week: dict[str, list[str]] = {}
    for day in DAYS:
        edges = sorted(draw(st.sets(st.sampled_from((0, 3, 9, 12, 13, 24)), max_size=6)))
        pairs = zip(edges[::2], edges[1::2], strict=False)
        week[day] = [f"{first:02}:00-{last:02}:00" for first, last in pairs]
        if draw(st.integers(0, 5)) == 0:
            week[day] = ["00:00-12:00", "12:00-24:00"]
    if not any(week.values()):
        week["wed"] = ["09:00-12:00"]
    return Calendar.model_validate({"hours": week})


def open_slots(calendar: Calendar, days: int) -> list[bool]:
    """Tell for every half hour of the horizon whether the calendar is open."""
    open_now = [False] * (days * DAY // SLOT)
    for day in range(days):
        for opening, closing in calendar.hours_on(date.fromordinal(MONDAY.toordinal() + day)):
            for slot in range((day * DAY + opening) // SLOT, (day * DAY + closing) // SLOT):
                open_now[slot] = True
    return open_now


def finish_by_counting(open_now: list[bool], start: int, wanted: int) -> int:
    """Return the slot at whose beginning `wanted` open slots have passed since `start`, -1 for never."""
    slot = start
    while wanted and slot < len(open_now):
        wanted -= open_now[slot]
        slot += 1
    return -1 if wanted else slot


@settings(max_examples=60)
@given(coarse_calendars(), st.integers(0, 9), st.integers(0, 40))
def test_every_question_is_answered_as_by_counting_half_hours(calendar: Calendar, days: int, wanted: int) -> None:
    timeline, open_now = Timeline.of(calendar, MONDAY, days), open_slots(calendar, days)
    for slot in range(len(open_now) + 3):
        t = slot * SLOT
        assert timeline.is_open(t) == (slot < len(open_now) and open_now[slot])
        assert timeline.worked(t) == SLOT * sum(open_now[:slot])
        following = [later for later in range(slot, len(open_now)) if open_now[later]]
        assert timeline.next_open(t) == (following[0] * SLOT if following else NEVER)
        end = finish_by_counting(open_now, slot, wanted)
        assert timeline.finish(t, wanted * SLOT) == (end * SLOT if end >= 0 else NEVER)


@settings(max_examples=60)
@given(coarse_calendars(), st.integers(0, 9), st.integers(0, 2**31))
def test_arrays_give_what_single_instants_give(calendar: Calendar, days: int, seed: int) -> None:
    timeline = Timeline.of(calendar, MONDAY, days)
    random = np.random.default_rng(seed)
    a = np.concatenate([random.integers(-2, days * 24 + 3, 40) * HOUR, slots(NEVER, NEVER + 1)])
    b = np.concatenate([random.integers(-2, days * 24 + 3, 40) * HOUR + random.integers(-1, 2, 40), a[-2:]])
    seconds = random.integers(0, 30, a.size) * HOUR
    pairs = list(zip(a.tolist(), b.tolist(), seconds.tolist(), strict=True))
    assert timeline.is_open(b).tolist() == [timeline.is_open(y) for _, y, _ in pairs]
    assert timeline.next_open(b).tolist() == [timeline.next_open(y) for _, y, _ in pairs]
    assert timeline.worked(b).tolist() == [timeline.worked(y) for _, y, _ in pairs]
    assert timeline.open_between(a, b).tolist() == [timeline.open_between(x, y) for x, y, _ in pairs]
    assert timeline.finish(b, seconds).tolist() == [timeline.finish(y, s) for _, y, s in pairs]
    assert timeline.finish(b, 3600).tolist() == [timeline.finish(y, 3600) for _, y, _ in pairs]
    assert timeline.finish(b, 0).tolist() == b.tolist()


def test_four_hours_each_from_friday_at_four_end_on_monday_twice_and_on_tuesday() -> None:
    timeline = Timeline.of(OFFICE, MONDAY, 30)
    now, ends = instant(MONDAY, "2022-06-24 16:00"), []
    for _ in range(3):
        now = timeline.finish(now, 4 * HOUR)
        ends.append(now)
    wanted = ("2022-06-27 12:00", "2022-06-27 16:00", "2022-06-28 12:00")
    assert ends == [instant(MONDAY, text) for text in wanted]


def test_work_that_fits_exactly_ends_at_closing_and_one_second_more_ends_after_the_weekend() -> None:
    timeline = Timeline.of(OFFICE, MONDAY, 30)
    start, closing = instant(MONDAY, "2022-06-24 16:00"), instant(MONDAY, "2022-06-24 17:00")
    opening = instant(MONDAY, "2022-06-27 09:00")
    assert timeline.finish(start, HOUR) == closing
    assert timeline.finish(start, HOUR + 1) == opening + 1
    assert timeline.finish(closing, 1) == opening + 1
    assert timeline.finish(closing, 0) == closing
    assert not timeline.is_open(closing)
    assert timeline.next_open(closing) == opening


def test_what_the_horizon_does_not_hold_never_ends() -> None:
    timeline = Timeline.of(OFFICE, MONDAY, 5)
    closing = instant(MONDAY, "2022-06-24 17:00")
    assert timeline.finish(0, 40 * HOUR) == closing
    assert timeline.finish(0, 40 * HOUR + 1) == NEVER
    assert timeline.next_open(closing) == NEVER
    assert timeline.worked(NEVER) == 40 * HOUR
    assert timeline.finish(NEVER, 1) == NEVER


def test_adjacent_hours_are_one_interval() -> None:
    assert Timeline.of(Calendar.model_validate({"hours": "always"}), MONDAY, 3).closes.tolist() == [3 * DAY]
    split = Calendar.model_validate({"hours": {"mon": ["09:00-12:00", "12:00-24:00"], "tue": ["00:00-01:00"]}})
    timeline = Timeline.of(split, MONDAY, 7)
    assert (timeline.opens.tolist(), timeline.closes.tolist()) == ([9 * HOUR], [25 * HOUR])


def test_the_arrays_cannot_be_changed() -> None:
    timeline = Timeline.of(OFFICE, MONDAY, 5)
    for values in (timeline.opens, timeline.closes, timeline.elapsed, timeline.done):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 0
    assert timeline.elapsed.tolist() == [0, 8 * HOUR, 16 * HOUR, 24 * HOUR, 32 * HOUR]


def test_a_horizon_beyond_the_covered_years_is_refused() -> None:
    china = Calendar.model_validate({"hours": {"mon-fri": ["09:00-17:00"]}, "holidays": "china"})
    Timeline.of(china, date(2026, 12, 1), 31)
    with pytest.raises(CalendarError, match="2027"):
        Timeline.of(china, date(2026, 12, 1), 32)


def test_midnight_ends_one_day_and_begins_the_next() -> None:
    assert (day_of(DAY), day_of(DAY + 1), day_of(2 * DAY)) == (0, 1, 1)
    assert (day_of_arrival(DAY - 1), day_of_arrival(DAY), day_of_arrival(2 * DAY - 1)) == (0, 1, 1)
    assert day_of(slots(DAY, DAY + 1)).tolist() == [0, 1]
    assert day_of_arrival(slots(DAY - 1, DAY)).tolist() == [0, 1]


def test_a_calendar_is_laid_out_once_and_a_changed_one_anew() -> None:
    laid_out = Timeline.of(OFFICE, MONDAY, 5)
    assert Timeline.of(OFFICE, MONDAY, 5) is laid_out
    assert len(Timeline.of(OFFICE, MONDAY, 3).opens) == 3
    longer = OFFICE.replace(hours={"mon": ("08:00-17:00",)})
    assert (Timeline.of(longer, MONDAY, 5).opens, Timeline.of(longer, MONDAY, 5).closes) == ([8 * HOUR], [17 * HOUR])


@pytest.mark.parametrize(
    "hours",
    [
        {"mon-fri": ["08:30-12:00", "13:00-17:00"]},
        {"mon": ["08:17-08:18"], "sun": ["23:59-24:00"]},
        {"sat": ["10:00-11:00"]},
        "always",
    ],
)
def test_many_instants_are_told_what_one_is_told(hours: Any) -> None:
    timeline = Timeline.of(Calendar.model_validate({"hours": hours}), MONDAY, 21, 9)
    edges = np.concatenate((timeline.opens, timeline.closes, slots(0, 21 * DAY, NEVER, -30 * DAY)))
    instants = np.concatenate([edges + by for by in (-HOUR, -1, 0, 1, 59)] * 3)
    assert timeline.worked(instants).tolist() == [timeline.worked(one) for one in instants.tolist()]


def test_minutes_of_many_years_are_searched_for() -> None:
    hours = {"mon-fri": ["08:01-12:00"], "sat": ["08:02-09:00"]}
    timeline = Timeline.of(Calendar.model_validate({"hours": hours}), MONDAY, 800)
    assert timeline.worked(np.full(100, DAY)).tolist() == [239 * 60] * 100
