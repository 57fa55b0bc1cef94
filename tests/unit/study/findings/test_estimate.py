"""Estimates are those of all cases together, and their intervals those of the replications."""

from __future__ import annotations

import math

import numpy as np
import pytest

from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.study.backlog.weeks import backlog
from adminsim.study.bureaus.months import bureaus
from adminsim.study.findings.change import relative_cut
from adminsim.study.findings.compare import compare
from adminsim.study.findings.estimate import Estimate, Sample, estimate, estimate_amount, estimate_share, weighed
from adminsim.study.findings.quantile import Pool, cut_of
from adminsim.study.many.times import packed, unpacked
from adminsim.study.sweep.sweep import sweep
from adminsim.study.walk.findings import walk_frame
from systems import system_of, work

Z, T2 = 1.959964, 12.7062
"""Quantiles of the normal distribution, and of Student's with one degree of freedom, for an interval of 95 %."""


def pool(*times: list[int], unfinished: list[int] | None = None) -> Pool:
    counts = np.array(unfinished or [0] * len(times), dtype=np.int64)
    return Pool([np.array(sorted(one), dtype=np.int32) for one in times], counts)


def test_a_mean_is_the_ratio_of_sums_with_the_interval_of_the_jackknife() -> None:
    # 10 cases of 1 day, 1 case of 12 days, no case, 5 cases of 2 days: 32 days of 16 cases.
    found = estimate(Sample.of([1.0, 12.0, math.nan, 2.0], [10, 1, 0, 5]))
    assert found.mean == 2.0
    without = np.array([22 / 6, 20 / 15, 22 / 11])
    error = math.sqrt(2 / 3 * ((without - without.mean()) ** 2).sum())
    assert found.half_width == pytest.approx(4.302653 * error, rel=1e-6)


def test_replications_that_weigh_the_same_give_students_interval() -> None:
    values = np.array([3.0, 5.0, 4.0, 8.0])
    found = estimate(Sample.of(values, np.full(4, 7)))
    assert (found.mean, found.half_width) == (5.0, pytest.approx(3.182446 * values.std(ddof=1) / 2, rel=1e-6))
    assert found == estimate(values)


def test_a_replication_without_such_cases_weighs_nothing() -> None:
    some = Sample.of([1.0, 2.0, 4.0], [3, 2, 5])
    more = Sample.of([1.0, math.nan, 2.0, 4.0, math.nan], [3, 0, 2, 5, 0])
    assert estimate(more) == estimate(some)
    assert estimate_share(Sample.of(some.values / 4, some.over)) == estimate_share(
        Sample.of(more.values / 4, more.over)
    )


def test_a_cut_is_paired_case_by_case() -> None:
    before, after = Sample.of([10.0, 30.0, math.nan], [4, 1, 0]), Sample.of([8.0, 28.0, math.nan], [4, 1, 0])
    found = estimate(weighed(before, after))
    assert [found.mean, found.low, found.high] == pytest.approx([2.0, 2.0, 2.0])


def test_what_nobody_has_is_nothing_without_a_warning() -> None:
    none = Sample.of([math.nan, math.nan], [0, 0])
    for found in (estimate(none), estimate_share(none), estimate(weighed(none, none)), relative_cut(none, none, 0.95)):
        assert math.isnan(found.mean)
        assert math.isnan(found.low)
    assert math.isnan(pool([], []).quantile(0.95, 0.95).estimate.mean)


def test_a_share_of_all_cases_has_a_bound_that_knows_how_many_there_are() -> None:
    every = estimate_share(Sample.of([1.0, 1.0, 1.0], [2000, 1000, 3000]))
    assert every == Estimate(1.0, pytest.approx(6000 / (6000 + Z**2), abs=1e-9), 1.0)
    none = estimate_share(Sample.of([0.0] * 10, [1] * 10))
    assert none == Estimate(0.0, 0.0, pytest.approx(Z**2 / (10 + Z**2), abs=1e-6))


def test_two_replications_of_a_rare_event_say_something() -> None:
    found = estimate_share(Sample.of([0.0, 0.002], [500, 500]))
    # The spread is that of 1,000 independent cases; one degree of freedom makes 24 of them.
    part = Z**2 / (0.001 * 0.999 / 0.001**2 * (Z / T2) ** 2)
    high = (0.001 + part / 2 + math.sqrt(part * 0.001 * 0.999 + part**2 / 4)) / (1 + part)
    assert found.mean == 0.001
    assert 0 <= found.low < 0.001
    assert found.high == pytest.approx(high, rel=1e-4)
    assert found.high < 0.15


@pytest.mark.parametrize("seed", range(20))
def test_no_share_leaves_its_bounds_and_no_cut_is_more_than_all(seed: int) -> None:
    random = np.random.default_rng(seed)
    over = random.integers(0, 4, 6)
    shares = Sample.of(random.binomial(over, 0.95) / np.maximum(over, 1), over)
    found = estimate_share(shares)
    assert 0 <= found.low <= found.mean <= found.high <= 1 or not over.any()
    before, after = Sample.of(random.exponential(10, 6)), Sample.of(random.exponential(0.3, 6))
    cut = relative_cut(before, after, 0.95)
    assert cut.low <= cut.mean <= cut.high <= 1


def test_a_cut_to_nothing_is_one_of_all_of_it() -> None:
    before = Sample.of([10.0, 12.0, 17.0])
    found = relative_cut(before, Sample.of(np.zeros(3)), 0.95)
    assert [found.mean, found.low, found.high] == pytest.approx([1.0, 1.0, 1.0])


def test_quantiles_are_those_of_all_cases_together() -> None:
    found = pool([1, 2, 3], [], [10], [4, 5, 6, 7, 8, 9])
    assert [found.quantile(share, 0.95).estimate.mean for share in (0.1, 0.5, 0.75, 0.95)] == [1, 5, 8, 10]


def test_an_unfinished_case_lies_above_every_quantile() -> None:
    found = pool([1, 2, 3, 4], [5, 6, 7, 8], unfinished=[1, 1])
    assert found.quantile(0.5, 0.95).estimate.mean == 5
    assert found.quantile(0.9, 0.95).estimate.mean == math.inf
    assert cut_of(found.quantile(0.9, 0.95), found.quantile(0.5, 0.95), 0.95).mean == math.inf


def test_twenty_exponential_cases_a_year_have_the_quantile_of_the_exponential_distribution() -> None:
    times = np.sort(np.random.default_rng(7).exponential(10 * 86400, (1000, 20)).astype(np.int32), axis=1)
    found = Pool(list(times), np.zeros(1000, dtype=np.int64)).quantile(0.95, 0.999).estimate
    low, mean, high = (one / 86400 for one in (found.low, found.mean, found.high))
    assert mean == pytest.approx(10 * math.log(20), abs=0.7)
    # An interval of 99.9 %, as all rows of theory have: this seed's interval of 95 % just misses the exact value.
    assert low < 10 * math.log(20) < high
    assert high - low < 3.5
    # What was taken before: the mean of the quantiles within the years.
    assert np.quantile(times, 0.95, axis=1, method="inverted_cdf").mean() / 86400 < 27


def test_the_same_times_in_every_year_leave_no_doubt() -> None:
    found = pool([4, 7, 9], [4, 7, 9]).quantile(0.95, 0.95)
    assert found.estimate == Estimate(9, 9, 9)
    assert cut_of(found, pool([1, 1, 1], [1, 1, 1]).quantile(0.95, 0.95), 0.95) == Estimate(8, 8, 8)


def test_few_cases_leave_the_upper_end_of_a_high_quantile_open() -> None:
    found = pool([4, 7, 9], [2, 8, 30]).quantile(0.95, 0.95)
    assert found.estimate.mean == 30
    assert found.estimate.high == math.inf


def test_packed_times_are_given_back() -> None:
    times = np.array([0, 0, 5, 86400, 2**31 - 1], dtype=np.int32)
    assert unpacked(packed(times)).tolist() == times.tolist()
    assert unpacked(packed(times[:0])).tolist() == []


def test_what_is_never_below_nothing_has_no_interval_below_it() -> None:
    seldom = [0.0, 0.0, 3.0]
    assert estimate(seldom).low < 0 == estimate_amount(seldom).low
    assert estimate_amount(seldom).high == estimate(seldom).high
    assert estimate_amount([-1.0, 1.0, 3.0]) == estimate([-1.0, 1.0, 3.0])
    assert estimate_amount([2.0, 2.1, 2.2]) == estimate([2.0, 2.1, 2.2])


def test_no_time_and_no_number_of_files_of_any_study_may_be_below_nothing() -> None:
    # Three years with few files, of which one in ten or so takes four weeks: the spread is larger than the mean.
    parts = [{"weight": 0.9, "duration": "1 h"}, {"weight": 0.1, "duration": "600 h"}]
    long = {"mixture": {"parts": parts}}
    system = system_of({"check": work("desk", long)}, demand={"rate": 0.2}, days=60, run_out=60)
    target = {"kind": "cut", "name": "saved", "by": 0.3, "clock": "elapsed"}
    written = {"version": 1, "baseline": "x", "targets": [target], "study": {"replications": 3}}
    scenario = Scenario(ScenarioFile.model_validate(written), system)
    few = {"replications": 3, "workers": 1}
    compared, asked = compare(scenario, **few), {"departments.desk.staff": [1, 2]}
    tables = {
        "summary": compared.summary(),
        "costs": compared.costs(),
        "months": compared.by_month(),
        "walk": walk_frame(compared),
        "backlog": backlog(scenario, **few).weekly(),
        "bureaus": bureaus(scenario, **few).by_month(),
    }
    for name, table in tables.items():
        lows = table[[column for column in ("before_low", "after_low", "days_before_low") if column in table]]
        assert len(lows.columns), name
        assert not (lows < 0).to_numpy().any(), name
    swept = sweep(scenario, asked, **few)
    assert not (swept[swept["measure"] == "chain.permit.elapsed.mean"]["low"] < 0).any()
    assert not any(one.before.low < 0 or one.after.low < 0 for one in compared.judgements)
    assert any(one.before.low == 0 < one.before.mean for one in compared.judgements)
