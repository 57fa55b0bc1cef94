"""Questions about the order of steps: what lies upstream, between, and on cycles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adminsim.model.step import Step, Strength

Graph = dict[str, dict[str, Strength]]
"""For each step, its direct predecessors with the strength of each arc."""


def graph_of(steps: Mapping[str, Step]) -> Graph:
    """Return the direct predecessors of each step; names that are no steps are left out."""
    return {
        name: {before: strength for before, strength in step.predecessors.items() if before in steps}
        for name, step in steps.items()
    }


def upstream_of(graph: Graph) -> dict[str, frozenset[str]]:
    """Return for each step all that lie before it, directly or not.

    A step on a cycle lies upstream of itself.
    """
    upstream: dict[str, frozenset[str]] = {}
    for name in graph:
        seen: set[str] = set()
        waiting = list(graph[name])
        while waiting:
            before = waiting.pop()
            if before not in seen:
                seen.add(before)
                if before in upstream:
                    seen |= upstream[before]
                else:
                    waiting.extend(graph[before])
        upstream[name] = frozenset(seen)
    return upstream


def downstream_of(graph: Graph) -> dict[str, frozenset[str]]:
    """Return for each step all that lie behind it, directly or not."""
    upstream = upstream_of(graph)
    return {name: frozenset(other for other in graph if name in upstream[other]) for name in graph}


def reverse(graph: Graph) -> Graph:
    """Return the graph with all arcs turned round."""
    turned: Graph = {name: {} for name in graph}
    for name, befores in graph.items():
        for before, strength in befores.items():
            turned[before][name] = strength
    return turned


def cycles(graph: Graph) -> list[list[str]]:
    """Return one cycle for each knot of steps that hold each other back, in the order of the graph."""
    upstream = upstream_of(graph)
    found: list[list[str]] = []
    seen: set[str] = set()
    for name in graph:
        if name in upstream[name] and name not in seen:
            knot = {other for other in upstream[name] if name in upstream[other]} | {name}
            seen |= knot
            found.append(_walk_back(graph, name, knot))
    return found


def _walk_back(graph: Graph, start: str, knot: Iterable[str]) -> list[str]:
    inside = set(knot)
    paths = [[start]]
    seen = {start}
    for path in paths:
        for before in graph[path[0]]:
            if before == start:
                return [start, *path]
            if before in inside and before not in seen:
                seen.add(before)
                paths.append([before, *path])
    return [start, start]


def in_order(graph: Graph) -> list[str]:
    """Return the steps so that each stands behind its predecessors, otherwise in the order of the graph."""
    placed: dict[str, None] = {}
    upstream = upstream_of(graph)
    while len(placed) < len(graph):
        nxt = next((name for name in graph if name not in placed and upstream[name] <= placed.keys()), None)
        if nxt is None:
            raise ValueError("the steps form a cycle: " + " -> ".join(cycles(graph)[0]))
        placed[nxt] = None
    return list(placed)


def redone(graph: Graph, target: str, returning: str) -> frozenset[str]:
    """Return what a return from `returning` to `target` makes undone.

    These are both, and every step on a directed path, of either strength, from the target to the returning step.
    """
    before = _reached(graph, returning)
    if target not in before:
        return frozenset({target, returning})
    behind = _reached(reverse({name: graph[name] for name in before}), target)
    return frozenset({target, returning} | (before & behind))


def _reached(graph: Graph, start: str) -> set[str]:
    """Return all steps that lie before one, directly or not."""
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(graph[name])
    return seen
