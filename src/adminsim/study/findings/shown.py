"""What a notebook shows of a comparison: a line, and a table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from adminsim.study.findings.frames import summary_frame, targets_frame

if TYPE_CHECKING:
    from adminsim.study.findings.found import Found


def line_of(comparison: Found) -> str:
    """Return who was compared, on how many years, and the verdict of each target."""
    verdicts = ", ".join(f"{target}: {row.verdict}" for target, row in targets_frame(comparison).iterrows())
    years = f"{len(comparison.replications)} pairs of years, seed {comparison.seed}"
    return f"<Comparison {comparison.scenario.name!r}, {years}{'; ' if verdicts else ''}{verdicts}>"


def html_of(comparison: Found) -> str:
    """Return the summary of each chain, and the targets, as tables of HTML."""
    summary = summary_frame(comparison)
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
    targets = targets_frame(comparison)
    if len(targets):
        columns = [name for name in ("required", "before", "after", "low", "high", "verdict") if name in targets]
        parts.append(targets[columns].to_html(float_format="{:.4g}".format, border=0, na_rep=""))
    return f"<p>{escape(line_of(comparison)[1:-1])}</p>{''.join(parts)}"
