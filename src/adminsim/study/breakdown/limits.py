"""Breaking a limit down: limits of steps that add up along the longest way and are kept together by most cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.plan import Plans
from adminsim.model.precedence import in_order
from adminsim.study.breakdown.times import ABSENT, HOUR_S, UNDONE, ReadStepTimes
from adminsim.study.errors import StudyError
from adminsim.study.findings.estimate import Estimate, Sample, estimate_share
from adminsim.study.many.pairs import REPLICATIONS
from adminsim.study.many.variants import Batch, Runner

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.engine.simulate import Engine
    from adminsim.model.chain import Chain
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Progress
    from adminsim.study.many.variants import Journal

SHARE = 0.95
"""Share of the cases that are to keep all limits together."""
GRAIN_H = 0.5
"""Limits are whole multiples of so many hours."""


@dataclass(frozen=True)
class Breakdown:
    """A limit broken down.

    Attributes
    ----------
    scenario : Scenario
        What was studied.
    seed : int
        What fixed its random numbers.
    chain : str
        The chain.
    workdays : int
        The limit of the whole, in working days.
    share : float
        Share of the cases that are to keep all limits together.
    steps : tuple of str
        The steps that the agency clock runs for, in the order of the chain.
    hours : tuple of ndarray of float64, shape (cases, steps), one by replication
        How long they are open under the reforms, in official hours; `ABSENT` where a case does not have the step,
        `UNDONE` in all places of a case that gave up or is undecided when the run ends.
    """

    scenario: Scenario
    seed: int
    chain: str
    workdays: int
    share: float
    steps: tuple[str, ...]
    hours: tuple[NDArray[np.float64], ...]

    @cached_property
    def _all(self) -> NDArray[np.float64]:
        return np.concatenate(self.hours)

    @property
    def allowed_h(self) -> float:
        """The limit of the whole in official hours of mean working days."""
        return self.workdays * self.scenario.baseline.workday_s / HOUR_S

    @cached_property
    def today(self) -> NDArray[np.float64]:
        """The limits, in hours by step, that the share of the cases keeps together as things are.

        Notes
        -----
        Each is the same quantile of the time of its step, over the approved cases that have it; the least quantile at
        which the share of cases that keep all of them is as large as asked for, rounded up to the grain. Who gives up
        or is undecided when the run ends keeps none; where these are too many, it is the longest time of each step.
        """
        low, high = 0, 10_000
        while low < high:
            middle = (low + high) // 2
            if float(self._keeps(self._all, self._at(middle / 10_000)).mean()) >= self.share:
                high = middle
            else:
                low = middle + 1
        return self._at(low / 10_000)

    def _at(self, quantile: float) -> NDArray[np.float64]:
        columns = [column[column >= 0] for column in self._all.T]
        limits = [float(np.quantile(c, quantile, method="inverted_cdf")) if len(c) else 0.0 for c in columns]
        return np.ceil(np.round(np.array(limits) / GRAIN_H, 9)) * GRAIN_H

    @staticmethod
    def _keeps(hours: NDArray[np.float64], limits: NDArray[np.float64]) -> NDArray[np.bool_]:
        return np.asarray((hours <= limits + 1e-9).all(axis=1) & (hours[:, 0] != UNDONE))

    @cached_property
    def limits(self) -> NDArray[np.float64]:
        """The limits by step, in hours: those of today, or all shorter by one factor, so that they add up."""
        if self.longest(self.today) <= self.allowed_h:
            return self.today
        low, high = 0, 10_000
        while low < high:
            middle = (low + high + 1) // 2
            if self.longest(self._shortened(middle / 10_000)) <= self.allowed_h:
                low = middle
            else:
                high = middle - 1
        return self._shortened(low / 10_000)

    def _shortened(self, part: float) -> NDArray[np.float64]:
        """Return the limits of today shortened to a part, but none to nothing."""
        least = np.where(self.today > 0, GRAIN_H, 0.0)
        found: NDArray[np.float64] = least + np.floor(np.round(part * (self.today - least) / GRAIN_H, 9)) * GRAIN_H
        return found

    @property
    def is_possible(self) -> bool:
        """Whether the limit of the whole leaves every step some time."""
        return self.longest(self._shortened(0.0)) <= self.allowed_h

    def way(self, limits: NDArray[np.float64]) -> tuple[str, ...]:
        """Return the longest way through the chain by the limits of its steps."""
        before: dict[str, tuple[float, tuple[str, ...]]] = {}
        own = dict(zip(self.steps, limits.tolist(), strict=True))
        graph = self._route.graph
        for name in in_order(graph):
            longest = max((before[other] for other in graph[name]), default=(0.0, ()), key=lambda one: one[0])
            more = (longest[0] + own[name], (*longest[1], name)) if name in own else longest
            before[name] = more
        return max(before.values(), key=lambda one: one[0])[1]

    def longest(self, limits: NDArray[np.float64]) -> float:
        """Return what the limits add up to along the longest way, in hours."""
        own = dict(zip(self.steps, limits.tolist(), strict=True))
        return float(sum(own[name] for name in self.way(limits)))

    @cached_property
    def _route(self) -> Chain:
        return route_of(self.scenario, self.chain)

    def together(self, limits: NDArray[np.float64]) -> Estimate:
        """Return the share of the cases that keep all limits together, as things are."""
        shares = [float(self._keeps(one, limits).mean()) if len(one) else np.nan for one in self.hours]
        cases = np.array([len(one) for one in self.hours], dtype=float)
        return estimate_share(Sample(np.array(shares), cases), self.scenario.study.confidence)

    def kept(self, step: str, limit_h: float) -> Estimate:
        """Return the share of the cases with a step that keep a limit of it, as things are."""
        place = self.steps.index(step)
        columns = [one[:, place][one[:, place] != ABSENT] for one in self.hours]
        cases = np.array([len(one) for one in columns], dtype=float)
        kept = [(one <= limit_h + 1e-9) & (one != UNDONE) for one in columns]
        shares = [float(one.mean()) if len(one) else np.nan for one in kept]
        return estimate_share(Sample(np.array(shares), cases), self.scenario.study.confidence)

    def table(self) -> pd.DataFrame:
        """Return the limits of steps.

        Returns
        -------
        DataFrame
            Indexed by step. Columns: limit_h and limit_workdays (what adds up to the limit of the whole along the
            longest way), today_h (what the share of the cases keeps together as things are), faster (by which part the
            step must become faster), kept, kept_low, kept_high (the share that keeps the limit as things are) and
            on_the_way (whether it lies on the longest way).
        """
        import pandas as pd

        way = self.way(self.limits)
        rows = []
        for name, limit, today in zip(self.steps, self.limits.tolist(), self.today.tolist(), strict=True):
            kept = self.kept(name, limit)
            rows.append(
                {"step": name, "limit_h": limit, "limit_workdays": limit * HOUR_S / self.scenario.baseline.workday_s,
                 "today_h": today, "faster": 1 - limit / today if today else 0.0, "kept": kept.mean,
                 "kept_low": kept.low, "kept_high": kept.high, "on_the_way": name in way}
            )  # fmt: skip
        return pd.DataFrame(rows).set_index("step")


def breakdown(
    scenario: Scenario,
    *,
    limit: int,
    chain: str | None = None,
    share: float = SHARE,
    seed: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    journal: Journal | None = None,
) -> Breakdown:
    """Break the limit of a chain down into limits of its steps, as the scenario's reforms have it.

    Parameters
    ----------
    scenario : Scenario
        What to study.
    limit : int
        The limit of the whole, in working days on the agency clock.
    chain : str, optional
        Which chain; by default the first.
    share : float
        Share of the cases that are to keep all limits together.
    seed : int, optional
        In place of the one that the scenario states.
    replications : int, optional
        How many years are simulated, by default 10.
    workers, executor, progress, engine, journal
        As for `compare`.

    Returns
    -------
    Breakdown
        Limits of the steps that the agency clock runs for.

    Raises
    ------
    StudyError
        If there is no such chain, no case of it is approved, or the limit leaves some step no time.
    """
    chains = scenario.baseline.chains
    chain = chain or next(iter(chains))
    if chain not in chains:
        raise StudyError("breakdown-chain", {"given": chain, "allowed": ", ".join(chains)})
    seed = scenario.study.seed if seed is None else seed
    route = route_of(scenario, chain)
    steps = tuple(name for name in in_order(route.graph) if route.steps[name].is_counted)
    read = ReadStepTimes(chain, steps)
    plans = Plans(scenario.reformed)
    runner = Runner(seed, workers, executor, progress, engine, journal)
    years = range(replications or REPLICATIONS)
    found = runner.run([Batch(year, year, (0,)) for year in years], lambda _: plans, read)
    hours = tuple(found[year, 0].reshape(-1, len(steps)) if steps else np.zeros((0, 0)) for year in years)
    if not steps or not any((one[:, 0] != UNDONE).any() for one in hours):
        raise StudyError("breakdown-none", {"chain": chain})
    broken = Breakdown(scenario, seed, chain, limit, share, steps, hours)
    if not broken.is_possible:
        raise StudyError("breakdown-too-short", {"limit": limit, "chain": chain})
    return broken


def route_of(scenario: Scenario, chain: str) -> Chain:
    """Return a chain as those cases meet it that all reforms cover."""
    reformed = scenario.reformed.chains[chain]
    return reformed.route(frozenset(pilot.subject for pilot in reformed.pilots))
