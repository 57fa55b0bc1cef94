"""How often the interval holds the true value, on models of which it is known.

Three of them are studies that end once the interval is narrow enough; the others have thirty replications with few
cases each. Writes intervals.json, of which the page on validity is made. `make intervals`, about two minutes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from adminsim.reforms.scenario import Study
from adminsim.study.findings.estimate import Estimate, Sample, estimate, estimate_share
from adminsim.study.findings.precision import Width, cut_width, looks, share_width, until_precise
from adminsim.study.findings.quantile import Pool, cut_of

RESULTS = Path(__file__).with_name("intervals.json")
SEED = 20260721
REPETITIONS = 2000
STUDY = Study()
LOOKS = looks(STUDY.least, STUDY.most)
TOO_EARLY = looks(5, STUDY.most)
CUSTOMERS, ARRIVALS, FASTER = 400, 0.5, 1.25
DAY_S = 86400
YEARS, A_YEAR, MEAN_D, P95 = 30, 20, 10.0, 0.95
"""Replications of the models that have few cases, cases of each, their mean time, and the quantile."""
RARE = 200
"""Cases a year, of which a share is late."""
CASES = 200
"""How many cases a year a share is of."""

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Known:
    """A model of which the true value is known.

    Attributes
    ----------
    title : str
        What it is.
    draw : callable
        Draws the values of all replications before and after; of a share only the latter count.
    truth : float
        The true cut, or share.
    kind : str
        ``cut`` or ``share``.
    """

    title: str
    draw: Callable[[np.random.Generator], tuple[Values, Values]]
    truth: float
    kind: str

    def width(self, before: Values, after: Values) -> Width:
        """Return how precisely the cut or share is known."""
        if self.kind == "cut":
            return cut_width("known", Sample.of(before), Sample.of(after), STUDY.precision, STUDY.confidence)
        return share_width("known", _of_cases(after), STUDY.precision, STUDY.confidence)

    def holds(self, before: Values, after: Values) -> bool:
        """Tell whether the interval holds the true value."""
        found = estimate(before - after) if self.kind == "cut" else estimate_share(_of_cases(after))
        return found.low <= self.truth <= found.high


@dataclass(frozen=True)
class Few:
    """A model with few cases in each of thirty replications.

    Attributes
    ----------
    title : str
        What it is.
    find : callable
        Simulates a study of it and returns what that finds.
    truth : float
        The true value.
    """

    title: str
    find: Callable[[np.random.Generator], Estimate]
    truth: float


def _of_cases(shares: Values) -> Sample:
    return Sample.of(shares, np.full(len(shares), CASES))


def normal_means(random: np.random.Generator) -> tuple[Values, Values]:
    """Draw means that are normal: 20 days before and 12 after, the cut with a standard deviation of 1.3 days."""
    before = random.normal(20.0, 2.0, STUDY.most)
    return before, before - random.normal(8.0, 1.3, STUDY.most)


def shares(random: np.random.Generator) -> tuple[Values, Values]:
    """Draw shares of 200 cases that keep a limit, 95 % on the mean, where good and bad years differ."""
    of_year = random.beta(0.95 * 40, 0.05 * 40, STUDY.most)
    kept = random.binomial(CASES, of_year) / CASES
    return kept, kept


def queue_waits(random: np.random.Generator) -> tuple[Values, Values]:
    """Draw mean waits in M/M/1 queues, before and after service gets faster, with the same customers.

    Waits follow Lindley's recursion, W' = max(0, W + service - interarrival); the first is drawn from the stationary
    distribution, so that the expected mean is the stationary one.
    """
    rates = np.array([[1.0], [FASTER]])
    loads = ARRIVALS / rates
    first = random.random(STUDY.most)
    with np.errstate(divide="ignore"):
        wait = np.where(first < loads, -np.log(first / loads) / (rates - ARRIVALS), 0.0)
    service = random.exponential(1.0, (CUSTOMERS, STUDY.most))
    between = random.exponential(1 / ARRIVALS, (CUSTOMERS, STUDY.most))
    total = np.zeros_like(wait)
    for worked, passed in zip(service, between, strict=True):
        total += wait
        wait = np.maximum(wait + worked / rates - passed, 0.0)
    before, after = total / CUSTOMERS
    return before, after


def queue_wait(rate: float) -> float:
    """Return the mean wait in an M/M/1 queue."""
    return ARRIVALS / (rate * (rate - ARRIVALS))


MODELS = {
    "normal": Known("normal means, the cut 8 of 20 days", normal_means, 8.0, "cut"),
    "share": Known("a share of 95 % of 200 cases, which differs from year to year", shares, 0.95, "share"),
    "queue": Known(
        "waits in an M/M/1 queue, load 50 % before and 40 % after",
        queue_waits,
        queue_wait(1.0) - queue_wait(FASTER),
        "cut",
    ),
}


def _pool(times: Values) -> Pool:
    """Return times in days of so many years, one row for each, as whole seconds."""
    seconds = np.sort(np.rint(DAY_S * times).astype(np.int32), axis=1)
    return Pool(list(seconds), np.zeros(len(times), dtype=np.int64))


def _in_days(found: Estimate) -> Estimate:
    return Estimate(found.mean / DAY_S, found.low / DAY_S, found.high / DAY_S)


def quantile_alike(random: np.random.Generator) -> Estimate:
    """Find the P95 of times that are exponential, of few cases a year."""
    times = random.exponential(MEAN_D, (YEARS, A_YEAR))
    return _in_days(_pool(times).quantile(P95, STUDY.confidence).estimate)


def quantile_of_years(random: np.random.Generator) -> Estimate:
    """Find the P95 of times that are exponential with a rate that differs from year to year: a gamma variable of 5."""
    rates = random.gamma(5.0, 1 / 5.0, (YEARS, 1))
    times = random.exponential(MEAN_D, (YEARS, 5 * A_YEAR)) / rates
    return _in_days(_pool(times).quantile(P95, STUDY.confidence).estimate)


def quantile_cut(random: np.random.Generator) -> Estimate:
    """Find the cut of the P95 where each case takes a fifth less, and a little more or less by chance."""
    times = random.exponential(MEAN_D, (YEARS, 5 * A_YEAR))
    less = 0.8 * random.exponential(MEAN_D, times.shape)
    after = np.where(random.random(times.shape) < 0.8, 0.8 * times, less)
    first, second = (_pool(one).quantile(P95, STUDY.confidence) for one in (times, after))
    return _in_days(cut_of(first, second, STUDY.confidence))


def rare_type(random: np.random.Generator) -> Estimate:
    """Find the mean time of a rare type: two cases a year on the mean, slower in years that have more."""
    over = random.poisson(2.0, YEARS)
    times = [random.exponential(MEAN_D + cases, cases).mean() if cases else np.nan for cases in over]
    return estimate(Sample.of(times, over), STUDY.confidence)


def rare_share(random: np.random.Generator) -> Estimate:
    """Find a share of 90 % of a rare type, three cases a year on the mean, of which good and bad years differ."""
    over = random.poisson(3.0, YEARS)
    kept = random.binomial(over, random.beta(0.9 * 20, 0.1 * 20, YEARS))
    return estimate_share(Sample.of(kept / np.maximum(over, 1), over), STUDY.confidence)


def nearly_none(random: np.random.Generator) -> Estimate:
    """Find a share of one case in 2,000 that is late, of 200 a year: in most studies a handful, in some none."""
    return estimate_share(Sample.of(random.binomial(RARE, 1 / 2000, YEARS) / RARE, np.full(YEARS, RARE)))


FEW = {
    "quantile": Few("P95 of exponential times, 20 cases a year", quantile_alike, MEAN_D * np.log(20)),
    "quantile_years": Few(
        "P95 of times, 100 cases a year, where years differ", quantile_of_years, 5 * MEAN_D * (20**0.2 - 1)
    ),
    "quantile_cut": Few("the cut of a P95, 100 cases a year", quantile_cut, 0.2 * MEAN_D * np.log(20)),
    # Of a Poisson number N with mean 2, E[N (10 + N)] / E[N] = 10 + 2 + 1.
    "rare_mean": Few("a mean, two cases a year, more in slow years", rare_type, MEAN_D + 3.0),
    "rare_share": Few("a share of 90 %, three cases a year, where years differ", rare_share, 0.9),
    "nearly_none": Few("a share of 0.05 % of 200 cases", nearly_none, 1 / 2000),
}


def measure_few(name: str, repetitions: int = REPETITIONS) -> dict[str, Any]:
    """Repeat a study of thirty replications; return how often its interval holds the true value, as `measure` does."""
    model, hits, means = FEW[name], 0, []
    for repetition in range(repetitions):
        found = model.find(np.random.default_rng([SEED, 100 + list(FEW).index(name), repetition]))
        hits += found.low <= model.truth <= found.high
        means.append(found.mean)
    row = {"title": model.title, "repetitions": repetitions, "truth": round(float(model.truth), 6)}
    return row | {"mean": round(float(np.mean(means)), 6)} | _coverage(hits, repetitions)


def _coverage(hits: int, repetitions: int) -> dict[str, float]:
    interval = binomtest(int(hits), repetitions).proportion_ci(0.95)
    return {
        "coverage": float(hits / repetitions),
        "low": round(float(interval.low), 4),
        "high": round(float(interval.high), 4),
    }


def measure(name: str, repetitions: int = REPETITIONS, at: tuple[int, ...] = LOOKS) -> dict[str, Any]:
    """Repeat a study of a known model; return how often its interval holds the true value.

    Returns
    -------
    dict
        ``coverage`` with ``low`` and ``high`` (95 %, Clopper and Pearson), ``replications`` on the mean, and
        ``at_bound``, the share of studies that the bound has ended.
    """
    model, hits, used = MODELS[name], 0, []
    for repetition in range(repetitions):
        random = np.random.default_rng([SEED, list(MODELS).index(name), repetition])
        found = np.array(until_precise(_pairs(model, random), at, partial(_is_precise, model)))
        hits += model.holds(*found.T)
        used.append(len(found))
    return {
        "title": model.title,
        "repetitions": repetitions,
        **_coverage(hits, repetitions),
        "replications": round(float(np.mean(used)), 1),
        "at_bound": float(np.mean(np.array(used) == at[-1])),
    }


def _pairs(model: Known, random: np.random.Generator) -> Iterator[tuple[float, float]]:
    return iter(np.stack(model.draw(random), axis=1))  # type: ignore[arg-type]


def _is_precise(model: Known, found: Any) -> bool:
    return model.width(*np.array(found).T).is_reached


def main() -> None:
    """Measure all models and write what is found."""
    found = {name: measure(name) for name in MODELS}
    too_early = {name: measure(name, at=TOO_EARLY) for name in MODELS}
    few = {name: measure_few(name) for name in FEW}
    data = {"seed": SEED, "looks": LOOKS, "models": found, "first_look_at_5": too_early, "few_cases": few}
    RESULTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    for name, row in found.items():
        print(name, row, too_early[name])
    for name, row in few.items():
        print(name, row)


if __name__ == "__main__":
    main()
