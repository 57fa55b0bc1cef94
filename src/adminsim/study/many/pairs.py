"""Figures read off the runs of both systems of a scenario, replication by replication."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.engine.plan import Plans
from adminsim.study.many.variants import batches_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.variants import Read, Runner

REPLICATIONS = 10
"""How many years are simulated where nothing else is asked for."""


def read_pairs(scenario: Scenario, read: Read, replications: int, runner: Runner) -> NDArray[np.float64]:
    """Simulate the baseline and the reforms with the same applicants, and read figures off each run.

    Parameters
    ----------
    read : callable
        Returns the figures of a run, as many for one system as for the other; it can be pickled.

    Returns
    -------
    ndarray of float64, shape (2, replications, figures)
        Before and after.
    """
    systems = scenario.baseline, scenario.reformed
    plans: dict[int, Plans] = {}
    found = runner.run(
        batches_of((0, 1), replications), lambda number: plans.setdefault(number, Plans(systems[number])), read
    )
    return np.array([[found[year, number] for year in range(replications)] for number in range(len(systems))])
