"""The handful of edits that route reforms are made of: each takes a chain and returns a new one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from adminsim.model.any_step import Common, Strength
from adminsim.model.document import Exhausted, Intake, Notice
from adminsim.model.figures import ENDS
from adminsim.model.outcome import Outcome
from adminsim.model.precedence import Graph, cycles, graph_of, in_order, reverse, upstream_of
from adminsim.model.reformed_chain import as_reformed
from adminsim.model.step import Staffed, Step

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
    freed = _without(graph, arcs)
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


def _without(graph: Graph, arcs: Iterable[Arc]) -> Graph:
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
    return [name for name, step in chain.steps.items() if _waits_for(step, intakes)]


def needs_of(chain: Chain) -> Graph:
    """Return for each step the steps whose results it cannot do without."""
    return {
        name: {before: strength for before, strength in befores.items() if strength is Strength.NEEDS}
        for name, befores in graph_of(chain.steps).items()
    }


def _waits_for(step: Step, intakes: set[str]) -> bool:
    return step.late_papers is not None and step.late_papers.intake in intakes


def merge(chain: Chain, names: Sequence[str], into: str, step: Step) -> ReformedChain:
    """Make several steps one, which inherits all their outside arcs.

    What only custom put between them can no longer come before the merged step: it follows it, or where it cannot,
    runs beside it. Where an intake, or a step that an intake needs, is merged with the decision, late papers no longer
    hold back the decision.
    """
    graph = _rename(_with_helpers_ahead(chain, set(names)), set(names), into)
    behind = {name for name, befores in upstream_of(needs_of(chain)).items() if befores & set(names)}
    own = set(late_papers_of(chain, {*names, *behind}))
    graph[into] = {before: strength for before, strength in graph[into].items() if before not in own}
    for ends in (lambda before, name: name == into, lambda before, name: before == into, lambda before, name: True):
        upstream = upstream_of(graph)
        knot = frozenset(name for name in graph if into in upstream[name] and name in upstream[into])
        arcs = [
            (before, name)
            for name in graph if name in knot
            for before, strength in graph[name].items()
            if before in knot and strength is Strength.AFTER and ends(before, name)
        ]  # fmt: skip
        if knot and not cycles(_without(graph, arcs)):
            graph = release(graph, arcs, knot)
    return with_steps(chain, _placed(chain, names, into, step), graph, dict.fromkeys(names, into))


def review_together(chain: Chain, names: Sequence[str], start: tuple[str, Step], result: tuple[str, Step]) -> Chain:
    """Put several steps between a common start, which inherits what they waited for, and a common result.

    What waited for one of them waits for the result. The order that custom put between them goes as in `merge`.
    """
    (first, first_step), (last, last_step) = start, result
    graph = graph_of(merge(chain, names, last, last_step).steps)
    late = {
        name: step.late_papers.intake for name, step in chain.steps.items()
        if step.late_papers is not None and step.late_papers.intake in names
    }  # fmt: skip
    held_back = [name for part in names for name in chain.steps[part].predecessors if name in late]
    graph |= {first: graph[last], last: dict.fromkeys((*names, *held_back), Strength.NEEDS)}
    graph |= {name: {first: Strength.NEEDS} for name in names}
    graph |= {name: {intake: Strength.NEEDS} for name, intake in late.items()}
    steps: dict[str, Step] = {}
    for name, step in chain.steps.items():
        if name in names and first not in steps:
            steps |= {first: first_step} | {part: _reviewed(chain.steps[part]) for part in names} | {last: last_step}
        elif name not in names:
            steps[name] = step
    reviewed = with_steps(chain, steps, graph, {})
    return reviewed.replace(
        begun_by=reviewed.begun_by | dict.fromkeys(names, first),
        ended_by=reviewed.ended_by | dict.fromkeys(names, last),
    )


def _reviewed(step: Step) -> Step:
    """Return a step whose result is told at a common end, and whose visit is made at a common start."""
    return step.alike(*ENDS).replace(outcome=Outcome(), visit=False)


def gather(chain: Chain, names: Sequence[str], into: str, step: Staffed) -> Chain:
    """Make several intakes one, which takes the place of the first.

    What the others waited for no longer holds back the one intake, but the steps behind them.
    """
    first = next(name for name in in_order(graph_of(chain.steps)) if name in names)
    chain = chain.replace(steps=_one_promise(chain.steps, names, first))
    behind = {
        name: strength
        for name, befores in graph_of(chain.steps).items() if name not in names
        for before, strength in befores.items() if before in names
    }  # fmt: skip
    slim = drop(chain, [name for name in names if name != first])
    graph = graph_of(slim.steps)
    for name, strength in behind.items():
        graph[name][first] = stronger(graph[name].get(first), strength)
    placed = _placed(slim, [first], into, step)
    return with_steps(chain, placed, _rename(graph, {first}, into), dict.fromkeys(names, into))


def _one_promise(steps: dict[str, Step], intakes: Sequence[str], first: str) -> dict[str, Step]:
    """Return the steps with the late papers of several intakes as those of the first."""
    late = [name for name, step in steps.items() if _waits_for(step, set(intakes))]
    kept = dict(steps)
    for name in late[1:]:
        del kept[name]
    for name in late[:1]:
        kept[name] = _late_after(kept[name], first)
    return kept


def _late_after(step: Step, intake: str) -> Step:
    """Return a step that waits for late papers as one that waits for those of another intake."""
    return step.replace(promise=step.late_papers and step.late_papers.replace(intake=intake))


def _placed(chain: Chain, names: Sequence[str], into: str, step: Step) -> dict[str, Step]:
    """Return the steps with a merged one in the place of the first of its parts."""
    first = next(name for name in chain.steps if name in names)
    placed: dict[str, Step] = {}
    for name, other in chain.steps.items():
        if name == first:
            placed[into] = step
        elif name not in names:
            placed[name] = _late_after(other, into) if _waits_for(other, set(names)) else other
    return placed


def _with_helpers_ahead(chain: Chain, names: set[str]) -> Graph:
    """Return what holds back what, where agents who stand before a part no longer wait for other parts."""
    graph = graph_of(chain.steps)
    for helper, step in chain.steps.items():
        if helper not in names and any(chain.stand_in(part) in names for part, _ in step.parts):
            while inside := [before for before in graph[helper] if before in names]:
                for before in inside:
                    strength = graph[helper].pop(before)
                    for earlier, other in graph[before].items():
                        if earlier != helper:
                            how = weaker(strength, other)
                            graph[helper][earlier] = stronger(graph[helper].get(earlier), how)
    return graph


def _rename(graph: Graph, names: set[str], into: str) -> Graph:
    renamed: Graph = {}
    for name, befores in graph.items():
        target = renamed.setdefault(into if name in names else name, {})
        for before, strength in befores.items():
            source = into if before in names else before
            if source != (into if name in names else name):
                target[source] = stronger(target.get(source), strength)
    return renamed


def merged_step(chain: Chain, names: Sequence[str], changes: dict[str, object]) -> Staffed:
    """Return one step made of several: it returns or rejects where any part would.

    Parameters
    ----------
    changes : dict
        Fields that a reform states; `department` must be among them where the parts' departments differ.
    """
    steps = [step for name in names if isinstance(step := chain.steps[name], Staffed)]
    first = steps[0]
    counts = any(step.is_counted for step in steps)
    merged = {
        "parts": tuple(part for name, step in zip(names, steps, strict=True) for part in step.members(name)),
        "work": None,
        "types": first.types if all(step.types == first.types for step in steps) else (),
        "intake": _merged_intake(chain, [step.intake for step in steps if step.intake is not None]),
        "outcome": Outcome(resume_at=tuple(dict.fromkeys(to for step in steps for to in step.outcome.resume_at))),
        "visit": any(step.visit for step in steps),
        "skills": tuple(dict.fromkeys(skill for step in steps for skill in step.skills)),
        "counts": counts,
        "fee": first.fee.replace(value=sum(step.fee.value for step in steps)),
        "procedure": next((step.procedure for step in steps if step.procedure is not None), None),
    }
    if "department" in changes:
        merged["together_with"] = ()
    return first.alike("work", *ENDS).replace(**(merged | changes))


def _merged_intake(chain: Chain, intakes: list[Intake]) -> Intake | None:
    if not intakes:
        return None
    asked = {document for intake in intakes for document in intake.documents}
    return Intake(
        documents=tuple(document for document in chain.documents if document in asked),
        notice=Notice.PIECEMEAL if any(i.notice is Notice.PIECEMEAL for i in intakes) else Notice.ONCE,
        max_returns=max(intake.max_returns for intake in intakes),
        on_exhausted=Exhausted.REJECT if any(i.on_exhausted is Exhausted.REJECT for i in intakes) else Exhausted.PASS,
        tolerate=any(intake.tolerate for intake in intakes),
    )


def needed_between(chain: Chain, names: frozenset[str]) -> list[str]:
    """Return the steps that need the result of one of these steps and that another of them needs in turn."""
    upstream = upstream_of(needs_of(chain))
    ahead_of_some = frozenset().union(*(upstream[name] for name in names))
    return [name for name in chain.steps if name not in names and name in ahead_of_some and upstream[name] & names]
