"""Parts of a chain that limits are given to, steps or procedures, and the longest way through them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from adminsim.model.precedence import in_order, upstream_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from adminsim.model.chain import Chain


@dataclass(frozen=True)
class Part:
    """Something that gets a limit: a step that the agency clock runs for, or a procedure of several.

    Attributes
    ----------
    name : str
        The step, or the procedure that its steps belong to.
    steps : tuple of str
        The steps, in the order of the chain.
    """

    name: str
    steps: tuple[str, ...]


def steps_of(routes: Sequence[Chain]) -> tuple[Part, ...]:
    """Return the steps that the agency clock runs for up to the decision, each a part, in the order of the chain.

    Those that lie on some of its routes only stand behind what comes before them there.
    """
    found: list[str] = []
    for route in routes:
        place = 0
        for name in _counted(route):
            if name not in found:
                found.insert(place, name)
            place = found.index(name) + 1
    return tuple(Part(name, (name,)) for name in found)


def _counted(chain: Chain) -> Iterator[str]:
    before = chain.deciding.union(*(chain.upstream[name] for name in chain.deciding))
    return (name for name in in_order(chain.graph) if name in before and chain.steps[name].is_counted)


def procedures_of(routes: Sequence[Chain]) -> tuple[Part, ...]:
    """Return the steps that the agency clock runs for by the procedure they belong to; one without is a part alone."""
    belongs = {name: step.procedure for route in reversed(routes) for name, step in route.steps.items()}
    procedures: dict[tuple[str, bool], list[str]] = {}
    for part in steps_of(routes):
        procedure = belongs[part.name]
        procedures.setdefault((procedure or part.name, procedure is None), []).append(part.name)
    named = {name for name, is_step in procedures if not is_step}
    return tuple(
        Part(f"{name}-step" if is_step and name in named else name, tuple(steps))
        for (name, is_step), steps in procedures.items()
    )


class Ways:
    """The ways through a chain on any of its routes, part by part.

    Parameters
    ----------
    routes : sequence of Chain
        The chain as its cases walk it.
    parts : sequence of Part
        What lies on its ways; all other steps take none of the time that is shared out.
    """

    def __init__(self, routes: Sequence[Chain], parts: Sequence[Part]) -> None:
        self._routes = tuple({way.key: way for way in (_RouteWays(route, parts) for route in routes)}.values())

    def longest(self, lengths: Mapping[str, float]) -> tuple[str, ...]:
        """Return the parts on the longest way, by the length of each."""
        return max((way.longest(lengths) for way in self._routes), key=lambda one: _sum(one, lengths))

    def length(self, lengths: Mapping[str, float]) -> float:
        """Return how long the longest way is."""
        return _sum(self.longest(lengths), lengths)


def _sum(way: tuple[str, ...], lengths: Mapping[str, float]) -> float:
    return float(sum(lengths[part] for part in way))


class _RouteWays:
    """The ways through a chain on one of its routes.

    Procedures whose steps alternate (one has steps before and behind those of another) cannot be put in an order:
    a case is in them for no longer than their limits together, so they count as one stretch of the way.
    """

    def __init__(self, chain: Chain, parts: Sequence[Part]) -> None:
        here = ((part.name, tuple(step for step in part.steps if step in chain.steps)) for part in parts)
        self._chain, self._parts = chain, tuple(Part(name, steps) for name, steps in here if steps)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from other routes."""
        return tuple(self._stretches.items())

    @cached_property
    def _stretches(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """By the first of them the parts of each stretch, and the stretches before it; in the order of the way."""
        owner = {step: part.name for part in self._parts for step in part.steps}
        upstream = self._chain.upstream
        before: dict[str, dict[str, object]] = {part.name: {} for part in self._parts}
        for step, name in owner.items():
            before[name] |= {owner[other]: None for other in owner if other in upstream[step] and owner[other] != name}
        above = upstream_of(before)  # type: ignore[arg-type]
        knots = {
            name: tuple(other for other in before if other == name or (other in above[name] and name in above[other]))
            for name in before
        }
        joined = {knot[0]: {knots[o][0]: None for one in knot for o in before[one]} for knot in knots.values()}
        for name, others in joined.items():
            others.pop(name, None)
        return {name: (knots[name], tuple(joined[name])) for name in in_order(joined)}  # type: ignore[arg-type]

    def longest(self, lengths: Mapping[str, float]) -> tuple[str, ...]:
        """Return the parts on the longest way, by the length of each."""
        ways: dict[str, tuple[float, tuple[str, ...]]] = {}
        for name, (parts, befores) in self._stretches.items():
            length, way = max((ways[other] for other in befores), key=lambda one: one[0], default=(0.0, ()))
            ways[name] = length + sum(lengths[part] for part in parts), (*way, *parts)
        return max(ways.values(), key=lambda one: one[0], default=(0.0, ()))[1]
