"""The draws of the cases of one route: lengths, results and corrections of every possible visit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.papers import Correction, Papers
from adminsim.engine.result import Result
from adminsim.engine.routes import most_returns, returning
from adminsim.model.document import Exhausted
from adminsim.model.span import Basis
from adminsim.model.step import Session, Staffed, Waiting
from adminsim.model.value import by_round

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.population import Applicants
    from adminsim.engine.routes import Route
    from adminsim.engine.streams import Streams
    from adminsim.model.duration import Duration
    from adminsim.model.system import System


class RouteDraws:
    """The draws of the cases of one route."""

    def __init__(
        self,
        system: System,
        route: Route,
        streams: Streams,
        applicants: Applicants,
        members: NDArray[np.int64],
    ) -> None:
        self._system, self._route, self._streams = system, route, streams
        self._members, self._count, self._total = members, len(members), len(applicants)
        type_names = list(route.chain.types)
        self._types = [np.isin(applicants.case_type[members], type_names.index(name)) for name in type_names]
        self._type_names = type_names
        self._waits_at = np.array(applicants.begun or [""] * self._total)[members]
        self._needed_parts = {
            step.name: [self._needs(name, part) for name, part in _parts(step.name, step.step)] for step in route.steps
        }
        self._needed = {name: np.logical_or.reduce(parts) for name, parts in self._needed_parts.items()}
        self.papers = Papers(route.chain, self._uniforms, self._needed, system.workday_s, self._count)
        for step in route.steps:
            if isinstance(step.step, Waiting) and step.step.promise is not None:
                self._needed[step.name] = self.papers.is_late(step.step.promise.intake)

    def _uniforms(self, subject: str, visit: int, purpose: str) -> NDArray[np.float64]:
        drawn = self._streams.uniforms(self._route.chain_name, subject, visit, purpose, self._total)
        return drawn if self._count == self._total else drawn[self._members]

    def _needs(self, name: str, step: Staffed | Waiting | Session) -> NDArray[np.bool_]:
        needed = np.ones(self._count, dtype=bool)
        if step.types:
            needed = np.logical_or.reduce([self._types[self._type_names.index(kind)] for kind in step.types])
        if step.probability.value < 1.0:
            needed &= self._uniforms(f"step:{name}", 0, "needed") < step.probability.value
        needed |= self._waits_at == name
        return needed

    def visits(self, position: int) -> Iterator[dict[str, NDArray[Any]]]:
        """Return for each possible visit of a step what was drawn, by table, for these cases.

        Where only the step's own returns lead to another visit, lengths are drawn for the cases alone that can make it.
        """
        route_step = self._route.steps[position]
        step, name = route_step.step, route_step.name
        most = self._route.most_visits[position]
        is_own = most == 1 + most_returns(self._route.chain, name)
        comes_from_elsewhere = self._is_handed_over(name, route_step.handover)
        reached = self._needed[name]
        first = _parts(name, step)[0][0]
        for visit, (result, correction) in enumerate(self._results(name, step, most), start=1):
            handed = reached & comes_from_elsewhere & ((self._waits_at != name) | (visit > 1))
            drawn = {
                "needed": self._needed[name],
                "result": result,
                "correct_calendar_s": _whole(correction.calendar_s),
                "correct_working_s": _whole(correction.working_s),
                "handover_s": _whole(self._quantile(f"step:{first}", visit, "handover", route_step.handover, handed)),
            }
            lengths = self._lengths(name, step, visit, reached)
            yield drawn | {table: _whole(values) for table, values in lengths.items()}
            if is_own:
                reached = reached & ((result == Result.RETURN) | (result == Result.INCOMPLETE))

    def _quantile(
        self, subject: str, visit: int, purpose: str, duration: Duration | None, where: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Return a duration for the cases told, in seconds, and 0 for the others."""
        seconds = np.zeros(self._count)
        if duration is None or not where.any():
            return seconds
        u = self._uniforms(subject, visit, purpose)
        if where.all():
            return duration.quantile(u, self._system.workday_s)
        seconds[where] = duration.quantile(u[where], self._system.workday_s)
        return seconds

    def _lengths(
        self, name: str, step: Staffed | Waiting | Session, visit: int, reached: NDArray[np.bool_]
    ) -> dict[str, NDArray[np.float64]]:
        """Return the lengths of one visit in seconds, by table."""
        if isinstance(step, Staffed):
            department = self._system.departments[step.department]
            work = self._work(name, step, visit, reached) / department.speed.value
            return {"work_s": np.maximum(work, 1.0), "occupied_s": np.maximum(work / department.share.value, 1.0)}
        if isinstance(step, Session):
            return {
                "calendar_s": np.maximum(self._quantile(f"step:{name}", visit, "meeting", step.meeting, reached), 1.0)
            }
        if step.promise is not None:
            late = self.papers.late(step.promise.intake) if visit == 1 else Correction.none(self._count)
            return {"calendar_s": late.calendar_s, "working_s": late.working_s}
        if step.legal_period:
            return {}
        basis = "working_s" if step.duration.basis is Basis.WORKING else "calendar_s"
        return {basis: self._quantile(f"step:{name}", visit, "wait", step.duration, reached)}

    def _work(self, name: str, step: Staffed, visit: int, reached: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the work of a visit: as stated, else the sum of the draws of the parts that the case needs."""
        parts = _parts(name, step)
        if step.work is not None:
            return self._quantile(f"step:{parts[0][0]}", visit, "work", step.work, reached)
        total = np.zeros(self._count)
        for (part_name, part), needed in zip(parts, self._needed_parts[name], strict=True):
            assert isinstance(part, Staffed)
            total += self._quantile(f"step:{part_name}", visit, "work", part.work, reached & needed)
        return total

    def _results(
        self, name: str, step: Staffed | Waiting | Session, visits: int
    ) -> list[tuple[NDArray[np.int8], Correction]]:
        """Return how each visit ends, and the correction where it is a return."""
        has_papers = isinstance(step, Staffed) and step.intake is not None
        filings = self.papers.filings(name, visits) if has_papers else [None] * visits
        spent = np.zeros(self._count, dtype=np.int64)
        found = []
        for visit, filing in enumerate(filings, start=1):
            returns, rejects, correction = self._outcomes(name, step, visit)
            result = np.zeros(self._count, dtype=np.int8)
            exhausted = returns & (spent >= self._most(name, step))
            spent += returns & ~exhausted
            result[returns & ~exhausted] = Result.RETURN
            result[rejects | (exhausted & self._rejects_when_exhausted(name, step))] = Result.REJECT
            if filing is not None:
                assert isinstance(step, Staffed)
                assert step.intake is not None
                result[filing.incomplete & (result != Result.RETURN)] = Result.INCOMPLETE
                if step.intake.on_exhausted is Exhausted.REJECT:
                    result[filing.exhausted] = Result.REJECT
                np.maximum(correction.calendar_s, filing.correction.calendar_s, out=correction.calendar_s)
                np.maximum(correction.working_s, filing.correction.working_s, out=correction.working_s)
            found.append((result, correction))
        return found

    def _outcomes(
        self, name: str, step: Staffed | Waiting | Session, visit: int
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_], Correction]:
        """Return where any part of a step returns or rejects at a visit, and the longest correction.

        One uniform decides both from its two ends, so that a change of one probability does not move the other event.
        """
        returns, rejects = np.zeros(self._count, dtype=bool), np.zeros(self._count, dtype=bool)
        correction = Correction.none(self._count)
        for (part_name, part), needed in zip(_parts(name, step), self._needed_parts[name], strict=True):
            probability, rejected = by_round(part.outcome.returns, visit), part.outcome.rejects.value
            if probability <= 0 and rejected <= 0:
                continue
            u = self._uniforms(f"step:{part_name}", visit, "outcome")
            back = needed & (u < probability)
            returns |= back
            rejects |= needed & (u >= 1.0 - rejected)
            if part.outcome.correction is not None:
                seconds = self._quantile(f"step:{part_name}", visit, "correction", part.outcome.correction, back)
                correction.lengthen(seconds, part.outcome.correction.basis, back)
        return returns & ~rejects, rejects, correction

    def _most(self, name: str, step: Staffed | Waiting | Session) -> int:
        return max((outcome.max_returns for outcome in returning(name, step)), default=0)

    def _rejects_when_exhausted(self, name: str, step: Staffed | Waiting | Session) -> bool:
        return any(outcome.on_exhausted is Exhausted.REJECT for outcome in returning(name, step))

    def _is_handed_over(self, name: str, handover: Duration | None) -> NDArray[np.bool_]:
        """Return which cases come from another department on their route, looking through steps passed through."""
        step = self._route.chain.steps[name]
        if handover is None:
            return np.zeros(self._count, dtype=bool)
        if step.handover is not None:
            return np.ones(self._count, dtype=bool)
        home = step.department if isinstance(step, Staffed) else None
        return self._comes_from_elsewhere(name, home)

    def _comes_from_elsewhere(self, name: str, home: str | None) -> NDArray[np.bool_]:
        elsewhere = np.zeros(self._count, dtype=bool)
        for before in self._route.chain.steps[name].predecessors:
            step = self._route.chain.steps.get(before)
            if step is None:
                continue
            needed = self._needed[before]
            if not (isinstance(step, Staffed) and step.department == home):
                elsewhere |= needed
            if not needed.all():
                elsewhere |= ~needed & self._comes_from_elsewhere(before, home)
        return elsewhere


def _parts(name: str, step: Staffed | Waiting | Session) -> tuple[tuple[str, Staffed | Waiting | Session], ...]:
    return step.members(name) if isinstance(step, Staffed) else ((name, step),)


def _whole(seconds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round to whole seconds that an instant can hold; what lasts longer outlives every run."""
    return np.minimum(np.rint(seconds), np.iinfo(np.int32).max)
