"""Many runs: each replication simulates the baseline and the reforms with the same applicants."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import filterfalse
from typing import TYPE_CHECKING, Protocol

import numpy as np

from adminsim.engine.plan import Plans
from adminsim.engine.records import Records
from adminsim.engine.simulate import Engine, simulate
from adminsim.engine.streams import Streams
from adminsim.study.many.executors import cores, run_tasks
from adminsim.study.many.named_rows import Names
from adminsim.study.many.parquet import check_records, write_records
from adminsim.study.many.times import packed
from adminsim.study.run.all_measures import compared_measures
from adminsim.study.run.losers import late_measures, pair_measures
from adminsim.study.run.measures import department_measures, times_of
from adminsim.study.run.months import month_measures
from adminsim.study.run.rows import Row
from adminsim.study.run.targets import target_row
from adminsim.study.walk.days_held import held_days, walked_measures

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

    from numpy.typing import NDArray

    from adminsim.model.system import System
    from adminsim.model.target import Target

Progress = Callable[[int, int], None]
"""Called with the number of replications done and of all: at the start, and after each."""


@dataclass(frozen=True)
class Run:
    """What is kept of one run.

    Attributes
    ----------
    measures : mapping of str to float
        Measures by name.
    digest : str
        SHA-256 of the tables of visits and cases; empty where nobody asks for it.
    times : dict of str to bytes
        The times of all approved cases by ``chain.<chain>.<clock>``, in ascending order and packed; see `times_of` and
        `unpacked`.
    held : mapping of (str, str) to ndarray of float64
        By group of cases and step, or holder, the mean time in days that it holds on the critical way, by part; see
        `held_days`.
    """

    measures: Mapping[str, float]
    digest: str
    times: Mapping[str, bytes]
    held: Mapping[tuple[str, str], NDArray[np.float64]]


@dataclass(frozen=True)
class Replication:
    """The baseline and the reforms under one set of applicants."""

    number: int
    before: Run
    after: Run


class Journal(Protocol):
    """Where finished replications outlive the process."""

    @property
    def finished(self) -> Mapping[int, Replication]:
        """What an earlier process has finished, by number."""

    def keep(self, replication: Replication) -> None:
        """Keep a replication that has just ended."""


def replicate(
    baseline: System,
    reformed: System,
    targets: tuple[Target, ...],
    seed: int,
    replications: int,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    records: Path | None = None,
    journal: Journal | None = None,
) -> Generator[Replication]:
    """Simulate both systems `replications` times, each reduced to its measures as it ends.

    Parameters
    ----------
    replications : int
        At most so many; closing the generator ends the work.
    workers : int, optional
        How many run at once: threads (compiled engine) or processes (reference engine), by default one for each core.
    executor : concurrent.futures.Executor, optional
        Where to run instead.
    progress : callable, optional
        Called with the number of replications done and of all.
    engine : {"auto", "reference", "compiled"}
        Which engine runs; the result is the same.
    records : Path, optional
        An existing folder that takes the tables of visits and cases of every run, as Parquet.
    journal : Journal, optional
        Has what an earlier process has finished, and keeps what is finished now.

    Yields
    ------
    Replication
        In the order of their numbers, whatever the order in which they finished.
    """
    names = Names()
    waiting = {number: one for number, one in (journal.finished if journal else {}).items() if number < replications}
    done = len(waiting)
    missing = filterfalse(frozenset(waiting).__contains__, range(replications))
    before, after = Plans(baseline), Plans(reformed)
    tasks = ((before, after, targets, seed, number, engine, records) for number in missing)
    at_once = workers if executor is not None else max(1, min(workers or cores(), replications - done))
    if progress is not None:
        progress(done, replications)
    with closing(run_tasks(run_pair, tasks, engine=engine, workers=at_once, executor=executor)) as ending:
        for number in range(replications):
            while number not in waiting:
                ended = _compact(next(ending), names)
                waiting[ended.number] = ended
                done += 1
                if records is not None:
                    check_records(records, ended.number)
                if journal is not None:
                    journal.keep(ended)
                if progress is not None:
                    progress(done, replications)
            yield waiting.pop(number)


def _compact(replication: Replication, names: Names) -> Replication:
    """Return a replication whose names are shared with the others."""

    def small(run: Run) -> Run:
        return replace(run, measures=names.rows(run.measures), held=names.rows(run.held))

    return replace(replication, before=small(replication.before), after=small(replication.after))


def run_pair(
    baseline: Plans,
    reformed: Plans,
    targets: tuple[Target, ...],
    seed: int,
    number: int,
    engine: Engine = "auto",
    records: Path | None = None,
) -> Replication:
    """Simulate one replication of both systems with the same uniforms; the unit of work of every executor."""
    streams = Streams(seed, number)
    before, after = (simulate(p.system, streams=streams, plans=p, engine=engine) for p in (baseline, reformed))
    if records is not None:
        write_records(before, records, number, "before")
        write_records(after, records, number, "after")
    return Replication(number, reduce(before, targets), reduce(after, targets, pair_measures(before, after)))


def reduce(records: Records, targets: tuple[Target, ...], more: Row | None = None) -> Run:
    """Reduce the records of a run to what a study keeps."""
    measures = compared_measures(records) | department_measures(records) | (more or {})
    measures |= late_measures(records) | month_measures(records) | walked_measures(records, targets)
    for target in targets:
        measures |= target_row(records, target)
    return Run(
        measures=measures,
        digest=digest(records),
        times={name: packed(times) for name, times in times_of(records).items()},
        held=held_days(records, targets),
    )


def digest(records: Records) -> str:
    """Return the SHA-256 of the tables of visits and cases: integers only, so equal on every machine."""
    hashed = hashlib.sha256()
    for table in (records.visit_rows, records.case_rows):
        for name in sorted(table.dtype.names or ()):
            hashed.update(np.ascontiguousarray(table[name], dtype=table.dtype[name].newbyteorder("<")).data)
    return hashed.hexdigest()
