"""Reading a target off one run: the share that keeps a limit, or the mean of what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.clocks import Window, agency_clock, elapsed_workdays, open_seconds
from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.model.target import Count, Cut, Share, Target, Within
from adminsim.model.timeline import NEVER, day_of, day_of_arrival
from adminsim.study.run.milestones import reached
from adminsim.study.run.rows import Mean, mean_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

HOUR_S = 3600
DAY_S = 86400
DIRECTIONS = {"elapsed": DAY_S, "agency": HOUR_S, "work": HOUR_S, "procedures": 1, "documents": 1, "visits": 1}
COLUMNS = {"visits": "visits_in_person"}


def target_mean(records: Records, target: Target) -> Mean:
    """Return the value of a target in one run, and over how many cases it is taken.

    For `within` the share of cases that keep the limit; for `cut` and `direction` the mean on the clock (days, official
    hours) or of the count; for `count` the mean count; for `share` the share of cases.
    """
    rows = records.case_rows
    meant = meant_cases(records, target)
    if isinstance(target, Within):
        return mean_of(_keeps(records, target, meant))
    if isinstance(target, Share):
        return mean_of(_has_share(records, target)[_of_target(records, target)])
    finished = meant & (rows["outcome"] == Result.PASS)
    if isinstance(target, Cut):
        return mean_of(_on_clock(records, target, meant & _is_over(records, target)))
    unit = 1 if isinstance(target, Count) else DIRECTIONS[target.of]
    return mean_of(rows[COLUMNS.get(target.of, target.of)][finished] / unit)


def meant_cases(records: Records, target: Target) -> NDArray[np.bool_]:
    """Return which cases of the cohort a target is about, by row of the table of cases: none rejected or given up."""
    rows = records.case_rows
    meant: NDArray[np.bool_] = _of_target(records, target) & ~np.isin(rows["outcome"], (Result.REJECT, Result.GIVEN_UP))
    if target.condition == "documents_complete":
        meant &= rows["complete"]
    return meant


def _of_target(records: Records, target: Target) -> NDArray[np.bool_]:
    """Return which cases of the cohort are of a target's chain and types, rejected ones included."""
    name = target.chain or records.plan.chains[0]
    rows = records.case_rows
    found: NDArray[np.bool_] = (rows["chain"] == records.plan.chains.index(name)) & records.in_cohort
    if target.types:
        kinds = records.system.chains[name].types
        found &= np.isin(rows["case_type"], [i for i, kind in enumerate(kinds) if kind in target.types])
    return found


def _keeps(records: Records, target: Within, meant: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which of the meant cases keep the limit: an unfinished case does not."""
    keeps = np.zeros(int(meant.sum()), dtype=bool)
    finished = meant & _is_over(records, target)
    done = finished[meant]
    window = _window(records, target, finished)
    limit, plan = target.limit, records.plan
    seconds, workdays = _read(records, target, finished, window)
    if limit.unit == "WD" and limit.amount == int(limit.amount):
        keeps[done] = workdays <= limit.amount
    elif limit.unit == "WD":
        official = plan.official.open_between(window.start, window.end) if target.clock == "elapsed" else seconds
        keeps[done] = official <= limit.seconds(records.system.workday_s)
    elif limit.unit in ("d", "wk") and target.clock == "elapsed":
        keeps[done] = day_of(window.end) - window.start_day <= limit.seconds(DAY_S) / DAY_S
    else:
        keeps[done] = seconds <= limit.seconds(records.system.workday_s)
    return keeps


def _on_clock(records: Records, target: Cut, finished: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the times of the finished cases on a target's clock, in days or official hours."""
    window = _window(records, target, finished)
    seconds, _ = _read(records, target, finished, window)
    return seconds / (DAY_S if target.clock == "elapsed" else HOUR_S)


def _read(
    records: Records, target: Within | Cut, finished: NDArray[np.bool_], window: Window
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return seconds and working days on a target's clock for the finished cases."""
    if target.clock == "elapsed" and not target.steps:
        return window.end - window.start, elapsed_workdays(records.plan, window)
    position = np.where(finished, np.cumsum(finished) - 1, -1)
    owner = position[case_rows_of(records.plan, records.visit_rows, records.sizes)]
    if target.clock == "elapsed":
        of_steps = _nodes_of(records, target)
        _, workdays = agency_clock(records.plan, records.visit_rows, owner, window, of_steps)
        return open_seconds(records.visit_rows, owner, window, of_steps), workdays
    counting = records.plan.nodes.counts & _nodes_of(records, target) if target.steps else None
    return agency_clock(records.plan, records.visit_rows, owner, window, counting)


def _nodes_of(records: Records, target: Within | Cut) -> NDArray[np.bool_]:
    """Return the nodes of the steps that a target names, or of what took their place."""
    meant = np.zeros(len(records.plan.nodes), dtype=bool)
    for route in records.plan.routes:
        if route.chain_name == (target.chain or records.plan.chains[0]):
            names = {standing for name in target.steps for standing in route.chain.standing_for(name)}
            chosen = [node for node, step in zip(route.nodes, route.steps, strict=True) if step.name in names]
            meant[chosen] = True
    return meant


def _window(records: Records, target: Within | Cut, finished: NDArray[np.bool_]) -> Window:
    start, end = (reached(records, _chain(records, target), point)[finished] for point in (_start(target), target.end))
    start = np.minimum(start, end)
    is_arrival = _start(target) == "submitted"
    return Window(start, end, day_of_arrival(start) if is_arrival else day_of(start))


def _is_over(records: Records, target: Within | Cut) -> NDArray[np.bool_]:
    """Return which cases have come to the point where a target's clock ends."""
    over: NDArray[np.bool_] = reached(records, _chain(records, target), target.end) != NEVER
    return over


def _start(target: Within | Cut) -> str:
    """Return where a target's clock starts: where documents are complete, acceptance is the filing."""
    is_filing = target.condition == "documents_complete" and target.start == "accepted"
    return "submitted" if is_filing else target.start


def _chain(records: Records, target: Target) -> str:
    return target.chain or records.plan.chains[0]


def _has_share(records: Records, target: Share) -> NDArray[np.bool_]:
    """Return which cases have what a target wants a share of them to have, by row of the table of cases."""
    rows = records.case_rows
    found: NDArray[np.bool_]
    if target.of == "approved":
        found = rows["outcome"] == Result.PASS
    elif target.of == "without_visit":
        found = rows["visits_in_person"] == 0
    elif target.of in records.plan.departments:
        found = _served_by(records, target.of)
    else:
        found = records.covered(target.of)
    return found


def _served_by(records: Records, department: str) -> NDArray[np.bool_]:
    """Return for which cases a department has done a step, by row of the table of cases."""
    theirs = [getattr(step.step, "department", None) == department for step in records.plan.nodes.step]
    visits = records.visit_rows.compress(np.array(theirs)[records.visit_rows["node"]])
    served = np.zeros(len(records.case_rows), dtype=bool)
    served[case_rows_of(records.plan, visits, records.sizes)] = True
    return served
