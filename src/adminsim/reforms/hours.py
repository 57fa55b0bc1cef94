"""Reforms of hours: when departments are open and committees meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from adminsim.model.calendar import Calendar, CalendarChange, Week
from adminsim.model.problem import Problem
from adminsim.model.step import Schedule, Session, SessionChange
from adminsim.model.system import Remark
from adminsim.model.value import Label
from adminsim.reforms.base import CapacityReform, Settings, unknown
from adminsim.reforms.capacity import DepartmentReform

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


class OpeningHours(DepartmentReform):
    """Departments keep other hours (延时服务、错时服务): longer days, noons or weekends.

    They keep another calendar of the system, or their own with other weekly hours and the same holidays. The same
    people are then on duty at all opening hours, save for shifts with hours of their own, which keep them. Work in hand
    when the hours change goes on in the new ones. The official calendar, by which working days are counted, stays. It
    assumes that people are there for the longer hours, and pays for no overtime. It may fail where staff are merely
    spread over more hours: state then by `staffing` how many are left at a time.
    """

    term_en: ClassVar[str] = "other opening hours"
    term_zh: ClassVar[str] = "延时服务"

    reform: Literal["opening_hours"]
    """Kind of the reform."""
    calendar: str | None = None
    """The calendar that they keep, by its name in the baseline; or give `hours`."""
    hours: Week | None = None
    """Weekly hours that they keep, on the holidays of their present calendar; or give `calendar`."""

    def apply(self, system: System) -> System:
        """Return the system with departments that keep these hours."""
        for name in dict.fromkeys(self.departments):
            system = self._with_hours(system, name)
        return system

    def _with_hours(self, system: System, name: str) -> System:
        department = system.departments[name]
        present = system.calendars[department.calendar or system.calendar]
        if self.calendar is not None and self.since is None and not present.changes:
            return system.with_department(name, department.replace(calendar=self.calendar))
        kept = own_calendar(name)
        calendars = system.calendars | {kept: self._changed(system, present)}
        return system.replace(calendars=calendars).with_department(name, department.replace(calendar=kept))

    def _changed(self, system: System, present: Calendar) -> Calendar:
        plain = present.replace(changes=())
        own = plain.replace(hours=self.hours, label=self.label or Label(), source=self.source)
        wanted = own if self.calendar is None else system.calendars[self.calendar]
        if self.since is None:
            return wanted.replace(changes=present.changes)
        changes = (*present.changes, CalendarChange(since=self.since, calendar=wanted))
        return present.replace(changes=tuple(sorted(changes, key=lambda change: change.since)))

    def settings(self, system: System) -> Settings:
        """Return the hours where they are set, by department."""
        return {("hours", name, str(self.since)): ("departments",) for name in self.departments}

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: an unknown department or calendar, or not one of `calendar` and `hours`."""
        found = super().problems(system)
        if (self.calendar is None) == (self.hours is None):
            found.append(Problem("reform-calendar-or-hours", (), {}))
        elif self.calendar is not None and self.calendar not in system.calendars:
            found.append(unknown("reform-unknown-calendar", ("calendar",), self.calendar, system.calendars))
        return found + [
            Problem("reform-name-taken", ("departments", position), {"given": own_calendar(name)})
            for position, name in enumerate(self.departments)
            if own_calendar(name) in system.calendars
        ]


def own_calendar(department: str) -> str:
    """Return the name of the calendar that a department gets for itself."""
    return f"{department}+hours"


class MoreSessions(CapacityReform):
    """Committees meet more often, on other days, or take more cases at a time (加开会议、增加议题).

    The meetings from its date on follow the new schedule and have the new places, for everyone who waits by then. It
    assumes that the members are there: a committee takes nobody's working time in this model, so more meetings cost
    nothing here and something in truth. It may fail where cases wait elsewhere: what a step before the committee holds
    up, comes to a later meeting all the same.
    """

    term_en: ClassVar[str] = "more sessions"
    term_zh: ClassVar[str] = "加开会议"

    reform: Literal["more_sessions"]
    """Kind of the reform."""
    chain: str | None = None
    """The chain; without it, every chain that has the steps named."""
    steps: tuple[str, ...] = Field(min_length=1)
    """The committees, by their steps."""
    schedule: Schedule | None = None
    """When they meet; without it, as before."""
    places: Annotated[int, Field(ge=1)] | None = None
    """How many cases one meeting takes; without it, as many as before."""

    def apply(self, system: System) -> System:
        """Return the system whose committees meet so, also for the backlog."""
        found = False
        for name in [self.chain] if self.chain is not None else list(system.chains):
            chain = system.chains[name]
            found = found or any(step in chain.steps for step in self.steps)
            origin = None if chain.origin is None else self._meeting(chain.origin)
            system = system.with_chain(name, self._meeting(chain).replace(origin=origin))
        if not found:
            remark = Remark(reform=self.subject, code="remark-no-effect")
            system = system.replace(remarks=(*system.remarks, remark))
        return system

    def _meeting(self, chain: Chain) -> Chain:
        steps = {
            name: self._changed(step) if name in self.steps and isinstance(step, Session) else step
            for name, step in chain.steps.items()
        }
        return chain.replace(steps=steps)

    def _changed(self, session: Session) -> Session:
        if self.since is None:
            return session.replace(schedule=self.schedule or session.schedule, places=self.places or session.places)
        changes = (*session.changes, SessionChange(since=self.since, schedule=self.schedule, places=self.places))
        return session.replace(changes=tuple(sorted(changes, key=lambda change: change.since)))

    def settings(self, system: System) -> Settings:
        """Return the schedules and the places that are set, by chain and step."""
        return {
            (kind, step, name, str(self.since)): (kind,)
            for kind, value in (("schedule", self.schedule), ("places", self.places))
            if value is not None
            for name, chain in system.chains.items()
            if self.chain in (None, name)
            for step in self.steps
            if step in chain.steps
        }

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: an unknown chain or step, one that is no meeting, or nothing that changes."""
        if self.chain is not None and self.chain not in system.chains:
            return [unknown("reform-unknown-chain", ("chain",), self.chain, system.chains)]
        chains = [system.chains[name] for name in ([self.chain] if self.chain else system.chains)]
        steps = dict.fromkeys(step for chain in chains for step in chain.steps)
        found = []
        for position, name in enumerate(self.steps):
            if name not in steps:
                found.append(unknown("reform-unknown-step", ("steps", position), name, steps))
            elif not any(isinstance(chain.steps.get(name), Session) for chain in chains):
                found.append(Problem("reform-no-session", ("steps", position), {"given": name}))
        if self.schedule is None and self.places is None:
            found.append(Problem("reform-schedule-or-places", (), {}))
        return found
