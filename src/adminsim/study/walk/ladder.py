"""How fast could it ever be: a ladder from the law alone up to life, one rung for each thing that takes time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.plan import Plans
from adminsim.model.department import Shift
from adminsim.model.duration import Duration
from adminsim.model.figures import ByType
from adminsim.model.group import Groups
from adminsim.model.value import Number
from adminsim.study.findings.estimate import Estimate, Sample, estimate_amount
from adminsim.study.many.variants import Batch, ReadMean, Runner, batches_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Executor

    import pandas as pd

    from adminsim.engine.records import Records
    from adminsim.engine.simulate import Engine
    from adminsim.model.chain import Chain
    from adminsim.model.department import Department
    from adminsim.model.step import Step
    from adminsim.model.system import System
    from adminsim.study.findings.found import Found
    from adminsim.study.many.replicate import Progress

RUNGS = ("needs", "handover", "queues", "custom")
"""What is added from rung to rung: the steps in the order that law and logic ask for; the transfer of files; waiting
for people and places; the order that only custom keeps."""
WHEN = ("before", "after")
REPLICATIONS = 5
"""Simulated years of each rung."""
ENOUGH = 2_000
"""People of each shift where nobody is to queue."""


@dataclass(frozen=True)
class Rung:
    """A rung of the ladder of a chain.

    Attributes
    ----------
    chain, rung : str
        The chain, and one of `RUNGS`.
    before, after : Estimate
        Mean elapsed days of its approved cases in both systems.
    """

    chain: str
    rung: str
    before: Estimate
    after: Estimate


@dataclass(frozen=True)
class ReadMeans:
    """Reads the mean elapsed time of each chain."""

    chains: tuple[str, ...]

    def __call__(self, records: Records) -> tuple[float, ...]:
        """Return of each chain the mean in days, over how many cases, and how many of these are unfinished."""
        return tuple(figure for chain in self.chains for figure in ReadMean(chain)(records))


def ladder(
    comparison: Found,
    *,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
) -> tuple[Rung, ...]:
    """Say how fast a scenario's cases could ever be, and what queues, hand-overs and custom add to that.

    All rungs meet the same applicants, with the same papers and the same work.

    Parameters
    ----------
    comparison : Found
        What a study of the scenario found.
    replications : int, optional
        How many years each rung is simulated: by default 5, or as many as were studied.
    workers, executor, progress, engine
        As for `compare`.

    Returns
    -------
    tuple of Rung
        By chain, from the needs alone up to the system as it is.
    """
    scenario = comparison.scenario
    replications = replications or min(REPLICATIONS, len(comparison.replications))
    chains = tuple(scenario.baseline.chains)
    systems = [as_rung(system, rung) for system in (scenario.baseline, scenario.reformed) for rung in RUNGS]
    plans: dict[int, Plans] = {}
    runner = Runner(comparison.seed, workers, executor, progress, engine)
    batches: Iterable[Batch] = batches_of(range(len(systems)), replications)
    found = runner.run(batches, lambda number: plans.setdefault(number, Plans(systems[number])), ReadMeans(chains))
    figures = np.array([[found[year, one] for year in range(replications)] for one in range(len(systems))])
    of_chain = figures.reshape(len(WHEN), len(RUNGS), replications, len(chains), -1)
    return tuple(
        Rung(
            chain, name,
            *(
                estimate_amount(Sample(of_chain[side, rung, :, place, 0], of_chain[side, rung, :, place, 1]),
                                comparison.confidence)
                for side in range(len(WHEN))
            ),
        )
        for place, chain in enumerate(chains)
        for rung, name in enumerate(RUNGS)
    )  # fmt: skip


def ladder_frame(rungs: Iterable[Rung]) -> pd.DataFrame:
    """Return the ladder as a table: indexed by chain and rung; columns before and after, each with its interval."""
    import pandas as pd

    rows = [
        {"chain": one.chain, "rung": one.rung}
        | {
            f"{when}{end}": value
            for when, found in (("before", one.before), ("after", one.after))
            for end, value in (("", found.mean), ("_low", found.low), ("_high", found.high))
        }
        for one in rungs
    ]
    columns = [f"{when}{end}" for when in WHEN for end in ("", "_low", "_high")]
    return pd.DataFrame(rows, columns=["chain", "rung", *columns]).set_index(["chain", "rung"])


def as_rung(system: System, rung: str) -> System:
    """Return a system as it is on a rung: without what only the rungs above add."""
    place = RUNGS.index(rung)
    if rung == "custom":
        return system
    has_handover, has_queues = place >= RUNGS.index("handover"), place >= RUNGS.index("queues")
    for name, chain in system.chains.items():
        bare = partial(_bare, has_handover=has_handover, has_queues=has_queues)
        system = system.with_chain(name, chain.edited_alike(bare))
    for name, department in () if has_queues else system.departments.items():
        system = system.with_department(name, _unlimited(department))
    return system


def _bare(chain: Chain, *, has_handover: bool, has_queues: bool) -> Chain:
    """Return a chain in the order of its needs alone, and without hand-overs or full meetings where asked."""
    steps = {name: _bare_step(step, has_handover, has_queues) for name, step in chain.steps.items()}
    return chain.replace(steps=steps, **({} if has_handover else {"handover": None}))


def _bare_step(step: Step, has_handover: bool, has_queues: bool) -> Step:
    changed: dict[str, object] = {"after": ()}
    if not has_handover:
        by_type = ByType({kind: figures.without("handover") for kind, figures in step.by_type.items()})
        later = step.after_return and step.after_return.replace(handover=None)
        none = Duration.model_validate("0 s")
        changed |= {"handover": none, "quicker": (), "by_type": by_type, "after_return": later}
    return (step if has_queues else step.for_all()).replace(**changed)


def _unlimited(department: Department) -> Department:
    """Return a department in whose hours nobody waits for a person."""
    groups = {name: group.replace(staff=Number(value=float(ENOUGH))) for name, group in department.groups.items()}
    enough = Number(value=float(ENOUGH * (1 + len(groups))))
    shifts = tuple(
        Shift(staff=enough, hours=shift.hours, since=shift.since, until=shift.until)
        for shift in department.shifts
        if shift.staff.value > 0
    )
    staff = enough if department.staff is not None else None
    return department.replace(staff=staff, shifts=shifts, groups=Groups(groups))
