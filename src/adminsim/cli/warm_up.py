"""The command that recommends a warm-up from pilot runs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from adminsim.cli.analysis import analyse

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked


def show_warm_up(asked: Asked, scenario: str, pilots: int, seed: int | None) -> None:
    """Run pilots and say which warm-up they recommend."""
    from adminsim.files.load import load
    from adminsim.report.warm_up.files import WARM_UP
    from adminsim.study.warm_up import warm_up

    analyse(load(scenario).with_study(seed=seed), partial(warm_up, pilots=pilots), WARM_UP, asked, "warm-up")
