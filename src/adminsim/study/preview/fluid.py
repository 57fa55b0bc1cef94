"""When a backlog is gone if work flows evenly: what lies there over the rate that is to spare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.model.span import Length
from adminsim.study.preview.backlog_works import works_of_backlogs
from adminsim.study.preview.offered_load import offered_loads

if TYPE_CHECKING:
    from adminsim.model.system import System

DAY_S = 86400
NEGLIGIBLE = 1e-9


def backlog_gone(system: System, since_day: int) -> dict[str, float]:
    """Return by department after how many days from a day on its backlog is gone.

    Parameters
    ----------
    system : System
        The system; what changes its capacity changes on that day, or stays.
    since_day : int
        The day, counted from the start of the run.

    Returns
    -------
    dict of str to float
        Days; 0 where there is no backlog on that day, infinite where no rate is to spare.

    Notes
    -----
    Work flows evenly: what lies there on the day, which is the stated backlog with all that it still takes of the
    department and what has piled up since, over the rate at which the department can work less that at which work is
    asked of it. Queues that come and go by chance are no backlog here.
    """
    last_day = -(-system.period.horizon_s // DAY_S)
    lying = dict.fromkeys(system.departments, 0.0)
    for works in works_of_backlogs(system).values():
        for work_s, department, *_ in works:
            lying[department] += work_s
    if since_day > 0:
        spare = _spare_s(system, 0, since_day)
        lying = {name: max(0.0, work_s - spare[name] * since_day) for name, work_s in lying.items()}
    spare = _spare_s(system, since_day, last_day)
    return {name: _days(work_s, spare[name]) for name, work_s in lying.items()}


def _days(work_s: float, spare_s: float) -> float:
    if work_s <= NEGLIGIBLE * DAY_S:
        return 0.0
    return work_s / spare_s if spare_s > NEGLIGIBLE * DAY_S else float("inf")


def _spare_s(system: System, first_day: int, last_day: int) -> dict[str, float]:
    """Return by department the work that it can do in a mean day beyond what arrivals ask of it."""
    days = max(last_day - first_day, 1)
    period = system.period.replace(
        warm_up=Length(amount=first_day, unit="d"),
        cohort=Length(amount=days, unit="d"),
        run_out=Length(amount=0, unit="d"),
    )
    chains = {name: chain.replace(backlog={}) for name, chain in system.chains.items()}
    even = system.replace(period=period, chains=chains)
    return {load.department: (load.able_s - load.asked_s) / days for load in offered_loads(even)}
