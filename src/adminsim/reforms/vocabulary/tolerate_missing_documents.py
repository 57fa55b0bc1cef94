"""Files accepted although documents are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from adminsim.model.duration import Duration
from adminsim.model.once import once_each
from adminsim.model.problem import Problem
from adminsim.model.promise import Broken, Promise
from adminsim.model.span import Length, Term
from adminsim.model.step import Staffed, Step, Waiting
from adminsim.model.value import Label
from adminsim.reforms.edits import change_steps
from adminsim.reforms.intakes import IntakeReform
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


class TolerateMissingDocuments(IntakeReform):
    """Files are accepted although non-critical documents are missing, against a promise to supply them (容缺受理).

    Reviews run while the applicant supplies the papers; the decision waits for both. Where they are not there by the
    promised date, the case is returned once, or rejected. It assumes that reviewers can work without these papers.
    It may fail where the missing papers are critical ones, or where the papers take longer than the reviews.
    """

    term_en: ClassVar[str] = "acceptance although documents are missing"
    term_zh: ClassVar[str] = "容缺受理"
    about_zh: ClassVar[str] = (
        "非关键材料暂缺也予受理，申请人承诺限期补交；审查与补交同时进行，两者都完成才能作出决定。超期未补，"
        "退回一次或不予许可。前提是缺少这些材料也能审查；若缺的是关键材料，或补交比审查更久，则收效有限。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "intakes": "所选收件步骤，或 `all`。",
        "promise": "承诺补交的期限，自受理起，整天数，到最后一日 24:00 止。",
        "on_broken_promise": "超期未补的后果：return 退回，reject 不予许可。",
    }
    touches: ClassVar[dict[Part, Where]] = {"applicant": Where.INTAKES}
    example: ClassVar[str] = """\
- reform: tolerate_missing_documents
  intakes: [registration_intake]
  promise: 10 WD
  on_broken_promise: return
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-promise-days": (
            "a promised date lies whole days away: write '10 WD' or '14 d', not '{given}'",
            "承诺期限须为整天数：请写“10 WD”或“14 d”，而不是“{given}”",
        ),
    }

    reform: Literal["tolerate_missing_documents"]
    """Kind of the reform."""
    promise: Term = Length(amount=10, unit="WD")
    """Time within which the papers are promised, from acceptance: whole days, to 24:00 of the last one."""
    on_broken_promise: Broken = "return"
    """What follows when they are not there by then."""

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with late papers as a step of their own, beside the reviews."""
        decision = chain.end_of(chain.decision) if chain.decision else None
        changed: dict[str, Step] = {}
        waited_for: list[str] = []
        for name, step in self.meant(chain).items():
            assert step.intake is not None
            if not step.intake.tolerate and any(not chain.documents[paper].critical for paper in step.intake.documents):
                papers = f"{name}+papers"
                changed |= {name: self._tolerant(step), papers: self._late(name)}
                if decision is not None and decision != name and decision not in chain.upstream[name]:
                    waited_for.append(papers)
        if decision is not None and waited_for:
            waits = changed.get(decision, chain.steps[decision])
            changed[decision] = waits.replace(needs=(*waits.needs, *waited_for))
        return change_steps(chain, changed) if changed else chain

    @once_each
    def _tolerant(self, step: Staffed) -> Staffed:
        assert step.intake is not None
        return step.replace(intake=step.intake.replace(tolerate=True))

    @once_each
    def _late(self, intake: str) -> Waiting:
        return Waiting(
            kind="waiting",
            label=Label(en="Late papers", zh="补交材料"),
            needs=(intake,),
            duration=Duration.model_validate("0 s"),
            promise=Promise(intake=intake, period=self.promise, on_broken=self.on_broken_promise),
        )

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong with names or with the promised time."""
        found = super().problems(system)
        is_in_days = self.promise.months is not None or self.promise.unit in ("d", "wk", "WD")
        if not is_in_days or self.promise.amount != int(self.promise.amount):
            found.append(Problem("reform-promise-days", ("promise",), {"given": str(self.promise)}))
        return found
