"""What a baseline that was fitted does when it is simulated: its cases, by the same milestones as those of the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.plan import Plans
from adminsim.engine.simulate import simulate
from adminsim.logs.baseline import CHAIN
from adminsim.logs.fitted_chain import OFFICE
from adminsim.logs.milestones import NEVER, Cases, joined
from adminsim.model.span import Length
from adminsim.model.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from adminsim.engine.records import Records
    from adminsim.engine.simulate import Engine
    from adminsim.model.system import System

    Floats = NDArray[np.float64]

ENOUGH = 120_000
"""Cases after which no further replication is needed."""
A_RUN = 4_000
"""Cases that a replication of some years should have: a short one is mostly run-out."""
MOST_YEARS = 20
MOST = 200
FEWEST = 5
DAY_S = 86400


@dataclass(frozen=True)
class Simulated:
    """Replications of a baseline.

    Attributes
    ----------
    runs : tuple of Cases
        The cohort of each replication.
    queue_s : dict of str to float
        Mean wait in open seconds, by milestone of the agency.
    load : float
        Work over the time that people had for it.
    """

    runs: tuple[Cases, ...]
    queue_s: dict[str, float]
    load: float

    @property
    def cases(self) -> Cases:
        """The cases of all replications together."""
        return joined(self.runs)


def run_baseline(
    system: System,
    names: tuple[str, ...],
    deciding: str,
    *,
    seed: int = 1,
    replications: int | None = None,
    engine: Engine = "auto",
    progress: Callable[[int, int], None] | None = None,
) -> Simulated:
    """Simulate a baseline that was fitted.

    Parameters
    ----------
    system : System
        As `build` makes it.
    names : tuple of str
        The milestones, the first of which is the submission.
    deciding : str
        The one that decides.
    seed : int
        Of the simulation.
    replications : int, optional
        How many; by default as many as give 120,000 cases, at least 5 and at most 200.
    engine : str
        Which engine runs.
    progress : callable, optional
        Is told how many replications are done, of how many.
    """
    plans = Plans(system)
    runs: list[Cases] = []
    waits: dict[str, list[tuple[float, int]]] = {}
    work = 0.0
    total = replications or MOST
    number = 0
    while number < total:
        records = simulate(system, seed, number, plans=plans, engine=engine)
        runs.append(cases_of_records(records, names, deciding))
        work += _waits(records, waits)
        number += 1
        if replications is None and number == FEWEST:
            size = max(sum(map(len, runs)) / FEWEST, 1.0)
            total = int(min(max(np.ceil(ENOUGH / size), FEWEST), MOST))
        if progress is not None:
            progress(number, total)
    queue_s = {name: sum(s for s, _ in found) / max(sum(n for _, n in found), 1) for name, found in waits.items()}
    return Simulated(tuple(runs), queue_s, work / (_open_s(system) * number))


def over_years(system: System) -> System:
    """Return a baseline whose cohort is of several years where one has few cases."""
    demand: Any = system.chains[CHAIN].demand
    a_year = float(demand.rate.value) * (365 if demand.per == "d" else 250)
    years = min(max(round(A_RUN / a_year), 1), MOST_YEARS)
    cohort = Length(amount=float(years * 364), unit="d")
    return system.replace(period=system.period.replace(cohort=cohort))


def cases_of_records(records: Records, names: tuple[str, ...], deciding: str) -> Cases:
    """Return the cohort of a run as cases by milestone."""
    rows, visits, plan = records.case_rows, records.visit_rows, records.plan
    start_s = int(np.datetime64(records.system.period.start, "s").astype(np.int64))
    at = np.full((len(rows), len(names)), NEVER)
    at[:, 0] = start_s + rows["submitted"].astype(np.int64)
    step_of_node = np.array([node.name for node in plan.nodes.step])
    # One chain: the number of a case is its row.
    for place, name in enumerate(names[1:], start=1):
        mine = visits[(step_of_node[visits["node"]] == name) & (visits["end"] >= 0)]
        at[mine["case"], place] = start_s + mine["end"].astype(np.int64)
    kept = np.flatnonzero(records.in_cohort)
    at = at[kept]
    known = np.where(at == NEVER, np.iinfo(np.int64).min, at)
    zeros = np.zeros(len(kept), dtype=np.int64)
    return Cases(
        names, at, np.zeros(at.shape, dtype=np.bool_), at[:, 0], known.max(axis=1),
        rows["case_type"][kept].astype(np.int64),
        tuple(records.system.chains[CHAIN].types), zeros.astype(np.bool_), zeros, zeros,
        start_s + records.system.period.horizon_s, names.index(deciding),
    )  # fmt: skip


def _waits(records: Records, waits: dict[str, list[tuple[float, int]]]) -> float:
    """Take down how long files waited, in open seconds, by step; return the work of the department."""
    from adminsim.engine.plan import Kind

    visits, nodes = records.visit_rows, records.plan.nodes
    begun = visits[(nodes.kind[visits["node"]] == Kind.WORK) & (visits["start"] >= 0)]
    step_of_node = np.array([node.name for node in nodes.step])[begun["node"]]
    waited = records.plan.official.open_between(begun["joined"].astype(np.int64), begun["start"].astype(np.int64))
    for name in dict.fromkeys(step_of_node.tolist()):
        mine = step_of_node == name
        waits.setdefault(str(name), []).append((float(waited[mine].sum()), int(mine.sum())))
    return float(begun["work"].astype(np.int64).sum())


def _open_s(system: System) -> float:
    """Return the seconds that people have over a whole run."""
    department: Any = system.departments[OFFICE]
    days = system.period.horizon_s // DAY_S
    timeline = Timeline.of(system.official, system.period.start, int(days))
    return float(timeline.done[-1]) * float(department.staff.value) * float(department.share.value)
