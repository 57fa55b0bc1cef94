"""Baseline against reforms: what a scenario's study finds."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from adminsim.engine.simulate import Engine
from adminsim.reforms.told import PARTS
from adminsim.study.findings.change import Change
from adminsim.study.findings.found import Found
from adminsim.study.findings.precision import Expected, Width, looks, until_precise, widths
from adminsim.study.many.replicate import Journal, Progress, Replication, replicate
from adminsim.study.run.all_measures import MEASURES
from adminsim.study.walk.obstacles import Obstacle, obstacles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    import pandas as pd

    from adminsim.model.target import Target
    from adminsim.reforms.scenario import Scenario

FOUR_REDUCTIONS = ("procedures", "documents", "elapsed.mean", "visits_in_person")
"""Procedures, documents, time and visits: what Chinese plans call the four reductions (四减)."""


@dataclass(frozen=True)
class Comparison(Found):
    """What a study of a scenario found, with the tables that are made of it.

    Attributes
    ----------
    scenario : Scenario
        What was studied.
    seed : int
        What fixed its random numbers.
    replications : tuple of Replication
        One for each simulated pair of years.
    """

    def __repr__(self) -> str:
        from adminsim.study.findings.shown import line_of

        return line_of(self)

    def _repr_html_(self) -> str:
        from adminsim.study.findings.shown import html_of

        return html_of(self)

    @cached_property
    def widths(self) -> tuple[Width, ...]:
        """How precisely the main figures are known, and how precisely that was wanted."""
        return widths(self)

    def obstacles(self, target: Target) -> tuple[Obstacle, ...]:
        """Return what stands in the way of a target: the steps that hold the most time under the reforms, and why.

        Parameters
        ----------
        target : Target
            One of the scenario's `targets`.

        Returns
        -------
        tuple of Obstacle
            Three at the most, the largest first; none for targets that are on no clock. Each has chain, step, who (the
            department, or who is waited for), part (why, such as ``queue`` or ``handover``), and time with its
            interval: the mean on the target's own clock in its own unit (``d``, ``h`` or ``WD``), hours in which an
            office is closed included in what is waited for.
        """
        return obstacles(self, target)

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
