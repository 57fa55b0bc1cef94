"""Steps done online."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from adminsim.reforms.base import All, RouteReform
from adminsim.reforms.edits import change_steps
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.problem import Path


class Online(RouteReform):
    """Steps are done online (全程网办): no visit, and filing at any hour, for those who use it.

    What is filed online joins the queue at once, what is filed at the counter at its next opening. It assumes that
    staff work on online files in the same queue. It makes neither the work shorter nor the file's way from desk to desk
    inside the administration: `quicken_handover` does.
    """

    term_en: ClassVar[str] = "fully online"
    term_zh: ClassVar[str] = "全程网办"
    about_zh: ClassVar[str] = (
        "步骤在网上办理：不用到场，随时可以提交。网上件即时进入队列，窗口件待下次开门。前提是网上件与窗口件同队办理；"
        "办理本身不会因此变快，文件在机关内部的流转也不会，要加快流转请用 `quicken_handover`。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "steps": "网上办理的步骤，或 `all`。",
    }
    touches: ClassVar[dict[Part, Where]] = {"closed": Where.INTAKES}
    example: ClassVar[str] = """\
- reform: online
  steps: all
  coverage: {share: {value: 0.6, range: [0.3, 0.9], source: assumption}}
"""

    reform: Literal["online"]
    """Kind of the reform."""
    steps: All | tuple[str, ...] = "all"
    """The steps done online, or `all`."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the steps named."""
        return (() if self.steps == "all" else self.steps), ("steps",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with these steps online."""
        names = list(chain.steps) if self.steps == "all" else self.standing(chain, self.steps)
        return change_steps(
            chain,
            {name: step.replace(visit=False) for name in names if (step := chain.steps[name]).has_queue},
        )
