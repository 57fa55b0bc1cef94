"""One run of a system: draw its applicants, lay out the plan, draw the rest, run, keep the records."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from adminsim.engine.draws import Draws, make_draws
from adminsim.engine.fields import CaseEnds
from adminsim.engine.jit import IS_COMPILED, IS_TOLD_NOT_TO
from adminsim.engine.plan import Plan, Plans
from adminsim.engine.population import draw_population
from adminsim.engine.records import Records, make_records
from adminsim.engine.streams import Streams
from adminsim.messages.said import Said

if TYPE_CHECKING:
    import numpy as np

    from adminsim.model.system import System

    Run = Callable[[Plan, Draws], tuple[np.ndarray[Any, Any], CaseEnds]]

Engine = Literal["auto", "reference", "compiled"]
"""Which engine runs: `compiled` needs Numba, `reference` SimPy; `auto` takes the compiled one where it is there.

Where Numba is told to compile nothing, `compiled` runs the kernel as it stands, slowly, and `auto` takes the other."""


class EngineMissingError(Said, RuntimeError):
    """The compiled engine was asked for, but Numba cannot be imported."""


def simulate(
    system: System,
    seed: int = 1,
    replication: int = 0,
    *,
    streams: Streams | None = None,
    plans: Plans | None = None,
    engine: Engine = "auto",
) -> Records:
    """Run a system once.

    Parameters
    ----------
    system : System
        What to run.
    seed, replication : int
        Together they fix every random number; two systems with the same two see the same applicants.
    streams : Streams, optional
        The uniforms of this replication, where several systems share them; made from seed and replication otherwise.
    plans : Plans, optional
        The plans of this system, where it is run more than once; laid out anew otherwise.
    engine : {"auto", "reference", "compiled"}
        Which engine runs; the records are the same.

    Returns
    -------
    Records
        One table of visits and one of cases.

    Raises
    ------
    EngineMissingError
        If the compiled engine is asked for and cannot be had.

    Examples
    --------
    >>> import adminsim
    >>> scenario = adminsim.example("smallest")
    >>> records = adminsim.simulate(scenario.baseline, seed=1)
    >>> records.cases["outcome"].value_counts()["rejected"]
    np.int64(0)
    """
    streams = streams or Streams(seed, replication, is_shared=False)
    plan, draws = _prepare(plans or Plans(system), streams)
    visits, ends = engine_of(engine)(plan, draws)
    return make_records(system, plan, draws, visits, ends)


def _prepare(plans: Plans, streams: Streams) -> tuple[Plan, Draws]:
    """Return the plan of a replication and its draws; the population itself is not needed any more."""
    population = draw_population(plans.system, streams)
    plan = plans.of(population)
    return plan, make_draws(plans.system, plan, population, streams)


def engine_of(engine: Engine) -> Run:
    """Return the function that runs a plan with its draws."""
    if engine == "reference" or (engine == "auto" and not is_compiled_available()):
        from adminsim.engine.reference import run_reference

        return run_reference
    if not is_compiled_available() and not IS_TOLD_NOT_TO:
        raise EngineMissingError("engine-missing")
    from adminsim.engine.compiled import run_compiled

    return run_compiled


@cache
def is_compiled_available() -> bool:
    """Tell whether Numba, and with it the compiled engine, can be imported, and may compile."""
    try:
        import adminsim.engine.compiled  # noqa: F401
    except Exception:
        return False
    return IS_COMPILED
