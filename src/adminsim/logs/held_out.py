"""The test: what a baseline says of cases that it has not seen, beside what is the best and the least one can ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.logs.censoring import distance, weighted_mean, weights_of
from adminsim.logs.log_distances import NAMES, Events, events_of, log_distances
from adminsim.logs.measures import FIGURES, figures, measure
from adminsim.logs.resampled import halves, resampled, stream_of
from adminsim.model.span import Length

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from adminsim.logs.fit import Fit
    from adminsim.logs.milestones import Cases
    from adminsim.logs.simulated import Simulated
    from adminsim.model.system import System

    Floats = NDArray[np.float64]

SPLITS = 20
COMPARED = 10
"""Replications, and draws of cases, whose logs are compared."""
DAY_S = 86400


@dataclass(frozen=True)
class HeldOut:
    """The test.

    Attributes
    ----------
    cases, decided : int
        Cases of the test, and how many of them are decided.
    figures : dict of str to dict
        For each figure: `log`, `simulated`, `resampled`, and `floor`, how far apart two halves of the test are.
    w1 : dict of str to float
        Distance W1 from the log as a part of its mean: `simulated`, `resampled`, `floor`.
    distances : dict of str to dict
        Each distance of the field: `simulated`, `resampled`, `floor`.
    """

    cases: int
    decided: int
    figures: dict[str, dict[str, float]]
    w1: dict[str, float]
    distances: dict[str, dict[str, float]]


def over_the_test(system: System, start: dt.date, days: int) -> System:
    """Return a baseline whose cohort is submitted in the time of a test."""
    import datetime

    warm_up = round(system.period.warm_up.seconds(DAY_S) / DAY_S)
    period = system.period.replace(
        start=start - datetime.timedelta(days=warm_up), cohort=Length(amount=float(max(days, 1)), unit="d")
    )
    return system.replace(period=period)


def hold_out(fit: Fit, simulated: Simulated, test: Cases, seed: int = 1) -> HeldOut:
    """Hold a simulation against cases that the fit has not seen.

    Parameters
    ----------
    fit : Fit
        What was fitted on earlier cases.
    simulated : Simulated
        Its baseline over the time of the test.
    test : Cases
        The cases of the test, as known at the end of the log.
    seed : int
        Of draws and splits.
    """
    stream = stream_of(seed)
    weights = weights_of(test.begun, test.decided, test.end)
    known = weights > 0
    log = _times(test, weights)
    ours = simulated.cases
    own = (ours.decided != np.iinfo(np.int64).max).astype(float)
    splits = [halves(test, stream) for _ in range(SPLITS)]
    mean = weighted_mean(*log)
    apart = [distance(*_swapped(_times_again(one), _times_again(other))) / mean for one, other in splits]
    w1 = {
        "simulated": distance(*_swapped(_times(ours, own), log)) / mean,
        "resampled": distance(*_swapped(fit.observed, log)) / mean,
        "floor": float(np.nanmean(apart)),
    }
    return HeldOut(
        len(test), int(known.sum()), _figures(fit, ours, own, test, weights, splits), w1,
        _distances(fit, simulated, test, splits, stream),
    )  # fmt: skip


def _figures(
    fit: Fit, ours: Cases, own: Floats, test: Cases, weights: Floats, splits: list[tuple[Cases, Cases]]
) -> dict[str, dict[str, float]]:
    found = {
        "log": figures(measure(test, fit.meaning, fit.worktime), weights),
        "simulated": figures(measure(ours, fit.meaning, fit.worktime), own),
        "resampled": figures(measure(fit.cases, fit.meaning, fit.worktime), fit.weights),
    }
    pairs = [
        [
            figures(measure(half, fit.meaning, fit.worktime), weights_of(half.begun, half.decided, half.end))
            for half in both
        ]
        for both in splits
    ]
    floor = {name: float(np.mean([abs(one[name] - other[name]) for one, other in pairs])) for name in FIGURES}
    return {name: {who: found[who][name] for who in found} | {"floor": floor[name]} for name in FIGURES}


def _distances(
    fit: Fit, simulated: Simulated, test: Cases, splits: list[tuple[Cases, Cases]], stream: np.random.Generator
) -> dict[str, dict[str, float]]:
    log = events_of(test)
    first = int(test.begun.min())
    again = [resampled(fit.cases, len(test), first, int(test.begun.max()) + 1, stream) for _ in range(COMPARED)]
    found = {
        # What the end of the log hides of the test is hidden of the others too.
        "simulated": [_apart(events_of(run.as_known_at(test.end)), log) for run in simulated.runs[:COMPARED]],
        "resampled": [_apart(events_of(run.as_known_at(test.end)), log) for run in again],
        "floor": [_apart(events_of(one), events_of(other)) for one, other in splits[:COMPARED]],
    }
    return {
        name: {
            who: float(np.mean([run[name] for run in runs])) if runs else float("nan") for who, runs in found.items()
        }
        for name in NAMES
    }


def _apart(one: Events, other: Events) -> dict[str, float]:
    return log_distances(one, other) if len(one.at) and len(other.at) else dict.fromkeys(NAMES, float("nan"))


def _times(cases: Cases, weights: Floats) -> tuple[Floats, Floats]:
    known = weights > 0
    return (cases.decided[known] - cases.begun[known]) / DAY_S, weights[known]


def _times_again(cases: Cases) -> tuple[Floats, Floats]:
    return _times(cases, weights_of(cases.begun, cases.decided, cases.end))


def _swapped(one: tuple[Floats, Floats], other: tuple[Floats, Floats]) -> tuple[Floats, Floats, Floats, Floats]:
    return one[0], other[0], one[1], other[1]
