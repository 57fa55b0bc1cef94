"""Replications come in the order of their numbers and are the same whichever executor ran, and take little memory."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest

import adminsim
from adminsim.model.system import System
from adminsim.study.many.named_rows import Names
from adminsim.study.many.replicate import Replication, replicate
from systems import OFFICE, system_of, work


def system(staff: int = 2) -> System:
    """Return a counter and two reviews, for a week."""
    steps = {
        "intake": work("counter", "20 min"),
        "review": work("office", "3 h", needs=["intake"]),
        "decision": work("counter", "10 min", needs=["review"]),
    }
    return system_of(
        steps, demand={"rate": 4, "per": "d"}, hours=OFFICE, days=7, run_out=14, departments={"office": staff}
    )


class Backwards(ThreadPoolExecutor):
    """Ends tasks in about the opposite order."""

    def submit(self, run: Callable[..., Any], /, *parts: Any, **named: Any) -> Future[Any]:
        """Begin a task that takes the longer, the sooner it came."""

        def late() -> Any:
            time.sleep(0.05 * (6 - parts[4]))
            return run(*parts, **named)

        return super().submit(late)


def told(found: list[Replication]) -> list[Any]:
    """Return all that is in replications, comparable."""
    return [
        (one.number, [(dict(run.measures), run.digest, dict(run.times),
                       {k: v.tolist() for k, v in run.held.items()}) for run in (one.before, one.after)])
        for one in found
    ]  # fmt: skip


def run(count: int = 6, **settings: Any) -> list[Replication]:
    """Return replications of the small system."""
    return list(replicate(system(), system(3), (), 1, count, **settings))


@pytest.fixture(scope="module")
def alone() -> list[Any]:
    """Return what one worker finds."""
    return told(run(workers=1, engine="reference"))


def same(found: list[Any], expected: list[Any]) -> None:
    """Compare, with what is not a number equal to itself."""
    np.testing.assert_equal(found, expected)


@pytest.mark.parametrize("settings", [{"workers": 2}, {"workers": 2, "engine": "reference"}, {"workers": 9}])
def test_threads_and_processes_find_the_same_in_the_same_order(settings: dict[str, Any], alone: list[Any]) -> None:
    same(told(run(**settings)), alone)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Backwards(6),
        # As where the reference engine has several workers.
        pytest.param(lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")), marks=pytest.mark.thorough),
    ],
    ids=["out of order", "processes"],
)
def test_any_executor_finds_the_same_in_the_same_order(make: Callable[[], Executor], alone: list[Any]) -> None:
    with make() as executor:
        same(told(run(executor=executor, engine="reference")), alone)


def test_one_executor_serves_many_scenarios() -> None:
    scenario = adminsim.example("smallest")
    scenarios = [scenario, scenario.toggled(**{scenario.reforms[0].subject: False})]
    with ThreadPoolExecutor(2) as executor:
        together = [adminsim.compare(one, replications=2, executor=executor) for one in scenarios]
    apart = [adminsim.compare(one, replications=2, workers=1) for one in scenarios]
    for first, second in zip(together, apart, strict=True):
        same(told(list(first.replications)), told(list(second.replications)))


class Kept:
    """A journal in memory."""

    def __init__(self, finished: Mapping[int, Replication]) -> None:
        self.finished, self.added = dict(finished), []  # type: ignore[var-annotated]

    def keep(self, replication: Replication) -> None:
        """Keep a replication."""
        self.added.append(replication.number)


def test_what_a_journal_has_is_not_run_again_and_what_ends_is_kept(alone: list[Any]) -> None:
    first = run()
    journal = Kept({number: first[number] for number in (1, 4, 5)})
    calls: list[tuple[int, int]] = []
    same(told(run(journal=journal, workers=1, progress=lambda *call: calls.append(call))), alone)
    assert journal.added == [0, 2, 3]
    assert calls == [(3, 6), (4, 6), (5, 6), (6, 6)]


def test_more_in_a_journal_than_is_asked_for_is_left_out(alone: list[Any]) -> None:
    first = run()
    journal = Kept({one.number: one for one in first})
    same(told(run(4, journal=journal)), alone[:4])
    assert journal.added == []


def test_progress_is_told_at_the_start_and_after_each() -> None:
    calls: list[tuple[int, int]] = []
    run(3, workers=2, progress=lambda *call: calls.append(call))
    assert calls == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_study_may_stop_before_the_last_replication(alone: list[Any]) -> None:
    endless = replicate(system(), system(3), (), 1, 10**9, workers=2)
    same(told(list(islice(endless, 4))), alone[:4])
    endless.close()


@pytest.fixture
def nothing_but_new() -> Iterator[None]:
    """Have only what comes from now on looked through for cycles: what other tests left takes longer than runs do."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def sizes_after(counts: Sequence[int], is_kept: bool, look: Callable[[], int]) -> list[int]:
    """Return what `look` finds after so many replications, all of which are kept or none."""
    kept, found = [], []
    gc.collect()
    tracemalloc.start()
    for replication in replicate(system(), system(3), (), 1, max(counts), workers=1):
        kept.append(replication if is_kept else None)
        gc.collect()
        if len(kept) in counts:
            found.append(look())
    tracemalloc.stop()
    return found


@pytest.mark.usefixtures("nothing_but_new")
def test_memory_hardly_grows_with_the_number_of_replications() -> None:
    run(1, workers=1)
    few, many = sizes_after((5, 25), True, lambda: tracemalloc.get_traced_memory()[0])
    # The distribution of one run alone would take 32 kB as it is counted.
    assert (many - few) / 20 < 15_000
    few, many = sizes_after((5, 25), False, lambda: tracemalloc.get_traced_memory()[1])
    assert many - few < 300_000


def test_names_are_held_once() -> None:
    names = Names()
    first = names.rows({"a": 1.0, "b": float("nan")})
    second = names.rows({"a": 2.0, "b": 3.0})
    assert dict(second) == {"a": 2.0, "b": 3.0}
    assert list(first) == ["a", "b"]
    assert first._places is second._places
    assert names.rows({"b": 1.0, "a": 2.0})._places is not first._places
    assert len(names.rows({})) == 0
    with pytest.raises(KeyError):
        first["c"]
