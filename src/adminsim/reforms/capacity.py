"""Reforms of capacity: people, and how fast they work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from adminsim.model.department import Department, Shift, Trained
from adminsim.model.problem import Problem
from adminsim.model.value import Number, Positive
from adminsim.reforms.base import CapacityReform, Settings, unknown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from adminsim.model.system import System


class DepartmentReform(CapacityReform):
    """A reform of capacity that names some departments."""

    departments: tuple[str, ...] = Field(min_length=1)
    """The departments."""

    def problems(self, system: System) -> list[Problem]:
        """Return the departments that are not there."""
        return [
            unknown("reform-unknown-department", ("departments", position), name, system.departments)
            for position, name in enumerate(self.departments)
            if name not in system.departments
        ]


class Training(DepartmentReform):
    """Staff are trained and work faster (培训): the same work takes 1/`faster` of the time.

    Work is fixed when a case is submitted: with `from`, staff work faster on the cases submitted from that day on, and
    at their old speed on older ones, so that the effect comes somewhat late. Several trainings multiply. It assumes
    that everybody is trained, that training itself takes no time off the counter, and that haste causes no mistakes:
    returns and rejections stay as they are. It may fail where cases wait for hand-overs, meetings, announcements or
    the applicant rather than for hands-on work.
    """

    term_en: ClassVar[str] = "training"
    term_zh: ClassVar[str] = "业务培训"

    reform: Literal["training"]
    """Kind of the reform."""
    faster: Positive
    """How many times as fast staff work as before: 1.2 takes a sixth off each piece of work."""

    def apply(self, system: System) -> System:
        """Return the system with staff who work faster."""
        for name in dict.fromkeys(self.departments):
            system = system.with_department(name, self._trained(system.departments[name]))
        return system

    def _trained(self, department: Department) -> Department:
        if self.since is None:
            return department.replace(speed=Number(value=department.speed.value * self.faster.value))
        training = Trained(since=self.since, faster=self.faster.value)
        return department.replace(trainings=(*department.trainings, training))


class Staffing(CapacityReform):
    """A department gets more people, fewer, or a stated number (人员配置).

    Whole people, from their date on, for everyone. It assumes that the new people work as fast as the old ones.
    """

    term_en: ClassVar[str] = "staffing"
    term_zh: ClassVar[str] = "人员配置"

    reform: Literal["staffing"]
    """Kind of the reform."""
    department: str
    """The department."""
    add: int | None = None
    """How many people come (or leave, if negative); or give `staff`."""
    staff: Annotated[int, Field(ge=0)] | None = None
    """How many people there are from then on; or give `add`."""

    def apply(self, system: System) -> System:
        """Return the system with these people."""
        department = system.departments[self.department]
        return system.with_department(self.department, self._staffed(department))

    def _staffed(self, department: Department) -> Department:
        if self.add is not None:
            more = (Shift(staff=Number(value=self.add), since=self.since),) if self.add else ()
            return department.replace(shifts=department.shifts + more)
        until_then = tuple(_ended(department.roster, self.since)) if self.since else ()
        from_then = Shift(staff=Number(value=self.staff or 0), since=self.since)
        return department.replace(staff=None, shifts=(*until_then, from_then))

    def settings(self, system: System) -> Settings:
        """Return the number of people where it is set."""
        return {} if self.staff is None else {("staff", self.department, str(self.since)): ("staff",)}

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: an unknown department, or not one of `add` and `staff`."""
        found = []
        if self.department not in system.departments:
            found.append(unknown("reform-unknown-department", ("department",), self.department, system.departments))
        if (self.add is None) == (self.staff is None):
            found.append(Problem("reform-add-or-staff", (), {}))
        return found


def _ended(roster: Iterable[Shift], day: dt.date) -> Iterator[Shift]:
    """Return the shifts of a roster as far as they lie before a day."""
    for shift in roster:
        if shift.since is None or shift.since < day:
            yield shift.replace(until=day if shift.until is None else min(shift.until, day))
