"""What reforms change in a system, path by path, old to new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.coverage import Course
    from adminsim.model.system import System
    from adminsim.reforms.scenario import Scenario

Path = tuple[str, ...]
NAMED = ("calendars", "departments", "chains", "steps", "documents", "types", "backlog")
"""Maps whose entries have names: one may come or go as a whole."""
NOT_COMPARED = ("label", "source", "note")


@dataclass(frozen=True)
class Difference:
    """One value that differs.

    Attributes
    ----------
    kind : str
        ``changed``; or ``added``, ``removed``, ``merged`` for an entry as a whole.
    path : tuple of str
        Keys from the root of a baseline file.
    old, new : object
        Plain values; of a merged step, `new` is the name of what it became part of.
    made_of : tuple of str
        For an added step, the steps that it was made of.
    """

    kind: Literal["changed", "added", "removed", "merged"]
    path: Path
    old: Any = None
    new: Any = None
    made_of: Path = ()


@dataclass(frozen=True)
class Partial:
    """What a reform that holds for some cases changes for them.

    Attributes
    ----------
    reform, chain : str
        Names of the reform and of the chain.
    course : Course
        Whom it covers from which day of submission on.
    differences : tuple of Difference
        Its changes to the route of a case that all partial reforms before it cover too.
    """

    reform: str
    chain: str
    course: Course
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Differences:
    """What differs between two systems.

    Attributes
    ----------
    for_all : tuple of Difference
        For cases that no partial reform covers.
    for_some : tuple of Partial
        What partial reforms add to that, one after the other.
    """

    for_all: tuple[Difference, ...]
    for_some: tuple[Partial, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.for_all or self.for_some)


def changes_of(scenario: Scenario) -> Differences:
    """Return what the enabled reforms of a scenario change in its baseline."""
    reformed = scenario.reformed
    return Differences(
        tuple(_between(scenario.baseline, _walked(reformed, frozenset()))),
        tuple(part for name in reformed.chains for part in _partial(reformed, name)),
    )


def changes_between(first: Scenario, second: Scenario) -> Differences:
    """Return what differs between the reformed systems of two scenarios.

    Routes are compared as cases walk them that all partial reforms cover; whom these cover is compared as well.
    """
    old, new = first.reformed, second.reformed
    routes = _between(_walked(old, _everyone(old)), _walked(new, _everyone(new)))
    coverage = _compared((), _coverages(old), _coverages(new))
    return Differences((*routes, *coverage))


def _everyone(system: System) -> frozenset[str]:
    return frozenset(pilot.subject for chain in system.chains.values() for pilot in chain.pilots)


def _walked(system: System, covered: frozenset[str]) -> System:
    """Return the system whose chains are as those cases walk them that some reforms cover."""
    return system.replace(chains={name: chain.route(covered) for name, chain in system.chains.items()})


def _partial(system: System, name: str) -> Iterator[Partial]:
    chain, covered = system.chains[name], frozenset[str]()
    for pilot in chain.pilots:
        if not pilot.holds_for_all:
            before = system.with_chain(name, chain.route(covered))
            covered |= {pilot.subject}
            after = system.with_chain(name, chain.route(covered))
            yield Partial(pilot.subject, name, pilot.course, tuple(_between(before, after, (name,))))


def course_data(course: Course) -> dict[str, Any]:
    """Return whom a partial reform covers, as plain values: its first phase, and later ones where there are any."""
    first, *later = (
        {"coverage": coverage.model_dump(mode="json"), "from": None if since is None else str(since)}
        for since, coverage in course
    )
    return first | ({"phases": later} if later else {})


def _coverages(system: System) -> dict[str, Any]:
    """Return whom the partial reforms cover, as plain values."""
    return {
        "chains": {
            name: {
                "reforms": {
                    pilot.subject: course_data(pilot.course) for pilot in chain.pilots if not pilot.holds_for_all
                }
            }
            for name, chain in system.chains.items()
        }
    }


def _between(old: System, new: System, chains: Path | None = None) -> Iterator[Difference]:
    """Yield what differs between two systems, or only between some of their chains."""
    names = dict.fromkeys((*old.chains, *new.chains)) if chains is None else chains
    if chains is None:
        rest = ({**system.model_dump(mode="json", exclude_none=True), "chains": {}} for system in (old, new))
        yield from _compared((), *rest)
    for name in names:
        path = ("chains", name)
        if name not in old.chains or name not in new.chains:
            yield _whole(path, *(_short(system.chains.get(name)) for system in (old, new)))
        else:
            yield from _of_chain(path, old.chains[name], new.chains[name])


def _of_chain(path: Path, old: Chain, new: Chain) -> Iterator[Difference]:
    plain = [{**chain.model_dump(mode="json", exclude_none=True), "steps": {}} for chain in (old, new)]
    yield from _compared(path, *plain)
    for name in dict.fromkeys((*old.steps, *new.steps)):
        here = (*path, "steps", name)
        if name not in new.steps:
            became = new.stand_in(name)
            kind: Literal["merged", "removed"] = "removed" if became is None else "merged"
            yield Difference(kind, here, _short(old.steps[name]), became)
        elif name not in old.steps:
            parts = tuple(step for step in old.steps if step not in new.steps and new.stand_in(step) == name)
            yield Difference("added", here, None, _short(new.steps[name]), parts)
        else:
            steps = (chain.steps[name].model_dump(mode="json", exclude_none=True) for chain in (old, new))
            yield from _compared(here, *steps)


def _compared(path: Path, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Iterator[Difference]:
    """Yield what differs between two groups of keys."""
    for key in dict.fromkeys((*old, *new)):
        here, one, other = (*path, str(key)), old.get(key), new.get(key)
        if one == other or (key in NOT_COMPARED and path[-1:] != ("steps",)):
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            yield from _compared(here, one, other)
        elif path and path[-1] in (*NAMED, "reforms") and (key not in old or key not in new):
            yield _whole(here, one, other)
        else:
            yield Difference("changed", here, one, other)


def _whole(path: Path, old: Any, new: Any) -> Difference:
    return Difference("removed", path, old) if new is None else Difference("added", path, None, _lean(new))


def _short(value: Any) -> Any:
    """Return a value as a file would say it: without what is as it would be anyway."""
    return None if value is None else value.model_dump(mode="json", exclude_defaults=True)


def _lean(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lean(part) for key, part in value.items() if part not in (None, [], {})}
    return value
