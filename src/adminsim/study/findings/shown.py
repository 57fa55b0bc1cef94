"""What a notebook shows of a comparison: a line, and a table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from adminsim.study.findings.compare import Comparison


def line_of(comparison: Comparison) -> str:
    """Return who was compared, on how many years, and the verdict of each target."""
    verdicts = ", ".join(f"{target}: {row.verdict}" for target, row in comparison.targets().iterrows())
    years = f"{len(comparison.replications)} pairs of years, seed {comparison.seed}"
    return f"<Comparison {comparison.scenario.name!r}, {years}{'; ' if verdicts else ''}{verdicts}>"


def html_of(comparison: Comparison) -> str:
    """Return the summary of each chain, and the targets, as tables of HTML."""
    summary = comparison.summary()
    shown = pd.DataFrame(
        {
            "unit": summary["unit"],
            "before": summary["before"],
            "after": summary["after"],
            "cut": summary["cut"],
            "cut from": summary["cut_low"],
            "to": summary["cut_high"],
        }
    )
    parts = [shown.dropna(subset=["before", "after"]).to_html(float_format="{:.4g}".format, border=0)]
    targets = comparison.targets()
    if len(targets):
        columns = [name for name in ("required", "before", "after", "low", "high", "verdict") if name in targets]
        parts.append(targets[columns].to_html(float_format="{:.4g}".format, border=0, na_rep=""))
    return f"<p>{escape(line_of(comparison)[1:-1])}</p>{''.join(parts)}"
