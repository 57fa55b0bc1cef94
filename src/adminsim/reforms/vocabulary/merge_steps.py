"""Several steps in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from adminsim.model.duration import Duration
from adminsim.model.problem import Path, Problem
from adminsim.model.value import Name
from adminsim.reforms.base import RouteReform, Settings, claims, unknown
from adminsim.reforms.joining import merge, merged_step, needed_between
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


class MergeSteps(RouteReform):
    """Several steps become one (合并办理).

    The one step inherits all outside arcs of its parts; it returns or rejects a case where any part would, with the
    longest correction. Its work is as stated, else the sum of the parts' work: merging alone saves queues, visits and
    hand-overs, not work.
    """

    term_en: ClassVar[str] = "steps merged"
    term_zh: ClassVar[str] = "合并步骤"
    about_zh: ClassVar[str] = (
        "几个步骤合并为一个，继承全部外部先后关系；任一部分会退回或不予许可时，合并步骤同样如此，补正取最长"
        "的一项。工作量按写明的计，否则为各部分之和：合并省下的是排队、跑动和流转，不是工作量。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "steps": "合并的步骤（须由人员办理）。",
        "into": "合并后的步骤名。",
        "department": "由谁办理；各部分属于不同部门时必填。",
        "work": "办理一次的用时；不写则为各部分之和。",
        "procedure": "所属环节；不写则同第一部分。",
    }
    touches: ClassVar[dict[Part, Where]] = {"handover": Where.ANYWHERE, "work": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: merge_steps
  steps: [examination, approval]
  into: review
  work: {lognormal: {mean: 50 min, cv: 0.5}, source: assumption}
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-merges-unstaffed": (
            "'{given}' is done by no department: only staffed steps can be merged",
            "“{given}”不由任何部门办理：只有由部门办理的步骤才能合并",
        ),
        "reform-merge-department": (
            "these steps belong to different departments ({departments}): say by `department` who does the merged step",
            "这些步骤属于不同部门（{departments}）：请用 `department` 写明合并后由谁办理",
        ),
        "reform-merge-between": (
            "these steps cannot become one: {between} needs the result of one of them and is needed by"
            " another; merge it too",
            "这些步骤不能合并：{between} 依赖其中一个步骤的结果，又是另一个步骤的前提；请一并合并",
        ),
    }

    reform: Literal["merge_steps"]
    """Kind of the reform."""
    steps: tuple[str, ...] = Field(min_length=2)
    """The staffed steps to merge."""
    into: Name
    """Name of the merged step."""
    department: str | None = None
    """Who does it; needed where the parts are done by different departments."""
    work: Duration | None = None
    """Work of one visit; without it, the sum of the parts'."""
    procedure: str | None = None
    """The procedure that it is; without it, that of the first part."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the steps named."""
        return self.steps, ("steps",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with these steps as one."""
        names = self.present(chain, self.steps)
        if len(names) < 2:
            return chain
        changes: dict[str, object] = {"work": self.work}
        if self.department is not None:
            changes["department"] = self.department
        if self.procedure is not None:
            changes["procedure"] = self.procedure
        if self.label is not None:
            changes["label"] = self.label
        return merge(chain, names, self.into, merged_step(chain, names, changes))

    def settings(self, system: System) -> Settings:
        """Return that each part is merged here, and the name of the merged step."""
        chains = self.chains_of(system)
        parts = claims(("step", "remade"), self.steps, chains, ("steps",))
        return parts | claims(("name",), (self.into,), chains, ("into",))

    def joined(self) -> tuple[str, ...]:
        """Return the steps named."""
        return self.steps

    def put_into(self) -> dict[str, str]:
        """Return that each step named becomes part of one."""
        return dict.fromkeys(self.steps, self.into)

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: names, kinds of steps, departments, or a step that must stay between the parts."""
        found = super().problems(system)
        if self.department is not None and self.department not in system.departments:
            found.append(unknown("reform-unknown-department", ("department",), self.department, system.departments))
        if found:
            return found
        for name in self.chains_of(system):
            found += self._problems_of(system.chains[name])
        return found

    def _problems_of(self, chain: Chain) -> list[Problem]:
        steps = {name: chain.steps[name] for name in self.steps if name in chain.steps}
        found = [
            Problem("reform-merges-unstaffed", ("steps", position), {"given": name})
            for position, name in enumerate(self.steps)
            if name in steps and not steps[name].departments
        ]
        departments = {"+".join(step.departments) for step in steps.values() if step.departments}
        if len(departments) > 1 and self.department is None:
            found.append(
                Problem("reform-merge-department", ("steps",), {"departments": ", ".join(sorted(departments))})
            )
        if self.into in chain.steps and self.into not in self.steps:
            found.append(Problem("reform-name-taken", ("into",), {"given": self.into}))
        between = needed_between(chain, frozenset(steps))
        if between:
            found.append(Problem("reform-merge-between", ("steps",), {"between": ", ".join(between)}))
        return found
