"""Which reform did it: each one's share of what all reforms change together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.streams import Streams
from adminsim.model.target import Count, Cut, Direction, Share, Target, Within
from adminsim.study.combinations import Combinations
from adminsim.study.errors import StudyError
from adminsim.study.estimate import Estimate, estimate
from adminsim.study.shapley import interactions, orders, prefixes, shapley_values
from adminsim.study.variants import Batch, ReadMean, ReadTargets, Runner, batches_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Executor

    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.engine.simulate import Engine
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.replicate import Progress
    from adminsim.study.variants import Journal, Read

EXACT, EXACT_MOST = 12, 20
"""Up to how many reforms all combinations are simulated: unless asked, and at the most."""
REPLICATIONS, REPLICATIONS_SAMPLED = 10, 30
"""How many years are simulated by default: with all combinations, and with sampled orders of the reforms."""

Pair = tuple[int, int]
Found = dict[tuple[int, int], "NDArray[np.float64]"]
"""What is read off a run, by replication and subset."""


@dataclass(frozen=True)
class Asked:
    """What an attribution is about.

    Attributes
    ----------
    chain : str or None
        The chain whose mean elapsed time it is about.
    target : Target or None
        The target whose value it is about instead.
    is_exact : bool
        Whether all combinations are simulated, else orders are sampled.
    """

    chain: str | None
    target: Target | None
    is_exact: bool

    @property
    def read(self) -> Read:
        """What reads the value off a run."""
        return ReadTargets((self.target,)) if self.target is not None else ReadMean(self.chain or "")

    @property
    def is_gain(self) -> bool:
        """Whether more of the value is better; what the reforms contribute is else its cut."""
        return isinstance(self.target, (Within, Share)) or (
            isinstance(self.target, Direction) and self.target.to == "higher"
        )

    @property
    def unit(self) -> str:
        """Unit of the value: ``d``, ``h``, ``share`` or ``count``."""
        if isinstance(self.target, (Within, Share)):
            return "share"
        if isinstance(self.target, Count):
            return "count"
        clock = self.target.clock if isinstance(self.target, Cut) else getattr(self.target, "of", "elapsed")
        return {"elapsed": "d", "agency": "h", "work": "h"}.get(clock, "count")


@dataclass(frozen=True)
class Attribution:
    """What each reform contributes to what all change together.

    Contributions are positive where a reform improves the value: days saved, or share gained.

    Attributes
    ----------
    scenario : Scenario
        What was studied.
    seed : int
        What fixed its random numbers.
    asked : Asked
        Chain or target, and the method.
    reforms : tuple of str
        The enabled reforms, in the order of the file.
    before, after : ndarray of float64, shape (replications,)
        The value without any and with all reforms.
    shapley, alone, last : ndarray of float64, shape (replications, reforms)
        What each contributes: on the mean over the orders in which they can be introduced, as the only one, and as the
        last one.
    together : dict of (int, int) to ndarray of float64
        By two reforms, how much more they contribute together than one by one, in the replications that tell.
    simulated : int
        How many years were simulated.
    combinations : int
        How many different systems that were.
    unfinished : bool
        Whether in any of them cases were unfinished, so that means are lower bounds.
    """

    scenario: Scenario
    seed: int
    asked: Asked
    reforms: tuple[str, ...]
    before: NDArray[np.float64]
    after: NDArray[np.float64]
    shapley: NDArray[np.float64]
    alone: NDArray[np.float64]
    last: NDArray[np.float64]
    together: Mapping[Pair, NDArray[np.float64]]
    simulated: int
    combinations: int
    unfinished: bool

    @property
    def replications(self) -> int:
        """How many years were simulated with each combination."""
        return len(self.before)

    @property
    def confidence(self) -> float:
        """Confidence level of all intervals."""
        return self.scenario.study.confidence

    @property
    def total(self) -> Estimate:
        """What all reforms change together."""
        return self._estimate((self.after - self.before) * (1 if self.asked.is_gain else -1))

    def shares(self) -> pd.DataFrame:
        """Return what each reform contributes.

        Returns
        -------
        DataFrame
            Indexed by reform, the largest first. Columns: contribution, low, high (Shapley value, in the unit of the
            value; contributions add up to the total), part (of the total), and alone, alone_low, alone_high, last,
            last_low, last_high: as the only reform and as the last one.
        """
        import pandas as pd

        rows = {name: self._row(place) for place, name in enumerate(self.reforms)}
        table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("reform")
        return table.sort_values("contribution", ascending=False, kind="stable")

    def interactions(self) -> pd.DataFrame:
        """Return how much more, or less, every two reforms contribute together than one by one.

        Returns
        -------
        DataFrame
            Indexed by both reforms, the strongest first. Columns: together (Shapley interaction index), low, high, and
            certain: whether an interval that holds for all pairs at once leaves out 0.
        """
        import pandas as pd

        rows = {}
        for pair, values in self.together.items():
            one, other = (self.reforms[place] for place in pair)
            found = self._estimate(values)
            rows[one, other] = {
                "together": found.mean, "low": found.low, "high": found.high, "certain": self._is_certain(values),
            }  # fmt: skip
        index = pd.MultiIndex.from_tuples(list(rows), names=["reform", "other"])
        table = pd.DataFrame(list(rows.values()), index=index, columns=["together", "low", "high", "certain"])
        return table.sort_values("together", key=abs, ascending=False, kind="stable")

    @cached_property
    def strongest(self) -> tuple[str, str, Estimate] | None:
        """The two reforms that interact most, and by how much; None where no interaction is certain."""
        certain = {pair: values for pair, values in self.together.items() if self._is_certain(values)}
        if not certain:
            return None
        one, other = pair = max(certain, key=lambda pair: abs(float(certain[pair].mean())))
        return self.reforms[one], self.reforms[other], self._estimate(certain[pair])

    def _row(self, place: int) -> dict[str, float]:
        found = self._estimate(self.shapley[:, place])
        total = self.total.mean
        row = {"contribution": found.mean, "low": found.low, "high": found.high}
        row["part"] = found.mean / total if total else float("nan")
        for name, values in (("alone", self.alone), ("last", self.last)):
            one = self._estimate(values[:, place])
            row |= {name: one.mean, f"{name}_low": one.low, f"{name}_high": one.high}
        return row

    def _is_certain(self, values: NDArray[np.float64]) -> bool:
        """Tell whether an interaction is other than 0, with all pairs looked at (Bonferroni)."""
        if len(values) < 2:
            return False
        found = estimate(values, 1.0 - (1.0 - self.confidence) / len(self.together))
        return found.low > 0 or found.high < 0

    def _estimate(self, values: NDArray[np.float64]) -> Estimate:
        return estimate(values, self.confidence)


def attribute(
    scenario: Scenario,
    *,
    chain: str | None = None,
    target: str | None = None,
    exact: bool | None = None,
    seed: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    journal: Journal | None = None,
) -> Attribution:
    """Say what each enabled reform contributes: its Shapley value over the on/off combinations of all.

    Every combination is simulated with the same applicants, year by year; the contributions of a year add up to what all
    reforms change in it, and intervals come from the years.

    Parameters
    ----------
    scenario : Scenario
        What to study.
    chain : str, optional
        The chain whose mean elapsed time is meant; needed where there are several.
    target : str, optional
        The target whose value is meant instead.
    exact : bool, optional
        Whether all combinations are simulated, at most 2^20; else orders of the reforms are sampled, two for each
        year. By default all up to 12 reforms.
    seed : int, optional
        In place of the one that the scenario states.
    replications : int, optional
        How many years are simulated with each combination: by default 10, or 30 where orders are sampled.
    workers, executor, progress, engine, journal
        As for `compare`; `progress` counts single years.

    Returns
    -------
    Attribution
        Contributions with intervals, and interactions.

    Raises
    ------
    StudyError
        If there is nothing to attribute, too much to do it exactly, or no value in a year.

    Notes
    -----
    Shapley (1953), A value for n-person games; sampled orders after Castro, Gomez and Tejada (2009); each year gives one
    independent value, so that intervals hold for the sampling of orders too.
    """
    combinations_ = Combinations(scenario)
    asked = asked_of(scenario, chain, target, exact)
    seed = scenario.study.seed if seed is None else seed
    replications = replications or replications_of(asked)
    runner = Runner(seed, workers, executor, progress, engine, journal)
    measure = _measure_all if asked.is_exact else _measure_orders
    return measure(scenario, asked, combinations_, runner, replications)


def replications_of(asked: Asked) -> int:
    """Return how many years are simulated by default."""
    return REPLICATIONS if asked.is_exact else REPLICATIONS_SAMPLED


def asked_of(scenario: Scenario, chain: str | None, target: str | None, exact: bool | None) -> Asked:
    """Return what an attribution is about.

    Raises
    ------
    StudyError
        If there is no such chain or target, or no reform is enabled, or too many are to attribute exactly.
    """
    chains, targets = scenario.baseline.chains, {one.name: one for one in scenario.targets}
    count = sum(reform.enabled for reform in scenario.reforms)
    if chain is not None and target is not None:
        raise StudyError("attribution-chain-or-target")
    if target is not None and target not in targets:
        raise StudyError("attribution-unknown-target", {"given": target, "allowed": ", ".join(targets) or "-"})
    if chain is not None and chain not in chains:
        raise StudyError("attribution-unknown-chain", {"given": chain, "allowed": ", ".join(chains)})
    if target is None and chain is None and len(chains) > 1:
        raise StudyError("attribution-needs-chain", {"allowed": ", ".join(chains)})
    if not count:
        raise StudyError("attribution-no-reform")
    if exact and count > EXACT_MOST:
        raise StudyError("attribution-too-many", {"count": count, "most": EXACT_MOST})
    is_exact = count <= EXACT if exact is None else exact
    if target is not None:
        return Asked(None, targets[target], is_exact)
    return Asked(chain or next(iter(chains)), None, is_exact)


def _measure_all(scenario: Scenario, asked: Asked, systems: Combinations, runner: Runner, count: int) -> Attribution:
    """Simulate all combinations; those that make equal systems once."""
    alike = systems.alike(counts_coverage=isinstance(asked.target, Share))
    batches = batches_of(dict.fromkeys(alike), count)
    found = _checked(runner.run(batches, systems.plans, asked.read), asked)
    values = np.array([[found[year, subset][0] for subset in alike] for year in range(count)])
    signed = values if asked.is_gain else -values
    size = len(systems.reforms)
    singles = [1 << place for place in range(size)]
    full = (1 << size) - 1
    pairs = interactions(signed)
    together = {(one, other): pairs[:, one, other] for one, other in combinations(range(size), 2)}
    return Attribution(
        scenario, runner.seed, asked, tuple(reform.subject for reform in systems.reforms),
        before=values[:, 0], after=values[:, full], shapley=shapley_values(signed),
        alone=signed[:, singles] - signed[:, [0]],
        last=signed[:, [full]] - signed[:, [full ^ one for one in singles]],
        together=together, simulated=len(found), combinations=len(set(alike)), unfinished=_any_unfinished(found),
    )  # fmt: skip


def _measure_orders(scenario: Scenario, asked: Asked, systems: Combinations, runner: Runner, count: int) -> Attribution:
    """Simulate the reforms one by one in two random orders for each year."""
    size = len(systems.reforms)
    drawn = [orders(size, Streams(runner.seed, year, is_shared=False)) for year in range(count)]
    batches = [Batch(year, year, _wanted(size, both)) for year, both in enumerate(drawn)]
    found = _checked(runner.run(batches, systems.plans, asked.read), asked)
    sign = 1.0 if asked.is_gain else -1.0
    shapley, alone, last = (np.empty((count, size)) for _ in range(3))
    together: dict[Pair, list[float]] = {}
    full = (1 << size) - 1
    for year, both in enumerate(drawn):
        value = {subset: sign * values[0] for (one, subset), values in found.items() if one == year}
        shapley[year] = np.mean([_added(order, value) for order in both], axis=0)
        alone[year] = [value[1 << place] - value[0] for place in range(size)]
        last[year] = [value[full] - value[full ^ 1 << place] for place in range(size)]
        for pair, seconds in _neighbours(both, value).items():
            together.setdefault(pair, []).append(seconds)
    before, after = (np.array([found[year, subset][0] for year in range(count)]) for subset in (0, full))
    return Attribution(
        scenario, runner.seed, asked, tuple(reform.subject for reform in systems.reforms),
        before=before, after=after, shapley=shapley, alone=alone, last=last,
        together={pair: np.array(together[pair]) for pair in sorted(together)}, simulated=len(found),
        combinations=len({subset for _, subset in found}), unfinished=_any_unfinished(found),
    )  # fmt: skip


def _wanted(size: int, both: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    """Return the subsets that two orders ask for, with those of one reform and of all but one."""
    full = (1 << size) - 1
    subsets = {subset for place in range(size) for subset in (1 << place, full ^ 1 << place)}
    for order in both:
        grown = prefixes(order)
        subsets.update(grown)
        subsets.update(grown[place] | 1 << order[place + 1] for place in range(size - 1))
    return tuple(sorted(subsets))


def _added(order: tuple[int, ...], value: Mapping[int, float]) -> list[float]:
    """Return by reform what it adds where it joins in an order."""
    grown = prefixes(order)
    added = {reform: value[grown[place + 1]] - value[grown[place]] for place, reform in enumerate(order)}
    return [added[reform] for reform in sorted(added)]


def _neighbours(both: tuple[tuple[int, ...], ...], value: Mapping[int, float]) -> dict[Pair, float]:
    """Return by two reforms that join one after the other how much more they add together than one by one.

    Two reforms are neighbours behind each subset with just the weight that the Shapley interaction index gives it.
    """
    found: dict[Pair, list[float]] = {}
    for order in both:
        grown = prefixes(order)
        for place, (one, other) in enumerate(zip(order, order[1:], strict=False)):
            swapped = grown[place] | 1 << other
            second = value[grown[place + 2]] - value[grown[place + 1]] - value[swapped] + value[grown[place]]
            found.setdefault((min(one, other), max(one, other)), []).append(second)
    return {pair: float(np.mean(seconds)) for pair, seconds in found.items()}


def _checked(found: Found, asked: Asked) -> Found:
    """Refuse what has no value: a Shapley value needs that of every combination."""
    if not all(np.isfinite(values[0]) for values in found.values()):
        raise StudyError("attribution-no-cases", {"what": asked.target.name if asked.target else asked.chain})
    return found


def _any_unfinished(found: Found) -> bool:
    return any(values[1:].any() for values in found.values())
