"""What passes over records ask about a plan, laid out once: its steps, offices and working days; and visits by case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from adminsim.engine import passes
from adminsim.engine.masks import firsts
from adminsim.engine.plan import Kind
from adminsim.model.once import once
from adminsim.model.step import Staffed
from adminsim.reforms.told import PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan
    from adminsim.model.timeline import Timeline


class Hours(NamedTuple):
    """The hours of all offices of a plan, the official ones first; see `adminsim.engine.passes`."""

    offices: NDArray[Any]
    intervals: NDArray[Any]
    begun: NDArray[np.int32]


class Grouped(NamedTuple):
    """The visits of a run by case.

    Attributes
    ----------
    visits : structured ndarray
        With the fields of `VISIT_FIELDS`, in any order.
    first : ndarray of int64
        By row of the table of cases, where its visits begin in `order`; and where the last ones end.
    order : ndarray of int32
        The places of the visits, by case and then as they stand.
    """

    visits: NDArray[Any]
    first: NDArray[np.int64]
    order: NDArray[np.int32]

    @classmethod
    def of(cls, plan: Plan, visits: NDArray[Any], sizes: Sequence[int]) -> Grouped:
        """Return the visits of a run whose chains have so many cases."""
        first, order = np.zeros(sum(sizes) + 1, dtype=np.int64), np.empty(len(visits), dtype=np.int32)
        passes.group(visits, steps_of(plan), firsts(sizes), first, order)
        return cls(visits, first, order)


@once
def hours_of(plan: Plan) -> Hours:
    """Return the hours of the offices of a plan, in the order of `_offices`."""
    timelines = _offices(plan)
    offices = np.zeros(len(timelines), dtype=passes.OFFICE)
    tables = [np.empty(0, dtype=np.int64)]
    sizes = firsts([len(timeline.opens) for timeline in timelines])
    offices["first"], offices["end"] = sizes[:-1], sizes[1:]
    for office, timeline in zip(offices, timelines, strict=True):
        if timeline.by_clock is not None:
            office["since"], (office["step"], table) = timeline.opens[0], timeline.by_clock
            # Before the first opening nothing has begun, which needs no entry.
            tables.append(table[1:])
            office["table_end"] = sum(map(len, tables))
            office["table"] = office["table_end"] - len(tables[-1])
    intervals = np.zeros(sizes[-1], dtype=passes.INTERVAL)
    for name in passes.INTERVAL.names or ():
        intervals[name] = np.concatenate([getattr(timeline, name) for timeline in timelines])
    return Hours(offices, intervals, np.concatenate(tables).astype(np.int32))


@once
def counted_of(plan: Plan) -> NDArray[np.int64]:
    """Return the working days before each day, from the first one known."""
    return np.append(0, plan.workdays.counted)


@once
def steps_of(plan: Plan) -> NDArray[Any]:
    """Return the nodes of a plan as passes read them."""
    nodes, offices = plan.nodes, _offices(plan)
    steps = [step.step for step in nodes.step]
    table = np.zeros(len(nodes), dtype=passes.STEP)
    table["chain"], table["is_work"], table["in_person"] = nodes.chain, nodes.kind == Kind.WORK, nodes.in_person
    table["office"] = [offices.index(office) for office in nodes.office]
    table["waits_as"] = [PARTS.index(step.waits_as or "session") for step in steps]
    table["papers"] = [_papers(step) for step in steps]
    names = procedures_of(plan)
    table["procedure"] = [names.index(step.procedure) if step.procedure else -1 for step in steps]
    table["staff_time"] = nodes.staff_time
    return table


def procedures_of(plan: Plan) -> list[str]:
    """Return the procedures that steps of a plan belong to, by name."""
    return sorted({step.step.procedure for step in plan.nodes.step if step.step.procedure is not None})


@once
def taken_of(plan: Plan) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where the departments of each node begin that work takes people of, and these."""
    node, department = plan.nodes.takes
    return firsts(np.bincount(node, minlength=len(plan.nodes))), department


def _offices(plan: Plan) -> list[Timeline]:
    return list(dict.fromkeys((plan.official, *plan.nodes.office)))


def _papers(step: object) -> int:
    return len(step.intake.documents) if isinstance(step, Staffed) and step.intake is not None else 0
