"""How long a run takes to forget that it began empty: one warm-up for both systems, from pilot runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.plan import Plans
from adminsim.engine.result import Result
from adminsim.model.demand import Listed, Poisson
from adminsim.model.span import Length
from adminsim.reforms.base import RouteReform
from adminsim.study.many.variants import Batch, Runner
from adminsim.study.preview.offered_load import offered_loads

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.engine.records import Records
    from adminsim.engine.simulate import Engine
    from adminsim.model.calendar import Calendar
    from adminsim.model.system import System
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Progress
    from adminsim.study.many.variants import Journal

DAY_S, WEEK_D, YEAR_D = 86400, 7, 365
BATCH = 5
"""Weeks of which MSER-5 takes the mean."""
LEAST_KEPT = 5
"""Batches that a cut must leave: the statistic of fewer is small by chance."""
PILOT_WEEKS = 104
"""Weeks that a pilot run has at least."""
FIRST_PILOT = 100_000
"""Number of the first pilot replication: no study comes so far, so that pilots and study are independent."""


@dataclass(frozen=True)
class Settling:
    """How the mean time of a chain settles in one system.

    Attributes
    ----------
    chain, system : str
        The chain, and ``before`` or ``after`` the reforms.
    weeks : ndarray of int64
        The weeks of submission, from 0, in which there are cases.
    means : ndarray of float64
        Mean elapsed days of the cases submitted in each, over all pilots; of an unfinished case its age at the end.
    """

    chain: str
    system: str
    weeks: NDArray[np.int64]
    means: NDArray[np.float64]

    @cached_property
    def mser(self) -> NDArray[np.float64]:
        """The statistic of MSER-5 by number of batches that are cut off."""
        return mser(self.means)

    @property
    def cut_days(self) -> int:
        """Where the statistic is least, in days since the start."""
        return WEEK_D * int(self.weeks[BATCH * int(np.argmin(self.mser))]) if len(self.mser) else 0

    @property
    def is_settled(self) -> bool:
        """Whether that is within the first half: otherwise the run is too short to tell, or never settles."""
        return len(self.mser) > 0 and 2 * BATCH * int(np.argmin(self.mser)) <= len(self.means)

    @property
    def level(self) -> float:
        """Mean elapsed days of the weeks behind the cut."""
        kept = self.means[WEEK_D * self.weeks >= self.cut_days]
        return float(kept.mean()) if len(kept) else float("nan")


@dataclass(frozen=True)
class WarmUp:
    """The warm-up that pilot runs recommend.

    Attributes
    ----------
    scenario : Scenario
        What was run.
    pilots : int
        How many pilot replications were averaged.
    settlings : tuple of Settling
        By chain and system; only of the baseline where reforms begin or grow during the run.
    """

    scenario: Scenario
    pilots: int
    settlings: tuple[Settling, ...]

    @property
    def seasonal(self) -> tuple[str, ...]:
        """The chains whose arrivals have a season: weights by month that differ."""
        demands = {name: chain.demand for name, chain in self.scenario.baseline.chains.items()}
        return tuple(name for name, demand in demands.items() if isinstance(demand, Poisson) and _has_season(demand))

    @property
    def with_backlog(self) -> tuple[str, ...]:
        """The chains for which the backlog of the first day is stated."""
        return tuple(name for name, chain in self.scenario.baseline.chains.items() if chain.backlog)

    @property
    def changing(self) -> tuple[str, ...]:
        """The reforms that begin or grow during the run."""
        return _changing(self.scenario)

    @property
    def overloaded(self) -> tuple[str, ...]:
        """The departments that cannot keep up, before or after the reforms: their queues never settle."""
        loads = (*offered_loads(self.scenario.baseline), *offered_loads(self.scenario.reformed))
        return tuple(dict.fromkeys(load.department for load in loads if load.is_overloaded))

    @property
    def unsettled(self) -> tuple[Settling, ...]:
        """What has not settled by the middle of the run."""
        return tuple(one for one in self.settlings if not one.is_settled)

    @property
    def days(self) -> int:
        """The recommended warm-up: the largest cut, for both systems; with seasons, whole years that hold it."""
        cut = max((one.cut_days for one in self.settlings), default=0)
        return YEAR_D * max(1, -(-cut // YEAR_D)) if self.seasonal else cut

    @property
    def stated_days(self) -> float:
        """The warm-up that the baseline states."""
        return self.scenario.baseline.period.cohort_start_s / DAY_S

    def table(self) -> pd.DataFrame:
        """Return the cuts.

        Returns
        -------
        DataFrame
            Indexed by chain and system (before, after); columns: cut_days, is_settled, level (mean elapsed days of the
            weeks behind the cut), weeks (with cases).
        """
        import pandas as pd

        rows = [(s.chain, s.system, s.cut_days, s.is_settled, s.level, len(s.weeks)) for s in self.settlings]
        columns = ["chain", "system", "cut_days", "is_settled", "level", "weeks"]
        return pd.DataFrame(rows, columns=columns).set_index(["chain", "system"])

    def weekly(self) -> pd.DataFrame:
        """Return the weekly means.

        Returns
        -------
        DataFrame
            Indexed by chain and week of submission (from 0); columns before and after: mean elapsed days; mser_before
            and mser_after: the statistic of a cut before that week, where it is one that MSER-5 looks at.
        """
        import pandas as pd

        tables = {}
        for chain in self.scenario.baseline.chains:
            columns = {}
            for one in self.settlings:
                if one.chain == chain:
                    columns[one.system] = pd.Series(one.means, one.weeks)
                    columns[f"mser_{one.system}"] = pd.Series(one.mser, one.weeks[: BATCH * len(one.mser) : BATCH])
            tables[chain] = pd.DataFrame(columns)
        return pd.concat(tables, names=["chain", "week"])


def mser(means: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the statistic of MSER-5 by number of batches of five values that are cut off.

    Notes
    -----
    The squared standard error of the mean of what is kept, sum of (z - mean)^2 / kept^2 over the means z of batches
    that are kept; the best cut has the least. White (1997), An effective truncation heuristic for bias reduction in
    simulation output, Simulation 69(6); White and Spratt (2000), and Franklin and White (2008), Stationarity tests and
    MSER-5, Proceedings of the Winter Simulation Conference. At least five batches are kept; it is empty where there
    are fewer.
    """
    count = len(means) // BATCH
    batches = means[: count * BATCH].reshape(count, BATCH).mean(axis=1)
    kept = (batches[cut:] for cut in range(count - LEAST_KEPT + 1))
    return np.array([((part - part.mean()) ** 2).sum() / len(part) ** 2 for part in kept])


def warm_up(
    scenario: Scenario,
    *,
    pilots: int = 10,
    seed: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    journal: Journal | None = None,
) -> WarmUp:
    """Recommend a warm-up from pilot runs of the baseline and of the reforms.

    Parameters
    ----------
    scenario : Scenario
        What is to be studied; its own warm-up is not looked at.
    pilots : int
        How many replications are averaged.
    seed : int, optional
        In place of the one that the scenario states. Pilots share no random numbers with the replications of a study.
    workers, executor, progress, engine, journal
        As for `compare`; `progress` counts single years.

    Returns
    -------
    WarmUp
        The recommended warm-up in days, with all that it follows from.

    Notes
    -----
    Cycle times are averaged by week of submission, over all pilots; where MSER-5 cuts these weekly means, the run has
    settled. Runs are of two years at least, so that there is something to settle to; those of listed arrivals are as
    long as stated. Where that is beyond the years with known holidays, plain weekly hours are taken there.
    """
    seed = scenario.study.seed if seed is None else seed
    systems = {"before": scenario.baseline} | ({} if _changing(scenario) else {"after": scenario.reformed})
    plans = [Plans(_as_pilot(system)) for system in systems.values()]
    # Both systems of a pilot are one batch, as the pair of a study is; a journal keeps it whole.
    batches = [Batch(number, FIRST_PILOT + number, tuple(range(len(plans)))) for number in range(pilots)]
    runner = Runner(seed, workers, executor, progress, engine, journal)
    found = runner.run(batches, plans.__getitem__, weekly_sums)
    settlings = []
    for place, chain in enumerate(scenario.baseline.chains):
        for variant, when in enumerate(systems):
            # One after the other, in the order of their numbers: sums of floating numbers depend on it.
            sums = sum((found[batch.replication, variant] for batch in batches), np.zeros(1))
            settlings.append(_settling(chain, when, sums.reshape(len(scenario.baseline.chains), 2, -1)[place]))
    return WarmUp(scenario, pilots, tuple(settlings))


def _as_pilot(system: System) -> System:
    """Return a system that is measured from the first day on, and long enough."""
    period = system.period
    days = period.cohort_end_s / DAY_S
    if not any(isinstance(chain.demand, Listed) for chain in system.chains.values()):
        days = max(days, PILOT_WEEKS * WEEK_D)
    whole = period.replace(warm_up=Length(amount=0, unit="d"), cohort=Length(amount=days, unit="d"))
    calendars = {name: _beyond_known_years(calendar) for name, calendar in system.calendars.items()}
    return system.replace(period=whole, calendars=calendars)


def _beyond_known_years(calendar: Calendar) -> Calendar:
    """Return a calendar that takes plain weekly hours in the years that no holiday data reach: pilots last longer."""
    changes = tuple(change.replace(calendar=_beyond_known_years(change.calendar)) for change in calendar.changes)
    return calendar.replace(outside_covered_years="weekdays", changes=changes)


def weekly_sums(records: Records) -> tuple[float, ...]:
    """Return of each chain the sums of elapsed days by week of submission, and then the numbers of cases."""
    cases = records.case_rows
    weeks = records.system.period.cohort_end_s // (WEEK_D * DAY_S)
    week = cases["submitted"] // (WEEK_D * DAY_S)
    unfinished = cases["outcome"] == Result.UNFINISHED
    age = records.plan.horizon_s - cases["submitted"].astype(np.int64)
    days = np.where(unfinished, age, cases["elapsed"]) / DAY_S
    measured = (unfinished | (cases["outcome"] == Result.PASS)) & (week >= 0) & (week < weeks)
    chains = len(records.system.chains)
    place = (cases["chain"] * weeks + week)[measured]
    found = [np.bincount(place, weights, chains * weeks) for weights in (days[measured], None)]
    return tuple(np.stack(found).reshape(2, chains, weeks).transpose(1, 0, 2).astype(float).ravel().tolist())


def _settling(chain: str, when: str, sums: NDArray[np.float64]) -> Settling:
    days, cases = sums
    weeks = np.flatnonzero(cases)
    return Settling(chain, when, weeks, days[weeks] / cases[weeks])


def _has_season(demand: Poisson) -> bool:
    return len({demand.months.get(month, 1.0) for month in range(1, 13)}) > 1


def _changing(scenario: Scenario) -> tuple[str, ...]:
    start = scenario.baseline.period.start
    return tuple(
        reform.subject
        for reform in scenario.reforms
        if reform.enabled and ((reform.since or start) > start or (isinstance(reform, RouteReform) and reform.phases))
    )
