"""A figure before and after the reforms, read off the replications of a study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adminsim.study.findings.estimate import NOTHING, Estimate, Sample, estimate, weighed
from adminsim.study.findings.quantile import Pool, cut_of
from adminsim.study.many.times import unpacked
from adminsim.study.run.measures import CLOCKS, QUANTILES
from adminsim.study.run.rows import OVER

if TYPE_CHECKING:
    from adminsim.study.many.replicate import Run


@dataclass(frozen=True)
class Change:
    """A measure before and after, and the paired change.

    Attributes
    ----------
    before, after : Estimate
        Its expected value.
    cut : Estimate
        Expected value of before less after, paired by replication.
    relative_cut : Estimate
        The cut as a part of the value before.
    """

    before: Estimate
    after: Estimate
    cut: Estimate
    relative_cut: Estimate = NOTHING

    def scaled(self, factor: float) -> Change:
        """Return it in another unit."""
        before, after, cut = (
            Estimate(factor * e.mean, factor * e.low, factor * e.high) for e in (self.before, self.after, self.cut)
        )
        return Change(before, after, cut, self.relative_cut)


def relative_cut(before: Sample, after: Sample, confidence: float) -> Estimate:
    """Return the cut as a part of the value before, of a measure that is never negative: 1 at the most.

    Notes
    -----
    A ratio of two estimates, with its error by the delta method: that of the values of (cut - r before) / before, for
    the ratio r.
    """
    base = before.mean
    if not base or not np.isfinite([base, after.mean]).all():
        return NOTHING
    ratio = (base - after.mean) / base
    values = weighed(before, after, 1.0 - ratio)
    found = estimate(Sample(values.values / base, values.over), confidence)
    high = ratio + found.high if after.mean < 0 or base < 0 else min(ratio + found.high, 1.0)
    return Estimate(ratio, ratio + found.low, max(ratio, high))


def sample_of(rows: Sequence[Mapping[str, float]], measure: str, otherwise: float | None = None) -> Sample:
    """Return a measure by replication with what each weighs.

    Parameters
    ----------
    rows : sequence of mapping
        The measures of each run.
    measure : str
        Its name.
    otherwise : float, optional
        What it is in a run that lacks it; by default all must have it.

    Notes
    -----
    What is neither a mean nor a share of something is a figure of the whole run and weighs the same in each.
    """
    values = [row[measure] if otherwise is None else row.get(measure, otherwise) for row in rows]
    over = [row.get(measure + OVER, 0.0 if np.isnan(value) else 1.0) for row, value in zip(rows, values, strict=True)]
    return Sample.of(values, over)


def quantiles_of(before: Sequence[Run], after: Sequence[Run], clock: str, confidence: float) -> dict[str, Change]:
    """Return the quantiles of a chain on a clock by name; the clock is written as in ``chain.startup.elapsed``."""
    pools = [_pool(runs, clock) for runs in (before, after)]
    unit = CLOCKS[clock.rpartition(".")[2]][1]
    found = {}
    for name, share in QUANTILES.items():
        first, second = (pool.quantile(share, confidence) for pool in pools)
        cut = cut_of(first, second, confidence)
        if first.is_known and second.is_known:
            relative = relative_cut(first.sample, second.sample, confidence)
        elif first.estimate.mean and np.isfinite(cut.mean):
            base = first.estimate.mean
            relative = Estimate(cut.mean / base, cut.low / base, min(cut.high / base, 1.0))
        else:
            relative = NOTHING
        found[name] = Change(first.estimate, second.estimate, cut, relative).scaled(1 / unit)
    return found


def quantiles_in(runs: Sequence[Run], clock: str, confidence: float) -> dict[str, Estimate]:
    """Return the quantiles of some runs of one system by name, as `quantiles_of` has them of each of two."""
    pool, unit = _pool(runs, clock), 1 / CLOCKS[clock.rpartition(".")[2]][1]
    found = {name: pool.quantile(share, confidence).estimate for name, share in QUANTILES.items()}
    return {name: Estimate(unit * one.mean, unit * one.low, unit * one.high) for name, one in found.items()}


def _pool(runs: Sequence[Run], clock: str) -> Pool:
    unfinished = [run.measures[clock.rpartition(".")[0] + ".unfinished"] for run in runs]
    return Pool([unpacked(run.times[clock]) for run in runs], np.array(unfinished, dtype=np.int64))
