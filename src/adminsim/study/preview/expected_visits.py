"""How often a case is expected to come to each step: what lies before, returns, papers, and what is redone."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

from adminsim.engine.routes import blocking_papers, intake_of, intakes_of, papers_of
from adminsim.model.document import Notice
from adminsim.model.once import once
from adminsim.model.precedence import in_order, redone, upstream_masks
from adminsim.model.value import by_round
from adminsim.study.preview.alone import alone_in
from adminsim.study.preview.ways import SHARED

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.document import Document, Intake
    from adminsim.study.preview.alone import Alone


@once
def visits_per_case(chain: Chain) -> dict[str, tuple[float, float]]:
    """Return by step how often a case is expected to come for the first time, and again."""
    alone, order = alone_in(chain), order_of(chain)
    repeats = _repeats(chain, alone)
    filings = _refilings(chain, alone)
    rejecting = [(name, 1.0 - one.rounds.rejected * one.needed) for name, one in alone.items() if one.rounds.rejected]
    others = sum(order.bit[name] for name, _ in rejecting)
    passing: dict[int, float] = {}
    found: dict[str, tuple[float, float]] = {}
    for name in order.names:
        one, before = alone[name], order.upstream[name] & others
        if before not in passing:
            passing[before] = prod(passed for other, passed in rejecting if order.bit[other] & before)
        reached = one.needed * passing[before]
        found[name] = reached, reached * (one.rounds.visits + filings.get(name, 0.0) + repeats.get(name, 0.0) - 1.0)
    return found


@dataclass(frozen=True)
class _Order:
    """The steps of a chain so that each stands behind its predecessors, and what lies upstream of each, as bits."""

    names: list[str]
    bit: dict[str, int]
    upstream: dict[str, int]


@once
def order_of(chain: Chain) -> _Order:
    """Return the order of a chain's steps, found once for all its walks on which the steps come behind the same."""
    graph, found = chain.graph, chain.__dict__.setdefault(SHARED, {})
    key = tuple([(name, *before) for name, before in graph.items()])
    if key not in found:
        upstream = dict(zip(graph, upstream_masks(graph), strict=True))
        found[key] = _Order(in_order(graph), {name: 1 << i for i, name in enumerate(graph)}, upstream)
    order: _Order = found[key]
    return order


def _refilings(chain: Chain, alone: dict[str, Alone]) -> dict[str, float]:
    """Return for each intake how often a file is expected to go back there because of documents.

    A document is asked for at the first intake, in the order of the file, that the chain's cases need.
    """
    found, asked_before = {}, set[str]()
    shared: dict[object, Any] = chain.__dict__.setdefault(SHARED, {})
    for name in intakes_of(chain):
        papers = blocking_papers(chain, name)
        wanting = tuple(chain.documents[paper] for paper in papers if paper not in asked_before)
        key = intake_of(chain, name), wanting
        if key not in shared:
            shared[key] = _refiled(*key)
        found[name] = shared[key]
        if alone[name].needed:
            asked_before.update(papers_of(chain, name))
    return found


def _refiled(intake: Intake, wanting: tuple[Document, ...]) -> float:
    tails = [
        [prod(by_round(paper.missing, k) for k in range(1, n + 1)) for n in range(1, intake.max_returns + 1)]
        for paper in wanting
    ]
    if intake.notice is Notice.PIECEMEAL:
        return sum(sum(tail) for tail in tails)
    return sum(1.0 - prod(1.0 - tail[n] for tail in tails) for n in range(intake.max_returns))


def _repeats(chain: Chain, alone: dict[str, Alone]) -> dict[str, float]:
    """Return how often each step is expected to be redone because a later one returns a case to before it."""
    repeats: dict[str, float] = {}
    for name, step in chain.steps.items():
        if not step.outcome.resume_at:
            continue
        starts = [chain.start_of(target) or name for target in step.outcome.resume_at]
        undone = {other for start in starts for other in redone(chain.graph, start, name)}
        for other in undone - {name}:
            repeats[other] = repeats.get(other, 0.0) + alone[name].rounds.returns * alone[name].needed
    return repeats
