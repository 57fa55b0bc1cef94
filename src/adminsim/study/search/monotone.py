"""Where more people are certain never to delay anyone: the conditions of the model, looked up in the files.

One first-come queue, every case visits once, equal speeds, nobody gives up, no limit expires. A queue that stands
behind all others is one, too: what reaches it does not depend on its people, and nothing behind it waits for a place.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Literal

from adminsim.model.department import Discipline, ShiftEnd
from adminsim.model.limit import Expiry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from adminsim.model.any_step import Common
    from adminsim.model.chain import Chain
    from adminsim.model.system import System
    from adminsim.model.target import Target
    from adminsim.study.search.packages import Levels, Packages

Reason = Literal["clock", "order", "behind", "again", "leave", "many"]
"""Why it is not certain: a target is not about all the time from submission to decision; files are not simply taken
first come, first served by people who are alike; other queues stand behind; cases come again or are turned away;
applicants give up or limits expire; there are too many combinations of reforms to look at."""
MOST_COMBINATIONS = 1024


def why_uncertain(packages: Packages, department: str, targets: tuple[Target, ...]) -> Reason | None:
    """Return why more people of a department may delay somebody in some package; None where they never do."""
    if not all(_is_whole_life(one.as_planned) for one in targets):
        return "clock"
    choices = [range(part.top + 1) if part.kind == "reform" else range(1) for part in packages.parts]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MOST_COMBINATIONS:
        return "many"
    return next((why for levels in product(*choices) if (why := _in_package(packages, levels, department))), None)


def _is_whole_life(target: Target) -> bool:
    """Tell whether a target is about all the time that applicants live through, so that no delay can make it better."""
    timed = target.timed
    if timed is None or timed.clock != "elapsed" or timed.steps or timed.sum:
        return False
    return (timed.start, timed.end) == ("submitted", "decided")


def _in_package(packages: Packages, levels: Levels, department: str) -> Reason | None:
    system = packages.system(levels)
    return why_not(system, department) if system is not None and department in system.departments else None


def why_not(system: System, department: str) -> Reason | None:
    """Return which condition a department does not fulfil in a system; None where it fulfils all."""
    asked = system.departments[department]
    if (
        asked.discipline is not Discipline.FIRST_COME or asked.due_from is not None
        or asked.at_shift_end is not ShiftEnd.FINISH or asked.groups
    ):  # fmt: skip
        return "order"
    if asked.patience is not None:
        return "leave"
    for chain in system.chains.values():
        if 2 ** len(chain.pilots) > MOST_COMBINATIONS:
            return "many"
        why = next((why for route in _routes(chain) if (why := _on_route(route, department))), None)
        if why is not None:
            return why
    return None


def _routes(chain: Chain) -> Iterator[Chain]:
    """Yield the chain as cases walk it, whichever pilots cover them."""
    subjects = [pilot.subject for pilot in chain.pilots]
    for covers in product((False, True), repeat=len(subjects)):
        yield chain.route(frozenset(subject for subject, is_in in zip(subjects, covers, strict=True) if is_in))


def _on_route(chain: Chain, department: str) -> Reason | None:
    mine = {name: step for name, step in chain.steps.items() if department in step.departments}
    if not mine:
        return None
    if any(step.skilled or len(step.departments) > 1 or step.is_first for step in mine.values()):
        return "order"
    upstream = chain.upstream
    for name, step in chain.steps.items():
        if mine.keys() & upstream[name] and (step.departments or step.takes is not None):
            return "again" if name in mine else "behind"
    if any(not one.types or not other.types or set(one.types) & set(other.types) for one, other in _pairs(mine)):
        return "again"
    if any(_turns_back(step) for step in chain.steps.values()):
        return "again"
    if chain.patience is not None or chain.on_expiry is not Expiry.NOTHING:
        return "leave"
    if any(_ends_early(step) for step in chain.steps.values()):
        return "leave"
    return None


def _pairs(steps: Mapping[str, Common]) -> Iterator[tuple[Common, Common]]:
    return ((one, other) for name, one in steps.items() for again, other in steps.items() if name != again)


def _turns_back(step: Common) -> bool:
    """Tell whether a case may leave a step other than by passing it."""
    own = [step.outcome, *(step.as_met(kind, visit).outcome for kind in ("", *step.by_type) for visit in (1, 2))]
    ends = any(one.rejects.highest > 0 or any(again.highest > 0 for again in one.returns) for one in own)
    return ends or step.asks is not None or step.revokes is not None


def _ends_early(step: Common) -> bool:
    """Tell whether something but the step itself may end it."""
    return step.patience is not None or step.on_expiry is not Expiry.NOTHING or step.late_papers is not None
