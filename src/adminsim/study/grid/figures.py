"""Which figures are kept of each combination, and reading them off what was simulated."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from adminsim.reforms.told import PARTS
from adminsim.study.findings.change import quantiles_in, sample_of
from adminsim.study.findings.estimate import Estimate, Sample, estimate, estimate_amount, estimate_share
from adminsim.study.many.times import unpacked
from adminsim.study.run.measures import DAY_S
from adminsim.study.run.targets import FALLS, RISES
from adminsim.study.walk.findings import mean_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from adminsim.model.system import System
    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Run
    from adminsim.study.preview.offered_load import Load

Row = dict[str, float]
BARS = 48
"""About how many bars the spread of a chain's cycle times has."""
OTHERS = "/others"
"""Where the time of steps stands that only some combinations have; no step has a slash in its name."""
BY_RUN = (
    "elapsed.mean", "elapsed.mean/over", "agency_workdays.mean", "agency_workdays.mean/over", "procedures", "documents",
    "visits_in_person", "unfinished",
)  # fmt: skip
"""The measures of a chain whose values are kept run by run, so that they can be paired."""
CLOCKS, SHARES = ("elapsed", "agency_workdays"), ("median", "p90", "p95")
QUANTILES = tuple(f"{clock}.{name}" for clock in CLOCKS for name in SHARES)
OF_DEPARTMENTS = ("utilisation", "queue", "wait_hours")
ENDS = ("", "/low", "/high")


@dataclass(frozen=True)
class Bars:
    """The bars of the spread of a chain's cycle times.

    Attributes
    ----------
    width_d : int
        Whole days that a bar holds.
    count : int
        How many there are; the last holds all that takes longer.
    """

    width_d: int
    count: int


@dataclass(frozen=True)
class Figures:
    """What is kept of a combination: its names, in the order in which the figures stand.

    Attributes
    ----------
    targets : tuple of Target
        The targets.
    types, steps : mapping of str to tuple of str
        By chain its case types, and the steps that the baseline, single reforms and all reforms together have.
    bars : mapping of str to Bars
        By chain.
    months : tuple of str
        The months of the cohort, as in 2018-03.
    departments : tuple of str
        Their names.
    confidence : float
        Confidence level of all intervals.
    """

    targets: tuple[Target, ...]
    types: Mapping[str, tuple[str, ...]]
    steps: Mapping[str, tuple[str, ...]]
    bars: Mapping[str, Bars]
    months: tuple[str, ...]
    departments: tuple[str, ...]
    confidence: float

    @cached_property
    def by_run(self) -> tuple[str, ...]:
        """The figures that are kept run by run."""
        chains = [f"chain.{chain}.{measure}" for chain in self.types for measure in BY_RUN]
        keys = [f"target.{one.key}" for target in self.targets for one in target.as_read]
        return (*chains, *(key + part for key in keys for part in ("", "/over", RISES, FALLS)))

    @cached_property
    def of_all(self) -> tuple[str, ...]:
        """The figures that are kept of all runs together."""
        found: list[str] = []
        for chain, types in self.types.items():
            here = f"chain.{chain}."
            spread = [f"days.{bar}" for bar in range(self.bars[chain].count)]
            months = [f"month.{month}" for month in self.months]
            groups = ["", *(f"type.{kind}." for kind in types)]
            losers = [f"{group}{name}" for group in groups for name in ("slower", "saved")]
            found += [here + name + end for name in (*QUANTILES, *spread, *months, *losers) for end in ENDS]
            found += [f"{here}held.{step}.{part}" for step in (*self.steps[chain], OTHERS) for part in PARTS]
        found += [f"department.{name}.{one}" for name in self.departments for one in (*OF_DEPARTMENTS, "load", "grows")]
        return tuple(found)

    def read(self, runs: Sequence[Run], loads: Iterable[Load]) -> NDArray[np.float64]:
        """Return the figures of a combination: run by run, run after run for each, and those of all runs together.

        Parameters
        ----------
        runs : sequence of Run
            Its runs, in the order of their numbers.
        loads : iterable of Load
            The offered loads of its departments.
        """
        by_run = [[run.measures.get(name, np.nan) for run in runs] for name in self.by_run]
        row = self._row(runs) | self._of_departments(runs, loads)
        of_all = [row.get(name, np.nan) for name in self.of_all]
        return np.concatenate((np.ravel(by_run), of_all))

    def _row(self, runs: Sequence[Run]) -> Row:
        row: Row = {}
        measures = [run.measures for run in runs]
        for chain, types in self.types.items():
            here = f"chain.{chain}."
            for clock in CLOCKS:
                found = quantiles_in(runs, here + clock, self.confidence)
                for name in SHARES:
                    row |= _ends(f"{here}{clock}.{name}", found[name])
            row |= self._spread(chain, runs) | self._held(chain, runs)
            for month in self.months:
                times = sample_of(measures, f"{here}month.{month}.elapsed", np.nan)
                row |= _ends(f"{here}month.{month}", estimate_amount(times, self.confidence))
            for group in (here, *(f"{here}type.{kind}." for kind in types)):
                row |= _ends(group + "slower", estimate_share(sample_of(measures, group + "slower"), self.confidence))
                row |= _ends(group + "saved", estimate(sample_of(measures, group + "saved"), self.confidence))
        return row

    def _spread(self, chain: str, runs: Sequence[Run]) -> Row:
        """Return the share of approved cases by bar, with intervals from the runs."""
        bars = self.bars[chain]
        counts = np.array([_by_bar(run.times[f"chain.{chain}.elapsed"], bars) for run in runs], dtype=float)
        cases = counts.sum(axis=1)
        shares = counts / np.maximum(cases, 1)[:, None]
        row: Row = {}
        for bar in range(bars.count):
            row |= _ends(f"chain.{chain}.days.{bar}", estimate_share(Sample(shares[:, bar], cases), self.confidence))
        return row

    def _held(self, chain: str, runs: Sequence[Run]) -> Row:
        """Return the mean days that steps hold, those together that only some combinations have."""
        named = self.steps[chain]
        row: Row = {f"chain.{chain}.held.{step}.{part}": 0.0 for step in (*named, OTHERS) for part in PARTS}
        for step in dict.fromkeys(step for run in runs for group, step in run.held if group == chain):
            name = step if step in named else OTHERS
            for part, days in zip(PARTS, mean_days(runs, chain, step).tolist(), strict=True):
                row[f"chain.{chain}.held.{name}.{part}"] += days
        return row

    def _of_departments(self, runs: Sequence[Run], loads: Iterable[Load]) -> Row:
        row: Row = {}
        measures = [run.measures for run in runs]
        for load in loads:
            here = f"department.{load.department}."
            row |= {here + name: sample_of(measures, here + name).mean for name in OF_DEPARTMENTS}
            row |= {f"{here}load": load.load, f"{here}grows": float(load.is_overloaded)}
        return row


def figures_of(scenario: Scenario, systems: Iterable[System], pilots: Sequence[Run]) -> Figures:
    """Return what is kept of the combinations of a scenario's reforms.

    Parameters
    ----------
    scenario : Scenario
        What is studied.
    systems : iterable of System
        The baseline, and what single reforms and all together make of it.
    pilots : sequence of Run
        One year of the baseline and one of all reforms: they tell how long cases take.
    """
    chains, systems = scenario.baseline.chains, list(systems)
    steps = {
        chain: tuple(dict.fromkeys(step for system in systems for step in _steps(system, chain))) for chain in chains
    }
    return Figures(
        targets=scenario.targets,
        types={name: tuple(chain.types) for name, chain in chains.items()},
        steps=steps,
        bars={chain: _bars([unpacked(run.times[f"chain.{chain}.elapsed"]) for run in pilots]) for chain in chains},
        months=_months(scenario.baseline),
        departments=tuple(dict.fromkeys(name for system in systems for name in system.departments)),
        confidence=scenario.study.confidence,
    )


def _steps(system: System, name: str) -> list[str]:
    """Return the steps of a chain on the routes on which nobody, everybody, or one pilot's share is covered."""
    chain = system.chains[name]
    subjects = [pilot.subject for pilot in chain.pilots]
    covered = [frozenset(subjects), *(frozenset([subject]) for subject in subjects)]
    return list(dict.fromkeys(step for route in (chain, *map(chain.route, covered)) for step in route.steps))


def _bars(times: Sequence[NDArray[np.int32]]) -> Bars:
    """Return bars of whole days that hold what all but few cases take."""
    longest = max((float(np.quantile(found, 0.995)) for found in times if len(found)), default=0.0)
    days = max(int(np.ceil(1.1 * longest / DAY_S)), 1)
    width = next(size * ten for ten in (1, 10, 100, 1000) for size in (1, 2, 5) if days <= BARS * size * ten)
    return Bars(width, -(-days // width) + 1)


def _by_bar(times: bytes, bars: Bars) -> NDArray[np.int64]:
    """Return how many cases took more than the days below a bar and at most those of its end."""
    days = np.maximum(-(-unpacked(times).astype(np.int64) // DAY_S), 1)
    return np.bincount(np.minimum((days - 1) // bars.width_d, bars.count - 1), minlength=bars.count)


def _months(system: System) -> tuple[str, ...]:
    period = system.period
    first, last = (period.start + dt.timedelta(seconds=at) for at in (period.cohort_start_s, period.cohort_end_s - 1))
    places = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(f"{place // 12:04}-{place % 12 + 1:02}" for place in places)


def _ends(name: str, found: Estimate) -> Row:
    return dict(zip((name + end for end in ENDS), (found.mean, found.low, found.high), strict=True))
