"""Ctrl-C while tasks run: pressed at known points, it neither hangs nor crashes, and is never lost."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

import pytest

from adminsim.engine.simulate import is_compiled_available
from adminsim.study.many.ctrl_c import Heard
from adminsim.study.many.executors import run_tasks
from cli_calls import make_small

DEADLINE_S = 120
"""After which a process is taken to hang."""

AS_A_LOCK_IS_TAKEN = """
import signal, sys, threading, time
from itertools import count
from adminsim.study.many.executors import run_tasks

signal.signal(signal.SIGINT, signal.default_int_handler)
main, enter = threading.get_ident(), threading.Condition.__enter__

def pressed(condition):
    global left
    taken = enter(condition)
    if threading.get_ident() == main and sys._getframe(1).f_code.co_filename.endswith("_base.py"):
        left -= 1
        if not left:
            signal.raise_signal(signal.SIGINT)
    return taken

threading.Condition.__enter__ = pressed
for number in range(1, 9):
    left = number
    try:
        for _ in run_tasks(time.sleep, ((0,) for _ in count()), workers=2):
            pass
    except KeyboardInterrupt:
        print(number, flush=True)
"""
"""Presses Ctrl-C as the main thread has just taken the so-manieth lock of a task: the with-block has not begun yet."""

TWICE = """
import atexit, signal, threading
from adminsim.cli import main
from adminsim.study.many import executors, replicate

signal.signal(signal.SIGINT, signal.default_int_handler)
atexit.register(print, "Python has ended")

def never(*_):
    signal.raise_signal(signal.SIGINT)
    threading.Event().wait()

replicate.run_pair = never
executors.wait = lambda _: signal.raise_signal(signal.SIGINT)
main(prog_name="adminsim")
"""
"""The command, whose runs never end: Ctrl-C is pressed by each of them, and again as they are waited for."""


def ended(program: str, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program of Python to its end."""
    called = [sys.executable, "-c", program, *words]
    return subprocess.run(called, capture_output=True, text=True, timeout=DEADLINE_S, cwd=folder, check=False)


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    """Listen to Ctrl-C, even where a suite runs in the background and is not to."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    assert signal.signal(signal.SIGINT, before) is signal.default_int_handler


@pytest.mark.slow
@pytest.mark.skipif(not is_compiled_available(), reason="the reference engine runs in processes")
def test_pressed_as_a_lock_is_taken_it_leaves_no_lock_behind() -> None:
    found = ended(AS_A_LOCK_IS_TAKEN)
    assert (found.returncode, found.stdout.split()) == (0, [str(number) for number in range(1, 9)]), found.stderr


@pytest.mark.slow
@pytest.mark.skipif(not is_compiled_available(), reason="the reference engine runs in processes")
def test_pressed_twice_the_command_leaves_at_once_whatever_computes(tmp_path: Path) -> None:
    make_small(tmp_path)
    words = ("run", "small.yaml", "--workers", "2", "--replications", "4", "--quiet", "--lang", "en")
    found = ended(TWICE, *words, folder=tmp_path)
    assert (found.returncode, found.stdout, found.stderr.strip()) == (1, "", "stopped; nothing was written")


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def seen_by(outcomes: Any) -> list[int]:
    """Return what is yielded until Ctrl-C is raised."""
    seen: list[int] = []

    def take() -> None:
        for outcome in outcomes:
            seen.append(outcome)

    with pytest.raises(KeyboardInterrupt):
        take()
    return seen


def pressing_at(number: int) -> Any:
    """Return a unit of work that presses Ctrl-C in the middle, for one number."""

    def run(given: int) -> int:
        if given == number:
            press()
        return given

    return run


def test_a_run_in_the_middle_is_kept() -> None:
    with ThreadPoolExecutor(1) as pool:
        seen = seen_by(run_tasks(pressing_at(5), ((number,) for number in count()), executor=pool, workers=1))
    assert seen[:6] == list(range(6))
    alone = run_tasks(pressing_at(5), ((number,) for number in count()), workers=1)
    if is_compiled_available():
        assert seen_by(alone) == list(range(6))
    else:
        assert seen_by(alone) == list(range(5))


def test_pressed_between_two_outcomes_it_is_raised_when_the_next_is_asked_for_or_at_the_end() -> None:
    with ThreadPoolExecutor(1) as pool:
        for is_closed in (False, True):
            outcomes = run_tasks(pressing_at(-1), ((number,) for number in count()), executor=pool, workers=1)
            next(outcomes)
            press()
            with pytest.raises(KeyboardInterrupt):
                outcomes.close() if is_closed else [*outcomes]


def test_a_second_one_is_raised_at_once_and_a_failure_is_not_hidden_by_one() -> None:
    reached: list[str] = []

    def twice() -> None:
        with Heard(SimpleQueue()):
            press()
            reached.append("behind the first")
            press()
            reached.append("behind the second")

    def fail() -> None:
        with Heard(SimpleQueue()):
            press()
            raise ValueError("first")

    with pytest.raises(KeyboardInterrupt):
        twice()
    assert reached == ["behind the first"]
    with pytest.raises(ValueError, match="first"):
        fail()


def test_all_who_listen_hear_it_in_whatever_order_they_leave() -> None:
    one, other = SimpleQueue[None](), SimpleQueue[None]()
    first, second = Heard(one), Heard(other)
    first.__enter__()
    second.__enter__()
    first.__exit__(None)
    press()
    assert (one.empty(), other.empty()) == (True, False)
    with pytest.raises(KeyboardInterrupt):
        second.__exit__(None)


def test_what_a_program_does_of_its_own_and_other_threads_are_left_alone() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    with Heard(SimpleQueue()):
        press()
    assert heard == [signal.SIGINT]
    signal.signal(signal.SIGINT, before)
    handlers: list[Any] = []

    def enter() -> None:
        with Heard(SimpleQueue()):
            handlers.append(signal.getsignal(signal.SIGINT))

    thread = Thread(target=enter)
    thread.start()
    thread.join()
    assert handlers == [signal.default_int_handler]
