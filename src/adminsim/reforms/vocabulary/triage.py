"""A lane of their own for simple cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from adminsim.messages import Words
from adminsim.model.department import Department
from adminsim.model.problem import Path, Problem
from adminsim.model.step import Staffed, Step
from adminsim.model.value import Label, Number, Positive
from adminsim.reforms.base import RouteReform
from adminsim.reforms.edits import change_steps
from adminsim.reforms.people import nobody_left, roster_of, staff_problems, with_fewer
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


class Triage(RouteReform):
    """Simple cases are told from hard ones and have a lane of their own (繁简分流).

    In each department named, some of its people make up the lane, and do all work of that department on the covered
    cases, and nothing else; the others do the rest. Say by `coverage` which cases are simple: some types, or a share.
    The lane has the hours, the speed, the cost and the order of service of its department, and is made after all other
    reforms. It assumes that simple cases are told at once, by nobody's work, and rightly. It may fail because it splits
    a queue in two: people of one lane stand idle while the other has a queue, so that all wait longer on the average
    unless the lane is faster or the hard cases are much longer. A lane with too few people is slower than none.
    """

    term_en: ClassVar[str] = "triage"
    term_zh: ClassVar[str] = "繁简分流"
    stage: ClassVar[int] = 2
    about_zh: ClassVar[str] = (
        "简易件与疑难件分开办理，简易件走专门通道：所列部门抽出若干人组成通道，只办所覆盖办件在该部门的全部"
        "工作，其余人办其余办件。用 `coverage` 写明哪些办件是简易件（类型或比例）。通道的时间、速度、"
        "费用和办理顺序同原部门，在其他措施之后设立。前提是分流即时、准确、不费人力。代价是一队分成两队："
        "一边有人空闲时另一边可能在排队，若通道不更快、疑难件也不明显更费时，平均等候反而更长；通道人手太少"
        "，比没有通道更慢。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "staff": "每个设通道的部门抽出几人。",
        "speed": "通道的速度是原部门的几倍：专办一类时可大于 1。",
    }
    touches: ClassVar[dict[Part, Where]] = {"queue": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: triage
  coverage: {types: [simple]}
  staff: {market_regulation: 2, tax: 1}
  speed: {value: 1.2, range: [1.0, 1.5], source: assumption}
  source: jiangmen-2023/28
"""

    reform: Literal["triage"]
    """Kind of the reform."""
    staff: dict[str, Annotated[int, Field(ge=1)]] = Field(min_length=1)
    """For each department with a lane, how many of its people work there."""
    speed: Positive = Number(value=1.0)
    """How many times as fast the lane works as its department: above 1 where its people do nothing else."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return nothing: departments are named, not steps."""
        return (), ("staff",)

    def chains_of(self, system: System) -> list[str]:
        """Return the chains that the departments work for, or all if there is none."""
        chains = super().chains_of(system)
        touched = [name for name in chains if system.chains[name].pilots or self._steps(system.chains[name])]
        return touched or chains

    def _steps(self, chain: Chain) -> dict[str, Staffed]:
        steps = ((name, step) for name, step in chain.steps.items() if isinstance(step, Staffed))
        return {name: step for name, step in steps if not self.staff.keys().isdisjoint(step.departments)}

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with the lanes in the place of their departments."""
        steps = self._steps(chain)
        changed: dict[str, Step] = {
            name: step.of_departments({one: self._lane(one) for one in self.staff}) for name, step in steps.items()
        }
        return change_steps(chain, changed)

    def apply(self, system: System) -> System:
        """Return the system with the lanes' people taken from the departments, and the routes that lead to them."""
        if self.covers_nobody or not any(self.changes(system.chains[name]) for name in self.chains_of(system)):
            return super().apply(system)
        lanes = {self._lane(name): self._lane_of(system, name) for name in self.staff}
        system = with_fewer(system, self.staff, self.since)
        return super().apply(system.replace(departments=system.departments | lanes))

    def _lane(self, department: str) -> str:
        return f"{department}+{self.subject}"

    def _lane_of(self, system: System, name: str) -> Department:
        department, roster = system.departments[name], roster_of(system, {name: self.staff[name]}, self.since)
        label = department.label or Label(en=name, zh=name)
        own = self.label or Label(en=self.term_en, zh=self.term_zh)
        return department.replace(
            label=Label(
                en=f"{label.text(Words.EN, name)}: {own.text(Words.EN, self.subject)}",
                zh=f"{label.text(Words.ZH, name)}：{own.text(Words.ZH, self.subject)}",
            ),
            staff=None,
            shifts=roster,
            speed=Number(value=department.speed.value * self.speed.value),
            source=self.source,
            note=self.note,
        )

    def people_taken(self, system: System) -> dict[str, int]:
        """Return how many people each department gives to its lane."""
        return {} if self.covers_nobody else dict(self.staff)

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: unknown names, or people that a department does not have."""
        found = super().problems(system) + staff_problems(system, self.staff, system.departments)
        if not (self.holds_for_all or self.covers_nobody):
            found += nobody_left(system, self.staff)
        return found + [
            Problem("reform-name-taken", ("staff", name), {"given": self._lane(name)})
            for name in self.staff
            if self._lane(name) in system.departments
        ]
