"""In how much of the space of all assumed figures each target is met, and which figures to measure first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.model.span import Length
from adminsim.reforms.by_path import with_trusted
from adminsim.study.assumptions.ledger import WHOLE, Assumption, ledger
from adminsim.study.assumptions.one_by_one import targets_of
from adminsim.study.errors import StudyError
from adminsim.study.findings.bounded import Bounded
from adminsim.study.findings.estimate import Estimate, Sample, estimate_share
from adminsim.study.findings.verdict import held_against, is_reached, margin_of
from adminsim.study.many.points import Points
from adminsim.study.many.variants import Batch, ReadTargets, Runner
from adminsim.study.space.effects import Effects, effects

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.engine.simulate import Engine
    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Progress
    from adminsim.study.many.variants import Journal

    Floats = NDArray[np.float64]

FIRST, MOST = 512, 4096
"""With how many points it begins, and where it ends at the latest, unless a number is asked for."""
WANTED = 0.03
"""Half-width of the share of the space at which no more points are taken."""
LEAST = 32


@dataclass(frozen=True)
class Space:
    """What the whole space of assumptions tells.

    Attributes
    ----------
    scenario : Scenario
        What was studied.
    seed : int
        What fixed its random numbers.
    varied : tuple of Assumption
        The figures that were varied.
    targets : tuple of Target
        The targets; where none is stated, that each chain gets faster.
    points : int
        How many points were simulated, one year each.
    impossible : int
        At how many of them the reforms are not possible.
    met : tuple of Estimate
        By target in how much of the space it is met (Wilson's interval).
    effects : tuple of Effects
        By target what each figure is worth.
    """

    scenario: Scenario
    seed: int
    varied: tuple[Assumption, ...]
    targets: tuple[Target, ...]
    points: int
    impossible: int
    met: tuple[Estimate, ...]
    effects: tuple[Effects, ...]

    def table(self) -> pd.DataFrame:
        """Return what each figure is worth for each target, the most first.

        Returns
        -------
        DataFrame
            Indexed by target and assumption. Columns: met, met_low, met_high (in how much of the space the target is
            met), worth (by how much less often the verdict would be wrong if the figure were known), worth_noise (what
            chance alone shows), explained and explained_noise (the part of the variance of the margin that the figure
            explains by itself), and first: its place among those to be measured first, 0 below the noise.
        """
        import pandas as pd

        rows = []
        for target, met, found in zip(self.targets, self.met, self.effects, strict=True):
            ranked = self.first(target.name)
            order = np.lexsort((-found.explained, -found.worth))
            for place in order.tolist():
                one = self.varied[place]
                rows.append(
                    {"target": target.name, "assumption": one.name, "met": met.mean, "met_low": met.low,
                     "met_high": met.high, "worth": float(found.worth[place]), "worth_noise": found.worth_noise,
                     "explained": float(found.explained[place]), "explained_noise": found.explained_noise,
                     "first": ranked.index(place) + 1 if place in ranked else 0}
                )  # fmt: skip
        return pd.DataFrame(rows).set_index(["target", "assumption"])

    def flips(self, target: str) -> bool:
        """Tell whether the verdict on a target is not the same at all points."""
        met = self.met[[one.name for one in self.targets].index(target)]
        return 0 < met.mean < 1

    def first(self, target: str) -> list[int]:
        """Return which figures to measure first, by their places: those above the noise, the most worth first.

        Where the verdict never flips they are ranked by what they explain of the margin.
        """
        found = self.effects[[one.name for one in self.targets].index(target)]
        worth, noise = (
            (found.worth, found.worth_noise) if self.flips(target) else (found.explained, found.explained_noise)
        )
        return [place for place in np.argsort(-worth, kind="stable").tolist() if worth[place] > noise]


def space(
    scenario: Scenario,
    *,
    points: int | None = None,
    seed: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    journal: Journal | None = None,
) -> Space:
    """Say in how much of the space of all assumed figures each target is met, and which to measure first.

    All figures with a range are drawn at once, uniform and independent, at scrambled Sobol points; at each one year of
    its own is simulated before and after the reforms.

    Parameters
    ----------
    scenario : Scenario
        What to study.
    points : int, optional
        How many points, a power of 2 or the next one; by default 512, doubled until the share of the space is known
        to three percentage points, 4,096 at the most.
    seed : int, optional
        In place of the one that the scenario states.
    workers, executor, progress, engine, journal
        As for `compare`; `progress` counts points, looked at and simulated.

    Returns
    -------
    Space
        Shares of the space, and what knowing each figure would be worth.

    Raises
    ------
    StudyError
        If no assumed figure can be varied, or the reforms are possible at no point.
    """
    entries = ledger(scenario)
    varied = tuple(one for one in entries if one.standing == "varied")
    if not varied:
        raise StudyError("assumptions-none", {"count": len(entries)})
    targets = targets_of(scenario)
    seed = scenario.study.seed if seed is None else seed
    runner = Runner(seed, workers, executor, None, engine, journal)
    where, margins = sobol(len(varied), points or MOST, seed), np.empty((0, len(targets)))
    most, count = len(where), min(len(where), FIRST)
    while len(margins) < most:
        count = len(where) if points else max(count, 2 * len(margins))
        more = _margins(scenario, varied, targets, where, (len(margins), count), runner, progress)
        margins = np.vstack((margins, more))
        met = tuple(_share(*one) for one in zip(targets, margins.T, strict=True))
        if not points and all(one.half_width <= WANTED for one in met):
            break
    known = np.isfinite(margins).all(axis=1)
    if known.sum() < 2:
        raise StudyError("space-impossible", {"points": len(margins)})
    found = tuple(
        effects(where[: len(margins)][known], column[known], seed, is_met=is_reached(target, column[known]))
        for target, column in zip(targets, margins.T, strict=True)
    )
    return Space(scenario, seed, varied, targets, len(margins), int((~known).sum()), met, found)


def sobol(figures: int, points: int, seed: int) -> Floats:
    """Return scrambled Sobol points, as many as the next power of 2."""
    from scipy.stats import qmc

    power = max(int(np.ceil(np.log2(max(points, LEAST)))), 1)
    found: Floats = qmc.Sobol(figures, scramble=True, rng=np.random.default_rng(seed)).random_base2(power)
    return found


def at_point(scenario: Scenario, varied: tuple[Assumption, ...], where: Floats) -> Scenario:
    """Return the scenario in which each figure lies somewhere in its range: 0 is its low end, 1 its high one."""
    for one, part in zip(varied, where.tolist(), strict=True):
        low, high = one.ends
        value: float | Length
        if isinstance(low, Length) and isinstance(high, Length):
            first, last = low.seconds(86400), high.seconds(86400)
            unit = Length(amount=1, unit=low.unit).seconds(86400)
            value = Length(amount=(first + part * (last - first)) / unit, unit=low.unit)
        else:
            assert isinstance(low, float | int)
            assert isinstance(high, float | int)
            is_whole = one.path[-1] in WHOLE
            value = float(low + int(part * (high - low + 1))) if is_whole else low + part * (high - low)
        scenario = with_trusted(scenario, one.path, value)
    return scenario


def _margins(
    scenario: Scenario, varied: tuple[Assumption, ...], targets: tuple[Target, ...], where: Floats,
    between: tuple[int, int], runner: Runner, progress: Progress | None,
) -> Floats:  # fmt: skip
    """Return by how much each target is met at some points; not a number where nothing is known."""
    start, stop = between
    told = progress or (lambda *_: None)
    points = Points(
        scenario, lambda point: at_point(scenario, varied, where[start + point]), stop - start,
        needs_before=any(target.compares for target in targets), moves_baseline=True,
        looked=lambda done, of: told(start + done, stop + of),
    )  # fmt: skip
    batches = [Batch(start + point, start + point, tuple(dict.fromkeys(pair))) for point, pair in points.pairs.items()]
    counted = Runner(
        runner.seed, runner.workers, runner.executor, lambda done, total: told(stop + done, stop + total),
        runner.engine, runner.journal,
    )  # fmt: skip
    found = counted.run(batches, points.plans, ReadTargets(targets))
    margins = np.full((stop - start, len(targets)), np.nan)
    for point, (before, after) in points.pairs.items():
        for place, target in enumerate(targets):
            values = (_bounded(found[start + point, number], place, target) for number in (before, after))
            judged = held_against(target, *(one.shown for one in values)).values
            margins[point, place] = margin_of(target, judged)[0]
    return margins


def _bounded(figures: Floats, place: int, target: Target) -> Bounded:
    value, over, rises, falls, given_up = figures.reshape(-1, 5)[place][:, None]
    return Bounded(Sample(value, over), rises, falls, given_up, target.is_share)


def _share(target: Target, margin: Floats) -> Estimate:
    """Return in how much of the space a target is met, from its margins."""
    known = margin[np.isfinite(margin)]
    return estimate_share(Sample.of(is_reached(target, known).astype(float)))
