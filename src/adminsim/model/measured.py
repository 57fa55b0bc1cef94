"""Times as they were measured: each value with its weight, or some quantiles."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from pydantic import SerializerFunctionWrapHandler, model_serializer, model_validator

from adminsim.model.distribution import AnyTime, Family, Several, Weight
from adminsim.model.families import ends_of
from adminsim.model.problem import wrong
from adminsim.model.value import Probability

if TYPE_CHECKING:
    from adminsim.model.distribution import Floats


class Empirical(Family):
    """One of the given times, each as likely as its weight; in between nothing."""

    values: Several[AnyTime]
    """The times, in any order."""
    weights: Several[Weight] | None = None
    """A weight for each value, such as counts; without them all are alike."""

    @model_validator(mode="after")
    def _weight_each(self) -> Self:
        if self.weights is not None and len(self.weights) != len(self.values):
            raise wrong("model-weights-number", values=len(self.values), weights=len(self.weights))
        return self

    @model_serializer(mode="wrap")
    def _short(self, write: SerializerFunctionWrapHandler) -> Any:
        return {name: part for name, part in write(self).items() if part is not None}

    def steps(self, workday_s: float) -> tuple[Floats, Floats]:
        """Return the values in ascending order, and the cumulative shares, the last exactly 1."""
        values = np.array([time.seconds(workday_s) for time in self.values])
        weights = np.ones(len(values)) if self.weights is None else np.array([w.value for w in self.weights])
        order = np.argsort(values, kind="stable")
        cumulative = np.cumsum(weights[order])
        return values[order], cumulative / cumulative[-1]

    def mean_s(self, workday_s: float) -> float:
        values, cumulative = self.steps(workday_s)
        return float(values @ np.diff(cumulative, prepend=0.0))

    def sd_s(self, workday_s: float) -> float:
        values, cumulative = self.steps(workday_s)
        return math.sqrt((values - self.mean_s(workday_s)) ** 2 @ np.diff(cumulative, prepend=0.0))

    def quantile(self, u: Floats, workday_s: float) -> Floats:
        values, cumulative = self.steps(workday_s)
        return values[np.searchsorted(cumulative, u, side="right")]

    def cdf(self, x: Floats, workday_s: float) -> Floats:
        values, cumulative = self.steps(workday_s)
        return np.concatenate(([0.0], cumulative))[np.searchsorted(values, x, side="right")]


class Quantiles(Family):
    """A curve through stated quantiles, straight between them: what a log or an expert gives in few numbers."""

    values: Several[AnyTime]
    """The quantiles in ascending order, two or more; a range may reach beyond its neighbours."""
    at: Several[Probability] | None = None
    """The share of times up to each value, rising from 0 to 1; without them the shares are equally far apart."""

    @model_validator(mode="after")
    def _rise(self) -> Self:
        at = self.shares
        if len(at) != len(self.values) or len(at) < 2:
            raise wrong("model-quantiles-number", values=len(self.values), shares=len(at))
        if at[0] != 0.0 or at[-1] != 1.0 or (np.diff(at) <= 0).any():
            raise wrong("model-quantiles-shares", shares=", ".join(f"{share:g}" for share in at))
        for lower, upper in pairwise(self.values):
            # A study moves each value within its range.
            if ends_of(lower)[0].seconds(86400) > ends_of(upper)[1].seconds(86400):
                raise wrong("model-quantiles-order", lower=str(lower.value), upper=str(upper.value))
        return self

    @model_serializer(mode="wrap")
    def _short(self, write: SerializerFunctionWrapHandler) -> Any:
        return {name: part for name, part in write(self).items() if part is not None}

    @property
    def shares(self) -> Floats:
        """The shares that the values belong to."""
        if self.at is None:
            return np.linspace(0.0, 1.0, len(self.values))
        return np.array([share.value for share in self.at])

    def curve(self, workday_s: float) -> tuple[Floats, Floats]:
        """Return shares and values; a study that varies each value for itself may cross them, so they are sorted."""
        return self.shares, np.sort([time.seconds(workday_s) for time in self.values])

    def mean_s(self, workday_s: float) -> float:
        shares, values = self.curve(workday_s)
        return float(np.diff(shares) @ (values[1:] + values[:-1]) / 2)

    def sd_s(self, workday_s: float) -> float:
        shares, values = self.curve(workday_s)
        low, high = values[:-1] - (mean := self.mean_s(workday_s)), values[1:] - mean
        return math.sqrt(np.diff(shares) @ (low**2 + low * high + high**2) / 3)

    def quantile(self, u: Floats, workday_s: float) -> Floats:
        shares, values = self.curve(workday_s)
        return np.interp(u, shares, values)

    def cdf(self, x: Floats, workday_s: float) -> Floats:
        shares, values = self.curve(workday_s)
        # The last of equal values, so that a time that many take is counted whole.
        found = np.searchsorted(values, x, side="right") - 1
        inside = np.clip(found, 0, len(values) - 2)
        length = values[inside + 1] - values[inside]
        part = np.divide(x - values[inside], length, out=np.zeros(np.shape(x)), where=length > 0)
        within = shares[inside] + part * (shares[inside + 1] - shares[inside])
        return np.where(found < 0, 0.0, np.where(found > len(values) - 2, 1.0, within))
