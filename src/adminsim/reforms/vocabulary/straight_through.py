"""Cases decided by machine at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from adminsim.model.duration import Duration
from adminsim.model.figures import ENDS
from adminsim.model.outcome import Outcome
from adminsim.model.problem import Path, Problem
from adminsim.model.step import Waiting
from adminsim.model.value import Label, Name
from adminsim.reforms.base import All, RouteReform, Settings, claims
from adminsim.reforms.edits import drop, intakes_of, late_papers_of
from adminsim.reforms.joining import merge, needed_between
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


def _marks(chain: Chain) -> dict[str, set[str | None]]:
    """Return the steps with whose end a case is decided and accepted, where one step or an intake is."""
    accepted: list[str | None] = [chain.end_of(chain.accepted)] if chain.accepted else [*intakes_of(chain)]
    return {"decision": {chain.end_of(chain.decision)} if chain.decision else set(), "accepted": set(accepted)}


class StraightThrough(RouteReform):
    """Cases are decided by machine at once (秒批秒办): the named steps, or all, become one decision without time.

    The machine matches the application with shared data and approves it. It asks for no documents, no visit and no
    staff; whatever the named steps asked of the applicant, waiting and corrections among it, falls away with them. It
    covers the share of cases, or the case types, that the machine can decide; the others walk the old route in the same
    departments, which have less to do. It assumes that the machine approves only what the officers would have approved:
    for covered cases nothing is returned or rejected. It may promise too much where the simple cases that it takes are
    those that took little time anyway.
    """

    term_en: ClassVar[str] = "decided by machine at once"
    term_zh: ClassVar[str] = "秒批秒办"
    about_zh: ClassVar[str] = (
        "由机器即时审批：所列步骤（或全部步骤）合为一次不耗时的决定。机器用共享数据核对申请并予以批准，"
        "不收材料、不跑动、不占人力；这些步骤原先要求申请人做的，包括等待和补正，一并取消。适用于机器能办的"
        "那部分办件（按比例或类型），其余仍走原路，所在部门的工作随之减少。前提是机器只批准人工也会批准的，"
        "适用的办件因而不会被退回或否决。若机器接手的简单件本来就费时不多，效果会被高估。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "steps": "由机器决定的步骤，或 `all`。",
        "into": "机器决定的步骤名。",
        "procedure": "所属环节；不写则取第一个有环节的步骤。",
    }
    touches: ClassVar[dict[Part, Where]] = {"closed": Where.ANYWHERE, "work": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: straight_through
  steps: all
  coverage: {share: {value: 0.3, range: [0.1, 0.5], source: assumption}, types: [ordinary]}
  source: maoming-2023/43-44
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-machine-between": (
            "these steps cannot be decided at once: {between} needs the result of one of them and is needed"
            " by another; name it too",
            ("这些步骤不能即时办结：{between} 依赖其中一个步骤的结果，又是另一个步骤的前提；请一并列出"),
        ),
    }

    reform: Literal["straight_through"]
    """Kind of the reform."""
    steps: All | tuple[str, ...] = "all"
    """The steps that the machine decides, or `all`."""
    into: Name = "machine"
    """Name of the machine's decision."""
    procedure: str | None = None
    """The procedure that it is; without it, that of the first step that has one."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the steps named."""
        return (() if self.steps == "all" else self.steps), ("steps",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with a machine in the place of these steps, its end the decision if theirs was."""
        meant = list(chain.steps) if self.steps == "all" else self.standing(chain, self.steps)
        meant += [name for name in late_papers_of(chain, set(meant)) if name not in meant]
        names = [name for name in meant if chain.steps[name].holds_decision]
        if not names:
            return chain
        slim = drop(chain, [name for name in meant if name not in names])
        decided = merge(slim, names, self.into, self._machine(chain, names))
        return decided.replace(
            successors_of_removed=decided.successors_of_removed | dict.fromkeys(names),
            milestones={
                milestone: tuple(self.into if chain.end_of(end) in names else end for end in ends)
                for milestone, ends in slim.milestones.items()
            },
            **{field: self.into for field, ends in _marks(chain).items() if ends and ends <= set(names)},
        )

    def _machine(self, chain: Chain, names: list[str]) -> Waiting:
        steps = {name: chain.steps[name] for name in names}
        parts = [(part, other) for name, step in steps.items() for part, other in step.members(name)]
        machine = Waiting(
            kind="waiting",
            label=self.label or Label(en="Decided by machine", zh="机器即时审批"),
            duration=Duration.model_validate("0 s"),
            procedure=self.procedure or next((s.procedure for s in steps.values() if s.procedure is not None), None),
        )
        passing = ((part, step.alike(*ENDS).replace(outcome=Outcome())) for part, step in parts)
        return machine.replace(parts=tuple(passing))

    def settings(self, system: System) -> Settings:
        """Return that each step named is put into the machine's decision, and the name of that."""
        chains = self.chains_of(system)
        parts = claims(("step",), self.named_steps()[0], chains, ("steps",))
        return parts | claims(("name",), (self.into,), chains, ("into",))

    def put_into(self) -> dict[str, str]:
        """Return that each step named becomes part of one."""
        return dict.fromkeys(self.named_steps()[0], self.into)

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: names, or a step that must stay between those named."""
        found = super().problems(system)
        for chain in (system.chains[name] for name in ([] if found else self.chains_of(system))):
            if self.into in chain.steps:
                found.append(Problem("reform-name-taken", ("into",), {"given": self.into}))
            between = needed_between(chain, frozenset(self.named_steps()[0]) & chain.steps.keys())
            if between:
                found.append(Problem("reform-machine-between", ("steps",), {"between": ", ".join(between)}))
        return found
