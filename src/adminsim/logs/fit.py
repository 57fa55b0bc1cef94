"""What a baseline needs from a log, fitted on a window of its cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from adminsim.logs.arrivals import Arrivals, arrivals_of
from adminsim.logs.censoring import elapsed_days
from adminsim.logs.delays import Delay, delays_of
from adminsim.logs.kinds import Sorted, sort_cases
from adminsim.logs.worktime import WorkTime, calendar_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.mapping import LogMap
    from adminsim.logs.milestones import Cases

    Floats = NDArray[np.float64]

DAY_S = 86400
AHEAD_DAYS = 3653
"""How far the office's hours are laid out behind the window: tests and simulations lie there."""


@dataclass(frozen=True)
class Fit:
    """What was fitted.

    Attributes
    ----------
    sorted : Sorted
        The cases of the window by kind, with their weights.
    delays : list of Delay
        The time before each milestone, by kind.
    arrivals : Arrivals
        How applications came.
    meaning : LogMap
        What the codes mean.
    worktime : WorkTime
        The office's hours.
    first, end : int
        The window, in seconds since 1970: nothing later than its end was looked at.
    """

    sorted: Sorted
    delays: list[Delay]
    arrivals: Arrivals
    meaning: LogMap
    worktime: WorkTime
    first: int
    end: int

    @property
    def cases(self) -> Cases:
        """The cases of the window."""
        return self.sorted.cases

    @property
    def weights(self) -> Floats:
        """How many cases each decided one stands for."""
        return self.sorted.weights

    @cached_property
    def elapsed(self) -> Floats:
        """Days from submission to decision, NaN where there is none."""
        return elapsed_days(self.cases)

    @cached_property
    def observed(self) -> tuple[Floats, Floats]:
        """Days from submission to decision of the decided cases, and their weights."""
        known = ~np.isnan(self.elapsed)
        return self.elapsed[known], self.weights[known]


def fit_window(cases: Cases, meaning: LogMap, first: int) -> Fit:
    """Fit the cases that began from an instant on, as known at `cases.end`."""
    some = cases.take(cases.begun >= first)
    sorted_cases = sort_cases(some)
    earliest = int(some.begun.min())
    worktime = WorkTime.of(calendar_of(meaning), earliest, cases.end + AHEAD_DAYS * DAY_S)
    # A window that begins before the log does not is as long as the log.
    first = max(first, earliest // DAY_S * DAY_S)
    delays = delays_of(sorted_cases, meaning, worktime)
    return Fit(
        sorted_cases, delays, arrivals_of(some.begun, first, cases.end, worktime), meaning, worktime, first, cases.end
    )
