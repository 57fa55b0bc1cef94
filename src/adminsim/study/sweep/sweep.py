"""What if: what the targets are judged by along one figure, or over two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from adminsim.reforms.by_path import BASELINE, with_figure
from adminsim.study.errors import StudyError
from adminsim.study.many.points import Points
from adminsim.study.many.variants import ReadTargets, Runner, batches_of
from adminsim.study.sweep.axis import Asked, Axis, axis_of
from adminsim.study.sweep.rows import by_system, elapsed_of, rows_of, table_of

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pandas as pd

    from adminsim.engine.simulate import Engine
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Progress
    from adminsim.study.many.variants import Journal

REPLICATIONS = 10
"""How many years are simulated by default at each point."""
MOST_AXES = 2


@dataclass(frozen=True)
class Swept:
    """A sweep with what it is about.

    Attributes
    ----------
    scenario : Scenario
        What was studied.
    seed, replications : int
        What fixed its random numbers, and how many years were simulated at each point.
    axes : tuple of Axis
        The figures that were varied.
    impossible : tuple of tuple of float
        The points at which the reforms are not possible.
    table : DataFrame
        See `sweep`.
    """

    scenario: Scenario
    seed: int
    replications: int
    axes: tuple[Axis, ...]
    impossible: tuple[tuple[float, ...], ...]
    table: pd.DataFrame


def sweep(
    scenario: Scenario,
    vary: Mapping[str, Asked],
    *,
    seed: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    journal: Journal | None = None,
) -> pd.DataFrame:
    """Say what becomes of the targets where one figure, or two, take other values.

    All points are simulated with the same applicants, so that neighbours differ by the figure alone.

    Parameters
    ----------
    scenario : Scenario
        What to study.
    vary : mapping of str to str or values
        By the path of a figure, see `Scenario.with_value`, its values: ``"from:to:steps"``, or a list. ``18`` is a
        value, ``"+2"`` and ``"-2"`` are so much more or less than the files state, ``"50%"`` is a part of that and
        ``"+10%"`` so much more than that; times have a unit. ``demand`` stands for the rate of the only chain, or for
        those of all chains together, in per cent. A duration of several figures is varied as a whole, in per cent.
    seed : int, optional
        In place of the one that the scenario states.
    replications : int, optional
        How many years are simulated at each point, by default 10.
    workers, executor, progress, engine, journal
        As for `compare`; `progress` counts the points that are looked at before anything is simulated, then single
        years.

    Returns
    -------
    DataFrame
        One row for each point and measure. First a column for each figure, named by its path and unit; then measure (a
        target, or ``chain.<chain>.elapsed.mean``), unit, value with low and high (what is judged under the reforms: a
        share, a mean, or what is saved beyond a cut that is asked for), required, at_least (whether it must be at
        least that), verdict, the busiest department with its load, and whether its queue grows as long as the run
        lasts, so that the value depends on how long is simulated. Points at which the reforms are not possible have no
        value.

    Raises
    ------
    UnknownPlaceError, ImpossibleValueError, StudyError
        If there is no such figure, it cannot have a value, or what is asked cannot be read.
    """
    return swept(
        scenario, vary, seed=seed, replications=replications, workers=workers, executor=executor, progress=progress,
        engine=engine, journal=journal,
    ).table  # fmt: skip


def swept(
    scenario: Scenario,
    vary: Mapping[str, Asked],
    *,
    seed: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    journal: Journal | None = None,
) -> Swept:
    """Return a sweep with what it is about; see `sweep`."""
    if not 1 <= len(vary) <= MOST_AXES:
        raise StudyError("sweep-axes", {"given": len(vary)})
    axes = tuple(axis_of(scenario, name, asked) for name, asked in vary.items())
    grid = list(product(*(range(len(axis.values)) for axis in axes)))
    count = replications or REPLICATIONS
    told = progress or (lambda *_: None)

    def at(point: int) -> Scenario:
        return scenario_at(scenario, axes, grid[point])

    targets = [at(point).targets for point in range(len(grid))]
    read = tuple(dict.fromkeys(one for found in targets for one in found)) + elapsed_of(scenario)
    points = Points(
        scenario, at, len(grid), needs_before=any(target.compares for target in scenario.targets),
        moves_baseline=any(path[0] == BASELINE for axis in axes for setting in axis.settings for path, _ in setting),
        looked=lambda done, of: told(done, of * (1 + 2 * count)),
    )  # fmt: skip
    seed, looked = scenario.study.seed if seed is None else seed, len(grid)
    runner = Runner(seed, workers, executor, lambda done, total: told(looked + done, looked + total), engine, journal)
    found = runner.run(batches_of(points.wanted, count), points.plans, ReadTargets(read))
    years = by_system(found, points.wanted, count, read)
    rows, impossible = [], []
    for point, places in enumerate(grid):
        here = tuple(axis.values[place] for axis, place in zip(axes, places, strict=True))
        rows += [(here, row) for row in rows_of(at(point), targets[point], points.pairs.get(point), years)]
        if point not in points.pairs:
            impossible.append(here)
    return Swept(scenario, seed, count, axes, tuple(impossible), table_of(rows, [column_of(axis) for axis in axes]))


def scenario_at(scenario: Scenario, axes: tuple[Axis, ...], places: tuple[int, ...]) -> Scenario:
    """Return the scenario at a point, by the place of its value on each axis."""
    for axis, place in zip(axes, places, strict=True):
        for path, value in axis.settings[place]:
            scenario = with_figure(scenario, path, value)
    return scenario


def column_of(axis: Axis) -> str:
    """Return the name of the column of a figure."""
    return f"{axis.name} [{axis.unit}]" if axis.unit else axis.name
