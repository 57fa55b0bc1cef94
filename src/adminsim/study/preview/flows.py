"""What flows to a department: its kinds of visits, when they come, how variable they are; found when it is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from adminsim.model.department import Discipline
from adminsim.study.preview.backlog_works import works_of_backlogs
from adminsim.study.preview.demand import Sources
from adminsim.study.preview.visit_kinds import kinds_of
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

    @cached_property
    def all_visits(self) -> float:
        """Expected visits over the cohort's time."""
        return sum(self.visits)

    @property
    def arrivals_cv2(self) -> float:
        """Variance of the number of all visits over its mean, in the long run."""
        return float(np.average(self.cv2, weights=self.visits)) if self.all_visits else 1.0

    @cached_property
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
        return any(kind.is_beside_rejection for kind in self.kinds)

    @property
    def is_direct(self) -> bool:
        """Whether every visit comes straight from an application, one for each."""
        ways = {id(kind.way) for kind in self.kinds}
        is_first = all(kind.place.feed == "demand" and not kind.again for kind in self.kinds)
        return is_first and len(ways) == len(self.kinds)


class Flows:
    """What flows to the departments of a system, each found when it is first asked for."""

    def __init__(self, system: System) -> None:
        self._system, self._kinds = system, kinds_of(system)
        self._found: dict[str, Flow] = {}
        self._own: dict[str, Flow] = {}

    @cached_property
    def departments(self) -> list[str]:
        """Return the departments that any visits come to, in the order in which cases meet them."""
        return self._kinds.departments

    def __getitem__(self, name: str) -> Flow:
        """Return a flow, as even, or uneven, as the departments let it go that feed the department."""
        if name not in self._found:
            flow = self._from_itself(name)
            cv2 = map(self._cv2, flow.kinds, flow.visits, flow.cv2)
            self._found[name] = replace(flow, cv2=tuple(cv2))
        return self._found[name]

    def _cv2(self, kind: VisitKind, count: float, own: float) -> float:
        feed, feeding = kind.place.feed, kind.place.feeding
        if feed != "open" or not feeding:
            return own if feed == "demand" else 1.0
        parts = []
        for name in feeding:
            before = self._from_itself(name)
            parts.append(min(count / before.all_visits, 1.0) * (before.leaving_cv2 - 1.0) if before.all_visits else 0.0)
        return 1.0 + kind.first / kind.visits * sum(parts) / len(parts)

    def _from_itself(self, name: str) -> Flow:
        if name not in self._own:
            self._own[name] = _flow(self._sources, name, tuple(self._kinds.of(name)), self._backlog[name])
        return self._own[name]

    @cached_property
    def _sources(self) -> Sources:
        return Sources(self._system)

    @cached_property
    def _backlog(self) -> dict[str, float]:
        backlog = dict.fromkeys(self._system.departments, 0.0)
        for works in works_of_backlogs(self._system).values():
            for work_s, department, *_ in works:
                backlog[department] += work_s
        return backlog


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
