"""Reading a target off one run: the share that keeps a limit, or the mean of what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.clocks import Window, agency_clock, elapsed_workdays, open_seconds
from adminsim.engine.records import NOT_YET, Records
from adminsim.engine.result import Result
from adminsim.model.target import Count, Direction, Share, Target, Within
from adminsim.model.timeline import day_of, day_of_arrival

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.model.target import Cut

HOUR_S = 3600
DAY_S = 86400
DIRECTIONS = {"elapsed": DAY_S, "agency": HOUR_S, "work": HOUR_S, "procedures": 1, "documents": 1, "visits": 1}
COLUMNS = {"visits": "visits_in_person"}


def target_value(records: Records, target: Target) -> float:
    """Return the value of a target in one run.

    For `within` the share of cases that keep the limit; for `cut` and `direction` the mean on the clock (days, official
    hours) or of the count; for `count` the mean count; for `share` the share of cases.
    """
    position = records.plan.chains.index(target.chain or records.plan.chains[0])
    rows = records.case_rows
    meant = meant_cases(records, target)
    if not meant.any():
        return float("nan")
    if isinstance(target, Within):
        return float(_keeps(records, target, meant).mean())
    if isinstance(target, Share):
        return _share(records, target, position)
    finished = meant & (rows["outcome"] == Result.PASS)
    if isinstance(target, Count):
        return float(rows[COLUMNS.get(target.of, target.of)][finished].mean())
    if isinstance(target, Direction):
        return float(rows[COLUMNS.get(target.of, target.of)][finished].mean() / DIRECTIONS[target.of])
    return _mean_on_clock(records, target, finished)


def meant_cases(records: Records, target: Target) -> NDArray[np.bool_]:
    """Return which cases of the cohort a target is about, by row of the table of cases; rejected ones are not."""
    name = target.chain or records.plan.chains[0]
    rows = records.case_rows
    position = records.plan.chains.index(name)
    meant: NDArray[np.bool_] = (rows["chain"] == position) & records.in_cohort & (rows["outcome"] != Result.REJECT)
    if target.types:
        kinds = records.system.chains[name].types
        meant &= np.isin(rows["case_type"], [i for i, kind in enumerate(kinds) if kind in target.types])
    if target.condition == "documents_complete":
        meant &= rows["complete"]
    return meant


def _keeps(records: Records, target: Within, meant: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which of the meant cases keep the limit: an unfinished case does not."""
    keeps = np.zeros(int(meant.sum()), dtype=bool)
    done = records.case_rows["outcome"][meant] == Result.PASS
    finished = meant & (records.case_rows["outcome"] == Result.PASS)
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


def _mean_on_clock(records: Records, target: Cut, finished: NDArray[np.bool_]) -> float:
    window = _window(records, target, finished)
    seconds, _ = _read(records, target, finished, window)
    return float(seconds.mean() / (DAY_S if target.clock == "elapsed" else HOUR_S))


def _read(
    records: Records, target: Within | Cut, finished: NDArray[np.bool_], window: Window
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return seconds and working days on a target's clock for the finished cases."""
    if target.clock == "elapsed" and not target.steps:
        return window.end - window.start, elapsed_workdays(records.plan, window)
    sizes = np.bincount(records.case_rows["chain"], minlength=len(records.plan.chains)).tolist()
    position = np.where(finished, np.cumsum(finished) - 1, -1)
    owner = position[case_rows_of(records.visit_rows, sizes)]
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
            names = {route.chain.stand_in(name) for name in target.steps}
            chosen = [node for node, step in zip(route.nodes, route.steps, strict=True) if step.name in names]
            meant[chosen] = True
    return meant


def _window(records: Records, target: Within | Cut, finished: NDArray[np.bool_]) -> Window:
    rows: NDArray[Any] = records.case_rows[finished]
    submitted, decided = rows["submitted"].astype(np.int64), rows["decided"].astype(np.int64)
    if target.start == "submitted" or target.condition == "documents_complete":
        return Window(submitted, decided, day_of_arrival(submitted))
    accepted = np.where(rows["accepted"] == NOT_YET, decided, rows["accepted"]).astype(np.int64)
    start = np.minimum(accepted, decided)
    return Window(start, decided, day_of(start))


def _share(records: Records, target: Share, chain: int) -> float:
    rows = records.case_rows
    here = (rows["chain"] == chain) & records.in_cohort
    if target.of == "approved":
        return float((rows["outcome"][here] == Result.PASS).mean())
    return float(records.covered(target.of)[here].mean())
