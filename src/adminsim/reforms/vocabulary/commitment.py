"""Approval on the applicant's commitment, checked afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from adminsim.model.duration import Duration
from adminsim.model.figures import ENDS, ByType
from adminsim.model.outcome import Outcome
from adminsim.model.precedence import in_order
from adminsim.model.problem import Path, Problem
from adminsim.model.step import Staffed
from adminsim.model.value import Label, Probability
from adminsim.reforms.base import RouteReform, Settings, claims, unknown
from adminsim.reforms.edits import change_steps
from adminsim.reforms.told import Part, Where

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
    about_zh: ClassVar[str] = (
        "凭申请人书面承诺即予批准，事后核查（优化营商环境条例推行的做法）：行政机关告知条件，申请人书面承诺"
        "符合。所列审查变为形式核对，不退回、不否决；决定之后由原部门或另一部门核查，不耽误申请人，但占用人"
        "力。一部分承诺经核查不实，批准被撤销；撤销单独计数，已用的时间不变。工作多半是移到决定之后，"
        "除非核查比原审查短。不作承诺的（按适用范围）仍走原路。本会被否决的申请人同样会作承诺并获批，"
        "到核查才被发现。核查在决定之后积压、或低估了失信比例时，效果会显得比实际好。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "steps": "改为形式核对的审查。",
        "work": "形式核对的用时：收下承诺并看一遍。",
        "handover": "形式核对之前的流转时间：窗口当场办理则为零；不写则同原审查。",
        "check_work": "决定之后核查的用时；不写则同原审查。",
        "check_department": "由谁核查；不写则为原审查部门。",
        "breaks": "被核查的承诺中不实的比例：批准被撤销。",
    }
    touches: ClassVar[dict[Part, Where]] = {"work": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: commitment
  steps: [environment_review, energy_review]
  work: {fixed: {value: 1 h, range: [30 min, 2 h], source: assumption}}
  check_work: {fixed: {value: 4 h, range: [2 h, 8 h], source: assumption}}
  breaks: {value: 0.03, range: [0.01, 0.1], source: assumption}
  coverage: {types: [filed_project]}
  source: weihai-2018/5
"""

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
        restated = ("work", *ENDS, *(("handover",) if self.handover is not None else ()))
        formality = review.alike(*restated).replace(
            work=self.work, handover=handover, outcome=Outcome(), drawn_for="commitment", together_with=()
        )
        check = Staffed(
            label=Label(en="Check of a commitment", zh="承诺核查"),
            department=self.check_department or review.department,
            skills=() if self.check_department else review.skills,
            needs=tuple(dict.fromkeys((*_last_before_decision(chain), name))),
            types=review.types,
            probability=review.probability,
            counts=False,
            procedure=review.procedure,
        )
        check = check.replace(
            work=self.check_work or review.work,
            by_type=ByType() if self.check_work is not None else review.alike("handover", *ENDS).by_type,
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
                if name in chain.steps and not chain.steps[name].departments:
                    found.append(Problem("reform-not-staffed", ("steps", position), {"given": name}))
                elif check_of(name) in chain.steps:
                    found.append(Problem("reform-name-taken", ("steps", position), {"given": check_of(name)}))
        return found


def check_of(step: str) -> str:
    """Return the name of the check behind the decision."""
    return f"{step}+check"


def _last_before_decision(chain: Chain) -> list[str]:
    """Return the steps whose end decides the case, without those that only lead to others of them."""
    graph = chain.graph
    deciding = chain.deciding
    led_on = {before for name in deciding for before in graph[name]}
    return [name for name in in_order(graph) if name in deciding and name not in led_on]
