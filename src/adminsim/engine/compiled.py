"""The compiled engine: lays plan and draws out as flat arrays, runs the kernel, and puts the records in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine import kernel
from adminsim.engine.draws import TABLES
from adminsim.engine.records import NOT_YET, VISIT_FIELDS, CaseEnds
from adminsim.engine.result import Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from adminsim.engine.draws import Draws, VisitOrder
    from adminsim.engine.plan import Plan
    from adminsim.model.timeline import Timeline

DISCIPLINES = {"first_come": kernel.FIRST_COME, "priority": kernel.PRIORITY, "earliest_due": kernel.EARLIEST_DUE}


def run_compiled(plan: Plan, draws: Draws) -> tuple[NDArray[Any], CaseEnds]:
    """Run a plan with its draws.

    Returns
    -------
    visits : structured ndarray
        One row for each visit, in the canonical order (see `adminsim.engine.records`).
    ends : CaseEnds
        When and how each case was decided.
    """
    sizes = [len(cases) for cases in draws.cases]
    layout = _layout(plan, draws.order, sizes)
    state = _state(layout, plan, sum(sizes), draws.order.count)
    opened = kernel.simulate(layout, _luck(draws, sizes, layout.bits), state)
    edges = np.cumsum(sizes)[:-1]
    visits = state.visit[kernel.put_in_order(state.visit, state.owner, opened, sum(sizes))]
    return visits, CaseEnds(np.split(state.decided, edges), np.split(state.outcome, edges))


def is_compiled() -> bool:
    """Tell whether the kernel has been compiled before, in this process or on disk, so that it is ready at once."""
    function = kernel.simulate
    if function.signatures:
        return True
    cache_index = Path(function.stats.cache_path) / "" if function.stats.cache_path else None
    return cache_index is not None and any(cache_index.glob("kernel.simulate-*.nbc"))


def _flat(lists: Sequence[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return lists one after the other, with the place of the first of each and the end of all."""
    arrays = [np.asarray(entries, dtype=np.int64) for entries in lists]
    return _firsts([len(array) for array in arrays]), np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)


def _words(masks: Sequence[int], words: int) -> NDArray[np.uint64]:
    low = (1 << 64) - 1
    return np.array([[mask >> (64 * w) & low for w in range(words)] for mask in masks], dtype=np.uint64).reshape(
        -1, words
    )


def _layout(plan: Plan, order: VisitOrder, sizes: list[int]) -> kernel.Layout:
    nodes = plan.nodes
    words = max(len(route.nodes) + 63 for route in plan.routes) // 64
    offices: list[Timeline] = list(dict.fromkeys((*plan.office, plan.official)))
    open_first, opens = _flat([office.opens for office in offices])
    closes, done = (_flat([getattr(office, side) for office in offices])[1] for side in ("closes", "done"))
    route_first, route_node = _flat([route.nodes for route in plan.routes])
    duty_first, duty_since = _flat([duty.since for duty in plan.duty])
    meeting_first, meetings = _flat(plan.meetings)
    bits = max(order.count, 1).bit_length()
    if plan.horizon_s.bit_length() + bits > 63:
        raise OverflowError("too many possible visits for so long a time; shorten the run or lower max_returns")
    at_place = _possible_at_places(plan, order)
    most_busy = [min(possible, max(duty.staff)) for possible, duty in zip(at_place, plan.duty, strict=False)]
    masks = [
        [mask for route in plan.routes for mask in getattr(route, name)] for name in ("upstream", "downstream", "redo")
    ]
    return kernel.Layout(
        node=np.stack(
            [*(getattr(nodes, name).astype(np.int64) for name in NODE_COLUMNS), order.start, order.stride], axis=1
        ),
        route_first=route_first,
        route_node=route_node,
        route_masks=np.stack([_words(listed, words) for listed in masks]),
        route_decision=_words([route.decision for route in plan.routes], words),
        open_first=open_first,
        office_hours=np.stack((opens, closes, done)),
        office=np.array([offices.index(office) for office in plan.office], dtype=np.int64),
        official=offices.index(plan.official),
        counted=plan.workdays.counted,
        duty_first=duty_first,
        duty=np.stack((duty_since, _flat([duty.staff for duty in plan.duty])[1])),
        discipline=np.array([DISCIPLINES[name] for name in plan.discipline], dtype=np.int64),
        meeting_first=meeting_first,
        meetings=meetings,
        places=np.array(plan.places, dtype=np.int64),
        queue_first=_firsts(at_place),
        free_first=_firsts(most_busy),
        bits=bits,
        horizon=plan.horizon_s,
    )


NODE_COLUMNS = (
    "chain", "rank", "kind", "place", "in_person", "handover_working", "period", "period_days", "promise",
    "promise_days", "promise_rejects", "limit", "limit_amount",
)  # fmt: skip
"""The columns of the table of nodes in the order in which the kernel numbers them."""


def _possible_at_places(plan: Plan, order: VisitOrder) -> list[int]:
    """Return how many visits each department and each committee can see at the most."""
    nodes = plan.nodes
    possible = order.stride * order.cases
    places = [(kernel.WORK, place) for place in range(len(plan.departments))]
    places += [(kernel.SESSION, place) for place in range(len(plan.meetings))]
    return [int(possible[(nodes.kind == kind) & (nodes.place == place)].sum()) for kind, place in places]


def _luck(draws: Draws, sizes: list[int], bits: int) -> kernel.Luck:
    order = draws.order
    arrivals = np.concatenate(
        [
            (np.maximum(cases.submitted, 0) << bits) | (first + np.arange(len(cases)))
            for cases, first in zip(draws.cases, order.arrival, strict=True)
        ]
    )
    in_turn = np.argsort(arrivals, kind="stable")
    by_case = [[getattr(cases, name) for cases in draws.cases] for name in ("route", "priority", "due", "begun")]
    return kernel.Luck(
        _firsts(sizes),
        np.stack([np.concatenate(column).astype(np.int64) for column in by_case]),
        np.stack((arrivals[in_turn], in_turn)),
        *(draws.by_visit[name] for name in TABLES),
    )


def _firsts(sizes: Sequence[int]) -> NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)


def _state(layout: kernel.Layout, plan: Plan, cases: int, possible: int) -> kernel.State:
    words = layout.route_masks.shape[2]
    positions = max(len(route.nodes) for route in plan.routes)
    places = np.zeros((5, len(plan.departments) + len(plan.meetings)), dtype=np.int64)
    places[kernel.WAKES] = kernel.NEVER
    return kernel.State(
        visit=np.empty(possible, dtype=VISIT_FIELDS),
        phase=np.empty(possible, dtype=np.int8),
        position=np.empty(possible, dtype=np.int16),
        owner=np.empty(possible, dtype=np.int32),
        order=np.empty(possible, dtype=np.int64),
        key=np.empty(possible, dtype=np.int64),
        events=np.empty(possible + 1, dtype=np.int64),
        event_visit=np.empty(possible + 1, dtype=np.int32),
        case_done=np.zeros((cases, words), dtype=np.uint64),
        case_open=np.zeros((cases, words), dtype=np.uint64),
        case_visits=np.zeros((cases, positions), dtype=np.int16),
        case_now=np.empty((cases, positions), dtype=np.int32),
        decided=np.full(cases, NOT_YET, dtype=np.int64),
        outcome=np.full(cases, Result.UNFINISHED, dtype=np.int8),
        queue=np.empty(int(layout.queue_first[-1]), dtype=np.int32),
        free=np.empty(int(layout.free_first[-1]), dtype=np.int32),
        place=places,
    )
