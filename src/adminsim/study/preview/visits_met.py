"""What a visit to a staffed step takes of its people, and who may leave the queue before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adminsim.model.limit import CaseLimitStart, Expiry, LimitClock
from adminsim.model.once import once
from adminsim.model.patience import While
from adminsim.model.queueing import patience_in_queue
from adminsim.model.span import Basis
from adminsim.study.preview.alone import mixes_of, needed_of

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.duration import Duration
    from adminsim.model.step import Step
    from adminsim.model.system import System
    from adminsim.study.preview.alone import Mixes


@dataclass(frozen=True)
class Met:
    """A visit to a step, the first or a later one, as the cases of some types meet it that need the step.

    Attributes
    ----------
    step : Step
        The step, as it is met at any visit.
    mean_s, squared : float
        Mean open time that the visit takes, in seconds, and mean of its square.
    work : Duration or None
        Its work as stated, where it is not that of parts.
    factor : float
        How many times the stated work the open time is; 0 where none is stated.
    may_leave : bool
        Whether files can leave its queue.
    impatience : float
        How often an applicant who is in the queue alone impatient leaves it, in a second.
    """

    step: Step
    mean_s: float
    squared: float
    work: Duration | None
    factor: float
    may_leave: bool
    impatience: float


class Meets:
    """The visits to staffed steps on a walk, each found once for all walks of the system that have its step."""

    def __init__(self, system: System, chain: Chain) -> None:
        self._system, self._chain = system, chain
        self._found = _met(system).setdefault((chain.on_expiry, chain.patience), {})

    def at(self, name: str, visit: int) -> Met:
        """Return a visit to a step: the first, or a later one."""
        step = self._chain.steps[name]
        # Who needs a step matters only to how much of it its parts are.
        key = id(step), visit, silence_passes(self._chain, name), mixes_of(self._chain) if step.parts else ()
        if key not in self._found:
            self._found[key] = _met_at(self._system, self._chain, name, visit)
        return self._found[key]


@once
def _met(system: System) -> dict[object, dict[tuple[int, int, bool, Mixes], Met]]:
    """Return what visits come to that were asked about; each keeps its step, so that no other can take its place."""
    return {}


def _met_at(system: System, chain: Chain, name: str, visit: int) -> Met:
    step = chain.steps[name]
    mixes, workday_s = mixes_of(chain), system.workday_s
    departments = [system.departments[name] for name in step.departments]
    met = step.as_met("", visit)
    if met.time is not None:
        stated_s = work_s = met.time.mean(workday_s)
        variance = met.time.sd(workday_s) ** 2
    else:
        times = [(part, part.as_met("", visit).time) for _, part in step.parts]
        works = [(part, time) for part, time in times if time is not None]
        stated_s = sum(time.mean(workday_s) for _, time in works)
        variance = sum(time.sd(workday_s) ** 2 for _, time in works)
        needed = [(needed_of(part, mixes), time) for part, time in works]
        work_s = sum(time.mean(workday_s) * share for share, time in needed) / (needed_of(step, mixes) or 1.0)
    mean_s = work_s / min(one.speed_on(dt.date.max) * one.share.value for one in departments)
    scale = mean_s / stated_s if stated_s else 0.0
    patience = patience_in_queue(chain, step, departments[0])
    is_impatient = patience is not None and patience.basis is Basis.CALENDAR and not patience.is_zero
    return Met(
        step=step,
        mean_s=mean_s,
        squared=mean_s**2 + variance * scale**2,
        work=met.time,
        factor=scale if met.time is not None else 0.0,
        may_leave=may_leave(system, chain, name),
        impatience=1.0 / patience.mean(workday_s) if patience is not None and is_impatient else 0.0,
    )


def may_leave(system: System, chain: Chain, name: str) -> bool:
    """Tell whether files can leave the queue of a step: their applicants give up, or silence approves."""
    return silence_passes(chain, name) or _is_impatient(system, chain, chain.steps[name])


def gives_up(system: System, chain: Chain, name: str) -> bool:
    """Tell whether files leave the queue of a step since applicants give up, and for no other reason."""
    return not silence_passes(chain, name) and _is_impatient(system, chain, chain.steps[name])


def silence_passes(chain: Chain, name: str) -> bool:
    """Tell whether a step counts as passed where its own limit ends, or that of the case.

    That of the case passes what the decision waits for. One from acceptance ends in no queue before that, and one on
    the agency clock in none for which this clock does not run.
    """
    step = chain.steps[name]
    if step.on_expiry is Expiry.APPROVE or chain.on_expiry is not Expiry.APPROVE:
        return step.on_expiry is Expiry.APPROVE
    accepting = chain.accepting if chain.limit_from is CaseLimitStart.ACCEPTED else frozenset()
    has_begun = not accepting or not accepting.isdisjoint(chain.upstream[name])
    runs = chain.limit_clock is not LimitClock.AGENCY or step.is_counted
    return has_begun and runs and any(name == one or name in chain.upstream[one] for one in chain.deciding)


def _is_impatient(system: System, chain: Chain, step: Step) -> bool:
    is_patient = chain.patience is None or chain.patience.while_ is While.QUEUEING
    queueing = patience_in_queue(chain, step, system.departments[step.departments[0]])
    return not is_patient or queueing is not None
