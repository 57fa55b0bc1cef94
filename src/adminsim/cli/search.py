"""The command that finds the cheapest package that meets the targets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from adminsim.cli.analysis import analyse

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked


def show_search(
    asked: Asked, scenario: str, is_front: bool, step: int, seed: int | None, replications: int | None
) -> None:
    """Search for the cheapest package, or for that of each larger share."""
    from adminsim.files.load import load
    from adminsim.report.search.files import SEARCH
    from adminsim.study.search.search import search

    loaded = load(scenario).with_study(seed=seed)
    study = partial(search, front=is_front, step=step / 100, replications=replications)
    written = loaded.written.search
    question = f"search {is_front} {step} {replications} {written.model_dump_json() if written else ''}"
    analyse(loaded, study, SEARCH, asked, question)
