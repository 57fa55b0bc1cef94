"""What the walk says in sentences: what to do next, and which cases it leaves out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from adminsim.reforms import VOCABULARY
from adminsim.report.kit.step_names import step_name
from adminsim.report.kit.style import Scale, called, named, number, party_name, scale_of
from adminsim.study.walk.advice import OWN, Advice, advice_of, steps_by_name
from adminsim.study.walk.findings import WHEN, walks_of

if TYPE_CHECKING:
    from adminsim.messages import Words
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.findings.estimate import Estimate
    from adminsim.study.walk.findings import Key

LONG_DAYS = 30.0
"""From so many days on one decimal tells enough, as it does of hours."""


def next_text(comparison: Comparison, chain: str, words: Words) -> str:
    """Return in one sentence who or what holds the most time of a chain's cases, and which reforms touch it."""
    label = chain_name(comparison, chain, words)
    is_reformed = any(reform.enabled for reform in comparison.scenario.reforms)
    when = words.say("walk-when-after" if is_reformed else "walk-when-now")
    found = advice_of(comparison, chain)
    if found is None:
        approved = comparison.change(f"chain.{chain}.approved").after.mean
        return words.say("walk-timeless" if approved > 0 else "walk-none", chain=label, when=when)
    scale = chain_scale(comparison, chain)
    at = words.say("walk-at", step=step_name(comparison.scenario, chain, found.step, words))
    return words.say(
        "walk-next", chain=label,
        when=when,
        holder=holder_name(comparison, chain, (found.kind, found.name), words),
        time=time_text(found.days, found.total.mean, scale, words),
        total=time_number(found.total.mean, found.total.mean, scale, words),
        unit=words.say(f"scale-{scale.unit}"),
        part=words.say(f"part-{found.part}"),
        at=at if found.step and found.kind != "rule" else "",
        among=words.say("walk-among") if found.kind in OWN else "",
        beside=_beside_text(comparison, found, words),
        reforms=_reforms_text(comparison, found, words),
    )  # fmt: skip


def left_out_texts(comparison: Comparison, chain: str, words: Words) -> list[str]:
    """Return which cases of a chain are not walked: rejected ones, and those without a decision."""
    label = chain_name(comparison, chain, words)
    counts = {count: comparison.change(f"chain.{chain}.{count}") for count in ("approved", "rejected", "unfinished")}
    told = {
        f"{count}_{when}": number(getattr(change, when).mean, words, 0 if getattr(change, when).mean >= 10 else 1)
        for count, change in counts.items()
        for when in ("before", "after")
    }
    found = [words.say("walk-left-out", chain=label, **told)]
    if counts["unfinished"].before.mean or counts["unfinished"].after.mean:
        unfinished = {when: told[f"unfinished_{when}"] for when in ("before", "after")}
        found.append(words.say("walk-unfinished", chain=label, **unfinished))
    return found


def chain_name(comparison: Comparison, chain: str, words: Words) -> str:
    """Return what people call a chain."""
    return named(comparison.scenario.baseline.chains[chain].label, chain, words)


def holder_name(comparison: Comparison, chain: str, key: Key, words: Words) -> str:
    """Return what people call who or what holds time."""
    kind, name = key
    systems = comparison.scenario.reformed, comparison.scenario.baseline
    if kind == "department":
        name = called(name, *(system.departments for system in systems), words=words)
    elif kind == "rule":
        name = step_name(comparison.scenario, chain, name, words)
    elif kind == "third_party":
        name = party_name(name, words)
    return words.say(f"walk-holder-{kind}", name=name)


def chain_scale(comparison: Comparison, chain: str) -> Scale:
    """Return in what unit the time of a chain's approved cases is told, whatever part of them or of it."""
    walks, every = walks_of(comparison, chain), ("chain", chain)
    found = walks.estimates(walks.totals(every)) if every in walks.days else {}
    return scale_of(max((found[when].mean for when in WHEN if found), default=math.inf))


def time_text(days: Estimate, total: float, scale: Scale, words: Words) -> str:
    """Return a time with its interval, as finely as the days of which it is a part ask for."""
    mean, low, high = (time_number(end, total, scale, words) for end in (days.mean, days.low, days.high))
    return mean if mean == "-" else f"{mean} [{low}, {high}]"


def time_number(days: float, total: float, scale: Scale, words: Words) -> str:
    """Return a time, as finely as the days of which it is a part ask for."""
    return number(scale.of_a_day * days, words, 1 if total >= LONG_DAYS or scale.unit == "hours" else 2)


def _beside_text(comparison: Comparison, found: Advice, words: Words) -> str:
    """Return who holds about as much, and who holds more that no department and no rule does."""
    told = ""
    if found.rival:
        told = words.say("walk-rival", rival=holder_name(comparison, found.chain, found.rival, words))
    if found.outside and found.outside_days:
        scale = chain_scale(comparison, found.chain)
        time = time_text(found.outside_days, found.total.mean, scale, words)
        holder = holder_name(comparison, found.chain, found.outside, words)
        told += words.say("walk-outside", holder=holder, time=time, unit=words.say(f"scale-{scale.unit}"))
    return told


def _reforms_text(comparison: Comparison, found: Advice, words: Words) -> str:
    """Return which reforms touch what holds the most time."""
    fresh, used = (words.listed(_reform_name(kind, words) for kind in kinds) for kinds in (found.touching, found.used))
    steps = steps_by_name(comparison, found.chain).get(found.step, ())
    if found.part == "announcement" and any(one.is_period for one in steps):
        return words.say("walk-law" if fresh else "walk-law-used", fresh=fresh, used=used)
    code = "walk-touching" if not used else "walk-touching-both" if fresh else "walk-touching-used"
    return words.say(code, fresh=fresh, used=used)


def _reform_name(kind: str, words: Words) -> str:
    """Return the policy's word for a kind of reform, with the one that a file uses."""
    term = words.pick(VOCABULARY[kind].term_en, VOCABULARY[kind].term_zh)
    return kind if term.replace(" ", "_") == kind else words.say("walk-with-key", name=term, key=kind)
