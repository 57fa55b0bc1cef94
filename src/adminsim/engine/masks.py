"""The routes of a plan as the kernel reads them: the nodes of a chain, and as bits what holds back what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from adminsim.model.once import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan
    from adminsim.engine.routes import Route

    Ints = NDArray[np.int64]
    Words = NDArray[np.uint64]

WORD = 64


class Masks(NamedTuple):
    """Masks over the steps of a chain, by step of each route or by route, named as in `kernel.Layout`."""

    route_first: Ints
    route_node: Ints
    upstream: Words
    openable: Words
    following: Words
    redo: Words
    decision: Words
    deciding: Words


def masks_of(plan: Plan) -> Masks:
    """Return the masks of all routes of a plan."""
    steps = steps_of_chains(plan)
    where = [positions(plan)[list(route.nodes)] for route in plan.routes]
    sizes = [int(steps[plan.nodes.chain[route.nodes[0]]]) for route in plan.routes]
    nodes = np.full(sum(sizes), -1, dtype=np.int64)
    first = firsts(sizes)
    rows = [position + start for position, start in zip(where, first[:-1], strict=True)]
    for route, row in zip(plan.routes, rows, strict=True):
        nodes[row] = route.nodes
    words = -(-int(steps.max()) // WORD)

    def by_step(masks: Iterable[tuple[int, ...]]) -> Words:
        found = np.zeros((len(nodes), words * WORD), dtype=np.uint8)
        for of_route, row, columns in zip(masks, rows, where, strict=True):
            found[row[:, None], columns] = _bits(of_route, len(columns))
        return _words(found)

    def by_route(masks: Iterable[int]) -> Words:
        found = np.zeros((len(where), words * WORD), dtype=np.uint8)
        for number, (mask, columns) in enumerate(zip(masks, where, strict=True)):
            found[number, columns] = _bits([mask], len(columns))
        return _words(found)

    behind = by_step(route.downstream for route in plan.routes)
    return Masks(
        route_first=first,
        route_node=nodes,
        upstream=by_step(route.upstream for route in plan.routes),
        openable=np.concatenate((behind, by_route(_whole(route) for route in plan.routes))),
        following=np.concatenate((by_step(r.following for r in plan.routes), by_route(map(_beginning, plan.routes)))),
        redo=by_step(route.redo for route in plan.routes),
        decision=by_route(route.decision for route in plan.routes),
        deciding=by_route(route.deciding for route in plan.routes),
    )


def _whole(route: Route) -> int:
    return (1 << len(route.nodes)) - 1


def _beginning(route: Route) -> int:
    return sum(1 << position for position, before in enumerate(route.upstream) if not before)


def _bits(masks: Sequence[int], size: int) -> NDArray[np.uint8]:
    """Return one row of noughts and ones for each mask."""
    width = -(-size // 8)
    packed = np.frombuffer(b"".join(mask.to_bytes(width, "little") for mask in masks), dtype=np.uint8)
    return np.unpackbits(packed.reshape(len(masks), width), axis=1, count=size, bitorder="little")


def _words(bits: NDArray[np.uint8]) -> Words:
    """Return rows of noughts and ones as rows of words, the first bit the lowest."""
    return np.packbits(bits, axis=1, bitorder="little").view("<u8").astype(np.uint64)


def flat(lists: Iterable[Any]) -> tuple[Ints, Ints]:
    """Return lists one after the other, with the place of the first of each and the end of all."""
    arrays = [np.asarray(entries, dtype=np.int64) for entries in lists]
    return firsts([len(array) for array in arrays]), np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)


def firsts(sizes: Sequence[int] | Ints) -> Ints:
    """Return where lists of these sizes begin that stand one after the other, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)


@once
def steps_of_chains(plan: Plan) -> Ints:
    """Return how many steps each chain has in all its variants."""
    ranks = max(int(plan.nodes.rank.max()), int(plan.arrival_rank.max())) + 1
    return np.diff(np.append(plan.arrival_rank, ranks)).astype(np.int64) - 1


@once
def positions(plan: Plan) -> Ints:
    """Return by node the position of its step among the steps of all variants of its chain."""
    return plan.nodes.rank.astype(np.int64) - plan.arrival_rank[plan.nodes.chain] - 1
