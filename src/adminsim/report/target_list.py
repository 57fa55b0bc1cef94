"""The stated targets of scenarios, as a table and as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from adminsim.messages import say
from adminsim.model.target import Count, Cut, Direction, Share, Within
from adminsim.report.style import length, named, percent
from adminsim.report.tables import add_row, as_text, plain_table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from adminsim.messages import Language
    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario

HEADINGS = ("target", "chain", "kind", "required", "share", "clock")


def targets_text(scenarios: Mapping[str, Scenario], language: Language = "en", width: int | None = None) -> str:
    """Return all targets, by scenario.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
        Scenarios by file.
    language : str
        ``en`` or ``zh``.
    width : int, optional
        Columns; by default those of the terminal.
    """
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = []
    for file, scenario in scenarios.items():
        title = named(scenario.written.label, scenario.name, language)
        parts += [Text(), Text(f"{title} ({file})", style="bold")]
        if not scenario.targets:
            parts.append(Text(say("target-none", language)))
            continue
        table = plain_table(*(say(f"targets-{heading}", language) for heading in HEADINGS), left=len(HEADINGS))
        for column, ratio in zip(table.columns, (5, 3, 2, None, None, 3), strict=True):
            column.ratio, column.no_wrap = ratio, ratio is None
        for target in scenario.targets:
            add_row(table, *_cells(scenario, target, language))
        parts.append(table)
    return as_text(Group(*parts[1:]), width)


def targets_data(scenarios: Mapping[str, Scenario]) -> list[dict[str, Any]]:
    """Return all targets as plain data: as written, with chain and scenario file."""
    return [
        {
            "scenario": file,
            **target.model_dump(mode="json"),
            "chain": _chain(scenario, target),
            **({"unit": target.limit.unit} if isinstance(target, Within) else {}),
        }
        for file, scenario in scenarios.items()
        for target in scenario.targets
    ]


def _chain(scenario: Scenario, target: Target) -> str:
    return target.chain or next(iter(scenario.baseline.chains))


def _cells(scenario: Scenario, target: Target, language: Language) -> list[str]:
    chain = scenario.baseline.chains[_chain(scenario, target)]
    label = named(target.label, "", language)
    about = [target.name, label, target.source or say("targets-no-source", language)]
    types = [named(chain.types[kind].label, kind, language) for kind in target.types]
    clock, share = "", ""
    if isinstance(target, (Within, Cut)):
        clock = say(f"target-clock-{target.clock}", language)
        if target.start == "accepted":
            clock += "\n" + say("target-from-accepted", language)
    if target.condition == "documents_complete":
        clock = "\n".join(filter(None, (clock, say("target-complete", language))))
    if isinstance(target, Within):
        share = percent(target.share.value, language, 0)
    return [
        "\n".join(dict.fromkeys(filter(None, about))),
        "\n".join([named(chain.label, _chain(scenario, target), language), *types]),
        _kind(target, language),
        _required(target, language),
        share,
        clock,
    ]


def _kind(target: Target, language: Language) -> str:
    kind = say(f"targets-kind-{target.kind}", language)
    if isinstance(target, (Count, Direction)):
        return f"{kind}\n{say(f'target-measure-{target.of}', language)}"
    if isinstance(target, Share):
        return f"{kind}\n{say('target-measure-approved', language) if target.of == 'approved' else target.of}"
    return kind


def _required(target: Target, language: Language) -> str:
    if isinstance(target, Within):
        return length(target.limit, language)
    if isinstance(target, Cut):
        return f"-{percent(target.by, language, 0)}"
    if isinstance(target, Count):
        return f"<= {target.most:g}"
    if isinstance(target, Share):
        return f">= {percent(target.least.value, language, 0)}"
    return say(f"target-{target.to}", language)
