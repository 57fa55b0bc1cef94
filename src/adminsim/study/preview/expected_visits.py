"""How often a case is expected to come to each step: what lies before, returns, papers, and what is redone."""

from __future__ import annotations

from functools import cache, partial
from math import prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from adminsim.engine.routes import blocking_papers, intake_of, intakes_of, papers_of
from adminsim.model.document import Notice
from adminsim.model.precedence import in_order, redone, upstream_masks
from adminsim.model.value import by_round
from adminsim.study.preview.alone import Alone, Alones

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    from adminsim.model.chain import Chain
    from adminsim.model.document import Document, Intake
    from adminsim.model.precedence import Graph

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]


class Expected(NamedTuple):
    """How often a case is expected to come to the steps of its way, which stand behind their predecessors.

    Attributes
    ----------
    names : list of str
        The steps.
    first, again : ndarray of float64, shape (n,)
        Expected first visits, and later ones.
    beside : ndarray of bool, shape (n,)
        Whether a step that may reject lies beside: neither before nor behind.
    """

    names: list[str]
    first: Floats
    again: Floats
    beside: Bools


def visits_per_case(ways: Sequence[Chain]) -> list[Expected]:
    """Return for each way how often a case is expected to come to its steps.

    Ways on which the steps come behind the same are looked at together.
    """
    alones, papers = Alones(), _Papers()
    numbers = [alones.numbers(way) for way in ways]
    table = np.array([(one.needed, one.rounds.visits, one.rounds.rejected, one.may_reject) for one in alones.found])
    of_graph: dict[Hashable, list[int]] = {}
    for place, way in enumerate(ways):
        of_graph.setdefault(tuple([(name, *before) for name, before in way.graph.items()]), []).append(place)
    found: dict[int, Expected] = {}
    for places in of_graph.values():
        steps = np.array([numbers[place] for place in places])
        undone = cache(partial(redone, ways[places[0]].graph))
        more = [_more(ways[place], [alones.found[one] for one in numbers[place]], papers, undone) for place in places]
        expected = _expected(ways[places[0]].graph, table.T[:, steps], np.array(more))
        found.update(zip(places, expected, strict=True))
    return [found[place] for place in range(len(ways))]


def _expected(graph: Graph, alone: Floats, more: Floats) -> Iterable[Expected]:
    """Return what is expected on ways of one graph, from what steps come to alone, and how often they are redone."""
    needed, own, rejected, may_reject = alone
    upstream = _upstream(graph)
    passing, beside, passed = np.ones(needed.shape), np.zeros(needed.shape, np.bool_), 1.0 - rejected * needed
    for place in np.flatnonzero(rejected.any(axis=0)):
        passing[:, upstream[:, place]] *= passed[:, [place]]
    for place in np.flatnonzero(may_reject.any(axis=0)):
        others = ~(upstream[:, place] | upstream[place])
        others[place] = False
        beside[:, others] |= may_reject[:, [place]] > 0
    first = needed * passing
    again = first * (own + more[:, 0] + more[:, 1] - 1.0)
    names, place_of = in_order(graph), {name: place for place, name in enumerate(graph)}
    order = [place_of[name] for name in names]
    return [Expected(names, *rows) for rows in zip(first[:, order], again[:, order], beside[:, order], strict=True)]


def _upstream(graph: Graph) -> Bools:
    """Return for each step which ones lie before it, directly or not."""
    width = -(-len(graph) // 8)
    masks = b"".join(mask.to_bytes(width, "little") for mask in upstream_masks(graph))
    bits = np.frombuffer(masks, np.uint8).reshape(len(graph), width)
    return np.unpackbits(bits, axis=1, count=len(graph), bitorder="little").astype(np.bool_)


def _more(way: Chain, alone: list[Alone], papers: _Papers, undone: Callable[[str, str], frozenset[str]]) -> Floats:
    """Return how often each step of a way is met again: because of papers, and since later steps return a case."""
    place_of = {name: place for place, name in enumerate(way.steps)}
    found = np.zeros((2, len(alone)))
    intakes = intakes_of(way)
    found[0, [place_of[name] for name in intakes]] = papers.refilings(
        way, tuple(alone[place_of[name]].needed > 0 for name in intakes)
    )
    for name, step in way.steps.items():
        if not step.outcome.resume_at:
            continue
        one = alone[place_of[name]]
        redo = {other for target in step.outcome.resume_at for other in undone(way.start_of(target) or name, name)}
        found[1, [place_of[other] for other in redo - {name}]] += one.rounds.returns * one.needed
    return found


class _Papers:
    """How often files go back because of documents, found once for all ways with the same intakes and documents.

    They are told by what they are, not by their fields, and live as long as the ways.
    """

    def __init__(self) -> None:
        self._of_way: dict[Hashable, list[float]] = {}
        self._of_intake: dict[Hashable, float] = {}

    def refilings(self, chain: Chain, needed: tuple[bool, ...]) -> list[float]:
        """Return for each intake how often a file is expected to go back there because of documents.

        A document is asked for at the first intake, in the order of the file, that the chain's cases need.
        """
        intakes = {name: intake_of(chain, name) for name in intakes_of(chain)}
        key = needed, tuple(map(id, intakes.values())), tuple(map(id, chain.documents.values()))
        if key not in self._of_way:
            found, asked_before = list[float](), set[str]()
            for (name, intake), is_needed in zip(intakes.items(), needed, strict=True):
                wanting = [paper for paper in blocking_papers(chain, name) if paper not in asked_before]
                found.append(self._refiled(intake, tuple(chain.documents[paper] for paper in wanting)))
                if is_needed:
                    asked_before.update(papers_of(chain, name))
            self._of_way[key] = found
        return self._of_way[key]

    def _refiled(self, intake: Intake, wanting: tuple[Document, ...]) -> float:
        key = id(intake), *map(id, wanting)
        if key not in self._of_intake:
            self._of_intake[key] = _refiled(intake, wanting)
        return self._of_intake[key]


def _refiled(intake: Intake, wanting: tuple[Document, ...]) -> float:
    tails = [
        [prod(by_round(paper.missing, k) for k in range(1, n + 1)) for n in range(1, intake.max_returns + 1)]
        for paper in wanting
    ]
    if intake.notice is Notice.PIECEMEAL:
        return sum(sum(tail) for tail in tails)
    return sum(1.0 - prod(1.0 - tail[n] for tail in tails) for n in range(intake.max_returns))
