"""The compiled engine: lays plan and draws out as flat arrays, runs the kernel, and puts the records in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine import drawing, kernel
from adminsim.engine.case_limits import begins_of, case_limits, has_moving_limits
from adminsim.engine.draws import TABLES
from adminsim.engine.fields import NOT_YET, VISIT_FIELDS, CaseEnds
from adminsim.engine.jit import IS_COMPILED, is_ready
from adminsim.engine.layout import hands_on, layout_of, possible_at_places
from adminsim.engine.masks import firsts, positions
from adminsim.engine.result import Result
from adminsim.model.timeline import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.draws import Draws
    from adminsim.engine.plan import Plan


def run_compiled(plan: Plan, draws: Draws) -> tuple[NDArray[Any], CaseEnds]:
    """Run a plan with its draws.

    Returns
    -------
    visits : structured ndarray
        One row for each visit, in the canonical order (see `adminsim.engine.fields`).
    ends : CaseEnds
        When and how each case was decided.

    Raises
    ------
    RunTooLargeError
        If the run is too large for the records, or its visits too many to be numbered within its instants.
    """
    layout, luck, state = laid_out(plan, draws)
    visits = state.visit
    with np.errstate(over="ignore"):  # Without Numba, masks that overflow would be told.
        kernel.simulate(_told(layout), _told(luck), _told(state))
        # What is behind the last record goes back to the system at once.
        visits.resize(kernel.squeeze(_told(visits)), refcheck=False)
    edges = np.cumsum([len(cases) for cases in draws.cases])[:-1]
    return visits.view(VISIT_FIELDS), CaseEnds(np.split(state.decided, edges), np.split(state.outcome, edges))


def laid_out(plan: Plan, draws: Draws) -> tuple[kernel.Layout, kernel.Luck, kernel.State]:
    """Return a plan and its draws as the kernel takes them, with the state at the start of the run."""
    layout, places = layout_of(plan, draws)
    return layout, _luck(layout, plan, draws), _state(layout, places, plan, draws)


def _told(part: Any) -> Any:
    """Return arrays, or one, as the kernel reads them: with fields as attributes, of which Python has to be told."""
    if IS_COMPILED:
        return part
    if isinstance(part, tuple):
        return type(part)(*map(_told, part))
    has_fields = isinstance(part, np.ndarray) and part.dtype.names is not None
    return part.view(np.recarray) if has_fields else part


def is_compiled() -> bool:
    """Tell whether what every run needs has been compiled before, here or on disk, so that it is ready at once.

    Measures are not asked for: not every command takes all of them, and they are compiled in seconds.
    """
    return all(map(is_ready, (kernel.simulate, *drawing.ENTRIES)))


_FIELDS: Any = {**(VISIT_FIELDS.fields or {}), "phase": (np.int8, VISIT_FIELDS.itemsize - 1)}
UNDER_WAY: np.dtype[Any] = np.dtype(_FIELDS)
"""A record with the phase of its visit, in the byte that is free at its end."""


def _luck(layout: kernel.Layout, plan: Plan, draws: Draws) -> kernel.Luck:
    arrivals = np.empty(sum(len(cases) for cases in draws.cases) + 1, dtype=np.int64)
    for cases, first, slot in zip(draws.cases, layout.chain_first, draws.order.arrival, strict=False):
        keys = np.maximum(cases.submitted, 0, out=arrivals[first : first + len(cases)])
        keys <<= layout.bits
        keys |= np.arange(slot, slot + len(cases))
    arrivals[-1] = kernel.NO_EVENT
    arrivals.sort(kind="stable")
    return kernel.Luck(
        arrivals,
        _by_case(draws, "route", np.int32),
        _by_case(draws, "priority" if "priority" in plan.discipline else None, np.int64),
        _by_case(draws, "due" if min(plan.due_from, default=NEVER) < NEVER else None, np.int64),
        _begun(plan, draws),
        _by_case(draws, "gives_up" if _has_deadlines(plan, draws) else None, np.int64),
        _by_case(draws, "submitted" if has_moving_limits(plan) else None, np.int64),
        _limits(plan, draws),
        *(np.require(draws.by_visit[name], kind, ["C", "W"]) for name, kind in TABLES.items()),
    )


def _limits(plan: Plan, draws: Draws) -> NDArray[np.int64]:
    """Return by case how long its limit is, where any is known from the run only."""
    if not has_moving_limits(plan):
        return np.empty(0, dtype=np.int64)
    route, extended = _by_case(draws, "route", np.int32), _by_case(draws, "extended", np.bool_)
    amounts = [[limit.amount(longer) for longer in (False, True)] if limit else [0, 0] for limit in case_limits(plan)]
    found: NDArray[np.int64] = np.array(amounts, dtype=np.int64)[route, extended.astype(np.int64)]
    return found


def _clock(layout: kernel.Layout, plan: Plan, draws: Draws) -> kernel.Clock:
    """Return the agency clocks of all cases at the start, where limits of cases are known from the run only."""
    has_clock = has_moving_limits(plan)
    cases, slots = (sum(map(len, draws.cases)), layout.slots) if has_clock else (0, 0)
    begins = [begins_of(plan, one) for one in draws.cases] if has_clock else [np.empty(0, dtype=np.int64)]
    return kernel.Clock(
        begins=np.concatenate(begins),
        is_over=np.zeros(cases, dtype=np.int8),
        open=np.zeros(cases, dtype=np.int64),
        first=np.full(cases, NOT_YET, dtype=np.int64),
        last=np.full(cases, NOT_YET, dtype=np.int64),
        since=np.empty(slots, dtype=np.int64),
        until=np.empty(slots, dtype=np.int64),
        after=np.empty(slots, dtype=np.int64),
    )


def _has_deadlines(plan: Plan, draws: Draws) -> bool:
    """Tell whether any case has a limit with consequences or an applicant who may give up."""
    if has_moving_limits(plan):
        return True
    instants = (instant for cases in draws.cases for instant in (cases.expires, cases.gives_up))
    return any(instant.min(initial=NEVER) < NEVER for instant in instants)


def _by_case(draws: Draws, name: str | None, kind: type) -> NDArray[Any]:
    """Return a column of all cases, in the one form that the kernel is compiled for; an empty one for no name."""
    if name is None:
        return np.empty(0, dtype=kind)
    columns = [getattr(cases, name) for cases in draws.cases]
    return np.require(columns[0] if len(columns) == 1 else np.concatenate(columns), kind, ["C", "W"])


def _begun(plan: Plan, draws: Draws) -> NDArray[np.int16]:
    """Return the step at which each case of a backlog waits, among the steps of its chain, else -1."""
    if all(cases.begun.max(initial=-1) < 0 for cases in draws.cases):
        return _by_case(draws, None, np.int16)
    begun, route = _by_case(draws, "begun", np.int16).copy(), _by_case(draws, "route", np.int32)
    late = np.flatnonzero(begun >= 0)
    nodes = np.concatenate([route.nodes for route in plan.routes])
    first = firsts([len(route.nodes) for route in plan.routes])
    begun[late] = positions(plan)[nodes[first[route[late]] + begun[late]]]
    return begun


def _state(layout: kernel.Layout, places: NDArray[Any], plan: Plan, draws: Draws) -> kernel.State:
    cases, words = sum(len(chain) for chain in draws.cases), layout.upstream.shape[1]
    queued, has_deadlines = possible_at_places(plan, draws), _has_deadlines(plan, draws)
    # Each visit can have three events to come, an end, a limit and the end of patience, and each case the latter two.
    # A limit of a case that is known from the run only can move as a visit begins, and as it ends.
    possible = 3 + 2 * has_moving_limits(plan)
    waits = np.empty(possible * layout.slots + 2 * cases + 1, dtype=np.int64)
    waits[0] = kernel.NO_EVENT
    return kernel.State(
        visit=np.zeros(layout.slots - layout.lead, dtype=UNDER_WAY),
        done=np.zeros((cases, words), dtype=np.uint64),
        open=np.zeros((cases, words), dtype=np.uint64),
        decided=np.full(cases, NOT_YET, dtype=np.int32),
        outcome=np.full(cases, Result.UNFINISHED, dtype=np.int8),
        escalated=np.zeros(cases if has_deadlines else 0, dtype=np.int8),
        expires=_by_case(draws, "expires" if has_deadlines else None, np.int64).copy(),
        clock=_clock(layout, plan, draws),
        due=np.zeros((layout.slots - layout.lead) * bool(plan.nodes.limit_stands_still.any()), dtype=np.int64),
        # A queue that has outgrown its room moves to one of twice the size, so that it takes this much in all.
        queue=np.empty(int((places["room"] + 4 * queued).sum()), dtype=kernel.QUEUE),
        free=np.full(layout.wakes // 64 + len(places) + 1, ~np.uint64(0), dtype=np.uint64),
        hands=np.zeros(int(hands_on(plan, draws).sum()), dtype=np.int64),
        place=places,
        looking=np.empty(len(places), dtype=np.int64),
        office_at=layout.office_first[:-1].copy(),
        soonest=np.full(int(layout.levels[-1]) + 1, kernel.NO_EVENT, dtype=np.int64),
        waits=waits,
    )
