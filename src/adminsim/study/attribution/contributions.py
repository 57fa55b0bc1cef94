"""What reforms contribute to a value: from all their combinations, or from sampled orders of introducing them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.streams import Streams
from adminsim.study.attribution.shapley import interactions, orders, prefixes, shapley_values
from adminsim.study.errors import StudyError
from adminsim.study.findings.estimate import Sample
from adminsim.study.many.variants import ReadMean, ReadTargets, batches_by_year, batches_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from adminsim.model.target import Target
    from adminsim.study.attribution.combinations import Combinations
    from adminsim.study.many.variants import Read, Runner

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
        return self.target is not None and not self.target.less_is_better

    @property
    def unit(self) -> str:
        """Unit of the value: ``d``, ``h``, ``share`` or ``count``."""
        return self.target.unit if self.target is not None else "d"


@dataclass(frozen=True)
class Contributions:
    """What each reform contributes to a value, year by year.

    Contributions are positive where a reform improves the value: days saved, or share gained. A year counts by its
    cases: values by year are those of `Sample.by_replication`, whose mean is the value over the cases of all years.

    Attributes
    ----------
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

    before: NDArray[np.float64]
    after: NDArray[np.float64]
    shapley: NDArray[np.float64]
    alone: NDArray[np.float64]
    last: NDArray[np.float64]
    together: Mapping[Pair, NDArray[np.float64]]
    simulated: int
    combinations: int
    unfinished: bool


def measure_all(asked: Asked, systems: Combinations, runner: Runner, count: int) -> Contributions:
    """Simulate all combinations; those that make equal systems once."""
    alike = systems.alike(counts_coverage=asked.target is not None and asked.target.counts_coverage)
    batches = batches_of(dict.fromkeys(alike), count)
    found = runner.run(batches, systems.plans, asked.read)
    values = np.column_stack([_by_year(found, subset, count) for subset in alike])
    signed = values if asked.is_gain else -values
    size = len(systems.reforms)
    singles = [1 << place for place in range(size)]
    full = (1 << size) - 1
    pairs = interactions(signed)
    together = {(one, other): pairs[:, one, other] for one, other in combinations(range(size), 2)}
    return _checked(
        Contributions(
            before=values[:, 0], after=values[:, full], shapley=shapley_values(signed),
            alone=signed[:, singles] - signed[:, [0]],
            last=signed[:, [full]] - signed[:, [full ^ one for one in singles]],
            together=together, simulated=len(found), combinations=len(set(alike)), unfinished=_any_unfinished(found),
        ), asked,
    )  # fmt: skip


def measure_orders(asked: Asked, systems: Combinations, runner: Runner, count: int) -> Contributions:
    """Simulate the reforms one by one in two random orders for each year."""
    size = len(systems.reforms)
    drawn = [orders(size, Streams(runner.seed, year, is_shared=False)) for year in range(count)]
    ends = _at_both_ends(size)
    batches = batches_by_year(ends, [_between(size, both, ends) for both in drawn])
    found = runner.run(batches, systems.plans, asked.read)
    sign = 1.0 if asked.is_gain else -1.0
    by_year: list[dict[int, NDArray[np.float64]]] = [{} for _ in range(count)]
    for (year, subset), values in found.items():
        by_year[year][subset] = values
    # What a year weighs: how many cases the value without reforms is taken over, if each subset has any.
    over = np.array([float(one[0][1]) if all(values[1] for values in one.values()) else 0.0 for one in by_year])
    shapley, alone, last = (np.full((count, size), np.nan) for _ in range(3))
    together: dict[Pair, dict[int, float]] = {}
    full = (1 << size) - 1
    for year in np.flatnonzero(over).tolist():
        value = {subset: sign * values[0] for subset, values in by_year[year].items()}
        shapley[year] = np.mean([_added(order, value) for order in drawn[year]], axis=0)
        alone[year] = [value[1 << place] - value[0] for place in range(size)]
        last[year] = [value[full] - value[full ^ 1 << place] for place in range(size)]
        for pair, seconds in _neighbours(drawn[year], value).items():
            together.setdefault(pair, {})[year] = seconds
    before, after = (np.array([found[year, subset][0] for year in range(count)]) for subset in (0, full))
    pairs = {pair: Sample.of(list(together[pair].values()), over[list(together[pair])]) for pair in sorted(together)}
    return _checked(
        Contributions(
            before=Sample(before, over).by_replication, after=Sample(after, over).by_replication,
            shapley=_by_column(shapley, over), alone=_by_column(alone, over), last=_by_column(last, over),
            together={pair: sample.by_replication for pair, sample in pairs.items()}, simulated=len(found),
            combinations=len({subset for _, subset in found}), unfinished=_any_unfinished(found),
        ), asked,
    )  # fmt: skip


def _by_column(values: NDArray[np.float64], over: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([Sample(column, over).by_replication for column in values.T])


def _at_both_ends(size: int) -> tuple[int, ...]:
    """Return the subsets that every order asks for: of no reform, of one, of all but one, and of all."""
    full = (1 << size) - 1
    singles = [1 << place for place in range(size)]
    return tuple(sorted({0, *singles, *(full ^ one for one in singles), full}))


def _between(size: int, both: tuple[tuple[int, ...], ...], ends: Iterable[int]) -> tuple[int, ...]:
    """Return the other subsets that two orders ask for."""
    subsets: set[int] = set()
    for order in both:
        grown = prefixes(order)
        subsets.update(grown)
        subsets.update(grown[place] | 1 << order[place + 1] for place in range(size - 1))
    return tuple(sorted(subsets.difference(ends)))


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
        for place, (one, other) in enumerate(pairwise(order)):
            swapped = grown[place] | 1 << other
            second = value[grown[place + 2]] - value[grown[place + 1]] - (value[swapped] - value[grown[place]])
            found.setdefault((min(one, other), max(one, other)), []).append(second)
    return {pair: float(np.mean(seconds)) for pair, seconds in found.items()}


def _by_year(found: Found, subset: int, count: int) -> NDArray[np.float64]:
    """Return a value by year, as it can be added and paired: its mean is the one over all cases."""
    values = np.array([found[year, subset][:2] for year in range(count)])
    return Sample(values[:, 0], values[:, 1]).by_replication


def _checked(found: Contributions, asked: Asked) -> Contributions:
    """Refuse what has no value: a Shapley value needs that of every combination in some year."""
    if not np.isfinite(found.shapley).all():
        raise StudyError("attribution-no-cases", {"what": asked.target.name if asked.target else asked.chain})
    return found


def _any_unfinished(found: Found) -> bool:
    return any(values[2:4].any() for values in found.values())
