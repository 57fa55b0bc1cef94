"""Reforms of the decision: on the applicant's commitment, or by machine at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from adminsim.model.duration import Duration
from adminsim.model.precedence import graph_of, in_order
from adminsim.model.problem import Path, Problem
from adminsim.model.step import Outcome, Staffed, Waiting
from adminsim.model.value import Label, Name, Probability
from adminsim.reforms.base import All, RouteReform, Settings, claims, unknown
from adminsim.reforms.edits import change_steps, drop, intakes_of, late_papers_of, merge
from adminsim.reforms.order import needed_between

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


class Commitment(RouteReform):
    """Approval on the applicant's written commitment, checked afterwards (告知承诺制).

    Under the regulation on optimising the business environment (优化营商环境条例), which extends it to licences and
    certificates: the authority states the conditions, the applicant commits to them in writing. Each named review
    becomes a formality that neither returns nor rejects anything, and a check of the same department, or of another
    one, follows behind the decision. The check holds up nobody, but takes staff. A share of the applicants turns out to
    have broken the promise; their approval is revoked, which is counted and does not undo the approval's time.

    It moves work behind the decision rather than saving it, unless the check is shorter than the review was. Who does
    not commit, by coverage, walks the old route. It assumes that an applicant who would have been rejected commits like
    all others: he is approved, and found out only by the check. It may look better than it is where checks pile up
    behind the decision, or where broken promises are underestimated.
    """

    term_en: ClassVar[str] = "approval on commitment"
    term_zh: ClassVar[str] = "告知承诺制"

    reform: Literal["commitment"]
    """Kind of the reform."""
    steps: tuple[str, ...] = Field(min_length=1)
    """The reviews that become a formality."""
    work: Duration
    """Work of the formality: to receive the commitment and look it through."""
    handover: Duration | None = None
    """Hand-over before the formality: none where it is done at the counter; without it, that of the review."""
    check_work: Duration | None = None
    """Work of the check behind the decision; without it, that of the review."""
    check_department: str | None = None
    """Who checks; without it, the department of the review."""
    breaks: Probability
    """Share of the checked promises that turn out to be broken: the approval is revoked."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the reviews named."""
        return self.steps, ("steps",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with formalities instead of these reviews, and checks behind the decision."""
        for name in self.present(chain, self.steps):
            review = chain.steps[name]
            if isinstance(review, Staffed):
                chain = self._committed(chain, name, review)
        return chain

    def _committed(self, chain: Chain, name: str, review: Staffed) -> Chain:
        handover = self.handover or review.handover
        formality = review.replace(work=self.work, handover=handover, outcome=Outcome(), drawn_for="commitment")
        check = Staffed(
            label=Label(en="Check of a commitment", zh="承诺核查"),
            department=self.check_department or review.department,
            needs=tuple(dict.fromkeys((*_last_before_decision(chain), name))),
            types=review.types,
            probability=review.probability,
            counts=False,
            procedure=review.procedure,
        )
        check = check.replace(
            work=self.check_work or review.work,
            parts=((name, formality),),
            drawn_for="check",
            holds_decision=False,
            breaks=self.breaks,
        )
        return change_steps(chain, {name: formality, check_of(name): check})

    def settings(self, system: System) -> Settings:
        """Return that each review becomes another step."""
        return claims(("remade",), self.steps, self.chains_of(system), ("steps",))

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: names, steps that nobody does, or an unknown department."""
        found = super().problems(system)
        if self.check_department is not None and self.check_department not in system.departments:
            key = ("check_department",)
            found.append(unknown("reform-unknown-department", key, self.check_department, system.departments))
        for position, name in enumerate(self.steps):
            for chain in (system.chains[chain] for chain in ([] if found else self.chains_of(system))):
                if name in chain.steps and not isinstance(chain.steps[name], Staffed):
                    found.append(Problem("reform-not-staffed", ("steps", position), {"given": name}))
                elif check_of(name) in chain.steps:
                    found.append(Problem("reform-name-taken", ("steps", position), {"given": check_of(name)}))
        return found


def check_of(step: str) -> str:
    """Return the name of the check behind the decision."""
    return f"{step}+check"


def _marks(chain: Chain) -> dict[str, set[str | None]]:
    """Return the steps with whose end a case is decided and accepted, where one step or an intake is."""
    accepted: list[str | None] = [chain.end_of(chain.accepted)] if chain.accepted else [*intakes_of(chain)]
    return {"decision": {chain.end_of(chain.decision)} if chain.decision else set(), "accepted": set(accepted)}


def _last_before_decision(chain: Chain) -> list[str]:
    """Return the steps whose end decides the case, without those that only lead to others of them."""
    graph = graph_of(chain.steps)
    deciding = chain.deciding
    led_on = {before for name in deciding for before in graph[name]}
    return [name for name in in_order(graph) if name in deciding and name not in led_on]


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
        return machine.replace(parts=tuple((part, step.replace(outcome=Outcome())) for part, step in parts))

    def settings(self, system: System) -> Settings:
        """Return that each step named is put into the machine's decision, and the name of that."""
        chains = self.chains_of(system)
        parts = claims(("step",), self.named_steps()[0], chains, ("steps",))
        return parts | claims(("name",), (self.into,), chains, ("into",))

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
