"""A review that begins before its prerequisites end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from adminsim.model.any_step import Strength
from adminsim.model.duration import Duration
from adminsim.model.figures import ENDS
from adminsim.model.outcome import Outcome
from adminsim.model.precedence import graph_of
from adminsim.model.problem import Path, Problem
from adminsim.model.step import Staffed, Step
from adminsim.model.value import Label, Number
from adminsim.reforms.base import RouteReform, Settings, claims, unknown
from adminsim.reforms.edits import stronger, weaker, with_steps
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.precedence import Graph
    from adminsim.model.system import System


class EarlyStart(RouteReform):
    """A review begins before its named prerequisites end, and only confirms when they are there (提前介入).

    The step becomes two: the review itself, with its work as before, waits no longer for the named prerequisites but
    for what these waited for; a short confirmation waits for both and returns or rejects as the review did. What is
    sent back there is reviewed again. It assumes that reviewers can work on a draft of what is missing, and that what
    comes in later confirms it: work on drafts that change is not counted and makes this look better than it is.
    """

    term_en: ClassVar[str] = "early start"
    term_zh: ClassVar[str] = "提前介入"
    about_zh: ClassVar[str] = (
        "审查不等所列前置步骤结束就开始，待其结束后只作确认（提前介入）。该步骤分为两段：审查本身工作量不变"
        "，不再等所列前置步骤，而等这些步骤原先所等的；确认用时较短，等两者齐备，退回或否决与原审查相同，"
        "退回后须重新审查。前提是可以先看草稿，且后来的正式材料与之一致；草稿有变而白做的工作不计，效果会显"
        "得比实际好。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "step": "提前开始的审查。",
        "before": "不再等待的前置步骤：须直接在其之前。",
        "confirmation": "前置步骤齐备后确认的用时。",
    }
    touches: ClassVar[dict[Part, Where]] = {"announcement": Where.ANYWHERE, "third_party": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: early_start
  step: construction_permit
  before: [drawing_review]
  confirmation: {fixed: {value: 1 h, range: [30 min, 2 h], source: assumption}}
  source: maoming-2023/7
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-no-prerequisite": (
            "'{given}' does not come directly before '{step}'",
            "“{given}”不是“{step}”的直接前置步骤",
        ),
    }

    reform: Literal["early_start"]
    """Kind of the reform."""
    step: str
    """The review that begins earlier."""
    before: tuple[str, ...] = Field(min_length=1)
    """The prerequisites that it no longer waits for: steps that come directly before it."""
    confirmation: Duration
    """Work of the confirmation, once the prerequisites are there."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the review."""
        return (self.step,), ("step",)

    @property
    def early(self) -> str:
        """Name of the part that begins earlier."""
        return f"{self.step}+early"

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with the review in two parts."""
        name = chain.stand_in(self.step)
        review = chain.steps.get(name) if name is not None else None
        if name != self.step or not isinstance(review, Staffed):
            return chain
        graph = graph_of(chain.steps)
        waived = self.standing(chain, self.before)
        kept = {before: strength for before, strength in graph[name].items() if before in waived}
        if not kept:
            return chain
        graph[self.early] = _behind_what_waited(graph, name, set(waived))
        graph[name] = {self.early: Strength.NEEDS, **kept}
        early, confirmation = self._parts(name, review)
        steps: dict[str, Step] = {}
        for other, step in chain.steps.items():
            steps |= {self.early: early, name: confirmation} if other == name else {other: step}
        begun = with_steps(chain, steps, graph, {})
        return begun.replace(begun_by=begun.begun_by | {name: self.early})

    def _parts(self, name: str, review: Staffed) -> tuple[Step, Step]:
        work = review.alike(*ENDS).replace(outcome=Outcome())
        early = work.replace(
            parts=((name, work),),
            work=None,
            visit=False,
            intake=None,
            types=(),
            probability=Number(value=1.0),
            label=Label(en="Early review", zh="提前审查"),
        )
        back = (self.early, *review.outcome.resume_at)
        outcome = review.outcome.replace(resume_at=back)
        confirmation = review.alike("work").replace(work=self.confirmation, outcome=outcome, drawn_for="confirmation")
        return early, confirmation

    def settings(self, system: System) -> Settings:
        """Return that the step becomes another one."""
        return claims(("remade",), (self.step,), self.chains_of(system), ("step",))

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: names, or prerequisites that are none."""
        found = super().problems(system)
        for chain in (system.chains[name] for name in ([] if found else self.chains_of(system))):
            if self.step not in chain.steps:
                continue
            if not chain.steps[self.step].departments:
                found.append(Problem("reform-not-staffed", ("step",), {"given": self.step}))
            if self.early in chain.steps:
                found.append(Problem("reform-name-taken", ("step",), {"given": self.early}))
            direct = graph_of(chain.steps)[self.step]
            for position, before in enumerate(self.before):
                if before not in direct:
                    problem = unknown("reform-no-prerequisite", ("before", position), before, direct)
                    found.append(replace(problem, values={**problem.values, "step": self.step}))
        return found


def _behind_what_waited(graph: Graph, name: str, waived: set[str]) -> dict[str, Strength]:
    """Return what a step waits for when it no longer waits for some, but for what these waited for."""
    behind = {before: strength for before, strength in graph[name].items() if before not in waived}
    waiting = [(before, strength) for before, strength in graph[name].items() if before in waived]
    for before, strength in waiting:
        for earlier, other in graph[before].items():
            how = weaker(strength, other)
            if earlier in waived:
                if (earlier, how) not in waiting:
                    waiting.append((earlier, how))
            else:
                behind[earlier] = stronger(behind.get(earlier), how)
    return behind
