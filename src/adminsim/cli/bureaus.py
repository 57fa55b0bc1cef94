"""The command that says of each bureau how long its clock ran and which of its steps were late."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from adminsim.cli.analysis import analyse

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked


def show_bureaus(asked: Asked, scenario: str, seed: int | None, replications: int | None) -> None:
    """Say what each bureau did with its time."""
    from adminsim.files.load import load
    from adminsim.report.bureaus.files import BUREAUS
    from adminsim.study.bureaus.months import bureaus

    loaded = load(scenario).with_study(seed=seed)
    analyse(loaded, partial(bureaus, replications=replications), BUREAUS, asked, "bureaus")
