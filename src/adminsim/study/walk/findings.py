"""Where the time goes over many runs: what steps, and who and what hold them up, keep of an approved case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from adminsim.reforms.told import PARTS
from adminsim.study.findings.estimate import Estimate, Sample, estimate, estimate_amount, weighed
from adminsim.study.walk.days_held import HOLDERS_GROUP, REASONS_GROUP, SLOWEST_GROUP, walked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from adminsim.reforms.told import Part
    from adminsim.study.findings.found import Found
    from adminsim.study.many.replicate import Run

WHEN = ("before", "after")
CASES = {"all": "", "slowest": SLOWEST_GROUP}
"""Groups of a chain's approved cases, with what goes before their names: all, and the slowest tenth of each run."""
KINDS = ("chain", "step", "department", "rule", "third_party", "applicant")
"""By what the time is told: the whole chain, each step, and each kind of holder."""
TOTAL = "total"

Key = tuple[str, str]
"""One of `KINDS` and a name."""


@dataclass(frozen=True)
class Walks:
    """The walks of a group of cases.

    Attributes
    ----------
    days : dict of (str, str) to ndarray of float64, shape (2, replications, len(PARTS))
        Mean days on the critical way before and after, by kind and name.
    walked : ndarray of float64, shape (2, replications)
        How many cases each run has walked.
    confidence : float
        Confidence level of intervals.
    """

    days: dict[Key, NDArray[np.float64]]
    walked: NDArray[np.float64]
    confidence: float

    def totals(self, key: Key) -> NDArray[np.float64]:
        """Return the days by run, shape (2, replications)."""
        found: NDArray[np.float64] = self.days[key].sum(axis=2)
        return found

    def samples(self, by_run: NDArray[np.float64]) -> tuple[Sample, Sample]:
        """Return days by run, shape (2, replications), with the cases that they are of, before and after."""
        before, after = (Sample(values, walked) for values, walked in zip(by_run, self.walked, strict=True))
        return before, after

    def estimates(self, by_run: NDArray[np.float64]) -> dict[str, Estimate]:
        """Return days by run, shape (2, replications), as estimates before and after, and of the paired cut."""
        before, after = self.samples(by_run)
        found = {name: estimate_amount(one, self.confidence) for name, one in (("before", before), ("after", after))}
        return found | {"cut": estimate(weighed(before, after), self.confidence)}

    def means(self, by_run: NDArray[np.float64]) -> tuple[float, float]:
        """Return the mean days before and after; none where there is no case."""
        before, after = (float(np.nan_to_num(sample.mean)) for sample in self.samples(by_run))
        return before, after

    def parts_after(self, key: Key) -> dict[Part, float]:
        """Return the mean days by part, under the reforms."""
        return {part: self.means(self.days[key][:, :, place])[1] for place, part in enumerate(PARTS)}

    def ranked(self, *kinds: str, when: str = "after") -> list[Key]:
        """Return the keys of some kinds, those that hold the most days first; of equals by kind and name."""
        side, other = (1, 0) if when == "after" else (0, 1)

        def order(key: Key) -> tuple[float, float, int, str]:
            means = self.means(self.totals(key))
            return (-means[side], -means[other], KINDS.index(key[0]), key[1])

        return sorted((key for key in self.days if key[0] in kinds), key=order)

    def most_of(self, key: Key) -> Part:
        """Return the part that most of the days are, under the reforms or, if none are left there, before."""
        before, after = np.array([self.means(self.days[key][:, :, place]) for place in range(len(PARTS))]).T
        return PARTS[int((after if after.any() else before).argmax())]


def walks_of(comparison: Found, chain: str, cases: str = "all", *, reasons: bool = False) -> Walks:
    """Return the walks of the approved cases of a chain (`cases` is a key of `CASES`); what holds nothing is left out.

    Runs of both systems have the same names: what one of them lacks holds no time there. With `reasons`, hours in
    which an office is closed belong to what is waited for.
    """
    pairs = comparison.replications
    group = (REASONS_GROUP if reasons else "") + CASES[cases] + chain
    found: dict[Key, NDArray[np.float64]] = {}
    for number, pair in enumerate(pairs):
        for side, run in enumerate((pair.before, pair.after)):
            for (of_group, name), days in run.held.items():
                if of_group not in (group, HOLDERS_GROUP + group) or not days.any():
                    continue
                kind, _, holder = name.partition("/") if of_group != group else ("step", "", name)
                for key in [(kind, holder)] + ([("chain", chain)] if kind == "step" else []):
                    found.setdefault(key, np.zeros((2, len(pairs), len(PARTS))))[side, number] += days
    cases_of = np.array([[walked(group, getattr(pair, when).measures) for pair in pairs] for when in WHEN])
    return Walks(found, cases_of, comparison.confidence)


def time_by_run(runs: Sequence[Run], group: str, step: str) -> NDArray[np.float64]:
    """Return the mean time that a step holds the cases of a group, by run and part; none in a run that lacks it."""
    return np.array([run.held.get((group, step), np.zeros(len(PARTS))) for run in runs])


def mean_days(runs: Sequence[Run], group: str, step: str) -> NDArray[np.float64]:
    """Return the mean days that a step holds the cases of a group, by part; none in a run that lacks it."""
    cases = np.array([walked(group, run.measures) for run in runs])
    days = time_by_run(runs, group, step)
    found: NDArray[np.float64] = cases @ days / max(float(cases.sum()), 1.0)
    return found


def walk_frame(comparison: Found) -> pd.DataFrame:
    """Return where the time goes; see `Comparison.walk`."""
    names = ["chain", "cases", "by", "name", "part"]
    rows = []
    for chain in comparison.scenario.baseline.chains:
        for cases in CASES:
            walks = walks_of(comparison, chain, cases)
            for kind in KINDS:
                ranks = {when: walks.ranked(kind, when=when) for when in WHEN}
                for key in ranks["after"]:
                    head = dict(zip(names, (chain, cases, *key), strict=False))
                    ranked = {f"rank_{when}": order.index(key) + 1 for when, order in ranks.items()}
                    rows += [head | {"part": part} | found | ranked for part, found in _by_part(walks, key).items()]
    estimates = [f"{what}{end}" for what in (*WHEN, "cut") for end in ("", "_low", "_high")]
    columns = [*names, *estimates, *(f"rank_{when}" for when in WHEN)]
    return pd.DataFrame(rows, columns=columns).set_index(names)


def _by_part(walks: Walks, key: Key) -> dict[str, dict[str, float]]:
    """Return the estimates of all of it and of each part that is not nothing, as columns."""
    days = walks.days[key]
    by_run = {TOTAL: walks.totals(key)} | {
        part: days[:, :, place] for place, part in enumerate(PARTS) if days[:, :, place].any()
    }
    return {
        part: {
            f"{what}{end}": value
            for what, one in walks.estimates(values).items()
            for end, value in (("", one.mean), ("_low", one.low), ("_high", one.high))
        }
        for part, values in by_run.items()
    }
