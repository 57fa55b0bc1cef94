"""Whether targets fit a baseline and its reforms: names that must exist, units that a clock counts in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from adminsim.model.problem import Path, Problem
from adminsim.reforms.base import Reform, unknown

if TYPE_CHECKING:
    from adminsim.model.any_target import Timed
    from adminsim.model.chain import Chain
    from adminsim.model.reading import Reading
    from adminsim.model.span import Length
    from adminsim.model.system import System
    from adminsim.model.target import Target

MILESTONES = {"start": ("submitted", "accepted"), "end": ("decided",)}
OFFICIAL_UNITS = ("WD", "h")
"""What the agency clock counts in: days and weeks are calendar time."""


def check_targets(system: System, targets: Sequence[Target], reforms: Sequence[Reform]) -> list[Problem]:
    """Return all that is wrong with targets; paths are those of the scenario file."""
    found = []
    names: dict[str, int] = {}
    for position, target in enumerate(targets):
        found += [problem.below("targets", position) for problem in _problems(system, target, reforms)]
        first = names.setdefault(target.name, position)
        if first != position:
            here, also = (("targets", place, "name") for place in (position, first))
            found.append(Problem("target-same-name", here, {"name": target.name}, also=also))
    return found


def _problems(system: System, target: Target, reforms: Sequence[Reform]) -> Iterator[Problem]:
    wrong = list(_chain_problems(system, target))
    yield from wrong
    if wrong:
        return
    chains = {name: system.chains[name] for name in target.chains_of(system.chains)}
    yield from _unknown_in("types", target.types, chains, ())
    steps = [step for chain in chains.values() for step in chain.steps.values()]
    if getattr(target, "of", None) == "fees" and not any(step.fee.highest for step in steps):
        yield Problem("target-no-fees", ("of",))
    if target.timed is not None:
        yield from _timed_problems(chains, target.timed)
    shares = ("approved", "without_visit", *(reform.subject for reform in reforms), *system.departments)
    if target.measure is not None and target.measure not in shares:
        yield unknown("target-unknown-measure", ("of",), target.measure, shares)


def _chain_problems(system: System, target: Target) -> Iterator[Problem]:
    """Return what is wrong with the chain, or the chains, that a target names."""
    if target.chain is None and not target.chains and len(system.chains) > 1:
        yield Problem("target-needs-chain", (), {"allowed": ", ".join(system.chains)})
    if target.chain is not None and target.chains:
        yield Problem("target-chain-and-chains", ("chains",), {"chain": target.chain})
    if target.chain is not None and target.chain not in system.chains:
        yield unknown("target-unknown-chain", ("chain",), target.chain, system.chains)
    for place, name in enumerate(target.chains):
        if name not in system.chains:
            yield unknown("target-unknown-chain", ("chains", place), name, system.chains)
        elif name in target.chains[:place]:
            also = ("chains", target.chains.index(name))
            yield Problem("target-same-chain", ("chains", place), {"name": name}, also=also)


def _timed_problems(chains: Mapping[str, Chain], target: Timed) -> Iterator[Problem]:
    yield from _points_and_steps(chains, target, ())
    names: dict[str, int] = {}
    for place, reading in enumerate(target.readings):
        yield from _unknown_in("types", reading.types or (), chains, ("readings", place))
        yield from _points_and_steps(chains, reading, ("readings", place))
        first = names.setdefault(reading.name, place)
        if first != place:
            here, also = (("readings", number, "name") for number in (place, first))
            yield Problem("target-same-reading", here, {"name": reading.name}, also=also)
    yield from _unit_problems(target)


def _points_and_steps(chains: Mapping[str, Chain], stated: Timed | Reading, path: Path) -> Iterator[Problem]:
    yield from _unknown_in("steps", stated.steps or (), chains, path)
    first, *others = chains.values()
    common = [name for name in first.milestones if all(name in chain.milestones for chain in others)]
    for field, points in MILESTONES.items():
        given, allowed = getattr(stated, field), (*points, *common)
        if given is not None and given not in allowed:
            yield unknown("target-unknown-milestone", (*path, field), given, allowed)


def _unknown_in(field: str, given: Sequence[str], chains: Mapping[str, Chain], path: Path) -> Iterator[Problem]:
    """Return the case types or steps that none of some chains has, and that they leave one of these with none."""
    allowed = list(dict.fromkeys(name for chain in chains.values() for name in getattr(chain, field)))
    for index, name in enumerate(given):
        if name not in allowed:
            yield unknown(f"target-unknown-{field.removesuffix('s')}", (*path, field, index), name, allowed)
    for name, chain in chains.items():
        if len(chains) > 1 and given and not any(one in getattr(chain, field) for one in given):
            yield Problem("target-nothing-there", (*path, field), {"chain": name, "named": ", ".join(given)})


def _unit_problems(target: Timed) -> Iterator[Problem]:
    """Return that a limit is in a unit that the clock of a reading lacks.

    The agency clock stands still out of hours and knows no calendar time, time of steps that is added up no dates.
    """
    limit = target.stated_limit
    if limit is None or limit.unit in OFFICIAL_UNITS:
        return
    read = [(one.reading, one.target.timed) for one in target.as_read if one.target.timed is not None]
    on_agency = [reading for reading, timed in read if timed.clock == "agency"]
    of_steps = [reading for reading, timed in read if timed.steps or timed.sum]
    if on_agency:
        yield _unit_problem("target-clock-unit", limit, on_agency[0])
    elif limit.months is not None and of_steps:
        yield _unit_problem("target-months-steps", limit, of_steps[0])


def _unit_problem(code: str, limit: Length, reading: Reading | None) -> Problem:
    values = {"limit": str(limit), "unit": limit.unit, "reading": reading.name if reading is not None else ""}
    return Problem(code if reading is None else f"{code}-reading", ("limit",), values)
