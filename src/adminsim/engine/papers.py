"""What is wanting in the applicants' files, filing by filing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from adminsim.engine import selection
from adminsim.engine.routes import asked_before, blocking_papers, intake_of, late_papers
from adminsim.model.document import Exhausted, Notice
from adminsim.model.span import Basis
from adminsim.model.value import by_round

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from adminsim.engine.route_streams import RouteStreams
    from adminsim.engine.selection import Selection
    from adminsim.model.chain import Chain


class Correction:
    """Times that applicants take, by case: by the calendar and in official hours, whichever ends later.

    Parameters
    ----------
    count : int
        How many cases; all begin with no time at all.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._seconds: dict[Basis, NDArray[np.float64]] = {}

    def lengthen(self, seconds: NDArray[np.float64], basis: Basis, where: NDArray[np.int64]) -> None:
        """Make it last at least `seconds` for the cases told."""
        if basis not in self._seconds:
            self._seconds[basis] = np.zeros(self._count)
        times = self._seconds[basis]
        times[where] = np.maximum(times[where], seconds)

    def by_table(self) -> list[tuple[str, NDArray[np.float64]]]:
        """Return the times that anybody takes, with the table of `adminsim.engine.draws.TABLES` that they fill."""
        return [("working_s" if basis is Basis.WORKING else "calendar_s", s) for basis, s in self._seconds.items()]


class Filing(NamedTuple):
    """What one filing at an intake comes to, by case."""

    incomplete: NDArray[np.bool_]
    """Sent back because of documents."""
    exhausted: NDArray[np.bool_]
    """Rejected, since a document went back as often as it may."""


class Papers:
    """The documents of the cases of one route, and at which intake each is found wanting.

    Parameters
    ----------
    chain : Chain
        The chain as these cases walk it.
    streams : RouteStreams
        Their uniforms.
    taken : callable
        Returns for an intake which cases take it.
    """

    def __init__(self, chain: Chain, streams: RouteStreams, taken: Callable[[str], NDArray[np.bool_]]) -> None:
        self.chain, self.count = chain, streams.count
        self._streams, self._taken = streams, taken
        self._missing: dict[tuple[str, int], NDArray[np.bool_]] = {}

    def asked_at(self, intake: str, paper: str) -> NDArray[np.bool_]:
        """Return the cases that are asked for a document at an intake, and were not at an earlier one."""
        asked = self._taken(intake)
        for earlier in asked_before(self.chain)[intake, paper]:
            asked = asked & ~self._taken(earlier)
        return asked

    def complete(self) -> NDArray[np.bool_]:
        """Return which cases have all documents in order at the first filing."""
        complete = np.ones(self.count, dtype=bool)
        for intake, paper in asked_before(self.chain):
            complete &= ~(self._taken(intake) & self.missing(paper, 1))
        return complete

    def late(self, intake: str) -> Correction:
        """Return how long the papers take that may follow after acceptance, over all rounds until they are in order."""
        longest = Correction(self.count)
        for paper in late_papers(self.chain, intake):
            still = self.asked_at(intake, paper)
            total = np.zeros(self.count)
            for number in range(1, intake_of(self.chain, intake).max_returns + 1):
                still = still & self.missing(paper, number)
                where = np.flatnonzero(still)
                total[where] += self.obtain(paper, number, where)
            longest.lengthen(total, self.basis(paper), np.arange(self.count))
        return longest

    def is_late(self, intake: str) -> NDArray[np.bool_]:
        """Return which cases are accepted at an intake although papers are missing."""
        late = np.zeros(self.count, dtype=bool)
        for paper in late_papers(self.chain, intake):
            late |= self.asked_at(intake, paper) & self.missing(paper, 1)
        return late

    def missing(self, paper: str, number: int) -> NDArray[np.bool_]:
        """Return in whose files a document is missing or defective when it is filed for the `number`-th time."""
        if (paper, number) not in self._missing:
            probability = by_round(self.chain.documents[paper].missing, number)
            self._missing[paper, number] = self._streams.uniforms(f"document:{paper}", number, "missing") < probability
        return self._missing[paper, number]

    def obtain(self, paper: str, number: int, where: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how long the applicants told take to obtain a document, in seconds."""
        obtain = self.chain.documents[paper].obtain
        return self._streams.seconds(f"document:{paper}", number, "obtain", obtain, where)

    def basis(self, paper: str) -> Basis:
        """Return in which time a document is obtained."""
        obtain = self.chain.documents[paper].obtain
        return obtain.basis if obtain is not None else Basis.CALENDAR


class Filings:
    """The filings of the cases of one route at an intake, one after the other.

    Told at once, a filing names everything that is wanting; piecemeal, the first of it in the order of the file.
    A document goes back at most as often as the intake allows.
    """

    def __init__(self, papers: Papers, intake: str) -> None:
        self._papers, self._name, self._intake = papers, intake, intake_of(papers.chain, intake)
        asked_for = {paper: papers.asked_at(intake, paper) for paper in blocking_papers(papers.chain, intake)}
        self._asked_for = {paper: asked for paper, asked in asked_for.items() if asked.any()}
        self._round_of = {paper: np.ones(papers.count, dtype=np.int16) for paper in self._asked_for}
        self._is_over = np.zeros(papers.count, dtype=bool)

    def next(self, cases: Selection, correction: Correction) -> Filing:
        """File once more for the cases told, and lengthen the correction of those whose file goes back."""
        goes_on = ~selection.of(cases, self._is_over)
        filing = Filing(np.zeros(len(goes_on), dtype=bool), np.zeros(len(goes_on), dtype=bool))
        for paper, asked in self._asked_for.items():
            meant = goes_on & selection.of(cases, asked)
            if self._intake.notice is Notice.PIECEMEAL:
                meant &= ~(filing.incomplete | filing.exhausted)
            found = np.flatnonzero(meant)
            found = found[self._is_wanting(paper, selection.among(cases, found))]
            if not len(found):
                continue
            is_spent = self._round_of[paper][selection.among(cases, found)] > self._intake.max_returns
            if self._intake.on_exhausted is Exhausted.REJECT:
                filing.exhausted[found[is_spent]] = True
            named = found[~is_spent]
            filing.incomplete[named] = True
            whose = selection.among(cases, named)
            self._lengthen(correction, paper, named, whose)
            self._round_of[paper][whose] += 1
        self._is_over[selection.among(cases, filing.exhausted)] = True
        return filing

    def _is_wanting(self, paper: str, whose: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return in whose files a document is wanting, of the cases told, each at the round that it has come to."""
        wanting = np.zeros(len(whose), dtype=bool)
        for value, here in self._by_round(paper, whose):
            wanting[here] = self._papers.missing(paper, value)[whose[here]]
        return wanting

    def _lengthen(self, correction: Correction, paper: str, named: NDArray[np.int64], whose: NDArray[np.int64]) -> None:
        for value, here in self._by_round(paper, whose):
            seconds = self._papers.obtain(paper, value, whose[here])
            correction.lengthen(seconds, self._papers.basis(paper), named[here])

    def _by_round(self, paper: str, whose: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[np.int64] | slice]]:
        """Yield the rounds that a document has come to in the files told, with the places of these files."""
        if not len(whose):
            return
        number = self._round_of[paper][whose]
        first, last = int(number.min()), int(number.max())
        if first == last:
            yield first, slice(None)
            return
        for value in range(first, last + 1):
            here = np.flatnonzero(number == value)
            if len(here):
                yield value, here
