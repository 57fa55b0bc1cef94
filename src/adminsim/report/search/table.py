"""The cheapest package as it is told, and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.kit.style import WIDEST, called, percent, reform_name, with_interval
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.report.result.target_words import target_name
from adminsim.results.document import rounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.study.findings.estimate import Estimate
    from adminsim.study.search.packages import Part
    from adminsim.study.search.search import Searched, Tried
    from adminsim.study.search.signs import Sign

MOST_EXCLUDED = 8
"""How many excluded packages are printed."""
MOST_PARTS = 4
"""Of a package with more parts it is told what it has not, where that is less."""


def search_table(found: Searched, words: Words = Words.EN) -> RenderableType:
    """Return what a search found, for printing on a rich console."""
    from rich.console import Group
    from rich.constrain import Constrain

    from adminsim.report.kit.prose import Text

    parts: list[RenderableType] = [Text(answer_text(found, words), style="bold"), Text()]
    if found.cheapest is not None:
        parts += [_parts_table(found, found.cheapest, words), Text()]
    lists = {"front": found.front or (), "near": found.near, "undecided": found.undecided}
    excluded = sorted(found.excluded, key=lambda one: -one.cost)
    is_below_all = all(sign.concludes for sign in found.signs)
    lists["excluded" if is_below_all else "excluded-exact"] = tuple(excluded[:MOST_EXCLUDED])
    for code, packages in lists.items():
        if packages:
            parts += [Text(words.say(f"search-list-{code}"), style="bold"), Text()]
            parts += [*_list(found, packages, words), Text()]
    if len(excluded) > MOST_EXCLUDED:
        parts.append(Text(words.say("search-more", count=len(excluded) - MOST_EXCLUDED)))
    parts += [Text(told) for told in remarks(found, words)]
    return Constrain(Group(*parts), WIDEST)


def _parts_table(found: Searched, best: Tried, words: Words) -> Table:
    """Return the parts of the cheapest package: what each costs and adds."""
    headings = [words.say("search-part"), words.say("search-cost")]
    headings += [words.say("search-adds", target=target_name(one, words)) for one in found.targets]
    table = plain_table(*headings)
    for place, (part, level) in enumerate(zip(found.parts, best.levels, strict=True)):
        if level:
            added = found.added.get(place)
            cells = [_interval(one, found, i, words) for i, one in enumerate(added)] if added else []
            cells = cells or [words.say("search-needed")] * len(found.targets)
            add_row(table, part_text(found, part, level, words), money(part.costs[level], words), *cells)
    return table


def _list(found: Searched, packages: tuple[Tried, ...], words: Words) -> list[RenderableType]:
    """Return packages one below the other: what each costs and reaches, and below it of what it is made."""
    from adminsim.report.kit.filling import Filled

    shown: list[RenderableType] = []
    for one in packages:
        judged = [
            words.say("search-judged", target=target_name(target, words), value=_interval(value, found, place, words))
            for place, (target, value) in enumerate(zip(found.targets, one.judged, strict=True))
        ]
        cost = words.say("search-yuan-a-year", yuan=money(one.cost, words))
        figures = (cost, *judged, words.say("search-of-years", years=one.years))
        shown.append(Filled(figures, words.pick("; ", "；")))
        shown.append(Filled(_parts(found, one, words), words.pick(", ", "、"), indent=4))
    return shown


def _parts(found: Searched, one: Tried, words: Words) -> tuple[str, ...]:
    """Return of what a package is made; where most parts are there as far as they go, only what is less."""
    levels = list(zip(found.parts, one.levels, strict=True))
    there = [part_text(found, part, level, words) for part, level in levels if level]
    less = [
        part_text(found, part, level, words) if level
        else words.say("search-without", part=_part_name(found, part, words))
        for part, level in levels if level < part.top
    ]  # fmt: skip
    if len(there) > MOST_PARTS and len(less) < len(there):
        return (
            (words.say("search-everything-but", part=less[0]), *less[1:]) if less else (words.say("search-everything"),)
        )
    return tuple(there) or (words.say("search-nothing-at-all"),)


def _interval(value: Estimate, found: Searched, place: int, words: Words) -> str:
    is_share = found.targets[place].is_share
    return with_interval(value, words, is_share, 1 if is_share else 2)


def money(yuan: float, words: Words) -> str:
    """Return yuan a year."""
    return words.say("search-yuan", yuan=f"{yuan:,.0f}")


def _part_name(found: Searched, part: Part, words: Words) -> str:
    """Return what people call what a part is about."""
    if part.kind == "staff":
        return words.say("search-more-people", name=_department(found, part, words))
    return reform_name(found.scenario.reforms, part.name, words)


def _department(found: Searched, part: Part, words: Words) -> str:
    """Return what people call a department, which a reform may have made."""
    return called(part.name, found.departments, words=words)


def part_text(found: Searched, part: Part, level: int, words: Words) -> str:
    """Return a part of a package in words."""
    if part.kind == "staff":
        name = _department(found, part, words)
        return words.say("search-people", name=name, count=f"{part.amounts[level]:g}")
    name = reform_name(found.scenario.reforms, part.name, words)
    if part.top == 1:
        return name
    return words.say("search-covers", name=name, share=percent(part.amounts[level], words, 0))


def package_text(found: Searched, one: Tried, words: Words) -> str:
    """Return a package in words."""
    told = [part_text(found, part, level, words) for part, level in zip(found.parts, one.levels, strict=True) if level]
    return words.listed(told) or words.say("search-nothing-at-all")


def answer_text(found: Searched, words: Words) -> str:
    """Return the answer with what it is sure of."""
    confidence = percent(found.scenario.study.confidence, words, 0)
    if found.front is not None:
        most = found.front[-1].judged[0].mean
        beyond = percent(found.beyond, words) if found.beyond == found.beyond else None
        code = "search-front-end" if beyond is not None else "search-front-all"
        return words.say(code, most=percent(most, words), share=beyond, confidence=confidence)
    if found.cheapest is None:
        return words.say("search-answer-none", confidence=confidence) + _if(found, words)
    told = words.say(
        "search-answer", cost=money(found.cheapest.cost, words), confidence=confidence,
        package=package_text(found, found.cheapest, words),
    )  # fmt: skip
    return told + _if(found, words)


def _if(found: Searched, words: Words) -> str:
    """Return what the answer holds under."""
    staff, reforms = _assumed(found, words), any(_rests_on_test(found, "reform"))
    codes = {(True, True): "search-if-both", (True, False): "search-if-staff", (False, True): "search-if-reforms"}
    code = codes.get((bool(staff), reforms))
    told = words.say(code, names=words.listed(staff)) if code else ""
    count = len(found.undecided)
    return told + words.say("search-if-undecided" if count else "search-if-none-undecided", count=count)


def _rests_on_test(found: Searched, kind: str) -> Iterator[tuple[Part, Sign]]:
    """Yield the parts across which it was concluded that the model does not make certain."""
    for part, sign in zip(found.parts, found.signs, strict=True):
        if part.kind == kind and sign.concludes and (kind == "reform" or sign.why is not None):
            yield part, sign


def _assumed(found: Searched, words: Words, why: str | None = None) -> list[str]:
    """Return the departments of which it is assumed that more people never hurt; for one reason, where one is given."""
    parts = (part for part, sign in _rests_on_test(found, "staff") if why in (None, sign.why))
    return [_department(found, part, words) for part in parts]


def remarks(found: Searched, words: Words) -> list[str]:
    """Return how it was found, and which parts may hurt."""
    hurting = [
        part_text(found, part, part.top, words)
        for part, sign in zip(found.parts, found.signs, strict=True) if sign.can_hurt and not sign.alone
    ]  # fmt: skip
    told = [
        words.say("search-how", packages=f"{found.packages:,}", tested=found.tested, simulated=found.simulated,
            cuts=len(found.excluded)),
    ]  # fmt: skip
    certain = [
        _department(found, part, words)
        for part, sign in zip(found.parts, found.signs, strict=True) if part.kind == "staff" and sign.why is None
    ]  # fmt: skip
    if certain:
        told.append(words.say("search-staff-certain", names=words.listed(certain)))
    for why in dict.fromkeys(sign.why for _, sign in _rests_on_test(found, "staff")):
        reason = words.say(f"search-why-{why}")
        told.append(words.say("search-staff-tested", names=words.listed(_assumed(found, words, why)), reason=reason))
    for why in dict.fromkeys(sign.why for sign in found.signs if sign.alone and sign.why is not None):
        alone = [
            _department(found, part, words)
            for part, sign in zip(found.parts, found.signs, strict=True) if sign.alone and sign.why == why
        ]  # fmt: skip
        told.append(words.say("search-staff-alone", names=words.listed(alone), reason=words.say(f"search-why-{why}")))
    if hurting:
        told.append(words.say("search-can-hurt", names=words.listed(hurting)))
    return told


def search_data(found: Searched, words: Words = Words.EN) -> dict[str, Any]:
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
             "costs": [rounded(cost) for cost in part.costs], "can_hurt": sign.can_hurt, "why": sign.why,
             "alone": sign.alone}
            for part, sign in zip(found.parts, found.signs, strict=True)
        ],
        "cheapest": _data(found, found.cheapest) if found.cheapest is not None else None,
        "added": {
            _key(found.parts[place]): {t.name: _ends(one) for t, one in zip(found.targets, added, strict=True)}
            for place, added in found.added.items()
        },
        "front": [_data(found, one) for one in found.front] if found.front is not None else None,
        "beyond": rounded(found.beyond),
        "near": [_data(found, one) for one in found.near],
        "excluded": [_data(found, one) for one in found.excluded],
        "undecided": [_data(found, one) for one in found.undecided],
        "said": [answer_text(found, words), *remarks(found, words)],
    }  # fmt: skip


def _key(part: Part) -> str:
    """Return what a part is called in files, as in the table: a reform and a department may have the same name."""
    return f"{part.kind}.{part.name}"


def _data(found: Searched, one: Tried) -> dict[str, Any]:
    parts = zip(found.parts, one.levels, strict=True)
    amounts = {_key(part): part.amounts[level] for part, level in parts if level}
    judged = {target.name: _ends(value) for target, value in zip(found.targets, one.judged, strict=True)}
    return {"cost": rounded(one.cost), "package": amounts, "judged": judged, "years": one.years}


def _ends(value: Estimate) -> list[Any]:
    return [rounded(end) for end in (value.mean, value.low, value.high)]
