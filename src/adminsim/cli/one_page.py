"""The command that writes the page: one HTML file with every combination of the reforms."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from adminsim.cli.analysis import analyse_into_file
from adminsim.cli.misuse import MisuseError

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked

MEGABYTE = 1_000_000
MANY = 5000
"""From how many simulated years on it is said how there would be fewer."""


def write_page(
    asked: Asked, scenario: str, switches: tuple[str, ...], sliders: tuple[str, ...], seed: int | None,
    replications: int | None,
) -> None:  # fmt: skip
    """Simulate every combination of the switches and every value of the sliders, and write the page."""
    from adminsim.cli.sweep import values_by_path
    from adminsim.files.load import load
    from adminsim.report.page.html import page
    from adminsim.study.grid.grid import REPLICATIONS, grid_of
    from adminsim.study.grid.sliders import sliders_of
    from adminsim.study.grid.switches import switches_of

    file = Path(asked.out or "")
    if file.suffix.lower() not in (".html", ".htm"):
        raise MisuseError("page-not-html", {"example": file.with_suffix(".html")})
    loaded = load(scenario).with_study(seed=seed)
    chosen, years = switches_of(loaded, switches), replications or REPLICATIONS
    wanted = values_by_path(sliders) or None
    moved = sliders_of(chosen.switched(chosen.stated), wanted)
    stops = sum(len(one.stops) for one in moved)
    # The system before the reforms is no combination where some are always on, and another at each value that moves it.
    before = bool(chosen.fixed) + sum(len(one.stops) for one in moved if one.moves_baseline)
    whole = years * (chosen.count + stops + before)
    announce_grid(chosen.count, len(chosen.names), stops, years, whole, asked)
    question = f"page {years} {' '.join(chosen.names)} {wanted}"
    study = partial(grid_of, switches=chosen.names, sliders=wanted, replications=replications)
    _, size = analyse_into_file(file, loaded, study, lambda found: page(found).encode(), asked, question)
    asked.notices.print(asked.words.say("page-written", file=file, size=f"{size / MEGABYTE:.1f}"))


def announce_grid(combinations: int, switches: int, stops: int, years: int, whole: int, asked: Asked) -> None:
    """Say beforehand how much is simulated and, where it is much, how there would be less."""
    design = {"combinations": f"{combinations:,}", "count": switches, "replications": years, "stops": stops}
    asked.notices.print(asked.words.say("page-doing", **design, whole=f"{whole:,}"))
    if whole > MANY:
        asked.notices.print(asked.words.say("page-much"))
