"""Kinds of cases: by type, by the milestones that they pass, and by how long they take where there are several.

What differs with a letter differs here. And a case that is slow at one milestone is slow at the next: were each delay
drawn by itself, sums would be too even, so the cases that pass several milestones are told apart by their
pace.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from adminsim.logs.censoring import weights_of
from adminsim.logs.milestones import NEVER
from adminsim.logs.paces import paces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.milestones import Cases

    Floats = NDArray[np.float64]

LEAST = 12
"""Cases that a kind needs for figures of its own."""
LEAST_OF_WAY = 5
"""Cases of all types that a way of passing the milestones needs; fewer go the nearest way with less of them."""
PER_CLASS = 6
"""Cases that a class of length needs."""
UNDECIDED = "undecided"
LONGEST = 60
"""Letters of a name."""
_SIGN = "+"
FEW_CLASSES, MOST_CLASSES, PER_CLASS_OF_MANY = 3, 10, 20
"""Classes of length that small logs are told apart by, and large ones, with the cases that each then needs."""


@dataclass(frozen=True, order=True)
class WayPassed:
    """How cases pass the milestones.

    Attributes
    ----------
    passed : tuple of bool
        For each milestone whether these cases reach it.
    decides : bool
        Whether they are decided; those that are not leave after the last milestone that they pass.
    length : int, of : int
        How long they take: which of so many classes.
    """

    passed: tuple[bool, ...]
    decides: bool = True
    length: int = 0
    of: int = 1


@dataclass(frozen=True)
class CaseKind:
    """Cases of one type that pass the same milestones.

    Attributes
    ----------
    name : str
        The type, and behind it what else is passed, such as ``shop+letter+papers``.
    type : int
        Number of the type.
    way : WayPassed
        How they pass the milestones.
    """

    name: str
    type: int
    way: WayPassed

    @property
    def passed(self) -> tuple[bool, ...]:
        """For each milestone whether these cases reach it."""
        return self.way.passed

    @property
    def is_decided(self) -> bool:
        """Whether these cases are decided at all."""
        return self.way.decides


@dataclass(frozen=True)
class Sorted:
    """Cases by kind.

    Attributes
    ----------
    cases : Cases
        The cases of a window, with everything hidden that came after its end.
    weights : ndarray of float64
        How many each stands for; 0 for those not decided.
    kinds : tuple of CaseKind
        In the order of types and milestones.
    kind : ndarray of int64
        The kind of each case.
    """

    cases: Cases
    weights: Floats
    kinds: tuple[CaseKind, ...]
    kind: NDArray[np.int64]

    def shares(self, draws: NDArray[np.int64] | None = None) -> Floats:
        """Return the share of each kind; of decided cases by their weights, so that cut cases are not forgotten."""
        rows = np.arange(len(self.cases)) if draws is None else draws
        weights = self.weights[rows] if draws is None else _weights_again(self.cases, rows)
        return shares_of(self.kinds, self.cases.types[rows], self.kind[rows], weights)


def sort_cases(cases: Cases) -> Sorted:
    """Sort the cases of a window into kinds; what is known of them is what was known at its end, `cases.end`."""
    weights = weights_of(cases.begun, cases.decided, cases.end)
    way, ways = _ways(cases, weights)
    kinds: list[CaseKind] = []
    kind = np.full(len(cases), -1)
    for number, name in enumerate(cases.type_names):
        for place, one in enumerate(ways):
            mine = (cases.types == number) & (way == place)
            if mine.any():
                kind[mine] = len(kinds)
                kinds.append(CaseKind(_called(name, one, ways, cases), number, one))
    return Sorted(cases, weights, tuple(kinds), kind)


def _ways(cases: Cases, weights: Floats) -> tuple[NDArray[np.int64], list[WayPassed]]:
    """Return how each case passes the milestones, and the ways that there are."""
    passed = cases.at != NEVER
    passed[:, 0] = True
    is_decided = cases.decided != NEVER
    ways: list[WayPassed] = []
    way = np.full(len(cases), -1)
    for decides in (True, False):
        mine = np.flatnonzero(is_decided == decides)
        known = _patterns(passed[mine]) if len(mine) else ()
        pattern = np.array([_nearest(tuple(row), known) for row in passed[mine].tolist()], dtype=np.int64)
        for place, one in enumerate(known):
            rows = mine[pattern == place]
            several = decides and sum(one[1 : cases.deciding + 1]) > 1
            of = _classes(len(rows)) if several else 1
            way[rows] = len(ways) + (paces(_delays(cases, rows, one), weights[rows], of) if of > 1 else 0)
            ways += [WayPassed(one, decides, length, of) for length in range(of)]
    return way, ways


def shares_of(
    kinds: tuple[CaseKind, ...], types: NDArray[np.int64], kind: NDArray[np.int64], weights: Floats
) -> Floats:
    """Return the share of each kind in all cases.

    The share of a type is that of all its cases; within it, decided kinds have their weights, and what is missing to
    one is never decided, by whatever milestones such cases pass. Weights that add up to more are scaled.
    """
    number = len(types)
    found = np.zeros(len(kinds))
    by_kind = np.bincount(kind, weights=weights, minlength=len(kinds))
    counts = np.bincount(kind, minlength=len(kinds))
    for one in sorted({kind.type for kind in kinds}):
        mine = [place for place, each in enumerate(kinds) if each.type == one]
        size = float((types == one).sum())
        decided = [place for place in mine if kinds[place].is_decided]
        sum_decided = float(by_kind[decided].sum())
        never = [place for place in mine if not kinds[place].is_decided]
        if not never or sum_decided > size:
            scale = size / sum_decided if sum_decided > 0 else 0.0
        else:
            scale = 1.0
            found[never] = (size - sum_decided) / number * counts[never] / max(counts[never].sum(), 1)
        found[decided] = by_kind[decided] * scale / number
    total = found.sum()
    return found / total if total > 0 else found


def _weights_again(cases: Cases, rows: NDArray[np.int64]) -> Floats:
    return weights_of(cases.begun[rows], cases.decided[rows], cases.end)


def _patterns(passed: NDArray[np.bool_]) -> tuple[tuple[bool, ...], ...]:
    """Return the ways of passing milestones with enough cases; what all pass is one where some cases fit no other."""
    ways, counts = np.unique(passed, axis=0, return_counts=True)
    rows: list[tuple[bool, ...]] = [tuple(row) for row in ways.tolist()]
    found = [row for row, count in zip(rows, counts.tolist(), strict=True) if count >= LEAST_OF_WAY]
    if not all(any(_covers(row, way) for way in found) for row in rows):
        found.append(tuple(bool(passed[:, place].all()) for place in range(passed.shape[1])))
    return tuple(sorted(set(found), key=lambda way: (sum(way), [not one for one in way])))


def _covers(row: tuple[bool, ...], way: tuple[bool, ...]) -> bool:
    return all(one or not other for one, other in zip(row, way, strict=True))


def _nearest(row: tuple[bool, ...], known: tuple[tuple[bool, ...], ...]) -> int:
    """Return the richest way that passes nothing which the case did not pass."""
    fitting = [place for place, way in enumerate(known) if _covers(row, way)]
    return max(fitting, key=lambda place: (sum(known[place]), -place)) if fitting else 0


def _delays(cases: Cases, rows: NDArray[np.int64], passed: tuple[bool, ...]) -> list[Floats]:
    """Return the times between the milestones that cases pass up to the decision."""
    places = [place for place in range(cases.deciding + 1) if passed[place]]
    return [(cases.at[rows, after] - cases.at[rows, before]).astype(float) for before, after in pairwise(places)]


def _classes(size: int) -> int:
    """Return how many classes of length so many cases are told apart by."""
    few = min(max(size // PER_CLASS, 1), FEW_CLASSES)
    return max(few, min(size // PER_CLASS_OF_MANY, MOST_CLASSES))


def _called(name: str, way: WayPassed, ways: list[WayPassed], cases: Cases) -> str:
    """Return a type with the milestones that these cases pass and others do not, and how long they take."""
    differing = [
        place
        for place in range(1, len(way.passed))
        if not way.decides or not all(one.passed[place] for one in ways if one.decides)
    ]
    parts = [name, *(cases.names[place] for place in differing if way.passed[place])]
    parts += [f"pace-{way.length + 1}-of-{way.of}"] if way.of > 1 else []
    parts += [] if way.decides else [UNDECIDED]
    called = _SIGN.join(part for part in parts if part)
    return called if len(called) <= LONGEST else f"{name}{_SIGN}way-{ways.index(way) + 1}"
