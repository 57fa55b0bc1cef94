"""Instants that bind a case as a whole: due dates, limits that expire, patience that ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.plan import Counting, amount_of, end_of_days, limit_of
from adminsim.model.limit import Expiry
from adminsim.model.patience import While
from adminsim.model.span import Basis
from adminsim.model.timeline import NEVER, day_of_arrival

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan
    from adminsim.engine.population import Applicants
    from adminsim.engine.streams import Streams
    from adminsim.model.chain import Chain
    from adminsim.model.patience import Patience
    from adminsim.model.system import System


@dataclass(frozen=True)
class Deadlines:
    """The deadlines of the cases of a chain, in seconds since the start; `NEVER` where there is none.

    Attributes
    ----------
    due : ndarray of int64, shape (cases,)
        Due dates by the limit of the chain, where they are known beforehand.
    expires : ndarray of int64, shape (cases,)
        When that limit passes with consequences, not before the arrival, where that is known beforehand.
    gives_up : ndarray of int64, shape (cases,)
        When the applicant gives up unless the case is decided; never where a tacit approval is known to come first.
    extended : ndarray of bool, shape (cases,)
        Whether the limit of the chain is extended.
    """

    due: NDArray[np.int64]
    expires: NDArray[np.int64]
    gives_up: NDArray[np.int64]
    extended: NDArray[np.bool_]


def deadlines_of(system: System, plan: Plan, chain: int, applicants: Applicants, streams: Streams) -> Deadlines:
    """Return the deadlines of all cases of a chain, each by its own route."""
    due, expires, gives_up = (np.full(len(applicants), NEVER) for _ in range(3))
    found = Deadlines(due, expires, gives_up, np.zeros(len(applicants), dtype=bool))
    for variant in range(len(applicants.variants)):
        route = plan.routes[plan.first_route[chain] + variant]
        members = np.flatnonzero(applicants.variant == variant)
        if not len(members):
            continue
        submitted = applicants.submitted[members]
        arrived = np.maximum(submitted, 0)
        extended = _extended(route.chain, route.chain_name, members, streams)
        # What is known from the run only is foreseen in the run, see `adminsim.engine.case_limits`.
        is_known = not route.chain.is_limit_counted_afterwards
        due = np.full(len(members), NEVER)
        if is_known:
            due = due_from(route.chain, plan, submitted, day_of_arrival(submitted), extended)
        u = _uniforms(streams, route.chain_name, "patience", members)
        gives_up = _gives_up(system.workday_s, plan, route.chain.patience, arrived, u)
        found.due[members], found.extended[members] = due, extended
        has_consequences = route.chain.on_expiry is not Expiry.NOTHING and is_known
        if has_consequences:
            found.expires[members] = np.maximum(due, arrived)
        if has_consequences and route.chain.on_expiry is Expiry.APPROVE:
            gives_up = np.where(found.expires[members] <= gives_up, NEVER, gives_up)
        found.gives_up[members] = gives_up
    return found


def due_from(
    chain: Chain, plan: Plan, start: NDArray[np.int64], day: NDArray[np.int64], extended: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return when the limit of a chain ends that never stands still, where it begins at an instant, on a day."""
    counting, base = limit_of(chain.limit, chain.limit_clock)
    if counting == Counting.NONE:
        return np.full(len(start), NEVER)
    amount = base + extended * amount_of(chain.extension)
    if counting == Counting.SECONDS:
        due: NDArray[np.int64] = start + amount
        return due
    if counting == Counting.OFFICIAL:
        return plan.official.finish(start, amount)
    return end_of_days(plan.workdays, day, counting, amount)


def _extended(chain: Chain, name: str, members: NDArray[np.int64], streams: Streams) -> NDArray[np.bool_]:
    if chain.extension is None:
        return np.zeros(len(members), dtype=bool)
    drawn: NDArray[np.bool_] = _uniforms(streams, name, "extension", members) < chain.extension.probability.value
    return drawn


def _gives_up(
    workday_s: float, plan: Plan, patience: Patience | None, arrived: NDArray[np.int64], u: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return when patience ends: at least a second after the arrival, since nobody gives up before applying."""
    if patience is None or patience.while_ is While.QUEUEING:
        return np.full(len(arrived), NEVER)
    seconds = np.maximum(np.rint(patience.quantile(u, workday_s)), 1.0).astype(np.int64)
    if patience.basis is Basis.CALENDAR:
        return arrived + seconds
    finish = plan.official.finish
    return np.array([finish(*one) for one in zip(arrived.tolist(), seconds.tolist(), strict=True)], dtype=np.int64)


def _uniforms(streams: Streams, name: str, purpose: str, members: NDArray[np.int64]) -> NDArray[np.float64]:
    most = int(members.max(initial=-1)) + 1
    return streams.uniforms(name, "applicant", 0, purpose, most)[members]
