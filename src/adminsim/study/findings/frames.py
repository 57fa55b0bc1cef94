"""The findings of a study as pandas tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from adminsim.reforms.told import PARTS
from adminsim.study.findings.change import sample_of
from adminsim.study.findings.precision import widths
from adminsim.study.many.times import unpacked
from adminsim.study.run.measures import DAY_S
from adminsim.study.walk.findings import mean_days
from adminsim.study.walk.obstacles import obstacles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.study.findings.estimate import Estimate
    from adminsim.study.findings.found import Found
    from adminsim.study.findings.verdict import Judgement

TARGET_COLUMNS = [
    "target", "source", "kind", "before", "before_low", "before_high", "after", "after_low", "after_high", "judged",
    "judged_low", "judged_high", "required", "verdict", "years_reached", "needed", "open_before", "open_after",
    "given_up_before", "given_up_after", "hollow", "reading", "turned_by", "in_the_way",
]  # fmt: skip
LONGEST_BAR_D = 4000
"""Days beyond which the distribution of cycle times is not told apart."""


def _columns(name: str, found: Estimate) -> dict[str, float]:
    return {name: found.mean, f"{name}_low": found.low, f"{name}_high": found.high}


def summary_frame(comparison: Found) -> pd.DataFrame:
    """Return every measure of every chain before and after."""
    from adminsim.study.run.all_measures import MEASURES

    rows = []
    for chain in comparison.scenario.baseline.chains:
        for measure, unit in MEASURES.items():
            change = comparison.change(f"chain.{chain}.{measure}")
            estimates = {"before": change.before, "after": change.after, "cut": change.cut}
            columns = {key: value for name, found in estimates.items() for key, value in _columns(name, found).items()}
            rows.append(
                {"chain": chain, "measure": measure, "unit": unit, **columns, "cut_share": change.relative_cut.mean}
            )
    return pd.DataFrame(rows).set_index(["chain", "measure"])


def _judged_columns(judgement: Judgement) -> dict[str, object]:
    """Return what was found of a target under a reading."""
    before, after = judgement.runs
    return {
        **_columns("before", judgement.before),
        **_columns("after", judgement.after),
        **_columns("judged", judgement.judged),
        "required": judgement.required,
        "verdict": str(judgement.verdict),
        "years_reached": judgement.years_reached,
        "needed": math.nan if judgement.needed is None else judgement.needed,
        "open_before": before.open,
        "open_after": after.open,
        "given_up_before": before.given_up_share,
        "given_up_after": after.given_up_share,
    }


def targets_frame(comparison: Found) -> pd.DataFrame:
    """Return the targets with their verdicts."""
    rows = [
        {
            "target": judgement.target.name,
            "source": judgement.target.source,
            "kind": judgement.target.kind,
            **_judged_columns(judgement),
            "hollow": judgement.target.hollow or "",
            "reading": judgement.reading.name if judgement.reading is not None else "",
            "turned_by": "; ".join(f"{one.reading.name}: {one.verdict}" for one in judgement.turning if one.reading),
            "in_the_way": "; ".join(
                f"{found.step} ({found.who or '-'}, {found.part}): {found.time.mean:.2f} {found.unit}"
                for found in obstacles(comparison, judgement.target)
            ),
        }
        for judgement in comparison.judgements
    ]
    return pd.DataFrame(rows, columns=TARGET_COLUMNS).set_index("target")


def readings_frame(comparison: Found) -> pd.DataFrame:
    """Return the targets that state readings under each of them, the plan's own first."""
    rows = [
        {"target": judgement.target.name, "reading": one.reading.name, **_judged_columns(one)}
        for judgement in comparison.judgements
        for one in (judgement, *judgement.beside)
        if one.reading is not None
    ]
    return pd.DataFrame(rows).set_index(["target", "reading"]) if rows else pd.DataFrame()


def precision_frame(comparison: Found) -> pd.DataFrame:
    """Return how precisely the main figures are known."""
    rows = [
        {
            "figure": width.measure,
            "kind": width.kind,
            "half_width": width.half_width,
            "wanted": width.wanted,
            "is_reached": width.is_reached,
            "needed": float(width.needed),
        }
        for width in widths(comparison)
    ]
    return pd.DataFrame(rows).set_index("figure")


def utilisation_frame(comparison: Found) -> pd.DataFrame:
    """Return utilisation, queue, wait, work, overtime and offered load of every department before and after."""
    systems = {"before": comparison.scenario.baseline, "after": comparison.scenario.reformed}
    loads = dict(zip(systems, comparison.loads, strict=True))
    names = list(dict.fromkeys(name for system in systems.values() for name in system.departments))
    rows = []
    for name in names:
        row: dict[str, object] = {"department": name}
        for when, system in systems.items():
            if name in system.departments:
                runs = [getattr(replication, when).measures for replication in comparison.replications]
                for measure in ("utilisation", "queue", "wait_hours", "work_hours", "overtime_hours"):
                    row[f"{measure}_{when}"] = sample_of(runs, f"department.{name}.{measure}").mean
                row[f"load_{when}"] = next(load.load for load in loads[when] if load.department == name)
        rows.append(row)
    measures = ("utilisation", "load", "queue", "wait_hours", "work_hours", "overtime_hours")
    columns = ["department", *(f"{measure}_{when}" for measure in measures for when in systems)]
    return pd.DataFrame(rows, columns=columns).set_index("department")


def time_frame(comparison: Found) -> pd.DataFrame:
    """Return where the time of an approved case goes, in days on the critical way."""
    rows = []
    for when in ("before", "after"):
        runs = [getattr(replication, when) for replication in comparison.replications]
        keys = dict.fromkeys(key for run in runs for key in run.held if key[0] in comparison.scenario.baseline.chains)
        for chain, step in keys:
            mean = mean_days(runs, chain, step)
            rows.append({"system": when, "chain": chain, "step": step, **dict(zip(PARTS, mean, strict=True))})
    return pd.DataFrame(rows, columns=["system", "chain", "step", *PARTS]).set_index(["system", "chain", "step"])


def distribution_frame(comparison: Found) -> pd.DataFrame:
    """Return how approved cases spread over whole days, before and after."""
    tables = []
    for chain in comparison.scenario.baseline.chains:
        counts = {}
        for when in ("before", "after"):
            runs = [
                getattr(replication, when).times[f"chain.{chain}.elapsed"] for replication in comparison.replications
            ]
            counts[when] = sum((_by_day(times) for times in runs), np.zeros(LONGEST_BAR_D + 1, dtype=np.int64))
        longest = max(1, *(len(np.trim_zeros(found, "b")) for found in counts.values()))
        table = pd.DataFrame({when: found[:longest] / max(int(found.sum()), 1) for when, found in counts.items()})
        tables.append(pd.concat({chain: table}, names=["chain", "days"]))
    return pd.concat(tables)


def _by_day(times: bytes) -> NDArray[np.int64]:
    """Return how many cases took how many whole days, and more than the longest in the last place."""
    days = -(-unpacked(times).astype(np.int64) // DAY_S)
    return np.bincount(np.minimum(days, LONGEST_BAR_D), minlength=LONGEST_BAR_D + 1)


def replications_frame(comparison: Found) -> pd.DataFrame:
    """Return all measures of all runs, one row for each replication and system."""
    rows = [
        {"replication": replication.number, "system": when, **getattr(replication, when).measures}
        for replication in comparison.replications
        for when in ("before", "after")
    ]
    return pd.DataFrame(rows).set_index(["replication", "system"])
