"""What is kept of a run for the page, and what its cases are held against: no more than a reader is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.engine.simulate import Engine, simulate
from adminsim.engine.streams import Streams
from adminsim.study.many.replicate import Run
from adminsim.study.many.times import packed
from adminsim.study.run.losers import Lived, pair_measures
from adminsim.study.run.measures import chain_measures, department_measures, times_of
from adminsim.study.run.months import month_measures
from adminsim.study.run.targets import target_row
from adminsim.study.walk.days_held import step_days

if TYPE_CHECKING:
    from adminsim.engine.plan import Plans
    from adminsim.engine.records import Records
    from adminsim.model.target import Target

ROOM = 2**28
"""How many bytes of years before the reforms are kept at the most: what does not fit in is simulated again."""


class Before:
    """A system that others are held against; what its cases lived through in a year is found once.

    Elsewhere, in another process, it is found anew.

    Parameters
    ----------
    plans : Plans
        The system.
    seed : int
        Fixes the years.
    engine : {"auto", "reference", "compiled"}
        Which engine runs.
    """

    def __init__(self, plans: Plans, seed: int, engine: Engine = "auto") -> None:
        self.plans, self._seed, self._engine = plans, seed, engine
        self._years: dict[int, Lived] = {}

    def __reduce__(self) -> tuple[type[Before], tuple[Plans, int, Engine]]:
        return Before, (self.plans, self._seed, self._engine)

    def lived(self, replication: int, records: Records | None = None) -> Lived:
        """Return what the cases of a year lived through; `records` are those of the year where it has just been run."""
        found = self._years.get(replication)
        if found is not None:
            return found
        if records is None:
            streams = Streams(self._seed, replication, is_shared=False)
            records = simulate(self.plans.system, streams=streams, plans=self.plans, engine=self._engine)
        found = Lived.of(records)
        if (len(self._years) + 1) * (found.outcome.nbytes + found.until_end_s.nbytes) <= ROOM:
            self._years[replication] = found
        return found


def run_row(
    group: int, replication: int, before: Before, plans: tuple[Plans, ...], targets: tuple[Target, ...], seed: int,
    engine: Engine = "auto",
) -> tuple[int, int, list[Run]]:  # fmt: skip
    """Simulate some systems in one replication; the unit of work of every executor."""
    streams, runs = Streams(seed, replication), []
    for one in plans:
        after = simulate(one.system, streams=streams, plans=one, engine=engine)
        lived = before.lived(replication, after if one is before.plans else None)
        runs.append(kept_of(after, targets, lived))
    return group, replication, runs


def kept_of(records: Records, targets: tuple[Target, ...], before: Lived) -> Run:
    """Return what is kept of a run: the same figures as a study has of it, but only those that the page shows."""
    measures = chain_measures(records) | department_measures(records) | month_measures(records)
    measures |= pair_measures(before, records)
    for target in targets:
        measures |= target_row(records, target)
    times = {name: packed(found) for name, found in times_of(records).items()}
    return Run(measures=measures, digest="", times=times, held=step_days(records))
