"""Breaking a limit down: limits of steps or procedures that add up along the longest way and are kept by most cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal

import numpy as np

from adminsim.engine.plan import Plans
from adminsim.engine.variants import routes_of
from adminsim.study.breakdown.times import ABSENT, HOUR_S, UNDONE, ReadTimes
from adminsim.study.breakdown.ways import Part, Ways, procedures_of, steps_of
from adminsim.study.errors import StudyError
from adminsim.study.findings.estimate import Estimate, Sample, estimate_share
from adminsim.study.many.pairs import REPLICATIONS
from adminsim.study.many.variants import Batch, Runner

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.engine.simulate import Engine
    from adminsim.model.chain import Chain
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Progress
    from adminsim.study.many.variants import Journal

By = Literal["step", "procedure"]
"""What gets limits: each step, or each procedure of several steps."""
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
    parts : tuple of Part
        What gets limits: the steps that the agency clock runs for, or their procedures, in the order of the chain.
    hours : tuple of ndarray of float64, shape (cases, parts), one by replication
        How long they are open under the reforms, in official hours; `ABSENT` where a case does not have the part,
        `UNDONE` in all places of a case that gave up or is undecided when the run ends.
    of_steps : Breakdown or None
        Where the parts are procedures, the same limit broken down by step.
    """

    scenario: Scenario
    seed: int
    chain: str
    workdays: int
    share: float
    parts: tuple[Part, ...]
    hours: tuple[NDArray[np.float64], ...]
    of_steps: Breakdown | None = None

    @property
    def by(self) -> By:
        """What gets limits."""
        return "step" if self.of_steps is None else "procedure"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(part.name for part in self.parts)

    @cached_property
    def _all(self) -> NDArray[np.float64]:
        return np.concatenate(self.hours)

    @property
    def allowed_h(self) -> float:
        """The limit of the whole in official hours of mean working days."""
        return self.workdays * self.scenario.baseline.workday_s / HOUR_S

    @cached_property
    def today(self) -> NDArray[np.float64]:
        """The limits, in hours by part, that the share of the cases keeps together as things are.

        Notes
        -----
        Each is the same quantile of the time of its part, over the approved cases that have it; the least quantile at
        which the share of cases that keep all of them is as large as asked for, rounded up to the grain. A procedure
        has half an hour at least for each step on its own longest way. Who gives up or is undecided when the run ends
        keeps none; where these are too many, it is the longest time of each part.
        """
        low, high = 0, 10_000
        while low < high:
            middle = (low + high) // 2
            if float(self._keeps(self._all, self._at(middle / 10_000)).mean()) >= self.share:
                high = middle
            else:
                low = middle + 1
        return self._at(low / 10_000)

    @property
    def undone(self) -> float:
        """The share of the cases that gave up or are undecided when the run ends."""
        return float((self._all[:, 0] == UNDONE).mean())

    def _at(self, quantile: float) -> NDArray[np.float64]:
        columns = [column[column >= 0] for column in self._all.T]
        limits = [float(np.quantile(c, quantile, method="inverted_cdf")) if len(c) else 0.0 for c in columns]
        found = np.ceil(np.round(np.array(limits) / GRAIN_H, 9)) * GRAIN_H
        return np.where(found > 0, np.maximum(found, self._least), 0.0)

    @cached_property
    def _least(self) -> NDArray[np.float64]:
        """The least limit of each part: the grain for each step on its longest way."""
        longest = [self.inside(part).longest(dict.fromkeys(part.steps, 1.0)) for part in self.parts]
        return GRAIN_H * np.array([len(steps) for steps in longest], dtype=float)

    def inside(self, part: Part) -> Ways:
        """Return the ways through a part, step by step."""
        return Ways(self.routes, tuple(Part(step, (step,)) for step in part.steps))

    @staticmethod
    def _keeps(hours: NDArray[np.float64], limits: NDArray[np.float64]) -> NDArray[np.bool_]:
        return np.asarray((hours <= limits + 1e-9).all(axis=1) & (hours[:, 0] != UNDONE))

    @cached_property
    def limits(self) -> NDArray[np.float64]:
        """The limits by part, in hours: those of today, or all shorter by one factor, so that they add up."""
        return fitted(self.today, self._floor, self.longest, self.allowed_h)

    @property
    def _floor(self) -> NDArray[np.float64]:
        return np.where(self.today > 0, self._least, 0.0)

    @cached_property
    def step_limits(self) -> dict[str, float]:
        """The limit of each step, in hours: where procedures have limits, such that they add up within each."""
        if self.of_steps is None:
            return dict(zip(self.names, self.limits.tolist(), strict=True))
        today = dict(zip(self.of_steps.names, self.of_steps.today.tolist(), strict=True))
        found: dict[str, float] = {}
        for part, limit in zip(self.parts, self.limits.tolist(), strict=True):
            own, ways = np.array([today[step] for step in part.steps]), self.inside(part)
            length = partial(_length, ways, part.steps)
            least = np.where(own > 0, GRAIN_H, 0.0)
            found |= dict(zip(part.steps, fitted(own, least, length, limit).tolist(), strict=True))
        return {name: found[name] for name in today}

    @property
    def is_possible(self) -> bool:
        """Whether the limit of the whole leaves every part some time."""
        return self.longest(self._floor) <= self.allowed_h

    @cached_property
    def _ways(self) -> Ways:
        return Ways(self.routes, self.parts)

    def way(self, limits: NDArray[np.float64]) -> tuple[str, ...]:
        """Return the longest way through the chain by the limits of its parts."""
        return self._ways.longest(dict(zip(self.names, limits.tolist(), strict=True)))

    def longest(self, limits: NDArray[np.float64]) -> float:
        """Return what the limits add up to along the longest way, in hours."""
        return _length(self._ways, self.names, limits)

    @property
    def routes(self) -> tuple[Chain, ...]:
        """The chain as its cases walk it under the reforms."""
        return routes_of(self.scenario.reformed)[self.chain]

    def together(self, limits: NDArray[np.float64]) -> Estimate:
        """Return the share of the cases that keep all limits together, as things are."""
        shares = [float(self._keeps(one, limits).mean()) if len(one) else np.nan for one in self.hours]
        cases = np.array([len(one) for one in self.hours], dtype=float)
        return estimate_share(Sample(np.array(shares), cases), self.scenario.study.confidence)

    def kept(self, part: str, limit_h: float) -> Estimate:
        """Return the share of the cases with a part that keep a limit of it, as things are."""
        place = self.names.index(part)
        columns = [one[:, place][one[:, place] != ABSENT] for one in self.hours]
        cases = np.array([len(one) for one in columns], dtype=float)
        kept = [(one <= limit_h + 1e-9) & (one != UNDONE) for one in columns]
        shares = [float(one.mean()) if len(one) else np.nan for one in kept]
        return estimate_share(Sample(np.array(shares), cases), self.scenario.study.confidence)

    def table(self) -> pd.DataFrame:
        """Return the limits of steps, or of procedures.

        Returns
        -------
        DataFrame
            Indexed by step, or procedure. Columns: limit_h and limit_workdays (what adds up to the limit of the whole
            along the longest way), today_h (what the share of the cases keeps together as things are), faster (by which
            share of it that must become faster), kept, kept_low, kept_high (the share that keeps the limit as things
            are) and on_the_way (whether it lies on the longest way).
        """
        import pandas as pd

        way = self.way(self.limits)
        rows = []
        for name, limit, today in zip(self.names, self.limits.tolist(), self.today.tolist(), strict=True):
            kept = self.kept(name, limit)
            rows.append(
                {self.by: name, "limit_h": limit, "limit_workdays": limit * HOUR_S / self.scenario.baseline.workday_s,
                 "today_h": today, "faster": 1 - limit / today if today else 0.0, "kept": kept.mean,
                 "kept_low": kept.low, "kept_high": kept.high, "on_the_way": name in way}
            )  # fmt: skip
        return pd.DataFrame(rows).set_index(self.by)


def breakdown(
    scenario: Scenario,
    *,
    limit: int,
    by: By = "step",
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
    """Break the limit of a chain down into limits of its steps or procedures, as the scenario's reforms have it.

    Parameters
    ----------
    scenario : Scenario
        What to study.
    limit : int
        The limit of the whole, in working days on the agency clock.
    by : {"step", "procedure"}
        What gets limits: each step, or each stage, which are the steps of one `procedure`; it takes as long as any of
        them is open.
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
        Limits of the steps, or procedures, that the agency clock runs for.

    Raises
    ------
    StudyError
        If there is no such chain, no case of it is approved, or the limit leaves some part no time.
    """
    chains = scenario.baseline.chains
    chain = chain or next(iter(chains))
    if chain not in chains:
        raise StudyError("breakdown-chain", {"given": chain, "allowed": ", ".join(chains)})
    seed = scenario.study.seed if seed is None else seed
    routes = routes_of(scenario.reformed)[chain]
    steps, procedures = steps_of(routes), procedures_of(routes)
    read = ReadTimes(chain, tuple(part.name for part in steps), procedures)
    plans = Plans(scenario.reformed)
    runner = Runner(seed, workers, executor, progress, engine, journal)
    years = range(replications or REPLICATIONS)
    found = runner.run([Batch(year, year, (0,)) for year in years], lambda _: plans, read)
    width = max(len(steps) + len(procedures), 1)
    hours = [found[year, 0].reshape(-1, width) for year in years]
    if not steps or not any((one[:, 0] != UNDONE).any() for one in hours):
        raise StudyError("breakdown-none", {"chain": chain})
    about = (scenario, seed, chain, limit, share)
    broken = Breakdown(*about, steps, tuple(one[:, : len(steps)] for one in hours))
    if by == "procedure":
        broken = Breakdown(*about, procedures, tuple(one[:, len(steps) :] for one in hours), broken)
    if not broken.is_possible:
        raise StudyError("breakdown-too-short", {"limit": limit, "chain": chain})
    return broken


def fitted(
    today: NDArray[np.float64],
    least: NDArray[np.float64],
    length: Callable[[NDArray[np.float64]], float],
    allowed: float,
) -> NDArray[np.float64]:
    """Return limits as they are, or all shorter by one factor but none below its least, so that they add up."""
    if length(today) <= allowed:
        return today
    low, high = 0, 10_000
    while low < high:
        middle = (low + high + 1) // 2
        if length(_shortened(today, least, middle / 10_000)) <= allowed:
            low = middle
        else:
            high = middle - 1
    return _shortened(today, least, low / 10_000)


def _shortened(today: NDArray[np.float64], least: NDArray[np.float64], part: float) -> NDArray[np.float64]:
    found: NDArray[np.float64] = least + np.floor(np.round(part * (today - least) / GRAIN_H, 9)) * GRAIN_H
    return found


def _length(ways: Ways, names: tuple[str, ...], limits: NDArray[np.float64]) -> float:
    return ways.length(dict(zip(names, limits.tolist(), strict=True)))
