"""Which routes of a plan meet a step alike, so that their cases can be drawn together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from adminsim.engine.routes import intakes_of, most_returns, papers_of
from adminsim.model.step import Waiting

if TYPE_CHECKING:
    from collections.abc import Hashable

    from adminsim.engine.routes import Route
    from adminsim.model.step import Step


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
        groups.setdefault((route.chain_name, *papers_at_intakes(route).values()), []).append(position)
    return tuple(map(tuple, groups.values()))


def papers_at_intakes(route: Route) -> dict[str, Hashable]:
    """Return for each intake what its filings depend on: its papers, and the intakes that ask for them before it."""
    node_of = {step.name: node for step, node in zip(route.steps, route.nodes, strict=True)}
    asked_before: dict[str, tuple[int, ...]] = {}
    found: dict[str, Hashable] = {}
    for intake in intakes_of(route.chain):
        papers = papers_of(route.chain, intake)
        each = tuple((name, route.chain.documents[name], asked_before.get(name, ())) for name in papers)
        found[intake] = (node_of[intake], each)
        asked_before |= {name: (*asked_before.get(name, ()), node_of[intake]) for name in papers}
    return found


class _Seen:
    """What the draws of a route's steps depend on beside the step itself."""

    def __init__(self, route: Route) -> None:
        self._route, self._at_intake = route, papers_at_intakes(route)
        self._node_of = {step.name: node for step, node in zip(route.steps, route.nodes, strict=True)}
        self._before: dict[str, Hashable] = {}

    def at(self, place: int) -> tuple[Hashable, ...]:
        """Return what the draws of a step depend on: equal where they follow the same rules from the same streams."""
        route_step, chain = self._route.steps[place], self._route.chain
        name, step = route_step.name, route_step.step
        most = self._route.most_visits[place]
        first, _ = step.members(name)[0]
        asks_whence = route_step.handover is not None and step.handover is None
        return (
            most,
            most == 1 + most_returns(chain, name),
            first in chain.steps,
            self._at_intake.get(name),
            self._promised(step),
            self._whence(name) if asks_whence else None,
        )

    def _whence(self, name: str) -> Hashable:
        """Return the steps from which cases can come, looking through those that some of them pass through."""
        if name not in self._before:
            steps = self._route.chain.steps
            self._before[name] = tuple(
                (
                    self._node_of[before],
                    self._whence(before) if _is_skipped_by_some(before, steps[before]) else None,
                    self._promised(steps[before]),
                )
                for before in steps[name].predecessors
                if before in steps
            )
        return self._before[name]

    def _promised(self, step: Step) -> Hashable:
        """Return what promised papers depend on, None where none are."""
        return self._at_intake[step.promise.intake] if isinstance(step, Waiting) and step.promise else None


def _is_skipped_by_some(name: str, step: Step) -> bool:
    is_promised = isinstance(step, Waiting) and step.promise is not None
    return is_promised or all(part.types or part.probability.value < 1.0 for _, part in step.members(name))
