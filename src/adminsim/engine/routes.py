"""Routes: the steps that a case of one variant takes, with what holds back what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from adminsim.model.document import Notice
from adminsim.model.once import once
from adminsim.model.outcome import Outcome
from adminsim.model.precedence import Graph, redone, turned, upstream_masks
from adminsim.model.queueing import patience_in_queue
from adminsim.model.span import Basis
from adminsim.model.step import Staffed, Step, Waiting

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.document import Intake
    from adminsim.model.duration import Duration
    from adminsim.model.system import System


@dataclass(frozen=True)
class RouteStep:
    """A step as one variant of cases meets it; equal steps of two variants are one node.

    Attributes
    ----------
    name : str
        Name of the step.
    step : Step
        The step itself.
    handover : Duration or None
        The hand-over that applies: the step's own, else the chain's.
    patience : Duration or None
        How long applicants stay in the queue, if they leave it at all.
    """

    name: str
    step: Step
    handover: Duration | None
    patience: Duration | None = None

    @property
    def handover_basis(self) -> Basis | None:
        """In which time the hand-over passes, that of other types and visits too."""
        stated = [self.handover, *(figures.handover for _, figures in self.step.differing)]
        given = [one for one in stated if one is not None]
        return next((one.basis for one in given if not one.is_zero), given[0].basis if given else None)


@dataclass(frozen=True)
class Route:
    """The steps of one variant of cases, sorted by name; masks are bits by position in `steps`.

    Attributes
    ----------
    chain_name : str
        Name of the chain.
    covered : frozenset of str
        The pilots that cover these cases.
    chain : Chain
        The chain as these cases walk it.
    steps : tuple of RouteStep
        Sorted by name.
    nodes : tuple of int
        The row of each step in the table of nodes.
    upstream, downstream : tuple of int
        What lies before and behind each step, directly or not.
    following : tuple of int
        What lies right behind each step.
    redo : tuple of int
        What a return of each step makes undone.
    decision : int
        The steps whose end decides the case.
    most_visits : tuple of int
        How often a case can visit each step at the most.
    deciding : int
        The steps whose end decides the case, and all upstream of them.
    """

    chain_name: str
    covered: frozenset[str]
    chain: Chain
    steps: tuple[RouteStep, ...]
    nodes: tuple[int, ...]
    upstream: tuple[int, ...]
    downstream: tuple[int, ...]
    following: tuple[int, ...]
    redo: tuple[int, ...]
    decision: int
    most_visits: tuple[int, ...]
    deciding: int

    def numbered(self, nodes: tuple[int, ...]) -> Route:
        """Return the route with its steps' rows in the table of nodes."""
        return replace(self, nodes=nodes)


def route_of(system: System, chain_name: str, covered: frozenset[str]) -> Route:
    """Return the route of the cases of a chain that are covered by the pilots named."""
    chain = system.walks[chain_name].route(covered)
    names = sorted(chain.steps)
    bit = {name: 1 << position for position, name in enumerate(names)}
    graph = chain.graph
    upstream = upstream_masks({name: graph[name] for name in names})
    decision = sum(bit[name] for name in chain.deciding)
    redo = {name: _redo(chain, graph, name) for name in names}
    returns = {name: most_returns(chain, name) for name in names}
    return Route(
        chain_name=chain_name,
        covered=covered,
        chain=chain,
        steps=tuple(_route_step(system, chain, name) for name in names),
        nodes=(),
        upstream=tuple(upstream),
        downstream=tuple(turned(upstream)),
        following=tuple(turned([sum(bit[before] for before in graph[name]) for name in names])),
        redo=tuple(sum(bit[other] for other in redo[name]) for name in names),
        decision=decision,
        most_visits=tuple(1 + sum(returns[by] for by in names if name in redo[by]) for name in names),
        deciding=reduce(or_, (upstream[names.index(name)] for name in chain.deciding), decision),
    )


def _redo(chain: Chain, graph: Graph, name: str) -> frozenset[str]:
    undone = frozenset({name})
    for target in chain.steps[name].outcome.resume_at:
        undone |= redone(graph, chain.start_of(target) or name, name)
    return undone


def most_returns(chain: Chain, name: str) -> int:
    """Return how often a step can return a case in the case's life, for any reason."""
    step = chain.steps[name]
    own = max((outcome.max_returns for outcome in returning(name, step)), default=0)
    if isinstance(step, Waiting) and step.promise is not None:
        return own + 1
    if not isinstance(step, Staffed) or step.intake is None:
        return own
    wanting = len(blocking_papers(chain, name))
    rounds = wanting if step.intake.notice is Notice.PIECEMEAL else min(wanting, 1)
    return own + step.intake.max_returns * rounds


def returning(name: str, step: Step) -> list[Outcome]:
    """Return the outcomes of the parts of a step that can return a case: they alone bound its rounds."""
    return [part.outcome for _, part in step.members(name) if part.may_return]


def blocking_papers(chain: Chain, intake: str) -> list[str]:
    """Return the documents that can send a file back at an intake, in the order of the file."""
    return [
        name for name in papers_of(chain, intake) if chain.documents[name].critical or not _tolerates(chain, intake)
    ]


def late_papers(chain: Chain, intake: str) -> list[str]:
    """Return the documents that may follow after acceptance, in the order of the file."""
    return [
        name for name in papers_of(chain, intake) if not chain.documents[name].critical and _tolerates(chain, intake)
    ]


def papers_of(chain: Chain, intake: str) -> list[str]:
    """Return the documents that an intake asks for and that can be wanting, in the order of the file."""
    return _papers_by_intake(chain).get(intake, [])


@once
def _papers_by_intake(chain: Chain) -> dict[str, list[str]]:
    wanting = [name for name, document in chain.documents.items() if any(p.value > 0 for p in document.missing)]
    asked = {
        name: set(step.intake.documents)
        for name, step in chain.steps.items()
        if isinstance(step, Staffed) and step.intake is not None
    }
    return {intake: [name for name in wanting if name in documents] for intake, documents in asked.items()}


@once
def intakes_of(chain: Chain) -> list[str]:
    """Return the intakes of a chain in the order of the file."""
    return [name for name, step in chain.steps.items() if isinstance(step, Staffed) and step.intake]


@once
def asked_before(chain: Chain) -> dict[tuple[str, str], list[str]]:
    """Return for each intake and each of its documents the earlier intakes that ask for it too."""
    intakes = intakes_of(chain)
    return {
        (intake, paper): [earlier for earlier in intakes[:place] if paper in papers_of(chain, earlier)]
        for place, intake in enumerate(intakes)
        for paper in papers_of(chain, intake)
    }


def intake_of(chain: Chain, name: str) -> Intake:
    """Return what an intake step asks for."""
    step = chain.steps[name]
    assert isinstance(step, Staffed)
    assert step.intake is not None
    return step.intake


def _tolerates(chain: Chain, intake: str) -> bool:
    step = chain.steps[intake]
    return isinstance(step, Staffed) and step.intake is not None and step.intake.tolerate


def _route_step(system: System, chain: Chain, name: str) -> RouteStep:
    step = chain.steps[name]
    department = system.departments[step.department] if isinstance(step, Staffed) else None
    patience = None if isinstance(step, Waiting) else patience_in_queue(chain, step, department)
    return RouteStep(name, step, chain.handover_of(name), patience)
