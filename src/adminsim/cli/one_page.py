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


def write_page(
    asked: Asked, scenario: str, switches: tuple[str, ...], seed: int | None, replications: int | None
) -> None:
    """Simulate every combination of the switches, and write the page."""
    from adminsim.files.load import load
    from adminsim.report.page.html import page
    from adminsim.study.grid.grid import REPLICATIONS, grid_of
    from adminsim.study.grid.switches import switches_of

    file = Path(asked.out or "")
    if file.suffix.lower() not in (".html", ".htm"):
        raise MisuseError("page-not-html", {"example": file.with_suffix(".html")})
    loaded = load(scenario).with_study(seed=seed)
    chosen, years = switches_of(loaded, switches), replications or REPLICATIONS
    design = {"count": len(chosen.names), "combinations": f"{chosen.count:,}", "replications": years}
    asked.notices.print(asked.words.say("page-doing", **design))
    question = f"page {years} {' '.join(chosen.names)}"
    study = partial(grid_of, switches=chosen.names, replications=replications)
    _, size = analyse_into_file(file, loaded, study, lambda found: page(found).encode(), asked, question)
    asked.notices.print(asked.words.say("page-written", file=file, size=f"{size / MEGABYTE:.1f}"))
