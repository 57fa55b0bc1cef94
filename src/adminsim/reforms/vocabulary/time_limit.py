"""Time limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from adminsim.model.chinese import Truth
from adminsim.model.limit import CaseLimitStart, Expiry, Extension, LimitClock, LimitStart
from adminsim.model.once import once_each
from adminsim.model.problem import Path, Problem
from adminsim.model.span import Term
from adminsim.model.step import Staffed, Step
from adminsim.reforms.base import RouteReform, Settings
from adminsim.reforms.edits import change_steps
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    import datetime as dt

    from adminsim.model.chain import Chain
    from adminsim.model.system import System


WHOLE = ("d", "wk", "WD")


class TimeLimit(RouteReform):
    """Steps, or whole cases, are to be finished within a limit (限时办结; Administrative License Law, arts. 42 to 44).

    The departments concerned serve by due date, which is fixed when a file joins their queue. What follows when the
    limit passes is stated: nothing, escalation before everything that is not escalated, or approval by silence, which
    takes effect at 24:00 of the last day: a queued step counts as passed, work in hand is finished and its outcome
    ignored. A limit for the case runs from submission, the applicant's own time included, unless it is said to begin at
    acceptance or to stand still in corrections: the instant at which it ends then moves with the case. The order
    of service changes on the day on which the limit begins to hold for anybody: what has joined a queue by then keeps
    its place before what joins later. It assumes that a limit alone makes nobody work faster: it decides who waits. It
    may fail where staff cannot keep it: then others wait longer, or cases are approved that nobody has looked at; these
    are counted.
    """

    term_en: ClassVar[str] = "time limit"
    term_zh: ClassVar[str] = "限时办结"
    about_zh: ClassVar[str] = (
        "步骤或整个办件须在期限内办结（行政许可法第四十二条至第四十四条）。有关部门按到期先后办理，到期日在"
        "进入队列时确定。超期后果须写明：无；升级，排到所有未升级办件之前；或默认同意，于最后一日24:00生效"
        "：排队的步骤视为通过，正在办理的继续办完但结果不计。整个办件的期限自提交起算，包括申请人自己的时间"
        "，除非写明自受理起算或补正期间停计：届满时刻随之移动。办理次序自时限开始对任何办件适用之日起改变：此前已进入队列的，仍排在其后进入者之前。前提是仅有期限并不会使人办得更快，它只决定谁等待。人手不足时，其他办件"
        "等得更久，或有办件未经审查即获通过；后者会被计数。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "steps": "适用期限的步骤（由部门办理或会议）；不写则为整个办件。",
        "limit": "期限：自进入各步骤队列起算；整个办件自提交起算。",
        "clock": "期限的计时：elapsed 自然时间，official 办公时间，agency 办公时间且申请人补正期间停计。",
        "start": "整个办件期限的起点：submitted 提交，accepted 受理。",
        "counted_from": "步骤期限的起点：joining 进入队列，ready 前序完成时（含流转）。",
        "on_expiry": "超期后果：nothing 无，escalate 升级，approve 默认同意。",
        "extension": "如何延长期限。",
        "earliest_due": "有关部门是否按到期先后办理。",
    }
    touches: ClassVar[dict[Part, Where]] = {"queue": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: time_limit
  steps: [planning_review, fire_review]
  limit: 5 WD
  on_expiry: approve
  extension: {probability: {value: 0.1, range: [0.0, 0.2], source: assumption}, by: 10 WD}
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-limit-waiting": (
            "'{given}' only waits: a limit holds for steps that somebody does",
            "“{given}”只是等待：时限只用于有人办理的步骤和会议",
        ),
        "reform-limit-days": (
            "a limit is a positive length, in days a whole number of them: '5 WD' or '4 h', not '{given}'",
            "时限应为正数，以日计时为整日数：如“5 WD”或“4 h”，而不是“{given}”",
        ),
        "reform-limit-of-steps": (
            "`{field}` is for limits of steps: name the `steps`, or leave it out",
            "`{field}` 只用于步骤的期限：请写出 `steps`，或去掉它",
        ),
        "reform-limit-of-case": (
            "`start` is for limits of whole cases: leave the `steps` out, or write `counted_from`",
            "`start` 只用于整个办件的期限：请去掉 `steps`，或改用 `counted_from`",
        ),
        "reform-limit-set-twice": (
            "'{other}' and '{reform}' both set the limit of '{names}': switch one of them off",
            "“{other}”与“{reform}”都设定了“{names}”的时限：请关闭其中一项",
        ),
    }

    reform: Literal["time_limit"]
    """Kind of the reform."""
    steps: tuple[str, ...] = ()
    """The staffed steps and sessions that the limit holds for; without them, the whole case."""
    limit: Term
    """The limit: from joining the queue of each step, or from submission for the whole case."""
    clock: LimitClock = LimitClock.ELAPSED
    """`official` counts official hours, `agency` stands still, too, while the applicant corrects."""
    start: CaseLimitStart = CaseLimitStart.SUBMITTED
    """For whole cases: from the submission, or from the acceptance."""
    counted_from: LimitStart = LimitStart.JOINING
    """For steps: from `joining` the queue, or from `ready`, the hand-over included."""
    on_expiry: Expiry = Expiry.NOTHING
    """What follows when it passes."""
    extension: Extension | None = None
    """How it may be extended."""
    earliest_due: Truth = True
    """Whether the departments concerned serve by due date."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the steps named."""
        return self.steps, ("steps",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with the limit."""
        if not self.steps:
            return chain.replace(**self._terms, limit_from=self.start)
        changed: dict[str, Step] = {
            name: self._limited(chain.steps[name])
            for name in self.present(chain, self.steps)
            if chain.steps[name].has_queue
        }
        return change_steps(chain, changed)

    @once_each
    def _limited(self, step: Step) -> Step:
        return step.replace(**self._terms, limit_from=self.counted_from)

    @property
    def _terms(self) -> dict[str, Any]:
        terms = {"limit": self.limit, "on_expiry": self.on_expiry, "extension": self.extension}
        return {**terms, "limit_clock": self.clock}

    def apply(self, system: System) -> System:
        """Return the system with the limit, and departments that serve by due date."""
        reformed = super().apply(system)
        if self.covers_nobody:
            return reformed
        for name in self._departments(system) if self.earliest_due else ():
            reformed = reformed.with_department(name, reformed.departments[name].by_due_date(self._first_day))
        return reformed

    @property
    def _first_day(self) -> dt.date | None:
        """The day of submission from which it covers anybody; None where it does so from the start."""
        return next((since for since, coverage in self.course if not coverage.is_empty), None)

    def _departments(self, system: System) -> list[str]:
        """Return the departments of the baseline whose steps the limit holds for."""
        steps = (
            step
            for name in self.chains_of(system)
            for key, step in system.chains[name].steps.items()
            if not self.steps or key in self.steps
        )
        return list(dict.fromkeys(one for step in steps if isinstance(step, Staffed) for one in step.departments))

    def settings(self, system: System) -> Settings:
        """Return the limits that it sets, by case type: another one may set those of other types."""
        return {
            ("limit", step, chain, kind): ("steps",)
            for chain in self.chains_of(system)
            for kind in self._types(system.chains[chain])
            for step in self.steps or ("",)
        }

    def _types(self, chain: Chain) -> list[str]:
        """Return the case types of a chain that it may cover; one without a name where the chain has none."""
        return [
            kind
            for kind in chain.types or ("",)
            if any(not coverage.types or kind in coverage.types for _, coverage in self.course)
        ]

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: names, waiting steps, or a limit that is no whole number of days."""
        found = super().problems(system)
        for position, name in enumerate(self.steps):
            if any(name in one.steps and not one.steps[name].has_queue for one in system.chains.values()):
                found.append(Problem("reform-limit-waiting", ("steps", position), {"given": name}))
        if self.limit.amount <= 0 or (self.limit.unit in WHOLE and self.limit.amount != int(self.limit.amount)):
            found.append(Problem("reform-limit-days", ("limit",), {"given": str(self.limit)}))
        if self.counted_from is not LimitStart.JOINING and not self.steps:
            found.append(Problem("reform-limit-of-steps", ("counted_from",), {"field": "counted_from"}))
        if self.start is not CaseLimitStart.SUBMITTED and self.steps:
            found.append(Problem("reform-limit-of-case", ("start",)))
        if self.clock is not LimitClock.ELAPSED and self.limit.unit not in ("WD", "h"):
            found.append(Problem("model-limit-clock", ("limit",), {"value": str(self.limit), "clock": str(self.clock)}))
        if self.extension is not None and self.extension.by.unit != self.limit.unit:
            values = {"given": str(self.extension.by), "unit": self.limit.unit}
            found.append(Problem("model-extension-unit", ("extension", "by"), values))
        return found
