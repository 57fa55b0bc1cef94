"""The program of draws of a plan: all that is drawn for each possible visit of each step, written once for all runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.drawing import (
    ADD,
    CORRECTION,
    EVERYBODY,
    EXTENSION,
    HANDOVER,
    INTS,
    LATE_SUM,
    NOBODY,
    OUTCOME,
    START,
    TIME,
    WORK,
    WORK_SUM,
    Program,
)
from adminsim.engine.routes import blocking_papers, intake_of, late_papers, most_returns, returning
from adminsim.engine.sheet import Sheet, Stream
from adminsim.engine.who import Who, rounds_of
from adminsim.model.calendar import DAY_S
from adminsim.model.document import Exhausted, Notice
from adminsim.model.once import once_each
from adminsim.model.span import Basis
from adminsim.model.step import Session, Staffed
from adminsim.model.value import by_round

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.alike import Alike
    from adminsim.engine.plan import Plan
    from adminsim.model.any_step import Common
    from adminsim.model.department import Department
    from adminsim.model.duration import Duration
    from adminsim.model.system import System

TABLE = {name: number for number, name in enumerate(INTS)}


@dataclass(frozen=True)
class Written:
    """A program with what its numbers stand for.

    Attributes
    ----------
    program : Program
        What is gone through.
    streams : tuple of Stream
        What each stream is for.
    distributions : tuple of Duration
        The distinct lengths of time.
    paces : tuple of tuple of str
        The departments whose people work together.
    incomplete : tuple of (tuple of int, int)
        By routes that are asked for the same papers, the row of those in whose files any is wanting at first.
    """

    program: Program
    streams: tuple[Stream, ...]
    distributions: tuple[Duration, ...]
    paces: tuple[tuple[str, ...], ...]
    incomplete: tuple[tuple[tuple[int, ...], int], ...]


@once_each
def program_of(plan: Plan, system: System) -> Written:
    """Write the program of a plan."""
    sheet = Sheet(plan, system.workday_s)
    who = [Who(sheet, plan.chains.index(route.chain_name), route) for route in plan.routes]
    for alike in plan.alike:
        _Line(sheet, system, who[alike.routes[0]], alike).write()
    incomplete = tuple((routes, who[routes[0]].incomplete()) for routes in plan.papers_alike)
    return Written(sheet.program(), tuple(sheet.streams), tuple(sheet.distributions), tuple(sheet.paces), incomplete)


def paces_of(
    system: System, together: tuple[tuple[str, ...], ...], submitted: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the speed at which work passes, by departments whose people work together and by case."""
    paces = np.empty((len(together), len(submitted)))
    for row, names in enumerate(together):
        paces[row] = _pace(system, [system.departments[name] for name in names], submitted)
    return paces


def _pace(system: System, departments: list[Department], submitted: NDArray[np.int64]) -> Any:
    """Return the speed at which the work of a step passes: that of the department with which the file lies.

    In a joint step all go on together, as fast in open hours as the slowest of them.
    """
    if len(departments) == 1:
        return _speed(system, departments[0], submitted)
    in_open_hours = (_speed(system, one, submitted) * one.share.value for one in departments)
    return reduce(np.minimum, in_open_hours) / departments[0].share.value


def _speed(system: System, department: Department, submitted: NDArray[np.int64]) -> Any:
    """Return the speed at which a department works on each case, by the day of its submission."""
    speed: Any = department.speed.value
    for training in department.trainings:
        since_s = (training.since - system.period.start).days * DAY_S
        speed = speed * np.where(submitted >= since_s, training.faster, 1.0)
    return speed


class _Line:
    """Writes one step, for the routes whose cases meet it alike."""

    def __init__(self, sheet: Sheet, system: System, who: Who, alike: Alike) -> None:
        self._sheet, self._system, self._who, self._alike = sheet, system, who, alike
        self._route = who.route
        self._chain, self._chain_name = who.chain, who.route.chain_name
        self._route_step = who.route.steps[alike.place]
        self._name, self._step = self._route_step.name, self._route_step.step
        self._parts = list(zip(self._step.members(self._name), who.needed_parts(self._name), strict=True))
        self._needed = who.needs(self._name)
        first, _ = self._parts[0][0]
        # A step is drawn by its first part where that was merged into it, else by itself.
        self._subject = f"step:{self._name if first in self._route.chain.steps else first}"

    def write(self) -> None:
        """Write the line with its turns and their orders."""
        sheet, step, name = self._sheet, self._step, self._name
        routes = sheet.count("routes")
        for route in self._alike.routes:
            sheet.write("routes", route)
        turns, most = sheet.count("turns"), self._route.most_visits[self._alike.place]
        first_paper = sheet.count("papers")
        intake = self._intake()
        breaks = step.breaks.value if isinstance(step, Staffed) and step.breaks is not None else 0.0
        judged = [one for one in self._parts if one[0][1].may_reject or one[0][1].may_return]
        ends = bool(judged) or intake is not None or breaks > 0
        for visit in range(1, most + 1):
            corrections = self._corrections(judged, visit) if judged else []
            orders = sheet.count("orders")
            self._lengths(visit)
            lengths_end = sheet.count("orders")
            for said in corrections:
                sheet.order(OUTCOME, **said)
            promise = self._stream(f"step:{name}", visit, "promise") if breaks > 0 else -1
            sheet.write("turns", orders, lengths_end, sheet.count("orders"), promise)
        bounding = returning(name, step)
        sheet.write(
            "lines", self._chain, self._alike.node, routes, sheet.count("routes"), self._needed, turns,
            sheet.count("turns"), ends, ends and most == 1 + most_returns(self._route.chain, name),
            max((outcome.max_returns for outcome in bounding), default=0),
            any(outcome.on_exhausted is Exhausted.REJECT for outcome in bounding),
            first_paper, sheet.count("papers"),
            intake is not None and intake.notice is Notice.PIECEMEAL,
            intake is not None and intake.on_exhausted is Exhausted.REJECT,
            intake.max_returns if intake is not None else 0, breaks,
        )  # fmt: skip

    def _stream(self, subject: str, visit: int, purpose: str) -> int:
        return self._sheet.stream(self._chain_name, subject, visit, purpose)

    def _as_met(self, step: Any, visit: int) -> Iterator[tuple[Any, int]]:
        """Return a step as its cases meet it at a visit, with the number of the case types for which it is so."""
        if not step.by_type:
            yield step.as_met("", visit), self._sheet.types(self._chain, ())
            return
        for kind in self._route.chain.types:
            yield step.as_met(kind, visit), self._sheet.types(self._chain, (kind,))

    # Lengths ----------------------------------------------------------------------------------------------------------

    def _lengths(self, visit: int) -> None:
        step, sheet, everybody = self._step, self._sheet, self._sheet.types(self._chain, ())
        self._handover(visit)
        if isinstance(step, Staffed):
            self._work(step, visit)
        elif isinstance(step, Session):
            for met, types in self._as_met(step, visit):
                self._time("calendar_s", f"step:{self._name}", visit, "meeting", met.meeting, types, lowest=1.0)
        elif step.promise is not None and visit == 1:
            self._late(step.promise.intake, everybody)
        elif step.promise is None and not step.legal_period:
            for met, types in self._as_met(step, visit):
                table = "working_s" if met.duration.basis is Basis.WORKING else "calendar_s"
                self._time(table, f"step:{self._name}", visit, "wait", met.duration, types)
        if step.extension is not None:
            stream = self._stream(self._subject, visit, "extension")
            share = step.extension.probability.value
            sheet.order(EXTENSION, stream=stream, types=everybody, row=EVERYBODY, share=share)
        if self._route_step.patience is not None:
            # A second at least, since nobody leaves before joining.
            patience = self._route_step.patience
            self._time("patience_s", self._subject, visit, "patience", patience, everybody, lowest=1.0)

    def _time(
        self, table: str, subject: str, visit: int, purpose: str, duration: Duration | None, types: int, **said: Any
    ) -> None:
        stream = self._stream(subject, visit, purpose)
        said = {"row": EVERYBODY, **said, **self._sheet.time(duration)}
        self._sheet.order(TIME, table=TABLE[table], stream=stream, types=types, **said)

    def _handover(self, visit: int) -> None:
        """Write the hand-over of a visit: as the step states it, else the chain's for those who come from elsewhere.

        Who waits at the step when the run starts is there.
        """
        step, sheet, route_step = self._step, self._sheet, self._route_step
        for met, types in self._as_met(step, visit):
            handover = met.handover if met.handover is not None else route_step.handover
            handed = EVERYBODY if met.handover is not None else self._elsewhere()
            if handover is None or handed == NOBODY:
                continue
            quicker = sheet.count("quicker")
            for one in step.quicker:
                at_most = np.inf if one.at_most is None else one.at_most.seconds(self._system.workday_s)
                stream = self._stream(self._subject, visit, f"quicker:{one.reform}")
                sheet.write("quicker", stream, one.complies, one.factor, at_most)
            sheet.order(
                HANDOVER, table=TABLE["handover_s"], stream=self._stream(self._subject, visit, "handover"), types=types,
                row=handed, not_begun=self._who.waits_at(self._name) if visit == 1 else -1,
                quicker=quicker, quicker_end=sheet.count("quicker"), **sheet.time(handover),
            )  # fmt: skip

    def _elsewhere(self) -> int:
        """Return who comes from another department; nobody asks where there is no hand-over, or the step states one."""
        if self._route_step.handover is None or self._step.handover is not None:
            return NOBODY
        return self._who.elsewhere(self._name, self._step.department if isinstance(self._step, Staffed) else None)

    def _work(self, step: Staffed, visit: int) -> None:
        """Write the work of a visit: as stated, else the sum of the draws of the parts that the case needs."""
        sheet, everybody = self._sheet, self._sheet.types(self._chain, ())
        department = self._system.departments[step.department]
        ended = {
            "table": TABLE["work_s"], "share": department.share.value, "has_exact": bool(department.groups),
            "pace": sheet.paces.setdefault(tuple(step.departments), len(sheet.paces)),
        }  # fmt: skip
        if step.work is not None:
            stream = self._stream(self._subject, visit, step.drawn_for)
            for met, types in self._as_met(step, visit):
                sheet.order(WORK, stream=stream, types=types, row=EVERYBODY, **ended, **sheet.time(met.work))
            return
        sheet.order(START, types=everybody, row=EVERYBODY)
        for (part_name, part), needed in self._parts:
            stream = self._stream(f"step:{part_name}", visit, "work")
            for met, types in self._as_met(part, visit):
                if met.work is not None and needed != NOBODY:
                    sheet.order(ADD, stream=stream, types=types, row=needed, **sheet.time(met.work))
        sheet.order(WORK_SUM, types=everybody, row=EVERYBODY, **ended)

    def _late(self, intake: str, everybody: int) -> None:
        """Write how long the papers take that may follow after acceptance, over all rounds until they are in order."""
        chain = self._route.chain
        for paper in late_papers(chain, intake):
            obtain, subject = chain.documents[paper].obtain, f"document:{paper}"
            still = [self._who.still_late(intake, paper, number) for number in rounds_of(self._route, intake)]
            if not still or still[0] == NOBODY or obtain is None:
                continue
            for number, row in enumerate(still, start=1):
                if row != NOBODY:
                    stream = self._stream(subject, number, "obtain")
                    said = {"stream": stream, "types": everybody, "row": row, **self._sheet.time(obtain)}
                    self._sheet.order(START if number == 1 else ADD, **said)
            table = "working_s" if obtain.basis is Basis.WORKING else "calendar_s"
            self._sheet.order(LATE_SUM, table=TABLE[table], types=everybody, row=still[0])

    # Ends -------------------------------------------------------------------------------------------------------------

    def _corrections(self, judged: list[tuple[tuple[str, Common], int]], visit: int) -> list[dict[str, Any]]:
        """Write what corrections take at a visit, and return what is to be said of how it may end."""
        found = []
        for (name, part), needed in judged:
            for met, types in self._as_met(part, visit):
                probability, rejected = by_round(met.outcome.returns, visit), met.outcome.rejects.value
                if needed == NOBODY or (rejected <= 0 and probability <= 0):
                    continue
                taken = met.outcome.correction
                correction = self._correction(taken, self._stream(f"step:{name}", visit, "correction"))
                found.append(
                    {
                        "stream": self._stream(f"step:{name}", visit, "outcome"), "types": types, "row": needed,
                        "share": probability, "correction": correction,
                        "rejects": 1.0 - rejected if rejected > 0 else 2.0,
                    }
                )  # fmt: skip
        return found

    def _correction(self, duration: Duration | None, stream: int) -> int:
        if duration is None:
            return -1
        table = "correct_working_s" if duration.basis is Basis.WORKING else "correct_calendar_s"
        return self._sheet.order(CORRECTION, table=TABLE[table], stream=stream, **self._sheet.time(duration))

    def _intake(self) -> Any:
        """Write the papers that can send a file back at the step, and return what it asks for, if anything."""
        step, chain, sheet = self._step, self._route.chain, self._sheet
        if not isinstance(step, Staffed) or step.intake is None:
            return None
        intake = intake_of(chain, self._name)
        rounds = intake.max_returns + 1
        for paper in blocking_papers(chain, self._name):
            asked = self._who.asked_at(self._name, paper)
            if asked == NOBODY:
                continue
            document, subject = chain.documents[paper], f"document:{paper}"
            missing = sheet.successive(self._chain_name, subject, rounds, "missing")
            obtain = sheet.successive(self._chain_name, subject, rounds, "obtain")
            shares = sheet.shares([by_round(document.missing, number) for number in range(1, rounds + 1)])
            sheet.write("papers", asked, missing, shares, obtain, self._correction(document.obtain, obtain))
        return intake
