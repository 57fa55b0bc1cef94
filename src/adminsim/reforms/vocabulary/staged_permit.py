"""A permit in stages, each with its own needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from adminsim.model.any_step import Strength
from adminsim.model.duration import Duration
from adminsim.model.figures import ENDS
from adminsim.model.outcome import Outcome
from adminsim.model.precedence import Graph, graph_of
from adminsim.model.problem import Path, Problem
from adminsim.model.step import Staffed, Step
from adminsim.model.value import Label, Name, Number, Value
from adminsim.reforms.base import RouteReform, Settings, claims, unknown
from adminsim.reforms.edits import with_steps
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


class Stage(Value):
    """One stage of a permit."""

    name: Name
    """Name of the stage, such as `foundation`; its step is called as the permit with `+` and this behind."""
    label: Label | None = None
    """Name for people."""
    needs: tuple[str, ...] = ()
    """Which of the steps that the permit waited for this stage waits for; the last stage waits for all."""
    work: Duration
    """Work of this stage."""
    opens: tuple[str, ...] = ()
    """Steps that waited for the permit and may begin once this stage is done."""
    milestone: Name | None = None
    """The milestone of the chain that is reached when this stage is done, such as `construction_start`."""


class StagedPermit(RouteReform):
    """A permit is given in stages, each with its own needs (分阶段办理施工许可).

    The construction permit for foundation pit, basement and superstructure, for instance: each stage waits for the
    stage before it and for its own part of what the whole permit needed, and takes the work stated. Named later steps
    may begin after an early stage. The last stage stands for the permit: it waits for all that the permit needed, asks
    for its documents and its fee, and returns or rejects as the permit did. The stages count as one procedure.

    It assumes that an early stage can be judged without the rest and is never taken back. It may promise too much where
    the last stage returns often: what was begun on an early stage then waits or is built anew, which is not modelled.
    """

    term_en: ClassVar[str] = "permit in stages"
    term_zh: ClassVar[str] = "分阶段许可"
    about_zh: ClassVar[str] = (
        "许可分阶段核发，各阶段有各自的前置条件（如施工许可分基坑、地下室、主体）。每一阶段等上一阶段，"
        "以及整个许可所需条件中属于自己的部分，工作量按写明的计；所列后续步骤可在前面的阶段之后开始。"
        "最后阶段代表整个许可：等全部条件，收取其材料和费用，退回或否决与原许可相同。各阶段算一个事项。"
        "前提是前面的阶段可以单独判断且不会收回。最后阶段常退回时效果会被高估：已开工部分的停工或返工不计。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "step": "该许可。",
        "stages": "各阶段，按先后；最后一个完成整个许可。",
    }
    touches: ClassVar[dict[Part, Where]] = {"third_party": Where.ANYWHERE, "applicant": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: staged_permit
  step: construction_permit
  stages:
    - name: foundation
      needs: [works_planning_permit]
      work: {fixed: {value: 3 h, range: [2 h, 4 h], source: assumption}}
      milestone: construction_start
    - name: superstructure
      work: {fixed: {value: 5 h, range: [4 h, 8 h], source: assumption}}
  source: maoming-2023/7
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-unknown-milestone": (
            "the chain has no milestone '{given}': name it under `milestones` of the baseline",
            "该流程没有节点“{given}”：请在基线的 `milestones` 下列出",
        ),
        "reform-milestone-set-twice": (
            ("'{other}' and '{reform}' both say when the milestone '{names}' is reached: switch one of them off"),
            "“{other}”与“{reform}”都规定了节点“{names}”何时达到：请关闭其中一项",
        ),
        "reform-stage-needs": (
            "'{step}' does not wait for '{given}', so none of its stages can",
            "“{step}”并不以“{given}”为前置，其各阶段也不能",
        ),
        "reform-stage-opens": (
            "'{given}' does not wait for '{step}', so no stage of it can open it",
            "“{given}”并不等待“{step}”，其任何阶段都无从放行",
        ),
    }

    reform: Literal["staged_permit"]
    """Kind of the reform."""
    step: str
    """The permit."""
    stages: Annotated[tuple[Stage, ...], Field(min_length=2)]
    """The stages in their order; the last one completes the permit."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the permit."""
        return (self.step,), ("step",)

    def node(self, stage: Stage) -> str:
        """Return the name of a stage's step: the last stage is called as the permit."""
        return self.step if stage is self.stages[-1] else f"{self.step}+{stage.name}"

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with the permit in stages."""
        permit = chain.steps.get(self.step)
        if not isinstance(permit, Staffed) or chain.stand_in(self.step) != self.step:
            return chain
        graph = graph_of(chain.steps)
        before: dict[str, Strength] = {}
        for stage in self.stages:
            node = self.node(stage)
            own = graph[self.step] if node == self.step else self._own_needs(chain, stage, graph[self.step])
            graph[node] = own | before
            before = {node: Strength.NEEDS}
            self._open(chain, stage, graph)
        steps: dict[str, Step] = {}
        for name, step in chain.steps.items():
            steps |= self._staged(permit) if name == self.step else {name: step}
        reached = {stage.milestone: (self.node(stage),) for stage in self.stages if stage.milestone is not None}
        staged = with_steps(chain, steps, graph, {})
        return staged.replace(
            begun_by=staged.begun_by | {self.step: self.node(self.stages[0])}, milestones=chain.milestones | reached
        )

    def _own_needs(self, chain: Chain, stage: Stage, needed: dict[str, Strength]) -> dict[str, Strength]:
        own = self.standing(chain, stage.needs)
        return {name: strength for name, strength in needed.items() if name in own}

    def _open(self, chain: Chain, stage: Stage, graph: Graph) -> None:
        node = self.node(stage)
        for name in self.standing(chain, stage.opens):
            if node != self.step and self.step in graph[name]:
                graph[name][node] = graph[name].pop(self.step)

    def _staged(self, permit: Staffed) -> dict[str, Step]:
        permit = permit.alike("work")
        work = permit.alike(*ENDS).replace(outcome=Outcome())
        free = {"intake": None, "fee": Number(value=0.0), "parts": ((self.step, work),)}
        early = {
            self.node(stage): work.replace(work=stage.work, label=stage.label or permit.label, **free)
            for stage in self.stages[:-1]
        }
        return {**early, self.step: permit.replace(work=self.stages[-1].work, drawn_for="last stage")}

    def settings(self, system: System) -> Settings:
        """Return that the permit becomes another step, and the milestones that it sets."""
        chains = self.chains_of(system)
        milestones = [stage.milestone for stage in self.stages if stage.milestone is not None]
        permit = claims(("remade",), (self.step,), chains, ("step",))
        return permit | claims(("milestone",), milestones, chains, ("stages",))

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: names, needs that the permit had not, or steps that did not wait for it."""
        found = super().problems(system)
        for chain in (system.chains[name] for name in ([] if found else self.chains_of(system))):
            if self.step not in chain.steps:
                continue
            if not chain.steps[self.step].departments:
                found.append(Problem("reform-not-staffed", ("step",), {"given": self.step}))
            for number, stage in enumerate(self.stages):
                found += [replace(p, path=("stages", number, *p.path)) for p in self._problems_of(chain, number, stage)]
        return found

    def _problems_of(self, chain: Chain, number: int, stage: Stage) -> list[Problem]:
        found = []
        is_repeated = stage.name in (other.name for other in self.stages[:number])
        if is_repeated or (self.node(stage) != self.step and self.node(stage) in chain.steps):
            found.append(Problem("reform-name-taken", ("name",), {"given": stage.name}))
        if stage.milestone is not None and stage.milestone not in chain.milestones:
            found.append(unknown("reform-unknown-milestone", ("milestone",), stage.milestone, chain.milestones))
        graph = graph_of(chain.steps)
        behind = [name for name, befores in graph.items() if self.step in befores]
        named = {"needs": (stage.needs, list(graph[self.step])), "opens": (stage.opens, behind)}
        for field, (names, allowed) in named.items():
            for position, name in enumerate(names):
                if name not in allowed:
                    problem = unknown(f"reform-stage-{field}", (field, position), name, allowed)
                    found.append(replace(problem, values={**problem.values, "step": self.step}))
        return found
