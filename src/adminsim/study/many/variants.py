"""Many systems on the same replications: each is reduced to a few figures, and all share what is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from adminsim.engine.fields import NOT_YET
from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.engine.simulate import Engine, simulate
from adminsim.engine.streams import Streams
from adminsim.study.many.executors import run_tasks
from adminsim.study.run.rows import mean_of
from adminsim.study.run.targets import found_in

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    from adminsim.engine.plan import Plans
    from adminsim.model.target import Target
    from adminsim.study.many.replicate import Progress

DAY_S = 86400
BATCH = 16
"""How many systems are simulated in one go with what was drawn for a replication."""
MOST_BATCHES = 10_000
"""More than a replication has batches where it has systems of its own; fixes the numbers of batches."""
PLANS = 2 * BATCH
"""For how many systems plans are kept; those of a whole city take 25 MB."""

Read = Callable[[Records], tuple[float, ...]]
"""Reads some figures off a run."""


@dataclass(frozen=True)
class Batch:
    """Some systems in one replication: the unit of work, and of what a journal keeps.

    Attributes
    ----------
    number : int
        Its number, which fixes its replication and its systems.
    replication : int
        Number of the replication.
    variants : tuple of int
        Which systems, by their numbers.
    """

    number: int
    replication: int
    variants: tuple[int, ...]


@dataclass(frozen=True)
class Tally:
    """What is kept of a batch: the figures of each system, in the order of the batch."""

    number: int
    values: NDArray[np.float64]


class Journal(Protocol):
    """Where finished batches outlive the process."""

    @property
    def finished(self) -> Mapping[int, Tally]:
        """What an earlier process has finished, by number."""

    def keep(self, one: Tally) -> None:
        """Keep a batch that has just ended."""


@dataclass(frozen=True)
class Runner:
    """How and where batches are run.

    Attributes
    ----------
    seed : int
        Fixes all random numbers.
    workers : int, optional
        How many batches run at once, by default one for each core; the result does not depend on it.
    executor : concurrent.futures.Executor, optional
        Where to run instead.
    progress : callable, optional
        Called with the number of simulated years done and of all.
    engine : {"auto", "reference", "compiled"}
        Which engine runs.
    journal : Journal, optional
        Has what an earlier process has finished, and keeps what is finished now.
    """

    seed: int
    workers: int | None = None
    executor: Executor | None = None
    progress: Progress | None = None
    engine: Engine = "auto"
    journal: Journal | None = None

    def run(
        self, batches: Iterable[Batch], plans_of: Callable[[int], Plans], read: Read
    ) -> dict[tuple[int, int], NDArray[np.float64]]:
        """Return the figures of every system by replication and number of the system.

        Parameters
        ----------
        batches : iterable of Batch
            What is to be simulated.
        plans_of : callable
            Returns the plans of a system by its number; called for what has to be run only.
        read : callable
            Reads figures off a run; it can be pickled.
        """
        wanted = {batch.number: batch for batch in batches}
        kept: Mapping[int, Tally] = self.journal.finished if self.journal is not None else {}
        tallies = {number: kept[number] for number in wanted if number in kept}
        total = sum(len(batch.variants) for batch in wanted.values())
        done = sum(len(tally.values) for tally in tallies.values())
        missing = [batch for number, batch in wanted.items() if number not in tallies]
        tasks = (
            (batch.number, tuple(plans_of(variant) for variant in batch.variants), read, self.seed,
             batch.replication, self.engine)
            for batch in missing
        )  # fmt: skip
        workers = self.workers if self.executor is not None or self.workers is None else min(self.workers, len(missing))
        self._tell(done, total)
        if missing:
            running = run_tasks(run_batch, tasks, engine=self.engine, workers=workers, executor=self.executor)
            with closing(running) as ending:
                for tally in ending:
                    tallies[tally.number] = tally
                    if self.journal is not None:
                        self.journal.keep(tally)
                    done += len(tally.values)
                    self._tell(done, total)
        return {
            (batch.replication, variant): values
            for batch in wanted.values()
            for variant, values in zip(batch.variants, tallies[batch.number].values, strict=True)
        }

    def _tell(self, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress(done, total)


def batches_of(variants: Iterable[int], replications: int) -> list[Batch]:
    """Return the batches in which each system is run in each replication.

    All replications of some systems come before the next systems, so that few plans are held at once. Asking for more
    replications leaves the batches of the first ones as they are.
    """
    groups = _groups(variants)
    return [
        Batch(place + len(groups) * replication, replication, group)
        for place, group in enumerate(groups)
        for replication in range(replications)
    ]


def batches_by_year(common: Iterable[int], own: Sequence[Iterable[int]]) -> list[Batch]:
    """Return the batches of some systems in each replication, and of others that each replication has for itself.

    Those in common come first, all replications of some of them before the next ones, so that each is laid out once.
    """
    shared = _groups(common)
    together = [
        Batch(place + MOST_BATCHES * replication, replication, group)
        for place, group in enumerate(shared)
        for replication in range(len(own))
    ]
    return together + [
        Batch(place + MOST_BATCHES * replication, replication, group)
        for replication, wanted in enumerate(own)
        for place, group in enumerate(_groups(wanted), start=len(shared))
    ]


def _groups(variants: Iterable[int]) -> list[tuple[int, ...]]:
    every = list(variants)
    return [tuple(every[first : first + BATCH]) for first in range(0, len(every), BATCH)]


def run_batch(
    number: int, plans: tuple[Plans, ...], read: Read, seed: int, replication: int, engine: Engine = "auto"
) -> Tally:
    """Simulate some systems with the same uniforms, each made once."""
    streams = Streams(seed, replication)
    values = [read(simulate(one.system, streams=streams, plans=one, engine=engine)) for one in plans]
    return Tally(number, np.array(values, dtype=np.float64))


@dataclass(frozen=True)
class ReadMean:
    """Reads the mean elapsed time of a chain in days: the measure ``chain.<chain>.elapsed.mean``, and nothing else.

    Attributes
    ----------
    chain : str
        Name of the chain.
    """

    chain: str

    def __call__(self, records: Records) -> tuple[float, ...]:
        """Return the mean, over how many cases it is taken, and how many of these are unfinished.

        Those enter it with their age at the end of the run.
        """
        position = records.plan.chains.index(self.chain)
        submitted = records.drawn[position].submitted
        decided, outcome = records.ends.decided[position], records.ends.outcome[position]
        period = records.system.period
        inside = (submitted >= period.cohort_start_s) & (submitted < period.cohort_end_s)
        is_open = inside & (outcome == Result.UNFINISHED)
        meant = is_open | (inside & (outcome == Result.PASS))
        end = np.where(decided == NOT_YET, records.plan.horizon_s, decided)
        days = (end[meant] - submitted[meant]) / DAY_S
        return *mean_of(days), float(is_open.sum())


@dataclass(frozen=True)
class ReadTargets:
    """Reads the values of targets."""

    targets: tuple[Target, ...]

    def __call__(self, records: Records) -> tuple[float, ...]:
        """Return of each target its value, over how many cases, how many of them may raise or lower it, and gave up."""
        found = (found_in(target.as_read[0].target, records) for target in self.targets)
        return tuple(figure for (mean, *undecided) in found for figure in (*mean, *undecided))
