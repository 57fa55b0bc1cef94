"""A sweep as a tidy table: one row for each point and measure."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.model.target import Cut
from adminsim.study.findings.bounded import Bounded
from adminsim.study.findings.estimate import NOTHING, Sample, estimate_amount
from adminsim.study.findings.verdict import judge
from adminsim.study.preview.offered_load import offered_loads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.findings.estimate import Estimate

COLUMNS = ("measure", "unit", "value", "low", "high", "required", "at_least", "verdict", "department", "load", "grows")
"""Columns of a sweep behind those of the figures that are varied."""

Years = dict[tuple[int, "Target"], Bounded]
"""A measure by year, by the number of the system."""


def elapsed_of(scenario: Scenario) -> tuple[Target, ...]:
    """Return what reads the mean elapsed time of each chain off a run."""
    return tuple(
        Cut(name=f"chain.{chain}.elapsed.mean", kind="cut", chain=chain, clock="elapsed", by=1.0)
        for chain in scenario.baseline.chains
    )


def by_system(
    found: Mapping[tuple[int, int], NDArray[np.float64]], systems: Sequence[int], count: int, read: tuple[Target, ...]
) -> Years:
    """Return what was read off the runs of `count` years, by system and measure."""
    years = {}
    for number in systems:
        figures = np.array([found[year, number] for year in range(count)]).reshape(count, len(read), -1)
        for target, (value, over, rises, falls, given_up) in zip(read, figures.transpose(1, 2, 0), strict=True):
            years[number, target] = Bounded(Sample(value, over), rises, falls, given_up, target.is_share)
    return years


def rows_of(
    scenario: Scenario, targets: tuple[Target, ...], pair: tuple[int, int] | None, years: Years
) -> list[dict[str, Any]]:
    """Return the rows of a point, without its values; nothing is known where the reforms are not possible."""
    loads = offered_loads(scenario.reformed) if pair is not None else []
    busiest = max(loads, key=lambda one: (one.is_overloaded, one.load), default=None)
    about: dict[str, Any] = {"department": "", "load": nan, "grows": False}
    if busiest is not None:
        about = {"department": busiest.department, "load": busiest.load, "grows": busiest.is_overloaded}
    confidence, rows = scenario.study.confidence, []
    for one in targets:
        judged = judge(one, years[pair[0], one], years[pair[1], one], confidence) if pair is not None else None
        found, verdict = (judged.judged, str(judged.verdict)) if judged is not None else (NOTHING, "")
        stated = {"required": one.required, "at_least": one.at_least, "verdict": verdict}
        rows.append(_row(one, found) | stated | about)
    for one in elapsed_of(scenario):
        found = estimate_amount(years[pair[1], one].shown, confidence) if pair is not None else NOTHING
        rows.append(_row(one, found) | {"required": nan, "at_least": False, "verdict": ""} | about)
    return rows


def _row(target: Target, found: Estimate) -> dict[str, Any]:
    return {"measure": target.name, "unit": target.unit, "value": found.mean, "low": found.low, "high": found.high}


def table_of(rows: Sequence[tuple[tuple[float, ...], dict[str, Any]]], columns: Sequence[str]) -> pd.DataFrame:
    """Return the rows of all points, each with its values of the figures that are varied."""
    import pandas as pd

    made = [dict(zip(columns, here, strict=True)) | row for here, row in rows]
    return pd.DataFrame(made, columns=[*columns, *COLUMNS])
