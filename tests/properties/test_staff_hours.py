"""Rosters move as rosters: staff hours after = before + what a reform states, whatever the system."""

from __future__ import annotations

import datetime as dt
from typing import Any

from corpus import IS_THOROUGH

import drawing as st
from adminsim.engine.capacity import duty_of
from adminsim.model.calendar import DAY_S, Calendar, hours_on_weekday
from adminsim.model.system import System
from adminsim.model.timeline import Timeline
from adminsim.reforms.apply import apply_reforms, check_reforms
from adminsim.reforms.vocabulary.opening_hours import OpeningHours
from drawing import given
from reform_lists import reform_of, written_reforms
from strategies import systems

KINDS = (
    "triage", "pool_departments", "one_window_intake", "staffing", "agents", "training", "green_channel", "online",
    "more_sessions", "commitment", "merge_steps", "opening_hours",
)  # fmt: skip


def staff_s(system: System) -> int:
    """Return the person-seconds on duty in all departments over the whole run."""
    days = system.period.horizon_s // DAY_S
    offices = {name: Timeline.of(one, system.period.start, days + 1) for name, one in system.calendars.items()}
    return sum(duty_of(system, name, offices, days).staff_seconds(0, days * DAY_S) for name in system.departments)


def open_s(system: System, since: dt.date | None) -> int:
    """Return the official seconds from a day to the end of the run."""
    days = system.period.horizon_s // DAY_S
    office = Timeline.of(system.official, system.period.start, days + 1)
    first = 0 if since is None else (since - system.period.start).days * DAY_S
    return int(office.open_between(max(first, 0), days * DAY_S))


def staffed_s(system: System, name: str, since: dt.date | None) -> int:
    """Return the seconds from a day to the end of the run at which somebody of a department is on duty."""
    days = system.period.horizon_s // DAY_S
    office = Timeline.of(system.official, system.period.start, days + 1)
    duty = duty_of(system, name, dict.fromkeys(system.calendars, office), days)
    first = 0 if since is None else (since - system.period.start).days * DAY_S
    ends = [*duty.since[1:], days * DAY_S]
    spells = zip(duty.since, ends, duty.staff, strict=True)
    return sum(max(min(end, days * DAY_S) - max(begin, first), 0) for begin, end, staff in spells if staff > 0)


def stated(system: System, written: dict[str, Any], used: bool) -> int:
    """Return by how many person-seconds a reform says that staff changes."""
    reform = reform_of(**written)
    if written["reform"] == "staffing":
        name, add = written["department"], int(written["add"])
        return add * (open_s(system, reform.since) if add > 0 else staffed_s(system, name, reform.since))
    if isinstance(reform, OpeningHours):
        return sum(longer_s(system, reform, name) for name in dict.fromkeys(reform.departments))
    return int(written["staff"]) * open_s(system, None) if written["reform"] == "agents" and used else 0


def longer_s(system: System, reform: OpeningHours, name: str) -> int:
    """Return by how many person-seconds a department is longer on duty in other hours, counted day by day."""
    since = reform.since or system.period.start
    present = system.calendars[system.departments[name].calendar or system.calendar]
    wanted = system.calendars[reform.calendar] if reform.calendar else present.replace(hours=reform.hours)
    days = (system.period.start + dt.timedelta(days=day) for day in range(system.period.horizon_s // DAY_S))
    return sum(present_s(system, name, wanted, day) - present_s(system, name, present, day)
               for day in days if day >= since)  # fmt: skip


def present_s(system: System, name: str, calendar: Calendar, day: dt.date) -> int:
    """Return the person-seconds on duty on a day on which a department keeps a calendar, half hour by half hour."""
    found = 0
    for clock in range(0, DAY_S, 1800):
        if any(opening <= clock < closing for opening, closing in calendar.hours_on(day)):
            found += max(1800 * sum(
                round(shift.staff.value)
                for shift in system.departments[name].roster
                if (shift.since is None or shift.since <= day) and (shift.until is None or day < shift.until)
                if shift.hours is None or any(
                    opening <= clock < closing
                    for opening, closing in hours_on_weekday(shift.hours, calendar.lived_as(day))
                )
            ), 0)  # fmt: skip
    return found


@st.composite
def with_a_reform(draw: st.DrawFn) -> tuple[System, dict[str, Any]]:
    """Draw a system whose departments keep the official calendar, and a reform."""
    drawn = draw(systems(chains=2, steps=4, departments=2))
    system = drawn.replace(departments={name: one.replace(calendar=None) for name, one in drawn.departments.items()})
    kind = draw(st.sampled_from(KINDS))
    written = draw(written_reforms(system, kind))
    if kind == "staffing":
        written.pop("staff", None)
        written["add"] = draw(st.sampled_from((2, -1, -2)))
    if kind == "agents":
        written |= {"staff": 1, "department": "agents"}
    return system, written


@given(with_a_reform(), count=400 if IS_THOROUGH else 120)
def test_staff_hours_after_are_those_before_and_what_is_stated(drawn: tuple[System, dict[str, Any]]) -> None:
    system, written = drawn
    if check_reforms(system, [reform_of(**written)]):
        return
    reformed = apply_reforms(system, [reform_of(**written)])
    change = stated(system, written, used="agents" in reformed.departments)
    assert staff_s(reformed) == staff_s(system) + change


@st.composite
def with_two_staffings(draw: st.DrawFn) -> tuple[System, list[dict[str, Any]]]:
    """Draw a system whose departments keep the official calendar, and two changes of the staff of one of them."""
    drawn = draw(systems(chains=1, steps=3, departments=2))
    system = drawn.replace(departments={name: one.replace(calendar=None) for name, one in drawn.departments.items()})
    department = draw(st.sampled_from(sorted(system.departments)))
    days = (None, *(system.period.start + dt.timedelta(days=day) for day in (3, 12, 15, 21)))
    written = [
        {"reform": "staffing", "name": name, "department": department, "add": draw(st.sampled_from((2, -1, -1, -2)))}
        | ({"from": since} if (since := draw(st.sampled_from(days))) else {})
        for name in ("first", "second")
    ]
    return system, written


@given(with_two_staffings(), count=300 if IS_THOROUGH else 100)
def test_two_changes_of_staff_add_up_unless_they_are_refused_together(
    drawn: tuple[System, list[dict[str, Any]]],
) -> None:
    system, written = drawn
    reforms = [reform_of(**one) for one in written]
    if check_reforms(system, reforms):
        return
    # Who leaves is missing at all hours at which somebody is on duty: also those that newcomers bring.
    with_more = apply_reforms(system, [reform for reform in reforms if reform.add > 0])
    change = sum(stated(with_more if one["add"] < 0 else system, one, used=False) for one in written)
    assert staff_s(apply_reforms(system, reforms)) == staff_s(system) + change
