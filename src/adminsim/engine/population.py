"""The cases of one replication: when each is submitted, its type, and which pilots cover it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.arrivals import arrival_instants, listed_types
from adminsim.engine.variants import variants_of
from adminsim.model.calendar import DAY_S
from adminsim.model.span import Basis
from adminsim.model.timeline import Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.streams import Streams
    from adminsim.model.chain import Chain, RouteEdit
    from adminsim.model.duration import Duration
    from adminsim.model.system import System


@dataclass(frozen=True)
class Applicants:
    """The cases of one chain; position is the case's number in its chain.

    Attributes
    ----------
    submitted : ndarray of int64
        Instants, in seconds since the start.
    begun : tuple of str, or None
        For the cases of a backlog, the step at which each waits when the run starts.
    case_type : ndarray of int16
        Position of the case type in the chain.
    variant : ndarray of int32
        Position in `variants`.
    variants : tuple of frozenset of str
        The sets of pilots that make a route of their own, by the names of the reforms: all that there can be, the same
        in every replication, where these are few (see `adminsim.engine.variants`); else those that occur.
    covered : dict of str to ndarray of bool
        By pilot that covers some cases only, which.
    """

    submitted: NDArray[np.int64]
    begun: tuple[str, ...] | None
    case_type: NDArray[np.int16]
    variant: NDArray[np.int32]
    variants: tuple[frozenset[str], ...]
    covered: dict[str, NDArray[np.bool_]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.submitted)


Population = dict[str, Applicants]
"""Applicants by chain."""


def draw_population(system: System, streams: Streams) -> Population:
    """Draw the cases of every chain."""
    population: Population = {}
    for name, chain in system.walks.items():
        draw = _draw_applicants if name in system.chains else _draw_backlog
        population[name] = draw(system, name, chain, streams)
    return population


def _draw_applicants(system: System, name: str, chain: Chain, streams: Streams) -> Applicants:
    submitted = arrival_instants(system, name, streams)
    count = len(submitted)
    listed = listed_types(system, name)
    case_type = _draw_types(name, chain, count, streams) if listed is None else listed
    partial = [pilot for pilot in chain.pilots if not pilot.holds_for_all]
    if not partial:
        return Applicants(submitted, None, case_type, np.zeros(count, np.int32), (frozenset(),))
    covered = {pilot.subject: np.zeros(count, dtype=bool) for pilot in partial}
    for pilot in partial:
        u = streams.uniforms(name, f"reform:{pilot.subject}", 0, "coverage", count)
        covered[pilot.subject] |= is_covered(pilot, chain, u, submitted, case_type, system.period.start)
    possible = variants_of(system)[name]
    if possible is None:
        return Applicants(submitted, None, case_type, *_occurring(covered), covered)
    return Applicants(submitted, None, case_type, possible.of(covered, count), possible.pilots, covered)


def _occurring(covered: dict[str, NDArray[np.bool_]]) -> tuple[NDArray[np.int32], tuple[frozenset[str], ...]]:
    """Return the variant of each case, and by which pilots each variant is covered, where any is."""
    occurring, variant = np.unique(np.column_stack(list(covered.values())), axis=0, return_inverse=True)
    variants = tuple(frozenset(s for s, on in zip(covered, row, strict=True) if on) for row in occurring)
    return variant.reshape(-1).astype(np.int32), variants


def _draw_backlog(system: System, name: str, chain: Chain, streams: Streams) -> Applicants:
    """Draw the cases that wait at the start, in the order of the file's steps; they were submitted before it."""
    steps = [step for step, backlog in chain.backlog.items() for _ in range(round(backlog.cases.value))]
    ages = []
    for step, backlog in chain.backlog.items():
        u = streams.uniforms(name, f"step:{step}", 0, "age", round(backlog.cases.value))
        ages.append(_ages(system, backlog.age, u))
    submitted = -np.concatenate(ages)
    case_type = _draw_types(name, chain, len(steps), streams)
    return Applicants(submitted, tuple(steps), case_type, np.zeros(len(steps), np.int32), (frozenset(),))


def _ages(system: System, age: Duration, u: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return how long before the start cases were submitted, in seconds; ages in WD pass in official hours."""
    most = system.days_before * DAY_S
    seconds = np.minimum(np.rint(age.quantile(u, system.workday_s)), most).astype(np.int64)
    if age.basis is Basis.CALENDAR or not seconds.any():
        return seconds
    official = Timeline.of(system.official, system.period.start, 1, system.days_before)
    return -official.begin(np.zeros(len(u), dtype=np.int64), seconds)


def _draw_types(name: str, chain: Chain, count: int, streams: Streams) -> NDArray[np.int16]:
    if len(chain.types) == 1:
        return np.zeros(count, dtype=np.int16)
    edges = np.cumsum([case_type.mix.value for case_type in chain.types.values()])[:-1]
    u = streams.uniforms(name, "arrivals", 0, "type", count)
    return np.searchsorted(edges, u, side="right").astype(np.int16)


def is_covered(
    pilot: RouteEdit,
    chain: Chain,
    u: NDArray[np.float64],
    submitted: NDArray[np.int64],
    case_type: NDArray[np.int16],
    start: dt.date,
) -> NDArray[np.bool_]:
    """Return which cases a pilot covers, given its uniforms `u`: a larger share contains a smaller one.

    All phases read the same `u`, so who was covered stays so where the share does not fall.
    """
    covered = np.zeros(len(u), dtype=bool)
    for since, coverage in pilot.course:
        now = u < coverage.share.value
        if coverage.types:
            now &= np.isin(case_type, [place for place, name in enumerate(chain.types) if name in coverage.types])
        begun = submitted >= (since - start).days * DAY_S if since is not None else np.ones(len(u), dtype=bool)
        covered = np.where(begun, now, covered)
    return covered
