"""Whose clock ran how long, and which steps were late: by bureau and month, and by bureau and step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.plan import Counting
from adminsim.engine.variants import routes_of
from adminsim.study.findings.estimate import Estimate, Sample, estimate_amount, estimate_share
from adminsim.study.many.pairs import REPLICATIONS, read_pairs
from adminsim.study.many.variants import Runner
from adminsim.study.run.late_visits import ends_of, late_visits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Executor

    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.engine.records import Records
    from adminsim.engine.simulate import Engine
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Progress
    from adminsim.study.many.variants import Journal

WHEN = ("before", "after")
FIGURES = ("visits", "official_s", "limited", "late")
"""What is read: how many visits end, official time in which they were open on the agency clock, how many have a limit,
and how many of these are late."""


@dataclass(frozen=True)
class Cell:
    """What figures are of: a department with a month, or with a step of a chain.

    Attributes
    ----------
    department : str
        Its name.
    month : str
        As yyyy-mm; empty for a cell of a step.
    chain, step : str
        The step; empty for a cell of a month.
    """

    department: str
    month: str = ""
    chain: str = ""
    step: str = ""


@dataclass(frozen=True)
class ReadBureaus:
    """Reads the figures of cells off a run, from the visits that end in the cohort's time."""

    cells: tuple[Cell, ...]

    def __call__(self, records: Records) -> tuple[float, ...]:
        """Return `FIGURES` of each cell, one after the other."""
        plan, visits, period = records.plan, records.visit_rows, records.system.period
        has_limit, is_late = (plan.nodes.limit != Counting.NONE)[visits["node"]], late_visits(records)
        end = ends_of(records)
        # What ends at midnight ends on the day before.
        inside = (end > period.cohort_start_s) & (end <= period.cohort_end_s)
        counted = plan.nodes.counts[visits["node"]]
        open_s = np.where(counted, plan.official.open_between(visits["ready"].astype(np.int64), end), 0)
        start = np.datetime64(period.start, "s")
        month = (start + (end - 1).astype("timedelta64[s]")).astype("datetime64[M]")
        row = np.stack([inside.astype(np.int64), open_s, has_limit, is_late])
        found: dict[Cell, NDArray[np.int64]] = {}
        for node, step in enumerate(plan.nodes.step):
            chain = plan.chains[int(plan.nodes.chain[node])]
            here = np.flatnonzero(inside & (visits["node"] == node))
            for name in step.step.departments:
                _add(found, Cell(name, chain=chain, step=step.name), row[:, here].sum(axis=1))
                for one in np.unique(month[here]):
                    of_month = here[month[here] == one]
                    _add(found, Cell(name, month=str(one)), row[:, of_month].sum(axis=1))
        nothing = np.zeros(len(FIGURES), dtype=np.int64)
        return tuple(float(value) for cell in self.cells for value in found.get(cell, nothing))


@dataclass(frozen=True)
class Bureaus:
    """What bureaus did with their time.

    Attributes
    ----------
    scenario : Scenario
        What was studied.
    seed : int
        What fixed its random numbers.
    cells : tuple of Cell
        What the figures are of.
    figures : ndarray of float64, shape (2, replications, cells, len(FIGURES))
        Before and after.
    """

    scenario: Scenario
    seed: int
    cells: tuple[Cell, ...]
    figures: NDArray[np.float64]

    @property
    def departments(self) -> tuple[str, ...]:
        """The departments at whose steps visits end, before or after."""
        names = dict.fromkeys(cell.department for cell in self.cells)
        return tuple(name for name in names if self._of(self._cells(name, "month")).any())

    @property
    def has_limits(self) -> bool:
        """Whether any step has a limit, before or after."""
        return bool(self.figures[..., FIGURES.index("limited")].any())

    def months(self, department: str) -> list[Cell]:
        """Return the months of a department."""
        return self._cells(department, "month")

    def steps(self, department: str) -> list[Cell]:
        """Return the steps that a department does, before or after."""
        return self._cells(department, "step")

    def _cells(self, department: str, what: str) -> list[Cell]:
        return [cell for cell in self.cells if cell.department == department and getattr(cell, what)]

    def _of(self, cells: Iterable[Cell]) -> NDArray[np.float64]:
        """Return the sums over some cells, shape (2, replications, len(FIGURES))."""
        places = [self.cells.index(cell) for cell in cells]
        found: NDArray[np.float64] = self.figures[:, :, places].sum(axis=2)
        return found

    def estimates(self, cells: Iterable[Cell], when: str) -> dict[str, Estimate]:
        """Return what is told of some cells together.

        Returns
        -------
        dict of str to Estimate
            ``visits`` in a year, ``clock`` (working days of official time that a visit is open on the agency clock, the
            hand-over included, on the mean), ``days`` (those of all visits together), ``late`` (how many visits are
            late) and ``late_share`` (of those that have a limit).
        """
        sums, confidence = self._of(cells)[WHEN.index(when)], self.scenario.study.confidence
        visits, official_s, limited, late = sums.T
        days = official_s / self.scenario.baseline.workday_s
        return {
            "visits": estimate_amount(Sample.of(visits), confidence),
            "clock": estimate_amount(_ratio(days, visits), confidence),
            "days": estimate_amount(Sample.of(days), confidence),
            "late": estimate_amount(Sample.of(late), confidence),
            "late_share": estimate_share(_ratio(late, limited), confidence),
        }

    def by_month(self) -> pd.DataFrame:
        """Return what bureaus did, by month.

        Returns
        -------
        DataFrame
            Indexed by department and month ('' for all together). Columns: of visits, clock, days, late and
            late_share, as `estimates` tells them, before, before_low, before_high and the same for after.
        """
        rows: dict[tuple[str, ...], dict[str, float]] = {}
        for name in self.departments:
            rows[name, ""] = self._row(self.months(name))
            rows |= {(name, cell.month): self._row([cell]) for cell in self.months(name)}
        return _frame(rows, ["department", "month"])

    def by_step(self) -> pd.DataFrame:
        """Return what bureaus did, by step: indexed by department, chain and step, with the columns of `by_month`."""
        rows: dict[tuple[str, ...], dict[str, float]] = {
            (name, cell.chain, cell.step): self._row([cell]) for name in self.departments for cell in self.steps(name)
        }
        return _frame(rows, ["department", "chain", "step"])

    def _row(self, cells: list[Cell]) -> dict[str, float]:
        return {
            f"{what}_{when}{end}": value
            for when in WHEN
            for what, found in self.estimates(cells, when).items()
            for end, value in (("", found.mean), ("_low", found.low), ("_high", found.high))
        }


def bureaus(
    scenario: Scenario,
    *,
    seed: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    journal: Journal | None = None,
) -> Bureaus:
    """Say of each bureau how long its clock ran and which of its steps were late, by month, before and after.

    Parameters
    ----------
    scenario : Scenario
        What to study.
    seed : int, optional
        In place of the one that the scenario states.
    replications : int, optional
        How many years are simulated, by default 10.
    workers, executor, progress, engine, journal
        As for `compare`.

    Returns
    -------
    Bureaus
        Figures by bureau and month, and by bureau and step.
    """
    seed = scenario.study.seed if seed is None else seed
    count = replications or REPLICATIONS
    cells = cells_of(scenario)
    runner = Runner(seed, workers, executor, progress, engine, journal)
    figures = read_pairs(scenario, ReadBureaus(cells), count, runner)
    return Bureaus(scenario, seed, cells, figures.reshape(2, count, len(cells), len(FIGURES)))


def cells_of(scenario: Scenario) -> tuple[Cell, ...]:
    """Return all cells: departments with the months of the cohort, and with their steps in either system."""
    period = scenario.baseline.period
    start = np.datetime64(period.start, "s")
    first, last = (start + np.timedelta64(end, "s") for end in (period.cohort_start_s, period.cohort_end_s - 1))
    months = np.arange(first.astype("datetime64[M]"), last.astype("datetime64[M]") + 1)
    systems = scenario.baseline, scenario.reformed
    names = dict.fromkeys(name for system in systems for name in system.departments)
    cells = {Cell(name, month=str(month)): None for name in names for month in months}
    for system in systems:
        for chain in system.chains:
            for route in routes_of(system)[chain]:
                for name, step in route.steps.items():
                    cells |= {Cell(department, chain=chain, step=name): None for department in step.departments}
    return tuple(cells)


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> Sample:
    return Sample(np.where(whole > 0, part / np.maximum(whole, 1), np.nan), whole)


def _add(found: dict[Cell, NDArray[np.int64]], cell: Cell, figures: NDArray[np.int64]) -> None:
    found[cell] = found[cell] + figures if cell in found else figures


def _frame(rows: dict[tuple[str, ...], dict[str, float]], names: list[str]) -> pd.DataFrame:
    import pandas as pd

    told = [dict(zip(names, key, strict=True)) | row for key, row in rows.items()]
    return pd.DataFrame(told, columns=None if told else names).set_index(names)
