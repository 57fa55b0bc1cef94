"""The clock of a target in one run: what it shows for each case, at the end of its stretch or of the run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.clocks import Window, agency_clock, elapsed_workdays, summed_clock
from adminsim.model.once import once
from adminsim.model.timeline import NEVER, day_of, day_of_arrival
from adminsim.study.run.milestones import reached

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan
    from adminsim.engine.records import Records
    from adminsim.model.any_target import Timed
    from adminsim.model.span import Length

DAY_S = 86400


@dataclass(frozen=True)
class OnClock:
    """What a target's clock shows for each of its cases.

    Attributes
    ----------
    records : Records
        The run.
    target : Timed
        The target.
    window : Window
        Where the clock is read: up to the end of the run for a case that has not come to the end of its stretch.
    is_over : ndarray of bool
        Which cases have.
    seconds, official_s, workdays : ndarray of int64
        What it shows, in seconds (official ones on the agency clock), in official seconds and in working days.
    """

    records: Records
    target: Timed
    window: Window
    is_over: NDArray[np.bool_]
    seconds: NDArray[np.int64]
    official_s: NDArray[np.int64]
    workdays: NDArray[np.int64]

    def keeps(self, limit: Length) -> NDArray[np.bool_]:
        """Return which cases show no more than a limit."""
        workday_s, is_elapsed = self.records.system.workday_s, self.target.clock == "elapsed"
        is_whole = not (self.target.steps or self.target.sum)
        shown: NDArray[np.int64] = self.seconds
        most: float | NDArray[np.int64] = limit.seconds(workday_s)
        if limit.months is not None:
            shown, most = day_of(self.window.end), self._same_day_of_month(limit.months)
        elif limit.unit == "WD" and limit.amount == int(limit.amount):
            shown, most = self.workdays, limit.amount
        elif limit.unit == "WD":
            shown = self.official_s
        elif limit.unit in ("d", "wk") and is_elapsed and is_whole:
            shown, most = day_of(self.window.end) - self.window.start_day, limit.seconds(DAY_S) / DAY_S
        return np.asarray(shown <= most)

    def _same_day_of_month(self, months: int) -> NDArray[np.int64]:
        return self.records.plan.workdays.months_after(self.window.start_day, months)


def clock_of(records: Records, target: Timed, meant: NDArray[np.bool_]) -> OnClock:
    """Read a target's clock for some cases, given by row of the table of cases."""
    chains = target.chains_of(records.plan.chains)
    start, end = (reached(records, chains, point)[meant] for point in (start_of(target), target.end))
    is_over = end != NEVER
    end = np.where(is_over, end, records.plan.horizon_s)
    start = np.minimum(start, end)
    is_arrival = start_of(target) == "submitted"
    window = Window(start, end, day_of_arrival(start) if is_arrival else day_of(start))
    return OnClock(records, target, window, is_over, *_read(records, target, meant, window))


def _read(
    records: Records, target: Timed, meant: NDArray[np.bool_], window: Window
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return seconds, official seconds and working days on a target's clock."""
    plan = records.plan
    is_agency = target.clock == "agency"
    if not (is_agency or target.steps or target.sum):
        official_s = plan.official.open_between(window.start, window.end)
        return window.end - window.start, official_s, elapsed_workdays(plan, window)
    counting = nodes_of(records, target)
    if is_agency:
        counting = counting & plan.nodes.counts
    read = summed_clock if target.sum else agency_clock
    shown = read(plan, records.by_case, np.flatnonzero(meant), window, counting)
    return (shown.official_s if is_agency else shown.open_s), shown.official_s, shown.workdays


def nodes_of(records: Records, target: Timed) -> NDArray[np.bool_]:
    """Return the nodes of the steps that a target names, or of what took their place; all where it names none.

    They are found once for a plan, and not to be changed.
    """
    found, asked = _found_of(records.plan), (target.steps, tuple(target.chains_of(records.plan.chains)))
    if asked not in found:
        found[asked] = _nodes_of(records.plan, *asked)
        found[asked].flags.writeable = False
    return found[asked]


@once
def _found_of(plan: Plan) -> dict[tuple[tuple[str, ...], tuple[str, ...]], NDArray[np.bool_]]:
    """Return the nodes that were asked for, by steps named and chains."""
    return {}


def _nodes_of(plan: Plan, steps: tuple[str, ...], chains: tuple[str, ...]) -> NDArray[np.bool_]:
    meant = np.full(len(plan.nodes), not steps)
    for route in plan.routes:
        if steps and route.chain_name in chains:
            names = {standing for name in steps for standing in route.chain.standing_for(name)}
            chosen = [node for node, step in zip(route.nodes, route.steps, strict=True) if step.name in names]
            meant[chosen] = True
    return meant


def start_of(target: Timed) -> str:
    """Return where a target's clock starts: where documents are complete, acceptance is the filing."""
    is_filing = target.condition == "documents_complete" and target.start == "accepted"
    return "submitted" if is_filing else target.start
