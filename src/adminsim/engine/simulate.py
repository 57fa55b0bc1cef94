"""One run of a system: draw its applicants, lay out the plan, draw the rest, run, keep the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.engine.draws import make_draws
from adminsim.engine.plan import make_plan
from adminsim.engine.population import draw_population
from adminsim.engine.records import Records, make_records
from adminsim.engine.streams import Streams

if TYPE_CHECKING:
    from adminsim.model.system import System


def simulate(system: System, seed: int = 1, replication: int = 0, streams: Streams | None = None) -> Records:
    """Run a system once.

    Parameters
    ----------
    system : System
        What to run.
    seed, replication : int
        Together they fix every random number; two systems with the same two see the same applicants.
    streams : Streams, optional
        The uniforms of this replication, where several systems share them; made from seed and replication otherwise.

    Returns
    -------
    Records
        One table of visits and one of cases.

    Examples
    --------
    >>> import adminsim
    >>> scenario = adminsim.load(adminsim.example("smallest"))
    >>> records = adminsim.simulate(scenario.baseline, seed=1)
    """
    from adminsim.engine.reference import run_reference

    streams = streams or Streams(seed, replication)
    population = draw_population(system, streams)
    plan = make_plan(system, population)
    draws = make_draws(system, plan, population, streams)
    visits, ends = run_reference(plan, draws)
    return make_records(system, plan, draws, visits, ends)
