"""The command that says what becomes of the targets along a figure."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from adminsim.cli.analysis import analyse
from adminsim.cli.misuse import MisuseError

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked


def show_sweep(asked: Asked, scenario: str, vary: tuple[str, ...], seed: int | None, replications: int | None) -> None:
    """Vary one figure or two, and say what becomes of the targets."""
    from adminsim.files.load import load
    from adminsim.report.sweep.files import SWEEP
    from adminsim.study.sweep.sweep import swept

    wanted = values_by_path(vary)
    loaded = load(scenario).with_study(seed=seed)
    analyse(loaded, partial(swept, vary=wanted, replications=replications), SWEEP, asked, f"sweep {wanted}")


def values_by_path(vary: tuple[str, ...]) -> dict[str, str]:
    """Return the values asked for by path."""
    wanted: dict[str, str] = {}
    for one in vary:
        path, equals, values = one.partition("=")
        if not equals or not path.strip():
            raise MisuseError("sweep-form", {"given": one})
        if path.strip() in wanted:
            raise MisuseError("sweep-twice", {"given": path.strip()})
        wanted[path.strip()] = values
    return wanted
