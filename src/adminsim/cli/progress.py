"""What is shown of a run while it goes on, and where it runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn
from rich.progress import Progress as Bar
from rich.text import Text

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from adminsim.messages import Words
    from adminsim.study.many.replicate import Progress

REMEMBERED_S = 600
"""Over how long the rate is measured; a replication can take minutes."""
EVERY_S = 60
"""How often a line tells how far a run is where no bar can be shown."""


def console_of(quiet: bool) -> Console:
    """Return where progress and notices go: standard error."""
    return Console(stderr=True, quiet=quiet, markup=False, highlight=False)


def executor_at(cluster: str | None) -> AbstractContextManager[Executor | None]:
    """Return the workers of a cluster; None stands for this machine."""
    if cluster is None:
        return nullcontext()
    from adminsim.study.many.cluster import cluster_executor

    return cluster_executor(cluster)


@contextmanager
def progress_bar(notices: Console, words: Words, name: str) -> Iterator[Progress]:
    """Show on a terminal how many replications are done, how fast, and for how long yet; elsewhere a line a minute."""
    if not notices.is_terminal:
        yield _Lines(notices, words, name)
        return
    columns = (
        TextColumn("{task.description}", markup=False), BarColumn(), _Count(), _Rate(words),
    )  # fmt: skip
    with Bar(*columns, console=notices, transient=True, speed_estimate_period=REMEMBERED_S) as bar:
        task = bar.add_task(f"{words.say('cli-progress')} {name}", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class _Lines:
    """A line by the minute in a file or a pipe; a run that is shorter says nothing."""

    def __init__(self, notices: Console, words: Words, name: str) -> None:
        self._notices, self._words, self._name = notices, words, name
        self._begun: tuple[float, int] | None = None
        self._told: float | None = None

    def __call__(self, done: int, total: int) -> None:
        """Hear how many are done of how many."""
        now = monotonic()
        self._told = now if self._told is None else self._told
        # The first takes longer: it waits until the engine is compiled.
        if self._begun is None and done:
            self._begun = now, done
        if now - self._told < EVERY_S or done >= total:
            return
        self._told = now
        began, before = self._begun or (now, done)
        rate = rate_text((done - before) / (now - began), total - done, self._words) if done > before else ""
        told = f"{self._words.say('cli-progress')} {self._name} {done:,}/{total:,}"
        self._notices.print(f"{told}{self._words.comma}{rate}" if rate else told)


class _Count(MofNCompleteColumn):
    """How many are done of how many, once it is known of how many."""

    def render(self, task: Task) -> Text:
        """Return both numbers."""
        return Text() if task.total is None else super().render(task)


class _Rate(ProgressColumn):
    """The rate and the remaining time, once two replications have ended."""

    def __init__(self, words: Words) -> None:
        self._words = words
        super().__init__()

    def render(self, task: Task) -> Text:
        """Return both in words."""
        return Text(
            rate_text(task.finished_speed or task.speed, task.remaining, self._words), style="progress.data.speed"
        )


def rate_text(a_second: float | None, remaining: float | None, words: Words) -> str:
    """Return the rate, by the second or by the minute, and the remaining time.

    Parameters
    ----------
    a_second : float or None
        Replications a second; None where it is not known yet.
    remaining : float or None
        How many replications there are to come.
    """
    if not a_second or remaining is None:
        return ""
    unit, rate = ("second", a_second) if a_second >= 1 else ("minute", 60 * a_second)
    left = timedelta(seconds=round(remaining / a_second))
    told = words.say(f"cli-rate-{unit}", rate=f"{rate:.3g}")
    return f"{told}, {words.say('cli-remaining', time=left)}"
