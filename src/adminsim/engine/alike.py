"""Which routes of a plan meet a step alike, so that their cases can be drawn together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from adminsim.engine.routes import intake_of, intakes_of, most_returns, papers_of
from adminsim.model.once import once
from adminsim.model.step import Staffed, Waiting

if TYPE_CHECKING:
    from collections.abc import Hashable

    from adminsim.engine.routes import Route
    from adminsim.model.chain import Chain
    from adminsim.model.step import Step

EVERYBODY = "everybody"
"""Stands for what decides who needs a step, or comes from elsewhere, where all cases of a route do."""


class Alike(NamedTuple):
    """Routes whose cases meet a step alike.

    Attributes
    ----------
    routes : tuple of int
        Their positions in the plan; the first of them stands for all.
    node : int
        The row of the step in the table of nodes.
    place : int
        Position of the step in the first route.
    """

    routes: tuple[int, ...]
    node: int
    place: int


def steps_alike(routes: tuple[Route, ...]) -> tuple[Alike, ...]:
    """Return every step of every route once for all the routes whose cases meet it alike."""
    groups: dict[Hashable, tuple[int, int, list[int]]] = {}
    for position, route in enumerate(routes):
        seen = _Seen(route)
        for place, node in enumerate(route.nodes):
            groups.setdefault((node, *seen.at(place)), (node, place, []))[2].append(position)
    return tuple(Alike(tuple(members), node, place) for node, place, members in groups.values())


def papers_alike(routes: tuple[Route, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the routes whose cases are asked for the same papers at the same intakes."""
    groups: dict[Hashable, list[int]] = {}
    for position, route in enumerate(routes):
        groups.setdefault((route.chain_name, *papers_at_intakes(route.chain).values()), []).append(position)
    return tuple(map(tuple, groups.values()))


@once
def papers_at_intakes(chain: Chain) -> dict[str, Hashable]:
    """Return for each intake what its filings depend on: its papers, and who is asked for them before it."""
    asked_before: dict[str, tuple[Hashable, ...]] = {}
    found: dict[str, Hashable] = {}
    for intake in intakes_of(chain):
        papers, who = papers_of(chain, intake), _who_by_its_parts(intake, chain.steps[intake])
        # A paper for which everybody is asked before is not asked for here.
        asked = [name for name in papers if EVERYBODY not in asked_before.get(name, ())]
        each = tuple((name, chain.documents[name], asked_before.get(name, ())) for name in asked)
        found[intake] = (who, intake_of(chain, intake), each)
        asked_before |= {name: (*asked_before.get(name, ()), who) for name in papers}
    return found


def _who_by_its_parts(name: str, step: Step) -> Hashable:
    """Return what decides which cases need a step, `EVERYBODY` where all do."""
    parts = tuple((part_name, part.types, part.probability.value) for part_name, part in step.members(name))
    return EVERYBODY if any(not types and share >= 1.0 for _, types, share in parts) else parts


class _Seen:
    """What the draws of a route's steps depend on beside the step itself."""

    def __init__(self, route: Route) -> None:
        self._route, self._at_intake = route, papers_at_intakes(route.chain)
        self._found: dict[tuple[str, str | None], Hashable] = {}

    def at(self, place: int) -> tuple[Hashable, ...]:
        """Return what the draws of a step depend on: equal where they follow the same rules from the same streams."""
        route_step, chain = self._route.steps[place], self._route.chain
        name, step = route_step.name, route_step.step
        most = self._route.most_visits[place]
        first, _ = step.members(name)[0]
        asks_whence = route_step.handover is not None and step.handover is None
        home = step.department if isinstance(step, Staffed) else None
        return (
            most,
            most == 1 + most_returns(chain, name),
            first in chain.steps,
            self._at_intake.get(name),
            self._promised(step),
            self._whence(name, home) if asks_whence else None,
        )

    def _whence(self, name: str, home: str | None) -> Hashable:
        """Return on what it depends which cases come to a step from elsewhere, `EVERYBODY` where all do.

        `adminsim.engine.who.Who` asks the same: each step before and, where some pass through it, those
        before that one. What lets nobody come from elsewhere is left out.
        """
        if (name, home) not in self._found:
            steps = self._route.chain.steps
            before = [other for other in steps[name].predecessors if other in steps]
            ways = [self._way(other, steps[other], home) for other in before]
            self._found[name, home] = EVERYBODY if EVERYBODY in ways else frozenset(way for way in ways if way)
        return self._found[name, home]

    def _way(self, name: str, step: Step, home: str | None) -> Hashable:
        """Return on what it depends who comes from elsewhere through a step before."""
        is_home = isinstance(step, Staffed) and step.department == home
        who = self._promised(step) or _who_by_its_parts(name, step)
        if who == EVERYBODY:
            return None if is_home else EVERYBODY
        further = self._whence(name, home)
        if is_home:
            return (who, is_home, further) if further else None
        return EVERYBODY if further == EVERYBODY else (who, is_home, further)

    def _promised(self, step: Step) -> Hashable:
        """Return what promised papers depend on, None where none are."""
        return self._at_intake[step.promise.intake] if isinstance(step, Waiting) and step.promise else None
