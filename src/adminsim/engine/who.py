"""Who needs a step of a route, who comes to it from elsewhere, whose papers are wanting: as rows of a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.engine.drawing import EVERYBODY
from adminsim.engine.routes import asked_before, intake_of, late_papers
from adminsim.model.step import Staffed, Waiting
from adminsim.model.value import by_round

if TYPE_CHECKING:
    from adminsim.engine.routes import Route
    from adminsim.engine.sheet import Sheet
    from adminsim.model.any_step import Common


class Who:
    """The rows of a route.

    Parameters
    ----------
    sheet : Sheet
        Where they are written.
    chain : int
        Position of the chain.
    route : Route
        The route, which stands for all that meet a step alike.
    """

    def __init__(self, sheet: Sheet, chain: int, route: Route) -> None:
        self._sheet, self.chain, self.route = sheet, chain, route
        self._needed: dict[str, int] = {}
        self._elsewhere: dict[tuple[str, str | None], int] = {}

    def needs(self, name: str) -> int:
        """Return who needs a step."""
        if name not in self._needed:
            step = self.route.chain.steps[name]
            if isinstance(step, Waiting) and step.promise is not None:
                self._needed[name] = self.is_late(step.promise.intake)
            else:
                self._needed[name] = self._sheet.any_of(self.chain, self.needed_parts(name))
        return self._needed[name]

    def needed_parts(self, name: str) -> list[int]:
        """Return by baseline step that a step stands for who needs it."""
        return [self._needs(part_name, part) for part_name, part in self.route.chain.steps[name].members(name)]

    def _needs(self, name: str, step: Common) -> int:
        subject = f"step:{step.needed_with or name}"
        stream = self._sheet.stream(self.route.chain_name, subject, 0, "needed")
        return self._sheet.drawn(self.chain, step.types, stream, step.probability.value, self.waits_at(name))

    def waits_at(self, name: str) -> int:
        """Return how the draws name those who wait at a step when the run starts; -1 where nobody does."""
        backlog = self.route.chain.backlog
        return next((place for place, step in enumerate(self.route.steps) if step.name == name and name in backlog), -1)

    def elsewhere(self, name: str, home: str | None) -> int:
        """Return who comes from another department on the route, looking through steps passed through."""
        if (name, home) in self._elsewhere:
            return self._elsewhere[name, home]
        found = []
        for before in self.route.chain.steps[name].predecessors:
            step = self.route.chain.steps.get(before)
            if step is None:
                continue
            needed = self.needs(before)
            if not (isinstance(step, Staffed) and step.department == home):
                found.append(needed)
            if needed != EVERYBODY:
                found.append(self._sheet.but(self.chain, self.elsewhere(before, home), [needed]))
        self._elsewhere[name, home] = self._sheet.any_of(self.chain, found)
        return self._elsewhere[name, home]

    def asked_at(self, intake: str, paper: str) -> int:
        """Return who is asked for a document at an intake, and was not at an earlier one."""
        earlier = [self.needs(other) for other in asked_before(self.route.chain)[intake, paper]]
        return self._sheet.but(self.chain, self.needs(intake), earlier)

    def missing(self, paper: str, number: int) -> int:
        """Return in whose files a document is missing or defective when it is filed for the `number`-th time."""
        probability = by_round(self.route.chain.documents[paper].missing, number)
        stream = self._sheet.stream(self.route.chain_name, f"document:{paper}", number, "missing")
        return self._sheet.drawn(self.chain, (), stream, probability, -1)

    def is_late(self, intake: str) -> int:
        """Return who is accepted at an intake although papers are missing."""
        papers = late_papers(self.route.chain, intake)
        return self._sheet.any_of(self.chain, [self.still_late(intake, paper, 1) for paper in papers])

    def still_late(self, intake: str, paper: str, number: int) -> int:
        """Return for whom a paper that may follow is still wanting after so many filings."""
        missing = [self.missing(paper, one) for one in range(1, number + 1)]
        return self._sheet.all_of(self.chain, [self.asked_at(intake, paper), *missing])

    def incomplete(self) -> int:
        """Return in whose files any document is wanting at the first filing."""
        wanting = [
            self._sheet.all_of(self.chain, [self.needs(intake), self.missing(paper, 1)])
            for intake, paper in asked_before(self.route.chain)
        ]
        return self._sheet.any_of(self.chain, wanting)


def rounds_of(route: Route, intake: str) -> range:
    """Return the numbers of filings after which a paper that may follow can be wanting."""
    return range(1, intake_of(route.chain, intake).max_returns + 1)
