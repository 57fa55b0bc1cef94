"""What a baseline says and no run uses: no error, but most often a slip that nobody would notice otherwise."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from adminsim.model.demand import Listed
from adminsim.model.problem import Problem
from adminsim.model.system import System


def unused(system: System) -> list[Problem]:
    """Return the applications that no run uses, or uses twice; paths are those of the file."""
    return [*_arrivals_outside(system), *_equal_arrivals(system)]


def idle(system: System) -> list[Problem]:
    """Return what nobody needs; files that several baselines share have much of it."""
    return [*_departments_without_work(system), *_shifts_outside(system)]


def _arrivals_outside(system: System) -> Iterator[Problem]:
    start = dt.datetime.combine(system.period.start, dt.time())
    end = start + dt.timedelta(seconds=system.period.horizon_s)
    for name, demand in _listed(system):
        outside = [at for at in demand.at if not start <= at < end]
        if outside:
            values = {
                "count": f"{len(outside):,}", "all": f"{len(demand.at):,}", "first": min(outside),
                "last": max(outside), "start": start.date(), "end": (end - dt.timedelta(seconds=1)).date(),
            }  # fmt: skip
            yield Problem("unused-arrivals", ("chains", name, "demand"), values)


def _equal_arrivals(system: System) -> Iterator[Problem]:
    for name, demand in _listed(system):
        count = Counter(zip(demand.at, demand.types, strict=True) if demand.types else ((at,) for at in demand.at))
        if len(count) == len(demand.at):
            continue
        equal = [row for row, times in count.items() if times > 1]
        values = {"count": f"{len(demand.at) - len(count):,}", "first": " ".join(map(str, equal[0]))}
        yield Problem("unused-equal-arrivals", ("chains", name, "demand"), values)


def _departments_without_work(system: System) -> Iterator[Problem]:
    needed = {name for chain in system.chains.values() for step in chain.steps.values() for name in _asked(step)}
    without = [name for name in system.departments if name not in needed]
    if without:
        yield Problem("unused-departments", ("departments",), {"departments": ", ".join(without)})


def _asked(step: object) -> tuple[str, ...]:
    """Return the departments whose staff a step takes."""
    departments = getattr(step, "departments", None)
    one = getattr(step, "department", None)
    return tuple(departments) if departments else (one,) if one is not None else ()


def _shifts_outside(system: System) -> Iterator[Problem]:
    start = system.period.start
    end = start + dt.timedelta(seconds=system.period.horizon_s)
    for name, department in system.departments.items():
        never = [
            shift
            for shift in department.shifts
            if (shift.since is not None and shift.since >= end) or (shift.until is not None and shift.until <= start)
        ]
        if never:
            values = {"count": len(never), "start": start, "end": end - dt.timedelta(days=1)}
            yield Problem("unused-shifts", ("departments", name, "shifts"), values)


def _listed(system: System) -> Iterator[tuple[str, Listed]]:
    for name, chain in system.chains.items():
        if isinstance(chain.demand, Listed):
            yield name, chain.demand
