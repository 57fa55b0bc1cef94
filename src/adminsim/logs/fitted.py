"""A baseline that was fitted to a log, and what is known of it, as a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from adminsim.logs.written import Source

if TYPE_CHECKING:
    from adminsim.logs.bootstrap import Bounds
    from adminsim.logs.drift import Drift
    from adminsim.logs.fit import Fit
    from adminsim.logs.held_out import HeldOut
    from adminsim.logs.log import Log
    from adminsim.logs.mapping import LogMap
    from adminsim.logs.milestones import Cases
    from adminsim.logs.people import Bracket, Taken
    from adminsim.logs.rows import Notice
    from adminsim.logs.simulated import Simulated
    from adminsim.logs.window import Tried
    from adminsim.model.system import System


@dataclass(frozen=True)
class Fitted:
    """A baseline that was fitted to a log, and what is known of it; its fields are told of by `Calibration`."""

    log: Log
    baseline: System = field(repr=False)
    fit: Fit = field(repr=False)
    windows: tuple[Tried, ...]
    months: int | None
    in_sample: dict[str, dict[str, float]] = field(repr=False)
    intervals: dict[str, Bounds] = field(repr=False)
    w1: float
    held_out: HeldOut | None = field(repr=False)
    drift: Drift = field(repr=False)
    bracket: Bracket = field(repr=False)
    taken: Taken = field(repr=False)
    load: float
    notices: tuple[Notice, ...] = field(repr=False)
    simulated: Simulated = field(repr=False)
    test: Cases | None = field(default=None, repr=False)

    @property
    def meaning(self) -> LogMap:
        """What the codes of the log mean."""
        return self.fit.meaning

    @property
    def is_stationary(self) -> bool:
        """Whether the log tells of one and the same office throughout."""
        return self.drift.is_stationary

    @cached_property
    def source(self) -> Source:
        """Where the figures come from."""
        return Source(self.log.sha256, self.fit.first, self.fit.end)
