"""More people, or fewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from adminsim.model.department import Department, Shift
from adminsim.model.problem import Problem
from adminsim.model.value import Number
from adminsim.reforms.base import CapacityReform, Settings, unknown
from adminsim.reforms.people import fewest_on_duty, head_count
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from adminsim.model.system import System


class Staffing(CapacityReform):
    """A department gets more people, fewer, or a stated number (人员配置).

    Whole people, from their date on, for everyone. Who leaves is missing at all hours at which somebody is on duty, so
    that no more can leave than are there at any of them. It assumes that the new people work as fast as the old ones.
    """

    term_en: ClassVar[str] = "staffing"
    term_zh: ClassVar[str] = "人员配置"
    about_zh: ClassVar[str] = (
        "部门增加或减少人员，或定为某一人数：整人计，自起始日起，对所有办件有效。离开的人在任何有人在岗的时段都不在，因此减少的人数不得超过任一时段在岗人数。前提是新人与老人一样快。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "department": "部门。",
        "add": "增加几人（负数为减少）；与 `staff` 二者取一。",
        "staff": "此后共有几人；与 `add` 二者取一。",
    }
    touches: ClassVar[dict[Part, Where]] = {"queue": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: staffing
  department: tax
  add: 2
  from: 2018-09-01
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-add-or-staff": (
            "give either `add` or `staff`",
            "请写 `add` 或 `staff` 之一",
        ),
        "reform-too-few-at-times": (
            "at some hours only {fewest} of {department} are on duty, so that {given} cannot leave: take fewer, or"
            " write its shifts into another baseline",
            "{department} 有的时段只有 {fewest} 人在岗，不能减少 {given} 人：请少减，或另写一份基线列出班次",
        ),
    }

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

    people_key: ClassVar[str] = "add"

    def people_taken(self, system: System) -> dict[str, int]:
        """Return how many people leave: no other reform can put them elsewhere."""
        return {self.department: -self.add} if self.add is not None and self.add < 0 else {}

    @property
    def sent_home(self) -> tuple[str, ...]:
        """The department that some leave."""
        return (self.department,) if self.add is not None and self.add < 0 else ()

    @property
    def rosters_set(self) -> tuple[str, ...]:
        """The department whose number is stated."""
        return (self.department,) if self.staff is not None else ()

    def moves_people_of(self, system: System) -> Iterable[str]:
        """Return nothing: who leaves works nowhere."""
        return ()

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
        people = -(self.add or 0)
        if found or people <= 0:
            return found
        values = {"given": people, "department": self.department}
        if people > head_count(system.departments[self.department]):
            found.append(Problem("reform-too-few-staff", ("add",), values))
        elif people > (fewest := fewest_on_duty(system, self.department, self.since)):
            found.append(Problem("reform-too-few-at-times", ("add",), values | {"fewest": fewest}))
        return found


def _ended(roster: Iterable[Shift], day: dt.date) -> Iterator[Shift]:
    """Return the shifts of a roster as far as they lie before a day."""
    for shift in roster:
        if shift.since is None or shift.since < day:
            yield shift.replace(until=day if shift.until is None else min(shift.until, day))
