"""The command that breaks a limit down into limits of steps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from adminsim.cli.analysis import analyse
from adminsim.cli.promise import workdays_of

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked
    from adminsim.study.breakdown.limits import By


def show_breakdown(
    asked: Asked, scenario: str, limit: str, by: By, share: float, chain: str | None, seed: int | None,
    replications: int | None,
) -> None:  # fmt: skip
    """Break a limit down."""
    from adminsim.files.load import load
    from adminsim.report.breakdown.files import BREAKDOWN
    from adminsim.study.breakdown.limits import breakdown

    days = workdays_of(limit)
    loaded = load(scenario).with_study(seed=seed)
    study = partial(breakdown, limit=days, by=by, share=share, chain=chain, replications=replications)
    analyse(loaded, study, BREAKDOWN, asked, f"breakdown {chain}")
