"""The grid: every subset of the switches, simulated with the same applicants and reduced to what a reader may ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.plan import Plans
from adminsim.engine.simulate import Engine
from adminsim.study.attribution.combinations import Combinations
from adminsim.study.grid.figures import Figures, figures_of
from adminsim.study.grid.kept import Before, run_row
from adminsim.study.grid.sliders import Slider, sliders_of
from adminsim.study.grid.switches import Switches, switches_of
from adminsim.study.many.executors import run_tasks
from adminsim.study.many.variants import BATCH, Tally
from adminsim.study.preview.offered_load import offered_loads

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    from adminsim.model.system import System
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Progress, Run
    from adminsim.study.many.variants import Journal
    from adminsim.study.sweep.axis import Asked

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
    sliders : tuple of Slider
        What is moved under the reforms of the file.
    moved : tuple of tuple of (int, int)
        For each slider and each of its stops the rows before and after the reforms.
    values : ndarray of float64, shape (rows, figures)
        See `Figures.read`.
    """

    scenario: Scenario
    switches: Switches
    seed: int
    replications: int
    figures: Figures
    places: tuple[int, ...]
    sliders: tuple[Slider, ...]
    moved: tuple[tuple[tuple[int, int], ...], ...]
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
class _Side:
    """A system and its plans, each made when it is needed."""

    system: Callable[[], System]
    plans: Callable[[], Plans]


@dataclass(frozen=True)
class _Group:
    """Some systems that are simulated together, by the number that fixes which.

    Attributes
    ----------
    number : int
        Its number.
    before : callable
        Returns what they are held against.
    sides : tuple of _Side
        The systems: a row of figures each.
    """

    number: int
    before: Callable[[], Before]
    sides: tuple[_Side, ...]


def grid_of(
    scenario: Scenario,
    *,
    switches: Sequence[str] = (),
    sliders: Mapping[str, Asked] | None = None,
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
    sliders : mapping of str to str or values, optional
        The figures that are moved under the reforms of the file, as `sweep` takes them; by default the demand.
    seed : int, optional
        In place of the one that the scenario states.
    replications : int, optional
        How many years are simulated of each combination: by default 30.
    workers, executor, progress, engine, journal
        As for `compare`; `progress` counts single years.

    Raises
    ------
    StudyError
        If there are more than 4,096 combinations, or a switch or a figure is not there.
    """
    chosen = switches_of(scenario, switches)
    moved = sliders_of(chosen.switched(chosen.stated), sliders)
    seed = scenario.study.seed if seed is None else seed
    replications = replications or REPLICATIONS
    systems = Combinations(chosen.scenario)
    variants = [0, *(chosen.variant(subset) for subset in range(chosen.count))]
    alike = systems.alike(any(target.counts_coverage for target in scenario.targets), variants)
    distinct = list(dict.fromkeys(alike))
    full = chosen.variant(chosen.count - 1)
    singles = [chosen.variant(1 << place) for place in range(len(chosen.names))]
    first, last = systems.plans(0), systems.plans(full)
    pilots = run_row(0, 0, Before(first, seed, engine), (first, last), scenario.targets, seed, engine)[2]
    figures = figures_of(scenario, map(systems.system, (0, *singles, full)), pilots)
    work = _Work(chosen, systems, figures, seed, replications, engine)
    groups, rows = work.groups(distinct, moved)
    values = np.concatenate(work.run(groups, workers, executor, progress, journal))
    place = {variant: row for row, variant in enumerate(distinct)}
    own = tuple(place[one] for one in alike[1:])
    return Grid(scenario, chosen, seed, replications, figures, own, moved, rows, values)


def _rows(slider: Slider, first: int) -> tuple[tuple[int, int], ...]:
    """Return the rows before and after the reforms for each stop of a slider, whose rows begin at `first`."""
    if slider.moves_baseline:
        return tuple((first + 2 * n, first + 2 * n + 1) for n in range(len(slider.stops)))
    return tuple((0, first + n) for n in range(len(slider.stops)))


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
        total = self.replications * sum(len(group.sides) for group in groups)
        ended = total - self.replications * sum(len(group.sides) for group in missing)
        if progress is not None:
            progress(ended, total)
        waiting: dict[int, dict[int, list[Run]]] = {group.number: {} for group in missing}
        of_number = {group.number: group for group in missing}
        if missing:
            rows = run_tasks(run_row, self._tasks(missing), engine=self.engine, workers=workers, executor=executor)
            with closing(rows) as ending:
                for number, replication, runs in ending:
                    waiting[number][replication] = runs
                    ended += len(runs)
                    if progress is not None:
                        progress(ended, total)
                    if len(waiting[number]) == self.replications:
                        found[number] = self._read(of_number[number], waiting.pop(number))
                        if journal is not None:
                            journal.keep(Tally(number, found[number]))
        return [found[group.number] for group in groups]

    def groups(
        self, variants: Sequence[int], sliders: Sequence[Slider]
    ) -> tuple[list[_Group], tuple[tuple[tuple[int, int], ...], ...]]:
        """Return the groups of some combinations and of sliders, and for each slider the rows of its stops."""
        starts = range(0, len(variants), BATCH)
        groups = [self.combined(place, variants[at : at + BATCH]) for place, at in enumerate(starts)]
        rows = []
        for slider in sliders:
            rows.append(_rows(slider, sum(len(group.sides) for group in groups)))
            groups += self.along(len(groups), slider)
        return groups, tuple(rows)

    def combined(self, number: int, variants: Sequence[int]) -> _Group:
        """Return the group of some combinations."""
        sides = (_Side(partial(self.systems.system, one), partial(self.systems.plans, one)) for one in variants)
        return _Group(number, lambda: self.baseline, tuple(sides))

    def along(self, number: int, slider: Slider) -> list[_Group]:
        """Return the groups of a slider: one for each stop where the system before the reforms is another there."""
        scenarios = [one.scenario for one in slider.stops]
        if not slider.moves_baseline:
            sides = tuple(_side(lambda one=one: one.reformed) for one in scenarios)  # type: ignore[misc]
            return [_Group(number, lambda: self.baseline, sides)] if sides else []
        return [self._both(number + place, one) for place, one in enumerate(scenarios)]

    def _both(self, number: int, scenario: Scenario) -> _Group:
        """Return the group of a scenario before and after its reforms."""
        first, second = _side(lambda: scenario.baseline), _side(lambda: scenario.reformed)
        before = lru_cache(1)(lambda: Before(first.plans(), self.seed, self.engine))
        return _Group(number, before, (first, second))

    @cached_property
    def baseline(self) -> Before:
        """What combinations are held against."""
        return Before(self.systems.plans(0), self.seed, self.engine)

    def _tasks(self, groups: list[_Group]) -> Iterator[tuple[object, ...]]:
        """Yield all replications of some systems before the next ones, so that few plans are held at once."""
        for group in groups:
            before, plans = group.before(), tuple(one.plans() for one in group.sides)
            for replication in range(self.replications):
                yield group.number, replication, before, plans, self.figures.targets, self.seed, self.engine

    def _read(self, group: _Group, rows: dict[int, list[Run]]) -> NDArray[np.float64]:
        """Return the figures of each system of a group."""
        found = []
        for place, side in enumerate(group.sides):
            runs = [rows[number][place] for number in range(self.replications)]
            found.append(self.figures.read(runs, offered_loads(side.system())))
        return np.array(found)


def _side(system: Callable[[], System]) -> _Side:
    """Return a system that is made once."""
    made = lru_cache(1)(system)
    return _Side(made, lru_cache(1)(lambda: Plans(made())))
