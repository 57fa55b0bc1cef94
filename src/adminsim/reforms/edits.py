"""The handful of edits that route reforms are made of: each takes a chain and returns a new one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from adminsim.model.any_step import Common, Strength
from adminsim.model.precedence import Graph, graph_of, in_order, reverse, upstream_of
from adminsim.model.reformed_chain import as_reformed
from adminsim.model.step import Step

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.reformed_chain import ReformedChain

Arc = tuple[str, str]
"""A step and one that it holds back."""


def weaker(first: Strength, second: Strength) -> Strength:
    """Return `needs` if both are, else `after`."""
    return Strength.NEEDS if first is second is Strength.NEEDS else Strength.AFTER


def stronger(first: Strength | None, second: Strength) -> Strength:
    """Return `needs` if one of them is, else `after`."""
    return Strength.NEEDS if Strength.NEEDS in (first, second) else Strength.AFTER


def with_steps(chain: Chain, steps: dict[str, Step], graph: Graph, replaced: dict[str, str | None]) -> ReformedChain:
    """Return the chain with these steps in this order, held back as the graph says.

    Parameters
    ----------
    replaced : dict
        For each step that is gone: what took its place, or None.
    """
    placed = {name: _held_back(step, graph[name]) for name, step in steps.items()}
    made = as_reformed(chain)
    return made.replace(steps=placed, successors_of_removed=made.successors_of_removed | replaced)


def _held_back(step: Step, befores: dict[str, Strength]) -> Step:
    """Return a step behind others: itself, where it is so already, since routes share what is the same."""
    needs = tuple(before for before, strength in befores.items() if strength is Strength.NEEDS)
    after = tuple(before for before, strength in befores.items() if strength is Strength.AFTER)
    return step if (step.needs, step.after) == (needs, after) else step.replace(needs=needs, after=after)


def change_steps(chain: Chain, changed: dict[str, Step]) -> Chain:
    """Return the chain with some steps changed in place."""
    return chain.replace(steps=chain.steps | changed)


def release(graph: Graph, arcs: Iterable[Arc], among: frozenset[str]) -> Graph:
    """Take arcs out, and keep every step of `among` behind and before the outside steps it stood behind and before."""
    behind, ahead = upstream_of(graph), upstream_of(reverse(graph))
    freed = without_arcs(graph, arcs)
    order = in_order(freed)
    upstream = {name: set(before) for name, before in upstream_of(freed).items()}

    def hold_back(name: str, before: str) -> None:
        freed[name][before] = Strength.AFTER
        for other in order:
            if other == name or name in upstream[other]:
                upstream[other] |= upstream[before] | {before}

    for name in (name for name in order if name in among):
        for outside in reversed(order):
            if outside not in among and outside in behind[name] and outside not in upstream[name]:
                hold_back(name, outside)
        for outside in order:
            if outside not in among and outside in ahead[name] and name not in upstream[outside]:
                hold_back(outside, name)
    return freed


def without_arcs(graph: Graph, arcs: Iterable[Arc]) -> Graph:
    """Return what holds back what without some arcs."""
    gone = set(arcs)
    return {
        name: {before: strength for before, strength in befores.items() if (before, name) not in gone}
        for name, befores in graph.items()
    }


def free_among(chain: Chain, names: Iterable[str]) -> Chain:
    """Drop what only custom puts in order among some steps."""
    among = frozenset(names)
    graph = graph_of(chain.steps)
    arcs = [
        (before, name)
        for name in graph if name in among
        for before, strength in graph[name].items() if before in among and strength is Strength.AFTER
    ]  # fmt: skip
    return with_steps(chain, chain.steps, release(graph, arcs, among), {}) if arcs else chain


def drop(chain: Chain, names: Iterable[str]) -> Chain:
    """Take steps out: their predecessors are joined to their successors, with the weaker strength of the two arcs.

    What reforms have put beside them goes with them: late papers, checks behind the decision, the common start and
    result of reviews of which none is left.
    """
    gone = {name for name in names if name in chain.steps}
    gone.update(late_papers_of(chain, gone))
    left = {name: _parts_left(chain, step, gone) for name, step in chain.steps.items() if step.parts}
    gone |= {name for name, parts in left.items() if not parts}
    graph = graph_of(chain.steps)
    chain = chain.replace(milestones={m: _last_left(chain, ends, gone) for m, ends in chain.milestones.items()})
    removed = [name for name in chain.steps if name in gone]
    for name in removed:
        befores = graph.pop(name)
        for held_back in graph.values():
            strength = held_back.pop(name, None)
            if strength is not None:
                for before, other in befores.items():
                    held_back[before] = stronger(held_back.get(before), weaker(strength, other))
    kept = {
        name: step.replace(parts=left[name]) if name in left else step
        for name, step in chain.steps.items() if name not in gone
    }  # fmt: skip
    return with_steps(chain, kept, graph, dict.fromkeys(removed))


def _last_left(chain: Chain, ends: tuple[str, ...], gone: set[str]) -> tuple[str, ...]:
    """Return the steps whose end reaches a milestone: for one that is gone, what is left directly before it."""
    graph = graph_of(chain.steps)
    left: dict[str, None] = {}
    waiting = list(ends)
    for name in waiting:
        end = chain.end_of(name)
        if end in gone:
            waiting += [before for before in graph[end] if before not in waiting]
        elif end is not None:
            left[name] = None
    return tuple(left)


def _parts_left(chain: Chain, step: Step, gone: set[str]) -> tuple[tuple[str, Common], ...]:
    return tuple(part for part in step.parts if chain.stand_in(part[0]) not in gone)


def intakes_of(chain: Chain) -> list[str]:
    """Return the steps that ask for documents."""
    return [name for name, step in chain.steps.items() if step.asks is not None]


def late_papers_of(chain: Chain, intakes: set[str]) -> list[str]:
    """Return the steps that wait for papers which may follow after these intakes."""
    return [name for name, step in chain.steps.items() if waits_for_papers(step, intakes)]


def needs_of(chain: Chain) -> Graph:
    """Return for each step the steps whose results it cannot do without."""
    return {
        name: {before: strength for before, strength in befores.items() if strength is Strength.NEEDS}
        for name, befores in graph_of(chain.steps).items()
    }


def waits_for_papers(step: Step, intakes: set[str]) -> bool:
    """Tell whether a step waits for papers that may follow after one of these intakes."""
    return step.late_papers is not None and step.late_papers.intake in intakes
