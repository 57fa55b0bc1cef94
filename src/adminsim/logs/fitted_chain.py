"""The chain of a fitted baseline: types by what they pass, arrivals, and a step for each milestone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.logs.bootstrap import (
    Bounds,
    drawn_figures,
    draws_of,
    effective_size,
    percentile_bounds,
    rate_bounds,
    share_bounds,
    weights_again,
)  # fmt: skip
from adminsim.logs.kinds import LEAST, shares_of
from adminsim.logs.knots import knots_of
from adminsim.logs.milestones import NEVER
from adminsim.logs.written import number, times
from adminsim.model.calendar import DAYS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.delays import Delay
    from adminsim.logs.fit import Fit
    from adminsim.logs.people import Taken
    from adminsim.logs.written import Source

    Floats = NDArray[np.float64]

OFFICE = "office"
CLOSED = "closed-undecided"
"""The step at which cases leave that are never decided."""
NOT_IN_LOG = "assumption: no log tells it"
LEAST_SHARE = 1e-6
"""A kind with a smaller share is none."""


class FittedChain:
    """The chain of a baseline that is being written, with the draws of the bootstrap that its ranges come from."""

    def __init__(self, fit: Fit, source: Source, taken: Taken, seed: int, draws: int) -> None:
        self.fit, self.source, self.taken = fit, source, taken
        self.kinds = fit.sorted.kinds
        self.shares = fit.sorted.shares()
        # Weights may leave no room for cases that are never decided.
        self.there = [place for place, share in enumerate(self.shares) if share > LEAST_SHARE]
        self.draws = draws_of(len(fit.cases), seed, draws)
        self.again = weights_again(fit.cases, self.draws)
        self.by_place = {(delay.kind, delay.step): delay for delay in fit.delays}

    def written(self) -> dict[str, Any]:
        """Return the chain as it stands in a file."""
        steps: dict[str, Any] = {}
        before = None
        never = [place for place in self.there if not self.kinds[place].is_decided]
        for step in range(1, len(self.fit.meaning.order)):
            if step == self.fit.cases.deciding and never:
                # Before the decision: to a case that does not need one it would be given at once.
                steps[CLOSED], before = self._closed(never, before), CLOSED
            takers = [place for place in self.there if self.kinds[place].passed[step]]
            if takers:
                name = self.fit.meaning.order[step]
                steps[name] = self._step(step, takers, before)
                before = name
        return {
            "source": self.source.text(len(self.fit.cases)),
            "types": self._types(),
            "demand": self._demand(),
            "decision": self.fit.meaning.deciding,
            "milestones": {name: name for name in self.fit.meaning.order[1:] if name in steps},
            "steps": steps,
        }

    def _types(self) -> dict[str, Any]:
        def drawn(rows: NDArray[np.int64], weights: Floats) -> Floats:
            return shares_of(self.kinds, self.fit.cases.types[rows], self.fit.sorted.kind[rows], weights)

        spread = drawn_figures(drawn, self.draws, self.again)
        types = {}
        counts = np.bincount(self.fit.sorted.kind, minlength=len(self.kinds))
        for place in self.there:
            kind = self.kinds[place]
            bounds = percentile_bounds(float(self.shares[place]), spread[:, place])
            mix = number(bounds, self.source.text(int(counts[place])), most=1.0)
            types[kind.name] = {"mix": mix}
        _sum_to_one(types)
        return types

    def _demand(self) -> dict[str, Any]:
        found = self.fit.arrivals
        source = self.source.text(len(self.fit.cases))
        rate = number(rate_bounds(found.by_week, found.rate), source, least=1e-9)
        demand: dict[str, Any] = {"rate": rate, "per": found.unit, "source": source}
        demand["weekdays"] = {DAYS[day]: _weight(found.by_weekday[day]) for day in range(7)}
        demand["hours"] = {hour: _weight(found.by_hour[hour]) for hour in range(24)}
        if len(found.by_month):
            demand["months"] = {month + 1: _weight(found.by_month[month]) for month in range(12)}
        if found.cv > 0.01:
            demand["mixing"] = {
                "cv": number(Bounds(found.cv, *_cv_range(found.by_week, found.cv)), source),
                "per": "wk",
            }
        return demand

    def _step(self, step: int, takers: list[int], before: str | None) -> dict[str, Any]:
        milestone = self.fit.meaning.milestone(step)
        is_agency = milestone.by == "agency"
        figure = "handover" if is_agency else "duration"
        durations = {place: self._duration(self.by_place[place, step], is_agency) for place in takers}
        own: dict[str, Any] = {self.kinds[place].name: {figure: durations[place]} for place in takers}
        written: dict[str, Any] = {
            "label": milestone.label.model_dump(mode="json") if milestone.label is not None else None,
            "after": [before] if before is not None else [],
            "types": [self.kinds[place].name for place in takers] if len(takers) < len(self.there) else [],
            # What holds for all is what holds for the first; each type states its own.
            figure: durations[takers[0]],
            "by_type": own if len(takers) > 1 else {},
            "source": self.source.text(sum(self.by_place[place, step].n for place in takers)),
        }
        if is_agency:
            written |= {"department": OFFICE, "work": self._work(step)}
        else:
            written |= {"kind": "waiting", "by": "applicant"}
        if step == self.fit.cases.deciding and self.fit.cases.is_rejected.any():
            written["outcome"] = {"rejects": self._rejects()}
        return {key: value for key, value in written.items() if value not in (None, [], {})}

    def _work(self, step: int) -> dict[str, Any]:
        assumed = self.fit.meaning.assumed.work
        seconds = self.taken.work_s[step]
        low, high = assumed.range if assumed.range is not None else (assumed.value, assumed.value)
        ends = [one.seconds(self.fit.worktime.workday_s) for one in (low, high)]
        spans = [f"{one / 60:.6g} min" for one in (seconds, min(ends[0], seconds), max(ends[1], seconds))]
        return {"value": spans[0], "range": spans[1:], "source": assumed.source or NOT_IN_LOG}

    def _duration(self, delay: Delay, is_agency: bool) -> dict[str, Any]:
        less = self.taken.of(delay.step, self.fit.meaning.assumed.share.value) if is_agency else 0.0
        scale = self.taken.scale.get(delay.step, 1.0) if is_agency else 1.0
        seconds = np.maximum(delay.seconds * scale - less, 0.0)
        knots = knots_of(seconds, delay.weights)
        low, high = self._spread(delay, seconds, knots)
        workday_s = self.fit.worktime.workday_s if is_agency else None
        return times(knots, low, high, workday_s, self.source.text(delay.n))

    def _spread(self, delay: Delay, seconds: Floats, knots: Floats) -> tuple[Floats, Floats]:
        """Return the ends of the ranges of quantiles."""
        is_decided = self.kinds[delay.kind].is_decided
        place = np.full(len(self.fit.cases), -1)
        place[delay.cases] = np.arange(delay.n)
        found = []
        for rows, weights in zip(self.draws, self.again, strict=True):
            mine = place[rows]
            weights = weights if is_decided else np.ones(len(rows))
            known = (mine >= 0) & (weights > 0)
            if known.any():
                found.append(knots_of(seconds[mine[known]], weights[known]))
        if not found:
            return knots, knots
        low, high = np.quantile(np.stack(found), [0.025, 0.975], axis=0)
        return low, high

    def _rejects(self) -> dict[str, Any]:
        decided = self.fit.weights > 0
        weights = self.fit.weights[decided]
        rejected = self.fit.cases.is_rejected[decided]
        share = float((rejected * weights).sum() / weights.sum())
        bounds = share_bounds(share, effective_size(weights, rejected))
        return number(bounds, self.source.text(int(decided.sum())), most=1.0)

    def _closed(self, never: list[int], before: str | None) -> dict[str, Any]:
        """Return the step at which cases leave that are never decided: with their last event."""
        durations = {self.kinds[place].name: self._until_last(place, never) for place in never}
        first = durations[self.kinds[never[0]].name]
        return {
            "kind": "waiting",
            "after": [before] if before is not None else [],
            "types": list(durations),
            "duration": first,
            "by_type": {name: {"duration": found} for name, found in durations.items()} if len(never) > 1 else {},
            "outcome": {"rejects": 1},
            "counts": False,
            "source": first["source"],
        }

    def _until_last(self, place: int, never: list[int]) -> dict[str, Any]:
        """Return how long lies between the last milestone of undecided cases and their last event."""
        cases, way = self.fit.cases, self.kinds[place].way
        alike = [n for n in never if self.kinds[n].way == way]
        rows = np.flatnonzero(np.isin(self.fit.sorted.kind, alike))
        if len(rows) < LEAST:
            rows = np.flatnonzero(np.isin(self.fit.sorted.kind, never))
        reached = cases.at[rows]
        latest = np.where(reached == NEVER, np.iinfo(np.int64).min, reached).max(axis=1)
        knots = knots_of(np.maximum(cases.last[rows] - latest, 0).astype(float), np.ones(len(rows)))
        return times(knots, knots, knots, None, self.source.text(len(rows)))


def _weight(value: float) -> float:
    return float(f"{value:.4g}")


def _cv_range(by_week: NDArray[np.int64], cv: float) -> tuple[float, float]:
    """Return an interval of the coefficient of variation of a rate, from the spread of a variance over weeks."""
    error = (1 + cv * cv) / math.sqrt(2 * max(len(by_week) - 1, 1))
    return max(cv - 2 * error / 2, 0.001), cv + 2 * error / 2


def _sum_to_one(types: dict[str, Any]) -> None:
    """Give what rounding leaves over to the largest share."""
    largest = max(types, key=lambda name: types[name]["mix"]["value"])
    rest = 1.0 - sum(one["mix"]["value"] for name, one in types.items() if name != largest)
    mix = types[largest]["mix"]
    mix["value"] = float(f"{rest:.12g}")
    mix["range"] = [min(mix["range"][0], mix["value"]), max(mix["range"][1], mix["value"])]
