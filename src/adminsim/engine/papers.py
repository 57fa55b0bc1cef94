"""What is wanting in the applicants' files, filing by filing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.routes import blocking_papers, intakes_of, late_papers
from adminsim.model.document import Exhausted, Notice
from adminsim.model.span import Basis
from adminsim.model.step import Staffed
from adminsim.model.value import by_round

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from adminsim.model.chain import Chain


@dataclass
class Correction:
    """Times that an applicant takes, by case: by the calendar and in official hours, whichever ends later."""

    calendar_s: NDArray[np.float64]
    working_s: NDArray[np.float64]

    @classmethod
    def none(cls, count: int) -> Correction:
        """Return no time at all for `count` cases."""
        return cls(np.zeros(count), np.zeros(count))

    def lengthen(self, seconds: NDArray[np.float64], basis: Basis, where: NDArray[np.bool_]) -> None:
        """Make it last at least `seconds` where told."""
        side = self.working_s if basis is Basis.WORKING else self.calendar_s
        np.maximum(side, np.where(where, seconds, 0.0), out=side)


@dataclass
class Filing:
    """What one filing at an intake comes to, by case."""

    incomplete: NDArray[np.bool_]
    """Sent back because of documents."""
    exhausted: NDArray[np.bool_]
    """Rejected, since a document went back as often as it may."""
    correction: Correction
    """The applicant's time until the next filing."""


class Papers:
    """The documents of the cases of one route, and at which intake each is found wanting.

    Parameters
    ----------
    chain : Chain
        The chain as these cases walk it.
    uniforms : callable
        Gives the uniforms of these cases for a subject, round and purpose.
    taken : dict of str to ndarray of bool
        For each intake, which cases take it.
    workday_s : int
        Official seconds of a working day.
    """

    def __init__(
        self,
        chain: Chain,
        uniforms: Callable[[str, int, str], NDArray[np.float64]],
        taken: dict[str, NDArray[np.bool_]],
        workday_s: int,
        count: int,
    ) -> None:
        self._chain, self._uniforms, self._workday_s, self._count = chain, uniforms, workday_s, count
        self._asked_at = self._first_intakes(taken)

    def _first_intakes(self, taken: dict[str, NDArray[np.bool_]]) -> dict[tuple[str, str], NDArray[np.bool_]]:
        """Return for each intake and document the cases that are asked for it there first."""
        unasked = {document: np.ones(self._count, dtype=bool) for document in self._chain.documents}
        first = {}
        for intake in intakes_of(self._chain):
            for document in [*blocking_papers(self._chain, intake), *late_papers(self._chain, intake)]:
                first[intake, document] = unasked[document] & taken[intake]
                unasked[document] = unasked[document] & ~taken[intake]
        return first

    def complete(self) -> NDArray[np.bool_]:
        """Return which cases have all documents in order at the first filing."""
        complete = np.ones(self._count, dtype=bool)
        for (_, document), asked in self._asked_at.items():
            complete &= ~(asked & self._missing(document, 1))
        return complete

    def filings(self, intake: str, visits: int) -> list[Filing]:
        """Return what the first `visits` filings at an intake come to.

        Told at once, a filing names everything that is wanting; piecemeal, the first of it in the order of the file.
        A document goes back at most as often as the intake allows.
        """
        step = self._chain.steps[intake]
        assert isinstance(step, Staffed)
        assert step.intake is not None
        papers = blocking_papers(self._chain, intake)
        round_of = {paper: np.ones(self._count, dtype=np.int64) for paper in papers}
        is_over = np.zeros(self._count, dtype=bool)
        found = []
        for _ in range(visits):
            filing = Filing(np.zeros(self._count, bool), np.zeros(self._count, bool), Correction.none(self._count))
            for paper in papers:
                wanting = self._wanting(intake, paper, round_of[paper], step.intake.max_returns + 1) & ~is_over
                if step.intake.notice is Notice.PIECEMEAL:
                    wanting &= ~filing.incomplete & ~filing.exhausted
                spent = wanting & (round_of[paper] > step.intake.max_returns)
                named = wanting & ~spent
                if step.intake.on_exhausted is Exhausted.REJECT:
                    filing.exhausted |= spent
                filing.incomplete |= named
                self._lengthen(filing.correction, paper, round_of[paper], named)
                round_of[paper] += named
            is_over |= filing.exhausted
            found.append(filing)
        return found

    def late(self, intake: str) -> Correction:
        """Return how long the papers take that may follow after acceptance, over all rounds until they are in order."""
        step = self._chain.steps[intake]
        assert isinstance(step, Staffed)
        assert step.intake is not None
        longest = Correction.none(self._count)
        for paper in late_papers(self._chain, intake):
            still = self._asked_at[intake, paper].copy()
            total = np.zeros(self._count)
            for number in range(1, step.intake.max_returns + 1):
                still &= self._missing(paper, number)
                total += self._obtain(paper, number, still)
            longest.lengthen(total, self._basis(paper), np.ones(self._count, dtype=bool))
        return longest

    def is_late(self, intake: str) -> NDArray[np.bool_]:
        """Return which cases are accepted at an intake although papers are missing."""
        late = np.zeros(self._count, dtype=bool)
        for paper in late_papers(self._chain, intake):
            late |= self._asked_at[intake, paper] & self._missing(paper, 1)
        return late

    def _wanting(self, intake: str, paper: str, number: NDArray[np.int64], most: int) -> NDArray[np.bool_]:
        wanting = np.zeros(self._count, dtype=bool)
        for value in range(1, most + 1):
            now = number == value
            if now.any():
                wanting |= now & self._missing(paper, value)
        return wanting & self._asked_at[intake, paper]

    def _lengthen(
        self, correction: Correction, paper: str, number: NDArray[np.int64], named: NDArray[np.bool_]
    ) -> None:
        for value in np.unique(number[named]):
            now = named & (number == value)
            correction.lengthen(self._obtain(paper, int(value), now), self._basis(paper), now)

    def _missing(self, paper: str, number: int) -> NDArray[np.bool_]:
        probability = by_round(self._chain.documents[paper].missing, number)
        missing: NDArray[np.bool_] = self._uniforms(f"document:{paper}", number, "missing") < probability
        return missing

    def _obtain(self, paper: str, number: int, where: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return how long the applicants told take to obtain a document, in seconds, and 0 for the others."""
        seconds = np.zeros(self._count)
        obtain = self._chain.documents[paper].obtain
        if obtain is not None and where.any():
            u = self._uniforms(f"document:{paper}", number, "obtain")[where]
            seconds[where] = obtain.quantile(u, self._workday_s)
        return seconds

    def _basis(self, paper: str) -> Basis:
        obtain = self._chain.documents[paper].obtain
        return obtain.basis if obtain is not None else Basis.CALENDAR
