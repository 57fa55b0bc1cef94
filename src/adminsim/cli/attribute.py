"""The command that says which reform did it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from adminsim.cli.analysis import analyse

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked


def show_attribution(
    asked: Asked, scenario: str, chain: str | None, measure: str | None, exact: bool, seed: int | None,
    replications: int | None,
) -> None:  # fmt: skip
    """Attribute what the reforms change to each of them."""
    from adminsim.files.load import load
    from adminsim.report.attribution.files import ATTRIBUTION
    from adminsim.study.attribution.attribute import asked_of, attribute

    loaded = load(scenario).with_study(seed=seed)
    about = asked_of(loaded, chain, measure, exact or None)
    study = partial(attribute, chain=chain, target=measure, exact=about.is_exact, replications=replications)
    analyse(loaded, study, ATTRIBUTION, asked, f"attribute {chain} {measure} {about.is_exact}")
