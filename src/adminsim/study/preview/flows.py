"""What flows to each department: its kinds of visits, when they come, how variable they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from adminsim.model.department import Discipline
from adminsim.study.preview.backlog_works import works_of_backlogs
from adminsim.study.preview.demand import Sources
from adminsim.study.preview.visit_kinds import is_beside_rejection, kinds_of
from adminsim.study.preview.waits import Course

if TYPE_CHECKING:
    from adminsim.engine.capacity import Duty
    from adminsim.model.system import System
    from adminsim.study.preview.visit_kinds import VisitKind


@dataclass(frozen=True)
class Flow:
    """All that comes to a department.

    Attributes
    ----------
    visits : tuple of float
        Expected visits of each kind over the cohort's time.
    cv2 : tuple of float
        For each kind the variance of the number of visits over its mean, in the long run; batches left out.
    together : float
        How many others a visit finds in its own batch, on average.
    backlog_s : float
        Work that waits at the start, in open seconds.
    """

    department: str
    kinds: tuple[VisitKind, ...]
    course: Course
    visits: tuple[float, ...]
    cv2: tuple[float, ...]
    together: float
    service_s: float
    service_cv2: float
    backlog_s: float
    is_first_come: bool
    is_poisson: bool

    @property
    def arrivals_cv2(self) -> float:
        """Variance of the number of all visits over its mean, in the long run."""
        return float(np.average(self.cv2, weights=self.visits)) if sum(self.visits) else 1.0

    @property
    def leaving_cv2(self) -> float:
        """The same of the visits that end here (Whitt 1983, Bell System Technical Journal 62, equation 39)."""
        load = min(self.course.load(self.service_s), 1.0) if self.course.mean_staff else 1.0
        served = (max(self.service_cv2, 0.2) - 1.0) / max(self.course.mean_staff, 1.0) ** 0.5
        return float(1.0 + (1 - load**2) * (self.arrivals_cv2 - 1.0) + load**2 * served)

    @property
    def is_alike(self) -> bool:
        """Whether all kinds of visits take times of the same distribution, so that their order moves no mean."""
        return all(
            abs(kind.work_s - self.service_s) <= 1e-9 * self.service_s
            and abs(kind.work_squared - (1 + self.service_cv2) * self.service_s**2) <= 1e-9 * kind.work_squared
            for kind in self.kinds
        )

    @property
    def is_exponential(self) -> bool:
        """Whether all visits take exponential times of one mean."""
        return self.is_alike and all(kind.place.is_exponential for kind in self.kinds)

    @property
    def is_beside_rejection(self) -> bool:
        """Whether a step beside one of these may reject the case, and so end its wait here."""
        return any(is_beside_rejection(kind.way.steps, kind.step) for kind in self.kinds)

    @property
    def is_direct(self) -> bool:
        """Whether every visit comes straight from an application, one for each."""
        ways = {id(kind.way) for kind in self.kinds}
        is_first = all(kind.place.feed == "demand" and not kind.again for kind in self.kinds)
        return is_first and len(ways) == len(self.kinds)


def flows(system: System) -> dict[str, Flow]:
    """Return what flows to each department that has any work."""
    sources = Sources(system)
    found: dict[str, list[VisitKind]] = {}
    for name, chain in system.chains.items():
        for kind in kinds_of(system, name, chain):
            for department in kind.way.steps.steps[kind.step].departments:
                found.setdefault(department, []).append(kind)
    backlog = dict.fromkeys(system.departments, 0.0)
    for works in works_of_backlogs(system).values():
        for work_s, department, *_ in works:
            backlog[department] += work_s
    return _fed({name: _flow(sources, name, tuple(kinds), backlog[name]) for name, kinds in found.items()})


def _fed(found: dict[str, Flow]) -> dict[str, Flow]:
    """Return the flows as even, or uneven, as the departments let them go that feed them."""
    visits = {name: sum(flow.visits) for name, flow in found.items()}
    leaving = {name: flow.leaving_cv2 for name, flow in found.items()}

    def cv2(kind: VisitKind, count: float, own: float) -> float:
        feed, feeding = kind.place.feed, kind.place.feeding
        if feed != "open" or not feeding:
            return own if feed == "demand" else 1.0
        parts = [min(count / visits[name], 1.0) * (leaving[name] - 1.0) if visits[name] else 0.0 for name in feeding]
        return 1.0 + kind.first / kind.visits * sum(parts) / len(parts)

    return {name: replace(flow, cv2=tuple(map(cv2, flow.kinds, flow.visits, flow.cv2))) for name, flow in found.items()}


def _flow(sources: Sources, name: str, kinds: tuple[VisitKind, ...], backlog_s: float) -> Flow:
    duty = sources.duties[name]
    course = _course(sources, kinds, duty)
    first_s, last_s = sources.period.cohort_start_s, sources.period.cohort_end_s
    ends = np.array([first_s, last_s], dtype=np.float64)
    chains = dict.fromkeys(kind.way.chain for kind in kinds)
    cases = {chain: float(np.diff(sources.before(chain, ends))[0]) for chain in chains}
    visits = np.array([cases[kind.way.chain] * kind.visits for kind in kinds])
    weights = visits / visits.sum() if visits.sum() else np.full(len(kinds), 1 / len(kinds))
    mean_s = float(weights @ [kind.work_s for kind in kinds])
    squared = float(weights @ [kind.work_squared for kind in kinds])
    thinned = {chain: min(sum(k.visits for k in kinds if k.way.chain == chain), 1.0) for chain in cases}
    cv2 = [1.0 + thinned[kind.way.chain] * (sources.cv2(kind.way.chain) - 1.0) for kind in kinds]
    together = [thinned[kind.way.chain] * sources.together(kind.way.chain) for kind in kinds]
    steps = [kind.way.steps.steps[kind.step] for kind in kinds]
    return Flow(
        department=name,
        kinds=kinds,
        course=course,
        visits=tuple(visits.tolist()),
        cv2=tuple(cv2),
        together=float(weights @ together),
        service_s=mean_s,
        service_cv2=squared / mean_s**2 - 1.0 if mean_s else 0.0,
        backlog_s=backlog_s,
        is_first_come=sources.system.departments[name].discipline is Discipline.FIRST_COME
        and sources.system.departments[name].due_from is None
        and not any(step.is_first for step in steps),
        is_poisson=all(sources.is_poisson(chain) for chain in cases),
    )


def _course(sources: Sources, kinds: tuple[VisitKind, ...], duty: Duty) -> Course:
    """Return when visits of all kinds come, and who is there."""
    grid = sources.grid(kinds, duty)
    staff = np.asarray(duty.staff)[grid.shift]
    is_open = staff > 0
    alike: dict[tuple[str, ...], tuple[VisitKind, float]] = {}
    for kind in kinds:
        for feed, visits in ((kind.place.feed, kind.first), (kind.place.feed_again, kind.again)):
            key = (kind.way.chain, feed, str(kind.place.is_in_person), kind.step if feed == "meeting" else "")
            alike[key] = kind, alike.get(key, (kind, 0.0))[1] + visits
    rates = np.zeros((2, len(staff)))
    for (_, feed, *_), (kind, visits) in alike.items():
        if visits:
            chain = kind.way.chain
            if feed == "meeting":
                rate = visits * grid.released(sources.meetings(kind), float(grid.arrivals(chain).sum()))
            else:
                rate = visits * grid.rate(chain, feed, is_open)
            rates[0] += rate
            if kind.place.is_in_person:
                rates[1] += rate
    return Course(grid.edges, rates[0], rates[1], staff, grid.month)
