"""When applications come to departments, on a time that is cut wherever anything changes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.arrivals import blocks_of, intensities_of
from adminsim.engine.capacity import Duty, meetings_of
from adminsim.model.calendar import DAY_S
from adminsim.model.demand import Listed, Poisson, Regular
from adminsim.model.step import Session
from adminsim.study.preview.offered_load import duties_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.model.system import System
    from adminsim.study.preview.visit_kinds import VisitKind

    Floats = NDArray[np.float64]

HOUR_S = 3600
RELEASE_S = 60
"""Within how long the cases of one meeting reach the next department."""


class Sources:
    """The demand on a system's chains over its horizon."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.period = system.period
        self.days = -(-self.period.horizon_s // DAY_S) + 1
        self.duties = duties_of(system)
        self._over: dict[Session, Floats] = {}
        self._grids: dict[tuple[tuple[str, ...], tuple[int, ...], bytes], Grid] = {}
        self.expected = {name: _expected(system, name) for name in system.chains}

    @cached_property
    def months(self) -> Floats:
        """Return the firsts of all months from the start to beyond the horizon, in seconds."""
        start = np.datetime64(self.period.start, "D")
        last = start + self.period.horizon_s // DAY_S
        firsts = np.arange(start.astype("datetime64[M]"), last.astype("datetime64[M]") + 2).astype("datetime64[D]")
        return np.maximum((firsts - start).astype(np.float64) * DAY_S, 0.0)

    def before(self, chain: str, instants: Floats) -> Floats:
        """Return the expected number of applications before each instant."""
        found: Floats = np.interp(instants, *self.expected[chain])
        return found

    def meetings(self, kind: VisitKind) -> Floats:
        """Return when the meetings are over from which the visits of a kind come, in seconds."""
        steps = kind.way.steps.steps
        before = kind.way.steps.graph[kind.step]
        held = next(step for name in before if isinstance(step := steps[name], Session))
        if held not in self._over:
            instants, _ = meetings_of(held, self.system, self.days)
            over: Floats = (instants + round(held.meeting.mean(self.system.workday_s))).astype(np.float64)
            self._over[held] = over[over + RELEASE_S <= self.period.horizon_s]
        return self._over[held]

    def grid(self, kinds: tuple[VisitKind, ...], duty: Duty) -> Grid:
        """Return the time of a department, cut at all instants at which anything changes that matters to it."""
        chains = tuple(dict.fromkeys(kind.way.chain for kind in kinds))
        over = {id(found): found for kind in kinds if kind.place.feed == "meeting" for found in (self.meetings(kind),)}
        since = np.asarray(duty.since, dtype=np.float64)
        key = chains, tuple(over), since.tobytes()
        if key not in self._grids:
            period = self.period
            ends = [0.0, period.cohort_start_s, period.cohort_end_s, period.horizon_s]
            cuts = [*over.values(), *(instants + RELEASE_S for instants in over.values())]
            cuts += [*(self.expected[chain][0] for chain in chains), since, self.months, np.array(ends)]
            merged = np.unique(np.concatenate(cuts))
            self._grids[key] = Grid(self, merged[merged <= period.horizon_s], since)
        return self._grids[key]

    def is_poisson(self, chain: str) -> bool:
        """Tell whether applications come independently of each other, one by one."""
        demand = self.system.chains[chain].demand
        return isinstance(demand, Poisson) and demand.mixing is None and demand.batch is None

    def cv2(self, chain: str) -> float:
        """Return the variance of the number of applications, or of batches, over its mean, in the long run."""
        demand = self.system.chains[chain].demand
        if isinstance(demand, Regular):
            return 0.0
        if not isinstance(demand, Poisson) or demand.mixing is None:
            return 1.0
        days = np.arange(0.0, self.period.cohort_end_s + 1, DAY_S)
        block = blocks_of(demand.mixing, self.period.start, days[:-1])
        counts = np.bincount(block, np.diff(self.before(chain, days)))
        return 1.0 + demand.mixing.cv.value**2 * float(counts @ counts / max(counts.sum(), 1e-12))

    def together(self, chain: str) -> float:
        """Return how many others an application finds in its own batch, on average."""
        demand = self.system.chains[chain].demand
        if not isinstance(demand, Poisson) or demand.batch is None:
            return 0.0
        batch = demand.batch
        return sum(size**2 * share for size, share in zip(batch.sizes, batch.shares, strict=True)) / batch.mean - 1.0


class Grid:
    """The time of departments at which the same instants matter, cut there; what follows from it is found once."""

    def __init__(self, sources: Sources, edges: Floats, since: Floats) -> None:
        self.edges, self.lengths = edges, np.diff(edges)
        self.shift = np.searchsorted(since, edges[:-1], side="right") - 1
        self.month = np.searchsorted(sources.months, edges[:-1], side="right") - 1
        self._sources = sources
        self._arrivals: dict[str, Floats] = {}
        self._rates: dict[tuple[str, str, bytes], Floats] = {}
        self._months_s = np.bincount(self.month, self.lengths)

    def arrivals(self, chain: str) -> Floats:
        """Return how many applications are expected in each interval."""
        if chain not in self._arrivals:
            self._arrivals[chain] = np.diff(self._sources.before(chain, self.edges))
        return self._arrivals[chain]

    def rate(self, chain: str, feed: str, is_open: NDArray[np.bool_]) -> Floats:
        """Return how many come a second in each interval, where each application makes one visit."""
        key = chain, feed, is_open.tobytes() if feed == "open" else b""
        if key not in self._rates:
            self._rates[key] = self._rate(self.arrivals(chain), feed, is_open)
        return self._rates[key]

    def _rate(self, arrivals: Floats, feed: str, is_open: NDArray[np.bool_]) -> Floats:
        if feed == "demand":
            return arrivals / self.lengths
        monthly = np.bincount(self.month, arrivals)
        evenly = monthly / self._months_s
        if feed == "any":
            return evenly[self.month]
        open_s = np.bincount(self.month, self.lengths * is_open)
        in_open_time = np.divide(monthly, open_s, out=evenly.copy(), where=open_s > 0)
        found: Floats = np.where(is_open | (open_s == 0)[self.month], in_open_time[self.month], 0.0)
        return found

    def released(self, over: Floats, cases: float) -> Floats:
        """Return how many come a second in each interval where so many are let go by meetings, a share by each."""
        if not len(over):
            return np.zeros(len(self.lengths))
        rising = np.bincount(np.searchsorted(self.edges, over), minlength=len(self.edges))
        falling = np.bincount(np.searchsorted(self.edges, over + RELEASE_S), minlength=len(self.edges))
        found: Floats = cases / len(over) / RELEASE_S * np.cumsum(rising - falling)[:-1]
        return found


def _expected(system: System, name: str) -> tuple[Floats, Floats]:
    """Return instants and the expected number of applications before each; linear between them."""
    demand, horizon = system.chains[name].demand, system.period.horizon_s
    if isinstance(demand, Poisson):
        return intensities_of(system)[name]
    if isinstance(demand, Regular):
        return np.array([0.0, horizon]), np.array([0.0, horizon / demand.every.seconds(DAY_S)])
    assert isinstance(demand, Listed)
    start = np.datetime64(system.period.start, "s")
    at = (np.array(demand.at, dtype="datetime64[s]") - start).astype(np.float64)
    edges = np.arange(0.0, horizon + HOUR_S, HOUR_S)
    counts, _ = np.histogram(at, edges)
    return edges, np.concatenate(([0.0], np.cumsum(counts)))
