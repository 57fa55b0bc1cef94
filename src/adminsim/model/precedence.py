"""Questions about the order of steps: what lies upstream, between, and on cycles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from heapq import heappop, heappush
from itertools import compress
from operator import or_

from adminsim.model.any_step import Strength
from adminsim.model.step import Step

Graph = dict[str, dict[str, Strength]]
"""For each step, its direct predecessors with the strength of each arc."""
_NOUGHTS_AND_ONES = bytes.maketrans(b"01", bytes((0, 1)))


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
    names = list(graph)
    return {name: _members(names, mask) for name, mask in zip(names, upstream_masks(graph), strict=True)}


def upstream_masks(graph: Graph) -> list[int]:
    """Return for each step all that lie before it, as bits by position in the graph: sets would take ten times as long.

    What a step that was found before has upstream is taken over whole, so that only cycles are walked twice.
    """
    bit = {name: 1 << i for i, name in enumerate(graph)}
    direct = [reduce(or_, map(bit.__getitem__, befores), 0) for befores in graph.values()]
    found: list[int | None] = [None] * len(direct)
    masks = []
    for i, befores in enumerate(direct):
        seen, waiting = 0, befores
        while waiting:
            # The latest first: most of the others lie before it.
            before = waiting.bit_length() - 1
            known = found[before]
            seen |= 1 << before | (known or 0)
            waiting = (waiting | (direct[before] if known is None else 0)) & ~seen
        found[i] = seen
        masks.append(seen)
    return masks


def _members(names: Sequence[str], mask: int) -> frozenset[str]:
    """Return the names whose bits a mask has."""
    from_the_lowest = f"{mask:b}"[::-1].encode().translate(_NOUGHTS_AND_ONES)
    return frozenset(compress(names, from_the_lowest))


def turned(masks: Sequence[int]) -> list[int]:
    """Return for each position the positions that have it in their masks."""
    found = [0] * len(masks)
    for i, mask in enumerate(masks):
        while mask:
            lowest = mask & -mask
            found[lowest.bit_length() - 1] |= 1 << i
            mask ^= lowest
    return found


def reverse(graph: Graph) -> Graph:
    """Return the graph with all arcs turned round."""
    turned: Graph = {name: {} for name in graph}
    for name, befores in graph.items():
        for before, strength in befores.items():
            turned[before][name] = strength
    return turned


def cycles(graph: Graph) -> list[list[str]]:
    """Return one cycle for each knot of steps that hold each other back, in the order of the graph."""
    masks = upstream_masks(graph)
    if not any(mask >> i & 1 for i, mask in enumerate(masks)):
        return []
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
    names, position = list(graph), {name: i for i, name in enumerate(graph)}
    missing = [len(befores) for befores in graph.values()]
    behind: list[list[int]] = [[] for _ in names]
    for i, befores in enumerate(graph.values()):
        for before in befores:
            behind[position[before]].append(i)
    ready = [i for i, count in enumerate(missing) if not count]
    placed: list[str] = []
    while ready:
        i = heappop(ready)
        placed.append(names[i])
        for other in behind[i]:
            missing[other] -= 1
            if not missing[other]:
                heappush(ready, other)
    if len(placed) < len(names):
        raise ValueError("the steps form a cycle: " + " -> ".join(cycles(graph)[0]))
    return placed


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
