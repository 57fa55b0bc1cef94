"""How often the interval holds the true value where replications end once it is narrow enough: on three known models.

Writes intervals.json, of which the page on validity is made. `make intervals`, about a minute.
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
from adminsim.study.findings.estimate import estimate, estimate_share
from adminsim.study.findings.precision import Width, cut_width, looks, share_width, until_precise

RESULTS = Path(__file__).with_name("intervals.json")
SEED = 20260721
REPETITIONS = 2000
STUDY = Study()
LOOKS = looks(STUDY.least, STUDY.most)
TOO_EARLY = looks(5, STUDY.most)
CUSTOMERS, ARRIVALS, FASTER = 400, 0.5, 1.25

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
            return cut_width("known", before, after, STUDY.precision, STUDY.confidence)
        return share_width("known", after, STUDY.precision, STUDY.confidence)

    def holds(self, before: Values, after: Values) -> bool:
        """Tell whether the interval holds the true value."""
        found = estimate(before - after) if self.kind == "cut" else estimate_share(after)
        return found.low <= self.truth <= found.high


def normal_means(random: np.random.Generator) -> tuple[Values, Values]:
    """Draw means that are normal: 20 days before and 12 after, the cut with a standard deviation of 1.3 days."""
    before = random.normal(20.0, 2.0, STUDY.most)
    return before, before - random.normal(8.0, 1.3, STUDY.most)


def shares(random: np.random.Generator) -> tuple[Values, Values]:
    """Draw shares of 200 cases that keep a limit, 95 % on the mean, where good and bad years differ."""
    of_year = random.beta(0.95 * 40, 0.05 * 40, STUDY.most)
    kept = random.binomial(200, of_year) / 200
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
    interval = binomtest(hits, repetitions).proportion_ci(0.95)
    return {
        "title": model.title,
        "repetitions": repetitions,
        "coverage": hits / repetitions,
        "low": round(float(interval.low), 4),
        "high": round(float(interval.high), 4),
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
    data = {"seed": SEED, "looks": LOOKS, "models": found, "first_look_at_5": too_early}
    RESULTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    for name, row in found.items():
        print(name, row, too_early[name])


if __name__ == "__main__":
    main()
