"""The stated targets of scenarios, as a table and as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.kit.style import called, named, percent
from adminsim.report.kit.tables import add_row, as_text, plain_table
from adminsim.report.result.target_words import clock_words, kind_words, required_words

if TYPE_CHECKING:
    from rich.console import RenderableType

    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario

HEADINGS = ("target", "chain", "kind", "required", "share", "clock")


def targets_text(scenarios: Mapping[str, Scenario], words: Words = Words.EN, width: int | None = None) -> str:
    """Return all targets, by scenario.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
        Scenarios by file.
    words : Words
        Of the reader's language.
    width : int, optional
        Columns; by default those of the terminal.
    """
    from rich.console import Group

    from adminsim.report.kit.prose import Text

    parts: list[RenderableType] = []
    for file, scenario in scenarios.items():
        title = named(scenario.written.label, scenario.name, words)
        parts += [Text(), Text(f"{title} ({file})", style="bold")]
        if not scenario.targets:
            parts.append(Text(words.say("target-none")))
            continue
        table = plain_table(*(words.say(f"targets-{heading}") for heading in HEADINGS), left=len(HEADINGS))
        for column, ratio in zip(table.columns, (5, 3, 2, None, None, 3), strict=True):
            column.ratio, column.no_wrap = ratio, ratio is None
        for target in scenario.targets:
            add_row(table, *_cells(scenario, target, words))
        parts.append(table)
    return as_text(Group(*parts[1:]), width)


def targets_data(scenarios: Mapping[str, Scenario]) -> list[dict[str, Any]]:
    """Return all targets as plain data: as written, with chain and scenario file."""
    return [
        {
            "scenario": file,
            **target.model_dump(mode="json"),
            "chain": " ".join(target.chains_of(scenario.baseline.chains)),
            **({"unit": target.stated_limit.unit} if target.stated_limit is not None else {}),
        }
        for file, scenario in scenarios.items()
        for target in scenario.targets
    ]


def _cells(scenario: Scenario, target: Target, words: Words) -> list[str]:
    has_limit = target.stated_limit is not None
    return [
        name_cell(target, words),
        chain_cell(scenario, target, words),
        kind_words(target, scenario.baseline, words),
        required_words(target, words),
        percent(target.required, words, 0) if has_limit else "",
        "\n".join(clock_words(target, words)),
    ]


def name_cell(target: Target, words: Words) -> str:
    """Return name, label and source of a target, each on its line."""
    about = [target.name, named(target.label, "", words), target.source or words.say("targets-no-source")]
    return "\n".join(dict.fromkeys(filter(None, about)))


def chain_cell(scenario: Scenario, target: Target, words: Words) -> str:
    """Return chain and case types of a target, each on its line."""
    chains = {name: scenario.baseline.chains[name] for name in target.chains_of(scenario.baseline.chains)}
    types = [called(kind, *(chain.types for chain in chains.values()), words=words) for kind in target.types]
    return "\n".join([*(named(chain.label, name, words) for name, chain in chains.items()), *types])


def required_cell(scenario: Scenario, target: Target, words: Words) -> str:
    """Return what a target requires: kind, figure, share, clock and condition."""
    parts = [kind_words(target, scenario.baseline, words), required_words(target, words)]
    if target.stated_limit is not None:
        parts.append(words.say("targets-of-cases", share=percent(target.required, words, 0)))
    return "\n".join([*parts, *clock_words(target, words)])
