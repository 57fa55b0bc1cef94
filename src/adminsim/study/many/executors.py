"""The seam between a study and what runs it: any executor of the standard library's kind."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from contextlib import contextmanager, nullcontext
from itertools import islice
from multiprocessing import get_context, parent_process
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from adminsim.engine.simulate import is_compiled_available
from adminsim.study.many.ctrl_c import Heard

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
        yield from _one_by_one(run, tasks, is_quick(engine))
    else:
        with local_executor(engine, workers or cores()) as pool:
            yield from _through(pool, run, tasks, workers or cores())


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def local_executor(engine: Engine, workers: int) -> Iterator[Executor]:
    """Give threads for the compiled engine, whose kernel lets other threads run, and processes for the other."""
    if is_quick(engine):
        with _threads(workers) as threads:
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


def is_quick(engine: Engine) -> bool:
    """Tell whether an engine is the compiled one, which nothing stops in the middle of a run."""
    return engine != "reference" and is_compiled_available()


@contextmanager
def _threads(workers: int) -> Iterator[Executor]:
    threads, is_awaited = ThreadPoolExecutor(workers), True
    try:
        yield threads
    except KeyboardInterrupt:
        # What was to be kept has ended by now, unless somebody has pressed twice and does not want to wait.
        is_awaited = False
        raise
    finally:
        threads.shutdown(is_awaited, cancel_futures=not is_awaited)


def _end_with_parent() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_exit_after_parent, daemon=True).start()


def _exit_after_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _one_by_one(run: Callable[..., Outcome], tasks: Iterable[tuple[Any, ...]], has_to_end: bool) -> Iterator[Outcome]:
    """Yield outcomes of tasks that run in this thread; with `has_to_end` Ctrl-C is answered between two of them."""
    pressed: SimpleQueue[None] = SimpleQueue()
    with Heard(pressed) if has_to_end else nullcontext():
        for task in tasks:
            yield run(*task)
            if not pressed.empty():
                raise KeyboardInterrupt


def _through(
    executor: Executor, run: Callable[..., Outcome], tasks: Iterable[tuple[Any, ...]], workers: int
) -> Iterator[Outcome]:
    """Yield outcomes as they end; what has ended when something goes wrong is yielded before that is raised."""
    remaining = iter(tasks)
    ended: SimpleQueue[Future[Outcome] | None] = SimpleQueue()
    under_way: set[Future[Outcome]] = set()

    def begin(most: int) -> None:
        for task in islice(remaining, most):
            future = executor.submit(run, *task)
            under_way.add(future)
            future.add_done_callback(ended.put)

    with Heard(ended):
        try:
            begin(AHEAD * workers)
            while under_way:
                try:
                    future = next_ended(ended)
                except KeyboardInterrupt:
                    yield from _rescued(executor, under_way)
                    raise
                under_way.remove(future)
                if _has_failed(future):
                    yield from _ended_too(under_way)
                else:
                    begin(1)
                yield future.result()
        finally:
            for future in under_way:
                future.cancel()


def next_ended(ended: SimpleQueue[Future[Outcome] | None]) -> Future[Outcome]:
    """Wait for the next task that ends; raise KeyboardInterrupt where Ctrl-C was pressed."""
    future = ended.get()
    if future is None:
        raise KeyboardInterrupt
    return future


def _has_failed(future: Future[Any]) -> bool:
    return future.cancelled() or future.exception() is not None


def _ended_too(under_way: Iterable[Future[Outcome]]) -> Iterator[Outcome]:
    """Yield what else has ended, and well."""
    for future in under_way:
        if future.done() and not _has_failed(future):
            yield future.result()


def _rescued(executor: Executor, under_way: Iterable[Future[Outcome]]) -> Iterator[Outcome]:
    """Yield what has ended although nobody has looked yet; threads cannot be stopped, and so are waited for."""
    begun = [future for future in under_way if not future.cancel()]
    if isinstance(executor, ThreadPoolExecutor):
        wait(begun)
    yield from _ended_too(begun)
