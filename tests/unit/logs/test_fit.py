"""The figures of a fit are right where the right ones are known."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from adminsim.logs.arrivals import by_week_of
from adminsim.logs.bootstrap import effective_size, rate_bounds, share_bounds, sizes_by_place
from adminsim.logs.censoring import weighted_mean, weighted_quantile, weights_of
from adminsim.logs.knots import knots_of, mean_of
from adminsim.logs.log_distances import Events, log_distances
from adminsim.logs.measures import Measured, bounds
from adminsim.logs.milestones import NEVER

DAY = 86400


def test_weights_undo_what_the_end_of_a_log_hides() -> None:
    stream = np.random.default_rng(7)
    begun = stream.integers(0, 400 * DAY, 40_000)
    took = (stream.exponential(60, 40_000) * DAY).astype(np.int64)
    cut = 400 * DAY
    decided = np.where(begun + took < cut, begun + took, NEVER)
    weights = weights_of(begun, decided, cut)
    days = took / DAY
    naive = days[decided != NEVER].mean()
    assert naive < 53
    assert weighted_mean(days, weights) == pytest.approx(60, rel=0.03)
    assert weighted_quantile(days, weights, np.array([0.5]))[0] == pytest.approx(60 * np.log(2), rel=0.03)
    assert weights.sum() / len(weights) == pytest.approx(1, rel=0.02)


def test_cases_that_are_never_decided_are_what_the_weights_leave() -> None:
    stream = np.random.default_rng(8)
    begun = stream.integers(0, 1000 * DAY, 20_000)
    never = stream.random(20_000) < 0.3
    took = (stream.exponential(10, 20_000) * DAY).astype(np.int64)
    decided = np.where(never | (begun + took >= 1000 * DAY), NEVER, begun + took)
    weights = weights_of(begun, decided, 1000 * DAY)
    assert weights.sum() / len(weights) == pytest.approx(0.7, abs=0.01)


@pytest.mark.parametrize("seed", range(5))
def test_knots_keep_the_mean_and_do_not_fall(seed: int) -> None:
    stream = np.random.default_rng(seed)
    sample = stream.lognormal(3, 1.2, 200)
    weights = stream.random(200)
    knots = knots_of(sample, weights)
    assert len(knots) == 21
    assert (np.diff(knots) >= -1e-9).all()
    assert knots[0] >= 0
    assert mean_of(knots) == pytest.approx(weighted_mean(sample, weights), rel=1e-9)


def test_knots_of_a_uniform_sample_lie_on_a_line() -> None:
    sample = (np.arange(2000) + 0.5) / 2000
    assert knots_of(sample, np.ones(2000)) == pytest.approx(np.linspace(0, 1, 21), abs=2e-3)


def test_wilson_and_weekly_intervals_have_their_textbook_values() -> None:
    found = share_bounds(0.2, 50)
    assert (found.low, found.high) == pytest.approx((0.11244, 0.33037), abs=1e-4)
    week = rate_bounds(np.array([7, 7, 7, 7]), 1.0)
    assert week.low < 1 < week.high


def test_weeks_begin_on_monday_and_only_whole_ones_count() -> None:
    monday = int(np.datetime64("2018-01-01", "s").astype(np.int64))
    begun = monday + DAY * np.array([-1, 0, 6, 7, 8, 13, 14, 20, 21])
    assert by_week_of(begun, monday - 3 * DAY, monday + 20 * DAY).tolist() == [2, 3]
    assert by_week_of(begun, monday, monday + 21 * DAY).tolist() == [2, 3, 2]
    assert by_week_of(begun, monday + 1, monday + 5 * DAY).tolist() == []


def test_equal_cases_are_worth_their_number_and_few_heavy_ones_less() -> None:
    ones = np.ones(50)
    assert effective_size(ones, np.arange(50) < 10) == pytest.approx(50)
    assert effective_size(ones, np.arange(50) < 50) == pytest.approx(50)
    heavy = np.where(np.arange(50) < 5, 4.0, 1.0)
    # By hand: the share is 20/65, its variance (5 * 16 * (45/65)^2 + 45 * (20/65)^2) / 65^2.
    share = 20 / 65
    variance = (80 * (1 - share) ** 2 + 45 * share**2) / 65**2
    assert effective_size(heavy, np.arange(50) < 5) == pytest.approx(share * (1 - share) / variance)
    shares, sizes = sizes_by_place(heavy)
    assert (shares[4], sizes[4]) == pytest.approx((share, share * (1 - share) / variance))


def test_intervals_of_quantiles_hold_them_as_often_as_promised_where_a_log_ends() -> None:
    """Times are exponential, so that the true P90 is 60 ln 10; a third of the slow cases is hidden by the end."""
    hits, repetitions = {"median": 0, "p90": 0}, 400
    truth = {"median": 60 * np.log(2), "p90": 60 * np.log(10)}
    for seed in range(repetitions):
        stream = np.random.default_rng([11, seed])
        begun = stream.integers(0, 300 * DAY, 200)
        took = (stream.exponential(60, 200) * DAY).astype(np.int64)
        cut = 360 * DAY
        decided = np.where(begun + took < cut, begun + took, NEVER)
        weights = weights_of(begun, decided, cut)
        days = np.where(decided == NEVER, np.nan, took / DAY)
        no = np.zeros(200, dtype=np.bool_)
        found = Measured(days, days, np.full(200, np.nan), no, no, no, False, False)
        rows = np.arange(200)[None, :].repeat(2, axis=0)
        told = bounds(found, weights, rows, weights[rows])
        for name in hits:
            hits[name] += told[name].low <= truth[name] <= told[name].high
    for name, held in hits.items():
        assert 0.93 <= held / repetitions <= 0.975, name


def plain_distances(one: list[list[tuple[int, int]]], other: list[list[tuple[int, int]]]) -> dict[str, float]:
    """Compute the distances from their definitions, event by event: cases are lists of (activity, second)."""

    def w1(a: list[float], b: list[float]) -> float:
        points = sorted({*a, *b})
        total = 0.0
        for low, high in pairwise(points):
            total += abs(sum(x <= low for x in a) / len(a) - sum(x <= low for x in b) / len(b)) * (high - low)
        return total

    def grams(log: list[list[tuple[int, int]]]) -> Counter[tuple[int, ...]]:
        found: Counter[tuple[int, ...]] = Counter()
        for case in log:
            line = [-1, -1, *(what for what, _ in sorted(case, key=lambda event: event[1])), -1, -1]
            found.update(tuple(line[n : n + 3]) for n in range(len(line) - 2))
        return found

    logs = (one, other)
    g, h = map(grams, logs)
    ends = [[max(t for _, t in case) - min(t for _, t in case) for case in log] for log in logs]
    shortest = min(min(ends[0]), min(ends[1]))
    begins = [[min(t for _, t in case) for case in log] for log in logs]
    first = min(min(begins[0]), min(begins[1])) // 3600 * 3600
    circadian = []
    for weekday in range(7):
        a, b = ([t % DAY // 3600 for case in log for _, t in case if (t // DAY + 3) % 7 == weekday] for log in logs)
        circadian.append(w1(a, b) if a and b else (23.0 if a or b else 0.0))
    return {
        "n_gram": sum(abs(g[k] - h[k]) for k in {*g, *h}) / (sum(g.values()) + sum(h.values())),
        "relative_event": w1(*([(t - min(s for _, s in c)) // 3600 for c in log for _, t in c] for log in logs)),
        "circadian": sum(circadian) / 7,
        "cycle_time": w1(*([(span - shortest) // 3600 for span in spans] for spans in ends)),
        "arrivals": w1(*([(t - first) // 3600 for t in times] for times in begins)),
    }


def random_log(stream: np.random.Generator, cases: int) -> list[list[tuple[int, int]]]:
    """Return a small log, no two events of a case at one second."""
    found = []
    for _ in range(cases):
        start = int(stream.integers(0, 60 * DAY))
        times = start + np.cumsum(stream.integers(1, 3 * DAY, int(stream.integers(1, 6))))
        found.append([(int(stream.integers(0, 4)), int(t)) for t in times])
    return found


def as_events(log: list[list[tuple[int, int]]]) -> Events:
    """Return a log as arrays, its events shuffled."""
    rows = np.array([(n, what, t) for n, case in enumerate(log) for what, t in case], dtype=np.int64)
    rows = rows[np.random.default_rng(0).permutation(len(rows))]
    return Events(rows[:, 0], rows[:, 1], rows[:, 2])


@pytest.mark.parametrize("seed", range(8))
def test_distances_are_those_of_their_definitions(seed: int) -> None:
    stream = np.random.default_rng(seed)
    one, other = random_log(stream, 12), random_log(stream, 9)
    assert log_distances(as_events(one), as_events(other)) == pytest.approx(plain_distances(one, other), abs=1e-9)


THE_PACKAGE = (
    {"n_gram": 0.4626865671641791, "relative_event": 6.631642512077296, "circadian": 4.904761904761904,
     "cycle_time": 12.666666666666663, "arrivals": 156.8},
    {"n_gram": 0.45985401459854014, "relative_event": 15.548752834467123, "circadian": 3.837878787878788,
     "cycle_time": 27.54545454545454, "arrivals": 228.1030303030303},
    {"n_gram": 0.5639097744360902, "relative_event": 9.887741935483874, "circadian": 5.927607709750567,
     "cycle_time": 16.509090909090908, "arrivals": 192.09090909090907},
)  # fmt: skip
"""What log-distance-measures 2.2.0 (with pandas 2.3.3, since it does not go with pandas 3) says of the same logs."""


@pytest.mark.parametrize("seed", range(3))
def test_distances_are_those_that_the_package_of_the_field_gave(seed: int) -> None:
    stream = np.random.default_rng(100 + seed)
    one, other = random_log(stream, 15), random_log(stream, 11)
    assert log_distances(as_events(one), as_events(other)) == pytest.approx(THE_PACKAGE[seed], abs=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_distances_are_those_of_the_package_of_the_field(seed: int) -> None:
    package = pytest.importorskip("log_distance_measures", reason="it does not go with pandas 3")
    assert package
    import pandas as pd
    from log_distance_measures.case_arrival_distribution import case_arrival_distribution_distance
    from log_distance_measures.circadian_event_distribution import circadian_event_distribution_distance
    from log_distance_measures.config import EventLogIDs
    from log_distance_measures.cycle_time_distribution import cycle_time_distribution_distance
    from log_distance_measures.n_gram_distribution import n_gram_distribution_distance
    from log_distance_measures.relative_event_distribution import relative_event_distribution_distance

    stream = np.random.default_rng(100 + seed)
    one, other = random_log(stream, 15), random_log(stream, 11)
    ids = EventLogIDs(case="case", activity="activity", start_time="start", end_time="end")

    def frame(log: list[list[tuple[int, int]]]) -> pd.DataFrame:
        rows = [(n, what, pd.Timestamp(t, unit="s", tz="UTC")) for n, case in enumerate(log) for what, t in case]
        made = pd.DataFrame(rows, columns=["case", "activity", "start"])
        return made.assign(end=made["start"])

    a, b = frame(one), frame(other)
    found = log_distances(as_events(one), as_events(other))
    hour = pd.Timedelta(hours=1)
    assert found["n_gram"] == pytest.approx(n_gram_distribution_distance(a, ids, b, ids, n=3), abs=1e-9)
    assert found["relative_event"] == pytest.approx(relative_event_distribution_distance(a, ids, b, ids), abs=1e-9)
    assert found["circadian"] == pytest.approx(circadian_event_distribution_distance(a, ids, b, ids), abs=1e-9)
    assert found["cycle_time"] == pytest.approx(cycle_time_distribution_distance(a, ids, b, ids, hour), abs=1e-9)
    assert found["arrivals"] == pytest.approx(case_arrival_distribution_distance(a, ids, b, ids), abs=1e-9)
