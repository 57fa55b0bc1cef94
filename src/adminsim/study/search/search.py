"""The cheapest package of reforms and people that meets the targets, or the steps of cost against a share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import floor, nan
from typing import TYPE_CHECKING

import numpy as np

from adminsim.study.errors import StudyError
from adminsim.study.findings.estimate import Estimate, estimate, weighed
from adminsim.study.many.variants import Runner
from adminsim.study.search.hunt import Hunt
from adminsim.study.search.monotone import why_uncertain
from adminsim.study.search.packages import Levels, Packages, Part
from adminsim.study.search.signs import Sign, signs
from adminsim.study.search.simulated import Simulated
from adminsim.study.search.tested import Bench, Line, Side

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Executor

    import pandas as pd

    from adminsim.engine.simulate import Engine
    from adminsim.model.department import Department
    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Progress
    from adminsim.study.many.variants import Journal

MOST_YEARS = 89
"""After how many years a package stays undecided, by default."""
STEP = 0.01
"""By how much a share rises from step to step of a front, by default."""
SHOWN = 10
"""How many years what is shown of a package rests on at least."""
MOST_ALONE = 64
"""So many combinations of people of whom it is not certain that more never hurt are tried one by one."""
NEAR = 5
"""How many near misses are named."""


@dataclass(frozen=True)
class Tried:
    """A package that was tried.

    Attributes
    ----------
    levels : tuple of int
        Level of each part.
    cost : float
        What it costs, in yuan a year.
    judged : tuple of Estimate
        What is judged of each target.
    years : int
        How many years that rests on.
    """

    levels: Levels
    cost: float
    judged: tuple[Estimate, ...]
    years: int


@dataclass(frozen=True)
class Searched:
    """What a search found.

    Attributes
    ----------
    scenario : Scenario
        What was searched.
    seed : int
        What fixed its random numbers.
    targets : tuple of Target
        What the package must meet.
    parts : tuple of Part
        What could be chosen.
    signs : tuple of Sign
        Whether more of each part may make it worse.
    cheapest : Tried or None
        The cheapest package that meets the targets; None where none does, or for a front.
    added : dict of int to tuple of Estimate
        By part of the cheapest package what it adds to each target, as the last one.
    near : tuple of Tried
        Cheaper packages that come nearest, and fail.
    excluded : tuple of Tried
        The largest packages known to fail: with all that is no more than they are.
    undecided : tuple of Tried
        Packages no dearer than the cheapest of which it stays open whether they meet the targets.
    front : tuple of Tried or None
        The cheapest packages that reach ever larger shares.
    beyond : float
        The share that cannot be reached; not a number where it was not looked for.
    tested, simulated : int
        How many packages were tried, and how many years were simulated.
    """

    scenario: Scenario
    seed: int
    targets: tuple[Target, ...]
    parts: tuple[Part, ...]
    signs: tuple[Sign, ...]
    cheapest: Tried | None
    added: dict[int, tuple[Estimate, ...]]
    near: tuple[Tried, ...]
    excluded: tuple[Tried, ...]
    undecided: tuple[Tried, ...]
    front: tuple[Tried, ...] | None
    beyond: float
    tested: int
    simulated: int

    @property
    def packages(self) -> int:
        """How many packages there are."""
        return int(np.prod([part.top + 1 for part in self.parts], dtype=float))

    @cached_property
    def departments(self) -> Mapping[str, Department]:
        """The departments, those included that the reforms to choose from make, where all of them go together."""
        packages = Packages(self.scenario)
        largest = packages.system(tuple(part.top for part in packages.parts)) or self.scenario.reformed
        return {**largest.departments, **self.scenario.baseline.departments}

    def table(self) -> pd.DataFrame:
        """Return the packages that were found.

        Returns
        -------
        DataFrame
            One row for each: kind (``cheapest``, ``front``, ``near``, ``excluded``: with all that is no more, or
            ``undecided``), cost in yuan a year, for each target what is judged (``<target>``, ``<target>_low``,
            ``<target>_high``), years, and for each part its share of the cases or the people added.
        """
        import pandas as pd

        kinds = {
            "cheapest": (self.cheapest,) if self.cheapest else (),
            "front": self.front or (), "near": self.near, "excluded": self.excluded, "undecided": self.undecided,
        }  # fmt: skip
        rows = [self._row(kind, one) for kind, found in kinds.items() for one in found]
        judged = [f"{target.name}{end}" for target in self.targets for end in ("", "_low", "_high")]
        columns = ["cost", *judged, "years", *(f"{part.kind}.{part.name}" for part in self.parts)]
        return pd.DataFrame(rows, columns=["kind", *columns]).set_index("kind")

    def _row(self, kind: str, one: Tried) -> dict[str, object]:
        row: dict[str, object] = {"kind": kind, "cost": one.cost, "years": one.years}
        for target, found in zip(self.targets, one.judged, strict=True):
            row |= {target.name: found.mean, f"{target.name}_low": found.low, f"{target.name}_high": found.high}
        amounts = zip(self.parts, one.levels, strict=True)
        return row | {f"{part.kind}.{part.name}": part.amounts[level] for part, level in amounts}


def search(
    scenario: Scenario,
    *,
    front: bool = False,
    step: float = STEP,
    seed: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    journal: Journal | None = None,
) -> Searched:
    """Find the cheapest package of reforms and people that meets the targets.

    The scenario's `search` states what may be chosen, within which bounds, and what it costs. Packages are tested with
    the same applicants, few years first and more while undecided. What fails is raised while it still fails, and all
    below is excluded; the first package that is not excluded and passes is the cheapest. Nothing is concluded across a
    reform that may hurt.

    Parameters
    ----------
    scenario : Scenario
        What to study.
    front : bool
        Whether to look for the cheapest package of each larger share instead, from that of the cheapest package of all
        until no package reaches more.
    step : float
        By how much the share rises.
    seed : int, optional
        In place of the one that the scenario states.
    replications : int, optional
        After how many years a package stays undecided, by default 89.
    workers, executor, progress, engine, journal
        As for `compare`; `progress` counts years, of which nobody knows before how many there will be.

    Returns
    -------
    Searched
        The package, what its parts add, near misses, what was excluded, and what stayed undecided.

    Raises
    ------
    StudyError
        If the scenario does not state what may be chosen, has no target, or the front is not that of one share.
    """
    packages = Packages(scenario)
    targets = _targets(scenario, front)
    seed = scenario.study.seed if seed is None else seed
    evaluator = Simulated(scenario, packages, targets, Runner(seed, workers, executor, progress, engine, journal))
    lines = tuple(Line(one.is_strict, one.hollow == "construction") for one in targets)
    bench = Bench(evaluator, 1.0 - scenario.study.confidence, replications or MOST_YEARS, lines=lines)
    scale = np.array([1.0 if one.is_share else max(abs(one.required), 1.0) for one in targets])
    found = _by_the_model(signs(packages.parts, bench, scale), packages, targets)
    exact, effects = [not one.concludes for one in found], [one.effect for one in found]
    hunt = Hunt([part.costs for part in packages.parts], exact, effects, bench)
    about = _About(scenario, packages, targets, evaluator, bench)
    steps, beyond = _front(hunt, about, step) if front else (None, nan)
    best = None if front else hunt.cheapest()
    limit = packages.cost(best) if best is not None else np.inf
    cheaper = [one for one in list(bench.seen) if not front and packages.cost(one) < limit]
    misses = [one for one in cheaper if bench.known(one) is Side.FAILS]
    misses.sort(key=lambda one: (-about.nearness(one), one))
    added = about.added(best) if best is not None else {}
    cuts = [cut.levels for cut in hunt.cuts if cut.is_exact == tuple(hunt.can_hurt) and about.is_possible(cut.levels)]
    return Searched(
        scenario, seed, targets, packages.parts, tuple(found),
        about.tried(best, SHOWN) if best is not None else None, added,
        tuple(about.tried(one) for one in misses[:NEAR]), tuple(about.tried(one) for one in cuts),
        tuple(about.tried(one) for one in hunt.undecided), steps, beyond, len(bench.seen), evaluator.simulated,
    )  # fmt: skip


def _by_the_model(found: list[Sign], packages: Packages, targets: tuple[Target, ...]) -> list[Sign]:
    """Return signs that know where the model's conditions hold: there more people never hurt, whatever chance shows.

    Where they do not hold nothing is concluded across people, as long as all combinations of their numbers are few
    enough to be tried one by one; else it is assumed that they do not hurt where they were not found to.
    """
    known = list(found)
    for place, part in enumerate(packages.parts):
        if part.kind == "staff":
            why = why_uncertain(packages, part.name, targets)
            known[place] = replace(known[place], why=why, can_hurt=known[place].can_hurt and why is not None)
    tops = [part.top for part, sign in zip(packages.parts, known, strict=True) if sign.why is not None]
    if np.prod([top + 1 for top in tops], dtype=float) <= MOST_ALONE:
        known = [replace(sign, alone=sign.why is not None) for sign in known]
    return known


def _targets(scenario: Scenario, front: bool) -> tuple[Target, ...]:
    named = scenario.written.search.targets if scenario.written.search is not None else ()
    targets = tuple(one for one in scenario.targets if not named or one.name in named)
    if not targets:
        raise StudyError("search-no-target")
    if front and (len(targets) > 1 or not targets[0].is_share):
        raise StudyError("search-front-of-share", {"count": len(targets)})
    return targets


def _front(hunt: Hunt, about: _About, step: float) -> tuple[tuple[Tried, ...], float]:
    """Return the cheapest package for each larger share, and the share that none reaches."""
    (target,) = about.targets
    nothing = about.tried((0,) * len(about.packages.parts))
    steps = [nothing]
    share = _next(nothing.judged[0].mean, step)
    while share <= 1.0:
        hunt.bench.raised = share - target.required
        package = hunt.cheapest()
        if package is None:
            return tuple(steps), share
        steps.append(about.tried(package, SHOWN))
        share = max(_next(steps[-1].judged[0].mean, step), share + step)
    return tuple(steps), nan


def _next(share: float, step: float) -> float:
    return (floor(share / step + 1e-9) + 1) * step


@dataclass(frozen=True)
class _About:
    """What is told of packages."""

    scenario: Scenario
    packages: Packages
    targets: tuple[Target, ...]
    evaluator: Simulated
    bench: Bench

    def is_possible(self, levels: Levels) -> bool:
        return self.evaluator.system(levels) is not None

    def tried(self, levels: Levels, least: int = 3) -> Tried:
        """Return what is known of a package, from `least` years at least."""
        years = max(self.bench.seen.get(levels, 0), least)
        judged = tuple(self._judged(place, levels, years) for place in range(len(self.targets)))
        return Tried(levels, self.packages.cost(levels), judged, years)

    def nearness(self, levels: Levels) -> float:
        """Return how near a package comes to meeting all targets: its least margin."""
        found = self.bench.values(levels)
        return float(found[0].mean(axis=0).min()) if found is not None else -np.inf

    def added(self, levels: Levels) -> dict[int, tuple[Estimate, ...]]:
        """Return by part of a package what it adds to each target as the last one, paired."""
        parts = [part for part, level in enumerate(levels) if level]
        years = max(self.bench.seen.get(levels, 0), SHOWN)
        without = {part: (*levels[:part], 0, *levels[part + 1 :]) for part in parts}
        self.evaluator.prepare([levels, *without.values()], years)
        found = {}
        for part, other in without.items():
            if self.is_possible(other):
                pairs = (
                    (self.evaluator.values(place, one, years) for one in (levels, other))
                    for place in range(len(self.targets))
                )
                confidence = self.scenario.study.confidence
                found[part] = tuple(estimate(weighed(with_it, without_it), confidence) for with_it, without_it in pairs)
        return found

    def _judged(self, place: int, levels: Levels, years: int) -> Estimate:
        from adminsim.study.findings.estimate import estimate_share

        values = self.evaluator.values(place, levels, years)
        of = estimate_share if self.targets[place].is_share else estimate
        return of(values, self.scenario.study.confidence)
