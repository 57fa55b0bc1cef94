"""What reforms cost and who loses by them, as pandas tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from adminsim.study.findings.change import sample_of
from adminsim.study.findings.estimate import Estimate, Sample, estimate, estimate_amount, estimate_share, weighed
from adminsim.study.run.measures import DAY_S

if TYPE_CHECKING:
    from adminsim.model.system import System
    from adminsim.study.findings.change import Change
    from adminsim.study.findings.found import Found

CHAIN_COSTS = {"work_hours": "h", "late_papers": "", "commitments": "", "revoked": "", "tacit": ""}
"""What a chain costs, with units: staff hours for a case, promised papers that did not come in time, approvals on
commitment, those revoked because the promise was broken, and decisions by expiry of a limit."""


@dataclass(frozen=True)
class Gap:
    """The official clock against lived time, in days by the calendar.

    Attributes
    ----------
    clock, lived : Change
        Mean agency time, its working days written as the days by the calendar that they stand for, and mean elapsed
        time, of the approved cases of the cohort.
    """

    clock: Change
    lived: Change

    @property
    def is_off_the_clock(self) -> bool:
        """Whether lived time falls by surely less than half of what the official clock falls by."""
        return self.clock.cut.low > 0 and self.lived.cut.high < self.clock.cut.low / 2


def gap_of(comparison: Found, chain: str) -> Gap:
    """Return the official clock of a chain against lived time, before and after."""
    clock = comparison.change(f"chain.{chain}.agency_workdays.mean")
    days = days_per_workday(comparison.scenario.baseline)
    return Gap(clock.scaled(days), comparison.change(f"chain.{chain}.elapsed.mean"))


def days_per_workday(system: System) -> float:
    """Return how many days by the calendar there are to each working day of the cohort's time."""
    period = system.period
    first, last = period.cohort_start_s // DAY_S, -(-period.cohort_end_s // DAY_S)
    workdays = sum(system.official.is_workday(period.start + timedelta(days=day)) for day in range(first, last))
    return (last - first) / workdays if workdays else float("nan")


def costs_frame(comparison: Found) -> pd.DataFrame:
    """Return what the reforms cost by chain and by department, before and after; see `Comparison.costs`."""
    rows = []
    for chain in comparison.scenario.baseline.chains:
        for measure, unit in CHAIN_COSTS.items():
            values = _values(comparison, f"chain.{chain}.{measure}")
            if values is not None:
                rows.append(_row(comparison, "chain", chain, measure, unit, values))
    for name, price in _departments(comparison).items():
        hours = _values(comparison, f"department.{name}.work_hours")
        if hours is None or not (hours[0].values.any() or hours[1].values.any()):
            continue
        rows.append(_row(comparison, "department", name, "work_hours", "h", hours))
        if price is not None:
            before, after = (Sample.of(one.values * yuan) for one, yuan in zip(hours, price, strict=True))
            rows.append(_row(comparison, "department", name, "staff_cost", "CNY", (before, after)))
    return pd.DataFrame(rows).set_index(["kind", "name", "measure"])


def _departments(comparison: Found) -> dict[str, tuple[float, float] | None]:
    """Return the departments of both systems with the cost of an hour before and after, where it is stated."""
    systems = comparison.scenario.baseline, comparison.scenario.reformed
    found: dict[str, tuple[float, float] | None] = {}
    for name in dict.fromkeys(name for system in systems for name in system.departments):
        stated = [system.departments[name].cost if name in system.departments else None for system in systems]
        before, after = (cost.value if cost is not None else 0.0 for cost in stated)
        found[name] = (before, after) if any(cost is not None for cost in stated) else None
    return found


def _values(comparison: Found, measure: str) -> tuple[Sample, Sample] | None:
    """Return a measure by replication, before and after: 0 in a system that lacks it, None where both do."""
    pairs = comparison.replications
    if not any(measure in run.measures for pair in pairs for run in (pair.before, pair.after)):
        return None
    return comparison.samples(measure, 0.0)


def _row(
    comparison: Found, kind: str, name: str, measure: str, unit: str, values: tuple[Sample, Sample]
) -> dict[str, object]:
    before, after = values
    estimates = {"before": before, "after": after, "added": weighed(after, before)}
    row: dict[str, object] = {"kind": kind, "name": name, "measure": measure, "unit": unit}
    return row | _columns(_estimated(estimates, comparison.confidence))


def _estimated(found: dict[str, Sample], confidence: float) -> dict[str, Estimate]:
    """Return estimates of a figure before and after, never below nothing, and of what lies between them."""
    own = {"before": estimate_amount, "after": estimate_amount}
    return {name: own.get(name, estimate)(values, confidence) for name, values in found.items()}


def _columns(found: dict[str, Estimate]) -> dict[str, float]:
    return {
        key: value
        for name, one in found.items()
        for key, value in ((name, one.mean), (f"{name}_low", one.low), (f"{name}_high", one.high))
    }


def losers_frame(comparison: Found) -> pd.DataFrame:
    """Return who is slower under the reforms, by chain and case type; see `Comparison.losers`."""
    scenario = comparison.scenario
    rows = []
    for name, chain in scenario.baseline.chains.items():
        after = scenario.reformed.chains[name]
        is_neighbour = not after.pilots and after.steps == chain.steps and after.documents == chain.documents
        for kind in ("", *chain.types):
            group = f"chain.{name}.type.{kind}." if kind else f"chain.{name}."
            runs = [pair.after.measures for pair in comparison.replications]
            found = {
                "slower": estimate_share(sample_of(runs, group + "slower"), comparison.confidence),
                "saved": estimate(sample_of(runs, group + "saved"), comparison.confidence),
            }
            rows.append({"chain": name, "type": kind, "neighbour": is_neighbour, **_columns(found)})
    return pd.DataFrame(rows).set_index(["chain", "type"])


def months_frame(comparison: Found) -> pd.DataFrame:
    """Return cycle time by month of submission, before and after; see `Comparison.by_month`."""
    rows = []
    for chain in comparison.scenario.baseline.chains:
        head = f"chain.{chain}.month."
        names = {name for pair in comparison.replications for run in (pair.before, pair.after) for name in run.measures}
        for month in sorted({name.removeprefix(head)[:7] for name in names if name.startswith(head)}):
            rows.append(_month(comparison, chain, month))
    columns = ["cases", *(f"{name}{end}" for name in ("before", "after", "cut") for end in ("", "_low", "_high"))]
    return pd.DataFrame(rows, columns=["chain", "month", *columns]).set_index(["chain", "month"])


def _month(comparison: Found, chain: str, month: str) -> dict[str, object]:
    """Return one month; a replication that has no cases of it weighs nothing."""
    before, after = comparison.samples(f"chain.{chain}.month.{month}.elapsed", np.nan)
    estimates = {"before": before, "after": after, "cut": weighed(before, after)}
    found = _estimated(estimates, comparison.confidence)
    return {"chain": chain, "month": month, "cases": float(before.over.mean()), **_columns(found)}
