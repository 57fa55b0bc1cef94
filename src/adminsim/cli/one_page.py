"""The command that writes the page: one HTML file with every combination of the reforms."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from adminsim.cli.batches import Batches
from adminsim.cli.misuse import MisuseError
from adminsim.cli.progress import console_of
from adminsim.messages import say

MEGABYTE = 1_000_000


def write_page(
    *, scenario: str, out: str, switches: tuple[str, ...], seed: int | None, replications: int | None, language: str,
    given: list[str], **asked: Any,
) -> None:  # fmt: skip
    """Simulate every combination of the switches, and write the page."""
    from adminsim.files.load import load
    from adminsim.report.page.html import page
    from adminsim.study.grid.grid import REPLICATIONS, grid_of
    from adminsim.study.grid.switches import switches_of

    file = Path(out)
    if file.suffix.lower() not in (".html", ".htm"):
        raise MisuseError("page-not-html", {"example": file.with_suffix(".html")})
    loaded = load(scenario).with_study(seed=seed)
    chosen, years = switches_of(loaded, switches), replications or REPLICATIONS
    notices = console_of(asked["quiet"])
    design = {"count": len(chosen.names), "combinations": f"{chosen.count:,}", "replications": years}
    notices.print(say("page-doing", language, **design))
    kind = f"page {years} {' '.join(chosen.names)}"
    batches = Batches(loaded, kind, years, out=out, language=language, given=tuple(given), **asked)
    size = batches.run_into(file, partial(grid_of, switches=chosen.names), page)
    notices.print(say("page-written", language, file=file, size=f"{size / MEGABYTE:.1f}"))
