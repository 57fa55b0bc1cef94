"""Which limit could be promised: how many working days most cases take, by chain, case type and reading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.result import Result
from adminsim.model.span import Length
from adminsim.model.target import Within
from adminsim.study.findings.estimate import Estimate, Sample, estimate, estimate_share, weighed
from adminsim.study.many.pairs import REPLICATIONS, read_pairs
from adminsim.study.many.variants import Runner
from adminsim.study.run.on_clock import clock_of
from adminsim.study.run.targets import meant_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.engine.records import Records
    from adminsim.engine.simulate import Engine
    from adminsim.model.any_target import Timed
    from adminsim.model.system import System
    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Progress
    from adminsim.study.many.variants import Journal

SHARES = (0.8, 0.9, 0.95)
"""Shares of the cases for which a limit is sought."""
LONGEST = 750
"""Working days beyond which cases are not told apart: three years."""
OWN_READINGS = ("agency", "lived")
"""Readings of every chain: the agency clock from acceptance, and all time from submission."""
WHEN = ("before", "after")


@dataclass(frozen=True)
class Group:
    """Some cases under a reading.

    Attributes
    ----------
    chain : str
        Their chain.
    kind : str
        Their case type, several joined by a plus sign; empty for all.
    reading : str
        One of `OWN_READINGS`, or ``target.`` and the key of a target's reading.
    clock : Within
        How their time is read; its limit says nothing.
    """

    chain: str
    kind: str
    reading: str
    clock: Within


@dataclass(frozen=True)
class Limit:
    """The limit that a share of some cases keeps.

    Attributes
    ----------
    days : float
        The least number of working days that at least that share takes at most, 0 for the same day; infinite where
        fewer ever come to an end.
    low, high : float
        The limits for which the interval of the share that keeps them holds it: who promises `high` is on the safe
        side.
    """

    days: float
    low: float
    high: float


@dataclass(frozen=True)
class ReadDays:
    """Reads off a run how many cases of each group take how many working days, and how many more or never end."""

    groups: tuple[Group, ...]

    def __call__(self, records: Records) -> tuple[float, ...]:
        """Return the counts of all groups, one after the other."""
        return tuple(float(count) for group in self.groups for count in _counts(records, group.clock))


@dataclass(frozen=True)
class Promise:
    """What limits the cases of a scenario keep.

    Attributes
    ----------
    scenario : Scenario
        What was studied.
    seed : int
        What fixed its random numbers.
    groups : tuple of Group
        Whose time was read, and how.
    counts : ndarray of float64, shape (2, replications, groups, LONGEST + 2)
        How many cases take how many working days, before and after; in the last place those that take more, are
        undecided at the end, or gave up.
    asked : int or None
        A limit in working days of which the share is asked for.
    """

    scenario: Scenario
    seed: int
    groups: tuple[Group, ...]
    counts: NDArray[np.float64]
    asked: int | None = None

    @cached_property
    def _below(self) -> NDArray[np.float64]:
        found: NDArray[np.float64] = self.counts.cumsum(axis=-1)
        return found

    def sample(self, group: Group, when: str, days: int) -> Sample:
        """Return the share of cases that keep a limit, by replication."""
        below = self._below[WHEN.index(when), :, self.groups.index(group)]
        cases = below[:, -1]
        return Sample(np.where(cases > 0, below[:, min(days, LONGEST)] / np.maximum(cases, 1), np.nan), cases)

    def share(self, group: Group, when: str, days: int) -> Estimate:
        """Return the share of cases that keep a limit in working days."""
        return estimate_share(self.sample(group, when, days), self.scenario.study.confidence)

    def limit(self, group: Group, when: str, share: float) -> Limit:
        """Return the limit that a share of the cases keeps.

        Notes
        -----
        The interval is that of Woodruff (1952) in its plain form: the limits n for which the interval of the share of
        cases that take at most n working days holds the share asked for.
        """
        if not self._below[WHEN.index(when), :, self.groups.index(group), -1].any():
            return Limit(float("nan"), float("nan"), float("nan"))
        ends: tuple[Callable[[Estimate], float], ...] = (lambda e: e.mean, lambda e: e.high, lambda e: e.low)
        return Limit(*(_first(lambda n, of=of: of(self.share(group, when, n)) >= share) for of in ends))  # type: ignore[misc]

    def limits(self) -> pd.DataFrame:
        """Return the limits that could be promised.

        Returns
        -------
        DataFrame
            Indexed by chain, type ('' for all), reading and share. Columns: before, before_low, before_high, the same
            for after: working days, 0 for the same day.
        """
        import pandas as pd

        rows = []
        for group in self.groups:
            for share in SHARES:
                row: dict[str, object] = {
                    "chain": group.chain, "type": group.kind, "reading": group.reading, "share": share,
                }  # fmt: skip
                for when in WHEN:
                    found = self.limit(group, when, share)
                    row |= {when: found.days, f"{when}_low": found.low, f"{when}_high": found.high}
                rows.append(row)
        return pd.DataFrame(rows).set_index(["chain", "type", "reading", "share"])

    def shares(self, days: int) -> pd.DataFrame:
        """Return the share of the cases that keep a limit of so many working days.

        Returns
        -------
        DataFrame
            Indexed by chain, type and reading. Columns: before, before_low, before_high, the same for after and for
            gain (after less before, paired).
        """
        import pandas as pd

        rows = []
        for group in self.groups:
            before, after = (self.sample(group, when, days) for when in WHEN)
            gain = estimate(weighed(before, after, -1.0, 1.0), self.scenario.study.confidence)
            found = {when: self.share(group, when, days) for when in WHEN} | {"gain": gain}
            rows.append(
                {"chain": group.chain, "type": group.kind, "reading": group.reading}
                | {
                    f"{name}{end}": value
                    for name, one in found.items()
                    for end, value in (("", one.mean), ("_low", one.low), ("_high", one.high))
                }
            )
        return pd.DataFrame(rows).set_index(["chain", "type", "reading"])


def promise(
    scenario: Scenario,
    *,
    limit: int | None = None,
    seed: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    journal: Journal | None = None,
) -> Promise:
    """Say which limits the cases of a scenario keep, before and after its reforms.

    Rejected cases are left out; a case that gave up or is undecided at the end of the run keeps no limit.

    Parameters
    ----------
    scenario : Scenario
        What to study.
    limit : int, optional
        A limit in working days of which the share of cases is asked for.
    seed : int, optional
        In place of the one that the scenario states.
    replications : int, optional
        How many years are simulated, by default 10.
    workers, executor, progress, engine, journal
        As for `compare`.

    Returns
    -------
    Promise
        Limits and shares by chain, case type and reading.
    """
    seed = scenario.study.seed if seed is None else seed
    count = replications or REPLICATIONS
    groups = tuple(groups_of(scenario))
    runner = Runner(seed, workers, executor, progress, engine, journal)
    counts = read_pairs(scenario, ReadDays(groups), count, runner)
    return Promise(scenario, seed, groups, counts.reshape(2, count, len(groups), -1), limit)


def groups_of(scenario: Scenario) -> Iterator[Group]:
    """Return whose time is read, and how: each chain and type on its own clocks, then as its targets read it."""
    for chain, one in scenario.baseline.chains.items():
        kinds = ["", *one.types] if len(one.types) > 1 else [""]
        for kind in kinds:
            types = (kind,) if kind else ()
            for reading, clock, start in (("agency", "agency", "accepted"), ("lived", "elapsed", "submitted")):
                written = {"name": reading, "chain": chain, "types": types, "clock": clock, "start": start}
                yield Group(chain, kind, reading, Within(**written, limit=Length(amount=1, unit="WD")))
        for target in scenario.targets:
            if target.chains_of(scenario.baseline.chains)[0] == chain:
                yield from _as_read(target, chain, scenario.baseline)


def _as_read(target: Target, chain: str, system: System) -> Iterator[Group]:
    for one in target.as_read:
        timed: Timed | None = one.target.timed
        if timed is not None:
            kept = ("chains", "types", "condition", "clock", "start", "end", "steps", "sum")
            chains = timed.chains_of(system.chains)
            fields = {name: getattr(timed, name) for name in kept}
            alone = None if timed.chains else chain
            clock = Within(name=target.name, chain=alone, limit=Length(amount=1, unit="WD"), **fields)
            is_all = set(timed.types) in (set(), {kind for name in chains for kind in system.chains[name].types})
            yield Group(chain, "" if is_all else "+".join(timed.types), f"target.{one.key}", clock)


def _counts(records: Records, clock: Within) -> NDArray[np.int64]:
    """Return how many cases take how many working days."""
    shown = clock_of(records, clock, meant_cases(records, clock))
    gave_up = meant_cases(records, clock, also=(Result.GIVEN_UP,)) & (records.case_rows["outcome"] == Result.GIVEN_UP)
    days = np.where(shown.is_over, np.minimum(shown.workdays, LONGEST + 1), LONGEST + 1)
    counts = np.bincount(days.astype(np.int64), minlength=LONGEST + 2)
    counts[LONGEST + 1] += int(gave_up.sum())
    return counts


def _first(holds: Callable[[int], bool]) -> float:
    """Return the first number of days for which something holds that goes on to hold; infinite where none does."""
    low, high = 0, LONGEST + 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return float(low) if low <= LONGEST else float("inf")
