"""Ctrl-C while tasks are under way: it is heard at one place, and raised nowhere in between.

Python raises KeyboardInterrupt between any two instructions of the main thread, also where a lock has just been taken
and nothing gives it back yet: a worker that needs that lock then waits for ever, and so does who waits for the worker.
It is lost where C calls back into Python, as the loader of compiled functions does, which then goes on with nothing.
"""

from __future__ import annotations

import signal
from queue import SimpleQueue
from threading import current_thread, main_thread
from types import FrameType
from typing import Any

_listening: list[SimpleQueue[Any]] = []


class Heard:
    """While this is entered, Ctrl-C puts None into a queue; a second one is raised at once, wherever that is.

    What nobody has answered by the end is raised then. Programs that have Ctrl-C do something of their own keep that,
    and threads other than the main one never hear it.

    Parameters
    ----------
    queue : queue.SimpleQueue
        Takes the note; of all queues it is the one that may be put into at any instant.
    """

    def __init__(self, queue: SimpleQueue[Any]) -> None:
        self._queue, self._is_listening = queue, False

    def __enter__(self) -> None:
        if current_thread() is not main_thread():
            return
        if not _listening and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, _note)
        if signal.getsignal(signal.SIGINT) in (_note, _raise):
            self._is_listening = True
            _listening.append(self._queue)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if not self._is_listening:
            return
        _listening.remove(self._queue)
        is_noted = signal.getsignal(signal.SIGINT) is _raise
        if not _listening:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        if is_noted and kind in (None, GeneratorExit):
            raise KeyboardInterrupt


def _note(number: int, frame: FrameType | None) -> None:
    """Tell all who listen."""
    signal.signal(number, _raise)
    for queue in _listening:
        queue.put(None)


def _raise(number: int, frame: FrameType | None) -> None:
    """Have who has pressed twice not wait."""
    signal.default_int_handler(number, frame)
