"""The command that says which reform did it."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from adminsim.cli.batches import Batches


def show_attribution(
    *, scenario: str, chain: str | None, measure: str | None, exact: bool, seed: int | None, form: str, language: str,
    given: list[str], **asked: Any,
) -> None:  # fmt: skip
    """Attribute what the reforms change to each of them; with `out`, write tables and the figure there as well."""
    from rich.console import Console

    from adminsim.files.load import load
    from adminsim.report.attribution.files import attribution_csv, attribution_json, write_attribution
    from adminsim.report.attribution.table import attribution_table
    from adminsim.study.attribution.attribute import asked_of, attribute

    loaded = load(scenario).with_study(seed=seed)
    about = asked_of(loaded, chain, measure, exact or None)
    kind = f"attribute {chain} {measure} {about.is_exact}"
    study = partial(attribute, chain=chain, target=measure, exact=about.is_exact)
    batches = Batches(loaded, kind, language=language, given=tuple(given), **asked)
    found = batches.run(study, write_attribution)
    if form == "table":
        Console(highlight=False).print(attribution_table(found, language))
    else:
        click.echo(attribution_json(found, language) if form == "json" else attribution_csv(found), nl=False)
