"""Queues and work in progress by week from a day on, and the week in which the backlog of each department is gone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.fields import NOT_YET
from adminsim.study.findings.estimate import Sample, estimate_amount
from adminsim.study.many.pairs import REPLICATIONS, read_pairs
from adminsim.study.many.variants import Runner
from adminsim.study.preview.fluid import backlog_gone
from adminsim.study.run.measures import queue_spells

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.engine.records import Records
    from adminsim.engine.simulate import Engine
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Progress
    from adminsim.study.many.variants import Journal

DAY_S, WEEK_D = 86400, 7
WHEN = ("before", "after")
BAND = (0.05, 0.95)
"""Between which of the simulated years a band lies."""


@dataclass(frozen=True)
class Named:
    """What is followed through the weeks.

    Attributes
    ----------
    kind : str
        ``chain`` for work in progress, ``department`` for a queue.
    name : str
        Its name.
    """

    kind: str
    name: str


@dataclass(frozen=True)
class ReadWeeks:
    """Reads off a run the mean work in progress of chains and queue of departments in each week.

    Attributes
    ----------
    followed : tuple of Named
        What is followed; what a system lacks has nothing.
    first_s : int
        Where the first week begins.
    weeks : int
        How many there are.
    """

    followed: tuple[Named, ...]
    first_s: int
    weeks: int

    def __call__(self, records: Records) -> tuple[float, ...]:
        """Return for each its weekly means and behind them the days until it is first empty.

        These are 0 where it is empty at the beginning, and -1 where it never gets empty.
        """
        edges = self.first_s + np.arange(self.weeks + 1, dtype=np.int64) * WEEK_D * DAY_S
        spells = _queues(records)
        found: list[float] = []
        for one in self.followed:
            since, left = _in_progress(records, one.name) if one.kind == "chain" else spells.get(one.name, _NOTHING)
            lasting = np.array([np.clip(edge - since, 0, left - since).sum() for edge in edges])
            found += (np.diff(lasting) / (WEEK_D * DAY_S)).tolist()
            found.append(_empty_after(since, left, self.first_s, int(records.plan.horizon_s)))
        return tuple(found)


_NOTHING = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Backlog:
    """Queues and work in progress of a scenario by week.

    Attributes
    ----------
    scenario : Scenario
        What was studied.
    seed : int
        What fixed its random numbers.
    since : date
        The day on which the first week begins.
    followed : tuple of Named
        What was followed.
    figures : ndarray of float64, shape (2, replications, followed, weeks + 1)
        Mean by week before and after; in the last place the days until it is first empty, as `ReadWeeks` gives them.
    """

    scenario: Scenario
    seed: int
    since: dt.date
    followed: tuple[Named, ...]
    figures: NDArray[np.float64]

    @property
    def weeks(self) -> int:
        """How many weeks there are."""
        return int(self.figures.shape[-1]) - 1

    def by_week(self, one: Named, when: str) -> NDArray[np.float64]:
        """Return the weekly means by replication and week."""
        found: NDArray[np.float64] = self.figures[WHEN.index(when), :, self.followed.index(one), :-1]
        return found

    def weeks_until_gone(self, one: Named, when: str) -> NDArray[np.float64]:
        """Return by replication in which week it is first empty, from 1; 0 where at once, infinite where never."""
        days = self.figures[WHEN.index(when), :, self.followed.index(one), -1]
        week = np.where(days > 0, np.floor(days / WEEK_D) + 1, 0.0)
        return np.where(days < 0, np.inf, week)

    @cached_property
    def fluid(self) -> dict[str, dict[str, float]]:
        """By system and department the weeks until its backlog is gone, if work flows evenly; see `backlog_gone`."""
        return weeks_until_gone(self.scenario, self.since)

    def weekly(self) -> pd.DataFrame:
        """Return queues and work in progress by week.

        Returns
        -------
        DataFrame
            Indexed by kind (``chain`` or ``department``), name and week (from 1). Columns: begins (the first day),
            before (mean cases in progress, or mean length of the queue, over the week), before_low, before_high (its
            interval), before_p5, before_p95 (between which nine of ten simulated years lie), the same for after.
        """
        import pandas as pd

        rows = []
        for one in self.followed:
            for week in range(self.weeks):
                begins = self.since + dt.timedelta(days=week * WEEK_D)
                row: dict[str, object] = {"kind": one.kind, "name": one.name, "week": week + 1, "begins": str(begins)}
                for when in WHEN:
                    values = self.by_week(one, when)[:, week]
                    found = estimate_amount(Sample.of(values), self.scenario.study.confidence)
                    row |= {when: found.mean, f"{when}_low": found.low, f"{when}_high": found.high}
                    row |= dict(zip((f"{when}_p5", f"{when}_p95"), np.quantile(values, BAND).tolist(), strict=True))
                rows.append(row)
        return pd.DataFrame(rows).set_index(["kind", "name", "week"])

    def gone(self) -> pd.DataFrame:
        """Return in which week each department's backlog is gone.

        Returns
        -------
        DataFrame
            Indexed by department. Columns: before (the week in which its queue is first empty, from 1, in the middle
            one of the simulated years; 0 where it is empty from the first; infinite if never), before_p5 and
            before_p95 (between which nine of ten years lie), before_fluid (as `backlog_gone` has it), the same for
            after.
        """
        import pandas as pd

        rows = []
        for one in self.followed:
            if one.kind == "department":
                row: dict[str, object] = {"department": one.name}
                for when in WHEN:
                    weeks = self.weeks_until_gone(one, when)
                    low, middle, high = np.quantile(weeks, (BAND[0], 0.5, BAND[1]), method="inverted_cdf").tolist()
                    fluid = self.fluid[when].get(one.name, 0.0)
                    row |= {when: middle, f"{when}_p5": low, f"{when}_p95": high, f"{when}_fluid": fluid}
                rows.append(row)
        return pd.DataFrame(rows).set_index("department")


def backlog(
    scenario: Scenario,
    *,
    since: dt.date | None = None,
    seed: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    journal: Journal | None = None,
) -> Backlog:
    """Follow queues and work in progress week by week, before and after the reforms.

    Parameters
    ----------
    scenario : Scenario
        What to study.
    since : date, optional
        The day on which the first week begins: by default that of the first reform with a date, else the first day.
    seed : int, optional
        In place of the one that the scenario states.
    replications : int, optional
        How many years are simulated, by default 10.
    workers, executor, progress, engine, journal
        As for `compare`.

    Returns
    -------
    Backlog
        Weekly means with bands, and the week in which each department's backlog is gone.
    """
    seed = scenario.study.seed if seed is None else seed
    count = replications or REPLICATIONS
    begins = since or first_date(scenario)
    first_s = (begins - scenario.baseline.period.start).days * DAY_S
    weeks = max(1, (scenario.baseline.period.horizon_s - first_s) // (WEEK_D * DAY_S))
    departments = dict.fromkeys((*scenario.baseline.departments, *scenario.reformed.departments))
    followed = tuple(
        [Named("chain", name) for name in scenario.baseline.chains] + [Named("department", one) for one in departments]
    )
    runner = Runner(seed, workers, executor, progress, engine, journal)
    figures = read_pairs(scenario, ReadWeeks(followed, first_s, weeks), count, runner)
    return Backlog(scenario, seed, begins, followed, figures.reshape(2, count, len(followed), weeks + 1))


def weeks_until_gone(scenario: Scenario, since: dt.date | None = None) -> dict[str, dict[str, float]]:
    """Return by system and department the weeks until its backlog is gone, if work flows evenly; see `backlog_gone`.

    0 where there is none; infinite where it is never gone. `since` is as for `backlog`.
    """
    day = ((since or first_date(scenario)) - scenario.baseline.period.start).days
    return {
        when: {name: float(np.ceil(days / WEEK_D)) for name, days in backlog_gone(system, day).items()}
        for when, system in zip(WHEN, (scenario.baseline, scenario.reformed), strict=True)
    }


def first_date(scenario: Scenario) -> dt.date:
    """Return the day of the first reform that begins during the run; the first day where none does."""
    period = scenario.baseline.period
    last = period.start + dt.timedelta(seconds=period.horizon_s)
    dates = [reform.since for reform in scenario.reforms if reform.enabled and reform.since is not None]
    return min((date for date in dates if period.start < date < last), default=period.start)


def _queues(records: Records) -> dict[str, tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Return by department from when to when visits are in its queue."""
    pieces = list(queue_spells(records))
    if not pieces:
        return {}
    department, since, left = (np.concatenate(columns) for columns in zip(*pieces, strict=True))
    names = records.plan.departments
    return {name: (since[department == at], left[department == at]) for at, name in enumerate(names)}


def _in_progress(records: Records, chain: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return from when to when the cases of a chain are in progress."""
    rows = records.case_rows.compress(records.case_rows["chain"] == records.plan.chains.index(chain))
    decided = rows["decided"].astype(np.int64)
    return rows["submitted"].astype(np.int64), np.where(decided == NOT_YET, records.plan.horizon_s, decided)


def _empty_after(since: NDArray[np.int64], left: NDArray[np.int64], first_s: int, horizon_s: int) -> float:
    """Return after how many days from an instant nobody is there for the first time; -1 where that never comes."""
    stays = left > since
    since, left = since[stays], left[stays]
    there = int(((since <= first_s) & (left > first_s)).sum())
    if not there:
        return 0.0
    comes, goes = np.sort(since[since > first_s]), np.sort(left[left > first_s])
    # After the k-th has left, all who came before are gone if no more have come by then.
    here = there + np.searchsorted(comes, goes, side="right") - np.arange(1, len(goes) + 1)
    empty = np.flatnonzero((here == 0) & (goes < horizon_s))
    return float(goes[empty[0]] - first_s) / DAY_S if len(empty) else -1.0
