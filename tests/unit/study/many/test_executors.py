"""The seam to executors: as few tasks under way as keep everybody busy, and nothing lost of what has ended."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count, islice
from multiprocessing import get_context
from typing import Any

import pytest

from adminsim.study.many import executors
from adminsim.study.many.executors import AHEAD, local_executor, run_tasks


def doubled(number: int) -> int:
    """Return twice a number, but fail at 5."""
    if number == 5:
        raise ValueError("five")
    return 2 * number


class Waiting(Executor):
    """Runs nothing until it is told to; counts what is under way."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, run: Callable[..., Any], /, *parts: Any, **named: Any) -> Future[Any]:
        """Keep a task."""
        future: Future[Any] = Future()
        future.task = (run, parts)  # type: ignore[attr-defined]
        self.futures.append(future)
        return future

    @property
    def under_way(self) -> list[Future[Any]]:
        """What has neither ended nor been given up."""
        return [future for future in self.futures if not future.done()]

    def run_last(self) -> None:
        """Run the task that came last."""
        future = self.under_way[-1]
        run, parts = future.task  # type: ignore[attr-defined]
        future.set_result(run(*parts))


def each(numbers: Iterator[int]) -> Iterator[tuple[int]]:
    """Return tasks."""
    return ((number,) for number in numbers)


@pytest.mark.parametrize("settings", [{"workers": 1}, {"workers": 3}, {"workers": 2, "engine": "reference"}, {}])
def test_every_task_ends_once_wherever_it_runs(settings: dict[str, Any]) -> None:
    assert sorted(run_tasks(doubled, each(iter(range(5))), **settings)) == [0, 2, 4, 6, 8]


@pytest.mark.thorough
def test_any_executor_of_the_standard_library_serves() -> None:
    for kind in (ThreadPoolExecutor(2), ProcessPoolExecutor(2, mp_context=get_context("spawn"))):
        with kind as executor:
            assert sorted(run_tasks(doubled, each(iter(range(5))), executor=executor)) == [0, 2, 4, 6, 8]


def ending(executor: Waiting, end: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have tasks end at the moment at which somebody begins to wait for them, however busy the machine is."""
    next_ended = executors.next_ended

    def end_and_wait(ended: Any) -> Any:
        end()
        return next_ended(ended)

    monkeypatch.setattr(executors, "next_ended", end_and_wait)


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_only_so_many_are_begun_as_keep_all_busy_and_closing_ends_the_rest(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    executor = Waiting()
    ending(executor, executor.run_last, monkeypatch)
    outcomes = run_tasks(doubled, each(count(10)), workers=workers, executor=executor)
    for taken in range(20):
        next(outcomes)
        assert len(executor.under_way) <= AHEAD * workers
        assert len(executor.futures) <= AHEAD * workers + taken + 1
    outcomes.close()
    assert executor.under_way == []


def taken_until(error: type[BaseException], outcomes: Generator[int]) -> list[int]:
    """Return what is yielded before an error is raised."""
    seen: list[int] = []

    def take() -> None:
        for outcome in outcomes:
            seen.append(outcome)

    with pytest.raises(error):
        take()
    return seen


def test_what_has_ended_is_yielded_before_a_failure_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    executor = Waiting()
    once = iter((end_all,))
    ending(executor, lambda: [end(executor) for end in islice(once, 1)], monkeypatch)
    outcomes = run_tasks(doubled, each(count(3)), executor=executor, workers=2)
    assert sorted(taken_until(ValueError, outcomes)) == [6, 8, 12]
    assert executor.under_way == []


def end_all(executor: Waiting) -> None:
    """End all tasks at one stroke, as far as who waits for them can see."""
    futures = executor.under_way
    for future in futures:
        future._condition.acquire()
    for future in futures:
        run, parts = future.task  # type: ignore[attr-defined]
        try:
            future.set_result(run(*parts))
        except ValueError as error:
            future.set_exception(error)
    for future in futures:
        future._condition.release()


def test_stopping_yields_what_has_ended_and_gives_up_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    executor = Waiting()

    def interrupt(*_: object, **__: object) -> object:
        executor.run_last()
        raise KeyboardInterrupt

    monkeypatch.setattr(executors, "next_ended", interrupt)
    outcomes = run_tasks(doubled, each(count(10)), workers=2, executor=executor)
    assert taken_until(KeyboardInterrupt, outcomes) == [26]
    assert executor.under_way == []


def hang(_: int) -> None:
    """Run for ever."""
    threading.Event().wait()


def test_processes_are_ended_where_nobody_waits_for_them_any_more() -> None:
    with ExitStack() as stack:
        stack.enter_context(pytest.raises(KeyboardInterrupt))
        pool = stack.enter_context(local_executor("reference", 2))
        started = [pool.submit(hang, number) for number in range(4)]
        assert isinstance(pool, ProcessPoolExecutor)
        processes = list(pool._processes.values())
        raise KeyboardInterrupt
    for process in processes:
        process.join(30)
        assert not process.is_alive()
    assert all(future.done() for future in started)


def test_threads_serve_the_compiled_engine_and_processes_the_other() -> None:
    with local_executor("compiled", 2) as pool:
        assert isinstance(pool, ThreadPoolExecutor)
    with local_executor("reference", 2) as pool:
        assert isinstance(pool, ProcessPoolExecutor)
    assert list(islice(run_tasks(doubled, each(count()), workers=1), 3)) == [0, 2, 4]
