"""Many runs: each replication simulates the baseline and the reforms with the same applicants."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.engine.simulate import Engine, is_compiled_available, simulate
from adminsim.engine.streams import Streams
from adminsim.study.measures import Row, chain_measures, department_measures, distribution
from adminsim.study.targets import meant_cases, target_value
from adminsim.study.walk import PARTS, walk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.model.system import System
    from adminsim.model.target import Target

Progress = Callable[[int, int], None]
"""Called with the number of replications done and of all."""


@dataclass(frozen=True)
class Run:
    """What is kept of one run.

    Attributes
    ----------
    measures : dict of str to float
        Measures by name.
    digest : str
        SHA-256 of the tables of visits and cases.
    days : dict of str to ndarray of int64
        By chain, how many approved cases took how many whole days.
    held : dict of (str, str) to ndarray of float64
        By chain and step, the mean time in days that the step holds on the critical way of an approved case, by part;
        and the same by ``target.<name>`` and step, of the cases that a target is about.
    """

    measures: Row
    digest: str
    days: dict[str, NDArray[np.int64]]
    held: dict[tuple[str, str], NDArray[np.float64]]


@dataclass(frozen=True)
class Replication:
    """The baseline and the reforms under one set of applicants."""

    number: int
    before: Run
    after: Run


def replicate(
    baseline: System,
    reformed: System,
    targets: tuple[Target, ...],
    seed: int,
    replications: int,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
) -> list[Replication]:
    """Simulate both systems `replications` times.

    Parameters
    ----------
    workers : int, optional
        How many threads (compiled engine) or processes (reference engine); by default one for each core.
    executor : concurrent.futures.Executor, optional
        Where to run instead.
    engine : {"auto", "reference", "compiled"}
        Which engine runs; the result is the same.

    Returns
    -------
    list of Replication
        In the order of their numbers, whatever the order in which they finished.
    """
    tasks = [(baseline, reformed, targets, seed, number, engine) for number in range(replications)]
    workers = min(workers or os.cpu_count() or 1, replications)
    if executor is not None:
        done = _through(executor, tasks)
    elif workers == 1:
        done = (run_pair(*task) for task in tasks)
    else:
        done = _in_pool(_pool(engine, workers), tasks)
    found = []
    for replication in done:
        found.append(replication)
        if progress is not None:
            progress(len(found), replications)
    return sorted(found, key=lambda replication: replication.number)


Task = tuple["System", "System", "tuple[Target, ...]", int, int, Engine]


def _pool(engine: Engine, workers: int) -> Executor:
    """Return threads for the compiled engine, whose kernel lets other threads run, and processes for the other."""
    if engine != "reference" and is_compiled_available():
        return ThreadPoolExecutor(workers)
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _in_pool(pool: Executor, tasks: list[Task]) -> Iterator[Replication]:
    with pool:
        yield from _through(pool, tasks)


def _through(executor: Executor, tasks: list[Task]) -> Iterator[Replication]:
    futures = [executor.submit(run_pair, *task) for task in tasks]
    try:
        for future in as_completed(futures):
            yield future.result()
    finally:
        for future in futures:
            future.cancel()


def run_pair(
    baseline: System, reformed: System, targets: tuple[Target, ...], seed: int, number: int, engine: Engine = "auto"
) -> Replication:
    """Simulate one replication of both systems with the same uniforms."""
    streams = Streams(seed, number)
    before = simulate(baseline, streams=streams, engine=engine)
    after = simulate(reformed, streams=streams, engine=engine)
    slower = _slower(before, after)
    return Replication(number, reduce(before, targets), reduce(after, targets, slower))


def reduce(records: Records, targets: tuple[Target, ...], more: Row | None = None) -> Run:
    """Reduce the records of a run to what a study keeps."""
    measures = chain_measures(records) | department_measures(records) | (more or {})
    measures |= {f"target.{target.name}": target_value(records, target) for target in targets}
    return Run(
        measures=measures,
        digest=digest(records),
        days={name: distribution(records, position) for position, name in enumerate(records.system.chains)},
        held=_held(records, targets),
    )


def digest(records: Records) -> str:
    """Return the SHA-256 of the tables of visits and cases: integers only, so equal on every machine."""
    hashed = hashlib.sha256()
    for table in (records.visit_rows, records.case_rows):
        for name in table.dtype.names or ():
            hashed.update(np.ascontiguousarray(table[name]).astype("<i8").tobytes())
    return hashed.hexdigest()


def _slower(before: Records, after: Records) -> Row:
    """Return by chain the share of cases approved in both runs that the reforms make slower."""
    row: Row = {}
    for position, name in enumerate(before.system.chains):
        here = (before.case_rows["chain"] == position) & before.in_cohort
        both = here & (before.case_rows["outcome"] == Result.PASS) & (after.case_rows["outcome"] == Result.PASS)
        slower = after.case_rows["elapsed"][both] > before.case_rows["elapsed"][both]
        row[f"chain.{name}.slower"] = float(slower.mean()) if both.any() else float("nan")
    return row


def _held(records: Records, targets: tuple[Target, ...]) -> dict[tuple[str, str], NDArray[np.float64]]:
    """Return the mean days that each step holds on the critical way, by chain and by target."""
    rows = records.case_rows
    approved = records.in_cohort & (rows["outcome"] == Result.PASS)
    found: dict[tuple[str, str], NDArray[np.float64]] = {}
    for position, chain in enumerate(records.system.chains):
        here = approved & (rows["chain"] == position)
        held = walk(records, here)
        groups = {chain: np.ones(len(held), dtype=bool)}
        groups |= {
            f"target.{target.name}": meant_cases(records, target)[here]
            for target in targets
            if (target.chain or records.plan.chains[0]) == chain
        }
        for node in np.flatnonzero(records.plan.nodes.chain == position):
            step = records.plan.nodes.step[node].name
            for group, chosen in groups.items():
                mean = held[chosen, node].sum(axis=0) / max(int(chosen.sum()), 1) / 86400
                found[group, step] = found.get((group, step), np.zeros(len(PARTS))) + mean
    return found
