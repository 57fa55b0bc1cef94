"""Steps done before the applicant applies."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from adminsim.model.document import Exhausted
from adminsim.model.precedence import graph_of
from adminsim.model.problem import Path, Problem
from adminsim.model.step import Step
from adminsim.model.system import Remark
from adminsim.model.value import Number
from adminsim.reforms.base import RouteReform, Settings, claims
from adminsim.reforms.edits import drop, intakes_of, with_steps
from adminsim.reforms.told import Part, Where

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
    about_zh: ClassVar[str] = (
        "步骤在申请人申请之前就做完（提前获知、提前服务），谁也不用再等。由人员办理的步骤和会议仍占用原有的"
        "人力和席位（本模型从提交之日起计），但任何步骤和决定都不等它们；等待类步骤取消。它们不再计入法定时"
        "限。原先会退回的，在无人等待时补正；不会被否决，因为本会被否决的已先改好或不来申请。这只是把时间移"
        "到计时之外：申请人照样经历这些步骤，只是更早，结果中会写明。前提是需求能提前足够久获知。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "steps": "提前办理的步骤；不得是收件或决定。",
    }
    touches: ClassVar[dict[Part, Where]] = {
        "announcement": Where.ANYWHERE,
        "third_party": Where.ANYWHERE,
        "applicant": Where.ANYWHERE,
    }
    example: ClassVar[str] = """\
- reform: pre_application
  steps: [demand_survey, scheme_talk]
  source: jiangmen-2023/18
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-ahead-of-itself": (
            "'{given}' takes the application in or decides it: it cannot come before the application",
            "“{given}”是收件或决定步骤：不能在申请之前办理",
        ),
        "remark-before-application": (
            ("Reform '{reform}' moves {steps} ahead of the application: time is moved off the clock, not saved."),
            "改革措施“{reform}”把{steps}移到申请之前：时间移到计时之外，并未节省。",
        ),
    }

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
        ahead = {name: _ahead(step) for name in names if (step := chain.steps[name]).has_queue}
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

    def removed(self) -> tuple[str, ...]:
        """Return the steps named."""
        return self.steps

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
    alike = step.alike("rejects")
    return alike.replace(outcome=step.outcome.replace(**mended), holds_decision=False, counts=False)
