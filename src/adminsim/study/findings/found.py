"""What a study of a scenario leaves behind: its replications, and the estimates and verdicts that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from adminsim.messages import Words
from adminsim.study.findings.bounded import Bounded
from adminsim.study.findings.change import Change, quantiles_of, relative_cut, sample_of
from adminsim.study.findings.estimate import Estimate, Sample, estimate, estimate_amount, estimate_share, weighed
from adminsim.study.findings.verdict import Judgement, judge_readings
from adminsim.study.preview.offered_load import Load, offered_loads
from adminsim.study.preview.overload import overload_notice
from adminsim.study.run.measures import QUANTILES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Replication


@dataclass(frozen=True)
class Found:
    """What a study of a scenario found: what tables are made of. Its fields are told of by `Comparison`."""

    scenario: Scenario
    seed: int
    replications: tuple[Replication, ...]

    @property
    def confidence(self) -> float:
        """Confidence level of all intervals."""
        return self.scenario.study.confidence

    def values(self, measure: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return a measure by replication, before and after."""
        before, after = self.samples(measure)
        return before.values, after.values

    def samples(self, measure: str, otherwise: float | None = None) -> tuple[Sample, Sample]:
        """Return a measure by replication with what each of them weighs, before and after.

        Parameters
        ----------
        measure : str
            Its name.
        otherwise : float, optional
            Its value in a run that lacks it, which then weighs nothing if it is not a number; by default all must
            have it.
        """
        return (
            sample_of([one.before.measures for one in self.replications], measure, otherwise),
            sample_of([one.after.measures for one in self.replications], measure, otherwise),
        )

    def change(self, measure: str) -> Change:
        """Return a measure before and after with the paired change.

        Parameters
        ----------
        measure : str
            For instance ``chain.startup.elapsed.mean`` or ``department.tax.utilisation``. Quantiles are those of the
            cases of all replications together, means and shares those over all of these cases.
        """
        clock, _, name = measure.rpartition(".")
        if name in QUANTILES and clock.startswith("chain."):
            return self._quantiles(clock)[name]
        before, after = self.samples(measure)
        of_one = estimate_share if measure in self._shares else estimate_amount
        return Change(
            of_one(before, self.confidence),
            of_one(after, self.confidence),
            estimate(weighed(before, after), self.confidence),
            relative_cut(before, after, self.confidence),
        )

    @cached_property
    def _shares(self) -> frozenset[str]:
        """The measures that are shares of cases."""
        return frozenset(f"target.{target.name}" for target in self.scenario.targets if target.is_share)

    @cached_property
    def _found_quantiles(self) -> dict[str, dict[str, Change]]:
        return {}

    def _quantiles(self, clock: str) -> dict[str, Change]:
        """Return the quantiles of a chain on a clock, as in ``chain.startup.elapsed``."""
        if clock not in self._found_quantiles:
            before, after = ([getattr(one, when) for one in self.replications] for when in ("before", "after"))
            self._found_quantiles[clock] = quantiles_of(before, after, clock, self.confidence)
        return self._found_quantiles[clock]

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """The targets with their verdicts, in the order of the file."""
        return self.judged(self.confidence)

    def judged(self, confidence: float) -> tuple[Judgement, ...]:
        """Return the targets with the verdicts that intervals of some confidence give."""
        return tuple(judge_readings(target, self._bounded, confidence) for target in self.scenario.targets)

    def _bounded(self, key: str, is_share: bool) -> tuple[Bounded, Bounded]:
        """Return a target under a reading by replication, before and after."""
        name = f"target.{key}"
        before, after = self.samples(name)
        return (
            Bounded.of_rows(before, [one.before.measures for one in self.replications], name, is_share),
            Bounded.of_rows(after, [one.after.measures for one in self.replications], name, is_share),
        )

    @cached_property
    def loads(self) -> tuple[list[Load], list[Load]]:
        """Offered loads by department, before and after."""
        return offered_loads(self.scenario.baseline), offered_loads(self.scenario.reformed)

    def notices(self, words: Words = Words.EN) -> tuple[str, ...]:
        """Return what must be known before any figure is read: which departments cannot keep up, before and after.

        Queues of such a department never settle, and all figures depend on how long the run lasts.
        """
        systems = {"before": self.scenario.baseline, "after": self.scenario.reformed}
        found = (
            overload_notice(loads, system, when, words)
            for (when, system), loads in zip(systems.items(), self.loads, strict=True)
        )
        return tuple(notice for notice in found if notice)

    def slower(self, chain: str) -> Estimate:
        """Return the share of a chain's approved cases that the reforms make slower."""
        runs = [one.after.measures for one in self.replications]
        return estimate_share(sample_of(runs, f"chain.{chain}.slower"), self.confidence)
