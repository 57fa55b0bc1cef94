"""Reforms of the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.model.problem import Path, Problem
from adminsim.model.step import Staffed
from adminsim.reforms.base import All, RouteReform

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.step import Step
    from adminsim.model.system import System


class IntakeReform(RouteReform):
    """A reform of intakes."""

    intakes: All | tuple[str, ...] = "all"
    """The intakes, or `all`."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the intakes named."""
        return (() if self.intakes == "all" else self.intakes), ("intakes",)

    def meant(self, chain: Chain) -> dict[str, Staffed]:
        """Return the intakes of a chain that are meant."""
        names = list(chain.steps) if self.intakes == "all" else self.present(chain, self.intakes)
        steps = ((name, chain.steps[name]) for name in names)
        return {name: step for name, step in steps if isinstance(step, Staffed) and step.intake is not None}

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: unknown names, or steps that are no intakes."""
        return super().problems(system) + [
            Problem("reform-no-intake", ("intakes", position), {"given": name})
            for position, name in enumerate(self.named_steps()[0])
            if any(name in chain.steps and not is_intake(chain.steps[name]) for chain in system.chains.values())
        ]


def is_intake(step: Step) -> bool:
    """Tell whether a step asks for documents."""
    return step.asks is not None
