"""One bureau for the approvals of several departments."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from adminsim.model.department import Department, Discipline, Trained
from adminsim.model.problem import Path, Problem
from adminsim.model.reformed_chain import as_reformed
from adminsim.model.step import Staffed, Step
from adminsim.model.value import Label, Name, Number, Positive
from adminsim.reforms.base import RouteReform, Settings, unknown
from adminsim.reforms.edits import change_steps
from adminsim.reforms.people import (
    head_count,
    mean_cost,
    mean_over_people,
    nobody_left,
    roster_of,
    staff_problems,
    with_fewer,
)
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adminsim.model.chain import Chain
    from adminsim.model.system import System


class PoolDepartments(RouteReform):
    """Several departments become one approval bureau, which has their staff and all their steps (行政审批局).

    One queue takes the place of several, and files are no longer handed over between them, where the chain's hand-over
    applies. Without `staff` everybody moves, with their shifts and dates, at the start of the run, and the departments
    are gone; backlogs are the bureau's. For some cases only, or with `from`, say by `staff` how many people each
    department gives: they serve the cases submitted from then on, and those who stay finish the older ones and do what
    is left. The bureau is made after all other reforms, which name the departments as they were. It assumes that
    everybody there can do every step at the stated speed. It may fail where they cannot: people who are new to half of
    the matters work more slowly, and what was quick in a department with idle people now waits in the common queue.
    """

    term_en: ClassVar[str] = "one approval bureau"
    term_zh: ClassVar[str] = "行政审批局"
    stage: ClassVar[int] = 3
    about_zh: ClassVar[str] = (
        "几个部门的审批人员和全部审批步骤集中到一个行政审批局：几队并成一队，其间不再流转（按流程统一流转时"
        "间的步骤）。不写 `staff` 时，全体人员连同班次自运行之初划转，原部门不再存在，积压件也归审批局。"
        "只覆盖部分办件或写明起始日时，须用 `staff` 写明各部门划转几人：他们办理此后提交的办件，留下的人办"
        "完旧件和其余工作。审批局在其他措施之后设立，其他措施仍用原部门名称。前提是人人都能以写明的速度办理"
        "全部步骤。若做不到，对新业务不熟的人办得更慢，原来有空闲的部门办得快的事项也要排入共同的队。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "departments": "合并的部门。",
        "into": "审批局的名称。",
        "staff": "各部门划转几人；不写则为全部人员，此时须对全部办件有效。",
        "speed": "审批局的速度是其人员原平均速度的几倍：人人熟悉全部业务时为 1。",
        "share": "人员用于这些办件的时间占比；缺省为原占比的平均。",
        "calendar": "审批局的办公时间；缺省同所列第一个部门。",
        "discipline": "办理顺序；缺省同所列第一个部门。",
    }
    touches: ClassVar[dict[Part, Where]] = {"handover": Where.ANYWHERE, "queue": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: pool_departments
  departments: [planning, fire, environment]
  into: approval_bureau
  speed: {value: 0.9, range: [0.8, 1.0], source: assumption}
  source: weihai-2018/31
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-pooled-set-twice": (
            "'{other}' and '{reform}' both make '{names}' a part of a bureau: switch one of them off",
            "“{other}”与“{reform}”都把部门“{names}”并入审批局：请关闭其中一项",
        ),
        "reform-pooled-twice": (
            "'{given}' is named twice",
            "“{given}”写了两次",
        ),
        "reform-pool-staff": (
            "where the bureau does not serve all cases from the start, say by `staff` how many people each"
            " department gives",
            "审批局并非从一开始就办理全部办件时，请用 `staff` 写明各部门划转多少人",
        ),
    }

    reform: Literal["pool_departments"]
    """Kind of the reform."""
    departments: tuple[str, ...] = Field(min_length=2)
    """The departments that become one."""
    into: Name = "approval_bureau"
    """Name of the bureau."""
    staff: dict[str, Annotated[int, Field(ge=1)]] | None = Field(default=None, min_length=1)
    """How many people departments give; without it, all of them, which takes that it holds for every case."""
    speed: Positive = Number(value=1.0)
    """How many times as fast the bureau works as its people did, on their average: 1 if all know all matters."""
    share: Positive | None = None
    """Share of the day that its people have for these cases; by default the mean share that they come from."""
    calendar: str | None = None
    """Opening hours of the bureau; by default those of the first department named."""
    discipline: Discipline | None = None
    """Order of service; by default that of the first department named."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return nothing: departments are named, not steps."""
        return (), ("departments",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with the bureau in the place of its departments."""
        changed: dict[str, Step] = {
            name: step.of_departments(dict.fromkeys(self.departments, self.into))
            for name, step in chain.steps.items()
            if isinstance(step, Staffed) and not set(self.departments).isdisjoint(step.departments)
        }
        return change_steps(chain, changed)

    def apply(self, system: System) -> System:
        """Return the system with the bureau, its people taken from the departments, and the routes that lead to it."""
        if self.covers_nobody or not any(self.changes(system.chains[name]) for name in self.chains_of(system)):
            return super().apply(system)
        given = self.staff or {name: head_count(system.departments[name]) for name in self.departments}
        bureau = self._bureau(system, given)
        if self.staff is not None:
            system = with_fewer(system, given, self.since)
        departments = system.departments | {self.into: bureau}
        if self.staff is None:
            departments = {name: one for name, one in departments.items() if name not in self.departments}
        if self.holds_for_all:
            system = self._with_backlogs_moved(system)
        return super().apply(system.replace(departments=departments))

    def _with_backlogs_moved(self, system: System) -> System:
        for name in self.chains_of(system):
            made = as_reformed(system.chains[name])
            if made.origin is not None:
                system = system.with_chain(name, made.replace(origin=self.edit(made.origin)))
        return system

    def _bureau(self, system: System, given: dict[str, int]) -> Department:
        first = system.departments[self.departments[0]]
        share = Number(value=mean_over_people(system, given, lambda one: one.share.value))
        return Department(
            label=self.label or Label(en="Approval bureau", zh=self.term_zh),
            shifts=roster_of(system, given, self.since),
            calendar=self.calendar or first.calendar,
            discipline=self.discipline or first.discipline,
            speed=Number(value=mean_over_people(system, given, lambda one: one.speed.value) * self.speed.value),
            share=self.share or share,
            cost=mean_cost(system, given),
        ).replace(trainings=_trained_together(system, given), due_from=None if self.discipline else first.due_from)

    def settings(self, system: System) -> Settings:
        """Return that each department is pooled here, and the name of the bureau."""
        pooled: Settings = {("pooled", name): ("departments",) for name in self.departments}
        return pooled | {("department", self.into): ("into",)}

    def people_taken(self, system: System) -> dict[str, int]:
        """Return how many people each department gives to the bureau; nothing where it gives who is left."""
        return {} if self.covers_nobody else dict(self.staff or {})

    def moves_people_of(self, system: System) -> Iterable[str]:
        """Return the departments that become one."""
        return () if self.covers_nobody else self.departments

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: unknown names, people that a department does not have or whose number is not said."""
        found = super().problems(system)
        for position, name in enumerate(self.departments):
            if name not in system.departments:
                key = ("departments", position)
                found.append(unknown("reform-unknown-department", key, name, system.departments))
            elif name in self.departments[:position]:
                found.append(Problem("reform-pooled-twice", ("departments", position), {"given": name}))
        found += staff_problems(system, self.staff or {}, self.departments)
        if not (self.holds_for_all or self.covers_nobody):
            found += nobody_left(system, self.staff or {})
        if self.into in system.departments:
            found.append(Problem("reform-name-taken", ("into",), {"given": self.into}))
        if self.calendar is not None and self.calendar not in system.calendars:
            found.append(unknown("reform-unknown-calendar", ("calendar",), self.calendar, system.calendars))
        if self.staff is None and not (self.covers_nobody or (self.holds_for_all and self.chain is None)):
            found.append(Problem("reform-pool-staff", (), {}))
        return found


def _trained_together(system: System, given: dict[str, int]) -> tuple[Trained, ...]:
    """Return what trainings of the people given come to on the average, day by day."""
    days = sorted({trained.since for name in given for trained in system.departments[name].trainings})

    def speed_on(day: dt.date) -> float:
        return mean_over_people(system, given, lambda one: one.speed_on(day))

    speeds = [speed_on(day) for day in (dt.date.min, *days)]
    return tuple(
        Trained(since=day, faster=later / earlier) for day, (earlier, later) in zip(days, pairwise(speeds), strict=True)
    )
