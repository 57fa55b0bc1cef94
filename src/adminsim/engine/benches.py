"""Groups of people of a department as engines see them: who is asked for a file, in which order, at which pace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.model.department import Department
    from adminsim.model.group import Team
    from adminsim.model.step import Step

LONGEST_S = np.iinfo(np.int32).max
"""What lasts longer outlives every run."""


@dataclass(frozen=True)
class Bench:
    """People of a department who are alike.

    Attributes
    ----------
    team : Team
        Who they are.
    share : float
        The share of the day that the department has.
    able : ndarray of bool
        By node, whether they may take its visits.
    """

    team: Team
    share: float
    able: NDArray[np.bool_]

    def lasting(self, exact_s: float) -> tuple[int, int]:
        """Return the staff time and the open time of work that takes the department's others so many seconds."""
        work, occupied = exact_s / self.team.speed, exact_s / self.team.speed / self.share
        return whole(work), whole(occupied)


def whole(seconds: float) -> int:
    """Return a length in whole seconds, one at least."""
    return int(min(max(np.rint(seconds), 1.0), LONGEST_S))


def benches_of(department: Department, name: str, steps: list[Step]) -> tuple[Bench, ...]:
    """Return the benches of a department in the order in which they are asked; none where all people are alike.

    Parameters
    ----------
    department : Department
        The department.
    name : str
        Its name.
    steps : list of Step
        The steps of the nodes.
    """
    if not department.groups:
        return ()
    return tuple(
        Bench(team, department.share.value, np.array([_may(team, name, step) for step in steps]))
        for team in department.teams
    )


def _may(team: Team, department: str, step: Step) -> bool:
    return department in step.departments and team.skills.issuperset(step.skilled)
