"""The cheapest package is found among many, and as surely as promised, where the truth is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from adminsim.study.search.bound import error_of, half_width, spread_of
from adminsim.study.search.hunt import Hunt
from adminsim.study.search.packages import Levels
from adminsim.study.search.proposal import Cut, propose
from adminsim.study.search.tested import Bench, Line, Side

Floats = NDArray[np.float64]
COSTS = ((0.0, 5.0), (0.0, 3.0), (0.0, 4.0), (0.0, 2.0, 4.0, 6.0), (0.0, 3.0, 6.0))


def everything(costs: Sequence[Sequence[float]]) -> list[Levels]:
    """Return all packages."""
    return list(product(*(range(len(one)) for one in costs)))


def cost(levels: Levels, costs: Sequence[Sequence[float]] = COSTS) -> float:
    return sum(one[level] for one, level in zip(costs, levels, strict=True))


class Known:
    """Packages whose margins are known, with years that vary; some years are good for all packages."""

    def __init__(self, truth: Callable[[Levels], float], seed: int, own: float = 0.01, common: float = 0.0) -> None:
        self.truth, self.seed, self.own = truth, seed, own
        self.shared = np.random.default_rng(seed).normal(size=144) * common
        self.drawn: dict[Levels, Floats] = {}
        self.asked: dict[Levels, int] = {}

    def margins(self, levels: Levels, years: int) -> tuple[Floats, Floats]:
        self.asked[levels] = max(self.asked.get(levels, 0), years)
        if levels not in self.drawn:
            random = np.random.default_rng([self.seed, *levels])
            # Spreads differ by a factor of two from package to package.
            spread = self.own * (0.7 + 0.7 * random.random())
            self.drawn[levels] = (self.truth(levels) + spread * random.normal(size=144) + self.shared)[:, None]
        values = self.drawn[levels][:years]
        return values, values

    def prepare(self, packages: Sequence[Levels], years: int) -> None:
        pass


def monotone(seed: int, costs: Sequence[Sequence[float]] = COSTS) -> Callable[[Levels], float]:
    """Return margins that rise with every level, with diminishing returns and interactions."""
    random = np.random.default_rng(seed)
    gains = [np.concatenate(([0], np.cumsum(np.sort(random.random(len(one) - 1))[::-1]))) for one in costs]
    pair = random.random()
    line = 0.35 * sum(gain[-1] for gain in gains)

    def margin(levels: Levels) -> float:
        parts = [gain[level] for gain, level in zip(gains, levels, strict=True)]
        return 0.1 * (sum(parts) + pair * min(parts[0], parts[3]) - line)

    return margin


def hunted(truth: Callable[[Levels], float], seed: int, can_hurt: Sequence[bool] = (), **noise: float) -> Hunt:
    """Return a hunt that has not begun."""
    bench = Bench(Known(truth, seed, **noise), 0.05)
    return Hunt(COSTS, can_hurt or (False,) * len(COSTS), (0.0,) * len(COSTS), bench)


@pytest.mark.parametrize("seed", range(12))
def test_without_noise_it_is_what_trying_everything_finds(seed: int) -> None:
    truth = monotone(seed)
    meeting = [cost(one) for one in everything(COSTS) if truth(one) > 0]
    hunt = hunted(truth, seed, own=1e-6)
    found = hunt.cheapest()
    assert found is not None
    assert truth(found) > 0
    assert cost(found) == min(meeting)
    assert len(hunt.bench.seen) < len(everything(COSTS)) / 1.5
    assert all(truth(one) <= 0 for one in everything(COSTS) if any(cut.excludes(one) for cut in hunt.cuts))


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_concluded_across_a_part_that_can_hurt(seed: int) -> None:
    smooth = monotone(seed)
    hurts = lambda levels: smooth(levels) - 0.12 * levels[1] * (levels[4] < 2)  # noqa: E731
    meeting = [cost(one) for one in everything(COSTS) if hurts(one) > 0]
    hunt = hunted(hurts, seed, (False, True, False, False, False), own=1e-6)
    found = hunt.cheapest()
    assert (found and cost(found)) == (min(meeting) if meeting else None)
    assert all(hurts(one) <= 0 for one in everything(COSTS) if any(cut.excludes(one) for cut in hunt.cuts))


def test_where_nothing_meets_the_line_everything_is_excluded() -> None:
    hunt = hunted(lambda levels: -0.5 + 0.01 * sum(levels), 1)
    assert hunt.cheapest() is None
    assert all(any(cut.excludes(one) for cut in hunt.cuts) for one in everything(COSTS))
    assert len(hunt.bench.seen) == 2


def tried(costs: Sequence[Sequence[float]], cuts: Sequence[Cut]) -> Levels | None:
    """Return what `propose` does, by trying everything: quicker where there is little."""
    left = np.ones(len(ORDERED), dtype=bool)
    for cut in cuts:
        exact = np.array(cut.is_exact)
        left &= ~np.where(exact, cut.levels == ORDERED, cut.levels >= ORDERED).all(axis=1)
    return tuple(ORDERED[left.argmax()].tolist()) if left.any() else None


ORDERED = np.array(sorted(everything(COSTS), key=cost))


@pytest.mark.parametrize("repetitions", [60, pytest.param(500, marks=pytest.mark.thorough)])
@pytest.mark.parametrize("common", [0.0, 0.02])
def test_it_is_right_at_least_as_often_as_promised(
    common: float, repetitions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adminsim.study.search.hunt.propose", tried)
    wrong = 0
    for seed in range(repetitions):
        truth = monotone(seed)
        hunt = hunted(truth, seed, own=0.02, common=common)
        found = hunt.cheapest()
        open_ones = set(hunt.undecided)
        cheaper = [one for one in everything(COSTS) if truth(one) > 0 and (found is None or cost(one) < cost(found))]
        is_right = (found is None or truth(found) > 0) and all(one in open_ones for one in cheaper)
        wrong += not is_right
    assert wrong <= 0.05 * repetitions


def test_what_lies_just_on_the_line_stays_undecided_and_is_told() -> None:
    hunt = hunted(lambda levels: 0.0 if levels == (0, 1, 0, 0, 0) else 0.2 * (cost(levels) > 5) - 0.1, 3)
    hunt.can_hurt = (True,) * 5
    found = hunt.cheapest()
    assert hunt.undecided == [(0, 1, 0, 0, 0)]
    assert found is not None
    assert cost(found) == 6.0


def test_statements_hold_at_every_look_at_once() -> None:
    random = np.random.default_rng(5)
    others = [random.normal(0, 0.02, 8) for _ in range(30)]
    spread, wrong, repetitions = spread_of(others), 0, 2000
    error = error_of(1, 0.1, 1, 7)
    for _ in range(repetitions):
        values = random.normal(0, 0.02, 55)
        wrong += any(
            abs(values[:look].mean()) > half_width(values[:look], spread, error) for look in (3, 5, 8, 13, 21, 34, 55)
        )
    assert wrong <= 0.05 * repetitions * 1.25


def test_spreads_that_resemble_each_other_are_taken_together() -> None:
    random = np.random.default_rng(2)
    alike = spread_of([random.normal(0, 3.0, 5) for _ in range(400)])
    assert alike.freedom > 50
    assert alike.variance == pytest.approx(9.0, rel=0.1)
    # Variances drawn from a scaled inverse chi-square distribution with 6 degrees of freedom around 4.
    drawn = [random.normal(0, np.sqrt(4.0 * 6 / random.chisquare(6)), 12) for _ in range(3000)]
    unlike = spread_of(drawn)
    assert unlike.freedom == pytest.approx(6, rel=0.15)
    assert unlike.variance == pytest.approx(4, rel=0.1)
    assert spread_of(drawn[:3]).freedom == 0


@pytest.mark.parametrize("seed", range(20))
def test_the_proposal_is_the_cheapest_that_no_cut_excludes(seed: int) -> None:
    random = np.random.default_rng(seed)
    every = everything(COSTS)
    exact = tuple(bool(one) for one in random.integers(0, 2, len(COSTS)))
    cuts = [Cut(every[random.integers(len(every))], exact) for _ in range(6)]
    cuts += [Cut(every[random.integers(len(every))], (True,) * len(COSTS)), Cut((0, 1, 1, 1, 1), (False,) * len(COSTS))]
    left = [one for one in every if not any(cut.excludes(one) for cut in cuts)]
    found = propose(COSTS, cuts)
    assert found in left
    assert cost(found) == min(map(cost, left))


def test_nothing_is_proposed_where_all_is_excluded() -> None:
    assert propose(COSTS, [Cut(tuple(len(one) - 1 for one in COSTS), (False,) * len(COSTS))]) is None


class OnTheLine(Known):
    """Packages that lie just on the line in all years."""

    def __init__(self) -> None:
        super().__init__(lambda levels: 0.0, 1, own=0.0)


@pytest.mark.parametrize(
    ("line", "side", "years"),
    [
        (Line(is_certain=True), Side.MEETS, 3),
        (Line(is_certain=True, is_strict=True), Side.FAILS, 3),
        # A share of all: not one case was found without, as long as one may look.
        (Line(), Side.MEETS, 89),
        (Line(is_strict=True), Side.FAILS, 89),
    ],
)
def test_what_lies_on_the_line_in_all_years_is_judged_as_a_target_is(line: Line, side: Side, years: int) -> None:
    bench = Bench(OnTheLine(), 0.05, lines=(line,))
    assert bench.side((0, 0, 0, 0, 0)) is side
    assert bench.seen[0, 0, 0, 0, 0] == years
    raised = Bench(OnTheLine(), 0.05, lines=(line,), raised=0.1)
    assert raised.side((0, 0, 0, 0, 0)) is Side.FAILS


def test_more_years_are_taken_only_while_undecided() -> None:
    bench = Bench(Known(lambda levels: 0.5 if levels[0] else 0.001, 1), 0.05)
    for levels in [(1, 0, 0, 0, number) for number in range(3)] + [(1, 0, 1, 0, number) for number in range(3)]:
        bench.side(levels)
    known = bench.evaluator.asked  # type: ignore[attr-defined]
    assert bench.side((1, 1, 1, 3, 2)) is Side.MEETS
    assert known[1, 1, 1, 3, 2] == 3
    assert bench.side((0, 0, 0, 0, 0)) is Side.UNDECIDED
    assert known[0, 0, 0, 0, 0] == 89
