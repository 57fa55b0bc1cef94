"""The grid: every subset of the switches, simulated with the same applicants and reduced to what a reader may ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.simulate import Engine, simulate
from adminsim.engine.streams import Streams
from adminsim.study.attribution.combinations import Combinations
from adminsim.study.findings.compare import Comparison
from adminsim.study.grid.figures import Figures, figures_of
from adminsim.study.grid.switches import Switches, switches_of
from adminsim.study.many.executors import run_tasks
from adminsim.study.many.replicate import Replication, Run, reduce
from adminsim.study.many.variants import BATCH, Tally
from adminsim.study.run.losers import pair_measures

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    from adminsim.engine.plan import Plans
    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Progress
    from adminsim.study.many.variants import Journal

REPLICATIONS = 30
"""How many years are simulated of each combination by default."""


@dataclass(frozen=True)
class Grid:
    """What was found for every subset of the switches.

    Attributes
    ----------
    scenario : Scenario
        What was studied, as it is written.
    switches : Switches
        What is switched.
    seed, replications : int
        What fixed the random numbers, and how many years were simulated.
    figures : Figures
        Which figures there are.
    places : tuple of int
        For each subset the row of its figures; the first row is the baseline's.
    values : ndarray of float64, shape (rows, figures)
        See `Figures.read`.
    """

    scenario: Scenario
    switches: Switches
    seed: int
    replications: int
    figures: Figures
    places: tuple[int, ...]
    values: NDArray[np.float64]

    @property
    def by_run(self) -> NDArray[np.float64]:
        """The figures that are kept run by run, by row, figure and run."""
        count = len(self.figures.by_run)
        return self.values[:, : count * self.replications].reshape(-1, count, self.replications)

    @property
    def of_all(self) -> NDArray[np.float64]:
        """The figures of all runs together, by row and figure."""
        return self.values[:, len(self.figures.by_run) * self.replications :]


@dataclass(frozen=True)
class _Group:
    """Some combinations that are simulated together, by the number that fixes which."""

    number: int
    variants: tuple[int, ...]


def grid_of(
    scenario: Scenario,
    *,
    switches: Sequence[str] = (),
    seed: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    journal: Journal | None = None,
) -> Grid:
    """Simulate every subset of a scenario's reforms; those that make equal systems once.

    Parameters
    ----------
    scenario : Scenario
        What to study.
    switches : sequence of str
        The reforms that are switched; see `switches_of`.
    seed : int, optional
        In place of the one that the scenario states.
    replications : int, optional
        How many years are simulated of each combination: by default 30.
    workers, executor, progress, engine, journal
        As for `compare`; `progress` counts single years.

    Raises
    ------
    StudyError
        If there are more than 4,096 combinations, or a switch is not there.
    """
    chosen = switches_of(scenario, switches)
    seed = scenario.study.seed if seed is None else seed
    replications = replications or REPLICATIONS
    systems = Combinations(chosen.scenario)
    variants = [0, *(chosen.variant(subset) for subset in range(chosen.count))]
    alike = systems.alike(any(target.counts_coverage for target in scenario.targets), variants)
    distinct = list(dict.fromkeys(alike))
    full = chosen.variant(chosen.count - 1)
    singles = [chosen.variant(1 << place) for place in range(len(chosen.names))]
    first, last = systems.plans(0), systems.plans(full)
    pilots = run_row(0, 0, first, (first, last), scenario.targets, seed, engine)[2][1:]
    figures = figures_of(scenario, map(systems.system, (0, *singles, full)), pilots)
    groups = [
        _Group(place, tuple(distinct[at : at + BATCH])) for place, at in enumerate(range(0, len(distinct), BATCH))
    ]
    work = _Work(chosen, systems, figures, seed, replications, engine)
    values = np.concatenate(work.run(groups, workers, executor, progress, journal))
    place = {variant: row for row, variant in enumerate(distinct)}
    return Grid(scenario, chosen, seed, replications, figures, tuple(place[one] for one in alike[1:]), values)


def run_row(
    group: int, replication: int, baseline: Plans, plans: tuple[Plans, ...], targets: tuple[Target, ...], seed: int,
    engine: Engine = "auto",
) -> tuple[int, int, list[Run]]:  # fmt: skip
    """Simulate the baseline and some combinations in one replication; the unit of work of every executor."""
    streams = Streams(seed, replication)
    before = simulate(baseline.system, streams=streams, plans=baseline, engine=engine)
    runs = [reduce(before, targets, pair_measures(before, before))]
    for one in plans:
        after = simulate(one.system, streams=streams, plans=one, engine=engine)
        runs.append(reduce(after, targets, pair_measures(before, after)))
    return group, replication, runs


@dataclass(frozen=True)
class _Work:
    """What all groups have in common."""

    switches: Switches
    systems: Combinations
    figures: Figures
    seed: int
    replications: int
    engine: Engine

    def run(
        self, groups: list[_Group], workers: int | None, executor: Executor | None, progress: Progress | None,
        journal: Journal | None,
    ) -> list[NDArray[np.float64]]:  # fmt: skip
        """Return the figures of each group; those that a journal has are taken from there."""
        done = {one.number: one for one in journal.finished.values()} if journal is not None else {}
        found = {group.number: done[group.number].values for group in groups if group.number in done}
        missing = [group for group in groups if group.number not in found]
        total = self.replications * sum(len(group.variants) for group in groups)
        ended = total - self.replications * sum(len(group.variants) for group in missing)
        if progress is not None:
            progress(ended, total)
        waiting: dict[int, dict[int, list[Run]]] = {group.number: {} for group in missing}
        of_number = {group.number: group for group in missing}
        if missing:
            rows = run_tasks(run_row, self._tasks(missing), engine=self.engine, workers=workers, executor=executor)
            with closing(rows) as ending:
                for number, replication, runs in ending:
                    waiting[number][replication] = runs
                    ended += len(runs) - 1
                    if progress is not None:
                        progress(ended, total)
                    if len(waiting[number]) == self.replications:
                        found[number] = self._read(of_number[number], waiting.pop(number))
                        if journal is not None:
                            journal.keep(Tally(number, found[number]))
        return [found[group.number] for group in groups]

    def _tasks(self, groups: list[_Group]) -> Iterator[tuple[object, ...]]:
        """Yield all replications of some combinations before the next ones, so that few plans are held at once."""
        baseline = self.systems.plans(0)
        for group in groups:
            plans = tuple(self.systems.plans(variant) for variant in group.variants)
            for replication in range(self.replications):
                yield group.number, replication, baseline, plans, self.figures.targets, self.seed, self.engine

    def _read(self, group: _Group, rows: dict[int, list[Run]]) -> NDArray[np.float64]:
        """Return the figures of each combination of a group."""
        found = []
        for place, variant in enumerate(group.variants, start=1):
            pairs = tuple(Replication(n, rows[n][0], rows[n][place]) for n in range(self.replications))
            found.append(self.figures.read(Comparison(self._scenario(variant), self.seed, pairs)))
        return np.array(found)

    def _scenario(self, variant: int) -> Scenario:
        """Return the scenario with the reforms of a combination on."""
        on = {reform.subject: bool(variant >> n & 1) for n, reform in enumerate(self.systems.reforms)}
        return self.switches.scenario.toggled(**on)
