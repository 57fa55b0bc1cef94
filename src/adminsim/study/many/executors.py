"""The seam between a study and what runs it: any executor of the standard library's kind."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from adminsim.engine.simulate import is_compiled_available

if TYPE_CHECKING:
    from adminsim.engine.simulate import Engine

Outcome = TypeVar("Outcome")
AHEAD = 2
"""How many tasks are under way for each that can run at once, so that nobody waits for the next one."""


def run_tasks(
    run: Callable[..., Outcome],
    tasks: Iterable[tuple[Any, ...]],
    *,
    engine: Engine = "auto",
    workers: int | None = None,
    executor: Executor | None = None,
) -> Generator[Outcome]:
    """Yield what `run` returns for each task, as they end; only so many are begun as keep all workers busy.

    Parameters
    ----------
    run : callable
        Called with the parts of a task; it and they can be pickled.
    tasks : iterable of tuple
        May be endless: closing the generator ends the work.
    workers : int, optional
        How many run at once; by default one for each core, or as many as the executor says.
    executor : concurrent.futures.Executor, optional
        Where to run instead of threads (compiled engine) or processes (reference engine) of this machine.
    """
    if executor is not None:
        yield from _through(executor, run, tasks, workers or getattr(executor, "_max_workers", None) or cores())
    elif workers == 1:
        for task in tasks:
            yield run(*task)
    else:
        with local_executor(engine, workers or cores()) as pool:
            yield from _through(pool, run, tasks, workers or cores())


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def local_executor(engine: Engine, workers: int) -> Iterator[Executor]:
    """Give threads for the compiled engine, whose kernel lets other threads run, and processes for the other."""
    if engine != "reference" and is_compiled_available():
        with ThreadPoolExecutor(workers) as threads:
            yield threads
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent) as processes:
        try:
            yield processes
        except BaseException:
            # What they have in hand can take minutes, and nobody waits for it any more.
            for process in list((processes._processes or {}).values()):
                process.terminate()
            raise


def _end_with_parent() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_exit_after_parent, daemon=True).start()


def _exit_after_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _through(
    executor: Executor, run: Callable[..., Outcome], tasks: Iterable[tuple[Any, ...]], workers: int
) -> Iterator[Outcome]:
    """Yield outcomes as they end; what has ended when something goes wrong is yielded before that is raised."""
    remaining = iter(tasks)
    under_way: set[Future[Outcome]] = set()
    try:
        for task in islice(remaining, AHEAD * workers):
            under_way.add(executor.submit(run, *task))
        while under_way:
            try:
                ended, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            except KeyboardInterrupt:
                yield from _rescued(executor, under_way)
                raise
            failed = [future for future in ended if future.cancelled() or future.exception() is not None]
            if not failed:
                under_way |= {executor.submit(run, *task) for task in islice(remaining, len(ended))}
            for future in (*(ended - set(failed)), *failed):
                yield future.result()
    finally:
        for future in under_way:
            future.cancel()


def _rescued(executor: Executor, under_way: Iterable[Future[Outcome]]) -> Iterator[Outcome]:
    """Yield what has ended although nobody has looked yet; threads cannot be stopped, and so are waited for."""
    begun = [future for future in under_way if not future.cancel()]
    if isinstance(executor, ThreadPoolExecutor):
        wait(begun)
    for future in begun:
        if future.done() and not future.cancelled() and future.exception() is None:
            yield future.result()
