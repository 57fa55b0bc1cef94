"""Other hours for departments."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from adminsim.model.calendar import Calendar, CalendarChange, Week
from adminsim.model.problem import Problem
from adminsim.model.value import Label
from adminsim.reforms.base import Settings, unknown
from adminsim.reforms.departments import DepartmentReform
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
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
    about_zh: ClassVar[str] = (
        "部门延时、错时或周末办公：改用基线中的另一日历，或在原日历的节假日之上改变每周办公时间。全部开放时"
        "间都有同样多的人在岗，另有时段的班次不变；改变时在办的工作在新的时间里继续。计算工作日的机关日历不"
        "变。前提是延长的时间里人员确实在岗，加班费不计。若只是把原有的人分散到更长的时间，则收效有限："
        "请用 `staffing` 写明每时段的人数。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "departments": "部门。",
        "calendar": "改用的日历（基线中的名称）；与 `hours` 二者取一。",
        "hours": "每周办公时间，节假日同原日历；与 `calendar` 二者取一。",
    }
    touches: ClassVar[dict[Part, Where]] = {"queue": Where.ANYWHERE, "closed": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: opening_hours
  departments: [hall]
  hours: {mon-fri: ["09:00-20:00"], sat: ["09:00-12:00"]}
  from: 2018-09-01
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-calendar-or-hours": (
            "give either `calendar` or `hours`",
            "请写 `calendar` 或 `hours` 之一",
        ),
        "reform-hours-set-twice": (
            "'{other}' and '{reform}' both set the opening hours of '{names}': switch one of them off",
            "“{other}”与“{reform}”都设定了部门“{names}”的办公时间：请关闭其中一项",
        ),
    }

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

    @property
    def rosters_set(self) -> tuple[str, ...]:
        """The departments that keep these hours."""
        return self.departments

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
