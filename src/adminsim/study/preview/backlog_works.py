"""What backlogs still take of departments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.model.once import once
from adminsim.study.preview.expected_visits import visits_per_case
from adminsim.study.preview.visits_met import Meets, may_leave
from adminsim.study.preview.ways import AsMet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adminsim.model.chain import Chain
    from adminsim.model.system import System
    from adminsim.study.preview.asked import Skills


@once
def works_of_backlogs(system: System) -> dict[str, list[tuple[float, str, float, Skills, float]]]:
    """Return by chain what its backlog still takes of departments, by skills.

    Expected open seconds, department, visits, skills, and the seconds of those visits that may leave the queue.
    """
    return {name: list(_works_of_backlog(system, chain)) for name, chain in system.chains.items()}


def _works_of_backlog(system: System, chain: Chain) -> Iterator[tuple[float, str, float, Skills, float]]:
    as_met = AsMet()
    for step, backlog in chain.backlog.items():
        left = chain.of_backlog
        done = left.upstream[step]
        left = left.replace(steps={name: other for name, other in left.steps.items() if name not in done})
        for name, kind in chain.types.items():
            cases = backlog.cases.value * kind.mix.value
            per_case = _work_per_case(system, as_met.chain(left, name))
            for (department, skills), (work_s, count, may_leave_s) in per_case.items():
                yield cases * work_s, department, cases * count, skills, cases * may_leave_s


def _work_per_case(system: System, chain: Chain) -> dict[tuple[str, Skills], tuple[float, float, float]]:
    """Return by department and skills the open seconds that a case takes, its visits, and of what may leave."""
    found: dict[tuple[str, Skills], tuple[float, float, float]] = {}
    meets = Meets(system, chain)
    (expected,) = visits_per_case([chain])
    for name, first, more in zip(expected.names, expected.first.tolist(), expected.again.tolist(), strict=True):
        step = chain.steps[name]
        if step.departments:
            work_s = first * meets.at(name, 1).mean_s + (more * meets.at(name, 2).mean_s if more else 0.0)
            for department in step.departments:
                whose = department, tuple(sorted(step.skilled))
                work, count, leaves = found.get(whose, (0.0, 0.0, 0.0))
                leaves += work_s * may_leave(system, chain, name)
                found[whose] = work + work_s, count + first + more, leaves
    return found
