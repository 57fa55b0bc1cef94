"""The walks of one run, reduced: the mean days that steps, and whoever holds them, keep a case on its critical way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from adminsim.engine.result import Result
from adminsim.model.any_step import APPLICANT
from adminsim.model.once import once
from adminsim.reforms.told import PARTS
from adminsim.study.run.targets import meant_cases
from adminsim.study.walk.critical_way import critical_visits, visit_parts
from adminsim.study.walk.own_clock import TargetClock, add_up, parts_on_clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan
    from adminsim.engine.records import Records
    from adminsim.model.any_target import Timed
    from adminsim.model.target import Target
    from adminsim.study.run.rows import Row

SLOWEST = 10
"""One approved case in so many, the slowest of its chain, is walked apart; rounded up."""
SLOWEST_GROUP, HOLDERS_GROUP = "slowest/", "holders/"
"""What goes before a chain's name in the name of a group: no name has a slash."""
REASONS_GROUP = "reasons/"
"""What goes before the name of a group whose closed hours belong to what is waited for."""
OWN_CLOCK_GROUP = "clock/"
"""What goes before the name of a target's group that is told on its own clock, in its own unit."""
IN_CHAIN = "/in/"
"""What comes between the group of a target of several chains and the name of one of them."""
WALKED = "/walked"
"""What comes behind the name of a target in the name of how many cases of it are walked."""


Held = dict[tuple[str, str], "NDArray[np.float64]"]
Groups = dict[str, tuple[tuple[int, ...], "NDArray[np.bool_]"]]
"""By name the positions of the chains of a group, and its cases."""


def held_days(records: Records, targets: tuple[Target, ...]) -> Held:
    """Return the mean days that each step, and each holder, keeps cases on their critical ways.

    Parameters
    ----------
    records : Records
        The records of a run.
    targets : tuple of Target
        What is aimed at.

    Returns
    -------
    dict of (str, str) to ndarray of float64, shape (len(PARTS),)
        By group of cases and step: the approved cases of a chain, by its name; the slowest tenth of them
        (``slowest/<chain>``); those that a target is about (``target.<name>``). Of the first two also with ``reasons/``
        before, where closed hours belong to what is waited for; of all these by holder, under ``holders/`` and the
        same; see `Step.holder`. Under ``clock/target.<name>`` on the target's own clock, in its own unit. Of a target
        of several chains by chain, with ``/in/<chain>`` behind, each as a part of the mean of all its cases.
    """
    groups = _groups(records, targets)
    clocks = {
        target.name: TargetClock(records, timed, groups[f"target.{target.name}"][1])
        for target in targets
        if (timed := target.as_planned.clocked) is not None
    }
    held_s = _seconds_held(records, groups, [clock for clock in clocks.values() if clock.is_until_decision])
    names, is_own = _names_of(records.plan), np.array([part == "applicant" for part in PARTS])
    found: Held = {}

    def add(group: str, steps: Sequence[str], days: NDArray[np.float64]) -> None:
        found.update(zip(((group, step) for step in steps), days, strict=True))

    for group, (of_chains, chosen) in groups.items():
        mean_d = held_s[group] / max(int(chosen.sum()), 1) / 86400
        for of in (names[chain] for chain in of_chains):
            here = mean_d[of.nodes]
            add(_in_chain(group, of_chains, of.chain), of.steps, _summed(here, of.step, of.steps))
            if not group.startswith("target."):
                # What the applicant holds up in any step is the applicant's; the rest is that of the step's holder.
                shared = np.stack((np.where(is_own, 0, here), np.where(is_own, here, 0)), axis=1)
                of_holder = _summed(shared.reshape(-1, len(PARTS)), of.holder, of.holders)
                add(HOLDERS_GROUP + group, of.holders, of_holder)
    for name, clock in clocks.items():
        if not clock.is_until_decision:
            clock.feed()
        group, of_chains, means = f"{OWN_CLOCK_GROUP}target.{name}", groups[f"target.{name}"][0], clock.means
        for of in (names[chain] for chain in of_chains):
            add(_in_chain(group, of_chains, of.chain), of.steps, _summed(means[of.nodes], of.step, of.steps))
    return found


def step_days(records: Records) -> Held:
    """Return the mean days that each step keeps the approved cases of its chain on their critical ways.

    The same as `held_days` has of the groups that are chains, and nothing else.
    """
    groups = _chain_groups(records)
    held_s, found = _seconds_held(records, groups, []), Held()
    for of in _names_of(records.plan):
        mean_d = held_s[of.chain] / max(int(groups[of.chain][1].sum()), 1) / 86400
        days = _summed(mean_d[of.nodes], of.step, of.steps)
        found.update(zip(((of.chain, step) for step in of.steps), days, strict=True))
    return found


class _Names(NamedTuple):
    """Under which names the nodes of a chain are told: the names, and the place of each node's among them."""

    chain: str
    nodes: NDArray[np.int64]
    steps: list[str]
    step: NDArray[np.int64]
    holders: list[str]
    """Of each node its holder, and then the applicant."""
    holder: NDArray[np.int64]


@once
def _names_of(plan: Plan) -> list[_Names]:
    """Return the names by chain, in the order of the nodes."""
    found = []
    for position, chain in enumerate(plan.chains):
        nodes = np.flatnonzero(plan.nodes.chain == position)
        steps = [plan.nodes.step[node] for node in nodes]
        named = [step.name for step in steps]
        held = [name for step in steps for name in (step.step.holder(step.name), APPLICANT)]
        found.append(_Names(chain, nodes, *_places(named), *_places(held)))
    return found


def _places(names: list[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Return the names without repetition, and the place among them of each one given."""
    places = {name: place for place, name in enumerate(dict.fromkeys(names))}
    return list(places), np.array([places[name] for name in names], dtype=np.int64)


def _summed(rows: NDArray[np.float64], place: NDArray[np.int64], names: list[str]) -> NDArray[np.float64]:
    """Return the sums of the rows of each name, added in their order."""
    total = np.zeros((len(names), rows.shape[1]))
    np.add.at(total, place, rows)
    return total


def target_groups(target: Target | Timed, chains: Iterable[str]) -> dict[str, str]:
    """Return by chain the name of the group of a target's cases there, of the chains that it is about."""
    meant = target.chains_of(chains)
    return {chain: _in_chain(f"target.{target.name}", meant, chain) for chain in meant}


def _in_chain(group: str, chains: Sequence[object], chain: str) -> str:
    return f"{group}{IN_CHAIN}{chain}" if len(chains) > 1 else group


def _seconds_held(records: Records, groups: Groups, clocks: list[TargetClock]) -> dict[str, NDArray[np.int64]]:
    """Walk back from the decisions; return by group the seconds by node and part, and feed the clocks."""
    held_s = {
        kind: (names, np.zeros((len(names), len(records.plan.nodes), len(PARTS)), dtype=np.int64))
        for kind in (False, True)
        if (names := [group for group in groups if group.startswith(REASONS_GROUP) == kind])
    }
    approved = records.in_cohort & (records.case_rows["outcome"] == Result.PASS)
    for case, visits in critical_visits(records, approved):
        for kind, (names, held) in held_s.items():
            parts = parts_on_clock(records, visits) if kind else visit_parts(records, visits)
            add_up(case, visits, parts, [groups[group][1] for group in names], held)
        for clock in clocks:
            clock.add(case, visits)
    return {group: one for names, held in held_s.values() for group, one in zip(names, held, strict=True)}


def walked(group: str, measures: Mapping[str, float]) -> float:
    """Return how many cases of a run belong to a group, from its measures."""
    group = group.removeprefix(OWN_CLOCK_GROUP)
    if group.startswith("target."):
        return measures[group.partition(IN_CHAIN)[0] + WALKED]
    chain = group.removeprefix(HOLDERS_GROUP).removeprefix(REASONS_GROUP).removeprefix(SLOWEST_GROUP)
    approved = measures[f"chain.{chain}.approved"]
    return -(-approved // SLOWEST) if SLOWEST_GROUP in group else approved


def walked_measures(records: Records, targets: tuple[Target, ...]) -> Row:
    """Return how many approved cases each target is about, as ``target.<target>/walked``."""
    approved = records.case_rows["outcome"] == Result.PASS
    return {
        f"target.{target.name}{WALKED}": float((approved & meant_cases(records, target)).sum()) for target in targets
    }


def slowest(elapsed: NDArray[np.int32], chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which are the slowest tenth of some cases, rounded up; of equals, those that filed first."""
    place = np.flatnonzero(chosen)
    last = place[np.argsort(-elapsed[place].astype(np.int64), kind="stable")[: -(-len(place) // SLOWEST)]]
    found = np.zeros_like(chosen)
    found[last] = True
    return found


def _chain_groups(records: Records) -> Groups:
    """Return the approved cases of each chain."""
    rows = records.case_rows
    approved = records.in_cohort & (rows["outcome"] == Result.PASS)
    return {
        chain: ((position,), approved & (rows["chain"] == position))
        for position, chain in enumerate(records.system.chains)
    }


def _groups(records: Records, targets: tuple[Target, ...]) -> Groups:
    """Return the positions of the chains and the cases of each group."""
    rows = records.case_rows
    approved = records.in_cohort & (rows["outcome"] == Result.PASS)
    chains, groups = records.system.chains, _chain_groups(records)
    tenths: Groups = {
        f"{SLOWEST_GROUP}{chain}": (position, slowest(rows["elapsed"], chosen))
        for chain, (position, chosen) in groups.items()
    }
    places = {chain: place for place, chain in enumerate(chains)}
    meant: Groups = {
        f"target.{target.name}": (
            tuple(places[chain] for chain in target.chains_of(chains)), approved & meant_cases(records, target)
        )
        for target in targets
    }  # fmt: skip
    reasons = {f"{REASONS_GROUP}{group}": which for group, which in (groups | tenths).items()}
    return groups | tenths | reasons | meant
