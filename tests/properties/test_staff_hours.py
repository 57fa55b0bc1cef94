"""Rosters move as rosters: staff hours after = before + what a reform states, whatever the system."""

from __future__ import annotations

import datetime as dt
from typing import Any

import drawing as st
from adminsim.engine.capacity import duty_of
from adminsim.model.calendar import DAY_S
from adminsim.model.system import System
from adminsim.model.timeline import Timeline
from adminsim.reforms.apply import apply_reforms, check_reforms
from drawing import given
from reform_lists import reform_of, written_reforms
from strategies import systems

KINDS = (
    "triage", "pool_departments", "one_window_intake", "staffing", "agents", "training", "green_channel", "online",
    "more_sessions", "commitment", "merge_steps",
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
    return int(written["staff"]) * open_s(system, None) if written["reform"] == "agents" and used else 0


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


@given(with_a_reform(), count=400)
def test_staff_hours_after_are_those_before_and_what_is_stated(drawn: tuple[System, dict[str, Any]]) -> None:
    system, written = drawn
    if check_reforms(system, [reform_of(**written)]):
        return
    reformed = apply_reforms(system, [reform_of(**written)])
    change = stated(system, written, used="agents" in reformed.departments)
    assert staff_s(reformed) == staff_s(system) + change
