"""The findings of a study as plain data, every number with 12 significant digits."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from adminsim.study.findings.compare import Comparison

DIGITS = 12


def rounded(value: float) -> float | str | None:
    """Return a number as it is printed: 12 significant digits; None where undefined, and `inf` as text."""
    if math.isnan(value):
        return None
    return str(value) if math.isinf(value) else float(f"{value:.{DIGITS}g}")


def document(comparison: Comparison) -> dict[str, Any]:
    """Return what a study found as plain data, in a stable order."""
    scenario = comparison.scenario
    return {
        "scenario": scenario.name,
        "seed": comparison.seed,
        "replications": len(comparison.replications),
        "stopped": stopped(comparison),
        "confidence": comparison.confidence,
        "reforms": [reform.subject for reform in scenario.reforms if reform.enabled],
        "chains": _by_chain(comparison.summary()),
        "slower": {chain: _estimate(comparison.slower(chain)) for chain in scenario.baseline.chains},
        "targets": _targets(comparison),
        "precision": _records(comparison.precision()),
        "departments": _records(comparison.utilisation()),
        "costs": listed(comparison.costs()),
        "losers": listed(comparison.losers()),
        "by_month": listed(comparison.by_month()),
        "overloaded": {
            when: [load.department for load in loads if load.is_overloaded]
            for when, loads in zip(("before", "after"), comparison.loads, strict=True)
        },
    }


def stopped(comparison: Comparison) -> str:
    """Return why there are as many replications: ``stated``, ``precise``, or ``bound`` before it was precise enough."""
    if comparison.scenario.study.replications is not None:
        return "stated"
    return "precise" if all(width.is_reached for width in comparison.widths) else "bound"


def _targets(comparison: Comparison) -> dict[str, Any]:
    """Return the targets by name, those with readings with what was found under each."""
    found = _records(comparison.targets())
    for row in listed(comparison.readings()):
        target, reading = row.pop("target"), row.pop("reading")
        found[target].setdefault("readings", {})[reading] = row
    return found


def _by_chain(summary: pd.DataFrame) -> dict[str, Any]:
    found: dict[str, Any] = {}
    rows: Any = summary.to_dict("index")
    for (chain, measure), row in rows.items():
        found.setdefault(chain, {})[measure] = _plain(row)
    return found


def _records(table: pd.DataFrame) -> dict[str, Any]:
    return {str(name): _plain(row) for name, row in table.to_dict("index").items()}


def listed(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table, each with what it is indexed by."""
    return [_plain(row) for row in table.reset_index().to_dict("records")]


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    return {str(key): rounded(value) if isinstance(value, float) else value for key, value in row.items()}


def _estimate(found: Any) -> dict[str, Any]:
    return {name: rounded(getattr(found, name)) for name in ("mean", "low", "high")}
