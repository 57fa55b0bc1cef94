"""Steps that are not needed: dropped, or done once for a whole zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from adminsim.model.problem import Path, Problem
from adminsim.reforms.base import RouteReform
from adminsim.reforms.edits import drop
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


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

    def removed(self) -> tuple[str, ...]:
        """Return the steps named."""
        return self.steps

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
    term_zh: ClassVar[str] = "取消步骤"
    about_zh: ClassVar[str] = (
        "取消不再需要的步骤；其前后步骤直接相连，取两段先后关系中较弱的一种。前提是原有的把关无须他人接手。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "steps": "不再需要的步骤。",
    }
    touches: ClassVar[dict[Part, Where]] = {"work": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: drop_steps
  steps: [name_intake, name_review]
  coverage: {types: [ordinary]}
"""

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
    about_zh: ClassVar[str] = (
        "区域内统一做过的评估，入区项目不再各自重做：所列步骤对适用的办件（按比例或类型）不再需要，其前后步"
        "骤直接相连。只惠及区域内的项目，区域外的仍须自做。前提是项目申报时区域评估已经完成且有效；区域评估"
        "本身的费用不计。项目与评估时的条件不符、仍须单独评估的，收效会被高估。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "steps": "不再需要的步骤。",
    }
    touches: ClassVar[dict[Part, Where]] = {"third_party": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: shared_assessment
  steps: [geology_assessment, flood_assessment]
  coverage: {share: {value: 0.4, range: [0.2, 0.6], source: assumption}}
  source: weihai-2018/6
"""

    reform: Literal["shared_assessment"]
    """Kind of the reform."""
