"""Reforms that begin work earlier: before the application, before prerequisites end, or stage by stage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from adminsim.model.document import Exhausted
from adminsim.model.duration import Duration
from adminsim.model.precedence import graph_of
from adminsim.model.problem import Path, Problem
from adminsim.model.step import Outcome, Staffed, Step, Strength, Waiting
from adminsim.model.system import Remark
from adminsim.model.value import Label, Number
from adminsim.reforms.base import RouteReform, Settings, claims, unknown
from adminsim.reforms.edits import drop, intakes_of, stronger, weaker, with_steps

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.precedence import Graph
    from adminsim.model.system import System


class PreApplication(RouteReform):
    """Steps are done before the applicant applies (提前获知、提前服务): nobody waits for them any more.

    A water company learns of a project from shared data and surveys it ahead; a model contract is settled before the
    file comes in. Hands-on steps and sessions still take the staff and the places that they took, from the submission
    on in this model, but no step and no decision waits for them; waiting steps fall away. They no longer count on the
    official clock. What a step returned is mended while nobody waits; nothing is rejected there, since whoever would
    be rejected has mended it or does not apply.

    This moves time off the clock: the applicant lives through the same steps, only earlier, and the result says so. It
    assumes that the demand is known long enough ahead. It may promise too much where it is not.
    """

    term_en: ClassVar[str] = "done before the application"
    term_zh: ClassVar[str] = "提前获知"

    reform: Literal["pre_application"]
    """Kind of the reform."""
    steps: tuple[str, ...] = Field(min_length=1)
    """The steps done ahead; neither intakes nor the decision."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the steps named."""
        return self.steps, ("steps",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain in which nobody waits for these steps."""
        names = self.present(chain, self.steps)
        if not names:
            return chain
        ahead = {name: _ahead(step) for name in names if not isinstance(step := chain.steps[name], Waiting)}
        slim = drop(chain, names)
        left = slim.steps | ahead
        graph: Graph = {name: {} for name in ahead}
        graph |= graph_of(slim.steps)
        return with_steps(slim, {name: left[name] for name in chain.steps if name in left}, graph, {})

    def apply(self, system: System) -> System:
        """Return the system as reformed, with a remark that time is moved and not saved."""
        chains = [] if self.covers_nobody else self.chains_of(system)
        is_moved = any(self.changes(system.chains[name]) for name in chains)
        reformed = super().apply(system)
        if not is_moved:
            return reformed
        remark = Remark(
            reform=self.subject, code="remark-before-application", detail=(("steps", ", ".join(self.steps)),)
        )
        return reformed.replace(remarks=(*reformed.remarks, remark))

    def settings(self, system: System) -> Settings:
        """Return that each step becomes another one."""
        return claims(("remade",), self.steps, self.chains_of(system), ("steps",))

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: names, or steps without which nobody has applied or nothing is decided."""
        found = super().problems(system)
        for name in [] if found else self.chains_of(system):
            chain = system.chains[name]
            if set(chain.steps) <= set(self.steps):
                found.append(Problem("reform-drops-everything", ("steps",), {"chain": name}))
            for position, given in enumerate(self.steps):
                if given in intakes_of(chain) or given == chain.decision:
                    found.append(Problem("reform-ahead-of-itself", ("steps", position), {"given": given}))
        return found


def _ahead(step: Step) -> Step:
    """Return a step that is worked on, returns included, while nobody waits for it."""
    mended = {"rejects": Number(value=0.0), "resume_at": (), "on_exhausted": Exhausted.PASS}
    return step.replace(outcome=step.outcome.replace(**mended), holds_decision=False, counts=False)


class EarlyStart(RouteReform):
    """A review begins before its named prerequisites end, and only confirms when they are there (提前介入).

    The step becomes two: the review itself, with its work as before, waits no longer for the named prerequisites but
    for what these waited for; a short confirmation waits for both and returns or rejects as the review did. What is
    sent back there is reviewed again. It assumes that reviewers can work on a draft of what is missing, and that what
    comes in later confirms it: work on drafts that change is not counted and makes this look better than it is.
    """

    term_en: ClassVar[str] = "early start"
    term_zh: ClassVar[str] = "提前介入"

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
        return with_steps(chain, steps, graph, {}).replace(begun_by=chain.begun_by | {name: self.early})

    def _parts(self, name: str, review: Staffed) -> tuple[Step, Step]:
        work = review.replace(outcome=Outcome())
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
        return early, review.replace(work=self.confirmation, outcome=outcome, drawn_for="confirmation")

    def settings(self, system: System) -> Settings:
        """Return that the step becomes another one."""
        return claims(("remade",), (self.step,), self.chains_of(system), ("step",))

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: names, or prerequisites that are none."""
        found = super().problems(system)
        for chain in (system.chains[name] for name in ([] if found else self.chains_of(system))):
            if self.step not in chain.steps:
                continue
            if not isinstance(chain.steps[self.step], Staffed):
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
