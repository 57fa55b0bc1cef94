"""Reviews side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from adminsim.model.problem import Path
from adminsim.reforms.base import All, RouteReform
from adminsim.reforms.edits import free_among
from adminsim.reforms.intakes import is_intake
from adminsim.reforms.told import PARTS, Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain


class ParallelApproval(RouteReform):
    """Departments review side by side what custom had them review one after the other (并联审批).

    It takes out what only custom puts in order among the named steps and keeps what law or logic requires; each step
    stays behind and before the other steps that it stood behind and before. It assumes that files can be in several
    hands at once. It may fail by its price: a file that one department rejects has by then cost the others work,
    which a serial chain would have saved.
    """

    term_en: ClassVar[str] = "parallel approval"
    term_zh: ClassVar[str] = "并联审批"
    about_zh: ClassVar[str] = (
        "按惯例先后办理的步骤改为同时办理，法定或逻辑上的先后保留；被选步骤与其他步骤的先后不变。前提是材料"
        "可以同时在多个部门流转。代价是：某部门不予许可时，其他部门的工作已经付出，而依次办理本可省去。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "steps": "所选步骤；`all` 为收件和决定以外的全部步骤。",
    }
    touches: ClassVar[dict[Part, Where]] = dict.fromkeys(PARTS, Where.SERIES)
    example: ClassVar[str] = """\
- reform: parallel_approval
  steps: [planning_review, fire_review, environment_review]
  source: weihai-2018/2
"""

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
        inner = [name for name, step in chain.steps.items() if name != decision and not is_intake(step)]
        meant = inner if self.steps == "all" else self.standing(chain, self.steps)
        return free_among(chain, [name for name in meant if chain.steps[name].holds_decision])
