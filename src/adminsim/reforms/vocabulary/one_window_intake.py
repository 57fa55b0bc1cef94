"""One window in place of several intakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from adminsim.model.department import Department
from adminsim.model.duration import Duration
from adminsim.model.problem import Path, Problem
from adminsim.model.step import Staffed
from adminsim.model.value import Label, Name, Number, Positive
from adminsim.reforms.base import RouteReform, Settings, claims, unknown
from adminsim.reforms.intakes import is_intake
from adminsim.reforms.joining import gather, merged_step
from adminsim.reforms.people import head_count, mean_cost, mean_over_people, roster_of, staff_problems, with_fewer
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


class OneWindowIntake(RouteReform):
    """Intakes of several departments become one window (一窗受理).

    One submission, one check, one visit; shared documents are handed in once. The window takes the place of the first
    intake; what the other intakes waited for now holds back the steps behind them. Its staff come from the
    departments and work at the speed that their cross-training allows. It may fail where the window, slower at
    matters that are new to it, becomes the bottleneck.
    """

    term_en: ClassVar[str] = "one-window intake"
    term_zh: ClassVar[str] = "一窗受理"
    about_zh: ClassVar[str] = (
        "多个部门的收件合并到一个窗口：一次提交、一次核对、只跑一次，共用材料只交一份。窗口取代第一个收件步"
        "骤，人员从各部门抽调，按跨岗熟练程度工作。窗口对新业务较慢时，可能成为瓶颈。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "steps": "合并的收件步骤。",
        "into": "取而代之的步骤名。",
        "department": "新部门（窗口）的名称。",
        "staff": "各部门抽调到窗口的人数；不写则为只做收件的部门的全部人员。",
        "speed": "窗口的速度：1 为与专办人员一样快。",
        "share": "窗口人员用于这些办件的时间占比。",
        "calendar": "窗口的办公时间；缺省为机关工作时间。",
        "work": "一次核对的用时；不写则为各收件用时之和。",
        "procedure": "所属环节；不写则同第一部分。",
    }
    touches: ClassVar[dict[Part, Where]] = {"handover": Where.INTAKES, "queue": Where.INTAKES}
    example: ClassVar[str] = """\
- reform: one_window_intake
  steps: [registration_intake, tax_intake]
  department: window
  staff: {market_regulation: 2, tax: 1}
  speed: {value: 0.9, range: [0.8, 1.0], source: assumption}
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-partial-staff": (
            "where only some cases are covered, say by `staff` how many people each department gives",
            "只覆盖部分办件时，请用 `staff` 写明各部门抽调多少人",
        ),
        "reform-window-staff": (
            ("{departments} has other work too: say by `staff` how many people each department gives to the window"),
            "{departments} 还有其他工作：请用 `staff` 写明各部门抽调多少人到窗口",
        ),
    }

    reform: Literal["one_window_intake"]
    """Kind of the reform."""
    steps: tuple[str, ...] = Field(min_length=2)
    """The intakes that become one."""
    into: Name = "one_window"
    """Name of the step that takes their place."""
    department: Name = "one_window"
    """Name of the new department."""
    staff: dict[str, int] | None = None
    """How many people each department gives to the window; without it, all of those that do nothing else."""
    speed: Positive = Number(value=1.0)
    """Speed of the window: 1 where its staff know all matters as well as the specialists."""
    share: Positive | None = None
    """Share of the day that the window's staff have for these cases; by default the mean share that they come from."""
    calendar: str | None = None
    """Opening hours of the window; by default the official ones."""
    work: Duration | None = None
    """Work of one check; without it, the sum of the intakes'."""
    procedure: str | None = None
    """The procedure that it is; without it, that of the first intake."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the intakes named."""
        return self.steps, ("steps",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with one window in the place of these intakes."""
        names = self.present(chain, self.steps)
        if len(names) < 2:
            return chain
        changes: dict[str, object] = {"work": self.work, "department": self.department}
        if self.procedure is not None:
            changes["procedure"] = self.procedure
        changes["label"] = self.label or Label(en=self.term_en.capitalize(), zh=self.term_zh)
        return gather(chain, names, self.into, merged_step(chain, names, changes))

    def apply(self, system: System) -> System:
        """Return the system with the window's staff taken from the departments, and the routes that lead to it."""
        if self.covers_nobody or not any(self.changes(system.chains[name]) for name in self.chains_of(system)):
            return super().apply(system)
        given = self._given(system)
        roster = roster_of(system, given, self.since)
        system = with_fewer(system, given, self.since)
        window = Department(
            label=self.label or Label(en="One window", zh="综合窗口"),
            shifts=roster,
            calendar=self.calendar,
            speed=self.speed,
            share=self.share or Number(value=mean_over_people(system, given, lambda one: one.share.value)),
            cost=mean_cost(system, given),
        )
        return super().apply(system.with_department(self.department, window))

    def _given(self, system: System) -> dict[str, int]:
        if self.staff is not None:
            return self.staff
        departments = {
            department
            for name in self.chains_of(system)
            for step in self._intakes(system.chains[name])
            for department in step.departments
        }
        return {name: head_count(system.departments[name]) for name in sorted(departments)}

    def people_taken(self, system: System) -> dict[str, int]:
        """Return how many people each department gives to the window."""
        return {} if self.covers_nobody else self._given(system)

    def _intakes(self, chain: Chain) -> list[Staffed]:
        named = (chain.steps.get(name) for name in self.steps)
        return [step for step in named if isinstance(step, Staffed)]

    def settings(self, system: System) -> Settings:
        """Return that each intake is merged here, and the names of the window."""
        chains = self.chains_of(system)
        parts = claims(("step", "remade"), self.steps, chains, ("steps",))
        return (
            parts
            | claims(("name",), (self.into,), chains, ("into",))
            | {("department", self.department): ("department",)}
        )

    def joined(self) -> tuple[str, ...]:
        """Return the steps named."""
        return self.steps

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: names, steps that are no intakes, or staff that nobody can spare."""
        found = super().problems(system)
        for position, name in enumerate(self.steps):
            if any(name in chain.steps and not is_intake(chain.steps[name]) for chain in system.chains.values()):
                found.append(Problem("reform-no-intake", ("steps", position), {"given": name}))
        found += staff_problems(system, self.staff or {}, system.departments)
        if self.department in system.departments:
            found.append(Problem("reform-name-taken", ("department",), {"given": self.department}))
        if self.calendar is not None and self.calendar not in system.calendars:
            found.append(unknown("reform-unknown-calendar", ("calendar",), self.calendar, system.calendars))
        if not found and self.staff is None:
            found += self._unstated_staff(system)
        return found

    def _unstated_staff(self, system: System) -> list[Problem]:
        if not self.holds_for_all:
            return [Problem("reform-partial-staff", ("coverage",), {})]
        busy = {
            department for chain in system.chains.values() for name, step in chain.steps.items()
            if name not in self.steps for department in step.departments
        }  # fmt: skip
        kept = sorted(busy & set(self._given(system)))
        return [Problem("reform-window-staff", ("steps",), {"departments": ", ".join(kept)})] if kept else []
