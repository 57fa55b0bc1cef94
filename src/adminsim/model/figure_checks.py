"""Whether the figures of a step that differ by case type or after a return are met by any case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from adminsim.model.chain import Chain
from adminsim.model.figures import Figures
from adminsim.model.naming import shortened, unknown_name
from adminsim.model.precedence import cycles, graph_of, redone
from adminsim.model.problem import Problem
from adminsim.model.system import System

TIMES = frozenset({"work", "duration", "meeting"})
"""The figures that say how long a visit takes: each kind of step has one."""


def _figures_differ_where_they_are(system: System, chain: Chain) -> Iterator[Problem]:
    """Find figures by type or after a return that nobody can meet: unknown types, other kinds of steps."""
    for name, step in chain.steps.items():
        for kind in step.by_type:
            if kind not in chain.types:
                yield replace(unknown_name("type", kind, chain.types, ("steps", name, "by_type", kind)), at_key=True)
            elif step.types and kind not in step.types:
                values = {"type": kind, "step": name, "types": shortened(step.types)}
                yield Problem("model-type-passes-by", ("steps", name, "by_type", kind), values, at_key=True)
        foreign = TIMES - ({step.own_time} if not step.is_period else set())
        allowed = shortened(field for field in Figures.model_fields if field not in foreign)
        for path, figures in step.differing:
            for field in (field for field in figures.given if field in foreign):
                values = {"field": field, "step": name, "allowed": allowed}
                yield Problem("model-figure-of-another-kind", ("steps", name, *path, field), values, at_key=True)


def _handovers_of_a_step_pass_in_one_kind_of_time(system: System, chain: Chain) -> Iterator[Problem]:
    for name, step in chain.steps.items():
        default = chain.handover if step.handover is None and step.has_queue else step.handover
        bases = {default.basis} if default is not None and not default.is_zero else set()
        for path, figures in step.differing:
            if figures.handover is not None and not figures.handover.is_zero:
                bases.add(figures.handover.basis)
                if len(bases) > 1:
                    yield Problem("model-handover-units", ("steps", name, *path, "handover"), {"step": name})
                    break


def _steps_with_later_figures_are_redone(system: System, chain: Chain) -> Iterator[Problem]:
    graph = graph_of(chain.steps)
    if any(before not in chain.steps for step in chain.steps.values() for before in step.predecessors) or cycles(graph):
        return  # What comes before is not known until that is mended.
    redone_by = {
        other: frozenset().union(*(redone(graph, to, other) for to in step.outcome.resume_at if to in chain.steps))
        for other, step in chain.steps.items()
        if step.may_return
    }
    for name, step in chain.steps.items():
        if not step.may_return and step.asks is None and not any(name in others for others in redone_by.values()):
            for path in (path for path, _ in step.differing if path[-1] == "after_return"):
                yield Problem("model-never-again", ("steps", name, *path), {"step": name}, at_key=True)


FIGURE_CHECKS: tuple[Callable[[System, Chain], Iterator[Problem]], ...] = (
    _figures_differ_where_they_are,
    _handovers_of_a_step_pass_in_one_kind_of_time,
    _steps_with_later_figures_are_redone,
)
