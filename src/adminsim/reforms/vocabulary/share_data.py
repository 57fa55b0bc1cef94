"""Documents fetched from other agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from adminsim.model.coverage import Coverage
from adminsim.model.problem import Path, Problem
from adminsim.model.step import Staffed, Step
from adminsim.model.value import Number, Probability
from adminsim.reforms.base import All, RouteReform, unknown
from adminsim.reforms.edits import change_steps
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


class ShareData(RouteReform):
    """Documents that other agencies issued are fetched from them and no longer handed in (电子证照、数据共享).

    The regulation on optimising the business environment (优化营商环境条例) asks agencies not to demand what they can
    have from each other. The named documents, or all that somebody other than the applicant issues, are no longer asked
    for at any intake: fewer documents to hand in, and none of these missing. It assumes that fetching takes no time and
    that what is fetched is right. Where it fails for a share of the applicants, they hand in everything on paper, as
    before. It may fail where the issuer's data are incomplete or late: raise `fails` to see.
    """

    term_en: ClassVar[str] = "documents shared between agencies"
    term_zh: ClassVar[str] = "电子证照"
    about_zh: ClassVar[str] = (
        "其他机关核发的材料由办理机关向其调取，不再要申请人提交（优化营商环境条例要求能共享的不得另行索要）"
        "。所列材料（或全部由申请人以外者出具的材料）各收件步骤不再收取：提交的材料减少，也不会缺失。"
        "前提是调取不费时、取到的无误。对一部分申请人调取失败的，照旧全部提交纸质材料。数据不全或滞后时收效"
        "有限，可调高 `fails` 查看。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "documents": "调取的材料；`all` 为写明出具者且出具者不是 `applicant` 的全部材料。",
        "fails": "调取失败、仍须提交纸质材料的申请人比例（占适用者）。",
    }
    touches: ClassVar[dict[Part, Where]] = {"applicant": Where.INTAKES}
    example: ClassVar[str] = """\
- reform: share_data
  documents: [identity_card, title_certificate]
  fails: {value: 0.05, range: [0.01, 0.2], source: assumption}
  source: weihai-2018/34
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-unknown-document": (
            "there is no document '{given}'",
            "没有名为“{given}”的材料",
        ),
    }

    reform: Literal["share_data"]
    """Kind of the reform."""
    documents: All | tuple[str, ...] = "all"
    """The documents fetched, or `all` whose issuer is stated and is not `applicant`."""
    fails: Probability = Number(value=0.0)
    """Share of the covered applicants for whom the fetch fails: paper is needed after all."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return no step: it names documents."""
        return (), ("documents",)

    def chains_of(self, system: System) -> list[str]:
        """Return the chains that ask for any of the documents."""
        return [name for name in super().chains_of(system) if self._meant(system.chains[name])]

    def _meant(self, chain: Chain) -> set[str]:
        if self.documents != "all":
            return {name for name in self.documents if name in chain.documents}
        return {name for name, one in chain.documents.items() if one.issuer not in (None, "applicant")}

    def edit(self, chain: Chain) -> Chain:
        """Return the chain whose intakes no longer ask for these documents."""
        fetched = self._meant(chain)
        changed: dict[str, Step] = {
            name: step.replace(intake=step.intake.replace(documents=tuple(one for one in asked if one not in fetched)))
            for name, step in chain.steps.items()
            if isinstance(step, Staffed) and step.intake is not None and fetched & set(asked := step.intake.documents)
        }
        return change_steps(chain, changed)

    def apply(self, system: System) -> System:
        """Return the system where those for whom the fetch fails are not covered."""
        if not self.fails.value:
            return super().apply(system)
        phases = tuple(phase.replace(coverage=self._where_it_works(phase.coverage)) for phase in self.phases)
        works = {"coverage": self._where_it_works(self.coverage), "phases": phases, "fails": Number(value=0.0)}
        return self.replace(**works).apply(system)

    def _where_it_works(self, coverage: Coverage) -> Coverage:
        return coverage.replace(share=Number(value=coverage.share.value * (1.0 - self.fails.value)))

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: also documents that are not there."""
        chains = system.chains.values() if self.chain is None else [system.chains.get(self.chain)]
        known = dict.fromkeys(name for chain in chains if chain is not None for name in chain.documents)
        named = () if self.documents == "all" else self.documents
        return super().problems(system) + [
            unknown("reform-unknown-document", ("documents", position), name, known)
            for position, name in enumerate(named)
            if name not in known
        ]
