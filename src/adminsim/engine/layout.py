"""What never changes in a run of the compiled engine: the plan as the flat arrays that the kernel reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine import kernel
from adminsim.engine.plan import EXPIRIES
from adminsim.engine.records import check_range
from adminsim.engine.too_large import RunTooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from adminsim.engine.draws import Draws
    from adminsim.engine.plan import Plan
    from adminsim.engine.routes import Route
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
    check_range(plan, [len(cases) for cases in draws.cases])
    offices: list[Timeline] = list(dict.fromkeys((*plan.office, plan.official, *plan.nodes.office)))
    office_first, opens = flat(office.opens for office in offices)
    places, hands = _places(plan, draws)
    slots = draws.order.count
    expiring = slots + len(places)
    lapsing = expiring + sum(len(cases) for cases in draws.cases)
    bits = (lapsing + 2 * slots).bit_length()
    if plan.horizon_s.bit_length() + 1 + bits > kernel.NO_EVENT.bit_length() - 1:
        raise RunTooLargeError("engine-too-many-visits", {"visits": f"{slots:,}"})
    words = -(-int(steps_of_chains(plan).max()) // 64)
    route_first, route_node = flat(_nodes_by_step(plan, route) for route in plan.routes)
    behind = _masks(plan, "downstream", words)
    stays_first, stays = flat(stay for duty in plan.duty for stay in duty.stays or [()] * len(duty.since))
    layout = kernel.Layout(
        node=_nodes(plan, draws, offices),
        route_first=route_first,
        route_node=route_node,
        upstream=_masks(plan, "upstream", words),
        openable=np.concatenate((behind, _words([_of_chain(plan, r, -1) for r in plan.routes], words))),
        redo=_masks(plan, "redo", words),
        decision=_words([_of_chain(plan, route, route.decision) for route in plan.routes], words),
        deciding=_words([_of_chain(plan, route, route.deciding) for route in plan.routes], words),
        on_expiry=np.array([EXPIRIES[route.chain.on_expiry] for route in plan.routes], dtype=np.int64),
        office_first=office_first,
        opens=opens,
        closes=flat(office.closes for office in offices)[1],
        open_s=flat(office.done for office in offices)[1],
        official=offices.index(plan.official),
        days=kernel.Days(plan.workdays.first, plan.workdays.counted, plan.workdays.ends, plan.workdays.months),
        duty_since=flat(duty.since for duty in plan.duty)[1],
        duty_staff=flat(duty.staff for duty in plan.duty)[1],
        stays_first=stays_first,
        stays=stays,
        meetings=flat(plan.meetings)[1],
        seats=flat(plan.places)[1],
        chain_first=firsts([len(cases) for cases in draws.cases]),
        arrival_first=np.append(draws.order.arrival, slots),
        departments=len(plan.departments),
        people=flat(people_at(plan))[1],
        circle_first=firsts([len(circle) for circle in plan.nodes.circles]),
        circle=flat(plan.nodes.circles)[1],
        levels=_levels(hands + len(places)),
        wakes=hands,
        lead=int(draws.order.start.min()),
        slots=slots,
        expiring=expiring,
        lapsing=lapsing,
        bits=bits,
        horizon=plan.horizon_s,
    )
    return layout, places


def flat(lists: Iterable[Any]) -> tuple[Ints, Ints]:
    """Return lists one after the other, with the place of the first of each and the end of all."""
    arrays = [np.asarray(entries, dtype=np.int64) for entries in lists]
    return firsts([len(array) for array in arrays]), np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)


def firsts(sizes: Sequence[int] | Ints) -> Ints:
    """Return where lists of these sizes begin that stand one after the other, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)


def steps_of_chains(plan: Plan) -> Ints:
    """Return how many steps each chain has in all its variants."""
    ranks = max(int(plan.nodes.rank.max()), int(plan.arrival_rank.max())) + 1
    return np.diff(np.append(plan.arrival_rank, ranks)).astype(np.int64) - 1


def positions(plan: Plan) -> Ints:
    """Return by node the position of its step among the steps of all variants of its chain."""
    return plan.nodes.rank.astype(np.int64) - plan.arrival_rank[plan.nodes.chain] - 1


# Masks ----------------------------------------------------------------------------------------------------------------


def _nodes_by_step(plan: Plan, route: Route) -> Ints:
    """Return the node for each step of the chain, -1 where the route lacks the step."""
    nodes = np.array(route.nodes)
    found = np.full(steps_of_chains(plan)[plan.nodes.chain[nodes[0]]], -1, dtype=np.int64)
    found[positions(plan)[nodes]] = nodes
    return found


def _of_chain(plan: Plan, route: Route, mask: int) -> int:
    """Return a mask over the steps of a route as one over the steps of its chain."""
    where = positions(plan)[list(route.nodes)].tolist()
    return sum(1 << position for i, position in enumerate(where) if mask >> i & 1)


def _masks(plan: Plan, name: str, words: int) -> NDArray[np.uint64]:
    found: list[int] = []
    for route in plan.routes:
        masks: Sequence[int] = getattr(route, name)
        by_node = {node: _of_chain(plan, route, mask) for node, mask in zip(route.nodes, masks, strict=True)}
        found += [by_node.get(node, 0) for node in _nodes_by_step(plan, route).tolist()]
    return _words(found, words)


def _words(masks: Sequence[int], words: int) -> NDArray[np.uint64]:
    low = (1 << 64) - 1
    return np.array([[mask >> (64 * w) & low for w in range(words)] for mask in masks], dtype=np.uint64)


# Nodes and places -----------------------------------------------------------------------------------------------------

COPIED = (
    "kind", "place", "period", "period_days", "promise", "promise_days", "promise_rejects", "limit", "limit_amount",
    "extension", "on_expiry",
    "in_person", "handover_working", "patience_working", "ahead", "limit_from_ready", "limit_stands_still",
)  # fmt: skip
"""The columns of the table of nodes that the kernel has under the same name."""


def people_at(plan: Plan) -> list[tuple[int, ...]]:
    """Return by node the places of which each visit takes somebody, or at which it is met: committees come last."""
    nodes, behind = plan.nodes, len(plan.departments)
    return [
        (behind + int(place),) if kind == kernel.SESSION else people
        for kind, place, people in zip(nodes.kind, nodes.place, nodes.people, strict=True)
    ]


def hands_on(plan: Plan, draws: Draws) -> Ints:
    """Return by node how many numbers of people are noted for its possible visits: of joint steps alone."""
    count = np.array([len(people) for people in plan.nodes.people], dtype=np.int64)
    return np.where(count > 1, count, 0) * draws.order.stride * draws.order.cases


def _nodes(plan: Plan, draws: Draws, offices: list[Timeline]) -> NDArray[Any]:
    nodes, order = plan.nodes, draws.order
    table = np.zeros(len(nodes), dtype=kernel.NODE)
    for name in COPIED:
        table[name] = getattr(nodes, name)
    table["place"][nodes.kind == kernel.SESSION] += len(plan.departments)
    table["office"] = [offices.index(office) for office in nodes.office]
    edges = firsts([len(people) for people in people_at(plan)])
    table["people"], table["people_end"] = edges[:-1], edges[1:]
    table["hands"] = firsts(hands_on(plan, draws))[:-1]
    cases, steps = [len(chain) for chain in draws.cases], steps_of_chains(plan)
    table["first_case"] = firsts(cases)[nodes.chain]
    table["position"] = positions(plan)
    table["slot"], table["slot_stride"] = order.start, order.stride
    table["claim"] = firsts(steps * cases)[nodes.chain] + positions(plan)
    table["claim_stride"] = steps[nodes.chain]
    at_counter = nodes.in_person & (nodes.kind == kernel.WORK)
    table["may_travel"] = at_counter | _holds_any(draws, "handover_s")
    table["may_fail"] = _holds_any(draws, "result")
    table["may_leave"] = _holds_any(draws, "patience_s")
    table["may_skip"] = _holds_any(draws, "skipped")
    return table


def _holds_any(draws: Draws, name: str) -> NDArray[np.bool_]:
    """Tell by node whether a table of draws holds anything but zeros."""
    order, table = draws.order, draws.by_visit[name]
    return np.array(
        [
            bool(np.count_nonzero(table[first : first + size]))
            for first, size in zip(order.start, order.stride * order.cases, strict=True)
        ]
    )


def _places(plan: Plan, draws: Draws) -> tuple[NDArray[Any], int]:
    """Return departments and committees, and how many people can have something in hand at once."""
    departments, committees = len(plan.departments), len(plan.meetings)
    most_staff = [max(duty.staff) for duty in plan.duty] + [0] * committees
    hands = np.minimum(possible_at_places(plan, draws), most_staff)
    changes = [len(duty.since) for duty in plan.duty] + [0] * committees
    held = [0] * departments + [len(meetings) for meetings in plan.meetings]
    table = np.zeros(departments + committees, dtype=kernel.PLACE)
    table["discipline"][:departments] = [DISCIPLINES[name] for name in plan.discipline]
    table["fits"][:departments] = [len(duty.stays) > 0 for duty in plan.duty]
    table["circle"] = -1
    for number, circle in enumerate(plan.nodes.circles):
        table["circle"][list(circle)] = number
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
    order = draws.order
    possible = order.stride * order.cases
    found = np.zeros(len(plan.departments) + len(plan.meetings), dtype=np.int64)
    for visits, people in zip(possible, people_at(plan), strict=True):
        found[list(people)] += visits
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
