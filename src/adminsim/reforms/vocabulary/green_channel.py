"""Some cases served before all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from adminsim.model.problem import Path, Problem
from adminsim.model.step import Staffed, Step
from adminsim.reforms.base import All, RouteReform, unknown
from adminsim.reforms.edits import change_steps
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


class GreenChannel(RouteReform):
    """Some cases go ahead of all others in the queues of some departments, or of all (绿色通道).

    Say by `coverage` whom it holds for. Work in hand is finished first; among themselves, and behind them, cases keep
    the order of the department. It is held against the steps that all other reforms leave, and does not hold for
    meetings. Everyone else pays: where all cases take the same work, what the covered ones wait less, the others wait
    more, to the hour; on the average over all cases nothing is won (Kleinrock's conservation law). Something is won on
    the average only where the covered cases take less work than the others, and something is lost where they take
    more. It may fail where many are covered, who then stand in the same queue again, or where nobody queues.
    """

    term_en: ClassVar[str] = "green channel"
    term_zh: ClassVar[str] = "绿色通道"
    stage: ClassVar[int] = 1
    about_zh: ClassVar[str] = (
        "部分办件在所列部门（或全部部门）的队里排到其他办件之前。用 `coverage` 写明对谁有效。在办的先办完；"
        "这些办件之间、其余办件之间，仍按部门原来的顺序。按其他措施留下的步骤计，对会议无效。代价由其他人承"
        "担：各办件工作量相同时，覆盖的办件少等多少，其余办件就多等多少，全体平均毫无所得（克莱因罗克守恒律"
        "）。只有覆盖的办件比其余的更省工，平均才有所得，更费工则有所失。覆盖的多了，他们又排成同样的队；"
        "没有人排队时，没有作用。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "departments": "让其先行的部门，或 `all`。",
    }
    touches: ClassVar[dict[Part, Where]] = {"queue": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: green_channel
  coverage: {share: {value: 0.05, range: [0.02, 0.1], source: assumption}}
  departments: [land, tax, real_estate]
  source: maoming-2023/16
"""

    reform: Literal["green_channel"]
    """Kind of the reform."""
    departments: All | tuple[str, ...] = "all"
    """The departments that let them go ahead, or `all`."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return nothing: departments are named, not steps."""
        return (), ("departments",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain whose staffed steps in these departments go ahead."""
        changed: dict[str, Step] = {
            name: step.replace(ahead=True)
            for name, step in chain.steps.items()
            if isinstance(step, Staffed)
            and (self.departments == "all" or not set(self.departments).isdisjoint(step.departments))
        }
        return change_steps(chain, changed)

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: unknown names."""
        names = () if self.departments == "all" else self.departments
        return super().problems(system) + [
            unknown("reform-unknown-department", ("departments", position), name, system.departments)
            for position, name in enumerate(names)
            if name not in system.departments
        ]
