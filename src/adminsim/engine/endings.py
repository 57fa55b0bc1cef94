"""How the visits of a step end: passed, returned, rejected, incomplete or revoked, and how long corrections take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine import selection
from adminsim.engine.papers import Correction, Filings, Papers
from adminsim.engine.result import Result
from adminsim.engine.routes import returning
from adminsim.model.document import Exhausted
from adminsim.model.step import Staffed
from adminsim.model.value import by_round

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.route_streams import RouteStreams
    from adminsim.engine.selection import Selection
    from adminsim.model.outcome import Outcome
    from adminsim.model.step import Session, Waiting


class Endings:
    """The ends of a step's visits, one round after the other.

    Parameters
    ----------
    streams : RouteStreams
        Uniforms of the cases of the route.
    papers : Papers, optional
        Their documents, where the step is an intake.
    name : str
        Name of the step.
    step : Step
        The step as these cases meet it.
    needed_parts : list of ndarray of bool
        By baseline step that it stands for, which cases need it.
    """

    def __init__(
        self,
        streams: RouteStreams,
        papers: Papers | None,
        name: str,
        step: Staffed | Waiting | Session,
        needed_parts: list[NDArray[np.bool_]],
    ) -> None:
        self._streams, self._name = streams, name
        self._parts = [
            (part_name, part, needed)
            for (part_name, part), needed in zip(step.members(name), needed_parts, strict=True)
            if part.may_reject or part.may_return
        ]
        bounding = returning(name, step)
        self._most = max((outcome.max_returns for outcome in bounding), default=0)
        self._rejects_spent = any(outcome.on_exhausted is Exhausted.REJECT for outcome in bounding)
        self._spent = np.zeros(streams.count, dtype=np.int16)
        self._filings = Filings(papers, name) if papers is not None else None
        self._breaks = step.breaks.value if isinstance(step, Staffed) and step.breaks is not None else 0.0

    @property
    def always_passes(self) -> bool:
        """Whether no visit ends otherwise than passed."""
        return not self._parts and self._filings is None and self._breaks <= 0

    def next(self, visit: int, cases: Selection) -> tuple[NDArray[np.int8], Correction]:
        """Return how the next visit of the cases told ends, and their corrections where it is a return."""
        count = self._streams.count if cases is None else len(cases)
        result, correction = np.zeros(count, dtype=np.int8), Correction(count)
        self._judge(visit, cases, result, correction)
        if self._filings is not None:
            filing = self._filings.next(cases, correction)
            result[filing.incomplete & (result != Result.RETURN)] = Result.INCOMPLETE
            result[filing.exhausted] = Result.REJECT
        if self._breaks > 0:
            broken = self._streams.uniforms(f"step:{self._name}", visit, "promise", cases) < self._breaks
            result[broken & (result == Result.PASS)] = Result.REVOKED
        return result, correction

    def _judge(self, visit: int, cases: Selection, result: NDArray[np.int8], correction: Correction) -> None:
        """Return or reject where any part of the step does; the longest correction holds.

        One uniform decides both from its two ends, so that a change of one probability does not move the other event.
        """
        returns, rejects = np.zeros(len(result), dtype=bool), np.zeros(len(result), dtype=bool)
        # A return that nobody has left counts for nothing, unless it rejects or lengthens what papers take.
        is_spent = visit > self._most and not self._rejects_spent and self._filings is None
        is_spent = is_spent and bool((selection.of(cases, self._spent) >= self._most).all())
        for name, part, needed in self._parts:
            for met, here in self._streams.as_met(part, visit, cases):
                probability, rejected = by_round(met.outcome.returns, visit), met.outcome.rejects.value
                if rejected <= 0 and (probability <= 0 or is_spent):
                    continue
                whose = cases if here is None else selection.among(cases, here)
                u = self._streams.uniforms(f"step:{name}", visit, "outcome", whose)
                is_needed = selection.of(whose, needed)
                back = selection.among(here, is_needed & (u < probability))
                returns[back] = True
                if rejected > 0:
                    rejects[selection.among(here, is_needed & (u >= 1.0 - rejected))] = True
                self._correct(name, met.outcome, visit, cases, back, correction)
        returns &= ~rejects
        exhausted = returns & (selection.of(cases, self._spent) >= self._most)
        returned = np.flatnonzero(returns & ~exhausted)
        result[returned] = Result.RETURN
        self._spent[selection.among(cases, returned)] += 1
        result[rejects | exhausted if self._rejects_spent else rejects] = Result.REJECT

    def _correct(
        self,
        part: str,
        outcome: Outcome,
        visit: int,
        cases: Selection,
        back: NDArray[np.int64],
        correction: Correction,
    ) -> None:
        if outcome.correction is not None and len(back):
            whose = selection.among(cases, back)
            seconds = self._streams.seconds(f"step:{part}", visit, "correction", outcome.correction, whose)
            correction.lengthen(seconds, outcome.correction.basis, back)
