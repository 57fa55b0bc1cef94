"""Two cities' reforms on one baseline and one demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.reforms.apply import check_reforms
from adminsim.reforms.scenario import Scenario

if TYPE_CHECKING:
    from adminsim.reforms.base import Reform
    from adminsim.study.findings.compare import Comparison

MEASURES = {
    "elapsed": "elapsed.mean",
    "agency_workdays": "agency_workdays.mean",
    "procedures": "procedures",
    "visits": "visits_in_person",
}
"""What is held side by side for each chain: lived days, official working days, and counts."""


def borrowed(mine: Scenario, theirs: Scenario) -> tuple[Scenario, tuple[str, ...]]:
    """Put another scenario's reforms on one's own baseline.

    Parameters
    ----------
    mine : Scenario
        Gives the baseline, the demand, the targets and the study.
    theirs : Scenario
        Gives the reforms.

    Returns
    -------
    scenario : Scenario
        The own baseline under the other's reforms; targets that only make sense under the own reforms are left out.
    left_out : tuple of str
        The reforms that name what this baseline has not.
    """
    kept: list[Reform] = []
    left_out: list[str] = []
    for reform in theirs.reforms:
        if not reform.enabled:
            continue
        if check_reforms(mine.baseline, (*kept, reform)):
            left_out.append(reform.subject)
        else:
            kept.append(reform)
    written = mine.written.replace(reforms=tuple(kept), targets=())
    return Scenario(written, mine.baseline, theirs.name), tuple(left_out)


def rows_of(mine: Comparison, theirs: Comparison) -> list[dict[str, Any]]:
    """Return for each chain and measure the mean before, under one's own reforms, and under the other's."""
    rows = []
    for chain in mine.scenario.baseline.chains:
        for name, measure in MEASURES.items():
            first, other = (found.change(f"chain.{chain}.{measure}") for found in (mine, theirs))
            row: dict[str, Any] = {"chain": chain, "measure": name, "before": first.before.mean}
            for which, change in (("first", first), ("other", other)):
                row |= {which: change.after.mean, f"{which}_low": change.after.low, f"{which}_high": change.after.high}
            rows.append(row)
    return rows
