"""Reforms of the order of steps: side by side, fewer, or several in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from adminsim.model.duration import Duration
from adminsim.model.precedence import upstream_of
from adminsim.model.problem import Path, Problem
from adminsim.model.step import Staffed
from adminsim.model.value import Name
from adminsim.reforms.base import All, RouteReform, Settings, claims, unknown
from adminsim.reforms.edits import drop, free_among, merge, merged_step, needs_of

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


class ParallelApproval(RouteReform):
    """Departments review side by side what custom had them review one after the other (并联审批).

    It takes out what only custom puts in order among the named steps and keeps what law or logic requires; each step
    stays behind and before the other steps that it stood behind and before. It assumes that files can be in several
    hands at once. It may fail by its price: a file that one department rejects has by then cost the others work,
    which a serial chain would have saved.
    """

    term_en: ClassVar[str] = "parallel approval"
    term_zh: ClassVar[str] = "并联审批"

    reform: Literal["parallel_approval"]
    """Kind of the reform."""
    steps: All | tuple[str, ...] = "all"
    """The steps, or `all`: every step but intakes and the decision."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the steps named."""
        return (() if self.steps == "all" else self.steps), ("steps",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with these steps side by side."""
        decision = chain.end_of(chain.decision) if chain.decision else None
        inner = [name for name, step in chain.steps.items() if name != decision and not _is_intake(step)]
        meant = inner if self.steps == "all" else self.standing(chain, self.steps)
        return free_among(chain, [name for name in meant if chain.steps[name].holds_decision])


class Removal(RouteReform):
    """A reform after which some steps are not needed."""

    steps: tuple[str, ...] = Field(min_length=1)
    """The steps that are not needed."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the steps named."""
        return self.steps, ("steps",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain without these steps."""
        return drop(chain, self.present(chain, self.steps))

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: unknown names, or nothing left of a chain."""
        found = super().problems(system)
        for name, chain in system.chains.items():
            if self.chain in (None, name) and set(chain.steps) <= set(self.steps):
                found.append(Problem("reform-drops-everything", ("steps",), {"chain": name}))
        return found


class DropSteps(Removal):
    """Steps that are no longer required are removed (减环节).

    What came before a removed step is joined to what came behind it, with the weaker strength of the two. It assumes
    that nobody else takes over the check that the step made.
    """

    term_en: ClassVar[str] = "steps removed"
    term_zh: ClassVar[str] = "取消环节"

    reform: Literal["drop_steps"]
    """Kind of the reform."""


class SharedAssessment(Removal):
    """Assessments that were made once for a whole zone are not made again for each project in it (区域评估).

    Land survey, geology, soil and water, heritage, flood, earthquake, climate and the like: the named steps are not
    needed for the projects that it covers, by share or case type. What came before them is joined to what came behind
    them. It helps only covered projects: those outside the zone still make theirs. It assumes that the zone's
    assessment is there and valid when a project comes, and leaves out what it costs to make. It may promise too much
    where a project departs from what was assessed and needs one of its own after all.
    """

    term_en: ClassVar[str] = "assessments shared by a zone"
    term_zh: ClassVar[str] = "区域评估"

    reform: Literal["shared_assessment"]
    """Kind of the reform."""


class MergeSteps(RouteReform):
    """Several steps become one (合并办理).

    The one step inherits all outside arcs of its parts; it returns or rejects a case where any part would, with the
    longest correction. Its work is as stated, else the sum of the parts' work: merging alone saves queues, visits and
    hand-overs, not work.
    """

    term_en: ClassVar[str] = "steps merged"
    term_zh: ClassVar[str] = "合并环节"

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
            if name in steps and not isinstance(steps[name], Staffed)
        ]
        departments = {step.department for step in steps.values() if isinstance(step, Staffed)}
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


def needed_between(chain: Chain, names: frozenset[str]) -> list[str]:
    """Return the steps that need the result of one of these steps and that another of them needs in turn."""
    upstream = upstream_of(needs_of(chain))
    ahead_of_some = frozenset().union(*(upstream[name] for name in names))
    return [name for name in chain.steps if name not in names and name in ahead_of_some and upstream[name] & names]


def _is_intake(step: object) -> bool:
    return isinstance(step, Staffed) and step.intake is not None
