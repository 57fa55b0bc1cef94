"""The draws of cases that meet a step alike: lengths, results and corrections of every possible visit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from adminsim.engine import selection
from adminsim.engine.benches import LONGEST_S
from adminsim.engine.endings import Endings
from adminsim.engine.papers import Papers
from adminsim.engine.result import Result
from adminsim.engine.route_streams import RouteStreams
from adminsim.engine.routes import most_returns
from adminsim.model.calendar import DAY_S
from adminsim.model.span import Basis
from adminsim.model.step import Session, Staffed, Waiting

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.population import Applicants
    from adminsim.engine.route_streams import AnyStep
    from adminsim.engine.routes import Route, RouteStep
    from adminsim.engine.selection import Selection
    from adminsim.engine.streams import Streams
    from adminsim.model.any_step import Common
    from adminsim.model.department import Department
    from adminsim.model.duration import Duration
    from adminsim.model.system import System


class Drawn(NamedTuple):
    """What was drawn for one visit of a step; all that is not drawn is zero.

    Attributes
    ----------
    table : str
        The table that it belongs to, one of `adminsim.engine.draws.TABLES`.
    visit : int
        Number of the visit.
    cases : Selection
        Whose visits.
    values : ndarray
        Whole numbers, one for each.
    """

    table: str
    visit: int
    cases: Selection
    values: NDArray[Any]


class RouteDraws:
    """The draws of the cases of one route, and of others for the steps that they meet alike.

    Parameters
    ----------
    route : Route
        The route, which stands for the others.
    members : Selection
        The cases of the chain that take any of them. Elsewhere cases are meant by their position among these.
    """

    def __init__(
        self, system: System, route: Route, streams: Streams, applicants: Applicants, members: Selection
    ) -> None:
        self._system, self._route, self.members = system, route, members
        self._submitted = selection.of(members, applicants.submitted)
        self._case_type = selection.of(members, applicants.case_type)
        self._streams = RouteStreams(
            streams, route.chain_name, len(applicants), members, system.workday_s,
            tuple(route.chain.types), self._case_type,
        )  # fmt: skip
        self._waits_at = None if applicants.begun is None else selection.of(members, np.array(applicants.begun))
        self._needed: dict[str, NDArray[np.bool_]] = {}
        self._needed_parts: dict[str, list[NDArray[np.bool_]]] = {}
        self._from_elsewhere: dict[tuple[str, str | None], NDArray[np.bool_]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether no case takes any of the routes."""
        return not self._streams.count

    @cached_property
    def papers(self) -> Papers:
        """Their documents."""
        return Papers(self._route.chain, self._streams, self._who_needs)

    def _who_needs(self, name: str) -> NDArray[np.bool_]:
        """Return which cases need a step of the route."""
        if name not in self._needed:
            step = self._route.chain.steps[name]
            self._needed_parts[name] = [self._needs(part_name, part) for part_name, part in step.members(name)]
            if isinstance(step, Waiting) and step.promise is not None:
                self._needed[name] = self.papers.is_late(step.promise.intake)
            else:
                self._needed[name] = np.logical_or.reduce(self._needed_parts[name])
        return self._needed[name]

    def _needs(self, name: str, step: Common) -> NDArray[np.bool_]:
        needed = np.ones(self._streams.count, dtype=bool)
        if step.types:
            needed = np.array([kind in step.types for kind in self._route.chain.types])[self._case_type]
        if step.probability.value < 1.0:
            needed &= self._streams.uniforms(f"step:{step.needed_with or name}", 0, "needed") < step.probability.value
        if self._waits_at is not None:
            needed |= self._waits_at == name
        return needed

    def visits(self, position: int) -> Iterator[Drawn]:
        """Return what was drawn for every possible visit of a step, for the cases that need it.

        Where only the step's own returns lead to another visit, it is drawn for the cases alone that can make it.
        """
        route_step = self._route.steps[position]
        step, name = route_step.step, route_step.name
        needed = self._who_needs(name)
        if not needed.all():
            yield Drawn("skipped", 1, None, ~needed)
        most = self._route.most_visits[position]
        is_own = most == 1 + most_returns(self._route.chain, name)
        is_elsewhere = self._is_elsewhere(name, route_step.handover) & needed
        papers = self.papers if isinstance(step, Staffed) and step.intake is not None else None
        endings = Endings(self._streams, papers, name, step, self._needed_parts[name])
        cases = selection.where(needed)
        for visit in range(1, most + 1):
            if cases is not None and not len(cases):
                return
            yield from self._handover(route_step, visit, selection.of(cases, is_elsewhere), cases)
            yield from self._lengths(name, step, visit, cases)
            yield from self._extension(name, step, visit, cases)
            yield from self._patience(name, step, route_step.patience, visit, cases)
            if endings.always_passes:
                continue
            result, correction = endings.next(visit, cases)
            yield Drawn("result", visit, cases, result)
            sent_back = np.flatnonzero((result == Result.RETURN) | (result == Result.INCOMPLETE))
            whose = selection.among(cases, sent_back)
            for table, seconds in correction.by_table():
                yield Drawn(f"correct_{table}", visit, whose, _whole(seconds[sent_back]))
            if is_own:
                cases = whose

    def _extension(self, name: str, step: AnyStep, visit: int, cases: Selection) -> Iterator[Drawn]:
        if step.extension is not None:
            u = self._streams.uniforms(self._subject(name, step), visit, "extension", cases)
            yield Drawn("extended", visit, cases, u < step.extension.probability.value)

    def _patience(
        self, name: str, step: AnyStep, patience: Duration | None, visit: int, cases: Selection
    ) -> Iterator[Drawn]:
        """Return how long applicants stay in the queue: a second at least, since nobody leaves before joining."""
        if patience is not None:
            seconds = self._streams.seconds(self._subject(name, step), visit, "patience", patience, cases)
            yield Drawn("patience_s", visit, cases, _whole(np.maximum(seconds, 1.0, out=seconds)))

    def _handover(
        self, route_step: RouteStep, visit: int, is_elsewhere: NDArray[np.bool_], cases: Selection
    ) -> Iterator[Drawn]:
        """Return the hand-over of a visit: as the step states it, else the chain's for those who come from elsewhere.

        Who waits at the step when the run starts is there.
        """
        name, step = route_step.name, route_step.step
        for met, here in self._streams.as_met(step, visit, cases):
            handover = met.handover if met.handover is not None else route_step.handover
            if handover is None:
                continue
            whose = cases if here is None else selection.among(cases, here)
            is_handed = selection.of(here, is_elsewhere)
            if met.handover is not None:
                is_handed = np.ones(len(is_handed), dtype=bool)
            if visit == 1 and self._waits_at is not None:
                is_handed = is_handed & (selection.of(whose, self._waits_at) != name)
            handed = whose if is_handed.all() else selection.among(whose, is_handed)
            subject = self._subject(name, step)
            seconds = self._streams.seconds(subject, visit, "handover", handover, handed)
            for quicker in step.quicker:
                u = self._streams.uniforms(subject, visit, f"quicker:{quicker.reform}", handed)
                shortened = quicker.shortened(seconds, self._system.workday_s)
                seconds = np.where(u < quicker.complies, shortened, seconds)
            yield Drawn("handover_s", visit, handed, _whole(seconds))

    def _lengths(self, name: str, step: AnyStep, visit: int, cases: Selection) -> Iterator[Drawn]:
        """Return the lengths of one visit."""
        if isinstance(step, Staffed):
            yield from self._work(name, step, visit, cases)
        elif isinstance(step, Session):
            seconds = self._streams.seconds_as_met(
                f"step:{name}", visit, "meeting", step, lambda met: met.meeting, cases
            )
            yield Drawn("calendar_s", visit, cases, _whole(np.maximum(seconds, 1.0, out=seconds)))
        elif step.promise is not None and visit == 1:
            late = self.papers.late(step.promise.intake)
            for table, seconds in late.by_table():
                yield Drawn(table, visit, cases, _whole(selection.of(cases, seconds)))
        elif step.promise is None and not step.legal_period:
            for met, here in self._streams.as_met(step, visit, cases):
                duration, whose = met.duration, cases if here is None else selection.among(cases, here)
                table = "working_s" if duration.basis is Basis.WORKING else "calendar_s"
                seconds = self._streams.seconds(f"step:{name}", visit, "wait", duration, whose)
                yield Drawn(table, visit, whose, _whole(seconds))

    def _work(self, name: str, step: Staffed, visit: int, cases: Selection) -> Iterator[Drawn]:
        department = self._system.departments[step.department]
        seconds = self._stated_work(name, step, visit, cases)
        seconds /= self._pace(step, cases)
        if department.groups:
            yield Drawn("exact_s", visit, cases, seconds.copy())
        occupied = seconds / department.share.value if department.share.value != 1.0 else None
        work = _whole(np.maximum(seconds, 1.0, out=seconds))
        yield Drawn("work_s", visit, cases, work)
        yield Drawn("occupied_s", visit, cases, work if occupied is None else _whole(np.maximum(occupied, 1.0)))

    def _pace(self, step: Staffed, cases: Selection) -> float | NDArray[np.float64]:
        """Return the speed at which the work of a step passes: that of the department with which the file lies.

        In a joint step all go on together, as fast in open hours as the slowest of them.
        """
        departments = [self._system.departments[name] for name in step.departments]
        if len(departments) == 1:
            return self._speed(departments[0], cases)
        in_open_hours = (self._speed(one, cases) * one.share.value for one in departments)
        return reduce(np.minimum, in_open_hours) / departments[0].share.value

    def _speed(self, department: Department, cases: Selection) -> float | NDArray[np.float64]:
        """Return the speed at which a department works on each case, by the day of its submission."""
        speed: float | NDArray[np.float64] = department.speed.value
        for training in department.trainings:
            since_s = (training.since - self._system.period.start).days * DAY_S
            speed = speed * np.where(selection.of(cases, self._submitted) >= since_s, training.faster, 1.0)
        return speed

    def _subject(self, name: str, step: AnyStep) -> str:
        """Return the subject of a step's own draws: its first part where that was merged into it, else itself."""
        first, _ = step.members(name)[0]
        return f"step:{name if first in self._route.chain.steps else first}"

    def _stated_work(self, name: str, step: Staffed, visit: int, cases: Selection) -> NDArray[np.float64]:
        """Return the work of a visit: as stated, else the sum of the draws of the parts that the case needs."""
        if step.work is not None:
            return self._streams.seconds_as_met(self._subject(name, step), visit, step.drawn_for, step, _work_of, cases)
        total = np.zeros(len(selection.of(cases, self._case_type)))
        for (part_name, part), needed in zip(step.members(name), self._needed_parts[name], strict=True):
            own = np.flatnonzero(selection.of(cases, needed))
            total[own] += self._streams.seconds_as_met(
                f"step:{part_name}", visit, "work", part, _work_of, selection.among(cases, own)
            )
        return total

    def _is_elsewhere(self, name: str, handover: Duration | None) -> NDArray[np.bool_]:
        """Return which cases come from another department on their route, looking through steps passed through.

        Nobody asks where there is no hand-over, or one that the step states whatever stands before it.
        """
        step = self._route.chain.steps[name]
        if handover is None or step.handover is not None:
            return np.zeros(self._streams.count, dtype=bool)
        home = step.department if isinstance(step, Staffed) else None
        return self._comes_from_elsewhere(name, home)

    def _comes_from_elsewhere(self, name: str, home: str | None) -> NDArray[np.bool_]:
        if (name, home) in self._from_elsewhere:
            return self._from_elsewhere[name, home]
        elsewhere = np.zeros(self._streams.count, dtype=bool)
        for before in self._route.chain.steps[name].predecessors:
            step = self._route.chain.steps.get(before)
            if step is None:
                continue
            needed = self._who_needs(before)
            if not (isinstance(step, Staffed) and step.department == home):
                elsewhere |= needed
            if not needed.all():
                elsewhere |= ~needed & self._comes_from_elsewhere(before, home)
        self._from_elsewhere[name, home] = elsewhere
        return elsewhere


def _work_of(step: Staffed) -> Duration | None:
    return step.work


def _whole(seconds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round to whole seconds that an instant can hold, in place."""
    np.rint(seconds, out=seconds)
    return np.minimum(seconds, LONGEST_S, out=seconds)
