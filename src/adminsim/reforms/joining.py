"""Several steps in one, or between a common start and a common result: what reforms do who join steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from adminsim.model.any_step import Strength
from adminsim.model.document import Exhausted, Intake, Notice
from adminsim.model.figures import ENDS
from adminsim.model.outcome import Outcome
from adminsim.model.precedence import Graph, cycles, graph_of, in_order, upstream_of
from adminsim.model.step import Staffed, Step
from adminsim.reforms.edits import (
    drop,
    late_papers_of,
    needs_of,
    release,
    stronger,
    waits_for_papers,
    weaker,
    with_steps,
    without_arcs,
)

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.reformed_chain import ReformedChain


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
        if knot and not cycles(without_arcs(graph, arcs)):
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
    late = [name for name, step in steps.items() if waits_for_papers(step, set(intakes))]
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
            placed[name] = _late_after(other, into) if waits_for_papers(other, set(names)) else other
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
