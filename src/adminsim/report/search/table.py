"""The cheapest package as it is told, and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import say
from adminsim.report.kit.style import WIDEST, called, named, percent, with_interval
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.report.result.target_words import target_name
from adminsim.results.document import rounded

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.messages import Language
    from adminsim.study.findings.estimate import Estimate
    from adminsim.study.search.packages import Part
    from adminsim.study.search.search import Searched, Tried

MOST_EXCLUDED = 8
"""How many excluded packages are printed."""


def search_table(found: Searched, language: Language = "en") -> RenderableType:
    """Return what a search found, for printing on a rich console."""
    from rich.console import Group
    from rich.constrain import Constrain
    from rich.text import Text

    parts: list[RenderableType] = [Text(answer_text(found, language), style="bold"), Text()]
    if found.cheapest is not None:
        parts += [_parts_table(found, found.cheapest, language), Text()]
    lists = {"front": found.front or (), "near": found.near, "undecided": found.undecided}
    excluded = sorted(found.excluded, key=lambda one: -one.cost)
    lists["excluded"] = tuple(excluded[:MOST_EXCLUDED])
    for code, packages in lists.items():
        if packages:
            parts += [Text(say(f"search-list-{code}", language), style="bold"), Text()]
            parts += [_list(found, packages, language), Text()]
    if len(excluded) > MOST_EXCLUDED:
        parts.append(Text(say("search-more", language, count=len(excluded) - MOST_EXCLUDED)))
    parts += [Text(told) for told in remarks(found, language)]
    return Constrain(Group(*parts), WIDEST)


def _parts_table(found: Searched, best: Tried, language: Language) -> Table:
    """Return the parts of the cheapest package: what each costs and adds."""
    headings = [say("search-part", language), say("search-cost", language)]
    headings += [say("search-adds", language, target=target_name(one, language)) for one in found.targets]
    table = plain_table(*headings)
    for place, (part, level) in enumerate(zip(found.parts, best.levels, strict=True)):
        if level:
            added = found.added.get(place)
            cells = [_interval(one, found, i, language) for i, one in enumerate(added)] if added else []
            cells = cells or [say("search-needed", language)] * len(found.targets)
            add_row(table, part_text(found, part, level, language), money(part.costs[level], language), *cells)
    return table


def _list(found: Searched, packages: tuple[Tried, ...], language: Language) -> Table:
    headings = [say("search-package", language), say("search-cost", language)]
    table = plain_table(
        *headings, *(target_name(one, language) for one in found.targets), say("search-years", language)
    )
    for one in packages:
        judged = [_interval(value, found, place, language) for place, value in enumerate(one.judged)]
        add_row(table, package_text(found, one, language), money(one.cost, language), *judged, str(one.years))
    return table


def _interval(value: Estimate, found: Searched, place: int, language: Language) -> str:
    is_share = found.targets[place].is_share
    return with_interval(value, language, is_share, 1 if is_share else 2)


def money(yuan: float, language: Language) -> str:
    """Return yuan a year."""
    return say("search-yuan", language, yuan=f"{yuan:,.0f}")


def part_text(found: Searched, part: Part, level: int, language: Language) -> str:
    """Return a part of a package in words."""
    if part.kind == "staff":
        name = called(part.name, found.scenario.baseline.departments, language=language)
        return say("search-people", language, name=name, count=f"{part.amounts[level]:g}")
    reform = next(one for one in found.scenario.reforms if one.subject == part.name)
    name = named(reform.label, part.name, language)
    if part.top == 1:
        return name
    return say("search-covers", language, name=name, share=percent(part.amounts[level], language, 0))


def package_text(found: Searched, one: Tried, language: Language) -> str:
    """Return a package in words."""
    told = [
        part_text(found, part, level, language) for part, level in zip(found.parts, one.levels, strict=True) if level
    ]
    return ("、" if language == "zh" else ", ").join(told) or say("search-nothing-at-all", language)


def answer_text(found: Searched, language: Language) -> str:
    """Return the answer with what it is sure of."""
    confidence = percent(found.scenario.study.confidence, language, 0)
    if found.front is not None:
        most = found.front[-1].judged[0].mean
        beyond = percent(found.beyond, language) if found.beyond == found.beyond else None
        code = "search-front-end" if beyond is not None else "search-front-all"
        return say(code, language, most=percent(most, language), share=beyond, confidence=confidence)
    if found.cheapest is None:
        return say("search-answer-none", language, confidence=confidence) + _if(found, language)
    told = say(
        "search-answer", language, cost=money(found.cheapest.cost, language), confidence=confidence,
        package=package_text(found, found.cheapest, language),
    )  # fmt: skip
    return told + _if(found, language)


def _if(found: Searched, language: Language) -> str:
    """Return what the answer holds under."""
    told = say("search-if-staff", language) if any(one.kind == "staff" for one in found.parts) else ""
    count = len(found.undecided)
    return told + say("search-if-undecided" if count else "search-if-none-undecided", language, count=count)


def remarks(found: Searched, language: Language) -> list[str]:
    """Return how it was found, and which parts may hurt."""
    hurting = [
        part_text(found, part, part.top, language)
        for part, sign in zip(found.parts, found.signs, strict=True) if sign.can_hurt
    ]  # fmt: skip
    told = [
        say("search-how", language, packages=f"{found.packages:,}", tested=found.tested, simulated=found.simulated,
            cuts=len(found.excluded)),
    ]  # fmt: skip
    if hurting:
        told.append(say("search-can-hurt", language, names=("、" if language == "zh" else ", ").join(hurting)))
    return told


def search_data(found: Searched, language: Language = "en") -> dict[str, Any]:
    """Return what a search found as plain data."""
    return {
        "scenario": found.scenario.name,
        "seed": found.seed,
        "confidence": found.scenario.study.confidence,
        "targets": [target.name for target in found.targets],
        "packages": found.packages,
        "tested": found.tested,
        "simulated": found.simulated,
        "choices": [
            {"kind": part.kind, "name": part.name, "amounts": list(part.amounts),
             "costs": [rounded(cost) for cost in part.costs], "can_hurt": sign.can_hurt}
            for part, sign in zip(found.parts, found.signs, strict=True)
        ],
        "cheapest": _data(found, found.cheapest) if found.cheapest is not None else None,
        "added": {
            found.parts[place].name: {t.name: _ends(one) for t, one in zip(found.targets, added, strict=True)}
            for place, added in found.added.items()
        },
        "front": [_data(found, one) for one in found.front] if found.front is not None else None,
        "beyond": rounded(found.beyond),
        "near": [_data(found, one) for one in found.near],
        "excluded": [_data(found, one) for one in found.excluded],
        "undecided": [_data(found, one) for one in found.undecided],
        "said": [answer_text(found, language), *remarks(found, language)],
    }  # fmt: skip


def _data(found: Searched, one: Tried) -> dict[str, Any]:
    amounts = {part.name: part.amounts[level] for part, level in zip(found.parts, one.levels, strict=True) if level}
    judged = {target.name: _ends(value) for target, value in zip(found.targets, one.judged, strict=True)}
    return {"cost": rounded(one.cost), "package": amounts, "judged": judged, "years": one.years}


def _ends(value: Estimate) -> list[Any]:
    return [rounded(end) for end in (value.mean, value.low, value.high)]
