"""Measuring side by side: several rounds that alternate between the sides, medians, spread, and equal answers."""

from __future__ import annotations

import gc
import math
import os
import resource
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

T_999 = (636.62, 31.6, 12.92, 8.61, 6.87, 5.96, 5.41, 5.04, 4.78)
"""Quantiles 0.9995 of Student's t for 1 to 9 degrees of freedom."""

FOREIGN = 0.05
"""The share of the machine that other processes may take in a round that counts."""
STAT = Path("/proc/stat")

Side = Callable[[int], tuple[float, Any]]
"""Does its task for the round of this number; returns the seconds (by case, where sizes differ) and the answer."""


@dataclass
class Measured:
    """The times and answers of one side, one for each round."""

    times: list[float] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The median of the times."""
        return statistics.median(self.times)


def seconds(task: Callable[..., Any], *given: Any, **named: Any) -> tuple[float, Any]:
    """Return how long a task takes, and what it returns."""
    gc.collect()
    start = time.perf_counter()
    answer = task(*given, **named)
    return time.perf_counter() - start, answer


def alternate(
    sides: Mapping[str, Side], rounds: int, fewer: Mapping[str, int] | None = None, *, is_quiet_only: bool = False
) -> dict[str, Measured]:
    """Let the sides take turns, so that whatever else the machine does falls on all of them.

    Parameters
    ----------
    fewer : mapping of str to int, optional
        Sides that take part in the first rounds only, with their number of rounds.
    is_quiet_only : bool
        Whether rounds in which other processes took more than `FOREIGN` of the machine are thrown away and made again,
        as many as there are rounds at the most; what remains busy then counts.
    """
    found = {name: Measured() for name in sides}
    number, left = 0, rounds if is_quiet_only else 0
    while number < rounds:
        turn = list(sides) if number % 2 == 0 else list(reversed(sides))
        begun = _busy_s()
        ran = {name: sides[name](number) for name in turn if number < (fewer or {}).get(name, rounds)}
        if left and _foreign_share(begun, _busy_s()) > FOREIGN:
            left -= 1
            continue
        for name, (took, answer) in ran.items():
            found[name].times.append(took)
            found[name].answers.append(answer)
        number += 1
    return found


def _busy_s() -> tuple[float, float, float]:
    """Return the seconds that the machine has worked, that this process and its children have, and the clock."""
    own = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    if not STAT.exists():
        return own, own, time.perf_counter()
    user, nice, system, _, _, irq, softirq, *_ = map(int, STAT.read_text(encoding="ascii").split("\n")[0].split()[1:])
    ticks = os.sysconf("SC_CLK_TCK")
    return (user + nice + system + irq + softirq) / ticks, own, time.perf_counter()


def _foreign_share(begun: tuple[float, float, float], ended: tuple[float, float, float]) -> float:
    """Return the share of all cores that other processes took in between."""
    busy, own, took = (last - first for first, last in zip(begun, ended, strict=True))
    return max(busy - own, 0.0) / (took * (os.cpu_count() or 1))


def in_figures(found: Mapping[str, Measured]) -> dict[str, dict[str, float]]:
    """Return the median, the spread and the number of rounds of every side."""
    return {
        name: {"median": side.median, "min": min(side.times), "max": max(side.times), "rounds": len(side.times)}
        for name, side in found.items()
    }


def demand_equal(found: Mapping[str, Measured], *sides: str) -> str:
    """Refuse figures of sides whose answers are not the same in every round; return what was checked."""
    first, *others = sides
    for other in others:
        for number, pair in enumerate(zip(found[first].answers, found[other].answers, strict=False)):
            if pair[0] != pair[1]:
                raise SystemExit(
                    f"the answers of {first} and {other} differ in round {number + 1}: {_difference(*pair)}"
                )
    return f"{' = '.join(sides)} in every round"


def _difference(one: Any, other: Any) -> str:
    """Return what differs, by name where there are names."""
    if isinstance(one, dict) and isinstance(other, dict):
        return ", ".join(sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name)))
    return f"{one} and {other}"


def demand_near(what: str, ours: list[float], theirs: list[float]) -> str:
    """Refuse means that lie further apart than 99.9 % of the differences that chance makes; return what was checked."""
    first, second = statistics.fmean(ours), statistics.fmean(theirs)
    if min(len(ours), len(theirs)) < 2:
        return f"{what}: {first:.3f} and {second:.3f}, one round each"
    errors = [statistics.variance(values) / len(values) for values in (ours, theirs)]
    bound = T_999[min(len(ours), len(theirs), len(T_999) + 1) - 2] * math.sqrt(sum(errors))
    if abs(first - second) > bound:
        raise SystemExit(f"{what} differs: {first:.4f} and {second:.4f}, more than {bound:.4f} apart")
    return f"{what} {first:.3f} and {second:.3f}, at most {bound:.3f} apart"
