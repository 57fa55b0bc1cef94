"""What never changes in a run of the compiled engine: the plan as the flat arrays that the kernel reads."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine import kernel
from adminsim.engine.case_limits import case_limits, has_moving_limits, marks_of_acceptance
from adminsim.engine.fields import check_range
from adminsim.engine.masks import Masks, firsts, flat, masks_of, positions, steps_of_chains
from adminsim.engine.plan import EXPIRIES, Counting
from adminsim.engine.too_large import RunTooLargeError
from adminsim.model.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.capacity import Duty
    from adminsim.engine.draws import Draws
    from adminsim.engine.plan import Plan
    from adminsim.model.timeline import Timeline

    Ints = NDArray[np.int64]

DISCIPLINES = {"first_come": kernel.FIRST_COME, "priority": kernel.PRIORITY, "earliest_due": kernel.EARLIEST_DUE}


def layout_of(plan: Plan, draws: Draws) -> tuple[kernel.Layout, NDArray[Any]]:
    """Lay a plan out for the kernel; return it with its departments and committees as they are at the start.

    Raises
    ------
    RunTooLargeError
        If the run is too large for the records, or its visits too many to be numbered within its instants.
    """
    sizes = [len(cases) for cases in draws.cases]
    check_range(plan, sizes)
    places, hands = _places(plan, draws)
    slots = draws.order.count
    expiring = slots + len(places)
    lapsing = expiring + sum(sizes)
    bits = (lapsing + 2 * slots).bit_length()
    if plan.horizon_s.bit_length() + 1 + bits > kernel.NO_EVENT.bit_length() - 1:
        raise RunTooLargeError("engine-too-many-visits", {"visits": f"{slots:,}"})
    layout = _whatever_is_drawn(plan)._replace(
        node=_nodes(plan, draws),
        chain_first=firsts(sizes),
        arrival_first=np.append(draws.order.arrival, slots),
        levels=_levels(hands + len(places)),
        wakes=hands,
        lead=int(draws.order.start.min()),
        slots=slots,
        expiring=expiring,
        lapsing=lapsing,
        bits=bits,
    )
    return layout, places


@once
def _whatever_is_drawn(plan: Plan) -> kernel.Layout:
    """Return the layout of a plan as far as it is the same whatever is drawn, and how many cases there are."""
    offices = _offices(plan)
    office_first, opens = flat(office.opens for office in offices)
    since, staff, staying, stays = map(np.concatenate, zip(*map(_arrays_of, plan.duty), strict=True))
    masks = masks_of(plan)
    nothing, people = np.empty(0, dtype=np.int64), people_at(plan)
    return kernel.Layout(
        node=_table_of_nodes(plan, offices),
        route_first=masks.route_first,
        route_node=masks.route_node,
        upstream=masks.upstream,
        openable=masks.openable,
        following=masks.following,
        redo=masks.redo,
        decision=masks.decision,
        deciding=masks.deciding,
        on_expiry=np.array([EXPIRIES[route.chain.on_expiry] for route in plan.routes], dtype=np.int64),
        moving=_moving(plan, masks),
        office_first=office_first,
        opens=opens,
        closes=flat(office.closes for office in offices)[1],
        open_s=flat(office.done for office in offices)[1],
        official=offices.index(plan.official),
        days=kernel.Days(plan.workdays.first, plan.workdays.counted, plan.workdays.ends, plan.workdays.months),
        duty_since=since,
        duty_staff=staff,
        stays_first=firsts(staying),
        stays=stays,
        meetings=flat(plan.meetings)[1],
        seats=flat(plan.places)[1],
        chain_first=nothing,
        arrival_first=nothing,
        departments=len(plan.departments),
        people=people[1],
        benches=_benches(plan),
        circle_first=firsts([len(circle) for circle in plan.nodes.circles]),
        circle=flat(plan.nodes.circles)[1],
        levels=nothing,
        wakes=0,
        lead=0,
        slots=0,
        expiring=0,
        lapsing=0,
        bits=0,
        horizon=plan.horizon_s,
    )


@once
def _arrays_of(duty: Duty) -> tuple[Ints, Ints, Ints, Ints]:
    """Return the changes of a duty and its staff after each, how many stay until a time told, and until when."""
    stays = duty.stays or [()] * len(duty.since)
    since, staff, staying = (np.array(one, dtype=np.int64) for one in (duty.since, duty.staff, list(map(len, stays))))
    return since, staff, staying, np.fromiter(chain.from_iterable(stays), dtype=np.int64)


def _offices(plan: Plan) -> list[Timeline]:
    """Return every timeline that a run needs, each once."""
    return list(dict.fromkeys((*plan.office, plan.official, *plan.nodes.office)))


def _benches(plan: Plan) -> kernel.Benches:
    """Return the groups of all departments, each department's together in the order in which they are asked."""
    every = [bench for benches in plan.benches for bench in benches]
    able = np.array([bench.able for bench in every], dtype=np.bool_).reshape(len(every), len(plan.nodes))
    return kernel.Benches(
        first=np.array([bench.team.first for bench in every], dtype=np.int64),
        people=np.array([bench.team.people for bench in every], dtype=np.int64),
        speed=np.array([bench.team.speed for bench in every], dtype=np.float64),
        share=np.array([bench.share for bench in every], dtype=np.float64),
        able=able,
    )


def _moving(plan: Plan, masks: Masks) -> kernel.Moving:
    """Return the limits of cases that are known from the run only."""
    if not has_moving_limits(plan):
        return kernel.Moving(np.empty(0, dtype=np.int64), *(np.empty(0, dtype=np.bool_) for _ in range(2)))
    limits = case_limits(plan)
    route = np.repeat(np.arange(len(plan.routes)), np.diff(masks.route_first))
    return kernel.Moving(
        counting=np.array([limit.counting if limit is not None else Counting.NONE for limit in limits], dtype=np.int64),
        stands_still=np.array([limit is not None and limit.stands_still for limit in limits], dtype=np.bool_),
        accepts=(masks.route_node >= 0) & marks_of_acceptance(plan)[route, masks.route_node],
    )


# Nodes and places -----------------------------------------------------------------------------------------------------

COPIED = (
    "kind", "place", "period", "period_days", "promise", "promise_days", "promise_rejects", "limit", "limit_amount",
    "extension", "on_expiry",
    "in_person", "handover_working", "patience_working", "ahead", "limit_from_ready", "limit_stands_still", "counts",
    "notice", "notice_days",
)  # fmt: skip
"""The columns of the table of nodes that the kernel has under the same name."""


@once
def people_at(plan: Plan) -> tuple[Ints, Ints]:
    """Return the places of which each visit takes somebody, or at which it is met, node by node: committees come last.

    Returns
    -------
    first, place : ndarray of int64
        Where the places of each node begin, and where the last ones end; and the places.
    """
    nodes, behind = plan.nodes, len(plan.departments)
    node, place = nodes.takes
    meets = np.flatnonzero(nodes.kind == kernel.SESSION)
    node, place = np.append(node, meets), np.append(place, nodes.place[meets].astype(np.int64) + behind)
    order = np.argsort(node, kind="stable")
    return firsts(np.bincount(node, minlength=len(nodes))), place[order]


def hands_on(plan: Plan, draws: Draws) -> Ints:
    """Return by node how many numbers of people are noted for its possible visits: of joint steps alone."""
    count = np.bincount(plan.nodes.takes[0], minlength=len(plan.nodes))
    return np.where(count > 1, count, 0) * draws.order.stride * draws.order.cases


def _table_of_nodes(plan: Plan, offices: list[Timeline]) -> NDArray[Any]:
    """Return the table of nodes as far as it is the same whatever is drawn."""
    nodes = plan.nodes
    table = np.zeros(len(nodes), dtype=kernel.NODE)
    for name in COPIED:
        table[name] = getattr(nodes, name)
    table["place"][nodes.kind == kernel.SESSION] += len(plan.departments)
    number = {office: position for position, office in enumerate(offices)}
    table["office"] = [number[office] for office in nodes.office]
    edges, _ = people_at(plan)
    table["people"], table["people_end"] = edges[:-1], edges[1:]
    table["position"] = positions(plan)
    table["claim_stride"] = steps_of_chains(plan)[nodes.chain]
    return table


def _nodes(plan: Plan, draws: Draws) -> NDArray[Any]:
    nodes, order = plan.nodes, draws.order
    table = _whatever_is_drawn(plan).node.copy()
    table["hands"] = firsts(hands_on(plan, draws))[:-1]
    cases, steps = [len(drawn) for drawn in draws.cases], steps_of_chains(plan)
    table["first_case"] = firsts(cases)[nodes.chain]
    table["slot"], table["slot_stride"] = order.start, order.stride
    table["claim"] = firsts(steps * cases)[nodes.chain] + positions(plan)
    at_counter = nodes.in_person & (nodes.kind == kernel.WORK)
    table["may_travel"] = at_counter | _holds_any(draws, "handover_s")
    table["may_fail"] = _holds_any(draws, "result")
    table["may_leave"] = _holds_any(draws, "patience_s")
    table["may_skip"] = _holds_any(draws, "skipped")
    return table


def _holds_any(draws: Draws, name: str) -> NDArray[np.bool_]:
    """Tell by node whether a table of draws holds anything but zeros."""
    order, table = draws.order, draws.by_visit[name]
    # The variants of a step share their places.
    first, one, of_node = np.unique(order.start, return_index=True, return_inverse=True)
    last = first + (order.stride * order.cases)[one]
    found = [bool(np.count_nonzero(table[i:j])) for i, j in zip(first.tolist(), last.tolist(), strict=True)]
    return np.array(found)[of_node]


def _places(plan: Plan, draws: Draws) -> tuple[NDArray[Any], int]:
    """Return departments and committees, and how many people can have something in hand at once."""
    departments, committees = len(plan.departments), len(plan.meetings)
    most_staff = [duty.most for duty in plan.duty] + [0] * committees
    hands = np.minimum(possible_at_places(plan, draws), most_staff)
    grouped = np.array([len(benches) for benches in plan.benches] + [0] * committees, dtype=np.int64)
    # Where people differ it matters who they are, so that all have their places.
    hands = np.where(grouped > 0, most_staff, hands)
    changes = [len(duty.since) for duty in plan.duty] + [0] * committees
    held = [0] * departments + [len(meetings) for meetings in plan.meetings]
    table = np.zeros(departments + committees, dtype=kernel.PLACE)
    table["discipline"][:departments] = [DISCIPLINES[name] for name in plan.discipline]
    table["due_from"] = [*plan.due_from, *[kernel.NEVER] * committees]
    table["fits"][:departments] = [len(duty.stays) > 0 for duty in plan.duty]
    table["circle"] = -1
    for number, circle in enumerate(plan.nodes.circles):
        table["circle"][list(circle)] = number
    table["circle"][grouped > 0] = len(plan.nodes.circles)
    table["benches"], table["benches_end"] = firsts(grouped)[:-1], firsts(grouped)[1:]
    # Changes of duty and meetings are two lists; each place has entries in one of them.
    table["change"] = np.concatenate((firsts(changes[:departments])[:-1], firsts(held[departments:])[:-1]))
    table["last_change"] = table["change"] + changes + held
    table["hands"] = firsts(hands)[:-1]
    table["free"] = firsts(-(-hands // 64))[:-1]
    table["queue"] = np.arange(len(table)) * kernel.ROOM
    table["room"] = kernel.ROOM
    return table, int(hands.sum())


def possible_at_places(plan: Plan, draws: Draws) -> Ints:
    """Return how many visits each department and each committee can see at the most."""
    possible = draws.order.stride * draws.order.cases
    first, place = people_at(plan)
    found = np.zeros(len(plan.departments) + len(plan.meetings), dtype=np.int64)
    np.add.at(found, place, np.repeat(possible, np.diff(first)))
    return found


def _levels(keys: int) -> Ints:
    """Return where each level of `State.soonest` begins: every key, the least of each group of them, and so on to one.

    Every level but the last is filled up to whole groups.
    """
    sizes: list[int] = []
    while keys > 1 or not sizes:
        groups = max(-(-keys // kernel.GROUP), 1)
        sizes.append(groups * kernel.GROUP)
        keys = groups
    return firsts(sizes)
