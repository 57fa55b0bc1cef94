"""Baseline against reforms: what a scenario's study finds."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from adminsim.engine.simulate import Engine
from adminsim.messages import Words
from adminsim.reforms.told import PARTS
from adminsim.study.findings.bounded import Bounded
from adminsim.study.findings.change import Change, quantiles_of, relative_cut, sample_of
from adminsim.study.findings.estimate import Estimate, Sample, estimate, estimate_share, weighed
from adminsim.study.findings.precision import Expected, Width, looks, until_precise, widths
from adminsim.study.findings.verdict import Judgement, judge_readings
from adminsim.study.many.replicate import Journal, Progress, Replication, replicate
from adminsim.study.preview.offered_load import Load, offered_loads
from adminsim.study.preview.overload import overload_notice
from adminsim.study.run.all_measures import MEASURES
from adminsim.study.run.measures import QUANTILES
from adminsim.study.walk.obstacles import Obstacle, obstacles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario

FOUR_REDUCTIONS = ("procedures", "documents", "elapsed.mean", "visits_in_person")
"""Procedures, documents, time and visits: what Chinese plans call the four reductions (四减)."""


@dataclass(frozen=True)
class Comparison:
    """What a study of a scenario found.

    Attributes
    ----------
    scenario : Scenario
        What was studied.
    seed : int
        What fixed its random numbers.
    replications : tuple of Replication
        One for each simulated pair of years.
    """

    scenario: Scenario
    seed: int
    replications: tuple[Replication, ...]

    def __repr__(self) -> str:
        from adminsim.study.findings.shown import line_of

        return line_of(self)

    def _repr_html_(self) -> str:
        from adminsim.study.findings.shown import html_of

        return html_of(self)

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
        of_one = estimate_share if measure in self._shares else estimate
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
    def widths(self) -> tuple[Width, ...]:
        """How precisely the main figures are known, and how precisely that was wanted."""
        return widths(self)

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

    def obstacles(self, target: Target) -> tuple[Obstacle, ...]:
        """Return what stands in the way of a target: the steps that hold the most time under the reforms, and why."""
        return obstacles(self, target)

    def slower(self, chain: str) -> Estimate:
        """Return the share of a chain's approved cases that the reforms make slower."""
        runs = [one.after.measures for one in self.replications]
        return estimate_share(sample_of(runs, f"chain.{chain}.slower"), self.confidence)

    def summary(self) -> pd.DataFrame:
        """Return every measure of every chain before and after.

        Returns
        -------
        DataFrame
            Indexed by chain and measure; columns: unit, before, before_low, before_high, the same for after and cut,
            and cut_share (the cut as a part of the value before).
        """
        from adminsim.study.findings.frames import summary_frame

        return summary_frame(self)

    def targets(self) -> pd.DataFrame:
        """Return the targets with their verdicts.

        Returns
        -------
        DataFrame
            Indexed by target; columns: source, kind, before, after, judged, low, high, required, verdict,
            years_reached, needed: where it is undecided, about how many replications would decide it (infinite where no
            number would), open_before and open_after: how many undecided cases of a run could still change the value,
            given_up_before and given_up_after: the share of its cases that gave up, hollow: why a verdict tells little,
            reading: the plan's own, turned_by: the readings with another verdict, and in_the_way.
        """
        from adminsim.study.findings.frames import targets_frame

        return targets_frame(self)

    def readings(self) -> pd.DataFrame:
        """Return the targets that state readings under each of them.

        Returns
        -------
        DataFrame
            Indexed by target and reading, the plan's own first; columns as of `targets`.
        """
        from adminsim.study.findings.frames import readings_frame

        return readings_frame(self)

    def precision(self) -> pd.DataFrame:
        """Return how precisely the main figures are known.

        Returns
        -------
        DataFrame
            Indexed by figure; columns: kind (cut or share), half_width of its interval, wanted, is_reached, and needed:
            about how many replications would reach what is wanted. Lengths of time are in the unit of the figure (days;
            hours for targets on the agency clock), shares are parts of 1.
        """
        from adminsim.study.findings.frames import precision_frame

        return precision_frame(self)

    def utilisation(self) -> pd.DataFrame:
        """Return utilisation, queue, wait and offered load of every department before and after."""
        from adminsim.study.findings.frames import utilisation_frame

        return utilisation_frame(self)

    def time_by_step(self) -> pd.DataFrame:
        """Return where the time of an approved case goes.

        Returns
        -------
        DataFrame
            Indexed by system (before, after), chain and step; one column of mean days on the critical way for each
            of handover, queue, closed, work, session, announcement, third_party, applicant. Columns and steps add up to
            the elapsed time.
        """
        from adminsim.study.findings.frames import time_frame

        return time_frame(self)

    def walk(self) -> pd.DataFrame:
        """Return where the time of an approved case goes, ranked, with intervals: the walk back from the decision.

        Returns
        -------
        DataFrame
            Indexed by chain, cases (``all`` approved cases of the cohort, or ``slowest``: the slowest tenth of each
            run), by (``chain``, ``step``, or who or what holds the time: ``department``, ``rule``, ``third_party``,
            ``applicant``), name (of a rule, its step) and part (``total``, or a part of the walk that is not nothing).
            Columns: before, before_low, before_high, the same for after and for cut: mean days on the critical way,
            estimated from replications that have approved cases, cut paired; rank_before and rank_after: the place
            among those of the same kind, 1 for the most days. The parts of a name, the steps of a chain, and all
            holders together, add up to the elapsed time. A name that one system lacks holds 0 days there.
        """
        from adminsim.study.walk.findings import walk_frame

        return walk_frame(self)

    def ladder(self, replications: int = 5, *, workers: int | None = None, engine: Engine = "auto") -> pd.DataFrame:
        """Return how fast cases could ever be, from the law alone up to life: simulated anew on each rung.

        Parameters
        ----------
        replications : int
            How many years each rung is simulated.
        workers, engine
            As for `compare`.

        Returns
        -------
        DataFrame
            Indexed by chain and rung: ``needs`` (the steps in the order of their needs alone; nobody waits for people,
            places or files), ``handover`` (files travel), ``queues`` (people and places are as many as there are) and
            ``custom`` (what only custom puts in a row is in a row: the system as it is). Columns: before, before_low,
            before_high, the same for after: mean elapsed days of approved cases.
        """
        from adminsim.study.walk.ladder import ladder, ladder_frame

        return ladder_frame(ladder(self, replications=replications, workers=workers, engine=engine))

    def distribution(self) -> pd.DataFrame:
        """Return how approved cases spread over whole days.

        Returns
        -------
        DataFrame
            Indexed by chain and days; columns before and after: share of cases that took at most that many days and
            more than one day less.
        """
        from adminsim.study.findings.frames import distribution_frame

        return distribution_frame(self)

    def costs(self) -> pd.DataFrame:
        """Return what the reforms cost, before and after, over the cohort's time.

        Returns
        -------
        DataFrame
            Indexed by kind (chain or department), name and measure: of a chain ``work_hours`` (staff hours for an
            approved case) and, in cases of the cohort, ``late_papers`` (promised papers that did not come in time),
            ``commitments``, ``revoked`` and ``tacit``; of a department ``work_hours`` in all and, where the cost of an
            hour is stated, ``staff_cost``. Columns: unit, before, before_low, before_high, the same for after and for
            added (after less before, paired). A department that a system lacks counts as 0.
        """
        from adminsim.study.findings.costs import costs_frame

        return costs_frame(self)

    def losers(self) -> pd.DataFrame:
        """Return who loses: of the cases of the cohort that are approved in both systems.

        Returns
        -------
        DataFrame
            Indexed by chain and case type ('' for all types). Columns: neighbour (whether the chain's own steps stay
            as they are and it only shares departments), slower, slower_low, slower_high (share of cases that take
            longer under the reforms), saved, saved_low, saved_high (days of elapsed time that a case saves on the mean;
            negative where it loses them).
        """
        from adminsim.study.findings.costs import losers_frame

        return losers_frame(self)

    def by_month(self) -> pd.DataFrame:
        """Return cycle time through the transition: by the month in which cases were submitted.

        Returns
        -------
        DataFrame
            Indexed by chain and month (yyyy-mm). Columns: cases (approved in a run of the baseline, on the mean),
            before, before_low, before_high, the same for after and for cut: mean elapsed days of approved cases of the
            cohort, estimated from replications.
        """
        from adminsim.study.findings.costs import months_frame

        return months_frame(self)

    def by_replication(self) -> pd.DataFrame:
        """Return all measures of all runs, one row for each replication and system."""
        from adminsim.study.findings.frames import replications_frame

        return replications_frame(self)


def compare(
    scenario: Scenario,
    *,
    seed: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    records: Path | None = None,
    journal: Journal | None = None,
    look: Callable[[Comparison], None] | None = None,
) -> Comparison:
    """Study a scenario: simulate baseline and reforms with the same applicants, many times.

    Parameters
    ----------
    scenario : Scenario
        What to study.
    seed : int, optional
        In place of the one that the scenario states.
    replications : int, optional
        How many, in place of what the scenario states. Where neither does, there are as many as bring the intervals to
        the precision that is wanted, which is looked at after 30, 36, 44, ... replications, up to `max_replications`.
    workers : int, optional
        How many run at once: threads (compiled engine) or processes (reference engine), by default one for each core.
        The result does not depend on it.
    executor : concurrent.futures.Executor, optional
        Where to run instead; one executor may serve many scenarios, one after the other. `workers` says then how many
        it runs at once, where it does not say so itself.
    progress : callable, optional
        Called with the number of replications done and of all that are expected: at the start, and after each.
    engine : {"auto", "reference", "compiled"}
        Which engine runs; the result does not depend on it.
    records : Path, optional
        An existing folder that takes the tables of visits and cases of every run as Parquet files, as each ends; needs
        `adminsim[records]`.
    journal : Journal, optional
        Has what an earlier process has finished, and keeps what is finished now.
    look : callable, optional
        Called with what is found as yet whenever it is looked at whether that is precise enough.

    Returns
    -------
    Comparison
        Estimates with intervals, verdicts and tables.
    """
    scenario = scenario.with_study(seed=seed, replications=replications)
    study = scenario.study
    at = looks(study.least, study.most)
    expected = Expected(at, progress)

    def is_precise(found: Sequence[Replication]) -> bool:
        comparison = Comparison(scenario, study.seed, tuple(found))
        expected.look(comparison.widths)
        if look is not None:
            look(comparison)
        return all(width.is_reached for width in comparison.widths)

    runs = replicate(
        scenario.baseline,
        scenario.reformed,
        scenario.targets,
        study.seed,
        study.most,
        workers=workers,
        executor=executor,
        progress=expected.tell,
        engine=engine,
        records=records,
        journal=journal,
    )
    with closing(runs) as ending:
        return Comparison(scenario, study.seed, until_precise(ending, at, is_precise))


__all__ = ["FOUR_REDUCTIONS", "MEASURES", "PARTS", "Change", "Comparison", "compare"]
