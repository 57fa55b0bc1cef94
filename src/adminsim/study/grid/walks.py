"""A few dozen cases of one simulated year, as they walk before and after the reforms: to be watched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.fields import NOT_YET
from adminsim.engine.plan import Plans
from adminsim.engine.result import Result
from adminsim.engine.simulate import simulate
from adminsim.engine.streams import Streams
from adminsim.model.any_step import APPLICANT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from adminsim.engine.records import Records
    from adminsim.model.system import System

CASES, FEWEST = 36, 8
"""How many cases are watched of all chains together, and of each at the least."""
WAITS, WORK = 0, 1
"""What becomes of a case for a while: it lies, travels or queues; or it is worked on, or waited for."""
Stay = tuple[int, int, int, int]
"""Which holder (by its place among all), from when until when in minutes, and what for."""


@dataclass(frozen=True)
class Walk:
    """A case on its way.

    Attributes
    ----------
    submitted, decided : int
        In minutes since the start.
    stays : tuple of Stay
        Where it is when; in several places at once where steps run side by side.
    """

    submitted: int
    decided: int
    stays: tuple[Stay, ...]


@dataclass(frozen=True)
class Walks:
    """The same cases of a chain before and after.

    Attributes
    ----------
    holders : tuple of str
        Who or what may hold them, as in `Step.holder`, in the order in which cases meet them.
    before, after : tuple of Walk
        The cases, in the order in which they were submitted.
    """

    holders: tuple[str, ...]
    before: tuple[Walk, ...]
    after: tuple[Walk, ...]


def walks_of(baseline: System, reformed: System, seed: int) -> dict[str, Walks]:
    """Return a few dozen cases by chain: the first of the cohort that are approved in both systems."""
    streams = Streams(seed, 0)
    runs = [simulate(system, streams=streams, plans=Plans(system)) for system in (baseline, reformed)]
    most = max(CASES // len(baseline.chains), FEWEST)
    return {chain: _walks(runs, place, most) for place, chain in enumerate(baseline.chains)}


def _walks(runs: list[Records], chain: int, most: int) -> Walks:
    rows = [run.case_rows.compress(run.case_rows["chain"] == chain) for run in runs]
    inside = runs[0].in_cohort[runs[0].case_rows["chain"] == chain]
    approved = inside & np.logical_and.reduce([row["outcome"] == Result.PASS for row in rows])
    chosen = np.flatnonzero(approved)
    chosen = chosen[np.argsort(rows[0]["submitted"][chosen], kind="stable")][:most]
    holders: dict[str, int] = {}
    before, after = (
        tuple(_walk(run, row, chain, int(case), holders) for case in chosen)
        for run, row in zip(runs, rows, strict=True)
    )
    return Walks(tuple(holders), before, after)


def _walk(run: Records, rows: NDArray[np.void], chain: int, case: int, holders: dict[str, int]) -> Walk:
    """Return the way of a case; who holds it first has the lowest place."""
    decided = int(rows["decided"][case])
    visits = run.visit_rows
    own = np.flatnonzero((visits["case"] == case) & (run.plan.nodes.chain[visits["node"]] == chain))
    own = own[np.argsort(visits["ready"][own], kind="stable")]
    stays: list[Stay] = []
    for at in own:
        step = run.plan.nodes.step[visits["node"][at]]
        for holder, first, last, what in _held(visits[at], decided, step.step.holder(step.name)):
            if last > first:
                stays.append((holders.setdefault(holder, len(holders)), first // 60, -(-last // 60), what))
    return Walk(int(rows["submitted"][case]) // 60, -(-decided // 60), tuple(stays))


def _held(visit: NDArray[np.void], decided: int, holder: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield who holds a case from when until when, and what for, in one visit until the decision."""

    def instant(name: str, otherwise: int) -> int:
        return min(int(visit[name]), decided) if visit[name] != NOT_YET else otherwise

    ready, start = instant("ready", decided), instant("start", decided)
    end = instant("end", decided)
    yield holder, ready, start, WAITS
    yield holder, start, end, WORK
    yield APPLICANT, end, instant("correction_end", end), WORK
