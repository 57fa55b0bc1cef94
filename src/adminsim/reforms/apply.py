"""Putting reforms together: what goes with what, and the system that results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from adminsim.model.any_step import Strength
from adminsim.model.precedence import Graph, cycles, graph_of
from adminsim.model.problem import InvalidSystemError, Path, Problem
from adminsim.model.reformed_chain import as_reformed
from adminsim.reforms.base import Reform, RouteReform
from adminsim.reforms.overdrawn import overdrawn
from adminsim.reforms.people import head_count

if TYPE_CHECKING:
    from adminsim.model.system import System


def apply_reforms(system: System, reforms: Sequence[Reform]) -> System:
    """Return the system with all enabled reforms applied, in their order.

    Parameters
    ----------
    system : System
        The baseline, whose steps the reforms name.
    reforms : sequence of Reform
        In the order in which they take effect; lanes and bureaus are made last.

    Raises
    ------
    InvalidSystemError
        If a reform does not fit the baseline, or two do not go together; nothing is applied then.
    """
    problems = check_reforms(system, reforms)
    if problems:
        raise InvalidSystemError(problems)
    for name, chain in system.chains.items():
        if chain.backlog and (made := as_reformed(chain)).origin is None:
            system = system.with_chain(name, made.replace(origin=chain))
    for reform in sorted(reforms, key=lambda reform: reform.stage):
        if reform.enabled:
            system = reform.apply(system)
    return system


def check_reforms(system: System, reforms: Sequence[Reform]) -> list[Problem]:
    """Return all that is wrong with a list of reforms; paths begin with the reform's position.

    Each reform is held against the baseline alone, and reforms against each other pair by pair, so that every subset
    of a valid list is valid. Disabled reforms are checked too, except against the others.
    """
    found = [problem.below(position) for position, reform in enumerate(reforms) for problem in reform.problems(system)]
    found += _same_names(reforms)
    if not found:
        found += _settings_clash(system, reforms)
    found = found or [
        *_merges_clash(system, reforms),
        *_nothing_left(system, reforms),
        *_people_taken_twice(system, reforms),
        *_groups_broken(system, reforms),
    ]
    return found or overdrawn(system, reforms)


def _same_names(reforms: Sequence[Reform]) -> list[Problem]:
    first: dict[str, int] = {}
    found = []
    for position, reform in enumerate(reforms):
        if first.setdefault(reform.subject, position) != position:
            also = (first[reform.subject],)
            found.append(Problem("reform-same-name", (position,), {"name": reform.subject}, also=also))
    return found


def _settings_clash(system: System, reforms: Sequence[Reform]) -> list[Problem]:
    """Return the values that two enabled reforms set."""
    setters: dict[tuple[str, ...], tuple[int, Path]] = {}
    told: set[tuple[object, ...]] = set()
    found = []
    for position, reform in enumerate(reforms):
        clashes: dict[tuple[str, Path, int, Path], dict[str, None]] = {}
        for value, key in reform.settings(system).items() if reform.enabled else ():
            first, its_key = setters.setdefault(value, (position, key))
            if first != position:
                kind, name = value[:2]
                clashes.setdefault((kind, key, first, its_key), {})[name] = None
        for (kind, key, first, its_key), names in clashes.items():
            if (position, first, *names) in told:
                continue
            told.add((position, first, *names))
            values = {"names": ", ".join(names), "other": reforms[first].subject, "reform": reform.subject}
            also = (first, *its_key)
            found.append(Problem(f"reform-{kind}-set-twice", (position, *key), values, also=also))
    return found


def _merges_clash(system: System, reforms: Sequence[Reform]) -> list[Problem]:
    """Return a circle in what steps need when all enabled merges, joint reviews and decisions by machine are made.

    Merges of different steps can only make more circles, never fewer, so a subset of a valid list is valid.
    """
    merges = [(p, r) for p, r in _of_routes(reforms) if r.put_into()]
    for name, chain in system.chains.items():
        place = {step: step for step in chain.steps}
        here = [(p, r) for p, r in merges if name in r.chains_of(system)]
        for _, reform in here:
            place |= reform.put_into()
        quotient: Graph = {place[step]: {} for step in chain.steps}
        for step, befores in graph_of(chain.steps).items():
            for before, strength in befores.items():
                if strength is Strength.NEEDS and place[before] != place[step]:
                    quotient[place[step]][place[before]] = strength
        knots = cycles(quotient)
        if knots:
            return [Problem("reform-merge-circle", (here[-1][0], "steps"), {"circle": " -> ".join(knots[0])})]
    return []


def _nothing_left(system: System, reforms: Sequence[Reform]) -> list[Problem]:
    """Return the chains that all enabled reforms together would leave without any step.

    A merged step counts as removed where any part of it is, whatever the order, so a subset of a valid list is valid.
    """
    found = []
    for name, chain in system.chains.items():
        here = [(p, r) for p, r in _of_routes(reforms) if name in r.chains_of(system)]
        drops = [(p, r) for p, r in here if r.removed()]
        groups = [frozenset(r.joined()) for _, r in here if r.joined()]
        gone = frozenset(step for _, r in drops for step in r.removed())
        while touched := [group for group in groups if group & gone and not group <= gone]:
            gone = gone.union(*touched)
        if drops and gone.issuperset(chain.steps):
            found.append(Problem("reform-drops-everything", (drops[-1][0], "steps"), {"chain": name}))
    return found


def _of_routes(reforms: Sequence[Reform]) -> list[tuple[int, RouteReform]]:
    return [(p, r) for p, r in enumerate(reforms) if r.enabled and isinstance(r, RouteReform)]


def _people_taken_twice(system: System, reforms: Sequence[Reform]) -> list[Problem]:
    """Return the departments from which enabled reforms together take more people than the baseline has."""
    found = []
    left = {name: head_count(department) for name, department in system.departments.items()}
    takers: dict[str, str] = {}
    for position, reform in enumerate(reforms):
        for name, people in reform.people_taken(system).items() if reform.enabled else ():
            left[name] -= people
            if left[name] < 0 and name in takers:
                values = {"department": name, "other": takers[name], "reform": reform.subject}
                found.append(Problem("reform-people-taken-twice", (position, reform.people_key), values))
            takers.setdefault(name, reform.subject)
    return found


def _groups_broken(system: System, reforms: Sequence[Reform]) -> list[Problem]:
    """Return the reforms that departments with groups do not stand.

    Nobody could say who of a group goes where people are put elsewhere. And what a step asks of people must be there in
    the department that does it afterwards, alone.
    """
    grouped = [name for name, department in system.departments.items() if department.groups]
    found = []
    for position, reform in enumerate(reforms) if grouped else ():
        found += [
            Problem("reform-groups-moved", (position,), {"reform": reform.subject, "department": name})
            for name in reform.moves_people_of(system)
            if name in grouped
        ]
        if not found:
            found += _skills_lost(reform.replace(enabled=True).apply(system), position, reform)
    return found


def _skills_lost(system: System, position: int, reform: Reform) -> list[Problem]:
    """Return the first step to which a reform leaves nobody who may do it, or people of a group who cannot."""
    covered = [frozenset[str](), frozenset({reform.subject})]
    routes = (chain.route(pilots) for chain in system.chains.values() for pilots in covered)
    for name, step in (step for route in routes for step in route.steps.items()):
        departments = [system.departments[one] for one in step.departments]
        is_joint = len(departments) > 1 and any(one.groups for one in departments)
        if is_joint or (step.skilled and not departments[0].able(step.skilled)):
            values = {"reform": reform.subject, "step": name, "department": "+".join(step.departments)}
            return [Problem("reform-groups-lost", (position,), values)]
    return []
