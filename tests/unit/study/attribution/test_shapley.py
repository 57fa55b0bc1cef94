"""Shapley values and interactions against hand-made value functions, exact and from sampled orders."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from adminsim.engine.streams import Streams
from adminsim.study.attribution.contributions import Asked, Contributions, measure_orders
from adminsim.study.attribution.shapley import interactions, orders, prefixes, shapley_values
from adminsim.study.findings.estimate import estimate


def additive(*worth: float) -> NDArray[np.float64]:
    """Return the value function in which each player adds what it is worth."""
    return np.array([sum(w for i, w in enumerate(worth) if s >> i & 1) for s in range(2 ** len(worth))], dtype=float)


def by_orders(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Shapley values by their definition: what joining adds, on the mean over all orders."""
    count = int(np.log2(len(values)))
    every = list(permutations(range(count)))
    found = np.zeros(count)
    for order in every:
        grown = prefixes(order)
        for place, player in enumerate(order):
            found[player] += (values[grown[place + 1]] - values[grown[place]]) / len(every)
    return found


def test_players_who_only_add_get_what_they_add_and_do_not_interact() -> None:
    values = additive(3.0, -1.0, 0.5)
    assert shapley_values(values) == pytest.approx([3.0, -1.0, 0.5], abs=1e-12)
    assert interactions(values) == pytest.approx(np.zeros((3, 3)), abs=1e-12)


def test_gloves_by_hand() -> None:
    # One left glove (player 0), two right ones: a pair is worth 1. The owner of the left one gets 2/3.
    gloves = np.array([float(s & 1 and s >> 1 > 0) for s in range(8)])
    assert shapley_values(gloves) == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    # v(S+0+1) - v(S+0) - v(S+1) + v(S) is 1 without player 2 and 0 with it; both weigh one half.
    assert interactions(gloves)[0, 1] == pytest.approx(0.5)
    assert interactions(gloves)[1, 2] == pytest.approx(-0.5)


def test_two_who_do_the_same_share_it_and_interact_by_less_than_nothing() -> None:
    either = np.array([0.0, 4.0, 4.0, 4.0])
    assert shapley_values(either).tolist() == [2.0, 2.0]
    assert interactions(either)[0, 1] == -4.0


def test_a_player_who_never_changes_anything_gets_exactly_nothing() -> None:
    three = np.random.default_rng(1).normal(size=8)
    values = np.array([three[s & 3 | (s >> 3 & 1) << 2] for s in range(16)])
    assert shapley_values(values)[2] == 0.0
    assert not interactions(values)[2].any()


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.floats(-100, 100), min_size=2**n, max_size=2**n)))
def test_values_are_the_mean_over_all_orders_and_add_up(drawn: list[float]) -> None:
    values = np.array(drawn)
    found = shapley_values(values)
    assert found == pytest.approx(by_orders(values), abs=1e-9)
    assert found.sum() == pytest.approx(values[-1] - values[0], abs=1e-9)


def test_years_are_taken_one_by_one() -> None:
    years = np.stack([additive(1.0, 2.0), additive(5.0, 7.0)])
    assert shapley_values(years) == pytest.approx(np.array([[1.0, 2.0], [5.0, 7.0]]))


def test_an_order_and_its_reverse_are_drawn_by_seed_and_year() -> None:
    order, back = orders(9, Streams(1, 0))
    assert sorted(order) == list(range(9))
    assert back == order[::-1]
    assert orders(9, Streams(1, 0)) == (order, back)
    assert len({orders(9, Streams(1, year))[0] for year in range(20)}) == 20


class _Systems:
    def __init__(self, count: int) -> None:
        self.reforms = (None,) * count

    def plans(self, subset: int) -> int:
        return subset


class _Runner:
    """Knows the value of every subset in every year; more of it is better."""

    seed = 7

    def __init__(self, values: NDArray[np.float64]) -> None:
        self._values = values

    def run(self, batches, plans_of, read):  # type: ignore[no-untyped-def]
        return {
            (b.replication, s): np.array([self._values[b.replication, s], 1.0]) for b in batches for s in b.variants
        }


def sampled(values: NDArray[np.float64]) -> Contributions:
    """Return what sampled orders find where values are known; they are of what is to be cut."""
    count = int(values.shape[1]).bit_length() - 1
    asked = Asked("permit", None, is_exact=False)
    return measure_orders(asked, _Systems(count), _Runner(-values), len(values))  # type: ignore[arg-type]


def test_sampled_orders_add_up_in_every_year_whatever_is_drawn() -> None:
    years = np.random.default_rng(3).normal(size=(6, 32))
    found = sampled(years)
    assert found.shapley.sum(axis=1) == pytest.approx(years[:, -1] - years[:, 0])
    assert found.alone == pytest.approx(years[:, [1, 2, 4, 8, 16]] - years[:, [0]])
    assert found.last == pytest.approx(years[:, [31]] - years[:, [30, 29, 27, 23, 15]])


def test_bounds_of_sampled_orders_hold_the_exact_value() -> None:
    # The same values every year: all that varies is which orders are drawn, and the interval has to say so.
    values = np.random.default_rng(5).normal(size=64)
    found, inside = sampled(np.tile(values, (3000, 1))), 0
    for first in range(0, 3000, 30):
        rows = found.shapley[first : first + 30]
        bounds = [estimate(rows[:, player]) for player in range(6)]
        inside += sum(b.low <= v <= b.high for b, v in zip(bounds, shapley_values(values), strict=True))
        assert all(b.half_width > 0 for b in bounds)
    assert 0.92 <= inside / 600 <= 0.98
    assert found.shapley.mean(axis=0) == pytest.approx(shapley_values(values), abs=0.03)


def test_interactions_of_neighbours_are_those_of_all_subsets() -> None:
    values = np.random.default_rng(8).normal(size=32)
    found = sampled(np.tile(values, (4000, 1)))
    exact = interactions(values)
    for (one, other), seconds in found.together.items():
        bounds = estimate(seconds, 0.9999)
        assert bounds.low <= exact[one, other] <= bounds.high
        assert bounds.half_width < 0.5
    assert len(found.together) == 10
