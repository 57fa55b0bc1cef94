"""Reforms of time limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from adminsim.model.department import Discipline
from adminsim.model.limit import Expiry, Extension
from adminsim.model.problem import Path, Problem
from adminsim.model.span import Length
from adminsim.model.step import Staffed, Step, Waiting
from adminsim.reforms.base import RouteReform, Settings
from adminsim.reforms.edits import change_steps

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System

WHOLE = ("d", "wk", "WD")


class TimeLimit(RouteReform):
    """Steps, or whole cases, are to be finished within a limit (限时办结; Administrative License Law, arts. 42 to 44).

    The departments concerned serve by due date, which is fixed when a file joins their queue. What follows when the
    limit passes is stated: nothing, escalation before everything that is not escalated, or approval by silence, which
    takes effect at 24:00 of the last day: a queued step counts as passed, work in hand is finished and its outcome
    ignored. A limit for the case runs from submission, the applicant's own time included. The order of service changes
    at the start of the run, whenever the limit begins. It assumes that a limit
    alone makes nobody work faster: it decides who waits. It may fail where staff cannot keep it: then others wait
    longer, or cases are approved that nobody has looked at; these are counted.
    """

    term_en: ClassVar[str] = "time limit"
    term_zh: ClassVar[str] = "限时办结"

    reform: Literal["time_limit"]
    """Kind of the reform."""
    steps: tuple[str, ...] = ()
    """The staffed steps and sessions that the limit holds for; without them, the whole case."""
    limit: Length
    """The limit: from joining the queue of each step, or from submission for the whole case."""
    on_expiry: Expiry = Expiry.NOTHING
    """What follows when it passes."""
    extension: Extension | None = None
    """How it may be extended."""
    earliest_due: bool = True
    """Whether the departments concerned serve by due date."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the steps named."""
        return self.steps, ("steps",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with the limit."""
        terms = {"limit": self.limit, "on_expiry": self.on_expiry, "extension": self.extension}
        if not self.steps:
            return chain.replace(**terms)
        changed: dict[str, Step] = {
            name: chain.steps[name].replace(**terms)
            for name in self.present(chain, self.steps)
            if not isinstance(chain.steps[name], Waiting)
        }
        return change_steps(chain, changed)

    def apply(self, system: System) -> System:
        """Return the system with the limit, and departments that serve by due date."""
        reformed = super().apply(system)
        if self.coverage.is_empty:
            return reformed
        for name in self._departments(system) if self.earliest_due else ():
            department = reformed.departments[name].replace(discipline=Discipline.EARLIEST_DUE)
            reformed = reformed.with_department(name, department)
        return reformed

    def _departments(self, system: System) -> list[str]:
        """Return the departments of the baseline whose steps the limit holds for."""
        steps = (
            step
            for name in self.chains_of(system)
            for key, step in system.chains[name].steps.items()
            if not self.steps or key in self.steps
        )
        return list(dict.fromkeys(step.department for step in steps if isinstance(step, Staffed)))

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
            if any(isinstance(chain.steps.get(name), Waiting) for chain in system.chains.values()):
                found.append(Problem("reform-limit-waiting", ("steps", position), {"given": name}))
        if self.limit.amount <= 0 or (self.limit.unit in WHOLE and self.limit.amount != int(self.limit.amount)):
            found.append(Problem("reform-limit-days", ("limit",), {"given": str(self.limit)}))
        if self.extension is not None and self.extension.by.unit != self.limit.unit:
            values = {"given": str(self.extension.by), "unit": self.limit.unit}
            found.append(Problem("model-extension-unit", ("extension", "by"), values))
        return found
